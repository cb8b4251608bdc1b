/*
 * Probabilities and quantiles against tests/data/stats/distributions.tsv, which
 * another program computed with 40 digits: to 1e-12.
 */
#include "agreement/distributions.h"
#include "test_agreement.h"

#define CLOSE 1e-12

static double
evaluate(const char *name, double a, double b, double c)
{
	if (!strcmp(name, "normal_lower"))
		return tails_normal(a).lower;
	if (!strcmp(name, "normal_quantile"))
		return quantile_normal(a);
	if (!strcmp(name, "t_both"))
		return tail_t_both(a, b);
	if (!strcmp(name, "t_quantile"))
		return quantile_t(a, b);
	if (!strcmp(name, "f_upper"))
		return tails_f(a, b, c).upper;
	if (!strcmp(name, "f_quantile"))
		return quantile_f(a, b, c);
	if (!strcmp(name, "beta_lower"))
		return tails_beta(a, b, c, 1 - c).lower;
	if (!strcmp(name, "beta_quantile"))
		return quantile_beta(a, b, c);
	if (!strcmp(name, "chi2_upper"))
		return tails_chi2(a, b).upper;
	if (!strcmp(name, "noncentral_t_lower"))
		return lower_noncentral_t(a, b, c);
	if (!strcmp(name, "noncentral_t_quantile"))
		return quantile_noncentral_t(a, b, c);
	g_assert_cmpstr(name, ==, "binormal_lower");
	return lower_binormal(a, b, c);
}

/* Integrals are good to an absolute difference, all else to a relative one. */
static gboolean
is_absolute(const char *name)
{
	return g_str_has_prefix(name, "noncentral_t_lower") ||
	       g_str_has_prefix(name, "binormal");
}

static void
test_table(void)
{
	g_autofree char *text = stats_text("distributions.tsv");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	guint n = 0;

	for (char **line = lines + 1; *line && **line; line++, n++) {
		g_auto(GStrv) cell = g_strsplit(*line, "\t", -1);
		double want = g_ascii_strtod(cell[4], NULL);
		double got = evaluate(cell[0], g_ascii_strtod(cell[1], NULL),
				      g_ascii_strtod(cell[2], NULL),
				      g_ascii_strtod(cell[3], NULL));
		double size =
			is_absolute(cell[0]) || want == 0 ? 1 : fabs(want);

		if (!(fabs(got - want) <= CLOSE * size)) {
			g_test_message("%s: %.17g", *line, got);
			g_test_fail();
		}
	}
	g_assert_cmpuint(n, >=, 70);
}

/* What is asked for at the ends. */
static void
test_ends(void)
{
	g_assert_cmpfloat(tails_beta(2, 3, 0, 1).lower, ==, 0);
	g_assert_cmpfloat(tails_beta(2, 3, 1, 0).upper, ==, 0);
	g_assert_cmpfloat(tails_chi2(0, 3).upper, ==, 1);
	g_assert_cmpfloat(tail_t_both(0, 3), ==, 1);
	g_assert_cmpfloat(tail_t_both(1e200, 3), ==, 0);
	g_assert_cmpfloat(tails_f(1e308, 1e10, 2).upper, ==, 0);
	g_assert_cmpfloat(quantile_t(.5, 3), ==, 0);
	g_assert_cmpfloat_with_epsilon(quantile_t(.025, 3),
				       -quantile_t(.975, 3), 1e-13);
	g_assert_cmpfloat_with_epsilon(quantile_normal(.5), 0, 1e-15);
}

/* A quantile and its probability undo each other, also far out. */
static void
test_undo(void)
{
	static const double ps[] = { 1e-12, .001, .3, .7, .999 };
	static const double dfs[] = { .7, 1, 4.785, 92, 1e6 };

	for (guint i = 0; i < G_N_ELEMENTS(ps); i++)
		for (guint j = 0; j < G_N_ELEMENTS(dfs); j++) {
			double p = ps[i], df = dfs[j], t, f;

			t = quantile_t(p, df);
			f = quantile_f(p, df, 5);
			g_assert_cmpfloat_with_epsilon(tails_t(t, df).lower / p,
						       1, 1e-11);
			g_assert_cmpfloat_with_epsilon(
				tails_f(f, df, 5).lower / p, 1, 1e-11);
		}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/agreement/distributions/table", test_table);
	g_test_add_func("/agreement/distributions/ends", test_ends);
	g_test_add_func("/agreement/distributions/undo", test_undo);
	return g_test_run();
}
