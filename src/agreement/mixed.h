/*
 * agreement/mixed: variance components where cells are missing: a mean, random
 * effects of factors that cross or nest as they like, and a residual, fitted by
 * restricted maximum likelihood (REML; Patterson & Thompson 1971).
 *
 * Mean squares are wrong where cells are missing.  Include
 * agreement/agreement.h.
 */
#ifndef AGREEMENT_MIXED_H
#define AGREEMENT_MIXED_H

#include <glib.h>

#define FACTORS_MOST 6
/* Levels that must be solved for at once: those outside of the factor that most
 * others lie in, such as raters where sessions lie in therapists, and those of
 * one level of it.  Beyond it a fit is refused. */
#define LEVELS_MOST 1500

struct mixed_model {
	guint n;
	const double *y;
	guint factors;
	const guint *level[FACTORS_MOST]; /* of each y, from 0 */
	guint levels[FACTORS_MOST];	  /* every one of them is in use */
};

struct mixed_fit {
	/* By factor, then of the residual.  A component at the boundary is an
	 * exact 0. */
	double variance[FACTORS_MOST + 1];
	/* Their covariance by the average information (Gilmour, Thompson &
	 * Cullis 1995); 0 in the row of a component at the boundary. */
	double covariance[FACTORS_MOST + 1][FACTORS_MOST + 1];
	double mean, mean_se; /* by generalized least squares */
	double criterion;     /* -2 log of the restricted likelihood */
	/* Effects, shrunk towards 0, by factor and level, and their SE with
	 * mean and components taken as known. */
	double *effect[FACTORS_MOST], *effect_se[FACTORS_MOST];
	guint factors;
};

/* FALSE when the data do not tell the components apart (fewer values than
 * components, no variation, no residual), or there are too many levels. */
gboolean mixed_fit_init(struct mixed_fit *fit, const struct mixed_model *model);
void mixed_fit_clear(struct mixed_fit *fit);

#endif
