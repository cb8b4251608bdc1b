/*
 * equations: Henderson's mixed-model equations at given variances, solved
 * without ever building them as a whole.
 *
 * One factor, such as the therapist, is what others lie in: sessions of a
 * therapist, a rater with a therapist.  Effects within one of its levels are a
 * nest that no other nest touches.  In a nest the effects of the largest
 * factor (main) do not touch each other, either.  So main is taken out effect
 * by effect, then nests one by one, and what is left, the raters, is all that
 * must be factored as one.
 */
#ifndef AGREEMENT_EQUATIONS_H
#define AGREEMENT_EQUATIONS_H

#include "agreement/mixed.h"

struct nest;

struct equations {
	const struct mixed_model *model;
	guint main; /* the largest factor of those in nests */
	gboolean within[FACTORS_MOST]; /* lies in nests */
	guint first[FACTORS_MOST];     /* place of each factor's effects */
	guint kept;		       /* effects outside of nests: the first */
	guint others, all;	       /* effects besides main's, and all */
	guint *values;		       /* how many each level of main has */
	guint *order;		       /* levels of main, nest by nest */
	guint *start, *touched; /* at each level of main: others' effects, by
				 * their place in its nest */
	guint nests;
	struct nest *nest;
	double variance[FACTORS_MOST + 1]; /* residual last */

	/* by equations_set() */
	double *pivot;	    /* main's nest */
	double *factor;	    /* of the kept: Cholesky, all else taken out */
	double *ones;	    /* M^-1 Z'1 / ve */
	double information; /* of the mean */
	double log_det;
};

/* What a vector comes to: its mean, its effects, what is left. */
struct solution {
	double mean;
	double *effect, *rest;
};

/* FALSE when too many effects would have to be factored as one. */
gboolean equations_init(struct equations *equations,
			const struct mixed_model *model);
void equations_clear(struct equations *equations);
/* FALSE when these variances cannot be. */
gboolean equations_set(struct equations *equations, const double *variance);
/* y may be any vector of n; the solution's arrays are the caller's: `all` and
 * n long. */
void equations_solve(const struct equations *equations, const double *y,
		     struct solution *solution);
/* Diagonal of M^-1, `all` long: variances of effects with the mean known.
 * Destroys the factors: set again before the next solving. */
void equations_diagonal(struct equations *equations, double *diagonal);

#endif
