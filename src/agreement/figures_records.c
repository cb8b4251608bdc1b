/*
 * Ratings by facets: one-way reliability, G study, designs; see figures.h.
 */
#include "agreement/agreement.h"
#include "agreement/making.h"
#include "agreement/means.h"

#include <math.h>
#include <string.h>

/* ---- groups ------------------------------------------------------------- */

static void
make_oneway(struct making *making, const struct records *records)
{
	const guint *group = (const guint *)records->of->data;
	const double *scores = (const double *)records->scores->data;
	guint n = records->scores->len, groups = records_levels(records, 0);
	struct components variance;
	struct estimate plain, smith;
	double k0;

	if (groups < 2)
		make_why(making, "1 unit: at least 2 are needed");
	else if (n <= groups)
		make_why(making, "every unit has one rating: nothing to "
				 "compare");
	else
		make_why(making, "no variation, or none within units");
	plain = icc_oneway(scores, group, n, groups, FALSE, &k0);
	smith = icc_oneway(scores, group, n, groups, TRUE, &k0);
	make_figure(making, "icc_oneway_unbalanced", plain, n, "k0=%#.12g", k0);
	make_figure(making, "icc_oneway_unbalanced", smith, n, "%s",
		    "CI=Smith");
	make_figure(making, "icc_oneway_unbalanced", plain, n, "%s",
		    "CI=F with k0");
	make_figure(making, "icc_oneway_reml",
		    icc_oneway_reml(scores, group, n, groups, &variance), n,
		    "%s", "");
}

/* ---- a G study ---------------------------------------------------------- */

/* In crossed studies facets stand in the order of the alphabet in names of two
 * and in designs, in nested ones as in the table. */
struct study {
	struct making *making;
	const struct records *records;
	const char *object, *first, *second;
	gboolean turned; /* first is the table's third column */
	guint64 n;
	double mean, cut;
};

static void
study_init(struct study *study, struct making *making,
	   const struct records *records, double cut)
{
	char *const *facets = (char *const *)records->facets->pdata;

	*study = (struct study){
		.making = making,
		.records = records,
		.object = facets[0],
		.first = facets[1],
		.second = facets[2],
		.n = records->scores->len,
		.cut = cut,
		.turned = !records->nested && strcmp(facets[1], facets[2]) > 0,
		.mean = mean_from((double *)records->scores->data, 1,
				  records->scores->len),
	};
	if (study->turned) {
		study->first = facets[2];
		study->second = facets[1];
	}
}

static struct spread
turned_of(const struct study *study, struct spread s)
{
	if (!study->turned)
		return s;
	return (struct spread){ s.object,	 s.second,	 s.first,
				s.object_second, s.object_first, s.first_second,
				s.residual };
}

static void
make_component(const struct study *study, const char *name, double value,
	       const char *component)
{
	struct statistic *made =
		make_figure(study->making, name, estimate_value(value),
			    study->n, "component=%s", component);

	if (value < 0)
		make_note(made, "below 0: counts as 0");
}

static void
make_components(const struct study *study, const char *name, struct spread s)
{
	g_autofree char *nested =
		g_strdup_printf("%s:%s", study->first, study->object);
	g_autofree char *object_first =
		g_strdup_printf("%s:%s", study->object, study->first);
	g_autofree char *object_second =
		g_strdup_printf("%s:%s", study->object, study->second);
	g_autofree char *both =
		g_strdup_printf("%s:%s", study->first, study->second);
	g_autofree char *residual =
		g_strdup_printf("residual (%s x %s)", nested, study->second);
	gboolean is_nested = study->records->nested;

	make_component(study, name, s.object, study->object);
	if (!is_nested)
		make_component(study, name, s.first, study->first);
	make_component(study, name, s.object_first,
		       is_nested ? nested : object_first);
	make_component(study, name, s.second, study->second);
	make_component(study, name, s.object_second, object_second);
	if (!is_nested)
		make_component(study, name, s.first_second, both);
	make_component(study, name, s.residual,
		       is_nested ? residual : "residual");
}

