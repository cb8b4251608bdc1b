/*
 * settings: the reading of config.yaml.
 *
 * A setting is one row of kinds[]: its name, how its texts are taken, and an
 * example, from which "did you mean" and the file to begin with are made.
 */
#include "settings/settings.h"

#include <string.h>

const struct setting_kind setting_kinds[] = {
	{ "rater", "RL",
	  "your code, when neither --rater nor $IPTRATE_RATER "
	  "gives one" },
	{ "player", "\"mpv --start={time} {file}\"",
	  "plays a recording; {time} is in seconds; no shell reads it" },
	{ "recordings", "[\"~/recordings/{case}_s{number}.mp3\"]",
	  "where they are: {case}, {number}, {name} of the transcript's file; "
	  "of several the first that exists" },
	{ "idle-lock", "10",
	  "minutes without a key until the screen is blanked; 0: never" },
	{ "mouse", "yes", "a click goes there, the wheel scrolls" },
	{ NULL, NULL, NULL },
};

static const char *const sections[] = { "keys", "colours", NULL };

/* -- complaints ----------------------------------------------------------- */

void
settings_complain(const struct settings *settings, GPtrArray *diagnostics,
		  struct place place, const char *format, ...)
{
	g_autofree char *message = NULL;
	g_auto(GStrv) lines = g_strsplit(settings->text, "\n", -1);
	va_list args;

	g_assert(place.line > 0 && place.line <= g_strv_length(lines));

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	diagnostics_add(diagnostics, DIAGNOSTIC_ERROR, settings->file,
			place.line, place.column,
			g_strchomp(lines[place.line - 1]), "%s", message);
}

void
settings_unknown(const struct settings *settings, GPtrArray *diagnostics,
		 struct place place, const char *what, const char *word,
		 const char *const *names)
{
	const char *near = base_did_you_mean(word, names);
	g_autofree char *known = NULL;

	if (near) {
		settings_complain(settings, diagnostics, place,
				  "unknown %s '%.80s' (did you mean '%s'?)",
				  what, word, near);
		return;
	}
	known = g_strv_length((char **)names) <= 20 ?
			g_strjoinv(", ", (char **)names) :
			g_strdup("see 'iptrate config --example'");
	settings_complain(
		settings, diagnostics, place, "unknown %s '%.80s' (%s%s)", what,
		word,
		g_str_has_prefix(known, "see") ? "" : "there are: ", known);
}

/* -- single settings ------------------------------------------------------ */

struct settings_reading {
	struct settings *settings;
	GPtrArray *diagnostics;
};

static void
complain_of_setting(const struct settings_reading *reading,
		    const struct yaml_leaf *leaf, const char *expected)
{
	settings_complain(reading->settings, reading->diagnostics, leaf->place,
			  "'%s' should be %s, not '%.40s'", leaf->key, expected,
			  leaf->text);
}

/* Complains of the first {word} that is none of names. */
static gboolean
check_places(const struct settings_reading *reading,
	     const struct yaml_leaf *leaf, const char *const *names)
{
	const char *at = leaf->text;

	while ((at = strchr(at, '{'))) {
		gsize n = strcspn(at, "}");
		g_autofree char *word = g_strndup(at + 1, n ? n - 1 : 0);

		if (!g_strv_contains(names, word)) {
			settings_unknown(reading->settings,
					 reading->diagnostics, leaf->place,
					 "word in braces", word, names);
			return FALSE;
		}
		at += n;
	}
	return TRUE;
}

static void
take_rater(const struct settings_reading *reading, const struct yaml_leaf *leaf)
{
	g_autofree char *code = g_strstrip(g_strdup(leaf->text));

	if (!*code)
		complain_of_setting(reading, leaf, "a code");
	else
		reading->settings->rater = g_steal_pointer(&code);
}

static void
take_player(const struct settings_reading *reading,
	    const struct yaml_leaf *leaf)
{
	static const char *const names[] = { "file", "time", NULL };
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) words = NULL;

	if (!check_places(reading, leaf, names))
		return;
	if (!g_shell_parse_argv(leaf->text, NULL, &words, &error))
		settings_complain(reading->settings, reading->diagnostics,
				  leaf->place,
				  "'player' is no command: a quote is open, or "
				  "it is empty");
	else if (strchr(words[0], '{') || !strstr(leaf->text, "{file}"))
		settings_complain(reading->settings, reading->diagnostics,
				  leaf->place,
				  "'player' should be a program and {file} "
				  "behind it, such as 'mpv --start={time} "
				  "{file}'");
	else
		reading->settings->player = g_steal_pointer(&words);
}

static void
take_recordings(const struct settings_reading *reading,
		const struct yaml_leaf *leaf)
{
	static const char *const names[] = { "case", "number", "name", NULL };

	if (!check_places(reading, leaf, names))
		return;
	if (leaf->text[0] == '/' || g_str_has_prefix(leaf->text, "~/"))
		g_ptr_array_add(reading->settings->recordings,
				g_strdup(leaf->text));
	else
		complain_of_setting(reading, leaf,
				    "a path that begins with / or ~/");
}

static void
take_idle(const struct settings_reading *reading, const struct yaml_leaf *leaf)
{
	const char *text = leaf->text;
	char *end;
	double minutes = g_ascii_strtod(text, &end);

	if (!g_ascii_isdigit(*text) || *end || minutes > 1440)
		complain_of_setting(reading, leaf, "minutes from 0 to 1440");
	else
		reading->settings->idle_minutes = minutes;
}

static void
set_mouse(const struct settings_reading *reading, const struct yaml_leaf *leaf)
{
	gboolean yes =
		!strcmp(leaf->text, "yes") || !strcmp(leaf->text, "true");

	if (yes || !strcmp(leaf->text, "no") || !strcmp(leaf->text, "false"))
		reading->settings->mouse = yes;
	else
		complain_of_setting(reading, leaf, "yes or no");
}

