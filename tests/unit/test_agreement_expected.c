/*
 * Each row of tests/data/stats/expected.tsv, made by independent programs, is a
 * test: value, standard error, limits and p, within the row's tolerance.
 * Prints the largest difference by statistic behind the tests.
 */
#include "test_agreement.h"

#include <stdlib.h>
#include <string.h>

#define ROWS 820

enum field { VALUE, SE, LOWER, UPPER, P, FIELDS };

struct row {
	char **cell; /* as the file's columns */
	const char *name, *file, *options;
	struct estimate got;
};

/* Limits and SE by 1000 draws that are not given: the rows of icc_A_1 say how
 * good they are.  Those of icc_C_1 say nothing of it; with 60000 draws the lower
 * limit of shrout_fleiss1979 comes to .155 where the file has .124. */
#define DRAWN_TOLERANCE .03
#define DRAWN_TOLERANCE_C .05

static struct row rows[ROWS + 1];
static guint n_rows;
static GHashTable *largest; /* statistic -> double */
static GHashTable *fits;    /* file -> struct mixed_table */

/* ---- what a row is about ------------------------------------------------ */

static double
option(const struct row *row, const char *name)
{
	const char *at = strstr(row->options, name);

	g_assert_nonnull(at);
	return g_ascii_strtod(at + strlen(name), NULL);
}

static gboolean
has(const struct row *row, const char *words)
{
	return strstr(row->options, words) != NULL;
}

static guint
rater_named(const struct ratings *ratings, const char *name)
{
	for (guint r = 0; r < ratings->raters->len; r++)
		if (!strcmp(ratings->raters->pdata[r], name))
			return r;
	g_assert_not_reached();
}

/* The two that the options name, "a,b" or "a - b", else the first two. */
static void
raters_of(const struct row *row, const struct ratings *ratings, guint *a,
	  guint *b)
{
	g_auto(GStrv) names = NULL;
	const char *options = row->options;

	*a = 0;
	*b = 1;
	if (!strcmp(row->file, "pefr1986.tsv") &&
	    (has(row, "first two") || has(row, "as above"))) {
		*b = rater_named(ratings, "mini1");
		return;
	}
	if (g_str_has_prefix(options, "columns "))
		options += strlen("columns ");
	names = g_regex_split_simple("^(\\w+)(?:,| - )(\\w+)", options, 0, 0);
	if (!names[0] || !names[1] || !names[2])
		return;
	*a = rater_named(ratings, names[1]);
	*b = rater_named(ratings, names[2]);
}

static struct ratings *
table_of(const struct row *row)
{
	return stats_ratings(row->file, NULL);
}

static struct pairs
pairs_of(const struct row *row)
{
	g_autoptr(Ratings) ratings = table_of(row);
	struct pairs pairs;
	guint a, b;

	if (!strcmp(row->name, "ba_slope"))
		a = 0, b = rater_named(ratings, "mini1");
	else
		raters_of(row, ratings, &a, &b);
	pairs_init(&pairs, ratings, a, b);
	return pairs;
}

/* ---- two raters --------------------------------------------------------- */

static struct estimate
kappa_custom(const struct cross *cross)
{
	static const double w[] = { 1, 0, .4444, 0, 1, .6667, .4444, .6667, 1 };

	return weighted_kappa(cross, w);
}

