/*
 * Text counted and made safe to show; see base.h.
 */
#include "base/base.h"

#include <string.h>

static gboolean
is_joiner(gunichar c)
{
	return c == '\'' || c == '-' || c == 0x2019 || c == 0x2010 ||
	       c == 0x2011;
}

guint
base_word_count(const char *text, gssize len)
{
	const char *end = text + (len < 0 ? (gssize)strlen(text) : len);
	gboolean inside = FALSE, joined = FALSE;
	guint words = 0;

	while (text < end) {
		/* Nearly all text is ASCII, and tables are quick. */
		gboolean ascii = (guchar)*text < 0x80;
		gunichar c = ascii ? (guchar)*text :
			     g_utf8_get_char_validated(text, end - text);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			text++;
			inside = FALSE;
			continue;
		}
		if (ascii ? g_ascii_isalnum(c) : g_unichar_isalnum(c)) {
			words += !inside;
			inside = TRUE;
			joined = FALSE;
		} else if (is_joiner(c) && !joined) {
			joined = TRUE;
		} else if (ascii || !g_unichar_ismark(c)) {
			inside = FALSE;
		}
		text += ascii ? 1 : g_unichar_to_utf8(c, NULL);
	}
	return words;
}

/* Characters that a terminal obeys instead of showing. */
static gboolean
is_unsafe(gunichar c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
	       (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x061c || c == 0xfeff;
}

char *
base_printable(const char *text, gssize len)
{
	const char *end = text + (len < 0 ? (gssize)strlen(text) : len);
	GString *out = g_string_sized_new(end - text);

	while (text < end) {
		gunichar c = g_utf8_get_char_validated(text, end - text);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			g_string_append_unichar(out, 0xfffd);
			text++;
			continue;
		}
		text += g_unichar_to_utf8(c, NULL);
		if (c == '\n' || c == '\t' || c == '\r')
			g_string_append_c(out, ' ');
		else if (is_unsafe(c))
			g_string_append_unichar(out, 0xfffd);
		else
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}
