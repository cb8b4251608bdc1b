/*
 * lines: points of words from labelled lines.
 *
 * Logistic regression on the clues of the stretch of words that speaks most
 * for a line, chosen anew at each look (as in multiple instance learning;
 * Andrews, Tsochantaridis & Hofmann 2003), by stochastic descent with step
 * sizes of its own for each clue.
 */
#include "learn/line_lessons.h"

#include <math.h>
#include <string.h>

#define LOOKS 12
#define ORDERS 3 /* in which the lines are looked at, one after another */
#define RATE 0.05
#define DECAY 0.08
#define SLOPES_FIRST 0.01
#define START -1.0
#define POINTS_LEAST 2 /* smaller ones are left out */
#define NONE G_MAXUINT

struct looked_at {
	const struct line_lessons *lessons;
	const struct example_line *line;
};

static double
weight_of(guint clue, gpointer data)
{
	const struct looked_at *at = data;
	guint number = at->line->numbers[clue];

	return number == CLUE_LEFT_OUT ? 0 : at->lessons->weights[number].is;
}

/* The best stretch of a line and the logit of it. */
static double
best_stretch(const struct line_lessons *lessons,
	     const struct example_line *line, guint within, guint *first,
	     guint *end)
{
	struct looked_at at = { lessons, line };
	double most;

	*first = pointing_best(line->shows, within, weight_of, &at, end, &most);
	return lessons->start.is + most +
	       lessons->beyond.is *
		       pointing_beyond(line->shows, lessons->within);
}

static void
learn_number(struct learned_number *number, double slope)
{
	number->slopes += slope * slope;
	number->is -= RATE * slope / sqrt(number->slopes);
}

static void
learn_from(struct line_lessons *lessons, const struct example_line *line,
	   guint within)
{
	guint first, end;
	double logit = best_stretch(lessons, line, within, &first, &end);
	double error = learning_chance(logit) - line->yes;

	learn_number(&lessons->start, error);
	learn_number(&lessons->beyond,
		     error * pointing_beyond(line->shows, lessons->within));
	for (guint c = 0; c < line->shows->clues->len; c++) {
		guint n = line->numbers[c], word = clue_of(line, c)->word;

		if (n == CLUE_LEFT_OUT ||
		    lessons->weights[n].lines < LINES_OF_CLUE || word < first ||
		    (word >= end && word > 0))
			continue;
		learn_number(&lessons->weights[n],
			     error + DECAY * lessons->weights[n].is);
	}
}

static void
shuffle(guint *order, guint n, guint *seed)
{
	for (guint i = n; i > 1; i--) {
		guint k = learning_random(seed) % i, kept = order[i - 1];

		order[i - 1] = order[k];
		order[k] = kept;
	}
}

/* A weight as its points will be read. */
static double
as_written(double weight)
{
	double points = rint(POINTS_PER_E * weight);

	return fabs(points) < POINTS_LEAST ? 0 : points / POINTS_PER_E;
}

/* A clue is held by lines that are learned from, or what is tried on the group
 * would know what its lines say. */
static void
count_without(struct line_lessons *lessons, guint group)
{
	for (guint i = 0; i < lessons->lines->len; i++) {
		const struct example_line *line = example_at(lessons, i);

		if (line->group == group || line->is_made)
			continue;
		for (guint c = 0; c < line->shows->clues->len; c++) {
			guint n = line->numbers[c];

			if (n == CLUE_LEFT_OUT ||
			    lessons->weights[n].last == i + 1)
				continue;
			lessons->weights[n].last = i + 1;
			lessons->weights[n].lines++;
		}
	}
}

static void
begin_number(struct learned_number *number, double is)
{
	number->is = is;
	number->slopes = SLOPES_FIRST;
}

static void
look_at_all(struct line_lessons *lessons, guint group, guint within,
	    const guint *order)
{
	for (guint i = 0; i < lessons->lines->len; i++) {
		const struct example_line *line = example_at(lessons, order[i]);
		guint times = line->group == group ? 0 : line->times;

		while (times-- > 0)
			learn_from(lessons, line, within);
	}
}

