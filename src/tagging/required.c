/*
 * required: reads a regular expression for what its matches must contain.
 *
 * Just far enough to hand parts to literals.c.  What is not understood makes
 * the whole pattern one that may match anywhere, which costs time and never
 * a match.
 */
#include "tagging/private.h"

#include <string.h>

#define DEEPEST 60
#define LONGEST_RUN 16
#define MOST_OF_CLASS 6
#define MARKED "\1"		/* LITERAL_MARK as a string */

struct reader {
	const char *at;
	guint depth;
	gboolean lost;		/* met something not understood */
};

static struct part read_alternatives(struct reader *r);

/* -- atoms --------------------------------------------------------------- */

static struct part
read_literal(struct reader *r)
{
	gunichar c = g_utf8_get_char_validated(r->at, -1);
	char string[2] = { filter_char(*r->at), '\0' };

	if (c == (gunichar)-1 || c == (gunichar)-2) {
		r->lost = TRUE;
		return (struct part){ 0 };
	}
	r->at = g_utf8_next_char(r->at);
	/* their other case is an ASCII letter */
	if (c == 0x17f || c == 0x212a)
		return (struct part){ 0 };
	return part_of(string);
}

/* Letters that no quantifier can take, as one string. */
static struct part
read_letters(struct reader *r)
{
	char string[LONGEST_RUN + 1];
	gsize n = 0;

	while (n < LONGEST_RUN && (g_ascii_isalpha(r->at[n]) ||
				   r->at[n] == ' '))
		n++;
	if (r->at[n] && strchr("?*+{", r->at[n]) && n > 0)
		n--;
	if (n < 2)
		return read_literal(r);
	for (gsize i = 0; i < n; i++)
		string[i] = filter_char(r->at[i]);
	string[n] = '\0';
	r->at += n;
	return part_of(string);
}

static struct part
read_quoted(struct reader *r)
{
	const char *end = strstr(r->at, "\\E");
	struct part part = part_of("");

	while (*r->at && r->at != end && !r->lost) {
		struct part next = read_literal(r);
		char *string;

		if (!next.exact || strlen(part.exact->pdata[0]) > LONGEST_RUN) {
			r->lost = TRUE;
			part_clear(&next);
			break;
		}
		string = g_strconcat(part.exact->pdata[0],
				     next.exact->pdata[0], NULL);
		part_clear(&next);
		part_clear(&part);
		part = part_of(string);
		g_free(string);
	}
	if (end && !r->lost)
		r->at = end + 2;
	return part;
}

static struct part
read_property(struct reader *r)
{
	if (*r->at == '{') {
		const char *end = strchr(r->at, '}');

		if (end)
			r->at = end + 1;
		else
			r->lost = TRUE;
	} else if (*r->at) {
		r->at++;
	}
	return (struct part){ 0 };
}

static struct part
read_escape(struct reader *r)
{
	char c = *++r->at;

	if (!c) {
		r->lost = TRUE;
		return (struct part){ 0 };
	}
	if ((guchar)c >= 0x80 || g_ascii_ispunct(c))
		return read_literal(r);
	r->at++;
	if (strchr("bAzZG", c))
		return part_of(MARKED);
	if (strchr("BK", c))
		return part_of("");
	if (strchr("sWhvRtnrfae", c))
		return part_of(" ");
	if (strchr("dDwSHNVX", c) && !(c == 'N' && *r->at == '{'))
		return (struct part){ 0 };
	if (c == 'Q')
		return read_quoted(r);
	if (c == 'p' || c == 'P')
		return read_property(r);
	if (c >= '1' && c <= '9' && !g_ascii_isdigit(*r->at))
		return (struct part){ 0 };
	r->lost = TRUE;
	return (struct part){ 0 };
}

/*
 * A bracketed class.  members gets the letters, digit or blank it can be;
 * any says it may be something that cannot be told.
 */
