/*
 * Drills: sets of sessions, who took them, and the copies that were given out
 * with what was agreed on each.
 */
#include "store/private.h"

void
drill_set_row_free(struct drill_set_row *set)
{
	if (!set)
		return;
	g_free(set->name);
	g_free(set->purpose);
	g_free(set->by);
	g_free(set);
}

void
drill_member_row_free(struct drill_member_row *member)
{
	if (!member)
		return;
	g_free(member->sample);
	g_free(member);
}

void
drill_reader_row_free(struct drill_reader_row *reader)
{
	if (!reader)
		return;
	g_free(reader->who);
	g_free(reader);
}

void
drill_take_row_free(struct drill_take_row *take)
{
	if (!take)
		return;
	g_free(take->rater);
	g_free(take->technique);
	g_free(take);
}

void
drill_session_row_free(struct drill_session_row *session)
{
	if (!session)
		return;
	g_free(session->sample);
	g_free(session);
}

void
drill_tag_row_free(struct drill_tag_row *tag)
{
	if (!tag)
		return;
	g_free(tag->technique);
	g_free(tag);
}

/* -- read ------------------------------------------------------------------ */

static gpointer
set_read(sqlite3_stmt *row)
{
	struct drill_set_row *set = g_new0(struct drill_set_row, 1);

	set->id = sqlite3_column_int64(row, 0);
	set->name = store_column(row, 1);
	set->purpose = store_column(row, 2);
	set->by = store_column(row, 3);
	set->at = sqlite3_column_int64(row, 4);
	set->withdrawn = sqlite3_column_int64(row, 5);
	set->sessions = (guint)sqlite3_column_int64(row, 6);
	return set;
}

static gpointer
member_read(sqlite3_stmt *row)
{
	struct drill_member_row *member = g_new0(struct drill_member_row, 1);

	member->n = (guint)sqlite3_column_int64(row, 0);
	member->session = sqlite3_column_int64(row, 1);
	member->rating = sqlite3_column_int64(row, 2);
	member->version = (guint)sqlite3_column_int64(row, 3);
	member->sample = store_column(row, 4);
	return member;
}

static gpointer
reader_read(sqlite3_stmt *row)
{
	struct drill_reader_row *reader = g_new0(struct drill_reader_row, 1);

	reader->set = sqlite3_column_int64(row, 0);
	reader->who = store_column(row, 1);
	return reader;
}

static gpointer
take_read(sqlite3_stmt *row)
{
	struct drill_take_row *take = g_new0(struct drill_take_row, 1);

	take->id = sqlite3_column_int64(row, 0);
	take->set = sqlite3_column_int64(row, 1);
	take->rater = store_column(row, 2);
	take->technique = store_column(row, 3);
	take->at = sqlite3_column_int64(row, 4);
	return take;
}

static gpointer
session_read(sqlite3_stmt *row)
{
	struct drill_session_row *session = g_new0(struct drill_session_row, 1);

	session->session = sqlite3_column_int64(row, 0);
	session->take = sqlite3_column_int64(row, 1);
	session->n = (guint)sqlite3_column_int64(row, 2);
	session->of = sqlite3_column_int64(row, 3);
	session->sample = store_column(row, 4);
	session->done_at = sqlite3_column_int64(row, 5);
	return session;
}

/* "25,27" */
static GArray *
turns_read(const char *text)
{
	GArray *turns = g_array_new(FALSE, FALSE, sizeof(guint));
	g_auto(GStrv) words = g_strsplit(text, ",", -1);

	for (char **word = words; *word; word++) {
		guint turn = (guint)g_ascii_strtoull(*word, NULL, 10);

		if (turn)
			g_array_append_val(turns, turn);
	}
	return turns;
}

static char *
turns_print(const GArray *turns)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; turns && i < turns->len; i++)
		g_string_append_printf(text, "%s%u", i ? "," : "",
				       g_array_index(turns, guint, i));
	return g_string_free(text, FALSE);
}

static gpointer
answer_read(sqlite3_stmt *row)
{
	struct item_rating *item = g_new0(struct item_rating, 1);

	item->item = store_column(row, 0);
	item->extent = (guint)sqlite3_column_int64(row, 1);
	item->quality = (guint)sqlite3_column_int64(row, 2);
	item->na_reason = store_column(row, 3);
	item->comment = store_column(row, 4);
	item->turns = turns_read(store_text(row, 5));
	return item;
}

static gpointer
tag_read(sqlite3_stmt *row)
{
	struct drill_tag_row *tag = g_new0(struct drill_tag_row, 1);

	tag->turn = (guint)sqlite3_column_int64(row, 0);
	tag->technique = store_column(row, 1);
	tag->agreed = sqlite3_column_int64(row, 2) != 0;
	return tag;
}

GPtrArray *
store_drill_sets(struct store *store, GError **error)
{
	return store_collect(
		store, store_query(store, SQL_DRILL_SET_EACH, error, ""),
		set_read, (GDestroyNotify)drill_set_row_free, error);
}

GPtrArray *
store_drill_members(struct store *store, gint64 set, GError **error)
{
	return store_collect(
		store,
		store_query(store, SQL_DRILL_MEMBER_EACH, error, "i", set),
		member_read, (GDestroyNotify)drill_member_row_free, error);
}

GPtrArray *
store_drill_readers(struct store *store, GError **error)
{
	return store_collect(
		store, store_query(store, SQL_DRILL_READER_EACH, error, ""),
		reader_read, (GDestroyNotify)drill_reader_row_free, error);
}

