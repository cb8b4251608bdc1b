/*
 * Sessions: what is known of them and their measures.
 */
#include "store/private.h"

void
session_info_free(struct session_info *info)
{
	if (!info)
		return;
	g_free(info->case_code);
	g_free(info->therapist);
	g_free(info->source_name);
	g_free(info->imported_at);
	g_free(info->source_sha256);
	g_free(info->codebook_sha256);
	g_free(info);
}

/* number, planned, phase, focus in four columns from `first`. */
static void
facts_read(sqlite3_stmt *row, int first, struct session_facts *facts)
{
	*facts = (struct session_facts){ 0 };
	facts->number = (guint)sqlite3_column_int64(row, first);
	facts->planned = (guint)sqlite3_column_int64(row, first + 1);
	phase_parse(store_text(row, first + 2), &facts->phase);
	focus_parse(store_text(row, first + 3), &facts->focus);
}

static gpointer
session_info_read(sqlite3_stmt *row)
{
	struct session_info *info = g_new0(struct session_info, 1);

	info->session = sqlite3_column_int64(row, 0);
	info->case_code = store_column(row, 1);
	info->therapist = store_column(row, 2);
	info->source_name = store_column(row, 3);
	facts_read(row, 4, &info->facts);
	info->phase_suggested = info->facts.phase == PHASE_UNKNOWN;
	info->turns = (guint)sqlite3_column_int64(row, 8);
	info->tags = (guint)sqlite3_column_int64(row, 9);
	info->undecided = (guint)sqlite3_column_int64(row, 10);
	info->ratings = (guint)sqlite3_column_int64(row, 11);
	info->imported_at = base_time_print(sqlite3_column_int64(row, 12));
	info->source_sha256 = store_column(row, 13);
	info->codebook_sha256 = store_column(row, 14);
	info->decisions = (guint)sqlite3_column_int64(row, 15);
	return info;
}

static GPtrArray *
sessions_load(struct store *store, gboolean counts, GError **error)
{
	return store_collect(store,
			     store_query(store, SQL_SESSION_EACH, error, "iii",
					 (gint64)0, G_MAXINT64, (gint64)counts),
			     session_info_read,
			     (GDestroyNotify)session_info_free, error);
}

GPtrArray *
store_sessions(struct store *store, GError **error)
{
	return sessions_load(store, TRUE, error);
}

GPtrArray *
store_sessions_plain(struct store *store, GError **error)
{
	return sessions_load(store, FALSE, error);
}

/* "there are 1 to 12", for people who mistyped. */
gboolean
store_fail_session(struct store *store, gint64 session, GError **error)
{
	gint64 first = 0, last = 0;

	if (!store_number(store, SQL_SESSION_FIRST, &first, error, "") ||
	    !store_number(store, SQL_SESSION_LAST, &last, error, ""))
		return FALSE;
	if (!last)
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "there is no session %" G_GINT64_FORMAT
			    ": the casebook is empty, import a transcript "
			    "first",
			    session);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "there is no session %" G_GINT64_FORMAT
			    " (the casebook goes from %" G_GINT64_FORMAT
			    " to %" G_GINT64_FORMAT
			    "; `iptrate session list` shows them)",
			    session, first, last);
	return FALSE;
}

static struct session_info *
load(struct store *store, gint64 session, gboolean counts, GError **error)
{
	sqlite3_stmt *row;
	struct session_info *info;
	int more;

	row = store_query(store, SQL_SESSION_EACH, error, "iii", session,
			  session, (gint64)counts);
	more = row ? store_step(store, row, error) : -1;
	if (more == 0)
		store_fail_session(store, session, error);
	if (more <= 0)
		return NULL;
	info = session_info_read(row);
	sqlite3_reset(row);
	return info;
}

struct session_info *
store_session(struct store *store, gint64 session, GError **error)
{
	return load(store, session, TRUE, error);
}

struct session_info *
store_session_plain(struct store *store, gint64 session, GError **error)
{
	return load(store, session, FALSE, error);
}

gboolean
store_session_facts(struct store *store, gint64 session,
		    struct session_facts *facts, GError **error)
{
	sqlite3_stmt *row =
		store_query(store, SQL_SESSION_FACTS, error, "i", session);
	int more = row ? store_step(store, row, error) : -1;

	if (more == 0)
		return store_fail_session(store, session, error);
	if (more < 0)
		return FALSE;
	facts_read(row, 0, facts);
	sqlite3_reset(row);
	return TRUE;
}

gboolean
store_session_facts_set(struct store *store, gint64 session,
			const struct session_facts *facts, GError **error)
{
	return store_run(store, SQL_SESSION_FACTS_SET, error, "ioott", session,
			 (gint64)facts->number, (gint64)facts->planned,
			 facts->phase ? phase_print(facts->phase) : NULL,
			 facts->focus ? focus_print(facts->focus) : NULL);
}

gboolean
store_session_case_set(struct store *store, gint64 session, const char *code,
		       GError **error)
{
	return store_run(store, SQL_CASE_NEED, error, "tto", code, NULL,
			 (gint64)0) &&
	       store_run(store, SQL_SESSION_CASE_SET, error, "it", session,
			 code);
}

gboolean
store_session_therapist_set(struct store *store, gint64 session,
			    const char *code, GError **error)
{
	return (!code || store_person_need(store, code, "trainee", error)) &&
	       store_run(store, SQL_SESSION_THERAPIST_SET, error, "it", session,
			 code);
}

gint64
store_session_find(struct store *store, const char *sha256, GError **error)
{
	gint64 session;

	store_number(store, SQL_SESSION_BY_HASH, &session, error, "t", sha256);
	return session;
}

gint64
store_talk_find(struct store *store, const char *talk, GError **error)
{
	gint64 session;

	store_number(store, SQL_SESSION_BY_TALK, &session, error, "t", talk);
	return session;
}

GArray *
store_talks_missing(struct store *store, GError **error)
{
	return store_ids(
		store, store_query(store, SQL_TALKS_MISSING, error, ""), error);
}

gboolean
store_talk_set(struct store *store, gint64 session, const char *talk,
	       GError **error)
{
	return store_run(store, SQL_TALK_SET, error, "it", session, talk);
}

gint64
store_session_numbered(struct store *store, const char *case_code, guint number,
		       GError **error)
{
	gint64 session;

	store_number(store, SQL_SESSION_BY_NUMBER, &session, error, "ti",
		     case_code, (gint64)number);
	return session;
}

gboolean
store_measure_set(struct store *store, gint64 session, const char *measure,
		  double score, GError **error)
{
	return store_run(store, SQL_MEASURE_SET, error, "itdi", session,
			 measure, score, store->now);
}

gboolean
store_measure_each(struct store *store, gint64 session,
		   void (*each)(const char *name, double score, gint64 at,
				void *data),
		   void *data, GError **error)
{
	sqlite3_stmt *row =
		store_query(store, SQL_MEASURE_EACH, error, "i", session);
	int more;

	if (!row)
		return FALSE;
	while ((more = store_step(store, row, error)) > 0)
		each(store_text(row, 0), sqlite3_column_double(row, 1),
		     sqlite3_column_int64(row, 2), data);
	return more == 0;
}
