/*
 * Blindness: what a rater did not see, in words.
 */
#include "scoring/blindness.h"

static const char *const names[] = { "people", "ratings", "tags", "number",
				     "measures" };

char *
blindness_print(guint blind)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (blind & 1u << i)
			g_string_append_printf(text, "%s%s",
					       text->len ? "," : "", names[i]);
	}
	return g_string_free(text, FALSE);
}

static gboolean
word_parse(const char *word, guint *blind)
{
	if (!*word || !g_ascii_strcasecmp(word, "none"))
		return TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (!g_ascii_strcasecmp(word, names[i]) ||
		    !g_ascii_strcasecmp(word, "all")) {
			*blind |= g_ascii_strcasecmp(word, "all") ? 1u << i :
								    BLIND_ALL;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean
blindness_parse(const char *text, guint *blind, char **wrong)
{
	g_auto(GStrv) words = g_strsplit(text, ",", -1);

	*blind = 0;
	for (char **word = words; *word; word++) {
		if (word_parse(g_strstrip(*word), blind))
			continue;
		if (wrong)
			*wrong = g_strdup(*word);
		return FALSE;
	}
	return TRUE;
}
