/*
 * store/consensus.h: the part of the door that is about what a consensus was
 * made of.
 */
#ifndef STORE_CONSENSUS_H
#define STORE_CONSENSUS_H

#include "store/store.h"

struct consensus_part {
	gint64 rating; /* its id */
	guint version;
};

/* struct consensus_part by id; empty: the rating is not made of others.
 * Caller frees; NULL with an error. */
GArray *store_consensus_load(struct store *store, gint64 rating,
			     GError **error);
/* In place of those before. */
gboolean store_consensus_set(struct store *store, gint64 rating,
			     const GArray *parts, GError **error);

#endif
