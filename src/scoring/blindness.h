/*
 * scoring/blindness.h: the part of the door that is about what a rater did not
 * see.
 */
#ifndef SCORING_BLINDNESS_H
#define SCORING_BLINDNESS_H

#include "base/base.h"

/* What can be hidden from a rater until the rating is signed: a mask. */
enum blind {
	BLIND_PEOPLE = 1,   /* therapist, patient's code, other raters, names
			     * of speakers and of the file */
	BLIND_RATINGS = 2,  /* what others rated and decided */
	BLIND_TAGS = 4,	    /* tags and all that is made of them */
	BLIND_NUMBER = 8,   /* place in the course, and so the phase */
	BLIND_MEASURES = 16 /* scores of questionnaires */
};

#define BLIND_ALL 31

#define BLIND_WORDS "people,ratings,tags,number,measures"

/* "people,ratings", in the order above; "" for nothing.  Caller frees. */
char *blindness_print(guint blind);
/* The same read back, in any order and case, with blanks; "all" is each of
 * them, "" and "none" are nothing.  FALSE with the word that is none in *wrong
 * (may be NULL; caller frees). */
gboolean blindness_parse(const char *text, guint *blind, char **wrong);

#endif
