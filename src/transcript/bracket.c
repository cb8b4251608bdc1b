/*
 * bracket.c: names in brackets at the start of a line.
 *
 * "[Anna] words", "(Anna)" with the words below; but "(555) 010-2233" is a
 * number, "[Mia] iPhone" one name, and "(laughs) Mia" a manner before one.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

#define TAIL_MAX 40 /* bytes of a name behind a bracket */

static gboolean
is_stamp(const char *p, const char *end)
{
	gint64 start_ms, end_ms;

	return stamp_range(&p, end, &start_ms, &end_ms) && p == end;
}

/* "(555) 010-2233": the brackets are part of a number. */
static gboolean
is_area_code(const char *p, const char *close, const char *end)
{
	for (const char *q = p + 1; q < close; q++)
		if (!g_ascii_isdigit(*q) && *q != '+')
			return FALSE;
	p = skip_blanks(close + 1, end);
	return p < end && g_ascii_isdigit(*p);
}

/* The colon behind "[Mia] iPhone" or "(laughs) Mia"; NULL: "[Mia] words". */
static const char *
name_goes_on(const char *p, const char *end)
{
	const char *colon =
		p < end ? memchr(p, ':', MIN(end - p, TAIL_MAX)) : NULL;

	return colon && colon > p && label_ends_at(p, colon, end) &&
			       label_shape(p, colon - p) >= LABEL_NAME &&
			       !label_is_prose(p, colon - p) ?
		       colon :
		       NULL;
}

/*
 * More of the name behind the bracket: "[Mia] iPhone: words".  What is said
 * before a name is how it is said: "(laughs) Mia: words".
 */
static gboolean
name_behind_bracket(const char *p, const char *close, const char *end,
		    struct heading *out)
{
	const char *q = skip_blanks(close + 1, end);
	const char *colon = name_goes_on(q, end);
	gsize len = close - p - 1;

	if (!colon)
		return FALSE;
	out->kind = HEADING_COLON;
	out->label = p;
	if (label_is_noise(p + 1, len) ||
	    g_unichar_islower(g_utf8_get_char(p + 1))) {
		out->label = q;
		out->manner = p;
		out->manner_len = close + 1 - p;
	}
	out->label_len = colon - out->label;
	out->text = skip_blanks(colon + 1, end);
	return TRUE;
}

/* "[Mia] iPhone", "[Mia] Galaxy S21": what is called so by a device. */
static gboolean
is_device(const char *p, const char *end)
{
	static const char *const words[] = {
		"iphone", "ipad",    "macbook", "galaxy",  "samsung", "pixel",
		"redmi",  "xiaomi",  "huawei",	"android", "phone",   "laptop",
		"tablet", "desktop", "pc",	"handy",
	};
	const char *q = p;

	while (q < end && g_ascii_isalnum(*q))
		q++;
	return is_listed(words, G_N_ELEMENTS(words), p, q - p);
}

gboolean
heading_bracket(const char *p, const char *end, struct heading *out)
{
	static const char pairs[] = "[](){}<>";
	const char *pair = p < end ? strchr(pairs, *p) : NULL;
	const char *reach = p + MIN(end - p, LABEL_REACH), *close;

	if (!pair || !*pair || (pair - pairs) % 2)
		return FALSE;
	close = memchr(p, pair[1], reach - p);
	if (!close || close == p + 1 || is_area_code(p, close, end))
		return FALSE;
	out->label = p + 1;
	out->label_len = close - p - 1;
	if (memchr(out->label, *pair, out->label_len) ||
	    is_stamp(out->label, close))
		return FALSE;
	if (name_behind_bracket(p, close, end, out))
		return TRUE;
	if (is_device(skip_blanks(close + 1, end), end))
		return FALSE;
	out->kind = HEADING_BRACKET;
	out->text = skip_blanks(close + 1, end);
	heading_take_stamp(out);
	if (out->start_ms < 0) {
		const char *q = out->text;

		if (stamp_range(&q, end, &out->start_ms, &out->end_ms))
			out->text = skip_blanks(q, end);
	}
	if (out->text < end && *out->text == ':') {
		out->kind = HEADING_COLON;
		out->text = skip_blanks(out->text + 1, end);
	}
	return TRUE;
}

gboolean
heading_unbracket(struct heading *heading)
{
	const char *p = heading->label, *end = p + heading->label_len;
	const char *close = *p == '[' ? memchr(p, ']', end - p) :
			    *p == '(' ? memchr(p, ')', end - p) :
					NULL;

	if (heading->kind != HEADING_COLON || !close || close + 1 == end)
		return FALSE;
	heading->kind = HEADING_BRACKET;
	heading->label = p + 1;
	heading->label_len = close - p - 1;
	heading->text = skip_blanks(close + 1, heading->text);
	return TRUE;
}
