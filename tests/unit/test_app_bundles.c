/*
 * app: bundles between casebooks.
 *
 * The property: whatever people do in their casebooks, sign with keys, seal,
 * reveal and withdraw, whatever their clocks say, and in whatever order bundles
 * come, twice or late, all casebooks hold the same once everything has come
 * everywhere.
 */
#include "app/tables.h"
#include "test_app.h"

#include <glib/gstdio.h>

#define DESKS 3
#define BUNDLES_MOST 200

struct desk {
	struct app *app;
	const char *person;
	struct secret_key *key;
	const char *sealer; /* another, who seals what they rate */
};

struct round {
	struct fixture *f;
	GRand *rand;
	struct desk desks[DESKS];
	guint bundles; /* files that were packed so far */
	guint signed_with_key, sealed;
};

static struct app *
open_desk(const struct fixture *f, guint n)
{
	g_autofree char *casebook =
		g_strdup_printf("%s/desk%u.db", f->folder, n);
	struct app_options options = {
		.casebook = casebook,
		.codebook = f->codebook,
		.rubric = f->rubric,
		.user = "ana",
		.command = "iptrate test",
		.now = 1795000000,
	};

	return app_new(&options);
}

static char *
bundle_path(const struct round *r, guint n)
{
	return g_strdup_printf("%s/b%u.zip", r->f->folder, n);
}

static gboolean
pack(struct round *r, guint desk, enum bundle_kind kind, GError **error)
{
	const gint64 session = 1;
	g_autofree char *path = bundle_path(r, r->bundles);
	struct packing packing = {
		.kind = kind,
		.sessions = &session,
		.n = 1,
		.from = r->desks[desk].person,
		.path = path,
		.key = r->bundles % 2 ? r->desks[desk].key : NULL,
	};
	struct bundle_counts counts = { 0 };

	r->bundles++;
	return app_bundle_pack(r->desks[desk].app, &packing, &counts, error);
}

static struct opened *
take(struct round *r, guint desk, guint bundle, GError **error)
{
	g_autofree char *path = bundle_path(r, bundle);
	struct bundle_opening opening = { .path = path,
					  .accept_unknown = TRUE };

	return app_bundle_open(r->desks[desk].app, &opening, error);
}

static void
take_well(struct round *r, guint desk, guint bundle)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Opened) opened = take(r, desk, bundle, &error);

	g_assert_no_error(error);
}

static void
begin(struct round *r, struct fixture *f, guint32 seed)
{
	static const char *const people[DESKS] = { "RL", "MB", "KT" };
	static const char *const sealers[DESKS] = { "P1", "P2", "P3" };
	g_autoptr(GError) error = NULL;

	*r = (struct round){ .f = f, .rand = g_rand_new_with_seed(seed) };
	for (guint i = 0; i < DESKS; i++) {
		r->desks[i] = (struct desk){
			.app = open_desk(f, i),
			.person = people[i],
			.key = secret_key_make(people[i], NULL, &error),
			.sealer = sealers[i],
		};
		g_assert_no_error(error);
		app_set_viewer(r->desks[i].app, sealers[i]);
	}
	import_well(r->desks[0].app, f->session);
	pack(r, 0, BUNDLE_SESSION, &error);
	g_assert_no_error(error);
	for (guint i = 1; i < DESKS; i++)
		take_well(r, i, 0);
}

static void
finish(struct round *r)
{
	for (guint i = 0; i < DESKS; i++) {
		g_autofree char *casebook =
			g_strdup_printf("%s/desk%u.db", r->f->folder, i);

		app_free(r->desks[i].app);
		secret_key_free(r->desks[i].key);
		g_unlink(casebook);
	}
	g_rand_free(r->rand);
}

