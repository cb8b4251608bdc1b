/*
 * The bootstrap over clusters: percentiles (Efron 1979), and with correction of
 * bias and acceleration (BCa; Efron 1987).
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"
#include "agreement/means.h"
#include "agreement/random.h"

#include <math.h>

void
agreement_bootstrap(agreement_statistic statistic, void *data, guint n,
		    guint draws, double level, guint64 seed, double *low,
		    double *high)
{
	g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));
	g_autofree guint *drawn = g_new(guint, n);
	struct generator generator;

	g_assert(level > 0 && level < 1);
	*low = *high = NAN;
	generator_init(&generator, seed);
	for (guint i = 0; i < draws && n > 0; i++) {
		double value;

		for (guint j = 0; j < n; j++)
			drawn[j] = generator_below(&generator, n);
		value = statistic(drawn, n, data);
		if (!isnan(value))
			g_array_append_val(values, value);
	}
	if (values->len == 0)
		return;
	g_array_sort(values, doubles_compare);
	*low = quantile_of((double *)values->data, values->len,
			   (1 - level) / 2);
	*high = quantile_of((double *)values->data, values->len,
			    (1 + level) / 2);
}

/* The statistic of each draw, sorted; NAN ones are left out. */
static GArray *
draw_all(agreement_statistic statistic, void *data, guint n, const guint *given,
	 guint draws, guint64 seed)
{
	GArray *values = g_array_new(FALSE, FALSE, sizeof(double));
	g_autofree guint *drawn = g_new(guint, n + 1);
	struct generator generator;

	generator_init(&generator, seed);
	for (guint i = 0; i < draws; i++) {
		double value;

		for (guint j = 0; j < n; j++)
			drawn[j] = given ? given[(gsize)i * n + j] :
					   generator_below(&generator, n);
		value = statistic(drawn, n, data);
		if (!isnan(value))
			g_array_append_val(values, value);
	}
	g_array_sort(values, doubles_compare);
	return values;
}

/* From the values without one cluster each. */
static double
acceleration(agreement_statistic statistic, void *data, guint n)
{
	g_autofree guint *left = g_new(guint, n + 1);
	g_autofree double *value = g_new(double, n + 1);
	double mean = 0, squares = 0, cubes = 0;

	for (guint out = 0; out < n; out++) {
		for (guint i = 0, at = 0; i < n; i++)
			if (i != out)
				left[at++] = i;
		value[out] = statistic(left, n - 1, data);
		mean += value[out] / n;
	}
	for (guint i = 0; i < n; i++) {
		squares += pow(mean - value[i], 2);
		cubes += pow(mean - value[i], 3);
	}
	return squares > 0 ? cubes / (6 * pow(squares, 1.5)) : 0;
}

/* Share of draws below the value; of those equal to it, but for what rounding
 * does, half. */
static double
share_below(const GArray *sorted, double value)
{
	double below = 0, near = 1e-12 * MAX(1, fabs(value));

	for (guint i = 0; i < sorted->len; i++) {
		double off = g_array_index(sorted, double, i) - value;

		below += off < -near ? 1 : off <= near ? .5 : 0;
	}
	return below / sorted->len;
}

static double
bca_end(const struct bootstrap *boot, const GArray *sorted, double z)
{
	double at = boot->bias + z;
	double p = tails_normal(boot->bias + at / (1 - boot->acceleration * at))
			   .lower;

	return quantile_of((const double *)sorted->data, sorted->len, p);
}

void
bootstrap_init(struct bootstrap *boot, agreement_statistic statistic,
	       void *data, guint n, const guint *given, guint draws,
	       guint64 seed)
{
	g_autofree guint *all = g_new(guint, n + 1);
	g_autoptr(GArray) sorted = NULL;
	double mean = 0, squares = 0, share;
	const double *at;

	for (guint i = 0; i < n; i++)
		all[i] = i;
	boot->percentile = boot->bca = estimate_value(statistic(all, n, data));
	boot->bias = boot->acceleration = NAN;
	sorted = draw_all(statistic, data, n, given, draws, seed);
	if (isnan(boot->bca.value) || sorted->len < 2)
		return;
	at = (const double *)sorted->data;
	for (guint i = 0; i < sorted->len; i++)
		mean += at[i] / sorted->len;
	for (guint i = 0; i < sorted->len; i++)
		squares += pow(at[i] - mean, 2);
	boot->percentile.se = sqrt(squares / (sorted->len - 1));
	boot->percentile.lower = quantile_of(at, sorted->len, .025);
	boot->percentile.upper = quantile_of(at, sorted->len, .975);
	share = share_below(sorted, boot->bca.value);
	if (!(share > 0 && share < 1))
		return;
	boot->bias = quantile_normal(share);
	boot->acceleration = acceleration(statistic, data, n);
	boot->bca.lower = bca_end(boot, sorted, -Z_95);
	boot->bca.upper = bca_end(boot, sorted, Z_95);
}
