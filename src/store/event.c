/*
 * The event log: who did what and when, each row sealed to the one before.
 */
#include "store/private.h"

#include <string.h>

/* SHA-256 over the hash before and the row; parts are ended by a newline
 * and told apart by their length, so that no two rows read the same. */
static char *
event_hash(const char *before, const struct store_event *event)
{
	g_autofree char *row = g_strdup_printf(
		"%s\n%" G_GINT64_FORMAT "\n%zu:%s\n%zu:%s\n%" G_GINT64_FORMAT
		"\n%zu:%s\n",
		before, event->at, strlen(event->who), event->who,
		strlen(event->verb), event->verb, event->session,
		strlen(event->detail), event->detail);

	return base_sha256(row, strlen(row));
}

static gboolean
last_hash(struct store *store, char **hash, GError **error)
{
	sqlite3_stmt *statement =
		store_query(store, SQL_EVENT_LAST_HASH, error, "");
	int more = statement ? store_step(store, statement, error) : -1;

	*hash = more > 0 ? store_column(statement, 0) : g_strdup("");
	if (more > 0)
		sqlite3_reset(statement);
	return more >= 0;
}

gboolean
store_event_add(struct store *store, const char *verb, gint64 session,
		const char *detail, GError **error)
{
	g_autofree char *who = g_utf8_make_valid(store->who, -1);
	g_autofree char *what = g_utf8_make_valid(detail ? detail : "", -1);
	g_autofree char *before = NULL;
	g_autofree char *hash = NULL;
	struct store_event event = {
		.at = store->now,
		.who = who,
		.verb = verb,
		.session = session,
		.detail = what,
	};

	if (!last_hash(store, &before, error))
		return FALSE;
	hash = event_hash(before, &event);
	return store_run(store, SQL_EVENT_ADD, error, "ittott", event.at, who,
			 verb, session, what, hash);
}

gboolean
store_event_each(struct store *store, gint64 session,
		 void (*each)(const struct store_event *event, void *data),
		 void *data, GError **error)
{
	sqlite3_stmt *row;
	int more;

	row = session ? store_query(store, SQL_EVENT_EACH_OF, error, "i",
				    session) :
			store_query(store, SQL_EVENT_EACH, error, "");
	if (!row)
		return FALSE;
	while ((more = store_step(store, row, error)) > 0) {
		struct store_event event = {
			.id = sqlite3_column_int64(row, 0),
			.at = sqlite3_column_int64(row, 1),
			.who = store_text(row, 2),
			.verb = store_text(row, 3),
			.session = sqlite3_column_int64(row, 4),
			.detail = store_text(row, 5),
			.hash = store_text(row, 6),
		};

		each(&event, data);
	}
	return more == 0;
}

struct chain {
	char *before;
	gint64 last;
	gint64 broken; /* id of the first event that does not fit */
};

static void
chain_check(const struct store_event *event, void *data)
{
	struct chain *chain = data;
	g_autofree char *hash = event_hash(chain->before, event);

	if (!chain->broken && g_strcmp0(hash, event->hash))
		chain->broken = event->id;
	g_free(chain->before);
	chain->before = g_strdup(event->hash);
	chain->last = event->id;
}

/* One pragma that must answer "ok" or nothing. */
static gboolean
check_pragma(struct store *store, const char *sql, GError **error)
{
	sqlite3_stmt *row = NULL;
	int rc = sqlite3_prepare_v2(store->db, sql, -1, &row, NULL);
	gboolean sound;

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	sound = rc == SQLITE_DONE ||
		(rc == SQLITE_ROW && !g_strcmp0(store_text(row, 0), "ok"));
	sqlite3_finalize(row);
	return sound || store_fail(store, SQLITE_CORRUPT, error);
}

gboolean
store_check(struct store *store, GError **error)
{
	struct chain chain = { g_strdup(""), 0, 0 };
	gint64 given = 0;
	gboolean read;

	if (!check_pragma(store, "PRAGMA integrity_check(1)", error) ||
	    !check_pragma(store, "PRAGMA foreign_key_check", error)) {
		g_free(chain.before);
		return FALSE;
	}
	read = store_event_each(store, 0, chain_check, &chain, error) &&
	       store_number(store, SQL_EVENT_LAST_ID, &given, error, "");
	g_free(chain.before);
	/* The newest rows may have been cut off. */
	if (read && !chain.broken && given != chain.last)
		chain.broken = given;
	if (read && chain.broken)
		g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
			    "%s: event %" G_GINT64_FORMAT " is missing or does "
			    "not follow from the one before: the history was "
			    "changed outside iptrate, compare with a backup",
			    store->path, chain.broken);
	return read && !chain.broken && store_signatures_check(store, error);
}
