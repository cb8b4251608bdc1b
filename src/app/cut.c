/*
 * Where a turn is cut in two: the byte, and the time.
 *
 * The time is that of the captions: the casebook keeps the file as it came,
 * so it is read again and the words behind the cut are looked for in the
 * captions of the turn.  Where they are not found, or twice, the times at the
 * cut are not known.
 */
#include "app/correcting.h"

#include <string.h>

#define MOST_LISTED 5 /* places named where words stand more than once */
#define RUN 6	      /* words that find a place in the captions */

/* The end of what begins at text and reads as words do, blanks and capitals
 * aside; NULL when it does not. */
static const char *
words_end(const char *text, const char *end, const char *words)
{
	while (*words) {
		gunichar want = g_utf8_get_char(words);

		if (text >= end)
			return NULL;
		if (g_unichar_isspace(want)) {
			if (!g_unichar_isspace(g_utf8_get_char(text)))
				return NULL;
			while (text < end &&
			       g_unichar_isspace(g_utf8_get_char(text)))
				text = g_utf8_next_char(text);
			while (g_unichar_isspace(g_utf8_get_char(words)))
				words = g_utf8_next_char(words);
			continue;
		}
		if (g_unichar_tolower(g_utf8_get_char(text)) !=
		    g_unichar_tolower(want))
			return NULL;
		text = g_utf8_next_char(text);
		words = g_utf8_next_char(words);
	}
	return text;
}

static gboolean
begins_word(const char *text)
{
	return g_unichar_isalnum(g_utf8_get_char(text));
}

/* Bytes (gsize) at which the words begin, none within a word. */
static GArray *
find_words_behind(const char *text, gsize len, const char *words)
{
	GArray *places = g_array_new(FALSE, FALSE, sizeof(gsize));
	gboolean within = FALSE;

	for (const char *p = text; p < text + len; p = g_utf8_next_char(p)) {
		gsize at = (gsize)(p - text);
		const char *stop;

		if (!within && (stop = words_end(p, text + len, words)) &&
		    (stop == text + len || !begins_word(stop) ||
		     !begins_word(g_utf8_prev_char(stop))))
			g_array_append_val(places, at);
		within = begins_word(p);
	}
	return places;
}

static gboolean
fail_many(guint turn, const char *text, const GArray *places, GError **error)
{
	g_autoptr(GString) list = g_string_new(NULL);

	for (guint i = 0; i < MIN(places->len, MOST_LISTED); i++) {
		gsize at = g_array_index(places, gsize, i);

		g_string_append_printf(list, "%s%ld", i ? ", " : "",
				       g_utf8_strlen(text, (gssize)at));
	}
	return app_fail(error, BASE_ERROR_INPUT,
			"those words stand %u times in turn %u, after %s%s "
			"characters; give more of them, or that number",
			places->len, turn, list->str,
			places->len > MOST_LISTED ? ", ..." : "");
}

/* The byte where the second half begins, blanks before it or not. */
static gboolean
byte_find(guint turn, const char *text, gsize len, const struct turn_cut *how,
	  gsize *at, GError **error)
{
	g_autofree char *words = NULL;
	g_autoptr(GArray) places = NULL;
	glong characters = g_utf8_strlen(text, (gssize)len);

	if (!how->words) {
		if (how->characters < 1 || how->characters >= characters)
			return app_fail(
				error, BASE_ERROR_INPUT,
				"turn %u has %ld characters; cut it after "
				"1 to %ld of them",
				turn, characters, characters - 1);
		*at = (gsize)(g_utf8_offset_to_pointer(text, how->characters) -
			      text);
		return TRUE;
	}
	words = g_strstrip(g_utf8_make_valid(how->words, -1));
	if (!*words)
		return app_fail(error, BASE_ERROR_INPUT,
				"give the words that begin the second half");
	places = find_words_behind(text, len, words);
	if (places->len == 0)
		return app_fail(
			error, BASE_ERROR_INPUT,
			"turn %u does not have the words '%s'; `iptrate "
			"show` has them as they stand",
			turn, words);
	if (places->len > 1)
		return fail_many(turn, text, places, error);
	*at = g_array_index(places, gsize, 0);
	return TRUE;
}

/* A word of a caption or a turn, as it is compared. */
struct token {
	char *word;
	guint cue;
};

static void
token_clear(void *data)
{
	g_free(((struct token *)data)->word);
}

static GArray *
tokens_new(void)
{
	GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct token));

	g_array_set_clear_func(tokens, token_clear);
	return tokens;
}

/* Markup between < and > is no word. */
static void
tokens_add(GArray *tokens, const char *text, gsize len, guint cue)
{
	const char *p = text, *end = text + len;

	while (p < end) {
		const char *from = p;
		struct token token = { NULL, cue };

		if (*p == '<') {
			const char *close = memchr(p, '>', (gsize)(end - p));

			p = close ? close + 1 : p + 1;
			continue;
		}
		while (p < end && begins_word(p))
			p = g_utf8_next_char(p);
		if (p == from) {
			p = g_utf8_next_char(p);
			continue;
		}
		token.word = g_utf8_casefold(from, p - from);
		g_array_append_val(tokens, token);
	}
}

static const char *
word_at(const GArray *tokens, guint i)
{
	return g_array_index(tokens, struct token, i).word;
}

