/*
 * What people said of tags: decisions.
 *
 * Rows are only added; what of them stands is worked out elsewhere.
 */
#include "store/private.h"

gboolean
store_decision_add(struct store *store, gint64 session,
		   struct decision *decision, GError **error)
{
	gint64 act = store->depth > 0 ? store->act : 0;

	if (!store_person_need(store, decision->rater, "unknown", error) ||
	    !store_run(store, SQL_DECISION_ADD, error, "iitttttioo", session,
		       (gint64)decision->turn, decision->technique,
		       verdict_print(decision->verdict), decision->to,
		       decision->rater, decision->reason, decision->at, act,
		       decision->takes_back))
		return FALSE;
	decision->id = sqlite3_last_insert_rowid(store->db);
	decision->act = act ? act : decision->id;
	store->act = decision->act;
	return TRUE;
}

static gpointer
decision_read(sqlite3_stmt *row)
{
	struct decision *decision = g_new0(struct decision, 1);

	decision->id = sqlite3_column_int64(row, 0);
	decision->turn = (guint)sqlite3_column_int64(row, 1);
	decision->technique = store_column(row, 2);
	verdict_parse(store_text(row, 3), &decision->verdict);
	decision->to = store_column(row, 4);
	decision->rater = store_column(row, 5);
	decision->reason = store_column(row, 6);
	decision->at = sqlite3_column_int64(row, 7);
	decision->takes_back = sqlite3_column_int64(row, 8);
	decision->anchor = (guint)sqlite3_column_int64(row, 9);
	decision->act = sqlite3_column_int64(row, 10);
	return decision;
}

GPtrArray *
store_decisions_load(struct store *store, gint64 session, GError **error)
{
	return store_collect(
		store,
		store_query(store, SQL_DECISION_EACH, error, "i", session),
		decision_read, (GDestroyNotify)decision_free, error);
}

GPtrArray *
store_turn_decisions_load(struct store *store, gint64 session, guint turn,
			  GError **error)
{
	return store_collect(store,
			     store_query(store, SQL_DECISION_OF_TURN, error,
					 "ii", session, (gint64)turn),
			     decision_read, (GDestroyNotify)decision_free,
			     error);
}

gboolean
store_decision_put(struct store *store, gint64 decision, guint turn,
		   guint anchor, GError **error)
{
	return store_run(store, SQL_DECISION_PUT, error, "iio", decision,
			 (gint64)turn, (gint64)anchor);
}

gboolean
store_decision_pin(struct store *store, gint64 decision, guint anchor,
		   gint64 takes_back, GError **error)
{
	return store_run(store, SQL_DECISION_PIN, error, "ioo", decision,
			 (gint64)anchor, takes_back);
}
