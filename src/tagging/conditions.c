/*
 * conditions: what is asked of one turn, and of its neighbours.
 */
#include "tagging/private.h"

#include <string.h>

static gboolean
may_match(const struct session *session, guint matcher, guint turn)
{
	return !session->sifting ||
	       sifting_may(session->sifting, turn, matcher);
}

/* Within a part of a turn; from and span count from the turn's start. */
static enum answer
find_in(struct session *session, guint matcher, guint turn, struct span part,
	gsize from, struct span *span)
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

static enum answer
find_in_turn(struct session *session, guint matcher, guint turn, gsize from,
	     struct span *span)
{
	struct span all = {
		0, span_length(speech_turn(&session->speech, turn)->text)
	};

	return find_in(session, matcher, turn, all, from, span);
}

enum answer
session_holds(struct session *session, guint matcher, guint turn)
{
	guint shift = matcher % 4 * 2;
	struct span span;
	enum answer answer;
	guint8 *cell;

	if (!may_match(session, matcher, turn))
		return ANSWER_NO;
	if (session->plainly)
		return find_in_turn(session, matcher, turn, 0, &span);
	cell = session->known + turn * session->known_row + matcher / 4;
	if (*cell >> shift & 3)
		return (*cell >> shift & 3) - 1;
	answer = find_in_turn(session, matcher, turn, 0, &span);
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
	       const struct references *references, guint turn,
	       gboolean inside)
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

/* -- sentences ----------------------------------------------------------- */

