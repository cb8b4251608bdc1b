/*
 * rating: a person's rating as commands take it and tell it.
 */
#ifndef CLI_RATING_H
#define CLI_RATING_H

#include "cli/run.h"

/* Says what a rating came to: means, state, reasons, missing items. */
void print_score_state(struct cli *cli, const struct rating *rating,
		       const struct session_score *score);
/* Everything the options of `rate` say, as struct item_rating; before: what the
 * rater has so far, or NULL.  Caller frees; NULL with an error. */
GPtrArray *rate_items(struct cli *cli, gint64 session,
		      const struct rating *before, GError **error);
void json_rating(struct printer *printer, const struct rating *rating,
		 const struct session_score *score);
/* "ratings": each with its score. */
void json_ratings(struct printer *printer, const GPtrArray *ratings,
		  const GPtrArray *scores);

#endif
