/*
 * store: the list of content, and what events keep of it.
 */
#include "store/seal.h"

#include <glib/gstdio.h>
#include <string.h>

struct fixture {
	char *folder;
	char *path;
	struct store *store;
};

static void
set_up(struct fixture *f, gconstpointer data)
{
	struct store_options options = { .who = "ana", .now = 1795000000 };
	g_autoptr(GError) error = NULL;

	(void)data;
	f->folder = g_dir_make_tmp("test-chain-XXXXXX", NULL);
	f->path = g_build_filename(f->folder, "casebook.db", NULL);
	options.path = f->path;
	f->store = store_open(&options, &error);
	g_assert_no_error(error);
}

static void
tear_down(struct fixture *f, gconstpointer data)
{
	g_autoptr(GDir) dir = g_dir_open(f->folder, 0, NULL);
	const char *name;

	(void)data;
	store_free(f->store);
	while ((name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(f->folder, name, NULL);

		g_unlink(path);
	}
	g_rmdir(f->folder);
	g_free(f->folder);
	g_free(f->path);
}

/* Texts of the first column.  Caller frees. */
static GPtrArray *
texts(struct store *store, const char *sql)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
	sqlite3_stmt *row = NULL;

	g_assert_cmpint(sqlite3_prepare_v2(store->db, sql, -1, &row, NULL), ==,
			SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW)
		g_ptr_array_add(list, store_column(row, 0));
	sqlite3_finalize(row);
	return list;
}

static const char *const others[] = {
#define ROW(table, key, scope, noun, label, columns)
#define ROWS(table, key, order, scope, noun, nouns, of, columns)
#define DERIVED(table) #table,
#define CHAIN(table) #table,
#include "store/content.inc"
#undef ROW
#undef ROWS
#undef DERIVED
#undef CHAIN
	NULL
};

/* A part's key and columns are those of the table. */
static void
assert_whole(struct store *store, const struct content_table *part)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT name FROM pragma_table_info('%s')", part->table);
	g_autoptr(GPtrArray) names = texts(store, sql);
	sqlite3_stmt *row = NULL;

	g_assert_cmpint(sqlite3_prepare_v2(store->db,
					   store_statements[part->scan].sql, -1,
					   &row, NULL),
			==, SQLITE_OK);
	for (guint i = 0; i < names->len; i++) {
		gboolean found = FALSE;

		for (int c = 0; c < sqlite3_column_count(row); c++)
			found |= (c == 0 || c >= COLUMNS_FROM) &&
				 !strcmp(sqlite3_column_name(row, c),
					 names->pdata[i]);
		if (!found)
			g_error("%s.%s is not in store/content.inc",
				part->table, (char *)names->pdata[i]);
	}
	sqlite3_finalize(row);
}

/* Every table, and of the content every column, is in the list. */
static void
test_list(struct fixture *f, gconstpointer data)
{
	g_autoptr(GPtrArray) tables =
		texts(f->store, "SELECT name FROM sqlite_schema WHERE"
				" type = 'table' AND name NOT LIKE 'sqlite%'");

	(void)data;
	for (guint i = 0; i < tables->len; i++) {
		const struct content_table *part = part_find(tables->pdata[i]);

		if (part)
			assert_whole(f->store, part);
		else if (!g_strv_contains(others, tables->pdata[i]))
			g_error("%s is not in store/content.inc",
				(char *)tables->pdata[i]);
	}
}

static gint64
number(struct store *store, const char *sql)
{
	gint64 n = -1;

	g_assert_true(store_pragma(store, sql, &n, NULL));
	return n;
}

static void
need_person(struct store *store, const char *code)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(store_person_need(store, code, "trainee", &error));
	g_assert_no_error(error);
}

/* What is written is sealed by the event after it, what is left by one of its
 * own, and what is rolled back by none. */
