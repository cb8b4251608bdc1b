/*
 * What stands in a part of the content under one key, as a hash.
 */
#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include "store/private.h"

/* A table of content (content.inc). */
struct content_table {
	const char *table;
	const char *noun; /* for sentences */
	/* The plural, and what the key means; NULL: one row a key. */
	const char *nouns, *of;
	/* Both give key, scope, label, and then the columns. */
	enum statement scan;  /* all rows, by key */
	enum statement group; /* the rows of one key */
	enum statement keys;
	const char *triggers;
};

extern const struct content_table store_parts[];
extern const guint store_parts_count;
/* NULL when there is none. */
const struct content_table *part_find(const char *table);

#define DIGEST_LEN 32
#define MARK_LEN 4
#define COLUMNS_FROM 3 /* in the rows of a part */

/* Made row by row.  unit: a column where a key has one row, else a row. */
struct digest {
	const struct content_table *part;
	GBytes *salt; /* borrowed; NULL: none */
	GChecksum *sum;
	guint rows;
	GByteArray *marks; /* of each unit */
	guint8 hash[DIGEST_LEN];
};

void digest_begin(struct digest *digest, const struct content_table *part,
		  const char *key, GBytes *salt);
void digest_row(struct digest *digest, sqlite3_stmt *row);
/* Fills in hash. */
void digest_end(struct digest *digest);
void digest_clear(struct digest *digest);

/* Bytes of a blob column; NULL for null.  Caller frees. */
GBytes *store_blob(sqlite3_stmt *row, int column);

#endif
