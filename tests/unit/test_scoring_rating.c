/*
 * Ratings from the command line and from files.
 */
#include "test_scoring.h"

#include <string.h>

static void
expect_rating(const char *text, const char *item, guint extent, guint quality,
	      const char *reason)
{
	g_autoptr(GError) error = NULL;
	struct item_rating *rating = item_rating_parse(text, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(rating->item, ==, item);
	g_assert_cmpuint(rating->extent, ==, extent);
	g_assert_cmpuint(rating->quality, ==, quality);
	g_assert_cmpstr(rating->na_reason, ==, reason);
	item_rating_free(rating);
}

static void
test_parse(void)
{
	expect_rating("C3=4/3", "C3", 4, 3, NULL);
	expect_rating("C3=4", "C3", 4, 0, NULL);
	expect_rating(" C3 = 4 ", "C3", 4, 0, NULL);
	expect_rating("C3=4/NA", "C3", 4, 0, NULL);
	expect_rating("C3=NA:not called for", "C3", 0, 0, "not called for");
	expect_rating("C3=n/a:seen at 25, @ home", "C3", 0, 0,
		      "seen at 25, @ home");
	expect_rating("C3=NA", "C3", 0, 0, "");
	expect_rating("C3=6/3", "C3", 6, 3, NULL);
}

static void
test_parse_turns(void)
{
	struct item_rating *rating = item_rating_parse("C3=4/3@27,25", NULL);

	g_assert_cmpuint(rating->turns->len, ==, 2);
	g_assert_cmpuint(g_array_index(rating->turns, guint, 0), ==, 25);
	g_assert_cmpuint(g_array_index(rating->turns, guint, 1), ==, 27);
	item_rating_free(rating);
}

static void
test_parse_faults(void)
{
	const char *faults[] = {
		"",	    "C3",	"=4",	    "C3=",     "C3=x",
		"C3=4.5",   "C3=-1",	"C3=0",	    "C3=4/",   "C3=4/3@",
		"C3=4/3@0", "C3=4/3@x", "C3=4/3/2", "C3=NA/3", "C3=444",
	};

	for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(item_rating_parse(faults[i], &error));
		g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
	}
}

static void
expect_check(const char *text, const char *fault)
{
	g_autoptr(Rubric) rubric = core_rubric();
	g_autoptr(GError) error = NULL;
	struct item_rating *rating = item_rating_parse(text, NULL);
	gboolean sound = item_rating_check(rubric, rating, &error);

	item_rating_free(rating);
	if (!fault) {
		g_assert_no_error(error);
		g_assert_true(sound);
		return;
	}
	g_assert_false(sound);
	g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
	if (!strstr(error->message, fault))
		g_error("'%s' does not say '%s'", error->message, fault);
}

static void
test_check(void)
{
	expect_check("C3=4/3", NULL);
	expect_check("C3=1", NULL);
	expect_check("C3=NA:no incident", NULL);
	expect_check("G1=2", NULL);
	expect_check("C3=6/3", "extent 6 is not on the scale of 1 to 5");
	expect_check("C3=4/6", "quality 6 is not on the scale of 1 to 5");
	expect_check("C3=1/3", "quality is rated from extent 2 upwards");
	expect_check("G1=2/3", "off-model and has an extent only");
	expect_check("C3=NA", "without a reason");
	expect_check("C3=NA:  ", "without a reason");
	expect_check("c3=4/3", NULL);
	expect_check("Z9=4/3", "unknown item 'Z9'");
}

static GPtrArray *
parse(const char *text, char **complaints)
{
	g_autoptr(Rubric) rubric = core_rubric();
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	GPtrArray *list =
		ratings_parse(text, strlen(text), "r.tsv", rubric, diagnostics);

	*complaints = diagnostics_print(diagnostics);
	g_assert_true(!list == (diagnostics->len > 0));
	return list;
}

