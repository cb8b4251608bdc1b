/*
 * settle: what neighbours add to a technique, and from where on it is a tag.
 *
 * A second regression, on points of turns whose group was left out of the
 * first (stacking; Wolpert 1992), so that it knows how far points of strange
 * sessions can be trusted.
 */
#include "tagging/learn.h"

#include <math.h>
#include <string.h>

#define FACTORS 6 /* 1, own points, and the four of enum nearness */
#define ROUNDS 20
#define RATE 0.1
#define DECAY 0.001
/* How likely a tag must be, unless another of these serves the technique
 * better by GAIN in F1; words of other people's sessions promise more than
 * they hold, so a probable one must be likelier than it sounds. */
#define HINT_AT 0.3
#define GAIN 0.04
#define PROBABLE_AT 0.5
/*
 * What a tag of rules is worth beside words.  Not learned: rules are mostly
 * written from the very sessions that weights are learned from, and would
 * seem to be always right.
 */
#define RULE_HINT 80
#define RULE_PROBABLE 140
#define RULE_SEQUENCE 120
#define NEVER G_MAXINT16

typedef double factors[FACTORS];

struct settling {
	const struct learning *learning;
	guint technique;
	factors *turns;	 /* by turn */
	factors *groups; /* weights when a group was left out */
};

/* -- the second regression --------------------------------------------------- */

static void
find_factors(const struct learning *learning, guint t, double *out)
{
	static const int units[4][4] = { { 2 * SURE, 0, 0, 0 },
					 { 0, 2 * SURE, 0, 0 },
					 { 0, 0, 2 * SURE, 0 },
					 { 0, 0, 0, 2 * SURE } };
	const struct example_turn *turn = lessons_turn(learning->lessons, t);
	const int *sure = learning->sure + t - turn->at;

	out[0] = 1;
	out[1] = learning->held_out[t] / (double)POINTS_PER_E;
	for (guint i = 0; i < 4; i++)
		out[2 + i] = weigh_near(units[i], sure, turn->turns, turn->at) /
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
learn_near(const struct settling *settling, guint left_out, double *weight)
{
	const struct lessons *lessons = settling->learning->lessons;
	double step[FACTORS];
	guint seed = 1, turns = lessons->turns->len;

	memset(weight, 0, FACTORS * sizeof *weight);
	weight[0] = -1;
	weight[1] = 1;
	for (guint i = 0; i < FACTORS; i++)
		step[i] = 0.01;
	for (guint i = 0; i < ROUNDS * turns; i++) {
		guint t = learning_random(&seed) % turns;
		const struct example_turn *turn = lessons_turn(lessons, t);
		const double *x = settling->turns[t];
		double error;

		if (turn->group == left_out)
			continue;
		error = learning_chance(dot(weight, x)) -
			turn->yes[settling->technique];
		for (guint f = 0; f < FACTORS; f++) {
			double slope = error * x[f] + DECAY * weight[f];

			step[f] += slope * slope;
			weight[f] -= RATE * slope / sqrt(step[f]);
		}
	}
}

/* -- as a codebook holds it ---------------------------------------------------- */

/* From so many points on the technique is as likely as that. */
static int
points_at(double chance, const double *weight, double own)
{
	double logit = log(chance / (1 - chance));

	return (int)CLAMP(lrint(POINTS_PER_E * (logit - weight[0]) / own),
			  -NEVER, NEVER);
}

/* Own points count one to one. */
static void
fill_weighing(const double *weight, double hint_at, struct weighing *weighing)
{
	double own = MAX(weight[1], 0.05);

	for (guint i = 0; i < 4; i++)
		weighing->near[i] = (int)CLAMP(
			lrint(POINTS_PER_E * weight[2 + i] / own), -1000, 1000);
	weighing->rules[STRENGTH_HINT] = RULE_HINT;
	weighing->rules[STRENGTH_PROBABLE] = RULE_PROBABLE;
	weighing->rules[STRENGTH_SEQUENCE] = RULE_SEQUENCE;
	weighing->hint = points_at(hint_at, weight, own);
	weighing->probable = points_at(PROBABLE_AT, weight, own);
}

/* -- trying it where it was not learned ----------------------------------------- */

static void
try_turn(const struct settling *settling, guint t, double hint_at,
	 struct learned_technique *result)
{
	const struct learning *learning = settling->learning;
	const struct example_turn *turn = lessons_turn(learning->lessons, t);
	guint8 rules = turn->rules ? turn->rules[settling->technique] : 0;
	gboolean label = turn->yes[settling->technique];
	struct weighing weighing;
	int points;

	fill_weighing(settling->groups[turn->group], hint_at, &weighing);
	points = learning->held_out[t] +
		 weigh_near(weighing.near, learning->sure + t - turn->at,
			    turn->turns, turn->at);
	if (rules)
		points += weighing.rules[rules - 1];
	if (points < weighing.hint)
		return;
	result->right += label;
	result->wrong += !label;
	result->firm_right += label && points >= weighing.probable;
	result->firm_wrong += !label && points >= weighing.probable;
}

static double
try_all(const struct settling *settling, double hint_at,
	struct learned_technique *result)
{
	const GArray *turns = settling->learning->lessons->turns;

	result->right = result->wrong = 0;
	result->firm_right = result->firm_wrong = 0;
	for (guint t = 0; t < turns->len; t++)
		try_turn(settling, t, hint_at, result);
	return 2.0 * result->right /
	       MAX(1, result->right + result->wrong + result->labelled);
}

/* What the codebook asks for, or what serves best. */
static double
choose_hint(const struct settling *settling, struct learned_technique *result)
{
	static const double others[] = { 0.1,  0.15, 0.2, 0.25,
					 0.35, 0.4,  0.5, 0.6 };
	const struct technique *technique =
		settling->learning->lessons->codebook->techniques
			->pdata[settling->technique];
	double chosen = HINT_AT, best;

	if (technique->hint_at > 0 && technique->hint_at < 1)
		return technique->hint_at;
	best = try_all(settling, HINT_AT, result) + GAIN;
	for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
		double f1 = try_all(settling, others[i], result);

		if (f1 > best) {
			best = f1;
			chosen = others[i];
		}
	}
	return chosen;
}

void
learning_settle(const struct learning *learning,
		struct learned_technique *result, struct weighing *weighing)
{
	guint turns = learning->lessons->turns->len;
	guint groups = learning->lessons->groups;
	g_autofree factors *of_turns = g_new(factors, turns + 1);
	g_autofree factors *of_groups = g_new(factors, groups + 1);
	struct settling settling = { learning, result->technique, of_turns,
				     of_groups };
	double weight[FACTORS], hint_at;

	for (guint t = 0; t < turns; t++)
		find_factors(learning, t, of_turns[t]);
	for (guint group = 0; group < groups; group++)
		learn_near(&settling, group, of_groups[group]);
	hint_at = choose_hint(&settling, result);
	try_all(&settling, hint_at, result);
	learn_near(&settling, G_MAXUINT, weight);
	fill_weighing(weight, hint_at, weighing);
}
