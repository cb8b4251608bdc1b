/*
 * A session out of a bundle: found here, or made of the bundle's text.
 */
#include "app/unpack.h"

#include "app/incoming.h"

#include <string.h>

static GBytes *
session_file(struct unpack *unpack, const char *uid, const char *name,
	     GError **error)
{
	g_autofree char *path = g_strdup_printf("sessions/%s/%s", uid, name);

	return bundle_get(unpack->bundle, path, error);
}

static gboolean
take_lines(struct unpack *unpack, const struct unpack_session *session,
	   enum carried part, GError **error)
{
	g_autofree char *file =
		g_strdup_printf("%s.tsv", carried_part(part)->name);
	g_autoptr(GBytes) bytes =
		session_file(unpack, session->uid, file, error);
	g_autoptr(GPtrArray) rows = NULL;
	gboolean ok;

	if (!bytes)
		return FALSE;
	rows = table_rows_parse(part, g_bytes_get_data(bytes, NULL),
				g_bytes_get_size(bytes), file, error);
	ok = rows && (rows->len > 0 || app_fail(error, BASE_ERROR_INPUT,
						"%s: has no rows", file));
	for (guint i = 0; ok && i < rows->len; i++) {
		const struct carried_row *row = rows->pdata[i];
		gint64 n = g_ascii_strtoll(row_cell(part, row, "n"), NULL, 10);

		if (n != i + (part == CARRIED_TURN))
			return app_fail(error, BASE_ERROR_INPUT,
					"%s:%u: is out of order", file, i + 2);
		ok = store_carried_in(unpack->app->store, part, session->id, 0,
				      row, error);
	}
	return ok;
}

/* The file as it was given, where it came along; else the text in it stands
 * for it. */
static GBytes *
source_of(struct unpack *unpack, const struct carried_row *row, GError **error)
{
	const char *sha256 = row_cell(CARRIED_SESSION, row, "file_sha256");
	g_autoptr(GBytes) bytes = NULL;
	g_autofree char *is = NULL;
	GString *text;

	if (sha256) {
		bytes = session_file(unpack, row->cells[0], "source", error);
		if (!bytes)
			return NULL;
		is = base_sha256(g_bytes_get_data(bytes, NULL),
				 g_bytes_get_size(bytes));
		if (strcmp(is, sha256) == 0)
			return g_steal_pointer(&bytes);
		app_fail(error, BASE_ERROR_INPUT,
			 "sessions.tsv: the hash of a session's file is not "
			 "that of the file in the bundle");
		return NULL;
	}
	bytes = session_file(unpack, row->cells[0], "transcript.txt", error);
	if (!bytes)
		return NULL;
	text = g_string_new(NULL);
	g_string_append_printf(text, "# session: %s\n", row->cells[0]);
	g_string_append_len(text, g_bytes_get_data(bytes, NULL),
			    (gssize)g_bytes_get_size(bytes));
	return g_string_free_to_bytes(text);
}

static gboolean
fill_talk(struct unpack *unpack, struct unpack_session *session, GError **error)
{
	struct store *store = unpack->app->store;
	g_autoptr(Transcript) transcript =
		store_transcript_load(store, session->id, error);
	g_autofree char *talk = transcript ? talk_digest(transcript) : NULL;

	if (!transcript)
		return FALSE;
	session->turns = transcript->turns->len;
	return store_talk_set(store, session->id, talk, error);
}

/* The text is what its hash says. */
static gboolean
check_hash(struct unpack *unpack, const struct unpack_session *session,
	   const struct carried_row *row, GError **error)
{
	g_autofree char *is = store_session_turns_hash(unpack->app->store,
						       session->id, error);

	return is &&
	       (!g_strcmp0(is,
			   row_cell(CARRIED_SESSION, row, "turns_sha256")) ||
		app_fail(error, BASE_ERROR_INPUT,
			 "sessions.tsv: the hash of a session's turns is not "
			 "that of the turns in the bundle"));
}

static gboolean
session_make(struct unpack *unpack, const struct carried_row *row,
	     struct unpack_session *session, GError **error)
{
	g_autoptr(GBytes) bytes = NULL;
	gsize len;
	const char *data;

	if (unpack->opened->kind == BUNDLE_RETURN)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"the bundle is a return, without text, and "
				"one of its sessions (%s %s) is not in this "
				"casebook; open it in the casebook that sent "
				"it out, or ask for a bundle of kind session",
				row_cell(CARRIED_SESSION, row, "case"),
				row->cells[0]);
	bytes = source_of(unpack, row, error);
	if (!bytes)
		return FALSE;
	data = g_bytes_get_data(bytes, &len);
	session->fresh = TRUE;
	session->id =
		store_session_bring(unpack->app->store, row, data, len, error);
	unpack->opened->new.rows[CARRIED_SESSION]++;
	/* For who is blind to tags as well: a warning of risk hangs on them. */
	g_array_append_val(unpack->fresh, session->id);
	return session->id &&
	       take_lines(unpack, session, CARRIED_SPEAKER, error) &&
	       take_lines(unpack, session, CARRIED_TURN, error) &&
	       check_hash(unpack, session, row, error) &&
	       fill_talk(unpack, session, error);
}

gboolean
unpack_session_find(struct unpack *unpack, const struct carried_row *row,
		    struct unpack_session *session, GError **error)
{
	struct store *store = unpack->app->store;
	const char *file = row_cell(CARRIED_SESSION, row, "file_sha256");
	struct session_info *info;
	g_autoptr(GError) failed = NULL;

	session->uid = row->cells[0];
	if (!store_session_called(store, session->uid, &session->id, error))
		return FALSE;
	if (!session->id && file) {
		session->id = store_session_find(store, file, &failed);
		if (failed) {
			g_propagate_error(error, g_steal_pointer(&failed));
			return FALSE;
		}
		if (session->id && !store_session_uid_set(store, session->id,
							  session->uid, error))
			return FALSE;
	}
	if (!session->id)
		return session_make(unpack, row, session, error);
	info = store_session(store, session->id, error);
	if (!info)
		return FALSE;
	session->turns = info->turns;
	session_info_free(info);
	return TRUE;
}
