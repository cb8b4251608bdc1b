/*
 * agreement/chance: agreement on points of a scale, and what of it chance
 * would give.  Include agreement/agreement.h.
 *
 * n of every estimate is the caller's to know.  What is 0/0 is NAN.
 */
#ifndef AGREEMENT_CHANCE_H
#define AGREEMENT_CHANCE_H

#include "agreement/ratings.h"
#include "agreement/statistic.h"

/* -- two raters ----------------------------------------------------------- */

/* Share of units given points that are at most so far apart; SE binomial. */
struct estimate percent_agreement(const struct cross *cross,
				  const struct scale *scale, double apart);
/* What chance gives with these margins; Cohen 1960. */
double expected_agreement(const struct cross *cross);
/* Cohen 1960, 1968; SE for the interval by Fleiss, Cohen & Everitt 1969, the
 * interval normal and not cut; weights k x k. */
struct estimate weighted_kappa(const struct cross *cross,
			       const double *weights);
/* SE if kappa were 0, for the test alone; the same paper.  No interval. */
struct estimate kappa_test(const struct cross *cross);
/* (k po - 1) / (k - 1); Brennan & Prediger 1981.  SE binomial. */
struct estimate brennan_prediger(const struct cross *cross);
/* Agreement on what is at or above (below) a point of the scale; Cicchetti &
 * Feinstein 1990, SE by Graham & Bull 1998.  No interval where the SE is 0. */
struct estimate positive_agreement(const struct cross *cross, guint from);
struct estimate negative_agreement(const struct cross *cross, guint from);
/* Do both use the points alike?  chi square, df in *df (points used less 1);
 * Stuart 1955, Maxwell 1970. */
struct estimate stuart_maxwell(const struct cross *cross, guint *df);

/* -- any number of raters, with gaps -------------------------------------
 * Gwet, Handbook of Inter-Rater Reliability, 4th edition, 2014: SE by
 * linearization, for these raters; interval by t with n - 1 degrees of
 * freedom, cut at 1; p of one side, as irrCAC has it. */

enum coefficient {
	COEFFICIENT_AC,	     /* Gwet 2008: AC1, weighted AC2 */
	COEFFICIENT_ALPHA,   /* Krippendorff, units with two ratings alone */
	COEFFICIENT_FLEISS,  /* Fleiss 1971 with gaps */
	COEFFICIENT_BRENNAN, /* Brennan & Prediger 1981 */
	COEFFICIENT_CONGER,  /* Conger 1980 */
	COEFFICIENT_PERCENT, /* weighted agreement */
};
/* weights: k x k of the scale's points.  *n: units that count. */
struct estimate chance_corrected(enum coefficient which,
				 const struct ratings *ratings,
				 const struct scale *scale,
				 const double *weights, guint *n);

/* Krippendorff's alpha by metric (2011); units with one rating are left out.
 * *n: units that are left. */
enum metric {
	METRIC_NOMINAL,
	METRIC_ORDINAL,
	METRIC_INTERVAL,
	METRIC_RATIO, /* NAN with more than RATIO_MOST different values */
};
#define RATIO_MOST 4000
const char *metric_name(enum metric metric);
double krippendorff_alpha(enum metric metric, const struct ratings *ratings,
			  guint *n);

/* -- any number of raters, no gaps ---------------------------------------- */

/* SE if kappa were 0 (Fleiss, Nee & Landis 1979), p of two sides. */
struct estimate fleiss_kappa(const struct ratings *ratings,
			     const struct scale *scale);
/* Of one point against all others. */
double fleiss_kappa_of(const struct ratings *ratings, const struct scale *scale,
		       guint point);
/* Mean of the kappas of all pairs of raters; Light 1971. */
double light_kappa(const struct ratings *ratings, const struct scale *scale);

#endif