static const struct taker {
	const char *name;
	void (*take)(const struct settings_reading *reading,
		     const struct yaml_leaf *leaf);
	gboolean many;
} takers[] = {
	{ "rater", take_rater, FALSE },
	{ "player", take_player, FALSE },
	{ "recordings", take_recordings, TRUE },
	{ "idle-lock", take_idle, FALSE },
	{ "mouse", set_mouse, FALSE },
};

/* -- the whole file ------------------------------------------------------- */

static void
unknown_name(const struct settings_reading *reading,
	     const struct yaml_leaf *leaf, const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; setting_kinds[i].name; i++)
		g_ptr_array_add(names, (char *)setting_kinds[i].name);
	for (guint i = 0; sections[i]; i++)
		g_ptr_array_add(names, (char *)sections[i]);
	g_ptr_array_add(names, NULL);
	settings_unknown(reading->settings, reading->diagnostics,
			 leaf->key_place, "setting", name,
			 (const char *const *)names->pdata);
}

static void
take_one(const struct settings_reading *reading, const struct yaml_leaf *leaf,
	 const struct yaml_leaf *before)
{
	const struct taker *taker = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(takers) && !taker; i++) {
		if (strcmp(takers[i].name, leaf->key) == 0)
			taker = &takers[i];
	}
	if (!taker && g_strv_contains(sections, leaf->key)) {
		if (leaf->text)
			settings_complain(reading->settings,
					  reading->diagnostics, leaf->place,
					  "'%s' should be a map, such as "
					  "'%s: {%s}'",
					  leaf->key, leaf->key,
					  leaf->key[0] == 'k' ?
						  "accept: y" :
						  "matched: cyan");
	} else if (!taker) {
		unknown_name(reading, leaf, leaf->key);
	} else if (!leaf->text) {
		settings_complain(reading->settings, reading->diagnostics,
				  leaf->key_place,
				  "'%s' is given nothing (take the line out, "
				  "or give it a value)",
				  leaf->key);
	} else if (!taker->many && before && !before->section &&
		   strcmp(before->key, leaf->key) == 0) {
		settings_complain(reading->settings, reading->diagnostics,
				  leaf->place, "'%s' takes one value",
				  leaf->key);
	} else {
		taker->take(reading, leaf);
	}
}

/* A list comes as one leaf after the other. */
static void
keep_setting(const struct settings_reading *reading,
	     const struct yaml_leaf *leaf)
{
	GPtrArray *list = strcmp(leaf->section, "keys") == 0 ?
				  reading->settings->keys :
				  reading->settings->colours;
	struct setting *last = list->len ? list->pdata[list->len - 1] : NULL;
	struct setting *setting;
	char *joined;

	if (!leaf->text) {
		settings_complain(reading->settings, reading->diagnostics,
				  leaf->key_place,
				  "'%s' is given nothing (take the line out, "
				  "or give it a value; '~' in quotes is a key)",
				  leaf->key);
		return;
	}
	if (last && strcmp(last->name, leaf->key) == 0) {
		joined = g_strdup_printf("%s %s", last->value, leaf->text);
		g_free(last->value);
		last->value = joined;
		return;
	}
	setting = g_new0(struct setting, 1);
	setting->name = g_strdup(leaf->key);
	setting->value = g_strdup(leaf->text);
	setting->name_place = leaf->key_place;
	setting->place = leaf->place;
	g_ptr_array_add(list, setting);
}

static void
take_setting_leaf(const struct settings_reading *reading,
		  const struct yaml_leaf *leaf, const struct yaml_leaf *before)
{
	if (!leaf->section) {
		take_one(reading, leaf, before);
	} else if (g_strv_contains(sections, leaf->section)) {
		keep_setting(reading, leaf);
	} else if (!before || g_strcmp0(before->section, leaf->section) != 0) {
		for (guint i = 0; i < G_N_ELEMENTS(takers); i++) {
			if (strcmp(takers[i].name, leaf->section) != 0)
				continue;
			settings_complain(reading->settings,
					  reading->diagnostics, leaf->key_place,
					  "'%s' should be a text, not a map",
					  leaf->section);
			return;
		}
		unknown_name(reading, leaf, leaf->section);
	}
}

static void
setting_free(void *data)
{
	struct setting *setting = data;

	g_free(setting->name);
	g_free(setting->value);
	g_free(setting);
}

struct settings *
settings_parse(const char *text, gsize len, const char *file,
	       GPtrArray *diagnostics)
{
	struct settings *settings = g_new0(struct settings, 1);
	g_autoptr(GPtrArray) leaves = NULL;
	struct settings_reading reading = { settings, diagnostics };

	settings->file = g_strdup(file);
	settings->text = g_strndup(text, len);
	settings->recordings = g_ptr_array_new_with_free_func(g_free);
	settings->keys = g_ptr_array_new_with_free_func(setting_free);
	settings->colours = g_ptr_array_new_with_free_func(setting_free);
	leaves = yaml_leaves(text, len, file, diagnostics);
	for (guint i = 0; leaves && i < leaves->len; i++)
		take_setting_leaf(&reading, leaves->pdata[i],
				  i ? leaves->pdata[i - 1] : NULL);
	return settings;
}

void
settings_free(struct settings *settings)
{
	if (!settings)
		return;
	g_free(settings->file);
	g_free(settings->text);
	g_free(settings->rater);
	g_strfreev(settings->player);
	g_ptr_array_unref(settings->recordings);
	g_ptr_array_unref(settings->keys);
	g_ptr_array_unref(settings->colours);
	g_free(settings);
}
