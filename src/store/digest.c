/*
 * What stands in a part of the content under one key, as a hash.
 *
 * hash = SHA-256 of salt, table, key and the units' hashes; a unit's hash =
 * SHA-256 of salt and its values, each with its column's name, type and
 * length.  A NULL adds nothing, so that a table can grow a column.
 */
#include "store/digest.h"

#include <string.h>

#define TRIGGER(name, when, table, calls)                             \
	"CREATE TEMP TRIGGER IF NOT EXISTS " name "_" #table " " when \
	" ON main." #table " BEGIN " calls " END;"
#define TOUCH(table, key, fresh) \
	"SELECT touched('" #table "', " key ", " fresh ");"
#define TOUCH_BEFORE(table, key)                                             \
	TRIGGER("change", "BEFORE UPDATE", table,                            \
		TOUCH(table, "old." key, "0") TOUCH(table, "new." key, "0")) \
	TRIGGER("drop", "BEFORE DELETE", table, TOUCH(table, "old." key, "0"))

const struct content_table store_parts[] = {
/* The key of a new row is known once it is there. */
#define ROW(table, key, scope, noun, label, columns)                           \
	{ #table,                                                              \
	  noun,                                                                \
	  NULL,                                                                \
	  NULL,                                                                \
	  SQL_SCAN_##table,                                                    \
	  SQL_GROUP_##table,                                                   \
	  SQL_KEYS_##table,                                                    \
	  TRIGGER("add", "AFTER INSERT", table, TOUCH(table, "new." key, "1")) \
		  TOUCH_BEFORE(table, key) },
#define ROWS(table, key, order, scope, noun, nouns, of, columns) \
	{ #table,                                                \
	  noun,                                                  \
	  nouns,                                                 \
	  of,                                                    \
	  SQL_SCAN_##table,                                      \
	  SQL_GROUP_##table,                                     \
	  SQL_KEYS_##table,                                      \
	  TRIGGER("add", "BEFORE INSERT", table,                 \
		  TOUCH(table, "new." key, "0")) TOUCH_BEFORE(table, key) },
#define DERIVED(table)
#define CHAIN(table)
#include "store/content.inc"
#undef ROW
#undef ROWS
#undef DERIVED
#undef CHAIN
};

const guint store_parts_count = G_N_ELEMENTS(store_parts);

const struct content_table *
part_find(const char *table)
{
	for (guint i = 0; i < store_parts_count; i++) {
		if (!g_strcmp0(store_parts[i].table, table))
			return &store_parts[i];
	}
	return NULL;
}

GBytes *
store_blob(sqlite3_stmt *row, int column)
{
	const void *bytes = sqlite3_column_blob(row, column);

	if (sqlite3_column_type(row, column) == SQLITE_NULL)
		return NULL;
	return g_bytes_new(bytes, (gsize)sqlite3_column_bytes(row, column));
}

static void
salt_add(GChecksum *sum, GBytes *salt)
{
	gsize len;
	const void *bytes = salt ? g_bytes_get_data(salt, &len) : NULL;

	if (bytes)
		g_checksum_update(sum, bytes, (gssize)len);
}

/* FALSE when there is nothing. */
static gboolean
value_add(GChecksum *sum, sqlite3_stmt *row, int column)
{
	static const char letters[] = { [SQLITE_INTEGER] = 'i',
					[SQLITE_FLOAT] = 'd',
					[SQLITE_TEXT] = 't',
					[SQLITE_BLOB] = 'b' };
	const char *name = sqlite3_column_name(row, column);
	int type = sqlite3_column_type(row, column);
	char number[G_ASCII_DTOSTR_BUF_SIZE];
	const void *bytes = number;
	char head[32];
	int len;

	if (type == SQLITE_NULL)
		return FALSE;
	if (type == SQLITE_INTEGER)
		g_snprintf(number, sizeof(number), "%" G_GINT64_FORMAT,
			   (gint64)sqlite3_column_int64(row, column));
	else if (type == SQLITE_FLOAT)
		g_ascii_dtostr(number, sizeof(number),
			       sqlite3_column_double(row, column));
	else
		bytes = sqlite3_column_blob(row, column);
	len = bytes == number ? (int)strlen(number) :
				sqlite3_column_bytes(row, column);
	g_snprintf(head, sizeof(head), "\n%c%d:", letters[type], len);
	g_checksum_update(sum, (const guchar *)name, -1);
	g_checksum_update(sum, (const guchar *)head, -1);
	if (len > 0)
		g_checksum_update(sum, bytes, len);
	return TRUE;
}

void
digest_begin(struct digest *digest, const struct content_table *part,
	     const char *key, GBytes *salt)
{
	*digest = (struct digest){
		.part = part,
		.salt = salt,
		.sum = g_checksum_new(G_CHECKSUM_SHA256),
		.marks = g_byte_array_new(),
	};
	salt_add(digest->sum, salt);
	g_checksum_update(digest->sum, (const guchar *)part->table, -1);
	g_checksum_update(digest->sum, (const guchar *)"\n", 1);
	g_checksum_update(digest->sum, (const guchar *)key, -1);
	g_checksum_update(digest->sum, (const guchar *)"\n", 1);
}

/* The columns from `first` to `last` as one. */
static void
unit_add(struct digest *digest, sqlite3_stmt *row, int first, int last)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 hash[DIGEST_LEN] = { 0 };
	gsize len = sizeof(hash);
	gboolean any = FALSE;

	salt_add(sum, digest->salt);
	for (int column = first; column <= last; column++)
		any |= value_add(sum, row, column);
	if (any) {
		g_checksum_get_digest(sum, hash, &len);
		g_checksum_update(digest->sum, hash, (gssize)len);
	}
	g_byte_array_append(digest->marks, hash, MARK_LEN);
}

void
digest_row(struct digest *digest, sqlite3_stmt *row)
{
	int last = sqlite3_column_count(row) - 1;

	if (digest->part->of)
		unit_add(digest, row, COLUMNS_FROM, last);
	for (int column = COLUMNS_FROM; !digest->part->of && column <= last;
	     column++)
		unit_add(digest, row, column, column);
	digest->rows++;
}

void
digest_end(struct digest *digest)
{
	gsize len = sizeof(digest->hash);

	g_checksum_get_digest(digest->sum, digest->hash, &len);
}

void
digest_clear(struct digest *digest)
{
	g_clear_pointer(&digest->sum, g_checksum_free);
	g_clear_pointer(&digest->marks, g_byte_array_unref);
}
