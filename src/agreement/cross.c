/*
 * The points of a scale, how they weigh, and tables of two raters' points;
 * see ratings.h.
 */
#include "agreement/agreement.h"
#include "agreement/means.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct scale *
scale_new(double low, double high, double step)
{
	struct scale *scale = g_new0(struct scale, 1);
	double steps = floor((high - low) / step + 1e-9);

	g_assert(step > 0 && steps >= 1 && steps < G_MAXINT);
	scale->n = (guint)steps + 1;
	scale->points = g_new(double, scale->n);
	for (guint i = 0; i < scale->n; i++)
		scale->points[i] = low + i * step;
	return scale;
}

struct scale *
scale_of(const struct ratings *ratings)
{
	struct scale *scale = g_new0(struct scale, 1);
	gsize cells = (gsize)ratings->units->len * ratings->raters->len, n = 0;
	double *all = g_new(double, cells + 1);

	for (gsize i = 0; i < cells; i++)
		if (!isnan(ratings->cells[i]))
			all[n++] = ratings->cells[i];
	qsort(all, n, sizeof *all, doubles_compare);
	for (gsize i = 0; i < n; i++)
		if (i == 0 || all[i] != all[scale->n - 1])
			all[scale->n++] = all[i];
	scale->points = g_renew(double, all, scale->n + 1);
	scale->seen = TRUE;
	return scale;
}

void
scale_free(struct scale *scale)
{
	if (!scale)
		return;
	g_free(scale->points);
	g_free(scale);
}

gint
scale_find(const struct scale *scale, double value)
{
	guint low = 0, high = scale->n;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (scale->points[middle] < value - 1e-9)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == scale->n || scale->points[low] > value + 1e-9)
		return -1;
	return (gint)low;
}

const char *
weights_name(enum weighting weighting)
{
	static const char *const names[] = {
		[WEIGHTS_NONE] = "unweighted",
		[WEIGHTS_LINEAR] = "linear",
		[WEIGHTS_QUADRATIC] = "quadratic",
		[WEIGHTS_ORDINAL] = "ordinal",
		[WEIGHTS_RATIO] = "ratio",
	};

	return names[weighting];
}

/* How far two points are apart, on any scale of distance. */
static double
points_apart(enum weighting weighting, const struct scale *scale, guint i,
	     guint j)
{
	double a = scale->points[i], b = scale->points[j];
	double steps = fabs((double)i - (double)j);

	switch (weighting) {
	case WEIGHTS_NONE:
		return i != j;
	case WEIGHTS_LINEAR:
		return fabs(a - b);
	case WEIGHTS_QUADRATIC:
		return (a - b) * (a - b);
	case WEIGHTS_ORDINAL:
		return i == j ? 0 : (steps + 1) * steps / 2;
	case WEIGHTS_RATIO:
		return a == b ? 0 : (a - b) * (a - b) / ((a + b) * (a + b));
	}
	return 0;
}

double *
weights_build(enum weighting weighting, const struct scale *scale)
{
	guint k = scale->n;
	double *w = g_new(double, (gsize)k *k + 1);
	double widest = k > 1 ? points_apart(weighting, scale, 0, k - 1) : 1;

	for (guint i = 0; i < k; i++)
		for (guint j = 0; j < k; j++)
			w[i * k + j] =
				1 -
				points_apart(weighting, scale, i, j) / widest;
	return w;
}

static void
cross_begin(struct cross *cross, const struct scale *scale)
{
	cross->k = scale->n;
	cross->cells = g_new0(double, (gsize)scale->n * scale->n + 1);
	cross->n = 0;
}

static void
cross_add(struct cross *cross, const struct scale *scale, double x, double y,
	  double count)
{
	gint i = scale_find(scale, x), j = scale_find(scale, y);

	g_assert(i >= 0 && j >= 0);
	cross->cells[(guint)i * cross->k + (guint)j] += count;
	cross->n += count;
}

void
cross_init(struct cross *cross, const struct pairs *pairs,
	   const struct scale *scale)
{
	cross_begin(cross, scale);
	for (guint i = 0; i < pairs->n; i++)
		cross_add(cross, scale, pairs->x[i], pairs->y[i], 1);
}

void
cross_init_counts(struct cross *cross, const struct ratings *ratings, guint a,
		  guint b, const struct scale *scale)
{
	cross_begin(cross, scale);
	for (guint u = 0; u < ratings->units->len; u++) {
		double x = *ratings_cell(ratings, u, a);
		double y = *ratings_cell(ratings, u, b);

		if (!isnan(x) && !isnan(y))
			cross_add(cross, scale, x, y, ratings->counts[u]);
	}
}

void
cross_clear(struct cross *cross)
{
	g_clear_pointer(&cross->cells, g_free);
}
