/*
 * messages_line.c: how a message of a saved chat begins.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/messages.h"

#define NAME_MAX_BYTES 80

static const char *
skip_invisible(const char *p, const char *end)
{
	while (end - p >= 3 && *p == '\342') {
		gunichar c = g_utf8_get_char(p);

		if (!(c >= 0x200e && c <= 0x200f) &&
		    !(c >= 0x202a && c <= 0x202f) &&
		    !(c >= 0x2066 && c <= 0x2069))
			break;
		p += 3;
	}
	return p;
}

/* Blanks of any make, and what nobody sees. */
static const char *
skip_gap(const char *p, const char *end)
{
	const char *from;

	do {
		from = p;
		p = skip_invisible(skip_blanks(p, end), end);
		if (end - p >= 2 && !memcmp(p, "\302\240", 2))
			p += 2;
	} while (p > from);
	return p;
}

/* "02/03/2026", "2.3.26", "2026-03-02". */
static gboolean
take_date(const char **p, const char *end, struct message_date *date)
{
	const char *q = *p;

	for (int i = 0; i < 3; i++) {
		const char *start = q;

		date->part[i] = 0;
		while (q < end && g_ascii_isdigit(*q) && q - start < 4)
			date->part[i] = date->part[i] * 10 + (*q++ - '0');
		if (q == start || !date->part[i])
			return FALSE;
		if (i == 2)
			break;
		if (q == end || !strchr("/.-", *q) || (i && *q != date->sign))
			return FALSE;
		date->sign = *q++;
	}
	*p = q;
	return TRUE;
}

/* "9:12", "09:12:01", "9:12 PM" with a narrow blank, too. */
static gboolean
take_clock(const char **p, const char *end, struct message *out)
{
	const char *q = *p, *gap;
	gint64 part[3] = { 0 };
	int n = 0;

	for (;; q++) {
		const char *start = q;

		while (q < end && g_ascii_isdigit(*q) && q - start < 2)
			part[n] = part[n] * 10 + (*q++ - '0');
		if (q == start)
			return FALSE;
		if (++n == 3 || q == end || (*q != ':' && *q != '.'))
			break;
	}
	if (n < 2 || part[0] > 23 || part[1] > 59 || part[2] > 59)
		return FALSE;
	gap = skip_gap(q, end);
	if (end - gap >= 2 && strchr("aApP", *gap) && (gap[1] | 0x20) == 'm' &&
	    part[0] <= 12) {
		out->half = TRUE;
		part[0] = part[0] % 12 + ((*gap | 0x20) == 'p' ? 12 : 0);
		q = gap + 2;
	}
	out->clock_ms = ((part[0] * 60 + part[1]) * 60 + part[2]) * 1000;
	*p = q;
	return TRUE;
}

static gboolean
starts_with(const char *p, const char *end, const char *word)
{
	gsize len = strlen(word);

	return (gsize)(end - p) > len && !g_ascii_strncasecmp(p, word, len) &&
	       is_space(p[len]);
}

/* "From Mia to Everyone" in the languages of Zoom. */
static const struct {
	const char *from, *to[3];
} zoom_words[] = {
	{ "From", { "to" } },
	{ "Von", { "an" } },
	{ "De", { "\303\240", "a", "para" } },
	{ "Da", { "a", "per" } },
	{ "Van", { "aan" } },
};

/* The part before "to Everyone", "an Alle (Direktnachricht)". */
static const char *
receiver_start(const char *p, const char *colon, const char *const *words)
{
	for (const char *q = p + 1; q + 2 < colon; q++)
		for (int i = 0; i < 3 && *q == ' ' && words[i]; i++)
			if (starts_with(q + 1, colon, words[i]))
				return q;
	return colon;
}

