/*
 * streets: "thirty one cardigan lane", "on north terrace".
 *
 * With figures patterns find them, with capitals the runs of capitals; here
 * are those that are written without.
 */
#include "deid/talk.h"

#include <string.h>

static gboolean
is_number(const struct deid_talk *talk, guint i)
{
	static const char *const numbers[] = {
		"one",	   "two",	"three",    "four",	"five",
		"six",	   "seven",	"eight",    "nine",	"ten",
		"eleven",  "twelve",	"thirteen", "fourteen", "fifteen",
		"sixteen", "seventeen", "eighteen", "nineteen", "twenty",
		"thirty",  "forty",	"fifty",    "sixty",	"seventy",
		"eighty",  "ninety",	"hundred",  "oh",	"zero",
		NULL
	};
	const struct wordtoken *word = talk_word(talk, i);
	const char *text = word_form(talk, word)->text;
	g_autofree char *tens = g_strndup(text, strcspn(text, "-"));

	return word->flags & WORD_DIGIT || text_is_any(tens, numbers);
}

/* Words of its name before the street's own word: one to three. */
static guint
name_begins(const struct deid_talk *talk, guint i)
{
	guint first = i;

	while (first > 0 && i - first < 3 && words_touch(talk, first)) {
		const struct wordtoken *word = talk_word(talk, first - 1);

		if (word->turn != talk_word(talk, i)->turn ||
		    word_form(talk, word)->kinds &
			    (FORM_NO_STREET | FORM_PRONOUN | FORM_ARTICLE) ||
		    is_number(talk, first - 1))
			break;
		first--;
	}
	return first;
}

static guint
number_begins(const struct deid_talk *talk, guint first)
{
	while (first > 0 && words_touch(talk, first) &&
	       is_number(talk, first - 1))
		first--;
	return first;
}

static gboolean
has_name(const struct deid_talk *talk, guint first, guint end)
{
	for (; first < end; first++) {
		if (kinds_beside(talk, first, 0) & (FORM_PLACE | FORM_LAST) ||
		    kinds_beside(talk, first, 0) == 0)
			return TRUE;
	}
	return FALSE;
}

static void
mark_street(struct deid_talk *talk, guint i)
{
	static const char *const on[] = { "on", "off", NULL };
	gboolean weak = kinds_beside(talk, i, 0) & FORM_STREET_WEAK;
	guint name = name_begins(talk, i);
	guint first = number_begins(talk, name);

	if (name == i)
		return;
	if (first < name)
		talk_mark(talk, first, i + 1, DEID_ADDRESS, 75,
			  "a number and a street");
	else if (!weak && (text_is_any(text_beside(talk, name, -1), on) ||
			   (strcmp(text_beside(talk, name, -1), "the") == 0 &&
			    text_is_any(text_beside(talk, name, -2), on) &&
			    has_name(talk, name, i))))
		talk_mark(talk, name, i + 1, DEID_ADDRESS, 60,
			  "a street after \"on\"");
}

void
mark_streets(struct deid_talk *talk)
{
	for (guint i = 0; i < talk->words->len; i++) {
		const struct wordtoken *word = talk_word(talk, i);

		if (word_form(talk, word)->kinds & FORM_STREET &&
		    !(word->flags & (WORD_TAKEN | WORD_CAPITAL)))
			mark_street(talk, i);
	}
}
