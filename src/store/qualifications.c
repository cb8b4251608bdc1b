/*
 * References, and what came of holding raters against them.
 */
#include "store/private.h"
#include "store/qualifications.h"

#include <math.h>

void
reference_row_free(struct reference_row *reference)
{
	if (!reference)
		return;
	g_free(reference->by);
	g_free(reference);
}

void
qualification_row_free(struct qualification_row *row)
{
	if (!row)
		return;
	g_free(row->rater);
	g_free(row->rubric);
	g_free(row->thresholds);
	g_free(row->sha256);
	g_free(row->by);
	g_free(row);
}

static gpointer
reference_read(sqlite3_stmt *row)
{
	struct reference_row *reference = g_new0(struct reference_row, 1);

	reference->session = sqlite3_column_int64(row, 0);
	reference->rating = sqlite3_column_int64(row, 1);
	reference->version = (guint)sqlite3_column_int64(row, 2);
	reference->by = store_column(row, 3);
	reference->at = sqlite3_column_int64(row, 4);
	return reference;
}

static double
figure_read(sqlite3_stmt *row, int column)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL ?
		       NAN :
		       sqlite3_column_double(row, column);
}

static gpointer
qualification_read(sqlite3_stmt *row)
{
	struct qualification_row *read = g_new0(struct qualification_row, 1);

	read->rater = store_column(row, 0);
	read->rubric = store_column(row, 1);
	read->thresholds = store_column(row, 2);
	read->sha256 = store_column(row, 3);
	read->reached = sqlite3_column_int64(row, 4) != 0;
	read->sessions = (guint)sqlite3_column_int64(row, 5);
	read->pairs = (guint)sqlite3_column_int64(row, 6);
	read->icc = figure_read(row, 7);
	read->within_one = figure_read(row, 8);
	read->exact = figure_read(row, 9);
	read->technique_f1 = figure_read(row, 10);
	read->critical = (guint)sqlite3_column_int64(row, 11);
	read->critical_missed = (guint)sqlite3_column_int64(row, 12);
	read->newest = sqlite3_column_int64(row, 13);
	read->expires = sqlite3_column_int64(row, 14);
	read->by = store_column(row, 15);
	read->at = sqlite3_column_int64(row, 16);
	return read;
}

GPtrArray *
store_references(struct store *store, GError **error)
{
	return store_collect(
		store, store_query(store, SQL_REFERENCE_EACH, error, ""),
		reference_read, (GDestroyNotify)reference_row_free, error);
}

GPtrArray *
store_qualifications(struct store *store, GError **error)
{
	return store_collect(
		store, store_query(store, SQL_QUALIFICATION_EACH, error, ""),
		qualification_read, (GDestroyNotify)qualification_row_free,
		error);
}

gboolean
store_reference_withdraw(struct store *store, gint64 session, gboolean *there,
			 GError **error)
{
	if (!store_run(store, SQL_REFERENCE_WITHDRAW, error, "ii", session,
		       store->now))
		return FALSE;
	*there = sqlite3_changes(store->db) > 0;
	return TRUE;
}

gboolean
store_reference_add(struct store *store, struct reference_row *reference,
		    GError **error)
{
	gboolean before;

	reference->at = store->now;
	return store_reference_withdraw(store, reference->session, &before,
					error) &&
	       store_run(store, SQL_REFERENCE_ADD, error, "iiiti",
			 reference->session, reference->rating,
			 (gint64)reference->version, reference->by,
			 reference->at);
}

gboolean
store_qualification_add(struct store *store, struct qualification_row *row,
			GError **error)
{
	row->at = store->now;
	return store_run(store, SQL_QUALIFICATION_ADD, error,
			 "ttttiiiddddiiiiti", row->rater, row->rubric,
			 row->thresholds, row->sha256, (gint64)row->reached,
			 (gint64)row->sessions, (gint64)row->pairs, row->icc,
			 row->within_one, row->exact, row->technique_f1,
			 (gint64)row->critical, (gint64)row->critical_missed,
			 row->newest, row->expires, row->by, row->at);
}
