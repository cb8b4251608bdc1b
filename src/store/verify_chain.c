/*
 * The chain of events, and what the events tell of.
 *
 * Events and their seals are read side by side, both by the event's number.
 */
#include "store/verify.h"

#define KIND "event"
#define SHOWN 60 /* characters of an event's words */

/* While events are read. */
struct chain_walk {
	struct verify *verify;
	sqlite3_stmt *seals;
	int more; /* seals: 1 there is one at hand, 0 none, -1 an error */
	GError **error;
	char *before;	   /* hash */
	gint64 expected;   /* number */
	GHashTable *blank; /* ids of events without words -> NULL */
};

static gint64 *
id_new(gint64 id)
{
	return g_memdup2(&id, sizeof(id));
}

static void
teller_add(struct verify *verify, const struct store_event *event)
{
	g_autofree char *at = base_time_print(event->at);
	struct teller *teller = g_new0(struct teller, 1);

	teller->id = event->id;
	teller->says =
		g_strdup_printf("event %" G_GINT64_FORMAT " (%s by %s, %s)",
				event->id, event->verb, event->who, at);
	g_hash_table_insert(verify->tellers, &teller->id, teller);
}

static void
last_raise(struct verify *verify, const char *part, const char *row)
{
	gint64 key = g_ascii_strtoll(row, NULL, 10);
	gint64 *last = g_hash_table_lookup(verify->last, part);

	if (!last)
		g_hash_table_insert(verify->last, g_strdup(part), id_new(key));
	else
		*last = MAX(*last, key);
}

/* The words of an event that its seal says were removed. */
static void
words_told(struct chain_walk *walk, const struct seal *seal)
{
	gint64 id = g_ascii_strtoll(seal->row, NULL, 10);

	g_hash_table_remove(walk->blank, &id);
}

/* What was changed before it was written again, or taken out. */
static void
tell_broken(struct verify *verify, const struct content_table *part,
	    const struct seal *seal, gint64 event)
{
	g_autofree char *name =
		part->of ? g_strdup_printf("the %s of %s %s", part->nouns,
					   part->of, seal->row) :
			   g_strdup_printf("%s %s", part->noun, seal->row);

	fault_add(verify, "broken",
		  "%s had been changed outside iptrate before %s %s it", name,
		  teller_says(verify, event),
		  seal->hash ? "wrote over" : "removed");
}

static void
seal_told(struct chain_walk *walk, const struct seal *seal, gint64 event)
{
	struct verify *verify = walk->verify;
	const struct content_table *part = part_find(seal->part);
	struct seal_told *told;

	last_raise(verify, seal->part, seal->row);
	if (!g_strcmp0(seal->part, PART_WORDS)) {
		words_told(walk, seal);
		return;
	}
	if (seal->broken && part)
		tell_broken(verify, part, seal, event);
	told = g_new0(struct seal_told, 1);
	told->event = event;
	told->scope = g_strdup(seal->scope);
	told->hash = seal->hash ? g_bytes_ref(seal->hash) : NULL;
	told->marks = seal->marks ? g_bytes_ref(seal->marks) : NULL;
	g_hash_table_replace(verify->told,
			     g_strconcat(seal->part, "\n", seal->row, NULL),
			     told);
}

/* Reads on to the next seal. */
static void
seals_next(struct chain_walk *walk)
{
	if (walk->more > 0)
		walk->more = store_step(walk->verify->store, walk->seals,
					walk->error);
}

/* The seals of this event; NULL: none.  Caller frees. */
static char *
seals_of(struct chain_walk *walk, gint64 event)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint n = 0;

	while (walk->more > 0 &&
	       sqlite3_column_int64(walk->seals, 0) <= event) {
		g_autofree char *part = store_column(walk->seals, 1);
		g_autofree char *row = store_column(walk->seals, 2);
		g_autofree char *scope = store_column(walk->seals, 3);
		g_autoptr(GBytes) hash = store_blob(walk->seals, 4);
		g_autoptr(GBytes) marks = store_blob(walk->seals, 5);
		struct seal seal = {
			part, row,   scope,
			hash, marks, sqlite3_column_int(walk->seals, 6) != 0
		};

		seal_line(&seal, sum);
		seal_told(walk, &seal, event);
		n++;
		seals_next(walk);
	}
	return n ? g_strdup(g_checksum_get_string(sum)) : g_strdup("");
}

static void
check_place(struct chain_walk *walk, const struct store_event *event)
{
	if (event->id == walk->expected + 1)
		fault_add(walk->verify, KIND,
			  "event %" G_GINT64_FORMAT " is missing: it was taken "
			  "out outside iptrate",
			  walk->expected);
	else if (event->id > walk->expected)
		fault_add(walk->verify, KIND,
			  "events %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
			  " are missing: they were taken out outside iptrate",
			  walk->expected, event->id - 1);
	walk->expected = event->id + 1;
}

