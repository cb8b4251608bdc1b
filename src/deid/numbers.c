/*
 * numbers: what figures stand for, by their form and their check digits.
 *
 * Sources: the check digit of NHS numbers is modulo 11 (NHS Data Dictionary,
 * NHS NUMBER); that of IBAN is modulo 97 (ISO 13616, ISO 7064).
 */
#include "deid/talk.h"

#include <string.h>

#define MOST_GROUPS 8

/* Figures in groups: "943 476 5919" is 3, 3, 4. */
struct figures {
	char digits[40];
	guint n;
	guint groups[MOST_GROUPS];
	guint n_groups;
	char separator; /* the first */
	char first;	/* of the text */
};

static gboolean
read_figures(const char *text, struct span span, struct figures *f)
{
	gboolean inside = FALSE;

	memset(f, 0, sizeof *f);
	f->first = text[span.start];
	for (gsize i = span.start; i < span.end; i++) {
		if (!g_ascii_isdigit(text[i])) {
			if (!f->separator && f->n > 0)
				f->separator = text[i];
			inside = FALSE;
			continue;
		}
		if (!inside && f->n_groups == MOST_GROUPS)
			return FALSE;
		if (!inside)
			f->n_groups++;
		inside = TRUE;
		f->groups[f->n_groups - 1]++;
		if (f->n < sizeof f->digits - 1)
			f->digits[f->n++] = text[i];
	}
	return TRUE;
}

static gboolean
has_groups(const struct figures *f, guint a, guint b, guint c)
{
	return f->n_groups == 3 && f->groups[0] == a && f->groups[1] == b &&
	       f->groups[2] == c;
}

static gboolean
is_nhs(const struct figures *f)
{
	guint sum = 0, check;

	if (f->n != 10 || (f->n_groups != 1 && !has_groups(f, 3, 3, 4)))
		return FALSE;
	for (guint i = 0; i < 9; i++)
		sum += (f->digits[i] - '0') * (10 - i);
	check = (11 - sum % 11) % 11;
	return check < 10 && check == (guint)(f->digits[9] - '0');
}

gboolean
iban_is_valid(const char *text, gsize len)
{
	g_autoptr(GString) plain = g_string_new(NULL);
	guint rest = 0;

	for (gsize i = 0; i < len; i++) {
		if (text[i] != ' ')
			g_string_append_c(plain, g_ascii_toupper(text[i]));
	}
	if (plain->len < 15 || plain->len > 34)
		return FALSE;
	for (gsize i = 0; i < plain->len; i++) {
		char c = plain->str[(i + 4) % plain->len];

		if (g_ascii_isdigit(c))
			rest = (rest * 10 + (c - '0')) % 97;
		else
			rest = (rest * 100 + (c - 'A' + 10)) % 97;
	}
	return rest == 1;
}

static guint
value(const struct figures *f, guint group)
{
	guint at = 0, n = 0;

	for (guint i = 0; i < group; i++)
		at += f->groups[i];
	for (guint i = 0; i < f->groups[group]; i++)
		n = n * 10 + (f->digits[at + i] - '0');
	return n;
}

