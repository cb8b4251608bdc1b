/*
 * Is it the same talk in other bytes?
 *
 * Line ends, a byte order mark, the encoding, Unicode's form and blanks change
 * with every program that saves a file; the talk does not.  Its digest is over
 * who says what and when, and over the header.
 */
#include "app/incoming.h"
#include "app/values.h"

#include <string.h>

#define BLANKS " \t\n\r"

static void
hash_word(GChecksum *sum, const char *word, gsize len)
{
	g_autofree char *form = NULL;
	gsize plain = 0;

	while (plain < len && (guchar)word[plain] < 0x80)
		plain++;
	if (plain < len)
		form = g_utf8_normalize(word, (gssize)len, G_NORMALIZE_NFC);
	g_checksum_update(sum, (const guchar *)(form ?: word),
			  form ? -1 : (gssize)len);
	g_checksum_update(sum, (const guchar *)" ", 1);
}

/* One piece of text: composed, with single blanks.  A word at a time: a turn
 * may be as large as its file. */
static void
hash_text(GChecksum *sum, const char *text, gsize len)
{
	const char *end = text + len;

	while (text < end) {
		const char *word = text;

		while (text < end && !strchr(BLANKS, *text))
			text++;
		if (text > word)
			hash_word(sum, word, (gsize)(text - word));
		while (text < end && strchr(BLANKS, *text))
			text++;
	}
	g_checksum_update(sum, (const guchar *)"\n", 1);
}

static void
add_string(GChecksum *sum, const char *text)
{
	hash_text(sum, text, strlen(text));
}

static void
add_headers(GChecksum *sum, GHashTable *headers)
{
	GList *keys = g_list_sort(g_hash_table_get_keys(headers),
				  (GCompareFunc)strcmp);

	for (GList *at = keys; at; at = at->next) {
		add_string(sum, at->data);
		add_string(sum, g_hash_table_lookup(headers, at->data));
	}
	g_list_free(keys);
}

char *
talk_digest(const struct transcript *transcript)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	add_headers(sum, transcript->headers);
	for (guint i = 0; i < transcript->turns->len; i++) {
		const struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);
		g_autofree char *times = g_strdup_printf(
			"%" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
			turn->start_ms, turn->end_ms);
		const char *text;
		gsize len;

		text = transcript_turn_text(transcript, turn, &len);
		add_string(sum, transcript_speaker(transcript, turn)->label);
		add_string(sum, times);
		hash_text(sum, text, len);
	}
	return g_strdup(g_checksum_get_string(sum));
}

/* Of a session that was imported before digests were kept; one that cannot be
 * read any more gets the empty one, which is nobody's. */
static gboolean
fill_one(struct store *store, gint64 session, GError **error)
{
	gsize len;
	g_autofree char *bytes = store_source_load(store, session, &len, error);
	g_autoptr(Transcript) transcript = NULL;
	g_autofree char *digest = NULL;

	if (!bytes)
		return FALSE;
	transcript = transcript_parse(bytes, len, NULL, NULL);
	digest = transcript ? talk_digest(transcript) : g_strdup("");
	return store_talk_set(store, session, digest, error);
}

gboolean
talk_digests_fill(struct store *store, GError **error)
{
	g_autoptr(GArray) sessions = store_talks_missing(store, error);
	gboolean ok = TRUE;

	if (!sessions || !sessions->len)
		return sessions != NULL;
	if (!store_begin(store, error))
		return FALSE;
	for (guint i = 0; ok && i < sessions->len; i++)
		ok = fill_one(store, g_array_index(sessions, gint64, i), error);
	return store_end(store, ok, error);
}

/* The session that is this file, or the same talk in other bytes; 0: none. */
static gboolean
find_known(struct store *store, const struct incoming *file, gint64 *session,
	   GError **error)
{
	g_autoptr(GError) failed = NULL;

	*session = store_session_find(store, file->sha256, &failed);
	if (!*session && !failed && file->talk)
		*session = store_talk_find(store, file->talk, &failed);
	if (!failed)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failed));
	return FALSE;
}

static void
note_other_bytes(struct incoming *file, const struct session_info *info)
{
	if (strcmp(file->sha256, info->source_sha256))
		g_ptr_array_add(
			file->result->notes,
			g_strdup_printf("the same talk as session "
					"%" G_GINT64_FORMAT " (%s) in other "
					"bytes, which were not kept",
					info->session, info->source_name));
}

gboolean
incoming_recognise(struct store *store, struct incoming *file, GError **error)
{
	gint64 session;

	return find_known(store, file, &session, error) &&
	       (!session || incoming_known(store, file, session, error));
}

gboolean
incoming_known(struct store *store, struct incoming *file, gint64 session,
	       GError **error)
{
	struct import_result *result = file->result;
	struct session_info *info = store_session(store, session, error);
	gboolean ok;

	if (!info)
		return FALSE;
	note_other_bytes(file, info);
	/* It was understood once: with a --therapist, say. */
	g_clear_error(&result->error);
	app_facts_settle(&info->facts, &info->phase_suggested);
	result->known = TRUE;
	result->session = session;
	result->number = info->facts.number;
	result->planned = info->facts.planned;
	result->phase = info->facts.phase;
	result->tags = info->tags;
	g_free(result->case_code);
	result->case_code = g_strdup(info->case_code);
	ok = incoming_note_ignored(store, file, info, error);
	session_info_free(info);
	return ok;
}
