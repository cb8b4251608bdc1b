/*
 * store: which of what people said is the newest, whatever the clock did and
 * wherever it was made.
 */
#include "store/private.h"

#include <stdlib.h>
#include <string.h>

#define NOW 1795000000

struct fixture {
	char *folder;
	struct store *store;
};

static void
run(struct store *store, const char *sql)
{
	g_autoptr(GError) error = NULL;

	store_begin(store, &error);
	store_end(store, store_exec(store, sql, &error), &error);
	g_assert_no_error(error);
}

/* One session of three turns, a rater, a rubric. */
static void
set_up(struct fixture *f, gconstpointer data)
{
	g_autofree char *path = NULL;
	struct store_options options = { .who = "ana", .now = NOW };
	g_autoptr(GError) error = NULL;

	(void)data;
	f->folder = g_dir_make_tmp("test-order-XXXXXX", NULL);
	path = g_build_filename(f->folder, "casebook.db", NULL);
	options.path = path;
	f->store = store_open(&options, &error);
	g_assert_no_error(error);
	run(f->store,
	    "UPDATE stamp SET id = '88888888888888888888888888888888';"
	    "INSERT INTO person (id, code) VALUES (1, 'RL'), (2, 'MB');"
	    "INSERT INTO treatment_case (id, code) VALUES (1, 'C1');"
	    "INSERT INTO session (id, case_id, format, encoding, imported_at)"
	    " VALUES (1, 1, 'txt', 'UTF-8', 1);"
	    "INSERT INTO source VALUES (1, 's1.txt', 'aa', x'61');"
	    "INSERT INTO speaker VALUES (1, 0, 'T', 'therapist', 0, '', 1, 1, "
	    "0);"
	    "INSERT INTO turn VALUES (1, 1, 0, 'therapist', NULL, NULL, 1, "
	    "'so');"
	    "INSERT INTO tag VALUES (1, 1, 'CLAR', 'probable', 0, NULL);"
	    "INSERT INTO rubric_version VALUES ('r1', 'small', '1', NULL, '', "
	    "1);"
	    "INSERT INTO rating (id, session_id, rubric, rater_id, role, at)"
	    " VALUES (1, 1, 'r1', 1, 'independent', 1);"
	    "INSERT INTO bundle (id, sha256, kind, at)"
	    " VALUES (1, 'b1', 'return', 1);");
}

static void
tear_down(struct fixture *f, gconstpointer data)
{
	g_autofree char *command = g_strdup_printf("rm -rf '%s'", f->folder);

	(void)data;
	store_free(f->store);
	g_assert_cmpint(system(command), ==, 0);
	g_free(f->folder);
}

static void
decide(struct store *store, enum verdict verdict, const char *technique,
       gint64 at)
{
	struct decision decision = {
		.turn = 1,
		.technique = (char *)technique,
		.verdict = verdict,
		.rater = (char *)"RL",
		.at = at,
	};
	g_autoptr(GError) error = NULL;

	store_begin(store, &error);
	store_end(store, store_decision_add(store, 1, &decision, &error),
		  &error);
	g_assert_no_error(error);
}

/* One that was made elsewhere: its number there, and when. */
static void
bring(struct store *store, const char *origin, gint64 row, const char *verdict,
      gint64 at)
{
	g_autofree char *sql = g_strdup_printf(
		"INSERT INTO decision (session_id, turn, place, technique,"
		" verdict, rater_id, at) VALUES (1, 1, 1, 'CLAR', '%s', 2,"
		" %" G_GINT64_FORMAT ");"
		"INSERT INTO brought (part, row_id, origin, origin_row,"
		" bundle_id) VALUES ('decision', last_insert_rowid(),"
		" '%s', %" G_GINT64_FORMAT ", 1)",
		verdict, at, origin, row);

	run(store, sql);
}

/* Verdicts and raters in their order, and the state of CLAR at turn 1. */
static void
assert_said(struct store *store, const char *order, const char *state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) tags = store_tags_load(store, 1, &error);
	g_autoptr(GPtrArray) said = store_decisions_load(store, 1, &error);
	g_autoptr(GPtrArray) effective = NULL;
	g_autoptr(GString) words = g_string_new(NULL);
	g_autofree char *is = NULL;

	g_assert_no_error(error);
	for (guint i = 0; i < said->len; i++) {
		const struct decision *decision = said->pdata[i];

		g_string_append_printf(words, "%s%s %s", i ? ", " : "",
				       decision->rater,
				       verdict_print(decision->verdict));
	}
	g_assert_cmpstr(words->str, ==, order);
	effective = effective_tags_build(tags, said, NULL);
	is = effective_tag_state(effective->pdata[0]);
	g_assert_cmpstr(is, ==, state);
}

