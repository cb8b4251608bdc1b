/*
 * observe: what a supervisor would remark on, and plain counts.
 *
 * Made from the tags that stand at the end.  Missed: something was voiced and
 * nobody came back to it.  Drift: a long stretch without what the work is
 * about.  Counts are descriptions and never scored.
 */
#include "tagging/look.h"
#include "tagging/tags.h"
#include "tagging/weights.h"

#include <string.h>

/* Whoever reads of danger must not be reassured by a resemblance: what words
 * alone hint at answers nothing. */
static void
note_standing_tags(struct tagging_run *run)
{
	guint row = BIT_WORDS(run->tagger->codebook->techniques->len);
	const GPtrArray *tags = run->result->tags;

	run->tag_rows = g_new0(guint64, (gsize)run->turns * row + 1);
	for (guint i = 0; i < tags->len; i++) {
		const struct tag *tag = tags->pdata[i];

		if (tag->strength == STRENGTH_HINT && !run_has_rules(run, tag))
			continue;
		bit_set(run->tag_rows + (gsize)(tag->turn - 1) * row,
			tag->technique);
	}
}

/* The span in the turn's own text. */
static void
add_observation(GArray *list, guint rule, guint first, guint last,
		struct span span)
{
	struct observation observation = {
		.rule = rule,
		.first_turn = first + 1,
		.last_turn = last + 1,
		.span = span,
	};

	g_array_append_val(list, observation);
}

/* The last turn that could have followed it. */
static guint
horizon(const struct tagging_run *run, const struct condition *followed,
	guint turn)
{
	int last = followed->turns.max < (int)run->turns ?
			   run_place(run, turn, followed->turns.max,
				     followed->strictly) :
			   -1;

	return last >= 0 ? (guint)last : run->turns - 1;
}

/* The words of the first hit that the condition asked for; without a match of
 * its own they are what it rests on. */
static struct span
words_of_hit(const struct tagging_run *run, const struct references *rules,
	     guint turn)
{
	const GArray *hits = run->result->hits;

	for (guint i = 0; rules->n > 0 && i < hits->len; i++) {
		const struct hit *hit = &g_array_index(hits, struct hit, i);

		if (hit->turn == turn + 1 && bit_get(rules->named, hit->rule) &&
		    span_length(hit->span) > 0)
			return hit->span;
	}
	return (struct span){ 0, 0 };
}

static struct span
words_at(struct tagging_run *run, const struct ready_condition *at, guint turn,
	 const struct condition_look *look)
{
	if (span_length(look->span) == 0)
		return words_of_hit(run, &at->hits, turn);
	return speech_own_span(&run->speech, speech_turn(&run->speech, turn),
			       look->span);
}

static void
observe_voiced(struct tagging_run *run, guint rule, guint from, guint to)
{
	const struct ready_observation *ready =
		run->tagger->observations->pdata[rule];

	for (guint turn = from; ready->at && turn < to; turn++) {
		GArray *list = run->result->observations;
		struct condition_look look = { 0 };
		int context;

		if (look_at(run, ready->at, turn, &look) != ANSWER_YES)
			continue;
		/* At the very end nobody had the time to come back. */
		if (ready->source->kind == OBSERVATION_MISSED &&
		    run_place(run, turn, 1, FALSE) < 0)
			continue;
		if (ready->followed && look_around(run, ready->followed, turn,
						   &context) != ANSWER_NO)
			list = run->result->answered;
		add_observation(
			list, rule, turn,
			ready->followed ?
				horizon(run, ready->followed->source, turn) :
				turn,
			words_at(run, ready->at, turn, &look));
	}
}

/* A match or a hit breaks a drift; either will do. */
static gboolean
breaks(struct tagging_run *run, const struct ready_condition *condition,
       guint turn)
{
	guint speakers = condition->source->speakers;
	enum turn_role role = speech_turn(&run->speech, turn)->role;

	if (speakers && !(speakers & 1u << role))
		return FALSE;
	if (run_refers(run, &condition->hits, turn, TRUE))
		return TRUE;
	for (guint i = 0; i < condition->match->len; i++) {
		if (search_holds(run->search,
				 g_array_index(condition->match, guint, i),
				 turn) == ANSWER_YES)
			return TRUE;
	}
	return FALSE;
}

/* A drift ends before this turn, and another may begin after it. */
static void
end_drift(struct tagging_run *run, guint rule, guint turn, guint *start)
{
	const struct ready_observation *ready =
		run->tagger->observations->pdata[rule];
	struct span nowhere = { 0, 0 };

	if (ready->source->turns && turn - *start >= ready->source->turns)
		add_observation(run->result->observations, rule, *start,
				turn - 1, nowhere);
	*start = turn + 1;
}

static void
observe_drift(struct tagging_run *run, guint rule, guint from, guint to,
	      guint *start)
{
	const struct ready_observation *ready =
		run->tagger->observations->pdata[rule];

	for (guint turn = from; ready->broken_by && turn < to; turn++) {
		if (breaks(run, ready->broken_by, turn))
			end_drift(run, rule, turn, start);
	}
	if (to == run->turns)
		end_drift(run, rule, to, start);
}

static int
compare_observations(gconstpointer a, gconstpointer b)
{
	const struct observation *x = a, *y = b;

	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	return x->first_turn < y->first_turn ? -1 :
					       x->first_turn > y->first_turn;
}

/* All of them on a window of turns, then on the next. */
void
run_observe(struct tagging_run *run)
{
	const GPtrArray *observations = run->tagger->observations;
	g_autofree guint *starts = g_new0(guint, observations->len + 1);
	guint from = 0;

	note_standing_tags(run);
	do {
		guint to = MIN(from + SEARCH_STRIDE, run->turns);

		for (guint i = 0; i < observations->len; i++) {
			const struct ready_observation *ready =
				observations->pdata[i];

			if (ready->source->kind == OBSERVATION_DRIFT)
				observe_drift(run, i, from, to, &starts[i]);
			else
				observe_voiced(run, i, from, to);
		}
		from = to;
	} while (from < run->turns);
	g_array_sort(run->result->observations, compare_observations);
	g_array_sort(run->result->answered, compare_observations);
}

/* -- counts -------------------------------------------------------------- */

/* Where there are marks they are believed; else the words are asked. */
static guint
turn_questions(struct tagging_run *run, guint turn)
{
	const struct said *said = speech_turn(&run->speech, turn);
	const char *text = speech_text(&run->speech, said);
	gsize len = span_length(said->text);
	gboolean marked = FALSE, asked = FALSE;
	guint questions = 0;

	for (gsize i = 0; i < len; i++) {
		gboolean stop = char_class[(guchar)text[i]] & STOP;

		marked = marked || stop;
		if (text[i] == '?' && !asked)
			questions++;
		asked = text[i] == '?' || (asked && stop);
	}
	if (marked)
		return questions;
	return (sentence_kinds(text, len) & KIND_QUESTION) != 0;
}

void
run_count(struct tagging_run *run)
{
	struct speech_numbers *numbers = &run->result->numbers;

	for (guint i = 0; i < run->turns; i++) {
		const struct said *said = speech_turn(&run->speech, i);
		enum turn_role role = said->role;

		numbers->turns[role]++;
		numbers->words[role] += said->spoken;
		numbers->questions[role] += turn_questions(run, i);
		if (said->spoken > numbers->longest_turn[role]) {
			numbers->longest_turn[role] = said->spoken;
			numbers->longest_turn_n[role] = i + 1;
		}
	}
}
