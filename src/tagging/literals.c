/*
 * literals: what must stand in a text for a pattern to match there.
 *
 * Reads a regular expression just far enough to say "every match contains
 * one of these strings".  Anything not understood makes the answer "may match
 * anywhere", which costs time and never a match.  Strings are in the alphabet
 * of the filter: letters without case, '0' for a digit, and one ' ' for any
 * run of other characters; a word boundary beside a letter is a ' ' too,
 * since the filter feeds one before and after each text.
 */
#include "tagging/private.h"

#include <string.h>

#define MARK '\1'		/* \b, ^ or $ until its neighbours are known */
#define MOST_PRODUCTS 96	/* strings of a run of neighbours */
#define MOST_UNION 600		/* strings of an alternation */
#define LONGEST 20
#define DEEPEST 60
#define MOST_OF_CLASS 6

/*
 * What is known of a part of the expression: either all the strings it can
 * be (exact), or a set of which it contains one (best), or nothing.
 */
struct part {
	GPtrArray *exact;
	GPtrArray *best;
};

struct reader {
	const char *at;
	guint depth;
	gboolean lost;		/* met something not understood */
};

static struct part read_alternatives(struct reader *r);

guint8
filter_class(guchar c)
{
	if (g_ascii_isalpha(c))
		return g_ascii_tolower(c) - 'a' + 1;
	return g_ascii_isdigit(c) ? FILTER_DIGIT : FILTER_BLANK;
}

static char
filter_char(guchar c)
{
	guint8 class = filter_class(c);

	if (class == FILTER_BLANK)
		return ' ';
	return class == FILTER_DIGIT ? '0' : 'a' + class - 1;
}

static void
part_clear(struct part *part)
{
	g_clear_pointer(&part->exact, g_ptr_array_unref);
	g_clear_pointer(&part->best, g_ptr_array_unref);
}

static GPtrArray *
set_of(const char *string)
{
	GPtrArray *set = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(set, g_strdup(string));
	return set;
}

static struct part
part_of(const char *string)
{
	return (struct part){ .exact = set_of(string) };
}

static void
set_add(GPtrArray *set, char *string)
{
	if (set->len <= MOST_PRODUCTS) {
		for (guint i = 0; i < set->len; i++) {
			if (strcmp(set->pdata[i], string) == 0) {
				g_free(string);
				return;
			}
		}
	}
	g_ptr_array_add(set, string);
}

/* One string with blanks run together. */
static char *
joined(const char *a, const char *b)
{
	GString *out = g_string_new(a);

	for (; *b; b++) {
		if ((*b == ' ' || *b == MARK) && out->len &&
		    out->str[out->len - 1] == *b)
			continue;
		g_string_append_c(out, *b);
	}
	return g_string_free(out, FALSE);
}

/* Marks become blanks beside a letter at the ends and vanish elsewhere. */
static char *
settled(const char *string)
{
	GString *out = g_string_new(NULL);

	for (const char *s = string; *s; s++) {
		gboolean first = s == string, last = s[1] == '\0';
		char c = *s;

		if (c == MARK) {
			char beside = first ? s[1] : s[-1];

			if ((!first && !last) || !beside || beside == ' ')
				continue;
			c = ' ';
		}
		if (c == ' ' && out->len && out->str[out->len - 1] == ' ')
			continue;
		g_string_append_c(out, c);
	}
	return g_string_free(out, FALSE);
}

double
literals_frequency(const GPtrArray *literals)
{
	/* per letter of English talk: blank, a-z, digits */
	static const double share[] = {
		.19, .062, .012, .02, .03, .096, .016, .018, .05, .056, .002,
		.012, .034, .02, .054, .07, .013, .001, .042, .05, .077, .028,
		.008, .02, .001, .023, .001, .003,
	};
	double sum = 0;

	for (guint i = 0; i < literals->len; i++) {
		double product = 1;

		for (const char *s = literals->pdata[i]; *s; s++)
			product *= share[filter_class(*s)];
		sum += product;
	}
	return sum;
}

/* The set ready for the filter, or NULL when some string says nothing. */
static GPtrArray *
set_settled(const GPtrArray *set)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < set->len; i++) {
		char *string = settled(set->pdata[i]);

		if (!*string || strcmp(string, " ") == 0) {
			g_free(string);
			g_ptr_array_unref(out);
			return NULL;
		}
		if (strlen(string) > LONGEST)
			string[LONGEST] = '\0';
		set_add(out, string);
	}
	return out;
}

/* Keeps the rarer of what is known and set; takes nothing. */
static void
consider(GPtrArray **best, const GPtrArray *set)
{
	GPtrArray *candidate = set ? set_settled(set) : NULL;

	if (!candidate)
		return;
	if (*best &&
	    literals_frequency(*best) <= literals_frequency(candidate)) {
		g_ptr_array_unref(candidate);
		return;
	}
	g_clear_pointer(best, g_ptr_array_unref);
	*best = candidate;
}

static gboolean
is_blank_set(const GPtrArray *set)
{
	return set && set->len == 1 && strcmp(set->pdata[0], " ") == 0;
}

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

