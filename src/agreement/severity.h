/*
 * agreement/severity: who rates mildly and who severely.  Include
 * agreement/agreement.h.
 */
#ifndef AGREEMENT_SEVERITY_H
#define AGREEMENT_SEVERITY_H

#include "agreement/ratings.h"
#include "agreement/statistic.h"

/*
 * Raters whose ratings can be compared: each shares a unit with another, or
 * by a chain of others with any other.  group (of raters' length) gets a number
 * from 0 for each; returns how many groups there are.  A rater without ratings
 * is a group of its own.
 */
guint raters_linked(const struct ratings *ratings, guint *group);

struct severity {
	struct estimate *raters; /* above 0: mild; they add up to 0 */
	struct estimate all;	 /* do they differ: F as value, p */
	double df, df_all;	 /* of the residual, and of the raters */
};

/* Least squares with an effect of each unit and each rater, t intervals; gaps
 * are no matter.  FALSE when raters are not linked, or nothing is left to tell
 * the error from.  Clear after use. */
gboolean severity_init(struct severity *severity,
		       const struct ratings *ratings);
void severity_clear(struct severity *severity);

#endif
