/*
 * practice: what is otherwise on a session that is a copy for a drill.
 */
#ifndef TUI_PRACTICE_H
#define TUI_PRACTICE_H

#include "tui/private.h"

/* Is the session at hand one? */
gboolean practice_is(const struct tui *tui);
/* Where turns are marked and no items rated: asks whether all are.  FALSE:
 * items are rated here. */
gboolean practice_sign(struct tui *tui);
/* After it was signed: a page of mine and theirs, as far as it may be told. */
void practice_tell(struct tui *tui);

#endif
