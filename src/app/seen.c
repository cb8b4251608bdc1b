/*
 * Whose eyes look, and what they see of the ratings and events.
 *
 * The one idea: what is hidden is left out here, where a record or a list is
 * put together, and never by what prints it.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/hidden.h"
#include "app/kept.h"
#include "app/qualify.h"
#include "app/vouch.h"

#include <string.h>

void
app_set_viewer(struct app *app, const char *code)
{
	base_replace(&app->viewer, code);
	kept_drop(app);
}

gboolean
app_is_viewer(const struct app *app, const char *code)
{
	return code && (base_code_same(app->user, code) ||
			base_code_same(app->viewer, code));
}

static gboolean
is_hidden(const struct app *app, const struct sealed_rating *sealed)
{
	/* Of one that came from elsewhere, the rest may not be here yet. */
	if (!sealed->nonce)
		return TRUE;
	return !sealed->revealed_at && !sealed_is_due(sealed) &&
	       !app_is_viewer(app, sealed->rater);
}

GPtrArray *
app_sealed_hidden(struct app *app, gint64 session, GError **error)
{
	g_autoptr(GPtrArray) hidden =
		app_store(app, error) ?
			store_sealed_load(app->store, session, error) :
			NULL;

	for (guint i = hidden ? hidden->len : 0; i-- > 0;) {
		if (!is_hidden(app, hidden->pdata[i]))
			g_ptr_array_remove_index(hidden, i);
	}
	return g_steal_pointer(&hidden);
}

static gboolean
is_one_of(const GPtrArray *hidden, gint64 rating)
{
	for (guint i = 0; i < hidden->len; i++) {
		const struct sealed_rating *sealed = hidden->pdata[i];

		if (sealed->rating == rating)
			return TRUE;
	}
	return FALSE;
}

/* Is it another's, of a session that is rated blind to ratings? */
static gboolean
is_of_another(const struct blind_view *view, const struct rating *rating)
{
	return view && view->hides & BLIND_RATINGS &&
	       !base_code_same(view->rater, rating->rater);
}

GPtrArray *
app_ratings_seen(struct app *app, gint64 session,
		 const struct session_facts *facts, GPtrArray **hidden,
		 GError **error)
{
	g_autoptr(GPtrArray) sealed = app_sealed_hidden(app, session, error);
	g_autoptr(GHashTable) views = sealed ? blind_views(app, error) : NULL;
	g_autoptr(GPtrArray) ratings =
		views ? store_ratings_load(app->store, session, facts, error) :
			NULL;

	for (guint i = ratings ? ratings->len : 0; i-- > 0;) {
		const struct rating *rating = ratings->pdata[i];

		if (is_one_of(sealed, rating->id) ||
		    is_of_another(blind_view_of(views, session), rating))
			g_ptr_array_remove_index(ratings, i);
	}
	if (ratings) {
		app_signatures_name(app, ratings);
		qualified_settle(app, ratings);
	}
	if (ratings && hidden)
		*hidden = g_steal_pointer(&sealed);
	return g_steal_pointer(&ratings);
}

/* Events that say what somebody gave or how it came out: "RL as self on ...",
 * "RL as self, version 1, ...", "RL as self: ...". */
static gboolean
tells_of(const struct sealed_rating *sealed, gint64 session, const char *verb,
	 const char *detail)
{
	static const char *const verbs[] = { "rate", "sign", "version", NULL };
	g_autofree char *whose = g_strdup_printf(
		"%s as %s", sealed->rater, rater_role_print(sealed->role));
	gsize len = strlen(whose);

	return sealed->session == session && g_strv_contains(verbs, verb) &&
	       !strncmp(detail, whose, len) && strchr(" ,:", detail[len]);
}

char *
hidden_event_print(const GPtrArray *hidden, gint64 session, const char *verb,
		   const char *detail)
{
	for (guint i = 0; i < hidden->len; i++) {
		const struct sealed_rating *sealed = hidden->pdata[i];

		if (tells_of(sealed, session, verb, detail))
			return g_strdup_printf("%s as %s: (sealed)",
					       sealed->rater,
					       rater_role_print(sealed->role));
	}
	return NULL;
}
