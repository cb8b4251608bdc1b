/*
 * lines: points of words from labelled lines.
 *
 * Logistic regression on the clues of the stretch of words that speaks most
 * for a line, chosen anew at each look (as in multiple instance learning;
 * Andrews, Tsochantaridis & Hofmann 2003), by stochastic descent with step
 * sizes of its own for each clue.
 */
#include "learn/learning.h"

#include <math.h>
#include <string.h>

#define LOOKS 12
#define RATE 0.05
#define DECAY 0.0001
#define STEP_FIRST 0.01
#define START -1.0
#define LINES_OF_CLUE 2 /* a clue of fewer is left out */
#define POINTS_LEAST 3	/* smaller ones are left out */
#define NONE G_MAXUINT

struct example_line {
	struct pointing *shows;
	guint *numbers; /* of its clues; NONE: left out */
	gboolean yes;
	guint times;
	guint group;
};

/* A clue, and in how many lines it was met. */
struct met_clue {
	char *text;
	guint lines;
	guint number; /* NONE: left out */
};

struct line_lessons {
	guint within;
	GArray *lines;	  /* struct example_line */
	GHashTable *met;  /* guint64 * key -> struct met_clue */
	GPtrArray *clues; /* number -> struct met_clue, borrowed; by text */
	double *weight, *step, *sum;
	double start, start_step, start_sum;
};

/* -- reading ------------------------------------------------------------- */

static void
met_clue_free(gpointer data)
{
	struct met_clue *met = data;

	g_free(met->text);
	g_free(met);
}

/* A clue of a line; key and text are taken. */
static void
meet_clue(struct line_lessons *lessons, gpointer key, gpointer text)
{
	struct met_clue *met = g_hash_table_lookup(lessons->met, key);

	if (!met) {
		met = g_new0(struct met_clue, 1);
		met->text = g_steal_pointer(&text);
		met->number = NONE;
		g_hash_table_insert(lessons->met, g_steal_pointer(&key), met);
	}
	met->lines++;
	g_free(key);
	g_free(text);
}

static void
read_lesson_line(struct line_lessons *lessons, const struct labelled_line *line,
		 const struct word_points *points)
{
	gboolean answers = points->answers;
	struct speech speech;
	struct example_line example = {
		.shows = pointing_new(TRUE),
		.yes = line->yes,
		.times = line->times,
		.group = line->group,
	};
	GHashTableIter iter;
	gpointer key, text;

	speech_init(&speech);
	if (answers)
		speech_add(&speech, TURN_PATIENT, line->before,
			   strlen(line->before));
	speech_add(&speech, answers ? TURN_THERAPIST : TURN_PATIENT, line->text,
		   strlen(line->text));
	pointing_read(example.shows, points, &speech, answers, answers ? 0 : -1,
		      0);
	speech_clear(&speech);
	g_hash_table_iter_init(&iter, example.shows->texts);
	while (g_hash_table_iter_next(&iter, &key, &text)) {
		g_hash_table_iter_steal(&iter);
		meet_clue(lessons, key, text);
	}
	g_clear_pointer(&example.shows->texts, g_hash_table_unref);
	g_array_append_val(lessons->lines, example);
}

static struct example_line *
example_at(const struct line_lessons *lessons, guint i)
{
	return &g_array_index(lessons->lines, struct example_line, i);
}

static const struct point_clue *
clue_of(const struct example_line *line, guint i)
{
	return &g_array_index(line->shows->clues, struct point_clue, i);
}

static int
compare_met(gconstpointer a, gconstpointer b)
{
	const struct met_clue *x = *(struct met_clue *const *)a;
	const struct met_clue *y = *(struct met_clue *const *)b;

	return strcmp(x->text, y->text);
}

/* Those that enough lines show, by their texts. */
static void
number_clues(struct line_lessons *lessons)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, lessons->met);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		if (((struct met_clue *)value)->lines >= LINES_OF_CLUE)
			g_ptr_array_add(lessons->clues, value);
	}
	g_ptr_array_sort(lessons->clues, compare_met);
	for (guint i = 0; i < lessons->clues->len; i++)
		((struct met_clue *)lessons->clues->pdata[i])->number = i;
}

static void
number_lines(struct line_lessons *lessons)
{
	for (guint i = 0; i < lessons->lines->len; i++) {
		struct example_line *line = example_at(lessons, i);

		line->numbers = g_new(guint, line->shows->clues->len + 1);
		for (guint c = 0; c < line->shows->clues->len; c++) {
			guint64 key = clue_of(line, c)->key;
			const struct met_clue *met =
				g_hash_table_lookup(lessons->met, &key);

			line->numbers[c] = met->number;
		}
	}
}