static struct part
read_quoted(struct reader *r)
{
	const char *end = strstr(r->at, "\\E");
	struct part part = part_of("");

	while (*r->at && r->at != end && !r->lost) {
		struct part next = read_literal(r);
		char *string;

		if (!next.exact || strlen(part.exact->pdata[0]) > LONGEST) {
			r->lost = TRUE;
			part_clear(&next);
			break;
		}
		string = joined(part.exact->pdata[0], next.exact->pdata[0]);
		part_clear(&next);
		part_clear(&part);
		part.exact = set_of(string);
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
		return part_of("\1");
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
			set_add(part.exact, g_strdup(string));
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
		return part_of("\1");
	case '*': case '+': case '?':
		r->lost = TRUE;
		return (struct part){ 0 };
	default:
		return read_literal(r);
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

static void
repeat(struct part *part, guint min, guint max)
{
	GPtrArray *best = NULL;

	if (min == 1 && max == 1)
		return;
	if (min == 0 && part->exact &&
	    (max == 1 || is_blank_set(part->exact))) {
		set_add(part->exact, g_strdup(""));
		g_clear_pointer(&part->best, g_ptr_array_unref);
		return;
	}
	if (min > 0 && is_blank_set(part->exact))
		return;
	if (min > 0) {
		consider(&best, part->exact);
		consider(&best, part->best);
	}
	part_clear(part);
	part->best = best;
}

/* -- sequences ----------------------------------------------------------- */

static GPtrArray *
product(const GPtrArray *a, const GPtrArray *b)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < a->len; i++) {
		for (guint j = 0; j < b->len; j++)
			set_add(out, joined(a->pdata[i], b->pdata[j]));
	}
	return out;
}

static gboolean
too_long(const GPtrArray *set)
{
	for (guint i = 0; i < set->len; i++) {
		if (strlen(set->pdata[i]) > LONGEST)
			return TRUE;
	}
	return FALSE;
}

/* The next part of a sequence whose last neighbours are in run. */
static void
append_part(struct part *whole, GPtrArray **run, gboolean *exact,
	    const struct part *part)
{
	GPtrArray *longer;

	if (part->exact && !too_long(*run) &&
	    (*run)->len * part->exact->len <= MOST_PRODUCTS) {
		longer = product(*run, part->exact);
		g_ptr_array_unref(*run);
		*run = longer;
		return;
	}
	consider(&whole->best, *run);
	consider(&whole->best, part->best);
	*exact = FALSE;
	g_ptr_array_unref(*run);
	*run = part->exact ? g_ptr_array_ref(part->exact) : set_of("");
}

static struct part
read_sequence(struct reader *r)
{
	struct part whole = { 0 };
	GPtrArray *run = set_of("");
	gboolean exact = TRUE;

	while (*r->at && *r->at != '|' && *r->at != ')' && !r->lost) {
		struct part part = read_atom(r);
		guint min, max;

		while (!r->lost && read_quantifier(r, &min, &max))
			repeat(&part, min, max);
		append_part(&whole, &run, &exact, &part);
		part_clear(&part);
	}
	if (exact && !r->lost) {
		whole.exact = run;
		return whole;
	}
	consider(&whole.best, run);
	g_ptr_array_unref(run);
	return whole;
}

static void
add_all(GPtrArray *set, const GPtrArray *more)
{
	for (guint i = 0; i < more->len; i++)
		set_add(set, g_strdup(more->pdata[i]));
}

/* One of two: exact when both are, else one of the needs of both. */
static void
either(struct part *whole, struct part *branch)
{
	GPtrArray *needs[2] = { NULL, NULL };

	if (whole->exact && branch->exact &&
	    whole->exact->len + branch->exact->len <= MOST_UNION) {
		add_all(whole->exact, branch->exact);
		return;
	}
	consider(&needs[0], whole->exact);
	consider(&needs[0], whole->best);
	consider(&needs[1], branch->exact);
	consider(&needs[1], branch->best);
	part_clear(whole);
	if (needs[0] && needs[1] &&
	    needs[0]->len + needs[1]->len <= MOST_UNION) {
		add_all(needs[0], needs[1]);
		whole->best = g_steal_pointer(&needs[0]);
	}
	g_clear_pointer(&needs[0], g_ptr_array_unref);
	g_clear_pointer(&needs[1], g_ptr_array_unref);
}

static struct part
read_alternatives(struct reader *r)
{
	struct part whole = read_sequence(r);

	while (*r->at == '|' && !r->lost) {
		struct part branch;

		r->at++;
		branch = read_sequence(r);
		either(&whole, &branch);
		part_clear(&branch);
	}
	return whole;
}

GPtrArray *
literals_required(const char *regex)
{
	struct reader r = { .at = regex };
	struct part part = read_alternatives(&r);
	GPtrArray *best = NULL;

	if (!r.lost && *r.at == '\0') {
		consider(&best, part.exact);
		consider(&best, part.best);
	}
	part_clear(&part);
	return best;
}
