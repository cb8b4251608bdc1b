/*
 * Sealed ratings: that they are, since when, and what they are known by.
 *
 * The row stands beside the rating and hides nothing by itself: whose eyes
 * see what is settled above this room.
 */
#include "store/private.h"

/* "self,independent" */
static guint
roles_read(const char *names)
{
	g_auto(GStrv) words = g_strsplit(names, ",", -1);
	enum rater_role role;
	guint mask = 0;

	for (guint i = 0; words[i]; i++) {
		if (rater_role_parse(words[i], &role))
			mask |= 1U << role;
	}
	return mask;
}

static gpointer
sealed_read(sqlite3_stmt *row)
{
	struct sealed_rating *sealed = g_new0(struct sealed_rating, 1);

	sealed->rating = sqlite3_column_int64(row, 0);
	sealed->session = sqlite3_column_int64(row, 1);
	sealed->rater = store_column(row, 2);
	rater_role_parse(store_text(row, 3), &sealed->role);
	sealed->version = (guint)sqlite3_column_int64(row, 4);
	sealed->sha256 = store_column(row, 5);
	sealed->nonce = store_column(row, 6);
	sealed->at = sqlite3_column_int64(row, 7);
	sealed->revealed_at = sqlite3_column_int64(row, 8);
	sealed->revealed_by = store_column(row, 9);
	sealed->signed_roles = roles_read(store_text(row, 10));
	return sealed;
}

GPtrArray *
store_sealed_load(struct store *store, gint64 session, GError **error)
{
	sqlite3_stmt *rows =
		session ? store_query(store, SQL_SEALED_EACH, error, "i",
				      session) :
			  store_query(store, SQL_SEALED_ALL, error, "");

	return store_collect(store, rows, sealed_read,
			     (GDestroyNotify)sealed_rating_free, error);
}

static char *
nonce_make(struct store *store, GError **error)
{
	sqlite3_stmt *row = store_query(store, SQL_SEALED_NONCE, error, "");
	char *nonce = NULL;

	if (row && store_step(store, row, error) > 0) {
		nonce = store_column(row, 0);
		sqlite3_reset(row);
	}
	return nonce;
}

struct sealed_rating *
store_sealed_add(struct store *store, const struct rating *rating,
		 GError **error)
{
	g_autofree char *nonce = nonce_make(store, error);
	struct sealed_rating *sealed;

	if (!nonce)
		return NULL;
	sealed = g_new0(struct sealed_rating, 1);
	sealed->rating = rating->id;
	sealed->session = rating->session;
	sealed->rater = g_strdup(rating->rater);
	sealed->role = rating->role;
	sealed->version = rating->version;
	sealed->sha256 = sealed_hash(nonce, rating->signature->text);
	sealed->nonce = g_steal_pointer(&nonce);
	sealed->at = store->now;
	if (store_run(store, SQL_SEALED_ADD, error, "iitti", sealed->rating,
		      (gint64)sealed->version, sealed->sha256, sealed->nonce,
		      sealed->at))
		return sealed;
	sealed_rating_free(sealed);
	return NULL;
}

gboolean
store_sealed_reveal(struct store *store, gint64 rating, const char *by,
		    GError **error)
{
	return store_run(store, SQL_SEALED_REVEAL, error, "iit", rating,
			 store->now, by);
}
