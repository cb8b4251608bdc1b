/*
 * merge: one person under two codes becomes one.
 */
#include "store/private.h"

GArray *
store_person_clashes(struct store *store, const char *code, const char *into,
		     GError **error)
{
	return store_ids(
		store,
		store_query(store, SQL_PERSON_CLASHES, error, "tt", code, into),
		error);
}

/* *n: how many rows it gave to the other. */
static gboolean
give(struct store *store, enum statement statement, const char *code,
     const char *into, guint *n, GError **error)
{
	if (!store_run(store, statement, error, "tt", code, into))
		return FALSE;
	*n = (guint)sqlite3_changes(store->db);
	return TRUE;
}

gboolean
store_person_merge(struct store *store, const char *code, const char *into,
		   struct person_merged *merged, GError **error)
{
	return store_run(store, SQL_PERSON_FILL, error, "tt", code, into) &&
	       /* first: the trigger of decisions asks for it */
	       store_run(store, SQL_PERSON_INTO, error, "tt", code, into) &&
	       give(store, SQL_DECISIONS_MERGE, code, into, &merged->decisions,
		    error) &&
	       store_run(store, SQL_ASSIGNMENTS_MERGE, error, "tt", code,
			 into) &&
	       store_run(store, SQL_DRILLS_MERGE, error, "tt", code, into) &&
	       store_run(store, SQL_READERS_MERGE, error, "tt", code, into) &&
	       store_run(store, SQL_QUALIFICATIONS_MERGE, error, "tt", code,
			 into) &&
	       give(store, SQL_RATINGS_MERGE, code, into, &merged->ratings,
		    error) &&
	       give(store, SQL_THERAPIST_MERGE, code, into, &merged->sessions,
		    error);
}
