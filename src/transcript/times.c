/*
 * times.c: clock times as people and recorders write them.
 *
 * "12:03", "1:02:03", "00:12:03.5", "00:00:01,250", "00:00:01:12" with frames,
 * which are left out; alone or as a range, bare or in brackets, in which there
 * are also "[00.12.03]" and f4's "#00:12:03-5#".  WebVTT's strict form has its
 * own reader in vtt.c.
 */
#include "transcript/block.h"
#include "transcript/bytes.h"
#include "transcript/heading.h"

#define DIGITS_MAX 9 /* keeps milliseconds far from overflow */

enum style {
	PLAIN,
	RECORDER, /* Teams' unpadded milliseconds */
	DOTTED,	  /* a comma ends the stamp */
};

static gboolean
take_stamp_number(const char **p, const char *end, gint64 *value, guint *digits)
{
	const char *start = *p;

	*value = 0;
	while (*p < end && g_ascii_isdigit(**p) && *p - start < DIGITS_MAX)
		*value = *value * 10 + (*(*p)++ - '0');
	*digits = *p - start;
	return *digits > 0 && (*p == end || !g_ascii_isdigit(**p));
}

/*
 * The fraction after "." or ",": decimal, except that the unpadded hours of
 * Teams ("0:0:2.90 -->") go with unpadded milliseconds (2.090 s).
 */
static gint64
fraction(const char **p, const char *end, enum style style, gboolean unpadded)
{
	static const gint64 scale[] = { 1000, 100, 10, 1 };
	const char *q = *p;
	gint64 value = 0;
	guint digits = 0;

	if (q + 1 >= end || (*q != '.' && (*q != ',' || style == DOTTED)) ||
	    !g_ascii_isdigit(q[1]))
		return 0;
	for (q++; q < end && g_ascii_isdigit(*q); q++)
		if (digits < 3) {
			value = value * 10 + (*q - '0');
			digits++;
		}
	*p = q;
	return unpadded && style == RECORDER ? value : value * scale[digits];
}

/* Behind the frames of "00:00:01:12" or "00:00:01;12", if there are any. */
static const char *
skip_frames(const char *p, const char *end)
{
	if (end - p < 3 || (*p != ':' && *p != ';') || !g_ascii_isdigit(p[1]) ||
	    !g_ascii_isdigit(p[2]) ||
	    (end - p > 3 && (g_ascii_isdigit(p[3]) || p[3] == ':')))
		return p;
	return p + 3;
}

/* "00;00;01;12", as editors of films write times of dropped frames. */
static gboolean
parse_dropped(const char **p, const char *end, gint64 *ms)
{
	const char *q = *p;
	gint64 part[4];
	guint digits;

	for (int i = 0; i < 4; i++) {
		if ((i && (q == end || *q++ != ';')) ||
		    !take_stamp_number(&q, end, &part[i], &digits) ||
		    digits != 2)
			return FALSE;
	}
	if (part[1] > 59 || part[2] > 59)
		return FALSE;
	*ms = (part[0] * 3600 + part[1] * 60 + part[2]) * 1000;
	*p = q;
	return TRUE;
}

/*
 * "am" with a blank before it may be the verb: "0:12 am I late?", "0:12 Am I",
 * "3:05 am not sure".  `after` is behind it.  A name may follow a time:
 * "9:12 am ben: words".
 */
static gboolean
is_verb(const char *am, const char *after, const char *end)
{
	const char *next = skip_blanks(after, end);

	if (!memcmp(am, "Am", 2))
		return TRUE;
	if (next == after || next == end || !g_ascii_isalpha(*next))
		return FALSE;
	if (*next == 'I' && (next + 1 == end || !g_ascii_isalpha(next[1])))
		return TRUE;
	return *am == 'a' && g_ascii_islower(*next) &&
	       !memchr(next, ':', line_end(next, end) - next);
}

/*
 * "9:12 PM", "09:12:01 a.m.", "9:12 p. m.": moves *p past it, *hours to the
 * hour of 24.
 */
static gboolean
take_half_day(const char **p, const char *end, gint64 *hours)
{
	const char *q = skip_blanks(*p, end), *start = q;
	gboolean evening = q < end && g_ascii_tolower(*q) == 'p';

	if (*hours > 12 || q == end || (!evening && g_ascii_tolower(*q) != 'a'))
		return FALSE;
	q++;
	if (q < end && *q == '.')
		q = skip_blanks(q + 1, end);
	if (q == end || g_ascii_tolower(*q++) != 'm')
		return FALSE;
	if (q < end && g_ascii_isalnum(*q))
		return FALSE;
	if (!evening && q - start == 2 && start > *p && is_verb(start, q, end))
		return FALSE;
	*p = q + (q < end && *q == '.');
	*hours = *hours % 12 + (evening ? 12 : 0);
	return TRUE;
}

