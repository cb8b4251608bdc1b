/*
 * label.c: how a line begins.
 *
 * People write "T: words", "[00:12:03] Anna: words", "Anna (00:03): words",
 * "[Anna] words", "Anna Smith  0:12" above the words.  heading_parse() sees
 * the form; whether "Anna" is a speaker and "Note" is not, heads.c finds out.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

#define SHORT_ROLE 3 /* bytes of "T", "Th", "Pt", "T1" */

/* Signs that may stand before a name, and between a time and a name. */
static const char *
skip_signs(const char *p, const char *end, const char *ascii)
{
	while (p < end) {
		if (is_space(*p) || strchr(ascii, *p))
			p++;
		else if (end - p >= 3 && (!memcmp(p, "\342\200\223", 3) ||
					  !memcmp(p, "\342\200\224", 3) ||
					  !memcmp(p, "\342\200\242", 3)))
			p += 3;
		else
			break;
	}
	return p;
}

/*
 * Where a stamp begins that has the colon at q inside or right behind it:
 * "Anna (Guest) [0:03]", "Anna 0:03".  NULL when q belongs to no stamp.
 */
static const char *
stamp_start(const char *p, const char *q, const char *end)
{
	const char *s = q, *after;
	gint64 start_ms, end_ms;

	while (s > p && (g_ascii_isdigit(s[-1]) || strchr(":.,-> ])", s[-1])))
		s--;
	after = s - 1;
	if (s > p && strchr("[({<#", s[-1]) &&
	    stamp_range(&after, end, &start_ms, &end_ms))
		return s - 1;
	for (s = q; s > p && g_ascii_isdigit(s[-1]); s--)
		;
	return s < q && s > p && is_space(s[-1]) ? s : NULL;
}

/* "Anna (00:03): words", "Anna 0:12", "Anna Smith  0:12 words". */
static gboolean
stamp_after_name(const char *p, const char *q, const char *end,
		 struct heading *out)
{
	const char *stamp = stamp_start(p, q, end), *after = stamp;
	gint64 start_ms, end_ms;

	if (!stamp || !stamp_range(&after, end, &start_ms, &end_ms))
		return FALSE;
	out->label = p;
	out->label_len = stamp - p;
	out->start_ms = start_ms;
	out->end_ms = end_ms;
	out->spaced =
		stamp - p >= 2 &&
		(stamp[-1] == '\t' || (stamp[-1] == ' ' && stamp[-2] == ' '));
	if (after < end && g_ascii_isalnum(*after))
		return FALSE;
	out->text = skip_blanks(after, end);
	out->kind = HEADING_STAMPED;
	out->loose = out->text < end;
	if (out->text < end && *out->text == ':') {
		out->text++;
		out->kind = HEADING_COLON;
	} else if (out->text < end && label_shape(p, stamp - p) == LABEL_ROLE) {
		out->kind = HEADING_COLON;
	}
	return TRUE;
}

/* "Anna<tab>0:12<tab>words", or the words below. */
static gboolean
stamp_after_tab(const char *p, const char *tab, const char *end,
		struct heading *out)
{
	const char *after = skip_blanks(tab, end);
	gint64 start_ms, end_ms;

	if (!stamp_range(&after, end, &start_ms, &end_ms) ||
	    (after < end && *after != '\t'))
		return FALSE;
	out->label = p;
	out->label_len = tab - p;
	out->start_ms = start_ms;
	out->end_ms = end_ms;
	out->spaced = TRUE;
	out->text = skip_blanks(after, end);
	out->kind = out->text < end ? HEADING_COLON : HEADING_STAMPED;
	return TRUE;
}

/*
 * Do words look like what stands behind "File:", not like a sentence?
 * 2: like a path or a number, whatever stands around them.
 */
static guint
is_value(const char *p, const char *end)
{
	gboolean digits = FALSE;

	trim(&p, &end);
	if (p == end || end - p > LABEL_REACH)
		return 0;
	for (const char *q = p; q < end; q++) {
		if (*q == '/' || *q == '\\' || *q == '|')
			return 2;
		digits |= g_ascii_isdigit(*q);
	}
	if (digits && !memchr(p, ' ', end - p))
		return 2;
	while (end > p && strchr("\"')*", end[-1]))
		end--;
	return p < end && !strchr(".?!", end[-1]) &&
	       !(end - p > 3 && !memcmp(end - 3, "\342\200", 2));
}

void
heading_take_stamp(struct heading *out)
{
	const char *p = out->label, *end = p + out->label_len, *q = p;
	gint64 start_ms, end_ms;

	if (stamp_range(&q, end, &start_ms, &end_ms) && q < end) {
		out->label = skip_signs(q, end, ":,-|");
		out->label_len = end - out->label;
	} else {
		for (q = end - 1; q > p; q--)
			if (strchr(" ,|\t", *q)) {
				const char *s = q + 1;

				if (stamp_range(&s, end, &start_ms, &end_ms) &&
				    s == end)
					break;
			}
		if (q <= p)
			return;
		while (q > p && strchr(" ,|\t-", q[-1]))
			q--;
		out->label_len = q - p;
	}
	if (out->start_ms < 0) {
		out->start_ms = start_ms;
		out->end_ms = end_ms;
	}
}

