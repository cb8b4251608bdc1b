/*
 * kinds: is a sentence a question, a prompt, an imperative, a statement?
 *
 * Told from the closing mark where there is one and from the words
 * in any case, because many transcripts have no marks: a question turns its
 * verb and subject round or begins with a question word; an imperative begins
 * with its verb.  A sentence may be of several kinds ("And you?" is a
 * question and a prompt).
 */
#include "speech/steps.h"

#include <string.h>

#define PROMPT_WORDS 6
#define WORDS_LOOKED_AT 12

/* The first words of a sentence, after "so", "and", "well", ... */
struct opening {
	const char *text;
	struct span word[WORDS_LOOKED_AT];
	guint n;	 /* of those kept */
	guint words;	 /* of the whole sentence */
	gboolean joined; /* began with and, so, then, ... */
};

static const char *const auxiliaries =
	" do does did is are was were have has had can could will would "
	"should shall may might must am don't doesn't didn't isn't aren't "
	"wasn't weren't haven't hasn't hadn't can't couldn't won't wouldn't "
	"shouldn't dont doesnt didnt isnt arent wasnt werent havent hasnt "
	"hadnt cant couldnt wont wouldnt shouldnt ain't ";

static const char *const subjects =
	" i you he she it we they that this these those there the your my "
	"his her their our its anyone anybody anything someone somebody "
	"something everyone everybody everything nobody nothing one any "
	"some either both ";

static const char *const question_words =
	" what who whose whom which where when why how what's who's where's "
	"when's why's how's what're how're what'd how'd who'd where'd what've "
	"how've whats hows wheres whos ";

static const char *const finite_words =
	" i i'm i've i'd i'll you you're you've you'd you'll he he's he'd "
	"he'll she she's she'd she'll it it's it'd it'll we we're we've we'd "
	"we'll they they're they've they'd they'll that's there's here's "
	"what's who's where's is are was were am do does did have has had can "
	"could will would should may might must isn't aren't wasn't weren't "
	"don't doesn't didn't can't couldn't won't wouldn't haven't hasn't "
	"thanks thank sorry hello hi bye goodbye ";

static const char *const past_verbs =
	" said told went came got took made gave felt knew thought left put "
	"saw kept let lost met ran sat stood spoke swore won held heard meant "
	"did had did found began hit cut shut broke drove woke wrote paid "
	"sounds looks seems feels takes makes means says goes gets wants "
	"needs helps hurts counts matters works happens sound look seem "
	"mean want need like love hope guess suppose know see think ";

static const char *const imperatives =
	" tell say show try give go take think look let let's lets imagine "
	"stay stop start describe walk talk bring put hold wait come keep "
	"make ask call read write play be do don't dont remember notice "
	"picture listen help sit pretend use find answer ring pick leave "
	"slow hang carry pause finish begin run consider close open breathe "
	"turn forget get set check choose change name paint finish follow "
	"speak rewind drop swap switch phone text send spell draw rest feel "
	"consider suppose explain repeat count shut lie mind spare save watch "
	"grab pull push step hop lay press wear learn pop move jump climb "
	"allow treat trust argue cut fill sign drink eat sleep ";

static gboolean
opening_word(const struct opening *o, guint i, const char *list)
{
	return i < o->n && word_among(o->text + o->word[i].start,
				      span_length(o->word[i]), list);
}

static gboolean
followed_by_comma(const char *text, gsize len, struct span word)
{
	return word.end < len && text[word.end] == ',';
}

/* "So", "And then", "Okay," say nothing of the kind. */
static gboolean
is_lead_in(const char *text, gsize len, struct span word)
{
	const char *at = text + word.start;
	gsize n = span_length(word);

	if (word_among(at, n,
		       " so and but or then well now okay ok right "
		       "yeah yes no oh ah aye just please also still "
		       "because cos maybe perhaps alright "))
		return TRUE;
	return followed_by_comma(text, len, word) &&
	       word_among(at, n,
			  " look listen see say good sure exactly "
			  "sorry hello fine great lovely love ");
}

static void
read_opening(struct opening *o, const char *text, gsize len)
{
	struct span word = { 0, 0 };

	memset(o, 0, sizeof *o);
	o->text = text;
	while (word_next(text, len, word.end, &word)) {
		o->words++;
		if (o->n == 0 && is_lead_in(text, len, word)) {
			o->joined = TRUE;
			continue;
		}
		if (o->n < WORDS_LOOKED_AT)
			o->word[o->n++] = word;
	}
}

/* "did you", "was it", "don't they" at word i. */
static gboolean
turns_round(const struct opening *o, guint i)
{
	/* "Do it then", "Have that back" are told, not asked */
	if (opening_word(o, i, " do have ") &&
	    opening_word(o, i + 1,
			 " it this that nothing something one "
			 "some any "))
		return FALSE;
	return opening_word(o, i, auxiliaries) &&
	       opening_word(o, i + 1, subjects);
}

static gboolean
asks_with_question_word(const struct opening *o, guint i)
{
	if (!opening_word(o, i, question_words))
		return FALSE;
	if (turns_round(o, i + 1) || turns_round(o, i + 2))
		return TRUE;
	if (opening_word(o, i, " how ") &&
	    opening_word(o, i + 1, " about come so much many long far often "))
		return TRUE;
	if (opening_word(o, i, " what ") &&
	    opening_word(o, i + 1,
			 " about if else happened happens makes "
			 "made brings brought kind sort for next "
			 "stops stopped "))
		return TRUE;
	if (opening_word(o, i, " why ") && opening_word(o, i + 1, " not "))
		return TRUE;
	/* "What's the worst", "How was Sunday", "Who told you" */
	return i == 0 &&
	       (opening_word(o, i,
			     " what's who's where's how's why's when's "
			     "what're how're whats hows wheres whos "
			     "what'd how'd where'd ") ||
		opening_word(o, i + 1, auxiliaries) ||
		(opening_word(o, i, " who ") &&
		 !opening_word(o, i + 1, subjects)));
}

