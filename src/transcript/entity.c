/*
 * entity.c: character references ("&amp;", "&#8217;", "&hellip;").
 *
 * The names are those of HTML (html.spec.whatwg.org, "Named character
 * references"), in entities.txt: one a line, in the order of their bytes, so
 * that they are found by halving.  Strict, a reference is consumed as HTML
 * consumes it, some without their semicolon; lenient, the semicolon must be
 * there, because people write "AT&T" and "?a=1&copy=2".
 */
#include "transcript/encoding.h"
#include "transcript/entity.h"

#include "gen/transcript/entities.txt.gen.h"

#define NAME_MAX_LEN 32 /* the longest, with its semicolon */

/* What follows the name in its line, or NULL. */
static const char *
find_entity(const char *name, gsize len)
{
	const char *low = entities_txt;
	const char *high = entities_txt + sizeof(entities_txt) - 1;

	while (low < high) {
		const char *line = low + (high - low) / 2;
		gsize line_len;
		int order;

		while (line > low && line[-1] != '\n')
			line--;
		line_len = strcspn(line, " ");
		order = memcmp(name, line, MIN(len, line_len));
		if (order == 0)
			order = len < line_len ? -1 : len > line_len;
		if (order == 0)
			return line + line_len;
		if (order < 0)
			high = line;
		else
			low = strchr(line, '\n') + 1;
	}
	return NULL;
}

static void
append_codes(GString *out, const char *codes)
{
	while (*codes == ' ') {
		char *after;

		g_string_append_unichar(out, strtoul(codes + 1, &after, 16));
		codes = after;
	}
}

/* The longest name at p that HTML knows; NULL if none. */
static const char *
take_name(GString *out, const char *p, const char *end, gboolean strict)
{
	const char *q = p;
	gsize len;

	while (q < end && g_ascii_isalnum(*q) && q - p < NAME_MAX_LEN)
		q++;
	len = q - p + (q < end && *q == ';');
	if (!strict && (len == 0 || p[len - 1] != ';'))
		return NULL;
	for (; len > 1; len--) {
		const char *codes = find_entity(p, len);

		if (codes) {
			append_codes(out, codes);
			return p + len;
		}
		if (!strict)
			break;
	}
	return NULL;
}

/* What HTML makes of a number: old pages meant Windows-1252 below 160. */
static gunichar
character_of(guint32 number)
{
	gunichar c = number >= 0x80 && number < 0xa0 ? encoding_cp1252(number) :
						       number;

	if (c == 0)
		c = number;
	return c == 0 || !g_unichar_validate(c) ? 0xfffd : c;
}

/* "#8217;" or "#x2019;" at p. */
static const char *
take_reference_number(GString *out, const char *p, const char *end,
		      gboolean strict)
{
	gboolean hex = end - p > 1 && (p[1] | 0x20) == 'x';
	const char *start = p + 1 + hex, *q = start;
	guint32 number = 0;

	for (; q < end && (hex ? g_ascii_isxdigit(*q) : g_ascii_isdigit(*q));
	     q++)
		number =
			MIN(number * (hex ? 16 : 10) + g_ascii_xdigit_value(*q),
			    0x110000);
	if (q == start || (!strict && (q == end || *q != ';')))
		return NULL;
	g_string_append_unichar(out, character_of(number));
	return q < end && *q == ';' ? q + 1 : q;
}

const char *
entity_take(GString *out, const char *amp, const char *end, gboolean strict)
{
	const char *p = amp + 1, *after = NULL;

	if (p < end && *p == '#')
		after = take_reference_number(out, p, end, strict);
	else if (p < end)
		after = take_name(out, p, end, strict);
	if (after)
		return after;
	g_string_append_c(out, '&');
	return p;
}
