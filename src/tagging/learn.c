/*
 * learn: weights from labelled sessions.
 *
 * One technique after the other: points for the clues, then what the
 * neighbours add, then from how many points on a tag is given.  What it is
 * worth is told from groups of lessons that were left out.
 */
#include "tagging/learn.h"

#include <math.h>
#include <string.h>

#define LABELLED_LEAST 6 /* turns a technique needs */
#define ROUNDS 8
#define RATE 0.3
#define DECAY 0.0005
#define POINTS_LEAST 2 /* smaller ones are left out */
#define POINTS_MOST 127
#define FIRST_GUESS -3.0 /* most techniques are rare */
#define NEAR_ROUNDS 20
#define NEAR_RATE 0.1
#define NEAR_DECAY 0.001
/* How likely a tag must be.  Words of other people's sessions promise more
 * than they hold, so these are higher than what they stand for. */
#define HINT_AT 0.3
#define PROBABLE_AT 0.75
/*
 * What a tag of rules is worth beside words.  Not learned: rules are mostly
 * written from the very sessions that weights are learned from, and would
 * seem to be always right.
 */
#define RULE_HINT 80
#define RULE_PROBABLE 140
#define RULE_SEQUENCE 120
#define NEVER G_MAXINT16

struct learning {
	const struct lessons *lessons;
	/* of the technique being learned */
	double *weight; /* [0] the start, then by clue + 1 */
	double *step;	/* sums of squared slopes, as weight */
	gint8 *points;	/* by clue */
	int *held_out;	/* by turn: points when its group was left out */
	int *sure;	/* by turn: how sure these are */
};

/* -- the first regression ---------------------------------------------------- */

static double
chance(double logit)
{
	return 1 / (1 + exp(-logit));
}

/* The same on every machine and in every order of asking. */
static guint
next_random(guint *seed)
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
	error = chance(logit) - label;
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