static void
read_class_members(struct reader *r, guint32 *members, gboolean *any)
{
	gboolean first = TRUE;

	for (; *r->at && (*r->at != ']' || first); first = FALSE) {
		if (*r->at == '[' && r->at[1] && strchr(":.=", r->at[1])) {
			r->lost = TRUE;
			return;
		}
		if (*r->at == '\\') {
			char c = r->at[1];

			if (c == 's' || c == 'W' || c == 'h' || c == 't' ||
			    c == 'n')
				*members |= 1 << FILTER_BLANK;
			else if (g_ascii_ispunct(c))
				*members |= 1 << filter_class(c);
			else if (c && strchr("wdDSHVvrfaeb", c))
				*any = TRUE;
			else
				r->lost = TRUE;
			r->at += c ? 2 : 1;
			continue;
		}
		if (r->at[1] == '-' && r->at[2] && r->at[2] != ']')
			*any = TRUE;
		if ((guchar)*r->at >= 0x80)
			*any = TRUE;
		*members |= 1 << filter_class(*r->at);
		r->at++;
	}
	if (*r->at == ']')
		r->at++;
	else
		r->lost = TRUE;
}

static struct part
read_class(struct reader *r)
{
	struct part part = { 0 };
	guint32 members = 0;
	gboolean any = FALSE;

	r->at++;
	if (*r->at == '^') {
		r->at++;
		any = TRUE;
	}
	read_class_members(r, &members, &any);
	if (any || r->lost || !members ||
	    __builtin_popcount(members) > MOST_OF_CLASS)
		return part;
	part.exact = g_ptr_array_new_with_free_func(g_free);
	for (guint class = 0; class <= FILTER_DIGIT; class++) {
		char string[2] = { class == FILTER_BLANK ? ' ' :
				   class == FILTER_DIGIT ? '0' :
				   'a' + class - 1, '\0' };

		if (members & 1u << class)
			g_ptr_array_add(part.exact, g_strdup(string));
	}
	return part;
}

/* -- groups -------------------------------------------------------------- */

static struct part
read_group_body(struct reader *r)
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
read_without_width(struct reader *r)
{
	struct part part = read_group_body(r);

	part_clear(&part);
	return part_of("");
}

/* "(?i)", "(?-i:": only options that leave letters and blanks as they are. */
static struct part
read_options(struct reader *r)
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
read_named(struct reader *r, char close)
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
read_group(struct reader *r)
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
	case ':': case '>': case '|':
		r->at++;
		return read_group_body(r);
	case '<':
		return read_named(r, '>');
	case '#':
		r->at += strcspn(r->at, ")");
		r->at += *r->at == ')';
		return part_of("");
	default:
		return read_options(r);
	}
}

static struct part
read_atom(struct reader *r)
{
	switch (*r->at) {
	case '(':
		return read_group(r);
	case '[':
		return read_class(r);
	case '\\':
		return read_escape(r);
	case '.':
		r->at++;
		return (struct part){ 0 };
	case '^': case '$':
		r->at++;
		return part_of(MARKED);
	case '*': case '+': case '?':
		r->lost = TRUE;
		return (struct part){ 0 };
	default:
		return read_letters(r);
	}
}

/* -- repetition ---------------------------------------------------------- */

static gboolean
read_braces(struct reader *r, guint *min, guint *max)
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
read_quantifier(struct reader *r, guint *min, guint *max)
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
read_sequence(struct reader *r)
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
read_alternatives(struct reader *r)
{
	struct part whole = read_sequence(r);

	while (*r->at == '|' && !r->lost) {
		struct part branch;

		r->at++;
		branch = read_sequence(r);
		part_either(&whole, &branch);
		part_clear(&branch);
	}
	return whole;
}

struct need
literals_required(const char *regex)
{
	struct reader r = { .at = regex };
	struct part part = read_alternatives(&r);
	struct need need = { 0 };

	if (!r.lost && *r.at == '\0')
		need = part_need(&part);
	part_clear(&part);
	return need;
}