static void
colon_heading(const char *p, const char *q, const char *end,
	      struct heading *out)
{
	const char *after;

	out->kind = HEADING_COLON;
	out->label = p;
	out->label_len = q - p;
	out->text = skip_blanks(q + 1, end);
	while (out->text < end && *out->text == '*')
		out->text = skip_blanks(out->text + 1, end);
	out->value = is_value(out->text, end);
	if (out->start_ms < 0)
		heading_take_stamp(out);
	if (out->start_ms >= 0 || out->text == end)
		return;
	after = out->text;
	if (stamp_range(&after, end, &out->start_ms, &out->end_ms) &&
	    (!g_ascii_isdigit(*out->text) || skip_blanks(after, end) == end))
		out->text = skip_blanks(after, end);
	else
		out->start_ms = out->end_ms = -1;
}

/* "Therapeut:in" has a colon that ends nothing. */
static gboolean
is_gender_colon(const char *label, const char *q, const char *end)
{
	static const char *const endings[] = { "in", "innen", "r", "n" };
	const char *p = q + 1;

	while (p < end && g_ascii_isalpha(*p))
		p++;
	return q - label > SHORT_ROLE && p < end && (*p == ':' || *p == ' ') &&
	       is_listed(endings, G_N_ELEMENTS(endings), q + 1, p - q - 1) &&
	       memchr(p, ':', MIN(end - p, 8));
}

static gboolean
is_cell(const char *p, const char *tab)
{
	const char *q = tab;

	while (q > p && is_space(q[-1]))
		q--;
	return q > p && !strchr(".?!,;", q[-1]) &&
	       label_shape(p, tab - p) != LABEL_NOT;
}

/*
 * Where the label ends: at a colon, at a tab (a table cell pasted as text),
 * or, when a role stands before it, at the semicolon that a finger hit for
 * the colon ("T; words").  NULL when there is no label.
 */
static const char *
label_stop(const char *p, const char *end)
{
	const char *reach = p + MIN(end - p, LABEL_REACH);
	const char *colon = memchr(p, ':', reach - p);
	const char *tab = memchr(p, '\t', (colon ? colon : reach) - p);

	if (tab && is_cell(p, tab))
		return tab;
	for (const char *q = p; q < reach && q - p <= SHORT_ROLE; q++)
		if (*q == ';' && label_shape(p, q - p) == LABEL_ROLE)
			return q;
	while (colon && is_gender_colon(p, colon, end))
		colon = memchr(colon + 1, ':', reach - colon - 1);
	return colon;
}

gboolean
label_ends_at(const char *p, const char *q, const char *end)
{
	if (q + 1 == end || is_space(q[1]) || *q == '\t' || *q == ';')
		return TRUE;
	if (strchr("*:\"'([{<-", q[1]) || (guchar)q[1] >= 0x80)
		return TRUE;
	return g_ascii_isalpha(q[1]) ? label_shape(p, q - p) >= LABEL_LOWER :
				       label_shape(p, q - p) == LABEL_ROLE;
}

/* The time before the name, if there is one. */
static gboolean
take_stamp(const char **p, const char *end, struct heading *out)
{
	if (!g_ascii_isdigit(**p) && !strchr("[(<{#", **p))
		return FALSE;
	out->framed = !g_ascii_isdigit(**p);
	out->spelled = stamp_spelled(p, end, &out->start_ms);
	if (!out->spelled && !stamp_range(p, end, &out->start_ms, &out->end_ms))
		return FALSE;
	out->ahead = TRUE;
	out->text = out->body = *p = skip_signs(*p, end, "-*|:");
	if (*p == end)
		out->kind = HEADING_STAMP;
	return TRUE;
}

void
heading_parse(const char *line, const char *end, struct heading *out)
{
	const char *p = skip_blanks(line, end), *q;

	*out = (struct heading){
		.start_ms = -1, .end_ms = -1, .body = p, .text = p
	};
	p = skip_signs(p, end, ">*-");
	if (p == end || (take_stamp(&p, end, out) && p == end))
		return;
	if (heading_bracket(p, end, out))
		return;
	q = label_stop(p, end);
	if (!q || q == p)
		return;
	if (out->start_ms < 0 && *q == '\t' && stamp_after_tab(p, q, end, out))
		return;
	if (out->start_ms < 0 && *q == ':' && stamp_after_name(p, q, end, out))
		return;
	if (label_ends_at(p, q, end))
		colon_heading(p, q, end, out);
}
