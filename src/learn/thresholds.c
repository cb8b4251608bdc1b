/*
 * thresholds: from how many points on a technique is a tag.
 *
 * Chosen and tried on turns whose group was left out of all that was learned.
 */
#include "learn/learning.h"

#include <math.h>

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

struct settling {
	const struct learning *learning;
	const struct stack *stack;
	guint technique;
	struct stacked *groups; /* what was learned without each group */
};

/* -- as a codebook holds it ---------------------------------------------------- */

/* From so many points on the technique is as likely as that. */
static int
points_of_chance(double chance, const struct stacked *stacked)
{
	double logit = log(chance / (1 - chance));

	return (int)CLAMP(
		lrint(POINTS_PER_E * (logit - stacked->start) / stacked->own),
		-NEVER, NEVER);
}

static void
fill_weighing(const struct stacked *stacked, double hint_at,
	      struct weighing *weighing)
{
	for (guint i = 0; i < 4; i++)
		weighing->near[i] = stacked->near[i];
	weighing->rules[STRENGTH_HINT] = RULE_HINT;
	weighing->rules[STRENGTH_PROBABLE] = RULE_PROBABLE;
	weighing->rules[STRENGTH_SEQUENCE] = RULE_SEQUENCE;
	weighing->hint = points_of_chance(hint_at, stacked);
	weighing->probable = points_of_chance(PROBABLE_AT, stacked);
}

/* -- trying it where it was not learned ----------------------------------------- */

static void
try_turn(const struct settling *settling, guint t, double hint_at,
	 struct learned_technique *result)
{
	const struct example_turn *turn =
		lessons_turn(settling->learning->lessons, t);
	const struct stacked *stacked = &settling->groups[turn->group];
	guint technique = settling->technique;
	guint8 rules = turn->rules ? turn->rules[technique] : 0;
	gboolean label = turn->yes[technique];
	struct weighing weighing;
	int points;

	fill_weighing(stacked, hint_at, &weighing);
	points = settling->learning->techniques[technique].held_out[t] +
		 stack_gain(settling->stack, stacked, technique, t);
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
try_points(const struct settling *settling, double hint_at,
	   struct learned_technique *result)
{
	const GArray *turns = settling->learning->lessons->labelled;

	result->right = result->wrong = 0;
	result->firm_right = result->firm_wrong = 0;
	for (guint i = 0; i < turns->len; i++)
		try_turn(settling, g_array_index(turns, guint, i), hint_at,
			 result);
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
	best = try_points(settling, HINT_AT, result) + GAIN;
	for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
		double f1 = try_points(settling, others[i], result);

		if (f1 > best) {
			best = f1;
			chosen = others[i];
		}
	}
	return chosen;
}

void
learning_settle(const struct learning *learning, struct stack *stack,
		struct learned_technique *result, struct weighing *weighing,
		gint16 *beside)
{
	guint groups = learning->lessons->groups;
	guint n = BESIDES * learning->lessons->codebook->techniques->len;
	g_autofree gint16 *all = g_new(gint16, (gsize)groups * n + 1);
	g_autofree struct stacked *of_groups =
		g_new(struct stacked, groups + 1);
	struct stacked whole = { .beside = beside };
	struct settling settling = { learning, stack, result->technique,
				     of_groups };
	double hint_at;

	for (guint group = 0; group < groups; group++) {
		of_groups[group].beside = all + (gsize)group * n;
		stack_learn(stack, result->technique, group, &of_groups[group]);
	}
	hint_at = choose_hint(&settling, result);
	try_points(&settling, hint_at, result);
	stack_learn(stack, result->technique, G_MAXUINT, &whole);
	fill_weighing(&whole, hint_at, weighing);
}
