/*
 * Two raters: what can be said, and why not; see making.h.
 */
#include "agreement/agreement.h"
#include "agreement/making.h"
#include "agreement/pair.h"

#include <math.h>

/* Fewer units make no interval of kappa. */
#define UNITS_LEAST 3
/* A category beyond this share makes kappa a matter of its margins. */
#define SHARE_MOST .8

static gboolean
all_same(const double *x, guint n)
{
	for (guint i = 1; i < n; i++)
		if (x[i] != x[0])
			return FALSE;
	return n > 0;
}

/* Units that one of the two alone rated. */
static guint
rated_alone(const struct pair *pair, guint a, guint b)
{
	const struct ratings *ratings = pair->making->ratings;

	if (b >= ratings->raters->len)
		return 0;
	return ratings_of_rater(ratings, a) + ratings_of_rater(ratings, b) -
	       2 * pair->of.n;
}

static void
pair_init(struct pair *pair, struct making *making, guint a, guint b)
{
	const struct ratings *ratings = making->ratings;
	guint raters = ratings->raters->len;

	*pair = (struct pair){
		.making = making,
		.first = a < raters ? ratings->raters->pdata[a] : "nobody",
		.second = b < raters ? ratings->raters->pdata[b] : "nobody",
	};
	if (b < raters)
		pairs_init(&pair->of, ratings, a, b);
	pair->alone = rated_alone(pair, a, b);
	pair->first_same = all_same(pair->of.x, pair->of.n);
	pair->second_same = all_same(pair->of.y, pair->of.n);
	for (guint i = 0; i < pair->of.n; i++)
		pair->same += pair->of.x[i] == pair->of.y[i];
}

void
pair_say_why(const struct pair *pair)
{
	const struct pairs *of = &pair->of;
	struct making *making = pair->making;

	if (making->report->ratings == 0)
		make_why(making, "no ratings");
	else if (making->ratings->raters->len < 2)
		make_why(making, "one rater: agreement needs two");
	else if (of->n == 0)
		make_why(making, "no unit was rated by both");
	else if (of->n == 1)
		make_why(making,
			 "one pair only: difference %.3g; at least 2 units are "
			 "needed, 10 or more to say anything",
			 of->x[0] - of->y[0]);
	else if (pair->first_same && pair->second_same && of->x[0] == of->y[0])
		make_why(making,
			 "not defined: both raters gave %g to every unit, so "
			 "chance agreement is 1; agreement %u of %u",
			 of->x[0], of->n, of->n);
	else if (pair->first_same || pair->second_same)
		make_why(making, "not defined: %s gave %g to every unit",
			 pair->first_same ? pair->first : pair->second,
			 pair->first_same ? of->x[0] : of->y[0]);
	else
		make_why(making, NULL);
}

struct estimate
pair_unless_single(const struct pair *pair, struct estimate of)
{
	return pair->of.n < 2 ? NO_ESTIMATE : of;
}

/* ---- on points of a scale ----------------------------------------------- */

static double
largest_share(const struct cross *cross)
{
	double most = 0;

	for (guint i = 0; i < cross->k; i++) {
		double given = 0;

		for (guint j = 0; j < cross->k; j++)
			given += cross->cells[i * cross->k + j] +
				 cross->cells[j * cross->k + i];
		most = MAX(most, given / (2 * cross->n));
	}
	return most;
}

static void
note_kappa(const struct pair *pair, const struct cross *cross,
	   struct statistic *statistic)
{
	struct estimate wilson = proportion_wilson(pair->same, cross->n);

	if (isnan(statistic->of.value))
		return;
	if (cross->n < UNITS_LEAST) {
		statistic->of = estimate_value(statistic->of.value);
		make_note(statistic, "%g units: no interval", cross->n);
	} else if (pair->first_same && pair->second_same) {
		make_note(statistic, "each rater used one category only, and "
				     "not the same");
	} else if (pair->same == cross->n) {
		make_note(statistic,
			  "no interval: all %g units are rated the same "
			  "(Wilson %.3f to 1)",
			  cross->n, wilson.lower);
	} else if (largest_share(cross) > SHARE_MOST) {
		make_note(statistic,
			  "%g of %g agree (Wilson %.3f to %.3f) and one "
			  "category holds nearly all: kappa cannot be judged, "
			  "see AC1 beside it",
			  pair->same, cross->n, wilson.lower, wilson.upper);
	} else if (pair->first_same || pair->second_same) {
		make_note(statistic,
			  "%s used one category only: kappa is 0 whatever the "
			  "other does",
			  pair->first_same ? pair->first : pair->second);
	} else if (statistic->of.se == 0) {
		make_note(statistic, "SE is 0: no interval");
	}
}

static void
make_kappa(const struct pair *pair, const struct cross *cross, const char *name,
	   enum weighting weighting, const char *options)
{
	g_autofree double *w = weights_build(weighting, pair->making->scale);
	struct estimate of = pair_unless_single(pair, weighted_kappa(cross, w));

	note_kappa(pair, cross,
		   make_figure(pair->making, name, of, (guint64)cross->n, "%s",
			       options));
}

