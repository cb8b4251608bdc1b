/*
 * asr_item.c: one passage or word of a recogniser, whatever its keys.
 *
 * Recognisers differ in the names and units of their fields more than in
 * anything else, so all names stand in one table.
 */
#include "transcript/asr.h"
#include "transcript/builder.h"
#include "transcript/heading.h"
#include "transcript/pace.h"

/* Of one field the name that stands first counts.  unit: milliseconds. */
static const struct {
	const char *key;
	enum asr_field field;
	double unit;
} fields[] = {
	{ "text", ASR_TEXT, 0 },
	{ "transcript", ASR_TEXT, 0 },
	{ "spokenText", ASR_TEXT, 0 },
	{ "content", ASR_TEXT, 0 },
	{ "utterance", ASR_TEXT, 0 },
	{ "punctuated_word", ASR_TEXT, 0 },
	{ "punct", ASR_TEXT, 0 },
	{ "word", ASR_TEXT, 0 },
	{ "sentence", ASR_TEXT, 0 },
	{ "raw_text", ASR_TEXT, 0 },
	{ "value", ASR_TEXT, 0 },
	{ "message", ASR_TEXT, 0 },
	{ "words", ASR_WORDS, 0 },
	{ "tokens", ASR_WORDS, 0 },
	{ "speakerDisplayName", ASR_LABEL, 0 },
	{ "speakerName", ASR_LABEL, 0 },
	{ "speaker_name", ASR_LABEL, 0 },
	{ "speaker", ASR_LABEL, 0 },
	{ "speaker_label", ASR_LABEL, 0 },
	{ "speakerLabel", ASR_LABEL, 0 },
	{ "participant", ASR_LABEL, 0 },
	{ "speaker_id", ASR_LABEL, 0 },
	{ "speakerId", ASR_LABEL, 0 },
	{ "speakerTag", ASR_LABEL, 0 },
	{ "speaker_tag", ASR_LABEL, 0 },
	{ "who", ASR_LABEL, 0 },
	{ "role", ASR_LABEL, 0 },
	{ "name", ASR_NAME, 0 },
	{ "channel", ASR_CHANNEL, 0 },
	{ "start", ASR_START, 0 },
	{ "start_time", ASR_START, 0 },
	{ "startTime", ASR_START, 0 },
	{ "startOffset", ASR_START, 0 },
	{ "start_ms", ASR_START, 1 },
	{ "startMs", ASR_START, 1 },
	{ "offsets", ASR_START, 1 },
	{ "offsetMilliseconds", ASR_START, 1 },
	{ "offsetInTicks", ASR_START, 1e-4 },
	{ "timestamp", ASR_START, 0 },
	{ "time", ASR_START, 0 },
	{ "ts", ASR_START, 0 },
	{ "from", ASR_START, 0 },
	{ "data_start", ASR_START, 0 },
	{ "start_timestamp", ASR_START, 0 },
	{ "offset", ASR_START, 0 },
	{ "end", ASR_END, 0 },
	{ "end_time", ASR_END, 0 },
	{ "endTime", ASR_END, 0 },
	{ "endOffset", ASR_END, 0 },
	{ "end_ms", ASR_END, 1 },
	{ "endMs", ASR_END, 1 },
	{ "end_ts", ASR_END, 0 },
	{ "to", ASR_END, 0 },
	{ "data_end", ASR_END, 0 },
	{ "end_timestamp", ASR_END, 0 },
	{ "durationMilliseconds", ASR_DURATION, 1 },
	{ "durationInTicks", ASR_DURATION, 1e-4 },
	{ "duration_ms", ASR_DURATION, 1 },
	{ "duration", ASR_DURATION, 0 },
	{ "dur", ASR_DURATION, 0 },
	{ "type", ASR_TYPE, 0 },
	{ "attaches_to", ASR_ATTACHES, 0 },
	{ "strikethrough", ASR_STRUCK, 0 },
	{ "alternatives", ASR_ALTERNATIVES, 0 },
};

#define KEYS G_N_ELEMENTS(fields)

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

static gboolean
is_null(const char *value)
{
	return g_str_has_prefix(value, "null") ||
	       g_str_has_prefix(value, "\"\"");
}

