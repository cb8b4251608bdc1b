/*
 * N/A: whether a live item may be marked so, and for that reason.
 *
 * Nobody can check whether a reason is true.  What can be told is that one
 * says nothing, or that it says of the item what is known to be otherwise.
 */
#include "scoring/private.h"

#include <string.h>

#define LEAST_LETTERS 5
#define LEAST_DIFFERENT 3

/* Letters count once, in whatever case; wide ones are words of their own. */
static gboolean
says_something(const char *reason)
{
	g_autoptr(GHashTable) different = g_hash_table_new(NULL, NULL);
	guint letters = 0;

	for (const char *at = reason; *at; at = g_utf8_next_char(at)) {
		gunichar letter = g_utf8_get_char(at);

		if (!g_unichar_isalpha(letter))
			continue;
		letters += g_unichar_iswide(letter) ? LEAST_LETTERS / 2 : 1;
		g_hash_table_add(different,
				 GUINT_TO_POINTER(g_unichar_tolower(letter)));
		if (g_unichar_iswide(letter))
			g_hash_table_add(different, GUINT_TO_POINTER(1));
	}
	return letters >= LEAST_LETTERS &&
	       g_hash_table_size(different) >= LEAST_DIFFERENT;
}

/* In small letters, with one blank between words and nothing else. */
static char *
reason_words(const char *reason)
{
	g_autofree char *small = g_utf8_strdown(reason, -1);
	GString *words = g_string_new(NULL);

	for (const char *at = small; *at; at = g_utf8_next_char(at)) {
		gunichar letter = g_utf8_get_char(at);

		if (g_unichar_isalnum(letter))
			g_string_append_unichar(words, letter);
		else if (words->len > 0 && words->str[words->len - 1] != ' ')
			g_string_append_c(words, ' ');
	}
	return g_strchomp(g_string_free(words, FALSE));
}

static gboolean
only_says_na(const char *words)
{
	static const char *const same[] = {
		"not applicable", "not rated",	  "not available",
		"no reason",	  "no answer",	  "unknown",
		"applicable",	  "not rateable", NULL,
	};

	return g_strv_contains(same, words);
}

gboolean
reason_says_something(const char *reason)
{
	g_autofree char *words = reason_words(reason);

	return says_something(reason) && !only_says_na(words);
}

static gboolean
claims_not_live(const char *words)
{
	return g_str_has_prefix(words, "not live") ||
	       g_str_has_prefix(words, "item not live") ||
	       g_str_has_prefix(words, "is not live");
}

static gboolean
fail_reason(const struct item_rating *rating, const char *what, GError **error)
{
	g_autofree char *shown = base_printable(rating->na_reason, -1);

	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "item %s is marked N/A and the reason '%s' %s",
		    rating->item, shown, what);
	return FALSE;
}

static gboolean
fail_no_reason(const struct item_rating *rating,
	       const struct session_facts *facts, GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "item %s is marked N/A without a reason, and %s (say why "
		    "it was not called for, as in %s=NA:REASON or in the "
		    "column na_reason)",
		    rating->item,
		    facts->phase == PHASE_UNKNOWN ||
				    facts->focus == FOCUS_UNKNOWN ?
			    "it may be live as long as the session's phase or "
			    "focus is not set" :
			    "it is live in this session",
		    rating->item);
	return FALSE;
}

gboolean
item_rating_check_na(const struct rubric *rubric,
		     const struct session_facts *facts,
		     const struct item_rating *rating, GError **error)
{
	const struct item *item = rubric_item(rubric, rating->item);
	g_autofree char *words = NULL;

	if (!item || rating->extent || !rating->na_reason ||
	    !item_is_live(item, facts))
		return TRUE;
	if (rubric->critical_rated && item_is_critical(rubric, item) &&
	    item_is_surely_live(item, facts)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "item %s (%s) is critical and live in this "
			    "session, so it cannot be N/A (rate it; what was "
			    "called for and left out has extent 1)",
			    item->id, item->name);
		return FALSE;
	}
	if (!strcmp(rating->na_reason, NA_NOT_LIVE))
		return fail_no_reason(rating, facts, error);
	words = reason_words(rating->na_reason);
	if (claims_not_live(words))
		return !item_is_surely_live(item, facts) ||
		       fail_reason(rating,
				   "is not so: it is live in this session (say "
				   "why it was not called for)",
				   error);
	return reason_says_something(rating->na_reason) ||
	       fail_reason(rating,
			   "says nothing (say in a few words why it was not "
			   "called for)",
			   error);
}
