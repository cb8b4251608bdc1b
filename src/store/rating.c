/*
 * What people said of a whole session: the values of their ratings.
 *
 * Rows are only added.  Of an item's values the newest counts; the others
 * are its history.
 */
#include "store/private.h"
#include "store/carried.h"

#include <string.h>

gboolean
store_codebook_need(struct store *store, const struct codebook *codebook,
		    GError **error)
{
	g_autofree char *text = codebook_text(codebook);

	return store_run(store, SQL_CODEBOOK_NEED, error, "ttttti",
			 codebook_sha256(codebook), codebook->id,
			 codebook->version, codebook->name, text, store->now);
}

gboolean
store_rubric_keep(struct store *store, const struct rubric *rubric,
		  GError **error)
{
	return store_run(store, SQL_RUBRIC_NEED, error, "ttttti",
			 rubric->sha256, rubric->id, rubric->version,
			 rubric->name, rubric->text, store->now);
}

/* An item that is not rated is saved as such: with the empty reason. */
static gboolean
item_save(struct store *store, gint64 rating, const struct item_rating *item,
	  gint64 takes_back, GError **error)
{
	const char *reason = item->na_reason ? item->na_reason : "";
	gint64 revision;

	if (!store_run(store, SQL_RATING_ITEM_ADD, error, "itoottio", rating,
		       item->item, (gint64)item->extent, (gint64)item->quality,
		       item->extent ? NULL : reason, item->comment, store->now,
		       takes_back))
		return FALSE;
	revision = sqlite3_last_insert_rowid(store->db);
	for (guint i = 0; item->turns && i < item->turns->len; i++) {
		gint64 turn = g_array_index(item->turns, guint, i);

		if (!store_run(store, SQL_RATING_EVIDENCE_ADD, error, "ii",
			       revision, turn) ||
		    !store_run(store, SQL_EVIDENCE_PLACE_ADD, error, "ii",
			       revision, turn))
			return FALSE;
	}
	return TRUE;
}

/* What a new person probably is, told from the role they rate in. */
static const char *
person_role(enum rater_role role)
{
	switch (role) {
	case RATER_SELF:
	case RATER_PEER:
		return "trainee";
	case RATER_SUPERVISOR:
		return "supervisor";
	default:
		return "assessor";
	}
}

gint64
store_rating_save(struct store *store, gint64 session,
		  const struct rubric *rubric, const char *rater,
		  enum rater_role role, guint blind, const GPtrArray *items,
		  GError **error)
{
	const char *as = rater_role_print(role);
	g_autofree char *hidden = blind ? blindness_print(blind) : NULL;
	gint64 rating;

	if (!store_rubric_keep(store, rubric, error) ||
	    !store_person_need(store, rater, person_role(role), error) ||
	    !store_number(store, SQL_RATING_FIND, &rating, error, "ittt",
			  session, rubric->sha256, rater, as))
		return 0;
	if (!rating) {
		if (!store_run(store, SQL_RATING_ADD, error, "itttit", session,
			       rubric->sha256, rater, as, store->now, hidden))
			return 0;
		rating = sqlite3_last_insert_rowid(store->db);
	}
	for (guint i = 0; i < items->len; i++) {
		if (!item_save(store, rating, items->pdata[i], 0, error))
			return 0;
	}
	return rating;
}

static gboolean
evidence_load(struct store *store, gint64 revision, struct item_rating *item,
	      GError **error)
{
	sqlite3_stmt *row = store_query(store, SQL_RATING_EVIDENCE_EACH, error,
					"i", revision);
	int more = row ? 1 : -1;

	item->turns = g_array_new(FALSE, FALSE, sizeof(guint));
	while (more > 0 && (more = store_step(store, row, error)) > 0) {
		guint turn = (guint)sqlite3_column_int64(row, 0);

		g_array_append_val(item->turns, turn);
	}
	return more == 0;
}

/* Rows of RATING_ITEM_EACH, _HISTORY or _BEFORE with their evidence. */
static GPtrArray *
items_load(struct store *store, sqlite3_stmt *row, GError **error)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	int more = row ? 1 : -1;

	while (more > 0 && (more = store_step(store, row, error)) > 0) {
		struct item_rating *item = g_new0(struct item_rating, 1);

		g_ptr_array_add(items, item);
		item->id = sqlite3_column_int64(row, 0);
		item->item = store_column(row, 1);
		item->extent = (guint)sqlite3_column_int64(row, 2);
		item->quality = (guint)sqlite3_column_int64(row, 3);
		item->na_reason =
			*store_text(row, 4) ? store_column(row, 4) : NULL;
		item->comment = store_column(row, 5);
		if (sqlite3_column_int64(row, 6) == 0)
			item->turns = g_array_new(FALSE, FALSE, sizeof(guint));
		else if (!evidence_load(store, sqlite3_column_int64(row, 0),
					item, error)) {
			sqlite3_reset(row);
			return NULL;
		}
	}
	return more == 0 ? g_steal_pointer(&items) : NULL;
}

