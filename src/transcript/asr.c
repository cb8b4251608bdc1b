/*
 * asr.c: what speech recognisers write as JSON.
 *
 * Most give a list of passages (Whisper, WhisperX, Deepgram utterances,
 * AssemblyAI, Azure, Teams), told apart only by the names and units of their
 * fields; the rest give words (asr_words.c).
 */
#include "transcript/asr.h"

enum field { TEXT, LABEL, CHANNEL, START, END, DURATION, TIMES };

/* unit: milliseconds in one; 0: what is usual for the list. */
static const struct {
	const char *key;
	enum field field;
	double unit;
} fields[] = {
	{ "text", TEXT, 0 },
	{ "transcript", TEXT, 0 },
	{ "spokenText", TEXT, 0 },
	{ "content", TEXT, 0 },
	{ "utterance", TEXT, 0 },
	{ "speaker", LABEL, 0 },
	{ "speaker_label", LABEL, 0 },
	{ "speakerDisplayName", LABEL, 0 },
	{ "speakerName", LABEL, 0 },
	{ "speaker_name", LABEL, 0 },
	{ "speakerId", LABEL, 0 },
	{ "name", LABEL, 0 },
	{ "role", LABEL, 0 },
	{ "channel", CHANNEL, 0 },
	{ "start", START, 0 },
	{ "start_time", START, 0 },
	{ "startTime", START, 0 },
	{ "startOffset", START, 0 },
	{ "timestamp", START, 0 },
	{ "offsetMilliseconds", START, 1 },
	{ "offsetInTicks", START, 1e-4 },
	{ "offset", START, 0 },
	{ "end", END, 0 },
	{ "end_time", END, 0 },
	{ "endTime", END, 0 },
	{ "endOffset", END, 0 },
	{ "durationMilliseconds", DURATION, 1 },
	{ "durationInTicks", DURATION, 1e-4 },
	{ "duration", DURATION, 0 },
};

#define FIELDS G_N_ELEMENTS(fields)

guint
asr_line(struct asr *asr, const char *p)
{
	const char *q = asr->at;

	while (q < p && (q = memchr(q, '\n', p - q)) != NULL) {
		asr->line++;
		q++;
	}
	asr->at = MAX(asr->at, p);
	return asr->line;
}

/* "PT1H2M3.4S" -> milliseconds; -1 if it is no such duration. */
static gint64
iso_duration(const char *p)
{
	double total = 0;

	if (!g_str_has_prefix(p, "PT"))
		return -1;
	for (p += 2; g_ascii_isdigit(*p); p++) {
		char *unit;
		double value = g_ascii_strtod(p, &unit);

		if (*unit != 'H' && *unit != 'M' && *unit != 'S')
			return -1;
		total += value * (*unit == 'H' ? 3600 : *unit == 'M' ? 60 : 1);
		p = unit;
	}
	return *p == '"' && total < 1e12 ? (gint64)(total * 1000 + 0.5) : -1;
}

/*
 * Number, "1.2", "1.2s", "00:00:03.2", {"seconds", "nanos"} -> milliseconds;
 * -1 if none.
 */
gint64
asr_time(const char *value, double unit)
{
	double number, nanos;
	gint64 ms;

	if (json_is_object(value)) {
		if (!json_number(json_get(value, "seconds"), &number))
			number = 0;
		if (!json_number(json_get(value, "nanos"), &nanos))
			nanos = 0;
		return number >= 0 && number < 1e12 ?
			       (gint64)(number * 1000 + nanos / 1e6 + 0.5) :
			       -1;
	}
	if (json_number(value, &number))
		return number >= 0 && number * unit < 1e15 ?
			       (gint64)(number * unit + 0.5) :
			       -1;
	if (json_is_string(value)) {
		value++;
		if (stamp_parse(&value, value + strcspn(value, "\""), &ms))
			return ms;
		return iso_duration(value);
	}
	return -1;
}

/* "A" and 0 alone would look like roles or nothing: "Speaker A". */
void
asr_append_label(GString *out, const char *value, const char *prefix)
{
	gsize start = out->len;

	json_append(out, value);
	if (out->len > start && out->len - start <= 3)
		g_string_insert(out, start, prefix);
}

void
asr_say(struct asr *asr, gint64 start_ms, gint64 end_ms, const char *at)
{
	struct utterance u = {
		.label = asr->label->str,
		.label_len = asr->label->len,
		.start_ms = start_ms,
		.end_ms = end_ms,
		.text = asr->text->str,
		.len = asr->text->len,
		.line = asr_line(asr, at),
	};

	if (asr->text->len) {
		builder_cue(asr->builder, start_ms, end_ms, "", 0,
			    asr->text->str, asr->text->len, u.line);
		builder_say(asr->builder, &u);
	}
	g_string_truncate(asr->text, 0);
}

/* "timestamp": [0.0, 2.5] */
static void
read_pair(const char *array, double unit, gint64 time[TIMES])
{
	const char *start = json_first(array), *end = NULL;

	if (start)
		end = json_next(json_skip(start));
	time[START] = asr_time(start, unit);
	time[END] = asr_time(end, unit);
}

