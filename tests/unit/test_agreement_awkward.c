/*
 * Tables of which a figure does not exist: each row of
 * tests/data/stats/awkward_expected.tsv, and what is to be told.
 */
#include "test_agreement.h"

static struct report *
report_of(const char *file, gboolean with_scale)
{
	g_autofree char *path = g_strconcat("awkward/", file, NULL);
	g_autoptr(Ratings) ratings = stats_ratings(path, NULL);
	g_autoptr(Scale) scale = with_scale ? scale_new(1, 5, 1) : NULL;

	return report_table(ratings, scale, MIXED_DRAWS, 1);
}

/* Every figure is a number, or has a sentence; what is no number is nowhere
 * else. */
static void
assert_told(const struct report *report)
{
	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *s = report->statistics->pdata[i];
		const double parts[] = { s->of.se, s->of.lower, s->of.upper,
					 s->of.p };

		g_assert_false(isinf(s->of.value));
		if (isnan(s->of.value))
			g_assert_cmpuint(strlen(s->note), >, 8);
		for (guint p = 0; p < G_N_ELEMENTS(parts); p++) {
			g_assert_false(isinf(parts[p]));
			if (isnan(s->of.value))
				g_assert_true(isnan(parts[p]));
		}
	}
}

/* What a row of the file is called here. */
static const struct {
	const char *row, *name, *options;
	gboolean with_scale;
} names[] = {
	{ "gwet_ac1 (categories seen)", "gwet_ac1", "", FALSE },
	{ "brennan_prediger k=5", "brennan_prediger", "", TRUE },
	{ "krippendorff_alpha", "krippendorff_alpha", "metric=interval",
	  FALSE },
	{ "krippendorff_alpha nominal", "krippendorff_alpha", "metric=nominal",
	  FALSE },
	{ "icc C,1", "icc_mw_C_1", "", FALSE },
	{ "icc A,1", "icc_mw_A_1", "", FALSE },
	{ "icc 1,1", "icc_mw_1_1", "", FALSE },
	{ "icc A,1 / C,1", "icc_mw_A_1", "", FALSE },
	{ "icc (all)", "icc_mw_C_k", "", FALSE },
	{ "lin_ccc, spearman, tau", "lin_ccc", "", FALSE },
};

/* Files of which all figures, or all but the difference, do not exist. */
static void
assert_nothing(const struct report *report, const char *file)
{
	gboolean paired = g_str_has_prefix(file, "no_overlap") ||
			  g_str_has_prefix(file, "one_overlap");

	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *s = report->statistics->pdata[i];

		if (!strcmp(s->name, "ba_bias"))
			continue;
		/* what has gaps counts units that one alone rated */
		if (paired && (strstr(s->options, "weights=") ||
			       g_str_has_prefix(s->name, "rater_severity") ||
			       strstr(s->options, "REML") ||
			       strstr(s->options, "mixed model") ||
			       strstr(s->options, "harmonic")))
			continue;
		if (!isnan(s->of.value))
			g_test_message("%s %s %s: %g", file, s->name,
				       s->options, s->of.value);
		g_assert_true(isnan(s->of.value));
	}
}

static void
check_row(const char *file, const char *statistic, const char *wanted)
{
	const char *name = statistic, *options = "";
	g_autoptr(Report) report = NULL;
	const struct statistic *found;
	gboolean with_scale = FALSE;

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (!strcmp(names[i].row, statistic)) {
			name = names[i].name;
			options = names[i].options;
			with_scale = names[i].with_scale;
		}
	report = report_of(file, with_scale);
	assert_told(report);
	if (!strcmp(statistic, "pairwise")) {
		g_assert_cmpuint(report->raters, ==, 2);
		g_assert_cmpuint(report->notes->len, ==, 1);
		g_assert_cmpstr(report->notes->pdata[0], ==,
				"r2 gave no rating and is left out");
		name = "percent_agreement";
		wanted = "1";
	} else if (strstr(statistic, "all") || strstr(statistic, "paired") ||
		   strstr(statistic, "everything")) {
		if (!g_str_has_prefix(statistic, "icc")) {
			assert_nothing(report, file);
			return;
		}
	}
	found = report_find(report, name, options);
	g_assert_nonnull(found);
	if (!strcmp(wanted, "undefined")) {
		g_assert_true(isnan(found->of.value));
		return;
	}
	if (!strcmp(wanted, "0 or below")) {
		g_assert_cmpfloat(found->of.value, <=, 1e-12);
		return;
	}
	g_assert_cmpfloat_with_epsilon(found->of.value,
				       g_ascii_strtod(wanted, NULL), 1e-10);
}

static void
test_rows(void)
{
	g_autofree char *text = stats_text("awkward_expected.tsv");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	guint n = 0;

	for (char **line = lines + 1; *line && **line; line++, n++) {
		g_auto(GStrv) cell = g_strsplit(*line, "\t", -1);

		g_test_message("%s %s", cell[0], cell[1]);
		check_row(cell[0], cell[1], cell[2]);
	}
	g_assert_cmpuint(n, ==, 33);
}

