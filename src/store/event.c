/*
 * The event log: who did what and when, each row sealed to the one before.
 */
#include "store/chain.h"

#include <string.h>

static void
part_add(GString *row, const char *text)
{
	g_string_append_printf(row, "%zu:%s\n", strlen(text), text);
}

char *
event_hash(const char *before, const struct store_event *event)
{
	g_autoptr(GString) row = g_string_new(NULL);

	/* Parts are told apart by their length, so that no two read alike. */
	part_add(row, before);
	g_string_append_printf(row,
			       "%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT
			       "\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n",
			       event->id, event->at, event->session,
			       event->of_case);
	part_add(row, event->who);
	part_add(row, event->verb);
	part_add(row, event->scope ? event->scope : "");
	part_add(row, event->detail_sha256);
	part_add(row, event->seals);
	return base_sha256(row->str, row->len);
}

char *
event_words_hash(const char *detail, GBytes *salt)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	gsize len = 0;
	const void *bytes = salt ? g_bytes_get_data(salt, &len) : NULL;

	if (len > 0)
		g_checksum_update(sum, bytes, (gssize)len);
	g_checksum_update(sum, (const guchar *)detail, -1);
	return g_strdup(g_checksum_get_string(sum));
}

/* Whose salt the words take: that of the session or case, while it is there,
 * unless the event says so itself.  Caller frees. */
static gboolean
words_scope(struct store *store, const struct store_event *event, char **scope,
	    GError **error)
{
	gint64 id = event->session ? event->session : event->of_case;
	gint64 there = 0;

	*scope = g_strdup(event->scope);
	if (*scope)
		return TRUE;
	if (id &&
	    !store_number(store,
			  event->session ? SQL_SESSION_THERE : SQL_CASE_THERE,
			  &there, error, "i", id))
		return FALSE;
	if (there)
		*scope = g_strdup_printf("%c%" G_GINT64_FORMAT,
					 event->session ? 's' : 'c', id);
	return TRUE;
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
event_append(struct store *store, struct store_event *event, GError **error)
{
	g_autofree char *before = NULL;
	g_autofree char *scope = NULL;
	g_autofree char *words = NULL;
	g_autofree char *seals = NULL;
	g_autofree char *hash = NULL;
	g_autoptr(GBytes) salt = NULL;

	if (!words_scope(store, event, &scope, error) ||
	    !salt_find(store, scope, TRUE, &salt, error) ||
	    !last_hash(store, &before, error) ||
	    !seal_write(store, event->id, &seals, error))
		return FALSE;
	words = event_words_hash(event->detail, salt);
	event->scope = scope;
	event->detail_sha256 = words;
	event->seals = seals;
	hash = event_hash(before, event);
	return store_run(store, SQL_EVENT_ADD, error, "iittoottttt", event->id,
			 event->at, event->who, event->verb, event->session,
			 event->of_case, scope, event->detail, words, seals,
			 hash);
}

static gboolean
event_add(struct store *store, const char *verb, gint64 session, gint64 of_case,
	  const char *detail, GError **error)
{
	g_autofree char *who = g_utf8_make_valid(store->who, -1);
	g_autofree char *what = g_utf8_make_valid(detail ? detail : "", -1);
	struct store_event event = {
		.at = store->now,
		.who = who,
		.verb = verb,
		.session = session,
		.of_case = of_case,
		.detail = what,
	};
	gint64 last;

	if (!store_number(store, SQL_EVENT_LAST_ID, &last, error, ""))
		return FALSE;
	event.id = last + 1;
	store->told = TRUE;
	return event_append(store, &event, error);
}

gboolean
store_event_add(struct store *store, const char *verb, gint64 session,
		const char *detail, GError **error)
{
	return event_add(store, verb, session, 0, detail, error);
}

gboolean
store_event_add_case(struct store *store, const char *verb, const char *code,
		     const char *detail, GError **error)
{
	gint64 id;

	return store_number(store, SQL_CASE_ID, &id, error, "t", code) &&
	       event_add(store, verb, 0, id, detail, error);
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
		g_autofree char *scope = store_column(row, 6);
		struct store_event event = {
			.id = sqlite3_column_int64(row, 0),
			.at = sqlite3_column_int64(row, 1),
			.who = store_text(row, 2),
			.verb = store_text(row, 3),
			.session = sqlite3_column_int64(row, 4),
			.of_case = sqlite3_column_int64(row, 5),
			.scope = scope,
			.detail = store_text(row, 7),
			.removed = sqlite3_column_type(row, 7) == SQLITE_NULL,
			.detail_sha256 = store_text(row, 8),
			.seals = store_text(row, 9),
			.hash = store_text(row, 10),
		};

		each(&event, data);
	}
	return more == 0;
}
