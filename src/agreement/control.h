/*
 * agreement/control: control charts of single values in the order of time, and
 * the run rules that tell a change from noise.  Include agreement/agreement.h.
 */
#ifndef AGREEMENT_CONTROL_H
#define AGREEMENT_CONTROL_H

#include "base/base.h"

/*
 * A chart of individual values (Shewhart 1931).  sigma is the mean of the
 * moving ranges of two, divided by 1.128, which is the mean range of two normal
 * values (Wheeler & Chambers 1992; NIST/SEMATECH e-Handbook 6.3.2.2); the
 * limits lie three sigma from the centre, the mean.
 */
struct control_chart {
	double centre, sigma;
	double lower, upper;
	guint n; /* values that it rests on */
};

/* FALSE with fewer than two values, or when they are all the same. */
gboolean control_chart_init(struct control_chart *chart, const double *x,
			    guint n);

/* The four rules of the Western Electric handbook (1956). */
enum run_rule {
	RUN_BEYOND = 1,	      /* one value beyond three sigma */
	RUN_TWO_OF_THREE = 2, /* beyond two sigma, on the same side */
	RUN_FOUR_OF_FIVE = 4, /* beyond one sigma, on the same side */
	RUN_EIGHT = 8, /* eight in a row on the same side of the centre */
};
#define RUN_RULES 4

/* Those (enum run_rule) that the value at this place completes: it lies on that
 * side itself, and what follows it is not looked at. */
guint control_chart_signals(const struct control_chart *chart, const double *x,
			    guint at);
/* "2 of 3 beyond two sigma on one side" */
const char *run_rule_print(enum run_rule rule);

#endif