/* Much of it is refused, and that is right: there is nothing to withdraw. */
static void
decide_something(struct round *r, guint desk, const char *who)
{
	static const enum verdict verdicts[] = {
		VERDICT_ACCEPT,	 VERDICT_REJECT,   VERDICT_ADD,
		VERDICT_RELABEL, VERDICT_WITHDRAW, VERDICT_WITHDRAW
	};
	struct decision decision = { 0 };
	gboolean open = g_rand_boolean(r->rand);

	decision.verdict = verdicts[g_rand_int_range(r->rand, 0, 6)];
	decision.turn = (guint)g_rand_int_range(r->rand, 0, 3) * 2 + 1;
	decision.technique = g_strdup(open ? "OPEN" : "COMM");
	decision.rater = g_strdup(who);
	if (decision.verdict == VERDICT_RELABEL)
		decision.to = g_strdup(open ? "COMM" : "OPEN");
	app_decide(r->desks[desk].app, 1, &decision, NULL);
	g_free(decision.technique);
	g_free(decision.rater);
	g_free(decision.to);
}

/* FALSE: it is sealed. */
static gboolean
rate_something(struct round *r, guint desk, const char *who,
	       enum rater_role role)
{
	g_autofree char *text = g_strdup_printf(
		"%s=%d/%d@%d", g_rand_boolean(r->rand) ? "A1" : "A2",
		g_rand_int_range(r->rand, 2, 6),
		g_rand_int_range(r->rand, 1, 6),
		g_rand_int_range(r->rand, 1, 7));
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	g_autoptr(GError) error = NULL;

	g_ptr_array_add(items, item_rating_parse(text, &error));
	g_assert_no_error(error);
	if (app_rate(r->desks[desk].app, 1, who, role, items, &error))
		return TRUE;
	g_assert_error(error, BASE_ERROR, BASE_ERROR_DENIED);
	g_assert_cmpint(role, ==, RATER_PEER);
	return FALSE;
}

/* At one's own desk, where what is sealed is to be opened again. */
static void
seal_something(struct round *r, guint desk)
{
	const struct desk *at = &r->desks[desk];
	struct sealed_rating *sealed;

	if (!rate_something(r, desk, at->sealer, RATER_PEER))
		return;
	sealed = app_seal(at->app, 1, at->sealer, RATER_PEER, NULL, "a test",
			  NULL, NULL);
	if (sealed)
		r->sealed++;
	sealed_rating_free(sealed);
}

static void
reveal_own(struct round *r, guint desk)
{
	const struct desk *at = &r->desks[desk];
	struct revealed *revealed = app_reveal(at->app, 1, at->sealer, NULL);

	revealed_free(revealed);
}

static struct secret_key *
key_of(struct round *r, const char *who)
{
	for (guint i = 0; i < DESKS; i++) {
		if (!strcmp(r->desks[i].person, who) && g_rand_boolean(r->rand))
			return r->desks[i].key;
	}
	return NULL;
}

/* One thing that somebody does somewhere, at a time that their clock says. */
static void
do_something(struct round *r)
{
	guint desk = (guint)g_rand_int_range(r->rand, 0, DESKS);
	/* At times somebody sits at another's desk. */
	const char *who =
		r->desks[g_rand_int_range(r->rand, 0, 4) ?
				 desk :
				 (guint)g_rand_int_range(r->rand, 0, DESKS)]
			.person;
	struct app *app = r->desks[desk].app;
	struct secret_key *key;
	struct item_rating *now;

	app_set_now(app, 1795000000 + g_rand_int_range(r->rand, 0, 40));
	switch (g_rand_int_range(r->rand, 0, 15)) {
	case 0:
		if (r->bundles < BUNDLES_MOST)
			pack(r, desk, BUNDLE_RETURN, NULL);
		break;
	case 1:
	case 2:
		take_well(r, desk,
			  (guint)g_rand_int_range(r->rand, 0, (int)r->bundles));
		break;
	case 3:
	case 9:
		key = key_of(r, who);
		if (app_sign(app, 1, who, RATER_INDEPENDENT, NULL, "a test",
			     key, NULL))
			r->signed_with_key += key != NULL;
		break;
	case 4:
		now = app_rate_undo(app, 1, who, RATER_INDEPENDENT,
				    g_rand_boolean(r->rand), NULL);
		item_rating_free(now);
		break;
	case 5:
	case 6:
		rate_something(r, desk, who, RATER_INDEPENDENT);
		break;
	case 7:
		seal_something(r, desk);
		break;
	case 8:
		if (!g_rand_int_range(r->rand, 0, 4))
			reveal_own(r, desk);
		break;
	default:
		decide_something(r, desk, who);
	}
}

