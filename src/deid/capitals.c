/*
 * capitals: words with a capital that stand together, where case tells.
 *
 * A run is taken whole ("Cedar Ward", "Lucinda Pryce-Jones") and judged by
 * its words, the lists and what stands before it.
 */
#include "deid/talk.h"

#include <string.h>

/* Never a name, whatever a list has. */
#define SMALL_WORD                                                          \
	(FORM_ARTICLE | FORM_PRONOUN | FORM_NO_ORGANISATION | FORM_SPEECH | \
	 FORM_TOWARD | FORM_PLACED | FORM_PLACE_MOVE)

struct capital_run {
	guint first;
	guint end; /* exclusive */
};

static gboolean
is_capital(const struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);

	return word->flags & WORD_CAPITAL &&
	       !(word->flags & (WORD_TAKEN | WORD_BARE)) &&
	       strcmp(word_form(talk, word)->text, "i") != 0;
}

static guint
kinds_at(const struct deid_talk *talk, guint i)
{
	return word_form(talk, talk_word(talk, i))->kinds;
}

/* May the run go on with word i? */
static gboolean
follows(const struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordtoken *before = talk_word(talk, i - 1);

	if (!words_touch(talk, i) || (before->flags & WORD_OWNER &&
				      !(kinds_at(talk, i) & FORM_ORGANISATION)))
		return FALSE;
	return word->gap == GAP_BLANK ||
	       word_form(talk, before)->kinds &
		       (FORM_TITLE | FORM_TITLE_CAPITAL) ||
	       strlen(word_form(talk, before)->text) == 1;
}

static guint
run_end(const struct deid_talk *talk, guint first)
{
	static const char *const between[] = { "of", "the", "and", NULL };
	guint end = first + 1;

	for (guint i = end; i < talk->words->len && follows(talk, i); i++) {
		if (is_capital(talk, i)) {
			end = i + 1;
			continue;
		}
		if (i - end >= 2 ||
		    (!(kinds_at(talk, i) & FORM_PARTICLE) &&
		     !(text_is_any(text_beside(talk, i, 0), between) &&
		       kinds_at(talk, first) & FORM_ORGANISATION)))
			break;
	}
	return end;
}

/* A common word that has its capital from where it stands. */
static gboolean
begins_idly(const struct deid_talk *talk, struct capital_run run)
{
	const struct wordtoken *word = talk_word(talk, run.first);
	guint kinds = kinds_at(talk, run.first);
	gboolean alone = run.end == run.first + 1;
	guint next = alone ? 0 : kinds_at(talk, run.first + 1);

	if (!(word->flags & WORD_START))
		return FALSE;
	if (kinds & (FORM_TITLE | FORM_TITLE_CAPITAL))
		return alone;
	if (kinds & FORM_MODAL)
		return alone || next & FORM_FIRST;
	if (kinds & FORM_FIRST)
		return kinds & FORM_WORD && alone;
	if (kinds & (FORM_ARTICLE | FORM_PRONOUN | FORM_TOWARD))
		return TRUE;
	return kinds & FORM_WORD &&
	       (kinds & SMALL_WORD || !(kinds & FORM_LAST) ||
		!(next & FORM_LAST) || next & FORM_FIRST);
}

static gboolean
run_has(const struct deid_talk *talk, struct capital_run run, guint kinds)
{
	for (guint i = run.first; i < run.end; i++) {
		if (kinds_at(talk, i) & kinds)
			return TRUE;
	}
	return FALSE;
}

static gboolean
all_have(const struct deid_talk *talk, struct capital_run run, guint kinds)
{
	for (guint i = run.first; i < run.end; i++) {
		if (!(kinds_at(talk, i) & kinds))
			return FALSE;
	}
	return TRUE;
}

static guint
whole_kinds(const struct deid_talk *talk, struct capital_run run)
{
	g_autoptr(GString) whole = g_string_new(NULL);
	guint kinds;

	for (guint i = run.first; i < run.end; i++) {
		if (i > run.first)
			g_string_append_c(whole, ' ');
		g_string_append(whole, text_beside(talk, i, 0));
	}
	kinds = lists_kinds(&talk->deid->lists, whole->str);
	g_strdelimit(whole->str, "-", ' ');
	return kinds | lists_kinds(&talk->deid->lists, whole->str);
}

/* -- what a run is -------------------------------------------------------- */

