/*
 * app/ratings: the part of the door about ratings and what they come to.
 * Include app/app.h.
 */
#ifndef APP_RATINGS_H
#define APP_RATINGS_H

#include "app/signing.h"
#include "app/opening.h"

/*
 * Adds or changes item ratings (struct item_rating) of this rater in this
 * role; earlier values stay in the history.  All or nothing.  Returns the
 * rating's id, 0 with an error.
 */
gint64 app_rate(struct app *app, gint64 session, const char *rater,
		enum rater_role role, const GPtrArray *items, GError **error);
/* The rater's rating in this role, its current version, on whatever rubric,
 * and what it comes to; caller frees both.  NULL without an error when there
 * is none. */
struct rating *app_rating(struct app *app, gint64 session, const char *rater,
			  enum rater_role role, struct session_score **score,
			  GError **error);
/* Takes back the last value this rater gave in this role on the app's rubric;
 * with `again` gives what was taken back last.  Returns what the item has
 * now, with neither extent nor reason when it is not rated (caller frees).
 * NOT_FOUND when there is nothing. */
struct item_rating *app_rate_undo(struct app *app, gint64 session,
				  const char *rater, enum rater_role role,
				  gboolean again, GError **error);
/* Reads a ratings file that is for this session; complaints to diagnostics. */
GPtrArray *app_ratings_read(struct app *app, gint64 session, const char *path,
			    GPtrArray *diagnostics, GError **error);

#endif
