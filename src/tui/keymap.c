/*
 * keymap: which keys do what: those of actions.h, or what a person has set.
 *
 * Help and the bottom line are made from it, so that they tell the keys that
 * are valid.  Two actions that could be meant at once are a fault that names
 * both.
 */
#include "tui/private.h"
#include "tui/looks.h"

#include <string.h>

struct keymap {
	GPtrArray *keys; /* char *, by action, blank-separated */
};

static const char *const key_names[] = {
	"Up",	"Down", "Left",	 "Right", "Home",      "End", "PgUp",
	"PgDn", "Tab",	"S-Tab", "Enter", "Space",     "Esc", "F1",
	"F2",	"F3",	"F4",	 "F5",	  "F6",	       "F7",  "F8",
	"F9",	"F10",	"F11",	 "F12",	  "Backspace", NULL
};

/* A terminal sends the same for these. */
static const struct {
	const char *key, *is;
} same_keys[] = { { "C-i", "Tab" },
		  { "C-j", "Enter" },
		  { "C-m", "Enter" },
		  { "C-h", "Backspace" } };

/* -- finding -------------------------------------------------------------- */

/* Two characters, and no name: Up, F5. */
static gboolean
is_sequence(const char *key, gsize len)
{
	return len == 2 && !(key[0] & 0x80) && strncmp(key, "Up", 2) != 0 &&
	       !(key[0] == 'F' && g_ascii_isdigit(key[1]));
}

/* One of the blank-separated keys of a row: whole, begun, or not. */
static gboolean
matches(const char *keys, const char *typed, gboolean *begins)
{
	gsize len = strlen(typed);

	while (*keys) {
		gsize n = strcspn(keys, " ");

		if (n == len && strncmp(keys, typed, n) == 0)
			return TRUE;
		if (n > len && len > 0 && strncmp(keys, typed, len) == 0 &&
		    is_sequence(keys, n))
			*begins = TRUE;
		keys += n + strspn(keys + n, " ");
	}
	return FALSE;
}

const char *
keymap_keys(const struct keymap *map, const struct action *action)
{
	return map->keys->pdata[action - actions];
}

char *
keymap_first(const struct keymap *map,
	     void (*run)(struct tui *tui, guint count))
{
	const struct action *action = actions;
	const char *keys;

	while (action->run != run)
		action++;
	keys = keymap_keys(map, action);
	if (!*keys)
		return g_strdup("(no key)");
	return g_strndup(keys, strcspn(keys, " "));
}

const struct action *
keymap_find(const struct keymap *map, guint where, const char *typed,
	    gboolean *begins)
{
	*begins = FALSE;
	for (const struct action *action = actions; action->name; action++) {
		if (action->where & where &&
		    matches(keymap_keys(map, action), typed, begins))
			return action;
	}
	return NULL;
}

/* -- checking ------------------------------------------------------------- */

char *
action_name(const struct action *action)
{
	return g_strdelimit(g_strdup(action->name), "_", '-');
}

static const char *
name_of_mode(guint where)
{
	if (where & IN_SESSION)
		return "in a session";
	if (where & IN_RATING)
		return "in the ratings";
	if (where & IN_LIST)
		return "in the list of sessions";
	return "in a page";
}

/* Two keys that cannot both be typed: alike, or one begins the other. */
static gboolean
keys_clash(const char *keys, const char *key)
{
	gboolean begins = FALSE;
	char first[2] = { key[0], '\0' };

	if (matches(keys, key, &begins) || begins)
		return TRUE;
	return is_sequence(key, strlen(key)) && matches(keys, first, &begins);
}

/* The other action that this key of an action clashes with, or NULL. */
static const struct action *
find_clash(const struct keymap *map, const struct action *action,
	   const char *key)
{
	for (const struct action *other = actions; other->name; other++) {
		if (other != action && other->where & action->where &&
		    keys_clash(keymap_keys(map, other), key))
			return other;
	}
	return NULL;
}

char *
keymap_check(const struct keymap *map, const struct action *action,
	     const struct action **clash)
{
	g_auto(GStrv) keys = g_strsplit(keymap_keys(map, action), " ", -1);
	g_autofree char *name = action_name(action);

	for (char **key = keys; *key; key++) {
		g_autofree char *other = NULL;

		*clash = **key ? find_clash(map, action, *key) : NULL;
		if (!*clash)
			continue;
		other = action_name(*clash);
		return g_strdup_printf(
			"'%s' is bound twice %s: to '%s' and "
			"to '%s' (give one of them another key)",
			*key, name_of_mode(action->where & (*clash)->where),
			name, other);
	}
	return NULL;
}

/* -- what a person has set ------------------------------------------------ */

/* NULL, or what is wrong with a key; caller frees. */
static char *
key_fault(const char *key)
{
	gboolean one = g_utf8_strlen(key, -1) == 1;
	const char *near;

	for (guint i = 0; i < G_N_ELEMENTS(same_keys); i++) {
		if (strcmp(same_keys[i].key, key) == 0)
			return g_strdup_printf("to a terminal '%s' is '%s'",
					       key, same_keys[i].is);
	}
	if (g_ascii_isdigit(key[0]))
		return g_strdup("digits are numbers and cannot be given away");
	if (g_strv_contains(key_names, key) ||
	    (one && g_unichar_isprint(g_utf8_get_char(key))) ||
	    (g_str_has_prefix(key, "C-") && strlen(key) == 3 &&
	     g_ascii_islower(key[2])) ||
	    (strlen(key) == 2 && g_ascii_isgraph(key[0]) &&
	     g_ascii_isgraph(key[1])))
		return NULL;
	near = base_did_you_mean(key, key_names);
	if (near)
		return g_strdup_printf("unknown key '%.40s' (did you mean "
				       "'%s'?)",
				       key, near);
	return g_strdup_printf("unknown key '%.40s' (a character, two in a "
			       "row, C-r, or a name such as Enter, Space, "
			       "PgDn, F5)",
			       key);
}