/* The sentence of a turn that holds a place in its text. */
static const struct sentence *
sentence_at(struct session *session, guint turn, guint32 at)
{
	guint n, low = 0;
	const struct sentence *sentences =
		speech_sentences(&session->speech, turn, &n);

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

/* Is the match, by its place, one that the condition takes?  Otherwise why
 * not. */
static const char *
match_fault(struct session *session, const struct ready_condition *condition,
	    const struct look *look, guint turn, struct span span)
{
	const struct sentence *sentence;
	guint kinds = condition->source->kinds;

	if (look->quoted != TRI_ANY &&
	    speech_is_quoted(&session->speech, turn, span) !=
	    (look->quoted == TRI_YES))
		return "quoted";
	if (!kinds && !look->not_negated)
		return NULL;
	sentence = sentence_at(session, turn, span.start);
	if (!sentence)
		return kinds ? "kind" : NULL;
	if (kinds && !(sentence->kind & kinds))
		return "kind";
	if (look->not_negated &&
	    words_negate(speech_text(&session->speech,
				     speech_turn(&session->speech, turn)),
			 sentence->span, span.start))
		return "negated";
	return NULL;
}

/* -- the whole turn ------------------------------------------------------ */

static void
set_fault(struct look *look, const char *fault)
{
	if (!look->fault)
		look->fault = fault;
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

/* Does some match of the pattern suit? */
static enum answer
match_in_turn(struct session *session,
	      const struct ready_condition *condition, guint matcher,
	      guint turn, struct look *look)
{
	const struct said *said = speech_turn(&session->speech, turn);
	gsize from = 0, len = span_length(said->text);

	while (from <= len) {
		struct span span;
		enum answer answer = find_in_turn(session, matcher, turn, from,
						  &span);
		const char *fault;

		if (answer != ANSWER_YES)
			return answer;
		look->found = TRUE;
		fault = match_fault(session, condition, look, turn, span);
		if (!fault) {
			look->span = span;
			return ANSWER_YES;
		}
		set_fault(look, fault);
		from = next_character(speech_text(&session->speech, said), len,
				      after(span));
	}
	return ANSWER_NO;
}

static enum answer
any_in_turn(struct session *session, const struct ready_condition *condition,
	    guint turn, struct look *look)
{
	for (guint i = 0; i < condition->match->len; i++) {
		guint matcher = g_array_index(condition->match, guint, i);
		enum answer answer = match_in_turn(session, condition, matcher,
						   turn, look);

		if (answer != ANSWER_NO)
			return answer;
	}
	set_fault(look, "match");
	return ANSWER_NO;
}

static enum answer
last_kind(struct session *session, const struct ready_condition *condition,
	  guint turn, struct look *look)
{
	guint n;
	const struct sentence *sentences;

	if (!condition->source->kinds)
		return ANSWER_YES;
	sentences = speech_sentences(&session->speech, turn, &n);
	if (n > 0 && sentences[n - 1].kind & condition->source->kinds)
		return ANSWER_YES;
	set_fault(look, "kind");
	return ANSWER_NO;
}

static enum answer
all_hold(struct session *session, const GArray *matchers, guint turn)
{
	for (guint i = 0; i < matchers->len; i++) {
		enum answer answer = session_holds(session,
			g_array_index(matchers, guint, i), turn);

		if (answer != ANSWER_YES)
			return answer;
	}
	return ANSWER_YES;
}

static enum answer
any_holds(struct session *session, const GArray *matchers, guint turn)
{
	for (guint i = 0; i < matchers->len; i++) {
		enum answer answer = session_holds(session,
			g_array_index(matchers, guint, i), turn);

		if (answer != ANSWER_NO)
			return answer;
	}
	return ANSWER_NO;
}

static enum answer
look_at_turn(struct session *session, const struct ready_condition *condition,
	     guint turn, struct look *look)
{
	enum answer answer = condition->match->len ?
		any_in_turn(session, condition, turn, look) :
		last_kind(session, condition, turn, look);

	if (answer != ANSWER_YES)
		return answer;
	answer = all_hold(session, condition->and, turn);
	if (answer != ANSWER_YES) {
		set_fault(look, "and");
		return answer;
	}
	answer = any_holds(session, condition->unless, turn);
	if (answer == ANSWER_NO)
		return ANSWER_YES;
	set_fault(look, "unless");
	return answer == ANSWER_YES ? ANSWER_NO : answer;
}

/* -- sentence by sentence ------------------------------------------------ */

static enum answer
match_in_sentence(struct session *session,
		  const struct ready_condition *condition, guint turn,
		  struct span sentence, struct look *look)
{
	const GArray *match = condition->match;
	const char *text = speech_text(&session->speech,
				       speech_turn(&session->speech, turn));

	for (guint i = 0; i < match->len; i++) {
		guint matcher = g_array_index(match, guint, i);
		gsize from = sentence.start;

		while (from < sentence.end) {
			struct span span;
			enum answer answer = find_in(session, matcher, turn,
						     sentence, from, &span);
			const char *fault;

			if (answer == ANSWER_LIMIT)
				return answer;
			if (answer == ANSWER_NO)
				break;
			look->found = TRUE;
			fault = match_fault(session, condition, look, turn,
					    span);
			if (!fault) {
				look->span = span;
				return ANSWER_YES;
			}
			set_fault(look, fault);
			from = next_character(text, sentence.end, after(span));
		}
	}
	return ANSWER_NO;
}

static enum answer
count_in_sentence(struct session *session, const GArray *matchers, guint turn,
		  struct span sentence, guint *n)
{
	*n = 0;
	for (guint i = 0; i < matchers->len; i++) {
		struct span span;
		enum answer answer = find_in(session,
			g_array_index(matchers, guint, i), turn, sentence,
			sentence.start, &span);

		if (answer == ANSWER_LIMIT)
			return answer;
		*n += answer == ANSWER_YES;
	}
	return ANSWER_YES;
}

static enum answer
look_at_sentence(struct session *session,
		 const struct ready_condition *condition, guint turn,
		 const struct sentence *sentence, struct look *look)
{
	guint kinds = condition->source->kinds, n;
	struct span span = sentence->span;
	enum answer answer;

	if (condition->match->len) {
		answer = match_in_sentence(session, condition, turn, span,
					   look);
		if (answer != ANSWER_YES)
			return answer;
	} else if (kinds && !(sentence->kind & kinds)) {
		set_fault(look, "kind");
		return ANSWER_NO;
	}
	answer = count_in_sentence(session, condition->and, turn, span, &n);
	if (answer == ANSWER_LIMIT)
		return answer;
	if (n < condition->and->len) {
		set_fault(look, "and");
		return ANSWER_NO;
	}
	answer = count_in_sentence(session, condition->unless, turn, span, &n);
	if (answer == ANSWER_LIMIT)
		return answer;
	if (n > 0)
		set_fault(look, "unless");
	return n > 0 ? ANSWER_NO : ANSWER_YES;
}

static enum answer
look_at_sentences(struct session *session,
		  const struct ready_condition *condition, guint turn,
		  struct look *look)
{
	guint n;

	speech_sentences(&session->speech, turn, &n);
	for (guint i = 0; i < n; i++) {
		struct sentence sentence =
			speech_sentences(&session->speech, turn, &n)[i];
		enum answer answer = look_at_sentence(session, condition, turn,
						      &sentence, look);

		if (answer != ANSWER_NO)
			return answer;
	}
	set_fault(look, "match");
	return ANSWER_NO;
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
			enum answer answer = matcher_find(matcher,
				&session->room, &hay, 0, &span);

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
		set_fault(look, "speaker");
		return ANSWER_NO;
	}
	if (!in_range(source->words, said->words)) {
		set_fault(look, "words");
		return ANSWER_NO;
	}
	if (condition->hits.n &&
	    !session_refers(session, &condition->hits, turn, FALSE)) {
		set_fault(look, "hit");
		return ANSWER_NO;
	}
	if (condition->note->len) {
		enum answer answer = note_holds(session, condition->note,
						turn);

		if (answer != ANSWER_YES) {
			set_fault(look, "note");
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
		if (count >= source->count.min &&
		    source->count.max == G_MAXINT)
			break;
	}
	holds = in_range(source->count, count);
	if (source->negate || !holds)
		*context = -1;
	return holds != !!source->negate ? ANSWER_YES : ANSWER_NO;
}
