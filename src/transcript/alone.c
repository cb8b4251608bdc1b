/*
 * alone.c: a short line that may be a name, with the words below.
 *
 * Whether it is one, heads.c finds out: a name comes again, has words below
 * it, and stands where names stand in this file.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"

#define WORDS_MAX 8

static guint
count_words(const char *p, const char *end)
{
	guint n = 0;

	while (p < end) {
		p = skip_blanks(p, end);
		n += p < end;
		while (p < end && !is_space(*p))
			p++;
	}
	return n;
}

/* "Anna Berg 0 minutes 3 seconds" */
static gboolean
spelled_stamp(const char *p, const char *end, struct heading *out)
{
	for (const char *q = p + 1; q < end; q++) {
		const char *s = q;

		if (!is_space(q[-1]) || !g_ascii_isdigit(*q) ||
		    !stamp_spelled(&s, end, &out->start_ms))
			continue;
		out->kind = HEADING_STAMPED;
		out->label_len = q - p;
		return TRUE;
	}
	return FALSE;
}

gboolean
label_ends_in_initial(const char *p, const char *end)
{
	const char *q = end - 1;

	if (*q != '.')
		return FALSE;
	while (q > p && !is_space(q[-1]))
		q--;
	return end - q <= 4 && g_unichar_isupper(g_utf8_get_char(q)) &&
	       (g_utf8_next_char(q) == end - 1 ||
		!g_ascii_strncasecmp(q, "Jr.", 3) ||
		!g_ascii_strncasecmp(q, "Sr.", 3) ||
		(q == p && label_shape(p, end - p) == LABEL_ROLE));
}

void
heading_parse_alone(const char *line, const char *end, struct heading *out)
{
	const char *p, *eol = end;

	heading_parse(line, end, out);
	if (out->kind != HEADING_NONE)
		return;
	p = out->text;
	while (p < end && (is_space(*p) || *p == '*'))
		p++;
	while (end > p && (is_space(end[-1]) || end[-1] == '*'))
		end--;
	if (p == end || end - p > LABEL_REACH ||
	    count_words(p, end) > WORDS_MAX)
		return;
	out->label = p;
	if (out->start_ms < 0 && spelled_stamp(p, end, out)) {
		out->text = eol;
		return;
	}
	if ((strchr(".?!,;:", end[-1]) && !label_ends_in_initial(p, end)) ||
	    label_shape(p, end - p) == LABEL_NOT)
		return;
	out->kind = HEADING_ALONE;
	out->label_len = end - p;
	out->text = eol;
}