static void
example_clear(gpointer data)
{
	struct example_line *line = data;

	pointing_free(line->shows);
	g_free(line->numbers);
}

static struct line_lessons *
line_lessons_new(const GArray *lines, const struct word_points *points)
{
	struct line_lessons *lessons = g_new0(struct line_lessons, 1);

	lessons->within = points->within;
	lessons->lines = g_array_new(FALSE, FALSE, sizeof(struct example_line));
	g_array_set_clear_func(lessons->lines, example_clear);
	lessons->clues = g_ptr_array_new();
	lessons->met = g_hash_table_new_full(g_int64_hash, g_int64_equal,
					     g_free, met_clue_free);
	for (guint i = 0; i < lines->len; i++)
		read_lesson_line(lessons,
				 &g_array_index(lines, struct labelled_line, i),
				 points);
	number_clues(lessons);
	number_lines(lessons);
	lessons->weight = g_new0(double, lessons->clues->len + 1);
	lessons->step = g_new0(double, lessons->clues->len + 1);
	lessons->sum = g_new0(double, lessons->clues->len + 1);
	return lessons;
}

static void
line_lessons_free(struct line_lessons *lessons)
{
	g_array_unref(lessons->lines);
	g_ptr_array_unref(lessons->clues);
	g_hash_table_unref(lessons->met);
	g_free(lessons->weight);
	g_free(lessons->step);
	g_free(lessons->sum);
	g_free(lessons);
}

/* -- the regression ------------------------------------------------------ */

struct looked_at {
	const struct line_lessons *lessons;
	const struct example_line *line;
};

static double
weight_of(guint clue, gpointer data)
{
	const struct looked_at *at = data;
	guint number = at->line->numbers[clue];

	return number == NONE ? 0 : at->lessons->weight[number];
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
	return lessons->start + most;
}

static void
learn_from(struct line_lessons *lessons, const struct example_line *line,
	   guint within)
{
	guint first, end;
	double logit = best_stretch(lessons, line, within, &first, &end);
	double error = learning_chance(logit) - line->yes;

	lessons->start_step += error * error;
	lessons->start -= RATE * error / sqrt(lessons->start_step);
	for (guint c = 0; c < line->shows->clues->len; c++) {
		guint n = line->numbers[c], word = clue_of(line, c)->word;
		double slope;

		if (n == NONE || word < first || (word >= end && word > 0))
			continue;
		slope = error + DECAY * lessons->weight[n];
		lessons->step[n] += slope * slope;
		lessons->weight[n] -= RATE * slope / sqrt(lessons->step[n]);
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

/* Weights without a group (NONE: with all): the mean of the later looks. */
static void
learn_without(struct line_lessons *lessons, guint group)
{
	guint clues = lessons->clues->len, n = lessons->lines->len, seed = 1;
	g_autofree guint *order = g_new(guint, n + 1);
	guint taken = 0;

	for (guint i = 0; i < n; i++)
		order[i] = i;
	for (guint i = 0; i < clues; i++) {
		lessons->weight[i] = lessons->sum[i] = 0;
		lessons->step[i] = STEP_FIRST;
	}
	lessons->start = START;
	lessons->start_step = STEP_FIRST;
	lessons->start_sum = 0;
	for (guint round = 0; round < LOOKS; round++) {
		shuffle(order, n, &seed);
		for (guint i = 0; i < n; i++) {
			const struct example_line *line =
				example_at(lessons, order[i]);
			guint times = line->group == group ? 0 : line->times;

			while (times-- > 0)
				learn_from(lessons, line,
					   round ? lessons->within : 0);
		}
		if (round < LOOKS / 2)
			continue;
		taken++;
		lessons->start_sum += lessons->start;
		for (guint i = 0; i < clues; i++)
			lessons->sum[i] += lessons->weight[i];
	}
	for (guint i = 0; i < clues; i++)
		lessons->weight[i] = lessons->sum[i] / taken;
	lessons->start = lessons->start_sum / taken;
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

		if (line->group != group)
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
			       (int)lrint(POINTS_PER_E * lessons->start));
	*clues = 0;
	for (guint i = 0; i < lessons->clues->len; i++) {
		int points = (int)lrint(POINTS_PER_E * lessons->weight[i]);

		if (ABS(points) < POINTS_LEAST)
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