/* Everything that people said in a casebook, in its order, as text. */
static char *
said(struct app *app)
{
	static const enum carried parts[] = { CARRIED_DECISION, CARRIED_VALUE,
					      CARRIED_SIGNATURE, CARRIED_SIGNED,
					      CARRIED_SEALED };
	g_autoptr(GError) error = NULL;
	GString *all = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autoptr(GPtrArray) rows =
			store_carried_out(app->store, parts[i], 1, "", &error);
		g_autofree char *text = NULL;

		g_assert_no_error(error);
		text = table_rows_print(parts[i], rows);
		g_string_append(all, text);
	}
	return g_string_free(all, FALSE);
}

static int
compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What it comes to: tags after decisions, and the ratings as they are. */
static char *
standing(struct app *app)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) tags = store_tags_load(app->store, 1, &error);
	g_autoptr(GPtrArray) decisions =
		store_decisions_load(app->store, 1, &error);
	g_autoptr(GPtrArray) effective = NULL;
	g_autoptr(GPtrArray) ratings =
		store_ratings_load(app->store, 1, NULL, &error);
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	char *all;

	g_assert_no_error(error);
	effective = effective_tags_build(tags, decisions, NULL);
	for (guint i = 0; i < effective->len; i++) {
		g_autofree char *state =
			effective_tag_state(effective->pdata[i]);
		const struct effective_tag *tag = effective->pdata[i];

		g_ptr_array_add(
			lines,
			g_strdup_printf(
				"%u %s %s %s", tag->turn, tag->technique, state,
				tag->decision ? tag->decision->rater : ""));
	}
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		for (guint k = 0; k < rating->items->len; k++) {
			const struct item_rating *item =
				rating->items->pdata[k];

			g_ptr_array_add(
				lines,
				g_strdup_printf(
					"%s v%u %s %s=%u/%u@%u", rating->rater,
					rating->version, rating->meaning ?: "",
					item->item, item->extent, item->quality,
					item->turns->len ?
						g_array_index(item->turns,
							      guint, 0) :
						0));
		}
	}
	g_ptr_array_sort(lines, compare_lines);
	g_ptr_array_add(lines, NULL);
	all = g_strjoinv("\n", (char **)lines->pdata);
	g_ptr_array_unref(lines);
	return all;
}

static void
assert_same(struct round *r)
{
	g_autofree char *first = said(r->desks[0].app);
	g_autofree char *stands = standing(r->desks[0].app);

	for (guint i = 1; i < DESKS; i++) {
		g_autofree char *other = said(r->desks[i].app);
		g_autofree char *there = standing(r->desks[i].app);

		g_assert_cmpstr(first, ==, other);
		g_assert_cmpstr(stands, ==, there);
	}
}

static void
assert_sound(struct round *r)
{
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < DESKS; i++) {
		app_check(r->desks[i].app, &error);
		g_assert_no_error(error);
	}
}

static void
test_any_order(struct fixture *f, gconstpointer data)
{
	guint rounds = g_test_thorough() ? 40 : 4;
	guint with_key = 0, sealed = 0;

	(void)data;
	for (guint32 seed = 1; seed <= rounds; seed++) {
		struct round r;
		guint last;

		begin(&r, f, seed);
		for (guint i = 0; i < 120; i++)
			do_something(&r);
		with_key += r.signed_with_key;
		sealed += r.sealed;
		last = r.bundles;
		for (guint i = 0; i < DESKS; i++) {
			reveal_own(&r, i);
			pack(&r, i, BUNDLE_RETURN, NULL);
		}
		for (guint i = 0; i < DESKS; i++) {
			guint first = (guint)g_rand_int_range(r.rand, 0, DESKS);

			for (guint k = 0; k < DESKS; k++)
				take_well(&r, i, last + (first + k) % DESKS);
		}
		assert_same(&r);
		/* Old ones once more bring nothing. */
		for (guint i = 0; i < last; i++) {
			g_autoptr(Opened) opened = take(&r, i % DESKS, i, NULL);

			g_assert_true(opened->again);
		}
		assert_same(&r);
		assert_sound(&r);
		finish(&r);
	}
	g_test_message("%u signed with keys, %u sealed", with_key, sealed);
	g_assert_cmpuint(with_key, >, rounds);
	g_assert_cmpuint(sealed, >, rounds);
}

