/*
 * asr_words.c: recognisers that give words, not passages.
 *
 * Words gather until the speaker changes; then they are one passage.
 */
#include "transcript/asr.h"

static void
flush_words(struct asr *asr)
{
	if (asr->first)
		asr_say(asr, asr_time(asr->start, asr->unit),
			asr_time(asr->end, asr->unit), asr->first);
	g_string_truncate(asr->text, 0);
	asr->start = asr->end = asr->first = asr->who = NULL;
}

/* The same string or number, as written. */
static gboolean
same_scalar(const char *a, const char *b)
{
	gsize len;

	if (!a || !b || a == b)
		return a == b;
	len = json_skip(a) - a;
	return len == (gsize)(json_skip(b) - b) && !memcmp(a, b, len);
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
	gboolean nobody = asr->label->len == 0;

	if (asr->text->len && (!same_scalar(label, asr->who) ||
			       (nobody && ends_sentence(asr->text))))
		flush_words(asr);
	if (!asr->text->len) {
		asr->who = label;
		g_string_truncate(asr->label, 0);
		asr_append_label(asr->label, label, "Speaker ");
	} else {
		g_string_append_c(asr->text, ' ');
	}
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
void
asr_read_assembly(struct asr *asr, const char *words)
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

gboolean
asr_read_deepgram(struct asr *asr, const char *results)
{
	const char *utterances = json_get(results, "utterances");
	const char *channels = json_get(results, "channels"), *p;
	guint n = 0;

	if (json_first(utterances)) {
		asr_read_passages(asr, utterances, 1000);
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
	const char *segment; /* the segment at hand */
	const char *item;    /* its next item */
	const char *label;   /* of the item last passed */
};

static const char *
aws_label_at(struct aws_labels *labels, gint64 ms)
{
	while (labels->segment) {
		if (!labels->item) {
			labels->segment = json_next(json_skip(labels->segment));
			labels->item =
				json_first(json_get(labels->segment, "items"));
			continue;
		}
		if (asr_time(json_get(labels->item, "start_time"), 1000) > ms)
			break;
		labels->label = json_get(labels->item, "speaker_label");
		if (!labels->label)
			labels->label =
				json_get(labels->segment, "speaker_label");
		labels->item = json_next(json_skip(labels->item));
	}
	return labels->label;
}

void
asr_read_aws(struct asr *asr, const char *items, const char *segments)
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
		label = v[4] || !segments ?
				v[4] :
				aws_label_at(&labels, asr_time(v[2], 1000));
		add_word(asr, word, label, v[2], v[3]);
	}
	flush_words(asr);
}

/* Google: words with speaker tags, if any, in the key order of its versions. */
static const char *const google_keys[] = {
	"word",	      "speakerTag",  "speaker_tag", "speakerLabel", "startTime",
	"start_time", "startOffset", "endTime",	    "end_time",	    "endOffset",
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
		add_word(asr, v[0],
			 v[1] ? v[1] :
			 v[2] ? v[2] :
				v[3],
			 v[4] ? v[4] :
			 v[5] ? v[5] :
				v[6],
			 v[7] ? v[7] :
			 v[8] ? v[8] :
				v[9]);
	}
	flush_words(asr);
}

/*
 * Speaker tags stand only in the last result, which says every word again; a
 * result without words has at least its transcript.
 */
void
asr_read_google(struct asr *asr, const char *results)
{
	const char *first = json_first(results), *last = first;
	guint n = 0;

	for (const char *p = first; p; p = json_next(json_skip(p)), n++)
		last = p;
	if (n > 1 && google_tagged(last) && !google_tagged(first)) {
		read_google_words(asr, last);
		builder_warn(asr->builder, asr_line(asr, last),
			     "the last result "
			     "repeats all %u before it with the speakers; only "
			     "it is read",
			     n - 1);
		return;
	}
	for (const char *p = first; p; p = json_next(json_skip(p))) {
		if (json_first(google_words(p)))
			read_google_words(asr, p);
		else
			asr_read_passage(
				asr, json_first(json_get(p, "alternatives")),
				1000);
	}
}

/* Rev: monologues of elements. */
void
asr_read_rev(struct asr *asr, const char *monologues)
{
	static const char *const keys[] = { "value", "ts", "end_ts" };
	const char *v[G_N_ELEMENTS(keys)], *after;

	asr->unit = 1000;
	for (const char *m = json_first(monologues); m;
	     m = json_next(json_skip(m))) {
		const char *e = json_first(json_get(m, "elements"));

		g_string_truncate(asr->label, 0);
		asr_append_label(asr->label, json_get(m, "speaker"),
				 "Speaker ");
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
