/*
 * Chance-corrected agreement of any number of raters, with gaps (Gwet 2014);
 * see chance.h.
 *
 * Each coefficient is (pa - pe) / (1 - pe).  Its variance comes from what each
 * unit adds to pa and pe; the coefficients differ in pe and in that part.
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"

#include <math.h>

/* The ratings as places on the scale, units without any left out. */
struct coded {
	guint n, r, q;
	gint *points; /* n x r; -1: not rated */
	guint *size;  /* ratings of a unit */
	guint rated;  /* units with a rating, also those left out */
	guint more;   /* units with two ratings or more */
	const double *w;
	double *pa, *pe; /* by unit */
};

static void
coded_init(struct coded *coded, const struct ratings *ratings,
	   const struct scale *scale, const double *w, guint least)
{
	guint units = ratings->units->len, r = ratings->raters->len;

	*coded = (struct coded){ .r = r, .q = scale->n, .w = w };
	coded->points = g_new(gint, (gsize)units * r + 1);
	coded->size = g_new(guint, units + 1);
	for (guint u = 0; u < units; u++) {
		guint size = ratings_of_unit(ratings, u);

		coded->rated += size > 0;
		if (size < least)
			continue;
		for (guint g = 0; g < r; g++) {
			double value = *ratings_cell(ratings, u, g);

			coded->points[(gsize)coded->n * r + g] =
				isnan(value) ? -1 : scale_find(scale, value);
		}
		coded->more += size >= 2;
		coded->size[coded->n++] = size;
	}
	coded->pa = g_new0(double, coded->n + 1);
	coded->pe = g_new0(double, coded->n + 1);
}

static void
coded_clear(struct coded *coded)
{
	g_free(coded->points);
	g_free(coded->size);
	g_free(coded->pa);
	g_free(coded->pe);
}

/* The same as unit_pairs(), by how often each point was given. */
static double
unit_pairs_counted(const struct coded *coded, const gint *points)
{
	guint q = coded->q;
	g_autofree double *counts = g_new0(double, q + 1);
	double sum = 0;

	for (guint g = 0; g < coded->r; g++)
		if (points[g] >= 0)
			counts[points[g]]++;
	for (guint k = 0; k < q; k++)
		for (guint l = 0; l < q && counts[k] > 0; l++)
			sum += coded->w[k * q + l] * counts[k] *
			       (counts[l] - (k == l));
	return sum;
}

/* Weight that the pairs of ratings of a unit agree by, each pair twice. */
static double
unit_pairs(const struct coded *coded, guint i)
{
	const gint *points = coded->points + (gsize)i * coded->r;
	double sum = 0;

	if (coded->r > 2 * coded->q)
		return unit_pairs_counted(coded, points);
	for (guint a = 0; a < coded->r; a++)
		for (guint b = 0; b < a && points[a] >= 0; b++)
			if (points[b] >= 0)
				sum += 2 *
				       coded->w[(guint)points[a] * coded->q +
						(guint)points[b]];
	return sum;
}

/* pa of each unit with two ratings, and their mean. */
static double
agree_by_unit(struct coded *coded)
{
	double sum = 0;

	for (guint i = 0; i < coded->n; i++) {
		double size = coded->size[i];

		if (size < 2)
			continue;
		coded->pa[i] = unit_pairs(coded, i) / (size * (size - 1));
		sum += coded->pa[i];
	}
	return sum / coded->more;
}

/* Mean share of each point; each unit counts by 1 / per, or by its size where
 * per is 0. */
static double *
shares_build(const struct coded *coded, double per)
{
	double *shares = g_new0(double, coded->q + 1);

	for (guint i = 0; i < coded->n; i++)
		for (guint g = 0; g < coded->r; g++) {
			gint point = coded->points[(gsize)i * coded->r + g];

			if (point >= 0)
				shares[point] +=
					1 / (per > 0 ? per : coded->size[i]);
		}
	for (guint k = 0; k < coded->q; k++)
		shares[k] /= coded->n;
	return shares;
}

