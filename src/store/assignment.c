/*
 * Sessions given to raters, and the lots that were drawn for it.
 */
#include "store/private.h"

void
assignment_free(struct assignment *assignment)
{
	if (!assignment)
		return;
	g_free(assignment->uid);
	g_free(assignment->session_uid);
	g_free(assignment->rater);
	g_free(assignment->name);
	g_free(assignment->due);
	g_free(assignment->by);
	g_free(assignment);
}

gboolean
assignment_is_pending(const struct assignment *assignment)
{
	return !assignment->withdrawn && !assignment->signed_at;
}

static gpointer
assignment_read(sqlite3_stmt *row)
{
	struct assignment *assignment = g_new0(struct assignment, 1);

	assignment->id = sqlite3_column_int64(row, 0);
	assignment->uid = store_column(row, 1);
	assignment->session = sqlite3_column_int64(row, 2);
	assignment->session_uid = store_column(row, 3);
	assignment->rater = store_column(row, 4);
	rater_role_parse(store_text(row, 5), &assignment->role);
	blindness_parse(store_text(row, 6), &assignment->blind, NULL);
	assignment->name = store_column(row, 7);
	assignment->due = store_column(row, 8);
	assignment->draw = sqlite3_column_int64(row, 9);
	assignment->by = store_column(row, 10);
	assignment->at = sqlite3_column_int64(row, 11);
	assignment->withdrawn = sqlite3_column_int64(row, 12);
	assignment->begun_at = sqlite3_column_int64(row, 13);
	assignment->signed_at = sqlite3_column_int64(row, 14);
	return assignment;
}

GPtrArray *
store_assignments_load(struct store *store, GError **error)
{
	return store_collect(
		store, store_query(store, SQL_ASSIGNMENT_EACH, error, ""),
		assignment_read, (GDestroyNotify)assignment_free, error);
}

gboolean
store_assignment_add(struct store *store, struct assignment *assignment,
		     GError **error)
{
	g_autofree char *blind = blindness_print(assignment->blind);

	assignment->at = store->now;
	if (!store_run(store, SQL_ASSIGNMENT_ADD, error, "titttttoti",
		       assignment->uid, assignment->session, assignment->rater,
		       rater_role_print(assignment->role), blind,
		       assignment->name, assignment->due, assignment->draw,
		       assignment->by, assignment->at))
		return FALSE;
	assignment->id = sqlite3_last_insert_rowid(store->db);
	return TRUE;
}

gboolean
store_assignment_withdraw(struct store *store, gint64 assignment,
			  GError **error)
{
	return store_run(store, SQL_ASSIGNMENT_WITHDRAW, error, "ii",
			 assignment, store->now);
}

char *
store_uid_new(struct store *store, GError **error)
{
	sqlite3_stmt *row = store_query(store, SQL_UID_NEW, error, "");
	char *uid = NULL;

	if (row && store_step(store, row, error) > 0) {
		uid = store_column(row, 0);
		sqlite3_reset(row);
	}
	return uid;
}

void
draw_row_free(struct draw_row *draw)
{
	if (!draw)
		return;
	g_free(draw->seed);
	g_free(draw->share);
	g_free(draw->strata);
	g_free(draw->raters);
	g_free(draw->frame);
	g_free(draw->drawn);
	g_free(draw);
}

static gpointer
draw_read(sqlite3_stmt *row)
{
	struct draw_row *draw = g_new0(struct draw_row, 1);

	draw->id = sqlite3_column_int64(row, 0);
	draw->seed = store_column(row, 1);
	draw->share = store_column(row, 2);
	draw->strata = store_column(row, 3);
	draw->raters = store_column(row, 4);
	draw->each = (guint)sqlite3_column_int64(row, 5);
	draw->frame = store_column(row, 6);
	draw->drawn = store_column(row, 7);
	draw->at = sqlite3_column_int64(row, 8);
	return draw;
}

GPtrArray *
store_draws_load(struct store *store, GError **error)
{
	return store_collect(store,
			     store_query(store, SQL_DRAW_EACH, error, ""),
			     draw_read, (GDestroyNotify)draw_row_free, error);
}

gboolean
store_draw_add(struct store *store, struct draw_row *draw, GError **error)
{
	draw->at = store->now;
	if (!store_run(store, SQL_DRAW_ADD, error, "ttttitti", draw->seed,
		       draw->share, draw->strata, draw->raters,
		       (gint64)draw->each, draw->frame, draw->drawn, draw->at))
		return FALSE;
	draw->id = sqlite3_last_insert_rowid(store->db);
	return TRUE;
}
