/*
 * Of which versions of which ratings a consensus was made.
 */
#include "store/private.h"

GArray *
store_consensus_load(struct store *store, gint64 rating, GError **error)
{
	g_autoptr(GArray) parts =
		g_array_new(FALSE, FALSE, sizeof(struct consensus_part));
	sqlite3_stmt *row =
		store_query(store, SQL_CONSENSUS_EACH, error, "i", rating);
	int more = -1;

	while (row && (more = store_step(store, row, error)) > 0) {
		struct consensus_part part = { sqlite3_column_int64(row, 0),
					       (guint)sqlite3_column_int64(row,
									   1) };

		g_array_append_val(parts, part);
	}
	return more == 0 ? g_steal_pointer(&parts) : NULL;
}

gboolean
store_consensus_set(struct store *store, gint64 rating, const GArray *parts,
		    GError **error)
{
	if (!store_run(store, SQL_CONSENSUS_CLEAR, error, "i", rating))
		return FALSE;
	for (guint i = 0; i < parts->len; i++) {
		const struct consensus_part *part =
			&g_array_index(parts, struct consensus_part, i);

		if (!store_run(store, SQL_CONSENSUS_ADD, error, "iii", rating,
			       part->rating, (gint64)part->version))
			return FALSE;
	}
	return TRUE;
}
