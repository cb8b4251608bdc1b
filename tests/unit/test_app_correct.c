/*
 * app: turns split, merged, corrected, and put back; what people decided
 * stays with its words.
 */
#include "test_app.h"

#include <stdio.h>

/* Each technique has one sign, and each sign has a number of its own, so that
 * a decision's words can be told wherever they go. */
#define SIGNS 6

static char *
numbered_codebook(void)
{
	GString *text = g_string_new("codebook: small\nversion: 1.0.0\n"
				     "language: en\nname: Small\n"
				     "status: for tests\ntechniques:\n");

	for (guint i = 0; i < SIGNS; i++)
		g_string_append_printf(
			text,
			"  - id: TEC%c\n    name: t%u\n    group: g\n"
			"    definition: d\n    unit: turn\n    phases: any\n"
			"    rules:\n      - id: r%u\n        says: s\n"
			"        match: ['\\bsign%u\\b']\n"
			"        strength: probable\n"
			"        examples: ['sign%u']\n"
			"        counterexamples: ['none']\n",
			'A' + i, i, i, i, i);
	g_string_append(text, "precedence: [TECA, TECB, TECC, TECD, TECE, "
			      "TECF]\n");
	return g_string_free(text, FALSE);
}

#define NUMBERED                                                        \
	"# case: C01\n"                                                 \
	"T: one sign0 two three sign1 four five sign2 six\n"            \
	"P: seven eight nine\n"                                         \
	"T: ten sign3 eleven twelve sign4 thirteen\n"                   \
	"P: fourteen\nT: fifteen sign5 sixteen seventeen\nP: eighteen " \
	"nineteen\n"

static void
set_up_numbered(struct fixture *f, gconstpointer data)
{
	g_autofree char *codebook = numbered_codebook();
	g_autofree char *rubric = g_strdup(TEST_RUBRIC);
	char *evidence;

	set_up(f, data);
	g_free(f->codebook);
	g_free(f->rubric);
	g_free(f->session);
	f->codebook = put(f, "codebook.yaml", codebook);
	evidence = strstr(rubric, "[OPEN]");
	memcpy(evidence, "[TECA]", 6);
	f->rubric = put(f, "rubric.yaml", rubric);
	f->session = put(f, "s01.txt", NUMBERED);
}

static void
assert_refused(GError **error, const char *part)
{
	g_assert_nonnull(*error);
	if (!strstr((*error)->message, part))
		g_error("no \"%s\" in: %s", part, (*error)->message);
	g_clear_error(error);
}

static void
decide(struct app *app, guint turn, enum verdict verdict, const char *technique,
       const char *rater)
{
	g_autoptr(GError) error = NULL;
	struct decision decision = {
		.turn = turn,
		.technique = g_strdup(technique),
		.verdict = verdict,
		.rater = g_strdup(rater),
	};

	g_assert_true(app_decide(app, 1, &decision, &error));
	g_assert_no_error(error);
	g_free(decision.technique);
	g_free(decision.rater);
}

static const struct effective_tag *
tag_of(const struct session_record *record, guint turn, const char *technique)
{
	for (guint i = 0; i < record->effective_tags->len; i++) {
		const struct effective_tag *tag =
			record->effective_tags->pdata[i];

		if (tag->turn == turn && !strcmp(tag->technique, technique))
			return tag;
	}
	return NULL;
}

/* All that can be seen of the turns and of what people said, as text. */
static char *
picture(struct app *app)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = app_record(app, 1, &error);
	const struct transcript *t = record->transcript;
	GString *out = g_string_new(NULL);

	g_assert_no_error(error);
	for (guint i = 0; i < t->speakers->len; i++) {
		const struct speaker *s = t->speakers->pdata[i];

		g_string_append_printf(out, "%s %d %u %u %u\n", s->label,
				       s->role, s->turns, s->words,
				       s->questions);
	}
	for (guint n = 1; n <= t->turns->len; n++) {
		const struct turn *turn = transcript_turn(t, n);
		gsize len;
		const char *text = transcript_turn_text(t, turn, &len);

		g_string_append_printf(out,
				       "%u %u %d %" G_GINT64_FORMAT
				       " %" G_GINT64_FORMAT " %u %.*s\n",
				       turn->n, turn->speaker, turn->role,
				       turn->start_ms, turn->end_ms, turn->line,
				       (int)len, text);
	}
	g_string_append(out, "--\n");
	for (guint i = 0; i < record->decisions->len; i++) {
		const struct decision *d = record->decisions->pdata[i];

		g_string_append_printf(out, "#%" G_GINT64_FORMAT " %u %s %s\n",
				       d->id, d->turn,
				       verdict_print(d->verdict), d->technique);
	}
	for (guint i = 0; i < record->effective_tags->len; i++) {
		const struct effective_tag *tag =
			record->effective_tags->pdata[i];

		g_string_append_printf(out, "%u %s %d %d\n", tag->turn,
				       tag->technique, tag->confirmed,
				       tag->rejected);
	}
	for (guint i = 0; i < record->ratings->len; i++) {
		const struct rating *rating = record->ratings->pdata[i];

		for (guint k = 0; k < rating->items->len; k++) {
			const struct item_rating *item =
				rating->items->pdata[k];

			for (guint e = 0; e < item->turns->len; e++)
				g_string_append_printf(
					out, "%s @%u\n", item->item,
					g_array_index(item->turns, guint, e));
		}
		g_string_append_printf(out, "outdated %d\n", rating->outdated);
	}
	return g_string_free(out, FALSE);
}

