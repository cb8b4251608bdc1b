/*
 * line_lessons: labelled lines, read for learning points of words.
 */
#include "learn/line_lessons.h"

#include <string.h>

#define LINES_OF_CLUE 2 /* a clue of fewer is left out */

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
		met->number = CLUE_LEFT_OUT;
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
		.is_made = line->is_made,
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

struct line_lessons *
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
	lessons->weights =
		g_new0(struct learned_number, lessons->clues->len + 1);
	return lessons;
}

void
line_lessons_free(struct line_lessons *lessons)
{
	g_array_unref(lessons->lines);
	g_ptr_array_unref(lessons->clues);
	g_hash_table_unref(lessons->met);
	g_free(lessons->weights);
	g_free(lessons);
}
