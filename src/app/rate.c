/*
 * Ratings by people: checked item by item, saved all or none.
 */
#include "app/private.h"
#include "app/near_cut.h"
#include "app/blind.h"
#include "app/drilling.h"
#include "app/hidden.h"
#include "app/versions.h"
#include "app/vouch.h"

#include <string.h>

gboolean
app_evidence_check(struct app *app, gint64 session,
		   const struct item_rating *item, GError **error)
{
	enum turn_role role;

	for (guint i = 0; item->turns && i < item->turns->len; i++) {
		if (store_turn_role(app->store, session,
				    g_array_index(item->turns, guint, i), &role,
				    error))
			continue;
		g_prefix_error(error, "item %s: ", item->item);
		return FALSE;
	}
	return TRUE;
}

/* N/A of live items and the turns that are cited, of which the file alone does
 * not know; FALSE after complaints. */
static gboolean
check_rows(struct app *app, gint64 session, const struct session_facts *facts,
	   const GPtrArray *items, const char *path, GPtrArray *diagnostics)
{
	gboolean ok = TRUE;

	for (guint i = 0; i < items->len; i++) {
		const struct item_rating *item = items->pdata[i];
		g_autoptr(GError) fault = NULL;

		if (item_rating_check_na(app->rubric, facts, item, &fault) &&
		    app_evidence_check(app, session, item, &fault))
			continue;
		diagnostics_add(diagnostics, DIAGNOSTIC_ERROR, path, item->line,
				0, NULL, "%s", fault->message);
		ok = FALSE;
	}
	return ok;
}

GPtrArray *
app_ratings_read(struct app *app, gint64 session, const char *path,
		 GPtrArray *diagnostics, GError **error)
{
	const struct rubric *rubric = app_rubric(app, error);
	g_autoptr(SessionInfo) info =
		rubric ? app_session_plain(app, session, error) : NULL;
	g_autoptr(GPtrArray) items = NULL;
	g_autofree char *text = NULL;
	gsize len;

	if (!info || !app_file_read(path, &text, &len, error))
		return NULL;
	items = ratings_parse(text, len, path, rubric, diagnostics);
	return items && check_rows(app, session, &info->facts, items, path,
				   diagnostics) ?
		       g_steal_pointer(&items) :
		       NULL;
}

static gboolean
check_rated(struct app *app, gint64 session, const GPtrArray *items,
	    GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(SessionInfo) info = app_session_plain(app, session, error);

	if (!info)
		return FALSE;
	if (!items->len) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "there is no item to rate; give one as "
			    "ITEM=EXTENT/QUALITY or in a ratings file");
		return FALSE;
	}
	for (guint i = 0; i < items->len; i++) {
		const struct item_rating *item = items->pdata[i];

		if (!item_rating_check(app->rubric, item, error) ||
		    !item_rating_check_na(app->rubric, &info->facts, item,
					  error) ||
		    !app_evidence_check(app, session, item, error))
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

static const char *
describe_unrated(const struct item_rating *item)
{
	if (item->na_reason)
		return "n/a";
	return item->comment || (item->turns && item->turns->len) ?
		       "remark, not rated" :
		       "not rated";
}

void
app_value_describe(GString *text, const struct item_rating *item)
{
	g_string_append_printf(text, "%s ", item->item);
	if (!item->extent)
		g_string_append(text, describe_unrated(item));
	else if (item->quality)
		g_string_append_printf(text, "%u/%u", item->extent,
				       item->quality);
	else
		g_string_append_printf(text, "%u", item->extent);
}

static gboolean
note_rating(struct app *app, gint64 session, const char *rater,
	    enum rater_role role, const char *what, GError **error)
{
	return app_note(app, "rate", session, error, "%s as %s on %s %s: %s",
			rater, rater_role_print(role), app->rubric->id,
			app->rubric->version, what);
}

static gint64
save_rated(struct app *app, gint64 session, const char *rater,
	   enum rater_role role, const GPtrArray *items, GError **error)
{
	const struct rubric *rubric = app->rubric;
	g_autoptr(SessionInfo) info = session_known(app, session, error);
	g_autoptr(GString) what = g_string_new(NULL);
	gint64 rating;
	guint blind;

	if (!info || !app_role_check(app, session, rater, role, error) ||
	    !rubric_check_name(app, rubric, error) ||
	    !check_rated(app, session, items, error) ||
	    !blind_of_rating(app, session, rater, role, &blind, error) ||
	    !app_carry_over(app, info, rater, role, items, error))
		return 0;
	rating = store_rating_save(app->store, session, rubric, rater, role,
				   blind, items, error);
	for (guint i = 0; i < items->len; i++) {
		g_string_append(what, i ? ", " : "");
		app_value_describe(what, items->pdata[i]);
	}
	return rating && note_rating(app, session, rater, role, what->str,
				     error) ?
		       rating :
		       0;
}

gint64
app_rate(struct app *app, gint64 session, const char *rater,
	 enum rater_role role, const GPtrArray *items, GError **error)
{
	const struct rubric *rubric = app_rubric(app, error);
	g_autoptr(GPtrArray) watched = NULL;
	gint64 rating = 0;
	gboolean ok;

	if (!rubric || !(rater = app_person_code(app, "rater", rater, error)) ||
	    !app_begin(app, error))
		return 0;
	for (guint i = 0; i < items->len; i++)
		item_rating_settle(rubric, items->pdata[i]);
	/* Looked at while nobody else can change the turns it cites. */
	watched = versions_watch(app, &session, 1, error);
	if (watched)
		rating = save_rated(app, session, rater, role, items, error);
	ok = rating && versions_note(app, watched, error);
	return app_end(app, ok, error) ? rating : 0;
}

struct rating *
app_rating(struct app *app, gint64 session, const char *rater,
	   enum rater_role role, struct session_score **score, GError **error)
{
	g_autoptr(SessionInfo) info = session_known(app, session, error);
	g_autoptr(SessionInfo) shown =
		info ? app_session_plain(app, session, error) : NULL;
	g_autoptr(GPtrArray) ratings = NULL;

	*score = NULL;
	if (!shown || !app_rubric(app, error) ||
	    !blind_check_rater(app, session, rater, error))
		return NULL;
	ratings = store_ratings_load(app->store, session, &info->facts, error);
	for (guint i = ratings ? ratings->len : 0; i-- > 0;) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->earlier || rating->role != role ||
		    !base_code_same(rating->rater, rater))
			continue;
		*score = app_score_build(app, app_rubric_of(app, rating),
					 &shown->facts, rating);
		app_signature_name(app, rating);
		return g_ptr_array_steal_index(ratings, i);
	}
	return NULL;
}

