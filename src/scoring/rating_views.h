/*
 * scoring/rating_views.h: the part of the door that is about several ratings of
 * one session: on what they agree, and how far a self-rating is from another's.
 * Include scoring/scoring.h.
 *
 * Ratings stay what they are: nothing is averaged, and in which order they are
 * given makes no difference.
 */
#ifndef SCORING_RATING_VIEWS_H
#define SCORING_RATING_VIEWS_H

#include "scoring/scoring.h"

/* What several raters say of one item. */
struct item_views {
	const struct item *item;
	GPtrArray *said; /* const struct item_rating *, a place for each
			  * rating; NULL: it has no value there */
	guint rated;	 /* how many have one */
	gboolean agreed; /* all have, and it is the same extent and quality, or
			  * N/A */
};

/* struct item_views in the order of the rubric, of the items that somebody
 * gave a value; ratings: struct rating.  Borrows; caller frees. */
GPtrArray *item_views_build(const struct rubric *rubric,
			    const GPtrArray *ratings);
void item_views_free(struct item_views *views);
/* Whether they have two values that are not the same. */
gboolean item_views_differ(const struct item_views *views);
/* The value that is agreed on, with the evidence of all (turns rising) and
 * every reason of an N/A once, by their bytes; no comment, since those are what
 * each rater said.  Caller frees. */
struct item_rating *item_views_agreed(const struct item_views *views);

/*
 * Values to be given in a consensus of these views (struct item_rating, caller
 * frees): what is agreed on and not there yet, and, as not rated, what was
 * filled in because all agreed on it before and is not agreed on any more.
 * What somebody settled or gave otherwise is left alone.  old: the consensus as
 * it is, or NULL; before: the views it was made of, or NULL.
 */
GPtrArray *consensus_values_build(const GPtrArray *views,
				  const struct rating *old,
				  const GPtrArray *before);

/* Adds turns (guint) to others, each once and rising. */
void item_turns_unite(GArray *turns, const GArray *more);

/* "4/3", "2", "N/A", "-" for NULL or no value.  Caller frees. */
char *item_value_print(const struct item_rating *rating);

/* How far a self-rating is from another's on one item. */
struct item_gap {
	const struct item *item;
	const struct item_rating *self, *other; /* NULL: no value */
	gboolean has_extent, has_quality;	/* both gave one */
	int extent, quality; /* self less the other; above 0: the
					   * self-rating is higher */
};

/* struct item_gap in the order of the rubric, of the items that either gave a
 * value.  Borrows; caller frees. */
GPtrArray *item_gaps_build(const struct rubric *rubric,
			   const struct rating *self,
			   const struct rating *other);
/* "self above", "self below", "same", "mixed" (extent and quality go apart),
 * "not comparable". */
const char *item_gap_direction(const struct item_gap *gap);
/* "extent +1, quality -1", "same", "".  Caller frees. */
char *item_gap_print(const struct item_gap *gap);

#endif
