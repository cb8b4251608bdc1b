/*
 * codes: what upgrades and triggers ask about codes of people and cases, as
 * functions of SQL, and what upgrades then have to tell.
 */
#include "store/private.h"

static void
make_code(sqlite3_context *context, sqlite3_value **values,
	  char *(*make)(const char *text))
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	char *made = text ? make(text) : NULL;

	if (made)
		sqlite3_result_text(context, made, -1, g_free);
	else
		sqlite3_result_null(context);
}

static void
code_clean(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	make_code(context, values, base_code_clean);
}

static void
code_key(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	make_code(context, values, base_code_key);
}

int
store_codes_prepare(sqlite3 *db)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
	int rc = sqlite3_create_function(db, "code_clean", 1, flags, NULL,
					 code_clean, NULL, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_create_function(db, "code_key", 1, flags, NULL,
					     code_key, NULL, NULL);
	return rc;
}

static gpointer
note_read(sqlite3_stmt *row)
{
	return store_column(row, 0);
}

gboolean
store_upgrade_tell(struct store *store, GError **error)
{
	sqlite3_stmt *row = NULL;
	g_autoptr(GPtrArray) notes = NULL;
	int rc = sqlite3_prepare_v2(store->db,
				    "SELECT says FROM temp.upgrade_note", -1,
				    &row, NULL);

	/* No upgrade has anything to tell. */
	if (rc != SQLITE_OK)
		return TRUE;
	notes = store_collect(store, row, note_read, g_free, error);
	sqlite3_finalize(row);
	for (guint i = 0; notes && i < notes->len; i++) {
		if (!store_event_add(store, "upgrade", 0, notes->pdata[i],
				     error))
			return FALSE;
		g_ptr_array_add(store->remarks,
				g_strdup((char *)notes->pdata[i]));
	}
	return notes &&
	       store_exec(store, "DROP TABLE temp.upgrade_note", error);
}