static gboolean
split(struct app *app, guint turn, const char *words, enum turn_role role,
      GError **error)
{
	struct turn_cut cut = {
		.words = words,
		.first.role = TURN_UNKNOWN,
		.second.role = role,
	};
	g_autoptr(TurnChange) change =
		app_turn_split(app, 1, turn, &cut, FALSE, error);

	return change != NULL;
}

static gboolean
merge(struct app *app, guint turn, enum turn_role role, GError **error)
{
	struct turn_owner owner = { .role = role };
	g_autoptr(TurnChange) change =
		app_turn_merge(app, 1, turn, &owner, FALSE, error);

	return change != NULL;
}

static gboolean
undo(struct app *app, GError **error)
{
	g_autoptr(TurnChange) change = app_turn_undo(app, 1, FALSE, error);

	return change != NULL;
}

static void
rate(struct app *app, const char *what)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);

	g_ptr_array_add(items, item_rating_parse(what, &error));
	g_assert_no_error(error);
	g_assert_cmpint(app_rate(app, 1, "RL", RATER_SUPERVISOR, items, &error),
			!=, 0);
	g_assert_no_error(error);
}

/* The decision goes with its words, evidence to both halves, the rest is
 * numbered anew, and undoing gives what was. */
static void
test_split(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = NULL;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	const struct rating *rating;
	const struct item_rating *item;

	(void)data;
	import_well(app, f->session);
	decide(app, 1, VERDICT_ACCEPT, "TECA", "RL");
	decide(app, 1, VERDICT_REJECT, "TECC", "RL");
	decide(app, 5, VERDICT_ACCEPT, "TECF", "RL");
	rate(app, "A1=3/3@1,5");
	before = picture(app);
	g_assert_true(split(app, 1, "FOUR  five", TURN_UNKNOWN, &error));
	g_assert_no_error(error);
	record = app_record(app, 1, &error);
	g_assert_cmpuint(record->transcript->turns->len, ==, 7);
	g_assert_true(tag_of(record, 1, "TECA")->confirmed);
	g_assert_null(tag_of(record, 1, "TECC"));
	g_assert_true(tag_of(record, 2, "TECC")->rejected);
	g_assert_nonnull(tag_of(record, 2, "TECC")->machine);
	g_assert_true(tag_of(record, 6, "TECF")->confirmed);
	rating = record->ratings->pdata[0];
	item = rating->items->pdata[0];
	g_assert_cmpuint(item->turns->len, ==, 3);
	g_assert_cmpuint(g_array_index(item->turns, guint, 0), ==, 1);
	g_assert_cmpuint(g_array_index(item->turns, guint, 1), ==, 2);
	g_assert_cmpuint(g_array_index(item->turns, guint, 2), ==, 6);
	g_assert_true(undo(app, &error));
	after = picture(app);
	g_assert_cmpstr(after, ==, before);
	g_assert_false(undo(app, &error));
	assert_refused(&error, "no correction to take back");
	g_assert_true(app_check(app, &error));
}

