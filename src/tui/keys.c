/*
 * keys: the table of actions, and finding a row by what was typed.
 */
#include "tui/private.h"

#include <string.h>

const struct action actions[] = {
#define X(name, keys, where, bar, help) \
	{ #name, keys, where, bar, help, act_##name },
	ACTIONS(X)
#undef X
		{ NULL, NULL, 0, NULL, NULL, NULL },
};

static const char *
name_of(guint32 key)
{
	switch (key) {
	case NAMED_UP:
		return "Up";
	case NAMED_DOWN:
		return "Down";
	case NAMED_LEFT:
		return "Left";
	case NAMED_RIGHT:
		return "Right";
	case NAMED_HOME:
		return "Home";
	case NAMED_END:
		return "End";
	case NAMED_PGUP:
		return "PgUp";
	case NAMED_PGDN:
		return "PgDn";
	case NAMED_BACKTAB:
		return "S-Tab";
	case NAMED_DELETE:
	case 0x7f:
	case '\b':
		return "Backspace";
	case NAMED_F1:
		return "F1";
	case NAMED_F12:
		return "F12";
	case '\t':
		return "Tab";
	case '\r':
	case '\n':
		return "Enter";
	case ' ':
		return "Space";
	case 0x1b:
		return "Esc";
	default:
		return NULL;
	}
}

char *
key_print(guint32 key)
{
	const char *name = name_of(key);
	char utf8[7] = "";

	if (name)
		return g_strdup(name);
	if (key > KEY_FIRST_NAMED)
		return g_strdup("Other");
	if (key < 0x20)
		return g_strdup_printf("C-%c", (char)(key + 0x60));
	utf8[g_unichar_to_utf8(key, utf8)] = '\0';
	return g_strdup(utf8);
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
		/* Names such as Tab are no sequences. */
		if (n > len && strncmp(keys, typed, len) == 0 && n == 2)
			*begins = TRUE;
		keys += n + strspn(keys + n, " ");
	}
	return FALSE;
}

const struct action *
action_find(guint where, const char *typed, gboolean *begins)
{
	*begins = FALSE;
	for (const struct action *action = actions; action->name; action++) {
		if (action->where & where &&
		    matches(action->keys, typed, begins))
			return action;
	}
	return NULL;
}

static char *
check_key(const struct action *action, const char *key)
{
	gboolean begins;

	for (const struct action *other = actions; other != action; other++) {
		if (other->where & action->where &&
		    matches(other->keys, key, &begins))
			return g_strdup_printf("%s is bound twice: to %s and "
					       "to %s",
					       key, other->name, action->name);
	}
	return NULL;
}

char *
actions_check(void)
{
	char *fault = NULL;

	for (const struct action *action = actions; action->name; action++) {
		g_auto(GStrv) keys = g_strsplit(action->keys, " ", -1);

		for (char **key = keys; *key && !fault; key++)
			fault = check_key(action, *key);
	}
	return fault;
}
