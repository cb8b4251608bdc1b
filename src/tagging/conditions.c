/*
 * conditions: what is asked of one turn, and of its neighbours.
 */
#include "tagging/look.h"

#include <string.h>

enum answer
session_find_in_turn(struct session *session, guint pattern, guint turn,
		     gsize from, struct span *span)
{
	struct span all = {
		0, span_length(speech_turn(&session->speech, turn)->text)
	};

	return search_find(session->search, pattern, turn, all, from, span);
}

/* For observations a technique is a tag that stands. */
static gboolean
refers_to_tags(const struct session *session,
	       const struct references *references, guint turn)
{
	const guint row = BIT_WORDS(session->tagger->codebook->techniques->len);

	for (guint i = 0; i < row; i++) {
		if (session->tag_rows[(gsize)turn * row + i] &
		    references->techniques[i])
			return TRUE;
	}
	return FALSE;
}

gboolean
session_refers(const struct session *session,
	       const struct references *references, guint turn, gboolean inside)
{
	gboolean tags = session->tag_rows != NULL;
	const guint64 *rules = tags ? references->named : references->rules;
	gsize row = (gsize)turn * session->tagger->rule_row;

	if (references->n == 0)
		return FALSE;
	if (tags && refers_to_tags(session, references, turn))
		return TRUE;
	for (guint i = 0; i < session->tagger->rule_row; i++) {
		guint64 hits = session->hit_rules[row + i];

		if (inside || tags)
			hits |= session->inside_rules[row + i];
		if (hits & rules[i])
			return TRUE;
	}
	return FALSE;
}

/* -- all of it ----------------------------------------------------------- */

static enum answer
note_holds(struct session *session, const GArray *patterns, guint turn)
{
	const struct speech *speech = &session->speech;
	const struct said *said = speech_turn(speech, turn);

	for (guint n = said->notes.start; n < said->notes.end; n++) {
		struct span note = g_array_index(speech->notes, struct span, n);

		for (guint i = 0; i < patterns->len; i++) {
			enum answer answer = search_note(
				session->search,
				g_array_index(patterns, guint, i), note);

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
look_at(struct session *session, const struct ready_condition *condition,
	guint turn, struct condition_look *look)
{
	const struct condition *source = condition->source;
	const struct said *said = speech_turn(&session->speech, turn);

	if (source->speakers && !(source->speakers & 1u << said->role)) {
		look_set_fault(look, "speaker");
		return ANSWER_NO;
	}
	if (!in_range(source->words, said->words)) {
		look_set_fault(look, "words");
		return ANSWER_NO;
	}
	if (condition->hits.n &&
	    !session_refers(session, &condition->hits, turn, FALSE)) {
		look_set_fault(look, "hit");
		return ANSWER_NO;
	}
	if (condition->note->len) {
		enum answer answer = note_holds(session, condition->note, turn);

		if (answer != ANSWER_YES) {
			look_set_fault(look, "note");
			return answer;
		}
	}
	return source->by_sentence ?
		       look_at_sentences(session, condition, turn, look) :
		       look_at_turn(session, condition, turn, look);
}

enum answer
look_around(struct session *session, const struct ready_condition *condition,
	    guint turn, int *context)
{
	const struct condition *source = condition->source;
	gint64 most = session->turns;
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
		at = session_place(session, turn, offset, source->strictly);
		if (at < 0)
			continue;
		answer = look_at(session, condition, at, &look);
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
