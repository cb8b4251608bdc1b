/*
 * Corrections of turns.  A turn is changed in place, what it was is kept, so
 * that everything that reads turns sees the corrected text, and the last
 * correction can be taken back.
 */
#include "store/private.h"

static gboolean
keep(struct store *store, gint64 session, guint turn, const char *what,
     GError **error)
{
	return store_run(store, SQL_CORRECTION_ADD, error, "iiti", session,
			 (gint64)turn, what, store->now);
}

gboolean
store_turn_text_set(struct store *store, gint64 session, guint turn,
		    const char *text, GError **error)
{
	return keep(store, session, turn, "text", error) &&
	       store_run(store, SQL_TURN_TEXT_SET, error, "iit", session,
			 (gint64)turn, text);
}

gboolean
store_turn_role_set(struct store *store, gint64 session, guint turn,
		    enum turn_role role, GError **error)
{
	return keep(store, session, turn, "role", error) &&
	       store_run(store, SQL_TURN_ROLE_SET, error, "iit", session,
			 (gint64)turn, turn_role_print(role));
}

gboolean
store_turn_undo(struct store *store, gint64 session, guint *turn, char **what,
		GError **error)
{
	sqlite3_stmt *row =
		store_query(store, SQL_CORRECTION_LAST, error, "i", session);
	int more = row ? store_step(store, row, error) : -1;
	gint64 id;

	*turn = 0;
	*what = NULL;
	if (more <= 0)
		return more == 0;
	id = sqlite3_column_int64(row, 0);
	*turn = (guint)sqlite3_column_int64(row, 1);
	*what = store_column(row, 2);
	sqlite3_reset(row);
	return store_run(store, SQL_TURN_RESTORE, error, "iii", session,
			 (gint64)*turn, id) &&
	       store_run(store, SQL_CORRECTION_REMOVE, error, "i", id);
}
