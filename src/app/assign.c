/*
 * Sessions given to raters: who may have which, under what name, and what is
 * to be hidden from them.
 */
#include "app/assign.h"
#include "app/assigning.h"
#include "app/blind.h"
#include "app/drilling.h"

#include <stdio.h>
#include <string.h>

const char *
assignment_state_print(enum assignment_state state)
{
	static const char *const names[] = { "open", "begun", "signed",
					     "overdue", "withdrawn" };

	g_assert((guint)state < G_N_ELEMENTS(names));
	return names[state];
}

/* The day that it is, in UTC as all times are.  Caller frees. */
static char *
today(const struct app *app)
{
	g_autofree char *now = base_time_print(app->now);

	return g_strndup(now, strlen("2026-11-30"));
}

enum assignment_state
app_assignment_state(const struct app *app, const struct assignment *assignment)
{
	g_autofree char *day = today(app);

	if (assignment->withdrawn)
		return ASSIGNMENT_WITHDRAWN;
	if (assignment->signed_at)
		return ASSIGNMENT_SIGNED;
	if (assignment->due && strcmp(assignment->due, day) < 0)
		return ASSIGNMENT_OVERDUE;
	return assignment->begun_at ? ASSIGNMENT_BEGUN : ASSIGNMENT_OPEN;
}

GPtrArray *
app_assignments(struct app *app, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	g_autoptr(GPtrArray) all =
		views ? store_assignments_load(app->store, error) : NULL;
	gboolean people = views && blind_hides(views) & BLIND_PEOPLE;

	if (!all || g_hash_table_size(views) == 0)
		return g_steal_pointer(&all);
	for (guint i = all->len; i-- > 0;) {
		struct assignment *assignment = all->pdata[i];

		if (!app_is_viewer(app, assignment->rater))
			g_ptr_array_remove_index(all, i);
		else if (people)
			g_clear_pointer(&assignment->by, g_free);
	}
	return g_steal_pointer(&all);
}

/* -- what is asked for ----------------------------------------------------- */

/* "2026-12-31": a day of the calendar that is not past. */
static gboolean
check_due(const struct app *app, const char *due, GError **error)
{
	g_autofree char *shown = due ? base_printable(due, -1) : NULL;
	g_autofree char *day = today(app);
	guint year, month, of_month;
	char rest;

	if (!due)
		return TRUE;
	if (strlen(due) != strlen(day) ||
	    sscanf(due, "%4u-%2u-%2u%c", &year, &month, &of_month, &rest) !=
		    3 ||
	    !g_date_valid_dmy((GDateDay)of_month, (GDateMonth)month,
			      (GDateYear)year))
		return app_fail(error, BASE_ERROR_INPUT,
				"'%s' is no day; write it as 2026-12-31",
				shown);
	return strcmp(due, day) >= 0 ||
	       app_fail(error, BASE_ERROR_INPUT,
			"%s is past (today is %s); name a day to come", shown,
			day);
}

static gboolean
check_role(enum rater_role role, GError **error)
{
	return role != RATER_CONSENSUS ||
	       app_fail(error, BASE_ERROR_USAGE,
			"a consensus is made of signed ratings and assigned "
			"to nobody; assign as independent, supervisor, peer "
			"or self");
}

/* The code as it is kept; NULL with an error when nobody has it.  Owned by
 * app. */
static const char *
find_rater(struct app *app, const char *typed, GError **error)
{
	const char *code = app_person_code(app, "rater", typed, error);
	g_autoptr(GPtrArray) codes =
		code ? store_person_codes(app->store, error) : NULL;
	g_autoptr(GHashTable) views = codes ? blind_views(app, error) : NULL;
	const char *near;

	if (!views)
		return NULL;
	if (g_ptr_array_find_with_equal_func(codes, code, g_str_equal, NULL))
		return code;
	g_ptr_array_add(codes, NULL);
	near = blind_hides(views) & BLIND_PEOPLE ?
		       NULL :
		       base_did_you_mean(code,
					 (const char *const *)codes->pdata);
	if (near)
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "there is no person '%s' (did you mean '%s'?)", code,
			 near);
	else
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "there is no person '%s'; make them first: iptrate "
			 "person set %s role=assessor",
			 code, code);
	return NULL;
}

