/*
 * Packing the text of a session.
 */
#include "app/pack.h"

#include <string.h>

gboolean
pack_add(struct pack *pack, const struct pack_session *session,
	 const char *name, const char *text, GError **error)
{
	g_autofree char *path = session ? g_strdup_printf("sessions/%s/%s",
							  session->uid, name) :
					  g_strdup(name);

	return bundle_out_add(pack->out, path, text, strlen(text), error);
}

/* Who speaks, by roles alone. */
static void
hide_label(struct carried_row *row, guint n)
{
	const char *role = row_cell(CARRIED_SPEAKER, row, "role");
	g_autofree char *label = g_strdup_printf(
		"%c%s%s%u", g_ascii_toupper(*role), role + 1, " ", n);

	if (!strcmp(role, "therapist") || !strcmp(role, "patient"))
		label[strlen(role)] = '\0';
	row_set(CARRIED_SPEAKER, row, "label", label);
	row_set(CARRIED_SPEAKER, row, "reason", "");
}

static gboolean
pack_speakers(struct pack *pack, const struct pack_session *session,
	      GError **error)
{
	g_autoptr(GPtrArray) rows =
		pack_rows(pack, session, CARRIED_SPEAKER, error);
	g_autofree char *text = NULL;
	guint others = 0;

	for (guint i = 0; rows && i < rows->len; i++) {
		if (session->hides & BLIND_PEOPLE)
			hide_label(rows->pdata[i], ++others);
	}
	if (!rows)
		return FALSE;
	text = table_rows_print(CARRIED_SPEAKER, rows);
	return pack_add(pack, session, "speakers.tsv", text, error);
}

static gboolean
pack_turns(struct pack *pack, const struct pack_session *session,
	   GError **error)
{
	g_autoptr(GPtrArray) rows =
		pack_rows(pack, session, CARRIED_TURN, error);
	g_autofree char *text =
		rows ? table_rows_print(CARRIED_TURN, rows) : NULL;
	g_autofree char *json =
		rows ? table_rows_json(CARRIED_TURN, rows) : NULL;

	return rows && pack_add(pack, session, "turns.tsv", text, error) &&
	       pack_add(pack, session, "turns.json", json, error);
}

/* For who reads it without iptrate. */
static gboolean
pack_transcript(struct pack *pack, const struct pack_session *session,
		GError **error)
{
	g_autoptr(Transcript) transcript =
		store_transcript_load(pack->app->store, session->id, error);
	GString *text = g_string_new(NULL);
	gboolean ok = transcript != NULL;

	for (guint i = 0; ok && i < transcript->turns->len; i++) {
		const struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);
		const char *label =
			session->hides & BLIND_PEOPLE ?
				turn_role_print(turn->role) :
				transcript_speaker(transcript, turn)->label;
		gsize len;
		const char *words =
			transcript_turn_text(transcript, turn, &len);
		g_autofree char *shown = base_printable(words, (gssize)len);
		g_autofree char *who = base_printable(label, -1);

		g_string_append_printf(text, "%u\t%s: %s\n", turn->n, who,
				       shown);
	}
	ok = ok && pack_add(pack, session, "transcript.txt", text->str, error);
	g_string_free(text, TRUE);
	return ok;
}

gboolean
pack_source(struct pack *pack, const struct pack_session *session,
	    GError **error)
{
	gsize len = 0;
	g_autofree char *bytes =
		store_source_load(pack->app->store, session->id, &len, error);
	g_autofree char *path =
		g_strdup_printf("sessions/%s/source", session->uid);

	return bytes && bundle_out_add(pack->out, path, bytes, len, error);
}

gboolean
pack_text(struct pack *pack, const struct pack_session *session, GError **error)
{
	return pack_speakers(pack, session, error) &&
	       pack_turns(pack, session, error) &&
	       pack_transcript(pack, session, error);
}
