/*
 * rarity: how often a literal is to be expected in ordinary talk.
 *
 * A rough guess from the commonest words and the letters, good enough to
 * choose the rarer of two sets and to remark on patterns that cost much.
 */
#include "match/pattern.h"

#include <string.h>

/* How often a word of ordinary talk is one of the most common ones. */
static double
common_share(const char *word, gsize len)
{
	static const struct {
		double share;
		const char *words;
	} ranks[] = {
		{ .03, " i you the and it a to that " },
		{ .012, " of s t so he in was she is what my your me not do "
			"with have for on but " },
		{ .005, " this they we be like her him just all know at no "
			"there are can how if or when up about from them did "
			"then out get go going said one had been as by an " },
		{ .002, " well yeah would think got some who time now mean "
			"really see say want right good because us our were "
			"will could where back down had very little way feel "
			"here more thing things something why want people "
			"come came day before after work home over told tell "
			"make made other than too into his has am any much "
			"need anything even still never always half first "
			"last two three " },
	};

	for (guint i = 0; i < G_N_ELEMENTS(ranks); i++) {
		if (word_among(word, len, ranks[i].words))
			return ranks[i].share;
	}
	return 0;
}

static double
letter_share(const char *text, gsize len)
{
	/* per letter of English talk: blank, a-z, digits */
	static const double share[] = {
		.19,  .062, .012, .02, .03,  .096, .016, .018, .05,  .056,
		.002, .012, .034, .02, .054, .07,  .013, .001, .042, .05,
		.077, .028, .008, .02, .001, .023, .001, .003,
	};
	double product = 1;

	for (gsize i = 0; i < len; i++)
		product *= share[filter_class(text[i])];
	return product;
}

/* How often the string is to be expected at a place of ordinary talk. */
static double
string_frequency(const char *string)
{
	double product = 1;
	const char *at = string;

	while (*at) {
		gsize blank = *at == ' ';
		gsize n = strcspn(at + blank, " ");
		gboolean whole = blank && at[blank + n] == ' ';
		double words = whole ? common_share(at + blank, n) : 0;

		product *= words > 0 ? words * .2 : letter_share(at, blank + n);
		at += blank + n;
		if (blank + n == 0 || (*at == ' ' && !at[1]))
			break;
	}
	return product;
}

double
literals_frequency(const GPtrArray *literals)
{
	double sum = 0;

	for (guint i = 0; i < literals->len; i++)
		sum += string_frequency(literals->pdata[i]);
	return sum;
}

const char *
literals_commonest(const GPtrArray *literals)
{
	const char *commonest = literals->pdata[0];

	for (guint i = 1; i < literals->len; i++) {
		if (string_frequency(literals->pdata[i]) >
		    string_frequency(commonest))
			commonest = literals->pdata[i];
	}
	return commonest;
}

/* -- never --------------------------------------------------------------- */

/* A boundary inside a word, or a filler as a word: taken out before patterns
 * look. */
static gboolean
is_nowhere(const char *string)
{
	for (const char *at = string; (at = strchr(at, LITERAL_MARK)); at++) {
		gsize n = strcspn(at + 1, " " LITERAL_MARKED);

		if (n == 0)
			continue;
		if (at > string && at[-1] != ' ' && at[-1] != LITERAL_MARK)
			return TRUE;
		if (at[n + 1] == LITERAL_MARK && word_is_filler(at + 1, n))
			return TRUE;
	}
	return FALSE;
}

gboolean
literals_nowhere(const GPtrArray *set)
{
	for (guint i = 0; i < set->len; i++) {
		if (!is_nowhere(set->pdata[i]))
			return FALSE;
	}
	return set->len > 0;
}