/* What cannot be, and says so; nothing is changed by it. */
static void
test_refused(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	struct turn_cut cut = {
		.characters = 3,
		.first.role = TURN_UNKNOWN,
		.second = { TURN_UNKNOWN, "Nobody" },
	};

	(void)data;
	import_well(app, f->session);
	before = picture(app);
	g_assert_false(split(app, 1, "none such", TURN_UNKNOWN, &error));
	assert_refused(&error, "does not have the words 'none such'");
	g_assert_false(split(app, 1, "one", TURN_UNKNOWN, &error));
	assert_refused(&error, "nothing of turn 1 would stand before");
	g_assert_false(split(app, 2, "eigh", TURN_UNKNOWN, &error));
	assert_refused(&error, "does not have the words");
	g_assert_null(app_turn_split(app, 1, 1, &cut, FALSE, &error));
	assert_refused(&error, "nobody called 'Nobody' speaks in session 1 "
			       "(there are: T, P)");
	cut.characters = 999;
	g_assert_null(app_turn_split(app, 1, 1, &cut, FALSE, &error));
	assert_refused(&error, "cut it after 1 to");
	g_assert_false(merge(app, 1, TURN_UNKNOWN, &error));
	assert_refused(&error, "--role therapist or --role patient");
	g_assert_false(merge(app, 6, TURN_UNKNOWN, &error));
	assert_refused(&error, "turn 6 is the last one");
	g_assert_false(merge(app, 9, TURN_UNKNOWN, &error));
	assert_refused(&error, "has no turn 9");
	after = picture(app);
	g_assert_cmpstr(after, ==, before);
}

/* A merge brings decisions together and undoing parts them, those made in
 * between by their words; where no words tell, it is refused. */
static void
test_merge(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = NULL;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;

	(void)data;
	import_well(app, f->session);
	g_assert_true(split(app, 1, "four", TURN_UNKNOWN, &error));
	decide(app, 1, VERDICT_ADD, "TECD", "RL");
	decide(app, 2, VERDICT_ADD, "TECE", "RL");
	before = picture(app);
	g_assert_true(merge(app, 1, TURN_UNKNOWN, &error));
	g_assert_no_error(error);
	decide(app, 1, VERDICT_ADD, "TECF", "RL");
	g_assert_false(undo(app, &error));
	assert_refused(&error,
		       "TECF was added to turn 1 by RL after the merge");
	decide(app, 1, VERDICT_WITHDRAW, "TECF", "RL");
	decide(app, 1, VERDICT_ACCEPT, "TECC", "RL");
	decide(app, 1, VERDICT_WITHDRAW, "TECE", "RL");
	g_assert_true(undo(app, &error));
	g_assert_no_error(error);
	record = app_record(app, 1, &error);
	g_assert_nonnull(tag_of(record, 1, "TECD"));
	g_assert_null(tag_of(record, 2, "TECE"));
	g_assert_true(tag_of(record, 2, "TECC")->confirmed);
	after = picture(app);
	g_assert_true(g_str_has_prefix(after, "T 0 4 "));
	g_assert_nonnull(strstr(before, "2 TECE 1 0"));
}

/* Yes at one turn and no at the other cannot be one turn; a withdrawal takes
 * back what it took back before the turns came together. */
static void
test_disagreement(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = NULL;

	(void)data;
	import_well(app, f->session);
	g_assert_true(split(app, 3, "twelve", TURN_UNKNOWN, &error));
	decide(app, 4, VERDICT_ADD, "TECA", "RL");
	decide(app, 3, VERDICT_ADD, "TECA", "RL");
	decide(app, 3, VERDICT_REJECT, "TECA", "RL");
	g_assert_false(merge(app, 3, TURN_UNKNOWN, &error));
	assert_refused(&error, "TECA is rejected at turn 3 (by RL) and "
			       "confirmed at turn 4 (by RL)");
	g_assert_false(undo(app, &error));
	assert_refused(&error, "`iptrate decide 1 4 TECA --undo --rater RL`");
	/* By number of decision the newest, by turn not what is meant. */
	decide(app, 4, VERDICT_WITHDRAW, "TECA", "RL");
	g_assert_true(merge(app, 3, TURN_UNKNOWN, &error));
	g_assert_no_error(error);
	record = app_record(app, 1, &error);
	g_assert_true(tag_of(record, 3, "TECA")->rejected);
}