static void
test_file(void)
{
	g_autofree char *complaints = NULL;
	g_autoptr(GPtrArray) list =
		parse("\xef\xbb\xbf"
		      "Quality\tItem\tExtent\tComment\tevidence"
		      "\tna_reason\r\n"
		      "3\tC3\t4\t\"said \"\"well\"\"\"\t27, 25\t\r\n"
		      "\r\n"
		      "NA\tC4\tNA\ttoo early\t\t\r\n"
		      "\tC5\tNA\tkept\t\tnot called for\r\n"
		      "\tC6\tn/a\r\n"
		      "\tC7\t\r\n"
		      "\tG1\t1\r\n",
		      &complaints);
	const struct item_rating *line;

	g_assert_cmpstr(complaints, ==, "");
	g_assert_cmpuint(list->len, ==, 5);
	line = g_ptr_array_index(list, 0);
	g_assert_cmpstr(line->item, ==, "C3");
	g_assert_cmpuint(line->extent, ==, 4);
	g_assert_cmpuint(line->quality, ==, 3);
	g_assert_cmpstr(line->comment, ==, "said \"well\"");
	g_assert_cmpuint(g_array_index(line->turns, guint, 0), ==, 25);
	line = g_ptr_array_index(list, 1);
	g_assert_cmpuint(line->extent, ==, 0);
	g_assert_cmpstr(line->na_reason, ==, "too early");
	g_assert_null(line->comment);
	line = g_ptr_array_index(list, 2);
	g_assert_cmpstr(line->na_reason, ==, "not called for");
	g_assert_cmpstr(line->comment, ==, "kept");
	line = g_ptr_array_index(list, 3);
	g_assert_cmpstr(line->na_reason, ==, "not live");
	line = g_ptr_array_index(list, 4);
	g_assert_cmpstr(line->item, ==, "G1");
}

static void
expect_complaints(const char *text, const char *expected)
{
	g_autofree char *complaints = NULL;

	g_assert_null(parse(text, &complaints));
	if (!strstr(complaints, expected))
		g_error("'%s' does not say '%s'", complaints, expected);
}

static void
test_file_faults(void)
{
	expect_complaints("", "the file is empty");
	expect_complaints("\n\n", "the file is empty");
	expect_complaints("item\textent\n", "no item is rated");
	expect_complaints("C3,4,3\n", "r.tsv:1:1: unknown column 'C3'");
	expect_complaints("item\tquality\n", "r.tsv:1: the first line must");
	expect_complaints("item\textnt\n",
			  "r.tsv:1:6: unknown column 'extnt' (did you mean "
			  "'extent'?)");
	expect_complaints("item\textent\titem\n",
			  "r.tsv:1:13: column 'item' stands twice");
	expect_complaints("item\textent\tquality\nC3\t6\t3\n",
			  "r.tsv:2:1: item C3: extent 6 is not on the scale");
	expect_complaints("item\textent\tquality\nC3\t4.5\t3\n",
			  "r.tsv:2:4: extent '4.5' is not a whole number");
	expect_complaints("item\textent\nC33\t4\n",
			  "r.tsv:2:1: unknown item 'C33'");
	expect_complaints("item\textent\nC3\t4\nC3\t5\n",
			  "r.tsv:3:1: item C3 was rated on line 2 already");
	expect_complaints("item\textent\nC3\t4\tmore\n",
			  "r.tsv:2: the row has 3 cells and the first line "
			  "names 2");
	expect_complaints("item\textent\tevidence\nC3\t4\tall of it\n",
			  "r.tsv:2:6: evidence is turn numbers");
	expect_complaints("item\textent\tquality\nC3\t\t4\n",
			  "r.tsv:2:4: item C3 has a quality and no extent");
	expect_complaints("item\textent\n\t4\n",
			  "r.tsv:2:1: the row names no item");
	expect_complaints("item\textent\nC3\t\xff\n",
			  "r.tsv:2:4: extent '\xc3\xbf' is not a whole");
	expect_complaints("PK\x03\x04 and more", "this is a workbook");
	expect_complaints("item\textent\tquality\nC3 4 3\nC4\t4\t3\n",
			  "r.tsv:2:1: unknown item 'C3 4 3'");
	expect_complaints("item\textent\tquality\nMean of all\t\t\n",
			  "wanted is an item of rubric ipt-core, such as A1, "
			  "and 3 cells with tabs between");
	expect_complaints("item;extent;quality\nC3;4,5;3\n",
			  "r.tsv:2:4: extent '4,5' is not a whole number");
	expect_complaints("item,extent,comment\nC3,4,well, he said\n",
			  "r.tsv:2: the row has 4 cells and the first line "
			  "names 3 (commas stand");
}

