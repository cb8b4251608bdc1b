/*
 * Sets for drills: made, and taken back.
 */
#include "app/drill.h"
#include "app/drilling.h"
#include "app/seen.h"

#include <string.h>

#define NAME_MOST 40

static gboolean
check_name(struct app *app, const char *name, GError **error)
{
	g_autofree char *shown = base_printable(name, -1);
	g_autoptr(DrillSet) shipped = sample_set(name);
	g_auto(Drills) drills = { 0 };
	gsize len = strlen(name);

	if (len == 0 || len > NAME_MOST ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") != len)
		return app_fail(error, BASE_ERROR_INPUT,
				"'%s' cannot name a drill; use up to %d small "
				"letters, digits, '-' and '_', as in team-1",
				shown, NAME_MOST);
	if (shipped)
		return app_fail(error, BASE_ERROR_INPUT,
				"drill %s came with the program; give yours "
				"another name",
				shown);
	if (!drills_load(app, &drills, error))
		return FALSE;
	return !drills_named(&drills, name) ||
	       app_fail(error, BASE_ERROR_INPUT,
			"there is a drill %s already (iptrate drill show %s); "
			"give this one another name",
			shown, shown);
}

/* The newest signed version of the consensus, or of what this rater gave; NULL:
 * none. */
static const struct rating *
find_agreed(const GPtrArray *ratings, const char *rater)
{
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (!rating->signed_at || rating->role == RATER_DRILL ||
		    rating->role == RATER_SELF)
			continue;
		if (rater ? base_code_same(rating->rater, rater) :
			    rating->role == RATER_CONSENSUS)
			return rating;
	}
	return NULL;
}

/* What is sealed would be opened by the first who takes the drill. */
static gboolean
check_opened(struct app *app, const struct rating *rating, gint64 session,
	     GError **error)
{
	g_autoptr(GPtrArray) all =
		store_sealed_load(app->store, session, error);

	for (guint i = 0; all && i < all->len; i++) {
		const struct sealed_rating *sealed = all->pdata[i];

		if (sealed->rating == rating->id && !sealed->revealed_at)
			return app_fail(
				error, BASE_ERROR_DENIED,
				"%s's rating of session %" G_GINT64_FORMAT
				" is sealed, and this would tell "
				"it; open it first (iptrate reveal "
				"%" G_GINT64_FORMAT ")",
				rating->rater, session, session);
	}
	return all != NULL;
}

struct drill_member_row *
drill_member_make(struct app *app, gint64 session, const char *rater,
		  const char *verb, GError **error)
{
	g_autoptr(GPtrArray) ratings = NULL;
	const struct rating *rating;
	struct drill_member_row *member;

	if (!drill_leave_alone(app, session, verb, error) ||
	    !app_session_there(app, session, error) ||
	    !app_may_see(app, session, BLIND_RATINGS | BLIND_PEOPLE,
			 "what was agreed on it is", error) ||
	    !(ratings = app_ratings_seen(app, session, NULL, NULL, error)))
		return NULL;
	rating = find_agreed(ratings, rater);
	if (rating && !check_opened(app, rating, session, error))
		return NULL;
	if (!rating && rater)
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "%s has signed no rating of session %" G_GINT64_FORMAT
			 " (a self-rating does not count here)",
			 rater, session);
	else if (!rating)
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "session %" G_GINT64_FORMAT
			 " has no signed consensus; "
			 "make and sign one (iptrate consensus), or name the "
			 "expert whose rating it is (--rating RATER)",
			 session);
	if (!rating)
		return NULL;
	member = g_new0(struct drill_member_row, 1);
	member->session = session;
	member->rating = rating->id;
	member->version = MAX(rating->version, 1);
	return member;
}

static GPtrArray *
members_new(struct app *app, const struct drill_making *making,
	    const char *rater, GError **error)
{
	g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func(
		(GDestroyNotify)drill_member_row_free);

	for (guint i = 0; i < making->n; i++) {
		struct drill_member_row *member;

		for (guint k = 0; k < i; k++) {
			if (making->sessions[k] != making->sessions[i])
				continue;
			app_fail(error, BASE_ERROR_USAGE,
				 "session %" G_GINT64_FORMAT " is named twice",
				 making->sessions[i]);
			return NULL;
		}
		member = drill_member_make(app, making->sessions[i], rater,
					   "is in no other drill", error);
		if (!member)
			return NULL;
		member->n = i + 1;
		g_ptr_array_add(members, member);
	}
	if (members->len > 0)
		return g_steal_pointer(&members);
	app_fail(error, BASE_ERROR_USAGE,
		 "name the sessions of the drill: --of 3 --of C21/6");
	return NULL;
}

static gboolean
make(struct app *app, const struct drill_making *making, const char *rater,
     GError **error)
{
	g_autoptr(GPtrArray) members = NULL;
	g_autofree char *n = NULL;
	struct drill_set_row row = {
		.name = (char *)making->name,
		.purpose = (char *)drill_purpose_print(making->purpose),
		.by = app->user ? app->user : "",
	};

	if (!check_name(app, making->name, error) ||
	    !(members = members_new(app, making, rater, error)))
		return FALSE;
	n = base_count(members->len, "session", "sessions");
	return store_drill_set_add(app->store, &row, members, error) &&
	       app_note(app, "drill-new", 0, error, "%s for %s: %s", row.name,
			row.purpose, n);
}

struct drill_set *
app_drill_new(struct app *app, const struct drill_making *making,
	      GError **error)
{
	const char *rater = NULL;

	if ((making->rater &&
	     !(rater = app_person_code(app, "rater", making->rater, error))) ||
	    !app_begin(app, error) ||
	    !app_end(app, make(app, making, rater, error), error))
		return NULL;
	return app_drill(app, making->name, error);
}

static gboolean
withdraw(struct app *app, const struct drill_set *set, GError **error)
{
	const struct drill_set_row *row = set->row;

	if (!row->id)
		return app_fail(error, BASE_ERROR_DENIED,
				"drill %s came with the program and nobody has "
				"taken it here; there is nothing to take back",
				row->name);
	if (row->withdrawn)
		return app_fail(error, BASE_ERROR_DENIED,
				"drill %s was taken back already", row->name);
	return store_drill_set_withdraw(app->store, row->id, error) &&
	       app_note(app, "drill-withdraw", 0, error, "%s", row->name);
}

gboolean
app_drill_withdraw(struct app *app, const char *name, GError **error)
{
	g_autoptr(DrillSet) set = NULL;

	if (!app_begin(app, error))
		return FALSE;
	set = app_drill(app, name, error);
	return app_end(app, set && withdraw(app, set, error), error);
}