/* Adds what the numbers are at each of the later looks to their sums. */
static void
learn_in_order(struct line_lessons *lessons, guint group, guint seed)
{
	guint clues = lessons->clues->len, n = lessons->lines->len;
	g_autofree guint *order = g_new(guint, n + 1);

	for (guint i = 0; i < n; i++)
		order[i] = i;
	for (guint i = 0; i < clues; i++)
		begin_number(&lessons->weights[i], 0);
	begin_number(&lessons->beyond, 0);
	begin_number(&lessons->start, START);
	for (guint round = 0; round < LOOKS; round++) {
		shuffle(order, n, &seed);
		look_at_all(lessons, group, round ? lessons->within : 0, order);
		if (round < LOOKS / 2)
			continue;
		lessons->start.sum += lessons->start.is;
		lessons->beyond.sum += lessons->beyond.is;
		for (guint i = 0; i < clues; i++)
			lessons->weights[i].sum += lessons->weights[i].is;
	}
}

/* Weights without a group (NONE: with all): the mean of the later looks. */
static void
learn_without(struct line_lessons *lessons, guint group)
{
	const guint taken = ORDERS * (LOOKS - LOOKS / 2);

	memset(lessons->weights, 0,
	       lessons->clues->len * sizeof *lessons->weights);
	lessons->start.sum = lessons->beyond.sum = 0;
	count_without(lessons, group);
	for (guint i = 0; i < ORDERS; i++)
		learn_in_order(lessons, group, 7919 * i + 1);
	lessons->start.is = lessons->start.sum / taken;
	lessons->beyond.is = lessons->beyond.sum / taken;
	for (guint i = 0; i < lessons->clues->len; i++)
		lessons->weights[i].is =
			as_written(lessons->weights[i].sum / taken);
}

/* What weights that were learned without a group say of it. */
static void
try_on(const struct line_lessons *lessons, guint group, int least,
       struct learned_lines *learned)
{
	for (guint i = 0; i < lessons->lines->len; i++) {
		const struct example_line *line = example_at(lessons, i);
		guint first, end;
		gboolean found;

		if (line->group != group || line->is_made)
			continue;
		found = POINTS_PER_E * best_stretch(lessons, line,
						    lessons->within, &first,
						    &end) >=
			least;
		learned->yes += line->yes;
		learned->no += !line->yes;
		learned->found += found && line->yes;
		learned->wrong += found && !line->yes;
	}
}

static char *
points_text(const struct line_lessons *lessons, guint *clues)
{
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "=start\t%d\n",
			       (int)lrint(POINTS_PER_E * lessons->start.is));
	if (lessons->within)
		g_string_append_printf(
			out, "=beyond\t%d\n",
			(int)lrint(POINTS_PER_E * lessons->beyond.is));
	*clues = 0;
	for (guint i = 0; i < lessons->clues->len; i++) {
		int points = (int)lrint(POINTS_PER_E * lessons->weights[i].is);

		if (!points)
			continue;
		g_string_append_printf(
			out, "%s\t%d\n",
			((struct met_clue *)lessons->clues->pdata[i])->text,
			points);
		(*clues)++;
	}
	return g_string_free(out, FALSE);
}

struct learned_lines *
learn_lines(const struct word_points *points, const GArray *lines, int least)
{
	struct line_lessons *lessons = line_lessons_new(lines, points);
	struct learned_lines *learned = g_new0(struct learned_lines, 1);
	guint groups = 0;

	for (guint i = 0; i < lessons->lines->len; i++) {
		guint group = example_at(lessons, i)->group;

		if (group != LEARN_ALWAYS)
			groups = MAX(groups, group + 1);
	}
	for (guint g = 0; g < groups; g++) {
		learn_without(lessons, g);
		try_on(lessons, g, least, learned);
	}
	learn_without(lessons, NONE);
	learned->points = points_text(lessons, &learned->clues);
	line_lessons_free(lessons);
	return learned;
}

void
learned_lines_free(struct learned_lines *learned)
{
	g_free(learned->points);
	g_free(learned);
}