static gboolean
is_organisation(const struct deid_talk *talk, struct capital_run run)
{
	guint n = run.end - run.first;
	guint whole = whole_kinds(talk, run);

	if (whole & FORM_EMPLOYER)
		return !(whole & (FORM_FIRST | FORM_CAPITAL)) ||
		       place_is_meant(talk, run.first) == PLACE_AT;
	return n >= 2 && run_has(talk, run, FORM_ORGANISATION) &&
	       !all_have(talk, run, FORM_CAPITAL) &&
	       !(n == 2 && kinds_at(talk, run.first) & FORM_TITLE &&
		 kinds_at(talk, run.first + 1) & (FORM_FIRST | FORM_LAST));
}

static gboolean
is_street(const struct deid_talk *talk, struct capital_run run)
{
	return run.end - run.first >= 2 &&
	       kinds_at(talk, run.end - 1) & FORM_STREET &&
	       !(kinds_at(talk, run.first) & FORM_FIRST &&
		 kinds_at(talk, run.end - 1) & (FORM_FIRST | FORM_LAST));
}

static gboolean
mark_titled(struct deid_talk *talk, struct capital_run run)
{
	struct capital_run rest = { run.first + 1, run.end };
	guint kinds = kinds_at(talk, run.first);

	if (!(kinds & (FORM_TITLE | FORM_TITLE_CAPITAL)) ||
	    rest.first == rest.end || all_have(talk, rest, FORM_CAPITAL))
		return FALSE;
	if (strcmp(text_beside(talk, run.first, 0), "st") == 0 ||
	    strcmp(text_beside(talk, run.first, 0), "saint") == 0) {
		if (!whole_kinds(talk, run) &&
		    strcmp(text_beside(talk, run.end - 1, 0), "day") != 0)
			talk_mark(talk, run.first, run.end, DEID_ORG, 60,
				  "a saint's name");
		return !whole_kinds(talk, run);
	}
	talk_mark(talk, run.first, run.end, DEID_NAME, 95, "after a title");
	return TRUE;
}

/* A town, region or country, by the list and by what stands before. */
static gboolean
mark_place(struct deid_talk *talk, struct capital_run run)
{
	guint kinds = whole_kinds(talk, run);
	enum place_meant meant = place_is_meant(talk, run.first);
	gboolean person = kinds_at(talk, run.first) & FORM_FIRST;

	if (!(kinds & (FORM_PLACE | FORM_COUNTRY)) || kinds & FORM_MONTH)
		return FALSE;
	if (person && meant != PLACE_IN && meant != PLACE_AT)
		return FALSE;
	if (kinds & FORM_LAST && run.end == run.first + 1 &&
	    (word_acts(talk, run.first) ||
	     (meant == PLACE_NOT && kinds_beside(talk, run.first, -1) &
					    (FORM_TOWARD | FORM_RELATION))))
		return FALSE;
	talk_mark(talk, run.first, run.end, DEID_PLACE,
		  meant == PLACE_NOT ? 70 : 85, "in the list of places");
	return TRUE;
}

/* One that no list has: by what stands before it. */
static gboolean
mark_by_place(struct deid_talk *talk, struct capital_run run)
{
	enum place_meant meant = place_is_meant(talk, run.first);

	if (run_has(talk, run, FORM_FIRST) || meant == PLACE_NOT ||
	    !word_is_namely(talk, run.first))
		return FALSE;
	if (meant == PLACE_IN)
		talk_mark(talk, run.first, run.end, DEID_PLACE, 70,
			  "a capital after a word of place");
	else
		talk_mark(talk, run.first, run.end, DEID_ORG, 65,
			  "a capital after a word of work or \"at\"");
	return TRUE;
}

static void
mark_single(struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);
	gboolean start = word->flags & WORD_START;

	if ((form->kinds & FORM_MONTH && !(form->kinds & FORM_FIRST)) ||
	    !word_is_namely(talk, i))
		return;
	if (word->flags & WORD_UPPER && strlen(form->text) <= 5) {
		if (form->kinds & FORM_FIRST)
			talk_mark(talk, i, i + 1, DEID_NAME, 70,
				  "in the list of first names");
		else if (word_acts(talk, i) && !(form->kinds & FORM_WORD))
			talk_mark(talk, i, i + 1, DEID_NAME, 60,
				  "letters that speak or act");
		return;
	}
	if (form->kinds & FORM_FIRST)
		talk_mark(talk, i, i + 1, DEID_NAME,
			  form->kinds & FORM_WORD ? 80 : 90,
			  "in the list of first names, with a capital");
	else if (form->kinds & FORM_WORD && form->lower == 0 &&
		 form->capital > 1 && !start &&
		 !(form->kinds & (SMALL_WORD | FORM_CAPITAL)))
		talk_mark(talk, i, i + 1, DEID_NAME, 55,
			  "never without its capital in this talk");
	else if (form->lower > 0 || form->kinds & FORM_WORD)
		return;
	else if (form->kinds & FORM_LAST)
		talk_mark(talk, i, i + 1, DEID_NAME, 80,
			  "in the list of last names, with a capital");
	else
		talk_mark(talk, i, i + 1, DEID_NAME, start ? 60 : 70,
			  start ? "no common word, begins a sentence" :
				  "a capital inside a sentence, and no "
				  "common word");
}

