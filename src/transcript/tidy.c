/*
 * tidy.c: typed text as the plain reader wants it.
 *
 * Word processors end lines with characters of their own (U+2028, U+2029,
 * U+0085, vertical tab, form feed) and put into names what nobody sees: marks
 * of direction, blanks that do not break, wide colons.  Line ends become line
 * feeds everywhere; the rest is mended only at the start of a line, where a
 * speaker may stand.  The words stay as they are.
 */
#include "transcript/heading.h"
#include "transcript/source.h"

#define WIDE_COLON 0xff1a /* no blank is written behind it */

static gboolean
is_line_end(gunichar c)
{
	return c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 ||
	       c == 0x2029;
}

static gboolean
is_invisible(gunichar c)
{
	return c == 0x61c || c == 0xfeff || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069);
}

/* What stands for c in a label; 0: nothing. */
static gunichar
typed_character(gunichar c)
{
	if (is_invisible(c))
		return 0;
	if (c >= 0xff01 && c <= 0xff5e)
		return c - 0xff01 + '!';
	if (c == 0xa0 || c == 0x202f || c == 0x3000 ||
	    (c >= 0x2000 && c <= 0x200a))
		return ' ';
	return c;
}

static gboolean
needs_tidying(const struct source *source)
{
	if (memchr(source->text, '\v', source->len) ||
	    memchr(source->text, '\f', source->len))
		return TRUE;
	return !source->ascii;
}

/* The colon at q is one of a time, "00:12". */
static gboolean
is_of_time(const char *p, const char *q, const char *end)
{
	return q > p && q + 1 < end && g_ascii_isdigit(q[-1]) &&
	       g_ascii_isdigit(q[1]);
}

/* Behind the colon that a label may end in, or p when there is none. */
static const char *
label_end(const char *p, const char *end)
{
	const char *reach = p + MIN(end - p, LABEL_REACH);

	for (const char *q = p; q < reach; q = g_utf8_next_char(q)) {
		gunichar c = g_utf8_get_char(q);

		if (c == '\n' || is_line_end(c))
			break;
		if (typed_character(c) == ':' && !is_of_time(p, q, end))
			return g_utf8_next_char(q);
	}
	return p;
}

/* A label, and the blanks about it that only look like blanks. */
static const char *
tidy_label(GString *out, const char *p, const char *end)
{
	const char *stop = label_end(p, end);

	while (p < end) {
		gunichar c = g_utf8_get_char(p), tidy = typed_character(c);

		if (p >= stop && tidy && tidy != ' ')
			break;
		if (tidy)
			g_string_append_unichar(out, tidy);
		if (c == WIDE_COLON)
			g_string_append_c(out, ' ');
		p = g_utf8_next_char(p);
	}
	return p;
}

/* To the end of the line, whichever it is. */
static const char *
tidy_words(GString *out, const char *p, const char *end)
{
	const char *from = p;

	while (p < end && *p != '\n') {
		guchar c = *p;

		if ((c == '\v' || c == '\f' || c == 0xc2 || c == 0xe2) &&
		    is_line_end(g_utf8_get_char(p)))
			break;
		p++;
	}
	g_string_append_len(out, from, p - from);
	return p;
}

char *
source_tidy(const struct source *source, gsize *len)
{
	const char *p = source->text, *end = p + source->len;
	GString *out;

	if (!needs_tidying(source))
		return NULL;
	out = g_string_sized_new(source->len + 1);
	while (p < end) {
		p = tidy_label(out, p, end);
		p = tidy_words(out, p, end);
		if (p == end)
			break;
		g_string_append_c(out, '\n');
		p = g_utf8_next_char(p);
	}
	*len = out->len;
	return g_string_free(out, FALSE);
}
