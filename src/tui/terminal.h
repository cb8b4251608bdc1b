/*
 * tui/terminal: what the loop and the editor ask of curses.c.
 */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

#include "tui/private.h"
#include "tui/mouse.h"

struct terminal;
struct terminal *terminal_open(const struct tui_options *options,
			       GError **error);
void terminal_close(struct terminal *terminal);
void terminal_size(struct terminal *terminal, guint *rows, guint *columns);
void terminal_present(struct terminal *terminal, const struct grid *grid,
		      gboolean afresh);
/* NAMED_NONE when nothing was typed for so long. */
guint32 terminal_key(struct terminal *terminal, guint wait_ms,
		     struct mouse *mouse);
/* Gives the terminal back, calls, takes it again. */
void terminal_suspend(struct terminal *terminal);
/* FALSE with an error also when what was called says that it failed. */
gboolean terminal_run(struct terminal *terminal, char **argv, GError **error);
void editor_run(struct tui *tui, struct terminal *terminal);

#endif
