/*
 * Intraclass correlations and errors of measurement; see reliability.h.
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"
#include "agreement/means.h"

#include <math.h>

gboolean
anova_init(struct anova *anova, const struct ratings *ratings)
{
	guint n = ratings->units->len, k = ratings->raters->len;
	g_autofree double *rater = g_new(double, k + 1);
	double grand, between = 0, raters = 0, error = 0, within = 0, size = 0;

	if (n < 2 || k < 2 || ratings_all(ratings) != (guint64)n * k)
		return FALSE;
	for (guint r = 0; r < k; r++)
		rater[r] = mean_from(ratings->cells + r, k, n);
	grand = mean_from(rater, 1, k);
	for (guint r = 0; r < k; r++)
		raters += pow(rater[r] - grand, 2);
	for (guint u = 0; u < n; u++) {
		double mean = mean_from(ratings_cell(ratings, u, 0), 1, k);

		between += pow(mean - grand, 2);
		for (guint r = 0; r < k; r++) {
			double x = *ratings_cell(ratings, u, r);

			size += x * x;
			within += pow(x - mean, 2);
			error += pow(x - mean - rater[r] + grand, 2);
		}
	}
	*anova = (struct anova){
		.n = n,
		.k = k,
		.subjects = k * without_noise(between, size) / (n - 1),
		.raters = n * without_noise(raters, size) / (k - 1),
		.error = without_noise(error, size) /
			 ((double)(n - 1) * (k - 1)),
		.within = without_noise(within, size) / ((double)n * (k - 1)),
	};
	return TRUE;
}

/* F with its limits: divided by, and multiplied with, its own quantiles. */
struct f_ratio {
	double f, low, high, p;
};

static struct f_ratio
f_ratio(double above, double below, double df1, double df2)
{
	struct f_ratio ratio = { .f = above / below };

	ratio.low = ratio.f / quantile_f(.975, df1, df2);
	ratio.high = ratio.f * quantile_f(.975, df2, df1);
	ratio.p = tails_f(ratio.f, df1, df2).upper;
	return ratio;
}

static double
one_of_f(double f, double k)
{
	return (f - 1) / (f + k - 1);
}

/* One way, and two ways without the raters' spread: of one rating. */
static struct estimate
icc_by_f(double above, double below, double df1, double df2, double k)
{
	struct estimate estimate = NO_ESTIMATE;
	struct f_ratio ratio;

	if (above + (k - 1) * below <= 0)
		return estimate;
	estimate.value = (above - below) / (above + (k - 1) * below);
	if (above <= 0 || below <= 0)
		return estimate;
	ratio = f_ratio(above, below, df1, df2);
	estimate.lower = one_of_f(ratio.low, k);
	estimate.upper = one_of_f(ratio.high, k);
	estimate.p = ratio.p;
	return estimate;
}

/* Satterthwaite's degrees of freedom of a MSR + b MSE. */
static double
mixed_df(const struct anova *anova, double a, double b)
{
	double rater = a * anova->raters, error = b * anova->error;

	return pow(rater + error, 2) /
	       (rater * rater / (anova->k - 1) +
		error * error / ((anova->n - 1) * (anova->k - 1)));
}

static double
df_of_icc(const struct anova *anova, double icc)
{
	double n = anova->n, k = anova->k;
	double a = k * icc / (n * (1 - icc));

	return mixed_df(anova, a, 1 + k * icc * (n - 1) / (n * (1 - icc)));
}

static struct estimate
icc_agreement(const struct anova *anova, enum icc_limits limits)
{
	struct estimate estimate = NO_ESTIMATE;
	double n = anova->n, k = anova->k, s = anova->subjects;
	double r = anova->raters, e = anova->error, v, low, high, rest;
	double below = s + (k - 1) * e + k * (r - e) / n;

	if (!(fabs(below) > 1e-12 * (s + r + e)))
		return estimate;
	estimate.value = (s - e) / below;
	if (s <= 0 || e <= 0 || estimate.value >= 1)
		return estimate;
	v = df_of_icc(anova, estimate.value);
	low = quantile_f(.975, n - 1, v);
	high = quantile_f(.975, v, n - 1);
	rest = k * r + (k * n - k - n) * e;
	estimate.lower = n * (s - low * e) / (low * rest + n * s);
	estimate.upper = n * (high * s - e) / (rest + n * high * s);
	estimate.p = tails_f(s / e, n - 1,
			     limits == LIMITS_SHROUT ? (n - 1) * (k - 1) : v)
			     .upper;
	return estimate;
}

/* McGraw and Wong's own limits of the mean of k, with degrees of freedom at
 * the value of the mean. */
static void
limit_mean(struct estimate *estimate, const struct anova *anova)
{
	double n = anova->n, s = anova->subjects, e = anova->error;
	double v = df_of_icc(anova, estimate->value);
	double low = quantile_f(.975, n - 1, v);
	double high = quantile_f(.975, v, n - 1);
	double off = anova->raters - e;

	estimate->lower = n * (s - low * e) / (low * off + n * s);
	estimate->upper = n * (high * s - e) / (off + n * high * s);
	estimate->p = tails_f(s / e, n - 1, v).upper;
}