/* The sentences that the file asks for, and what is shown beside them. */
static void
test_sentences(void)
{
	static const struct {
		const char *file;
		gboolean with_scale;
		const char *name, *options, *says;
	} said[] = {
		{ "constant_both.tsv", FALSE, "cohen_kappa", "",
		  "not defined: both raters gave 3 to every unit, so chance "
		  "agreement is 1; agreement 10 of 10" },
		{ "constant_both.tsv", TRUE, "gwet_ac1", "",
		  "1 (no variation, tells nothing about telling good from "
		  "bad)" },
		{ "constant_both.tsv", FALSE, "icc_mw_A_1", "",
		  "no differences between units: reliability cannot be "
		  "estimated" },
		{ "constant_both.tsv", FALSE, "ba_bias", "",
		  "SD is 0: no interval" },
		{ "constant_one.tsv", FALSE, "cohen_kappa", "",
		  "r1 used one category only: kappa is 0 whatever the other "
		  "does" },
		{ "constant_each_differs.tsv", FALSE, "ba_bias", "",
		  "SD is 0: r2 is always 1 higher; this is severity, not "
		  "noise" },
		{ "perfect.tsv", FALSE, "cohen_kappa", "",
		  "no interval: all 10 units are rated the same (Wilson 0.722 "
		  "to 1)" },
		{ "perfect.tsv", FALSE, "icc_mw_C_1", "",
		  "F is infinite: no interval" },
		{ "n1.tsv", FALSE, "ba_bias", "",
		  "one pair only: difference -1; at least 2 units are needed, "
		  "10 or more to say anything" },
		{ "n2.tsv", FALSE, "cohen_kappa", "", "2 units: no interval" },
		{ "single_rater.tsv", FALSE, "cohen_kappa", "",
		  "one rater: agreement needs two" },
		{ "all_missing.tsv", FALSE, "icc_A_1", "", "no ratings" },
		{ "no_overlap.tsv", FALSE, "cohen_kappa", "",
		  "no unit was rated by both" },
		{ "no_overlap.tsv", FALSE, "icc_A_1", "",
		  "raters fall into 2 groups that share no unit: who is mild "
		  "cannot be told from what was rated" },
		{ "negative_icc.tsv", FALSE, "icc_mw_A_1", "",
		  "below 0: raters agree less than chance; for use it counts "
		  "as 0" },
		{ "identical_units.tsv", FALSE, "icc_mw_C_1", "",
		  "raters differ only by severity, and there are no "
		  "differences between units" },
		{ "single_disagreement.tsv", FALSE, "cohen_kappa", "",
		  "19 of 20 agree (Wilson 0.764 to 0.991) and one category "
		  "holds nearly all: kappa cannot be judged, see AC1 beside "
		  "it" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(said); i++) {
		g_autoptr(Report) report =
			report_of(said[i].file, said[i].with_scale);
		const struct statistic *found =
			report_find(report, said[i].name, said[i].options);

		g_test_message("%s %s", said[i].file, said[i].name);
		g_assert_nonnull(found);
		g_assert_cmpstr(found->note, ==, said[i].says);
	}
}

/* An interval that is honest is shown, one that is none is not. */
static void
test_intervals(void)
{
	g_autoptr(Report) two = report_of("n2.tsv", FALSE);
	g_autoptr(Report) constant = report_of("constant_both.tsv", TRUE);
	const struct statistic *icc = report_find(two, "icc_mw_A_1", "");
	const struct statistic *bp =
		report_find(constant, "brennan_prediger", "");
	const struct statistic *limit =
		report_find(constant, "ba_lower_limit", "");

	g_assert_cmpfloat_with_epsilon(icc->of.lower, -.63, .005);
	g_assert_cmpfloat_with_epsilon(icc->of.upper, .9997, 5e-5);
	g_assert_cmpfloat(bp->of.se, ==, 0);
	g_assert_true(isnan(bp->of.lower));
	g_assert_cmpfloat(limit->of.value, ==, 0);
	g_assert_true(isnan(limit->of.lower));
}

/* What rounding leaves is no variation: tenths that are all the same, and raters
 * that differ by severity alone. */
static void
test_rounding(void)
{
	g_autoptr(Ratings) same = ratings_new(7, 3);
	g_autoptr(Ratings) apart = ratings_new(7, 3);
	static const double tenths[] = { .1, .7, 1.3 };
	struct anova anova;

	for (guint i = 0; i < 7; i++) {
		g_ptr_array_add(same->units, g_strdup_printf("%u", i));
		g_ptr_array_add(apart->units, g_strdup_printf("%u", i));
	}
	for (guint i = 0; i < 3; i++) {
		g_ptr_array_add(same->raters, g_strdup_printf("r%u", i));
		g_ptr_array_add(apart->raters, g_strdup_printf("r%u", i));
	}
	for (guint u = 0; u < 7; u++)
		for (guint r = 0; r < 3; r++) {
			*ratings_cell(same, u, r) = 4.1;
			*ratings_cell(apart, u, r) = tenths[r];
		}
	g_assert_true(anova_init(&anova, same));
	g_assert_cmpfloat(anova.subjects + anova.raters + anova.error, ==, 0);
	g_assert_true(anova_init(&anova, apart));
	g_assert_cmpfloat(anova.subjects, ==, 0);
	g_assert_cmpfloat(anova.error, ==, 0);
	g_assert_cmpfloat(anova.raters, >, 0);
	g_assert_true(isnan(icc(ICC_C_1, LIMITS_SHROUT, &anova).value));
	g_assert_cmpfloat(icc(ICC_A_1, LIMITS_SHROUT, &anova).value, ==, 0);
	/* always as far apart, on units that differ */
	for (guint u = 0; u < 7; u++)
		for (guint r = 0; r < 3; r++)
			*ratings_cell(apart, u, r) += u / 10.;
	g_assert_true(anova_init(&anova, apart));
	g_assert_cmpfloat(anova.error, ==, 0);
	g_assert_cmpfloat(icc(ICC_C_1, LIMITS_SHROUT, &anova).value, ==, 1);
	g_assert_true(isnan(icc(ICC_C_1, LIMITS_SHROUT, &anova).lower));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/agreement/awkward/rows", test_rows);
	g_test_add_func("/agreement/awkward/sentences", test_sentences);
	g_test_add_func("/agreement/awkward/intervals", test_intervals);
	g_test_add_func("/agreement/awkward/rounding", test_rounding);
	return g_test_run();
}