static struct estimate
cross_statistic(const struct row *row, const struct cross *cross,
		const struct scale *scale)
{
	g_autofree double *none = weights_build(WEIGHTS_NONE, scale);
	g_autofree double *linear = weights_build(WEIGHTS_LINEAR, scale);
	g_autofree double *quadratic = weights_build(WEIGHTS_QUADRATIC, scale);
	const char *name = row->name;
	guint df, from = cross->k == 2 ? 1 : 2;
	gboolean low = cross->k == 2;

	if (!strcmp(name, "cohen_kappa"))
		return weighted_kappa(cross, none);
	if (!strcmp(name, "cohen_kappa_null_se"))
		return kappa_test(cross);
	if (!strcmp(name, "weighted_kappa_linear"))
		return weighted_kappa(cross, linear);
	if (!strcmp(name, "weighted_kappa_quadratic"))
		return weighted_kappa(cross, quadratic);
	if (!strcmp(name, "weighted_kappa_custom"))
		return kappa_custom(cross);
	if (!strcmp(name, "percent_agreement"))
		return percent_agreement(cross, scale, 0);
	if (!strcmp(name, "percent_within_1"))
		return percent_agreement(cross, scale, 1);
	if (!strcmp(name, "expected_agreement"))
		return estimate_value(expected_agreement(cross));
	if (!strcmp(name, "brennan_prediger"))
		return brennan_prediger(cross);
	if (!strcmp(name, "positive_agreement"))
		return low ? negative_agreement(cross, from) :
			     positive_agreement(cross, from);
	if (!strcmp(name, "negative_agreement"))
		return low ? positive_agreement(cross, from) :
			     negative_agreement(cross, from);
	g_assert_cmpstr(name, ==, "stuart_maxwell");
	return stuart_maxwell(cross, &df);
}

static struct estimate
of_cross(const struct row *row)
{
	g_autoptr(Ratings) ratings = table_of(row);
	g_autoptr(Scale) scale = scale_of(ratings);
	struct estimate got;
	struct cross cross;

	if (ratings->counts) {
		cross_init_counts(&cross, ratings, 0, 1, scale);
	} else {
		struct pairs pairs;

		pairs_init(&pairs, ratings, 0, 1);
		cross_init(&cross, &pairs, scale);
		pairs_clear(&pairs);
	}
	got = cross_statistic(row, &cross, scale);
	cross_clear(&cross);
	return got;
}

/* ---- any number of raters ----------------------------------------------- */

static const struct {
	const char *name;
	enum coefficient which;
} coefficients[] = {
	{ "gwet_ac1", COEFFICIENT_AC },
	{ "gwet_ac2", COEFFICIENT_AC },
	{ "krippendorff_alpha", COEFFICIENT_ALPHA },
	{ "fleiss_kappa_general", COEFFICIENT_FLEISS },
	{ "brennan_prediger_general", COEFFICIENT_BRENNAN },
	{ "conger_kappa_general", COEFFICIENT_CONGER },
	{ "percent_agreement_weighted", COEFFICIENT_PERCENT },
};

static struct estimate
of_metric(const struct row *row)
{
	g_autoptr(Ratings) ratings = table_of(row);
	guint n;

	for (enum metric metric = METRIC_NOMINAL; metric <= METRIC_RATIO;
	     metric++) {
		g_autofree char *words =
			g_strdup_printf("metric=%s", metric_name(metric));

		if (has(row, words))
			return estimate_value(
				krippendorff_alpha(metric, ratings, &n));
	}
	g_assert_not_reached();
}

static struct estimate
of_coefficient(const struct row *row)
{
	g_autoptr(Ratings) ratings = table_of(row);
	g_autoptr(Scale) scale = scale_of(ratings);

	if (has(row, "metric="))
		return of_metric(row);
	for (enum weighting weighting = WEIGHTS_NONE;
	     weighting <= WEIGHTS_RATIO; weighting++) {
		g_autofree char *words =
			g_strdup_printf("weights=%s;", weights_name(weighting));
		g_autofree double *w = weights_build(weighting, scale);
		guint n;

		for (guint i = 0;
		     has(row, words) && i < G_N_ELEMENTS(coefficients); i++)
			if (!strcmp(row->name, coefficients[i].name))
				return chance_corrected(coefficients[i].which,
							ratings, scale, w, &n);
	}
	g_assert_not_reached();
}

static struct estimate
of_full_table(const struct row *row)
{
	g_autoptr(Ratings) ratings = table_of(row);
	g_autoptr(Scale) scale = scale_of(ratings);
	g_autofree double *w = weights_build(WEIGHTS_NONE, scale);
	guint n;

	if (!strcmp(row->name, "fleiss_kappa"))
		return fleiss_kappa(ratings, scale);
	if (!strcmp(row->name, "light_kappa"))
		return estimate_value(light_kappa(ratings, scale));
	if (!strcmp(row->name, "kendall_w"))
		return kendall_concordance(ratings);
	if (!strcmp(row->name, "conger_kappa"))
		return chance_corrected(COEFFICIENT_CONGER, ratings, scale, w,
					&n);
	return estimate_value(fleiss_kappa_of(
		ratings, scale, (guint)option(row, "category=") - 1));
}

