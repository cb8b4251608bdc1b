/*
 * agreement/reliability: how much of the spread of ratings lies between units,
 * and how large the error of a rating is.  Include agreement/agreement.h.
 */
#ifndef AGREEMENT_RELIABILITY_H
#define AGREEMENT_RELIABILITY_H

#include "agreement/ratings.h"
#include "agreement/statistic.h"

/* Mean squares of a full table of n units by k raters. */
struct anova {
	double n, k;
	double subjects, raters, error; /* two-way */
	double within;			/* one-way: raters and error */
};

/* FALSE with a gap, fewer than two units or fewer than two raters. */
gboolean anova_init(struct anova *anova, const struct ratings *ratings);

/*
 * Intraclass correlations.  1: each unit has raters of its own; A: absolute
 * agreement, raters drawn from many; C: consistency, these raters.  _1: of one
 * rating, _k: of the mean of the k raters.  Shrout & Fleiss 1979 call them
 * (1,1) (2,1) (3,1) and (1,k) (2,k) (3,k).  Limits by F; p: of no difference
 * between units.
 *
 * SHROUT: the limits of A_k are those of A_1 stepped up (what psych prints);
 * the two cannot contradict each other.  MCGRAW: A_k has limits of its own
 * (McGraw & Wong 1996 with corrections, what irr prints).
 */
enum icc {
	ICC_1_1,
	ICC_A_1,
	ICC_C_1,
	ICC_1_K,
	ICC_A_K,
	ICC_C_K,
};
enum icc_limits {
	LIMITS_SHROUT,
	LIMITS_MCGRAW,
};
struct estimate icc(enum icc form, enum icc_limits limits,
		    const struct anova *anova);

/* Of ANOVA; may come out negative. */
struct components {
	double subject, rater, residual;
};
struct components anova_components(const struct anova *anova);
/* Standard error of one rating, on the scale of the ratings: between raters,
 * and by the same rater; de Vet, Terwee, Knol & Bouter 2006.  A negative
 * component counts as 0. */
double sem_agreement(struct components components);
double sem_consistency(struct components components);
/* The change of one person seen by one rater that is beyond noise; the same
 * source. */
double smallest_change(double sem);

/* k rho / (1 + (k - 1) rho); Spearman 1910, Brown 1910. */
double spearman_brown(double rho, double k);
/* The least whole number of raters whose mean reaches target. */
double raters_needed(double rho, double target);

/*
 * One-way ICC of groups of any size: scores of n ratings, and the group of
 * each, from 0 to groups - 1.  *k0: the mean size that counts (Donner 1986).
 * The limits are those of F with k0 in place of k (Searle 1971).  With smith,
 * by Smith's variance (1956), normal.
 */
struct estimate icc_oneway(const double *scores, const guint *group, guint n,
			   guint groups, gboolean smith, double *k0);

#endif
