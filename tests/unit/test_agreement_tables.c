/*
 * Tables of ratings from text: what is read, and the sentence for what is not;
 * and figures of tables made here.
 */
#include "test_agreement.h"

static struct ratings *
wide(const char *text, const struct scale *scale, GError **error)
{
	g_autoptr(GPtrArray) faults = diagnostics_new();
	struct ratings *ratings =
		ratings_from_text(text, strlen(text), "t.tsv", scale, faults);

	diagnostics_check(faults, error);
	return ratings;
}

static struct records *
one_a_row(const char *text, GError **error)
{
	g_autoptr(GPtrArray) faults = diagnostics_new();
	struct records *records =
		records_from_text(text, strlen(text), "t.tsv", NULL, faults);

	diagnostics_check(faults, error);
	return records;
}

static void
test_read(void)
{
	static const char *const same[] = {
		"unit\tA\tB\n1\t3\t\n2\t4.5\tNA\n",
		"unit;A;B\r\n1;3;\r\n2;4.5;n/a\r\n",
		"# by hand\n\"unit\",\"A\",\"B\"\n1,\"3\",.\n2,4.5,\n",
		"\xef\xbb\xbfunit\tA\tB\t\t\n1\t3\t\t\t\n\n2\t+4.5\tNaN",
		"unit|A|B\r1|3|\r2|45e-1|\r",
	};

	for (guint i = 0; i < G_N_ELEMENTS(same); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Ratings) ratings = wide(same[i], NULL, &error);

		g_assert_no_error(error);
		g_assert_cmpuint(ratings->units->len, ==, 2);
		g_assert_cmpuint(ratings->raters->len, ==, 2);
		g_assert_cmpstr(ratings->raters->pdata[1], ==, "B");
		g_assert_cmpfloat(*ratings_cell(ratings, 0, 0), ==, 3);
		g_assert_cmpfloat(*ratings_cell(ratings, 1, 0), ==, 4.5);
		g_assert_true(isnan(*ratings_cell(ratings, 0, 1)));
		g_assert_cmpuint(ratings_all(ratings), ==, 2);
	}
}

