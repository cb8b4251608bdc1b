/*
 * Control charts of single values; see control.h.
 */
#include "agreement/agreement.h"
#include "agreement/means.h"

#include <math.h>

/* Mean range of two values of a normal variable with SD 1, as tables give it;
 * exactly 2 / sqrt(pi). */
#define D2 1.128

gboolean
control_chart_init(struct control_chart *chart, const double *x, guint n)
{
	double ranges = 0;

	*chart = (struct control_chart){ NAN, NAN, NAN, NAN, n };
	for (guint i = 1; i < n; i++)
		ranges += fabs(x[i] - x[i - 1]);
	if (n < 2 || ranges <= 0)
		return FALSE;
	chart->centre = mean_from(x, 1, n);
	chart->sigma = ranges / (n - 1) / D2;
	chart->lower = chart->centre - 3 * chart->sigma;
	chart->upper = chart->centre + 3 * chart->sigma;
	return TRUE;
}

/* How many of the last `of` values up to this one lie beyond so many sigma, on
 * its side. */
static guint
count_beyond(const struct control_chart *chart, const double *x, guint at,
	     guint of, double sigmas)
{
	double side = x[at] > chart->centre ? 1 : -1;
	guint n = 0;

	if (at + 1 < of)
		return 0;
	for (guint i = at + 1 - of; i <= at; i++)
		n += (x[i] - chart->centre) * side > sigmas * chart->sigma;
	return n;
}

static const struct run {
	enum run_rule rule;
	guint least, of;
	double sigmas;
	const char *says;
} runs[RUN_RULES] = {
	{ RUN_BEYOND, 1, 1, 3, "beyond three sigma" },
	{ RUN_TWO_OF_THREE, 2, 3, 2, "2 of 3 beyond two sigma on one side" },
	{ RUN_FOUR_OF_FIVE, 4, 5, 1, "4 of 5 beyond one sigma on one side" },
	{ RUN_EIGHT, 8, 8, 0, "8 in a row on one side of the centre" },
};

guint
control_chart_signals(const struct control_chart *chart, const double *x,
		      guint at)
{
	guint signals = 0;

	for (guint r = 0; r < RUN_RULES; r++) {
		const struct run *run = &runs[r];
		double off = fabs(x[at] - chart->centre);

		if (off > run->sigmas * chart->sigma &&
		    count_beyond(chart, x, at, run->of, run->sigmas) >=
			    run->least)
			signals |= run->rule;
	}
	return signals;
}

const char *
run_rule_print(enum run_rule rule)
{
	for (guint r = 0; r < RUN_RULES; r++)
		if (runs[r].rule == rule)
			return runs[r].says;
	g_assert_not_reached();
}