gpointer
store_rating_read(sqlite3_stmt *row)
{
	struct rating *rating = g_new0(struct rating, 1);

	rating->id = sqlite3_column_int64(row, 0);
	rating->rubric = store_column(row, 1);
	rating->rubric_sha256 = store_column(row, 2);
	rating->rater = store_column(row, 3);
	rater_role_parse(store_text(row, 4), &rating->role);
	rating->at = sqlite3_column_int64(row, 5);
	blindness_parse(store_text(row, 6), &rating->blind, NULL);
	return rating;
}

/* The newest values, and apart from them what was remarked on items that have
 * none; what has neither was taken back. */
static gboolean
values_load(struct store *store, struct rating *rating, GError **error)
{
	g_autoptr(GPtrArray) all =
		items_load(store,
			   store_query(store, SQL_RATING_ITEM_EACH, error, "i",
				       rating->id),
			   error);

	if (!all)
		return FALSE;
	rating->items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	rating->remarks = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	g_ptr_array_set_free_func(all, NULL);
	for (guint i = 0; i < all->len; i++) {
		struct item_rating *item = all->pdata[i];

		if (item->extent > 0 || item->na_reason)
			g_ptr_array_add(rating->items, item);
		else if (item->comment || item->turns->len > 0)
			g_ptr_array_add(rating->remarks, item);
		else
			item_rating_free(item);
	}
	return TRUE;
}

GPtrArray *
store_ratings_load(struct store *store, gint64 session,
		   const struct session_facts *facts, GError **error)
{
	g_autoptr(GPtrArray) ratings = NULL;

	ratings = store_collect(
		store, store_query(store, SQL_RATING_EACH, error, "i", session),
		store_rating_read, (GDestroyNotify)rating_free, error);
	for (guint i = 0; ratings && i < ratings->len; i++) {
		struct rating *rating = ratings->pdata[i];

		rating->session = session;
		if (!values_load(store, rating, error))
			return NULL;
	}
	return ratings ? store_versions_build(store, session, facts, ratings,
					      error) :
			 NULL;
}

GPtrArray *
store_rating_history(struct store *store, gint64 rating, const char *item,
		     GError **error)
{
	return items_load(store,
			  store_query(store, SQL_RATING_ITEM_HISTORY, error,
				      "it", rating, item),
			  error);
}

static GArray *
steps_load(struct store *store, gint64 rating, GError **error)
{
	g_autoptr(GArray) steps =
		g_array_new(FALSE, FALSE, sizeof(struct rating_step));
	sqlite3_stmt *row =
		store_query(store, SQL_RATING_STEPS, error, "i", rating);
	int more = -1;

	while (row && (more = store_step(store, row, error)) > 0) {
		struct rating_step step = { sqlite3_column_int64(row, 0),
					    sqlite3_column_int64(row, 1) };

		g_array_append_val(steps, step);
	}
	return more == 0 ? g_steal_pointer(&steps) : NULL;
}

gboolean
store_rating_undo(struct store *store, gint64 rating, gboolean again,
		  struct item_rating **now, GError **error)
{
	g_autoptr(GArray) steps = steps_load(store, rating, error);
	gint64 last = steps ? rating_last_step(steps, again) : 0;
	g_autoptr(GPtrArray) before = NULL;

	*now = NULL;
	if (!last)
		return steps != NULL;
	before = items_load(
		store,
		store_query(store, SQL_RATING_ITEM_BEFORE, error, "i", last),
		error);
	if (!before || before->len == 0 ||
	    !item_save(store, rating, before->pdata[0], last, error))
		return FALSE;
	*now = g_ptr_array_steal_index(before, 0);
	return TRUE;
}

static char *
version_text(struct store *store, sqlite3_stmt *row, GError **error)
{
	char *text = NULL;

	if (row && store_step(store, row, error) > 0) {
		text = store_column(row, 0);
		sqlite3_reset(row);
	}
	return text;
}

char *
store_rubric_namesake(struct store *store, const struct rubric *rubric,
		      GError **error)
{
	return version_text(store,
			    store_query(store, SQL_RUBRIC_NAMESAKE, error,
					"ttt", rubric->sha256, rubric->id,
					rubric->version),
			    error);
}

char *
store_rubric_text(struct store *store, const char *sha256, GError **error)
{
	return version_text(
		store, store_query(store, SQL_RUBRIC_TEXT, error, "t", sha256),
		error);
}

char *
store_codebook_text(struct store *store, const char *sha256, GError **error)
{
	return version_text(
		store,
		store_query(store, SQL_CODEBOOK_TEXT, error, "t", sha256),
		error);
}
