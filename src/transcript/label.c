/*
 * label.c: how a line begins.
 *
 * People write "T: words", "[00:12:03] Anna: words", "Anna (00:03): words",
 * "Anna Smith  0:12" above the words.  heading_parse() sees the form; whether
 * "Anna" is a speaker and "Note" is not, candidates.c finds out.
 */
#include "transcript/private.h"

#define SHORT_ROLE 3 /* bytes of "T", "Th", "Pt", "T1" */

/* Stand before colons in transcripts without being anybody. */
static const char *const matters[] = {
	"note",
	"notes",
	"nb",
	"n.b.",
	"date",
	"time",
	"session",
	"session no",
	"session number",
	"duration",
	"length",
	"location",
	"place",
	"title",
	"subject",
	"topic",
	"recording",
	"recorded",
	"transcript",
	"transcription",
	"transcriber",
	"transcribed by",
	"participants",
	"speakers",
	"speaker",
	"file",
	"filename",
	"source",
	"language",
	"phase",
	"focus",
	"case",
	"case id",
	"id",
	"number",
	"planned",
	"skill",
	"page",
	"version",
	"comment",
	"comments",
	"key",
	"legend",
	"http",
	"https",
	"example",
	"summary",
	"start",
	"end",
	"re",
	"ps",
	"p.s.",
	"paragraph",
	"chapter",
	"client id",
	"patient id",
	"participant id",
	"therapist id",
	"session id",
	"study id",
	"session date",
	"interview date",
	"start time",
	"end time",
	"present",
	"attending",
	"attendees",
	"age",
	"gender",
	"sex",
	"date of birth",
	"dob",
	"diagnosis",
	"setting",
	"clinic",
	"service",
	"ref",
	"reference",
	"audio",
	"audio file",
	"word count",
	"status",
	"confidential",
};

gboolean
label_is_matter(const char *label, gsize len)
{
	return is_listed(matters, G_N_ELEMENTS(matters), label, len);
}

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
		"de",  "da",  "di", "du", "van", "von", "der", "den", "of",
		"the", "and", "y",  "al", "bin", "el",	"la",  "le",  "ter",
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
		"my",	"your", "his", "her",  "our", "their", "a",    "an",
		"i",	"and",	"but", "so",   "or",  "if",    "when", "this",
		"that", "what", "to",  "with", "for", "as",    "no",   "yes",
	};

	return is_listed(words, G_N_ELEMENTS(words), word, len);
}

/* What a label is made of; brackets behind a name are left out. */
struct label_words {
	guint words;
	guint lower; /* that no name has */
	guint stray; /* of these, those that name no role */
	gboolean sentence;
};

static gboolean
count_words(const char *p, const char *end, struct label_words *count)
{
	while (p < end) {
		const char *word = p, *stop = end;
		gunichar first = g_utf8_get_char(p);

		if (*p == '(' && count->words)
			stop = memchr(p, ')', end - p);
		stop = stop ? stop : end;
		while (p < end && (*p != ' ' || (*word == '(' && p < stop))) {
			if (!label_char(g_utf8_get_char(p)))
				return FALSE;
			p = g_utf8_next_char(p);
		}
		if (*word != '(' || !count->words) {
			if (count->words++ == 0)
				count->sentence =
					begins_sentence(word, p - word);
			if (g_unichar_islower(first) &&
			    !(p - word > 1 && g_ascii_isupper(word[1])) &&
			    !(count->words > 1 &&
			      is_particle(word, p - word))) {
				count->lower++;
				count->stray += p - word > 1 &&
						role_of_label(word, p - word) ==
							TURN_UNKNOWN;
			}
		}
		while (p < end && *p == ' ')
			p++;
	}
	return TRUE;
}

enum label_shape
label_shape(const char *label, gsize len)
{
	const char *p = label, *end = label + len;
	struct label_words count = { 0 };
	gboolean plain;

	trim(&p, &end);
	while (p < end && strchr("*[(", *p))
		p++;
	if (p == end || end - p > 48 || !g_unichar_isalpha(g_utf8_get_char(p)))
		return LABEL_NOT;
	plain = count_words(p, end, &count);
	if (end - p <= 32 && role_of_label(p, end - p) != TURN_UNKNOWN &&
	    !count.sentence && !count.stray)
		return LABEL_ROLE;
	if (!plain || count.words > 5)
		return LABEL_NOT;
	if (count.lower == 0)
		return LABEL_NAME;
	if (count.words == 1)
		return LABEL_LOWER;
	return count.words <= 3 && !count.sentence ? LABEL_SMALL : LABEL_NOT;
}

