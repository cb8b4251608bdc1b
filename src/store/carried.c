/*
 * Rows of cells out of a casebook and into another; what they are stands in
 * carried.inc.
 */
#include "store/carried.h"

#include "store/private.h"

#include <stdlib.h>
#include <string.h>

#define PART(id, name) static const struct carried_column id##_columns[] = {
#define CELL(name, kind, most, flags) { name, kind, most, flags },
#define END \
	}   \
	;
#include "store/carried.inc"
#undef PART
#undef CELL
#undef END

struct carried_statements {
	struct carried_part part;
	enum statement out, in;
};

static const struct carried_statements parts[] = {
#define PART(id, name)                                        \
	{ { name, id##_columns, G_N_ELEMENTS(id##_columns) }, \
	  SQL_CARRIED_##id##_OUT,                             \
	  SQL_CARRIED_##id##_IN },
#define READ_PART(id, name)                                   \
	{ { name, id##_columns, G_N_ELEMENTS(id##_columns) }, \
	  SQL_CARRIED_##id##_OUT,                             \
	  SQL_COUNT },
#define CELL(name, kind, most, flags)
#define END
#include "store/carried.inc"
#undef PART
#undef CELL
#undef END
};

const struct carried_part *
carried_part(enum carried part)
{
	return &parts[part].part;
}

struct carried_row *
carried_row_new(guint n)
{
	struct carried_row *row =
		g_malloc0(sizeof(*row) + n * sizeof(row->cells[0]));

	row->n = n;
	return row;
}

void
carried_row_free(struct carried_row *row)
{
	for (guint i = 0; row && i < row->n; i++)
		g_free(row->cells[i]);
	g_free(row);
}

/* -- out ------------------------------------------------------------------ */

static gpointer
row_read(sqlite3_stmt *query)
{
	guint n = (guint)sqlite3_column_count(query);
	struct carried_row *row = carried_row_new(n);

	for (guint i = 0; i < n; i++)
		row->cells[i] = store_column(query, (int)i);
	return row;
}

/* The last cell of a session's row. */
static gboolean
fill_turns_hash(struct store *store, gint64 session, const GPtrArray *rows,
		GError **error)
{
	for (guint i = 0; i < rows->len; i++) {
		struct carried_row *row = rows->pdata[i];

		row->cells[row->n - 1] =
			store_turns_hash(store, session, error);
		if (!row->cells[row->n - 1])
			return FALSE;
	}
	return TRUE;
}

GPtrArray *
store_carried_out(struct store *store, enum carried part, gint64 session,
		  const char *uid, GError **error)
{
	g_autoptr(GPtrArray) rows = store_collect(
		store,
		store_query(store, parts[part].out, error, "it", session, uid),
		row_read, (GDestroyNotify)carried_row_free, error);

	if (!rows || (part == CARRIED_SESSION &&
		      !fill_turns_hash(store, session, rows, error)))
		return NULL;
	return g_steal_pointer(&rows);
}

char *
store_session_turns_hash(struct store *store, gint64 session, GError **error)
{
	return store_turns_hash(store, session, error);
}

/* -- in ------------------------------------------------------------------- */

/* What a statement cannot take of a row that came is the row's fault. */
static gboolean
fail_row(struct store *store, int rc, enum carried part, GError **error)
{
	if ((rc & 0xff) != SQLITE_CONSTRAINT && (rc & 0xff) != SQLITE_MISMATCH)
		return store_fail(store, rc, error);
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "a row of its %s does not fit into a casebook (%s)",
		    parts[part].part.name, sqlite3_errmsg(store->db));
	return FALSE;
}

/* ?1 is first, ?2 the second cell, and so on; ?n+1 is last, where there is
 * such a parameter. */
static gboolean
run_row(struct store *store, enum statement id, enum carried part, gint64 first,
	const struct carried_row *row, const char *last, GError **error)
{
	sqlite3_stmt *in = store->prepared[id];
	int rc = SQLITE_OK;

	if (!in)
		rc = sqlite3_prepare_v3(store->db, store_statements[id].sql, -1,
					SQLITE_PREPARE_PERSISTENT,
					&store->prepared[id], NULL);
	in = store->prepared[id];
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_int64(in, 1, first);
	for (guint i = 1; i <= row->n && rc == SQLITE_OK; i++) {
		const char *cell = i < row->n ? row->cells[i] : last;

		if ((int)i < sqlite3_bind_parameter_count(in))
			rc = sqlite3_bind_text(in, (int)i + 1, cell, -1,
					       SQLITE_STATIC);
	}
	if (rc == SQLITE_OK)
		rc = sqlite3_step(in);
	if (rc != SQLITE_DONE)
		fail_row(store, rc, part, error);
	sqlite3_reset(in);
	sqlite3_clear_bindings(in);
	return rc == SQLITE_DONE;
}

static int
column_of(enum carried part, const char *name)
{
	const struct carried_part *of = carried_part(part);

	for (guint i = 0; i < of->n; i++) {
		if (strcmp(of->columns[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

/* The table whose rows the bundle's rows become. */
static const char *
table_of(enum carried part)
{
	switch (part) {
	case CARRIED_DECISION:
		return "decision";
	case CARRIED_VALUE:
		return "rating_item";
	case CARRIED_SIGNATURE:
		return "signature";
	default:
		return NULL;
	}
}

/* Where a row was made stands beside it. */
static gboolean
note_origin(struct store *store, enum carried part, gint64 id, gint64 bundle,
	    const struct carried_row *row, GError **error)
{
	int origin = column_of(part, "origin");

	return store_run(store, SQL_BROUGHT_ADD, error, "titti", table_of(part),
			 id, row->cells[origin], row->cells[origin + 1],
			 bundle);
}

/* "25,27": the turns that a value cites. */
static gboolean
cited_in(struct store *store, gint64 value, const char *turns, GError **error)
{
	char *end = (char *)turns;

	for (; end && *end; end += *end == ',') {
		gint64 turn = g_ascii_strtoll(end, &end, 10);

		if (!store_run(store, SQL_RATING_EVIDENCE_ADD, error, "ii",
			       value, turn))
			return FALSE;
	}
	return TRUE;
}

/* "25:25,27:28": where their words are now. */
static gboolean
places_in(struct store *store, gint64 value, const char *places, GError **error)
{
	char *end = (char *)places;

	for (; end && *end; end += *end == ',') {
		gint64 turn = g_ascii_strtoll(end, &end, 10);
		gint64 place =
			*end == ':' ? g_ascii_strtoll(end + 1, &end, 10) : turn;

		if (!store_run(store, SQL_EVIDENCE_PLACED, error, "iii", value,
			       turn, place))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_carried_in(struct store *store, enum carried part, gint64 session,
		 gint64 bundle, const struct carried_row *row, GError **error)
{
	gint64 id;

	g_assert(parts[part].in != SQL_COUNT && part != CARRIED_SESSION);
	if (!run_row(store, parts[part].in, part, session, row, NULL, error))
		return FALSE;
	id = sqlite3_last_insert_rowid(store->db);
	if (part == CARRIED_VALUE &&
	    (!cited_in(store, id, row->cells[row->n - 2], error) ||
	     !places_in(store, id, row->cells[row->n - 1], error)))
		return FALSE;
	return !table_of(part) ||
	       note_origin(store, part, id, bundle, row, error);
}

gint64
store_session_bring(struct store *store, const struct carried_row *row,
		    const char *bytes, gsize len, GError **error)
{
	const char *code = row->cells[column_of(CARRIED_SESSION, "case")];
	const char *person =
		row->cells[column_of(CARRIED_SESSION, "therapist")];
	const char *file = row->cells[column_of(CARRIED_SESSION, "file")];
	g_autofree char *sha256 = base_sha256(bytes, len);
	gint64 id;

	if (!store_run(store, SQL_CASE_NEED, error, "tto", code, NULL,
		       (gint64)0) ||
	    (person && !store_person_need(store, person, "trainee", error)) ||
	    !run_row(store, SQL_CARRIED_SESSION_IN, CARRIED_SESSION, store->now,
		     row, row->cells[0], error))
		return 0;
	id = sqlite3_last_insert_rowid(store->db);
	return store_run(store, SQL_SOURCE_ADD, error, "ittb", id,
			 file ? file : code, sha256, bytes, len) ?
		       id :
		       0;
}

gboolean
store_sealed_fill(struct store *store, gint64 session,
		  const struct carried_row *row, GError **error)
{
	return run_row(store, SQL_SEALED_FILL, CARRIED_SEALED, session, row,
		       NULL, error);
}

/* -- names ---------------------------------------------------------------- */

/* The first column of the first row; NULL without an error for none. */
static char *
first_text(struct store *store, sqlite3_stmt *row, GError **error)
{
	char *text = NULL;

	if (row && store_step(store, row, error) > 0) {
		text = store_column(row, 0);
		sqlite3_reset(row);
	}
	return text;
}

char *
store_origin(struct store *store, GError **error)
{
	return first_text(store, store_query(store, SQL_STAMP_ID, error, ""),
			  error);
}

char *
store_session_uid(struct store *store, gint64 session, gboolean make,
		  GError **error)
{
	if (make &&
	    !store_run(store, SQL_SESSION_UID_MAKE, error, "i", session))
		return NULL;
	return first_text(
		store, store_query(store, SQL_SESSION_UID, error, "i", session),
		error);
}

gboolean
store_session_uid_set(struct store *store, gint64 session, const char *uid,
		      GError **error)
{
	return store_run(store, SQL_SESSION_UID_SET, error, "it", session, uid);
}

gboolean
store_session_called(struct store *store, const char *uid, gint64 *session,
		     GError **error)
{
	return store_number(store, SQL_SESSION_CALLED, session, error, "t",
			    uid);
}

gboolean
store_assignment_called(struct store *store, gint64 session, const char *rater,
			char **uid, char **name, char **blind, GError **error)
{
	sqlite3_stmt *row = store_query(store, SQL_ASSIGNMENT_CALLED, error,
					"it", session, rater);
	int more = row ? store_step(store, row, error) : -1;

	*uid = *name = *blind = NULL;
	if (more <= 0)
		return more == 0;
	*uid = store_column(row, 0);
	*name = store_column(row, 1);
	*blind = store_column(row, 2);
	sqlite3_reset(row);
	return TRUE;
}

gboolean
store_bundle_find(struct store *store, const char *sha256, gint64 *bundle,
		  GError **error)
{
	return store_number(store, SQL_BUNDLE_FIND, bundle, error, "t", sha256);
}

gint64
store_bundle_add(struct store *store, const char *sha256, const char *kind,
		 const char *sender, const char *key, GError **error)
{
	return store_run(store, SQL_BUNDLE_ADD, error, "tttti", sha256, kind,
			 sender, key, store->now) ?
		       sqlite3_last_insert_rowid(store->db) :
		       0;
}
