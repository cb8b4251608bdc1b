/*
 * Two raters' numbers: differences, limits, correlations; see making.h.
 */
#include "agreement/agreement.h"
#include "agreement/pair.h"

#include <math.h>

static void
make_limit(const struct pair *pair, const char *name, struct estimate of,
	   const char *which, const char *interval)
{
	make_note(make_figure(pair->making, name, of, pair->of.n, "%s; CI=%s",
			      which, interval),
		  "%s",
		  isnan(of.lower) ? "SD is 0: no interval" :
				    "of single pairs; several of one "
				    "therapist make it too narrow");
}

static void
make_limits(const struct pair *pair, const char *which)
{
	static const struct {
		enum limit_interval how;
		const char *name;
	} intervals[] = {
		{ INTERVAL_APPROXIMATE, "approximate" },
		{ INTERVAL_SHORTCUT, "sqrt(3/n)" },
		{ INTERVAL_EXACT, "exact" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(intervals); i++) {
		struct estimate lower, upper;

		limits_of_agreement(&pair->of, intervals[i].how, &lower,
				    &upper);
		make_limit(pair, "ba_lower_limit", lower, which,
			   intervals[i].name);
		make_limit(pair, "ba_upper_limit", upper, which,
			   intervals[i].name);
	}
}

void
make_difference(const struct pair *pair)
{
	struct making *making = pair->making;
	g_autofree char *which =
		g_strdup_printf("%s - %s%s", pair->first, pair->second,
				pair->alone > 0 ? ", pairs present" : "");
	struct estimate bias = mean_difference(&pair->of);
	struct statistic *made;
	guint n = pair->of.n;

	made = make_figure(making, "ba_bias", bias, n, "%s", which);
	if (n == 1)
		make_note(made, "%s", making->why);
	else if (bias.se == 0 && bias.value == 0)
		make_note(made, "SD is 0: no interval");
	else if (bias.se == 0)
		make_note(made,
			  "SD is 0: %s is always %g higher; this is "
			  "severity, not noise",
			  bias.value < 0 ? pair->second : pair->first,
			  fabs(bias.value));
	make_figure(making, "ba_sd", estimate_value(sd_difference(&pair->of)),
		    n, "%s", which);
	make_limits(pair, which);
	if (n == 2)
		make_why(making, "2 units: a slope needs three");
	else if (n > 2)
		make_why(making, "the means of the pairs do not vary, or the "
				 "differences follow them exactly");
	make_figure(making, "ba_slope", difference_slope(&pair->of), n, "%s",
		    "difference on mean");
	pair_say_why(pair);
	make_figure(making, "within_subject_sd",
		    pair_unless_single(
			    pair, estimate_value(within_subject_sd(&pair->of))),
		    n, "%s,%s", pair->first, pair->second);
}

void
make_correlations(const struct pair *pair)
{
	struct making *making = pair->making;
	const struct pairs *of = &pair->of;
	static const char no_agreement[] =
		"a correlation does not see severity; it is no agreement";

	make_figure(making, "lin_ccc", concordance(of, FALSE, FALSE), of->n,
		    "%s,%s; CI=z-transform", pair->first, pair->second);
	make_figure(making, "lin_ccc", concordance(of, FALSE, TRUE), of->n,
		    "%s,%s; CI=asymptotic", pair->first, pair->second);
	make_figure(making, "lin_ccc",
		    estimate_value(concordance(of, FALSE, FALSE).value), of->n,
		    "%s,%s; variance divisor n", pair->first, pair->second);
	make_figure(making, "lin_ccc", concordance(of, TRUE, FALSE), of->n,
		    "%s,%s; variance divisor n-1", pair->first, pair->second);
	make_note(make_figure(making, "spearman_rho", spearman_correlation(of),
			      of->n, "%s,%s", pair->first, pair->second),
		  "%s", no_agreement);
	make_note(make_figure(making, "kendall_tau_b", kendall_correlation(of),
			      of->n, "%s,%s", pair->first, pair->second),
		  "%s", no_agreement);
	make_note(make_figure(making, "pearson_r", pearson_correlation(of),
			      of->n, "%s,%s", pair->first, pair->second),
		  "%s", no_agreement);
}
