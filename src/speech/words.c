/*
 * words: small questions about the words of a matchable text.
 *
 * Acknowledgement, negation, quotation and echo are told by short word lists;
 * they are English, as the rules are.
 */
#include "speech/steps.h"

#include <string.h>

#define LONGEST_LISTED 24
#define QUOTE_BYTES 1000 /* a longer 'quotation' is two apostrophes */

const guint8 char_class[256] = {
	[0 ... ' '] = BLANK,	['0' ... '9'] = LETTER,
	['A' ... 'Z'] = LETTER, ['a' ... 'z'] = LETTER,
	['_'] = LETTER,		['\''] = JOINER,
	['-'] = JOINER,		['.'] = STOP,
	['?'] = STOP,		['!'] = STOP,
	[0x7f] = BLANK,		[0x80 ... 0xff] = LETTER,
};

gboolean
text_is_ascii(const char *text, gsize len)
{
	guint64 all = 0, some;

	for (; len >= sizeof some; text += sizeof some, len -= sizeof some) {
		memcpy(&some, text, sizeof some);
		all |= some;
	}
	for (; len > 0; text++, len--)
		all |= (guchar)*text;
	return !(all & G_GUINT64_CONSTANT(0x8080808080808080));
}

static gboolean
is_word_letter(char c)
{
	return char_class[(guchar)c] & LETTER;
}

gsize
word_length(const char *text, const char *end)
{
	const char *at = text;

	for (;;) {
		while (at < end && is_word_letter(*at))
			at++;
		if (end - at < 2 || !(char_class[(guchar)*at] & JOINER) ||
		    !is_word_letter(at[1]))
			return at - text;
		at++;
	}
}

gboolean
word_next(const char *text, gsize len, gsize from, struct span *word)
{
	while (from < len && !is_word_letter(text[from]))
		from++;
	if (from >= len)
		return FALSE;
	word->start = from;
	word->end = from + word_length(text + from, text + len);
	return TRUE;
}

gboolean
word_among(const char *word, gsize len, const char *list)
{
	char needle[LONGEST_LISTED + 3] = " ";

	if (len == 0 || len > LONGEST_LISTED)
		return FALSE;
	for (gsize i = 0; i < len; i++)
		needle[i + 1] = g_ascii_tolower(word[i]);
	needle[len + 1] = ' ';
	needle[len + 2] = '\0';
	return strstr(list, needle) != NULL;
}

