/*
 * learn: weights of clues from sessions that people have coded.
 *
 * Nothing that tags calls it: what it makes is the text of a table, which a
 * codebook reads.
 */
#ifndef LEARN_H
#define LEARN_H

#include "base/base.h"
#include "codebook/codebook.h"
#include "transcript/transcript.h"

/* A labelled session. */
struct lesson {
	const struct transcript *transcript;
	struct session_facts facts;
	guint group; /* what is learned without it is tried on it */
	/* by turn number, from 1: was the turn labelled at all, and with
	 * which techniques (turn number x techniques of the codebook) */
	const guint8 *seen;
	const guint8 *yes;
	/* the same: 1 + strength where the rules gave a tag; or NULL */
	const guint8 *rules;
};

/* What weights and rules say of turns of groups the weights were not learned
 * from.  A technique with too few labelled turns, or with those of one group
 * alone, is not learned: what the rules say of it. */
struct learned_technique {
	guint technique;
	guint labelled; /* turns */
	gboolean is_learned;
	guint right, wrong; /* tags of any strength */
	guint firm_right, firm_wrong;
};

struct learned {
	char *table; /* the text of the weights, without a head */
	guint clues;
	GArray *techniques; /* struct learned_technique, as the codebook's */
};

/* Told after each technique, of so many. */
struct learning_watch {
	void (*progress)(guint done, guint total, void *data);
	void *data;
};

/*
 * Learns weights from labelled sessions (struct lesson), two at least.  The
 * same lessons give the same weights on the same machine.  watch may be NULL.
 * Caller frees.
 *
 * Method: for each technique logistic regression on the clues of a turn, by
 * stochastic descent with step sizes of its own for each clue (Duchi, Hazan
 * & Singer 2011), then a second regression on the points of the turn and the
 * sureness of its neighbours, fitted on points of turns whose group was left
 * out (stacking; Wolpert 1992).
 */
struct learned *learn_weights(const struct codebook *codebook,
			      const GArray *lessons,
			      const struct learning_watch *watch);
void learned_free(struct learned *learned);
typedef struct learned Learned;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Learned, learned_free)

/* -- points of words ----------------------------------------------------- */

/* Something that was said, and whether it is what is looked for. */
struct labelled_line {
	const char *before; /* what it answers, or NULL */
	const char *text;
	gboolean yes;
	guint times;  /* as so many lines it counts, 1 at least */
	guint group;  /* from 0; what is learned without it is tried on it */
	guint writer; /* whose words they are, from 0 */
	gboolean is_made; /* of another line: never tried on */
};
#define LEARN_ALWAYS 10000 /* a group that is never left out */

struct learned_lines {
	char *points; /* the text of a codebook's points of words */
	guint clues;
	/* lines of groups that were left out: what is looked for, how much of
	 * that was found; the rest, and what of it was taken for it */
	guint yes, found;
	guint no, wrong;
};

/*
 * Learns points of words from labelled lines (struct labelled_line); of points
 * only `within`, `answers` and `kinds` are asked.  A word that fewer than three
 * writers said (of fewer: that not all did) and one that is a name more often
 * than not, told by its capital, are left out, so that points do not tell who
 * spoke; not what the lexicons list.  least: from so many points on a line
 * is found, which is only counted here.  The same lines give the same points
 * on the same machine.  Caller frees.
 */
struct learned_lines *learn_lines(const struct word_points *points,
				  const GArray *lines, int least);
void learned_lines_free(struct learned_lines *learned);

#endif
