/*
 * What a cell of the workbook may hold, and the stretch of a turn it quotes.
 */
#include "export/cell.h"
#include "export/facts.h"

#include <string.h>

static void
expect_cell(const char *text, gssize len, const char *expected)
{
	g_autofree char *clean =
		cell_text(text, len < 0 ? strlen(text) : (gsize)len);

	g_assert_cmpstr(clean, ==, expected);
}

static void
test_plain(void)
{
	expect_cell("", -1, "");
	expect_cell("plain \xc3\xab", -1, "plain \xc3\xab");
	expect_cell("=1+1", -1, "=1+1");
	expect_cell("one\r\ntwo\rthree\nfour", -1, "one\ntwo\nthree\nfour");
}

static void
test_hostile(void)
{
	g_autofree char *controls = cell_text("a\0b\033[31m\x7f", 9);
	const char *at = controls;

	for (; *at; at = g_utf8_next_char(at))
		g_assert_false(g_unichar_iscntrl(g_utf8_get_char(at)));
	g_assert_true(g_str_has_prefix(controls, "a"));
	/* Not allowed in XML, though valid UTF-8. */
	expect_cell("x\xef\xbf\xbey\xef\xbf\xbf", -1,
		    "x\xef\xbf\xbdy\xef\xbf\xbd");
	/* A lone surrogate. */
	expect_cell("\xed\xa0\x80", -1, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	/* Excel would read an A. */
	expect_cell("_x0041_ _x004", -1, "_x005F_x0041_ _x004");
}

static glong
units(const char *text)
{
	glong count;
	g_autofree gunichar2 *wide =
		g_utf8_to_utf16(text, -1, NULL, &count, NULL);

	g_assert_nonnull(wide);
	return count;
}

/* 40,000 letters, and 20,000 characters of two units each. */
static void
test_long(void)
{
	g_autofree char *letters = g_strnfill(40000, 'a');
	g_autoptr(GString) faces = g_string_new(NULL);
	g_autofree char *cut = cell_text(letters, 40000);
	g_autofree char *cut_faces = NULL;

	for (guint i = 0; i < 20000; i++)
		g_string_append(faces, "\xf0\x9f\x98\xa2");
	cut_faces = cell_text(faces->str, faces->len);
	g_assert_cmpint(units(cut), <=, CELL_CHARS);
	g_assert_cmpint(units(cut), >, CELL_CHARS - 200);
	g_assert_nonnull(strstr(cut, "[cut here: a cell cannot hold all 40000 "
				     "bytes]"));
	g_assert_cmpint(units(cut_faces), <=, CELL_CHARS);
	g_assert_nonnull(strstr(cut_faces, "80000 bytes]"));
}

static void
test_just_fits(void)
{
	g_autofree char *letters = g_strnfill(32000, 'a');

	expect_cell(letters, -1, letters);
}

static void
test_lines(void)
{
	g_assert_cmpuint(text_lines("", 10), ==, 1);
	g_assert_cmpuint(text_lines("short", 10), ==, 1);
	g_assert_cmpuint(text_lines("one\ntwo", 10), ==, 2);
	g_assert_cmpuint(text_lines("eleven long words go over the end", 12),
			 ==, 3);
	g_assert_cmpuint(text_lines("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 10), ==,
			 3);
}

static struct span
excerpt(const char *text, guint32 start, guint32 end)
{
	g_autoptr(GArray) spans =
		g_array_new(FALSE, FALSE, sizeof(struct span));
	struct span span = { start, end };

	if (end > start)
		g_array_append_val(spans, span);
	return fact_excerpt_span(text, strlen(text), spans);
}

/* Two hundred words of seven letters: 1600 bytes. */
static void
test_excerpt(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct span span;

	span = excerpt("a short turn", 2, 7);
	g_assert_cmpuint(span.start, ==, 0);
	g_assert_cmpuint(span.end, ==, 12);
	for (guint i = 0; i < 200; i++)
		g_string_append(text, "sevenes ");
	span = excerpt(text->str, 0, 0);
	g_assert_cmpuint(span.start, ==, 0);
	g_assert_cmpuint(span.end, <=, EXCERPT_CHARS);
	g_assert_cmpint(text->str[span.end], ==, ' ');
	span = excerpt(text->str, 800, 807);
	g_assert_cmpuint(span.start, <=, 800);
	g_assert_cmpuint(span.end, >=, 807);
	g_assert_cmpuint(span.end - span.start, <=, EXCERPT_CHARS);
	g_assert_cmpint(text->str[span.start - 1], ==, ' ');
	span = excerpt(text->str, 1592, 1599);
	g_assert_cmpuint(span.end, ==, 1600);
}

static void
test_excerpt_wide(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct span span;

	for (guint i = 0; i < 1000; i++)
		g_string_append(text, "\xe6\xbc\xa2");
	span = excerpt(text->str, 1500, 1503);
	g_assert_true(g_utf8_validate(text->str + span.start,
				      span.end - span.start, NULL));
	g_assert_cmpint(
		g_utf8_strlen(text->str + span.start, span.end - span.start),
		==, EXCERPT_CHARS);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/export/cell/plain", test_plain);
	g_test_add_func("/export/cell/hostile", test_hostile);
	g_test_add_func("/export/cell/long", test_long);
	g_test_add_func("/export/cell/just-fits", test_just_fits);
	g_test_add_func("/export/cell/lines", test_lines);
	g_test_add_func("/export/excerpt", test_excerpt);
	g_test_add_func("/export/excerpt/wide", test_excerpt_wide);
	return g_test_run();
}
