/*
 * What the files of scoring/ share.
 */
#ifndef SCORING_PRIVATE_H
#define SCORING_PRIVATE_H

#include "scoring/scoring.h"

/* A mean like 3.25 must not fall on the wrong side of a bound because of the
 * last bit of a double. */
#define ROUNDING 1e-9

/* "4", "4.0", "4,0", "NA" (any case, "N/A", "n.a.") -> 4, 4, 4, 0.  Any whole
 * number up to 99 is read, so that item_rating_check() can say what the scale
 * is; FALSE for anything else. */
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

/* Is that quality of a mean still to be given? */
gboolean item_lacks_quality(const struct rubric *rubric,
			    const struct item *item,
			    const struct item_rating *line);

/* "C3", "C3 and C4", "A1, A2 and C3", "A1, A2, A3 and 5 more".  Caller
 * frees. */
char *ids_print(const GPtrArray *ids, guint most);
/* Adds a whole sentence to the reasons of a score. */
void reason_add(struct session_score *score, const char *format, ...)
	G_GNUC_PRINTF(2, 3);

/*
 * What is left out of a rating, and more of it than may be; each adds its
 * sentence.  TRUE when the rating is incomplete because of it.
 */
gboolean gaps_critical(const struct session_facts *facts,
		       const struct rating *rating,
		       struct session_score *score);
gboolean gaps_means(struct session_score *score);
gboolean gaps_share(const struct session_facts *facts,
		    struct session_score *score);
gboolean gaps_na(const struct session_facts *facts,
		 struct session_score *score);
/* Could the blanks bring a mean that reaches the cut below it? */
gboolean gaps_blanks(const struct session_facts *facts,
		     const struct rating *rating, struct session_score *score);
/* Remarks: that a mean of quality rests on the smaller part of the live items,
 * since what was not done has none; that a quality is still to be given. */
void gaps_absent(const struct session_facts *facts, const struct rating *rating,
		 const struct mean_score *mean, struct session_score *score);
void gaps_quality(const struct session_facts *facts,
		  const struct rating *rating, struct session_score *score);

/* The mean of the three that the pass rule looks at. */
const struct mean_score *score_passed_on(const struct rubric *rubric,
					 const struct session_score *score);

#endif
