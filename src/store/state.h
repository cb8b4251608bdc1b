/*
 * store/state: the part of the door that tells whether anything was written.
 * Include store/store.h.
 */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include <glib.h>

struct store;

/* Another whenever something was written since, here or by others, or what was
 * written was taken back: as long as it is the same, what was read is so. */
struct store_state {
	gint64 written, undone, by_others;
};
gboolean store_state_get(struct store *store, struct store_state *state,
			 GError **error);

#endif