/* Mean over the ratings of unit i of what each point adds. */
static double
unit_mean(const struct coded *coded, guint i, const double *adds)
{
	double sum = 0;

	for (guint g = 0; g < coded->r; g++) {
		gint point = coded->points[(gsize)i * coded->r + g];

		if (point >= 0)
			sum += adds[point];
	}
	return sum / coded->size[i];
}

static double
chance_ac(struct coded *coded)
{
	g_autofree double *shares = shares_build(coded, 0);
	double q = coded->q, total = 0, pe = 0, factor;

	for (guint k = 0; k < coded->q * coded->q; k++)
		total += coded->w[k];
	factor = total / (q * (q - 1));
	for (guint k = 0; k < coded->q; k++)
		pe += factor * shares[k] * (1 - shares[k]);
	for (guint k = 0; k < coded->q; k++)
		shares[k] = factor * (1 - shares[k]);
	for (guint i = 0; i < coded->n; i++)
		coded->pe[i] = unit_mean(coded, i, shares);
	return pe;
}

/* Mean weight of each point with points given by these shares. */
static double *
weighted_shares(const struct coded *coded, const double *shares)
{
	guint q = coded->q;
	double *mean = g_new0(double, q + 1);

	for (guint k = 0; k < q; k++)
		for (guint l = 0; l < q; l++)
			mean[k] += (coded->w[k * q + l] + coded->w[l * q + k]) /
				   2 * shares[l];
	return mean;
}

