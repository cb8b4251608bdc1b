/*
 * asr.c: what speech recognisers write as JSON.
 *
 * Most give a list of passages (Whisper, WhisperX, Deepgram utterances,
 * AssemblyAI, Azure, Teams), told apart only by the names and units of their
 * fields; the rest give words, gathered here until the speaker changes (AWS,
 * Google, Deepgram, Rev).
 */
#include "transcript/json.h"

enum field { TEXT, LABEL, CHANNEL, START, END, DURATION };

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
	{ "offsetMilliseconds", START, 1 },
	{ "offsetInTicks", START, 1e-4 },
	{ "end", END, 0 },
	{ "end_time", END, 0 },
	{ "endTime", END, 0 },
	{ "endOffset", END, 0 },
	{ "durationMilliseconds", DURATION, 1 },
	{ "durationInTicks", DURATION, 1e-4 },
};

#define FIELDS G_N_ELEMENTS(fields)

struct asr {
	struct builder *builder;
	const struct source *source;
	GString *text;
	GString *label;
	const char *start, *end;	/* times of the first and last word */
	const char *first;		/* where the first word stands */
	double unit;
	const char *at;			/* line is counted up to here */
	guint line;
};

static guint
line_of(struct asr *asr, const char *p)
{
	const char *q = asr->at;

	while (q < p && (q = memchr(q, '\n', p - q)) != NULL) {
		asr->line++;
		q++;
	}
	asr->at = MAX(asr->at, p);
	return asr->line;
}

/*
 * Number, "1.2", "1.2s", "00:00:03.2", {"seconds", "nanos"} -> milliseconds;
 * -1 if none.
 */
static gint64
time_of(const char *value, double unit)
{
	double number, nanos;
	gint64 ms;

	if (json_is_object(value)) {
		if (!json_number(json_get(value, "seconds"), &number))
			number = 0;
		if (!json_number(json_get(value, "nanos"), &nanos))
			nanos = 0;
		return number >= 0 && number < 1e12 ?
			       (gint64)(number * 1000 + nanos / 1e6 + 0.5) : -1;
	}
	if (json_number(value, &number))
		return number >= 0 && number * unit < 1e15 ?
			       (gint64)(number * unit + 0.5) : -1;
	if (json_is_string(value)) {
		value++;
		if (stamp_parse(&value, value + strcspn(value, "\""), &ms))
			return ms;
	}
	return -1;
}

/* "A" and 0 alone would look like roles or nothing: "Speaker A". */
static void
append_label(GString *out, const char *value, const char *prefix)
{
	gsize start = out->len;

	json_append(out, value);
	if (out->len > start && out->len - start <= 3)
		g_string_insert(out, start, prefix);
}

static void
say(struct asr *asr, gint64 start_ms, gint64 end_ms, const char *at)
{
	struct utterance u = {
		.label = asr->label->str, .label_len = asr->label->len,
		.start_ms = start_ms, .end_ms = end_ms,
		.text = asr->text->str, .len = asr->text->len,
		.line = line_of(asr, at),
	};

	if (asr->text->len) {
		builder_cue(asr->builder, start_ms, end_ms, "", 0,
			    asr->text->str, asr->text->len, u.line);
		builder_say(asr->builder, &u);
	}
	g_string_truncate(asr->text, 0);
}

static const char *
read_passage(struct asr *asr, const char *object, double unit)
{
	const char *values[FIELDS], *keys[FIELDS], *after;
	gint64 time[DURATION + 1] = { [START] = -1, [END] = -1,
				      [DURATION] = -1 };

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
			append_label(asr->label, values[i], "Speaker ");
		else if (field == CHANNEL && !asr->label->len)
			append_label(asr->label, values[i], "Channel ");
		else if (field >= START && time[field] < 0)
			time[field] = time_of(values[i], fields[i].unit ?
					      fields[i].unit : unit);
	}
	if (!asr->text->len)
		json_append(asr->text, json_get(json_first(
				json_get(object, "nBest")), "display"));
	if (time[END] < 0 && time[START] >= 0 && time[DURATION] >= 0)
		time[END] = time[START] + time[DURATION];
	say(asr, time[START], time[END], object);
	return after;
}