/* ---- reliability -------------------------------------------------------- */

static struct anova
anova_of(const struct row *row)
{
	g_autoptr(Ratings) all = table_of(row);
	g_autofree gboolean *keep = g_new0(gboolean, all->raters->len);
	g_autoptr(Ratings) chosen = NULL;
	g_autoptr(Ratings) full = NULL;
	struct anova anova;
	guint a, b;

	raters_of(row, all, &a, &b);
	for (guint r = 0; r < all->raters->len; r++)
		keep[r] = !has(row, "columns ") || r == a || r == b;
	chosen = ratings_part(all, NULL, keep);
	full = ratings_with(chosen, chosen->raters->len);
	g_assert_true(anova_init(&anova, full));
	return anova;
}

static struct estimate
of_icc(const struct row *row)
{
	static const char *const forms[] = {
		[ICC_1_1] = "1_1", [ICC_A_1] = "A_1", [ICC_C_1] = "C_1",
		[ICC_1_K] = "1_k", [ICC_A_K] = "A_k", [ICC_C_K] = "C_k",
	};
	static const char *const shrout[] = {
		[ICC_1_1] = "1_1", [ICC_A_1] = "2_1", [ICC_C_1] = "3_1",
		[ICC_1_K] = "1_k", [ICC_A_K] = "2_k", [ICC_C_K] = "3_k",
	};
	struct anova anova = anova_of(row);
	gboolean is_shrout = g_str_has_prefix(row->name, "icc_sf_");
	const char *form = row->name + strlen("icc_sf_");

	for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
		if (!strcmp(form, (is_shrout ? shrout : forms)[i]))
			return icc((enum icc)i,
				   is_shrout ? LIMITS_SHROUT : LIMITS_MCGRAW,
				   &anova);
	g_assert_not_reached();
}

static double
anova_part(const struct row *row)
{
	struct anova anova = anova_of(row);
	struct components parts = anova_components(&anova);
	const struct {
		const char *name;
		double value;
	} all[] = {
		{ "ms_subjects", anova.subjects },
		{ "ms_raters", anova.raters },
		{ "ms_error", anova.error },
		{ "ms_within", anova.within },
		{ "var_subject", parts.subject },
		{ "var_rater", parts.rater },
		{ "var_residual", parts.residual },
		{ "sem_agreement", sem_agreement(parts) },
		{ "sem_consistency", sem_consistency(parts) },
		{ "sdc_agreement", smallest_change(sem_agreement(parts)) },
		{ "sdc_consistency", smallest_change(sem_consistency(parts)) },
	};

	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		if (!strcmp(row->name, all[i].name))
			return all[i].value;
	g_assert_not_reached();
}

static struct estimate
mixed_part(const struct row *row, const struct mixed_table *mixed)
{
	const char *name = row->name;

	if (!strcmp(name, "var_subject"))
		return estimate_value(mixed->variance.subject);
	if (!strcmp(name, "var_rater"))
		return estimate_value(mixed->variance.rater);
	if (!strcmp(name, "var_residual"))
		return estimate_value(mixed->variance.residual);
	if (!strcmp(name, "reml_criterion"))
		return estimate_value(mixed->criterion);
	if (!strcmp(name, "grand_mean"))
		return mixed->mean;
	if (!strcmp(name, "icc_A_1"))
		return mixed->icc_a_1;
	if (!strcmp(name, "icc_C_1"))
		return mixed->icc_c_1;
	if (!strcmp(name, "sem_agreement"))
		return estimate_value(sem_agreement(mixed->variance));
	if (!strcmp(name, "sem_consistency"))
		return estimate_value(sem_consistency(mixed->variance));
	g_assert_cmpstr(name, ==, "icc_A_k");
	g_assert_cmpfloat_with_epsilon(mixed->k, option(row, "k="), 1e-9);
	return mixed->icc_a_k;
}

