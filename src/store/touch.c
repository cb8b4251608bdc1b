/*
 * Noting what a transaction touches: by triggers of our own connection, which
 * call a function of ours.
 */
#include "store/seal.h"

#include <string.h>

static void
touched_free(void *data)
{
	struct touched *touched = data;

	g_free(touched->part);
	g_free(touched->key);
	g_free(touched);
}

static guint
touched_hash(gconstpointer data)
{
	const struct touched *touched = data;

	return g_str_hash(touched->part) * 33 ^ g_str_hash(touched->key);
}

static gboolean
touched_equal(gconstpointer a, gconstpointer b)
{
	const struct touched *x = a, *y = b;

	return !strcmp(x->key, y->key) && !strcmp(x->part, y->part);
}

static GHashTable *
touched_table(void)
{
	return g_hash_table_new_full(touched_hash, touched_equal, touched_free,
				     NULL);
}

static struct touched *
touched_add(struct store *store, const char *part, const char *key)
{
	struct touched *touched = g_new0(struct touched, 1);

	touched->part = g_strdup(part);
	touched->key = g_strdup(key);
	if (!store->touched)
		store->touched = touched_table();
	g_hash_table_add(store->touched, touched);
	return touched;
}

void
seal_touch(struct store *store, const char *part, const char *key)
{
	struct touched probe = { (char *)part, (char *)key, FALSE };

	if (!store->touched || !g_hash_table_contains(store->touched, &probe))
		touched_add(store, part, key);
}

gboolean
seal_waits(const struct store *store)
{
	return store->touched && g_hash_table_size(store->touched) > 0;
}

void
seal_forget(struct store *store)
{
	g_clear_pointer(&store->touched, g_hash_table_unref);
}

GHashTable *
seal_keep(const struct store *store)
{
	GHashTable *kept = touched_table();
	GHashTableIter each;
	gpointer at;

	if (!store->touched)
		return kept;
	g_hash_table_iter_init(&each, store->touched);
	while (g_hash_table_iter_next(&each, &at, NULL)) {
		const struct touched *from = at;
		struct touched *to = g_memdup2(from, sizeof(*from));

		to->part = g_strdup(from->part);
		to->key = g_strdup(from->key);
		g_hash_table_add(kept, to);
	}
	return kept;
}

void
seal_restore(struct store *store, GHashTable *kept)
{
	seal_forget(store);
	store->touched = kept;
}

/* -- noting ---------------------------------------------------------------- */

/* touched(part, key, fresh), called by the triggers. */
static void
on_touched(sqlite3_context *context, int n, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	const char *part = (const char *)sqlite3_value_text(values[0]);
	const char *key = (const char *)sqlite3_value_text(values[1]);
	gboolean fresh = sqlite3_value_int(values[2]) != 0;
	struct touched probe = { (char *)part, (char *)key, FALSE };
	g_autoptr(GError) error = NULL;
	gboolean within = store->depth > 0 && !store->reading;
	gboolean fits;

	(void)n;
	if (!within)
		sqlite3_result_error(context, "not in a transaction", -1);
	if (!within || !key ||
	    (store->touched && g_hash_table_contains(store->touched, &probe)))
		return;
	if (seal_compare(store, part_find(part), key, fresh, &fits, &error))
		touched_add(store, part, key)->broken = !fits;
	else
		sqlite3_result_error(context, error->message, -1);
}

gboolean
seal_start(struct store *store, GError **error)
{
	int rc;

	if (store->sealing)
		return TRUE;
	rc = sqlite3_create_function_v2(store->db, "touched", 3,
					SQLITE_UTF8 | SQLITE_INNOCUOUS, store,
					on_touched, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return store_fail(store, rc, error);
	for (guint i = 0; i < store_parts_count; i++) {
		if (!store_exec(store, store_parts[i].triggers, error))
			return FALSE;
	}
	store->sealing = TRUE;
	return TRUE;
}
