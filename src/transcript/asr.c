/*
 * asr.c: what speech recognisers write as JSON.
 *
 * Where the talk lies in the document; asr_passage.c and asr_words.c read it.
 * Most give a list of passages or of words, under one of some names, at the
 * top or in an object or two below it.
 */
#include "transcript/asr.h"
#include "transcript/bytes.h"
#include "transcript/reader.h"

#define WRAPPED_MAX 4 /* objects around the talk */

static gboolean read_value(struct asr *asr, const char *value, guint depth);

static const char *
alternative_of(const char *list)
{
	return json_first(json_get(json_first(list), "alternatives"));
}

static gboolean
read_array(struct asr *asr, const char *array, guint depth)
{
	const char *first = json_first(array);

	if (!json_is_object(first))
		return FALSE;
	if (json_get(first, "alternatives")) {
		asr_read_items(asr, array, NULL);
	} else if (json_get(first, "segments") || json_get(first, "results") ||
		   json_get(first, "utterances")) {
		gboolean any = FALSE;

		for (const char *p = first; p; p = json_next(json_skip(p)))
			any |= read_value(asr, p, depth + 1);
		return any;
	} else if (asr_are_words(array)) {
		asr_find_unit(asr, array, 0);
		asr_read_words(asr, array, NULL, NULL);
	} else {
		asr_read_passages(asr, array, 1000);
	}
	return TRUE;
}

/* "results": of AWS, Deepgram, Google, Speechmatics or IBM Watson. */
static gboolean
read_results(struct asr *asr, const char *results, const char *labels,
	     guint depth)
{
	const char *items = json_get(results, "items");
	const char *best = alternative_of(results);

	if (json_get(best, "timestamps") || labels)
		asr_read_watson(asr, results, labels);
	else if (json_get(best, "content"))
		asr_read_items(asr, results, NULL);
	else if (best)
		asr_read_google(asr, results);
	else if (json_is_array(results))
		return read_array(asr, results, depth);
	else if (items)
		asr_read_items(asr, items,
			       json_get(json_get(results, "speaker_labels"),
					"segments"));
	else if (json_get(results, "channels"))
		return asr_read_deepgram(asr, results);
	else
		return read_value(asr, results, depth + 1);
	return TRUE;
}

enum shape {
	RESULTS,
	UTTERANCES,
	SEGMENTS,
	TRANSCRIPTION,
	MONOLOGUES,
	RECOGNIZED,
	PHRASES,
	ENTRIES,
	WORDS,
	TOKENS,
	PARAGRAPHS,
	SPEAKERS,
	LABELS,
	SHAPES
};

/* Lists of passages under the names that people and smaller tools give. */
static gboolean
read_other(struct asr *asr, const char *document)
{
	static const char *const keys[] = {
		"turns",     "messages",  "chunks",	"transcript",
		"sentences", "dialogue",  "dialog",	"conversation",
		"captions",  "subtitles", "passages",	"speech",
		"blocks",    "cues",	  "paragraphs", "monologue",
	};
	const char *v[G_N_ELEMENTS(keys)];

	json_pick(document, keys, v, G_N_ELEMENTS(keys));
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (!json_is_array(v[i]))
			continue;
		asr_read_passages(asr, v[i], 1000);
		return TRUE;
	}
	return FALSE;
}

/* The talk lies in an object of this one. */
static gboolean
read_wrapped(struct asr *asr, const char *document, guint depth)
{
	static const char *const keys[] = {
		"result",  "response", "transcription", "transcript", "data",
		"payload", "output",   "transcripts",	"job",	      "body",
	};
	const char *v[G_N_ELEMENTS(keys)];

	json_pick(document, keys, v, G_N_ELEMENTS(keys));
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
		if (v[i] && read_value(asr, v[i], depth + 1))
			return TRUE;
	return FALSE;
}

/* Words, and who speaks them in a list beside: digital-paper-edit's
 * paragraphs, Speechmatics' speakers. */
static void
read_word_list(struct asr *asr, const char *words, const char *const *v)
{
	static const enum shape beside[] = { PARAGRAPHS, SPEAKERS, LABELS,
					     SEGMENTS };
	GArray *turns = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(beside); i++) {
		if (turns && turns->len)
			break;
		g_clear_pointer(&turns, g_array_unref);
		turns = asr_read_turns(v[beside[i]]);
	}
	asr_find_unit(asr, words, 0);
	asr_read_words(asr, words, NULL, turns && turns->len ? turns : NULL);
	g_array_unref(turns);
}