static gboolean
check_unrated(struct app *app, gint64 session, const char *rater,
	      GError **error)
{
	g_autoptr(GPtrArray) ratings =
		store_ratings_load(app->store, session, NULL, error);

	for (guint i = 0; ratings && i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (base_code_same(rating->rater, rater))
			return app_fail(error, BASE_ERROR_DENIED,
					"%s has rated session "
					"%" G_GINT64_FORMAT " already, as %s; "
					"name another rater",
					rater, session,
					rater_role_print(rating->role));
	}
	return ratings != NULL;
}

static gboolean
check_unassigned(struct app *app, gint64 session, const char *rater,
		 GError **error)
{
	g_autoptr(GPtrArray) all = store_assignments_load(app->store, error);

	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *other = all->pdata[i];

		if (other->session == session && !other->withdrawn &&
		    base_code_same(other->rater, rater))
			return app_fail(error, BASE_ERROR_DENIED,
					"%s has session %" G_GINT64_FORMAT
					" already, as %s",
					rater, session, other->name);
	}
	return all != NULL;
}

gboolean
app_may_assign(struct app *app, gint64 session, const char *rater,
	       enum rater_role role, GError **error)
{
	return app_session_there(app, session, error) &&
	       drill_leave_alone(app, session,
				 "is given out by 'iptrate drill take' alone",
				 error) &&
	       drill_over_check(app, session, rater, error) &&
	       check_unassigned(app, session, rater, error) &&
	       check_unrated(app, session, rater, error) &&
	       app_role_check(app, session, rater, role, error);
}

/* -- giving and taking back ------------------------------------------------ */

static gboolean
note(struct app *app, const char *verb, const struct assignment *assignment,
     GError **error)
{
	g_autofree char *blind = blindness_print(assignment->blind);

	return app_note(app, verb, assignment->session, error,
			"%s to %s as %s%s%s%s%s", assignment->name,
			assignment->rater, rater_role_print(assignment->role),
			*blind ? ", blind to " : "", blind,
			assignment->due ? ", due " : "",
			assignment->due ? assignment->due : "");
}

static gboolean
assign_one(struct app *app, const struct assigning *assigning, gint64 session,
	   const char *rater, GPtrArray *made, GError **error)
{
	struct assignment *assignment = g_new0(struct assignment, 1);

	g_ptr_array_add(made, assignment);
	assignment->session = session;
	assignment->rater = g_strdup(rater);
	assignment->role = assigning->role;
	assignment->blind = assigning->blind;
	assignment->due = g_strdup(assigning->due);
	assignment->draw = assigning->draw;
	assignment->by = g_strdup(app->user ? app->user : "");
	return app_may_assign(app, session, rater, assigning->role, error) &&
	       assign_blind_settle(app, assignment, error) &&
	       (assignment->session_uid =
			store_session_uid(app->store, session, TRUE, error)) &&
	       assign_name_fill(app, assignment, error) &&
	       store_assignment_add(app->store, assignment, error) &&
	       note(app, "assign", assignment, error);
}

char *
assign_raters_print(struct app *app, const char *const *raters, GError **error)
{
	g_autoptr(GPtrArray) codes = g_ptr_array_new();

	for (; *raters; raters++) {
		const char *code = find_rater(app, *raters, error);

		if (!code)
			return NULL;
		if (!g_ptr_array_find_with_equal_func(codes, code, g_str_equal,
						      NULL))
			g_ptr_array_add(codes, (gpointer)code);
	}
	g_ptr_array_add(codes, NULL);
	return g_strjoinv(",", (char **)codes->pdata);
}

