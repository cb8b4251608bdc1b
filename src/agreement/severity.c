/*
 * Severity of raters by least squares; see severity.h.
 *
 * The units' effects are taken out beforehand, so that the equations have as
 * many rows as there are raters: a Laplace matrix, whose null space (all
 * effects larger by one) is filled.
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"
#include "agreement/linear.h"

#include <math.h>

static guint
root_of(guint *parent, guint i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

guint
raters_linked(const struct ratings *ratings, guint *group)
{
	guint k = ratings->raters->len, groups = 0;
	g_autofree guint *parent = g_new(guint, k + 1);
	g_autofree guint *number = g_new(guint, k + 1);

	for (guint r = 0; r < k; r++)
		parent[r] = r;
	for (guint u = 0; u < ratings->units->len; u++) {
		guint first = k;

		for (guint r = 0; r < k; r++) {
			if (isnan(*ratings_cell(ratings, u, r)))
				continue;
			if (first == k)
				first = r;
			parent[root_of(parent, r)] = root_of(parent, first);
		}
	}
	for (guint r = 0; r < k; r++)
		if (root_of(parent, r) == r)
			number[r] = groups++;
	for (guint r = 0; r < k; r++)
		group[r] = number[root_of(parent, r)];
	return groups;
}

static double
unit_mean(const struct ratings *ratings, guint unit, guint size)
{
	double sum = 0;

	for (guint r = 0; r < ratings->raters->len; r++) {
		double x = *ratings_cell(ratings, unit, r);

		if (!isnan(x))
			sum += x / size;
	}
	return sum;
}

/* Adds a unit to the equations; returns its squares about its mean. */
static double
add_unit(const struct ratings *ratings, guint unit, double *a, double *b)
{
	guint k = ratings->raters->len;
	guint size = ratings_of_unit(ratings, unit);
	double mean = unit_mean(ratings, unit, size), squares = 0;

	for (guint r = 0; r < k; r++) {
		double x = *ratings_cell(ratings, unit, r);

		if (isnan(x))
			continue;
		squares += (x - mean) * (x - mean);
		b[r] += x - mean;
		a[(gsize)r * k + r]++;
		for (guint s = 0; s < k; s++)
			if (!isnan(*ratings_cell(ratings, unit, s)))
				a[(gsize)r * k + s] -= 1. / size;
	}
	return squares;
}

/* From the inverse of the filled equations. */
static void
take_raters(struct severity *severity, const double *inverse,
	    const double *effect, guint k, double error)
{
	double t = quantile_t(.975, severity->df);

	for (guint r = 0; r < k; r++) {
		struct estimate *rater = &severity->raters[r];

		*rater = estimate_value(effect[r]);
		if (error <= 0)
			continue;
		rater->se = sqrt(error * (inverse[(gsize)r * k + r] - 1. / k));
		rater->lower = rater->value - t * rater->se;
		rater->upper = rater->value + t * rater->se;
		rater->p = tail_t_both(rater->value / rater->se, severity->df);
	}
}

gboolean
severity_init(struct severity *severity, const struct ratings *ratings)
{
	guint k = ratings->raters->len, used = 0;
	g_autofree guint *group = g_new(guint, k + 1);
	g_autofree double *a = NULL;
	g_autofree double *b = g_new0(double, k + 1);
	g_autofree double *effect = NULL;
	double squares = 0, due = 0, error, log_det;

	*severity = (struct severity){ .all = NO_ESTIMATE };
	if (k < 2 || raters_linked(ratings, group) > 1)
		return FALSE;
	a = g_new0(double, (gsize)k *k + 1);
	for (guint u = 0; u < ratings->units->len; u++) {
		squares += add_unit(ratings, u, a, b);
		used += ratings_of_unit(ratings, u) > 0;
	}
	severity->df_all = k - 1;
	severity->df = (double)ratings_all(ratings) - used - k + 1;
	for (gsize i = 0; i < (gsize)k * k; i++)
		a[i] += 1. / k;
	effect = g_memdup2(b, sizeof *b * (k + 1));
	if (severity->df < 1 || !linear_factor(a, k, &log_det))
		return FALSE;
	linear_solve_with(a, effect, k);
	linear_invert(a, k);
	for (guint r = 0; r < k; r++)
		due += effect[r] * b[r];
	error = (squares - due) / severity->df;
	if (error < 1e-14 * squares)
		error = 0;
	severity->raters = g_new(struct estimate, k);
	take_raters(severity, a, effect, k, error);
	if (error > 0) {
		severity->all.value = due / severity->df_all / error;
		severity->all.p = tails_f(severity->all.value, severity->df_all,
					  severity->df)
					  .upper;
	}
	return TRUE;
}

void
severity_clear(struct severity *severity)
{
	g_clear_pointer(&severity->raters, g_free);
}
