/*
 * All raters together, as numbers: reliability, error, severity; see making.h.
 */
#include "agreement/agreement.h"
#include "agreement/making.h"

#include <math.h>

struct form {
	enum icc form;
	const char *name, *is; /* format of its options */
};

static const struct form shrout[] = {
	{ ICC_1_1, "icc_sf_1_1", "Shrout-Fleiss ICC1" },
	{ ICC_A_1, "icc_sf_2_1", "Shrout-Fleiss ICC2" },
	{ ICC_C_1, "icc_sf_3_1", "Shrout-Fleiss ICC3" },
	{ ICC_1_K, "icc_sf_1_k", "Shrout-Fleiss ICC1k" },
	{ ICC_A_K, "icc_sf_2_k", "Shrout-Fleiss ICC2k" },
	{ ICC_C_K, "icc_sf_3_k", "Shrout-Fleiss ICC3k" },
};

static const struct form mcgraw[] = {
	{ ICC_1_1, "icc_mw_1_1", "McGraw-Wong ICC(1)" },
	{ ICC_A_1, "icc_mw_A_1", "McGraw-Wong ICC(A,1)" },
	{ ICC_C_1, "icc_mw_C_1", "McGraw-Wong ICC(C,1)" },
	{ ICC_1_K, "icc_mw_1_k", "McGraw-Wong ICC(%g)" },
	{ ICC_A_K, "icc_mw_A_k", "McGraw-Wong ICC(A,%g)" },
	{ ICC_C_K, "icc_mw_C_k", "McGraw-Wong ICC(C,%g)" },
};

/* Why mean squares say nothing. */
static void
say_why_anova(struct making *making, const struct anova *anova, guint full)
{
	const struct ratings *ratings = making->ratings;

	if (making->report->ratings == 0)
		make_why(making, "no ratings");
	else if (ratings->raters->len < 2)
		make_why(making, "one rater: agreement needs two");
	else if (full == 0)
		make_why(making, "no unit was rated by all raters");
	else if (full == 1)
		make_why(making, "1 unit was rated by all raters; at least 2 "
				 "are needed");
	else if (anova->subjects > 0 || anova->error > 0)
		make_why(making, NULL);
	else if (anova->raters > 0)
		make_why(making, "raters differ only by severity, and there "
				 "are no differences between units");
	else
		make_why(making, "no differences between units: reliability "
				 "cannot be estimated");
}

static void
note_icc(struct statistic *made, const struct anova *anova)
{
	if (isnan(made->of.value))
		return;
	if (made->of.value < 0)
		make_note(made, "below 0: raters agree less than chance; for "
				"use it counts as 0");
	else if (anova->subjects == 0)
		make_note(made, "none of the variance lies between units");
	else if (isnan(made->of.lower))
		make_note(made, "F is infinite: no interval");
}

static void
make_icc(struct making *making, const struct anova *anova, gboolean has)
{
	guint n = has ? (guint)anova->n : 0;

	for (guint i = 0; i < G_N_ELEMENTS(shrout); i++)
		note_icc(make_figure(making, shrout[i].name,
				     has ? icc(shrout[i].form, LIMITS_SHROUT,
					       anova) :
					   NO_ESTIMATE,
				     n, "%s; n=%g k=%g", shrout[i].is, anova->n,
				     anova->k),
			 anova);
	for (guint i = 0; i < G_N_ELEMENTS(mcgraw); i++) {
		enum icc form = mcgraw[i].form;
		gboolean mean =
			form == ICC_1_K || form == ICC_A_K || form == ICC_C_K;
		g_auto(GStrv) parts = g_strsplit(mcgraw[i].is, "%g", 2);
		g_autofree char *k =
			mean ? g_strdup_printf("%g", anova->k) : g_strdup("");

		note_icc(make_figure(making, mcgraw[i].name,
				     has ? icc(form, LIMITS_MCGRAW, anova) :
					   NO_ESTIMATE,
				     n, "%s%s%s", parts[0], k,
				     mean ? parts[1] : ""),
			 anova);
	}
}

static void
make_part(struct making *making, const char *name, double value, guint64 n,
	  const char *options)
{
	struct statistic *made = make_figure(
		making, name, estimate_value(value), n, "%s", options);

	if (value < 0)
		make_note(made, "below 0: counts as 0");
}

static void
make_squares(struct making *making, const struct anova *anova, gboolean has)
{
	struct components parts = anova_components(anova);
	double between = sem_agreement(parts), within = sem_consistency(parts);
	guint n = has ? (guint)anova->n : 0;
	const struct {
		const char *name, *options;
		double value;
	} all[] = {
		{ "ms_subjects", "", anova->subjects },
		{ "ms_raters", "", anova->raters },
		{ "ms_error", "", anova->error },
		{ "ms_within", "", anova->within },
		{ "var_subject", "ANOVA", parts.subject },
		{ "var_rater", "ANOVA", parts.rater },
		{ "var_residual", "ANOVA", parts.residual },
		{ "sem_agreement", "", between },
		{ "sem_consistency", "", within },
		{ "sdc_agreement", "", smallest_change(between) },
		{ "sdc_consistency", "", smallest_change(within) },
	};

	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		make_part(making, all[i].name, has ? all[i].value : NAN, n,
			  all[i].options);
}

