/*
 * learn: what the files that learn weights share.
 *
 *   lessons --lessons.c--> turns as rows of clues
 *           --learn.c--> points of each technique
 *           --settle.c--> neighbours, and from where on a tag is given
 *           --sheet.c--> the section `weights:` of a codebook
 */
#ifndef TAGGING_LEARN_H
#define TAGGING_LEARN_H

#include "tagging/weigh.h"

/* A labelled turn. */
struct example_turn {
	guint group;
	guint first, n;	     /* range of clues */
	const guint8 *yes;   /* by technique */
	const guint8 *rules; /* by technique; NULL when not known */
	guint at, turns;     /* among the therapist's of its lesson */
};

/* All labelled turns, and the clues that they show. */
struct lessons {
	const struct codebook *codebook;
	GArray *turns;	  /* struct example_turn */
	GArray *clues;	  /* guint, turn after turn */
	GPtrArray *texts; /* clue -> char *, as a codebook writes it; sorted */
	guint groups;
};

/* lessons: struct lesson.  Clues that too few sessions show are left out. */
struct lessons *lessons_read(const struct codebook *codebook,
			     const GArray *lessons);
void lessons_free(struct lessons *lessons);

static inline const struct example_turn *
lessons_turn(const struct lessons *lessons, guint t)
{
	return &g_array_index(lessons->turns, struct example_turn, t);
}

/* One technique being learned. */
struct learning {
	const struct lessons *lessons;
	double *weight; /* [0] the start, then by clue + 1 */
	double *step;	/* sums of squared slopes, as weight */
	double *mean;	/* of several descents, as weight */
	gint8 *points;	/* by clue */
	int *held_out;	/* by turn: points when its group was left out */
	int *sure;	/* by turn: how sure these are */
};

/* 0 to 1 */
double learning_chance(double logit);
/* The same on every machine and in every order of asking. */
guint learning_random(guint *seed);
/*
 * From held_out and sure: what neighbours add, from where on a tag is given,
 * and what came of it in the groups left out.  All of weighing but start.
 */
void learning_settle(const struct learning *learning,
		     struct learned_technique *result,
		     struct weighing *weighing);

/* The section in the making: a row a clue, a column a technique. */
struct sheet;
struct sheet *sheet_new(const GPtrArray *clues);
/* points: by clue */
void sheet_add(struct sheet *sheet, const char *technique,
	       const struct weighing *weighing, const gint8 *points);
/* The text; lets go of the sheet. */
char *sheet_finish(struct sheet *sheet);

#endif
