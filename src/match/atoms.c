/*
 * atoms: the smallest parts of a regular expression, as sets of strings.
 *
 * Letters, escapes and bracketed classes.  What may be anything is a part of
 * which nothing is known; what is not understood loses the whole pattern.
 */
#include "match/pattern.h"

#include <string.h>

#define LONGEST_RUN 16
#define MOST_OF_CLASS 6

static struct part
read_literal(struct regex *r)
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
struct part
regex_letters(struct regex *r)
{
	char string[LONGEST_RUN + 1];
	gsize n = 0;

	while (n < LONGEST_RUN &&
	       (g_ascii_isalpha(r->at[n]) || r->at[n] == ' '))
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
read_quoted(struct regex *r)
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
		string = g_strconcat(part.exact->pdata[0], next.exact->pdata[0],
				     NULL);
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
read_property(struct regex *r)
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

struct part
regex_escape(struct regex *r)
{
	char c = *++r->at;

	if (!c) {
		r->lost = TRUE;
		return (struct part){ 0 };
	}
	if ((guchar)c >= 0x80 || g_ascii_ispunct(c))
		return read_literal(r);
	r->at++;
	if (strchr("bAzZ", c))
		return part_of(LITERAL_MARKED);
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
read_class_members(struct regex *r, guint32 *members, gboolean *any)
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

struct part
regex_class(struct regex *r)
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
	for (guint class = 0; class <= FILTER_DIGIT; class ++) {
		char string[2] = { class == FILTER_BLANK ? ' ' :
				   class == FILTER_DIGIT ? '0' :
							   'a' + class - 1,
				   '\0' };

		if (members & 1u << class)
			g_ptr_array_add(part.exact, g_strdup(string));
	}
	return part;
}