/* All faults of a file are told at once. */
static void
test_file_all_faults(void)
{
	g_autofree char *complaints = NULL;

	g_assert_null(
		parse("item\textent\nC3\t9\nXX\t1\nC4\tx\n", &complaints));
	g_assert_nonnull(strstr(complaints, "r.tsv:2:1: "));
	g_assert_nonnull(strstr(complaints, "r.tsv:3:1: "));
	g_assert_nonnull(strstr(complaints, "r.tsv:4:4: "));
}

/* Raters who fill in a form give off-model items a quality too. */
static void
test_file_warning(void)
{
	const char *text = "item\textent\tquality\nG1\t3\t2\n";
	g_autoptr(Rubric) rubric = core_rubric();
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(GPtrArray) list =
		ratings_parse(text, strlen(text), "r.tsv", rubric, diagnostics);
	const struct item_rating *line;

	g_assert_nonnull(list);
	line = g_ptr_array_index(list, 0);
	g_assert_cmpuint(line->extent, ==, 3);
	g_assert_cmpuint(line->quality, ==, 0);
	g_assert_cmpuint(diagnostics->len, ==, 1);
	g_assert_false(diagnostics_has_errors(diagnostics));
}

static void
test_file_with_nul(void)
{
	static const char text[] = "item\textent\nC3\t4\0\n";
	g_autoptr(Rubric) rubric = core_rubric();
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();

	g_assert_null(ratings_parse(text, sizeof text - 1, "r.tsv", rubric,
				    diagnostics));
	g_assert_true(diagnostics_has_errors(diagnostics));
}

/* One table as many programs save it. */
static void
expect_same(const char *bytes, gsize len)
{
	g_autoptr(Rubric) rubric = core_rubric();
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(GPtrArray) list =
		ratings_parse(bytes, len, "r.csv", rubric, diagnostics);
	g_autofree char *complaints = diagnostics_print(diagnostics);
	const struct item_rating *line;

	if (!list || list->len != 2)
		g_error("'%.*s' is not read: %s", (int)len, bytes, complaints);
	line = g_ptr_array_index(list, 0);
	g_assert_cmpstr(line->item, ==, "C3");
	g_assert_cmpuint(line->extent, ==, 4);
	g_assert_cmpuint(line->quality, ==, 3);
	g_assert_cmpstr(line->comment, ==, "caf\xc3\xa9");
	line = g_ptr_array_index(list, 1);
	g_assert_cmpstr(line->item, ==, "C4");
	g_assert_cmpuint(line->extent, ==, 5);
}

static void
test_file_of_spreadsheets(void)
{
	static const char *const texts[] = {
		"item\textent\tquality\tcomment\nC3\t4\t3\tcaf\xc3\xa9\nC4\t5\t4\t\n",
		"ITEM,Extent,Quality,Comment\r\nC3,4,3,caf\xe9\r\nC4,5,4\r\n",
		"Item;Extent;Quality;Comment\rC3;4,0;3,0;caf\xc3\xa9\rC4;5;4;\r",
		"sep=;\nitem;extent;quality;comment\nc3;4.0;3.00;caf\xc3\xa9\nc4;5.0;;\n",
		"\"item\",\"extent\",\"quality\",\"comment\"\n"
		"\"C3\" , \"4\",\"3\",\" caf\xc3\xa9 \"\n\"C4\",\"5\",,\n,,,\n",
		"\xef\xbb\xbf\xef\xbb\xbfitem|extent|quality|comment\n\n# of May\n"
		"\xc2\xa0"
		"C3|4|3|caf\xc3\xa9\nC4|5||\n",
	};
	static const char *const names[] = { "UTF-16LE", "UTF-16BE" };
	static const char *const marks[] = { "\xff\xfe", "\xfe\xff" };

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		expect_same(texts[i], strlen(texts[i]));
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		gsize len;
		g_autofree char *wide = g_convert(texts[0], -1, names[i],
						  "UTF-8", NULL, &len, NULL);
		g_autofree char *bytes = g_malloc(len + 2);

		memcpy(bytes, marks[i], 2);
		memcpy(bytes + 2, wide, len);
		expect_same(bytes, len + 2);
	}
}