/* The fits, by file: each takes many draws. */
static const struct mixed_table *
mixed_of(const struct row *row, const struct ratings *ratings)
{
	struct mixed_table *mixed = g_hash_table_lookup(fits, row->file);

	if (!mixed) {
		mixed = g_new0(struct mixed_table, 1);
		g_assert_true(mixed_table_init(mixed, ratings, MIXED_DRAWS, 1));
		g_hash_table_insert(fits, (void *)row->file, mixed);
	}
	return mixed;
}

static void
free_fit(void *fit)
{
	mixed_table_clear(fit);
	g_free(fit);
}

static struct estimate
of_mixed(const struct row *row)
{
	g_autoptr(Ratings) ratings = table_of(row);
	const struct mixed_table *mixed = mixed_of(row, ratings);

	if (!strcmp(row->name, "rater_severity_blup"))
		return mixed->raters[rater_named(
			ratings, row->options + strlen("rater="))];
	return mixed_part(row, mixed);
}

static struct estimate
of_anova(const struct row *row)
{
	return has(row, "REML") ? of_mixed(row) :
				  estimate_value(anova_part(row));
}

static struct estimate
of_severity(const struct row *row)
{
	g_autoptr(Ratings) ratings = table_of(row);
	struct severity severity;
	struct estimate got;

	g_assert_true(severity_init(&severity, ratings));
	got = !strcmp(row->name, "rater_severity_F") ?
		      severity.all :
		      severity.raters[rater_named(
			      ratings, row->options + strlen("rater="))];
	severity_clear(&severity);
	return got;
}

static struct estimate
of_oneway(const struct row *row)
{
	g_autoptr(Records) records = stats_records(row->file);
	const guint *group = (const guint *)records->of->data;
	const double *scores = (const double *)records->scores->data;
	guint n = records->scores->len;
	guint groups = ((GPtrArray *)records->levels->pdata[0])->len;
	struct components variance;
	double k0;

	if (!strcmp(row->name, "icc_oneway_reml"))
		return icc_oneway_reml(scores, group, n, groups, &variance);
	return icc_oneway(scores, group, n, groups, has(row, "Smith"), &k0);
}

/* ---- two columns of numbers --------------------------------------------- */

static struct estimate
limit_of(const struct row *row, const struct pairs *pairs)
{
	struct estimate lower, upper;

	limits_of_agreement(pairs,
			    has(row, "exact")	? INTERVAL_EXACT :
			    has(row, "sqrt(3/") ? INTERVAL_SHORTCUT :
						  INTERVAL_APPROXIMATE,
			    &lower, &upper);
	return strstr(row->name, "lower") ? lower : upper;
}

static struct estimate
pairs_statistic(const struct row *row, const struct pairs *pairs)
{
	const char *name = row->name;

	if (!strcmp(name, "ba_bias"))
		return mean_difference(pairs);
	if (!strcmp(name, "ba_sd"))
		return estimate_value(sd_difference(pairs));
	if (g_str_has_suffix(name, "_limit"))
		return limit_of(row, pairs);
	if (!strcmp(name, "ba_slope"))
		return difference_slope(pairs);
	if (!strcmp(name, "within_subject_sd"))
		return estimate_value(within_subject_sd(pairs));
	if (!strcmp(name, "lin_ccc"))
		return concordance(pairs, has(row, "divisor n-1"),
				   has(row, "asymptotic"));
	if (!strcmp(name, "spearman_rho"))
		return spearman_correlation(pairs);
	if (!strcmp(name, "kendall_tau_b"))
		return kendall_correlation(pairs);
	g_assert_cmpstr(name, ==, "pearson_r");
	return pearson_correlation(pairs);
}

static struct estimate
of_pairs(const struct row *row)
{
	struct pairs pairs = pairs_of(row);
	struct estimate got = pairs_statistic(row, &pairs);

	pairs_clear(&pairs);
	return got;
}

