/*
 * Casebooks from before the events told of content: their events are copied
 * into the chain of today, and the content is sealed as it stands, by an event
 * of its own.
 *
 * Of what was changed before nothing can be told, but for the old chain of
 * events itself: whether that was whole is found out first, and said in the
 * event.
 */
#include "store/chain.h"

#include <string.h>

/* Of the old chain: the hash before and the row. */
static char *
old_hash(const char *before, sqlite3_stmt *row)
{
	const char *who = store_text(row, 2), *verb = store_text(row, 3);
	const char *detail = store_text(row, 5);
	g_autofree char *text = g_strdup_printf(
		"%s\n%" G_GINT64_FORMAT "\n%zu:%s\n%zu:%s\n%" G_GINT64_FORMAT
		"\n%zu:%s\n",
		before, (gint64)sqlite3_column_int64(row, 1), strlen(who), who,
		strlen(verb), verb, (gint64)sqlite3_column_int64(row, 4),
		strlen(detail), detail);

	return base_sha256(text, strlen(text));
}

/* SQL of tables that are there while a casebook is upgraded only. */
static sqlite3_stmt *
prepare(struct store *store, const char *sql, GError **error)
{
	sqlite3_stmt *row = NULL;
	int rc = sqlite3_prepare_v2(store->db, sql, -1, &row, NULL);

	if (rc != SQLITE_OK)
		store_fail(store, rc, error);
	return row;
}

gboolean
rechain_check(struct store *store, gint64 *broken, GError **error)
{
	sqlite3_stmt *row = prepare(store,
				    "SELECT id, at, who, verb, session_id,"
				    " detail, hash FROM event ORDER BY id",
				    error);
	g_autofree char *before = g_strdup("");
	gint64 last = 0, given = 0;
	int more = -1;

	*broken = 0;
	while (row && (more = store_step(store, row, error)) > 0) {
		g_autofree char *hash = old_hash(before, row);

		last = sqlite3_column_int64(row, 0);
		g_free(before);
		before = store_column(row, 6);
		if (!*broken && g_strcmp0(hash, before))
			*broken = last;
	}
	sqlite3_finalize(row);
	if (more < 0 ||
	    !store_number(store, SQL_EVENT_LAST_ID, &given, error, ""))
		return FALSE;
	/* The newest rows may have been cut off. */
	if (!*broken && given != last)
		*broken = given;
	return TRUE;
}

/* -- the old events -------------------------------------------------------- */

/* Whose case it was stands in the words alone. */
static const char old_events[] =
	"SELECT id, at, who, verb, session_id, detail, iif(verb IN"
	" ('case-set', 'case-forget'), (SELECT c.id FROM treatment_case c"
	"  WHERE substr(e.detail, 1, length(c.code) + 1) COLLATE NOCASE"
	"  IN (c.code || ' ', c.code || ':')"
	"  ORDER BY length(c.code) DESC LIMIT 1), NULL), 's' || session_id"
	" FROM event_before e ORDER BY id";

static gboolean
copy_events(struct store *store, GError **error)
{
	sqlite3_stmt *row = prepare(store, old_events, error);
	gboolean ok = TRUE;
	int more = -1;

	while (row && ok && (more = store_step(store, row, error)) > 0) {
		struct store_event event = {
			.id = sqlite3_column_int64(row, 0),
			.at = sqlite3_column_int64(row, 1),
			.who = store_text(row, 2),
			.verb = store_text(row, 3),
			.session = sqlite3_column_int64(row, 4),
			.of_case = sqlite3_column_int64(row, 6),
			.detail = store_text(row, 5),
			.scope = (const char *)sqlite3_column_text(row, 7),
		};

		ok = event_append(store, &event, error);
	}
	sqlite3_finalize(row);
	return ok && more == 0;
}

/* -- the content as it stands ---------------------------------------------- */

static gboolean
touch_keys(struct store *store, const char *part, sqlite3_stmt *keys,
	   GError **error)
{
	int more = -1;

	while (keys && (more = store_step(store, keys, error)) > 0)
		seal_touch(store, part, store_text(keys, 0));
	return more == 0;
}

/* The last key given of each part, be the row still there or not. */
static gboolean
touch_last_keys(struct store *store, GError **error)
{
	sqlite3_stmt *row = store_query(store, SQL_SEQUENCE_EACH, error, "");
	int more = -1;

	while (row && (more = store_step(store, row, error)) > 0) {
		if (part_find(store_text(row, 0)) &&
		    sqlite3_column_int64(row, 1) > 0)
			seal_touch(store, store_text(row, 0),
				   store_text(row, 1));
	}
	return more == 0;
}

static gboolean
seal_all(struct store *store, gint64 version, gint64 broken, GError **error)
{
	g_autofree char *found =
		broken ? g_strdup_printf("event %" G_GINT64_FORMAT
					 " is missing, or was changed",
					 broken) :
			 g_strdup("whole");
	g_autofree char *detail = g_strdup_printf(
		"from casebook version %" G_GINT64_FORMAT
		": content is vouched for from here on, as it stands%s%s",
		version,
		version < CHAIN_VERSION ? "; the chain of events before: " : "",
		version < CHAIN_VERSION ? found : "");

	for (guint i = 0; i < store_parts_count; i++) {
		const struct content_table *part = &store_parts[i];

		if (!touch_keys(store, part->table,
				store_query(store, part->keys, error, ""),
				error))
			return FALSE;
	}
	/* What was taken out before goes from the log as well. */
	store->forget = TRUE;
	return touch_last_keys(store, error) &&
	       touch_keys(store, "salt",
			  store_query(store, SQL_SALTS_GONE, error, ""),
			  error) &&
	       touch_keys(store, PART_WORDS,
			  store_query(store, SQL_EVENTS_BLANK_GONE, error, ""),
			  error) &&
	       store_event_add(store, broken ? "upgrade-broken" : "upgrade", 0,
			       detail, error);
}

gboolean
rechain(struct store *store, gint64 version, gint64 broken, GError **error)
{
	if (version < CHAIN_VERSION && (!copy_events(store, error) ||
					!store_exec(store, RECHAINED, error)))
		return FALSE;
	return version == 0 || version >= SEALED_VERSION ||
	       seal_all(store, version, broken, error);
}
