/*
 * Is the casebook what its history tells, inside: faults as sentences.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "store/chain.h"

/* What the last seal of a key says. */
struct seal_told {
	gint64 event;
	char *scope;
	GBytes *hash; /* NULL: nothing stands there */
	GBytes *marks;
	gboolean seen; /* something stands there */
};

/* An event, for sentences. */
struct teller {
	gint64 id;
	char *says; /* "event 31 (decide by ana, 2026-11-30 10:02:11)" */
};

struct verify {
	struct store *store;
	GPtrArray *faults; /* sentences */
	const char *kind;  /* of the last fault, and how many there were */
	guint n;
	GHashTable *told;    /* "part\nkey" -> struct seal_told */
	GHashTable *tellers; /* id -> struct teller */
	GHashTable *salts;   /* scope -> GBytes */
	GHashTable *spoilt;  /* scopes whose salt is not what it was */
	GHashTable *last;    /* part -> gint64, the largest key told of */
	gint64 last_event;
};

/* One fault more; those of a kind come together, and are cut short. */
void fault_add(struct verify *verify, const char *kind, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
/* The rest of the last kind, as a number. */
void fault_rest(struct verify *verify);
/* Names an event in a sentence. */
const char *teller_says(const struct verify *verify, gint64 event);

/* Pages and references; *usable FALSE: nothing more can be looked at. */
gboolean verify_pages(struct verify *verify, gboolean *usable, GError **error);
/* Tables, indexes and triggers are those of this program; the same. */
gboolean verify_schema(struct verify *verify, gboolean *usable, GError **error);
/* The events, and what they tell of: fills in told, tellers, salts, last;
 * *usable FALSE: there are none left to go by. */
gboolean verify_chain(struct verify *verify, gboolean *usable, GError **error);
/* The rows; fills in spoilt. */
gboolean verify_rows(struct verify *verify, GError **error);
/* What the events say. */
gboolean verify_words(struct verify *verify, GError **error);
/* The numbers given last. */
gboolean verify_sequences(struct verify *verify, GError **error);

#endif
