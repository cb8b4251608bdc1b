/*
 * A session's text: the source as it was given, and its turns.
 */
#include "store/private.h"

#include <string.h>

static gboolean
speakers_add(struct store *store, gint64 session,
	     const struct transcript *transcript, GError **error)
{
	for (guint i = 0; i < transcript->speakers->len; i++) {
		const struct speaker *speaker = transcript->speakers->pdata[i];

		if (!store_speaker_add(store, session, speaker, i, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
insert_turns(struct store *store, gint64 session,
	     const struct transcript *transcript, GError **error)
{
	for (guint i = 0; i < transcript->turns->len; i++) {
		const struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);
		gsize len;
		const char *text = transcript_turn_text(transcript, turn, &len);

		if (!store_run(store, SQL_TURN_ADD, error, "iiitiiis", session,
			       (gint64)turn->n, (gint64)turn->speaker,
			       turn_role_print(turn->role), turn->start_ms,
			       turn->end_ms, (gint64)turn->line, text,
			       (gssize)len))
			return FALSE;
	}
	return TRUE;
}

gint64
store_session_add(struct store *store, const struct new_session *new,
		  GError **error)
{
	const struct session_facts *facts = &new->facts;
	const char *phase = facts->phase ? phase_print(facts->phase) : NULL;
	const char *focus = facts->focus ? focus_print(facts->focus) : NULL;
	gint64 session;

	if (!store_run(store, SQL_CASE_NEED, error, "tto", new->case_code,
		       focus, (gint64)facts->planned) ||
	    !store_run(store, SQL_SESSION_ADD, error, "tootttti",
		       new->case_code, (gint64)facts->number,
		       (gint64)facts->planned, phase, focus,
		       new->transcript->format, new->transcript->encoding,
		       store->now))
		return 0;
	session = sqlite3_last_insert_rowid(store->db);
	if (!store_run(store, SQL_SOURCE_ADD, error, "ittb", session,
		       new->source_name, new->sha256, new->bytes, new->len) ||
	    (new->talk && !store_talk_set(store, session, new->talk, error)) ||
	    !speakers_add(store, session, new->transcript, error) ||
	    !insert_turns(store, session, new->transcript, error))
		return 0;
	return session;
}

char *
store_source_load(struct store *store, gint64 session, gsize *len,
		  GError **error)
{
	sqlite3_stmt *row =
		store_query(store, SQL_SOURCE_BYTES, error, "i", session);
	int more = row ? store_step(store, row, error) : -1;
	const void *blob;
	char *bytes;

	if (more == 0)
		store_fail_session(store, session, error);
	if (more <= 0)
		return NULL;
	blob = sqlite3_column_blob(row, 0);
	*len = (gsize)sqlite3_column_bytes(row, 0);
	/* One more, so that an empty file is no error. */
	bytes = g_malloc0(*len + 1);
	if (blob)
		memcpy(bytes, blob, *len);
	sqlite3_reset(row);
	return bytes;
}

static void
speaker_row_free(gpointer data)
{
	struct speaker *speaker = data;

	g_free(speaker->label);
	g_free(speaker->reason);
	g_free(speaker);
}

static gpointer
speaker_read(sqlite3_stmt *row)
{
	struct speaker *speaker = g_new0(struct speaker, 1);

	speaker->label = store_column(row, 0);
	turn_role_parse(store_text(row, 1), &speaker->role);
	speaker->guessed = sqlite3_column_int(row, 2) != 0;
	speaker->reason = store_column(row, 3);
	speaker->turns = (guint)sqlite3_column_int64(row, 4);
	speaker->words = (guint)sqlite3_column_int64(row, 5);
	speaker->questions = (guint)sqlite3_column_int64(row, 6);
	return speaker;
}

/* Appends the turn's text to text and the turn to turns; FALSE when it does
 * not fit in: readers rely on the order of turns, their speakers, and valid
 * text. */
static gboolean
turn_read(sqlite3_stmt *row, GString *text, const struct transcript *transcript)
{
	gsize len = (gsize)sqlite3_column_bytes(row, 6);
	struct turn turn = {
		.n = (guint)sqlite3_column_int64(row, 0),
		.speaker = (guint)sqlite3_column_int64(row, 1),
		.start_ms = sqlite3_column_int64(row, 3),
		.end_ms = sqlite3_column_int64(row, 4),
		.line = (guint)sqlite3_column_int64(row, 5),
		.text = { (guint32)text->len, (guint32)(text->len + len) },
	};

	if (turn.n != transcript->turns->len + 1 ||
	    turn.speaker >= transcript->speakers->len ||
	    !turn_role_parse(store_text(row, 2), &turn.role) ||
	    !g_utf8_validate_len(store_text(row, 6), len, NULL))
		return FALSE;
	g_string_append_len(text, store_text(row, 6), (gssize)len);
	g_array_append_val(transcript->turns, turn);
	return TRUE;
}

static gboolean
turns_load(struct store *store, gint64 session, struct transcript *transcript,
	   GError **error)
{
	GString *text = g_string_new(NULL);
	sqlite3_stmt *row =
		store_query(store, SQL_TURN_EACH, error, "i", session);
	gboolean fits = TRUE;
	int more = row ? 1 : -1;

	while (more > 0 && fits) {
		more = store_step(store, row, error);
		fits = more <= 0 || turn_read(row, text, transcript);
	}
	if (!fits) {
		sqlite3_reset(row);
		store_fail(store, SQLITE_CORRUPT, error);
	}
	transcript->text_len = text->len;
	transcript->text = g_string_free(text, FALSE);
	return fits && more == 0;
}

static struct transcript *
transcript_empty(const char *format, const char *encoding)
{
	struct transcript *transcript = g_new0(struct transcript, 1);

	/* A handful of names, and the struct borrows them. */
	transcript->format = g_intern_string(format);
	transcript->encoding = g_intern_string(encoding);
	transcript->turns = g_array_new(FALSE, FALSE, sizeof(struct turn));
	transcript->cues = g_array_new(FALSE, FALSE, sizeof(struct cue));
	transcript->cue_text = g_strdup("");
	transcript->headers =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	transcript->warnings = diagnostics_new();
	return transcript;
}

struct transcript *
store_transcript_load(struct store *store, gint64 session, GError **error)
{
	g_autoptr(GPtrArray) speakers = NULL;
	struct transcript *transcript;
	sqlite3_stmt *row =
		store_query(store, SQL_SESSION_FORMAT, error, "i", session);
	int more = row ? store_step(store, row, error) : -1;

	if (more == 0)
		store_fail_session(store, session, error);
	if (more <= 0)
		return NULL;
	transcript = transcript_empty(store_text(row, 0), store_text(row, 1));
	sqlite3_reset(row);
	speakers = store_collect(
		store,
		store_query(store, SQL_SPEAKER_EACH, error, "i", session),
		speaker_read, speaker_row_free, error);
	if (speakers && speakers->len == 0)
		store_fail(store, SQLITE_CORRUPT, error);
	transcript->speakers =
		speakers ? g_steal_pointer(&speakers) : g_ptr_array_new();
	if (transcript->speakers->len &&
	    turns_load(store, session, transcript, error))
		return transcript;
	transcript_free(transcript);
	return NULL;
}

static gboolean
fail_no_turn(struct store *store, gint64 session, guint turn, GError **error)
{
	struct session_info *info = store_session(store, session, error);

	if (!info)
		return FALSE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "session %" G_GINT64_FORMAT " has no turn %u (it has %u)",
		    session, turn, info->turns);
	session_info_free(info);
	return FALSE;
}

gboolean
store_turn_role(struct store *store, gint64 session, guint turn,
		enum turn_role *role, GError **error)
{
	sqlite3_stmt *row = store_query(store, SQL_TURN_ROLE, error, "ii",
					session, (gint64)turn);
	int more = row ? store_step(store, row, error) : -1;
	gboolean known;

	if (more <= 0)
		return more == 0 && fail_no_turn(store, session, turn, error);
	known = turn_role_parse(store_text(row, 0), role);
	sqlite3_reset(row);
	return known || store_fail(store, SQLITE_CORRUPT, error);
}
