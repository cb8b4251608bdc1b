/*
 * codebook/weights.h: the part of the door that is about weights.
 *
 * Weights are what words and places say for or against a technique, learned
 * from labelled sessions (learn/), in points: 20 points make the
 * odds of a technique e times as large.
 */
#ifndef CODEBOOK_WEIGHTS_H
#define CODEBOOK_WEIGHTS_H

#include "base/base.h"

enum clue_kind {
	CLUE_SAYS,    /* a word of the turn, or two in a row */
	CLUE_ASKS,    /* the same, of a sentence that ends in a "?" */
	CLUE_BEFORE,  /* a word of the turn before, not the therapist's */
	CLUE_AFTER,   /* the same of the turn after */
	CLUE_EARLIER, /* a word of the therapist's turn before that */
	CLUE_IS,      /* how and where the turn is: "asks", "initial.3" */
};
#define CLUE_KINDS 6

/* "says" ... */
const char *clue_kind_print(enum clue_kind kind);

struct clue {
	enum clue_kind kind;
	char *text;    /* lower case */
	gint8 *points; /* by weighing; codebook.weights owns them */
};

/* One technique on the scales. */
struct weighing {
	guint technique; /* index into codebook.techniques */
	guint rule;	 /* its rule "ID.weight", into codebook.rules */
	int start;	 /* points without any clue */
	int near[4];	 /* by enum nearness: points when a neighbour is sure */
	int rules[3];	 /* by enum strength: points of a tag of rules */
	int hint;	 /* from so many points on a hint ... */
	int probable;	 /* ... and a probable tag */
};

/* The therapist's turn before, the one after, those two away, those three
 * to five away. */
enum nearness { NEAR_BEFORE, NEAR_AFTER, NEAR_TWO, NEAR_FAR };

/* Where another technique is sure: on this turn of the therapist, on the one
 * before, or on the one after. */
enum beside { BESIDE_HERE, BESIDE_LAST, BESIDE_NEXT };
#define BESIDES 3

/* "here" ... */
const char *beside_print(enum beside beside);

/* The rows of a table that are no clues: "start", "near.before" ... */
#define WEIGHT_SETTINGS 10
const char *weight_setting_key(guint i);
int weight_setting_get(const struct weighing *weighing, guint i);
void weight_setting_set(struct weighing *weighing, guint i, int points);

/* All but the techniques of the weighings is empty until codebook_weigh(). */
struct weights {
	GArray *weighings; /* struct weighing */
	GArray *clues;	   /* struct clue */
	gint8 *points;	   /* clues x weighings; NULL until then */
	gint16 *beside;	   /* BESIDES x weighings x weighings: what the last
			    * of them gains when the one before is sure */
};

/* What each weighing gains when that one is sure there. */
static inline gint16 *
weights_beside(const struct weights *weights, enum beside beside, guint sure)
{
	guint n = weights->weighings->len;

	return weights->beside + ((gsize)beside * n + sure) * n;
}

#endif
