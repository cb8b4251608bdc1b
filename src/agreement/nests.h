/*
 * nests: which effects of a mixed model lie in which, and the nests that they
 * make; what equations.c solves.
 */
#ifndef AGREEMENT_NESTS_H
#define AGREEMENT_NESTS_H

#include "agreement/equations.h"

struct nest {
	guint from, to; /* of main's levels, in order[] */
	guint own, len; /* effects: its own come first, then kept ones */
	guint *effect;	/* where each stands among all */
	double *inside; /* own x own: O, then its factor */
	double *across; /* a column of `own` for each kept one: O^-1 C */
};

/* Fills in what equations hold of factors, levels and nests; FALSE when a
 * nest, or all of them, or what is kept would be too large. */
gboolean nests_init(struct equations *equations);
void nests_clear(struct equations *equations);

#endif