const char *
asr_read_passage(struct asr *asr, const char *object, double unit)
{
	const char *values[FIELDS], *keys[FIELDS], *after;
	gint64 time[TIMES] = { [START] = -1, [END] = -1, [DURATION] = -1 };

	for (gsize i = 0; i < FIELDS; i++)
		keys[i] = fields[i].key;
	after = json_pick(object, keys, values, FIELDS);
	g_string_truncate(asr->label, 0);
	for (gsize i = 0; i < FIELDS; i++) {
		enum field field = fields[i].field;

		if (!values[i])
			continue;
		if (field == TEXT && !asr->text->len)
			json_append(asr->text, values[i]);
		else if (field == LABEL && !asr->label->len)
			asr_append_label(asr->label, values[i], "Speaker ");
		else if (field == CHANNEL && asr->channels && !asr->label->len)
			asr_append_label(asr->label, values[i], "Channel ");
		else if (field == START && json_is_array(values[i]))
			read_pair(values[i], unit, time);
		else if (field >= START && time[field] < 0)
			time[field] = asr_time(values[i],
					       fields[i].unit ? fields[i].unit :
								unit);
	}
	if (!asr->text->len)
		json_append(asr->text,
			    json_get(json_first(json_get(object, "nBest")),
				     "display"));
	if (time[END] < 0 && time[START] >= 0 && time[DURATION] >= 0)
		time[END] = time[START] + time[DURATION];
	asr_say(asr, time[START], time[END], object);
	return after;
}

/* Channels tell speakers apart only where there are several. */
static gboolean
has_channels(const char *array)
{
	double first = -1, channel;

	for (const char *p = json_first(array); p;
	     p = json_next(json_skip(p))) {
		if (!json_number(json_get(p, "channel"), &channel))
			return FALSE;
		if (first >= 0 && channel != first)
			return TRUE;
		first = channel;
	}
	return FALSE;
}

void
asr_read_passages(struct asr *asr, const char *array, double unit)
{
	asr->channels = has_channels(array);
	for (const char *p = json_first(array); p;
	     p = json_next(asr_read_passage(asr, p, unit)))
		;
}

/* whisper.cpp: times in an object of their own. */
static void
read_whisper_cpp(struct asr *asr, const char *array)
{
	for (const char *p = json_first(array); p;
	     p = json_next(json_skip(p))) {
		const char *times = json_get(p, "offsets");

		g_string_truncate(asr->label, 0);
		asr_append_label(asr->label, json_get(p, "speaker"),
				 "Speaker ");
		json_append(asr->text, json_get(p, "text"));
		asr_say(asr, asr_time(json_get(times, "from"), 1),
			asr_time(json_get(times, "to"), 1), p);
	}
}

static gboolean
read_results(struct asr *asr, const char *results)
{
	const char *items = json_get(results, "items");
	const char *labels = json_get(results, "speaker_labels");

	if (json_is_array(results))
		asr_read_google(asr, results);
	else if (items)
		asr_read_aws(asr, items, json_get(labels, "segments"));
	else
		return asr_read_deepgram(asr, results);
	return TRUE;
}

static gboolean
read_array(struct asr *asr, const char *array)
{
	if (json_get(json_first(array), "alternatives"))
		asr_read_aws(asr, array, NULL);
	else
		asr_read_passages(asr, array, 1000);
	return TRUE;
}

enum shape {
	RESULTS,
	RESPONSE,
	UTTERANCES,
	SEGMENTS,
	TRANSCRIPTION,
	MONOLOGUES,
	RECOGNIZED,
	PHRASES,
	ENTRIES,
	WORDS,
	SHAPES
};

/* Lists of passages under the names that people and smaller tools give. */
static gboolean
read_other(struct asr *asr, const char *document)
{
	static const char *const keys[] = {
		"turns",     "messages",  "chunks",   "transcript",
		"sentences", "dialogue",  "dialog",   "conversation",
		"captions",  "subtitles", "passages", "speech",
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

static gboolean
read_document(struct asr *asr, const char *document)
{
	static const char *const keys[SHAPES] = {
		"results",	 "response",   "utterances",	    "segments",
		"transcription", "monologues", "recognizedPhrases", "phrases",
		"entries",	 "words",
	};
	const char *v[SHAPES];

	if (json_is_array(document))
		return read_array(asr, document);
	json_pick(document, keys, v, SHAPES);
	if (v[RESPONSE] && !v[RESULTS])
		v[RESULTS] = json_get(v[RESPONSE], "results");
	if (json_is_array(v[UTTERANCES]))
		asr_read_passages(asr, v[UTTERANCES], 1);
	else if (v[RESULTS])
		return read_results(asr, v[RESULTS]);
	else if (json_is_array(v[SEGMENTS]))
		asr_read_passages(asr, v[SEGMENTS], 1000);
	else if (json_is_array(v[TRANSCRIPTION]))
		read_whisper_cpp(asr, v[TRANSCRIPTION]);
	else if (v[MONOLOGUES])
		asr_read_rev(asr, v[MONOLOGUES]);
	else if (v[RECOGNIZED] || v[PHRASES])
		asr_read_passages(
			asr, v[RECOGNIZED] ? v[RECOGNIZED] : v[PHRASES], 1);
	else if (v[ENTRIES])
		asr_read_passages(asr, v[ENTRIES], 1000);
	else if (v[WORDS])
		asr_read_assembly(asr, v[WORDS]);
	else
		return read_other(asr, document);
	return TRUE;
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
	struct asr asr = { .builder = builder,
			   .source = source,
			   .text = text,
			   .label = label,
			   .at = source->text,
			   .line = 1 };

	if (!document)
		return FALSE;
	builder->timed = TRUE;
	if (read_document(&asr, document))
		return TRUE;
	return source_fault(source, 0, error,
			    "JSON, but not of a recogniser "
			    "we know: no segments, utterances, results, "
			    "phrases, entries or turns at its top");
}

const struct reader reader_json = {
	.name = "json",
	.description = "JSON of recognisers (Whisper, AWS, Google, Deepgram, "
		       "AssemblyAI, Azure, Teams)",
	.terminated = TRUE,
	.sniff = json_sniff,
	.parse = json_parse,
};
