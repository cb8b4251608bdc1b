/*
 * Differences of two raters and their limits; concordance; shares; see
 * series.h.
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"
#include "agreement/means.h"

#include <math.h>

/* Of a column: mean, and sum of squares about it. */
static void
moments(const double *x, guint n, double *mean, double *squares)
{
	*mean = mean_from(x, 1, n);
	*squares = 0;
	for (guint i = 0; i < n; i++)
		*squares += pow(x[i] - *mean, 2);
}

static void
difference_moments(const struct pairs *pairs, double *mean, double *squares)
{
	g_autofree double *d = g_new(double, pairs->n + 1);

	for (guint i = 0; i < pairs->n; i++)
		d[i] = pairs->x[i] - pairs->y[i];
	moments(d, pairs->n, mean, squares);
	/* what rounding leaves where every difference is the same */
	if (*squares <= 1e-24 * pairs->n * (1 + *mean * *mean))
		*squares = 0;
}

struct estimate
mean_difference(const struct pairs *pairs)
{
	struct estimate estimate = NO_ESTIMATE;
	double mean, squares, reach, n = pairs->n;

	if (pairs->n < 1)
		return estimate;
	difference_moments(pairs, &mean, &squares);
	estimate.value = mean;
	if (pairs->n < 2)
		return estimate;
	estimate.se = sqrt(squares / (n - 1) / n);
	if (!(estimate.se > 0))
		return estimate;
	reach = quantile_t(.975, n - 1) * estimate.se;
	estimate.lower = mean - reach;
	estimate.upper = mean + reach;
	estimate.p = tail_t_both(mean / estimate.se, n - 1);
	return estimate;
}

double
sd_difference(const struct pairs *pairs)
{
	double mean, squares;

	if (pairs->n < 2)
		return NAN;
	difference_moments(pairs, &mean, &squares);
	return sqrt(squares / (pairs->n - 1));
}

void
limits_of_agreement(const struct pairs *pairs, enum limit_interval how,
		    struct estimate *lower, struct estimate *upper)
{
	double n = pairs->n, mean = mean_difference(pairs).value;
	double s = sd_difference(pairs), reach;

	*lower = estimate_value(mean - Z_95 * s);
	*upper = estimate_value(mean + Z_95 * s);
	if (!(s > 0))
		return;
	if (how == INTERVAL_EXACT) {
		double shift = Z_95 * sqrt(n), unit = s / sqrt(n);
		double near = quantile_noncentral_t(.025, n - 1, shift);
		double far = quantile_noncentral_t(.975, n - 1, shift);

		lower->lower = mean - far * unit;
		lower->upper = mean - near * unit;
		upper->lower = mean + near * unit;
		upper->upper = mean + far * unit;
		return;
	}
	lower->se = how == INTERVAL_SHORTCUT ?
			    s * sqrt(3 / n) :
			    s * sqrt(1 / n + Z_95 * Z_95 / (2 * (n - 1)));
	upper->se = lower->se;
	reach = quantile_t(.975, n - 1) * lower->se;
	lower->lower = lower->value - reach;
	lower->upper = lower->value + reach;
	upper->lower = upper->value - reach;
	upper->upper = upper->value + reach;
}

struct estimate
difference_slope(const struct pairs *pairs)
{
	struct estimate estimate = NO_ESTIMATE;
	g_autofree double *mean = g_new(double, pairs->n + 1);
	double n = pairs->n, centre, squares, d, d_squares, both = 0, rest;

	for (guint i = 0; i < pairs->n; i++)
		mean[i] = (pairs->x[i] + pairs->y[i]) / 2;
	moments(mean, pairs->n, &centre, &squares);
	if (pairs->n < 3 || squares <= 0)
		return estimate;
	difference_moments(pairs, &d, &d_squares);
	for (guint i = 0; i < pairs->n; i++)
		both += (mean[i] - centre) * (pairs->x[i] - pairs->y[i] - d);
	estimate.value = both / squares;
	rest = d_squares - both * both / squares;
	if (!(rest > 1e-14 * d_squares))
		return estimate;
	estimate.se = sqrt(rest / (n - 2) / squares);
	estimate.p = tail_t_both(estimate.value / estimate.se, n - 2);
	return estimate;
}

double
within_subject_sd(const struct pairs *pairs)
{
	double sum = 0;

	for (guint i = 0; i < pairs->n; i++)
		sum += pow(pairs->x[i] - pairs->y[i], 2);
	return pairs->n > 0 ? sqrt(sum / pairs->n / 2) : NAN;
}

double
replicates_sd(double sd_of_means, double within1, double m1, double within2,
	      double m2)
{
	return sqrt(sd_of_means * sd_of_means +
		    (1 - 1 / m1) * within1 * within1 +
		    (1 - 1 / m2) * within2 * within2);
}

/* Lin's asymptotic variance, as corrected in 2000. */
static double
concordance_variance(double r, double ccc, double shift, double n)
{
	double u = shift * shift;

	return ((1 - r * r) * ccc * ccc * (1 - ccc * ccc) / (r * r) +
		2 * pow(ccc, 3) * (1 - ccc) * u / r -
		.5 * pow(ccc, 4) * u * u / (r * r)) /
	       (n - 2);
}

struct estimate
concordance(const struct pairs *pairs, gboolean unbiased, gboolean plain)
{
	struct estimate estimate = NO_ESTIMATE;
	double n = pairs->n, divisor = unbiased ? n - 1 : n;
	double mx, my, xx, yy, xy = 0, r, se, z;

	if (pairs->n < 2)
		return estimate;
	moments(pairs->x, pairs->n, &mx, &xx);
	moments(pairs->y, pairs->n, &my, &yy);
	for (guint i = 0; i < pairs->n; i++)
		xy += (pairs->x[i] - mx) * (pairs->y[i] - my);
	if (!(xx > 0 && yy > 0))
		return estimate;
	estimate.value = 2 * xy / (xx + yy + divisor * (mx - my) * (mx - my));
	r = xy / sqrt(xx * yy);
	if (unbiased || pairs->n < 3 || r == 0 ||
	    fabs(estimate.value) > 1 - 1e-12)
		return estimate;
	se = sqrt(concordance_variance(
		r, estimate.value,
		(my - mx) / sqrt(sqrt(xx / divisor * yy / divisor)), n));
	if (!(se > 0))
		return estimate;
	if (plain) {
		estimate.lower = estimate.value - Z_95 * se;
		estimate.upper = estimate.value + Z_95 * se;
		return estimate;
	}
	z = atanh(estimate.value);
	se /= 1 - estimate.value * estimate.value;
	estimate.lower = tanh(z - Z_95 * se);
	estimate.upper = tanh(z + Z_95 * se);
	return estimate;
}

struct estimate
proportion_exact(double successes, double n)
{
	struct estimate estimate = NO_ESTIMATE;
	double failures = n - successes;

	if (n <= 0)
		return estimate;
	estimate.value = successes / n;
	estimate.lower = successes <= 0 ?
				 0 :
				 quantile_beta(.025, successes, failures + 1);
	estimate.upper = failures <= 0 ?
				 1 :
				 quantile_beta(.975, successes + 1, failures);
	return estimate;
}

struct estimate
proportion_wilson(double successes, double n)
{
	struct estimate estimate = NO_ESTIMATE;

	if (n <= 0)
		return estimate;
	estimate.value = successes / n;
	agreement_wilson((guint64)successes, (guint64)n, Z_95, &estimate.lower,
			 &estimate.upper);
	return estimate;
}
