/*
 * Krippendorff's alpha by metric, and the kappas of full tables; see chance.h.
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"
#include "agreement/means.h"

#include <math.h>
#include <stdlib.h>

const char *
metric_name(enum metric metric)
{
	static const char *const names[] = {
		[METRIC_NOMINAL] = "nominal",
		[METRIC_ORDINAL] = "ordinal",
		[METRIC_INTERVAL] = "interval",
		[METRIC_RATIO] = "ratio",
	};

	return names[metric];
}

static double
ratio_apart(double a, double b)
{
	return a == b ? 0 : (a - b) * (a - b) / ((a + b) * (a + b));
}

/* Sum over all pairs of n values, each pair twice. */
static double
pairs_apart(enum metric metric, double *x, guint n)
{
	double sum = 0, mean = mean_from(x, 1, n);

	if (metric == METRIC_RATIO) {
		for (guint a = 0; a < n; a++)
			for (guint b = 0; b < a; b++)
				sum += 2 * ratio_apart(x[a], x[b]);
		return sum;
	}
	if (metric == METRIC_NOMINAL) {
		qsort(x, n, sizeof *x, doubles_compare);
		sum = (double)n * n;
		for (guint i = 0, j; i < n; i = j) {
			for (j = i + 1; j < n && x[j] == x[i]; j++)
				;
			sum -= (double)(j - i) * (j - i);
		}
		return sum;
	}
	for (guint i = 0; i < n; i++)
		sum += 2. * n * (x[i] - mean) * (x[i] - mean);
	return sum;
}

/* Observed: pairs within units, each unit by its number of values. */
static double
apart_within(enum metric metric, const struct ratings *ratings)
{
	g_autofree double *x = g_new(double, ratings->raters->len + 1);
	double sum = 0;

	for (guint u = 0; u < ratings->units->len; u++) {
		guint n = 0;

		for (guint r = 0; r < ratings->raters->len; r++)
			if (!isnan(*ratings_cell(ratings, u, r)))
				x[n++] = *ratings_cell(ratings, u, r);
		sum += pairs_apart(metric, x, n) / (n - 1);
	}
	return sum;
}

/* How often each point was given. */
static double *
counts_build(const struct ratings *ratings, const struct scale *scale)
{
	double *counts = g_new0(double, scale->n + 1);
	gsize cells = (gsize)ratings->units->len * ratings->raters->len;

	for (gsize i = 0; i < cells; i++)
		if (!isnan(ratings->cells[i]))
			counts[scale_find(scale, ratings->cells[i])]++;
	return counts;
}

/* Expected: all pairs of values, whatever unit they are of; squares of
 * differences by their moments, so that many values cost nothing. */
static double
apart_all(enum metric metric, const struct scale *scale, const double *counts,
	  double n)
{
	double sum = 0, mean = 0;

	if (metric == METRIC_RATIO) {
		for (guint i = 0; i < scale->n; i++)
			for (guint j = 0; j < i; j++)
				sum += 2 * counts[i] * counts[j] *
				       ratio_apart(scale->points[i],
						   scale->points[j]);
		return sum / (n - 1);
	}
	for (guint i = 0; i < scale->n; i++) {
		mean += counts[i] * scale->points[i] / n;
		sum += counts[i] * counts[i];
	}
	if (metric == METRIC_NOMINAL)
		return (n * n - sum) / (n - 1);
	sum = 0;
	for (guint i = 0; i < scale->n; i++)
		sum += counts[i] * pow(scale->points[i] - mean, 2);
	return 2 * n * sum / (n - 1);
}

/* On an ordinal scale the distance of two values is how many lie between, with
 * half of each end: the difference of their middle ranks. */
static void
to_ranks(struct ratings *ratings, struct scale *scale, const double *counts)
{
	gsize cells = (gsize)ratings->units->len * ratings->raters->len;
	g_autofree double *ranks = g_new(double, scale->n + 1);
	double below = 0;

	for (guint i = 0; i < scale->n; i++) {
		ranks[i] = below + counts[i] / 2;
		below += counts[i];
	}
	for (gsize i = 0; i < cells; i++)
		if (!isnan(ratings->cells[i]))
			ratings->cells[i] =
				ranks[scale_find(scale, ratings->cells[i])];
	for (guint i = 0; i < scale->n; i++)
		scale->points[i] = ranks[i];
}

