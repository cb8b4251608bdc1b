/*
 * tally: how rules fared with people, session by session.  Part of the door;
 * include store/store.h.
 */
#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include "store/store.h"

/* Are there at least so many decisions in the casebook? */
gboolean store_decided(struct store *store, guint least, gboolean *yes,
		       GError **error);

/* How often a rule's tags were accepted and rejected.  Borrows the rule. */
struct rule_tally {
	const char *rule; /* id, of any codebook */
	guint accepted;
	guint rejected;
};

/* A session with decisions whose tally is missing or older than its last
 * event. */
struct untallied {
	gint64 session;
	gint64 event; /* the last, or 0 */
};

/* struct untallied; caller frees. */
GArray *store_untallied(struct store *store, GError **error);
/* The sums of the sessions whose tally is good. */
typedef void store_tally_fn(const struct rule_tally *tally, void *data);
gboolean store_tally_each(struct store *store, store_tally_fn *fn, void *data,
			  GError **error);
/* The session's tally as counted at that event, in place of what there was. */
gboolean store_tally_save(struct store *store, const struct untallied *session,
			  const struct rule_tally *tallies, guint n,
			  GError **error);

#endif