static void
test_seals(struct fixture *f, gconstpointer data)
{
	struct store *store = f->store;
	const char *const seals = "SELECT count(*) FROM seal WHERE"
				  " part = 'person'";
	g_autoptr(GError) error = NULL;

	(void)data;
	g_assert_true(store_begin(store, &error));
	need_person(store, "T01");
	g_assert_true(store_event_add(store, "note", 0, "one", &error));
	g_assert_cmpint(number(store, seals), ==, 1);
	g_assert_true(store_part_begin(store, &error));
	need_person(store, "T02");
	g_assert_false(store_part_end(store, FALSE, &error));
	g_assert_false(seal_waits(store));
	need_person(store, "T03");
	/* as it is: nothing is touched */
	need_person(store, "T01");
	g_assert_true(store_end(store, TRUE, &error));
	g_assert_cmpint(number(store, seals), ==, 2);
	g_assert_cmpint(number(store, "SELECT count(*) FROM event"), ==, 2);
	g_assert_true(store_begin(store, &error));
	need_person(store, "T04");
	g_assert_false(store_end(store, FALSE, &error));
	g_assert_false(seal_waits(store));
	g_assert_true(store_check(store, &error));
	g_assert_no_error(error);
}

/* Content is written within a transaction only. */
static void
test_outside(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	(void)data;
	g_assert_true(store_begin(f->store, &error));
	need_person(f->store, "T01");
	g_assert_true(store_end(f->store, TRUE, &error));
	g_assert_false(store_person_need(f->store, "T02", "trainee", &error));
	g_assert_nonnull(error);
}

/* A case's words go from the log with it, in whatever event they stand. */
static void
test_case_removed(struct fixture *f, gconstpointer data)
{
	struct case_info info = { .code = (char *)"C1",
				  .note = (char *)"zebra" };
	struct store *store = f->store;
	g_autoptr(GError) error = NULL;

	(void)data;
	g_assert_true(store_begin(store, &error));
	g_assert_true(store_case_set(store, &info, &error));
	g_assert_true(store_event_add_case(store, "case-set", "C1",
					   "C1 note: zebra", &error));
	g_assert_true(store_event_add(store, "session-set", 7,
				      "case: C2 (was C1)", &error));
	g_assert_true(store_event_add(store, "session-set", 7,
				      "case: C11 (was C12)", &error));
	g_assert_true(store_end(store, TRUE, &error));
	g_assert_cmpint(number(store, "SELECT count(*) FROM salt"), ==, 1);
	g_assert_true(store_begin(store, &error));
	g_assert_true(store_case_remove(store, "C1", &error));
	g_assert_true(store_event_add(store, "case-purge", 0, "", &error));
	g_assert_true(store_end(store, TRUE, &error));
	g_assert_no_error(error);
	g_assert_cmpint(number(store, "SELECT count(*) FROM event"
				      " WHERE detail IS NULL"),
			==, 2);
	g_assert_cmpint(number(store, "SELECT count(*) FROM salt"), ==, 0);
	g_assert_true(store_check(store, &error));
	g_assert_no_error(error);
}

/* -- casebooks from before ------------------------------------------------ */

/* A casebook of the version before the chain told of content: a session that
 * is there, and one that was taken out and named in the log. */
static const char before[] =
	"INSERT INTO treatment_case (id, code, note) VALUES (1, 'C9', 'n');"
	"INSERT INTO person (id, code) VALUES (1, 'RL');"
	"INSERT INTO session (id, case_id, format, encoding, imported_at)"
	" VALUES (2, 1, 'txt', 'UTF-8', 5);"
	"INSERT INTO source (session_id, name, sha256, bytes)"
	" VALUES (2, 'a.txt', 'aa', x'54');"
	"INSERT INTO speaker VALUES (2, 0, 'T', 'therapist', 0, 'label',"
	" 1, 2, 0);"
	"INSERT INTO turn VALUES (2, 1, 0, 'therapist', 10, 20, 1, 'yes');"
	"UPDATE sqlite_sequence SET seq = 5 WHERE name = 'session';";

/* Each event of old: who, verb, session, words. */
struct old_event {
	const char *verb;
	gint64 session;
	const char *detail;
};

static const struct old_event old_events[] = {
	{ "import", 1, "zebra.txt (sha256 aa) into case C9" },
	{ "session-remove", 1, "zebra.txt (sha256 aa) of case C9: 3 turns" },
	{ "import", 2, "a.txt (sha256 aa) into case C9" },
	{ "case-set", 0, "C9 note: n (was none)" },
};

