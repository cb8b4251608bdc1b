/*
 * Who can be named where ratings are held against each other, as far as who
 * looks may know; see paneling.h.
 */
#include "app/paneling.h"

#include <string.h>

gboolean
panel_hides(const struct blind_view *view)
{
	return view &&
	       view->hides & (BLIND_PEOPLE | BLIND_NUMBER | BLIND_RATINGS);
}

static gboolean
is_listed(const GPtrArray *people, const char *code)
{
	for (guint i = 0; i < people->len; i++) {
		const struct person_info *info = people->pdata[i];

		if (base_code_same(info->code, code))
			return TRUE;
	}
	return FALSE;
}

static gboolean
has_signed(struct app *app, const struct session_info *info, const char *code,
	   GError **error)
{
	g_autoptr(GPtrArray) ratings =
		app_ratings_seen(app, info->session, &info->facts, NULL, error);

	for (guint i = 0; ratings && i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->signed_at && base_code_same(rating->rater, code))
			return TRUE;
	}
	return FALSE;
}

/* The list of people leaves out all who could tell whose a hidden session is;
 * they stand all the same in tables of sessions that are not hidden. */
static gboolean
is_in_sight(struct app *app, GHashTable *views, const char *code,
	    gboolean rates, GError **error)
{
	g_autoptr(GPtrArray) all = sessions_known(app, error);

	for (guint i = 0; all && i < all->len; i++) {
		const struct session_info *info = all->pdata[i];

		if (panel_hides(blind_view_of(views, info->session)))
			continue;
		if (rates ? has_signed(app, info, code, error) :
			    base_code_same(info->therapist, code))
			return TRUE;
		if (error && *error)
			return FALSE;
	}
	return FALSE;
}

const char *
panel_person(struct app *app, const char *what, const char *typed,
	     GError **error)
{
	const char *code = app_person_code(app, what, typed, error);
	g_autoptr(GPtrArray) people = code ? app_people(app, error) : NULL;
	g_autoptr(GHashTable) views = people ? blind_views(app, error) : NULL;
	g_autofree char *shown = NULL;
	g_autoptr(GError) fault = NULL;
	gboolean blind;

	if (!views)
		return NULL;
	if (is_listed(people, code))
		return code;
	blind = g_hash_table_size(views) > 0;
	if (blind &&
	    is_in_sight(app, views, code, !strcmp(what, "rater"), &fault))
		return code;
	if (fault) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return NULL;
	}
	shown = base_printable(typed, -1);
	app_fail(error, BASE_ERROR_NOT_FOUND, "there is no %s '%s' %s", what,
		 shown,
		 blind ? "that you may see; some people are hidden from you "
			 "until you have signed what you rate blind" :
			 "(iptrate person list)");
	return NULL;
}
