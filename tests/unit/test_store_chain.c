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
assert_whole(struct store *store, const struct part *part)
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
		const struct part *part = part_find(tables->pdata[i]);

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
	return g_test_run();
}