/* Points of each clue without the turns of one group; returns the start. */
static int
learn_clues(struct learning *learning, guint technique, guint left_out)
{
	guint seed = 1, turns = learning->lessons->turns->len;
	guint clues = learning->lessons->texts->len;

	memset(learning->weight, 0, (clues + 1) * sizeof(double));
	for (guint i = 0; i <= clues; i++)
		learning->step[i] = 0.01;
	learning->weight[0] = FIRST_GUESS;
	for (guint i = 0; i < ROUNDS * turns; i++) {
		const struct example_turn *turn = lessons_turn(
			learning->lessons, next_random(&seed) % turns);

		if (turn->group != left_out)
			descend(learning, turn, turn->yes[technique]);
	}
	for (guint i = 0; i < clues; i++)
		learning->points[i] = points_of(learning->weight[i + 1]);
	return (int)lrint(POINTS_PER_E * learning->weight[0]);
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

/* -- the second -------------------------------------------------------------- */

#define FACTORS 6 /* 1, own points, and the four of enum nearness */

static void
factors_of(const struct learning *learning, guint t, double *factors)
{
	static const int units[4][4] = { { 2 * SURE, 0, 0, 0 },
					 { 0, 2 * SURE, 0, 0 },
					 { 0, 0, 2 * SURE, 0 },
					 { 0, 0, 0, 2 * SURE } };
	const struct example_turn *turn = lessons_turn(learning->lessons, t);
	const int *sure = learning->sure + t - turn->at;

	factors[0] = 1;
	factors[1] = learning->held_out[t] / (double)POINTS_PER_E;
	for (guint i = 0; i < 4; i++)
		factors[2 + i] =
			weigh_near(units[i], sure, turn->turns, turn->at) /
			(2.0 * SURE);
}

static double
dot(const double *a, const double *b)
{
	double sum = 0;

	for (guint i = 0; i < FACTORS; i++)
		sum += a[i] * b[i];
	return sum;
}

/* G_MAXUINT leaves no group out. */
static void
learn_near(const struct learning *learning, const double (*factors)[FACTORS],
	   guint technique, guint left_out, double *weight)
{
	double step[FACTORS];
	guint seed = 1, turns = learning->lessons->turns->len;

	memset(weight, 0, FACTORS * sizeof *weight);
	weight[0] = -1;
	weight[1] = 1;
	for (guint i = 0; i < FACTORS; i++)
		step[i] = 0.01;
	for (guint i = 0; i < NEAR_ROUNDS * turns; i++) {
		guint t = next_random(&seed) % turns;
		const struct example_turn *turn =
			lessons_turn(learning->lessons, t);
		double error;

		if (turn->group == left_out)
			continue;
		error = chance(dot(weight, factors[t])) - turn->yes[technique];
		for (guint f = 0; f < FACTORS; f++) {
			double slope =
				error * factors[t][f] + NEAR_DECAY * weight[f];

			step[f] += slope * slope;
			weight[f] -= NEAR_RATE * slope / sqrt(step[f]);
		}
	}
}

/* As the codebook holds it: in points, own points counting one to one. */
static void
settle(const double *weight, double hint_at, struct weighing *weighing)
{
	double own = MAX(weight[1], 0.05);

	for (guint i = 0; i < 4; i++)
		weighing->near[i] = (int)CLAMP(
			lrint(POINTS_PER_E * weight[2 + i] / own), -1000, 1000);
	weighing->rules[STRENGTH_HINT] = RULE_HINT;
	weighing->rules[STRENGTH_PROBABLE] = RULE_PROBABLE;
	weighing->rules[STRENGTH_SEQUENCE] = RULE_SEQUENCE;
	weighing->hint = (int)CLAMP(
		lrint(POINTS_PER_E *
		      (log(hint_at / (1 - hint_at)) - weight[0]) / own),
		-NEVER, NEVER);
	weighing->probable = (int)CLAMP(
		lrint(POINTS_PER_E *
		      (log(PROBABLE_AT / (1 - PROBABLE_AT)) - weight[0]) / own),
		-NEVER, NEVER);
}

static double
hint_at(const struct learning *learning, guint technique)
{
	const struct technique *it =
		learning->lessons->codebook->techniques->pdata[technique];

	return it->hint_at > 0 && it->hint_at < 1 ? it->hint_at : HINT_AT;
}

static void
try_group(const struct learning *learning, const double (*factors)[FACTORS],
	  guint group, struct learned_technique *result)
{
	double weight[FACTORS];
	struct weighing weighing;

	learn_near(learning, factors, result->technique, group, weight);
	settle(weight, hint_at(learning, result->technique), &weighing);
	for (guint t = 0; t < learning->lessons->turns->len; t++) {
		const struct example_turn *turn =
			lessons_turn(learning->lessons, t);
		gboolean label = turn->yes[result->technique];
		int points =
			learning->held_out[t] +
			weigh_near(weighing.near, learning->sure + t - turn->at,
				   turn->turns, turn->at);

		if (turn->group != group || points < weighing.hint)
			continue;
		result->right += label;
		result->wrong += !label;
		result->firm_right += label && points >= weighing.probable;
		result->firm_wrong += !label && points >= weighing.probable;
	}
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
	guint turns = learning->lessons->turns->len;
	g_autofree double(*factors)[FACTORS] =
		g_malloc(sizeof *factors * (turns + 1));
	double weight[FACTORS];

	hold_out(learning, result->technique);
	for (guint t = 0; t < turns; t++)
		factors_of(learning, t, factors[t]);
	for (guint group = 0; group < learning->lessons->groups; group++)
		try_group(learning, (const double(*)[FACTORS])factors, group,
			  result);
	learn_near(learning, (const double(*)[FACTORS])factors,
		   result->technique, G_MAXUINT, weight);
	settle(weight, hint_at(learning, result->technique), weighing);
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
	g_autofree gint8 *points = g_new(gint8, clues + 1);
	g_autofree int *held_out = g_new0(int, turns + 1);
	g_autofree int *sure = g_new0(int, turns + 1);
	struct learning learning = {
		read, weight, step, points, held_out, sure
	};

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
