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

/* What an ASCII character is to a word; 0: what parts words. */
enum { PARTS = 0, LETTER = 1, JOINER = 2 };

static const guint8 ascii_kind[128] = {
	['0' ... '9'] = LETTER, ['A' ... 'Z'] = LETTER, ['a' ... 'z'] = LETTER,
	['\''] = JOINER,	['-'] = JOINER,
};

static guint
word_kind(gunichar c)
{
	return g_unichar_isalnum(c) ? LETTER : is_joiner(c) ? JOINER : PARTS;
}

/*
 * Every transcript is counted, so nothing here waits for the character
 * before: a word begins at a letter that follows neither a letter nor a
 * letter and one joiner.
 */
guint
base_word_count(const char *text, gssize len)
{
	const char *end = text + (len < 0 ? (gssize)strlen(text) : len);
	guint last = PARTS, last_but_one = PARTS, words = 0;

	while (text < end) {
		guint kind;

		if ((guchar)*text < 0x80) {
			kind = ascii_kind[(guchar)*text++];
		} else {
			gunichar c =
				g_utf8_get_char_validated(text, end - text);
			gboolean valid = c < (gunichar)-2;

			text += valid ? g_unichar_to_utf8(c, NULL) : 1;
			if (valid && g_unichar_ismark(c))
				continue;
			kind = valid ? word_kind(c) : PARTS;
		}
		words += kind & ~(last | (last >> 1 & last_but_one)) & LETTER;
		last_but_one = last;
		last = kind;
	}
	return words;
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
		else if (base_is_unsafe(c))
			g_string_append_unichar(out, 0xfffd);
		else
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

char *
base_shell_word(const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_=/.,:@+";
	GString *out;

	if (*text && strspn(text, plain) == strlen(text))
		return g_strdup(text);
	if (!strpbrk(text, "\n\r\t\v\f\b\a\033\177"))
		return g_shell_quote(text);
	out = g_string_new("$'");
	for (; *text; text++) {
		guchar c = (guchar)*text;

		if (c == '\n')
			g_string_append(out, "\\n");
		else if (c < 0x20 || c == 0x7f)
			g_string_append_printf(out, "\\%03o", c);
		else if (c == '\'' || c == '\\')
			g_string_append_printf(out, "\\%c", c);
		else
			g_string_append_c(out, (char)c);
	}
	g_string_append_c(out, '\'');
	return g_string_free(out, FALSE);
}

char *
base_count(guint n, const char *one, const char *many)
{
	return g_strdup_printf("%u %s", n, n == 1 ? one : many);
}

void
base_replace(char **text, const char *with)
{
	char *copy = g_strdup(with);

	g_free(*text);
	*text = copy;
}