/* "could you", "have you" in the midst of an unpunctuated stretch. */
static gboolean
asks_in_passing(const char *text, gsize len)
{
	struct span word = { 0, 0 }, before = { 0, 0 }, first = { 0, 0 };

	while (word_next(text, len, word.end, &word)) {
		gboolean you = word_among(text + word.start, span_length(word),
					  " you he she they it ");

		if (you && span_length(before) && span_length(first) &&
		    word_among(text + before.start, span_length(before),
			       auxiliaries) &&
		    word_among(text + first.start, span_length(first),
			       question_words))
			return TRUE;
		first = before;
		before = word;
	}
	return FALSE;
}

/* "..., isn't it", "..., didn't he" without a mark. */
static gboolean
ends_in_tag(const char *text, gsize len)
{
	gsize end = len, start, first;

	while (end > 0 && !(char_class[(guchar)text[end - 1]] & LETTER))
		end--;
	start = end;
	while (start > 0 && char_class[(guchar)text[start - 1]] & LETTER)
		start--;
	if (word_among(text + start, end - start, " innit eh "))
		return TRUE;
	if (start < 4 || !word_among(text + start, end - start,
				     " i you he she it we they there "))
		return FALSE;
	first = start - 1;
	while (first > 0 && !(char_class[(guchar)text[first - 1]] & BLANK))
		first--;
	return start - 1 - first > 3 && first > 0 &&
	       g_ascii_strncasecmp(text + start - 4, "n't", 3) == 0;
}

static gboolean
is_imperative(const struct opening *o)
{
	if (!opening_word(o, 0, imperatives) && !opening_word(o, 0, " have "))
		return FALSE;
	if (opening_word(o, 0, " have "))
		return opening_word(o, 1, " a another it that this some one ");
	if (opening_word(o, 0, " do ") &&
	    opening_word(o, 1, " it this that nothing something "))
		return TRUE;
	if (opening_word(o, 0, " do don't dont "))
		return !opening_word(o, 1, subjects);
	return !opening_word(o, 1, " is was were are i he she we they ");
}

static gboolean
is_finite(const char *word, gsize n)
{
	return word_among(word, n, finite_words) ||
	       word_among(word, n, past_verbs) ||
	       (n > 4 && g_ascii_strncasecmp(word + n - 2, "ed", 2) == 0);
}

/* "June's coming", "Deb's on the list": the 's is a verb. */
static gboolean
is_contracted(const char *text, gsize len, struct span word)
{
	struct span next;
	gsize n = span_length(word);

	if (n < 3 || g_ascii_strncasecmp(text + word.end - 2, "'s", 2) != 0 ||
	    !word_next(text, len, word.end, &next))
		return FALSE;
	n = span_length(next);
	return (n > 4 &&
		g_ascii_strncasecmp(text + next.end - 3, "ing", 3) == 0) ||
	       word_among(text + next.start, n,
			  " on in at a an the not here there back up out off "
			  "gone been just so very always never ");
}

/* A few words without a verb: "And your sister", "Meaning". */
static gboolean
is_fragment(const struct opening *o, const char *text, gsize len)
{
	struct span word = { 0, 0 };

	if (o->words == 0 || o->words > PROMPT_WORDS)
		return FALSE;
	if (o->n == 0)
		return o->words == 1 && word_next(text, len, 0, &word) &&
		       word_among(text + word.start, span_length(word),
				  " and so but then because ");
	/* "And you", "So he" */
	if (o->joined && o->words <= 2 &&
	    opening_word(o, 0, " you he she they him her them "))
		return TRUE;
	while (word_next(text, len, word.end, &word)) {
		if (is_finite(text + word.start, span_length(word)) ||
		    is_contracted(text, len, word))
			return FALSE;
	}
	return !words_acknowledge(text, len) &&
	       !opening_word(o, 0,
			     " good great exactly fine lovely perfect true "
			     "absolutely quite sure welcome done right okay "
			     "nothing nought indeed not hey huh wow god ha "
			     "nice grand all ach och aw jesus cheers brilliant "
			     "excellent wonderful super gosh hmm alright aha "
			     "interesting understood agreed definitely ");
}

static char
closing_mark(const char *text, gsize len)
{
	while (len > 0) {
		guint8 class = char_class[(guchar)text[len - 1]];

		if (class & STOP)
			return text[len - 1];
		if (class & LETTER)
			return '\0';
		len--;
	}
	return '\0';
}

guint
sentence_kinds(const char *text, gsize len)
{
	struct opening o;
	char mark = closing_mark(text, len);
	guint kinds = 0;

	read_opening(&o, text, len);
	if (mark == '?' || asks_with_question_word(&o, 0) ||
	    turns_round(&o, 0) || (mark == '\0' && ends_in_tag(text, len)) ||
	    (mark == '\0' && asks_in_passing(text, len)))
		kinds |= KIND_QUESTION;
	if (is_imperative(&o))
		kinds |= KIND_IMPERATIVE;
	if (kinds & KIND_QUESTION)
		return o.words <= PROMPT_WORDS ? kinds | KIND_PROMPT : kinds;
	if (kinds)
		return kinds;
	return is_fragment(&o, text, len) ? KIND_PROMPT | KIND_STATEMENT :
					    KIND_STATEMENT;
}