GPtrArray *
store_drill_takes(struct store *store, GError **error)
{
	return store_collect(
		store, store_query(store, SQL_DRILL_TAKE_EACH, error, ""),
		take_read, (GDestroyNotify)drill_take_row_free, error);
}

GPtrArray *
store_drill_sessions(struct store *store, GError **error)
{
	return store_collect(
		store, store_query(store, SQL_DRILL_SESSION_EACH, error, ""),
		session_read, (GDestroyNotify)drill_session_row_free, error);
}

GPtrArray *
store_drill_answers(struct store *store, gint64 session, GError **error)
{
	return store_collect(
		store,
		store_query(store, SQL_DRILL_ANSWER_EACH, error, "i", session),
		answer_read, (GDestroyNotify)item_rating_free, error);
}

GPtrArray *
store_drill_tags(struct store *store, gint64 session, GError **error)
{
	return store_collect(
		store,
		store_query(store, SQL_DRILL_TAG_EACH, error, "i", session),
		tag_read, (GDestroyNotify)drill_tag_row_free, error);
}

gboolean
store_drill_is_copy(struct store *store, gint64 session, gboolean *copy,
		    GError **error)
{
	gint64 n;

	*copy = FALSE;
	if (!store_number(store, SQL_DRILL_SESSION_THERE, &n, error, "i",
			  session))
		return FALSE;
	*copy = n > 0;
	return TRUE;
}

gboolean
store_drill_is_case(struct store *store, const char *code, gboolean *copy,
		    GError **error)
{
	gint64 n;

	*copy = FALSE;
	if (!store_number(store, SQL_DRILL_CASE_THERE, &n, error, "t", code))
		return FALSE;
	*copy = n > 0;
	return TRUE;
}

/* -- written --------------------------------------------------------------- */

gboolean
store_drill_set_add(struct store *store, struct drill_set_row *set,
		    const GPtrArray *members, GError **error)
{
	set->at = store->now;
	set->sessions = members->len;
	if (!store_run(store, SQL_DRILL_SET_ADD, error, "tttii", set->name,
		       set->purpose, set->by, set->at, (gint64)set->sessions))
		return FALSE;
	set->id = sqlite3_last_insert_rowid(store->db);
	for (guint i = 0; i < members->len; i++) {
		const struct drill_member_row *member = members->pdata[i];

		if (!store_run(store, SQL_DRILL_MEMBER_ADD, error, "iiooot",
			       set->id, (gint64)member->n, member->session,
			       member->rating, (gint64)member->version,
			       member->sample))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_drill_set_withdraw(struct store *store, gint64 set, GError **error)
{
	return store_run(store, SQL_DRILL_SET_WITHDRAW, error, "ii", set,
			 store->now);
}

gboolean
store_drill_reader_add(struct store *store, gint64 set, const char *who,
		       gboolean *fresh, GError **error)
{
	if (!store_run(store, SQL_DRILL_READER_ADD, error, "iti", set, who,
		       store->now))
		return FALSE;
	*fresh = sqlite3_changes(store->db) > 0;
	return TRUE;
}

gboolean
store_drill_take_add(struct store *store, struct drill_take_row *take,
		     GError **error)
{
	take->at = store->now;
	if (!store_run(store, SQL_DRILL_TAKE_ADD, error, "itti", take->set,
		       take->rater, take->technique, take->at))
		return FALSE;
	take->id = sqlite3_last_insert_rowid(store->db);
	return TRUE;
}

static gboolean
answers_add(struct store *store, gint64 session, const GPtrArray *answers,
	    GError **error)
{
	for (guint i = 0; i < answers->len; i++) {
		const struct item_rating *item = answers->pdata[i];
		g_autofree char *turns = turns_print(item->turns);

		if (!store_run(store, SQL_DRILL_ANSWER_ADD, error, "itoottt",
			       session, item->item, (gint64)item->extent,
			       (gint64)item->quality, item->na_reason,
			       item->comment, turns))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_drill_session_add(struct store *store,
			const struct drill_session_row *session,
			const GPtrArray *answers, const GPtrArray *tags,
			GError **error)
{
	if (!store_run(store, SQL_DRILL_SESSION_ADD, error, "iiiot",
		       session->session, session->take, (gint64)session->n,
		       session->of, session->sample) ||
	    !answers_add(store, session->session, answers, error))
		return FALSE;
	for (guint i = 0; i < tags->len; i++) {
		const struct drill_tag_row *tag = tags->pdata[i];

		if (!store_run(store, SQL_DRILL_TAG_ADD, error, "iiti",
			       session->session, (gint64)tag->turn,
			       tag->technique, (gint64)tag->agreed))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_drill_done(struct store *store, gint64 session, GError **error)
{
	return store_run(store, SQL_DRILL_DONE, error, "ii", session,
			 store->now);
}

static char *
case_code(struct store *store, gint64 id, GError **error)
{
	sqlite3_stmt *row =
		store_query(store, SQL_CASE_CODE_OF, error, "i", id);
	char *code = NULL;

	if (row && store_step(store, row, error) > 0) {
		code = store_column(row, 0);
		sqlite3_reset(row);
	}
	return code;
}

/* Each copy has a case of its own. */
gboolean
store_drill_copies_remove(struct store *store, gint64 session, GError **error)
{
	g_autoptr(GArray) cases = store_ids(
		store,
		store_query(store, SQL_DRILL_COPY_CASES, error, "i", session),
		error);

	for (guint i = 0; cases && i < cases->len; i++) {
		g_autofree char *code = case_code(
			store, g_array_index(cases, gint64, i), error);

		if (!code || !store_case_remove(store, code, error))
			return FALSE;
	}
	return cases != NULL;
}