static void
check_event(const struct store_event *event, void *data)
{
	struct chain_walk *walk = data;
	struct verify *verify = walk->verify;
	g_autofree char *seals = NULL;
	g_autofree char *hash = event_hash(walk->before, event);

	teller_add(verify, event);
	check_place(walk, event);
	seals = seals_of(walk, event->id);
	if (g_strcmp0(hash, event->hash))
		fault_add(verify, KIND,
			  "%s was changed outside iptrate, or does not follow "
			  "from the one before",
			  teller_says(verify, event->id));
	if (g_strcmp0(seals, event->seals))
		fault_add(verify, KIND,
			  "what %s tells of the rows was changed outside "
			  "iptrate",
			  teller_says(verify, event->id));
	if (!g_strcmp0(event->verb, "upgrade-broken"))
		fault_add(verify, KIND, "%s found: %s",
			  teller_says(verify, event->id), event->detail);
	if (event->removed)
		g_hash_table_add(walk->blank, id_new(event->id));
	g_free(walk->before);
	walk->before = g_strdup(event->hash);
	verify->last_event = event->id;
}

static gboolean
load_salts(struct verify *verify, GError **error)
{
	sqlite3_stmt *row =
		store_query(verify->store, SQL_SALT_EACH, error, "");
	int more = -1;

	while (row && (more = store_step(verify->store, row, error)) > 0)
		g_hash_table_replace(verify->salts, store_column(row, 0),
				     store_blob(row, 1));
	return more == 0;
}

static int
compare_ids(gconstpointer a, gconstpointer b)
{
	gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

	return x < y ? -1 : x > y;
}

static void
check_blank(struct chain_walk *walk)
{
	g_autoptr(GList) ids =
		g_list_sort(g_hash_table_get_keys(walk->blank), compare_ids);

	for (GList *at = ids; at; at = at->next)
		fault_add(walk->verify, KIND,
			  "the words of %s were removed outside iptrate",
			  teller_says(walk->verify, *(gint64 *)at->data));
}

gboolean
verify_chain(struct verify *verify, gboolean *usable, GError **error)
{
	struct chain_walk walk = { .verify = verify,
				   .more = 1,
				   .error = error,
				   .before = g_strdup(""),
				   .expected = 1 };
	gint64 given = 0;
	gboolean ok = load_salts(verify, error);

	walk.blank = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
					   NULL);
	walk.seals = ok ? store_query(verify->store, SQL_SEAL_EACH, error, "") :
			  NULL;
	if (walk.seals)
		seals_next(&walk);
	ok = walk.seals && walk.more >= 0 &&
	     store_event_each(verify->store, 0, check_event, &walk, error) &&
	     walk.more >= 0;
	if (ok && !verify->last_event)
		ok = store_number(verify->store, SQL_EVENT_LAST_ID, &given,
				  error, "");
	if (given > 0)
		fault_add(verify, KIND,
			  "all events were taken out outside iptrate");
	else if (ok && walk.more > 0)
		fault_add(verify, KIND,
			  "there are hashes of event %" G_GINT64_FORMAT
			  ", which is missing: it was taken out outside "
			  "iptrate",
			  (gint64)sqlite3_column_int64(walk.seals, 0));
	if (walk.seals)
		sqlite3_reset(walk.seals);
	*usable = !given;
	check_blank(&walk);
	g_hash_table_unref(walk.blank);
	g_free(walk.before);
	return ok;
}

static void
check_words(const struct store_event *event, void *data)
{
	struct verify *verify = data;
	GBytes *salt = NULL;
	g_autofree char *words = NULL;
	g_autofree char *shown = NULL;

	if (event->removed ||
	    (event->scope &&
	     g_hash_table_contains(verify->spoilt, event->scope)))
		return;
	if (event->scope)
		salt = g_hash_table_lookup(verify->salts, event->scope);
	words = event_words_hash(event->detail, salt);
	if (!g_strcmp0(words, event->detail_sha256))
		return;
	shown = base_printable(event->detail, -1);
	if (g_utf8_strlen(shown, -1) > SHOWN)
		*g_utf8_offset_to_pointer(shown, SHOWN) = '\0';
	fault_add(verify, "words",
		  "%s does not say any more what was written (\"%s\" now): "
		  "changed outside iptrate",
		  teller_says(verify, event->id), shown);
}

gboolean
verify_words(struct verify *verify, GError **error)
{
	return store_event_each(verify->store, 0, check_words, verify, error);
}