static void
make_same(const struct pair *pair, const struct cross *cross, const char *name,
	  double apart)
{
	struct estimate of =
		percent_agreement(cross, pair->making->scale, apart);
	struct estimate wilson =
		proportion_wilson(round(of.value * cross->n), cross->n);
	struct statistic *made;

	of = pair_unless_single(pair, of);
	made = make_figure(pair->making, name, of, (guint64)cross->n,
			   "tolerance=%g", apart);
	if (isnan(made->of.value))
		return;
	made->of.lower = wilson.lower;
	made->of.upper = wilson.upper;
	make_note(made, "%g of %g; limits by Wilson",
		  round(of.value * cross->n), cross->n);
}

/* What is at or above a point; of two categories, the lower one. */
static void
make_specific(const struct pair *pair, const struct cross *cross)
{
	const struct scale *scale = pair->making->scale;
	gboolean two = scale->n == 2;
	guint from = two ? 1 : scale->n / 2;
	struct estimate high = positive_agreement(cross, from);
	struct estimate low = negative_agreement(cross, from);
	g_autofree char *options =
		g_strdup_printf(two ? "positive=%g" : "positive: >=%g",
				scale->points[two ? 0 : from]);

	if (pair->of.n > 1)
		make_why(pair->making, "neither gave it to any unit");
	make_figure(pair->making, "positive_agreement",
		    pair_unless_single(pair, two ? low : high),
		    (guint64)cross->n, "%s", options);
	make_figure(pair->making, "negative_agreement",
		    pair_unless_single(pair, two ? high : low),
		    (guint64)cross->n, "%s", options);
	pair_say_why(pair);
}

static void
make_margins(const struct pair *pair, const struct cross *cross)
{
	guint df;
	struct estimate of =
		pair_unless_single(pair, stuart_maxwell(cross, &df));

	if (pair->of.n > 1)
		make_why(pair->making,
			 "too few categories differ to test the margins");
	make_figure(pair->making, "stuart_maxwell", of, (guint64)cross->n,
		    "df=k-1");
	pair_say_why(pair);
}

static void
make_cross(const struct pair *pair, const struct cross *cross, gboolean counts)
{
	static const char all[] = "categories=1..k, all k kept even if unused";
	struct making *making = pair->making;
	guint k = making->scale->n;
	guint64 n = (guint64)cross->n;

	make_same(pair, cross, "percent_agreement", 0);
	make_same(pair, cross, "percent_within_1", 1);
	make_figure(making, "expected_agreement",
		    pair_unless_single(
			    pair, estimate_value(expected_agreement(cross))),
		    n, "cohen");
	make_kappa(pair, cross, "cohen_kappa", WEIGHTS_NONE,
		   counts ? "weights: counts" : "categories=1..k; conf=.95");
	make_figure(making, "cohen_kappa_null_se",
		    pair_unless_single(pair, kappa_test(cross)), n, "%s", "");
	make_kappa(pair, cross, "weighted_kappa_linear", WEIGHTS_LINEAR,
		   counts ? "weights: counts" : all);
	make_kappa(pair, cross, "weighted_kappa_quadratic", WEIGHTS_QUADRATIC,
		   counts ? "weights: counts" : all);
	if (k < 2 && pair->of.n > 1)
		make_why(making, "one category only: name the scale with "
				 "--scale");
	make_figure(making, "brennan_prediger",
		    pair_unless_single(pair, brennan_prediger(cross)), n,
		    "k=%u%s", k, k == 2 ? "; = PABAK" : "");
	pair_say_why(pair);
	if (k < 2)
		return;
	make_specific(pair, cross);
	make_margins(pair, cross);
}

/* Of two raters; of more the column of units says it. */
static void
remark_alone(const struct pair *pair)
{
	if (pair->alone > 0 && pair->making->ratings->raters->len == 2)
		make_remark(pair->making,
			    "%u %s rated by both; %u left out, because one of "
			    "the two did not rate %s",
			    pair->of.n,
			    pair->of.n == 1 ? "unit was" : "units were",
			    pair->alone, pair->alone == 1 ? "it" : "them");
}

static void
make_points(struct pair *pair, guint a, guint b)
{
	const struct ratings *ratings = pair->making->ratings;
	struct cross cross;

	if (ratings->counts) {
		cross_init_counts(&cross, ratings, a, b, pair->making->scale);
		pair->same = 0;
		for (guint i = 0; i < cross.k; i++)
			pair->same += cross.cells[i * cross.k + i];
	} else {
		cross_init(&cross, &pair->of, pair->making->scale);
	}
	make_cross(pair, &cross, ratings->counts != NULL);
	cross_clear(&cross);
}

void
make_pair(struct making *making, guint a, guint b)
{
	const struct ratings *ratings = making->ratings;
	struct pair pair;

	pair_init(&pair, making, a, b);
	pair_say_why(&pair);
	remark_alone(&pair);
	if (making->as_points && making->scale->n <= CATEGORIES_MOST)
		make_points(&pair, a, b);
	else if (making->as_points && a == 0 && b == 1)
		make_remark(making,
			    "%u different values are no categories: kappa and "
			    "its kin are left out; name the scale with --scale",
			    making->scale->n);
	if (!ratings->counts) {
		make_difference(&pair);
		if (!making->names)
			make_correlations(&pair);
	}
	pairs_clear(&pair.of);
	make_why(making, NULL);
}
