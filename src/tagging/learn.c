/*
 * learn: weights from labelled sessions.
 *
 * One technique after the other: points for the clues (here), then what the
 * neighbours add and from how many points on a tag is given (settle.c).  What
 * it is worth is told from groups of lessons that were left out.
 */
#include "tagging/learn.h"

#include <math.h>
#include <string.h>

#define LABELLED_LEAST 6 /* turns a technique needs */
#define ROUNDS 8
#define DESCENTS 6
#define RATE 0.3
#define DECAY 0.0005
#define POINTS_LEAST 2 /* smaller ones are left out */
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

static int
points_of(double weight)
{
	int points = (int)lrint(POINTS_PER_E * weight);

	return ABS(points) < POINTS_LEAST ?
		       0 :
		       CLAMP(points, -POINTS_MOST, POINTS_MOST);
}

/* One descent, into weight. */
static void
descend_all(struct learning *learning, guint technique, guint left_out,
	    guint seed)
{
	guint turns = learning->lessons->turns->len;
	guint clues = learning->lessons->texts->len;

	memset(learning->weight, 0, (clues + 1) * sizeof(double));
	for (guint i = 0; i <= clues; i++)
		learning->step[i] = 0.01;
	learning->weight[0] = FIRST_GUESS;
	for (guint i = 0; i < ROUNDS * turns; i++) {
		const struct example_turn *turn = lessons_turn(
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
	guint clues = learning->lessons->texts->len;

	memset(learning->mean, 0, (clues + 1) * sizeof(double));
	for (guint d = 1; d <= DESCENTS; d++) {
		descend_all(learning, technique, left_out, d);
		for (guint i = 0; i <= clues; i++)
			learning->mean[i] += learning->weight[i] / DESCENTS;
	}
	for (guint i = 0; i < clues; i++)
		learning->points[i] = points_of(learning->mean[i + 1]);
	return (int)lrint(POINTS_PER_E * learning->mean[0]);
}

static int
points_of_turn(const struct learning *learning, const struct example_turn *turn,
	       int start)
{
	for (guint i = 0; i < turn->n; i++)
		start += learning->points[g_array_index(
			learning->lessons->clues, guint, turn->first + i)];
	return start;
}

/* -- one technique ----------------------------------------------------------- */

static void
hold_out(struct learning *learning, guint technique)
{
	for (guint group = 0; group < learning->lessons->groups; group++) {
		int start = learn_clues(learning, technique, group);

		for (guint t = 0; t < learning->lessons->turns->len; t++) {
			const struct example_turn *turn =
				lessons_turn(learning->lessons, t);

			if (turn->group != group)
				continue;
			learning->held_out[t] =
				points_of_turn(learning, turn, start);
			learning->sure[t] =
				weigh_sureness(learning->held_out[t]);
		}
	}
}

static void
learn_technique(struct learning *learning, struct learned_technique *result,
		struct weighing *weighing)
{
	hold_out(learning, result->technique);
	learning_settle(learning, result, weighing);
	weighing->start = learn_clues(learning, result->technique, G_MAXUINT);
}

/* -- the door ------------------------------------------------------------------ */

static guint
count_labelled(const struct lessons *lessons, guint technique)
{
	guint n = 0;

	for (guint t = 0; t < lessons->turns->len; t++)
		n += lessons_turn(lessons, t)->yes[technique];
	return n;
}

static void
learn_all(struct learning *learning, struct learned *learned)
{
	const struct lessons *lessons = learning->lessons;
	const GPtrArray *techniques = lessons->codebook->techniques;
	struct sheet *sheet = sheet_new(lessons->texts);

	for (guint i = 0; i < techniques->len; i++) {
		const struct technique *technique = techniques->pdata[i];
		struct learned_technique result = { .technique = i };
		struct weighing weighing;

		result.labelled = count_labelled(lessons, i);
		result.is_learned = result.labelled >= LABELLED_LEAST;
		if (result.is_learned) {
			learn_technique(learning, &result, &weighing);
			sheet_add(sheet, technique->id, &weighing,
				  learning->points);
		}
		g_array_append_val(learned->techniques, result);
	}
	learned->section = sheet_finish(sheet);
}

struct learned *
tagging_learn(const struct codebook *codebook, const GArray *lessons)
{
	struct learned *learned = g_new0(struct learned, 1);
	struct lessons *read = lessons_read(codebook, lessons);
	guint clues = read->texts->len, turns = read->turns->len;
	g_autofree double *weight = g_new(double, clues + 1);
	g_autofree double *step = g_new(double, clues + 1);
	g_autofree double *mean = g_new(double, clues + 1);
	g_autofree gint8 *points = g_new(gint8, clues + 1);
	g_autofree int *held_out = g_new0(int, turns + 1);
	g_autofree int *sure = g_new0(int, turns + 1);
	struct learning learning = { read,   weight,   step, mean,
				     points, held_out, sure };

	learned->clues = clues;
	learned->techniques =
		g_array_new(FALSE, FALSE, sizeof(struct learned_technique));
	learn_all(&learning, learned);
	lessons_free(read);
	return learned;
}

void
learned_free(struct learned *learned)
{
	if (!learned)
		return;
	g_free(learned->section);
	g_array_unref(learned->techniques);
	g_free(learned);
}
