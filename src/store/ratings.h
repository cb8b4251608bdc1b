/*
 * store/ratings.h: the part of the door that is about ratings and signatures.
 */
#ifndef STORE_RATINGS_H
#define STORE_RATINGS_H

#include "store/store.h"

/* Finds or makes the rating and adds item revisions; its id, 0 with an
 * error.  blind: what is hidden from the rater, kept when it is made. */
gint64 store_rating_save(struct store *store, gint64 session,
			 const struct rubric *rubric, const char *rater,
			 enum rater_role role, guint blind,
			 const GPtrArray *items, GError **error);
/* Takes back the newest value of the rating that still stands, or with
 * `again` does what was taken back last.  *now: what the item has then, with
 * neither extent nor reason when it is not rated (caller frees); NULL without
 * an error when there is nothing to take back. */
gboolean store_rating_undo(struct store *store, gint64 rating, gboolean again,
			   struct item_rating **now, GError **error);
/*
 * Signs what the rating has now (a struct rating of store_ratings_load() that
 * is not an earlier version) as its next version.  Filled in by the caller:
 * meaning and of its signature (which is made for it) unfinished, entered_by,
 * facts, blind, state and reasons.  Fills in all else that the text of the signed
 * version is made of, and its hash; store_rating_settle() does that alone, so
 * that the text can be signed with a key first (key_id, minisig).
 */
gboolean store_rating_settle(struct store *store, struct rating *rating,
			     GError **error);
gboolean store_rating_sign(struct store *store, struct rating *rating,
			   GError **error);
/*
 * struct rating by id: for each rating the current version, then the signed
 * ones before it, newest first.  The current one is the newest that is signed,
 * unless its values, the session's tags, or its phase or focus (facts,
 * settled; NULL: not looked at) are not what they were; then it is what the
 * rating has now, not signed.
 */
GPtrArray *store_ratings_load(struct store *store, gint64 session,
			      const struct session_facts *facts,
			      GError **error);
/* All signed versions of all ratings, newest first for each.  Caller frees. */
GPtrArray *store_signed_all(struct store *store, GError **error);
/* The event that bears this hash; 0: none does. */
gboolean store_event_of_hash(struct store *store, const char *hash,
			     gint64 *event, GError **error);
/* A version as it was signed, its evidence where it was then.  Caller frees;
 * NULL with an error, CORRUPT when it is not there. */
struct rating *store_signed_version(struct store *store, gint64 session,
				    gint64 rating, guint version,
				    GError **error);
/* Every value an item ever had in a rating, oldest first; neither extent nor
 * reason: it was taken back to not rated. */
GPtrArray *store_rating_history(struct store *store, gint64 rating,
				const char *item, GError **error);

#endif