static gboolean
is_day(guint day, guint month)
{
	return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

gboolean
day_is(const char *text, struct span span)
{
	struct figures f;

	if (!read_figures(text, span, &f) || f.n_groups != 3)
		return FALSE;
	if (f.groups[0] == 4)
		return is_day(value(&f, 2), value(&f, 1));
	return is_day(value(&f, 0), value(&f, 1)) ||
	       is_day(value(&f, 1), value(&f, 0));
}

static gboolean
is_year(guint year)
{
	return year >= 1900 && year < 2050;
}

static gboolean
looks_like_phone(const struct figures *f)
{
	if (f->n < 7 || f->n > 15)
		return FALSE;
	if (f->first == '+' || f->first == '(')
		return TRUE;
	if (f->digits[0] == '0')
		return f->n >= 9;
	return (has_groups(f, 3, 3, 4) && f->separator != ' ') ||
	       (f->n_groups == 2 && f->groups[0] == 3 && f->groups[1] == 4) ||
	       (f->n == 11 && f->digits[0] == '1' && f->n_groups > 2);
}

/* Is one of the words among the last bytes before the figures? */
static gboolean
said_before(const char *text, guint32 at, const char *const *words)
{
	guint32 from = at > 28 ? at - 28 : 0;
	g_autofree char *before = g_ascii_strdown(text + from, at - from);

	for (guint i = 0; words[i]; i++) {
		if (strstr(before, words[i]))
			return TRUE;
	}
	return FALSE;
}

static gboolean
set(struct deid_found *found, enum deid_category category, double confidence,
    const char *why)
{
	found->category = category;
	found->confidence = confidence;
	found->why = why;
	return TRUE;
}

/* Amounts are followed by what they are of: "12000 steps". */
static gboolean
is_amount(const char *text, struct span span, const struct figures *f)
{
	static const char *const of[] = { " steps",  " pounds", " euro",
					  " dollar", " people", " miles",
					  " calor",  " words",	" quid",
					  " times",  " feet",	" a year",
					  " hours",  " grand",	" a month",
					  NULL };

	if (f->n > 7 || f->n_groups > 1)
		return FALSE;
	for (guint i = 0; of[i]; i++) {
		if (g_ascii_strncasecmp(text + span.end, of[i],
					strlen(of[i])) == 0)
			return TRUE;
	}
	return FALSE;
}

gboolean
number_is(const char *text, struct span span, struct deid_found *found)
{
	static const char *const calls[] = { "call",   "phone", "ring",
					     "text",   "tel",	"mobile",
					     "cell",   "reach", "landline",
					     "rings ", "fax",	NULL };
	static const char *const kept[] = { "nhs",    "account",  "passport",
					    "chi ",   "medicare", "social",
					    "sin ",   "chart",	  "badge",
					    "card",   "service",  "visa",
					    "policy", "case",	  NULL };
	struct figures f;

	if (!read_figures(text, span, &f) || is_amount(text, span, &f))
		return FALSE;
	if (is_nhs(&f))
		return set(found, DEID_ID, 0.95, "an NHS number");
	if (has_groups(&f, 3, 2, 4))
		return set(found, DEID_ID, 0.95, "a social security number");
	if (has_groups(&f, 2, 2, 2) && f.separator == '-')
		return set(found, DEID_ID, 0.85, "a sort code");
	if (f.n_groups == 2 && f.n == 8 && is_year(value(&f, 0)) &&
	    is_year(value(&f, 1)))
		return set(found, DEID_DATE, 0.8, "years");
	if (looks_like_phone(&f) && !said_before(text, span.start, kept))
		return set(found, DEID_PHONE, 0.9, "a telephone number");
	if (f.n >= 7 && said_before(text, span.start, calls))
		return set(found, DEID_PHONE, 0.85,
			   "a number after a word of calling");
	if (f.n_groups == 1)
		return f.n >= 5;
	return f.n >= 8 ||
	       (f.n >= 6 && f.separator != ' ' && f.separator != '.');
}

/* What is written together with figures and is no code. */
static gboolean
is_measure(const char *text, gsize len)
{
	static const char *const units[] = {
		"s",  "st",  "nd",  "rd",   "th",  "mg",  "kg", "km", "am",
		"pm", "ml",  "k",   "m",    "lb",  "lbs", "p",	"ft", "cc",
		"gb", "mb",  "mph", "kph",  "hz",  "mm",  "cm", "g",  "h",
		"hr", "hrs", "min", "mins", "ish", "c",	  "f",	"x",  NULL
	};
	g_autofree char *rest = NULL;
	gsize i = 0;

	while (i < len && (g_ascii_isdigit(text[i]) || text[i] == '-'))
		i++;
	rest = g_ascii_strdown(text + i, len - i);
	return g_strv_contains(units, rest);
}

gboolean
code_is(const char *text, struct span span)
{
	guint digits = 0, letters = 0, run = 0, longest = 0;

	for (gsize i = span.start; i < span.end; i++) {
		gboolean letter = g_ascii_isalpha(text[i]);

		digits += g_ascii_isdigit(text[i]) != 0;
		letters += letter;
		run = letter ? run + 1 : 0;
		longest = MAX(longest, run);
	}
	return digits >= 3 && letters >= 1 &&
	       (longest <= 4 || (longest <= 6 && digits >= 5)) &&
	       span_length(span) >= 5 &&
	       !is_measure(text + span.start, span_length(span));
}