/* Columns are wright1 wright2 mini1 mini2. */
static struct estimate
of_replicates(const struct row *row)
{
	g_autoptr(Ratings) ratings = table_of(row);
	struct pairs wright, mini;
	double sd;

	pairs_init(&wright, ratings, 0, 1);
	pairs_init(&mini, ratings, 2, 3);
	sd = replicates_sd(0, within_subject_sd(&wright), 2,
			   within_subject_sd(&mini), 2);
	for (guint i = 0; i < wright.n; i++) {
		wright.x[i] = (wright.x[i] + wright.y[i]) / 2;
		wright.y[i] = (mini.x[i] + mini.y[i]) / 2;
	}
	sd = hypot(sd, sd_difference(&wright));
	pairs_clear(&wright);
	pairs_clear(&mini);
	return estimate_value(sd);
}

static struct estimate
of_numbers(const struct row *row)
{
	const char *name = row->name;
	double sem;

	if (!strcmp(name, "spearman_brown"))
		return estimate_value(
			spearman_brown(option(row, "rho="), option(row, "k=")));
	if (!strcmp(name, "raters_needed"))
		return estimate_value(raters_needed(option(row, "rho="),
						    option(row, "target=")));
	if (!strcmp(name, "proportion_wilson"))
		return proportion_wilson(option(row, "x="), option(row, "n="));
	if (!strcmp(name, "proportion_clopper_pearson"))
		return proportion_exact(option(row, "x="), option(row, "n="));
	g_assert_cmpstr(name, ==, "pass_probability");
	sem = option(row, "sem=");
	if (has(row, "flat"))
		return pass_probability(option(row, "observed="), sem,
					option(row, "cut="));
	return pass_probability_in(option(row, "observed="), sem,
				   option(row, "cut="), option(row, "mu="),
				   option(row, "var_p="));
}

/* ---- dependability ------------------------------------------------------ */

/* The name of each component, in the order of struct spread. */
static void
component_names(const struct records *records, char **names)
{
	const char *p = records->facets->pdata[0];
	const char *a = records->facets->pdata[1];
	const char *b = records->facets->pdata[2];

	names[0] = g_strdup(p);
	names[2] = g_strdup(b);
	names[4] = g_strdup_printf("%s:%s", p, b);
	if (records->nested) {
		names[1] = g_strdup("");
		names[3] = g_strdup_printf("%s:%s", a, p);
		names[5] = g_strdup("");
		names[6] = g_strdup_printf("residual (%s:%s x %s)", a, p, b);
	} else {
		names[1] = g_strdup(a);
		names[3] = g_strdup_printf("%s:%s", p, a);
		/* the file has them in the order of the alphabet */
		names[5] = g_strdup_printf("%s:%s", strcmp(a, b) < 0 ? a : b,
					   strcmp(a, b) < 0 ? b : a);
		names[6] = g_strdup("residual");
	}
}

static double
component_of(const struct row *row, const struct records *records,
	     const struct spread *spread)
{
	const double parts[] = {
		spread->object,	       spread->first,
		spread->second,	       spread->object_first,
		spread->object_second, spread->first_second,
		spread->residual,
	};
	const char *wanted = row->options + strlen("component=");
	double found = NAN;
	char *names[7];

	component_names(records, names);
	for (guint i = 0; i < 7; i++) {
		if (!strcmp(names[i], wanted))
			found = parts[i];
		g_free(names[i]);
	}
	return found;
}

static struct estimate
of_reml(const struct row *row)
{
	g_autoptr(Records) records = stats_records(row->file);
	struct spread_fit fit;

	if (strcmp(row->file, "gstudy_sessions_gaps.tsv") &&
	    strcmp(row->name, "g_variance_reml"))
		return of_mixed(row);
	g_assert_true(spread_reml(&fit, records));
	if (!strcmp(row->name, "reml_criterion"))
		return estimate_value(fit.criterion);
	if (!strcmp(row->name, "grand_mean"))
		return fit.mean;
	return estimate_value(component_of(row, records, &fit.spread));
}

