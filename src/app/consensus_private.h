/*
 * app/consensus_private.h: what the files about a consensus share.
 */
#ifndef APP_CONSENSUS_PRIVATE_H
#define APP_CONSENSUS_PRIVATE_H

#include "app/private.h"
#include "app/versions.h"

/* DENIED for who rates the session blind to what others rated, or to them. */
gboolean consensus_may_see(struct app *app, gint64 session, GError **error);
/* Fills in of what each consensus among the ratings of a session was made
 * (rating.made_of), as far as that is among them; roles are settled. */
gboolean consensus_sources_fill(struct app *app, GPtrArray *ratings,
				GError **error);
/* Ratings by the code of their rater. */
int consensus_by_code(const void *a, const void *b);
/* Takes the rating, and out of the ratings of the session the parts. */
struct consensus *consensus_build(struct app *app,
				  const struct session_info *info,
				  struct rating *rating, GPtrArray *ratings,
				  const GArray *parts, GError **error);

#endif