/*
 * Where a stamp begins that has the colon at q inside or right behind it:
 * "Anna (Guest) [0:03]", "Anna 0:03".  NULL when q belongs to no stamp.
 */
static const char *
stamp_start(const char *p, const char *q)
{
	const char *s = q;

	while (s > p && (g_ascii_isdigit(s[-1]) || strchr(":.,-> ])", s[-1])))
		s--;
	if (s > p && (s[-1] == '[' || s[-1] == '('))
		return s - 1;
	for (s = q; s > p && g_ascii_isdigit(s[-1]); s--)
		;
	return s < q && s > p && is_space(s[-1]) ? s : NULL;
}

/* "Anna (00:03): words", "Anna 0:12", "Anna Smith  0:12 words". */
static gboolean
stamp_after_name(const char *p, const char *q, const char *end,
		 struct heading *out)
{
	const char *stamp = stamp_start(p, q), *after = stamp;
	gint64 start_ms, end_ms;

	if (!stamp || !stamp_range(&after, end, &start_ms, &end_ms))
		return FALSE;
	out->label = p;
	out->label_len = stamp - p;
	out->start_ms = start_ms;
	out->end_ms = end_ms;
	out->spaced =
		stamp - p >= 2 &&
		(stamp[-1] == '\t' || (stamp[-1] == ' ' && stamp[-2] == ' '));
	out->text = skip_blanks(after, end);
	out->kind = HEADING_STAMPED;
	if (out->text < end && *out->text == ':') {
		out->text++;
		out->kind = HEADING_COLON;
	} else if (out->text < end) {
		out->kind = label_shape(p, stamp - p) == LABEL_ROLE ?
				    HEADING_COLON :
				    HEADING_NONE;
	}
	return TRUE;
}

static void
colon_heading(const char *p, const char *q, const char *end,
	      struct heading *out)
{
	const char *after;

	out->kind = HEADING_COLON;
	out->label = p;
	out->label_len = q - p;
	out->text = skip_blanks(q + 1, end);
	while (out->text < end && *out->text == '*')
		out->text = skip_blanks(out->text + 1, end);
	if (out->start_ms >= 0 || out->text == end)
		return;
	after = out->text;
	if ((*after == '[' || *after == '(' || *after == '<') &&
	    stamp_range(&after, end, &out->start_ms, &out->end_ms))
		out->text = after;
}

/*
 * Where the label ends: at a colon, or, when a role stands before it, at a
 * tab (a table cell pasted as text), or at the semicolon that a finger hit
 * for the colon ("T; words").  NULL when there is no label.
 */
static const char *
label_stop(const char *p, const char *end)
{
	const char *reach = p + MIN(end - p, LABEL_REACH);
	const char *colon = memchr(p, ':', reach - p);
	const char *tab = memchr(p, '\t', (colon ? colon : reach) - p);

	if (tab && label_shape(p, tab - p) == LABEL_ROLE)
		return tab;
	for (const char *q = p; q < reach && q - p <= SHORT_ROLE; q++)
		if (*q == ';' && label_shape(p, q - p) == LABEL_ROLE)
			return q;
	return colon;
}

void
heading_parse(const char *line, const char *end, struct heading *out)
{
	const char *p = skip_blanks(line, end), *q;

	*out = (struct heading){ .start_ms = -1, .end_ms = -1, .text = p };
	while (p < end && (*p == '>' || *p == '*'))
		p = skip_blanks(p + 1, end);
	if (p < end &&
	    (g_ascii_isdigit(*p) || *p == '[' || *p == '(' || *p == '<') &&
	    stamp_range(&p, end, &out->start_ms, &out->end_ms)) {
		while (p < end && (is_space(*p) || *p == '-' || *p == '*'))
			p++;
		out->text = p;
		out->kind = HEADING_STAMP;
		if (p == end)
			return;
		out->kind = HEADING_NONE;
	}
	q = label_stop(p, end);
	if (!q || q == p)
		return;
	if (out->start_ms < 0 && *q == ':' && stamp_after_name(p, q, end, out))
		return;
	if (q + 1 == end || is_space(q[1]) || q[1] == '*' ||
	    label_shape(p, q - p) == LABEL_ROLE)
		colon_heading(p, q, end, out);
}
