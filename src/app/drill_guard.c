/*
 * Drills and all else: who must not see what, and that a copy is rated as a
 * drill and as nothing else.
 */
#include "app/drill.h"
#include "app/drilling.h"

#include <string.h>

/* -- what is hidden ------------------------------------------------------------ */

static void
hidden_free(gpointer data)
{
	struct drill_hidden *hidden = data;

	g_free(hidden->set);
	g_free(hidden->rater);
	g_free(hidden);
}

static void
hide(GPtrArray *hidden, gint64 session, const char *set, const char *rater)
{
	struct drill_hidden *one = g_new0(struct drill_hidden, 1);

	one->session = session;
	one->set = g_strdup(set);
	one->rater = g_strdup(rater);
	g_ptr_array_add(hidden, one);
}

static gboolean
hide_of_take(struct app *app, const struct drills *drills,
	     const struct drill_take_row *take, GPtrArray *hidden,
	     GError **error)
{
	const struct drill_set_row *set = drills_set(drills, take->set);
	g_autoptr(GPtrArray) members = NULL;
	g_autoptr(GError) fault = NULL;
	gboolean over = drills_over(app, drills, take, &fault);

	if (over && !fault)
		return TRUE;
	if (!fault)
		members = store_drill_members(app->store, take->set, &fault);
	for (guint i = 0; members && i < members->len; i++) {
		const struct drill_member_row *member = members->pdata[i];

		if (member->session &&
		    !drills_place_told(drills, take, over, member->n))
			hide(hidden, member->session, set->name, take->rater);
	}
	if (fault)
		g_propagate_error(error, g_steal_pointer(&fault));
	return members != NULL;
}

GPtrArray *
drills_hidden(struct app *app, GError **error)
{
	g_autoptr(GPtrArray) hidden =
		g_ptr_array_new_with_free_func(hidden_free);
	g_auto(Drills) drills = { 0 };

	if (!drills_load(app, &drills, error))
		return NULL;
	for (guint i = 0; i < drills.takes->len; i++) {
		const struct drill_take_row *take = drills.takes->pdata[i];

		if (app_is_viewer(app, take->rater) &&
		    !hide_of_take(app, &drills, take, hidden, error))
			return NULL;
	}
	return g_steal_pointer(&hidden);
}

gboolean
drills_open_but(struct app *app, gint64 session, const char *rater,
		const char *but, char **set, GError **error)
{
	g_autoptr(GPtrArray) hidden =
		g_ptr_array_new_with_free_func(hidden_free);
	g_auto(Drills) drills = { 0 };

	*set = NULL;
	if (!drills_load(app, &drills, error))
		return FALSE;
	for (guint i = 0; i < drills.takes->len; i++) {
		const struct drill_take_row *take = drills.takes->pdata[i];

		if (base_code_same(take->rater, rater) &&
		    !hide_of_take(app, &drills, take, hidden, error))
			return FALSE;
	}
	for (guint i = 0; i < hidden->len && !*set; i++) {
		const struct drill_hidden *one = hidden->pdata[i];

		if (one->session == session && g_strcmp0(one->set, but) != 0)
			*set = g_strdup(one->set);
	}
	return TRUE;
}

gboolean
drills_open(struct app *app, gint64 session, const char *rater, char **set,
	    GError **error)
{
	return drills_open_but(app, session, rater, NULL, set, error);
}

/* Does the other know, or take as well, what is in the set? */
static gboolean
is_shared(struct app *app, const struct drills *drills, gint64 set,
	  const char *other, gboolean *shared, GError **error)
{
	g_autoptr(GPtrArray) members =
		store_drill_members(app->store, set, error);

	*shared = FALSE;
	for (guint i = 0; i < drills->takes->len; i++) {
		const struct drill_take_row *take = drills->takes->pdata[i];

		*shared |=
			take->set == set && base_code_same(take->rater, other);
	}
	for (guint i = 0; members && i < members->len && !*shared; i++) {
		const struct drill_member_row *member = members->pdata[i];
		struct drill_told of = { .session = member->session,
					 .sample = member->sample,
					 .any = TRUE };

		if (!drills_told(app, &of, other, shared, error))
			return FALSE;
	}
	return members != NULL;
}

