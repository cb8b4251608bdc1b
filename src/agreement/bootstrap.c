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

/* Several statistics, worked out from the same draws. */
struct resampling {
	agreement_statistics statistics;
	void *data;
	guint k; /* how many */
	guint n; /* clusters */
};

/* The statistics of each draw, each sorted; NAN ones are left out. */
static void
draw_all(const struct resampling *resampling, const guint *given, guint draws,
	 guint64 seed, GArray **sorted)
{
	guint n = resampling->n;
	g_autofree guint *drawn = g_new(guint, n + 1);
	g_autofree double *values = g_new(double, resampling->k + 1);
	struct generator generator;

	generator_init(&generator, seed);
	for (guint i = 0; i < draws; i++) {
		for (guint j = 0; j < n; j++)
			drawn[j] = given ? given[(gsize)i * n + j] :
					   generator_below(&generator, n);
		resampling->statistics(drawn, n, values, resampling->data);
		for (guint k = 0; k < resampling->k; k++)
			if (!isnan(values[k]))
				g_array_append_val(sorted[k], values[k]);
	}
	for (guint k = 0; k < resampling->k; k++)
		g_array_sort(sorted[k], doubles_compare);
}

/* The statistics without one cluster each: n x k.  Caller frees. */
static double *
leave_out_each(const struct resampling *resampling)
{
	guint n = resampling->n;
	g_autofree guint *left = g_new(guint, n + 1);
	double *values = g_new(double, (gsize)n * resampling->k + 1);

	for (guint i = 1; i < n; i++)
		left[i - 1] = i;
	for (guint out = 0; out < n; out++) {
		resampling->statistics(left, n - 1,
				       values + (gsize)out * resampling->k,
				       resampling->data);
		left[out] = out;
	}
	return values;
}

/* Of the k-th, from its values without one cluster each. */
static double
acceleration(const struct resampling *resampling, const double *values, guint k)
{
	double mean = 0, squares = 0, cubes = 0;

	for (guint i = 0; i < resampling->n; i++)
		mean += values[(gsize)i * resampling->k + k] / resampling->n;
	for (guint i = 0; i < resampling->n; i++) {
		double off = mean - values[(gsize)i * resampling->k + k];

		squares += pow(off, 2);
		cubes += pow(off, 3);
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

/* TRUE when BCa is still to be made, which takes the acceleration. */
static gboolean
settle_percentile(struct bootstrap *boot, const GArray *sorted)
{
	const double *at = (const double *)sorted->data;
	double mean = 0, squares = 0, share;

	if (isnan(boot->bca.value) || sorted->len < 2)
		return FALSE;
	for (guint i = 0; i < sorted->len; i++)
		mean += at[i] / sorted->len;
	for (guint i = 0; i < sorted->len; i++)
		squares += pow(at[i] - mean, 2);
	boot->percentile.se = sqrt(squares / (sorted->len - 1));
	boot->percentile.lower = quantile_of(at, sorted->len, .025);
	boot->percentile.upper = quantile_of(at, sorted->len, .975);
	share = share_below(sorted, boot->bca.value);
	if (!(share > 0 && share < 1))
		return FALSE;
	boot->bias = quantile_normal(share);
	return TRUE;
}

/* Without a draw: the statistics alone. */
static void
settle_values(const struct resampling *resampling, struct bootstrap *boots)
{
	g_autofree guint *all = g_new(guint, resampling->n + 1);
	g_autofree double *values = g_new(double, resampling->k + 1);

	for (guint i = 0; i < resampling->n; i++)
		all[i] = i;
	resampling->statistics(all, resampling->n, values, resampling->data);
	for (guint k = 0; k < resampling->k; k++) {
		boots[k].percentile = boots[k].bca = estimate_value(values[k]);
		boots[k].bias = boots[k].acceleration = NAN;
	}
}

static void
bootstrap_draw(const struct resampling *resampling, struct bootstrap *boots,
	       const guint *given, guint draws, guint64 seed)
{
	g_autofree GArray **sorted = g_new(GArray *, resampling->k + 1);
	g_autofree double *left_out = NULL;

	settle_values(resampling, boots);
	for (guint k = 0; k < resampling->k; k++)
		sorted[k] = g_array_new(FALSE, FALSE, sizeof(double));
	draw_all(resampling, given, draws, seed, sorted);
	for (guint k = 0; k < resampling->k; k++) {
		struct bootstrap *boot = &boots[k];

		if (settle_percentile(boot, sorted[k])) {
			if (!left_out)
				left_out = leave_out_each(resampling);
			boot->acceleration =
				acceleration(resampling, left_out, k);
			boot->bca.lower = bca_end(boot, sorted[k], -Z_95);
			boot->bca.upper = bca_end(boot, sorted[k], Z_95);
		}
		g_array_unref(sorted[k]);
	}
}

void
bootstrap_several(struct bootstrap *boots, guint k,
		  agreement_statistics statistics, void *data, guint n,
		  guint draws, guint64 seed)
{
	const struct resampling resampling = { statistics, data, k, n };

	bootstrap_draw(&resampling, boots, NULL, draws, seed);
}

struct single {
	agreement_statistic statistic;
	void *data;
};

static void
draw_single(const guint *drawn, guint n, double *values, void *data)
{
	const struct single *single = data;

	*values = single->statistic(drawn, n, single->data);
}

void
bootstrap_init(struct bootstrap *boot, agreement_statistic statistic,
	       void *data, guint n, const guint *given, guint draws,
	       guint64 seed)
{
	struct single single = { statistic, data };
	const struct resampling resampling = { draw_single, &single, 1, n };

	bootstrap_draw(&resampling, boot, given, draws, seed);
}