static double
product(const double *a, const double *b, guint n)
{
	double sum = 0;

	for (guint i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

static double
chance_fleiss(struct coded *coded)
{
	g_autofree double *shares = shares_build(coded, 0);
	g_autofree double *mean = weighted_shares(coded, shares);

	for (guint i = 0; i < coded->n; i++)
		coded->pe[i] = unit_mean(coded, i, mean);
	return product(shares, mean, coded->q);
}

static double
chance_brennan(struct coded *coded)
{
	double q = coded->q, pe = 0;

	for (guint k = 0; k < coded->q * coded->q; k++)
		pe += coded->w[k] / (q * q);
	for (guint i = 0; i < coded->n; i++)
		coded->pe[i] = pe;
	return pe;
}

/* Shares of each rater (r x q), and how many that rater gave. */
static double *
rater_shares(const struct coded *coded, double *given)
{
	double *shares = g_new0(double, (gsize)coded->r * coded->q + 1);

	for (guint g = 0; g < coded->r; g++) {
		given[g] = 0;
		for (guint i = 0; i < coded->n; i++) {
			gint point = coded->points[(gsize)i * coded->r + g];

			if (point < 0)
				continue;
			shares[g * coded->q + (guint)point]++;
			given[g]++;
		}
		for (guint k = 0; k < coded->q; k++)
			shares[g * coded->q + k] /= given[g];
	}
	return shares;
}

/* What rater g adds to the chance of each unit. */
static void
add_rater(struct coded *coded, guint g, const double *own, const double *all,
	  double given)
{
	guint q = coded->q;
	g_autofree double *adds = g_new0(double, q + 1);
	double n = coded->n, mean, pairs = (double)coded->r * (coded->r - 1);

	for (guint l = 0; l < q; l++)
		for (guint k = 0; k < q; k++)
			adds[l] += (all[k] - own[k]) * coded->w[k * q + l];
	mean = product(adds, own, q);
	for (guint i = 0; i < coded->n; i++) {
		gint point = coded->points[(gsize)i * coded->r + g];
		double part = mean * given / n;

		if (point >= 0)
			part += adds[point] - mean;
		coded->pe[i] += n / given * part / pairs;
	}
}

static double
chance_conger(struct coded *coded)
{
	guint q = coded->q, r = coded->r;
	g_autofree double *given = g_new0(double, r + 1);
	g_autofree double *shares = rater_shares(coded, given);
	g_autofree double *all = g_new0(double, q + 1);
	g_autofree double *mean = NULL;
	double pe;

	for (guint g = 0; g < r; g++)
		for (guint k = 0; k < q; k++)
			all[k] += shares[g * q + k];
	/* all pairs of raters but each with itself */
	mean = weighted_shares(coded, all);
	pe = product(all, mean, q);
	for (guint g = 0; g < r; g++) {
		g_autofree double *own = weighted_shares(coded, shares + g * q);

		pe -= product(shares + g * q, own, q);
		add_rater(coded, g, shares + g * q, all, given[g]);
	}
	return pe / r / (r - 1);
}

/* Interval and test of a value with its standard error. */
static struct estimate
with_t(double value, double variance, guint n)
{
	struct estimate estimate = estimate_value(value);

	if (n < 2)
		return estimate;
	estimate.se = variance < 1e-28 ? 0 : sqrt(variance);
	if (!(estimate.se > 0))
		return estimate;
	estimate.lower = value - quantile_t(.975, n - 1) * estimate.se;
	estimate.upper = MIN(1, value + quantile_t(.975, n - 1) * estimate.se);
	estimate.p = tails_t(value / estimate.se, n - 1).upper;
	return estimate;
}

static struct estimate
from_parts(const struct coded *coded, double pa, double pe)
{
	double n = coded->n, sum = 0, value = (pa - pe) / (1 - pe);

	if (!(1 - pe > 1e-15))
		return NO_ESTIMATE;
	for (guint i = 0; i < coded->n; i++) {
		double part = coded->size[i] < 2 ?
				      0 :
				      n / coded->more * (coded->pa[i] - pe) /
					      (1 - pe);

		part -= 2 * (1 - value) * (coded->pe[i] - pe) / (1 - pe);
		sum += (part - value) * (part - value);
	}
	return with_t(value, sum / n / (n - 1), coded->n);
}

/* Krippendorff's alpha: margins of what can be paired, and a correction of pa
 * for the number of values. */
static struct estimate
alpha_of(struct coded *coded)
{
	double all = 0, n = coded->n, size, pa = 0, pe, value, sum = 0, rest;
	g_autofree double *shares = NULL;
	g_autofree double *mean = NULL;

	for (guint i = 0; i < coded->n; i++)
		all += coded->size[i];
	size = all / n;
	for (guint i = 0; i < coded->n; i++) {
		coded->pa[i] =
			unit_pairs(coded, i) / (size * (coded->size[i] - 1));
		pa += coded->pa[i] / n;
	}
	shares = shares_build(coded, size);
	mean = weighted_shares(coded, shares);
	pe = product(shares, mean, coded->q);
	if (!(1 - pe > 1e-14))
		return NO_ESTIMATE;
	value = (pa - pe) / (1 - pe);
	rest = (1 - pa) / all;
	for (guint i = 0; i < coded->n; i++) {
		double more = (coded->size[i] - size) / size;
		double chance =
			unit_mean(coded, i, mean) * coded->size[i] / size -
			pe * more;
		double part = (coded->pa[i] - pa * more - pe) / (1 - pe) -
			      2 * (1 - value) * (chance - pe) / (1 - pe);

		sum += (part - value) * (part - value);
	}
	return with_t((pa + rest - pe) / (1 - pe), sum / n / (n - 1),
		      coded->rated);
}

static struct estimate
coefficient_of(enum coefficient which, struct coded *coded)
{
	double pa, pe = 0;

	if (coded->more == 0 || coded->q < 1)
		return NO_ESTIMATE;
	if (which == COEFFICIENT_ALPHA)
		return alpha_of(coded);
	if (coded->q < 2 && which != COEFFICIENT_PERCENT)
		return NO_ESTIMATE;
	pa = agree_by_unit(coded);
	if (which == COEFFICIENT_AC)
		pe = chance_ac(coded);
	else if (which == COEFFICIENT_FLEISS)
		pe = chance_fleiss(coded);
	else if (which == COEFFICIENT_BRENNAN)
		pe = chance_brennan(coded);
	else if (which == COEFFICIENT_CONGER)
		pe = chance_conger(coded);
	return from_parts(coded, pa, pe);
}

struct estimate
chance_corrected(enum coefficient which, const struct ratings *ratings,
		 const struct scale *scale, const double *w, guint *n)
{
	struct coded coded;
	struct estimate estimate;

	coded_init(&coded, ratings, scale, w,
		   which == COEFFICIENT_ALPHA ? 2 : 1);
	estimate = coefficient_of(which, &coded);
	*n = coded.n;
	coded_clear(&coded);
	return estimate;
}
