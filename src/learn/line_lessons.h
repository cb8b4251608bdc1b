/*
 * line_lessons.h: labelled lines, read: what each shows, and by what numbers
 * its clues are known.
 */
#ifndef LEARN_LINE_LESSONS_H
#define LEARN_LINE_LESSONS_H

#include "learn/learning.h"
#include "weigh/weigh.h"

#define CLUE_LEFT_OUT G_MAXUINT /* in place of a number */
#define LINES_OF_CLUE 2		/* a clue of fewer is left out */

struct example_line {
	struct pointing *shows;
	guint *numbers; /* of its clues; CLUE_LEFT_OUT: left out */
	gboolean yes, is_made;
	guint times;
	guint group;
};

/* A clue, and in how many lines it was met. */
struct met_clue {
	char *text;
	guint lines;
	guint number; /* CLUE_LEFT_OUT: left out */
};

/* Its value, the sum of the squares of its slopes, and that of its values at
 * the later looks. */
struct learned_number {
	double is, slopes, sum;
	guint lines; /* that show the clue, of those learned from */
	guint last;  /* of them, + 1 */
};

struct line_lessons {
	guint within;
	GArray *lines;	   /* struct example_line */
	GHashTable *met;   /* guint64 * key -> struct met_clue */
	GHashTable *words; /* stem -> struct met_word */
	guint writers;
	GPtrArray *clues; /* number -> struct met_clue, borrowed; by text */
	struct learned_number *weights; /* by number of the clue */
	struct learned_number start, beyond;
};

static inline struct example_line *
example_at(const struct line_lessons *lessons, guint i)
{
	return &g_array_index(lessons->lines, struct example_line, i);
}

static inline const struct point_clue *
clue_of(const struct example_line *line, guint i)
{
	return &g_array_index(line->shows->clues, struct point_clue, i);
}

/* lines: struct labelled_line.  Caller frees. */
struct line_lessons *line_lessons_new(const GArray *lines,
				      const struct word_points *points);
void line_lessons_free(struct line_lessons *lessons);

#endif
