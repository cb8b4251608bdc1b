/*
 * wrap: how wide a text is on a terminal, and its breaking into lines; see
 * base.h.
 *
 * Widths are counted in terminal columns, not bytes: an ideograph takes two,
 * a combining accent none.
 */
#include "base/base.h"

#include <string.h>

gboolean
base_is_unsafe(gunichar c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
	       (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x061c || c == 0xfeff;
}

guint
base_char_columns(gunichar c)
{
	if (c < 0x300 || base_is_unsafe(c))
		return 1;
	if (g_unichar_iszerowidth(c))
		return 0;
	return g_unichar_iswide(c) ? 2 : 1;
}

/* Most text is plain ASCII. */
static guint
columns_at(const char *at)
{
	return (guchar)*at < 0x80 ? 1 : base_char_columns(g_utf8_get_char(at));
}

guint
base_text_columns(const char *text)
{
	guint columns = 0;

	for (; *text; text = g_utf8_next_char(text))
		columns += columns_at(text);
	return columns;
}

/* Bytes of text up to `end` that fit into width columns, broken at a blank if
 * there is one; at least one character. */
static gsize
line_length(const char *text, const char *end, guint width)
{
	const char *at = text, *blank = NULL;
	guint columns = 0;

	while (at < end) {
		guint more = columns_at(at);

		if (*at == ' ')
			blank = at;
		if (columns + more > width)
			break;
		columns += more;
		at = g_utf8_next_char(at);
	}
	if (at < end && blank && blank > text)
		at = blank;
	if (at == text && at < end)
		at = g_utf8_next_char(at);
	return (gsize)(at - text);
}

void
base_wrap(const char *text, guint width, GArray *lines)
{
	const char *end = text + strlen(text), *at = text;

	g_array_set_size(lines, 0);
	do {
		gsize len = line_length(at, end, MAX(width, 1));
		struct span span = { (guint32)(at - text),
				     (guint32)(at - text + len) };

		g_array_append_val(lines, span);
		at += len;
		while (at < end && *at == ' ')
			at++;
	} while (at < end);
}

char *
base_cut(const char *text, guint width, const char *mark)
{
	const char *at = text;
	guint columns = base_text_columns(mark);

	if (base_text_columns(text) <= width)
		return g_strdup(text);
	while (*at && columns + columns_at(at) <= width) {
		columns += columns_at(at);
		at = g_utf8_next_char(at);
	}
	return g_strdup_printf("%.*s%s", (int)(at - text), text, mark);
}
