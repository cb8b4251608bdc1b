/*
 * Agreement against published worked examples; the source stands beside each.
 * Numbers given to four digits are checked to four digits.
 */
#include "agreement/agreement.h"

#include <math.h>

#define FOUR_DIGITS 5e-5

static void
check(double value, double expected)
{
	g_assert_cmpfloat_with_epsilon(value, expected, FOUR_DIGITS);
}

/* The rare code of 200 turns in domain.md 4.1; the other figures of the same
 * table by exact fractions. */
static void
test_rare_code(void)
{
	struct two_by_two t = { 6, 4, 5, 185 };

	check(agreement_percent(t), .955);
	check(agreement_kappa(t), .5477);
	check(agreement_ac1(t), .9500);
	check(agreement_positive(t), .5714);
	check(agreement_negative(t), .9763);
	check(agreement_precision(t), 6.0 / 11);
	check(agreement_recall(t), 6.0 / 10);
	check(agreement_f1(t), .5714);
}

/* The two tables with which Cohen's kappa is usually taught: the same
 * agreement of .60 with kappa .1304 and .2593, and 20/5/10/15 with .40. */
static void
test_kappa_taught(void)
{
	struct two_by_two plain = { 20, 5, 10, 15 };
	struct two_by_two alike = { 45, 15, 25, 15 };
	struct two_by_two apart = { 25, 35, 5, 35 };

	check(agreement_kappa(plain), .40);
	check(agreement_percent(plain), .70);
	check(agreement_ac1(plain), .4059);
	check(agreement_kappa(alike), .1304);
	check(agreement_kappa(apart), .2593);
	check(agreement_percent(alike), .60);
	check(agreement_percent(apart), .60);
}

static void
test_extremes(void)
{
	struct two_by_two none = { 0, 0, 0, 0 };
	struct two_by_two opposed = { 0, 10, 10, 0 };
	struct two_by_two only_yes = { 9, 0, 0, 0 };
	struct two_by_two only_no = { 0, 0, 0, 9 };
	struct two_by_two huge = { G_MAXUINT64 / 4, 0, 0, G_MAXUINT64 / 4 };

	g_assert_true(isnan(agreement_precision(none)));
	g_assert_true(isnan(agreement_recall(none)));
	g_assert_true(isnan(agreement_f1(none)));
	g_assert_true(isnan(agreement_percent(none)));
	g_assert_true(isnan(agreement_negative(none)));
	g_assert_true(isnan(agreement_kappa(none)));
	g_assert_true(isnan(agreement_ac1(none)));
	check(agreement_kappa(opposed), -1);
	check(agreement_ac1(opposed), -1);
	check(agreement_f1(opposed), 0);
	g_assert_true(isnan(agreement_kappa(only_yes)));
	check(agreement_ac1(only_yes), 1);
	g_assert_true(isnan(agreement_positive(only_no)));
	check(agreement_ac1(only_no), 1);
	check(agreement_kappa(huge), 1);
}

/* Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3. */
static void
test_wilson(void)
{
	static const struct {
		guint64 successes, n;
		double low, high;
	} published[] = {
		{ 81, 263, .2553, .3662 },
		{ 15, 148, .0624, .1605 },
		{ 0, 20, .0000, .1611 },
		{ 1, 29, .0061, .1718 },
	};
	double low, high;

	for (guint i = 0; i < G_N_ELEMENTS(published); i++) {
		agreement_wilson(published[i].successes, published[i].n,
				 1.959964, &low, &high);
		check(low, published[i].low);
		check(high, published[i].high);
	}
	agreement_wilson(20, 20, 1.959964, &low, &high);
	g_assert_cmpfloat(high, ==, 1);
	check(low, 1 - .1611);
	agreement_wilson(0, 0, 1.959964, &low, &high);
	g_assert_true(isnan(low) && isnan(high));
}

/* The intelligence and television example of the textbooks: rho = -29/165.
 * The pair with ties is r1, r2 of domain.md 4.1, by a separate program. */
