/*
 * lists: what the lists that travel inside the program say of a form.
 *
 * One table for all of them, form -> bits.  A list is a form a line; the cues
 * are lines "kind: forms".  Lines with # are remarks.
 */
#include "deid/talk.h"

#include "gen/deid/lists.gen.h"

#include <string.h>

static const struct {
	const char *name;
	guint kind;
} cue_kinds[] = {
	{ "title", FORM_TITLE },
	{ "titlecap", FORM_TITLE_CAPITAL },
	{ "relation", FORM_RELATION },
	{ "naming", FORM_NAMING },
	{ "speech", FORM_SPEECH },
	{ "toward", FORM_TOWARD },
	{ "article", FORM_ARTICLE },
	{ "pronoun", FORM_PRONOUN },
	{ "placed", FORM_PLACED },
	{ "placemove", FORM_PLACE_MOVE },
	{ "living", FORM_LIVING },
	{ "working", FORM_WORKING },
	{ "organisation", FORM_ORGANISATION },
	{ "noorganisation", FORM_NO_ORGANISATION },
	{ "employer", FORM_EMPLOYER },
	{ "street", FORM_STREET },
	{ "streetweak", FORM_STREET_WEAK },
	{ "nostreet", FORM_NO_STREET },
	{ "particle", FORM_PARTICLE },
	{ "month", FORM_MONTH },
	{ "modal", FORM_MODAL },
};

/* form must live as long as the lists. */
static void
add(struct lists *lists, char *form, guint kind)
{
	gpointer kinds = g_hash_table_lookup(lists->kinds, form);
	guint all = GPOINTER_TO_UINT(kinds) | kind;

	g_hash_table_insert(lists->kinds, form, GUINT_TO_POINTER(all));
}

static char *
own(struct lists *lists, const char *text, gsize len)
{
	char *copy = g_strndup(text, len);

	g_ptr_array_add(lists->storage, copy);
	return copy;
}

/* "stoke on trent": so that one need not look for all that begin so. */
static void
add_beginning(struct lists *lists, const char *form)
{
	const char *blank = strchr(form, ' ');

	if (blank)
		add(lists, own(lists, form, blank - form), FORM_BEGINS_PLACE);
}

static void
add_list(struct lists *lists, const char *text, guint kind)
{
	char *line = own(lists, text, strlen(text));

	while (line && *line) {
		char *end = strchr(line, '\n');

		if (end)
			*end++ = '\0';
		if (*line && *line != '#') {
			add(lists, line, kind);
			if (kind & (FORM_PLACE | FORM_COUNTRY))
				add_beginning(lists, line);
		}
		line = end;
	}
}

static void
add_nicks(struct lists *lists, char **forms, guint group)
{
	for (guint i = 0; forms[i]; i++) {
		guint64 *groups = g_hash_table_lookup(lists->nick, forms[i]);

		if (!groups) {
			groups = g_new0(guint64, 1);
			g_hash_table_insert(lists->nick, g_strdup(forms[i]),
					    groups);
		}
		*groups |= G_GUINT64_CONSTANT(1) << group % 64;
	}
}

/* What is a cue is a common word, too, but for names of firms and months. */
static void
add_cue(struct lists *lists, const char *name, char **forms)
{
	static const char *const names[] = { "employer", "organisation",
					     "particle", "month", NULL };
	guint word = g_strv_contains(names, name) ? 0 : FORM_WORD;

	for (guint k = 0; k < G_N_ELEMENTS(cue_kinds); k++) {
		if (strcmp(cue_kinds[k].name, name) != 0)
			continue;
		for (guint i = 0; forms[i]; i++) {
			g_strdelimit(forms[i], "_", ' ');
			add(lists, own(lists, forms[i], strlen(forms[i])),
			    cue_kinds[k].kind | word);
		}
		return;
	}
	g_assert_not_reached();
}

static void
add_cues(struct lists *lists, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	guint groups = 0;

	for (guint i = 0; lines[i]; i++) {
		char *colon = strchr(lines[i], ':');
		g_auto(GStrv) forms = NULL;

		if (!colon || lines[i][0] == '#')
			continue;
		*colon = '\0';
		forms = g_strsplit(g_strstrip(colon + 1), " ", -1);
		if (strcmp(lines[i], "nick") == 0)
			add_nicks(lists, forms, groups++);
		else
			add_cue(lists, lines[i], forms);
	}
	g_assert(groups <= 64);
}

void
lists_init(struct lists *lists)
{
	lists->kinds = g_hash_table_new(g_str_hash, g_str_equal);
	lists->nick =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	lists->storage = g_ptr_array_new_with_free_func(g_free);
	add_list(lists, first_txt, FORM_FIRST);
	add_list(lists, last_txt, FORM_LAST);
	add_list(lists, places_txt, FORM_PLACE);
	add_list(lists, countries_txt, FORM_COUNTRY);
	add_list(lists, words_txt, FORM_WORD);
	add_list(lists, capitals_txt, FORM_CAPITAL);
	add_cues(lists, cues_txt);
}

void
lists_clear(struct lists *lists)
{
	g_hash_table_unref(lists->kinds);
	g_hash_table_unref(lists->nick);
	g_ptr_array_unref(lists->storage);
}

guint
lists_kinds(const struct lists *lists, const char *form)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(lists->kinds, form));
}

gboolean
lists_same_name(const struct lists *lists, const char *a, const char *b)
{
	const guint64 *of_a = g_hash_table_lookup(lists->nick, a);
	const guint64 *of_b = g_hash_table_lookup(lists->nick, b);

	return of_a && of_b && *of_a & *of_b;
}