static struct estimate
of_reml_or_table(const struct row *row)
{
	if (g_str_has_prefix(row->file, "gstudy_"))
		return of_reml(row);
	return of_mixed(row);
}

/* gstudy_items: the second column is the rater, the facets of the designs are
 * item and rater. */
static struct design
design_of(const struct row *row)
{
	struct design design = { .second = 1 };

	if (has(row, "n_session="))
		design.first = option(row, "n_session=");
	else
		design.first = option(row, "n_item=");
	if (has(row, "n_rater="))
		design.second = option(row, "n_rater=");
	else if (has(row, "n_occasion="))
		design.second = option(row, "n_occasion=");
	design.rotating = has(row, "another rater");
	design.fixed = has(row, "item fixed");
	return design;
}

static struct spread
with_facets_changed(struct spread s)
{
	return (struct spread){ s.object,	 s.second,	 s.first,
				s.object_second, s.object_first, s.first_second,
				s.residual };
}

static struct estimate
of_design(const struct row *row)
{
	g_autoptr(Records) records = stats_records(row->file);
	struct spread spread;
	struct dependability d;
	struct pass_chances decision;
	double mean = NAN, cut = NAN;

	g_assert_true(spread_anova(&spread, records));
	if (!strcmp(row->name, "g_variance"))
		return estimate_value(component_of(row, records, &spread));
	if (!strcmp(row->file, "gstudy_items.tsv"))
		spread = with_facets_changed(spread);
	d = dependability(spread, design_of(row));
	if (has(row, "cut=")) {
		cut = option(row, "cut=");
		mean = 0;
		for (guint i = 0; i < records->scores->len; i++)
			mean += g_array_index(records->scores, double, i) /
				records->scores->len;
		g_assert_cmpfloat_with_epsilon(mean, option(row, "mu="), 1e-9);
	}
	decision = decision_at(d, mean, cut);
	if (!strcmp(row->name, "d_g_coefficient"))
		return estimate_value(d.g);
	if (!strcmp(row->name, "d_phi"))
		return estimate_value(d.phi);
	if (!strcmp(row->name, "d_sem_absolute"))
		return estimate_value(d.sem);
	if (!strcmp(row->name, "phi_lambda"))
		return estimate_value(phi_lambda(d, mean, cut));
	if (!strcmp(row->name, "decision_false_pass"))
		return estimate_value(decision.false_pass);
	if (!strcmp(row->name, "decision_false_fail"))
		return estimate_value(decision.false_fail);
	if (!strcmp(row->name, "decision_accuracy"))
		return estimate_value(decision.accuracy);
	if (!strcmp(row->name, "decision_consistency"))
		return estimate_value(decision.consistency);
	g_assert_cmpstr(row->name, ==, "decision_kappa");
	return estimate_value(decision.kappa);
}

/* ---- bootstrap ---------------------------------------------------------- */

struct resampling {
	const char *name;
	struct pairs pairs;
	struct scale *scale;
	double *weights;
};

static double
resampled(const guint *drawn, guint n, void *data)
{
	const struct resampling *r = data;
	struct pairs pairs = { g_new(double, n + 1), g_new(double, n + 1), n };
	struct cross cross;
	double value;

	for (guint i = 0; i < n; i++) {
		pairs.x[i] = r->pairs.x[drawn[i]];
		pairs.y[i] = r->pairs.y[drawn[i]];
	}
	cross_init(&cross, &pairs, r->scale);
	if (g_str_has_suffix(r->name, "weighted_kappa_quadratic"))
		value = weighted_kappa(&cross, r->weights).value;
	else if (g_str_has_suffix(r->name, "percent_agreement"))
		value = percent_agreement(&cross, r->scale, 0).value;
	else
		value = mean_difference(&pairs).value;
	cross_clear(&cross);
	pairs_clear(&pairs);
	return value;
}

