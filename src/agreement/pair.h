/*
 * pair: two raters of a table, on the way to a report.
 */
#ifndef AGREEMENT_PAIR_H
#define AGREEMENT_PAIR_H

#include "agreement/making.h"

struct pair {
	struct making *making;
	const char *first, *second; /* raters */
	struct pairs of;
	gboolean first_same, second_same; /* all ratings of one are the same */
	double same;			  /* units rated the same */
	guint alone;			  /* units that one alone rated */
};

/* Sets why a figure of them may not exist. */
void pair_say_why(const struct pair *pair);
/* of, unless they have one unit: nothing is said of that. */
struct estimate pair_unless_single(const struct pair *pair, struct estimate of);

/* As numbers. */
void make_difference(const struct pair *pair);
void make_correlations(const struct pair *pair);

#endif
