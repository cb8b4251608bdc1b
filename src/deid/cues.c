/*
 * cues: names told by the words beside them, with capitals or without.
 *
 * Titles ("uncle bo"), who somebody is to the speaker ("my sister ana"), what
 * somebody does ("hope said"), how one is spoken to ("hiya grace").  A name
 * of the lists that is no word besides needs none of them.
 */
#include "deid/talk.h"

#include <string.h>

static const struct wordform *
form_at(const struct deid_talk *talk, guint i)
{
	return word_form(talk, talk_word(talk, i));
}

/* May word i, after a cue, be a name: one of the lists, a capital inside a
 * sentence, or no word at all? */
static gboolean
may_be_name(const struct deid_talk *talk, guint i, gboolean common_too)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);

	if (!word_is_namely(talk, i) || form->kinds & FORM_CAPITAL ||
	    form->kinds & (FORM_TITLE | FORM_PRONOUN | FORM_ARTICLE))
		return FALSE;
	if (word->flags & WORD_CAPITAL)
		return TRUE;
	if (!(form->kinds & FORM_WORD))
		return !(form->kinds & FORM_MONTH);
	return common_too && form->kinds & FORM_FIRST &&
	       !(form->kinds & (FORM_MODAL | FORM_MONTH));
}

/* "pauline trotter": a last name that is a word, where the sentence goes on
 * or ends after it. */
static gboolean
is_last_name(const struct deid_talk *talk, guint i)
{
	static const char *const on[] = { "is",	 "was", "has",	"had", "and",
					  "but", "who", "then", NULL };
	const struct wordtoken *next = word_beside(talk, i, 1);

	return form_at(talk, i)->kinds & FORM_LAST &&
	       form_at(talk, i - 1)->kinds & FORM_FIRST &&
	       form_is_listed(form_at(talk, i - 1)) &&
	       (!next || next->gap != GAP_BLANK || next->flags & WORD_START ||
		kinds_beside(talk, i, 1) & (FORM_PRONOUN | FORM_SPEECH) ||
		text_is_any(text_beside(talk, i, 1), on));
}

/* Names that go on after word i: "mrs utting", "auntie siew lan". */
static guint
name_end(const struct deid_talk *talk, guint i)
{
	guint end = i + 1;

	while (end < talk->words->len && end - i < 4 &&
	       talk_word(talk, end)->gap == GAP_BLANK) {
		const struct wordform *form = form_at(talk, end);
		const struct wordtoken *word = talk_word(talk, end);

		if (talk_word(talk, end - 1)->flags & WORD_OWNER ||
		    !word_is_namely(talk, end) ||
		    (!is_last_name(talk, end) &&
		     (!form_is_strange(form) ||
		      (!(word->flags & WORD_CAPITAL) &&
		       !(form->kinds & (FORM_FIRST | FORM_LAST)) &&
		       (form->kinds || !(word->flags & WORD_BARE))))))
			break;
		end++;
	}
	return end;
}

/* -- titles --------------------------------------------------------------- */

/* Those that are hardly ever anything else. */
static gboolean
is_plain_title(const char *text)
{
	static const char *const plain[] = { "mr",    "mrs",	"ms",
					     "dr",    "prof",	"mister",
					     "uncle", "auntie", "aunty",
					     "aunt",  "rev",	NULL };

	return text_is_any(text, plain);
}

static void
mark_after_title(struct deid_talk *talk, guint i)
{
	const struct wordtoken *next = word_beside(talk, i, 1);
	const struct wordtoken *word = talk_word(talk, i);
	const char *title = form_at(talk, i)->text;
	gboolean initial;

	if (!next ||
	    (next->gap != GAP_BLANK && next->gap != GAP_DOT &&
	     next->gap != GAP_OTHER) ||
	    word->flags & WORD_OWNER)
		return;
	if (next->gap == GAP_OTHER && !is_plain_title(title))
		return;
	initial = strlen(form_at(talk, i + 1)->text) == 1 &&
		  next->flags & WORD_CAPITAL && is_plain_title(title);
	if (initial && strcmp(form_at(talk, i + 1)->text, "i") != 0) {
		talk_mark(talk, i, i + 2, DEID_NAME, 90,
			  "an initial after a title");
		return;
	}
	if (!may_be_name(talk, i + 1, is_plain_title(title)) ||
	    (next->flags & WORD_CAPITAL && !(word->flags & WORD_CAPITAL) &&
	     !form_is_strange(form_at(talk, i + 1)) &&
	     !(form_at(talk, i + 1)->kinds & FORM_FIRST)))
		return;
	if (!is_plain_title(title) && !(next->flags & WORD_CAPITAL) &&
	    form_at(talk, i + 1)->kinds &&
	    !(form_at(talk, i + 1)->kinds & (FORM_FIRST | FORM_LAST)))
		return;
	talk_mark(talk, i, name_end(talk, i + 1), DEID_NAME, 92,
		  "after a title");
}

