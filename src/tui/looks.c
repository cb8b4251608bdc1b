/*
 * looks: what the roles of text look like, and the words a person may set
 * them with.
 *
 * Colours are the only difference between terminals: of 256, ones that stand
 * out alike from white and from black; of 16, those that palettes keep
 * readable.  What a look says is always said by a glyph or a word, too.
 */
#include "tui/private.h"
#include "tui/looks.h"

#include <string.h>

static const struct role {
	const char *name;
	enum ink ink;
	const char *few;  /* with 16 colours or fewer */
	const char *many; /* with 256 */
	const char *help;
} roles[] = {
	{ "strong", INK_BOLD, "bold", "bold", "heads, keys, the cursor's row" },
	{ "quiet", INK_DIM, "dim", "dim", "lines, and what claims nothing" },
	{ "accepted", INK_GOOD, "green", "28", "tags that were accepted" },
	{ "undecided", INK_WARN, "magenta", "133", "tags nobody decided on" },
	{ "failure", INK_BAD, "red bold", "160 bold", "what went wrong" },
	{ "matched", INK_MARK, "cyan bold", "30 bold", "[matched words]" },
	{ "place", INK_BAR, "reverse", "reverse",
	  "the reader's place in time" },
	{ "found", INK_FOUND, "reverse bold", "reverse bold",
	  "words searched for" },
};

static const char *const colour_words[] = { "black",
					    "red",
					    "green",
					    "yellow",
					    "blue",
					    "magenta",
					    "cyan",
					    "white",
					    "bright-black",
					    "bright-red",
					    "bright-green",
					    "bright-yellow",
					    "bright-blue",
					    "bright-magenta",
					    "bright-cyan",
					    "bright-white",
					    "default",
					    "bold",
					    "dim",
					    "underline",
					    "reverse",
					    "on",
					    NULL };

#define FIRST_OTHER 16 /* "default" */
#define FIRST_ATTRIBUTE 17

/* A colour's number, -1 for the terminal's own, or -2. */
static int
colour_of(const char *word)
{
	guint64 number;

	for (int i = 0; i <= FIRST_OTHER; i++) {
		if (strcmp(colour_words[i], word) == 0)
			return i == FIRST_OTHER ? -1 : i;
	}
	if (g_ascii_string_to_unsigned(word, 10, 0, 255, &number, NULL))
		return (int)number;
	return -2;
}

/* 1 << place behind "default", or 0. */
static guint
attribute_of(const char *word)
{
	static const guint attributes[] = { LOOK_BOLD, LOOK_DIM, LOOK_UNDERLINE,
					    LOOK_REVERSE };

	for (guint i = 0; i < G_N_ELEMENTS(attributes); i++) {
		if (strcmp(colour_words[FIRST_ATTRIBUTE + i], word) == 0)
			return attributes[i];
	}
	return 0;
}

/* FALSE, and the word that was not understood. */
static gboolean
look_parse(const char *text, struct look *look, char **bad)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);
	gboolean behind = FALSE;

	*look = (struct look){ -1, -1, 0 };
	for (char **word = words; *word; word++) {
		int colour = colour_of(*word);

		if (!**word)
			continue;
		if (strcmp(*word, "on") == 0 && !behind) {
			behind = TRUE;
		} else if (colour != -2 && behind) {
			look->behind = (short)colour;
			behind = FALSE;
		} else if (colour != -2) {
			look->colour = (short)colour;
		} else if (attribute_of(*word) && !behind) {
			look->attributes |= attribute_of(*word);
		} else {
			*bad = g_strdup(*word);
			return FALSE;
		}
	}
	if (behind)
		*bad = g_strdup("on");
	return !behind;
}

/* What the terminal cannot show becomes what it can: bright ones bold. */
static gboolean
look_fits(struct look *look, int colours)
{
	if (colours == 0)
		return TRUE;
	if (look->colour >= colours && look->colour < 16) {
		look->colour %= 8;
		look->attributes |= LOOK_BOLD;
	}
	if (look->behind >= colours && look->behind < 16)
		look->behind %= 8;
	return look->colour < colours && look->behind < colours;
}

static const struct role *
role_find(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(roles); i++) {
		if (strcmp(roles[i].name, name) == 0)
			return &roles[i];
	}
	return NULL;
}

void
looks_build(struct look looks[INKS], const struct settings *settings,
	    int colours)
{
	g_autofree char *bad = NULL;

	looks[INK_PLAIN] = (struct look){ -1, -1, 0 };
	for (guint i = 0; i < G_N_ELEMENTS(roles); i++) {
		const struct role *role = &roles[i];

		look_parse(colours >= 256 ? role->many : role->few,
			   &looks[role->ink], &bad);
		look_fits(&looks[role->ink], colours);
	}
	for (guint i = 0; settings && i < settings->colours->len; i++) {
		const struct setting *setting = settings->colours->pdata[i];
		const struct role *role = role_find(setting->name);
		struct look look;

		if (role && look_parse(setting->value, &look, &bad) &&
		    look_fits(&look, colours))
			looks[role->ink] = look;
	}
}

void
looks_check(const struct settings *settings, GPtrArray *diagnostics)
{
	const char *names[G_N_ELEMENTS(roles) + 1] = { NULL };

	for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
		names[i] = roles[i].name;
	for (guint i = 0; i < settings->colours->len; i++) {
		const struct setting *setting = settings->colours->pdata[i];
		g_autofree char *bad = NULL;
		struct look look;

		if (!role_find(setting->name))
			settings_unknown(settings, diagnostics,
					 setting->name_place, "role of colour",
					 setting->name, names);
		else if (look_parse(setting->value, &look, &bad))
			continue;
		else if (base_did_you_mean(bad, colour_words) &&
			 !attribute_of(bad) && strcmp(bad, "on") != 0)
			settings_unknown(settings, diagnostics, setting->place,
					 "colour", bad, colour_words);
		else
			settings_complain(
				settings, diagnostics, setting->place,
				"a look is a colour (a name, "
				"bright-NAME, 0 to 255, default), 'on' "
				"and another, and bold, dim, underline "
				"or reverse, not '%.40s'",
				setting->value);
	}
}

void
looks_example(GString *out)
{
	g_string_append(out, "## A look is a colour, \"on\" and another behind "
			     "it, bold, dim, underline, reverse\n"
			     "## Colours: black red green yellow blue magenta "
			     "cyan white, bright-red and so on,\n"
			     "## default, and 0 to 255 where the terminal has "
			     "256\n# colours:\n");
	for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
		g_string_append_printf(out, "#   %s: %-*s # %s\n",
				       roles[i].name,
				       20 - (int)strlen(roles[i].name),
				       roles[i].few, roles[i].help);
}