/* By mean squares: of the units that all have rated. */
static void
make_anova(struct making *making)
{
	guint k = making->ratings->raters->len;
	g_autoptr(Ratings) full = ratings_with(making->ratings, MAX(k, 1));
	struct anova anova = { .n = full->units->len, .k = k };
	char *before = making->which;
	gboolean has = anova_init(&anova, full);

	if (making->report->missing > 0)
		making->which = (char *)"complete rows only; ";
	say_why_anova(making, &anova, full->units->len);
	make_icc(making, &anova, has);
	make_squares(making, &anova, has);
	if (full->units->len >= 2 && k >= 2)
		make_why(making, "no variation");
	make_figure(making, "kendall_w",
		    k >= 2 ? kendall_concordance(full) : NO_ESTIMATE,
		    full->units->len, "tie-corrected");
	making->which = before;
}

static void
say_why_mixed(struct making *making)
{
	const struct ratings *ratings = making->ratings;
	g_autofree guint *group = g_new0(guint, ratings->raters->len + 1);
	guint groups = raters_linked(ratings, group);

	if (making->report->ratings == 0)
		make_why(making, "no ratings");
	else if (ratings->raters->len < 2)
		make_why(making, "one rater: agreement needs two");
	else if (groups > 1)
		make_why(making,
			 "raters fall into %u groups that share no unit: who "
			 "is mild cannot be told from what was rated",
			 groups);
	else if (ratings->units->len < 2)
		make_why(making, "1 unit: at least 2 are needed");
	else if (ratings->raters->len > LEVELS_MOST)
		make_why(making, "more than %d raters", LEVELS_MOST);
	else
		make_why(making,
			 "the ratings leave no residual, or too little to "
			 "tell units, raters and residual apart");
}

static void
note_drawn(struct statistic *made, const struct mixed_table *mixed)
{
	if (isnan(made->of.value))
		return;
	if (mixed->draws > 0)
		make_note(made,
			  "SE and limits by %u tables drawn from the fit: good "
			  "to two digits",
			  mixed->draws);
	else
		make_note(made, "SE and limits by the information");
}

static void
make_mixed(struct making *making, const struct mixed_table *mixed, guint64 n)
{
	static const char kept[] = "mixed model, missing cells kept";

	make_part(making, "var_subject", mixed->variance.subject, n, "REML");
	make_part(making, "var_rater", mixed->variance.rater, n, "REML");
	make_part(making, "var_residual", mixed->variance.residual, n, "REML");
	make_part(making, "reml_criterion", mixed->criterion, n, "-2 log REML");
	make_figure(making, "grand_mean", mixed->mean, n, "REML");
	note_drawn(
		make_figure(making, "icc_A_1", mixed->icc_a_1, n, "%s", kept),
		mixed);
	note_drawn(
		make_figure(making, "icc_C_1", mixed->icc_c_1, n, "%s", kept),
		mixed);
	make_figure(making, "icc_A_k", mixed->icc_a_k, n,
		    "k=%#.12g harmonic mean of raters per subject", mixed->k);
	make_part(making, "sem_agreement", sem_agreement(mixed->variance), n,
		  "REML");
	make_part(making, "sem_consistency", sem_consistency(mixed->variance),
		  n, "REML");
}

static void
make_reml(struct making *making, guint draws, guint64 seed)
{
	const struct ratings *ratings = making->ratings;
	struct mixed_table mixed = {
		.variance = { NAN, NAN, NAN },
		.criterion = NAN,
		.mean = NO_ESTIMATE,
		.icc_a_1 = NO_ESTIMATE,
		.icc_c_1 = NO_ESTIMATE,
		.icc_a_k = NO_ESTIMATE,
		.k = NAN,
	};
	struct mixed_table fit;
	gboolean has = mixed_table_init(&fit, ratings, draws, seed);

	say_why_mixed(making);
	make_mixed(making, has ? &fit : &mixed, making->report->ratings);
	for (guint r = 0; r < ratings->raters->len; r++)
		make_figure(making, "rater_severity_blup",
			    has ? fit.raters[r] : NO_ESTIMATE,
			    ratings_of_rater(ratings, r), "rater=%s",
			    (char *)ratings->raters->pdata[r]);
	if (has)
		mixed_table_clear(&fit);
}

static void
make_severity(struct making *making)
{
	const struct ratings *ratings = making->ratings;
	struct severity severity;
	gboolean has = severity_init(&severity, ratings);

	for (guint r = 0; r < ratings->raters->len; r++) {
		struct statistic *made =
			make_figure(making, "rater_severity_ls",
				    has ? severity.raters[r] : NO_ESTIMATE,
				    ratings_of_rater(ratings, r), "rater=%s",
				    (char *)ratings->raters->pdata[r]);

		if (isnan(made->of.se))
			make_note(made, "no residual: no interval");
	}
	if (has)
		make_why(making, "no residual");
	make_figure(making, "rater_severity_F",
		    has ? severity.all : NO_ESTIMATE, making->report->ratings,
		    "%s", "");
	severity_clear(&severity);
}

void
make_reliability(struct making *making, guint draws, guint64 seed)
{
	make_anova(making);
	make_reml(making, draws, seed);
	make_severity(making);
	make_why(making, NULL);
}
