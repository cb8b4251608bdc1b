/*
 * action_table: the table of actions, and what keys are called.
 */
#include "tui/private.h"

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
	if (key >= NAMED_F1 && key <= NAMED_F12)
		return g_strdup_printf("F%u", key - NAMED_F1 + 1);
	if (key > KEY_FIRST_NAMED)
		return g_strdup("Other");
	if (key < 0x20)
		return g_strdup_printf("C-%c", (char)(key + 0x60));
	utf8[g_unichar_to_utf8(key, utf8)] = '\0';
	return g_strdup(utf8);
}