/* A text that was corrected meanwhile: the sentence, and nothing taken in. */
static void
test_other_text(struct fixture *f, gconstpointer data)
{
	struct round r;
	struct turn_change *change;
	g_autoptr(GError) error = NULL;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;

	(void)data;
	begin(&r, f, 7);
	decide_something(&r, 1, "MB");
	rate_something(&r, 1, "MB", RATER_INDEPENDENT);
	pack(&r, 1, BUNDLE_RETURN, &error);
	g_assert_no_error(error);
	change = app_turn_text(r.desks[0].app, 1, 1, "Tell me of it.", FALSE,
			       &error);
	g_assert_no_error(error);
	turn_change_free(change);
	before = said(r.desks[0].app);
	g_assert_null(take(&r, 0, 1, &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
	g_assert_nonnull(strstr(error->message, "another text"));
	after = said(r.desks[0].app);
	g_assert_cmpstr(before, ==, after);
	finish(&r);
}

/* A dry run tells and changes nothing. */
static void
test_dry(struct fixture *f, gconstpointer data)
{
	struct round r;
	struct bundle_opening opening = { .dry_run = TRUE,
					  .accept_unknown = TRUE };
	g_autofree char *path = NULL;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(Opened) opened = NULL;

	(void)data;
	begin(&r, f, 8);
	rate_something(&r, 1, "MB", RATER_INDEPENDENT);
	pack(&r, 1, BUNDLE_RETURN, &error);
	opening.path = path = bundle_path(&r, 1);
	before = said(r.desks[0].app);
	opened = app_bundle_open(r.desks[0].app, &opening, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(opened->new.rows[CARRIED_VALUE], ==, 1);
	after = said(r.desks[0].app);
	g_assert_cmpstr(before, ==, after);
	finish(&r);
}

/* Every text comes back to the byte; what cannot be is told with its line. */
static void
test_tables(struct fixture *f, gconstpointer data)
{
	static const char *const texts[] = { "plain",	   "tab\there",
					     "two\nlines", "\\N",
					     "\\",	   "",
					     "=cmd()",	   NULL };
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(
		(GDestroyNotify)carried_row_free);
	g_autoptr(GPtrArray) again = NULL;
	g_autofree char *printed = NULL;
	g_autofree char *broken = NULL;
	g_autoptr(GError) error = NULL;

	(void)f;
	(void)data;
	for (guint i = 0; texts[i]; i++) {
		struct carried_row *row =
			carried_row_new(carried_part(CARRIED_SPEAKER)->n);
		const char *const cells[] = {
			"0123456789abcdef0123456789abcdef",
			"0",
			texts[i],
			"therapist",
			"0",
			texts[i],
			"1",
			"1",
			"0"
		};

		for (guint k = 0; k < row->n; k++)
			row->cells[k] = g_strdup(cells[k]);
		g_ptr_array_add(rows, row);
	}
	printed = table_rows_print(CARRIED_SPEAKER, rows);
	again = table_rows_parse(CARRIED_SPEAKER, printed, strlen(printed),
				 "speakers.tsv", &error);
	g_assert_no_error(error);
	g_assert_cmpuint(again->len, ==, rows->len);
	for (guint i = 0; texts[i]; i++)
		g_assert_cmpstr(
			row_cell(CARRIED_SPEAKER, again->pdata[i], "label"), ==,
			texts[i]);
	broken = g_strdup(printed);
	*strstr(broken, "therapist\t0") = 'T';
	g_assert_null(table_rows_parse(CARRIED_SPEAKER, broken, strlen(broken),
				       "speakers.tsv", &error));
	g_assert_cmpstr(error->message, ==,
			"speakers.tsv:2: 'role' holds what it cannot hold");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                      \
	g_test_add("/app/bundles/" name, struct fixture, NULL, set_up, test, \
		   tear_down)
	ADD("any-order", test_any_order);
	ADD("other-text", test_other_text);
	ADD("dry", test_dry);
	ADD("tables", test_tables);
#undef ADD
	return g_test_run();
}