/* Roles: new speakers, counts, and decisions that do not count meanwhile. */
static void
test_roles(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(TurnChange) change = NULL;
	g_autoptr(SessionRecord) record = NULL;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	const struct speaker *speaker;
	const struct effective_tag *tag;
	struct decision again = {
		.turn = 1,
		.technique = g_strdup("TECA"),
		.rater = g_strdup("MM"),
	};

	(void)data;
	import_well(app, f->session);
	decide(app, 1, VERDICT_ACCEPT, "TECA", "RL");
	before = picture(app);
	change = app_turn_role(app, 1, 1, TURN_OTHER, FALSE, &error);
	g_assert_no_error(error);
	g_assert_nonnull(strstr(change->says->pdata[1], "does not count"));
	record = app_record(app, 1, &error);
	g_assert_cmpuint(record->transcript->speakers->len, ==, 3);
	speaker = record->transcript->speakers->pdata[2];
	g_assert_cmpstr(speaker->label, ==, "Other");
	g_assert_cmpuint(speaker->words, ==, 9);
	speaker = record->transcript->speakers->pdata[0];
	g_assert_cmpuint(speaker->turns, ==, 2);
	tag = tag_of(record, 1, "TECA");
	g_assert_true(tag->idle);
	g_assert_true(tag->rejected);
	g_assert_false(app_decide(app, 1, &again, &error));
	assert_refused(&error, "turn 1 is the other's; techniques are the "
			       "therapist's");
	g_assert_false(tag->confirmed);
	g_free(again.technique);
	g_free(again.rater);
	g_assert_cmpuint(((struct suggestion *)record->suggestions->pdata[0])
				 ->turns->len,
			 ==, 0);
	g_assert_true(undo(app, &error));
	after = picture(app);
	g_assert_cmpstr(after, ==, before);
}

/* A signature holds on to the turns as they read. */
static void
test_signed(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = NULL;
	g_autoptr(SessionRecord) back = NULL;
	const struct rating *rating;
	const struct session_score *score;
	gboolean told = FALSE;

	(void)data;
	import_well(app, f->session);
	rate(app, "A1=3/3");
	g_assert_true(app_sign(app, 1, "RL", RATER_SUPERVISOR, NULL, "a trial",
			       NULL, &error));
	g_assert_true(split(app, 1, "four", TURN_PATIENT, &error));
	record = app_record(app, 1, &error);
	rating = record->ratings->pdata[0];
	g_assert_cmpint(rating->signed_at, !=, 0);
	g_assert_true(rating->outdated);
	score = record->scores->pdata[0];
	for (guint i = 0; i < score->reasons->len; i++)
		told |= strstr(score->reasons->pdata[i],
			       "was corrected after this rating was signed") !=
			NULL;
	g_assert_true(told);
	g_assert_true(undo(app, &error));
	back = app_record(app, 1, &error);
	rating = back->ratings->pdata[0];
	g_assert_false(rating->outdated);
}

/* -- any corrections in any order ----------------------------------------- */

/* Where the machine tag is that a decision on TECx was made of: a turn that
 * has the words "signx". */
static void
assert_with_words(struct app *app)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = app_record(app, 1, &error);

	g_assert_no_error(error);
	for (guint i = 0; i < record->decisions->len; i++) {
		const struct decision *d = record->decisions->pdata[i];
		g_autofree char *sign =
			g_strdup_printf("sign%c", '0' + d->technique[3] - 'A');
		const struct turn *turn =
			transcript_turn(record->transcript, d->turn);
		gsize len;
		const char *text;

		g_assert_nonnull(turn);
		text = transcript_turn_text(record->transcript, turn, &len);
		if (!g_strstr_len(text, (gssize)len, sign))
			g_error("%s at turn %u is not at its words: %.*s",
				d->technique, d->turn, (int)len, text);
	}
}

static guint
random_below(GRand *rand, guint n)
{
	return (guint)g_rand_int_range(rand, 0, (gint32)n);
}

/* A word before a random place, so that signs move within their turn. */
static void
random_text(struct app *app, GRand *rand, const struct transcript *t,
	    guint turn)
{
	gsize len;
	const char *text =
		transcript_turn_text(t, transcript_turn(t, turn), &len);
	g_autofree char *copy = g_strndup(text, len);
	g_auto(GStrv) words = g_strsplit(copy, " ", -1);
	guint at = random_below(rand, g_strv_length(words));
	g_autofree char *longer = g_strconcat("so ", words[at], NULL);
	g_autofree char *whole = NULL;

	g_free(words[at]);
	words[at] = g_steal_pointer(&longer);
	whole = g_strjoinv(" ", words);
	turn_change_free(app_turn_text(app, 1, turn, whole, FALSE, NULL));
}