struct rating *
app_rating_find(struct app *app, gint64 session, const char *rater,
		enum rater_role role, const struct rubric *on, GError **error)
{
	g_autoptr(SessionInfo) info = session_known(app, session, error);
	g_autoptr(GPtrArray) ratings = NULL;

	if (info)
		ratings = store_ratings_load(app->store, session, &info->facts,
					     error);
	for (guint i = ratings ? ratings->len : 0; i-- > 0;) {
		const struct rating *rating = ratings->pdata[i];
		gboolean fits =
			on ? !g_strcmp0(rating->rubric_sha256, on->sha256) :
			     rating->items->len > 0;

		if (fits && !rating->earlier && rating->role == role &&
		    !strcmp(rating->rater, rater))
			return g_ptr_array_steal_index(ratings, i);
	}
	if (ratings)
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "%s has no rating of session %" G_GINT64_FORMAT
			 " as %s; rate it first",
			 rater, session, rater_role_print(role));
	return NULL;
}

static gboolean
undo_rating(struct app *app, gint64 session, gint64 rating, gboolean again,
	    struct item_rating **now, GError **error)
{
	if (!store_rating_undo(app->store, rating, again, now, error))
		return FALSE;
	if (*now)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "no rating of session %" G_GINT64_FORMAT " can be %s",
		    session, again ? "done again" : "taken back");
	return FALSE;
}

struct item_rating *
app_rate_undo(struct app *app, gint64 session, const char *rater,
	      enum rater_role role, gboolean again, GError **error)
{
	const struct rubric *rubric = app_rubric(app, error);
	g_autoptr(GString) what = g_string_new(again ? "again " : "back to ");
	struct item_rating *now = NULL;
	g_autoptr(Rating) rating = NULL;
	g_autoptr(GPtrArray) watched = NULL;
	gboolean ok;

	if (!rubric || !(rater = app_person_code(app, "rater", rater, error)) ||
	    !app_session_there(app, session, error) ||
	    !drill_role_check(app, session, rater, role, error) ||
	    !blind_check_rater(app, session, rater, error) ||
	    !app_unsealed_check(app, session, rater, role, error))
		return NULL;
	rating = app_rating_find(app, session, rater, role, rubric, error);
	if (!rating || !app_begin(app, error))
		return NULL;
	watched = versions_watch(app, &session, 1, error);
	ok = watched &&
	     undo_rating(app, session, rating->id, again, &now, error);
	if (ok) {
		app_value_describe(what, now);
		ok = note_rating(app, session, rater, role, what->str, error) &&
		     versions_note(app, watched, error);
	}
	if (app_end(app, ok, error))
		return now;
	item_rating_free(now);
	return NULL;
}
