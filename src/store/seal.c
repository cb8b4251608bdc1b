/*
 * Sealing what was touched.
 */
#include "store/seal.h"

#include <string.h>

/* -- what stands there ----------------------------------------------------- */

gboolean
salt_find(struct store *store, const char *scope, gboolean make, GBytes **salt,
	  GError **error)
{
	sqlite3_stmt *row = NULL;
	int more = 0;

	*salt = NULL;
	if (!scope)
		return TRUE;
	row = store_query(store, SQL_SALT_OF, error, "t", scope);
	more = row ? store_step(store, row, error) : -1;
	if (more > 0) {
		*salt = store_blob(row, 0);
		sqlite3_reset(row);
	}
	if (more != 0 || !make)
		return more >= 0;
	if (!store_run(store, SQL_SALT_ADD, error, "t", scope))
		return FALSE;
	seal_touch(store, "salt", scope);
	return salt_find(store, scope, FALSE, salt, error);
}

/* Digests the key; digest->rows is 0 when nothing stands there.  salt: that
 * of its last seal; NULL: of *scope, which is found out and is the caller's. */
static gboolean
digest_key(struct store *store, const struct content_table *part,
	   const char *key, GBytes *salt, char **scope, struct digest *digest,
	   GError **error)
{
	sqlite3_stmt *row = store_query(store, part->group, error, "t", key);
	int more = row ? store_step(store, row, error) : -1;
	g_autoptr(GBytes) own = NULL;

	*digest = (struct digest){ 0 };
	if (more > 0 && scope) {
		*scope = store_column(row, 1);
		if (!salt_find(store, *scope, TRUE, &own, error)) {
			sqlite3_reset(row);
			return FALSE;
		}
	}
	if (more > 0)
		digest_begin(digest, part, key, own ? own : salt);
	while (more > 0) {
		digest_row(digest, row);
		more = store_step(store, row, error);
	}
	if (digest->sum)
		digest_end(digest);
	digest->salt = NULL;
	if (more < 0)
		digest_clear(digest);
	return more == 0;
}

/* The hash of the last seal; NULL when nothing stands there. */
static gboolean
last_seal(struct store *store, const char *part, const char *key, char **scope,
	  GBytes **hash, GError **error)
{
	sqlite3_stmt *row =
		store_query(store, SQL_SEAL_LAST, error, "tt", part, key);
	int more = row ? store_step(store, row, error) : -1;

	*scope = NULL;
	*hash = NULL;
	if (more > 0) {
		*scope = store_column(row, 0);
		*hash = store_blob(row, 1);
		sqlite3_reset(row);
	}
	return more >= 0;
}

static gboolean
is_hash(const struct digest *digest, GBytes *hash)
{
	gsize len = 0;
	const void *bytes = hash ? g_bytes_get_data(hash, &len) : NULL;

	if (!digest->rows || !bytes)
		return !digest->rows && !bytes;
	return len == DIGEST_LEN && !memcmp(bytes, digest->hash, DIGEST_LEN);
}

gboolean
seal_compare(struct store *store, const struct content_table *part,
	     const char *key, gboolean fresh, gboolean *fits, GError **error)
{
	struct digest digest = { 0 };
	g_autofree char *scope = NULL;
	g_autoptr(GBytes) hash = NULL;
	g_autoptr(GBytes) salt = NULL;

	if (!last_seal(store, part->table, key, &scope, &hash, error))
		return FALSE;
	if (!fresh &&
	    (!salt_find(store, scope, FALSE, &salt, error) ||
	     !digest_key(store, part, key, salt, NULL, &digest, error)))
		return FALSE;
	*fits = is_hash(&digest, hash);
	digest_clear(&digest);
	return TRUE;
}

/* -- sealing --------------------------------------------------------------- */

static void
field_add(GChecksum *sum, const char *text)
{
	g_checksum_update(sum, (const guchar *)(text ? text : "-"), -1);
	g_checksum_update(sum, (const guchar *)"\n", 1);
}

static void
bytes_add(GChecksum *sum, GBytes *bytes)
{
	gsize len = 0;
	const void *data = bytes ? g_bytes_get_data(bytes, &len) : NULL;
	g_autofree char *count =
		bytes ? g_strdup_printf("%" G_GSIZE_FORMAT, len) : NULL;

	field_add(sum, count);
	if (len > 0)
		g_checksum_update(sum, data, (gssize)len);
}

