/*
 * conditions: what is asked of one turn, and of its neighbours.
 */
#include "tagging/private.h"

#include <string.h>

static gboolean
may_match(struct session *session, guint matcher, guint turn)
{
	return session->plainly || bit_get(session_may(session, turn), matcher);
}

/* Within a part of a turn; from and span count from the turn's start. */
enum answer
session_find_in(struct session *session, guint matcher, guint turn,
		struct span part, gsize from, struct span *span)
{
	struct hay hay;
	enum answer answer;

	if (!may_match(session, matcher, turn))
		return ANSWER_NO;
	hay = session_hay(session, matcher, turn, part);
	answer = matcher_find(tagger_matcher(session->tagger, matcher),
			      &session->room, &hay, from - part.start, span);
	if (answer == ANSWER_YES) {
		span->start += part.start;
		span->end += part.start;
	}
	return answer;
}

enum answer
session_find_in_turn(struct session *session, guint matcher, guint turn,
		     gsize from, struct span *span)
{
	struct span all = {
		0, span_length(speech_turn(&session->speech, turn)->text)
	};

	return session_find_in(session, matcher, turn, all, from, span);
}

enum answer
session_holds(struct session *session, guint matcher, guint turn)
{
	guint shift = matcher % 4 * 2;
	const struct window *window;
	struct span span;
	enum answer answer;
	guint8 *cell;

	if (!may_match(session, matcher, turn))
		return ANSWER_NO;
	if (session->plainly)
		return session_find_in_turn(session, matcher, turn, 0, &span);
	window = session_window(session, turn);
	cell = window->known + (turn - window->first) * session->known_row +
	       matcher / 4;
	if (*cell >> shift & 3)
		return (*cell >> shift & 3) - 1;
	answer = session_find_in_turn(session, matcher, turn, 0, &span);
	*cell |= (answer + 1) << shift;
	return answer;
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
note_holds(struct session *session, const GArray *matchers, guint turn)
{
	const struct speech *speech = &session->speech;
	const struct said *said = speech_turn(speech, turn);

	for (guint n = said->notes.start; n < said->notes.end; n++) {
		struct span note = g_array_index(speech->notes, struct span, n);

		for (guint i = 0; i < matchers->len; i++) {
			struct matcher *matcher = tagger_matcher(
				session->tagger,
				g_array_index(matchers, guint, i));
			struct hay hay = {
				.text = speech->note_text->str + note.start,
				.len = span_length(note),
				.plainly = session->plainly,
			};
			struct span span;
			enum answer answer = matcher_find(
				matcher, &session->room, &hay, 0, &span);

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
	guint turn, struct look *look)
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
		struct look look = { 0 };
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
