/*
 * known: names that the caller gave.
 *
 * Of each name every part counts, and what is made of it: genitive, plural,
 * hyphen, a short or a fond form.  They are found in any case; a known name
 * that is a common word, too (May, Mark), is passed over in lower case where
 * the words around tell that it is the word.
 */
#include "deid/talk.h"

#include <string.h>

#define CERTAIN 99

/* A part of a known name; short ones, numbers and particles tell nobody, nor
 * do the common words of a head. */
static void
add_part(const struct deid_talk *talk, GHashTable *parts, const char *part,
	 gboolean head)
{
	guint kinds = lists_kinds(&talk->deid->lists, part);

	if (g_utf8_strlen(part, -1) < 2 || kinds & FORM_PARTICLE ||
	    strpbrk(part, "0123456789"))
		return;
	if (head && kinds & (FORM_WORD | FORM_CAPITAL) && !(kinds & FORM_FIRST))
		return;
	if (kinds & (FORM_TITLE | FORM_TITLE_CAPITAL) &&
	    !(kinds & (FORM_FIRST | FORM_LAST)))
		return;
	g_hash_table_add(parts, g_strdup(part));
}

static void
add_name(const struct deid_talk *talk, GHashTable *parts, const char *name,
	 gboolean head)
{
	g_autofree char *form = deid_form(name, strlen(name));
	g_auto(GStrv) words = g_strsplit_set(form, " .,;:()[]\"/_\t\n", -1);

	for (guint i = 0; words[i]; i++) {
		g_auto(GStrv) pieces = g_strsplit(words[i], "-", -1);

		add_part(talk, parts, words[i], head);
		for (guint k = 0; pieces[1] && pieces[k]; k++)
			add_part(talk, parts, pieces[k], head);
	}
}

/* "kat" of "katarzyna", "tommy" of "tom". */
static gboolean
is_short_form(const char *text, const char *part)
{
	static const char *const fond[] = { "y",  "ie",	 "my",	 "ny",
					    "by", "ty",	 "sy",	 "ey",
					    "o",  "s",	 "a",	 "zza",
					    "er", "ers", "kins", NULL };
	gsize len = strlen(text), n = strlen(part);

	if (len >= 3 && n > len && strncmp(part, text, len) == 0)
		return TRUE;
	return n >= 3 && len > n && strncmp(text, part, n) == 0 &&
	       text_is_any(text + n, fond);
}

static gboolean
has_known_piece(GHashTable *parts, const char *text)
{
	g_auto(GStrv) pieces = g_strsplit(text, "-", -1);

	for (guint i = 0; pieces[1] && pieces[i]; i++) {
		if (g_hash_table_contains(parts, pieces[i]))
			return TRUE;
	}
	return FALSE;
}

static guint
how_known(const struct deid_talk *talk, GHashTable *parts, const char *text)
{
	g_autofree char *singular = g_strndup(text, strlen(text) - 1);
	GHashTableIter each;
	gpointer part;

	if (g_hash_table_contains(parts, text) || has_known_piece(parts, text))
		return 1;
	if (g_str_has_suffix(text, "s") &&
	    g_hash_table_contains(parts, singular))
		return 1;
	g_hash_table_iter_init(&each, parts);
	while (g_hash_table_iter_next(&each, &part, NULL)) {
		if (lists_same_name(&talk->deid->lists, text, part) ||
		    is_short_form(text, part))
			return 2;
	}
	return 0;
}

static gboolean
is_meant(const struct deid_talk *talk, guint i)
{
	const struct wordtoken *word = talk_word(talk, i);
	const struct wordform *form = word_form(talk, word);
	gboolean common = form->kinds & (FORM_WORD | FORM_CAPITAL);

	if (!form->known || word->flags & WORD_TAKEN)
		return FALSE;
	if (!common)
		return TRUE;
	if (word->flags & WORD_CAPITAL && !(word->flags & WORD_START))
		return form->known == 1 || form->kinds & FORM_FIRST;
	if (form->known == 2 && !(form->kinds & FORM_FIRST))
		return FALSE;
	if (word_acts(talk, i))
		return TRUE;
	return word->flags & (WORD_CAPITAL | WORD_BARE) &&
	       !word_is_plain(talk, i);
}

void
mark_known(struct deid_talk *talk, const struct deid_knowledge *knowledge)
{
	g_autoptr(GHashTable) parts =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	if (!knowledge)
		return;
	for (guint i = 0; knowledge->names && knowledge->names[i]; i++)
		add_name(talk, parts, knowledge->names[i], FALSE);
	for (guint i = 0; knowledge->heads && knowledge->heads[i]; i++)
		add_name(talk, parts, knowledge->heads[i], TRUE);
	if (g_hash_table_size(parts) == 0)
		return;
	for (guint i = 0; i < talk->forms->len; i++) {
		struct wordform *form = talk->forms->pdata[i];

		form->known = how_known(talk, parts, form->text);
	}
	for (guint i = 0; i < talk->words->len; i++) {
		if (is_meant(talk, i))
			talk_mark(talk, i, i + 1, DEID_NAME, CERTAIN,
				  "a name known beforehand");
	}
}
