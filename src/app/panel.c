/*
 * Signed ratings of many sessions side by side; see panel.h.
 */
#include "app/paneling.h"
#include "app/blind.h"
#include "app/versions.h"

#include <string.h>

/* -- choosing --------------------------------------------------------------- */

struct choosing {
	struct app *app;
	const struct panel_choice *choice;
	const char *case_code, *therapist; /* as spelled, or NULL */
	GPtrArray *raters;		   /* const char *, or NULL: all */
	guint roles;
	struct panel *panel;
	struct left_out out;
};

static gboolean
case_there(struct choosing *choosing, GError **error)
{
	struct app *app = choosing->app;
	g_autoptr(GArray) sessions = NULL;

	choosing->case_code =
		app_case_code(app, choosing->choice->case_code, error);
	/* As typed: how it is spelled here would tell that it is there. */
	sessions = choosing->case_code ?
			   app_case_sessions(app, choosing->choice->case_code,
					     error) :
			   NULL;
	return sessions != NULL;
}

static gboolean
sessions_there(const struct choosing *choosing, GError **error)
{
	for (guint i = 0; i < choosing->choice->n; i++) {
		if (!app_session_there(choosing->app,
				       choosing->choice->sessions[i], error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
settle_choice(struct choosing *choosing, GError **error)
{
	const struct panel_choice *choice = choosing->choice;
	struct app *app = choosing->app;

	if (!sessions_there(choosing, error))
		return FALSE;

	if (choice->case_code && !case_there(choosing, error))
		return FALSE;
	if (choice->therapist &&
	    !(choosing->therapist =
		      panel_person(app, "therapist", choice->therapist, error)))
		return FALSE;
	for (guint i = 0; choice->raters && choice->raters[i]; i++) {
		const char *code =
			panel_person(app, "rater", choice->raters[i], error);

		if (!code)
			return FALSE;
		g_ptr_array_add(choosing->raters, (gpointer)code);
	}
	return TRUE;
}

static gboolean
is_chosen(const struct choosing *choosing, const struct session_info *info)
{
	return (!choosing->case_code ||
		base_code_same(choosing->case_code, info->case_code)) &&
	       (!choosing->therapist ||
		base_code_same(choosing->therapist, info->therapist));
}

static gboolean
rater_is_chosen(const struct choosing *choosing, const char *code)
{
	for (guint i = 0; i < choosing->raters->len; i++) {
		if (base_code_same(choosing->raters->pdata[i], code))
			return TRUE;
	}
	return !choosing->choice->raters;
}

/* -- putting together ------------------------------------------------------- */

static struct panel_session *
add_session(struct panel *panel, const struct session_info *info)
{
	struct panel_session *session = g_new0(struct panel_session, 1);

	session->session = info->session;
	session->case_code = g_strdup(info->case_code);
	session->therapist = g_strdup(info->therapist);
	session->facts = info->facts;
	session->ratings = g_array_new(FALSE, FALSE, sizeof(guint));
	g_ptr_array_add(panel->sessions, session);
	return session;
}

static gboolean
is_of_role(const struct choosing *choosing, enum rater_role role)
{
	return (choosing->roles & 1u << role) != 0;
}

/* Is this version of a rating counted? */
static gboolean
counts(struct choosing *choosing, const struct rating *rating)
{
	struct left_out *out = &choosing->out;

	if (!is_of_role(choosing, rating->role))
		return out->of_role++, FALSE;
	if (rating->role_fault)
		return out->not_theirs++, FALSE;
	if (choosing->choice->since &&
	    rating->signed_at < choosing->choice->since)
		return out->earlier++, FALSE;
	if (strcmp(rating->rubric_sha256, choosing->panel->rubric->sha256))
		return out->other_text++, FALSE;
	return TRUE;
}

/* The place of what the same person gave the session in another role;
 * G_MAXUINT: none.  A consensus is not what they gave by themselves. */
static guint
find_other_role(const struct panel *panel, guint session,
		const struct rating *rating)
{
	for (guint i = panel->ratings->len; i-- > 0;) {
		const struct panel_rating *other = panel->ratings->pdata[i];

		if (other->session != session)
			break;
		if (base_code_same(other->rating->rater, rating->rater) &&
		    (other->rating->role == RATER_CONSENSUS) ==
			    (rating->role == RATER_CONSENSUS))
			return i;
	}
	return G_MAXUINT;
}

/* Takes the rating over, unless the same person signed another later. */
static void
add_rating(struct choosing *choosing, guint session, struct rating *rating,
	   const struct session_facts *facts)
{
	struct panel *panel = choosing->panel;
	guint at = find_other_role(panel, session, rating);
	struct panel_rating *added;

	if (at != G_MAXUINT) {
		const struct panel_rating *other = panel->ratings->pdata[at];

		choosing->out.twice++;
		if (other->rating->signed_at > rating->signed_at) {
			rating_free(rating);
			return;
		}
		g_ptr_array_remove_index(panel->ratings, at);
	}
	added = g_new0(struct panel_rating, 1);
	added->session = session;
	added->rating = rating;
	added->score = session_score_build(panel->rubric, facts, rating);
	g_ptr_array_add(panel->ratings, added);
}

/* Takes out of the list what is sealed, and counts it with what who looks does
 * not see: it counts for nobody, its own rater not left out. */
static gboolean
leave_sealed(struct choosing *choosing, gint64 session, GPtrArray *ratings,
	     GError **error)
{
	g_autoptr(GPtrArray) sealed =
		store_sealed_load(choosing->app->store, session, error);

	for (guint i = 0; sealed && i < sealed->len; i++) {
		const struct sealed_rating *s = sealed->pdata[i];

		if (s->revealed_at && s->nonce)
			continue;
		if (rater_is_chosen(choosing, s->rater) &&
		    is_of_role(choosing, s->role))
			choosing->out.sealed++;
		for (guint k = ratings->len; k-- > 0;)
			if (((const struct rating *)ratings->pdata[k])->id ==
			    s->rating)
				g_ptr_array_remove_index(ratings, k);
	}
	return sealed != NULL;
}

/* Of each rating, which come current version first, the newest that is
 * signed. */
static void
take_signed(struct choosing *choosing, const struct session_info *info,
	    GPtrArray *all)
{
	guint session = choosing->panel->sessions->len - 1;
	gint64 taken = 0, changed = 0;

	for (guint i = 0; i < all->len; i++) {
		struct rating *rating = all->pdata[i];

		if (rating->id == taken ||
		    !rater_is_chosen(choosing, rating->rater))
			continue;
		if (!rating->signed_at && rating->signed_before) {
			changed = rating->id;
			continue;
		}
		taken = rating->id;
		if (!rating->signed_at) {
			if (is_of_role(choosing, rating->role))
				choosing->out.unsigned_++;
			continue;
		}
		if (!counts(choosing, rating))
			continue;
		choosing->out.since_sign += rating->id == changed;
		all->pdata[i] = NULL;
		add_rating(choosing, session, rating, &info->facts);
	}
}

static gboolean
add_ratings(struct choosing *choosing, const struct session_info *info,
	    GError **error)
{
	g_autoptr(GPtrArray) all = app_ratings_seen(
		choosing->app, info->session, &info->facts, NULL, error);

	if (!all || !leave_sealed(choosing, info->session, all, error))
		return FALSE;
	app_roles_settle(info->therapist, all);
	take_signed(choosing, info, all);
	return TRUE;
}

static gboolean
fill_panel(struct choosing *choosing, GError **error)
{
	const struct panel_choice *choice = choosing->choice;
	g_autoptr(GPtrArray) all = sessions_known(choosing->app, error);
	g_autoptr(GArray) ids = all ? app_ids(choosing->app, choice->sessions,
					      choice->n, error) :
				      NULL;
	g_autoptr(GHashTable) wanted =
		g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GHashTable) views =
		ids ? blind_views(choosing->app, error) : NULL;

	if (!views)
		return FALSE;
	for (guint i = 0; i < ids->len; i++)
		g_hash_table_add(wanted, &g_array_index(ids, gint64, i));
	for (guint i = 0; i < all->len; i++) {
		const struct session_info *info = all->pdata[i];

		if (!g_hash_table_contains(wanted, &info->session))
			continue;
		/* Told of all, whatever was asked for: whose they are is
		 * hidden. */
		if (panel_hides(blind_view_of(views, info->session))) {
			choosing->out.hidden++;
			continue;
		}
		if (!is_chosen(choosing, info))
			continue;
		add_session(choosing->panel, info);
		if (!add_ratings(choosing, info, error))
			return FALSE;
	}
	return TRUE;
}

struct panel *
app_panel(struct app *app, const struct panel_choice *choice, GError **error)
{
	g_autoptr(Panel) panel = panel_new();
	struct choosing choosing = {
		.app = app,
		.choice = choice,
		.roles = choice->roles ? choice->roles : PANEL_ROLES,
		.raters = g_ptr_array_new(),
		.panel = panel,
	};
	gboolean ok;

	panel->rubric = app_rubric(app, error);
	ok = panel->rubric && app_store(app, error) &&
	     settle_choice(&choosing, error) &&
	     store_begin_reading(app->store, error);
	if (ok) {
		ok = fill_panel(&choosing, error);
		store_end(app->store, TRUE, NULL);
	}
	g_ptr_array_unref(choosing.raters);
	if (!ok)
		return NULL;
	panel_place(panel);
	panel->hidden = choosing.out.hidden;
	left_out_tell(&choosing.out, panel->left_out);
	return g_steal_pointer(&panel);
}
