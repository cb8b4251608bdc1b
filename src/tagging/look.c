/*
 * look: patterns and kinds on one turn, as a whole or sentence by sentence.
 *
 * A pattern may be found many times in a turn; a condition is met when some
 * match suits in kind, quotation and negation.
 */
#include "tagging/look.h"

#include <string.h>

/* -- sentences ----------------------------------------------------------- */

/* The sentence of a turn that holds a place in its text. */
static const struct sentence *
sentence_at(struct tagging_run *run, guint turn, guint32 at)
{
	guint n, low = 0;
	const struct sentence *sentences =
		speech_sentences(&run->speech, turn, &n);

	for (guint high = n; low < high;) {
		guint middle = low + (high - low) / 2;

		if (sentences[middle].span.start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (n == 0)
		return NULL;
	return &sentences[low ? low - 1 : 0];
}

static gsize
after(struct span span)
{
	return MAX(span.end, span.start + 1);
}

static gsize
next_character(const char *text, gsize len, gsize at)
{
	while (at < len && (text[at] & 0xc0) == 0x80)
		at++;
	return at;
}

/* Does some match of the pattern, within the part, share a byte with the
 * span? */
static gboolean
overlaps(struct tagging_run *run, guint matcher, guint turn, struct span part,
	 struct span span)
{
	const char *text =
		speech_text(&run->speech, speech_turn(&run->speech, turn));
	struct span found;
	gsize from = part.start;

	while (from < span.end && search_find(run->search, matcher, turn, part,
					      from, &found) == ANSWER_YES) {
		if (found.start < span.end && found.end > span.start)
			return TRUE;
		from = next_character(text, part.end, after(found));
	}
	return FALSE;
}

static gboolean
is_excepted(struct tagging_run *run, const struct ready_condition *condition,
	    guint turn, struct span part, struct span span)
{
	for (guint i = 0; i < condition->except->len; i++) {
		if (overlaps(run, g_array_index(condition->except, guint, i),
			     turn, part, span))
			return TRUE;
	}
	return FALSE;
}

/* Is the match, by its place in the part of the turn that is looked at, one
 * that the condition takes?  Otherwise why not. */
static const char *
match_fault(struct tagging_run *run, const struct ready_condition *condition,
	    const struct condition_look *look, guint turn, struct span part,
	    struct span span)
{
	const struct sentence *sentence;
	guint kinds = condition->source->kinds;

	if (look->quoted != TRI_ANY &&
	    speech_is_quoted(&run->speech, turn, span) !=
		    (look->quoted == TRI_YES))
		return "quoted";
	if (is_excepted(run, condition, turn, part, span))
		return "except";
	if (!kinds && !look->not_negated && !condition->source->own)
		return NULL;
	sentence = sentence_at(run, turn, span.start);
	if (!sentence)
		return kinds ? "kind" : NULL;
	if (kinds && !(sentence->kind & kinds))
		return "kind";
	if (look->not_negated &&
	    words_negate(
		    speech_text(&run->speech, speech_turn(&run->speech, turn)),
		    sentence->span, span.start))
		return "negated";
	if (condition->source->own) {
		const struct said *said = speech_turn(&run->speech, turn);

		if (!words_are_own(speech_text(&run->speech, said),
				   span_length(said->text), sentence->span,
				   span))
			return "own";
	}
	return NULL;
}

/* -- the whole turn ------------------------------------------------------ */

void
look_set_fault(struct condition_look *look, const char *fault)
{
	if (!look->fault)
		look->fault = fault;
}

/* Does some match of the pattern suit? */
static enum answer
match_in_turn(struct tagging_run *run, const struct ready_condition *condition,
	      guint pattern, guint turn, struct condition_look *look)
{
	const struct said *said = speech_turn(&run->speech, turn);
	gsize from = 0, len = span_length(said->text);
	struct span all = { 0, len };

	while (from <= len) {
		struct span span;
		enum answer answer =
			run_find_in_turn(run, pattern, turn, from, &span);
		const char *fault;

		if (answer != ANSWER_YES)
			return answer;
		look->found = TRUE;
		fault = match_fault(run, condition, look, turn, all, span);
		if (!fault) {
			look->span = span;
			return ANSWER_YES;
		}
		look_set_fault(look, fault);
		from = next_character(speech_text(&run->speech, said), len,
				      after(span));
	}
	return ANSWER_NO;
}

static enum answer
any_in_turn(struct tagging_run *run, const struct ready_condition *condition,
	    guint turn, struct condition_look *look)
{
	for (guint i = 0; i < condition->match->len; i++) {
		guint pattern = g_array_index(condition->match, guint, i);
		enum answer answer =
			match_in_turn(run, condition, pattern, turn, look);

		if (answer != ANSWER_NO)
			return answer;
	}
	look_set_fault(look, "match");
	return ANSWER_NO;
}

static enum answer
last_kind(struct tagging_run *run, const struct ready_condition *condition,
	  guint turn, struct condition_look *look)
{
	guint n;
	const struct sentence *sentences;

	if (!condition->source->kinds)
		return ANSWER_YES;
	sentences = speech_sentences(&run->speech, turn, &n);
	if (n > 0 && sentences[n - 1].kind & condition->source->kinds)
		return ANSWER_YES;
	look_set_fault(look, "kind");
	return ANSWER_NO;
}

static enum answer
all_hold(struct tagging_run *run, const GArray *patterns, guint turn)
{
	for (guint i = 0; i < patterns->len; i++) {
		enum answer answer = search_holds(
			run->search, g_array_index(patterns, guint, i), turn);

		if (answer != ANSWER_YES)
			return answer;
	}
	return ANSWER_YES;
}

static enum answer
any_holds(struct tagging_run *run, const GArray *patterns, guint turn)
{
	for (guint i = 0; i < patterns->len; i++) {
		enum answer answer = search_holds(
			run->search, g_array_index(patterns, guint, i), turn);

		if (answer != ANSWER_NO)
			return answer;
	}
	return ANSWER_NO;
}

enum answer
look_at_turn(struct tagging_run *run, const struct ready_condition *condition,
	     guint turn, struct condition_look *look)
{
	enum answer answer = condition->match->len ?
				     any_in_turn(run, condition, turn, look) :
				     last_kind(run, condition, turn, look);

	if (answer != ANSWER_YES)
		return answer;
	answer = all_hold(run, condition->and, turn);
	if (answer != ANSWER_YES) {
		look_set_fault(look, "and");
		return answer;
	}
	answer = any_holds(run, condition->unless, turn);
	if (answer == ANSWER_NO)
		return ANSWER_YES;
	look_set_fault(look, "unless");
	return answer == ANSWER_YES ? ANSWER_NO : answer;
}

/* -- sentence by sentence ------------------------------------------------ */

static enum answer
match_in_sentence(struct tagging_run *run,
		  const struct ready_condition *condition, guint turn,
		  struct span sentence, struct condition_look *look)
{
	const GArray *match = condition->match;
	const char *text =
		speech_text(&run->speech, speech_turn(&run->speech, turn));

	for (guint i = 0; i < match->len; i++) {
		guint pattern = g_array_index(match, guint, i);
		gsize from = sentence.start;

		while (from < sentence.end) {
			struct span span;
			enum answer answer =
				search_find(run->search, pattern, turn,
					    sentence, from, &span);
			const char *fault;

			if (answer == ANSWER_LIMIT)
				return answer;
			if (answer == ANSWER_NO)
				break;
			look->found = TRUE;
			fault = match_fault(run, condition, look, turn,
					    sentence, span);
			if (!fault) {
				look->span = span;
				return ANSWER_YES;
			}
			look_set_fault(look, fault);
			from = next_character(text, sentence.end, after(span));
		}
	}
	return ANSWER_NO;
}

static enum answer
count_in_sentence(struct tagging_run *run, const GArray *patterns, guint turn,
		  struct span sentence, guint *n)
{
	*n = 0;
	for (guint i = 0; i < patterns->len; i++) {
		struct span span;
		enum answer answer = search_find(
			run->search, g_array_index(patterns, guint, i), turn,
			sentence, sentence.start, &span);

		if (answer == ANSWER_LIMIT)
			return answer;
		*n += answer == ANSWER_YES;
	}
	return ANSWER_YES;
}

static enum answer
look_at_sentence(struct tagging_run *run,
		 const struct ready_condition *condition, guint turn,
		 const struct sentence *sentence, struct condition_look *look)
{
	guint kinds = condition->source->kinds, n;
	struct span span = sentence->span;
	enum answer answer;

	if (condition->match->len) {
		answer = match_in_sentence(run, condition, turn, span, look);
		if (answer != ANSWER_YES)
			return answer;
	} else if (kinds && !(sentence->kind & kinds)) {
		look_set_fault(look, "kind");
		return ANSWER_NO;
	}
	answer = count_in_sentence(run, condition->and, turn, span, &n);
	if (answer == ANSWER_LIMIT)
		return answer;
	if (n < condition->and->len) {
		look_set_fault(look, "and");
		return ANSWER_NO;
	}
	answer = count_in_sentence(run, condition->unless, turn, span, &n);
	if (answer == ANSWER_LIMIT)
		return answer;
	if (n > 0)
		look_set_fault(look, "unless");
	return n > 0 ? ANSWER_NO : ANSWER_YES;
}

enum answer
look_at_sentences(struct tagging_run *run,
		  const struct ready_condition *condition, guint turn,
		  struct condition_look *look)
{
	guint n;

	speech_sentences(&run->speech, turn, &n);
	for (guint i = 0; i < n; i++) {
		struct sentence sentence =
			speech_sentences(&run->speech, turn, &n)[i];
		enum answer answer =
			look_at_sentence(run, condition, turn, &sentence, look);

		if (answer != ANSWER_NO)
			return answer;
	}
	look_set_fault(look, "match");
	return ANSWER_NO;
}