static gboolean
parse_stamp(const char **p, const char *end, enum style style, gint64 *ms)
{
	const char *q = *p;
	gint64 part[3], seconds;
	guint n = 0, digits, first_digits = 0;

	if (parse_dropped(p, end, ms))
		return TRUE;
	for (;;) {
		if (!take_stamp_number(&q, end, &part[n], &digits) ||
		    (n && digits > 2))
			return FALSE;
		if (n == 0)
			first_digits = digits;
		n++;
		if (n == 3 || q + 1 >= end || *q != ':' ||
		    !g_ascii_isdigit(q[1]))
			break;
		q++;
	}
	if (n < 2 || part[n - 1] > 59 || (n == 3 && part[1] > 59))
		return FALSE;
	if (take_half_day(&q, end, &part[0])) {
		*ms = (part[0] * 3600 + part[1] * 60 + (n == 3 ? part[2] : 0)) *
		      1000;
		*p = q;
		return TRUE;
	}
	seconds = n == 3 ? part[0] * 3600 + part[1] * 60 + part[2] :
			   part[0] * 60 + part[1];
	*ms = seconds * 1000 +
	      fraction(&q, end, style, n == 3 && first_digits == 1);
	*p = n == 3 ? skip_frames(q, end) : q;
	return TRUE;
}

/* "00.12.03" in brackets. */
static gboolean
parse_points(const char **p, const char *end, gint64 *ms)
{
	const char *q = *p;
	gint64 part[3];
	guint digits;

	for (int i = 0; i < 3; i++) {
		if ((i && (q == end || *q++ != '.')) ||
		    !take_stamp_number(&q, end, &part[i], &digits) ||
		    digits > 2)
			return FALSE;
	}
	if (part[1] > 59 || part[2] > 59)
		return FALSE;
	*ms = (part[0] * 3600 + part[1] * 60 + part[2]) * 1000;
	*p = q;
	return TRUE;
}

/* f4's tenths: "#00:12:03-5#". */
static void
take_tenths(const char **p, const char *end, gint64 *ms)
{
	if (end - *p >= 3 && **p == '-' && g_ascii_isdigit((*p)[1]) &&
	    (*p)[2] == '#') {
		*ms += ((*p)[1] - '0') * 100;
		*p += 2;
	}
}

gboolean
stamp_parse(const char **p, const char *end, gint64 *ms)
{
	return parse_stamp(p, end, PLAIN, ms);
}

gboolean
stamp_parse_recorder(const char **p, const char *end, gint64 *ms)
{
	return parse_stamp(p, end, RECORDER, ms);
}

gboolean
stamp_parse_dotted(const char **p, const char *end, gint64 *ms)
{
	return parse_stamp(p, end, DOTTED, ms);
}

static gboolean
skip_range_sign(const char **p, const char *end)
{
	static const char *const signs[] = { "-->", "\342\200\223", "->", "-" };
	const char *q = skip_blanks(*p, end);

	for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
		gsize len = strlen(signs[i]);

		if ((gsize)(end - q) < len || memcmp(q, signs[i], len))
			continue;
		*p = skip_blanks(q + len, end);
		return TRUE;
	}
	return FALSE;
}

static char
closing_of(char open)
{
	static const char pairs[] = "[](){}<>##";

	for (gsize i = 0; pairs[i]; i += 2)
		if (pairs[i] == open)
			return pairs[i + 1];
	return '\0';
}

/* "12.5s", or "12.5" without the unit. */
static gboolean
parse_seconds(const char **p, const char *end, gint64 *ms, gboolean *unit)
{
	const char *q = *p;
	gint64 whole;
	guint digits;

	if (!take_stamp_number(&q, end, &whole, &digits) || digits > 5 ||
	    q == end || *q != '.' || q + 1 == end || !g_ascii_isdigit(q[1]))
		return FALSE;
	*ms = whole * 1000 + fraction(&q, end, DOTTED, FALSE);
	*unit = q < end && *q == 's' &&
		(q + 1 == end || !g_ascii_isalnum(q[1]));
	*p = q + *unit;
	return TRUE;
}

/*
 * "12.5s words", "[12.5s]", "[0.00 - 4.20]".  A number alone in brackets is
 * how long a pause was.
 */
static gboolean
seconds_range(const char **p, const char *end, gint64 *start_ms, gint64 *end_ms)
{
	const char *q = *p, *after;
	char close = q < end ? closing_of(*q) : '\0';
	gint64 second;
	gboolean unit;

	if (close)
		q = skip_blanks(q + 1, end);
	if (!parse_seconds(&q, end, start_ms, &unit))
		return FALSE;
	*end_ms = -1;
	after = q;
	if (skip_range_sign(&after, end) &&
	    parse_seconds(&after, end, &second, &unit)) {
		*end_ms = second;
		q = after;
	}
	q = close ? skip_blanks(q, end) : q;
	if ((close && (q == end || *q != close)) ||
	    (*end_ms < 0 && (!unit || (close && close != ']'))) ||
	    (!close && !unit))
		return FALSE;
	*p = q + (close != '\0');
	return TRUE;
}

gboolean
stamp_range(const char **p, const char *end, gint64 *start_ms, gint64 *end_ms)
{
	const char *q = *p, *after;
	enum style style =
		find_arrow(q, q + MIN(40, end - q)) ? RECORDER : PLAIN;
	char close = q < end ? closing_of(*q) : '\0';
	gint64 second;

	if (close)
		q = skip_blanks(q + 1, end);
	*end_ms = -1;
	if (!parse_stamp(&q, end, style, start_ms) &&
	    !(close && parse_points(&q, end, start_ms)))
		return seconds_range(p, end, start_ms, end_ms);
	if (close == '#')
		take_tenths(&q, end, start_ms);
	after = q;
	if (skip_range_sign(&after, end) &&
	    parse_stamp(&after, end, style, &second)) {
		*end_ms = second;
		q = after;
	}
	if (close) {
		q = skip_blanks(q, end);
		if (q >= end || *q != close)
			return FALSE;
		q++;
	}
	*p = q;
	return TRUE;
}
