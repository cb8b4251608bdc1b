/*
 * The file under the casebook: its pages, its references, its tables.
 */
#include "store/verify.h"

#include <string.h>

/* -- pages ----------------------------------------------------------------- */

/* Each row of a pragma goes to `tell`. */
static gboolean
each_row(struct verify *verify, sqlite3 *db, const char *sql,
	 void (*tell)(struct verify *verify, sqlite3_stmt *row, void *data),
	 void *data, GError **error)
{
	sqlite3_stmt *row = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &row, NULL);

	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(row);
		if (rc == SQLITE_ROW)
			tell(verify, row, data);
	}
	sqlite3_finalize(row);
	return rc == SQLITE_DONE || store_fail(verify->store, rc, error);
}

static void
tell_page(struct verify *verify, sqlite3_stmt *row, void *data)
{
	gboolean *sound = data;
	g_autofree char *says = store_column(row, 0);

	if (!g_strcmp0(says, "ok"))
		return;
	*sound = FALSE;
	fault_add(verify, "page", "the file is damaged: %s", says ? says : "");
}

static void
tell_reference(struct verify *verify, sqlite3_stmt *row, void *data)
{
	(void)data;
	fault_add(verify, "reference",
		  "row %" G_GINT64_FORMAT " of the table %s refers to a %s "
		  "that is not there: changed outside iptrate",
		  (gint64)sqlite3_column_int64(row, 1), store_text(row, 0),
		  store_text(row, 2));
}

gboolean
verify_pages(struct verify *verify, gboolean *usable, GError **error)
{
	sqlite3 *db = verify->store->db;

	if (!each_row(verify, db, "PRAGMA integrity_check(100)", tell_page,
		      usable, error))
		return FALSE;
	return !*usable || each_row(verify, db, "PRAGMA foreign_key_check",
				    tell_reference, NULL, error);
}

/* -- tables ---------------------------------------------------------------- */

/* Quotes and blanks are the choice of one version of SQLite or another. */
static char *
plain_sql(const char *sql)
{
	GString *text = g_string_new(NULL);

	for (; *sql; sql++) {
		if (!g_ascii_isspace(*sql) && *sql != '"')
			g_string_append_c(text, *sql);
	}
	return g_string_free(text, FALSE);
}

static void
keep_object(struct verify *verify, sqlite3_stmt *row, void *objects)
{
	(void)verify;
	g_hash_table_replace(objects,
			     g_strdup_printf("%s %s", store_text(row, 0),
					     store_text(row, 1)),
			     plain_sql(store_text(row, 2)));
}

/* "trigger event_stays" -> its SQL.  What SQLite itself keeps is none. */
static GHashTable *
objects_read(struct verify *verify, sqlite3 *db, GError **error)
{
	GHashTable *objects =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	if (each_row(verify, db,
		     "SELECT type, name, sql FROM sqlite_schema WHERE"
		     " name NOT LIKE 'sqlite^_%' ESCAPE '^'",
		     keep_object, objects, error))
		return objects;
	g_hash_table_unref(objects);
	return NULL;
}

/* As a new casebook has them; NULL with an error. */
static GHashTable *
objects_ours(struct verify *verify, GError **error)
{
	g_autoptr(GArray) steps = store_migrations();
	GHashTable *objects = NULL;
	sqlite3 *db = NULL;
	int rc = sqlite3_open(":memory:", &db);

	if (rc == SQLITE_OK)
		rc = store_codes_prepare(db);
	for (guint i = 0; rc == SQLITE_OK && i < steps->len; i++)
		rc = sqlite3_exec(db,
				  g_array_index(steps, struct migration, i).sql,
				  NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, RECHAINED, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		objects = objects_read(verify, db, error);
	else
		store_fail(verify->store, rc, error);
	sqlite3_close(db);
	return objects;
}

static void
compare_object(struct verify *verify, const char *name, const char *is,
	       const char *ours, gboolean *tables)
{
	if (!is)
		fault_add(verify, "schema",
			  "the %s is missing: taken out outside iptrate", name);
	else if (!ours)
		fault_add(verify, "schema",
			  "the %s is not iptrate's: put in outside iptrate",
			  name);
	else if (strcmp(is, ours) != 0)
		fault_add(verify, "schema",
			  "the %s is not as iptrate makes it: changed outside "
			  "iptrate",
			  name);
	else
		return;
	*tables |= g_str_has_prefix(name, "table ");
}

/* Can the rows be read all the same? */
static gboolean
is_readable(struct verify *verify)
{
	for (guint i = 0; i < SQL_COUNT; i++) {
		sqlite3_stmt *statement = NULL;
		int rc = sqlite3_prepare_v2(verify->store->db,
					    store_statements[i].sql, -1,
					    &statement, NULL);

		sqlite3_finalize(statement);
		if (rc != SQLITE_OK)
			return FALSE;
	}
	return TRUE;
}

gboolean
verify_schema(struct verify *verify, gboolean *usable, GError **error)
{
	g_autoptr(GHashTable) ours = objects_ours(verify, error);
	g_autoptr(GHashTable) is =
		ours ? objects_read(verify, verify->store->db, error) : NULL;
	g_autoptr(GHashTable) all = NULL;
	g_autoptr(GList) names = NULL;
	gboolean tables = FALSE;
	GHashTableIter each;
	gpointer name;

	if (!is)
		return FALSE;
	all = g_hash_table_new(g_str_hash, g_str_equal);
	g_hash_table_iter_init(&each, ours);
	while (g_hash_table_iter_next(&each, &name, NULL))
		g_hash_table_add(all, name);
	g_hash_table_iter_init(&each, is);
	while (g_hash_table_iter_next(&each, &name, NULL))
		g_hash_table_add(all, name);
	names = g_list_sort(g_hash_table_get_keys(all), (GCompareFunc)strcmp);
	for (GList *at = names; at; at = at->next)
		compare_object(verify, at->data,
			       g_hash_table_lookup(is, at->data),
			       g_hash_table_lookup(ours, at->data), &tables);
	*usable = !tables || is_readable(verify);
	return TRUE;
}