/* 1000 draws of 40 units, from 1. */
static guint *
given_draws(void)
{
	g_autofree char *text = stats_text("data/boot_indices.tsv");
	guint *given = g_new(guint, 1000 * 40);
	char *at = text;

	for (guint i = 0; i < 1000 * 40; i++)
		given[i] = (guint)strtoul(at, &at, 10) - 1;
	g_assert_cmpstr(g_strchug(at), ==, "");
	return given;
}

static struct estimate
of_bootstrap(const struct row *row)
{
	g_autoptr(Ratings) ratings = stats_ratings("ordinal2.tsv", NULL);
	g_autofree guint *given = given_draws();
	struct resampling r = { .name = row->name };
	struct bootstrap boot;

	r.scale = scale_of(ratings);
	r.weights = weights_build(WEIGHTS_QUADRATIC, r.scale);
	pairs_init(&r.pairs, ratings, 0, 1);
	bootstrap_init(&boot, resampled, &r, r.pairs.n, given, 1000, 0);
	if (has(row, "z0=")) {
		g_assert_cmpfloat_with_epsilon(boot.bias, option(row, "z0="),
					       1e-11);
		g_assert_cmpfloat_with_epsilon(boot.acceleration,
					       option(row, "a="), 1e-12);
	}
	pairs_clear(&r.pairs);
	scale_free(r.scale);
	g_free(r.weights);
	return strstr(row->name, "bca") ? boot.bca : boot.percentile;
}

/* ---- the table ---------------------------------------------------------- */

static const struct {
	const char *names; /* by blanks; a final * stands for anything */
	struct estimate (*make)(const struct row *row);
} makers[] = {
	{ "cohen_kappa cohen_kappa_null_se weighted_kappa_* percent_agreement "
	  "percent_within_1 expected_agreement brennan_prediger "
	  "positive_agreement negative_agreement stuart_maxwell",
	  of_cross },
	{ "gwet_* krippendorff_alpha fleiss_kappa_general "
	  "brennan_prediger_general conger_kappa_general "
	  "percent_agreement_weighted",
	  of_coefficient },
	{ "fleiss_kappa fleiss_kappa_category conger_kappa light_kappa "
	  "kendall_w",
	  of_full_table },
	{ "icc_sf_* icc_mw_*", of_icc },
	{ "icc_oneway_*", of_oneway },
	{ "ms_* var_* sem_* sdc_*", of_anova },
	{ "icc_A_1 icc_C_1 icc_A_k rater_severity_blup", of_mixed },
	{ "reml_criterion grand_mean", of_reml_or_table },
	{ "rater_severity_ls rater_severity_F", of_severity },
	{ "ba_sd_replicates", of_replicates },
	{ "ba_* within_subject_sd lin_ccc spearman_rho kendall_tau_b "
	  "pearson_r",
	  of_pairs },
	{ "spearman_brown raters_needed proportion_* pass_probability",
	  of_numbers },
	{ "g_variance_reml", of_reml },
	{ "g_variance d_* decision_* phi_lambda", of_design },
	{ "bootstrap_*", of_bootstrap },
};

static gboolean
is_named(const char *names, const char *name)
{
	g_auto(GStrv) each = g_strsplit(names, " ", -1);

	for (char **at = each; *at; at++) {
		gsize len = strlen(*at);

		if ((*at)[len - 1] == '*' ? !strncmp(*at, name, len - 1) :
					    !strcmp(*at, name))
			return TRUE;
	}
	return FALSE;
}

static double
tolerance_of(const struct row *row, enum field field)
{
	const char *says = row->cell[12];

	if (g_str_has_prefix(says, "value "))
		return field == VALUE ?
			       g_ascii_strtod(says + strlen("value "), NULL) :
			       DRAWN_TOLERANCE;
	if (!strcmp(row->name, "icc_C_1") && field != VALUE)
		return DRAWN_TOLERANCE_C;
	return g_ascii_strtod(says, NULL);
}

/* Where the reference is 1 - p in doubles, it ends at 1e-16. */
static double
noise_of(const struct row *row, enum field field)
{
	return field == P && (strstr(row->cell[9], "irrCAC") ||
			      strstr(row->cell[9], "kappam")) ?
		       5e-16 :
		       0;
}

