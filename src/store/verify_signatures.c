/*
 * Whether ratings are still what was signed: the text is made anew and held
 * against the one that was kept.
 */
#include "store/private.h"

#include <string.h>

static gpointer
signed_rating_read(sqlite3_stmt *row)
{
	struct rating *rating = store_rating_read(row);

	rating->session = sqlite3_column_int64(row, 7);
	return rating;
}

/* What is not as it was, by the text that was kept. */
static char *
version_changes(const struct signature *signature, const char *text)
{
	g_autoptr(GPtrArray) changes =
		signature->text ? sealed_changes(signature->text, text) : NULL;
	GString *what = g_string_new(NULL);

	for (guint i = 0; changes && i < changes->len; i++)
		g_string_append_printf(what, "%s%s", i ? "; " : ": ",
				       (char *)changes->pdata[i]);
	return g_string_free(what, FALSE);
}

static void
check_version(const struct rating *version, GPtrArray *faults)
{
	const struct signature *signature = version->signature;
	g_autofree char *text = NULL;
	g_autofree char *hash = NULL;
	g_autofree char *what = NULL;

	if (!signature->sha256)
		return;
	text = rating_signed_text(version);
	hash = base_sha256(text, strlen(text));
	if (!strcmp(hash, signature->sha256) &&
	    (!signature->text || !strcmp(text, signature->text)))
		return;
	what = version_changes(signature, text);
	g_ptr_array_add(
		faults,
		g_strdup_printf("version %u of %s's rating (%s) of session "
				"%" G_GINT64_FORMAT " is not what was signed: "
				"it was changed outside iptrate%s",
				version->version, version->rater,
				rater_role_print(version->role),
				version->session, what));
}

/* All signed versions of these ratings, newest first for each; caller frees. */
static GPtrArray *
load_signed(struct store *store, const GPtrArray *ratings, GError **error)
{
	g_autoptr(GPtrArray) all =
		g_ptr_array_new_with_free_func((GDestroyNotify)rating_free);

	for (guint i = 0; i < ratings->len; i++) {
		g_autoptr(GPtrArray) versions =
			store_signed_load(store, ratings->pdata[i], error);

		if (!versions)
			return NULL;
		g_ptr_array_extend_and_steal(all, g_steal_pointer(&versions));
	}
	return g_steal_pointer(&all);
}

static gboolean
check_versions(const GPtrArray *versions, GPtrArray *faults)
{
	for (guint i = 0; versions && i < versions->len; i++)
		check_version(versions->pdata[i], faults);
	return versions != NULL;
}

GPtrArray *
store_signed_all(struct store *store, GError **error)
{
	g_autoptr(GPtrArray) ratings = store_collect(
		store, store_query(store, SQL_RATING_SIGNED, error, ""),
		signed_rating_read, (GDestroyNotify)rating_free, error);

	return ratings ? load_signed(store, ratings, error) : NULL;
}

gboolean
store_signatures_check(struct store *store, GPtrArray *faults, GError **error)
{
	g_autoptr(GPtrArray) all = store_signed_all(store, error);

	return check_versions(all, faults);
}

gboolean
store_session_signatures_check(struct store *store, gint64 session,
			       GPtrArray *faults, GError **error)
{
	g_autoptr(GPtrArray) ratings = store_collect(
		store, store_query(store, SQL_RATING_EACH, error, "i", session),
		store_rating_read, (GDestroyNotify)rating_free, error);
	g_autoptr(GPtrArray) all = NULL;

	for (guint i = 0; ratings && i < ratings->len; i++)
		((struct rating *)ratings->pdata[i])->session = session;
	all = ratings ? load_signed(store, ratings, error) : NULL;
	return check_versions(all, faults);
}
