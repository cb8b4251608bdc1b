/*
 * pointing: how the points of words come down on a turn.
 *
 * Learning points and adding them up must see the same clues, so both ask
 * here.
 */
#ifndef WEIGH_POINTING_H
#define WEIGH_POINTING_H

#include "codebook/codebook.h"
#include "speech/speech.h"

struct point_clue {
	guint64 key; /* point_key() */
	guint word;  /* with which it begins, from 0; 0 of the whole turn */
	guint end;   /* behind its last word; 0 of the whole turn */
};

/* What a turn shows. */
struct pointing {
	GArray *words;	   /* struct span in the turn's matchable text */
	GArray *clues;	   /* struct point_clue */
	GPtrArray *stems;  /* by word: char *, as clues know it */
	GPtrArray *kinds;  /* by word: GPtrArray of names of lexicons, or NULL;
			    * all borrowed */
	GHashTable *texts; /* guint64 * key -> char *, or NULL: not asked for */
};

/* texts: keep what the keys stand for, too. */
struct pointing *pointing_new(gboolean texts);
void pointing_free(struct pointing *pointing);
typedef struct pointing Pointing;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pointing, pointing_free)

/* Reads a passage of a turn (from 0), which begins at a byte of its matchable
 * text, as points ask for it (`answers`, `kinds`); before: the turn that it
 * answers, or -1.  What was read before is forgotten, but for texts.  Returns
 * where the next passage begins, or 0: a turn of up to a thousand words is one
 * passage, and of an answer only the first one counts. */
gsize pointing_read(struct pointing *pointing, const struct word_points *points,
		    const struct speech *speech, guint turn, int before,
		    gsize from);

/* How often a turn of `within` words must be doubled to be as long as what was
 * read; 0 for a shorter one, and without `within`.  The best of many stretches
 * comes to more than that of few, whatever is said. */
double pointing_beyond(const struct pointing *pointing, guint within);

/* The points of the best stretch of words, start, length and all.  words:
 * from the first to the last of it that speak for it, in the turn's matchable
 * text; empty when none does. */
int pointing_weigh(const struct pointing *pointing,
		   const struct word_points *points, struct span *words);

/* The stretch of `within` words (0: all) whose clues come to most; value of a
 * clue is asked with its place.  Returns its first word; *end is behind its
 * last. */
typedef double point_value(guint clue, gpointer data);
guint pointing_best(const struct pointing *pointing, guint within,
		    point_value *value, gpointer data, guint *end,
		    double *most);

#endif