/* "Everyone", "Everyone in Meeting", "Alle", "Hosts and panelists". */
static gboolean
is_everyone(const char *p, const char *end)
{
	static const char *const words[] = {
		"everyone", "everybody", "all",	  "alle",      "tous",
		"tout",	    "todos",	 "todo",  "todas",     "tutti",
		"tutte",    "iedereen",	 "hosts", "panelists", "ogni",
	};
	const char *q = p;

	while (q < end && g_ascii_isalpha(*q))
		q++;
	return is_listed(words, G_N_ELEMENTS(words), p, q - p);
}

/* Who a message is to when it is not to everyone: [stop, colon) is "to Ben
 * (Direct Message)". */
static void
take_receiver(const char *stop, const char *colon, const char *const *words,
	      struct message *out)
{
	const char *p = skip_blanks(stop, colon), *after = p;

	for (int i = 0; i < 3 && words[i]; i++)
		if (starts_with(p, colon, words[i]))
			after = p + strlen(words[i]);
	if (after == p)
		return;
	trim(&after, &colon);
	if (after == colon || is_everyone(after, colon))
		return;
	out->receiver = after;
	out->receiver_len = colon - after;
}

/* Zoom: "From Mia to Everyone: words", "From  Mia : words". */
static gboolean
take_zoom(const char *p, const char *end, struct message *out)
{
	const char *colon, *stop;
	gsize i = 0;

	while (i < G_N_ELEMENTS(zoom_words) &&
	       !starts_with(p, end, zoom_words[i].from))
		i++;
	if (i == G_N_ELEMENTS(zoom_words))
		return FALSE;
	p = skip_blanks(p + strlen(zoom_words[i].from), end);
	colon = memchr(p, ':', MIN(end - p, LABEL_REACH));
	if (!colon)
		return FALSE;
	stop = receiver_start(p, colon, zoom_words[i].to);
	trim(&p, &stop);
	if (p == stop)
		return FALSE;
	out->label = p;
	out->label_len = stop - p;
	out->text = skip_blanks(colon + 1, end);
	take_receiver(stop, colon, zoom_words[i].to, out);
	return TRUE;
}

/* "Mia: words"; without a name it is the program's own line. */
static void
take_name(const char *p, const char *end, struct message *out)
{
	const char *colon = memchr(p, ':', MIN(end - p, NAME_MAX_BYTES));
	const char *stop = colon;

	out->text = p;
	if (!colon || (colon + 1 < end && !is_space(colon[1])) ||
	    memchr(p, '"', colon - p) ||
	    g_strstr_len(p, colon - p, "\342\200\234"))
		return;
	if (*p == '~')
		p = skip_gap(p + 1, stop);
	trim(&p, &stop);
	if (p == stop)
		return;
	out->label = p;
	out->label_len = stop - p;
	out->text = skip_gap(colon + 1, end);
}

/* "] " or " - " between the time and the name. */
static const char *
skip_close(const char *p, const char *end, gboolean framed)
{
	const char *q = skip_gap(p, end);

	if (framed)
		return q < end && *q == ']' ? skip_gap(q + 1, end) : NULL;
	if (q < end && *q == '-' && q > p)
		return skip_gap(q + 1, end);
	if (end - q > 3 && !memcmp(q, "\342\200\223", 3))
		return skip_gap(q + 3, end);
	return NULL;
}

gboolean
message_begins(const char *p, const char *end, struct message *out)
{
	gboolean framed, dated;
	const char *q;

	*out = (struct message){ .text = p };
	p = skip_gap(p, end);
	framed = p < end && *p == '[';
	p += framed;
	dated = take_date(&p, end, &out->date);
	if (dated) {
		q = p;
		p = skip_gap(p + (p < end && *p == ','), end);
		if (p == q)
			return FALSE;
	}
	if (!take_clock(&p, end, out))
		return FALSE;
	q = skip_gap(p, end);
	if (!framed && q > p && take_zoom(q, end, out))
		return TRUE;
	if (!dated || !(p = skip_close(p, end, framed)))
		return FALSE;
	take_name(p, end, out);
	return TRUE;
}
