/*
 * The table of ratings and what is taken from it; see ratings.h.
 */
#include "agreement/agreement.h"

#include <math.h>
#include <string.h>

struct ratings *
ratings_new(guint units, guint raters)
{
	struct ratings *ratings = g_new0(struct ratings, 1);
	gsize cells = (gsize)units * raters;

	ratings->units = g_ptr_array_new_with_free_func(g_free);
	ratings->raters = g_ptr_array_new_with_free_func(g_free);
	ratings->cells = g_new(double, cells + 1);
	for (gsize i = 0; i < cells; i++)
		ratings->cells[i] = NAN;
	return ratings;
}

void
ratings_free(struct ratings *ratings)
{
	if (!ratings)
		return;
	g_ptr_array_unref(ratings->units);
	g_ptr_array_unref(ratings->raters);
	g_free(ratings->cells);
	g_free(ratings->counts);
	g_free(ratings);
}

guint
ratings_of_unit(const struct ratings *ratings, guint unit)
{
	guint n = 0;

	for (guint r = 0; r < ratings->raters->len; r++)
		n += !isnan(*ratings_cell(ratings, unit, r));
	return n;
}

guint
ratings_of_rater(const struct ratings *ratings, guint rater)
{
	guint n = 0;

	for (guint u = 0; u < ratings->units->len; u++)
		n += !isnan(*ratings_cell(ratings, u, rater));
	return n;
}

guint64
ratings_all(const struct ratings *ratings)
{
	guint64 n = 0;

	for (guint r = 0; r < ratings->raters->len; r++)
		n += ratings_of_rater(ratings, r);
	return n;
}

static guint
count_kept(const gboolean *keep, guint n)
{
	guint kept = 0;

	if (!keep)
		return n;
	for (guint i = 0; i < n; i++)
		kept += keep[i];
	return kept;
}

struct ratings *
ratings_part(const struct ratings *ratings, const gboolean *keep_unit,
	     const gboolean *keep_rater)
{
	guint units = ratings->units->len, raters = ratings->raters->len;
	struct ratings *part = ratings_new(count_kept(keep_unit, units),
					   count_kept(keep_rater, raters));
	double *cell = part->cells;

	for (guint r = 0; r < raters; r++)
		if (!keep_rater || keep_rater[r])
			g_ptr_array_add(part->raters,
					g_strdup(ratings->raters->pdata[r]));
	for (guint u = 0; u < units; u++) {
		if (keep_unit && !keep_unit[u])
			continue;
		g_ptr_array_add(part->units,
				g_strdup(ratings->units->pdata[u]));
		for (guint r = 0; r < raters; r++)
			if (!keep_rater || keep_rater[r])
				*cell++ = *ratings_cell(ratings, u, r);
	}
	return part;
}

struct ratings *
ratings_with(const struct ratings *ratings, guint least)
{
	g_autofree gboolean *keep = g_new0(gboolean, ratings->units->len + 1);

	for (guint u = 0; u < ratings->units->len; u++)
		keep[u] = ratings_of_unit(ratings, u) >= least;
	return ratings_part(ratings, keep, NULL);
}

void
pairs_init(struct pairs *pairs, const struct ratings *ratings, guint a, guint b)
{
	guint units = ratings->units->len;

	pairs->x = g_new(double, units + 1);
	pairs->y = g_new(double, units + 1);
	pairs->n = 0;
	for (guint u = 0; u < units; u++) {
		double x = *ratings_cell(ratings, u, a);
		double y = *ratings_cell(ratings, u, b);

		if (isnan(x) || isnan(y))
			continue;
		pairs->x[pairs->n] = x;
		pairs->y[pairs->n++] = y;
	}
}

void
pairs_clear(struct pairs *pairs)
{
	g_clear_pointer(&pairs->x, g_free);
	g_clear_pointer(&pairs->y, g_free);
}

struct records *
records_new(void)
{
	struct records *records = g_new0(struct records, 1);

	records->facets = g_ptr_array_new_with_free_func(g_free);
	records->levels = g_ptr_array_new_with_free_func(
		(GDestroyNotify)g_ptr_array_unref);
	records->of = g_array_new(FALSE, FALSE, sizeof(guint));
	records->scores = g_array_new(FALSE, FALSE, sizeof(double));
	return records;
}

void
records_free(struct records *records)
{
	if (!records)
		return;
	g_ptr_array_unref(records->facets);
	g_ptr_array_unref(records->levels);
	g_array_unref(records->of);
	g_array_unref(records->scores);
	g_free(records);
}

struct ratings *
records_table(const struct records *records)
{
	const GPtrArray *units = records->levels->pdata[0];
	const GPtrArray *raters = records->levels->pdata[1];
	struct ratings *ratings = ratings_new(units->len, raters->len);

	g_assert(records->facets->len == 2);
	for (guint i = 0; i < units->len; i++)
		g_ptr_array_add(ratings->units, g_strdup(units->pdata[i]));
	for (guint i = 0; i < raters->len; i++)
		g_ptr_array_add(ratings->raters, g_strdup(raters->pdata[i]));
	for (guint i = 0; i < records->scores->len; i++)
		*ratings_cell(ratings, records_level(records, i, 0),
			      records_level(records, i, 1)) =
			g_array_index(records->scores, double, i);
	return ratings;
}
