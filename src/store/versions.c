/*
 * The versions of ratings: each signature is one, and what was changed after
 * the newest is the next.
 *
 * Whether the newest signature still stands is worked out from what is there,
 * so that taking a change back makes it stand again.
 */
#include "store/carried.h"
#include "store/private.h"

#include <string.h>

static GArray *
turns_read(const char *text)
{
	GArray *turns = g_array_new(FALSE, FALSE, sizeof(guint));
	char *end;

	for (; g_ascii_isdigit(*text); text = end + (*end == ',')) {
		guint turn = (guint)g_ascii_strtoull(text, &end, 10);

		g_array_append_val(turns, turn);
	}
	return turns;
}

static gpointer
signed_item_read(sqlite3_stmt *row)
{
	struct item_rating *item = g_new0(struct item_rating, 1);

	item->id = sqlite3_column_int64(row, 0);
	item->item = store_column(row, 1);
	item->extent = (guint)sqlite3_column_int64(row, 2);
	item->quality = (guint)sqlite3_column_int64(row, 3);
	item->na_reason = *store_text(row, 4) ? store_column(row, 4) : NULL;
	item->comment = store_column(row, 5);
	item->turns = turns_read(store_text(row, 6));
	return item;
}

static gpointer
signature_read(sqlite3_stmt *row)
{
	struct rating *rating = g_new0(struct rating, 1);
	struct signature *signature = g_new0(struct signature, 1);

	rating->signature = signature;
	signature->id = sqlite3_column_int64(row, 0);
	rating->version = (guint)sqlite3_column_int64(row, 1);
	rating->signed_at = sqlite3_column_int64(row, 2);
	rating->meaning = store_column(row, 3);
	signature->turns = store_column(row, 4);
	signature->signer = store_column(row, 5);
	signature->name = store_column(row, 6);
	signature->entered_by = store_column(row, 7);
	signature->unfinished = store_column(row, 8);
	signature->facts.number = (guint)sqlite3_column_int64(row, 9);
	signature->facts.planned = (guint)sqlite3_column_int64(row, 10);
	signature->has_facts =
		phase_parse(store_text(row, 11), &signature->facts.phase) &&
		focus_parse(store_text(row, 12), &signature->facts.focus);
	signature->codebook = store_column(row, 13);
	signature->tags = store_column(row, 14);
	signature->state = store_column(row, 15);
	signature->reasons = store_column(row, 16);
	signature->sha256 = store_column(row, 17);
	signature->source = store_column(row, 18);
	signature->text = store_column(row, 19);
	signature->brought = sqlite3_column_type(row, 20) != SQLITE_NULL;
	signature->came_at = sqlite3_column_int64(row, 20);
	blindness_parse(store_text(row, 21), &signature->blind, NULL);
	signature->history = store_column(row, 22);
	signature->key_id = store_column(row, 23);
	signature->minisig = store_column(row, 24);
	return rating;
}

/* What the session is now, asked for when it is first needed. */
struct now {
	gint64 session;
	const struct session_facts *facts;
	char *turns;
	char *tags;
};

static gboolean
same_turns(const GArray *a, const GArray *b)
{
	guint n = a ? a->len : 0;

	return n == (b ? b->len : 0) &&
	       (n == 0 || memcmp(a->data, b->data, n * sizeof(guint)) == 0);
}

static gboolean
same_value(const struct item_rating *a, const struct item_rating *b)
{
	return a->id == b->id ||
	       (a->extent == b->extent && a->quality == b->quality &&
		!g_strcmp0(a->na_reason, b->na_reason) &&
		!g_strcmp0(a->comment, b->comment) &&
		same_turns(a->turns, b->turns));
}

static gboolean
same_values(const GPtrArray *a, const GPtrArray *b)
{
	for (guint i = 0; i < a->len && a->len == b->len; i++) {
		const struct item_rating *left = a->pdata[i];
		gboolean found = FALSE;

		for (guint k = 0; k < b->len && !found; k++) {
			const struct item_rating *right = b->pdata[k];

			found = !strcmp(left->item, right->item) &&
				same_value(left, right);
		}
		if (!found)
			return FALSE;
	}
	return a->len == b->len;
}

/* Do the turns read otherwise than when it was signed?  An older signature
 * does not say what they read; then any correction since counts. */
static gboolean
outdated_fill(struct store *store, struct now *now, struct rating *version,
	      GError **error)
{
	const char *turns = version->signature->turns;
	gint64 n = 0;

	if (!turns) {
		if (!store_number(store, SQL_CORRECTED_SINCE, &n, error, "ii",
				  now->session, version->signed_at))
			return FALSE;
		version->outdated = n > 0;
		return TRUE;
	}
	if (!now->turns &&
	    !(now->turns = store_turns_hash(store, now->session, error)))
		return FALSE;
	version->outdated = strcmp(turns, now->turns) != 0;
	return TRUE;
}

/* What has changed since this version was signed.  With other turns there are
 * other tags: that is said of the turns.  Tags and facts that it was signed on
 * in another casebook were that one's. */
static gboolean
since_fill(struct store *store, struct now *now, const struct rating *version,
	   struct rating *rating, GError **error)
{
	const struct signature *signature = version->signature;

