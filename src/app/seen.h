/*
 * app/seen.h: the part of the door that is about whose eyes look, and what
 * they do not see.  Include app/app.h.
 *
 * Whatever this room gives of ratings and events leaves out what is hidden
 * from who looks: a verb that gives them out asks here, and what prints need
 * not know.  It keeps nobody from opening the file with other tools.
 */
#ifndef APP_SEEN_H
#define APP_SEEN_H

#include "app/opening.h"

/*
 * Who looks: the code of a rater, beside app_options.user, who looks as well.
 * NULL: nobody but that one.
 */
void app_set_viewer(struct app *app, const char *code);
/* Is it the code of one who looks? */
gboolean app_is_viewer(const struct app *app, const char *code);

/*
 * Ratings whose content is hidden from who looks (struct sealed_rating) of a
 * session, or of all with session 0.  What was sealed is hidden from all but
 * its rater until it is due (sealed_is_due()) or revealed.  Caller frees.
 */
GPtrArray *app_sealed_hidden(struct app *app, gint64 session, GError **error);
/* The ratings of a session as store_ratings_load() gives them, without those,
 * and with whose key each signature is; *hidden (may be NULL): those, as app_sealed_hidden().  Caller frees both. */
GPtrArray *app_ratings_seen(struct app *app, gint64 session,
			    const struct session_facts *facts,
			    GPtrArray **hidden, GError **error);

#endif
