/*
 * Who is at work, and what is hidden from them.
 *
 * The one idea: a session that is assigned blind is shown to its rater as if
 * nobody had told the rest, until that rater has signed.  What a verb gives is
 * filtered where it is put together; what it does inside is not.
 */
#include "app/assign.h"
#include "app/blind.h"
#include "app/kept.h"
#include "app/drilling.h"

#include <string.h>

static void
view_free(gpointer data)
{
	struct blind_view *view = data;

	g_free(view->name);
	g_free(view->rater);
	g_free(view);
}

/* Two who are at work see what both may see. */
static void
add_view(GHashTable *views, const struct assignment *assignment)
{
	struct blind_view *view =
		g_hash_table_lookup(views, &assignment->session);

	if (view) {
		view->hides |= assignment->blind;
		view->begun |= assignment->begun_at != 0;
		return;
	}
	view = g_new0(struct blind_view, 1);
	view->session = assignment->session;
	view->hides = assignment->blind;
	view->begun = assignment->begun_at != 0;
	view->name = g_strdup(assignment->name);
	view->rater = g_strdup(assignment->rater);
	g_hash_table_insert(views, &view->session, view);
}

/* A session with which one practises is seen, but not what was agreed on it or
 * what led there. */
static void
add_drill(GHashTable *views, gint64 session, const char *set, const char *rater)
{
	struct assignment as_if = {
		.session = session,
		.rater = (char *)rater,
		.blind = BLIND_RATINGS | BLIND_TAGS,
		.name = (char *)set,
	};

	add_view(views, &as_if);
}

static gboolean
add_drills(struct app *app, GHashTable *views, GError **error)
{
	g_autoptr(GPtrArray) hidden = drills_hidden(app, error);

	for (guint i = 0; hidden && i < hidden->len; i++) {
		const struct drill_hidden *one = hidden->pdata[i];

		add_drill(views, one->session, one->set, one->rater);
	}
	return hidden != NULL;
}

static GHashTable *
load_views(struct app *app, GError **error)
{
	g_autoptr(GPtrArray) all = store_assignments_load(app->store, error);
	g_autoptr(GHashTable) views = NULL;

	if (!all)
		return NULL;
	views = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL,
				      view_free);
	for (guint i = 0; i < all->len; i++) {
		const struct assignment *assignment = all->pdata[i];

		if (assignment->blind && assignment_is_pending(assignment) &&
		    app_is_viewer(app, assignment->rater))
			add_view(views, assignment);
	}
	return add_drills(app, views, error) ? g_steal_pointer(&views) : NULL;
}

GHashTable *
blind_views(struct app *app, GError **error)
{
	struct kept_reads *kept = app->kept;

	if (!app_store(app, error))
		return NULL;
	if (!kept_since(app, &kept->views_at))
		g_clear_pointer(&kept->views, g_hash_table_unref);
	if (!kept->views)
		kept->views = load_views(app, error);
	return kept->views ? g_hash_table_ref(kept->views) : NULL;
}

const struct blind_view *
blind_view_of(GHashTable *views, gint64 session)
{
	return g_hash_table_lookup(views, &session);
}

guint
blind_hides(GHashTable *views)
{
	GHashTableIter at;
	gpointer view;
	guint hides = 0;

	g_hash_table_iter_init(&at, views);
	while (g_hash_table_iter_next(&at, NULL, &view))
		hides |= ((const struct blind_view *)view)->hides;
	return hides;
}

gboolean
app_may_see(struct app *app, gint64 session, guint hides, const char *what,
	    GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	const struct blind_view *view =
		views ? blind_view_of(views, session) : NULL;

	if (!view || !(view->hides & hides))
		return views != NULL;
	return app_fail(error, BASE_ERROR_DENIED,
			"%s rates session %" G_GINT64_FORMAT " (%s) blind: %s "
			"hidden until that rating is signed",
			view->rater, session, view->name, what);
}

gboolean
blind_check_rater(struct app *app, gint64 session, const char *rater,
		  GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	const struct blind_view *view =
		views ? blind_view_of(views, session) : NULL;

	if (!view || !(view->hides & BLIND_RATINGS) ||
	    base_code_same(view->rater, rater))
		return views != NULL;
	return app_fail(error, BASE_ERROR_DENIED,
			"%s rates session %" G_GINT64_FORMAT " (%s) blind: "
			"ratings by others are hidden until that rating is "
			"signed",
			view->rater, session, view->name);
}