/* Several capitals of which none is in a list of names. */
static void
mark_common(struct deid_talk *talk, struct capital_run run)
{
	if (run.end - run.first < 2 || all_have(talk, run, FORM_CAPITAL))
		return;
	talk_mark(talk, run.first, run.end, DEID_ORG, 50,
		  "several capitals inside a sentence");
}

static void
mark_people(struct deid_talk *talk, struct capital_run run)
{
	if (run.end - run.first == 1) {
		mark_single(talk, run.first);
		return;
	}
	if (all_have(talk, run, FORM_WORD | FORM_CAPITAL) &&
	    !run_has(talk, run, FORM_FIRST)) {
		mark_common(talk, run);
		return;
	}
	talk_mark(talk, run.first, run.end, DEID_NAME, 85,
		  "capitals together, a name among them");
}

/* "Except Danny": a word that the talk has in lower case, too. */
static gboolean
is_idle(const struct deid_talk *talk, guint i)
{
	const struct wordform *form = word_form(talk, talk_word(talk, i));

	return form->kinds & FORM_WORD && form->lower > 0 &&
	       !(form->kinds &
		 (FORM_FIRST | FORM_TITLE | FORM_TITLE_CAPITAL | FORM_LAST));
}

/* What tells nobody at its ends goes: "Monday Tom". */
static struct capital_run
trimmed(const struct deid_talk *talk, struct capital_run run)
{
	while (run.first < run.end &&
	       kinds_at(talk, run.first) & (FORM_CAPITAL | FORM_MONTH) &&
	       !(kinds_at(talk, run.first) & FORM_FIRST))
		run.first++;
	while (run.end > run.first + 1 && is_idle(talk, run.first) &&
	       kinds_at(talk, run.first + 1) & FORM_FIRST)
		run.first++;
	while (run.end > run.first &&
	       kinds_at(talk, run.end - 1) & (FORM_CAPITAL | FORM_MONTH) &&
	       !(kinds_at(talk, run.end - 1) & (FORM_FIRST | FORM_LAST)))
		run.end--;
	return run;
}

static gboolean
is_safe(const struct deid_talk *talk, struct capital_run run)
{
	return all_have(talk, run, FORM_CAPITAL) &&
	       !(whole_kinds(talk, run) &
		 (FORM_PLACE | FORM_COUNTRY | FORM_EMPLOYER));
}

static void
mark_run(struct deid_talk *talk, struct capital_run run)
{
	if (begins_idly(talk, run))
		run.first++;
	if (run.first >= run.end || is_safe(talk, run))
		return;
	if (is_street(talk, run)) {
		talk_mark(talk, run.first, run.end, DEID_ADDRESS, 80,
			  "a street");
		return;
	}
	if (is_organisation(talk, run)) {
		talk_mark(talk, run.first, run.end, DEID_ORG, 80,
			  "capitals with a word of organisations, or a known "
			  "firm");
		return;
	}
	if (mark_titled(talk, run) || mark_place(talk, run))
		return;
	run = trimmed(talk, run);
	if (run.first >= run.end || mark_titled(talk, run) ||
	    mark_place(talk, run) || mark_by_place(talk, run))
		return;
	mark_people(talk, run);
}

/* Letters of another script amid Latin ones. */
static void
mark_foreign(struct deid_talk *talk)
{
	gsize foreign = 0;

	for (guint i = 0; i < talk->words->len; i++)
		foreign += (talk_word(talk, i)->flags & WORD_FOREIGN) != 0;
	if (foreign * 5 > talk->words->len)
		return;
	for (guint i = 0; i < talk->words->len; i++) {
		if (talk_word(talk, i)->flags & WORD_FOREIGN)
			talk_mark(talk, i, i + 1, DEID_NAME, 60,
				  "letters of another script");
	}
}

void
mark_capitals(struct deid_talk *talk)
{
	mark_foreign(talk);
	for (guint i = 0; i < talk->words->len;) {
		struct capital_run run = { i, i + 1 };

		if (is_capital(talk, i)) {
			run.end = run_end(talk, i);
			mark_run(talk, run);
		}
		i = run.end;
	}
}
