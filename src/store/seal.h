/*
 * What was written, told by events: for each key of each part of the content
 * that a transaction touched, a seal says what stands there now.
 *
 * Triggers of our own connection (TEMP, so that no other tool sees them) note
 * what is touched; at the next event, or at the end of the transaction, all of
 * it is sealed.  Whatever stands at a key is compared with its last seal
 * before it is touched, so that what another tool changed is not taken over in
 * silence: the new seal says so.
 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "store/digest.h"

/* A key that was touched and is not sealed yet: in store->touched. */
struct touched {
	char *part;
	char *key;
	gboolean broken; /* what stood there was not what its seal says */
};

/* The part of which a seal says that an event's words were removed. */
#define PART_WORDS "event"

/* Before a transaction: from here on what is written is noted. */
gboolean seal_start(struct store *store, GError **error);
/* Notes a key by hand, as the triggers do. */
void seal_touch(struct store *store, const char *part, const char *key);
/* Does what stands at the key agree with its last seal?  fresh: it has just
 * been put where nothing stood. */
gboolean seal_compare(struct store *store, const struct content_table *part,
		      const char *key, gboolean fresh, gboolean *fits,
		      GError **error);
/* Has anything been noted that is not sealed yet? */
gboolean seal_waits(const struct store *store);
/* Writes the seals of this event; *hash: SHA-256 over them, "" for none.
 * Caller frees. */
gboolean seal_write(struct store *store, gint64 event, char **hash,
		    GError **error);
/* Nothing is noted; `kept` from seal_keep() brings back what was. */
void seal_forget(struct store *store);
GHashTable *seal_keep(const struct store *store);
void seal_restore(struct store *store, GHashTable *kept);

/* The salt of a scope; *salt NULL: none for a NULL scope, or there is none
 * and `make` is not set.  Caller unrefs. */
gboolean salt_find(struct store *store, const char *scope, gboolean make,
		   GBytes **salt, GError **error);

/* One seal, as a line of what its event's hash covers. */
struct seal {
	const char *part, *row;
	const char *scope; /* or NULL */
	GBytes *hash;	   /* NULL: nothing stands there */
	GBytes *marks;	   /* or NULL */
	gboolean broken;
};

void seal_line(const struct seal *seal, GChecksum *sum);

#endif
