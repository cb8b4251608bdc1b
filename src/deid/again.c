/*
 * again: what is plain in one place is known in all of the talk.
 *
 * Forms that were found to be names, and those made of them, are marked
 * where they stand without a cue; a word that is common, too, only where it
 * has a capital.
 */
#include "deid/talk.h"

#include <string.h>

static void
learn(struct deid_talk *talk)
{
	for (guint i = 0; i < talk->words->len; i++) {
		const struct wordtoken *word = talk_word(talk, i);
		struct wordform *form = word_form(talk, word);
		gboolean common = form->kinds & (FORM_WORD | FORM_CAPITAL);

		if (strlen(form->text) < 2 ||
		    form->kinds &
			    (FORM_PARTICLE | FORM_TITLE | FORM_TITLE_CAPITAL))
			continue;
		/* a word of a name, such as "Young", is one only there */
		if (common && !(form->kinds & FORM_FIRST) && form->lower > 0)
			continue;
		if (word->category == DEID_NAME &&
		    word->certainty >= (common ? 80 : 60))
			form->name = TRUE;
		if (word->category == DEID_PLACE && !common && !word->joined &&
		    word->certainty >= 60)
			form->place = TRUE;
	}
}

/* A plural of a name: "sohals". */
static gboolean
is_plural(const struct deid_talk *talk, const struct wordform *form)
{
	gsize len = strlen(form->text);
	g_autofree char *one = NULL;
	guint at;

	if (len < 4 || form->text[len - 1] != 's' || !form_is_strange(form))
		return FALSE;
	one = g_strndup(form->text, len - 1);
	at = GPOINTER_TO_UINT(g_hash_table_lookup(talk->by_text, one));
	return at && ((struct wordform *)talk->forms->pdata[at - 1])->name;
}

static gboolean
is_named_here(const struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);

	if (!form->name && !is_plural(talk, form))
		return FALSE;
	if (!(form->kinds & (FORM_WORD | FORM_CAPITAL)))
		return TRUE;
	if (word->flags & WORD_BARE)
		return !(form->kinds & FORM_MODAL) && !word_is_plain(talk, i);
	if (!(word->flags & WORD_CAPITAL))
		return FALSE;
	return !(word->flags & WORD_START) || !word_is_plain(talk, i);
}

/* Marks that a name goes on with: "Tom Ashworth" where one was found. */
static void
join(struct deid_talk *talk)
{
	for (guint i = 1; i < talk->words->len; i++) {
		struct wordtoken *word = talk_word(talk, i);
		const struct wordtoken *before = talk_word(talk, i - 1);

		if (word->category == DEID_NAME && !word->joined &&
		    before->category == DEID_NAME &&
		    before->turn == word->turn && word->gap == GAP_BLANK &&
		    !(before->flags & WORD_OWNER) &&
		    !((before->flags ^ word->flags) & WORD_CAPITAL))
			word->joined = TRUE;
	}
}

/* "Mr", where the name after it was found by something else. */
static void
join_title(struct deid_talk *talk, guint i)
{
	const struct wordtoken *name = word_beside(talk, i, 1);
	const struct wordtoken *word = talk_word(talk, i);
	const char *why;

	if (!name || name->category != DEID_NAME || name->joined ||
	    word->category >= 0 || word->flags & (WORD_TAKEN | WORD_OWNER) ||
	    !words_touch(talk, i + 1) ||
	    !(word->flags & (WORD_CAPITAL | WORD_BARE)))
		return;
	why = name->why;
	talk_mark(talk, i, i + 1, DEID_NAME, name->certainty, why);
	talk_word(talk, i + 1)->joined = TRUE;
}

void
mark_again(struct deid_talk *talk)
{
	learn(talk);
	for (guint i = 0; i < talk->words->len; i++) {
		const struct wordtoken *word = talk_word(talk, i);
		const struct wordform *form = word_form(talk, word);

		if (word->category >= 0 || word->flags & WORD_TAKEN)
			continue;
		if (is_named_here(talk, i))
			talk_mark(talk, i, i + 1, DEID_NAME, 70,
				  "a name elsewhere in the talk");
		else if (form->place && form_is_strange(form))
			talk_mark(talk, i, i + 1, DEID_PLACE, 60,
				  "a place elsewhere in the talk");
	}
	for (guint i = 0; i < talk->words->len; i++) {
		if (word_form(talk, talk_word(talk, i))->kinds &
		    (FORM_TITLE | FORM_TITLE_CAPITAL))
			join_title(talk, i);
	}
	join(talk);
}