gboolean
words_acknowledge(const char *text, gsize len)
{
	struct span word = { 0, 0 };
	guint n = 0;

	while (word_next(text, len, word.end, &word)) {
		if (++n > 2 ||
		    !word_among(text + word.start, span_length(word),
				" mm mhm mm-hm mm-hmm mhmm mmhm mmm uh-huh "
				"uhuh hm hmm yeah yes yep yup yah yea aye "
				"right okay ok sure oh ah "))
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_negation(const char *word, gsize len)
{
	if (len > 3 && g_ascii_strncasecmp(word + len - 3, "n't", 3) == 0)
		return TRUE;
	return word_among(word, len,
			  " not never without cannot nor neither dont didnt "
			  "doesnt isnt wasnt werent arent cant couldnt "
			  "wouldnt shouldnt wont havent hasnt hadnt aint ");
}

gboolean
words_negate(const char *text, struct span sentence, guint32 at)
{
	guint32 from = at;

	for (guint n = 0; n < 4; n++) {
		guint32 end;

		while (from > sentence.start && !is_word_letter(text[from - 1]))
			from--;
		end = from;
		while (from > sentence.start &&
		       char_class[(guchar)text[from - 1]] & (LETTER | JOINER))
			from--;
		if (is_negation(text + from, end - from))
			return TRUE;
	}
	return FALSE;
}

/* Does an apostrophe at i open quoted speech rather than shorten a word? */
static gboolean
apostrophe_opens(const char *text, gsize len, gsize i)
{
	gsize n;

	if (i > 0 && !(char_class[(guchar)text[i - 1]] & BLANK) &&
	    !strchr("(\"-,:", text[i - 1]))
		return FALSE;
	if (i + 1 >= len || !is_word_letter(text[i + 1]))
		return FALSE;
	n = word_length(text + i + 1, text + len);
	return !word_among(text + i + 1, n,
			   " em cause cos coz til tis twas bout n round un "
			   "specially fraid ");
}

static gboolean
apostrophe_closes(const char *text, gsize len, gsize i)
{
	char after = i + 1 < len ? text[i + 1] : ' ';

	return !(char_class[(guchar)text[i - 1]] & BLANK) &&
	       (char_class[(guchar)after] & (BLANK | STOP) ||
		strchr(",;:)\"-", after));
}

/* The end of the quotation that opens at i, or 0. */
static gsize
quotation_end(const char *text, gsize len, gsize i)
{
	const char *close;

	if (text[i] == '"') {
		close = memchr(text + i + 1, '"', len - i - 1);
		return close ? (gsize)(close - text) : 0;
	}
	if (!apostrophe_opens(text, len, i))
		return 0;
	len = MIN(len, i + QUOTE_BYTES);
	for (gsize at = i + 2; at < len; at++) {
		if (text[at] == '\'' && apostrophe_closes(text, len, at))
			return at;
	}
	return 0;
}

void
words_find_quotes(const char *text, gsize len, GArray *quotes)
{
	for (gsize i = 0; i < len; i++) {
		gsize end;

		if (text[i] != '"' && text[i] != '\'')
			continue;
		end = quotation_end(text, len, i);
		if (end) {
			struct span quote = { i + 1, end };

			g_array_append_val(quotes, quote);
			i = end;
		}
	}
}

/* Words that say nothing of what is spoken about. */
static const char *const empty_words =
	" the a an and but or so if then than that this these those there "
	"here it its i me my mine you your yours he him his she her hers we "
	"us our they them their who whom what which when where why how is am "
	"are was were be been being do does did done doing have has had "
	"having will would can could shall should may might must not no yes "
	"yeah okay right well just like really very quite about with without "
	"for from into onto over under out off down back again all any some "
	"one two now too also only even still ever never always because "
	"know mean think say says said get gets got getting going gone goes "
	"went come came thing things something anything nothing someone way "
	"lot bit kind sort much more most other same own want let see look "
	"feel felt make made tell told take took put that's it's i'm you're "
	"he's she's they're we're i've you've don't didn't can't won't isn't "
	"wasn't doesn't i'd you'd i'll you'll he'd she'd what's there's let's "
	"gonna wanna oh ah ";

static gboolean
ends_in(const GString *word, const char *end)
{
	gsize n = strlen(end);

	return word->len >= n + 3 &&
	       memcmp(word->str + word->len - n, end, n) == 0;
}

char *
word_stem(const char *text, gsize len)
{
	static const char *const ends[] = { "'s", "ing", "ed", "es", "s" };
	GString *word = g_string_sized_new(len);

	for (gsize i = 0; i < len; i++)
		g_string_append_c(word, g_ascii_tolower(text[i]));
	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		if (ends_in(word, ends[i])) {
			g_string_truncate(word, word->len - strlen(ends[i]));
			break;
		}
	}
	if (word->len > 3 && word->str[word->len - 1] == 'e')
		g_string_truncate(word, word->len - 1);
	return g_string_free(word, FALSE);
}

GHashTable *
words_of_content(const char *text, gsize len)
{
	GHashTable *set =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct span word = { 0, 0 };

	while (word_next(text, len, word.end, &word)) {
		const char *start = text + word.start;
		gsize n = span_length(word);

		if (n >= 3 && !word_among(start, n, empty_words))
			g_hash_table_add(set, word_stem(start, n));
	}
	return set;
}
