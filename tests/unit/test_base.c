/*
 * base: complaints, nearest words, word counts, safe text, digests, times.
 */
#include "base/base.h"

#include <string.h>

static void
add_at(GPtrArray *list, guint line, guint column, const char *source_line)
{
	diagnostics_add(list, DIAGNOSTIC_ERROR, "a.yaml", line, column,
			source_line, "unknown item '%s'", "empathi");
}

static void
assert_printed(const GPtrArray *list, const char *expected)
{
	g_autofree char *printed = diagnostics_print(list);

	g_assert_cmpstr(printed, ==, expected);
}

static void
test_print_positions(void)
{
	g_autoptr(GPtrArray) list = diagnostics_new();

	add_at(list, 12, 7, "items: [empathi]");
	add_at(list, 3, 0, NULL);
	add_at(list, 0, 0, NULL);
	diagnostics_add(list, DIAGNOSTIC_WARNING, NULL, 4, 0, NULL, "no date");
	diagnostics_add(list, DIAGNOSTIC_WARNING, NULL, 0, 0, NULL, "odd");
	assert_printed(list, "a.yaml:12:7: unknown item 'empathi'\n"
			     "  items: [empathi]\n"
			     "        ^\n"
			     "a.yaml:3: unknown item 'empathi'\n"
			     "a.yaml: unknown item 'empathi'\n"
			     "line 4: warning: no date\n"
			     "warning: odd\n");
}

/* The caret stands under its character, whatever that character was. */
static void
test_print_caret(void)
{
	g_autoptr(GPtrArray) list = diagnostics_new();

	add_at(list, 1, 4, "\té\033x");
	assert_printed(list, "a.yaml:1:4: unknown item 'empathi'\n"
			     "   é\xef\xbf\xbdx\n"
			     "     ^\n");
}

static void
test_print_long_line(void)
{
	g_autoptr(GPtrArray) list = diagnostics_new();
	g_autofree char *line = g_strnfill(5000000, '-');
	g_autofree char *printed = NULL;
	g_auto(GStrv) lines = NULL;
	const char *caret;

	line[4000000] = '!';
	add_at(list, 1, 4000001, line);
	printed = diagnostics_print(list);
	lines = g_strsplit(printed, "\n", -1);
	caret = strchr(lines[2], '^');
	g_assert_nonnull(caret);
	g_assert_cmpuint(strlen(printed), <, 250);
	g_assert_true(g_str_has_prefix(lines[1], "  …"));
	g_assert_true(g_str_has_suffix(lines[1], "…"));
	g_assert_cmpint(*g_utf8_offset_to_pointer(lines[1], caret - lines[2]),
			==, '!');
}

/* A column past the line's end puts no blanks by the gigabyte. */
static void
test_print_wild_column(void)
{
	g_autoptr(GPtrArray) list = diagnostics_new();

	add_at(list, 1, G_MAXUINT, "short");
	assert_printed(list, "a.yaml:1:4294967295: unknown item 'empathi'\n"
			     "  short\n");
}

static void
test_check(void)
{
	g_autoptr(GPtrArray) list = diagnostics_new();
	g_autoptr(GError) one = NULL;
	g_autoptr(GError) three = NULL;

	g_assert_true(diagnostics_check(list, NULL));
	diagnostics_add(list, DIAGNOSTIC_WARNING, "a", 1, 1, NULL, "odd");
	g_assert_false(diagnostics_has_errors(list));
	g_assert_true(diagnostics_check(list, NULL));
	add_at(list, 2, 1, NULL);
	g_assert_true(diagnostics_has_errors(list));
	g_assert_false(diagnostics_check(list, &one));
	g_assert_error(one, BASE_ERROR, BASE_ERROR_INPUT);
	g_assert_cmpstr(one->message, ==, "a.yaml:2:1: unknown item 'empathi'");
	add_at(list, 3, 1, NULL);
	add_at(list, 4, 1, NULL);
	g_assert_false(diagnostics_check(list, &three));
	g_assert_cmpstr(three->message, ==,
			"a.yaml:2:1: unknown item 'empathi' (and 2 more)");
}

static void
test_did_you_mean(void)
{
	static const char *const words[] = { "empathy", "export", "import",
					     "tag", NULL };
	static const struct {
		const char *word;
		const char *meant;
	} cases[] = {
		{ "empathi", "empathy" },
		{ "Emapthy", "empathy" },
		{ "emptahy", "empathy" },
		{ "improt", "import" },
		{ "expot", "export" },
		{ "tga", "tag" },
		{ "t", NULL },
		{ "", NULL },
		{ "bank", NULL },
		{ "session", NULL },
	};
	g_autofree char *endless = g_strnfill(100000, 'e');

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpstr(base_did_you_mean(cases[i].word, words), ==,
				cases[i].meant);
	g_assert_null(base_did_you_mean(endless, words));
}

