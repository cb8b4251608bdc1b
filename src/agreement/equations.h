/*
 * equations: Henderson's mixed-model equations at given variances, solved
 * without ever building the block of the largest factor, which is diagonal.
 */
#ifndef AGREEMENT_EQUATIONS_H
#define AGREEMENT_EQUATIONS_H

#include "agreement/mixed.h"

struct equations {
	const struct mixed_model *model;
	guint main;		   /* the largest factor */
	guint first[FACTORS_MOST]; /* place of each factor's effects */
	guint others, all;	   /* effects outside of main, and all */
	guint *values;		   /* how many each level of main has */
	guint *start, *touched;	   /* others' effects at each level of main */
	double variance[FACTORS_MOST + 1]; /* residual last */

	/* by equations_set() */
	double *pivot;	    /* main's block */
	double *factor;	    /* the others' block: Cholesky, main taken out */
	double *ones;	    /* M^-1 Z'1 / ve */
	double information; /* of the mean */
	double log_det;
};

/* What a vector comes to: its mean, its effects, what is left. */
struct solution {
	double mean;
	double *effect, *rest;
};

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
 * Destroys the factor: set again before the next solving. */
void equations_diagonal(struct equations *equations, double *diagonal);

#endif
