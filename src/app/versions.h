/*
 * app/versions.h: which rating stands, on which rubric, and when the next
 * version of it begins.
 */
#ifndef APP_VERSIONS_H
#define APP_VERSIONS_H

#include "app/private.h"

/* The rubric a rating was made on, from the casebook when it is not the
 * app's; the app's when that text cannot be read any more.  Borrowed. */
const struct rubric *app_rubric_of(struct app *app,
				   const struct rating *rating);

/* The rater's newest rating in this role, its current version: on that rubric,
 * or with NULL on any and with something rated in it.  Caller frees; NULL with
 * an error NOT_FOUND. */
struct rating *app_rating_find(struct app *app, gint64 session,
			       const char *rater, enum rater_role role,
			       const struct rubric *on, GError **error);

/* Are the turns there that the value cites? */
gboolean app_evidence_check(struct app *app, gint64 session,
			    const struct item_rating *item, GError **error);
/* "A3 4/4", "C2 3", "D1 n/a", "D2 not rated" for an event. */
void app_value_describe(GString *text, const struct item_rating *item);
/* Before the first values of a rating on the rubric at hand are saved: those of
 * the one that was begun on an earlier version of it, but for what is given
 * now, which a score there was may join.  Tells (app_told()). */
gboolean app_carry_over(struct app *app, const struct session_info *info,
			const char *rater, enum rater_role role,
			const GPtrArray *given, GError **error);
/* Is the rubric the only one of its name and version, here and of those that
 * came with the program?  INPUT when not. */
gboolean rubric_check_name(struct app *app, const struct rubric *rubric,
			   GError **error);

/* Fills in the role_fault of ratings of a session of this therapist (NULL: not
 * known). */
void app_roles_settle(const char *therapist, const GPtrArray *ratings);
/* Tells (app_told()) of ratings that were signed in a role which their raters
 * do not have any more; `before`: as they were. */
gboolean roles_tell(struct app *app, gint64 session, const GPtrArray *before,
		    GError **error);

/* The ratings of these sessions (struct rating, current versions), to be looked
 * at again after a change within the same transaction.  Caller frees. */
GPtrArray *versions_watch(struct app *app, const gint64 *sessions, guint n,
			  GError **error);
/* Says and notes in the history where a version has begun beside one that was
 * signed, or one stands again. */
gboolean versions_note(struct app *app, const GPtrArray *watched,
		       GError **error);

#endif
