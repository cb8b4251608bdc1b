/*
 * The JSON printer and the text tables.
 */
#include "listing/listing.h"

#include <math.h>

static void
test_printer_tree(void)
{
	struct printer *p = printer_new();
	g_autofree char *json = NULL;

	printer_begin_map(p, NULL);
	printer_string(p, "zebra", "first");
	printer_begin_list(p, "apes");
	printer_int(p, NULL, -7);
	printer_bool(p, NULL, TRUE);
	printer_null(p, NULL);
	printer_begin_map(p, NULL);
	printer_end(p);
	printer_end(p);
	printer_string(p, "none", NULL);
	printer_end(p);
	json = printer_finish(p);
	g_assert_cmpstr(json, ==,
			"{\n"
			"  \"zebra\": \"first\",\n"
			"  \"apes\": [\n"
			"    -7,\n"
			"    true,\n"
			"    null,\n"
			"    {}\n"
			"  ],\n"
			"  \"none\": null\n"
			"}\n");
}

static void
test_printer_reals(void)
{
	struct printer *p = printer_new();
	g_autofree char *json = NULL;

	printer_begin_list(p, NULL);
	printer_real(p, NULL, 0.955);
	printer_real(p, NULL, 3.0);
	printer_real(p, NULL, 0.1 + 0.2);
	printer_real(p, NULL, NAN);
	printer_real(p, NULL, INFINITY);
	printer_real_digits(p, NULL, 1.0 / 3, 15);
	printer_real_digits(p, NULL, 0.1 + 0.2, 15);
	printer_end(p);
	json = printer_finish(p);
	g_assert_cmpstr(json, ==,
			"[\n  0.955,\n  3.0,\n  0.3,\n  null,\n  null,\n"
			"  0.333333333333333,\n  0.3\n]\n");
}

static void
test_printer_hostile(void)
{
	struct printer *p = printer_new();
	g_autofree char *json = NULL;

	printer_begin_list(p, NULL);
	printer_string(p, NULL, "\033[31m \"q\" \\ \x7f \xc2\x9b");
	printer_string(p, NULL, "\xe2\x80\xae override");
	printer_string(p, NULL, "broken \xff here \xed\xa0\x80");
	printer_string_len(p, NULL, "a\0b", 3);
	printer_string(p, NULL, "Zo\xc3\xab \xf0\x9f\x98\xa2");
	printer_end(p);
	json = printer_finish(p);
	g_assert_cmpstr(json, ==,
			"[\n"
			"  \"\\u001b[31m \\\"q\\\" \\\\ \\u007f \\u009b\",\n"
			"  \"\\u202e override\",\n"
			"  \"broken \xef\xbf\xbd here "
			"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\",\n"
			"  \"a\xef\xbf\xbd"
			"b\",\n"
			"  \"Zo\xc3\xab \xf0\x9f\x98\xa2\"\n"
			"]\n");
}

static void
test_table(void)
{
	const char *headings[] = { "code", "n", "note" };
	const char *first[] = { "COMM", "12", "plain" };
	const char *second[] = { "\xe6\xbc\xa2\xe5\xad\x97!", "3", NULL };
	const char *third[] = { "Zoe\xcc\x88", NULL, "a\tb\nc" };
	struct table *table = table_new(headings, 3);
	g_autofree char *text = NULL;

	table_align_right(table, 1);
	table_row(table, first);
	table_row(table, second);
	table_row(table, third);
	text = table_finish(table);
	g_assert_cmpstr(text, ==,
			"code    n  note\n"
			"COMM   12  plain\n"
			"\xe6\xbc\xa2\xe5\xad\x97!   3\n"
			"Zoe\xcc\x88        a b c\n");
}

/* The widest text gives way first; numbers and short columns stay whole. */
static void
test_table_fits(void)
{
	const char *const headings[] = { "code", "note", "number", "name" };
	const char *const row[] = { "C1", "a long note that goes on and on",
				    "1234567890",
				    "\u00c5ngstr\u00f6m and sons" };
	static const guint widths[] = { 200, 60, 48, 40 };

	for (guint i = 0; i < G_N_ELEMENTS(widths); i++) {
		struct table *table = table_new(headings, 4);
		g_autofree char *text = NULL;
		g_auto(GStrv) lines = NULL;

		table_align_right(table, 2);
		table_row(table, row);
		table_fit(table, widths[i]);
		text = table_finish(table);
		g_assert_nonnull(strstr(text, "1234567890"));
		g_assert_nonnull(strstr(text, "C1    a long"));
		g_assert_true((strstr(text, "\u2026") != NULL) ==
			      (widths[i] < 66));
		lines = g_strsplit(text, "\n", -1);
		for (char **line = lines; *line; line++)
			g_assert_cmpuint(base_text_columns(*line), <=,
					 widths[i]);
	}
}

static void
test_table_without_headings(void)
{
	const char *row[] = { "a", "b" };
	struct table *table = table_new(NULL, 2);
	g_autofree char *text = NULL;

	table_row(table, row);
	text = table_finish(table);
	g_assert_cmpstr(text, ==, "a  b\n");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/listing/printer/tree", test_printer_tree);
	g_test_add_func("/listing/printer/reals", test_printer_reals);
	g_test_add_func("/listing/printer/hostile", test_printer_hostile);
	g_test_add_func("/listing/table", test_table);
	g_test_add_func("/listing/table/fits", test_table_fits);
	g_test_add_func("/listing/table/no-headings",
			test_table_without_headings);
	return g_test_run();
}