static guint
cue_at(const GArray *tokens, guint i)
{
	return g_array_index(tokens, struct token, i).cue;
}

/* "Anna: " before the words of a caption says who speaks. */
static gsize
label_len(const char *text, gsize len, const char *label)
{
	gsize n = strlen(label);

	return len > n && text[n] == ':' && !strncmp(text, label, n) ? n + 1 :
								       0;
}

/* The words of the captions in this stretch of time. */
static GArray *
cue_tokens(const struct transcript *source, const struct turn *turn,
	   const char *label)
{
	GArray *tokens = tokens_new();

	for (guint i = 0; i < source->cues->len; i++) {
		const struct cue *cue =
			&g_array_index(source->cues, struct cue, i);
		const char *text = source->cue_text + cue->text.start;
		gsize len = cue->text.end - cue->text.start, skip;

		if (cue->start_ms < turn->start_ms ||
		    (turn->end_ms >= 0 && cue->start_ms > turn->end_ms))
			continue;
		skip = label_len(text, len, label);
		tokens_add(tokens, text + skip, len - skip, i);
	}
	return tokens;
}

static gboolean
runs_at(const GArray *tokens, guint at, const GArray *run, guint from, guint n)
{
	for (guint i = 0; i < n; i++) {
		if (at + i >= tokens->len ||
		    strcmp(word_at(tokens, at + i), word_at(run, from + i)))
			return FALSE;
	}
	return TRUE;
}

/* The only place in the captions where the first words of `second` come after
 * the last ones of `first`; G_MAXUINT: none, or more. */
static guint
place_find(const GArray *cues, const GArray *first, const GArray *second)
{
	guint before = MIN(first->len, RUN), after = MIN(second->len, RUN);
	guint found = G_MAXUINT;

	for (guint i = before; after && i < cues->len; i++) {
		if (!runs_at(cues, i, second, 0, after) ||
		    !runs_at(cues, i - before, first, first->len - before,
			     before))
			continue;
		if (found != G_MAXUINT)
			return G_MAXUINT;
		found = i;
	}
	return found;
}

/* The file once more, for its captions; NULL without an error when it has
 * none. */
static struct transcript *
source_read(const struct correcting *now, GError **error)
{
	struct transcript_options options = {
		.format = now->transcript->format,
	};
	struct transcript *source;
	g_autofree char *bytes = NULL;
	gsize len;

	bytes = store_source_load(now->app->store, now->session, &len, error);
	if (!bytes)
		return NULL;
	source = transcript_parse(bytes, len, &options, NULL);
	if (source && source->cues->len)
		return source;
	transcript_free(source);
	return NULL;
}

static gboolean
time_find(const struct correcting *now, const struct turn *turn,
	  struct cut *cut, GError **error)
{
	const struct speaker *speaker =
		transcript_speaker(now->transcript, turn);
	g_autoptr(GError) failed = NULL;
	g_autoptr(Transcript) source = NULL;
	g_autoptr(GArray) cues = NULL;
	g_autoptr(GArray) first = tokens_new();
	g_autoptr(GArray) second = tokens_new();
	gsize len;
	const char *text = transcript_turn_text(now->transcript, turn, &len);
	guint at;

	if (turn->start_ms < 0)
		return TRUE;
	source = source_read(now, &failed);
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	if (!source)
		return TRUE;
	cues = cue_tokens(source, turn, speaker->label);
	tokens_add(first, text, cut->first_len, 0);
	tokens_add(second, text + cut->second_start, len - cut->second_start,
		   0);
	at = place_find(cues, first, second);
	if (at == G_MAXUINT || at == 0)
		return TRUE;
	cut->first_end_ms =
		g_array_index(source->cues, struct cue, cue_at(cues, at - 1))
			.end_ms;
	cut->second_start_ms =
		g_array_index(source->cues, struct cue, cue_at(cues, at))
			.start_ms;
	cut->second_line =
		g_array_index(source->cues, struct cue, cue_at(cues, at)).line;
	return TRUE;
}

gboolean
cut_find(const struct correcting *now, guint number, const struct turn_cut *how,
	 struct cut *cut, GError **error)
{
	const struct turn *turn = transcript_turn(now->transcript, number);
	gsize len, at = 0;
	const char *text = transcript_turn_text(now->transcript, turn, &len);
	const char *p;

	*cut = (struct cut){ .first_end_ms = -1, .second_start_ms = -1 };
	if (!byte_find(number, text, len, how, &at, error))
		return FALSE;
	cut->first_len = cut->second_start = at;
	while (cut->first_len > 0 &&
	       (p = g_utf8_prev_char(text + cut->first_len)) &&
	       g_unichar_isspace(g_utf8_get_char(p)))
		cut->first_len = (gsize)(p - text);
	while (cut->second_start < len &&
	       g_unichar_isspace(g_utf8_get_char(text + cut->second_start)))
		cut->second_start =
			(gsize)(g_utf8_next_char(text + cut->second_start) -
				text);
	if (cut->first_len == 0 || cut->second_start == len)
		return app_fail(
			error, BASE_ERROR_INPUT,
			"nothing of turn %u would stand %s the cut; cut it "
			"between two words",
			number, cut->first_len == 0 ? "before" : "after");
	return time_find(now, turn, cut, error);
}