void
seal_line(const struct seal *seal, GChecksum *sum)
{
	field_add(sum, seal->part);
	field_add(sum, seal->row);
	field_add(sum, seal->scope);
	bytes_add(sum, seal->hash);
	bytes_add(sum, seal->marks);
	field_add(sum, seal->broken ? "broken" : "");
}

static gboolean
seal_save(struct store *store, gint64 event, const struct seal *seal,
	  GError **error)
{
	gsize hash_len = 0, marks_len = 0;
	const char *hash =
		seal->hash ? g_bytes_get_data(seal->hash, &hash_len) : NULL;
	const char *marks =
		seal->marks ? g_bytes_get_data(seal->marks, &marks_len) : NULL;

	return store_run(store, SQL_SEAL_ADD, error, "itttbbi", event,
			 seal->part, seal->row, seal->scope, hash, hash_len,
			 marks, marks_len, (gint64)seal->broken);
}

static void
made_free(void *data)
{
	struct seal *seal = data;

	g_free((char *)seal->part);
	g_free((char *)seal->row);
	g_free((char *)seal->scope);
	g_clear_pointer(&seal->hash, g_bytes_unref);
	g_clear_pointer(&seal->marks, g_bytes_unref);
	g_free(seal);
}

/* Written as it was, it needs no other seal. */
static gboolean
is_sealed(struct store *store, const struct seal *seal, gboolean *same,
	  GError **error)
{
	g_autofree char *scope = NULL;
	g_autoptr(GBytes) hash = NULL;

	if (!last_seal(store, seal->part, seal->row, &scope, &hash, error))
		return FALSE;
	*same = !seal->broken && hash && seal->hash &&
		g_bytes_equal(hash, seal->hash);
	return TRUE;
}

/* Appends the seal of what stands at the key now. */
static gboolean
make(struct store *store, const struct touched *touched, GPtrArray *made,
     GError **error)
{
	const struct content_table *part = part_find(touched->part);
	struct digest digest = { 0 };
	struct seal *seal = g_new0(struct seal, 1);
	g_autofree char *scope = NULL;
	gboolean same = FALSE, ok;

	seal->part = g_strdup(touched->part);
	seal->row = g_strdup(touched->key);
	seal->broken = touched->broken;
	ok = !part || digest_key(store, part, touched->key, NULL, &scope,
				 &digest, error);
	if (ok && digest.rows) {
		seal->scope = g_steal_pointer(&scope);
		seal->hash = g_bytes_new(digest.hash, DIGEST_LEN);
		seal->marks =
			g_bytes_new(digest.marks->data, digest.marks->len);
	}
	digest_clear(&digest);
	ok = ok && is_sealed(store, seal, &same, error);
	if (ok && !same)
		g_ptr_array_add(made, seal);
	else
		made_free(seal);
	return ok;
}

/* In rounds, because a seal may be the first to need a salt, which is to be
 * sealed, too. */
static GPtrArray *
make_all(struct store *store, GError **error)
{
	g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(made_free);

	while (seal_waits(store)) {
		g_autoptr(GHashTable) round = g_steal_pointer(&store->touched);
		GHashTableIter each;
		gpointer at;

		g_hash_table_iter_init(&each, round);
		while (g_hash_table_iter_next(&each, &at, NULL)) {
			if (!make(store, at, made, error))
				return NULL;
		}
	}
	return g_steal_pointer(&made);
}

/* In the order of the table. */
static int
by_part_and_row(gconstpointer a, gconstpointer b)
{
	const struct seal *x = *(struct seal *const *)a;
	const struct seal *y = *(struct seal *const *)b;
	int by_part = strcmp(x->part, y->part);

	return by_part ? by_part : strcmp(x->row, y->row);
}

gboolean
seal_write(struct store *store, gint64 event, char **hash, GError **error)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autoptr(GPtrArray) made = make_all(store, error);

	if (!made)
		return FALSE;
	g_ptr_array_sort(made, by_part_and_row);
	for (guint i = 0; i < made->len; i++) {
		if (!seal_save(store, event, made->pdata[i], error))
			return FALSE;
		seal_line(made->pdata[i], sum);
	}
	*hash = g_strdup(made->len ? g_checksum_get_string(sum) : "");
	return TRUE;
}
