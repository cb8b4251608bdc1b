/*
 * required: reads a regular expression for what its matches must contain.
 *
 * Just far enough to hand parts to literals.c.  What is not understood makes
 * the whole pattern one that may match anywhere, which costs time and never
 * a match.
 */
#include "match/pattern.h"

#include <string.h>

#define DEEPEST 60

static struct part read_alternatives(struct regex *r);

/* -- groups -------------------------------------------------------------- */

static struct part
read_group_body(struct regex *r)
{
	struct part part;

	if (++r->depth > DEEPEST) {
		r->lost = TRUE;
		return (struct part){ 0 };
	}
	part = read_alternatives(r);
	r->depth--;
	if (*r->at == ')')
		r->at++;
	else
		r->lost = TRUE;
	return part;
}

static struct part
read_without_width(struct regex *r)
{
	struct part part = read_group_body(r);

	part_clear(&part);
	return part_of("");
}

/* "(?i)", "(?-i:": only options that leave letters and blanks as they are. */
static struct part
read_inline_options(struct regex *r)
{
	r->at += strspn(r->at, "imsU-");
	if (*r->at == ')') {
		r->at++;
		return part_of("");
	}
	if (*r->at == ':') {
		r->at++;
		return read_group_body(r);
	}
	r->lost = TRUE;
	return (struct part){ 0 };
}

static struct part
read_named(struct regex *r, char close)
{
	const char *end = strchr(r->at, close);

	if (!end) {
		r->lost = TRUE;
		return (struct part){ 0 };
	}
	r->at = end + 1;
	return read_group_body(r);
}

static struct part
read_group(struct regex *r)
{
	static const char *const widthless[] = { "=", "!", "<=", "<!" };

	if (*++r->at == '*') {
		r->lost = TRUE;
		return (struct part){ 0 };
	}
	if (*r->at != '?')
		return read_group_body(r);
	r->at++;
	for (guint i = 0; i < G_N_ELEMENTS(widthless); i++) {
		if (!g_str_has_prefix(r->at, widthless[i]))
			continue;
		r->at += strlen(widthless[i]);
		return read_without_width(r);
	}
	switch (*r->at) {
	case ':':
	case '>':
	case '|':
		r->at++;
		return read_group_body(r);
	case '<':
		return read_named(r, '>');
	case '#':
		r->at += strcspn(r->at, ")");
		r->at += *r->at == ')';
		return part_of("");
	default:
		return read_inline_options(r);
	}
}

static struct part
read_atom(struct regex *r)
{
	switch (*r->at) {
	case '(':
		return read_group(r);
	case '[':
		return regex_class(r);
	case '\\':
		return regex_escape(r);
	case '.':
		r->at++;
		return (struct part){ 0 };
	case '^':
	case '$':
		r->at++;
		return part_of(LITERAL_MARKED);
	case '*':
	case '+':
	case '?':
		r->lost = TRUE;
		return (struct part){ 0 };
	default:
		return regex_letters(r);
	}
}

/* -- repetition ---------------------------------------------------------- */

static gboolean
read_braces(struct regex *r, guint *min, guint *max)
{
	const char *at = r->at + 1;
	char *end;

	if (!g_ascii_isdigit(*at)) {
		/* a plain brace here, a quantifier in later PCRE2 */
		if (*at == ',' || *at == ' ')
			r->lost = TRUE;
		return FALSE;
	}
	*min = *max = g_ascii_strtoull(at, &end, 10);
	if (*end == ',') {
		at = end + 1;
		*max = G_MAXUINT;
		if (g_ascii_isdigit(*at))
			*max = g_ascii_strtoull(at, &end, 10);
		else
			end = (char *)at;
	}
	if (*end != '}')
		return FALSE;
	r->at = end + 1;
	return TRUE;
}

static gboolean
read_quantifier(struct regex *r, guint *min, guint *max)
{
	*min = *max = 1;
	switch (*r->at) {
	case '?':
		*min = 0;
		break;
	case '*':
		*min = 0;
		*max = G_MAXUINT;
		break;
	case '+':
		*max = G_MAXUINT;
		break;
	case '{':
		if (!read_braces(r, min, max))
			return FALSE;
		r->at--;
		break;
	default:
		return FALSE;
	}
	r->at++;
	if (*r->at == '?' || *r->at == '+')
		r->at++;
	return TRUE;
}

/* -- sequences and alternatives ------------------------------------------ */

static struct part
read_sequence(struct regex *r)
{
	struct sequence sequence;

	sequence_init(&sequence);
	while (*r->at && *r->at != '|' && *r->at != ')' && !r->lost) {
		struct part part = read_atom(r);
		guint min, max;

		while (!r->lost && read_quantifier(r, &min, &max))
			part_repeat(&part, min, max);
		sequence_append(&sequence, &part);
		part_clear(&part);
	}
	return sequence_end(&sequence);
}

static struct part
read_alternatives(struct regex *r)
{
	GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct part));
	struct part any;

	for (;;) {
		struct part part = read_sequence(r);

		g_array_append_val(parts, part);
		if (*r->at != '|' || r->lost)
			break;
		r->at++;
	}
	if (parts->len == 1) {
		any = g_array_index(parts, struct part, 0);
	} else {
		any = part_any((gpointer)parts->data, parts->len);
		for (guint i = 0; i < parts->len; i++)
			part_clear(&g_array_index(parts, struct part, i));
	}
	g_array_unref(parts);
	return any;
}

struct need
literals_required(const char *regex)
{
	struct regex r = { .at = regex };
	struct part part = read_alternatives(&r);
	struct need need = { 0 };

	if (!r.lost && *r.at == '\0')
		need = part_need(&part);
	part_clear(&part);
	return need;
}
