/*
 * Ratings by people: checked item by item, saved all or none.
 */
#include "app/private.h"

#include <string.h>

GPtrArray *
app_ratings_read(struct app *app, const char *path, GPtrArray *diagnostics,
		 GError **error)
{
	const struct rubric *rubric = app_rubric(app, error);
	g_autofree char *text = NULL;
	gsize len;

	if (!rubric || !app_file_read(path, &text, &len, error))
		return NULL;
	return ratings_parse(text, len, path, rubric, diagnostics);
}

static gboolean
check_evidence(const struct item_rating *item, guint turns, gint64 session,
	       GError **error)
{
	for (guint i = 0; item->turns && i < item->turns->len; i++) {
		guint turn = g_array_index(item->turns, guint, i);

		if (turn >= 1 && turn <= turns)
			continue;
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "item %s: session %" G_GINT64_FORMAT " has no "
			    "turn %u (it has %u)",
			    item->item, session, turn, turns);
		return FALSE;
	}
	return TRUE;
}

static gboolean
check_items(const struct rubric *rubric, const GPtrArray *items, guint turns,
	    gint64 session, GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	if (!items->len) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "there is no item to rate; give one as "
			    "ITEM=EXTENT/QUALITY or in a ratings file");
		return FALSE;
	}
	for (guint i = 0; i < items->len; i++) {
		const struct item_rating *item = items->pdata[i];

		if (!item_rating_check(rubric, item, error) ||
		    !check_evidence(item, turns, session, error))
			return FALSE;
		if (g_hash_table_add(seen, item->item))
			continue;
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "item %s is rated twice; keep one of them",
			    item->item);
		return FALSE;
	}
	return TRUE;
}

/* "A3 4/4, C2 3, D1 n/a" for the event. */
static char *
describe(const GPtrArray *items)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < items->len; i++) {
		const struct item_rating *item = items->pdata[i];

		g_string_append_printf(text, "%s%s ", i ? ", " : "",
				       item->item);
		if (!item->extent)
			g_string_append(text, "n/a");
		else if (item->quality)
			g_string_append_printf(text, "%u/%u", item->extent,
					       item->quality);
		else
			g_string_append_printf(text, "%u", item->extent);
	}
	return g_string_free(text, FALSE);
}

gint64
app_rate(struct app *app, gint64 session, const char *rater,
	 enum rater_role role, const GPtrArray *items, GError **error)
{
	const struct rubric *rubric = app_rubric(app, error);
	struct session_info *info;
	g_autofree char *what = NULL;
	gint64 rating = 0;
	gboolean ok;

	if (!rubric || !app_code_check("rater", rater, error))
		return 0;
	info = app_session(app, session, error);
	if (!info)
		return 0;
	ok = check_items(rubric, items, info->turns, session, error);
	session_info_free(info);
	if (!ok || !store_begin(app->store, error))
		return 0;
	what = describe(items);
	rating = store_rating_save(app->store, session, rubric, rater, role,
				   items, error);
	ok = rating &&
	     app_note(app, "rate", session, error, "%s as %s on %s %s: %s",
		      rater, rater_role_print(role), rubric->id,
		      rubric->version, what);
	return store_end(app->store, ok, error) ? rating : 0;
}

/* The rater's newest rating in this role; 0 with an error. */
static gint64
find_rating(struct app *app, gint64 session, const char *rater,
	    enum rater_role role, GError **error)
{
	g_autoptr(GPtrArray) ratings = NULL;
	gint64 found = 0;

	ratings = store_ratings_load(app->store, session, error);
	if (!ratings)
		return 0;
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->role == role && !strcmp(rating->rater, rater))
			found = rating->id;
	}
	if (!found)
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "%s has no rating of session %" G_GINT64_FORMAT
			    " as %s; rate it first",
			    rater, session, rater_role_print(role));
	return found;
}

gboolean
app_sign(struct app *app, gint64 session, const char *rater,
	 enum rater_role role, const char *meaning, GError **error)
{
	gint64 rating;
	gboolean ok;

	if (!app_code_check("rater", rater, error) ||
	    !app_session_there(app, session, error))
		return FALSE;
	rating = find_rating(app, session, rater, role, error);
	if (!rating || !store_begin(app->store, error))
		return FALSE;
	if (!meaning || !*meaning)
		meaning = "finished";
	ok = store_rating_sign(app->store, rating, meaning, error) &&
	     app_note(app, "sign", session, error, "%s as %s: %s", rater,
		      rater_role_print(role), meaning);
	return store_end(app->store, ok, error);
}