/* What quotation marks hold together, and what they must not. */
static void
test_file_quotes(void)
{
	g_autofree char *complaints = NULL;
	g_autoptr(GPtrArray) list = parse("item\textent\tcomment\n"
					  "C3\t4\t\"first\nsecond\"\n"
					  "C4\t5\t\"Well,\" he said\n"
					  "C5\t5\t\"never closed\n"
					  "C6\t5\tshe said \"\"no\"\"\n",
					  &complaints);
	const char *const comments[] = { "first\nsecond", "\"Well,\" he said",
					 "\"never closed",
					 "she said \"\"no\"\"" };

	g_assert_cmpstr(complaints, ==, "");
	g_assert_cmpuint(list->len, ==, G_N_ELEMENTS(comments));
	for (guint i = 0; i < list->len; i++) {
		const struct item_rating *line = g_ptr_array_index(list, i);

		g_assert_cmpstr(line->comment, ==, comments[i]);
	}
	expect_complaints(
		"item\textent\tcomment\n"
		"C3\t4\t\"never closed\nC4\t5\tfine\"\n",
		"r.tsv:2:6: a quotation mark opens here and closes on "
		"line 3, behind the row of item C4");
	/* The numbers of lines go on behind a cell with line breaks. */
	expect_complaints("item\textent\tcomment\n"
			  "C3\t4\t\"a\nb\nc\"\nC4\t9\t\n",
			  "r.tsv:5:1: item C4: extent 9");
}

/* What is said of an item without a score. */
static void
test_file_remarks(void)
{
	g_autofree char *complaints = NULL;
	g_autoptr(GPtrArray) list =
		parse("item\textent\tquality\tcomment\tevidence\tna_reason\n"
		      "C3\t\t\tto be asked\t\t\n"
		      "C4\t\t\t\t25.0\t\n"
		      "C5\t\t\t\t\tno room\n"
		      "C6\t\t\t\t\t\n",
		      &complaints);
	const struct item_rating *line;

	g_assert_cmpstr(complaints, ==, "");
	g_assert_cmpuint(list->len, ==, 3);
	line = g_ptr_array_index(list, 0);
	g_assert_true(item_rating_is_remark(line));
	g_assert_cmpstr(line->comment, ==, "to be asked");
	line = g_ptr_array_index(list, 1);
	g_assert_true(item_rating_is_remark(line));
	g_assert_cmpuint(g_array_index(line->turns, guint, 0), ==, 25);
	line = g_ptr_array_index(list, 2);
	g_assert_false(item_rating_is_remark(line));
	g_assert_cmpstr(line->na_reason, ==, "no room");
}

static void
test_roles(void)
{
	enum rater_role role;

	for (guint i = 0; i <= RATER_CONSENSUS; i++) {
		g_assert_true(rater_role_parse(
			rater_role_print((enum rater_role)i), &role));
		g_assert_cmpint(role, ==, (enum rater_role)i);
	}
	g_assert_false(rater_role_parse("boss", &role));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/scoring/roles", test_roles);
	g_test_add_func("/scoring/file/spreadsheets",
			test_file_of_spreadsheets);
	g_test_add_func("/scoring/file/quotes", test_file_quotes);
	g_test_add_func("/scoring/file/remarks", test_file_remarks);
	g_test_add_func("/scoring/rating/parse", test_parse);
	g_test_add_func("/scoring/rating/turns", test_parse_turns);
	g_test_add_func("/scoring/rating/faults", test_parse_faults);
	g_test_add_func("/scoring/rating/check", test_check);
	g_test_add_func("/scoring/file", test_file);
	g_test_add_func("/scoring/file/faults", test_file_faults);
	g_test_add_func("/scoring/file/all-faults", test_file_all_faults);
	g_test_add_func("/scoring/file/warning", test_file_warning);
	g_test_add_func("/scoring/file/nul", test_file_with_nul);
	return g_test_run();
}
