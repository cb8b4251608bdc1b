/*
 * Correlations of numbers and of ranks; see series.h.
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"
#include "agreement/means.h"
#include "agreement/ranks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Interval by Fisher's z with this SE, and p by t. */
static struct estimate
correlation_of(double r, double n, double se)
{
	struct estimate estimate = estimate_value(r);
	double rest = 1 - r * r;

	if (isnan(r) || n < 4 || rest < 1e-14)
		return estimate;
	estimate.lower = tanh(atanh(r) - Z_95 * se);
	estimate.upper = tanh(atanh(r) + Z_95 * se);
	estimate.p = tail_t_both(r * sqrt((n - 2) / rest), n - 2);
	return estimate;
}

static double
product_moment(const double *x, const double *y, guint n)
{
	double mx = mean_from(x, 1, n), my = mean_from(y, 1, n);
	double xx = 0, yy = 0, xy = 0;

	for (guint i = 0; i < n; i++) {
		xx += (x[i] - mx) * (x[i] - mx);
		yy += (y[i] - my) * (y[i] - my);
		xy += (x[i] - mx) * (y[i] - my);
	}
	return xx > 0 && yy > 0 ? xy / sqrt(xx) / sqrt(yy) : NAN;
}

struct estimate
pearson_correlation(const struct pairs *pairs)
{
	double n = pairs->n;

	return correlation_of(product_moment(pairs->x, pairs->y, pairs->n), n,
			      1 / sqrt(n - 3));
}

struct estimate
spearman_correlation(const struct pairs *pairs)
{
	double n = pairs->n;
	double rho = agreement_spearman(pairs->x, pairs->y, pairs->n);

	return correlation_of(rho, n, sqrt((1 + rho * rho / 2) / (n - 3)));
}

/* ---- Kendall ------------------------------------------------------------ */

/* Sums over groups of t equal values, for tau and its test. */
struct ties {
	double pairs, cubes, thirds; /* t(t-1), t(t-1)(2t+5), t(t-1)(t-2) */
};

static void
add_tie(struct ties *ties, double t)
{
	ties->pairs += t * (t - 1);
	ties->cubes += t * (t - 1) * (2 * t + 5);
	ties->thirds += t * (t - 1) * (t - 2);
}

static struct ties
ties_of(const double *values, guint n)
{
	g_autofree double *sorted = g_memdup2(values, sizeof *values * n);
	struct ties ties = { 0, 0, 0 };

	qsort(sorted, n, sizeof *sorted, doubles_compare);
	for (guint i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && sorted[j] == sorted[i]; j++)
			;
		add_tie(&ties, j - i);
	}
	return ties;
}

struct point {
	double x, y;
};

static int
compare_xy(const void *a, const void *b)
{
	const struct point *left = a, *right = b;

	if (left->x != right->x)
		return left->x > right->x ? 1 : -1;
	return (left->y > right->y) - (left->y < right->y);
}

/* Sorts by y and counts the pairs that change places (Knight 1966). */
static double
merge_count(struct point *points, struct point *spare, guint n)
{
	guint half = n / 2, i = 0, j = half, at = 0;
	double swaps;

	if (n < 2)
		return 0;
	swaps = merge_count(points, spare, half) +
		merge_count(points + half, spare, n - half);
	while (i < half || j < n) {
		if (j == n || (i < half && points[i].y <= points[j].y)) {
			spare[at++] = points[i++];
		} else {
			swaps += half - i;
			spare[at++] = points[j++];
		}
	}
	memcpy(points, spare, sizeof *points * n);
	return swaps;
}

/* Pairs in the same order less pairs in the opposite one, and pairs tied in
 * both. */
static double
order_score(const struct pairs *pairs, double x_tied, double y_tied)
{
	guint n = pairs->n;
	g_autofree struct point *points = g_new(struct point, n + 1);
	g_autofree struct point *spare = g_new(struct point, n + 1);
	double both = 0, all = (double)n * (n - 1) / 2;

	for (guint i = 0; i < n; i++)
		points[i] = (struct point){ pairs->x[i], pairs->y[i] };
	qsort(points, n, sizeof *points, compare_xy);
	for (guint i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && !compare_xy(&points[i], &points[j]);
		     j++)
			;
		both += (double)(j - i) * (j - i - 1) / 2;
	}
	return all - x_tied / 2 - y_tied / 2 + both -
	       2 * merge_count(points, spare, n);
}

struct estimate
kendall_correlation(const struct pairs *pairs)
{
	struct estimate estimate = NO_ESTIMATE;
	double n = pairs->n, all = n * (n - 1), score, variance;
	struct ties x, y;

	if (pairs->n < 2)
		return estimate;
	x = ties_of(pairs->x, pairs->n);
	y = ties_of(pairs->y, pairs->n);
	if (x.pairs >= all || y.pairs >= all)
		return estimate;
	score = order_score(pairs, x.pairs, y.pairs);
	estimate.value = 2 * score / sqrt(all - x.pairs) / sqrt(all - y.pairs);
	if (pairs->n < 3)
		return estimate;
	variance = (all * (2 * n + 5) - x.cubes - y.cubes) / 18 +
		   x.pairs * y.pairs / (2 * all) +
		   x.thirds * y.thirds / (9 * all * (n - 2));
	if (variance > 0)
		estimate.p =
			2 * tails_normal(fabs(score) / sqrt(variance)).upper;
	return estimate;
}

struct estimate
kendall_concordance(const struct ratings *ratings)
{
	struct estimate estimate = NO_ESTIMATE;
	guint n = ratings->units->len, k = ratings->raters->len;
	g_autofree double *sums = g_new0(double, n + 1);
	g_autofree double *column = g_new(double, n + 1);
	double tied = 0, spread = 0, below;

	if (n < 2 || k < 2)
		return estimate;
	for (guint r = 0; r < k; r++) {
		g_autofree double *ranks = NULL;
		struct ties ties;

		for (guint u = 0; u < n; u++)
			column[u] = *ratings_cell(ratings, u, r);
		ties = ties_of(column, n);
		ranks = ranks_build(column, n);
		tied += ties.thirds + 3 * ties.pairs;
		for (guint u = 0; u < n; u++)
			sums[u] += ranks[u];
	}
	for (guint u = 0; u < n; u++)
		spread += pow(sums[u] - k * (n + 1.) / 2, 2);
	below = (double)k * k * n * ((double)n * n - 1) - k * tied;
	if (!(below > 0))
		return estimate;
	estimate.value = 12 * spread / below;
	estimate.p = tails_chi2(k * (n - 1.) * estimate.value, n - 1).upper;
	return estimate;
}
