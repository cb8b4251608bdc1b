/*
 * Signed ratings of many sessions side by side; see panel.h.
 */
#include "app/panel.h"
#include "app/blind.h"
#include "app/versions.h"

#include <math.h>
#include <string.h>

/* -- what is in it --------------------------------------------------------- */

static void
panel_session_free(gpointer data)
{
	struct panel_session *session = data;

	g_free(session->name);
	g_free(session->case_code);
	g_free(session->therapist);
	g_array_unref(session->ratings);
	g_free(session);
}

static void
panel_rater_free(gpointer data)
{
	struct panel_rater *rater = data;

	g_free(rater->code);
	g_free(rater->name);
	g_free(rater);
}

static void
panel_rating_free(gpointer data)
{
	struct panel_rating *rating = data;

	session_score_free(rating->score);
	rating_free(rating->rating);
	g_free(rating);
}

void
panel_free(struct panel *panel)
{
	if (!panel)
		return;
	g_ptr_array_unref(panel->sessions);
	g_ptr_array_unref(panel->raters);
	g_ptr_array_unref(panel->ratings);
	g_ptr_array_unref(panel->left_out);
	g_free(panel);
}

/* -- choosing --------------------------------------------------------------- */

/* Why ratings or sessions were left out, and how many. */
struct left_out {
	guint hidden;	  /* sessions */
	guint unsigned_;  /* ratings */
	guint of_role;	  /* ratings */
	guint earlier;	  /* ratings: signed before `since` */
	guint other_text; /* ratings: on another rubric */
	guint not_theirs; /* ratings: in a role that the rater has not */
	guint since_sign; /* ratings: changed since, and taken as signed */
};

struct choosing {
	struct app *app;
	const struct panel_choice *choice;
	const char *case_code, *therapist; /* as spelled, or NULL */
	GPtrArray *raters;		   /* const char *, or NULL: all */
	guint roles;
	struct panel *panel;
	struct left_out out;
};

/* The code of a person who must be there. */
static const char *
person_there(struct app *app, const char *what, const char *typed,
	     GError **error)
{
	const char *code = app_person_code(app, what, typed, error);
	g_autoptr(GError) failed = NULL;
	struct person_info *info;

	if (!code)
		return NULL;
	info = store_person_find(app->store, code, &failed);
	if (!info) {
		g_autofree char *shown = base_printable(typed, -1);

		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "there is no %s '%s' (iptrate person list)", what,
			 shown);
		return NULL;
	}
	person_info_free(info);
	return code;
}

static gboolean
case_there(struct choosing *choosing, GError **error)
{
	struct app *app = choosing->app;
	g_autoptr(GArray) sessions = NULL;

	choosing->case_code =
		app_case_code(app, choosing->choice->case_code, error);
	sessions = choosing->case_code ?
			   app_case_sessions(app, choosing->case_code, error) :
			   NULL;
	return sessions != NULL;
}

