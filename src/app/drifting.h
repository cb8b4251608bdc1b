/*
 * app/drifting.h: what the files about drift share.
 */
#ifndef APP_DRIFTING_H
#define APP_DRIFTING_H

#include "app/drift.h"
#include "app/private.h"

/* Fills in what this rater (place in the panel) gives beside the others. */
void drift_spread_fill(const struct panel *panel, guint rater,
		       struct drift_spread *spread);
/* Says it in words, and what is not known. */
void drift_says(struct rater_drift *rater);

#endif
