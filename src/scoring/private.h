/*
 * What the files of scoring/ share.
 */
#ifndef SCORING_PRIVATE_H
#define SCORING_PRIVATE_H

#include "scoring/scoring.h"

/* "4", "NA" (any case, with or without a stroke) -> 4, 0.  Any whole number
 * up to 99 is read, so that item_rating_check() can say what the scale is;
 * FALSE for anything else. */
gboolean rating_point_parse(const char *text, guint *point);

/* "25,27" or "25 27" -> turns in the order given; NULL when text is not a
 * list of turn numbers.  An empty text gives an empty list. */
GArray *rating_turns_parse(const char *text);

/* Room left after the pass rule was applied: sets score->state and
 * score->reasons.  The numbers of score are filled already. */
void pass_decide(const struct rubric *rubric, const struct session_facts *facts,
		 const struct rating *rating, struct session_score *score);

/* Does the rubric ask for a quality of this item at this extent? */
gboolean item_has_quality(const struct rubric *rubric, const struct item *item,
			  guint extent);

/* The mean of the three that the pass rule looks at. */
const struct mean_score *score_passed_on(const struct rubric *rubric,
					 const struct session_score *score);

#endif
