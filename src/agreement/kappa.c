/*
 * Two raters on the points of a scale; see chance.h.
 *
 * Sums are of counts, divided last, so that whole agreement is exactly 1 and
 * "no variation" an exact 0 below the line.
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"
#include "agreement/linear.h"

#include <math.h>
#include <string.h>

struct margins {
	double *row, *column; /* counts */
};

static void
margins_init(struct margins *margins, const struct cross *cross)
{
	guint k = cross->k;

	margins->row = g_new0(double, k + 1);
	margins->column = g_new0(double, k + 1);
	for (guint i = 0; i < k; i++)
		for (guint j = 0; j < k; j++) {
			margins->row[i] += cross->cells[i * k + j];
			margins->column[j] += cross->cells[i * k + j];
		}
}

static void
margins_clear(struct margins *margins)
{
	g_free(margins->row);
	g_free(margins->column);
}

static void
normal_interval(struct estimate *estimate)
{
	estimate->lower = estimate->value - Z_95 * estimate->se;
	estimate->upper = estimate->value + Z_95 * estimate->se;
}

struct estimate
percent_agreement(const struct cross *cross, const struct scale *scale,
		  double apart)
{
	struct estimate estimate = NO_ESTIMATE;
	guint k = cross->k;
	double same = 0;

	if (cross->n <= 0)
		return estimate;
	for (guint i = 0; i < k; i++)
		for (guint j = 0; j < k; j++)
			if (fabs(scale->points[i] - scale->points[j]) <=
			    apart + 1e-9)
				same += cross->cells[i * k + j];
	estimate.value = same / cross->n;
	estimate.se = sqrt(estimate.value * (1 - estimate.value) / cross->n);
	return estimate;
}

double
expected_agreement(const struct cross *cross)
{
	struct margins margins;
	double sum = 0;

	margins_init(&margins, cross);
	for (guint i = 0; i < cross->k; i++)
		sum += margins.row[i] * margins.column[i];
	margins_clear(&margins);
	return cross->n > 0 ? sum / cross->n / cross->n : NAN;
}

/* Mean weight of each point of one rater with what the other gave. */
static void
mean_weights(const struct cross *cross, const double *w, double *row,
	     double *column)
{
	struct margins margins;
	guint k = cross->k;

	margins_init(&margins, cross);
	for (guint i = 0; i < k; i++) {
		row[i] = column[i] = 0;
		for (guint j = 0; j < k; j++) {
			row[i] += w[i * k + j] * margins.column[j] / cross->n;
			column[i] += w[j * k + i] * margins.row[j] / cross->n;
		}
	}
	margins_clear(&margins);
}

struct estimate
weighted_kappa(const struct cross *cross, const double *w)
{
	struct estimate estimate = NO_ESTIMATE;
	guint k = cross->k;
	g_autofree double *row = g_new(double, k + 1);
	g_autofree double *column = g_new(double, k + 1);
	double n = cross->n, apart = 0, by_chance = 0, sum = 0, kappa, pe;
	struct margins margins;

	if (n <= 0)
		return estimate;
	margins_init(&margins, cross);
	for (guint i = 0; i < k; i++)
		for (guint j = 0; j < k; j++) {
			double off = 1 - w[i * k + j];

			apart += off * cross->cells[i * k + j];
			by_chance += off * margins.row[i] * margins.column[j];
		}
	margins_clear(&margins);
	if (by_chance <= 0)
		return estimate;
	kappa = 1 - apart * n / by_chance;
	pe = 1 - by_chance / n / n;
	mean_weights(cross, w, row, column);
	for (guint i = 0; i < k; i++)
		for (guint j = 0; j < k; j++) {
			double part = w[i * k + j] -
				      (row[i] + column[j]) * (1 - kappa);

			sum += cross->cells[i * k + j] / n * part * part;
		}
	sum -= pow(kappa - pe * (1 - kappa), 2);
	/* what rounding leaves of 0 */
	if (sum < 1e-14)
		sum = 0;
	estimate.value = kappa;
	estimate.se = sqrt(sum / n) / (1 - pe);
	normal_interval(&estimate);
	return estimate;
}

