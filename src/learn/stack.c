/*
 * stack: what the turns and techniques around a technique add to it.
 *
 * A second regression, on points of turns whose group was left out of the
 * first (stacking; Wolpert 1992), so that it knows how far points of strange
 * sessions can be trusted.  Its factors are the technique's own points, how
 * sure it is of the turns around, and how sure other techniques are of this
 * turn and of those next to it.  Neighbours are all the therapist's turns, as
 * in a session that is tagged; learned from are the labelled ones alone.
 */
#include "learn/learning.h"

#include <math.h>
#include <string.h>

#define OWN 6 /* 1, own points, and the four of enum nearness */
#define ROUNDS 20
#define RATE 0.1
#define DECAY 0.001
#define MOST_NEAR 1000 /* points */

/* What another technique is to a turn; most of them are nothing. */
struct factor {
	guint at; /* beside x techniques + technique */
	double value;
};

struct stack {
	const struct learning *learning;
	guint techniques;
	GArray *factors; /* struct factor, turn after turn */
	guint *first;	 /* turn -> its first factor; one more at the end */
	double *weight;	 /* OWN + BESIDES x techniques */
	double *step;	 /* sums of squared slopes, as weight */
};

static void
add_factors(struct stack *stack, enum beside beside, guint turn)
{
	for (guint i = 0; i < stack->techniques; i++) {
		const struct learned_clues *clues =
			&stack->learning->techniques[i];
		struct factor factor = { beside * stack->techniques + i, 0 };

		if (!clues->is_learned || !clues->sure[turn])
			continue;
		factor.value = clues->sure[turn] / (2.0 * SURE);
		g_array_append_val(stack->factors, factor);
	}
}

struct stack *
stack_new(const struct learning *learning)
{
	struct stack *stack = g_new0(struct stack, 1);
	guint turns = learning->lessons->turns->len;

	stack->learning = learning;
	stack->techniques = learning->lessons->codebook->techniques->len;
	stack->factors = g_array_new(FALSE, FALSE, sizeof(struct factor));
	stack->first = g_new(guint, turns + 1);
	stack->weight = g_new(double, OWN + BESIDES * stack->techniques);
	stack->step = g_new(double, OWN + BESIDES * stack->techniques);
	for (guint t = 0; t < turns; t++) {
		const struct example_turn *turn =
			lessons_turn(learning->lessons, t);

		stack->first[t] = stack->factors->len;
		add_factors(stack, BESIDE_HERE, t);
		if (turn->at > 0)
			add_factors(stack, BESIDE_LAST, t - 1);
		if (turn->at + 1 < turn->turns)
			add_factors(stack, BESIDE_NEXT, t + 1);
	}
	stack->first[turns] = stack->factors->len;
	return stack;
}

void
stack_free(struct stack *stack)
{
	g_array_unref(stack->factors);
	g_free(stack->first);
	g_free(stack->weight);
	g_free(stack->step);
	g_free(stack);
}

/* Where the technique itself would stand beside itself: `near` tells that. */
static gboolean
is_itself(const struct stack *stack, const struct factor *factor,
	  guint technique)
{
	return factor->at % stack->techniques == technique;
}

static void
own_signs(const struct stack *stack, guint technique, guint t, double own[OWN])
{
	static const int units[4][4] = { { 2 * SURE, 0, 0, 0 },
					 { 0, 2 * SURE, 0, 0 },
					 { 0, 0, 2 * SURE, 0 },
					 { 0, 0, 0, 2 * SURE } };
	const struct learned_clues *clues =
		&stack->learning->techniques[technique];
	const struct example_turn *turn =
		lessons_turn(stack->learning->lessons, t);
	const int *sure = clues->sure + t - turn->at;

	own[0] = 1;
	own[1] = clues->held_out[t] / (double)POINTS_PER_E;
	for (guint i = 0; i < 4; i++)
		own[2 + i] = weigh_near(units[i], sure, turn->turns, turn->at) /
			     (2.0 * SURE);
}

/* One factor's step against the error. */
static void
step_weight(struct stack *stack, guint at, double value, double error)
{
	double slope = error * value + DECAY * stack->weight[at];

	stack->step[at] += slope * slope;
	stack->weight[at] -= RATE * slope / sqrt(stack->step[at]);
}

static void
descend(struct stack *stack, guint technique, guint t, gboolean label)
{
	const struct factor *others =
		(const struct factor *)stack->factors->data;
	double own[OWN], logit = 0, error;

	own_signs(stack, technique, t, own);
	for (guint i = 0; i < OWN; i++)
		logit += stack->weight[i] * own[i];
	for (guint i = stack->first[t]; i < stack->first[t + 1]; i++) {
		if (!is_itself(stack, &others[i], technique))
			logit += stack->weight[OWN + others[i].at] *
				 others[i].value;
	}
	error = learning_chance(logit) - label;
	for (guint i = 0; i < OWN; i++)
		step_weight(stack, i, own[i], error);
	for (guint i = stack->first[t]; i < stack->first[t + 1]; i++) {
		if (!is_itself(stack, &others[i], technique))
			step_weight(stack, OWN + others[i].at, others[i].value,
				    error);
	}
}

/* Own points count one to one. */
static int
stacked_points(const struct stack *stack, guint at, double own)
{
	return (int)CLAMP(lrint(POINTS_PER_E * stack->weight[at] / own),
			  -MOST_NEAR, MOST_NEAR);
}

void
stack_learn(struct stack *stack, guint technique, guint left_out,
	    struct stacked *stacked)
{
	const struct lessons *lessons = stack->learning->lessons;
	guint weights = OWN + BESIDES * stack->techniques;
	guint seed = 1, turns = lessons->labelled->len;

	memset(stack->weight, 0, weights * sizeof *stack->weight);
	stack->weight[0] = -1;
	stack->weight[1] = 1;
	for (guint i = 0; i < weights; i++)
		stack->step[i] = 0.01;
	for (guint i = 0; i < ROUNDS * turns; i++) {
		guint t = g_array_index(lessons->labelled, guint,
					learning_random(&seed) % turns);
		const struct example_turn *turn = lessons_turn(lessons, t);

		if (turn->group != left_out)
			descend(stack, technique, t, turn->yes[technique]);
	}
	stacked->start = stack->weight[0];
	stacked->own = MAX(stack->weight[1], 0.05);
	for (guint i = 0; i < 4; i++)
		stacked->near[i] = stacked_points(stack, 2 + i, stacked->own);
	for (guint i = OWN; i < weights; i++)
		stacked->beside[i - OWN] =
			(gint16)stacked_points(stack, i, stacked->own);
}

int
stack_gain(const struct stack *stack, const struct stacked *stacked,
	   guint technique, guint t)
{
	const struct example_turn *turn =
		lessons_turn(stack->learning->lessons, t);
	const int *sure =
		stack->learning->techniques[technique].sure + t - turn->at;
	int gained = 0;

	for (guint i = stack->first[t]; i < stack->first[t + 1]; i++) {
		const struct factor *factor =
			&g_array_index(stack->factors, struct factor, i);

		gained += stacked->beside[factor->at] *
			  (int)lrint(factor->value * 2 * SURE);
	}
	return weigh_near(stacked->near, sure, turn->turns, turn->at) +
	       gained / (2 * SURE);
}
