/*
 * shape.c: what a label looks like.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

#define WORDS_MAX 16 /* no label has more */

static gboolean
label_char(gunichar c)
{
	return g_unichar_isalnum(c) || g_unichar_ismark(c) ||
	       (c < 0x80 && strchr(" .'-_()/&,#*+[]", (int)c)) || c == 0x2019 ||
	       c == 0xb7;
}

/* Small words inside a name need no capital. */
static gboolean
is_particle(const char *word, gsize len)
{
	static const char *const particles[] = {
		"de",	 "da",	   "di",     "du",    "van", "von",   "der",
		"den",	 "of",	   "the",    "and",   "y",   "al",    "bin",
		"el",	 "la",	   "le",     "ter",   "dos", "das",   "do",
		"e",	 "zu",	   "zum",    "zur",   "af",  "av",    "op",
		"ten",	 "del",	   "della",  "des",   "ibn", "med.",  "phil.",
		"rer.",	 "nat.",   "psych.", "dipl.", "dr.", "prof.", "soc.",
		"univ.", "habil.", "'t",     "und",   "et",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(particles); i++)
		if (strlen(particles[i]) == len &&
		    !memcmp(particles[i], word, len))
			return TRUE;
	return FALSE;
}

/* Words that begin a sentence about somebody: "My mother: she never..." */
static gboolean
begins_sentence(const char *word, gsize len)
{
	static const char *const words[] = {
		"my",	"your", "his",	"her",	"our",	 "their", "a",
		"an",	"i",	"and",	"but",	"so",	 "or",	  "if",
		"when", "this", "that", "what", "to",	 "with",  "for",
		"as",	"no",	"yes",	"mein", "meine", "sein",  "seine",
		"mon",	"ma",	"mi",	"mio",	"mia",	 "meu",	  "minha",
		"mijn", "moja", "min",
	};

	return is_listed(words, G_N_ELEMENTS(words), word, len);
}

/* What a label is made of; brackets behind a name are left out. */
struct label_words {
	guint words;
	guint lower; /* that no name has */
	guint stray; /* of these, those that name no role */
	gboolean sentence;
	gboolean odd; /* characters that no plain name has */
};

static void
count_word(const char *word, const char *stop, struct label_words *count)
{
	gunichar first = g_utf8_get_char(word);
	gsize len = stop - word;

	if (count->words++ == 0)
		count->sentence = begins_sentence(word, len);
	if (!g_unichar_islower(first) ||
	    (len > 1 && g_ascii_isupper(word[1])) ||
	    (count->words > 1 && is_particle(word, len)))
		return;
	count->lower++;
	count->stray += len > 1 && role_of_label(word, len) == TURN_UNKNOWN;
}

static void
count_words(const char *p, const char *end, struct label_words *count)
{
	while (p < end) {
		const char *word = p, *stop = end;

		if (*p == '(' && count->words)
			stop = memchr(p, ')', end - p);
		stop = stop ? stop : end;
		while (p < end && (*p != ' ' || (*word == '(' && p < stop))) {
			count->odd |= !label_char(g_utf8_get_char(p));
			p = g_utf8_next_char(p);
		}
		if (*word != '(' || !count->words)
			count_word(word, p, count);
		while (p < end && *p == ' ')
			p++;
	}
}

static gboolean
is_at(const char *p, const char *end, const char *sign)
{
	return end - p >= 3 && !memcmp(p, sign, 3);
}

/* What stands open in a label: 'Lee "Bo" Park (?)' leaves nothing open. */
struct marks {
	int round, square, quotes;
};

/* The mark in Hebrew's short forms, as in "Dr": no quote begins there. */
static gboolean
is_inside_word(const char *from, const char *p, const char *end)
{
	return p > from && p + 1 < end && (guchar)p[-1] >= 0x80 &&
	       (guchar)p[1] >= 0x80;
}

static void
count_mark(struct marks *marks, const char *from, const char *p,
	   const char *end)
{
	marks->round += (*p == '(') - (*p == ')');
	marks->square += (*p == '[') - (*p == ']');
	if (*p == '"' && !is_inside_word(from, p, end))
		marks->quotes += marks->quotes > 0 ? -1 : 1;
	marks->quotes +=
		is_at(p, end, "\342\200\234") - is_at(p, end, "\342\200\235");
}

/* Marks of speech, or a bracket or quote that is not closed. */
static gboolean
is_talk(const char *p, const char *end)
{
	struct marks open = { 0 };
	const char *from = p;

	if (p < end && (*p == '"' || is_at(p, end, "\342\200\234")))
		return TRUE;
	for (; p < end; p++) {
		count_mark(&open, from, p, end);
		if (*p == '\n' || open.round < 0 || open.square < 0 ||
		    open.quotes < 0 || is_at(p, end, "\342\200\246") ||
		    (strchr("?!", *p) && p + 1 < end &&
		     (p == from || p[-1] != '(')))
			return TRUE;
	}
	return open.round > 0 || open.square > 0 || open.quotes > 0;
}

/* "March 12, 2026", "12. Mai 2026": a day and, at the end, a year. */
static gboolean
is_long_date(const char *p, const char *end)
{
	const char *year, *q;

	while (end > p && (end[-1] == ',' || is_space(end[-1])))
		end--;
	year = end - 4;
	if (year <= p || year[-1] != ' ' ||
	    (memcmp(year, "20", 2) && memcmp(year, "19", 2)) ||
	    !g_ascii_isdigit(year[2]) || !g_ascii_isdigit(year[3]))
		return FALSE;
	for (q = p; q < year && !g_ascii_isdigit(*q); q++)
		;
	return q < year;
}

static gboolean
is_date(const char *p, const char *end)
{
	guint slashes = 0;

	for (; p < end; p++) {
		if (!g_ascii_isdigit(*p) && !strchr("/., ", *p))
			return FALSE;
		slashes += *p == '/';
	}
	return slashes > 1;
}

static enum label_shape
odd_shape(const char *p, const char *end, const struct label_words *count)
{
	const char *q = p;

	while (q < end && g_ascii_isdigit(*q))
		q++;
	if (q == end)
		return q - p <= 4 ? LABEL_DIGITS : LABEL_ODD;
	if (count->words > WORDS_MAX)
		return LABEL_NOT;
	if (is_date(p, end))
		return LABEL_NOT;
	for (q = p; q < end; q = g_utf8_next_char(q))
		if (g_unichar_isalnum(g_utf8_get_char(q)) || (guchar)*q >= 0xf0)
			return LABEL_ODD;
	return LABEL_NOT;
}

enum label_shape
label_shape(const char *label, gsize len)
{
	const char *p = label, *end = label + len;
	struct label_words count = { 0 };

	trim(&p, &end);
	while (p < end && strchr("*[(", *p))
		p++;
	if (p == end || is_talk(label, end) || is_long_date(p, end))
		return LABEL_NOT;
	count_words(p, end, &count);
	if (!g_unichar_isalpha(g_utf8_get_char(p)) || end - p > 48)
		return odd_shape(label, end, &count);
	if (end - p <= 32 && role_of_label(p, end - p) != TURN_UNKNOWN &&
	    !count.sentence && !count.stray)
		return LABEL_ROLE;
	if (count.odd || count.words > 5)
		return odd_shape(label, end, &count);
	if (count.lower == 0)
		return LABEL_NAME;
	if (count.words == 1)
		return LABEL_LOWER;
	if (count.words <= 3 && !count.sentence)
		return LABEL_SMALL;
	return odd_shape(label, end, &count);
}