double
krippendorff_alpha(enum metric metric, const struct ratings *all, guint *n)
{
	g_autoptr(Ratings) ratings = ratings_with(all, 2);
	g_autoptr(Scale) scale = scale_of(ratings);
	g_autofree double *counts = counts_build(ratings, scale);
	double values = (double)ratings_all(ratings), chance;

	*n = ratings->units->len;
	if (scale->n < 2 || (metric == METRIC_RATIO && scale->n > RATIO_MOST))
		return NAN;
	if (metric == METRIC_ORDINAL)
		to_ranks(ratings, scale, counts);
	chance = apart_all(metric, scale, counts, values);
	return chance > 0 ? 1 - apart_within(metric, ratings) / chance : NAN;
}

/* Counts of each point in a unit. */
static void
count_unit(const struct ratings *ratings, const struct scale *scale, guint u,
	   double *counts)
{
	for (guint k = 0; k < scale->n; k++)
		counts[k] = 0;
	for (guint r = 0; r < ratings->raters->len; r++)
		counts[scale_find(scale, *ratings_cell(ratings, u, r))]++;
}

struct estimate
fleiss_kappa(const struct ratings *ratings, const struct scale *scale)
{
	struct estimate estimate = NO_ESTIMATE;
	g_autofree double *all = counts_build(ratings, scale);
	g_autofree double *own = g_new0(double, scale->n + 1);
	double r = ratings->raters->len, n = ratings->units->len;
	double same = 0, chance = 0, spread = 0, skew = 0;

	if (n < 1 || r < 2)
		return estimate;
	for (guint u = 0; u < ratings->units->len; u++) {
		count_unit(ratings, scale, u, own);
		for (guint k = 0; k < scale->n; k++)
			same += own[k] * (own[k] - 1);
	}
	same /= n * r * (r - 1);
	for (guint k = 0; k < scale->n; k++) {
		double p = all[k] / (n * r);

		chance += p * p;
		spread += p * (1 - p);
		skew += p * (1 - p) * (1 - 2 * p);
	}
	if (spread <= 0)
		return estimate;
	estimate.value = (same - chance) / (1 - chance);
	estimate.se = sqrt(2 / (spread * spread * n * r * (r - 1)) *
			   (spread * spread - skew));
	if (estimate.se > 0)
		estimate.p =
			2 *
			tails_normal(fabs(estimate.value) / estimate.se).upper;
	return estimate;
}

double
fleiss_kappa_of(const struct ratings *ratings, const struct scale *scale,
		guint point)
{
	g_autofree double *all = counts_build(ratings, scale);
	g_autofree double *own = g_new0(double, scale->n + 1);
	double r = ratings->raters->len, n = ratings->units->len;
	double mixed = 0, p = all[point] / (n * r);

	for (guint u = 0; u < ratings->units->len; u++) {
		count_unit(ratings, scale, u, own);
		mixed += own[point] * (r - own[point]);
	}
	return p > 0 && p < 1 ? 1 - mixed / (n * r * (r - 1) * p * (1 - p)) :
				NAN;
}

double
light_kappa(const struct ratings *ratings, const struct scale *scale)
{
	g_autofree double *w = weights_build(WEIGHTS_NONE, scale);
	double sum = 0;
	guint pairs_n = 0;

	for (guint a = 0; a < ratings->raters->len; a++)
		for (guint b = 0; b < a; b++) {
			struct pairs pairs;
			struct cross cross;

			pairs_init(&pairs, ratings, a, b);
			cross_init(&cross, &pairs, scale);
			sum += weighted_kappa(&cross, w).value;
			pairs_n++;
			cross_clear(&cross);
			pairs_clear(&pairs);
		}
	return sum / pairs_n;
}
