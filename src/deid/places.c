/*
 * places: towns and houses that have no capital to be told by.
 *
 * A place of the list that is no word besides needs nothing; "reading" and
 * "cork" need "live in", "moved to" before them, and so does what no list
 * has.  Firms and hospitals likewise.
 */
#include "deid/talk.h"

#include <string.h>

#define REACH 3

static gboolean
stands_before(const struct deid_talk *talk, guint i, int from, guint kinds)
{
	for (int by = from; by > from - REACH; by--) {
		if (kinds_beside(talk, i, by) & kinds)
			return TRUE;
	}
	return FALSE;
}

static enum place_meant
meant_in(const struct deid_talk *talk, guint i, int by)
{
	static const char *const trusted[] = {
		"believe",  "believes", "believed", "trust",
		"trusted",  "faith",	"hope",	    "interested",
		"confided", "confide",	NULL
	};

	return text_is_any(text_beside(talk, i, by - 1), trusted) ? PLACE_NOT :
								    PLACE_IN;
}

static enum place_meant
meant_from(const struct deid_talk *talk, guint i, int by)
{
	static const char *const heard[] = {
		"called", "calls", "rang", "rings", "phoned", "writes", "wrote",
		"is",	  "am",	   "i",	   "he",    "she",    "they",	"was",
		"were",	  "are",   "we",   "train", NULL
	};

	if (text_is_any(text_beside(talk, i, by - 1), heard) ||
	    stands_before(talk, i, by - 1, FORM_LIVING))
		return PLACE_IN;
	return PLACE_NOT;
}

enum place_meant
place_is_meant(const struct deid_talk *talk, guint i)
{
	int by = strcmp(text_beside(talk, i, -1), "the") == 0 ? -2 : -1;
	const char *text = text_beside(talk, i, by);
	guint kinds = kinds_beside(talk, i, by);
	const struct wordtoken *word = word_beside(talk, i, 0);

	if (word->gap != GAP_BLANK || word->flags & WORD_START)
		return PLACE_NOT;
	if (kinds & FORM_PLACED)
		return meant_in(talk, i, by);
	if (strcmp(text, "at") == 0)
		return PLACE_AT;
	if (strcmp(text, "for") == 0)
		return stands_before(talk, i, by - 1, FORM_WORKING) ? PLACE_AT :
								      PLACE_NOT;
	if (strcmp(text, "from") == 0)
		return meant_from(talk, i, by);
	if (kinds & FORM_PLACE_MOVE)
		return stands_before(talk, i, by - 1, FORM_LIVING) ? PLACE_IN :
								     PLACE_NOT;
	return PLACE_NOT;
}

static gboolean
is_free(const struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);

	return word->category < 0 && !(word->flags & WORD_TAKEN) &&
	       !(word->flags & WORD_CAPITAL);
}

/* Words i .. end-1 as one entry of the list. */
static gboolean
are_place(const struct deid_talk *talk, guint i, guint end)
{
	g_autoptr(GString) whole = g_string_new(NULL);

	for (guint k = i; k < end; k++) {
		if (k >= talk->words->len || !is_free(talk, k) ||
		    (k > i && !words_touch(talk, k)))
			return FALSE;
		if (k > i)
			g_string_append_c(whole, ' ');
		g_string_append(whole, text_beside(talk, k, 0));
	}
	g_strdelimit(whole->str, "-", ' ');
	return lists_kinds(&talk->deid->lists, whole->str) &
	       (FORM_PLACE | FORM_COUNTRY);
}

static gboolean
all_common(const struct deid_talk *talk, guint i, guint end)
{
	while (i < end && kinds_beside(talk, i, 0) & FORM_WORD)
		i++;
	return i == end;
}

static void
mark_many(struct deid_talk *talk, guint i)
{
	for (guint n = 4; n > 1; n--) {
		if (are_place(talk, i, i + n)) {
			if (!all_common(talk, i, i + n) ||
			    place_is_meant(talk, i) == PLACE_IN)
				talk_mark(talk, i, i + n, DEID_PLACE, 75,
					  "in the list of places");
			return;
		}
	}
}

