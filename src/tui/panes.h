/*
 * tui/panes.h: the parts that views are drawn of.
 */
#ifndef TUI_PANES_H
#define TUI_PANES_H

#include "tui/grid.h"
#include "tui/tui.h"

struct tui;

/* Bottom two lines of every view. */
void draw_bottom(struct tui *tui, struct grid *grid, guint where);
const char *tui_line(const struct tui *tui); /* horizontal rule */
const char *tui_glyph(const struct tui *tui, const struct effective_tag *tag);
guint8 tag_ink(const struct effective_tag *tag);

void draw_head(struct tui *tui, struct grid *grid);
/* "6/16", "6"; "?" for what is not known. */
char *session_number_print(const struct session_facts *facts);
void draw_timeline(struct tui *tui, const struct area *area);
void draw_roll(struct tui *tui, const struct area *area);
/* What is known of the turn or tag under the cursor; all: also what people
 * said of it and took back. */
GPtrArray *detail_build(struct tui *tui, guint width, gboolean all);
void draw_rating(struct tui *tui, const struct area *area);
GPtrArray *summary_build(struct tui *tui, guint width);
void session_draw(struct tui *tui, struct grid *grid);

#endif
