/*
 * phrase: conditions said in words.
 */
#include "tagging/phrase.h"

#include <string.h>

#define QUOTE_BYTES 60
#define PATTERN_BYTES 50
#define LONG_WORD 15

/* At most so many bytes, whole words if they are not long, with dots for the
 * rest. */
static void
append_cut(GString *out, const char *text, gsize len, gsize most)
{
	g_autofree char *safe = NULL;
	gsize n = MIN(len, most);

	while (n < len && n > 0 && (text[n] & 0xc0) == 0x80)
		n--;
	for (gsize at = n; n < len && at > 0 && n - at < LONG_WORD; at--) {
		if (text[at] != ' ')
			continue;
		n = at;
		break;
	}
	safe = base_printable(text, n);
	g_string_append_printf(out, "%s%s", safe, n < len ? "..." : "");
}

void
phrase_quote(GString *out, const char *text, gsize len)
{
	const char *mark = len > 1 && text[0] == '"' && text[len - 1] == '"' &&
					   len <= QUOTE_BYTES ?
				   "" :
				   "\"";

	g_string_append(out, mark);
	append_cut(out, text, len, QUOTE_BYTES);
	g_string_append(out, mark);
}

void
phrase_pattern(GString *out, const struct pattern *pattern)
{
	g_string_append_c(out, '\'');
	append_cut(out, pattern->written, strlen(pattern->written),
		   PATTERN_BYTES);
	g_string_append_c(out, '\'');
}

void
phrase_patterns(GString *out, const GPtrArray *patterns, const char *lead)
{
	if (patterns->len == 0)
		return;
	g_string_append(out, lead);
	phrase_pattern(out, patterns->pdata[0]);
	if (patterns->len == 2)
		g_string_append(out, " or another");
	else if (patterns->len > 2)
		g_string_append_printf(out, " or one of %u others",
				       patterns->len - 1);
}

void
phrase_number(GString *out, guint n, const char *one, const char *several)
{
	g_string_append_printf(out, "%u %s", n, n == 1 ? one : several);
}

void
phrase_range(GString *out, struct range range, const char *one,
	     const char *several)
{
	if (range.max == G_MAXINT)
		g_string_append_printf(out, "%d or more %s", range.min,
				       several);
	else if (range.min == range.max)
		phrase_number(out, range.min, one, several);
	else if (range.min <= 0) {
		g_string_append(out, "at most ");
		phrase_number(out, range.max, one, several);
	} else
		g_string_append_printf(out, "%d to %d %s", range.min, range.max,
				       several);
}

static gboolean
asks_words(const struct condition *condition)
{
	return condition->words.min > 0 || condition->words.max != G_MAXINT;
}

void
phrase_kinds(GString *out, guint kinds)
{
	static const char *const names[] = { "a question", "a prompt",
					     "an imperative", "a statement" };
	gboolean more = FALSE;

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (!(kinds & 1u << i))
			continue;
		g_string_append_printf(out, "%s%s", more ? " or " : "",
				       names[i]);
		more = TRUE;
	}
}

void
phrase_names(GString *out, const GPtrArray *names)
{
	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(out, "%s%s", i ? " or " : "",
				       (const char *)names->pdata[i]);
}

/* -- another turn -------------------------------------------------------- */

static void
append_where(GString *out, const struct condition *when)
{
	int min = when->turns.min, max = when->turns.max;

	if (min == 0 && max == 0)
		g_string_append(out, " (this one)");
	else if (min == max && ABS(min) == 1)
		g_string_append_printf(out, " just %s",
				       min < 0 ? "before" : "after");
	else if (min == max)
		g_string_append_printf(out, " %d places %s", ABS(min),
				       min < 0 ? "before" : "after");
	else if (max == -1)
		g_string_append_printf(out, " among the %d before", -min);
	else if (min == 1)
		g_string_append_printf(out, " among the %d after", max);
	else
		g_string_append_printf(out, " from %d to %d places away", min,
				       max);
}

static void
append_speakers(GString *out, guint speakers)
{
	gboolean more = FALSE;

	for (guint role = 0; speakers && role < TURN_UNKNOWN; role++) {
		if (!(speakers & 1u << role))
			continue;
		g_string_append_printf(out, "%s%s", more ? " or " : " of the ",
				       turn_role_print(role));
		more = TRUE;
	}
}

void
phrase_turn(GString *out, const struct condition *when)
{
	if (when->negate)
		g_string_append(out, "no turn");
	else if (when->count.min > 1 || when->count.max != G_MAXINT)
		phrase_range(out, when->count, "turn", "turns");
	else
		g_string_append(out, "a turn");
	append_speakers(out, when->speakers);
	append_where(out, when);
	phrase_patterns(out, when->match, " that matches ");
	phrase_patterns(out, when->and, " and also ");
	phrase_patterns(out, when->unless, " without a match of ");
	phrase_patterns(out, when->except, " outside a match of ");
	phrase_patterns(out, when->note, " with a note like ");
	if (when->kinds) {
		g_string_append(out, " that is ");
		phrase_kinds(out, when->kinds);
	}
	if (asks_words(when)) {
		g_string_append(out, " of ");
		phrase_range(out, when->words, "word", "words");
	}
	if (when->hits->len > 0) {
		g_string_append(out, " with a hit of ");
		phrase_names(out, when->hits);
	}
}
