/*
 * Codes that were two and are one: an older casebook is brought up without
 * losing what anybody said.
 */
#include "store/private.h"

#include <glib/gstdio.h>

static const char older[] =
	"INSERT INTO treatment_case (id, code, planned, note) VALUES"
	" (1, 'C9', 16, 'one'), (2, 'c9 ', 12, 'two'), (3, 'D1', NULL, NULL);"
	"INSERT INTO person (id, code, name) VALUES (1, 'RL', NULL),"
	" (2, 'rl ', 'Rosa'), (3, ' Rl', NULL), (4, 'ab', NULL),"
	" (5, '  ', NULL);"
	"INSERT INTO session (id, case_id, therapist_id, format, encoding,"
	" imported_at) VALUES (1, 1, 2, 'txt', 'UTF-8', 5),"
	" (2, 2, NULL, 'txt', 'UTF-8', 5);"
	"INSERT INTO source VALUES (1, 'a.txt', 'aa', x'54'),"
	" (2, 'b.txt', 'bb', x'55');"
	"INSERT INTO speaker VALUES (1, 0, 'T', 'therapist', 0, 'label',"
	" 1, 2, 0), (2, 0, 'T', 'therapist', 0, 'label', 1, 2, 0);"
	"INSERT INTO turn VALUES (1, 1, 0, 'therapist', 10, 20, 1, 'tell'),"
	" (2, 1, 0, 'therapist', 10, 20, 1, 'me');"
	"INSERT INTO case_speaker VALUES (2, 'Ana', 'patient', 5);"
	"INSERT INTO decision (session_id, turn, technique, verdict,"
	" rater_id, at) VALUES (1, 1, 'OPEN', 'accept', 1, 7),"
	" (1, 1, 'OPEN', 'reject', 3, 8), (2, 1, 'OPEN', 'accept', 2, 9);"
	"INSERT INTO rubric_version VALUES ('rr', 'r', '1', 'R', 'r', 5);"
	"INSERT INTO rating VALUES (1, 2, 'rr', 2, 'peer', 8);"
	"INSERT INTO rating_item (id, rating_id, item, extent, at)"
	" VALUES (1, 1, 'A1', 3, 8);"
	"PRAGMA user_version = 3;";

/* With the first `steps` migrations, and what is in it by SQL. */
static void
make_older(const char *path, guint steps, const char *content)
{
	g_autoptr(GArray) list = store_migrations();
	const struct migration *step = (const struct migration *)list->data;
	sqlite3 *db;

	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	g_assert_cmpint(store_codes_prepare(db), ==, SQLITE_OK);
	for (guint i = 0; i < steps; i++)
		g_assert_cmpint(sqlite3_exec(db, step[i].sql, NULL, NULL, NULL),
				==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db, content, NULL, NULL, NULL), ==,
			SQLITE_OK);
	sqlite3_close(db);
}

static gint64
count(struct store *store, const char *sql)
{
	gint64 n = -1;

	g_assert_true(store_pragma(store, sql, &n, NULL));
	return n;
}

static void
assert_people(struct store *store)
{
	g_autoptr(GPtrArray) codes = store_person_codes(store, NULL);
	const char *const are[] = { "RL", "Rl (3)", "ab", "person 5" };

	g_assert_cmpuint(codes->len, ==, G_N_ELEMENTS(are));
	for (guint i = 0; i < codes->len; i++)
		g_assert_cmpstr(codes->pdata[i], ==, are[i]);
	g_assert_cmpint(count(store, "SELECT count(*) FROM person"
				     " WHERE id = 1 AND name = 'Rosa'"),
			==, 1);
	g_assert_cmpint(count(store, "SELECT rater_id FROM rating"), ==, 1);
	g_assert_cmpint(count(store, "SELECT therapist_id FROM session"
				     " WHERE id = 1"),
			==, 1);
	/* Both spoke of session 1: they stay two there. */
	g_assert_cmpint(count(store, "SELECT group_concat(rater_id, '') FROM"
				     " (SELECT rater_id FROM decision"
				     "  ORDER BY id)"),
			==, 131);
}

static void
assert_cases(struct store *store)
{
	g_assert_cmpint(count(store, "SELECT count(*) FROM session"
				     " WHERE case_id = 1"),
			==, 2);
	g_assert_cmpint(count(store, "SELECT planned FROM session"
				     " WHERE id = 2"),
			==, 12);
	g_assert_cmpint(count(store, "SELECT count(*) FROM treatment_case"
				     " WHERE note = 'one; two' AND planned = 16"
				     " AND code = 'C9'"),
			==, 1);
	g_assert_cmpint(count(store, "SELECT count(*) FROM case_speaker"
				     " WHERE case_id = 1"),
			==, 1);
}

static void
test_upgrade(void)
{
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "c.db", NULL);
	struct store_options options = { .path = path, .who = "t", .now = 10 };
	g_autoptr(GError) error = NULL;
	g_autoptr(Store) store = NULL;

	make_older(path, 3, older);
	store = store_open(&options, &error);
	g_assert_no_error(error);
	assert_people(store);
	assert_cases(store);
	/* Two people and a case, told and kept. */
	g_assert_cmpuint(store_remarks(store)->len, ==, 3);
	g_assert_cmpint(count(store, "SELECT count(*) FROM event"
				     " WHERE verb = 'upgrade'"),
			>=, 3);
	g_assert_true(store_check(store, &error));
	g_assert_no_error(error);
	g_clear_pointer(&store, store_free);
	store = store_open(&options, &error);
	g_assert_cmpuint(store_remarks(store)->len, ==, 0);
}