GArray *
blind_leave_out(struct app *app, const gint64 *sessions, guint n, guint hides,
		GError **error)
{
	g_autoptr(GArray) ids = app_ids(app, sessions, n, error);
	g_autoptr(GHashTable) views = ids ? blind_views(app, error) : NULL;

	if (!views)
		return NULL;
	for (guint i = ids->len; i-- > 0;) {
		const struct blind_view *view =
			blind_view_of(views, g_array_index(ids, gint64, i));

		if (view && view->hides & hides)
			g_array_remove_index(ids, i);
	}
	return g_steal_pointer(&ids);
}

void
blind_facts(const struct blind_view *view, struct session_facts *facts)
{
	if (!view || !(view->hides & BLIND_NUMBER))
		return;
	facts->number = facts->planned = 0;
	facts->phase = PHASE_UNKNOWN;
}

void
blind_info(const struct blind_view *view, struct session_info *info)
{
	if (!view)
		return;
	info->blind = view->hides;
	blind_facts(view, &info->facts);
	if (view->hides & BLIND_NUMBER)
		info->phase_suggested = FALSE;
	if (view->hides & BLIND_PEOPLE) {
		base_replace(&info->case_code, view->name);
		base_replace(&info->therapist, NULL);
	}
	/* A file is called after both. */
	if (view->hides & (BLIND_PEOPLE | BLIND_NUMBER)) {
		base_replace(&info->source_name, view->name);
		base_replace(&info->source_sha256, NULL);
	}
	if (view->hides & BLIND_RATINGS)
		info->ratings = view->begun;
	if (view->hides & BLIND_TAGS)
		info->tags = 0;
	if (view->hides & (BLIND_RATINGS | BLIND_TAGS))
		info->undecided = info->decisions = 0;
}

/* -- what a rater knows ---------------------------------------------------- */

struct knowing {
	const char *rater;
	guint known;
};

/* Who did something there has seen whose session it is, and with what else
 * they worked. */
static void
learn(const struct store_event *event, void *data)
{
	struct knowing *knowing = data;

	if (!base_code_same(event->who, knowing->rater) ||
	    !strcmp(event->verb, "rate") || !strcmp(event->verb, "sign") ||
	    !strcmp(event->verb, "version"))
		return;
	knowing->known |= BLIND_PEOPLE | BLIND_NUMBER;
	if (!strcmp(event->verb, "decide"))
		knowing->known |= BLIND_TAGS | BLIND_RATINGS;
	else if (!strcmp(event->verb, "measure"))
		knowing->known |= BLIND_MEASURES;
	else if (!strcmp(event->verb, "export"))
		knowing->known |= BLIND_TAGS | BLIND_RATINGS | BLIND_MEASURES;
}

gboolean
blind_known(struct app *app, gint64 session, const char *rater, guint *known,
	    GError **error)
{
	struct knowing knowing = { rater, 0 };
	struct drill_told of = { .session = session, .any = TRUE };
	g_autoptr(GPtrArray) decisions = NULL;
	gboolean told;

	if (!store_event_each(app->store, session, learn, &knowing, error) ||
	    !(decisions = store_decisions_load(app->store, session, error)))
		return FALSE;
	/* Another may have been at the keys. */
	for (guint i = 0; i < decisions->len; i++) {
		const struct decision *decision = decisions->pdata[i];

		if (base_code_same(decision->rater, rater))
			knowing.known |= BLIND_PEOPLE | BLIND_NUMBER |
					 BLIND_TAGS | BLIND_RATINGS;
	}
	if (!drills_told(app, &of, rater, &told, error))
		return FALSE;
	*known = knowing.known | (told ? BLIND_RATINGS | BLIND_TAGS : 0);
	return TRUE;
}

gboolean
blind_of_rating(struct app *app, gint64 session, const char *rater,
		enum rater_role role, guint *blind, GError **error)
{
	g_autoptr(GPtrArray) all = store_assignments_load(app->store, error);

	/* The copy tells nothing of either. */
	*blind = role == RATER_DRILL ? BLIND_PEOPLE | BLIND_RATINGS : 0;
	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *assignment = all->pdata[i];

		if (assignment->session == session &&
		    assignment->role == role &&
		    assignment_is_pending(assignment) &&
		    base_code_same(assignment->rater, rater))
			*blind |= assignment->blind;
	}
	return all != NULL;
}