/* What is said later counts, though the clock went back. */
static void
test_clock_back(struct fixture *f, gconstpointer data)
{
	(void)data;
	decide(f->store, VERDICT_ACCEPT, "CLAR", NOW);
	decide(f->store, VERDICT_REJECT, "CLAR", NOW - 3600);
	assert_said(f->store, "RL accept, RL reject", "rejected");
	/* Two in one second need no other second. */
	decide(f->store, VERDICT_ACCEPT, "CLAR", NOW + 5);
	decide(f->store, VERDICT_REJECT, "CLAR", NOW + 5);
	assert_said(f->store, "RL accept, RL reject, RL accept, RL reject",
		    "rejected");
}

/* What comes from elsewhere stands where its time says; of one second, by the
 * casebook it was made in, then by its number there. */
static void
test_brought(struct fixture *f, gconstpointer data)
{
	(void)data;
	decide(f->store, VERDICT_ACCEPT, "CLAR", NOW);
	bring(f->store, "99999999999999999999999999999999", 4, "reject",
	      NOW - 60);
	assert_said(f->store, "MB reject, RL accept", "accepted");
	bring(f->store, "99999999999999999999999999999999", 2, "reject", NOW);
	assert_said(f->store, "MB reject, RL accept, MB reject", "rejected");
	bring(f->store, "77777777777777777777777777777777", 9, "accept", NOW);
	bring(f->store, "77777777777777777777777777777777", 8, "reject", NOW);
	assert_said(f->store,
		    "MB reject, MB reject, MB accept, RL accept, MB reject",
		    "rejected");
}

/* Whoever says something after another's clock was ahead is newer all the
 * same, and so is the next one. */
static void
test_clock_ahead(struct fixture *f, gconstpointer data)
{
	(void)data;
	bring(f->store, "99999999999999999999999999999999", 1, "reject",
	      NOW + 86400);
	decide(f->store, VERDICT_ACCEPT, "CLAR", NOW);
	assert_said(f->store, "MB reject, RL accept", "accepted");
	decide(f->store, VERDICT_REJECT, "CLAR", NOW + 1);
	assert_said(f->store, "MB reject, RL accept, RL reject", "rejected");
}

/* A relabelling from elsewhere that is older than what was said of the other
 * technique here gives nothing, though its number here is higher. */
static void
test_relabelled(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) tags = NULL;
	g_autoptr(GPtrArray) said = NULL;
	g_autoptr(GPtrArray) effective = NULL;

	(void)data;
	decide(f->store, VERDICT_REJECT, "COMM", NOW);
	bring(f->store, "99999999999999999999999999999999", 4, "relabel",
	      NOW - 60);
	run(f->store, "DROP TRIGGER decision_as_it_was;"
		      "UPDATE decision SET to_technique = 'COMM' WHERE id = 2");
	tags = store_tags_load(f->store, 1, &error);
	said = store_decisions_load(f->store, 1, &error);
	effective = effective_tags_build(tags, said, NULL);
	for (guint i = 0; i < effective->len; i++)
		g_assert_true(((struct effective_tag *)effective->pdata[i])
				      ->rejected);
	g_assert_cmpuint(effective->len, ==, 2);
}

static void
value(struct store *store, guint extent, gint64 at)
{
	g_autofree char *sql = g_strdup_printf(
		"INSERT INTO rating_item (rating_id, item, extent, at)"
		" VALUES (1, 'A1', %u, %" G_GINT64_FORMAT ")",
		extent, at);

	run(store, sql);
}

static guint
extent_now(struct store *store)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) ratings =
		store_ratings_load(store, 1, NULL, &error);
	const struct rating *rating;
	const struct item_rating *item;

	g_assert_no_error(error);
	rating = ratings->pdata[0];
	item = rating_item(rating, "A1");
	return item ? item->extent : 0;
}

static void
test_values(struct fixture *f, gconstpointer data)
{
	struct item_rating *now = NULL;
	g_autoptr(GError) error = NULL;

	(void)data;
	value(f->store, 3, NOW);
	value(f->store, 4, NOW - 60);
	run(f->store,
	    "INSERT INTO brought (part, row_id, origin, origin_row, bundle_id)"
	    " VALUES ('rating_item', 2, '99999999999999999999999999999999', 7,"
	    " 1)");
	g_assert_cmpuint(extent_now(f->store), ==, 3);
	/* Taken back: what was before it in that order. */
	store_begin(f->store, &error);
	store_end(f->store, store_rating_undo(f->store, 1, FALSE, &now, &error),
		  &error);
	g_assert_no_error(error);
	g_assert_cmpuint(now->extent, ==, 4);
	item_rating_free(now);
	g_assert_cmpuint(extent_now(f->store), ==, 4);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                      \
	g_test_add("/store/order/" name, struct fixture, NULL, set_up, test, \
		   tear_down)
	ADD("clock-back", test_clock_back);
	ADD("brought", test_brought);
	ADD("clock-ahead", test_clock_ahead);
	ADD("relabelled", test_relabelled);
	ADD("values", test_values);
#undef ADD
	return g_test_run();
}