static void
test_refused(void)
{
	static const struct {
		const char *text, *says;
	} bad[] = {
		{ "", "t.tsv:1: the table is empty; its first line names the "
		      "columns" },
		{ "unit\n1\n",
		  "t.tsv:1:1: no rater; the first column is the unit, each "
		  "further one a rater" },
		{ "1\t2\t3\n4\t5\t6\n",
		  "t.tsv:1:1: the first line holds numbers; it must name the "
		  "columns" },
		{ "unit\tA\tA\n1\t2\t3\n",
		  "t.tsv:1:8: the heading 'A' stands twice; give each column "
		  "a name of its own" },
		{ "unit\tA\t\tB\n1\t2\t3\t4\n",
		  "t.tsv:1:8: column 3 has no heading; name it" },
		{ "unit\tA\tB\n1\t2\t=cmd()\n",
		  "t.tsv:2:5: '=cmd()' is no number; a rating is a number, an "
		  "empty cell is none" },
		{ "unit\tA\tB\n1\t2\t3,5\n",
		  "t.tsv:2:5: '3,5' has a comma; write numbers with a point, "
		  "such as 3.5" },
		{ "unit\tA\tB\n1\t2\t0x10\n",
		  "t.tsv:2:5: '0x10' is no number; a rating is a number, an "
		  "empty cell is none" },
		{ "unit\tA\tB\n1\t2\tinf\n",
		  "t.tsv:2:5: 'inf' is no number; a rating is a number, an "
		  "empty cell is none" },
		{ "unit\tA\tB\n1\t2\t1e99\n",
		  "t.tsv:2:5: 1e99 is too large for a rating (at most 1e9)" },
		{ "unit\tA\tB\n1\t2\t3\n1\t4\t5\n",
		  "t.tsv:3:1: unit '1' stands in line 2 already" },
		{ "unit\tA\tB\n\t2\t3\n",
		  "t.tsv:2:1: the first column names the unit, and is empty "
		  "here" },
		{ "unit\tA\n1\t2\t3\n",
		  "t.tsv:2:5: 3 cells where the headings name 2 columns" },
		{ "unit\tA\tB\n1\t\x1b[31m\t3\n",
		  "t.tsv:2:3: '[31m' is no number; a rating is a "
		  "number, an empty cell is none" },
		{ "unit\tA\tB\n1\t2\t3\n2\t\xff\t3\n",
		  "t.tsv:3: not in UTF-8; save the table as text in UTF-8" },
		{ "a\tb\tcount\n1\t2\t1.5\n",
		  "t.tsv:2:5: a count is a whole number from 0" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(Ratings) ratings = wide(bad[i].text, NULL, &error);

		g_test_message("%s", bad[i].says);
		g_assert_null(ratings);
		g_assert_nonnull(error);
		g_assert_true(g_str_has_prefix(error->message, bad[i].says));
	}
}

static void
test_nul(void)
{
	static const char text[] = "unit\tA\n1\t2\0\t3\n";
	g_autoptr(GPtrArray) faults = diagnostics_new();
	g_autoptr(GError) error = NULL;

	g_assert_null(ratings_from_text(text, sizeof text - 1, "t.tsv", NULL,
					faults));
	diagnostics_check(faults, &error);
	g_assert_true(g_str_has_prefix(error->message,
				       "t.tsv:2: a NUL byte; this is no "
				       "table"));
}

static void
test_scale(void)
{
	g_autoptr(Scale) whole = scale_new(1, 5, 1);
	g_autoptr(Scale) quarter = scale_new(1, 5, .25);
	g_autoptr(Scale) tenth = scale_new(0, 1, .1);
	g_autoptr(GError) error = NULL;
	g_autoptr(Ratings) ratings =
		wide("unit\tA\tB\n1\t4.25\t5\n", quarter, &error);

	g_assert_no_error(error);
	g_assert_cmpuint(whole->n, ==, 5);
	g_assert_cmpuint(quarter->n, ==, 17);
	g_assert_cmpint(scale_find(quarter, 4.25), ==, 13);
	for (guint i = 0; i <= 10; i++)
		g_assert_cmpint(scale_find(tenth, i / 10.), ==, (gint)i);
	g_assert_null(wide("unit\tA\tB\n1\t4.25\t5\n", whole, &error));
	g_assert_true(g_str_has_prefix(error->message,
				       "t.tsv:2:3: 4.25 is no point of the "
				       "scale 1-5; name the step as well"));
	g_clear_error(&error);
	g_assert_null(wide("unit\tA\tB\n1\t7\t5\n", whole, &error));
	g_assert_true(g_str_has_prefix(error->message,
				       "t.tsv:2:3: 7 is not on the scale 1-5"));
}

static void
test_many_faults(void)
{
	g_autoptr(GString) text = g_string_new("unit\tA\tB\n");
	g_autoptr(GPtrArray) faults = diagnostics_new();

	for (guint i = 0; i < 1000; i++)
		g_string_append_printf(text, "%u\tx\ty\n", i);
	g_assert_null(
		ratings_from_text(text->str, text->len, "t.tsv", NULL, faults));
	g_assert_cmpuint(faults->len, ==, 20);
}

static void
test_long(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Records) nested = one_a_row(
		"therapist\tsession\trater\tscore\nT1\ts1\tA\t3\nT1\ts2\tA\t4\n"
		"T2\ts3\tB\t2\nT2\ts4\tA\t\nT2\ts5\tA\t5\n",
		&error);
	g_autoptr(Records) pairs = NULL;
	g_autoptr(Ratings) table = NULL;

	g_assert_no_error(error);
	g_assert_true(nested->nested);
	g_assert_cmpuint(nested->scores->len, ==, 4);
	/* sessions are numbered within their therapist; one without a score
	 * is none */
	g_assert_cmpuint(((GPtrArray *)nested->levels->pdata[1])->len, ==, 2);
	g_assert_cmpuint(records_level(nested, 2, 1), ==, 0);
	g_assert_cmpuint(records_level(nested, 3, 1), ==, 1);
	pairs = one_a_row("unit\trater\tscore\n1\tA\t3\n2\tB\t4\n1\tB\t5\n",
			  &error);
	g_assert_no_error(error);
	table = records_table(pairs);
	g_assert_cmpfloat(*ratings_cell(table, 0, 1), ==, 5);
	g_assert_true(isnan(*ratings_cell(table, 1, 0)));
	g_assert_null(
		one_a_row("unit\trater\tscore\n1\tA\t3\n1\tA\t4\n", &error));
	g_assert_true(g_str_has_prefix(
		error->message,
		"t.tsv:3:1: the rating of 1 A stands in line 2 already"));
	g_clear_error(&error);
	g_assert_null(one_a_row("a\tb\tc\td\te\n1\t2\t3\t4\t5\n", &error));
	g_assert_nonnull(strstr(error->message, "one to three columns"));
}