/* -- relations ------------------------------------------------------------ */

static gboolean
is_owned(const struct deid_talk *talk, guint i)
{
	static const char *const owners[] = {
		"my",	 "me",	  "our",     "his",    "her", "the",
		"your",	 "their", "a",	     "this",   "ma",  "old",
		"other", "older", "younger", "little", "big", "best",
		"wee",	 "late",  "ex",	     "former", NULL
	};
	const struct wordtoken *before = word_beside(talk, i, -1);

	return before && (before->flags & WORD_OWNER ||
			  text_is_any(word_form(talk, before)->text, owners));
}

static void
tell(struct deid_talk *talk, guint name, guint relation)
{
	struct wordform *form = word_form(talk, talk_word(talk, name));

	if (!form->relation)
		form->relation = form_at(talk, relation)->text;
}

/* "my sister's called ana", "my boss, her name is ana": the word of naming
 * within three. */
static guint
after_naming(const struct deid_talk *talk, guint i)
{
	for (guint k = i + 1; k < i + 4 && k + 1 < talk->words->len; k++) {
		if (talk_word(talk, k)->turn != talk_word(talk, i)->turn ||
		    talk_word(talk, k)->flags & WORD_START)
			break;
		if (form_at(talk, k)->kinds & FORM_NAMING &&
		    talk_word(talk, k + 1)->gap == GAP_BLANK)
			return k + 1;
	}
	return 0;
}

static void
mark_relation(struct deid_talk *talk, guint i)
{
	const struct wordtoken *next = word_beside(talk, i, 1);
	guint name = after_naming(talk, i);
	gboolean direct = next && !(next->flags & WORD_START) &&
			  !(talk_word(talk, i)->flags & WORD_OWNER) &&
			  (next->gap == GAP_BLANK || next->gap == GAP_COMMA);

	if (!is_owned(talk, i))
		return;
	if (direct && may_be_name(talk, i + 1, next->gap == GAP_BLANK))
		name = i + 1;
	if (name == 0 || !may_be_name(talk, name, TRUE))
		return;
	if (name == i + 1 && !(next->flags & WORD_CAPITAL) &&
	    !(form_at(talk, name)->kinds & (FORM_FIRST | FORM_LAST)) &&
	    (form_at(talk, name)->kinds || !word_acts(talk, name)) &&
	    form_at(talk, name)->kinds & (FORM_PLACE | FORM_COUNTRY))
		return;
	talk_mark(talk, name, name_end(talk, name), DEID_NAME, 90,
		  "after who it is to the speaker");
	tell(talk, name, i);
}

/* "ana, my sister": told afterwards. */
static void
tell_after(struct deid_talk *talk, guint i)
{
	static const char *const mine[] = { "my", "our", "me", NULL };
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordtoken *owner = word_beside(talk, i, 1);

	if (word->category == DEID_NAME && owner && owner->gap == GAP_COMMA &&
	    text_is_any(word_form(talk, owner)->text, mine) &&
	    kinds_beside(talk, i, 2) & FORM_RELATION)
		tell(talk, i, i + 2);
}

/* -- naming, speech, address ---------------------------------------------- */

