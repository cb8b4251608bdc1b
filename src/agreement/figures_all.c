/*
 * All raters together, on points of a scale; see making.h.
 */
#include "agreement/agreement.h"
#include "agreement/making.h"

#include <math.h>

static const struct {
	const char *name;
	enum coefficient which;
} coefficients[] = {
	{ "gwet_ac2", COEFFICIENT_AC },
	{ "krippendorff_alpha", COEFFICIENT_ALPHA },
	{ "fleiss_kappa_general", COEFFICIENT_FLEISS },
	{ "brennan_prediger_general", COEFFICIENT_BRENNAN },
	{ "conger_kappa_general", COEFFICIENT_CONGER },
	{ "percent_agreement_weighted", COEFFICIENT_PERCENT },
};

static guint
units_paired(const struct ratings *ratings)
{
	guint paired = 0;

	for (guint u = 0; u < ratings->units->len; u++)
		paired += ratings_of_unit(ratings, u) > 1;
	return paired;
}

/* Why all raters together may give no figure. */
static void
say_why_all(struct making *making)
{
	const struct ratings *ratings = making->ratings;

	if (making->report->ratings == 0)
		make_why(making, "no ratings");
	else if (ratings->raters->len < 2)
		make_why(making, "one rater: agreement needs two");
	else if (units_paired(ratings) == 0)
		make_why(making, "no unit was rated by two");
	else if (making->scale->n < 2)
		make_why(making, "one category only: name the scale with "
				 "--scale");
	else
		make_why(making, "no variation: chance agreement is 1");
}

/* Is every rating the same? */
static gboolean
is_flat(const struct ratings *ratings)
{
	gsize cells = (gsize)ratings->units->len * ratings->raters->len;
	double first = NAN;

	for (gsize i = 0; i < cells; i++) {
		if (isnan(ratings->cells[i]))
			continue;
		if (ratings->cells[i] != first && !isnan(first))
			return FALSE;
		first = ratings->cells[i];
	}
	return TRUE;
}

static char *
categories_text(const struct scale *scale)
{
	return scale->seen ? g_strdup("those seen") :
			     g_strdup_printf("%g..%g", scale->points[0],
					     scale->points[scale->n - 1]);
}

static void
make_coefficients(struct making *making, enum weighting weighting, gboolean one)
{
	g_autofree double *w = weights_build(weighting, making->scale);
	g_autofree char *categories = categories_text(making->scale);
	g_autofree char *options =
		g_strdup_printf("weights=%s; categories=%s",
				weights_name(weighting), categories);
	gboolean flat = is_flat(making->ratings);

	for (guint i = 0; i < G_N_ELEMENTS(coefficients); i++) {
		enum coefficient which = coefficients[i].which;
		const char *name = coefficients[i].name;
		struct estimate of = NO_ESTIMATE;
		struct statistic *made;
		guint n = 0;

		if (which == COEFFICIENT_AC && weighting == WEIGHTS_NONE)
			name = "gwet_ac1";
		if (!making_wants(making, name, options))
			continue;
		of = chance_corrected(which, making->ratings, making->scale, w,
				      &n);
		/* of one unit nothing is said but its difference */
		if (one || making->ratings->raters->len < 2)
			of = NO_ESTIMATE;
		made = make_figure(making, name, of, n, "%s", options);
		if (flat && !isnan(of.value))
			make_note(made,
				  "%g (no variation, tells nothing about "
				  "telling good from bad)",
				  of.value);
		else if (made->of.se == 0)
			make_note(made, "SE is 0: no interval");
	}
}

static void
make_alpha(struct making *making)
{
	for (enum metric metric = METRIC_NOMINAL; metric <= METRIC_RATIO;
	     metric++) {
		g_autofree char *options =
			g_strdup_printf("metric=%s", metric_name(metric));
		double alpha;
		guint n;

		if (!making_wants(making, "krippendorff_alpha", options))
			continue;
		alpha = krippendorff_alpha(metric, making->ratings, &n);
		if (n < 2)
			alpha = NAN;
		if (n == 1)
			make_why(making, "1 unit was rated by two; at least 2 "
					 "are needed");
		else if (n > 1 && isnan(alpha))
			make_why(making,
				 metric == METRIC_RATIO &&
						 making->scale->n > RATIO_MOST ?
					 "more than 4000 different values" :
					 "no variation (De = 0): alpha is not "
					 "computable");
		make_figure(making, "krippendorff_alpha", estimate_value(alpha),
			    n, "%s", options);
		say_why_all(making);
	}
}

/* Of tables without a gap. */
static void
make_full(struct making *making)
{
	const struct ratings *ratings = making->ratings;
	const struct scale *scale = making->scale;
	guint n = ratings->units->len;
	g_autofree double *w = weights_build(WEIGHTS_NONE, scale);
	gboolean full = making->report->missing == 0 && n > 1 &&
			ratings->raters->len > 1;
	struct estimate none = NO_ESTIMATE;
	guint all;

	if (making->report->missing > 0)
		make_why(making,
			 "%" G_GUINT64_FORMAT " cells are missing: see "
			 "the coefficient for gaps",
			 making->report->missing);
	else if (n == 1)
		make_why(making, "1 unit: at least 2 are needed");
	make_figure(making, "fleiss_kappa",
		    full ? fleiss_kappa(ratings, scale) : none, n, "%s", "");
	make_figure(
		making, "conger_kappa",
		full ? estimate_value(chance_corrected(COEFFICIENT_CONGER,
						       ratings, scale, w, &all)
					      .value) :
		       none,
		n, "%s", "");
	if (ratings->raters->len <= 50)
		make_figure(making, "light_kappa",
			    full ? estimate_value(light_kappa(ratings, scale)) :
				   none,
			    n, "%s", "");
	for (guint k = 0; full && k < scale->n; k++)
		make_figure(making, "fleiss_kappa_category",
			    estimate_value(fleiss_kappa_of(ratings, scale, k)),
			    n, "category=%g", scale->points[k]);
	say_why_all(making);
}

void
make_chance(struct making *making)
{
	gboolean categories = making->scale->n <= CATEGORIES_MOST;
	gboolean one = making->ratings->units->len < 2;

	say_why_all(making);
	if (one && making->report->ratings > 0 &&
	    making->ratings->raters->len > 1)
		make_why(making, "1 unit: at least 2 are needed");
	for (enum weighting weighting = WEIGHTS_NONE;
	     categories && weighting <= WEIGHTS_RATIO; weighting++)
		make_coefficients(making, weighting, one);
	say_why_all(making);
	make_alpha(making);
	if (categories && !making->names)
		make_full(making);
	make_why(making, NULL);
}