static void
random_split(struct app *app, GRand *rand, const struct transcript *t,
	     guint turn)
{
	gsize len;
	const char *text =
		transcript_turn_text(t, transcript_turn(t, turn), &len);
	guint at = random_below(rand, (guint)len);
	const char *blank = memchr(text + at, ' ', len - at);
	struct turn_cut cut = {
		.characters = blank ? (guint)(blank - text) : 0,
		.first.role = TURN_UNKNOWN,
		.second.role = (enum turn_role)random_below(rand, 4),
	};

	/* Between words only: a sign cut in two is nowhere. */
	turn_change_free(app_turn_split(app, 1, turn, &cut, FALSE, NULL));
}

/* Accepts or rejects a tag that nobody decided on, or takes back. */
static void
random_decision(struct app *app, GRand *rand, const struct session_record *r)
{
	static const char *const raters[] = { "RL", "MM" };
	const struct effective_tag *tag;
	struct decision decision;

	if (!r->effective_tags->len)
		return;
	tag = r->effective_tags
		      ->pdata[random_below(rand, r->effective_tags->len)];
	decision = (struct decision){
		.turn = tag->turn,
		.technique = g_strdup(tag->technique),
		.rater = g_strdup(raters[random_below(rand, 2)]),
		.verdict = random_below(rand, 3) ? random_below(rand, 2) :
						   VERDICT_WITHDRAW,
	};
	if (!tag->idle)
		app_decide(app, 1, &decision, NULL);
	g_free(decision.technique);
	g_free(decision.rater);
}

static void
random_step(struct app *app, GRand *rand)
{
	g_autoptr(SessionRecord) record = app_record(app, 1, NULL);
	const struct transcript *t = record->transcript;
	guint turn = 1 + random_below(rand, t->turns->len);
	enum turn_role role = (enum turn_role)random_below(rand, 3);

	switch (random_below(rand, 8)) {
	case 0:
	case 1:
		random_split(app, rand, t, turn);
		break;
	case 2:
		merge(app, turn, role, NULL);
		break;
	case 3:
		random_text(app, rand, t, turn);
		break;
	case 4:
		turn_change_free(
			app_turn_role(app, 1, turn, role, FALSE, NULL));
		break;
	case 5:
		undo(app, NULL);
		break;
	default:
		random_decision(app, rand, record);
	}
}

/* The turns alone. */
static char *
turns_picture(struct app *app)
{
	char *text = picture(app);

	*strstr(text, "--\n") = '\0';
	return text;
}

/* Takes everything back; what stands in the way is withdrawn, as the refusal
 * says. */
static void
undo_all(struct app *app)
{
	g_autoptr(GError) error = NULL;
	guint refused = 0;

	while (undo(app, &error) ||
	       !strstr(error->message, "no correction to take back")) {
		int session, turn;
		char technique[8], rater[8];
		const char *mend;

		if (!error)
			continue;
		mend = strstr(error->message, "iptrate decide");
		g_assert_nonnull(mend);
		g_assert_cmpint(sscanf(mend,
				       "iptrate decide %d %d %7s --undo "
				       "--rater %7[A-Z]",
				       &session, &turn, technique, rater),
				==, 4);
		decide(app, (guint)turn, VERDICT_WITHDRAW, technique, rater);
		g_assert_cmpuint(refused++, <, 100);
		g_clear_error(&error);
	}
}

static void
run_random(struct fixture *f, guint32 seed)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;

	g_test_message("seed %u", seed);
	import_well(app, f->session);
	before = turns_picture(app);
	for (guint i = 0; i < 25; i++) {
		random_step(app, rand);
		assert_with_words(app);
	}
	undo_all(app);
	assert_with_words(app);
	after = turns_picture(app);
	g_assert_cmpstr(after, ==, before);
	g_assert_true(app_check(app, &error));
	g_assert_no_error(error);
}

static void
test_random(struct fixture *f, gconstpointer data)
{
	guint32 runs = g_test_slow() ? 300 : 12;

	(void)data;
	for (guint32 seed = 1; seed <= runs; seed++) {
		g_autofree char *log = g_strconcat(f->casebook, "-wal", NULL);
		g_autofree char *shm = g_strconcat(f->casebook, "-shm", NULL);

		run_random(f, seed);
		remove(f->casebook);
		remove(log);
		remove(shm);
	}
}

#define TEST(name)                                              \
	g_test_add("/app/correct/" #name, struct fixture, NULL, \
		   set_up_numbered, test_##name, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(split);
	TEST(refused);
	TEST(merge);
	TEST(disagreement);
	TEST(roles);
	TEST(signed);
	TEST(random);
	return g_test_run();
}