static void
read_passages(struct asr *asr, const char *array, double unit)
{
	for (const char *p = json_first(array); p;
	     p = json_next(read_passage(asr, p, unit)))
		;
}

static void
flush_words(struct asr *asr)
{
	if (asr->first)
		say(asr, time_of(asr->start, asr->unit),
		    time_of(asr->end, asr->unit), asr->first);
	asr->start = asr->end = asr->first = NULL;
}

static gboolean
ends_sentence(const GString *text)
{
	return text->len && strchr(".?!", text->str[text->len - 1]);
}

/*
 * One word.  A new speaker begins a passage; where nobody is named, so does a
 * new sentence, lest the whole session be one turn.
 */
static void
add_word(struct asr *asr, const char *word, const char *label,
	 const char *start, const char *end)
{
	g_autoptr(GString) name = g_string_new(NULL);

	append_label(name, label, "Speaker ");
	if (asr->text->len && (!g_string_equal(name, asr->label) ||
			       (!name->len && ends_sentence(asr->text))))
		flush_words(asr);
	if (!asr->text->len)
		g_string_assign(asr->label, name->str);
	else
		g_string_append_c(asr->text, ' ');
	json_append(asr->text, word);
	if (!asr->first)
		asr->first = word;
	if (!asr->start)
		asr->start = start;
	asr->end = end ? end : asr->end;
}

/* Deepgram: words of one channel. */
static void
read_deepgram_words(struct asr *asr, const char *words, const char *channel)
{
	static const char *const keys[] = { "punctuated_word", "word",
					    "speaker", "start", "end" };
	const char *v[G_N_ELEMENTS(keys)], *after;

	asr->unit = 1000;
	for (const char *p = json_first(words); p; p = json_next(after)) {
		after = json_pick(p, keys, v, G_N_ELEMENTS(keys));
		add_word(asr, v[0] ? v[0] : v[1], v[2] ? v[2] : channel, v[3],
			 v[4]);
	}
	flush_words(asr);
}

/* AssemblyAI without utterances: words with "text", in milliseconds. */
static void
read_assembly_words(struct asr *asr, const char *words)
{
	static const char *const keys[] = { "text", "speaker", "start", "end" };
	const char *v[G_N_ELEMENTS(keys)], *after;

	asr->unit = 1;
	for (const char *p = json_first(words); p; p = json_next(after)) {
		after = json_pick(p, keys, v, G_N_ELEMENTS(keys));
		add_word(asr, v[0], v[1], v[2], v[3]);
	}
	flush_words(asr);
}

static gboolean
read_deepgram(struct asr *asr, const char *results)
{
	const char *utterances = json_get(results, "utterances");
	const char *channels = json_get(results, "channels"), *p;
	guint n = 0;

	if (json_first(utterances)) {
		read_passages(asr, utterances, 1000);
		return TRUE;
	}
	for (p = json_first(channels); p; p = json_next(json_skip(p)))
		n++;
	p = json_first(channels);
	for (guint i = 0; p; i++, p = json_next(json_skip(p))) {
		g_autofree char *name = g_strdup_printf("\"Channel %u\"", i);
		const char *best = json_first(json_get(p, "alternatives"));

		read_deepgram_words(asr, json_get(best, "words"),
				    n > 1 ? name : NULL);
	}
	return channels != NULL;
}

/* AWS: who speaks when, in a list of its own in the order of the words. */
struct aws_labels {
	const char *segment;	/* the segment at hand */
	const char *item;	/* its next item */
	const char *label;	/* of the item last passed */
};

static const char *
aws_label_at(struct aws_labels *labels, gint64 ms)
{
	while (labels->segment) {
		if (!labels->item) {
			labels->segment = json_next(json_skip(labels->segment));
			labels->item = json_first(json_get(labels->segment,
							   "items"));
			continue;
		}
		if (time_of(json_get(labels->item, "start_time"), 1000) > ms)
			break;
		labels->label = json_get(labels->item, "speaker_label");
		if (!labels->label)
			labels->label = json_get(labels->segment,
						 "speaker_label");
		labels->item = json_next(json_skip(labels->item));
	}
	return labels->label;
}

