/*
 * Agreement of two binary raters on the same units, and of two series.
 *
 * Counts become doubles before they are multiplied: a product of two counts
 * overflows 64 bits long before a double loses anything that matters here.
 */
#include "agreement/agreement.h"
#include "agreement/ranks.h"

#include <math.h>

/* 0/0 is not a number, on every platform and under every sanitizer. */
double
agreement_share(double part, double whole)
{
	return whole > 0 ? part / whole : NAN;
}

double
agreement_precision(struct two_by_two t)
{
	return agreement_share((double)t.both,
			       (double)t.both + (double)t.second_only);
}

double
agreement_recall(struct two_by_two t)
{
	return agreement_share((double)t.both,
			       (double)t.both + (double)t.first_only);
}

double
agreement_f1(struct two_by_two t)
{
	double twice = 2 * (double)t.both;

	return agreement_share(twice, twice + (double)t.first_only +
					      (double)t.second_only);
}

static double
table_total(struct two_by_two t)
{
	return (double)t.both + (double)t.first_only + (double)t.second_only +
	       (double)t.neither;
}

double
agreement_percent(struct two_by_two t)
{
	return agreement_share((double)t.both + (double)t.neither,
			       table_total(t));
}

double
agreement_positive(struct two_by_two t)
{
	return agreement_f1(t);
}

double
agreement_negative(struct two_by_two t)
{
	double twice = 2 * (double)t.neither;

	return agreement_share(twice, twice + (double)t.first_only +
					      (double)t.second_only);
}

/* (po - pe) / (1 - pe) with both sides multiplied by n squared, so that
 * "no variation at all" is an exact zero below the line. */
double
agreement_kappa(struct two_by_two t)
{
	double a = (double)t.both, b = (double)t.first_only;
	double c = (double)t.second_only, d = (double)t.neither;

	return agreement_share(2 * (a * d - b * c),
			       (a + b) * (b + d) + (a + c) * (c + d));
}

/* Chance agreement 2 p (1 - p), p the mean share of yes; at most a half, so
 * that only an empty table is undefined. */
double
agreement_ac1(struct two_by_two t)
{
	double n = table_total(t);
	double share =
		agreement_share(2 * (double)t.both + (double)t.first_only +
					(double)t.second_only,
				2 * n);
	double chance = 2 * share * (1 - share);

	return (agreement_percent(t) - chance) / (1 - chance);
}

void
agreement_wilson(guint64 successes, guint64 n, double z, double *low,
		 double *high)
{
	double count = (double)n;
	double share, centre, half, scale;

	g_assert(successes <= n);
	*low = *high = NAN;
	if (n == 0)
		return;
	share = (double)successes / count;
	scale = 1 + z * z / count;
	centre = (share + z * z / (2 * count)) / scale;
	half = z *
	       sqrt(share * (1 - share) / count + z * z / (4 * count * count)) /
	       scale;
	/* Exact at the ends, where rounding would leave a stray 1e-17. */
	*low = successes == 0 ? 0 : MAX(0, centre - half);
	*high = successes == n ? 1 : MIN(1, centre + half);
}

static int
compare_by_value(const void *a, const void *b, void *data)
{
	const double *values = data;
	double left = values[*(const guint *)a];
	double right = values[*(const guint *)b];

	return (left > right) - (left < right);
}

double *
ranks_build(const double *values, guint n)
{
	g_autofree guint *order = g_new(guint, n);
	double *ranks = g_new(double, n);

	for (guint i = 0; i < n; i++)
		order[i] = i;
	g_qsort_with_data(order, (gint)n, sizeof *order, compare_by_value,
			  (void *)values);
	for (guint i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n; j++)
			if (values[order[j]] > values[order[i]])
				break;
		for (guint k = i; k < j; k++)
			ranks[order[k]] = (i + 1 + j) / 2.0;
	}
	return ranks;
}

double
agreement_spearman(const double *x, const double *y, guint n)
{
	g_autofree double *rx = NULL;
	g_autofree double *ry = NULL;
	double mean = (n + 1) / 2.0;
	double xy = 0, xx = 0, yy = 0;

	if (n < 2)
		return NAN;
	rx = ranks_build(x, n);
	ry = ranks_build(y, n);
	for (guint i = 0; i < n; i++) {
		xy += (rx[i] - mean) * (ry[i] - mean);
		xx += (rx[i] - mean) * (rx[i] - mean);
		yy += (ry[i] - mean) * (ry[i] - mean);
	}
	/* Sums of squares of half numbers: a constant side is exactly 0. */
	return agreement_share(xy, sqrt(xx * yy));
}

double
agreement_mae(const double *x, const double *y, guint n)
{
	double sum = 0;

	for (guint i = 0; i < n; i++)
		sum += fabs(x[i] - y[i]);
	return agreement_share(sum, n);
}