/* Two pairs of raters that share no unit cannot be compared; one unit that
 * links them is enough. */
static void
test_linked(void)
{
	g_autoptr(Ratings) apart =
		wide("u\tA\tB\tC\tD\n1\t1\t2\t\t\n2\t2\t3\t\t\n"
		     "3\t\t\t4\t2\n4\t\t\t3\t2\n",
		     NULL, NULL);
	g_autoptr(Ratings) linked =
		wide("u\tA\tB\tC\tD\n1\t1\t2\t\t\n2\t2\t3\t\t\n"
		     "3\t\t\t4\t2\n4\t\t\t3\t2\n5\t\t3\t3\t\n",
		     NULL, NULL);
	struct severity severity;
	guint group[4];

	g_assert_cmpuint(raters_linked(apart, group), ==, 2);
	g_assert_cmpuint(group[0], ==, group[1]);
	g_assert_cmpuint(group[0], !=, group[2]);
	g_assert_false(severity_init(&severity, apart));
	g_assert_cmpuint(raters_linked(linked, group), ==, 1);
	g_assert_true(severity_init(&severity, linked));
	/* B is 1 above A, C 1.5 above D, and B and C alike */
	g_assert_cmpfloat_with_epsilon(
		severity.raters[1].value - severity.raters[0].value, 1, 1e-12);
	g_assert_cmpfloat_with_epsilon(
		severity.raters[2].value - severity.raters[1].value, 0, 1e-12);
	severity_clear(&severity);
}

static double
mean_of(const guint *drawn, guint n, void *data)
{
	const double *x = data;
	double sum = 0;

	for (guint i = 0; i < n; i++)
		sum += x[drawn[i]];
	return sum / n;
}

static double
always_one(const guint *drawn, guint n, void *data)
{
	(void)drawn, (void)n, (void)data;
	return 1;
}

static double
least_of(const guint *drawn, guint n, void *data)
{
	const double *x = data;
	double least = INFINITY;

	for (guint i = 0; i < n; i++)
		least = MIN(least, x[drawn[i]]);
	/* where the least was not drawn there is no such figure */
	return least > 1 ? NAN : least;
}

static void
mean_flat_least(const guint *drawn, guint n, double *values, void *data)
{
	values[0] = mean_of(drawn, n, data);
	values[1] = always_one(drawn, n, data);
	values[2] = least_of(drawn, n, data);
}

