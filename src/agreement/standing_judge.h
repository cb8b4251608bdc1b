/*
 * standing_judge: where a mark lies from the cut, as far as its error is
 * known; for standing.c.
 */
#ifndef AGREEMENT_STANDING_JUDGE_H
#define AGREEMENT_STANDING_JUDGE_H

#include "agreement/standing.h"

/* What the squared error of a mark is made of. */
enum standing_error {
	STANDING_OF_SESSIONS,
	STANDING_OF_RATERS,
	STANDING_OF_PAIRS, /* a rater with one therapist */
	STANDING_OF_REST,
	STANDING_PARTS
};

/* Fills in least, most, verdict and caution of a mark that has its interval.
 * parts: of its squared error.  There must be a cut. */
void standing_judge(const struct standing *standing,
		    const double parts[STANDING_PARTS],
		    struct standing_mark *mark);

#endif
