/*
 * Codes of people and cases, and lists in the order that people count in;
 * see base.h.
 */
#include "base/base.h"

#include <string.h>

/* What is no letter of a code at its ends: blanks of all kinds and marks
 * that nobody sees, such as a byte order mark. */
static gboolean
is_outside(gunichar c)
{
	return g_unichar_isspace(c) || g_unichar_iscntrl(c) ||
	       g_unichar_type(c) == G_UNICODE_FORMAT ||
	       g_unichar_type(c) == G_UNICODE_SPACE_SEPARATOR;
}

char *
base_trim(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	const char *start = valid, *end = valid + strlen(valid);

	while (*start && is_outside(g_utf8_get_char(start)))
		start = g_utf8_next_char(start);
	while (end > start) {
		const char *last = g_utf8_prev_char(end);

		if (!is_outside(g_utf8_get_char(last)))
			break;
		end = last;
	}
	return g_strndup(start, (gsize)(end - start));
}

char *
base_code_clean(const char *text)
{
	g_autofree char *trimmed = base_trim(text);

	return g_utf8_normalize(trimmed, -1, G_NORMALIZE_NFC);
}

/* Without what nobody sees within it, and with wide letters (of keyboards for
 * Chinese and Japanese) as the letters that they are. */
static char *
plain_code(const char *clean)
{
	GString *out = g_string_new(NULL);

	for (const char *at = clean; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c > 0xff00 && c < 0xff5f)
			c -= 0xff00 - 0x20;
		if (g_unichar_type(c) != G_UNICODE_FORMAT)
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

char *
base_code_key(const char *text)
{
	g_autofree char *clean = base_code_clean(text);
	g_autofree char *letters = plain_code(clean);
	g_autofree char *folded = g_utf8_casefold(letters, -1);

	return g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
}

gboolean
base_code_same(const char *a, const char *b)
{
	g_autofree char *one = NULL;
	g_autofree char *other = NULL;

	if (!a || !b)
		return a == b;
	one = base_code_key(a);
	other = base_code_key(b);
	return !strcmp(one, other);
}

/* Digits from *at on without zeros in front; *at is moved behind them. */
static gsize
digits_at(const char **at, const char **digits)
{
	gsize len;

	*digits = *at + strspn(*at, "0");
	len = strspn(*digits, "0123456789");
	*at = *digits + len;
	return len;
}

/* Two runs of digits as the numbers they are, however long. */
static int
compare_digits(const char **a, const char **b)
{
	const char *one, *other;
	gsize len = digits_at(a, &one), other_len = digits_at(b, &other);

	if (len != other_len)
		return len < other_len ? -1 : 1;
	return strncmp(one, other, len);
}

int
base_natural_compare(const char *a, const char *b)
{
	g_autofree char *one = base_code_key(a);
	g_autofree char *other = base_code_key(b);
	const char *p = one, *q = other;

	while (*p && *q) {
		gunichar left = g_utf8_get_char(p), right = g_utf8_get_char(q);
		int order;

		if (g_ascii_isdigit(*p) && g_ascii_isdigit(*q)) {
			order = compare_digits(&p, &q);
			if (order)
				return order;
			continue;
		}
		if (left != right)
			return left < right ? -1 : 1;
		p = g_utf8_next_char(p);
		q = g_utf8_next_char(q);
	}
	if (*p || *q)
		return *p ? 1 : -1;
	/* C1 and c01 are never equal: an order must not waver. */
	return strcmp(a, b);
}
