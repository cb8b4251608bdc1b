/*
 * How rules fared with people, session by session: tallies.
 *
 * Derived from decisions, tags and turns.  Whatever changes those leaves an
 * event of the session, and so a tally is good while the session's last event
 * is the one it was counted at.
 */
#include "store/private.h"

gboolean
store_decided(struct store *store, guint least, gboolean *yes, GError **error)
{
	gint64 decisions;

	if (!store_number(store, SQL_DECISIONS_UP_TO, &decisions, error, "i",
			  (gint64)least))
		return FALSE;
	*yes = decisions >= least;
	return TRUE;
}

GArray *
store_untallied(struct store *store, GError **error)
{
	g_autoptr(GArray) list =
		g_array_new(FALSE, FALSE, sizeof(struct untallied));
	sqlite3_stmt *row = store_query(store, SQL_UNTALLIED, error, "");
	int more = -1;

	while (row && (more = store_step(store, row, error)) > 0) {
		struct untallied one = { sqlite3_column_int64(row, 0),
					 sqlite3_column_int64(row, 1) };

		g_array_append_val(list, one);
	}
	return more == 0 ? g_steal_pointer(&list) : NULL;
}

gboolean
store_tally_each(struct store *store, store_tally_fn *fn, void *data,
		 GError **error)
{
	sqlite3_stmt *row = store_query(store, SQL_TALLY_SUMS, error, "");
	int more = -1;

	while (row && (more = store_step(store, row, error)) > 0) {
		g_autofree char *rule = store_column(row, 0);
		struct rule_tally tally = {
			rule ? rule : "",
			(guint)sqlite3_column_int64(row, 1),
			(guint)sqlite3_column_int64(row, 2),
		};

		fn(&tally, data);
	}
	return more == 0;
}

gboolean
store_tally_save(struct store *store, const struct untallied *session,
		 const struct rule_tally *tallies, guint n, GError **error)
{
	if (!store_run(store, SQL_TALLY_REMOVE, error, "i", session->session))
		return FALSE;
	for (guint i = 0; i < n; i++) {
		if (!store_run(store, SQL_TALLY_ADD, error, "itii",
			       session->session, tallies[i].rule,
			       (gint64)tallies[i].accepted,
			       (gint64)tallies[i].rejected))
			return FALSE;
	}
	return store_run(store, SQL_TALLIED, error, "ii", session->session,
			 session->event);
}
