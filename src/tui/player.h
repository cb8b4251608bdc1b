/*
 * tui/player.h: the recording.
 */
#ifndef TUI_PLAYER_H
#define TUI_PLAYER_H

#include "tui/tui.h"

struct tui;

struct player {
	GPid pid; /* 0: nothing plays */
	gint64 started;
};

/* Ends what plays; may be called by a handler of signals. */
void player_end(void);
void player_stop(struct tui *tui);
/* Says so when the player has failed. */
void player_watch(struct tui *tui);

#endif
