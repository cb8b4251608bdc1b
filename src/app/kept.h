/*
 * app/kept.h: what is read anew for each session and is the same for all: kept
 * until something is written, here or elsewhere, or another looks.
 */
#ifndef APP_KEPT_H
#define APP_KEPT_H

#include "app/private.h"

struct kept_reads {
	struct store_state views_at, keys_at, near_at, outcomes_at;
	GHashTable *views;   /* blind_views() */
	GPtrArray *keys;     /* struct known_key */
	GPtrArray *outcomes; /* struct qualification_row */
	gint64 folders[4];   /* when those of keys were written to */
	const struct rubric *near_of;
	struct near_band near;
};

/* Is the casebook as it was at *at?  *at is as it is now then.  What was read
 * before, with *at from before, is good as long as this is TRUE. */
gboolean kept_since(struct app *app, struct store_state *at);
/* Everything is read anew. */
void kept_drop(struct app *app);
/* app_keys() as they were read last, when nothing was written since; faults
 * are as no keys.  Caller unrefs; its keys are others' as well. */
GPtrArray *kept_keys(struct app *app);

#endif
