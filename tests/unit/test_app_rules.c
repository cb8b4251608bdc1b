/*
 * app: what a changed codebook would move, and rules below the floor.
 */
#include "test_app.h"

/* OPEN on turns 1 and 3. */
#define TWICE                                          \
	"# case: C02\n# number: 3\n# planned: 16\n"    \
	"T: Tell me about the week.\nP: It was bad.\n" \
	"T: Tell me what was bad in it.\nP: The nights.\n"

static void
decide_well(struct app *app, gint64 session, guint turn, enum verdict verdict)
{
	g_autoptr(GError) error = NULL;
	struct decision decision = {
		.turn = turn,
		.technique = g_strdup("OPEN"),
		.verdict = verdict,
		.rater = g_strdup("R1"),
	};

	app_decide(app, session, &decision, &error);
	g_assert_no_error(error);
	g_free(decision.technique);
	g_free(decision.rater);
}

/* A second codebook in which open.asks gives a hint. */
static char *
put_weaker(const struct fixture *f)
{
	g_autofree char *codebook = NULL;
	g_autofree char *path = NULL;
	g_auto(GStrv) halves = NULL;
	g_autofree char *weaker = NULL;

	g_assert_true(g_file_get_contents(f->codebook, &codebook, NULL, NULL));
	halves = g_strsplit(codebook, "strength: probable", 2);
	weaker = g_strjoinv("strength: hint", halves);
	return put(f, "weaker.yaml", weaker);
}

/* A rule is doubted that people took back too often in two decisions. */
static void
set_floor(const struct fixture *f)
{
	g_autofree char *codebook = NULL;
	g_autofree char *floored = NULL;

	g_assert_true(g_file_get_contents(f->codebook, &codebook, NULL, NULL));
	floored = g_strconcat(codebook, "floor: {precision: 0.6, decided: 2}\n",
			      NULL);
	g_free(put(f, "codebook.yaml", floored));
}