static gboolean
settle_choice(struct choosing *choosing, GError **error)
{
	const struct panel_choice *choice = choosing->choice;
	struct app *app = choosing->app;

	if (choice->case_code && !case_there(choosing, error))
		return FALSE;
	if (choice->therapist &&
	    !(choosing->therapist =
		      person_there(app, "therapist", choice->therapist, error)))
		return FALSE;
	for (guint i = 0; choice->raters && choice->raters[i]; i++) {
		const char *code =
			person_there(app, "rater", choice->raters[i], error);

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
	session->name =
		info->facts.number && info->case_code ?
			g_strdup_printf("%s/%u", info->case_code,
					info->facts.number) :
			g_strdup_printf("%" G_GINT64_FORMAT, info->session);
	session->ratings = g_array_new(FALSE, FALSE, sizeof(guint));
	g_ptr_array_add(panel->sessions, session);
	return session;
}

static gboolean
is_of_role(const struct choosing *choosing, const struct rating *rating)
{
	return (choosing->roles & 1u << rating->role) != 0;
}

static void
note_unsigned(struct choosing *choosing, const struct rating *rating)
{
	if (rating->signed_before)
		choosing->out.since_sign++;
	else
		choosing->out.unsigned_++;
}

/* Is this version of a rating counted? */
static gboolean
counts(struct choosing *choosing, const struct rating *rating)
{
	struct left_out *out = &choosing->out;

	if (!is_of_role(choosing, rating))
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

static void
add_rating(struct panel *panel, guint session, struct rating *rating,
	   const struct session_facts *facts)
{
	struct panel_rating *added = g_new0(struct panel_rating, 1);

	added->session = session;
	added->rating = rating;
	added->score = session_score_build(panel->rubric, facts, rating);
	g_ptr_array_add(panel->ratings, added);
}

/* Of each rating, which come current version first, the newest that is
 * signed. */
static gboolean
add_ratings(struct choosing *choosing, const struct session_info *info,
	    GError **error)
{
	struct panel *panel = choosing->panel;
	g_autoptr(GPtrArray) all = app_ratings_seen(
		choosing->app, info->session, &info->facts, NULL, error);
	guint session = panel->sessions->len - 1;
	gint64 taken = 0;

	if (!all)
		return FALSE;
	app_roles_settle(info->therapist, all);
	for (guint i = 0; i < all->len; i++) {
		struct rating *rating = all->pdata[i];

		if (rating->id == taken ||
		    !rater_is_chosen(choosing, rating->rater))
			continue;
		if (is_of_role(choosing, rating) && !rating->signed_at) {
			note_unsigned(choosing, rating);
			continue;
		}
		taken = rating->id;
		if (!counts(choosing, rating))
			continue;
		add_rating(panel, session, rating, &info->facts);
		all->pdata[i] = NULL;
	}
	return TRUE;
}

static gint
by_code(gconstpointer a, gconstpointer b)
{
	const struct panel_rater *const *one = a, *const *other = b;

	return strcmp((*one)->name, (*other)->name);
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
	const struct panel_rating *one = *(const struct panel_rating *const *)a;
	const struct panel_rating *other =
		*(const struct panel_rating *const *)b;

	if (one->session != other->session)
		return one->session < other->session ? -1 : 1;
	return one->rater < other->rater ? -1 : one->rater > other->rater;
}

static char *
rater_name(const struct rating *rating)
{
	return rating->role == RATER_CONSENSUS ?
		       g_strdup_printf("%s (consensus)", rating->rater) :
		       g_strdup(rating->rater);
}

/* Gives raters and ratings their places. */
static void
place_all(struct panel *panel)
{
	g_autoptr(GHashTable) places =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < panel->ratings->len; i++) {
		struct panel_rating *rating = panel->ratings->pdata[i];
		char *name = rater_name(rating->rating);
		struct panel_rater *rater = g_hash_table_lookup(places, name);

		if (!rater) {
			rater = g_new0(struct panel_rater, 1);
			rater->code = g_strdup(rating->rating->rater);
			rater->name = g_strdup(name);
			rater->consensus =
				rating->rating->role == RATER_CONSENSUS;
			g_ptr_array_add(panel->raters, rater);
		}
		rater->ratings++;
		g_hash_table_insert(places, name, rater);
	}
	g_ptr_array_sort(panel->raters, by_code);
	for (guint r = 0; r < panel->raters->len; r++) {
		const struct panel_rater *rater = panel->raters->pdata[r];

		g_hash_table_insert(places, g_strdup(rater->name),
				    GUINT_TO_POINTER(r));
	}
	for (guint i = 0; i < panel->ratings->len; i++) {
		struct panel_rating *rating = panel->ratings->pdata[i];
		g_autofree char *name = rater_name(rating->rating);

		rating->rater =
			GPOINTER_TO_UINT(g_hash_table_lookup(places, name));
	}
	g_ptr_array_sort(panel->ratings, by_place);
	for (guint i = 0; i < panel->ratings->len; i++) {
		const struct panel_rating *rating = panel->ratings->pdata[i];
		struct panel_session *session =
			panel->sessions->pdata[rating->session];

		g_array_append_val(session->ratings, i);
		panel->twice += session->ratings->len == 2;
	}
}

static void
tell(struct panel *panel, guint n, const char *one, const char *more)
{
	if (n == 0)
		return;
	g_ptr_array_add(panel->left_out,
			n == 1 ? g_strdup(one) :
				 g_strdup_printf("%u %s", n, more));
}

static void
tell_left_out(const struct choosing *choosing)
{
	const struct left_out *out = &choosing->out;
	struct panel *panel = choosing->panel;

	tell(panel, out->hidden,
	     "1 session is left out: it is rated blind by who looks",
	     "sessions are left out: they are rated blind by who looks");
	tell(panel, out->unsigned_, "1 rating is left out: it is not signed",
	     "ratings are left out: they are not signed");
	tell(panel, out->since_sign,
	     "1 rating was changed since it was signed, and counts as signed",
	     "ratings were changed since they were signed, and count as "
	     "signed");
	tell(panel, out->of_role,
	     "1 rating is left out: it is in another role (see --role)",
	     "ratings are left out: they are in other roles (see --role)");
	tell(panel, out->not_theirs,
	     "1 rating is left out: its rater does not have that role",
	     "ratings are left out: their raters do not have those roles");
	tell(panel, out->earlier,
	     "1 rating is left out: it was signed before the day",
	     "ratings are left out: they were signed before the day");
	tell(panel, out->other_text,
	     "1 rating is left out: it is on another rubric, or another "
	     "version of it",
	     "ratings are left out: they are on another rubric, or another "
	     "version of it");
}

/* Of what is measured or told here, is something hidden? */
static gboolean
is_blind(const struct blind_view *view)
{
	return view &&
	       view->hides & (BLIND_PEOPLE | BLIND_NUMBER | BLIND_RATINGS);
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
		if (is_blind(blind_view_of(views, info->session))) {
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
	g_autoptr(Panel) panel = g_new0(struct panel, 1);
	struct choosing choosing = {
		.app = app,
		.choice = choice,
		.roles = choice->roles ? choice->roles : PANEL_ROLES,
		.raters = g_ptr_array_new(),
		.panel = panel,
	};
	gboolean ok;

	panel->sessions = g_ptr_array_new_with_free_func(panel_session_free);
	panel->raters = g_ptr_array_new_with_free_func(panel_rater_free);
	panel->ratings = g_ptr_array_new_with_free_func(panel_rating_free);
	panel->left_out = g_ptr_array_new_with_free_func(g_free);
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
	place_all(panel);
	tell_left_out(&choosing);
	return g_steal_pointer(&panel);
}

/* -- tables ------------------------------------------------------------------ */

static double
mean_cell(const struct mean_score *mean)
{
	return mean->sufficient ? mean->mean : NAN;
}

static double
item_cell(const struct panel_rating *rating, enum panel_cell cell,
	  const char *item)
{
	const struct item_rating *said = rating_item(rating->rating, item);
	guint point = 0;

	if (said && cell == PANEL_EXTENT)
		point = said->extent;
	else if (said)
		point = said->quality;
	return point ? point : NAN;
}

static double
cell_of(const struct panel_rating *rating, enum panel_cell cell,
	const char *item)
{
	const struct session_score *score = rating->score;

	switch (cell) {
	case PANEL_ADHERENCE:
		return mean_cell(&score->adherence);
	case PANEL_QUALITY_MEAN:
		return mean_cell(&score->quality);
	case PANEL_SPECIFICITY:
		return mean_cell(&score->specificity);
	case PANEL_PASS:
		return score->state == PASS_INCOMPLETE ?
			       NAN :
			       score->state == PASS_YES;
	default:
		return item_cell(rating, cell, item);
	}
}

struct ratings *
panel_table(const struct panel *panel, enum panel_cell cell, const char *item)
{
	struct ratings *table =
		ratings_new(panel->sessions->len, panel->raters->len);

	for (guint i = 0; i < panel->sessions->len; i++) {
		const struct panel_session *session = panel->sessions->pdata[i];

		g_ptr_array_add(table->units, g_strdup(session->name));
	}
	for (guint r = 0; r < panel->raters->len; r++) {
		const struct panel_rater *rater = panel->raters->pdata[r];

		g_ptr_array_add(table->raters, g_strdup(rater->name));
	}
	for (guint i = 0; i < panel->ratings->len; i++) {
		const struct panel_rating *rating = panel->ratings->pdata[i];

		*ratings_cell(table, rating->session, rating->rater) =
			cell_of(rating, cell, item);
	}
	return table;
}
