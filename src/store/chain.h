/*
 * The chain of events, inside: their hashes, and one appended.
 */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "store/seal.h"

/* SHA-256 over the hash before and the fixed part of the row.  Caller
 * frees. */
char *event_hash(const char *before, const struct store_event *event);
/* SHA-256 of salt (or NULL) and words.  Caller frees. */
char *event_words_hash(const char *detail, GBytes *salt);
/* Seals what was touched, and writes the event: id, at, who, verb, session,
 * of_case and detail are given. */
gboolean event_append(struct store *store, struct store_event *event,
		      GError **error);

/* -- casebooks from before the chain told of content ----------------------- */

/* The first version whose events keep seals. */
#define CHAIN_VERSION 9
/* The last version whose migration writes to content: casebooks from before
 * it are sealed anew, as they stand then. */
#define SEALED_VERSION 14

/* The first event that does not follow from the one before; 0: sound. */
gboolean rechain_check(struct store *store, gint64 *broken, GError **error);
/* What is left to do to the tables of new casebooks. */
#define RECHAINED "DROP TABLE event_before"
/* After the migrations of a casebook of this version (0: a new one): copies
 * the old events into the chain, and seals the content as it stands. */
gboolean rechain(struct store *store, gint64 version, gint64 broken,
		 GError **error);

#endif