	if (!same_values(version->items, rating->items))
		rating->since |= SINCE_VALUES;
	if (signature->brought)
		return TRUE;
	if (now->facts && signature->has_facts &&
	    (now->facts->phase != signature->facts.phase ||
	     now->facts->focus != signature->facts.focus))
		rating->since |= SINCE_FACTS;
	if (!signature->tags || version->outdated)
		return TRUE;
	if (!now->tags &&
	    !(now->tags = store_tags_hash(store, now->session, error)))
		return FALSE;
	if (strcmp(signature->tags, now->tags) != 0)
		rating->since |= SINCE_TAGS;
	return TRUE;
}

static void
name_version(const struct rating *rating, struct rating *version)
{
	version->id = rating->id;
	version->session = rating->session;
	version->rubric = g_strdup(rating->rubric);
	version->rubric_sha256 = g_strdup(rating->rubric_sha256);
	version->rater = g_strdup(rating->rater);
	version->role = rating->role;
	version->at = rating->at;
	version->blind = rating->blind;
}

GPtrArray *
store_signed_load(struct store *store, const struct rating *rating,
		  GError **error)
{
	g_autoptr(GPtrArray) versions = store_collect(
		store,
		store_query(store, SQL_SIGNATURE_EACH, error, "i", rating->id),
		signature_read, (GDestroyNotify)rating_free, error);

	for (guint i = 0; versions && i < versions->len; i++) {
		struct rating *version = versions->pdata[i];

		name_version(rating, version);
		version->earlier = TRUE;
		version->items = store_collect(
			store,
			store_query(store, SQL_SIGNED_ITEM_EACH, error, "i",
				    version->signature->id),
			signed_item_read, (GDestroyNotify)item_rating_free,
			error);
		if (!version->items)
			return NULL;
	}
	return g_steal_pointer(&versions);
}

/* The newest signed version stands: it is shown with its words where they are
 * now, and with remarks on items that have no value, which no signature is of.
 */
static void
settle_signed(struct rating *rating, struct rating *newest)
{
	newest->earlier = FALSE;
	newest->remarks = g_steal_pointer(&rating->remarks);
	if (newest->outdated) {
		GPtrArray *items = newest->items;

		newest->items = rating->items;
		rating->items = items;
	}
	rating_free(rating);
}

/* Adds the versions of a rating, which it takes. */
static gboolean
add_versions(struct store *store, struct now *now, struct rating *rating,
	     GPtrArray *all, GError **error)
{
	g_autoptr(GPtrArray) versions = store_signed_load(store, rating, error);
	struct rating *newest =
		versions && versions->len ? versions->pdata[0] : NULL;
	gboolean ok = versions != NULL;

	for (guint i = 0; ok && i < versions->len; i++)
		ok = outdated_fill(store, now, versions->pdata[i], error);
	if (!ok || (newest && !since_fill(store, now, newest, rating, error))) {
		rating_free(rating);
		return FALSE;
	}
	rating->version = newest ? newest->version + 1 : 1;
	rating->signed_before = newest ? newest->signed_at : 0;
	rating->outdated = newest && newest->outdated;
	if (newest && !rating->since)
		settle_signed(rating, newest);
	else
		g_ptr_array_add(all, rating);
	g_ptr_array_set_free_func(versions, NULL);
	for (guint i = 0; i < versions->len; i++)
		g_ptr_array_add(all, versions->pdata[i]);
	return TRUE;
}

GPtrArray *
store_versions_build(struct store *store, gint64 session,
		     const struct session_facts *facts, GPtrArray *ratings,
		     GError **error)
{
	g_autoptr(GPtrArray) all =
		g_ptr_array_new_with_free_func((GDestroyNotify)rating_free);
	struct now now = { .session = session, .facts = facts };
	gboolean ok = TRUE;

	while (ok && ratings->len > 0)
		ok = add_versions(store, &now,
				  g_ptr_array_steal_index(ratings, 0), all,
				  error);
	g_free(now.turns);
	g_free(now.tags);
	return ok ? g_steal_pointer(&all) : NULL;
}

struct rating *
store_signed_version(struct store *store, gint64 session, gint64 rating,
		     guint version, GError **error)
{
	g_autoptr(GPtrArray) ratings = store_collect(
		store, store_query(store, SQL_RATING_EACH, error, "i", session),
		store_rating_read, (GDestroyNotify)rating_free, error);
	g_autoptr(GPtrArray) versions = NULL;

	for (guint i = 0; ratings && i < ratings->len && !versions; i++) {
		struct rating *of = ratings->pdata[i];

		of->session = session;
		if (of->id == rating &&
		    !(versions = store_signed_load(store, of, error)))
			return NULL;
	}
	for (guint i = 0; versions && i < versions->len; i++) {
		const struct rating *of = versions->pdata[i];

		if (of->version == version)
			return g_ptr_array_steal_index(versions, i);
	}
	if (ratings)
		g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
			    "version %u of a rating of session "
			    "%" G_GINT64_FORMAT " is not there any more: it "
			    "was taken out outside iptrate",
			    version, session);
	return NULL;
}

gboolean
store_event_of_hash(struct store *store, const char *hash, gint64 *event,
		    GError **error)
{
	return store_number(store, SQL_EVENT_OF_HASH, event, error, "t", hash);
}
