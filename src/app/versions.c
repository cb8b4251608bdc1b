/*
 * Versions that begin, or stand again: told after whatever verb did it.
 *
 * What was signed is looked at before and after, so that it is told the same
 * way whether a value, the tags or the facts were changed.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/versions.h"

#include <string.h>

/* The current versions of the ratings of a session. */
static GPtrArray *
current_load(struct app *app, gint64 session, GError **error)
{
	g_autoptr(SessionInfo) info = session_known(app, session, error);
	g_autoptr(GPtrArray) ratings =
		info ? store_ratings_load(app->store, session, &info->facts,
					  error) :
		       NULL;

	if (ratings)
		app_roles_settle(info->therapist, ratings);
	for (guint i = ratings ? ratings->len : 0; i-- > 0;) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->earlier)
			g_ptr_array_remove_index(ratings, i);
	}
	return g_steal_pointer(&ratings);
}

GPtrArray *
versions_watch(struct app *app, const gint64 *sessions, guint n, GError **error)
{
	g_autoptr(GPtrArray) watched =
		g_ptr_array_new_with_free_func((GDestroyNotify)rating_free);

	for (guint i = 0; i < n; i++) {
		g_autoptr(GPtrArray) ratings =
			current_load(app, sessions[i], error);

		if (!ratings)
			return NULL;
		while (ratings->len > 0)
			g_ptr_array_add(watched,
					g_ptr_array_steal_index(ratings, 0));
	}
	return g_steal_pointer(&watched);
}

/* Not of what is hidden from who is at work. */
static void
tell_version(struct app *app, const struct rating *now, const char *what)
{
	if (!app_may_see(app, now->session, BLIND_RATINGS | BLIND_PEOPLE, "",
			 NULL))
		return;
	g_ptr_array_add(app->told,
			g_strdup_printf("session %" G_GINT64_FORMAT
					", %s's rating (%s): %s",
					now->session, now->rater,
					rater_role_print(now->role), what));
}

static gboolean
note_change(struct app *app, const struct rating *was, const struct rating *now,
	    GError **error)
{
	gboolean stood = was->signed_at != 0, stands = now->signed_at != 0;
	g_autofree char *since = rating_since_print(now->since);
	g_autofree char *what = NULL;

	if (stood == stands)
		return TRUE;
	if (stands)
		what = g_strdup_printf("version %u stands again as it was "
				       "signed",
				       now->version);
	else
		what = g_strdup_printf("version %u begins, since %s; version "
				       "%u stays as it was signed",
				       now->version, since, was->version);
	tell_version(app, now, what);
	return app_note(app, "version", now->session, error, "%s as %s: %s",
			now->rater, rater_role_print(now->role), what);
}

gboolean
versions_note(struct app *app, const GPtrArray *watched, GError **error)
{
	g_autoptr(GPtrArray) ratings = NULL;
	gint64 session = 0;

	for (guint i = 0; i < watched->len; i++) {
		const struct rating *was = watched->pdata[i];

		if (was->session != session) {
			g_clear_pointer(&ratings, g_ptr_array_unref);
			ratings = current_load(app, was->session, error);
			session = was->session;
		}
		for (guint k = 0; ratings && k < ratings->len; k++) {
			const struct rating *now = ratings->pdata[k];

			if (now->id == was->id &&
			    !note_change(app, was, now, error))
				return FALSE;
		}
		if (!ratings)
			return FALSE;
	}
	return TRUE;
}

GPtrArray *
app_told(struct app *app)
{
	GPtrArray *told = app->told;

	app->told = g_ptr_array_new_with_free_func(g_free);
	return told;
}

GPtrArray *
app_signed_ratings(struct app *app, const gint64 *sessions, guint n,
		   GError **error)
{
	g_autoptr(GArray) ids = NULL;
	g_autoptr(GPtrArray) ratings = NULL;

	ids = blind_leave_out(app, sessions, n, BLIND_RATINGS, error);
	if (!ids)
		return NULL;
	ratings = versions_watch(app, (const gint64 *)(gpointer)ids->data,
				 ids->len, error);
	for (guint i = ratings ? ratings->len : 0; i-- > 0;) {
		const struct rating *rating = ratings->pdata[i];

		if (!rating->signed_at)
			g_ptr_array_remove_index(ratings, i);
	}
	return g_steal_pointer(&ratings);
}
