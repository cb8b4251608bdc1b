/*
 * app/drifting.h: what the files about drift share.
 */
#ifndef APP_DRIFTING_H
#define APP_DRIFTING_H

#include "app/drift.h"
#include "app/private.h"

/* Of a session that is a reference: its mark, and whose. */
struct drift_reference {
	double mark;	   /* NAN: it is none */
	GPtrArray *raters; /* char *: who said it; NULL: it is none */
};

void drift_reference_clear(struct drift_reference *reference);
/* struct drift_reference for each session of the panel; caller unrefs. */
GArray *drift_references_load(struct app *app, const struct panel *panel,
			      GError **error);
/* Is the session one, by another than this rater? */
gboolean drift_is_held(const GArray *references, guint session,
		       const char *rater);

/* Fills in what this rater (place in the panel) gives beside the others. */
void drift_spread_fill(const struct panel *panel, guint rater,
		       struct drift_spread *spread);
/* Says it in words, and what is not known. */
void drift_says(struct rater_drift *rater);

#endif
