/*
 * own: is what is said the speaker's own, and not supposed?
 *
 * "I was furious" is the speaker's own feeling; "he was furious", "Danny was
 * in tears" and "if I hated him" are not.  Told by what stands before the
 * match: the nearest word that says who.  English, as the rules are, and a
 * guess: where nobody is named, people speak of themselves.
 */
#include "speech/steps.h"

#include <string.h>

#define AFTER 2	     /* words after the match that may say whom it befell */
#define FARTHEST 400 /* bytes looked back, so that time stays linear */

struct word_at {
	const char *text;
	gsize len;
};

#define SELF                                                                \
	" i i'm i've i'd i'll i'mma me myself mine we we're we've we'd us " \
	"ourselves im ive "
#define OTHERS                                                               \
	" he she they he's she's they're they've he'd she'd they'd he'll "   \
	"she'll they'll him her them his hers their theirs himself herself " \
	"themselves who whose everyone everybody someone somebody people "   \
	"anyone "
#define OWN_THINGS                                                          \
	" heart stomach tummy belly chest throat head body hands eyes gut " \
	"guts insides skin nerves mind soul own life self "
#define IS                                                                  \
	" is was are were isn't wasn't aren't weren't looked looks seemed " \
	"seems got gets felt feels sounded sounds "
#define NOBODY                                                                 \
	" it it's that that's this there there's which what thing things all " \
	"and but so then just still always also never really even day night "  \
	"week year time when "

/* The word that ends before `at`, but not one before `from`. */
static gboolean
word_before(const char *text, guint32 from, guint32 *at, struct word_at *word)
{
	guint32 end = *at, start;

	while (end > from &&
	       !(char_class[(guchar)text[end - 1]] & (LETTER | JOINER)))
		end--;
	for (start = end; start > from; start--) {
		if (!(char_class[(guchar)text[start - 1]] & (LETTER | JOINER)))
			break;
	}
	*at = start;
	*word = (struct word_at){ text + start, end - start };
	return end > start;
}

static gboolean
is_among(const struct word_at *word, const char *list)
{
	return word->len > 0 && word_among(word->text, word->len, list);
}

/* A comma or the like between two places. */
static gboolean
is_parted(const char *text, guint32 from, guint32 to)
{
	for (; from < to; from++) {
		if (strchr(",;:", text[from]))
			return TRUE;
	}
	return FALSE;
}

/* "would be", "I'd feel", "might have"; later: the word that follows. */
static gboolean
is_supposed(const struct word_at *word, const struct word_at *later)
{
	gboolean shortened =
		word->len > 2 &&
		g_ascii_strncasecmp(word->text + word->len - 2, "'d", 2) == 0;

	if (is_among(word, " unless imagine suppose supposing whether "))
		return TRUE;
	return (shortened || is_among(word, " would wouldn't might ")) &&
	       is_among(later, " be feel have get not never just only ");
}

/* Is there an "if" or the like in the clause that ends before `at`? */
static gboolean
clause_supposes(const char *text, guint32 from, guint32 at)
{
	struct word_at word, later = { NULL, 0 };
	guint32 place = at;

	while (word_before(text, from, &place, &word)) {
		struct word_at before = { NULL, 0 };
		guint32 farther = place;

		if (is_parted(text, place, at) ||
		    is_among(&word, " and but because "))
			return FALSE;
		word_before(text, from, &farther, &before);
		if (is_supposed(&word, &later) ||
		    (is_among(&word, " if ") &&
		     !is_among(&before, " as like even what ")))
			return TRUE;
		later = word;
		at = place;
	}
	return FALSE;
}

/* "scared me", "broke my heart"; not "hates me". */
static gboolean
befell_speaker(const char *text, gsize len, struct span match)
{
	struct span word = { 0, match.start };

	while (word_next(text, len, word.end, &word) && word.end <= match.end) {
		if (word_among(text + word.start, span_length(word),
			       " me my myself "))
			return TRUE;
		if (word_among(text + word.start, span_length(word),
			       " hate hates hated miss misses missed "))
			return FALSE;
	}
	word.end = match.end;
	for (guint n = 0; n < AFTER; n++) {
		if (!word_next(text, len, word.end, &word) ||
		    is_parted(text, match.end, word.start))
			return FALSE;
		if (word_among(text + word.start, span_length(word),
			       " me myself us "))
			return TRUE;
	}
	return FALSE;
}

/* The nearest word before the match that says who; TRUE for the speaker. */
static gboolean
is_speakers(const char *text, guint32 from, guint32 at)
{
	struct word_at word, later = { NULL, 0 };

	while (word_before(text, from, &at, &word)) {
		if (is_among(&word, SELF))
			return TRUE;
		if (is_among(&word, OTHERS))
			return FALSE;
		if (is_among(&word, " my our "))
			return later.len == 0 || is_among(&later, OWN_THINGS);
		if (is_among(&later, IS) && !is_among(&word, NOBODY))
			return FALSE;
		later = word;
	}
	return TRUE;
}

/* "it hurt", and then whom: TRUE when "it" stands before the match. */
static gboolean
says_it(const char *text, guint32 from, guint32 at)
{
	struct word_at before;

	return word_before(text, from, &at, &before) &&
	       is_among(&before, " it that this ");
}

/* "it hurt him" */
static gboolean
befell_other(const char *text, gsize len, struct span match)
{
	struct span after;

	return word_next(text, len, match.end, &after) &&
	       word_among(text + after.start, span_length(after), OTHERS);
}

gboolean
words_are_own(const char *text, gsize len, struct span sentence,
	      struct span match)
{
	gsize end = MIN(len, sentence.end);
	guint32 from = sentence.start;

	if (match.start - from > FARTHEST)
		from = match.start - FARTHEST;
	if (clause_supposes(text, from, match.start))
		return FALSE;
	if (befell_speaker(text, end, match))
		return TRUE;
	if (says_it(text, from, match.start))
		return !befell_other(text, end, match);
	return is_speakers(text, from, match.start);
}