/*
 * What is left out, and what is expected instead, from the formula written
 * down a second time.
 *
 * weighted_kappa_custom: psych takes rowSums(w * rs), each rater's share times
 * the sum of its weights, for the mean weight; with weights that are no
 * function of the distance alone this is not the formula of Fleiss, Cohen and
 * Everitt that the row names, which the rows of vcd hold for linear and
 * quadratic weights.
 */
static const char *
expected_text(const struct row *row, enum field field)
{
	static const char *const custom[] = { "0.507069964867",
					      "0.056993884703",
					      "0.395364003509",
					      "0.618775926224", "" };

	if (!strcmp(row->name, "weighted_kappa_custom"))
		return custom[field];
	return row->cell[3 + field];
}

static void
compare(const struct row *row, enum field field, double got)
{
	const char *text = expected_text(row, field);
	double tolerance = tolerance_of(row, field), want, off, size;
	double *worst;

	if (!*text)
		return;
	want = g_ascii_strtod(text, NULL);
	size = fabs(want);
	/* limits near 0 are differences of larger numbers */
	if (field != P)
		size = MAX(size, fabs(g_ascii_strtod(row->cell[3], NULL)));
	/* rounded, drawn, or nothing: absolute */
	if ((field != P && size < 1e-9) || tolerance >= 5e-4)
		size = 1;
	off = fabs(got - want);
	if (!(off <= tolerance * size + noise_of(row, field) +
			     (want == 0 ? 1e-15 : 0))) {
		g_test_message("%s %s %s, field %d: %.13g, expected %s",
			       row->name, row->file, row->options, (int)field,
			       got, text);
		g_test_fail();
	}
	if (tolerance >= DRAWN_TOLERANCE || off <= noise_of(row, field))
		return;
	worst = g_hash_table_lookup(largest, row->name);
	if (!worst) {
		worst = g_new0(double, 1);
		g_hash_table_insert(largest, (void *)row->name, worst);
	}
	*worst = MAX(*worst, want == 0 ? off : off / size);
}

static void
test_row(gconstpointer data)
{
	struct row *row = (struct row *)data;

	for (guint i = 0; i < G_N_ELEMENTS(makers); i++) {
		if (!is_named(makers[i].names, row->name))
			continue;
		row->got = makers[i].make(row);
		compare(row, VALUE, row->got.value);
		compare(row, SE, row->got.se);
		compare(row, LOWER, row->got.lower);
		compare(row, UPPER, row->got.upper);
		compare(row, P, row->got.p);
		return;
	}
	g_test_message("nothing makes %s", row->name);
	g_test_fail();
}

static void
add_rows(void)
{
	g_autofree char *text = stats_text("expected.tsv");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines + 1; *line && **line; line++) {
		struct row *row = &rows[n_rows++];
		g_autofree char *path = NULL;

		g_assert_cmpuint(n_rows, <=, ROWS);
		row->cell = g_strsplit(*line, "\t", -1);
		g_assert_cmpuint(g_strv_length(row->cell), ==, 13);
		row->name = row->cell[0];
		row->file = row->cell[1];
		row->options = row->cell[2];
		path = g_strdup_printf("/agreement/expected/%03u-%s", n_rows,
				       row->name);
		g_test_add_data_func(path, row, test_row);
	}
	g_assert_cmpuint(n_rows, ==, ROWS);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int
main(int argc, char **argv)
{
	g_autofree const char **names = NULL;
	guint n;
	int failed;

	g_test_init(&argc, &argv, NULL);
	largest = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	fits = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_fit);
	add_rows();
	failed = g_test_run();
	names = (const char **)g_hash_table_get_keys_as_array(largest, &n);
	qsort(names, n, sizeof *names, by_name);
	for (guint i = 0; i < n; i++)
		g_print("# %.1e %s\n",
			*(double *)g_hash_table_lookup(largest, names[i]),
			names[i]);
	g_hash_table_unref(largest);
	g_hash_table_unref(fits);
	for (guint i = 0; i < n_rows; i++)
		g_strfreev(rows[i].cell);
	return failed;
}
