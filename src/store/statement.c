/*
 * Running statements: binding by a letter per value, stepping, and what the
 * database's complaints mean to a person.
 */
#include "store/private.h"

#include <string.h>

/* A result code of SQLite, what it means here, and the mend. */
struct complaint {
	int rc;
	enum base_error kind;
	const char *says;
};

static const struct complaint complaints[] = {
	{ SQLITE_NOTADB, BASE_ERROR_CORRUPT,
	  "is not a casebook (not an SQLite file); name another with "
	  "--casebook" },
	{ SQLITE_CORRUPT, BASE_ERROR_CORRUPT,
	  "is damaged; keep the file, restore the newest backup, and import "
	  "what was done since" },
	{ SQLITE_FULL, BASE_ERROR_IO,
	  "cannot be written because the disk is full; nothing was changed, "
	  "make room and try again" },
	{ SQLITE_READONLY, BASE_ERROR_DENIED,
	  "cannot be written; check the permissions of the file and its "
	  "folder" },
	{ SQLITE_PERM, BASE_ERROR_DENIED,
	  "may not be used; check the permissions of the file and its "
	  "folder" },
	{ SQLITE_CANTOPEN, BASE_ERROR_DENIED,
	  "cannot be opened; check the permissions of the file and its "
	  "folder" },
	{ SQLITE_IOERR, BASE_ERROR_IO,
	  "cannot be read or written; nothing was changed, check the disk" },
	{ SQLITE_TOOBIG, BASE_ERROR_INPUT,
	  "cannot hold a text of this size; split it" },
	{ SQLITE_NOMEM, BASE_ERROR_IO, "needs more memory than there is" },
};

gboolean
store_fail(struct store *store, int rc, GError **error)
{
	const char *detail =
		store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(rc);

	rc &= 0xff;
	if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
		return store_fail_locked(store, error);
	for (guint i = 0; i < G_N_ELEMENTS(complaints); i++) {
		if (complaints[i].rc != rc)
			continue;
		g_set_error(error, BASE_ERROR, complaints[i].kind, "%s %s",
			    store->path, complaints[i].says);
		return FALSE;
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
		    "%s does not hold what a casebook holds (%s); restore a "
		    "backup or name another with --casebook",
		    store->path, detail);
	return FALSE;
}

gboolean
store_exec(struct store *store, const char *sql, GError **error)
{
	int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK || store_fail(store, rc, error);
}

gboolean
store_pragma(struct store *store, const char *sql, gint64 *value,
	     GError **error)
{
	sqlite3_stmt *statement = NULL;
	int rc = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(statement);
	if (rc == SQLITE_ROW)
		*value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	if (rc == SQLITE_ROW || rc == SQLITE_DONE)
		return TRUE;
	return store_fail(store, rc, error);
}

static int
bind_text(sqlite3_stmt *statement, int n, const char *text, gssize len)
{
	gsize size;
	char *valid;

	if (!text)
		return sqlite3_bind_null(statement, n);
	size = len < 0 ? strlen(text) : (gsize)len;
	if (g_utf8_validate_len(text, size, NULL))
		return sqlite3_bind_text64(statement, n, text, size,
					   SQLITE_STATIC, SQLITE_UTF8);
	valid = g_utf8_make_valid(text, (gssize)size);
	return sqlite3_bind_text64(statement, n, valid, strlen(valid), g_free,
				   SQLITE_UTF8);
}

/* Binds one value by its letter. */
static int
bind_value(sqlite3_stmt *statement, int n, char letter, va_list *values)
{
	switch (letter) {
	case 't':
		return bind_text(statement, n, va_arg(*values, char *), -1);
	case 's': {
		const char *text = va_arg(*values, char *);

		return bind_text(statement, n, text, va_arg(*values, gssize));
	}
	case 'b': {
		const char *bytes = va_arg(*values, char *);

		return sqlite3_bind_blob64(statement, n, bytes,
					   va_arg(*values, gsize),
					   SQLITE_STATIC);
	}
	case 'd':
		return sqlite3_bind_double(statement, n,
					   va_arg(*values, double));
	case 'i':
		return sqlite3_bind_int64(statement, n,
					  va_arg(*values, gint64));
	case 'o': {
		gint64 value = va_arg(*values, gint64);

		return value ? sqlite3_bind_int64(statement, n, value) :
			       sqlite3_bind_null(statement, n);
	}
	}
	g_assert_not_reached();
}

static sqlite3_stmt *
query_va(struct store *store, enum statement id, GError **error,
	 const char *format, va_list *values)
{
	sqlite3_stmt *statement = store->prepared[id];
	int rc = SQLITE_OK;

	if (!statement)
		rc = sqlite3_prepare_v3(store->db, store_statements[id].sql, -1,
					SQLITE_PREPARE_PERSISTENT,
					&store->prepared[id], NULL);
	statement = store->prepared[id];
	g_assert(rc != SQLITE_OK || sqlite3_bind_parameter_count(statement) ==
					    (int)strlen(format));
	for (int i = 0; format[i] && rc == SQLITE_OK; i++)
		rc = bind_value(statement, i + 1, format[i], values);
	if (rc == SQLITE_OK)
		return statement;
	store_fail(store, rc, error);
	return NULL;
}

sqlite3_stmt *
store_query(struct store *store, enum statement statement, GError **error,
	    const char *format, ...)
{
	sqlite3_stmt *ready;
	va_list values;

	va_start(values, format);
	ready = query_va(store, statement, error, format, &values);
	va_end(values);
	return ready;
}

int
store_step(struct store *store, sqlite3_stmt *statement, GError **error)
{
	int rc = sqlite3_step(statement);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		store_fail(store, rc, error);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return rc == SQLITE_DONE ? 0 : -1;
}

gboolean
store_run(struct store *store, enum statement id, GError **error,
	  const char *format, ...)
{
	sqlite3_stmt *statement;
	va_list values;

	va_start(values, format);
	statement = query_va(store, id, error, format, &values);
	va_end(values);
	return statement && store_step(store, statement, error) == 0;
}

gboolean
store_number(struct store *store, enum statement id, gint64 *value,
	     GError **error, const char *format, ...)
{
	sqlite3_stmt *statement;
	va_list values;
	int more;

	va_start(values, format);
	statement = query_va(store, id, error, format, &values);
	va_end(values);
	*value = 0;
	if (!statement)
		return FALSE;
	more = store_step(store, statement, error);
	if (more > 0) {
		*value = sqlite3_column_int64(statement, 0);
		sqlite3_reset(statement);
	}
	return more >= 0;
}

GPtrArray *
store_collect(struct store *store, sqlite3_stmt *query,
	      gpointer (*read)(sqlite3_stmt *row), GDestroyNotify free_element,
	      GError **error)
{
	g_autoptr(GPtrArray) list = NULL;
	int more;

	if (!query)
		return NULL;
	list = g_ptr_array_new_with_free_func(free_element);
	while ((more = store_step(store, query, error)) > 0)
		g_ptr_array_add(list, read(query));
	return more == 0 ? g_steal_pointer(&list) : NULL;
}

GArray *
store_ids(struct store *store, sqlite3_stmt *query, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	int more = query ? 1 : -1;

	while (more > 0 && (more = store_step(store, query, error)) > 0) {
		gint64 id = sqlite3_column_int64(query, 0);

		g_array_append_val(ids, id);
	}
	return more == 0 ? g_steal_pointer(&ids) : NULL;
}

char *
store_column(sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	return text ? g_utf8_make_valid(text, -1) : NULL;
}

const char *
store_text(sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	return text ? text : "";
}
