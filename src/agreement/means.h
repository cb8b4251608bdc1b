/*
 * means: a mean that is exact where all values are the same, and their order.
 *
 * Sums of equal values round; "no variation" must be an exact 0, since it is
 * what makes a figure exist or not.
 */
#ifndef AGREEMENT_MEANS_H
#define AGREEMENT_MEANS_H

#include <glib.h>

/* Of n values, each `step` behind the one before; 0 for none. */
static inline double
mean_from(const double *x, guint step, guint n)
{
	double sum = 0;

	for (guint i = 0; i < n; i++)
		sum += x[(gsize)i * step] - x[0];
	return n > 0 ? x[0] + sum / n : 0;
}

/* For qsort() of doubles, the smallest first. */
static inline int
doubles_compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* value, or 0 where it is what rounding leaves of squares of this size. */
static inline double
without_noise(double value, double size)
{
	return value > 1e-24 * size ? value : 0;
}

#endif