const char *
asr_pick(const char *object, struct asr_item *item)
{
	static const char *keys[KEYS];
	const char *values[KEYS], *after;

	*item = (struct asr_item){ 0 };
	if (!keys[KEYS - 1])
		for (gsize i = 0; i < KEYS; i++)
			keys[i] = fields[i].key;
	after = json_pick(object, keys, values, KEYS);
	for (gsize i = 0; i < KEYS; i++) {
		enum asr_field field = fields[i].field;

		if (!values[i] || item->value[field] || is_null(values[i]))
			continue;
		item->value[field] = values[i];
		item->unit[field] = fields[i].unit;
	}
	return after;
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

/* {"seconds": 1, "nanos": 2e8}, {"relative": 1.2}. */
static gint64
object_time(const char *value)
{
	double seconds, nanos;

	if (json_number(json_get(value, "relative"), &seconds))
		nanos = 0;
	else if (!json_number(json_get(value, "seconds"), &seconds))
		seconds = 0;
	if (!json_number(json_get(value, "nanos"), &nanos))
		nanos = 0;
	return seconds >= 0 && seconds < 1e12 ?
		       (gint64)(seconds * 1000 + nanos / 1e6 + 0.5) :
		       -1;
}

/* Number, "1.2", "1.2s", "00:00:03.2", an object; -1 if none. */
gint64
asr_time(const char *value, double unit)
{
	double number;
	gint64 ms;

	if (json_is_object(value))
		return object_time(value);
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

/* "timestamp": [0.0, 2.5], "offsets": {"from": 0, "to": 20}. */
static gboolean
read_time_pair(const char *value, const char **start, const char **end)
{
	if (json_is_array(value)) {
		*start = json_first(value);
		*end = *start ? json_next(json_skip(*start)) : NULL;
		return TRUE;
	}
	if (!json_is_object(value) || !json_get(value, "from"))
		return FALSE;
	*start = json_get(value, "from");
	*end = json_get(value, "to");
	return TRUE;
}

static double
unit_of(const struct asr *asr, const struct asr_item *item,
	enum asr_field field)
{
	return item->unit[field] > 0 ? item->unit[field] : asr->unit;
}

void
asr_times(const struct asr *asr, const struct asr_item *item, gint64 *start_ms,
	  gint64 *end_ms)
{
	const char *start = item->value[ASR_START];
	const char *end = item->value[ASR_END];
	double unit = unit_of(asr, item, ASR_START);
	gint64 duration;

	if (read_time_pair(start, &start, &end)) {
		*start_ms = asr_time(start, unit);
		*end_ms = asr_time(end, unit);
		return;
	}
	*start_ms = asr_time(start, unit);
	*end_ms = asr_time(end, unit_of(asr, item, ASR_END));
	duration = asr_time(item->value[ASR_DURATION],
			    unit_of(asr, item, ASR_DURATION));
	if (*end_ms < 0 && *start_ms >= 0 && duration >= 0)
		*end_ms = *start_ms + duration;
}

static void
note_pace(struct pace *pace, const struct asr_item *item, GString *text)
{
	const char *start = item->value[ASR_START];
	const char *end = item->value[ASR_END];
	double from, to, duration;

	if (item->unit[ASR_START] > 0)
		return;
	read_time_pair(start, &start, &end);
	if (!json_number(start, &from))
		return;
	if (!json_number(end, &to))
		to = json_number(item->value[ASR_DURATION], &duration) ?
			     from + duration :
			     -1;
	g_string_truncate(text, 0);
	json_append(text, item->value[ASR_TEXT] ? item->value[ASR_TEXT] :
						  item->value[ASR_NAME]);
	if (text->len)
		pace_note(pace, from, to, text->str, text->len);
}

void
asr_find_unit(struct asr *asr, const char *array, double usual)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct pace pace = { 0 };
	struct asr_item item;
	const char *after;
	gboolean doubtful;

	for (const char *p = json_first(array); p; p = json_next(after)) {
		after = asr_pick(p, &item);
		note_pace(&pace, &item, text);
		if (item.value[ASR_TEXT] || !item.value[ASR_WORDS])
			continue;
		for (const char *w = json_first(item.value[ASR_WORDS]); w;) {
			struct asr_item word;

			w = json_next(asr_pick(w, &word));
			note_pace(&pace, &word, text);
		}
	}
	asr->unit = pace_unit(&pace, usual, &doubtful);
	if (doubtful)
		builder_warn(asr->builder, asr_line(asr, array),
			     "the file does not say whether its times are "
			     "seconds or milliseconds, and the pace of speech "
			     "fits neither: read as %s",
			     pace_unit_print(asr->unit));
}
