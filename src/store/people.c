/*
 * People and cases: small rows, read and written whole.
 */
#include "store/private.h"

void
person_info_free(struct person_info *info)
{
	if (!info)
		return;
	g_free(info->code);
	g_free(info->role);
	g_free(info->name);
	g_free(info);
}

void
case_info_free(struct case_info *info)
{
	if (!info)
		return;
	g_free(info->code);
	g_free(info->note);
	g_free(info);
}

static gpointer
person_read(sqlite3_stmt *row)
{
	struct person_info *info = g_new0(struct person_info, 1);

	info->code = store_column(row, 0);
	info->role = store_column(row, 1);
	info->name = store_column(row, 2);
	info->ratings = (guint)sqlite3_column_int64(row, 3);
	return info;
}

static gpointer
case_read(sqlite3_stmt *row)
{
	struct case_info *info = g_new0(struct case_info, 1);

	info->code = store_column(row, 0);
	focus_parse(store_text(row, 1), &info->focus);
	info->planned = (guint)sqlite3_column_int64(row, 2);
	info->note = store_column(row, 3);
	info->sessions = (guint)sqlite3_column_int64(row, 4);
	return info;
}

static gpointer
code_read(sqlite3_stmt *row)
{
	return store_column(row, 0);
}

GPtrArray *
store_person_codes(struct store *store, GError **error)
{
	return store_collect(store,
			     store_query(store, SQL_PERSON_CODES, error, ""),
			     code_read, g_free, error);
}

GPtrArray *
store_case_codes(struct store *store, GError **error)
{
	return store_collect(store,
			     store_query(store, SQL_CASE_CODES, error, ""),
			     code_read, g_free, error);
}

GPtrArray *
store_people(struct store *store, GError **error)
{
	return store_collect(
		store, store_query(store, SQL_PERSON_EACH, error, ""),
		person_read, (GDestroyNotify)person_info_free, error);
}

GPtrArray *
store_cases(struct store *store, GError **error)
{
	return store_collect(store,
			     store_query(store, SQL_CASE_EACH, error, ""),
			     case_read, (GDestroyNotify)case_info_free, error);
}

/* The only row of a query, or NULL. */
static gpointer
find_row(struct store *store, sqlite3_stmt *row,
	 gpointer (*read)(sqlite3_stmt *), GError **error)
{
	gpointer found = NULL;

	if (row && store_step(store, row, error) > 0) {
		found = read(row);
		sqlite3_reset(row);
	}
	return found;
}

struct person_info *
store_person_find(struct store *store, const char *code, GError **error)
{
	return find_row(store,
			store_query(store, SQL_PERSON_FIND, error, "t", code),
			person_read, error);
}

struct case_info *
store_case_find(struct store *store, const char *code, GError **error)
{
	return find_row(store,
			store_query(store, SQL_CASE_FIND, error, "t", code),
			case_read, error);
}

gboolean
store_person_set(struct store *store, const struct person_info *info,
		 GError **error)
{
	return store_run(store, SQL_PERSON_SET, error, "ttt", info->code,
			 info->role, info->name);
}

gboolean
store_person_need(struct store *store, const char *code, const char *role,
		  GError **error)
{
	return store_run(store, SQL_PERSON_NEED, error, "tt", code, role);
}

gboolean
store_case_set(struct store *store, const struct case_info *info,
	       GError **error)
{
	return store_run(store, SQL_CASE_SET, error, "ttot", info->code,
			 info->focus ? focus_print(info->focus) : NULL,
			 (gint64)info->planned, info->note);
}

GHashTable *
store_case_speakers(struct store *store, const char *code, GError **error)
{
	g_autoptr(GHashTable) roles =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	sqlite3_stmt *row =
		store_query(store, SQL_CASE_SPEAKER_EACH, error, "t", code);
	int more = -1;

	while (row && (more = store_step(store, row, error)) > 0) {
		enum turn_role role;

		if (turn_role_parse(store_text(row, 1), &role))
			g_hash_table_insert(roles, store_column(row, 0),
					    GINT_TO_POINTER(role));
	}
	return more == 0 ? g_steal_pointer(&roles) : NULL;
}

gboolean
store_case_speaker_set(struct store *store, const char *code, const char *label,
		       enum turn_role role, GError **error)
{
	return store_run(store, SQL_CASE_SPEAKER_SET, error, "ttti", code,
			 label, turn_role_print(role), store->now);
}

gboolean
store_case_speaker_forget(struct store *store, const char *code,
			  const char *label, gboolean *known, GError **error)
{
	sqlite3_stmt *row = store_query(store, SQL_CASE_SPEAKER_FORGET, error,
					"tt", code, label);
	int more = row ? store_step(store, row, error) : -1;

	*known = more > 0;
	/* To its end: only then is the row gone. */
	while (more > 0)
		more = store_step(store, row, error);
	return more == 0;
}