static void
read_aws(struct asr *asr, const char *items, const char *segments)
{
	static const char *const keys[] = { "type", "alternatives",
					    "start_time", "end_time",
					    "speaker_label" };
	struct aws_labels labels = { .segment = json_first(segments) };
	const char *v[G_N_ELEMENTS(keys)], *after;

	asr->unit = 1000;
	labels.item = json_first(json_get(labels.segment, "items"));
	for (const char *p = json_first(items); p; p = json_next(after)) {
		const char *word, *label;

		after = json_pick(p, keys, v, G_N_ELEMENTS(keys));
		word = json_get(json_first(v[1]), "content");
		if (v[0] && g_str_has_prefix(v[0], "\"punctuation\"")) {
			json_append(asr->text, word);
			continue;
		}
		label = v[4] || !segments ? v[4] :
			aws_label_at(&labels, time_of(v[2], 1000));
		add_word(asr, word, label, v[2], v[3]);
	}
	flush_words(asr);
}

/* Google: words with speaker tags, if any, in the key order of its versions. */
static const char *const google_keys[] = {
	"word", "speakerTag", "speaker_tag", "speakerLabel", "startTime",
	"start_time", "startOffset", "endTime", "end_time", "endOffset",
};

static const char *
google_words(const char *result)
{
	return json_get(json_first(json_get(result, "alternatives")), "words");
}

static gboolean
google_tagged(const char *result)
{
	const char *v[G_N_ELEMENTS(google_keys)];

	json_pick(json_first(google_words(result)), google_keys, v,
		  G_N_ELEMENTS(google_keys));
	return v[1] || v[2] || v[3];
}

static void
read_google_words(struct asr *asr, const char *result)
{
	const char *v[G_N_ELEMENTS(google_keys)], *after;

	asr->unit = 1000;
	for (const char *p = json_first(google_words(result)); p;
	     p = json_next(after)) {
		after = json_pick(p, google_keys, v, G_N_ELEMENTS(google_keys));
		add_word(asr, v[0], v[1] ? v[1] : v[2] ? v[2] : v[3],
			 v[4] ? v[4] : v[5] ? v[5] : v[6],
			 v[7] ? v[7] : v[8] ? v[8] : v[9]);
	}
	flush_words(asr);
}

/*
 * Speaker tags stand only in the last result, which says every word again; a
 * result without words has at least its transcript.
 */
static void
read_google(struct asr *asr, const char *results)
{
	const char *first = json_first(results), *last = first;
	guint n = 0;

	for (const char *p = first; p; p = json_next(json_skip(p)), n++)
		last = p;
	if (n > 1 && google_tagged(last) && !google_tagged(first)) {
		read_google_words(asr, last);
		builder_warn(asr->builder, line_of(asr, last), "the last result "
			     "repeats all %u before it with the speakers; only "
			     "it is read", n - 1);
		return;
	}
	for (const char *p = first; p; p = json_next(json_skip(p))) {
		if (json_first(google_words(p)))
			read_google_words(asr, p);
		else
			read_passage(asr, json_first(json_get(p,
							"alternatives")), 1000);
	}
}

/* Rev: monologues of elements. */
static void
read_rev(struct asr *asr, const char *monologues)
{
	static const char *const keys[] = { "value", "ts", "end_ts" };
	const char *v[G_N_ELEMENTS(keys)], *after;

	asr->unit = 1000;
	for (const char *m = json_first(monologues); m;
	     m = json_next(json_skip(m))) {
		const char *e = json_first(json_get(m, "elements"));

		g_string_truncate(asr->label, 0);
		append_label(asr->label, json_get(m, "speaker"), "Speaker ");
		for (; e; e = json_next(after)) {
			after = json_pick(e, keys, v, G_N_ELEMENTS(keys));
			json_append(asr->text, v[0]);
			asr->first = asr->first ? asr->first : e;
			asr->start = asr->start ? asr->start : v[1];
			asr->end = v[2] ? v[2] : asr->end;
		}
		flush_words(asr);
	}
}