static void
add_old_event(sqlite3 *db, const struct old_event *event, char **hash)
{
	g_autofree char *row = g_strdup_printf(
		"%s\n7\n3:ana\n%zu:%s\n%" G_GINT64_FORMAT "\n%zu:%s\n", *hash,
		strlen(event->verb), event->verb, event->session,
		strlen(event->detail), event->detail);
	g_autofree char *next = base_sha256(row, strlen(row));
	char *sql = sqlite3_mprintf(
		"INSERT INTO event (at, who, verb, session_id, detail, hash)"
		" VALUES (7, 'ana', %Q, nullif(%lld, 0), %Q, %Q)",
		event->verb, (long long)event->session, event->detail, next);

	g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
	sqlite3_free(sql);
	g_free(*hash);
	*hash = g_steal_pointer(&next);
}

/* Puts it in place of the fixture's and opens it; `also`: SQL of a hand that
 * was at it before. */
static void
open_old(struct fixture *f, const char *also)
{
	struct store_options options = { .path = f->path,
					 .who = "ana",
					 .now = 1795000000 };
	g_autoptr(GArray) list = store_migrations();
	g_autofree char *hash = g_strdup("");
	g_autoptr(GError) error = NULL;
	sqlite3 *db;

	store_free(f->store);
	g_unlink(f->path);
	g_assert_cmpint(sqlite3_open(f->path, &db), ==, SQLITE_OK);
	for (guint i = 0; i < list->len; i++) {
		const struct migration *step =
			&g_array_index(list, struct migration, i);

		if (!strcmp(step->name, "chain"))
			break;
		g_assert_cmpint(sqlite3_exec(db, step->sql, NULL, NULL, NULL),
				==, SQLITE_OK);
	}
	g_assert_cmpint(sqlite3_exec(db, before, NULL, NULL, NULL), ==,
			SQLITE_OK);
	for (guint i = 0; i < G_N_ELEMENTS(old_events); i++)
		add_old_event(db, &old_events[i], &hash);
	g_assert_cmpint(sqlite3_exec(db, also, NULL, NULL, NULL), ==,
			SQLITE_OK);
	sqlite3_close(db);
	f->store = store_open(&options, &error);
	g_assert_no_error(error);
}

/* Its events are in the chain, its content is vouched for, and what was taken
 * out then is out of the log as well. */
static void
test_old(struct fixture *f, gconstpointer data)
{
	g_autoptr(GPtrArray) verbs = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	gsize len;

	(void)data;
	open_old(f, "PRAGMA user_version = 8");
	g_assert_true(store_check(f->store, &error));
	g_assert_no_error(error);
	verbs = texts(f->store, "SELECT verb FROM event ORDER BY id");
	g_assert_cmpuint(verbs->len, ==, 5);
	g_assert_cmpstr(verbs->pdata[4], ==, "upgrade");
	g_assert_cmpint(number(f->store, "SELECT count(*) FROM event"
					 " WHERE detail IS NULL"),
			==, 2);
	g_assert_cmpint(number(f->store, "SELECT case_id FROM event"
					 " WHERE verb = 'case-set'"),
			==, 1);
	g_assert_true(g_file_get_contents(f->path, &bytes, &len, NULL));
	g_assert_null(g_strstr_len(bytes, (gssize)len, "zebra"));
	g_assert_true(store_begin(f->store, &error));
	g_assert_true(store_session_remove(f->store, 2, &error));
	g_assert_true(store_end(f->store, TRUE, &error));
	g_assert_true(store_check(f->store, &error));
	g_assert_no_error(error);
}

/* What is changed after the upgrade is found, and that the history had been
 * changed before it is said for good. */
static void
test_old_changed(struct fixture *f, gconstpointer data)
{
	g_autoptr(GPtrArray) faults = NULL;
	g_autoptr(GError) error = NULL;

	(void)data;
	open_old(f, "PRAGMA user_version = 8;"
		    "DROP TRIGGER event_as_it_was;"
		    "UPDATE event SET who = 'eve' WHERE id = 3;"
		    "CREATE TRIGGER event_as_it_was BEFORE UPDATE ON event"
		    " BEGIN SELECT raise(ABORT, 'events are never changed');"
		    " END");
	faults = store_faults(f->store, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(faults->len, ==, 1);
	g_assert_nonnull(strstr(faults->pdata[0], "event 3 is missing, or"));
}

#define TEST(name)                                                      \
	g_test_add("/store/chain/" #name, struct fixture, NULL, set_up, \
		   test_##name, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(list);
	TEST(seals);
	TEST(outside);
	TEST(case_removed);
	TEST(old);
	TEST(old_changed);
	return g_test_run();
}
