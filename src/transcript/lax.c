/*
 * lax.c: how a line begins in files where nobody stands before a colon.
 *
 * "12. T: words", "T - words", "T. words".  Such lines mean something only
 * where the usual forms (label.c) find no speaker at all, so nobody asks here
 * before that.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"

/* "12", "12.", "12)" and blanks before the line proper. */
const char *
skip_line_number(const char *line, const char *end)
{
	const char *p = skip_blanks(line, end), *q = p;

	while (q < end && g_ascii_isdigit(*q))
		q++;
	if (q == p || q - p > 6)
		return line;
	if (q < end && strchr(".)]", *q))
		q++;
	return q == end || *q == ' ' || *q == '\t' ? skip_blanks(q, end) : line;
}

/* Where the words begin behind the sign that parts a label from them. */
static const char *
skip_sign(const char *p, const char *end)
{
	static const char *const signs[] = {
		"-", "\342\200\223", "\342\200\224", ";", "=", ">"
	};
	const char *q = skip_blanks(p, end);

	for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
		gsize len = strlen(signs[i]);

		if ((gsize)(end - q) > len && !memcmp(q, signs[i], len) &&
		    (q > p || *signs[i] == ';') && is_space(q[len]))
			return q + len;
	}
	return NULL;
}

static gboolean
may_speak(const char *p, const char *end)
{
	return label_shape(p, end - p) >= LABEL_NAME;
}

/* "T - words", "Client 2 - words": the first sign behind a name. */
static gboolean
signed_label(const char *p, const char *end, struct heading *out)
{
	const char *reach = p + MIN(end - p, LABEL_REACH);

	for (const char *q = p + 1; q < reach; q++) {
		const char *words;

		if (*q == '.' && q + 1 < end && is_space(q[1]) &&
		    label_shape(p, q - p) == LABEL_ROLE)
			words = q + 1; /* "T. words" */
		else if ((*q != ' ' && *q != ';') ||
			 !(words = skip_sign(q, end)))
			continue;
		if (!may_speak(p, q))
			return FALSE;
		out->label = p;
		out->label_len = q - p;
		out->text = skip_blanks(words, end);
		return TRUE;
	}
	return FALSE;
}

void
heading_parse_lax(const char *line, const char *end, struct heading *out)
{
	const char *p = skip_line_number(line, end);

	heading_parse(p, end, out);
	if (out->kind != HEADING_NONE && out->kind != HEADING_STAMP)
		return;
	p = out->start_ms >= 0 ? out->text : skip_blanks(p, end);
	if (p == end)
		return;
	if (signed_label(p, end, out))
		out->kind = HEADING_COLON;
}
