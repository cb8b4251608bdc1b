/*
 * tui/mouse.h: the mouse.
 */
#ifndef TUI_MOUSE_H
#define TUI_MOUSE_H

#include "tui/tui.h"

struct tui;
struct desk;

struct mouse {
	enum { MOUSE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } kind;
	guint row, column;
};

void tui_mouse(struct tui *tui, const struct mouse *mouse);
/* To the turn at a row of the roll; in the gutter to its tag. */
void session_click(struct desk *desk, guint row, guint column);
/* The columns that stand for the session's turns; FALSE: too little room. */
gboolean timeline_span(const struct desk *desk, guint columns, guint *begin,
		       guint *width);

#endif