/* The keys as the table has them; NULL after a complaint. */
static char *
read_keys(const struct settings *settings, GPtrArray *diagnostics,
	  const struct setting *setting)
{
	g_auto(GStrv) words = g_strsplit_set(setting->value, " \t", -1);
	GString *keys = g_string_new(NULL);

	for (char **word = words; *word; word++) {
		g_autofree char *fault = **word && strcmp(*word, "none") ?
						 key_fault(*word) :
						 NULL;

		if (fault) {
			settings_complain(settings, diagnostics, setting->place,
					  "%s", fault);
			g_string_free(keys, TRUE);
			return NULL;
		}
		if (**word && strcmp(*word, "none") != 0)
			g_string_append_printf(keys, "%s%s",
					       keys->len ? " " : "", *word);
	}
	return g_string_free(keys, FALSE);
}

static const struct action *
find_action_name(const struct settings *settings, GPtrArray *diagnostics,
		 const struct setting *setting)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const struct action *found = NULL;

	for (const struct action *action = actions; action->name; action++) {
		char *name = action_name(action);

		g_ptr_array_add(names, name);
		if (strcmp(name, setting->name) == 0)
			found = action;
	}
	g_ptr_array_add(names, NULL);
	if (!found)
		settings_unknown(settings, diagnostics, setting->name_place,
				 "action", setting->name,
				 (const char *const *)names->pdata);
	return found;
}

static void
bind_setting(struct keymap *map, const struct settings *settings,
	     GPtrArray *diagnostics, const struct setting *setting)
{
	const struct action *action =
		find_action_name(settings, diagnostics, setting);
	char *keys = action ? read_keys(settings, diagnostics, setting) : NULL;

	if (!keys)
		return;
	if (!*keys && (action->run == act_back || action->run == act_help))
		settings_complain(settings, diagnostics, setting->place,
				  "'%s' needs a key", setting->name);
	g_free(map->keys->pdata[action - actions]);
	map->keys->pdata[action - actions] = keys;
}

/* Is the action among the settings behind this one?  It is told there. */
static gboolean
is_set_later(const struct settings *settings, guint i,
	     const struct action *action)
{
	g_autofree char *name = action_name(action);

	while (++i < settings->keys->len) {
		const struct setting *setting = settings->keys->pdata[i];

		if (strcmp(setting->name, name) == 0)
			return TRUE;
	}
	return FALSE;
}

/* After all are set: which of them clash. */
static void
check_settings(const struct keymap *map, const struct settings *settings,
	       GPtrArray *diagnostics)
{
	for (guint i = 0; i < settings->keys->len; i++) {
		const struct setting *setting = settings->keys->pdata[i];
		const struct action *clash = NULL;
		g_autofree char *fault = keymap_check(
			map, find_action_name(settings, diagnostics, setting),
			&clash);

		if (fault && !is_set_later(settings, i, clash))
			settings_complain(settings, diagnostics, setting->place,
					  "%s", fault);
	}
}

struct keymap *
keymap_new(const struct settings *settings, GPtrArray *diagnostics)
{
	struct keymap *map = g_new0(struct keymap, 1);
	guint before = diagnostics ? diagnostics->len : 0;

	map->keys = g_ptr_array_new_with_free_func(g_free);
	for (const struct action *action = actions; action->name; action++)
		g_ptr_array_add(map->keys, g_strdup(action->keys));
	for (guint i = 0; settings && i < settings->keys->len; i++)
		bind_setting(map, settings, diagnostics,
			     settings->keys->pdata[i]);
	if (settings && diagnostics->len == before)
		check_settings(map, settings, diagnostics);
	return map;
}

void
keymap_free(struct keymap *map)
{
	if (!map)
		return;
	g_ptr_array_unref(map->keys);
	g_free(map);
}

void
tui_check_settings(const struct settings *settings, GPtrArray *diagnostics)
{
	keymap_free(keymap_new(settings, diagnostics));
	looks_check(settings, diagnostics);
}

void
tui_example_settings(GString *out)
{
	g_string_append(out, "## One or more keys, with blanks between, or "
			     "none. A key is a character, two in a\n"
			     "## row, C-r, or a name: Enter Tab S-Tab "
			     "Space Esc Backspace Up Down Left\n"
			     "## Right Home End PgUp PgDn F1 to F12\n"
			     "# keys:\n");
	for (const struct action *action = actions; action->name; action++) {
		g_autofree char *name = action_name(action);

		g_string_append_printf(
			out, "#   %s: \"%s\"%*s # %s\n", name, action->keys,
			36 - (int)(strlen(name) + strlen(action->keys)), "",
			action->help);
	}
	g_string_append_c(out, '\n');
	looks_example(out);
}
