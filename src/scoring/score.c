/*
 * One rater's ratings of one session -> means, counts and what is missing.
 *
 * Only live items count.  Off-model items are listed and summed apart and
 * never enter a mean.
 */
#include "scoring/private.h"

#include <math.h>
#include <string.h>

/* What the rule counts of a rated item; 0 = nothing. */
static guint
point_counted(const struct rubric *rubric, const struct item *item,
	      const struct item_rating *line, enum score_of of)
{
	if (of == OF_EXTENT)
		return line->extent;
	return item_has_quality(rubric, item, line->extent) ? line->quality : 0;
}

/* Sums of whole numbers are exact, so the order of items leaves no trace. */
static void
mean_finish(struct mean_score *mean, guint64 squares)
{
	double n = mean->n, variance;

	mean->sufficient = mean->n >= mean->least;
	mean->mean = mean->n > 0 ? mean->sum / n : NAN;
	mean->standard_error = NAN;
	if (mean->n < 2)
		return;
	variance =
		(n * (double)squares - mean->sum * mean->sum) / (n * (n - 1));
	mean->standard_error = sqrt(variance / n);
}

static struct mean_score
mean_build(const struct rubric *rubric, const struct session_facts *facts,
	   const struct rating *rating, const struct score_rule *rule)
{
	struct mean_score mean = { .rule = rule };
	guint64 squares = 0;

	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = g_ptr_array_index(rubric->items, i);
		const struct item_rating *line;
		guint point;

		if (!(rule->classes & item->item_class) ||
		    !item_is_live(item, facts))
			continue;
		line = rating_item(rating, item->id);
		point = line ? point_counted(rubric, item, line, rule->of) : 0;
		if (point == 0)
			continue;
		mean.n++;
		mean.sum += point;
		squares += point * point;
	}
	mean.least = MAX(1, MAX(rule->min_items, rubric->min_items));
	mean_finish(&mean, squares);
	return mean;
}

static void
count_item(const struct rubric *rubric, const struct item *item,
	   const struct item_rating *line, struct session_score *score)
{
	score->live++;
	if (!line) {
		g_ptr_array_add(score->missing, g_strdup(item->id));
		return;
	}
	if (line->extent == 0) {
		score->not_applicable++;
		g_ptr_array_add(score->na, g_strdup(item->id));
		return;
	}
	if (rubric->rated_with_quality &&
	    item_lacks_quality(rubric, item, line))
		g_ptr_array_add(score->missing, g_strdup(item->id));
	else
		score->rated++;
	if (!(item->item_class & rubric->proscribed_classes))
		return;
	score->proscribed_sum += line->extent - 1;
	if (line->extent >= 2)
		g_ptr_array_add(score->proscribed, (void *)line);
}

const struct mean_score *
score_passed_on(const struct rubric *rubric, const struct session_score *score)
{
	if (rubric->pass_score == &rubric->adherence)
		return &score->adherence;
	if (rubric->pass_score == &rubric->specificity)
		return &score->specificity;
	return &score->quality;
}

struct session_score *
session_score_build(const struct rubric *rubric,
		    const struct session_facts *facts,
		    const struct rating *rating)
{
	return session_score_build_near(rubric, facts, rating, NULL);
}

struct session_score *
session_score_build_near(const struct rubric *rubric,
			 const struct session_facts *facts,
			 const struct rating *rating,
			 const struct near_band *near)
{
	const struct near_band fixed = { .width = rubric->near_cut };
	struct session_score *score = g_new0(struct session_score, 1);

	if (rating->earlier && rating->signature->has_facts)
		facts = &rating->signature->facts;
	score->rubric = rubric;
	score->near = near ? *near : fixed;
	score->missing = g_ptr_array_new_with_free_func(g_free);
	score->na = g_ptr_array_new_with_free_func(g_free);
	score->reasons = g_ptr_array_new_with_free_func(g_free);
	score->proscribed = g_ptr_array_new();
	score->adherence =
		mean_build(rubric, facts, rating, &rubric->adherence);
	score->quality = mean_build(rubric, facts, rating, &rubric->quality);
	score->specificity =
		mean_build(rubric, facts, rating, &rubric->specificity);
	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = g_ptr_array_index(rubric->items, i);

		if (item_is_live(item, facts))
			count_item(rubric, item, rating_item(rating, item->id),
				   score);
	}
	score->countable = rubric->na_lowers_share ?
				   score->live :
				   score->live - score->not_applicable;
	if (score->countable > 0)
		score->share_rated = (double)score->rated / score->countable;
	pass_decide(rubric, facts, rating, score);
	return score;
}

void
session_score_free(struct session_score *score)
{
	if (!score)
		return;
	g_ptr_array_unref(score->missing);
	g_ptr_array_unref(score->na);
	g_ptr_array_unref(score->reasons);
	g_ptr_array_unref(score->proscribed);
	g_free(score);
}
