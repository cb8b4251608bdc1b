/*
 * asr_maker.c: recognisers whose words lie where no general rule finds them.
 */
#include "transcript/asr.h"
#include "transcript/builder.h"

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
	asr->unit = 1000;
	p = json_first(channels);
	for (guint i = 0; p; i++, p = json_next(json_skip(p))) {
		g_autofree char *name = g_strdup_printf("\"Channel %u\"", i);
		const char *best = json_first(json_get(p, "alternatives"));

		asr_read_words(asr, json_get(best, "words"),
			       n > 1 ? name : NULL, NULL);
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

static gboolean
string_begins(const char *string, const char *word)
{
	return json_is_string(string) && g_str_has_prefix(string + 1, word);
}

/* AWS and Speechmatics: the word is the first of its alternatives. */
void
asr_read_items(struct asr *asr, const char *items, const char *segments)
{
	static const char *const keys[] = { "content", "speaker" };
	struct aws_labels labels = { .segment = json_first(segments) };
	struct asr_item item;
	const char *v[G_N_ELEMENTS(keys)], *after;
	gboolean glue = FALSE;

	asr->unit = 1000;
	asr_flush(asr);
	labels.item = json_first(json_get(labels.segment, "items"));
	for (const char *p = json_first(items); p; p = json_next(after)) {
		const char *label, *attaches;
		gint64 start_ms, end_ms;

		after = asr_pick(p, &item);
		attaches = item.value[ASR_ATTACHES];
		json_pick(json_first(item.value[ASR_ALTERNATIVES]), keys, v,
			  G_N_ELEMENTS(keys));
		if (!v[0])
			continue;
		asr_times(asr, &item, &start_ms, &end_ms);
		label = v[1] ? v[1] : item.value[ASR_LABEL];
		if (!label && segments)
			label = aws_label_at(&labels, start_ms);
		if (!label)
			label = item.value[ASR_CHANNEL];
		if (glue || string_begins(attaches, "previous") ||
		    string_begins(attaches, "both") ||
		    (!attaches &&
		     string_begins(item.value[ASR_TYPE], "punctuation")))
			asr_add_mark(asr, v[0]);
		else
			asr_add_word(asr, v[0], label, start_ms, end_ms);
		glue = string_begins(attaches, "next") ||
		       string_begins(attaches, "both");
	}
	asr_flush(asr);
}

static const char *
best_of(const char *result)
{
	return json_first(json_get(result, "alternatives"));
}

static gboolean
is_tagged(const char *result)
{
	struct asr_item item;

	asr_pick(json_first(json_get(best_of(result), "words")), &item);
	return item.value[ASR_LABEL] != NULL;
}

/*
 * Google: speaker tags stand only in the last result, which says every word
 * again; a result without words has at least its transcript.
 */
void
asr_read_google(struct asr *asr, const char *results)
{
	const char *first = json_first(results), *last = first;
	guint n = 0;

	asr->unit = 1000;
	for (const char *p = first; p; p = json_next(json_skip(p)), n++)
		last = p;
	if (n > 1 && is_tagged(last) && !is_tagged(first)) {
		asr_read_words(asr, json_get(best_of(last), "words"), NULL,
			       NULL);
		builder_warn(asr->builder, asr_line(asr, last),
			     "the last result "
			     "repeats all %u before it with the speakers; only "
			     "it is read",
			     n - 1);
		return;
	}
	for (const char *p = first; p; p = json_next(json_skip(p))) {
		const char *words = json_get(best_of(p), "words");

		if (json_first(words))
			asr_read_words(asr, words, NULL, NULL);
		else
			asr_read_passage(asr, best_of(p));
	}
}

/* IBM Watson: ["word", 0.5, 0.7], and who speaks from when to when. */
static void
read_watson_words(struct asr *asr, const char *words, const GArray *turns)
{
	for (const char *p = json_first(words); p;
	     p = json_next(json_skip(p))) {
		const char *word = json_first(p);
		const char *start = word ? json_next(json_skip(word)) : NULL;
		const char *end = start ? json_next(json_skip(start)) : NULL;
		const char *label = NULL;
		double time;

		if (json_number(start, &time))
			label = asr_turn_at(turns, time);
		if (word)
			asr_add_word(asr, word, label, asr_time(start, 1000),
				     asr_time(end, 1000));
	}
}

static gboolean
is_final(const char *result)
{
	const char *final = json_get(result, "final");

	return !final || *final == 't';
}

void
asr_read_watson(struct asr *asr, const char *results, const char *labels)
{
	GArray *turns = asr_read_turns(labels);

	asr->unit = 1000;
	asr_flush(asr);
	for (const char *p = json_first(results); p;
	     p = json_next(json_skip(p))) {
		const char *words = json_get(best_of(p), "timestamps");

		if (!is_final(p))
			continue;
		if (json_first(words)) {
			read_watson_words(asr, words, turns);
		} else {
			asr_flush(asr);
			asr_read_passage(asr, best_of(p));
		}
		if (!turns->len)
			asr_flush(asr);
	}
	asr_flush(asr);
	g_array_unref(turns);
}

/* Rev: monologues of elements, blanks and stops among them. */
void
asr_read_rev(struct asr *asr, const char *monologues)
{
	struct asr_item item;

	asr->unit = 1000;
	for (const char *m = json_first(monologues); m;
	     m = json_next(json_skip(m))) {
		const char *speaker = json_get(m, "speaker");
		const char *e = json_first(json_get(m, "elements"));

		while (e) {
			gint64 start_ms, end_ms;
			const char *element = e;

			e = json_next(asr_pick(e, &item));
			asr_times(asr, &item, &start_ms, &end_ms);
			asr->first = asr->first ? asr->first : element;
			if (asr->start_ms < 0)
				asr->start_ms = start_ms;
			asr->end_ms = MAX(asr->end_ms, end_ms);
			json_append(asr->text, item.value[ASR_TEXT]);
		}
		asr_set_label(asr, speaker, "Speaker ");
		asr_flush(asr);
	}
}