static void
test_word_count(void)
{
	static const struct {
		const char *text;
		guint words;
	} cases[] = {
		{ "", 0 },
		{ " -- ... '", 0 },
		{ "And you?", 2 },
		{ "I don't, she didn’t", 4 },
		{ "a two-year-old", 2 },
		{ "no--wait", 2 },
		{ "wait- what", 2 },
		{ "'tis rock 'n' roll", 4 },
		{ "20 mg, 3.5 hours", 5 },
		{ "ça\tva\nbien", 3 },
		{ "cafe\xcc\x81s closed", 2 },
		{ "one\xff\xfetwo", 2 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpuint(base_word_count(cases[i].text, -1), ==,
				 cases[i].words);
	g_assert_cmpuint(base_word_count("one\0two", 7), ==, 2);
	g_assert_cmpuint(base_word_count("one two", 3), ==, 1);
	g_assert_cmpuint(base_word_count("on\xc3\xa9", 3), ==, 1);
}

/* What a shell makes of a word is the text again. */
static void
test_shell_word(void)
{
	static const char *const texts[] = {
		"plain-1.0",
		"",
		"two words",
		"it's \"so\" $HOME `id`",
		"\\",
		"a\nb's\\\033[1m\tc",
		"\303\251 \303\251",
		"#no",
		"~",
		"-x=$'y'",
	};
	g_autofree char *plain = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *word = base_shell_word(texts[i]);
		g_autofree char *script =
			g_strdup_printf("printf %%s %s", word);
		const char *argv[] = { "bash", "-c", script, NULL };
		g_autofree char *out = NULL;
		g_autoptr(GError) error = NULL;

		g_assert_null(strpbrk(word, "\n\r\033"));
		g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH,
			     NULL, NULL, &out, NULL, NULL, &error);
		g_assert_no_error(error);
		g_assert_cmpstr(out, ==, texts[i]);
	}
	plain = base_shell_word("C3=4/3");
	g_assert_cmpstr(plain, ==, "C3=4/3");
}