static void
is_same_interval(const struct bootstrap *a, const struct bootstrap *b)
{
	const double left[] = { a->percentile.value, a->percentile.se,
				a->percentile.lower, a->percentile.upper,
				a->bca.lower,	     a->bca.upper,
				a->acceleration };
	const double right[] = { b->percentile.value, b->percentile.se,
				 b->percentile.lower, b->percentile.upper,
				 b->bca.lower,	      b->bca.upper,
				 b->acceleration };

	for (guint i = 0; i < G_N_ELEMENTS(left); i++)
		if (!isnan(left[i]) || !isnan(right[i]))
			g_assert_cmpfloat(left[i], ==, right[i]);
}

/* Each comes out as by itself, whatever the others do. */
static void
test_bootstrap_several(void)
{
	static const agreement_statistic alone[] = { mean_of, always_one,
						     least_of };
	double x[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 30 };
	struct bootstrap several[3];

	bootstrap_several(several, 3, mean_flat_least, x, 10, 2000, 5);
	for (guint k = 0; k < 3; k++) {
		struct bootstrap one;

		bootstrap_init(&one, alone[k], x, 10, NULL, 2000, 5);
		is_same_interval(&several[k], &one);
	}
	g_assert_false(isnan(several[0].bca.lower));
}

static void
test_bootstrap(void)
{
	double x[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 30 };
	struct bootstrap a, b, flat;

	bootstrap_init(&a, mean_of, x, 10, NULL, 2000, 5);
	bootstrap_init(&b, mean_of, x, 10, NULL, 2000, 5);
	g_assert_cmpfloat(a.bca.lower, ==, b.bca.lower);
	/* SD of the mean is 8.05 / sqrt(10); to the side of the tail BCa
	 * reaches farther */
	g_assert_cmpfloat_with_epsilon(a.percentile.se, 2.42, .1);
	g_assert_cmpfloat(a.acceleration, >, 0);
	g_assert_cmpfloat(a.bca.upper, >, a.percentile.upper);
	bootstrap_init(&flat, always_one, NULL, 10, NULL, 100, 5);
	g_assert_cmpfloat(flat.percentile.se, <, 1e-12);
	g_assert_cmpfloat(flat.bca.value, ==, 1);
}

/* A table in which the rater's part is 0 at the boundary, and one that is too
 * large to be drawn again: the limits come from the information. */
static void
test_mixed(void)
{
	g_autoptr(GString) text = g_string_new("u\tA\tB\tC\n");
	g_autoptr(Ratings) ratings = NULL;
	struct mixed_table mixed;

	for (guint i = 0; i < 1000; i++)
		g_string_append_printf(text, "%u\t%u\t%u\t%u\n", i, i % 7,
				       (i + i / 7 % 3) % 7,
				       (i + i / 21 % 3) % 7);
	ratings = wide(text->str, NULL, NULL);
	g_assert_true(mixed_table_init(&mixed, ratings, MIXED_DRAWS, 1));
	g_assert_cmpuint(mixed.draws, ==, 0);
	g_assert_cmpfloat(mixed.variance.rater, ==, 0);
	g_assert_cmpfloat(mixed.icc_a_1.value, ==, mixed.icc_c_1.value);
	g_assert_cmpfloat(mixed.icc_a_1.lower, <, mixed.icc_a_1.value);
	g_assert_cmpfloat(mixed.icc_a_1.upper - mixed.icc_a_1.lower, <, .1);
	mixed_table_clear(&mixed);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/agreement/tables/read", test_read);
	g_test_add_func("/agreement/tables/refused", test_refused);
	g_test_add_func("/agreement/tables/nul", test_nul);
	g_test_add_func("/agreement/tables/scale", test_scale);
	g_test_add_func("/agreement/tables/many-faults", test_many_faults);
	g_test_add_func("/agreement/tables/long", test_long);
	g_test_add_func("/agreement/tables/linked", test_linked);
	g_test_add_func("/agreement/tables/bootstrap", test_bootstrap);
	g_test_add_func("/agreement/tables/bootstrap-several",
			test_bootstrap_several);
	g_test_add_func("/agreement/tables/mixed", test_mixed);
	return g_test_run();
}
