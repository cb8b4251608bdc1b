/*
 * stamp_words.c: times among words.
 *
 * "1 minute 4 seconds" as Teams writes beside a name, and the marks that f4,
 * MAXQDA and others put into the middle of speech.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"

#define UNIT_MAX 12 /* bytes of the longest unit */

static const struct {
	const char *word;
	int seconds;
} units[] = {
	{ "h", 3600 },	     { "hr", 3600 },	  { "hrs", 3600 },
	{ "hour", 3600 },    { "hours", 3600 },	  { "std", 3600 },
	{ "stunde", 3600 },  { "stunden", 3600 }, { "heure", 3600 },
	{ "heures", 3600 },  { "hora", 3600 },	  { "horas", 3600 },
	{ "ora", 3600 },     { "ore", 3600 },	  { "uur", 3600 },
	{ "godzina", 3600 }, { "godz", 3600 },	  { "timme", 3600 },
	{ "timmar", 3600 },  { "m", 60 },	  { "min", 60 },
	{ "mins", 60 },	     { "minute", 60 },	  { "minutes", 60 },
	{ "minuten", 60 },   { "minuto", 60 },	  { "minutos", 60 },
	{ "minuti", 60 },    { "minuut", 60 },	  { "minuta", 60 },
	{ "minuty", 60 },    { "minut", 60 },	  { "minuter", 60 },
	{ "s", 1 },	     { "sec", 1 },	  { "secs", 1 },
	{ "second", 1 },     { "seconds", 1 },	  { "sek", 1 },
	{ "sekunde", 1 },    { "sekunden", 1 },	  { "seconde", 1 },
	{ "secondes", 1 },   { "seconden", 1 },	  { "segundo", 1 },
	{ "segundos", 1 },   { "secondo", 1 },	  { "secondi", 1 },
	{ "sekunda", 1 },    { "sekundy", 1 },	  { "sekund", 1 },
	{ "sekunder", 1 },
};

static int
unit_seconds(const char *p, gsize len)
{
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
		if (strlen(units[i].word) == len &&
		    !g_ascii_strncasecmp(units[i].word, p, len))
			return units[i].seconds;
	return 0;
}

gboolean
stamp_spelled(const char **p, const char *end, gint64 *ms)
{
	const char *q = *p;
	int before = G_MAXINT, unit;
	gint64 total = 0;

	while (q < end) {
		const char *word;
		gint64 value = 0;

		for (word = q; q < end && g_ascii_isdigit(*q); q++)
			if (q - word < 4)
				value = value * 10 + (*q - '0');
		if (q == word || q - word > 4)
			return FALSE;
		word = q = skip_blanks(q, end);
		while (q < end && g_ascii_isalpha(*q) && q - word < UNIT_MAX)
			q++;
		unit = unit_seconds(word, q - word);
		if (!unit || unit >= before)
			return FALSE;
		before = unit;
		total += value * unit;
		while (q < end && (is_space(*q) || *q == '.' || *q == ','))
			q++;
	}
	*ms = total * 1000;
	*p = q;
	return TRUE;
}

gboolean
stamp_has_frames(const char *p, const char *end)
{
	guint groups = 0;

	while (p < end && strchr("[(<{", *p))
		p++;
	while (p < end && g_ascii_isdigit(*p)) {
		while (p < end && g_ascii_isdigit(*p))
			p++;
		groups++;
		if (p == end || (*p != ':' && *p != ';'))
			break;
		p++;
	}
	return groups == 4;
}

/* The next mark of a time in brackets in [p, end); NULL: none. */
static const char *
next_mark(const char *p, const char *end, const char **after, gint64 *ms)
{
	gint64 end_ms;

	for (; p < end; p++) {
		if (*p != '[' && *p != '#' && *p != '{' && *p != '(' &&
		    *p != '<')
			continue;
		*after = p;
		if (stamp_range(after, end, ms, &end_ms))
			return p;
	}
	return NULL;
}

void
marks_count(struct time_marks *marks, const char *p, const char *end)
{
	const char *from = p, *after;
	gint64 ms;

	trim(&from, &end);
	while ((p = next_mark(p, end, &after, &ms)) != NULL) {
		marks->n++;
		marks->certain |= *p == '#';
		marks->astray += ms < marks->last_ms;
		marks->last_ms = ms;
		marks->starts += p == from;
		marks->ends += after == end && p > from;
		p = after;
	}
}

/* One time alone may be what somebody said; a row of them is none. */
gboolean
marks_are_times(const struct time_marks *marks)
{
	return marks->certain ||
	       (marks->n >= 2 && marks->astray * 10 <= marks->n);
}

static void
append(GString *out, const char *p, const char *end)
{
	trim(&p, &end);
	if (p == end)
		return;
	if (out->len)
		g_string_append_c(out, ' ');
	g_string_append_len(out, p, end - p);
}

gboolean
marks_strip(const char *p, const char *end, GString *out, gint64 *start_ms,
	    gint64 *end_ms)
{
	const char *from = p, *mark, *after;
	gint64 ms;
	gboolean any = FALSE;

	*start_ms = *end_ms = -1;
	trim(&from, &end);
	for (p = from; (mark = next_mark(p, end, &after, &ms)) != NULL;) {
		if (mark == from)
			*start_ms = ms;
		else if (after == end)
			*end_ms = ms;
		any = TRUE;
		append(out, p, mark);
		p = skip_blanks(after, end);
		if (end - p >= 2 && *p == '-' && p[1] == ' ')
			p += 2;
	}
	if (any)
		append(out, p, end);
	return any;
}