static void
test_printable(void)
{
	static const struct {
		const char *text;
		gssize len;
		const char *shown;
	} cases[] = {
		{ "plain, ça va 你好", -1, "plain, ça va 你好" },
		{ "a\nb\tc\rd", -1, "a b c d" },
		{ "\033[31m", -1, "�[31m" },
		{ "a\0b", 3, "a�b" },
		{ "\x7f", -1, "�" },
		{ "\xc2\x9b", -1, "�" },     /* C1: CSI */
		{ "\xe2\x80\xae", -1, "�" }, /* right-to-left override */
		{ "\xe2\x81\xa6", -1, "�" }, /* isolate */
		{ "\xef\xbb\xbf", -1, "�" }, /* byte order mark */
		{ "\xff\xc3", -1, "��" },
		{ "\xed\xa0\x80", -1, "���" }, /* a surrogate */
		{ "\xc0\xaf", -1, "��" },      /* overlong */
		{ "éa", 1, "�" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *shown =
			base_printable(cases[i].text, cases[i].len);

		g_assert_cmpstr(shown, ==, cases[i].shown);
	}
}

static void
test_columns(void)
{
	g_assert_cmpuint(base_text_columns(""), ==, 0);
	g_assert_cmpuint(base_text_columns("abc"), ==, 3);
	g_assert_cmpuint(base_text_columns("Zo\u00eb"), ==, 3);
	/* e + combining diaeresis */
	g_assert_cmpuint(base_text_columns("Zoe\u0308"), ==, 3);
	/* two ideographs */
	g_assert_cmpuint(base_text_columns("\u6f22\u5b57"), ==, 4);
	/* what is shown in place of an override takes a column */
	g_assert_cmpuint(base_text_columns("a\u202eb"), ==, 3);
	g_assert_cmpuint(base_text_columns("\x02z\x03"), ==, 3);
}

static void
test_cut(void)
{
	static const struct {
		const char *text;
		guint width;
		const char *mark;
		const char *shown;
	} cases[] = {
		{ "whole", 5, "\u2026", "whole" },
		{ "longer", 5, "\u2026", "long\u2026" },
		{ "longer", 5, "...", "lo..." },
		{ "\u6f22\u5b57\u6f22", 5, "\u2026", "\u6f22\u5b57\u2026" },
		{ "\u6f22\u5b57\u6f22", 4, "\u2026", "\u6f22\u2026" },
		{ "Zoe\u0308 and Bo", 4, "\u2026", "Zoe\u0308\u2026" },
		{ "none", 0, "\u2026", "\u2026" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *shown =
			base_cut(cases[i].text, cases[i].width, cases[i].mark);

		g_assert_cmpstr(shown, ==, cases[i].shown);
	}
}

static char *
wrapped(const char *text, guint width)
{
	g_autoptr(GArray) lines =
		g_array_new(FALSE, FALSE, sizeof(struct span));
	GString *out = g_string_new(NULL);

	base_wrap(text, width, lines);
	for (guint i = 0; i < lines->len; i++) {
		struct span span = g_array_index(lines, struct span, i);

		g_string_append_printf(out, "%.*s|",
				       (int)(span.end - span.start),
				       text + span.start);
	}
	return g_string_free(out, FALSE);
}

static void
test_wrap(void)
{
	static const struct {
		const char *text;
		guint width;
		const char *lines;
	} cases[] = {
		{ "", 10, "|" },
		{ "one two three", 8, "one two|three|" },
		{ "one two", 7, "one two|" },
		{ "abcdefghij", 4, "abcd|efgh|ij|" },
		{ "日本語 日本", 5, "日本|語|日本|" },
		{ "e\u0301e\u0301e\u0301 a", 3, "e\u0301e\u0301e\u0301|a|" },
		{ "日", 1, "日|" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *lines = wrapped(cases[i].text, cases[i].width);

		g_assert_cmpstr(lines, ==, cases[i].lines);
	}
}

/* FIPS 180-2, appendix B.1. */
static void
test_sha256(void)
{
	g_autofree char *digest = base_sha256("abc", 3);

	g_assert_cmpstr(digest, ==,
			"ba7816bf8f01cfea414140de5dae2223"
			"b00361a396177a9cb410ff61f20015ad");
}

static void
test_times(void)
{
	static const struct {
		gint64 ms;
		const char *shown;
	} cases[] = {
		{ -1, "" },
		{ 0, "0:00" },
		{ 61999, "1:01" },
		{ 3599999, "59:59" },
		{ 3723000, "1:02:03" },
		{ 360000000, "100:00:00" },
	};
	g_autofree char *epoch = base_time_print(0);
	g_autofree char *billion = base_time_print(1000000000);
	g_autofree char *never = base_time_print(G_MAXINT64);

	g_assert_cmpstr(epoch, ==, "1970-01-01T00:00:00Z");
	g_assert_cmpstr(billion, ==, "2001-09-09T01:46:40Z");
	g_assert_cmpstr(never, ==, "");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *shown = base_clock_print(cases[i].ms);

		g_assert_cmpstr(shown, ==, cases[i].shown);
	}
}

static char *
rows_shown(const char *text, const char *const *wanted)
{
	GString *out = g_string_new(NULL);
	struct base_rows rows;
	struct base_row row;

	base_rows_init(&rows, text, wanted);
	while (base_rows_next(&rows, &row)) {
		g_string_append_printf(out, "%u", row.line);
		for (guint i = 0; i < row.cells->len; i++)
			g_string_append_printf(
				out, " %u[%s]",
				g_array_index(row.columns, guint, i),
				(char *)row.cells->pdata[i]);
		g_string_append_c(out, '\n');
		base_row_clear(&row);
	}
	return g_string_free(out, FALSE);
}

static void
test_rows(void)
{
	static const char *const wanted[] = { "item", "extent", NULL };
	g_autofree char *tabs =
		rows_shown("turn\trater\r\n\n#1\t\"A\" \t;x\n", NULL);
	g_autofree char *told =
		rows_shown("item;extent\n# no\n\"a;\nb\";2\nc;3\n", wanted);

	g_assert_cmpstr(tabs, ==,
			"1 1[turn] 6[rater]\n"
			"3 1[#1] 4[\"A\"] 9[;x]\n");
	g_assert_cmpstr(told, ==,
			"1 1[item] 6[extent]\n"
			"3 1[a;\nb] 0[2]\n5 1[c] 3[3]\n");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/base/diagnostics/positions", test_print_positions);
	g_test_add_func("/base/diagnostics/caret", test_print_caret);
	g_test_add_func("/base/diagnostics/long-line", test_print_long_line);
	g_test_add_func("/base/diagnostics/column", test_print_wild_column);
	g_test_add_func("/base/diagnostics/check", test_check);
	g_test_add_func("/base/did-you-mean", test_did_you_mean);
	g_test_add_func("/base/word-count", test_word_count);
	g_test_add_func("/base/shell", test_shell_word);
	g_test_add_func("/base/printable", test_printable);
	g_test_add_func("/base/columns", test_columns);
	g_test_add_func("/base/wrap", test_wrap);
	g_test_add_func("/base/cut", test_cut);
	g_test_add_func("/base/rows", test_rows);
	g_test_add_func("/base/sha256", test_sha256);
	g_test_add_func("/base/times", test_times);
	return g_test_run();
}
