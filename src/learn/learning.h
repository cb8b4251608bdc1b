/*
 * What the files of learn/ share.
 *
 *   lessons --lessons.c--> turns as rows of clues
 *           --learn.c--> points of each technique's clues
 *           --stack.c--> what the turns and techniques around it add
 *           --thresholds.c--> from where on a tag is given
 *           --weights_print.c--> the table of weights of a codebook
 */
#ifndef LEARN_LEARNING_H
#define LEARN_LEARNING_H

#include "learn/learn.h"
#include "weigh/weigh.h"

/* A therapist's turn. */
struct example_turn {
	guint group;
	gboolean labelled;   /* others only stand beside those that are */
	guint first, n;	     /* range of clues */
	const guint8 *yes;   /* by technique */
	const guint8 *rules; /* by technique; NULL when not known */
	guint at, turns;     /* among the therapist's of its lesson */
};

/* All the therapist's turns, and the clues that labelled ones show. */
struct lessons {
	const struct codebook *codebook;
	GArray *turns;	  /* struct example_turn */
	GArray *labelled; /* guint, into turns */
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

static inline const struct example_turn *
lessons_labelled(const struct lessons *lessons, guint i)
{
	return lessons_turn(lessons,
			    g_array_index(lessons->labelled, guint, i));
}

/* What the clues of one technique say. */
struct learned_clues {
	guint labelled;	     /* turns */
	gboolean is_learned; /* the rest is NULL when not */
	int start;
	gint8 *points; /* by clue */
	int *held_out; /* by turn: points when its group was left out */
	int *sure;     /* by turn: how sure these are */
};

struct learning {
	const struct lessons *lessons;
	struct learned_clues *techniques; /* by technique */
	double *weight;			  /* [0] the start, then by clue + 1 */
	double *step; /* sums of squared slopes, as weight */
	double *mean; /* of several descents, as weight */
	guint *shown; /* by clue: labelled turns that show it */
};

/* 0 to 1 */
double learning_chance(double logit);
/* The same on every machine and in every order of asking. */
guint learning_random(guint *seed);

/*
 * What the second regression knows of all turns, from the points of turns
 * whose group was left out of the first.
 */
struct stack;
struct stack *stack_new(const struct learning *learning);
void stack_free(struct stack *stack);

/* What came of it for one technique, in points of its clues. */
struct stacked {
	double start;	/* logit without any points */
	double own;	/* logit of POINTS_PER_E points */
	int near[4];	/* as struct weighing */
	gint16 *beside; /* BESIDES x techniques; the caller's */
};

/* G_MAXUINT leaves no group out. */
void stack_learn(struct stack *stack, guint technique, guint left_out,
		 struct stacked *stacked);
/* What a turn gains from what is around it, as weighing it would. */
int stack_gain(const struct stack *stack, const struct stacked *stacked,
	       guint technique, guint turn);

/*
 * From where on a tag is given, and what came of it in the groups left out.
 * All of weighing but start; beside: BESIDES x techniques.
 */
void learning_settle(const struct learning *learning, struct stack *stack,
		     struct learned_technique *result,
		     struct weighing *weighing, gint16 *beside);

/* The table in the making, a technique at a time. */
struct sheet;
struct sheet *sheet_new(const struct learning *learning);
/* beside: BESIDES x techniques */
void sheet_add(struct sheet *sheet, guint technique,
	       const struct weighing *weighing, const gint16 *beside);
/* The text; lets go of the sheet. */
char *sheet_finish(struct sheet *sheet);

#endif