gboolean
drills_shared(struct app *app, const char *rater, const char *other, char **set,
	      GError **error)
{
	g_auto(Drills) drills = { 0 };

	*set = NULL;
	if (!drills_load(app, &drills, error))
		return FALSE;
	for (guint i = 0; i < drills.takes->len && !*set; i++) {
		const struct drill_take_row *take = drills.takes->pdata[i];
		g_autoptr(GError) fault = NULL;
		gboolean shared;

		if (!base_code_same(take->rater, rater) ||
		    drills_over(app, &drills, take, &fault))
			continue;
		if (!fault && is_shared(app, &drills, take->set, other, &shared,
					&fault)) {
			if (shared)
				*set = g_strdup(
					drills_set(&drills, take->set)->name);
			continue;
		}
		g_propagate_error(error, g_steal_pointer(&fault));
		return FALSE;
	}
	return TRUE;
}

/* -- copies ---------------------------------------------------------------------- */

static gboolean
check_owner(const struct drills *drills, const struct drill_session_row *copy,
	    const char *rater, GError **error)
{
	const struct drill_take_row *take = drills_take(drills, copy->take);
	const struct drill_set_row *set = drills_set(drills, take->set);

	if (!base_code_same(take->rater, rater))
		return app_fail(error, BASE_ERROR_DENIED,
				"session %" G_GINT64_FORMAT " is %s's copy for "
				"drill %s; 'iptrate drill take %s --rater %s' "
				"gives %s one",
				copy->session, take->rater, set->name,
				set->name, rater, rater);
	return !copy->done_at ||
	       app_fail(error, BASE_ERROR_DENIED,
			"session %" G_GINT64_FORMAT " of drill %s is done, and "
			"what was done in a drill stays as it was; go on with "
			"'iptrate drill take %s --rater %s'",
			copy->session, set->name, set->name, rater);
}

static gboolean
check_copy_role(const struct drills *drills,
		const struct drill_session_row *copy, const char *rater,
		enum rater_role role, GError **error)
{
	const struct drill_take_row *take = drills_take(drills, copy->take);
	const struct drill_set_row *set = drills_set(drills, take->set);

	if (role != RATER_DRILL)
		return app_fail(error, BASE_ERROR_DENIED,
				"session %" G_GINT64_FORMAT " is a copy for "
				"drill %s, which is practice: it is rated as "
				"drill, not as %s",
				copy->session, set->name,
				rater_role_print(role));
	if (!check_owner(drills, copy, rater, error))
		return FALSE;
	return !take->technique ||
	       app_fail(error, BASE_ERROR_DENIED,
			"in this drill turns are marked and no items rated: "
			"iptrate decide %" G_GINT64_FORMAT " TURN add "
			"TECHNIQUE, and 'iptrate sign %" G_GINT64_FORMAT
			"' when all are marked",
			copy->session, copy->session);
}

gboolean
drill_over_check(struct app *app, gint64 session, const char *rater,
		 GError **error)
{
	g_autofree char *set = NULL;

	if (!drills_open(app, session, rater, &set, error))
		return FALSE;
	return !set ||
	       app_fail(error, BASE_ERROR_DENIED,
			"%s practises on session %" G_GINT64_FORMAT " in drill "
			"%s, and will be told what was agreed on it: it is not "
			"theirs to rate before that is over",
			rater, session, set);
}

gboolean
drill_role_check(struct app *app, gint64 session, const char *rater,
		 enum rater_role role, GError **error)
{
	g_auto(Drills) drills = { 0 };
	const struct drill_session_row *copy;

	if (!drills_load(app, &drills, error))
		return FALSE;
	copy = drills_copy(&drills, session);
	if (copy)
		return check_copy_role(&drills, copy, rater, role, error);
	if (!drill_over_check(app, session, rater, error))
		return FALSE;
	return role != RATER_DRILL ||
	       app_fail(error, BASE_ERROR_DENIED,
			"session %" G_GINT64_FORMAT " is no copy for a drill; "
			"'iptrate drill take SET' gives one, and a session "
			"itself is rated as self, peer, supervisor or "
			"independent",
			session);
}

gboolean
drill_decide_check(struct app *app, gint64 session, const char *rater,
		   GError **error)
{
	g_auto(Drills) drills = { 0 };
	const struct drill_session_row *copy;

	if (!drills_load(app, &drills, error))
		return FALSE;
	copy = drills_copy(&drills, session);
	return !copy || check_owner(&drills, copy, rater, error);
}

gboolean
drill_leave_alone(struct app *app, gint64 session, const char *what,
		  GError **error)
{
	gboolean copy;

	if (!app_store(app, error) ||
	    !store_drill_is_copy(app->store, session, &copy, error))
		return FALSE;
	return !copy || app_fail(error, BASE_ERROR_DENIED,
				 "session %" G_GINT64_FORMAT " is a copy for a "
				 "drill, which %s",
				 session, what);
}
