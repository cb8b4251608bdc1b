/*
 * learn: weights from labelled sessions.
 *
 * Points for the clues of all techniques (here), then what the turns and
 * techniques around add to each (stack.c) and from how many points on a tag
 * is given (thresholds.c).  What it is worth is told from groups of lessons that
 * were left out.
 */
#include "learn/learning.h"

#include <math.h>
#include <string.h>

/* What a technique needs: turns, and groups that they are in, since of one
 * alone nothing could be told of sessions left out. */
#define LABELLED_LEAST 6
#define GROUPS_LEAST 2
#define ROUNDS 8
#define DESCENTS 6
#define RATE 0.3
#define DECAY 0.0005
#define POINTS_LEAST 2 /* smaller ones are left out */
/* And so are few points of a clue that few turns show: points squared times
 * turns.  They are many, and what is found is the same without them. */
#define WORTH_LEAST 100
#define POINTS_MOST 127
#define FIRST_GUESS -3.0 /* most techniques are rare */

/* -- the first regression ---------------------------------------------------- */

double
learning_chance(double logit)
{
	return 1 / (1 + exp(-logit));
}

guint
learning_random(guint *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
descend(struct learning *learning, const struct example_turn *turn,
	gboolean label)
{
	const guint *clues =
		&g_array_index(learning->lessons->clues, guint, turn->first);
	double *weight = learning->weight, *step = learning->step;
	double logit = weight[0], error;

	for (guint i = 0; i < turn->n; i++)
		logit += weight[clues[i] + 1];
	error = learning_chance(logit) - label;
	step[0] += error * error;
	weight[0] -= RATE * error / sqrt(step[0]);
	for (guint i = 0; i < turn->n; i++) {
		guint at = clues[i] + 1;
		double slope = error + DECAY * weight[at];

		step[at] += slope * slope;
		weight[at] -= RATE * slope / sqrt(step[at]);
	}
}

/* shown: how many turns show the clue. */
static int
points_of_weight(double weight, guint shown)
{
	int points = (int)CLAMP(lrint(POINTS_PER_E * weight), -POINTS_MOST,
				POINTS_MOST);

	return ABS(points) < POINTS_LEAST ||
			       (gint64)points * points * shown < WORTH_LEAST ?
		       0 :
		       points;
}

/* One descent, into weight. */
static void
descend_all(struct learning *learning, guint technique, guint left_out,
	    guint seed)
{
	guint turns = learning->lessons->labelled->len;
	guint clues = learning->lessons->texts->len;

	memset(learning->weight, 0, (clues + 1) * sizeof(double));
	for (guint i = 0; i <= clues; i++)
		learning->step[i] = 0.01;
	learning->weight[0] = FIRST_GUESS;
	for (guint i = 0; i < ROUNDS * turns; i++) {
		const struct example_turn *turn = lessons_labelled(
			learning->lessons, learning_random(&seed) % turns);

		if (turn->group != left_out)
			descend(learning, turn, turn->yes[technique]);
	}
}

/* Points of each clue without the turns of one group; returns the start.  The
 * mean of several descents, which depends less on the order of the turns. */
static int
learn_clues(struct learning *learning, guint technique, guint left_out)
{
	gint8 *points = learning->techniques[technique].points;
	guint clues = learning->lessons->texts->len;

	memset(learning->mean, 0, (clues + 1) * sizeof(double));
	for (guint d = 1; d <= DESCENTS; d++) {
		descend_all(learning, technique, left_out, d);
		for (guint i = 0; i <= clues; i++)
			learning->mean[i] += learning->weight[i] / DESCENTS;
	}
	for (guint i = 0; i < clues; i++)
		points[i] = points_of_weight(learning->mean[i + 1],
					     learning->shown[i]);
	return (int)lrint(POINTS_PER_E * learning->mean[0]);
}

static int
points_of_turn(const struct learning *learning, guint technique,
	       const struct example_turn *turn, int start)
{
	const gint8 *points = learning->techniques[technique].points;

	for (guint i = 0; i < turn->n; i++)
		start += points[g_array_index(learning->lessons->clues, guint,
					      turn->first + i)];
	return start;
}

/* -- one technique ----------------------------------------------------------- */

/* Labelled turns; groups: how many they are in. */
static guint
count_labelled(const struct lessons *lessons, guint technique, guint *groups)
{
	g_autofree gboolean *has = g_new0(gboolean, lessons->groups + 1);
	guint n = 0;

	*groups = 0;
	for (guint i = 0; i < lessons->labelled->len; i++) {
		const struct example_turn *turn = lessons_labelled(lessons, i);

		if (!turn->yes[technique])
			continue;
		n++;
		*groups += !has[turn->group];
		has[turn->group] = TRUE;
	}
	return n;
}

/* What is not learned is left to the rules. */
static void
try_rules(const struct lessons *lessons, struct learned_technique *result)
{
	for (guint i = 0; i < lessons->labelled->len; i++) {
		const struct example_turn *turn = lessons_labelled(lessons, i);
		gboolean label = turn->yes[result->technique];
		guint8 rules = turn->rules ? turn->rules[result->technique] : 0;

		if (!rules)
			continue;
		result->right += label;
		result->wrong += !label;
		result->firm_right += label && rules - 1 != STRENGTH_HINT;
		result->firm_wrong += !label && rules - 1 != STRENGTH_HINT;
	}
}

/* Points of its turns when their group is left out. */
static void
hold_out(struct learning *learning, guint technique, guint group)
{
	struct learned_clues *clues = &learning->techniques[technique];
	int start = learn_clues(learning, technique, group);

	for (guint t = 0; t < learning->lessons->turns->len; t++) {
		const struct example_turn *turn =
			lessons_turn(learning->lessons, t);

		if (turn->group != group)
			continue;
		clues->held_out[t] =
			points_of_turn(learning, technique, turn, start);
		clues->sure[t] = weigh_sureness(clues->held_out[t]);
	}
}

static void
learn_technique(struct learning *learning, guint technique)
{
	const struct lessons *lessons = learning->lessons;
	struct learned_clues *clues = &learning->techniques[technique];

	guint groups;

	clues->labelled = count_labelled(lessons, technique, &groups);
	clues->is_learned =
		clues->labelled >= LABELLED_LEAST && groups >= GROUPS_LEAST;
	if (!clues->is_learned)
		return;
	clues->points = g_new(gint8, lessons->texts->len + 1);
	clues->held_out = g_new0(int, lessons->turns->len + 1);
	clues->sure = g_new0(int, lessons->turns->len + 1);
	for (guint group = 0; group < lessons->groups; group++)
		hold_out(learning, technique, group);
	clues->start = learn_clues(learning, technique, G_MAXUINT);
}

/* -- the door ------------------------------------------------------------------ */

static void
settle_all(const struct learning *learning, struct learned *learned)
{
	guint techniques = learning->lessons->codebook->techniques->len;
	g_autofree gint16 *beside = g_new(gint16, BESIDES * techniques + 1);
	struct sheet *sheet = sheet_new(learning);
	struct stack *stack = stack_new(learning);

	for (guint i = 0; i < techniques; i++) {
		struct learned_technique result = { .technique = i };
		struct weighing weighing;

		result.labelled = learning->techniques[i].labelled;
		result.is_learned = learning->techniques[i].is_learned;
		if (result.is_learned) {
			learning_settle(learning, stack, &result, &weighing,
					beside);
			weighing.start = learning->techniques[i].start;
			sheet_add(sheet, i, &weighing, beside);
		} else {
			try_rules(learning->lessons, &result);
		}
		g_array_append_val(learned->techniques, result);
	}
	stack_free(stack);
	learned->table = sheet_finish(sheet);
}

/* Labelled turns that show each clue; caller frees. */
static guint *
count_shown(const struct lessons *lessons)
{
	guint *shown = g_new0(guint, lessons->texts->len + 1);

	for (guint i = 0; i < lessons->labelled->len; i++) {
		const struct example_turn *turn = lessons_labelled(lessons, i);
		const guint *clues =
			&g_array_index(lessons->clues, guint, turn->first);

		for (guint c = 0; c < turn->n; c++)
			shown[clues[c]]++;
	}
	return shown;
}

struct learned *
learn_weights(const struct codebook *codebook, const GArray *lessons,
	      const struct learning_watch *watch)
{
	struct learned *learned = g_new0(struct learned, 1);
	struct lessons *read = lessons_read(codebook, lessons);
	guint clues = read->texts->len, techniques = codebook->techniques->len;
	g_autofree double *weight = g_new(double, clues + 1);
	g_autofree double *step = g_new(double, clues + 1);
	g_autofree double *mean = g_new(double, clues + 1);
	g_autofree struct learned_clues *of_techniques =
		g_new0(struct learned_clues, techniques + 1);
	g_autofree guint *shown = count_shown(read);
	struct learning learning = { read, of_techniques, weight,
				     step, mean,	  shown };

	learned->clues = clues;
	learned->techniques =
		g_array_new(FALSE, FALSE, sizeof(struct learned_technique));
	for (guint i = 0; i < techniques; i++) {
		learn_technique(&learning, i);
		if (watch)
			watch->progress(i + 1, techniques, watch->data);
	}
	settle_all(&learning, learned);
	for (guint i = 0; i < techniques; i++) {
		g_free(of_techniques[i].points);
		g_free(of_techniques[i].held_out);
		g_free(of_techniques[i].sure);
	}
	lessons_free(read);
	return learned;
}

void
learned_free(struct learned *learned)
{
	if (!learned)
		return;
	g_free(learned->table);
	g_array_unref(learned->techniques);
	g_free(learned);
}
