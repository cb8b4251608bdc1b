/*
 * walking: from tag to tag.
 */
#ifndef TUI_WALKING_H
#define TUI_WALKING_H

#include "tui/desk.h"

typedef gboolean (*wanted)(struct desk *desk, const struct effective_tag *tag);

/* To the count-th tag that is wanted from the cursor on; says when there is
 * none: "there is no WHAT after this". */
void walk_tags(struct tui *tui, guint count, gboolean back, wanted wants,
	       const char *what);

#endif
