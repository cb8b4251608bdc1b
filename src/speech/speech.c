/*
 * speech: the turns of a session as patterns see them.
 *
 * Plain characters first, then words; the steps left behind lead from a match
 * back to the words of the stored turn.  Sentences and quotations are found
 * when first asked for.
 */
#include "speech/steps.h"

void
speech_init(struct speech *speech)
{
	speech->text = g_string_new(NULL);
	speech->note_text = g_string_new(NULL);
	speech->scratch = g_string_new(NULL);
	speech->notes = g_array_new(FALSE, FALSE, sizeof(struct span));
	speech->steps = g_array_new(FALSE, FALSE, sizeof(struct text_step));
	speech->sentences = g_array_new(FALSE, FALSE, sizeof(struct sentence));
	speech->quotes = g_array_new(FALSE, FALSE, sizeof(struct span));
	speech->turns = g_array_new(FALSE, FALSE, sizeof(struct said));
}

void
speech_clear(struct speech *speech)
{
	g_string_free(speech->text, TRUE);
	g_string_free(speech->note_text, TRUE);
	g_string_free(speech->scratch, TRUE);
	g_array_unref(speech->notes);
	g_array_unref(speech->steps);
	g_array_unref(speech->sentences);
	g_array_unref(speech->quotes);
	g_array_unref(speech->turns);
}

static gboolean
is_acknowledgement(const struct said *said, const char *text)
{
	return said->role == TURN_PATIENT && said->spoken > 0 &&
	       said->words <= 2 && span_length(said->notes) == 0 &&
	       words_acknowledge(text, span_length(said->text));
}

void
speech_add(struct speech *speech, enum turn_role role, const char *text,
	   gsize len)
{
	struct said said = { .role = role };
	struct matchable m = { .in = text, .len = len, .steps = speech->steps };

	said.notes.start = speech->notes->len;
	said.plain_steps.start = speech->steps->len;
	if (plain_is_needed(text, len)) {
		g_string_truncate(speech->scratch, 0);
		plain_write(speech, text, len, speech->scratch);
		m.in = speech->scratch->str;
		m.len = speech->scratch->len;
	}
	said.notes.end = speech->notes->len;
	said.plain_steps.end = speech->steps->len;
	said.steps.start = speech->steps->len;
	said.text.start = speech->text->len;
	/* a broken word gains a blank */
	g_string_set_size(speech->text,
			  said.text.start + m.len + m.len / 512 + 2);
	m.out = speech->text->str + said.text.start;
	matchable_write(&m);
	g_string_truncate(speech->text, said.text.start + m.n);
	said.text.end = speech->text->len;
	said.steps.end = speech->steps->len;
	said.words = m.words;
	said.spoken = m.spoken;
	said.ascii = text_is_ascii(m.out, m.n);
	said.acknowledges = is_acknowledgement(&said, m.out);
	g_array_append_val(speech->turns, said);
}

void
speech_add_verbatim(struct speech *speech, enum turn_role role,
		    const char *text, gsize len)
{
	struct said said = { .role = role };

	said.notes.start = said.notes.end = speech->notes->len;
	said.plain_steps.start = said.plain_steps.end = speech->steps->len;
	said.steps = said.plain_steps;
	said.text.start = speech->text->len;
	g_string_append_len(speech->text, text, len);
	said.text.end = speech->text->len;
	said.ascii = text_is_ascii(text, len);
	g_array_append_val(speech->turns, said);
}

/* The last step at or before pos; NULL when the text was not changed. */
static const struct text_step *
step_at(const struct speech *speech, struct span range, guint32 pos)
{
	const struct text_step *steps = (gpointer)speech->steps->data;
	guint low = range.start, high = range.end;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (steps[middle].at <= pos)
			low = middle + 1;
		else
			high = middle;
	}
	return low == range.start ? NULL : &steps[low - 1];
}

static struct span
span_through(const struct speech *speech, struct span steps, struct span span)
{
	const struct text_step *step = step_at(speech, steps, span.start);
	struct span own = span;

	if (step)
		own.start =
			step->from + (step->width ? 0 : span.start - step->at);
	if (span.end == span.start) {
		own.end = own.start;
		return own;
	}
	step = step_at(speech, steps, span.end - 1);
	if (step)
		own.end = step->from +
			  (step->width ? step->width : span.end - step->at);
	return own;
}

struct span
speech_own_span(const struct speech *speech, const struct said *said,
		struct span span)
{
	return span_through(speech, said->plain_steps,
			    span_through(speech, said->steps, span));
}

const struct sentence *
speech_sentences(struct speech *speech, guint turn, guint *n)
{
	struct said *said = speech_turn(speech, turn);

	if (!said->divided) {
		said->divided = TRUE;
		said->sentences.start = speech->sentences->len;
		sentences_find(speech_text(speech, said),
			       span_length(said->text), speech->sentences);
		said->sentences.end = speech->sentences->len;
	}
	*n = span_length(said->sentences);
	if (*n == 0)
		return NULL;
	return &g_array_index(speech->sentences, struct sentence,
			      said->sentences.start);
}

gboolean
speech_is_quoted(struct speech *speech, guint turn, struct span span)
{
	struct said *said = speech_turn(speech, turn);
	const struct span *quotes;
	guint low, high;

	if (!said->unquoted) {
		said->unquoted = TRUE;
		said->quotes.start = speech->quotes->len;
		words_find_quotes(speech_text(speech, said),
				  span_length(said->text), speech->quotes);
		said->quotes.end = speech->quotes->len;
	}
	quotes = (gpointer)speech->quotes->data;
	low = said->quotes.start;
	high = said->quotes.end;
	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (quotes[middle].end < span.end)
			low = middle + 1;
		else
			high = middle;
	}
	return low < said->quotes.end && quotes[low].start <= span.start;
}

GArray *
speech_divide(const char *text, gsize len)
{
	GArray *sentences = g_array_new(FALSE, FALSE, sizeof(struct sentence));
	struct speech speech;
	const struct sentence *found;
	guint n;

	speech_init(&speech);
	speech_add(&speech, TURN_THERAPIST, text, len);
	found = speech_sentences(&speech, 0, &n);
	for (guint i = 0; i < n; i++) {
		struct sentence sentence = found[i];

		sentence.span = speech_own_span(
			&speech, speech_turn(&speech, 0), found[i].span);
		g_array_append_val(sentences, sentence);
	}
	speech_clear(&speech);
	return sentences;
}
