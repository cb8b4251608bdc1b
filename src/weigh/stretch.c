/*
 * stretch: the stretch of a turn whose clues come to most, and its points.
 */
#include "weigh/pointing.h"

#include <math.h>

static const struct point_clue *
clue_at(const struct pointing *pointing, guint i)
{
	return &g_array_index(pointing->clues, struct point_clue, i);
}

guint
pointing_best(const struct pointing *pointing, guint within, point_value *value,
	      gpointer data, guint *end, double *most)
{
	guint n = pointing->words->len, first = 0;
	guint width = within && within < n ? within : n;
	g_autofree double *sum = g_new0(double, n + 2);

	for (guint i = 0; i < pointing->clues->len; i++)
		sum[clue_at(pointing, i)->word + 1] += value(i, data);
	for (guint w = 0; w < n; w++)
		sum[w + 1] += sum[w];
	*most = sum[MAX(width, 1)];
	for (guint w = 1; w + width <= n; w++) {
		if (sum[w + width] - sum[w] > *most) {
			*most = sum[w + width] - sum[w];
			first = w;
		}
	}
	*end = first + width;
	return first;
}

double
pointing_beyond(const struct pointing *pointing, guint within)
{
	guint words = pointing->words->len;

	return within && words > within ? log2((double)words / within) : 0;
}

struct weighing_words {
	const struct pointing *pointing;
	const struct word_points *points;
};

static double
points_of_clue(guint clue, gpointer data)
{
	const struct weighing_words *of = data;

	return word_points_of(of->points, clue_at(of->pointing, clue)->key);
}

int
pointing_weigh(const struct pointing *pointing,
	       const struct word_points *points, struct span *words)
{
	struct weighing_words of = { pointing, points };
	guint begins = G_MAXUINT, ends = 0, first, end;
	double most;

	first = pointing_best(pointing, points->within, points_of_clue, &of,
			      &end, &most);
	for (guint i = 0; i < pointing->clues->len; i++) {
		const struct point_clue *clue = clue_at(pointing, i);

		if (clue->word < first || clue->word >= end || !clue->end ||
		    points_of_clue(i, &of) <= 0)
			continue;
		begins = MIN(begins, clue->word);
		ends = MAX(ends, clue->end);
	}
	*words = (struct span){ 0, 0 };
	if (ends > 0) {
		words->start =
			g_array_index(pointing->words, struct span, begins)
				.start;
		words->end =
			g_array_index(pointing->words, struct span, ends - 1)
				.end;
	}
	return points->start + (int)most +
	       (int)lrint(points->beyond *
			  pointing_beyond(pointing, points->within));
}
