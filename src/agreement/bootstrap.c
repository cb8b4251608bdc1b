/*
 * The percentile bootstrap (Efron 1979) over clusters.
 *
 * The random numbers are our own so that a seed gives the same interval on
 * every platform: xoshiro256** (Blackman & Vigna 2018), its state filled by
 * splitmix64 (Steele, Lea & Flood 2014).
 */
#include "agreement/agreement.h"

#include <math.h>

struct generator {
	guint64 state[4];
};

static guint64
splitmix_next(guint64 *state)
{
	guint64 z = *state += G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static guint64
rotate_left(guint64 x, int bits)
{
	return (x << bits) | (x >> (64 - bits));
}

static guint64
generator_next(struct generator *generator)
{
	guint64 *s = generator->state;
	guint64 result = rotate_left(s[1] * 5, 7) * 9;
	guint64 shifted = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= shifted;
	s[3] = rotate_left(s[3], 45);
	return result;
}

/* 0 .. n - 1, every value equally likely: the first 2^64 mod n numbers would
 * favour small values and are thrown away. */
static guint
generator_below(struct generator *generator, guint n)
{
	guint64 favoured = (G_MAXUINT64 - n + 1) % n;
	guint64 x;

	do
		x = generator_next(generator);
	while (x < favoured);
	return (guint)(x % n);
}

static int
compare_doubles(const void *a, const void *b)
{
	double left = *(const double *)a;
	double right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Linear interpolation between order statistics (Hyndman & Fan 1996, 7). */
static double
quantile(const GArray *sorted, double p)
{
	double at = p * (sorted->len - 1);
	guint below = (guint)floor(at);
	guint above = MIN(below + 1, sorted->len - 1);
	double low = g_array_index(sorted, double, below);
	double high = g_array_index(sorted, double, above);

	return low + (at - below) * (high - low);
}

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
	for (guint i = 0; i < G_N_ELEMENTS(generator.state); i++)
		generator.state[i] = splitmix_next(&seed);
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
	g_array_sort(values, compare_doubles);
	*low = quantile(values, (1 - level) / 2);
	*high = quantile(values, (1 + level) / 2);
}
