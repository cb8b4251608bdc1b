/*
 * tui/looks.h: colours and attributes.
 */
#ifndef TUI_LOOKS_H
#define TUI_LOOKS_H

#include "tui/actions.h"
#include "tui/grid.h"
#include "tui/tui.h"

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };

/* Colours are numbers as a terminal has them; -1: its own. */
struct look {
	short colour, behind;
	guint attributes;
};

/* For a terminal with so many colours (0: none, and then only attributes
 * mean something); settings that were checked, or NULL. */
void looks_build(struct look looks[INKS], const struct settings *settings,
		 int colours);
void looks_check(const struct settings *settings, GPtrArray *diagnostics);
void looks_example(GString *out);

#endif
