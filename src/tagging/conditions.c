/*
 * conditions: what is asked of one turn, and of its neighbours.
 */
#include "tagging/look.h"

#include <string.h>

enum answer
run_find_in_turn(struct tagging_run *run, guint pattern, guint turn, gsize from,
		 struct span *span)
{
	struct span all = { 0, span_length(
				       speech_turn(&run->speech, turn)->text) };

	return search_find(run->search, pattern, turn, all, from, span);
}

/* For observations a technique is a tag that stands. */
static gboolean
refers_to_tags(const struct tagging_run *run,
	       const struct references *references, guint turn)
{
	const guint row = BIT_WORDS(run->tagger->codebook->techniques->len);

	for (guint i = 0; i < row; i++) {
		if (run->tag_rows[(gsize)turn * row + i] &
		    references->techniques[i])
			return TRUE;
	}
	return FALSE;
}

gboolean
run_refers(const struct tagging_run *run, const struct references *references,
	   guint turn, gboolean inside)
{
	gboolean tags = run->tag_rows != NULL;
	const guint64 *rules = tags ? references->named : references->rules;
	gsize row = (gsize)turn * run->tagger->rule_row;

	if (references->n == 0)
		return FALSE;
	if (tags && refers_to_tags(run, references, turn))
		return TRUE;
	for (guint i = 0; i < run->tagger->rule_row; i++) {
		guint64 hits = run->hit_rules[row + i];

		if (inside || tags)
			hits |= run->inside_rules[row + i];
		if (hits & rules[i])
			return TRUE;
	}
	return FALSE;
}

/* -- all of it ----------------------------------------------------------- */

static enum answer
note_holds(struct tagging_run *run, const GArray *patterns, guint turn)
{
	const struct speech *speech = &run->speech;
	const struct said *said = speech_turn(speech, turn);

	for (guint n = said->notes.start; n < said->notes.end; n++) {
		struct span note = g_array_index(speech->notes, struct span, n);

		for (guint i = 0; i < patterns->len; i++) {
			enum answer answer = search_note(
				run->search, g_array_index(patterns, guint, i),
				note);

			if (answer != ANSWER_NO)
				return answer;
		}
	}
	return ANSWER_NO;
}

static gboolean
in_range(struct range range, gint64 n)
{
	return n >= range.min && n <= range.max;
}

enum answer
look_at(struct tagging_run *run, const struct ready_condition *condition,
	guint turn, struct condition_look *look)
{
	const struct condition *source = condition->source;
	const struct said *said = speech_turn(&run->speech, turn);

	if (source->speakers && !(source->speakers & 1u << said->role)) {
		look_set_fault(look, "speaker");
		return ANSWER_NO;
	}
	if (!in_range(source->words, said->words)) {
		look_set_fault(look, "words");
		return ANSWER_NO;
	}
	if (condition->hits.n &&
	    !run_refers(run, &condition->hits, turn, FALSE)) {
		look_set_fault(look, "hit");
		return ANSWER_NO;
	}
	if (condition->note->len) {
		enum answer answer = note_holds(run, condition->note, turn);

		if (answer != ANSWER_YES) {
			look_set_fault(look, "note");
			return answer;
		}
	}
	return source->by_sentence ?
		       look_at_sentences(run, condition, turn, look) :
		       look_at_turn(run, condition, turn, look);
}

enum answer
look_around(struct tagging_run *run, const struct ready_condition *condition,
	    guint turn, int *context)
{
	const struct condition *source = condition->source;
	gint64 most = run->turns;
	gint64 far = MAX(ABS((gint64)source->turns.min),
			 ABS((gint64)source->turns.max));
	gint64 count = 0;
	gboolean holds;

	*context = -1;
	far = MIN(far, most);
	for (gint64 step = 0; step <= 2 * far; step++) {
		gint64 offset = step % 2 ? -(step + 1) / 2 : step / 2;
		struct condition_look look = { 0 };
		enum answer answer;
		int at;

		if (!in_range(source->turns, offset))
			continue;
		at = run_place(run, turn, offset, source->strictly);
		if (at < 0)
			continue;
		answer = look_at(run, condition, at, &look);
		if (answer == ANSWER_LIMIT)
			return answer;
		if (answer == ANSWER_NO)
			continue;
		if (count++ == 0)
			*context = at;
		if (count >= source->count.min && source->count.max == G_MAXINT)
			break;
	}
	holds = in_range(source->count, count);
	if (source->negate || !holds)
		*context = -1;
	return holds != !!source->negate ? ANSWER_YES : ANSWER_NO;
}