static void
test_spearman(void)
{
	const double iq[] = { 106, 100, 86, 101, 99, 103, 97, 113, 112, 110 };
	const double tv[] = { 7, 27, 2, 50, 28, 29, 20, 12, 6, 17 };
	const double r1[] = { 3, 4, 2, 5, 3, 3, 4, 1, 2, 4, 3, 5 };
	const double r2[] = { 3, 3, 2, 4, 3, 4, 4, 2, 2, 5, 3, 4 };
	const double same[] = { 3, 3, 3 };

	check(agreement_spearman(iq, tv, 10), -29.0 / 165);
	check(agreement_spearman(r1, r2, 12), .8234);
	check(agreement_spearman(r1, r1, 12), 1);
	g_assert_true(isnan(agreement_spearman(same, iq, 3)));
	g_assert_true(isnan(agreement_spearman(iq, tv, 1)));
	g_assert_true(isnan(agreement_spearman(NULL, NULL, 0)));
}

static void
test_mae(void)
{
	const double r1[] = { 3, 4, 2, 5, 3, 3, 4, 1, 2, 4, 3, 5 };
	const double r2[] = { 3, 3, 2, 4, 3, 4, 4, 2, 2, 5, 3, 4 };

	check(agreement_mae(r1, r2, 12), .5);
	g_assert_true(isnan(agreement_mae(NULL, NULL, 0)));
}

static double
mean_drawn(const guint *drawn, guint n, void *data)
{
	const double *values = data;
	double sum = 0;

	for (guint i = 0; i < n; i++)
		sum += values[drawn[i]];
	return sum / n;
}

static double
never(const guint *drawn, guint n, void *data)
{
	(void)drawn, (void)n, (void)data;
	return NAN;
}

/* The interval a second implementation of the same generator gives. */
static void
test_bootstrap(void)
{
	double values[] = { 3.1, 2.4, 4.0, 3.6, 2.9, 3.3, 1.8, 4.4 };
	double low, high, low_again, high_again;

	agreement_bootstrap(mean_drawn, values, 8, 1000, .95, 20261122, &low,
			    &high);
	g_assert_cmpfloat_with_epsilon(low, 2.65, 1e-9);
	g_assert_cmpfloat_with_epsilon(high, 3.70, 1e-9);
	agreement_bootstrap(mean_drawn, values, 8, 1000, .95, 20261122,
			    &low_again, &high_again);
	g_assert_true(low == low_again && high == high_again);
	agreement_bootstrap(mean_drawn, values, 1, 100, .95, 1, &low, &high);
	g_assert_cmpfloat_with_epsilon(low, 3.1, 1e-12);
	g_assert_cmpfloat_with_epsilon(high, 3.1, 1e-12);
}

/* Draws that come to 1, 4, 9, 16, ... whatever is drawn. */
static double
next_square(const guint *drawn, guint n, void *data)
{
	guint *calls = data;

	(void)drawn, (void)n;
	++*calls;
	return *calls * *calls;
}

/* Between two draws the ends are interpolated (type 7 of Hyndman and Fan
 * 1996): of 1, 4, 9, 16 the quarter is 4 - .25 * 3, three quarters are
 * 9 + .25 * 7. */
static void
test_bootstrap_between(void)
{
	guint calls = 0;
	double low, high;

	agreement_bootstrap(next_square, &calls, 5, 4, .5, 1, &low, &high);
	g_assert_cmpuint(calls, ==, 4);
	g_assert_cmpfloat_with_epsilon(low, 3.25, 1e-12);
	g_assert_cmpfloat_with_epsilon(high, 10.75, 1e-12);
}

static void
test_bootstrap_nothing(void)
{
	double low, high;

	agreement_bootstrap(never, NULL, 5, 100, .95, 1, &low, &high);
	g_assert_true(isnan(low) && isnan(high));
	agreement_bootstrap(mean_drawn, NULL, 0, 100, .95, 1, &low, &high);
	g_assert_true(isnan(low) && isnan(high));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/agreement/rare-code", test_rare_code);
	g_test_add_func("/agreement/kappa-taught", test_kappa_taught);
	g_test_add_func("/agreement/extremes", test_extremes);
	g_test_add_func("/agreement/wilson", test_wilson);
	g_test_add_func("/agreement/spearman", test_spearman);
	g_test_add_func("/agreement/mae", test_mae);
	g_test_add_func("/agreement/bootstrap", test_bootstrap);
	g_test_add_func("/agreement/bootstrap/between", test_bootstrap_between);
	g_test_add_func("/agreement/bootstrap/nothing", test_bootstrap_nothing);
	return g_test_run();
}
