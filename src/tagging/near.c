/*
 * near: rules that nearly fired on a turn.
 *
 * A rule is near when its words are there and one condition failed.  Those
 * whose words are rare come first: a pattern that finds "how" is near
 * everywhere, and is told of only when nothing else is.  Signs that count only
 * inside an episode come last, where such an episode is near; one is enough.
 */
#include "tagging/look.h"
#include "tagging/phrase.h"
#include "tagging/explaining.h"

#include <string.h>

#define MOST_INSIDE 1
#define NEARBY 10   /* turns to an episode */
#define COMMON 1e-6 /* as " how " is, or more */

struct near {
	guint rule;
	struct verdict verdict;
	struct span words; /* in the matchable text; may be empty */
	const struct found_episode *found; /* it counts only inside; or NULL */
	gboolean stands;   /* its technique has a tag here already */
	double commonness; /* of the words */
};

static gboolean
fired(const struct tagging_run *run, guint rule, guint turn)
{
	const GArray *hits = run->result->hits;

	for (guint i = 0; i < hits->len; i++) {
		const struct hit *hit = &g_array_index(hits, struct hit, i);

		if (hit->turn == turn + 1 && hit->rule == rule)
			return TRUE;
	}
	return FALSE;
}

static gboolean
technique_stands(const struct tagging_run *run, guint technique, guint turn)
{
	const GPtrArray *tags = run->result->tags;

	for (guint i = 0; i < tags->len; i++) {
		const struct tag *tag = tags->pdata[i];

		if (tag->turn == turn + 1 && tag->technique == technique)
			return TRUE;
	}
	return FALSE;
}

/* What is asked before the words are looked at hides whether they are
 * there. */
static gboolean
words_are_there(struct tagging_run *run, const struct ready_rule *ready,
		guint turn, const struct verdict *verdict)
{
	struct condition_look look = {
		.quoted = ready->rule->quoted,
		.not_negated = ready->rule->not_negated,
	};

	if (!verdict->fault || verdict->fault_at != &ready->rule->self)
		return TRUE;
	if (ready->self->match->len == 0)
		return FALSE;
	if (strcmp(verdict->fault, "words") != 0 &&
	    strcmp(verdict->fault, "note") != 0 &&
	    strcmp(verdict->fault, "hit") != 0)
		return strcmp(verdict->fault, "match") != 0 &&
		       strcmp(verdict->fault, "speaker") != 0;
	return (ready->self->source->by_sentence ?
			look_at_sentences(run, ready->self, turn, &look) :
			look_at_turn(run, ready->self, turn, &look)) ==
	       ANSWER_YES;
}

static double
commonness(const struct tagging_run *run, guint turn, struct span words)
{
	const struct said *said = speech_turn(&run->speech, turn);
	const char *text = speech_text(&run->speech, said);

	if (span_length(words) == 0)
		return 1;
	return match_frequency(text + words.start, span_length(words));
}

/* The words that the rule's patterns find, whatever else is asked. */
static struct span
words_found(struct tagging_run *run, const struct ready_rule *ready, guint turn)
{
	struct span span = { 0, 0 };

	for (guint i = 0; i < ready->self->match->len; i++) {
		if (run_find_in_turn(
			    run, g_array_index(ready->self->match, guint, i),
			    turn, 0, &span) == ANSWER_YES)
			return span;
	}
	return (struct span){ 0, 0 };
}

static guint
turns_away(const struct found_episode *found, guint turn)
{
	if (turn + 1 < found->first_turn)
		return found->first_turn - turn - 1;
	return turn + 1 > found->last_turn ? turn + 1 - found->last_turn : 0;
}

static const struct found_episode *
nearest_episode(const struct tagging_run *run, guint episode, guint turn)
{
	const GPtrArray *episodes = run->result->episodes;
	const struct found_episode *nearest = NULL;

	for (guint i = 0; i < episodes->len; i++) {
		const struct found_episode *it = episodes->pdata[i];

		if (it->episode == episode &&
		    turns_away(it, turn) <=
			    (nearest ? turns_away(nearest, turn) : NEARBY))
			nearest = it;
	}
	return nearest;
}

static gboolean
is_near(struct tagging_run *run, guint r, guint turn, struct near *near)
{
	const struct ready_rule *ready = tagger_rule(run->tagger, r);
	gboolean inside = ready->inside >= 0;

	memset(near, 0, sizeof *near);
	near->rule = r;
	near->found = inside ? nearest_episode(run, ready->inside, turn) : NULL;
	if (ready->rule->weighed || (inside && !near->found) ||
	    (fired(run, r, turn) &&
	     !(inside && ready->rule->weak && !near->found->complete)) ||
	    rule_check(run, r, turn, TRUE, &near->verdict) == ANSWER_LIMIT ||
	    near->verdict.failed + inside != 1 ||
	    !words_are_there(run, ready, turn, &near->verdict))
		return FALSE;
	near->words = near->verdict.span;
	if (span_length(near->words) == 0)
		near->words = words_found(run, ready, turn);
	near->commonness = commonness(run, turn, near->words);
	near->stands = technique_stands(run, ready->rule->technique, turn);
	return TRUE;
}

static gboolean
is_common(const struct near *near)
{
	return near->commonness > COMMON;
}

static int
compare_near(gconstpointer a, gconstpointer b)
{
	const struct near *x = a, *y = b;

	if (!x->found != !y->found)
		return x->found ? 1 : -1;
	if (is_common(x) != is_common(y))
		return is_common(x) ? 1 : -1;
	if (x->stands != y->stands)
		return x->stands - y->stands;
	if (x->commonness != y->commonness)
		return x->commonness < y->commonness ? -1 : 1;
	return x->rule < y->rule ? -1 : 1;
}

static struct told_rule
tell_near(struct tagging_run *run, guint turn, const struct near *near)
{
	const struct ready_rule *ready = tagger_rule(run->tagger, near->rule);
	const struct said *said = speech_turn(&run->speech, turn);
	struct told_rule told = { .rule = ready->rule };

	if (span_length(near->words) > 0)
		told.span = speech_own_span(&run->speech, said, near->words);
	wanted_tell(run, ready, turn, &near->verdict, near->words, near->found,
		    &told);
	return told;
}

GArray *
near_tell(struct tagging_run *run, guint turn, guint most)
{
	g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(struct near));
	GArray *told = told_rules_new();
	guint inside = 0;

	for (guint r = 0; r < run->tagger->rules->len; r++) {
		struct near near;

		if (is_near(run, r, turn, &near))
			g_array_append_val(list, near);
	}
	g_array_sort(list, compare_near);
	for (guint i = 0; i < list->len && told->len < most; i++) {
		const struct near *near = &g_array_index(list, struct near, i);
		struct told_rule one;

		if ((near->found && inside++ == MOST_INSIDE) ||
		    (!near->found && is_common(near) && i > 0))
			continue;
		one = tell_near(run, turn, near);
		g_array_append_val(told, one);
	}
	return told;
}