struct estimate
kappa_test(const struct cross *cross)
{
	struct estimate estimate = NO_ESTIMATE;
	double n = cross->n, pe = expected_agreement(cross), same = 0, sum;
	struct margins margins;

	if (n <= 0 || pe >= 1)
		return estimate;
	sum = pe + pe * pe;
	margins_init(&margins, cross);
	for (guint i = 0; i < cross->k; i++) {
		double a = margins.row[i] / n, b = margins.column[i] / n;

		sum -= a * b * (a + b);
		same += cross->cells[i * cross->k + i];
	}
	margins_clear(&margins);
	estimate.value = (same / n - pe) / (1 - pe);
	if (sum <= 1e-14)
		return estimate;
	estimate.se = sqrt(sum / n) / (1 - pe);
	estimate.p = 2 * tails_normal(fabs(estimate.value / estimate.se)).upper;
	return estimate;
}

struct estimate
brennan_prediger(const struct cross *cross)
{
	struct estimate estimate = NO_ESTIMATE;
	double k = cross->k, same = 0, share;

	if (cross->n <= 0 || cross->k < 2)
		return estimate;
	for (guint i = 0; i < cross->k; i++)
		same += cross->cells[i * cross->k + i];
	share = same / cross->n;
	estimate.value = (k * share - 1) / (k - 1);
	estimate.se = k / (k - 1) * sqrt(share * (1 - share) / cross->n);
	normal_interval(&estimate);
	return estimate;
}

/* 2a / (2a + b): a units that both gave it, b that one gave it. */
static struct estimate
specific_agreement(double a, double b)
{
	struct estimate estimate = NO_ESTIMATE;
	double whole = 2 * a + b;

	if (whole <= 0)
		return estimate;
	estimate.value = 2 * a / whole;
	estimate.se = 2 * sqrt(a * b * (a + b)) / (whole * whole);
	if (estimate.se > 0)
		normal_interval(&estimate);
	return estimate;
}

/* Cells where both, one or neither is at or above the point. */
static void
cut_cross(const struct cross *cross, guint from, double *both, double *one,
	  double *neither)
{
	*both = *one = *neither = 0;
	for (guint i = 0; i < cross->k; i++)
		for (guint j = 0; j < cross->k; j++) {
			double cell = cross->cells[i * cross->k + j];

			if (i >= from && j >= from)
				*both += cell;
			else if (i < from && j < from)
				*neither += cell;
			else
				*one += cell;
		}
}

struct estimate
positive_agreement(const struct cross *cross, guint from)
{
	double both, one, neither;

	cut_cross(cross, from, &both, &one, &neither);
	return specific_agreement(both, one);
}

struct estimate
negative_agreement(const struct cross *cross, guint from)
{
	double both, one, neither;

	cut_cross(cross, from, &both, &one, &neither);
	return specific_agreement(neither, one);
}

/* Points that one of the two gave, the last left out: the differences of the
 * margins add up to 0. */
static guint
points_used(const struct cross *cross, const struct margins *margins,
	    guint *used)
{
	guint n = 0;

	for (guint i = 0; i < cross->k; i++)
		if (margins->row[i] + margins->column[i] > 0)
			used[n++] = i;
	return n > 0 ? n - 1 : 0;
}

struct estimate
stuart_maxwell(const struct cross *cross, guint *df)
{
	struct estimate estimate = NO_ESTIMATE;
	guint k = cross->k;
	g_autofree guint *used = g_new(guint, k + 1);
	g_autofree double *s = NULL;
	g_autofree double *d = NULL;
	g_autofree double *x = NULL;
	struct margins margins;

	margins_init(&margins, cross);
	*df = points_used(cross, &margins, used);
	s = g_new0(double, (gsize)*df **df + 1);
	d = g_new0(double, *df + 1);
	for (guint a = 0; a < *df; a++) {
		guint i = used[a];

		d[a] = margins.row[i] - margins.column[i];
		for (guint b = 0; b < *df; b++) {
			guint j = used[b];

			s[a * *df + b] =
				a == b ? margins.row[i] + margins.column[i] -
						 2 * cross->cells[i * k + i] :
					 -cross->cells[i * k + j] -
						 cross->cells[j * k + i];
		}
	}
	margins_clear(&margins);
	x = g_memdup2(d, sizeof *d * (*df + 1));
	if (*df == 0 || !linear_solve(s, x, *df))
		return estimate;
	estimate.value = 0;
	for (guint a = 0; a < *df; a++)
		estimate.value += d[a] * x[a];
	estimate.p = tails_chi2(estimate.value, *df).upper;
	return estimate;
}