static struct estimate
step_up(struct estimate one, double k)
{
	one.value = spearman_brown(one.value, k);
	one.lower = spearman_brown(one.lower, k);
	one.upper = spearman_brown(one.upper, k);
	return one;
}

struct estimate
icc(enum icc form, enum icc_limits limits, const struct anova *anova)
{
	double n = anova->n, k = anova->k;
	struct estimate estimate;

	switch (form) {
	case ICC_1_1:
	case ICC_1_K:
		estimate = icc_by_f(anova->subjects, anova->within, n - 1,
				    n * (k - 1), k);
		break;
	case ICC_C_1:
	case ICC_C_K:
		estimate = icc_by_f(anova->subjects, anova->error, n - 1,
				    (n - 1) * (k - 1), k);
		break;
	default:
		estimate = icc_agreement(anova, limits);
	}
	if (form == ICC_1_1 || form == ICC_A_1 || form == ICC_C_1)
		return estimate;
	estimate = step_up(estimate, k);
	if (form == ICC_A_K && limits == LIMITS_MCGRAW &&
	    !isnan(estimate.lower))
		limit_mean(&estimate, anova);
	return estimate;
}

struct components
anova_components(const struct anova *anova)
{
	return (struct components){
		.subject = (anova->subjects - anova->error) / anova->k,
		.rater = (anova->raters - anova->error) / anova->n,
		.residual = anova->error,
	};
}

double
sem_agreement(struct components components)
{
	return sqrt(MAX(0, components.rater) + MAX(0, components.residual));
}

double
sem_consistency(struct components components)
{
	return sqrt(MAX(0, components.residual));
}

double
smallest_change(double sem)
{
	return Z_95 * G_SQRT2 * sem;
}

double
spearman_brown(double rho, double k)
{
	double below = 1 + (k - 1) * rho;

	return below > 0 ? k * rho / below : NAN;
}

double
raters_needed(double rho, double target)
{
	if (!(rho > 0 && rho < 1 && target < 1))
		return rho >= 1 ? 1 : NAN;
	/* what rounding adds to a whole number is no further rater */
	return MAX(1, ceil(target * (1 - rho) / (rho * (1 - target)) - 1e-9));
}

/* ---- groups of any size ------------------------------------------------- */

struct oneway {
	double n, groups, k0, squares, cubes; /* sums of sizes, to a power */
	double between, within;		      /* mean squares */
};

static gboolean
oneway_init(struct oneway *one, const double *scores, const guint *group,
	    guint n, guint groups)
{
	g_autofree double *mean = g_new0(double, groups + 1);
	g_autofree double *size = g_new0(double, groups + 1);
	double grand = mean_from(scores, 1, n), all = 0;

	*one = (struct oneway){ .n = n, .groups = groups };
	if (groups < 2 || n <= groups)
		return FALSE;
	for (guint i = 0; i < n; i++) {
		size[group[i]]++;
		mean[group[i]] += scores[i] - grand;
		all += scores[i] * scores[i];
	}
	for (guint g = 0; g < groups; g++) {
		mean[g] /= size[g];
		one->squares += size[g] * size[g];
		one->cubes += size[g] * size[g] * size[g];
		one->between += size[g] * mean[g] * mean[g] / (groups - 1);
	}
	for (guint i = 0; i < n; i++)
		one->within += pow(scores[i] - grand - mean[group[i]], 2) /
			       (double)(n - groups);
	one->within = without_noise(one->within, all);
	one->between = without_noise(one->between, all);
	one->k0 = (n - one->squares / n) / (groups - 1);
	return TRUE;
}

/* Smith 1956, as Donner and Wells (1986) give it. */
static double
smith_variance(const struct oneway *one, double r)
{
	double k0 = one->k0, n = one->n, a = one->groups - 1;
	double spread =
		one->squares - 2 * one->cubes / n + pow(one->squares / n, 2);

	return 2 * pow((1 - r) / k0, 2) *
	       (pow(1 + r * (k0 - 1), 2) / (n - one->groups) +
		(a * (1 - r) * (1 + r * (2 * k0 - 1)) + r * r * spread) /
			(a * a));
}

struct estimate
icc_oneway(const double *scores, const guint *group, guint n, guint groups,
	   gboolean smith, double *k0)
{
	struct oneway one;
	struct estimate estimate;

	*k0 = NAN;
	if (!oneway_init(&one, scores, group, n, groups))
		return NO_ESTIMATE;
	*k0 = one.k0;
	estimate = icc_by_f(one.between, one.within, groups - 1, n - groups,
			    one.k0);
	if (smith && !isnan(estimate.lower)) {
		double reach =
			Z_95 * sqrt(smith_variance(&one, estimate.value));

		estimate.lower = estimate.value - reach;
		estimate.upper = estimate.value + reach;
		estimate.p = NAN;
	}
	return estimate;
}
