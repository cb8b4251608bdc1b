/*
 * Symmetric equations; see linear.h.
 */
#include "agreement/linear.h"

#include <lapacke.h>
#include <math.h>

/* Below this part of its own size a pivot is what rounding leaves of 0. */
#define SINGULAR 1e-11

gboolean
linear_factor(double *a, guint n, double *log_det)
{
	g_autofree double *size = g_new(double, n + 1);

	*log_det = 0;
	for (guint i = 0; i < n; i++)
		size[i] = a[(gsize)i * n + i];
	if (n > 0 && LAPACKE_dpotrf(LAPACK_COL_MAJOR, 'L', (int)n, a, (int)n))
		return FALSE;
	for (guint i = 0; i < n; i++) {
		double pivot = a[(gsize)i * n + i];

		if (!(pivot * pivot > SINGULAR * size[i]))
			return FALSE;
		*log_det += 2 * log(pivot);
	}
	return TRUE;
}

void
linear_solve_with(const double *factor, double *b, guint n)
{
	if (n > 0)
		LAPACKE_dpotrs(LAPACK_COL_MAJOR, 'L', (int)n, 1, factor, (int)n,
			       b, (int)n);
}

gboolean
linear_solve(double *a, double *b, guint n)
{
	double log_det;

	if (!linear_factor(a, n, &log_det))
		return FALSE;
	linear_solve_with(a, b, n);
	return TRUE;
}

void
linear_invert(double *factor, guint n)
{
	if (n > 0)
		LAPACKE_dpotri(LAPACK_COL_MAJOR, 'L', (int)n, factor, (int)n);
	for (guint i = 0; i < n; i++)
		for (guint j = 0; j < i; j++)
			factor[(gsize)i * n + j] = factor[(gsize)j * n + i];
}