/* Has the list words of its own, and not only times and speakers? */
static gboolean
has_words(const char *array)
{
	struct asr_item item;

	for (const char *p = json_first(array); p;) {
		p = json_next(asr_pick(p, &item));
		if (item.value[ASR_TEXT] || item.value[ASR_WORDS])
			return TRUE;
	}
	return FALSE;
}

static gboolean
read_object(struct asr *asr, const char *document, guint depth)
{
	static const char *const keys[SHAPES] = {
		"results",	  "utterances", "segments",
		"transcription",  "monologues", "recognizedPhrases",
		"phrases",	  "entries",	"words",
		"tokens",	  "paragraphs", "speakers",
		"speaker_labels",
	};
	const char *v[SHAPES];

	json_pick(document, keys, v, SHAPES);
	asr_read_names(asr, v[SPEAKERS]);
	if (json_first(v[UTTERANCES]))
		asr_read_passages(asr, v[UTTERANCES], 1);
	else if (v[RESULTS])
		return read_results(asr, v[RESULTS], v[LABELS], depth);
	else if (has_words(v[SEGMENTS]))
		asr_read_passages(asr, v[SEGMENTS], 1000);
	else if (json_is_array(v[TRANSCRIPTION]))
		asr_read_passages(asr, v[TRANSCRIPTION], 1);
	else if (v[MONOLOGUES])
		asr_read_rev(asr, v[MONOLOGUES]);
	else if (v[RECOGNIZED] || v[PHRASES])
		asr_read_passages(
			asr, v[RECOGNIZED] ? v[RECOGNIZED] : v[PHRASES], 1);
	else if (json_is_array(v[ENTRIES]))
		asr_read_passages(asr, v[ENTRIES], 1000);
	else if (json_first(v[WORDS]) || json_first(v[TOKENS]))
		read_word_list(asr, json_first(v[WORDS]) ? v[WORDS] : v[TOKENS],
			       v);
	else
		return read_other(asr, document) ||
		       read_wrapped(asr, document, depth) ||
		       json_is_array(v[SEGMENTS]);
	return TRUE;
}

static gboolean
read_value(struct asr *asr, const char *value, guint depth)
{
	if (depth > WRAPPED_MAX)
		return FALSE;
	if (json_is_array(value))
		return read_array(asr, value, depth);
	return json_is_object(value) && read_object(asr, value, depth);
}

static const char *
skip_space(const char *p, const char *end)
{
	while (p < end && is_space(*p))
		p++;
	return p;
}

static int
json_sniff(const struct source *source)
{
	const char *end = source->text + source->len;
	const char *p = skip_space(source->text, end);
	char open = p < end ? *p : '\0';

	if (open != '{' && open != '[')
		return 0;
	p = skip_space(p + 1, end);
	return p < end && *p == (open == '{' ? '"' : '{') ? 90 : 0;
}

static gboolean
json_parse(const struct source *source, struct builder *builder, GError **error)
{
	const char *document = json_check(source, error);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) label = g_string_new(NULL);
	g_autoptr(GString) before = g_string_new(NULL);
	struct asr asr = { .builder = builder,
			   .source = source,
			   .text = text,
			   .label = label,
			   .before = before,
			   .unit = 1000,
			   .start_ms = -1,
			   .end_ms = -1,
			   .at = source->text,
			   .line = 1 };
	gboolean read;

	if (!document)
		return FALSE;
	builder->timed = TRUE;
	read = read_value(&asr, document, 0);
	asr_finish(&asr);
	g_clear_pointer(&asr.names, g_hash_table_unref);
	return read || source_fault(source, 0, error,
				    "JSON, but not of a recogniser "
				    "we know: no segments, utterances, "
				    "results, words, phrases, entries or "
				    "turns in it");
}

const struct reader reader_json = {
	.name = "json",
	.description = "JSON of recognisers (Whisper, AWS, Google, Deepgram, "
		       "AssemblyAI, Azure, Teams, ...)",
	.endings = "json",
	.terminated = TRUE,
	.sniff = json_sniff,
	.parse = json_parse,
};
