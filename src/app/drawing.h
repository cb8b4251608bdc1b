/*
 * app/drawing.h: the lot, and what is kept of it.
 */
#ifndef APP_DRAWING_H
#define APP_DRAWING_H

#include "app/draw.h"
#include "app/private.h"

/* "20%" -> 2000, in hundredths of a percent, at most 10000. */
gboolean draw_share_parse(const char *text, guint *share);
/* struct drawn_session */
GPtrArray *draw_frame_new(void);
/* Draws from frame, seed, share, raters and each, and sorts the frame.  *lots:
 * what is drawn, borrowed (caller frees).  FALSE when too few raters can have
 * one of them, which is the last then. */
gboolean draw_run(struct draw *draw, GPtrArray **lots);
char *draw_frame_print(const GPtrArray *frame);
char *draw_lots_print(const GPtrArray *lots);
/* Read back and drawn again.  Caller frees. */
struct draw *draw_build(const struct draw_row *row);

#endif
