/*
 * store/merge.h: the part of the door about one person under two codes.
 */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "store/store.h"

/* What was under one code and is under another. */
struct person_merged {
	guint decisions, ratings;
	guint sessions; /* that they led */
};

/* Ids (gint64) of sessions that keep the people under two codes from being
 * one: both decided on it or rated it, or one led it and the other rated it
 * in a role other than self.  Caller frees. */
GArray *store_person_clashes(struct store *store, const char *code,
			     const char *into, GError **error);
/* Gives `into` what is under `code`, both there and spelled as the casebook
 * has them; `code` means `into` from then on.  A name or role that `into`
 * lacks is filled in.  Signatures keep the code that they were given under. */
gboolean store_person_merge(struct store *store, const char *code,
			    const char *into, struct person_merged *merged,
			    GError **error);

#endif