/* whisper.cpp: times in an object of their own. */
static void
read_whisper_cpp(struct asr *asr, const char *array)
{
	for (const char *p = json_first(array); p; p = json_next(json_skip(p))) {
		const char *times = json_get(p, "offsets");

		g_string_truncate(asr->label, 0);
		append_label(asr->label, json_get(p, "speaker"), "Speaker ");
		json_append(asr->text, json_get(p, "text"));
		say(asr, time_of(json_get(times, "from"), 1),
		    time_of(json_get(times, "to"), 1), p);
	}
}

static gboolean
read_results(struct asr *asr, const char *results)
{
	const char *items = json_get(results, "items");
	const char *labels = json_get(results, "speaker_labels");

	if (json_is_array(results))
		read_google(asr, results);
	else if (items)
		read_aws(asr, items, json_get(labels, "segments"));
	else
		return read_deepgram(asr, results);
	return TRUE;
}

static gboolean
read_array(struct asr *asr, const char *array)
{
	if (json_get(json_first(array), "alternatives"))
		read_aws(asr, array, NULL);
	else
		read_passages(asr, array, 1000);
	return TRUE;
}

enum shape { RESULTS, RESPONSE, UTTERANCES, SEGMENTS, TRANSCRIPTION, MONOLOGUES,
	     RECOGNIZED, PHRASES, ENTRIES, WORDS, SHAPES };

static gboolean
read_document(struct asr *asr, const char *document)
{
	static const char *const keys[SHAPES] = {
		"results",	 "response",   "utterances",
		"segments",	 "transcription", "monologues",
		"recognizedPhrases", "phrases", "entries", "words",
	};
	const char *v[SHAPES];

	if (json_is_array(document))
		return read_array(asr, document);
	json_pick(document, keys, v, SHAPES);
	if (v[RESPONSE] && !v[RESULTS])
		v[RESULTS] = json_get(v[RESPONSE], "results");
	if (json_is_array(v[UTTERANCES]))
		read_passages(asr, v[UTTERANCES], 1);
	else if (v[RESULTS])
		return read_results(asr, v[RESULTS]);
	else if (json_is_array(v[SEGMENTS]))
		read_passages(asr, v[SEGMENTS], 1000);
	else if (json_is_array(v[TRANSCRIPTION]))
		read_whisper_cpp(asr, v[TRANSCRIPTION]);
	else if (v[MONOLOGUES])
		read_rev(asr, v[MONOLOGUES]);
	else if (v[RECOGNIZED] || v[PHRASES])
		read_passages(asr, v[RECOGNIZED] ? v[RECOGNIZED] : v[PHRASES],
			      1);
	else if (v[ENTRIES])
		read_passages(asr, v[ENTRIES], 1000);
	else if (v[WORDS])
		read_assembly_words(asr, v[WORDS]);
	else
		return FALSE;
	return TRUE;
}

static int
json_sniff(const struct source *source)
{
	const char *p = source->text;
	char open;

	while (is_space(*p))
		p++;
	open = *p;
	if (open != '{' && open != '[')
		return 0;
	for (p++; is_space(*p); p++)
		;
	return *p == (open == '{' ? '"' : '{') ? 90 : 0;
}

static gboolean
json_parse(const struct source *source, struct builder *builder,
	   GError **error)
{
	const char *document = json_check(source, error);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) label = g_string_new(NULL);
	struct asr asr = { .builder = builder, .source = source, .text = text,
			   .label = label, .at = source->text, .line = 1 };

	if (!document)
		return FALSE;
	builder->timed = TRUE;
	if (read_document(&asr, document))
		return TRUE;
	return source_fault(source, 0, error, "JSON, but not of a recogniser "
			    "we know: no segments, utterances, results, "
			    "phrases or entries at its top");
}

const struct reader reader_json = {
	.name = "json",
	.description = "JSON of recognisers (Whisper, AWS, Google, Deepgram, "
		       "AssemblyAI, Azure, Teams)",
	.sniff = json_sniff,
	.parse = json_parse,
};