/* The rubric's counts: one tag suggests 2, two suggest 3, none 1. */
static void
test_moves(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autofree char *twice = put(f, "s02.txt", TWICE);
	g_autofree char *weaker = put_weaker(f);
	g_autoptr(CodebookDiff) diff = NULL;
	const struct extent_change *extent;
	const struct tag_change *tag;

	(void)data;
	import_well(app, f->session);
	import_well(app, twice);
	decide_well(app, 2, 3, VERDICT_ACCEPT);
	diff = app_codebook_diff(app, f->codebook, weaker, NULL, 0, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(diff->tags->len, ==, 3);
	tag = diff->tags->pdata[2];
	g_assert_cmpint(tag->session, ==, 2);
	g_assert_cmpuint(tag->turn, ==, 3);
	g_assert_cmpint(tag->kind, ==, TAG_CHANGES_STRENGTH);
	g_assert_cmpint(tag->before, ==, STRENGTH_PROBABLE);
	g_assert_cmpint(tag->after, ==, STRENGTH_HINT);
	g_assert_true(tag->decided);
	/* What a person accepted counts, hint or not. */
	g_assert_cmpuint(diff->extents->len, ==, 2);
	extent = diff->extents->pdata[0];
	g_assert_cmpint(extent->session, ==, 1);
	g_assert_cmpstr(extent->item, ==, "A1");
	g_assert_cmpuint(extent->before, ==, 2);
	g_assert_cmpuint(extent->after, ==, 1);
	extent = diff->extents->pdata[1];
	g_assert_cmpint(extent->session, ==, 2);
	g_assert_cmpuint(extent->before, ==, 3);
	g_assert_cmpuint(extent->after, ==, 2);
}

static const struct effective_tag *
tag_at(const struct session_record *record, guint turn, const char *technique)
{
	for (guint i = 0; i < record->effective_tags->len; i++) {
		const struct effective_tag *tag =
			record->effective_tags->pdata[i];

		if (tag->turn == turn && !strcmp(tag->technique, technique))
			return tag;
	}
	g_assert_not_reached();
}

/* Whatever people decide, take back and tag again, here or in another program,
 * and whether the tally can be kept or not: it finds what a full count does. */
static void
test_floor_at_random(struct fixture *f, gconstpointer data)
{
	static const enum verdict verdicts[] = { VERDICT_ACCEPT, VERDICT_REJECT,
						 VERDICT_WITHDRAW };
	g_autofree char *twice = put(f, "s02.txt", TWICE);
	g_autoptr(App) app = NULL;
	g_autoptr(App) other = NULL;
	g_autoptr(GRand) rand = g_rand_new_with_seed(5);
	guint below = 0;

	(void)data;
	set_floor(f);
	app = open_app(f);
	import_well(app, f->session);
	import_well(app, twice);
	other = open_app(f);
	for (guint i = 0; i < 150; i++) {
		gboolean held = g_rand_int_range(rand, 0, 3) == 0;
		gint64 session = g_rand_int_range(rand, 1, 3);
		struct decision decision = {
			.turn = session == 2 && g_rand_boolean(rand) ? 3 : 1,
			.technique = g_strdup("OPEN"),
			.verdict = verdicts[g_rand_int_range(rand, 0, 3)],
			.rater = g_strdup(g_rand_boolean(rand) ? "R1" : "R2"),
		};
		g_autoptr(SessionRecord) record = NULL;
		g_autoptr(GPtrArray) uses = NULL;
		const struct rule_use *use;

		/* There may be nothing to withdraw. */
		app_decide(g_rand_boolean(rand) ? app : other, session,
			   &decision, NULL);
		g_free(decision.technique);
		g_free(decision.rater);
		if (i % 10 == 9)
			g_assert_true(app_tag(other, &session, 1, NULL, NULL,
					      NULL, NULL, NULL));
		if (held)
			g_assert_true(app_begin(other, NULL));
		record = app_record(app, 1, NULL);
		if (held)
			g_assert_true(app_end(other, TRUE, NULL));
		uses = app_codebook_stats(app, NULL);
		use = uses->pdata[0];
		g_assert_cmpstr(use->rule, ==, "open.asks");
		g_assert_cmpint(tag_at(record, 1, "OPEN")->machine->below_floor,
				==, use->below_floor);
		below += use->below_floor;
	}
	g_assert_cmpuint(below, >, 10);
	g_assert_cmpuint(below, <, 140);
}

/* Two decisions are the floor's measure here: after one rejection a rule
 * stands, after two it gives hints, and what a person accepts stands. */
static void
test_floor(struct fixture *f, gconstpointer data)
{
	g_autofree char *twice = put(f, "s02.txt", TWICE);
	g_autoptr(App) app = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) above = NULL;
	g_autoptr(SessionRecord) below = NULL;
	const struct suggestion *suggestion;

	(void)data;
	set_floor(f);
	app = open_app(f);
	import_well(app, f->session);
	import_well(app, twice);
	decide_well(app, 1, 1, VERDICT_REJECT);
	above = app_record(app, 2, &error);
	g_assert_no_error(error);
	g_assert_false(tag_at(above, 1, "OPEN")->machine->below_floor);
	suggestion = above->suggestions->pdata[0];
	g_assert_cmpuint(suggestion->extent, ==, 3);
	decide_well(app, 2, 3, VERDICT_ACCEPT);
	below = app_record(app, 2, &error);
	g_assert_no_error(error);
	g_assert_true(tag_at(below, 1, "OPEN")->machine->below_floor);
	g_assert_cmpint(tag_at(below, 1, "OPEN")->machine->strength, ==,
			STRENGTH_HINT);
	suggestion = below->suggestions->pdata[0];
	g_assert_cmpuint(suggestion->extent, ==, 2);
	g_assert_cmpuint(suggestion->confirmed, ==, 1);
}

#define TEST(name)                                                    \
	g_test_add("/app/rules/" #name, struct fixture, NULL, set_up, \
		   test_##name, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(moves);
	TEST(floor);
	TEST(floor_at_random);
	return g_test_run();
}