static gboolean
is_introduced(const struct deid_talk *talk, guint i)
{
	const char *before = text_beside(talk, i, -1);
	const char *second = text_beside(talk, i, -2);

	if (!words_touch(talk, i))
		return FALSE;
	if (kinds_beside(talk, i, -1) & FORM_NAMING)
		return TRUE;
	if (strcmp(before, "me") == 0)
		return strcmp(second, "call") == 0;
	return (strcmp(before, "is") == 0 || strcmp(before, "was") == 0) &&
	       strcmp(second, "name") == 0;
}

static void
mark_beside(struct deid_talk *talk, guint i)
{
	static const char *const greeting[] = { "hi",	 "hey",	 "hiya",
						"hello", "dear", "thanks",
						NULL };
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);
	gboolean first = form->kinds & FORM_FIRST;
	const char *before = text_beside(talk, i, -1);

	if (is_introduced(talk, i) && may_be_name(talk, i, TRUE)) {
		talk_mark(talk, i, name_end(talk, i), DEID_NAME, 85,
			  "after \"called\" or \"name is\"");
		return;
	}
	if (word_is_plain(talk, i) || !may_be_name(talk, i, TRUE))
		return;
	if (word_acts(talk, i) && (first || form_is_strange(form)))
		talk_mark(talk, i, i + 1, DEID_NAME, first ? 80 : 65,
			  "before a word of speaking or acting");
	else if (words_touch(talk, i) &&
		 kinds_beside(talk, i, -1) & FORM_TOWARD &&
		 (first || form_is_strange(form)))
		talk_mark(talk, i, i + 1, DEID_NAME,
			  text_is_any(before, greeting) ? 85 : 70,
			  "after a word of speaking to somebody");
}

/* "Grace, how was it?": a word that is a name, a capital, then a comma. */
static void
mark_address(struct deid_talk *talk, guint i)
{
	static const char *const asks[] = {
		"how",	 "what",   "when",   "where", "why", "can",   "could",
		"would", "do",	   "did",    "is",    "are", "have",  "please",
		"thank", "listen", "look",   "come",  "let", "let's", "honey",
		"love",	 "if",	   "before", "last",  "my",  "your",  NULL
	};
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordtoken *next = word_beside(talk, i, 1);

	if (word->flags & WORD_START && word->flags & WORD_CAPITAL &&
	    form_at(talk, i)->kinds & FORM_FIRST && next &&
	    next->gap == GAP_COMMA &&
	    (kinds_beside(talk, i, 1) & (FORM_PRONOUN | FORM_TOWARD) ||
	     text_is_any(text_beside(talk, i, 1), asks)))
		talk_mark(talk, i, i + 1, DEID_NAME, 70,
			  "a first name that is spoken to");
}

/* -- in a list, in lower case --------------------------------------------- */

static void
mark_listed(struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);

	if (word->flags & WORD_BARE && strlen(form->text) > 2 &&
	    word_is_namely(talk, i) && !form->kinds)
		talk_mark(talk, i, name_end(talk, i), DEID_NAME, 50,
			  "no common word, where case tells nothing");
	if (!form_is_listed(form) || !word_is_namely(talk, i) ||
	    form->kinds & (FORM_PARTICLE | FORM_TITLE | FORM_MONTH))
		return;
	if (form->kinds & FORM_FIRST && strlen(form->text) > 2)
		talk_mark(talk, i, name_end(talk, i), DEID_NAME, 75,
			  "in the list of first names");
	else if (word->flags & WORD_BARE && strlen(form->text) > 2)
		talk_mark(talk, i, i + 1, DEID_NAME, 60,
			  "in the list of last names");
}

void
mark_cues(struct deid_talk *talk)
{
	for (guint i = 0; i < talk->words->len; i++) {
		const struct wordform *form = form_at(talk, i);

		if (talk_word(talk, i)->flags & WORD_TAKEN)
			continue;
		if (form->kinds & FORM_TITLE)
			mark_after_title(talk, i);
		if (form->kinds & FORM_RELATION)
			mark_relation(talk, i);
		if (talk_word(talk, i)->category < 0)
			mark_beside(talk, i);
		if (talk_word(talk, i)->category < 0)
			mark_address(talk, i);
		if (talk_word(talk, i)->category < 0 &&
		    !(talk_word(talk, i)->flags & WORD_CAPITAL))
			mark_listed(talk, i);
		tell_after(talk, i);
	}
}
