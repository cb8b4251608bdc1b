/*
 * Drills: what their results hold, for whoever looks at them later.
 */
#include "test_app.h"

#include "app/drill.h"

/* C3-like values of the items A1 and A2, signed. */
static void
rate(struct app *app, gint64 session, const char *rater, enum rater_role role,
     const char *one, const char *two)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);

	g_ptr_array_add(items, item_rating_parse(one, &error));
	g_assert_no_error(error);
	if (two)
		g_ptr_array_add(items, item_rating_parse(two, &error));
	g_assert_no_error(error);
	app_rate(app, session, rater, role, items, &error);
	g_assert_no_error(error);
	app_sign(app, session, rater, role, "done", "for the test", NULL,
		 &error);
	g_assert_no_error(error);
}

static void
mark(struct app *app, gint64 session, guint turn, const char *rater)
{
	g_autoptr(GError) error = NULL;
	struct decision decision = {
		.turn = turn,
		.technique = g_strdup("COMM"),
		.verdict = VERDICT_ADD,
		.rater = g_strdup(rater),
	};

	app_decide(app, session, &decision, &error);
	g_assert_no_error(error);
	g_free(decision.technique);
	g_free(decision.rater);
}

static void
make(struct app *app, const char *name, enum drill_purpose purpose,
     const gint64 *sessions, guint n)
{
	g_autoptr(GError) error = NULL;
	struct drill_making making = {
		.name = name,
		.purpose = purpose,
		.sessions = sessions,
		.n = n,
		.rater = "RL",
	};
	g_autoptr(DrillSet) set = app_drill_new(app, &making, &error);

	g_assert_no_error(error);
	g_assert_cmpuint(set->members->len, ==, n);
}

static gint64
take(struct app *app, const char *name, const char *technique)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(DrillStep) step =
		app_drill_take(app, name, "JS", technique, FALSE, &error);

	g_assert_no_error(error);
	return step->session;
}

static GPtrArray *
results_of(struct app *app, const char *rater)
{
	g_autoptr(GError) error = NULL;
	struct drill_asking asking = { .set = 1, .rater = rater };
	struct drill_reports reports;

	app_drill_results(app, &asking, &reports, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(reports.kept_back, ==, 0);
	return reports.results;
}

/* Two sessions that RL has rated. */
static struct app *
open_rated(struct fixture *f)
{
	struct app *app = open_app(f);
	g_autofree char *path = put(f, "s02.txt", TEST_SESSION "T: So.\n");

	import_well(app, f->session);
	import_well(app, path);
	rate(app, 1, "RL", RATER_INDEPENDENT, "A1=4/3@1,3", "A2=NA:no call");
	rate(app, 2, "RL", RATER_INDEPENDENT, "A1=2/2", NULL);
	return app;
}

static void
test_pairs(struct fixture *f, gconstpointer data)
{
	static const gint64 sessions[] = { 1, 2 };
	g_autoptr(App) app = open_rated(f);
	g_autoptr(GPtrArray) results = NULL;
	const struct drill_result *result;
	const struct drill_pair *pair;
	gint64 copy;

	(void)data;
	make(app, "team-1", DRILL_LEARNING, sessions, 2);
	copy = take(app, "team-1", NULL);
	g_assert_cmpint(copy, ==, take(app, "team-1", NULL));
	rate(app, copy, "JS", RATER_DRILL, "A1=2/2@5", NULL);
	results = results_of(app, "JS");
	g_assert_cmpuint(results->len, ==, 1);
	result = results->pdata[0];
	g_assert_cmpint(result->session, ==, copy);
	g_assert_cmpint(result->of, ==, 1);
	g_assert_false(result->whole);
	g_assert_cmpstr(result->rubric, ==, "small");
	g_assert_cmpuint(result->pairs->len, ==, 2);
	pair = result->pairs->pdata[0];
	g_assert_cmpstr(pair->item, ==, "A1");
	g_assert_cmpuint(pair->mine->extent, ==, 2);
	g_assert_cmpuint(pair->theirs->extent, ==, 4);
	g_assert_cmpuint(pair->theirs->quality, ==, 3);
	g_assert_cmpuint(pair->theirs->turns->len, ==, 2);
	g_assert_cmpuint(g_array_index(pair->theirs->turns, guint, 1), ==, 3);
	pair = result->pairs->pdata[1];
	g_assert_null(pair->mine);
	g_assert_cmpstr(pair->theirs->na_reason, ==, "no call");
	g_ptr_array_unref(results);
	results = results_of(app, "KK");
	g_assert_cmpuint(results->len, ==, 0);
}

/* Nothing of a test before its last session. */
static void
test_testing(struct fixture *f, gconstpointer data)
{
	static const gint64 sessions[] = { 2, 1 };
	g_autoptr(App) app = open_rated(f);
	GPtrArray *results;
	const struct drill_result *result;

	(void)data;
	make(app, "exam-1", DRILL_TESTING, sessions, 2);
	rate(app, take(app, "exam-1", NULL), "JS", RATER_DRILL, "A1=2/2", NULL);
	results = results_of(app, NULL);
	g_assert_cmpuint(results->len, ==, 0);
	g_ptr_array_unref(results);
	rate(app, take(app, "exam-1", NULL), "JS", RATER_DRILL, "A1=5/2", NULL);
	results = results_of(app, NULL);
	g_assert_cmpuint(results->len, ==, 2);
	result = results->pdata[0];
	g_assert_cmpint(result->of, ==, 2);
	g_assert_true(result->whole);
	g_assert_cmpint(result->purpose, ==, DRILL_TESTING);
	g_ptr_array_unref(results);
}

static void
test_tags(struct fixture *f, gconstpointer data)
{
	static const gint64 sessions[] = { 1 };
	g_autoptr(App) app = open_rated(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) results = NULL;
	const struct drill_result *result;
	const struct drill_tags *tags;
	gint64 copy;

	(void)data;
	mark(app, 1, 3, "RL");
	mark(app, 1, 5, "RL");
	make(app, "team-1", DRILL_LEARNING, sessions, 1);
	copy = take(app, "team-1", "comm");
	mark(app, copy, 1, "JS");
	mark(app, copy, 5, "JS");
	app_drill_done(app, copy, "JS", &error);
	g_assert_no_error(error);
	results = results_of(app, "JS");
	g_assert_cmpuint(results->len, ==, 1);
	result = results->pdata[0];
	g_assert_cmpstr(result->technique, ==, "COMM");
	g_assert_true(result->whole);
	g_assert_cmpuint(result->pairs->len, ==, 0);
	g_assert_cmpuint(result->tags->len, ==, 1);
	tags = result->tags->pdata[0];
	g_assert_cmpuint(tags->found->len, ==, 1);
	g_assert_cmpuint(g_array_index(tags->found, guint, 0), ==, 5);
	g_assert_cmpuint(tags->missed->len, ==, 1);
	g_assert_cmpuint(g_array_index(tags->missed, guint, 0), ==, 3);
	g_assert_cmpuint(tags->wrong->len, ==, 1);
	g_assert_cmpuint(g_array_index(tags->wrong, guint, 0), ==, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/drill/pairs", struct fixture, NULL, set_up, test_pairs,
		   tear_down);
	g_test_add("/drill/testing", struct fixture, NULL, set_up, test_testing,
		   tear_down);
	g_test_add("/drill/tags", struct fixture, NULL, set_up, test_tags,
		   tear_down);
	return g_test_run();
}
