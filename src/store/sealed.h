/*
 * store/sealed.h: the part of the door that is about ratings whose content
 * others do not see yet.
 */
#ifndef STORE_SEALED_H
#define STORE_SEALED_H

#include "store/store.h"

/* struct sealed_rating of a session, or of all with session 0, by the time of
 * sealing; those that were revealed, too. */
GPtrArray *store_sealed_load(struct store *store, gint64 session,
			     GError **error);
/* Seals the version that the rating (struct rating) was signed as, with a
 * nonce of its own.  Caller frees; NULL with an error. */
struct sealed_rating *store_sealed_add(struct store *store,
				       const struct rating *rating,
				       GError **error);
/* by: code of who did it. */
gboolean store_sealed_reveal(struct store *store, gint64 rating, const char *by,
			     GError **error);

#endif