/* With references among them, the order tells nothing. */
static gboolean
assign_among(struct app *app, const struct assigning *assigning,
	     const char *rater, GPtrArray *made, GError **error)
{
	g_autoptr(GArray) sessions =
		assign_references_add(app, assigning, rater, error);

	for (guint i = 0; sessions && i < sessions->len; i++) {
		if (!assign_one(app, assigning,
				g_array_index(sessions, gint64, i), rater, made,
				error))
			return FALSE;
	}
	return sessions != NULL;
}

static gboolean
assign_all(struct app *app, const struct assigning *assigning, GPtrArray *made,
	   GError **error)
{
	for (guint k = 0; assigning->references && assigning->raters[k]; k++) {
		const char *rater =
			find_rater(app, assigning->raters[k], error);

		if (!rater || !assign_among(app, assigning, rater, made, error))
			return FALSE;
	}
	for (guint i = 0; !assigning->references && i < assigning->n; i++) {
		for (guint k = 0; assigning->raters[k]; k++) {
			const char *rater =
				find_rater(app, assigning->raters[k], error);

			if (!rater ||
			    !assign_one(app, assigning, assigning->sessions[i],
					rater, made, error))
				return FALSE;
		}
	}
	return TRUE;
}

GPtrArray *
app_assign(struct app *app, const struct assigning *assigning, GError **error)
{
	g_autoptr(GPtrArray) made =
		g_ptr_array_new_with_free_func((GDestroyNotify)assignment_free);

	if (!check_due(app, assigning->due, error) ||
	    !check_role(assigning->role, error) || !app_begin(app, error))
		return NULL;
	return app_end(app, assign_all(app, assigning, made, error), error) ?
		       g_steal_pointer(&made) :
		       NULL;
}

/* The one that is meant, taken out of the list; NULL with an error. */
static struct assignment *
find_assignment(GPtrArray *all, gint64 session, const char *rater,
		GError **error)
{
	guint at = 0, n = 0;

	for (guint i = 0; i < all->len; i++) {
		const struct assignment *assignment = all->pdata[i];

		if (assignment->session != session || assignment->withdrawn ||
		    (rater && !base_code_same(assignment->rater, rater)))
			continue;
		at = i;
		n++;
	}
	if (n == 1)
		return g_ptr_array_steal_index(all, at);
	if (n == 0)
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "session %" G_GINT64_FORMAT " is assigned to %s (see "
			 "'iptrate assign list')",
			 session, rater ? rater : "nobody");
	else
		app_fail(error, BASE_ERROR_USAGE,
			 "session %" G_GINT64_FORMAT " is assigned to %u "
			 "raters; say whose is taken back with --rater",
			 session, n);
	return NULL;
}

static gboolean
withdraw(struct app *app, const struct assignment *assignment, GError **error)
{
	if (assignment->signed_at)
		return app_fail(error, BASE_ERROR_DENIED,
				"%s has signed the rating of %s already; "
				"there is nothing to take back",
				assignment->rater, assignment->name);
	if (assignment->blind && app_is_viewer(app, assignment->rater))
		return app_fail(error, BASE_ERROR_DENIED,
				"%s rates %s blind and cannot take it back "
				"themselves; who assigned it can",
				assignment->rater, assignment->name);
	return store_assignment_withdraw(app->store, assignment->id, error) &&
	       note(app, "assign-withdraw", assignment, error);
}

struct assignment *
app_assign_withdraw(struct app *app, gint64 session, const char *rater,
		    GError **error)
{
	g_autoptr(GPtrArray) all = NULL;
	struct assignment *assignment = NULL;
	gboolean ok;

	if (!app_begin(app, error))
		return NULL;
	all = store_assignments_load(app->store, error);
	if (all)
		assignment = find_assignment(all, session, rater, error);
	ok = assignment && withdraw(app, assignment, error);
	if (app_end(app, ok, error))
		return assignment;
	assignment_free(assignment);
	return NULL;
}
