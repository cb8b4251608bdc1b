/*
 * marks: what stands beside a word, and what is held of words.
 */
#include "deid/talk.h"

#include <string.h>

const struct wordtoken *
word_beside(const struct deid_talk *talk, guint i, int by)
{
	gint64 at = (gint64)i + by;
	const struct wordtoken *word;

	if (at < 0 || at >= talk->words->len)
		return NULL;
	word = talk_word(talk, at);
	return word->turn == talk_word(talk, i)->turn ? word : NULL;
}

guint
kinds_beside(const struct deid_talk *talk, guint i, int by)
{
	const struct wordtoken *word = word_beside(talk, i, by);

	return word ? word_form(talk, word)->kinds : 0;
}

const char *
text_beside(const struct deid_talk *talk, guint i, int by)
{
	const struct wordtoken *word = word_beside(talk, i, by);

	return word ? word_form(talk, word)->text : "";
}

gboolean
text_is_any(const char *text, const char *const *of)
{
	return g_strv_contains(of, text);
}

gboolean
words_touch(const struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = word_beside(talk, i, 0);

	return i > 0 && (word->gap == GAP_BLANK || word->gap == GAP_DOT) &&
	       !(word->flags & WORD_START);
}

/* What is left of a mark, part of which goes. */
static void
clear_marks(struct deid_talk *talk, guint first, guint end)
{
	struct wordtoken *next;

	for (guint i = first; i < end; i++) {
		struct wordtoken *word = talk_word(talk, i);

		word->category = -1;
		word->certainty = 0;
		word->joined = FALSE;
		word->why = NULL;
	}
	if (end >= talk->words->len)
		return;
	next = talk_word(talk, end);
	next->joined = FALSE;
}

void
talk_mark(struct deid_talk *talk, guint first, guint end,
	  enum deid_category category, guint certainty, const char *why)
{
	for (guint i = first; i < end; i++) {
		const struct wordtoken *word = talk_word(talk, i);

		if (word->certainty > certainty || word->flags & WORD_TAKEN)
			return;
	}
	clear_marks(talk, first, end);
	for (guint i = first; i < end; i++) {
		struct wordtoken *word = talk_word(talk, i);

		word->category = (gint8)category;
		word->certainty = (guint8)certainty;
		word->joined = i > first;
		word->why = why;
	}
}

/* "hope" after "I", "the", "to"; "will" and "may" before "you", "be". */
gboolean
word_is_plain(const struct deid_talk *talk, guint i)
{
	static const char *const never_before[] = { "to",    "not",   "didn't",
						    "don't", "can't", NULL };
	const struct wordtoken *word = talk_word(talk, i);
	guint before = kinds_beside(talk, i, -1);

	if (i > 0 && word->gap == GAP_BLANK &&
	    (before & (FORM_ARTICLE | FORM_PRONOUN) ||
	     text_is_any(text_beside(talk, i, -1), never_before)))
		return TRUE;
	return word_form(talk, word)->kinds & FORM_MODAL && !word_acts(talk, i);
}

/* Does what follows tell that the word acts: "may said", "hope goes"?  Of
 * will and may not every verb does. */
gboolean
word_acts(const struct deid_talk *talk, guint i)
{
	static const char *const past[] = {
		"said", "told", "went", "came", "brought", "got",  "took",
		"gave", "left", "rang", "knew", "thought", "made", "sent",
		"was",	"had",	"is",	"has",	"wrote",   "hung", NULL
	};
	const struct wordtoken *next = word_beside(talk, i, 1);
	const char *text;

	if (!next || next->gap != GAP_BLANK)
		return FALSE;
	text = word_form(talk, next)->text;
	if (!(word_form(talk, talk_word(talk, i))->kinds & FORM_MODAL))
		return word_form(talk, next)->kinds & FORM_SPEECH;
	return text_is_any(text, past) || g_str_has_suffix(text, "ed") ||
	       (g_str_has_suffix(text, "s") &&
		word_form(talk, next)->kinds & FORM_SPEECH &&
		strcmp(text, "always") != 0);
}

/* Can it be a name at all, as it stands? */
gboolean
word_is_namely(const struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);

	return !(word->flags & (WORD_DIGIT | WORD_TAKEN)) &&
	       !(form->kinds & (FORM_PRONOUN | FORM_ARTICLE)) &&
	       strlen(form->text) > 1;
}

/* A name by the lists that is no word besides. */
gboolean
form_is_listed(const struct wordform *form)
{
	return form->kinds & (FORM_FIRST | FORM_LAST) &&
	       !(form->kinds & (FORM_WORD | FORM_CAPITAL));
}

/* No list has it. */
gboolean
form_is_strange(const struct wordform *form)
{
	return !(form->kinds & (FORM_WORD | FORM_CAPITAL | FORM_MONTH));
}