static void
make_decisions(const struct study *study, struct dependability d,
	       const char *design)
{
	struct pass_chances chances = decision_at(d, study->mean, study->cut);
	g_autofree char *options = g_strdup_printf(
		"%s; cut=%g; mu=%#.12g", design, study->cut, study->mean);
	const struct {
		const char *name;
		double value;
	} all[] = {
		{ "decision_false_pass", chances.false_pass },
		{ "decision_false_fail", chances.false_fail },
		{ "decision_accuracy", chances.accuracy },
		{ "decision_consistency", chances.consistency },
		{ "decision_kappa", chances.kappa },
		{ "phi_lambda", phi_lambda(d, study->mean, study->cut) },
	};

	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		make_figure(study->making, all[i].name,
			    estimate_value(all[i].value), study->n, "%s",
			    options);
}

static char *
design_text(const struct study *study, struct design design)
{
	if (design.rotating)
		return g_strdup_printf("n_%s=%g; each %s by another %s (one "
				       "rating each)",
				       study->first, design.first, study->first,
				       study->second);
	return g_strdup_printf("n_%s=%g; n_%s=%g%s", study->first, design.first,
			       study->second, design.second,
			       design.fixed ? "; item fixed" : "");
}

static void
make_design(const struct study *study, struct spread spread,
	    struct design design)
{
	struct dependability d = dependability(spread, design);
	g_autofree char *options = design_text(study, design);

	if (!design.rotating)
		make_figure(study->making, "d_g_coefficient",
			    estimate_value(d.g), study->n, "%s", options);
	make_figure(study->making, "d_phi", estimate_value(d.phi), study->n,
		    "%s", options);
	make_figure(study->making, "d_sem_absolute", estimate_value(d.sem),
		    study->n, "%s", options);
	if (!isnan(study->cut) && !design.rotating && !design.fixed)
		make_decisions(study, d, options);
}

/* The designs that are shown: of sessions and raters the whole grid. */
static void
make_designs(const struct study *study, struct spread spread)
{
	static const double firsts[] = { 1, 2, 3, 4, 6, 8, 12 };
	gboolean items = base_code_same(study->first, "item");

	for (guint i = 0; i < G_N_ELEMENTS(firsts); i++)
		for (double second = 1; second <= 4; second++) {
			struct design design = { .first = firsts[i],
						 .second = second };

			make_design(study, spread, design);
			design.fixed = items;
			if (items && firsts[i] > 1)
				make_design(study, spread, design);
		}
	for (guint i = 0; !items && i < G_N_ELEMENTS(firsts); i++)
		make_design(study, spread,
			    (struct design){ .first = firsts[i],
					     .second = 1,
					     .rotating = TRUE });
}

static void
make_study(struct making *making, const struct records *records, double cut)
{
	static const struct spread none = { NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	struct study study;
	struct spread spread = none;
	struct spread_fit fit = { none, NAN, NO_ESTIMATE };
	gboolean balanced = spread_anova(&spread, records), fits;

	study_init(&study, making, records, cut);
	fits = spread_reml(&fit, records);
	if (!balanced)
		make_why(making, "cells are missing, or a facet has one "
				 "level: mean squares say nothing, see REML");
	make_components(&study, "g_variance",
			turned_of(&study, balanced ? spread : none));
	make_why(making,
		 fits ? NULL : "the ratings do not tell the components apart");
	make_components(&study, "g_variance_reml",
			turned_of(&study, fits ? fit.spread : none));
	make_figure(making, "reml_criterion",
		    estimate_value(fits ? fit.criterion : NAN), study.n, "%s",
		    "");
	make_figure(making, "grand_mean", fits ? fit.mean : NO_ESTIMATE,
		    study.n, "REML");
	if (balanced || fits)
		make_designs(&study,
			     turned_of(&study, balanced ? spread : fit.spread));
	if (!balanced && fits)
		make_remark(making,
			    "designs are worked out from the components "
			    "by REML");
}

struct report *
report_records(const struct records *records, double cut)
{
	struct making making = { .report = report_new() };
	guint facets = records->facets->len;

	g_assert(facets == 1 || facets == 3);
	making.which = (char *)"";
	making.report->by_facets = TRUE;
	making.report->units = records_levels(records, 0);
	for (guint f = 1; f < facets; f++)
		if (base_code_same(records->facets->pdata[f], "rater"))
			making.report->raters = records_levels(records, f);
	making.report->ratings = records->scores->len;
	if (records->scores->len == 0)
		make_remark(&making, "no ratings");
	else if (facets == 1)
		make_oneway(&making, records);
	else
		make_study(&making, records, cut);
	make_why(&making, NULL);
	return making.report;
}
