/*
 * Control charts: published examples of limits and of run rules.
 */
#include "agreement/agreement.h"

#include <math.h>

/* NIST/SEMATECH e-Handbook 6.3.2.2: flow rates of ten batches; mean moving
 * range 1.8778. */
static const double flow[] = { 49.6, 47.6, 49.9, 51.3, 47.8,
			       51.2, 52.6, 52.4, 53.6, 52.1 };

/* Montgomery, Introduction to Statistical Quality Control, table 9.1: twenty
 * values of mean 10 and SD 1, then ten of mean 11. */
static const double shifted[] = { 9.45,	 7.99,	9.29,  11.66, 12.16, 10.18,
				  8.04,	 11.46, 9.20,  10.34, 9.03,  11.47,
				  10.51, 9.40,	10.08, 9.37,  10.62, 10.31,
				  8.52,	 10.84, 10.90, 9.33,  12.29, 11.50,
				  10.60, 11.08, 10.38, 11.62, 11.31, 10.52 };

static void
test_limits(void)
{
	struct control_chart chart;

	g_assert_true(control_chart_init(&chart, flow, G_N_ELEMENTS(flow)));
	g_assert_cmpfloat_with_epsilon(chart.centre, 50.81, 1e-9);
	g_assert_cmpfloat_with_epsilon(chart.sigma * 1.128, 1.8778, 5e-5);
	g_assert_cmpfloat_with_epsilon(chart.upper, 55.8041, 5e-5);
	g_assert_cmpfloat_with_epsilon(chart.lower, 45.8159, 5e-5);
	g_assert_cmpuint(chart.n, ==, 10);
	for (guint i = 0; i < G_N_ELEMENTS(flow); i++)
		g_assert_false(control_chart_signals(&chart, flow, i) &
			       RUN_BEYOND);
}

static void
test_none(void)
{
	static const double same[] = { 2, 2, 2 };
	struct control_chart chart;

	g_assert_false(control_chart_init(&chart, flow, 0));
	g_assert_false(control_chart_init(&chart, flow, 1));
	g_assert_true(isnan(chart.centre));
	g_assert_false(control_chart_init(&chart, same, 3));
}

/* A shift of one SD shows in no single value, but in the run: from the 23rd
 * value on all lie above the centre, and the 30th is the eighth. */
static void
test_run_of_shift(void)
{
	struct control_chart chart = { 10, 1, 7, 13, 20 };

	for (guint i = 0; i < G_N_ELEMENTS(shifted); i++) {
		guint signals = control_chart_signals(&chart, shifted, i);

		g_assert_false(signals & RUN_BEYOND);
		g_assert_cmpint((signals & RUN_EIGHT) != 0, ==, i == 29);
	}
}

/* One for each rule, at its border: the last value completes it. */
static void
test_rules(void)
{
	static const struct {
		double x[8];
		guint n, signals;
	} rows[] = {
		{ { 3 }, 1, 0 },
		{ { 3.01 }, 1, RUN_BEYOND },
		{ { -3.01 }, 1, RUN_BEYOND },
		{ { 2.1, 0, 2.1 }, 3, RUN_TWO_OF_THREE },
		{ { 2.1, 0, -2.1 }, 3, 0 },
		{ { 2.1, 2.1, 0 }, 3, 0 },
		{ { 2.1, 0, 0, 2.1 }, 4, 0 },
		{ { 1.1, 1.1, -3, 1.1, 1.1 }, 5, RUN_FOUR_OF_FIVE },
		{ { 1.1, 1.1, 0, 0, 1.1 }, 5, 0 },
		{ { -1.1, -1.1, 0, -1.1, -1.1 }, 5, RUN_FOUR_OF_FIVE },
		{ { .1, .2, .1, .2, .1, .2, .1, .2 }, 8, RUN_EIGHT },
		{ { .1, .2, .1, 0, .1, .2, .1, .2 }, 8, 0 },
		{ { -.1, -.2, -.1, -.2, -.1, -.2, -.1, -.2 }, 8, RUN_EIGHT },
		{ { .2, .1, .2, .1, .2, .1, .2 }, 7, 0 },
	};
	struct control_chart chart = { 0, 1, -3, 3, 20 };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		g_assert_cmpuint(
			control_chart_signals(&chart, rows[i].x, rows[i].n - 1),
			==, rows[i].signals);
	g_assert_cmpstr(run_rule_print(RUN_EIGHT), ==,
			"8 in a row on one side of the centre");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/agreement/control/limits", test_limits);
	g_test_add_func("/agreement/control/none", test_none);
	g_test_add_func("/agreement/control/shift", test_run_of_shift);
	g_test_add_func("/agreement/control/rules", test_rules);
	return g_test_run();
}
