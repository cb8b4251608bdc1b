/*
 * Taking out what is of a patient, without a trace of its words.
 *
 * Of the events who, when and what kind stay; their words go, and with the
 * salt whatever could be found out from a hash by trial.  A seal tells that it
 * was done here.
 */
#include "store/seal.h"

static gboolean
touch_words(struct store *store, sqlite3_stmt *blanked, GError **error)
{
	int more = -1;

	while (blanked && (more = store_step(store, blanked, error)) > 0)
		seal_touch(store, PART_WORDS, store_text(blanked, 0));
	return more == 0;
}

static gboolean
salt_remove(struct store *store, char kind, gint64 id, GError **error)
{
	g_autofree char *scope =
		g_strdup_printf("%c%" G_GINT64_FORMAT, kind, id);

	return store_run(store, SQL_SALT_REMOVE, error, "t", scope);
}

gboolean
store_session_remove(struct store *store, gint64 session, GError **error)
{
	store->forget = TRUE;
	return store_drill_copies_remove(store, session, error) &&
	       touch_words(store,
			   store_query(store, SQL_EVENTS_BLANK, error, "i",
				       session),
			   error) &&
	       store_run(store, SQL_CASE_SPEAKERS_LOST, error, "i", session) &&
	       store_run(store, SQL_SESSION_REMOVE, error, "i", session) &&
	       salt_remove(store, 's', session, error);
}

gboolean
store_session_file_set(struct store *store, gint64 session, const char *label,
		       GError **error)
{
	store->forget = TRUE;
	return touch_words(store,
			   store_query(store, SQL_EVENTS_BLANK_IMPORT, error,
				       "i", session),
			   error) &&
	       store_run(store, SQL_SOURCE_NAME_SET, error, "it", session,
			 label);
}

GArray *
store_case_sessions(struct store *store, const char *code, GError **error)
{
	gint64 id;

	if (!store_number(store, SQL_CASE_ID, &id, error, "t", code))
		return NULL;
	return store_ids(store,
			 store_query(store, SQL_CASE_SESSIONS, error, "i", id),
			 error);
}

gboolean
store_case_remove(struct store *store, const char *code, GError **error)
{
	g_autoptr(GArray) ids = store_case_sessions(store, code, error);
	gint64 id;

	if (!ids || !store_number(store, SQL_CASE_ID, &id, error, "t", code))
		return FALSE;
	for (guint i = 0; i < ids->len; i++) {
		if (!store_session_remove(store, g_array_index(ids, gint64, i),
					  error))
			return FALSE;
	}
	store->forget = TRUE;
	return touch_words(store,
			   store_query(store, SQL_EVENTS_BLANK_CASE, error,
				       "it", id, code),
			   error) &&
	       store_run(store, SQL_CASE_REMOVE, error, "i", id) &&
	       salt_remove(store, 'c', id, error);
}