static void
test_order(void)
{
	const char *const rising[] = { "c1", "C2", "c10", "C10b", "d" };

	for (guint i = 0; i + 1 < G_N_ELEMENTS(rising); i++) {
		g_assert_cmpint(base_natural_compare(rising[i], rising[i + 1]),
				<, 0);
		g_assert_cmpint(base_natural_compare(rising[i + 1], rising[i]),
				>, 0);
	}
	g_assert_cmpint(base_natural_compare("C1", "C1"), ==, 0);
	g_assert_cmpint(base_natural_compare("C1", "c01"), !=, 0);
	g_assert_true(base_code_same(" \xc3\xa9"
				     "A\xc2\xa0",
				     "E\xcc\x81"
				     "a"));
	g_assert_false(base_code_same("a", "a b"));
	/* what nobody sees, and wide letters */
	g_assert_true(base_code_same("R\xe2\x80\x8bL", "rl"));
	g_assert_true(base_code_same("\xef\xbc\xb2\xef\xbd\x8c", "RL"));
	g_assert_false(base_code_same("C\xc2\xb2", "C2"));
}

/* Two that are one by their codes, as no casebook of ours holds them: which of
 * them are one person is left to people. */
static const char twice[] =
	"DROP TABLE event_before;"
	"INSERT INTO person (code) VALUES ('RL'), ('rl'), ('TK');"
	"INSERT INTO treatment_case (code) VALUES ('C9'), ('c9');"
	"PRAGMA user_version = 14;";

static void
test_left_two(void)
{
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "c.db", NULL);
	struct store_options options = { .path = path, .who = "t", .now = 10 };
	g_autoptr(GError) error = NULL;
	g_autoptr(Store) store = NULL;
	struct person_merged merged;

	make_older(path, 14, twice);
	store = store_open(&options, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(store_remarks(store)->len, ==, 2);
	g_assert_cmpstr(store_remarks(store)->pdata[0], ==,
			"people 'RL' and 'rl' have codes that are one; if they "
			"are one person: iptrate person merge 'rl' 'RL'");
	g_assert_cmpint(count(store, "SELECT count(*) FROM person"), ==, 3);
	g_assert_cmpint(count(store, "SELECT count(*) FROM treatment_case"), ==,
			2);
	g_assert_true(store_begin(store, NULL));
	g_assert_true(store_person_merge(store, "rl", "RL", &merged, NULL));
	g_assert_true(store_event_add(store, "test", 0, "one", NULL));
	g_assert_true(store_end(store, TRUE, NULL));
	g_assert_cmpint(count(store, "SELECT into_id FROM person"
				     " WHERE code = 'rl'"),
			==, 1);
}

/* Not even a statement of ours that forgot to ask writes a code twice. */
static void
test_once(void)
{
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "c.db", NULL);
	struct store_options options = { .path = path, .who = "t", .now = 10 };
	g_autoptr(Store) store = store_open(&options, NULL);

	g_assert_true(store_begin(store, NULL));
	g_assert_true(store_person_need(store, "RL", "unknown", NULL));
	g_assert_false(store_exec(store,
				  "INSERT INTO person (code) VALUES"
				  " ('r' || char(8203) || 'L')",
				  NULL));
	g_assert_true(store_exec(store,
				 "INSERT INTO treatment_case (code)"
				 " VALUES ('C9')",
				 NULL));
	g_assert_false(store_exec(store,
				  "INSERT INTO treatment_case (code)"
				  " VALUES ('c9')",
				  NULL));
	g_assert_false(store_end(store, FALSE, NULL));
}

/* Whoever asks for a code before somebody else writes it gets theirs. */
static void
test_one(void)
{
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "c.db", NULL);
	struct store_options options = { .path = path, .who = "t", .now = 10 };
	struct case_info info = { .note = (char *)"n" };
	g_autoptr(Store) store = store_open(&options, NULL);

	g_assert_true(store_begin(store, NULL));
	g_assert_true(store_person_need(store, "RL", "unknown", NULL));
	g_assert_true(store_person_need(store, "rl", "trainee", NULL));
	info.code = (char *)"C21";
	g_assert_true(store_case_set(store, &info, NULL));
	info.code = (char *)"c21";
	g_assert_true(store_case_set(store, &info, NULL));
	g_assert_true(store_event_add(store, "test", 0, "two", NULL));
	g_assert_true(store_end(store, TRUE, NULL));
	g_assert_cmpint(count(store, "SELECT count(*) FROM person"
				     " WHERE code = 'RL' AND role = 'trainee'"),
			==, 1);
	g_assert_cmpint(count(store, "SELECT count(*) FROM person"), ==, 1);
	g_assert_cmpint(count(store, "SELECT count(*) FROM treatment_case"), ==,
			1);
	g_assert_true(store_check(store, NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/names/upgrade", test_upgrade);
	g_test_add_func("/store/names/order", test_order);
	g_test_add_func("/store/names/one", test_one);
	g_test_add_func("/store/names/once", test_once);
	g_test_add_func("/store/names/left-two", test_left_two);
	return g_test_run();
}
