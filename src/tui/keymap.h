/*
 * tui/keymap: what a key is, and which of them do what in this run.
 */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include "settings/settings.h"
#include "tui/actions.h"

/* A key is a character, or one of these. */
enum key {
	KEY_FIRST_NAMED = 0x200000,
	NAMED_UP,
	NAMED_DOWN,
	NAMED_LEFT,
	NAMED_RIGHT,
	NAMED_HOME,
	NAMED_END,
	NAMED_PGUP,
	NAMED_PGDN,
	NAMED_BACKTAB,
	NAMED_DELETE,
	NAMED_F1,
	NAMED_F12 = NAMED_F1 + 11,
	NAMED_RESIZE,
	NAMED_OTHER,
	NAMED_MOUSE,
	NAMED_PASTE, /* what follows is pasted */
	NAMED_PASTED,
	NAMED_NONE,
};

/* "j", "C-r", "Up", "Tab"; caller frees. */
char *key_print(guint32 key);

struct action {
	const char *name;
	const char *keys; /* blank-separated, unless a person set others */
	guint where;	  /* mask of enum where */
	const char *bar;  /* word for the key bar, or NULL */
	const char *help;
	void (*run)(struct tui *tui, guint count);
};

extern const struct action actions[]; /* ends with a NULL name */

/* "next-undecided": as a person writes it; caller frees. */
char *action_name(const struct action *action);

/* The keys of this run: those of the table, and what settings (NULL: none)
 * say; their faults are added to diagnostics (NULL only without them). */
struct keymap *keymap_new(const struct settings *settings,
			  GPtrArray *diagnostics);
void keymap_free(struct keymap *map);
/* Blank-separated; "" when the action has none. */
const char *keymap_keys(const struct keymap *map, const struct action *action);
/* The first key of what this does, to be told; caller frees. */
char *keymap_first(const struct keymap *map,
		   void (*run)(struct tui *tui, guint count));
/* The action bound to what was typed; *begins: a longer one begins so. */
const struct action *keymap_find(const struct keymap *map, guint where,
				 const char *typed, gboolean *begins);
/* A key of the action that means another, too, as a sentence; NULL when
 * sound. */
char *keymap_check(const struct keymap *map, const struct action *action,
		   const struct action **clash);

#endif
