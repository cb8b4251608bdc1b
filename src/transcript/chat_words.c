/*
 * chat_words.c: the words of a CHAT utterance; see chat.h.
 *
 * CHAT writes its codes among the words (MacWhinney, "Tools for Analyzing
 * Talk", part 1).  Codes in square brackets stay, because they look like any
 * note and no rule takes them for words: "[//]", "[=! laughing]", "(.)",
 * "&=laughs".  What would stand inside the words goes: the angle brackets of a
 * stretch that is said again, "&-" before a filler, "+/." for a full stop,
 * "@o" behind a word, the brackets of "(be)cause".
 */
#include "transcript/bytes.h"
#include "transcript/chat.h"

#define BULLET '\025'
#define WORD_MAX 64 /* bytes of a word with brackets in it */

static gint64
take_bullet_number(const char **p, const char *end)
{
	gint64 value = 0;

	while (*p < end && g_ascii_isdigit(**p) && value < G_MAXINT32)
		value = value * 10 + (*(*p)++ - '0');
	return value;
}

/* "500_4200" between two bullets; returns what is behind the second. */
static const char *
read_bullet(const char *p, const char *end, struct chat_words *out)
{
	const char *close = memchr(p + 1, BULLET, end - p - 1);

	if (!close)
		return end;
	if (g_ascii_isdigit(*++p)) {
		gint64 from = take_bullet_number(&p, close);

		out->start_ms = out->start_ms < 0 ? from : out->start_ms;
		p += *p == '_';
		out->end_ms = take_bullet_number(&p, close);
	}
	return close + 1;
}

static gboolean
is_chat_letter(char c)
{
	return g_ascii_isalpha(c) || (guchar)c >= 0x80 || c == '\'';
}

/* "+...", "+/.", "+//?", "+\".": how an utterance ends; "+,", "+<": how it
 * goes on.  Returns what is behind the sign. */
static const char *
read_plus(const char *p, const char *end, GString *words)
{
	const char *q = p + 1;

	while (q < end && strchr("/\".?!,<^+~", *q))
		q++;
	if (q == p + 1 || (q < end && !is_space(*q) && *q != BULLET)) {
		g_string_append_c(words, '+');
		return p + 1;
	}
	while (words->len && is_space(words->str[words->len - 1]))
		g_string_truncate(words, words->len - 1);
	if (q - p == 4 && !memcmp(p, "+...", 4))
		g_string_append(words, "...");
	else if (strchr(".?!", q[-1]))
		g_string_append_c(words, q[-1]);
	else if (words->len)
		g_string_append_c(words, ' ');
	return q;
}

/* "um::" is drawn out; a double dagger or low quotes set off an address. */
static const char *
read_mark(const char *p, const char *end, const GString *words)
{
	static const char *const marks[] = { "\342\200\241", "\342\200\236" };
	char before = words->len ? words->str[words->len - 1] : ' ';
	char after = p + 1 < end ? p[1] : ' ';

	if (*p == ':' && is_chat_letter(before) &&
	    (after == ':' || is_chat_letter(after) || is_space(after)))
		return p + 1;
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		if (end - p > 3 && !memcmp(p, marks[i], 3) && p[3] == ' ')
			return p + 4;
	return NULL;
}

/* The code at p inside or before a word; what is behind it, or NULL. */
static const char *
read_in_word(const char *p, const char *end, GString *words)
{
	char before = words->len ? words->str[words->len - 1] : ' ';
	char after = p + 1 < end ? p[1] : ' ';
	const char *close = NULL;

	if (*p == '<' && is_space(before) && !is_space(after))
		return p + 1;
	if (*p == '>' && !is_space(before) && is_space(after))
		return p + 1;
	if (*p == '&' && (after == '-' || after == '~' || after == '+'))
		return p + 2;
	if (*p == '(' && is_chat_letter(after))
		close = memchr(p, ')', MIN(end - p, WORD_MAX));
	if (close) {
		char next = close + 1 < end ? close[1] : ' ';

		if (memchr(p, ' ', close - p) ||
		    (!is_chat_letter(before) && !is_chat_letter(next)))
			return NULL;
		g_string_append_len(words, p + 1, close - p - 1);
		return close + 1;
	}
	if (*p == '@' && is_chat_letter(before) && g_ascii_islower(after)) {
		for (p++; p < end && (g_ascii_isalpha(*p) || *p == ':'); p++)
			;
		return p;
	}
	return NULL;
}

/* A blank before a stop or a comma is CHAT's, not English. */
static gboolean
is_loose_stop(const char *p, const char *end, const GString *words)
{
	return strchr(".?!,", *p) && words->len > 1 &&
	       words->str[words->len - 1] == ' ' &&
	       (p + 1 == end || is_space(p[1]) || p[1] == BULLET);
}

void
chat_words_read(const char *p, const char *end, struct chat_words *out)
{
	GString *words = out->words;
	gboolean note = FALSE; /* in square brackets all is kept */

	out->start_ms = out->end_ms = -1;
	g_string_truncate(words, 0);
	while (p < end && is_space(*p))
		p++;
	while (p < end) {
		const char *after = NULL;

		note = (note || *p == '[') && *p != ']';
		if (*p == BULLET)
			after = read_bullet(p, end, out);
		else if (note)
			;
		else if (*p == '+' &&
			 (!words->len || is_space(words->str[words->len - 1])))
			after = read_plus(p, end, words);
		else if (!(after = read_mark(p, end, words)))
			after = read_in_word(p, end, words);
		if (!after) {
			if (!note && is_loose_stop(p, end, words))
				g_string_truncate(words, words->len - 1);
			g_string_append_c(words, *p);
		}
		p = after ? after : p + 1;
	}
}
