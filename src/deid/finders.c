/*
 * finders: dates, ages, numbers, addresses of streets and of the net.
 *
 * Each is a pattern and, where a pattern cannot tell, a check of what it
 * found.  Long turns are searched in stretches that overlap, so that nothing
 * is lost between two.
 */
#include "deid/talk.h"

#include "deid/finders.h"

#include <string.h>

#define STRETCH 15000
#define OVERLAP 600 /* longer than any match */

struct patterns *
patterns_make(void)
{
	struct patterns *patterns = patterns_new();

	for (guint i = 0; i < deid_pattern_count; i++) {
		g_autofree char *message = NULL;
		gsize offset = 0;
		int id = patterns_add(patterns, &deid_patterns[i].pattern,
				      1u << TURN_PATIENT, &message, &offset);

		g_assert(id == (int)i);
	}
	patterns_make_ready(patterns);
	return patterns;
}

/* The first word of the turn that ends after the byte. */
static guint
word_at(const struct deid_talk *talk, guint turn, guint32 at)
{
	guint low = 0, high = talk->words->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;
		const struct wordtoken *word = talk_word(talk, middle);

		if (word->turn < turn ||
		    (word->turn == turn && word->span.end <= at))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* -- checks --------------------------------------------------------------- */

/* Stops at the end belong to the sentence. */
static gboolean
check_address(const char *text, struct deid_found *found)
{
	while (found->span.end > found->span.start &&
	       strchr(".,;:!?)'", text[found->span.end - 1]))
		found->span.end--;
	return span_length(found->span) > 3;
}

/* "april said": a name. */
static gboolean
check_month(const struct deid_talk *talk, const struct deid_found *found)
{
	guint i = word_at(talk, found->turn, found->span.start);

	if (!(word_form(talk, talk_word(talk, i))->kinds & FORM_FIRST))
		return TRUE;
	return !word_acts(talk, i) &&
	       !(kinds_beside(talk, i, -1) &
		 (FORM_RELATION | FORM_TOWARD | FORM_TITLE));
}

/* A street's words: none of "the", "miles"; with capitals where the turn has
 * them. */
static gboolean
check_street(const struct deid_talk *talk, const struct deid_found *found)
{
	guint i = word_at(talk, found->turn, found->span.start);
	gboolean capital = FALSE, bare = FALSE;

	for (; i < talk->words->len; i++) {
		const struct wordtoken *word = talk_word(talk, i);

		if (word->turn != found->turn ||
		    word->span.start >= found->span.end)
			break;
		if (word_form(talk, word)->kinds &
		    (FORM_NO_STREET | FORM_PRONOUN))
			return FALSE;
		capital |= word->flags & WORD_CAPITAL;
		bare |= word->flags & WORD_BARE;
	}
	return capital || bare;
}

/* A name somebody goes by: no common word. */
static gboolean
check_handle(const struct deid_talk *talk, const struct deid_found *found)
{
	guint i = word_at(talk, found->turn, found->span.start);

	return i < talk->words->len &&
	       !(word_form(talk, talk_word(talk, i))->kinds &
		 (FORM_WORD | FORM_CAPITAL));
}

static gboolean
holds(const struct deid_talk *talk, enum pattern_check check,
      struct deid_found *found)
{
	const char *text = talk_text(talk, found->turn);

	switch (check) {
	case CHECK_ADDRESS:
		return check_address(text, found);
	case CHECK_NUMBER:
		return number_is(text, found->span, found);
	case CHECK_CODE:
		return code_is(text, found->span);
	case CHECK_IBAN:
		return iban_is_valid(text + found->span.start,
				     span_length(found->span));
	case CHECK_DAY:
		return day_is(text, found->span);
	case CHECK_MONTH:
		return check_month(talk, found);
	case CHECK_STREET:
		return check_street(talk, found);
	case CHECK_HANDLE:
		return check_handle(talk, found);
	case CHECK_NONE:
		break;
	}
	return TRUE;
}

/* -- searching ------------------------------------------------------------ */

struct stretches {
	struct deid_talk *talk;
	struct search *search;
	guint turn;
	guint pattern;
	gsize done; /* what begins before was found already */
};

/* TRUE: go on after the match. */
static void
keep(struct stretches *s, struct span span)
{
	const struct deid_pattern *pattern = &deid_patterns[s->pattern];
	struct deid_found found = { .turn = s->turn,
				    .span = span,
				    .category = pattern->category,
				    .confidence = pattern->confidence,
				    .why = pattern->why };

	if (span.end > span.start && holds(s->talk, pattern->check, &found))
		g_array_append_val(s->talk->found, found);
}

/* Those that begin before the limit: what begins later may be cut at the end
 * of the stretch, and is found whole in the next. */
static void
search_stretch(struct stretches *s, struct span part, gsize limit)
{
	gsize from = MAX(part.start, s->done);
	struct span span;

	while (from < limit) {
		enum answer answer = search_find(s->search, s->pattern, s->turn,
						 part, from, &span);

		if (answer == ANSWER_LIMIT)
			s->talk->unfinished++;
		if (answer != ANSWER_YES || span.start >= limit)
			break;
		keep(s, span);
		from = MAX(span.end, from + 1);
	}
	s->done = MAX(from, limit);
}

/* The start of a character at or after the byte. */
static gsize
whole(const char *text, gsize len, gsize at)
{
	while (at < len && ((guchar)text[at] & 0xc0) == 0x80)
		at++;
	return MIN(at, len);
}

static void
search_turn(struct stretches *s)
{
	const struct said *said = speech_turn(&s->talk->speech, s->turn);
	const char *text = speech_text(&s->talk->speech, said);
	gsize len = span_length(said->text), start = 0;

	s->done = 0;
	for (;;) {
		gsize end = whole(text, len, MIN(start + STRETCH, len));
		struct span part = { start, end };

		gsize near = whole(text, len, end - MIN(end, OVERLAP / 2));

		search_stretch(s, part, end >= len ? len : near);
		if (end >= len)
			return;
		start = whole(text, len, end - OVERLAP);
	}
}

void
find_patterns(struct deid_talk *talk)
{
	struct stretches s = { .talk = talk };

	s.search = search_new(talk->deid->patterns, &talk->speech, FALSE);
	for (s.turn = 0; s.turn < talk->n; s.turn++) {
		for (s.pattern = 0; s.pattern < deid_pattern_count; s.pattern++)
			search_turn(&s);
	}
	search_free(s.search);
}

/* -- which of them stand -------------------------------------------------- */

static int
compare_found(gconstpointer a, gconstpointer b)
{
	const struct deid_found *x = a, *y = b;

	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	return (x->confidence < y->confidence) -
	       (x->confidence > y->confidence);
}

/* Of two that overlap the surer, or the longer. */
static void
choose(GArray *found)
{
	guint n = 0;

	g_array_sort(found, compare_found);
	for (guint i = 0; i < found->len; i++) {
		struct deid_found *all = (gpointer)found->data;
		struct deid_found *last = n > 0 ? &all[n - 1] : NULL;

		if (!last || last->turn != all[i].turn ||
		    last->span.end <= all[i].span.start) {
			all[n++] = all[i];
			continue;
		}
		if (all[i].confidence > last->confidence + 0.001 ||
		    (all[i].confidence > last->confidence - 0.001 &&
		     span_length(all[i].span) > span_length(last->span)))
			*last = all[i];
	}
	g_array_set_size(found, n);
}

void
take_found(struct deid_talk *talk)
{
	choose(talk->found);
	for (guint i = 0; i < talk->found->len; i++) {
		const struct deid_found *found =
			&g_array_index(talk->found, struct deid_found, i);
		guint k = word_at(talk, found->turn, found->span.start);

		for (; k < talk->words->len; k++) {
			struct wordtoken *word = talk_word(talk, k);

			if (word->turn != found->turn ||
			    word->span.start >= found->span.end)
				break;
			word->flags |= WORD_TAKEN;
		}
	}
}
