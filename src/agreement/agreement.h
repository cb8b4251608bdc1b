/*
 * agreement: how far views of the same thing agree, and what a mark is worth.
 *
 * Published formulas; each function names its source.  Knows nothing of
 * sessions or files.
 */
#ifndef AGREEMENT_H
#define AGREEMENT_H

#include "agreement/chance.h"
#include "agreement/control.h"
#include "agreement/dependability.h"
#include "agreement/figures.h"
#include "agreement/mixed.h"
#include "agreement/mixed_table.h"
#include "agreement/ratings.h"
#include "agreement/reliability.h"
#include "agreement/series.h"
#include "agreement/severity.h"
#include "agreement/standing.h"
#include "agreement/statistic.h"
#include "base/base.h"

/* part / whole; NAN when whole is 0. */
double agreement_share(double part, double whole);

/* Two binary raters on the same units. */
struct two_by_two {
	guint64 both;	     /* a: both say yes */
	guint64 first_only;  /* b */
	guint64 second_only; /* c */
	guint64 neither;     /* d */
};

/* All NAN when undefined (0/0).  first = truth, second = machine for
 * precision and recall. */
double agreement_precision(struct two_by_two t); /* a / (a + c) */
double agreement_recall(struct two_by_two t);	 /* a / (a + b) */
double agreement_f1(struct two_by_two t);	 /* 2a / (2a + b + c) */
double agreement_percent(struct two_by_two t);	 /* (a + d) / n, 0..1 */
double
agreement_positive(struct two_by_two t); /* = F1; Cicchetti & Feinstein 1990 */
double agreement_negative(struct two_by_two t); /* 2d / (2d + b + c) */
double agreement_kappa(struct two_by_two t);	/* Cohen 1960 */
double agreement_ac1(struct two_by_two t);	/* Gwet 2008 */

/* Wilson 1927 score interval of successes / n at normal quantile z (1.96 for
 * 95 %); both ends NAN when n = 0. */
void agreement_wilson(guint64 successes, guint64 n, double z, double *low,
		      double *high);

/* Spearman rank correlation with average ranks for ties; NAN when n < 2 or
 * one side is constant. */
double agreement_spearman(const double *x, const double *y, guint n);

/* Mean absolute error; NAN when n = 0. */
double agreement_mae(const double *x, const double *y, guint n);

/*
 * Percentile bootstrap over clusters (sessions): statistic is called with
 * the indices drawn (n of n, with replacement) and returns its value; NAN
 * draws are left out; both ends NAN when nothing is left.  level is the
 * coverage, 0.95 say.  Same seed, same interval, on every platform.
 */
typedef double (*agreement_statistic)(const guint *drawn, guint n, void *data);
void agreement_bootstrap(agreement_statistic statistic, void *data, guint n,
			 guint draws, double level, guint64 seed, double *low,
			 double *high);

/*
 * Percentile and BCa intervals of 95 % over clusters; percentile.se is the SD
 * of the draws.  given: what is drawn, draws x n indices from 0, so that
 * others can draw the same; NULL: by lot.  No interval where nothing varies.
 * Both need some twenty clusters; the ends of BCa are unreliable below.
 */
struct bootstrap {
	struct estimate percentile, bca;
	double bias, acceleration;
};
void bootstrap_init(struct bootstrap *boot, agreement_statistic statistic,
		    void *data, guint n, const guint *given, guint draws,
		    guint64 seed);
/* Several statistics from the same draws, which are those of bootstrap_init()
 * with the same seed.  statistics: fills in k values; boots: k. */
typedef void (*agreement_statistics)(const guint *drawn, guint n,
				     double *values, void *data);
void bootstrap_several(struct bootstrap *boots, guint k,
		       agreement_statistics statistics, void *data, guint n,
		       guint draws, guint64 seed);

#endif