/* "toa payoh": words that no list has go on. */
static guint
strange_end(const struct deid_talk *talk, guint i)
{
	guint end = i + 1;

	while (end < talk->words->len && end - i < 3 &&
	       words_touch(talk, end) && is_free(talk, end) &&
	       word_is_namely(talk, end) &&
	       !(kinds_beside(talk, end, 0) & ~FORM_PLACE))
		end++;
	return end;
}

static void
mark_one(struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);
	enum place_meant meant = place_is_meant(talk, i);
	gboolean place = form->kinds & (FORM_PLACE | FORM_COUNTRY);
	gboolean common = form->kinds & (FORM_WORD | FORM_CAPITAL);
	gboolean living;

	if (form->kinds & FORM_MONTH)
		return;
	living = stands_before(talk, i, -2, FORM_LIVING);
	if (place && !common &&
	    (!(form->kinds & FORM_FIRST) || meant == PLACE_IN))
		talk_mark(talk, i, i + 1, DEID_PLACE, 75,
			  "in the list of places");
	else if (place && common && living && meant == PLACE_IN)
		talk_mark(talk, i, i + 1, DEID_PLACE, 60,
			  "in the list of places, after a word of living");
	else if (!common && word_is_namely(talk, i) && meant == PLACE_IN &&
		 !(form->kinds & FORM_FIRST) &&
		 (living || word->flags & WORD_BARE))
		talk_mark(talk, i, strange_end(talk, i), DEID_PLACE, 55,
			  "no common word, after a word of place");
}

/* "tesco", "at amazon"; "at medtronic". */
static void
mark_employer(struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);
	gboolean common = form->kinds &
			  (FORM_WORD | FORM_CAPITAL | FORM_FIRST | FORM_LAST);
	gboolean at = place_is_meant(talk, i) == PLACE_AT;

	if (form->kinds & FORM_EMPLOYER && (!common || at))
		talk_mark(talk, i, i + 1, DEID_ORG, 75, "a known firm");
	else if (!common && at && word->flags & WORD_BARE &&
		 word_is_namely(talk, i))
		talk_mark(talk, i, i + 1, DEID_ORG, 55,
			  "no common word, after a word of work or \"at\"");
}

/* "cedar ward", "queen elizabeth hospital": up to three words before, of
 * which none only tells what kind it is. */
static void
mark_organisation(struct deid_talk *talk, guint i)
{
	static const char *const sure[] = {
		"hospital",  "infirmary", "university", "college", "academy",
		"hospice",   "primary",	  "ward",	"school",  "clinic",
		"secondary", "surgery",	  "borough",	"church",  "council",
		"company",   "manor",	  "lodge",	NULL
	};
	guint first = i;

	if (!text_is_any(text_beside(talk, i, 0), sure))
		return;
	while (first > 0 && i - first < 3 && words_touch(talk, first) &&
	       is_free(talk, first - 1)) {
		guint kinds = kinds_beside(talk, first, -1);

		if (kinds & (FORM_NO_ORGANISATION | FORM_PRONOUN | FORM_SPEECH |
			     FORM_ARTICLE | FORM_LIVING | FORM_WORKING |
			     FORM_TOWARD) &&
		    !(kinds & FORM_ORGANISATION))
			break;
		first--;
	}
	if (first < i)
		talk_mark(talk, first, i + 1, DEID_ORG, 60,
			  "words before a word of organisations");
}

void
mark_places(struct deid_talk *talk)
{
	for (guint i = 0; i < talk->words->len; i++) {
		guint kinds = word_form(talk, talk_word(talk, i))->kinds;

		if (!is_free(talk, i))
			continue;
		if (kinds & FORM_BEGINS_PLACE)
			mark_many(talk, i);
		if (kinds & FORM_ORGANISATION)
			mark_organisation(talk, i);
		if (is_free(talk, i))
			mark_one(talk, i);
		if (is_free(talk, i))
			mark_employer(talk, i);
	}
}
