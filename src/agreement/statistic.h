/*
 * agreement/statistic: what a statistic comes out as.  Include
 * agreement/agreement.h.
 */
#ifndef AGREEMENT_STATISTIC_H
#define AGREEMENT_STATISTIC_H

#include <math.h>

/* NAN: there is none.  An interval is of 95 % where nothing else is said. */
struct estimate {
	double value;
	double se;
	double lower, upper;
	double p;
};

#define NO_ESTIMATE           \
	((struct estimate){   \
		.value = NAN, \
		.se = NAN,    \
		.lower = NAN, \
		.upper = NAN, \
		.p = NAN,     \
	})

/* 97.5 % of a normal variable. */
#define Z_95 1.959963984540054

static inline struct estimate
estimate_value(double value)
{
	struct estimate estimate = NO_ESTIMATE;

	estimate.value = value;
	return estimate;
}

#endif
