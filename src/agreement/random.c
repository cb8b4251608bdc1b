/*
 * Numbers by lot; see random.h.
 */
#include "agreement/random.h"

#include <math.h>

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
guint
generator_below(struct generator *generator, guint n)
{
	guint64 x;

	if (generator->below != n) {
		generator->below = n;
		generator->favoured = (G_MAXUINT64 - n + 1) % n;
	}
	do
		x = generator_next(generator);
	while (x < generator->favoured);
	return (guint)(x % n);
}

void
generator_init(struct generator *generator, guint64 seed)
{
	generator->below = 0;
	for (guint i = 0; i < G_N_ELEMENTS(generator->state); i++)
		generator->state[i] = splitmix_next(&seed);
}

/* Box & Muller 1958; the first of the pair alone. */
double
generator_normal(struct generator *generator)
{
	double a = ((generator_next(generator) >> 11) + .5) * 0x1p-53;
	double b = ((generator_next(generator) >> 11) + .5) * 0x1p-53;

	return sqrt(-2 * log(a)) * cos(2 * G_PI * b);
}

double
quantile_of(const double *sorted, guint n, double p)
{
	double at = p * (n - 1);
	guint below = (guint)floor(at);
	guint above = MIN(below + 1, n - 1);

	return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
