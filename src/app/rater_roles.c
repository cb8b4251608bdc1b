/*
 * Who rates a session in which role.
 *
 * The session's therapist rates as self and nobody else does, and of others'
 * work one gives one opinion.  A therapist may be told of later: what was
 * signed then stays, and is marked.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/drilling.h"
#include "app/hidden.h"
#include "app/versions.h"

/* Why this person cannot rate a session of this therapist in this role; NULL:
 * they can.  Caller frees. */
static char *
role_fault(gint64 session, const char *therapist, const char *rater,
	   enum rater_role role)
{
	gboolean own = therapist && base_code_same(therapist, rater);

	if (own && role != RATER_SELF)
		return g_strdup_printf("%s is the therapist of session "
				       "%" G_GINT64_FORMAT " and rates it as "
				       "self only, not as %s",
				       therapist, session,
				       rater_role_print(role));
	if (therapist && !own && role == RATER_SELF)
		return g_strdup_printf("%s is the therapist of session "
				       "%" G_GINT64_FORMAT ", and self is the "
				       "therapist's own rating, not %s's",
				       therapist, session, rater);
	return NULL;
}

void
app_roles_settle(const char *therapist, const GPtrArray *ratings)
{
	for (guint i = 0; i < ratings->len; i++) {
		struct rating *rating = ratings->pdata[i];

		g_free(rating->role_fault);
		rating->role_fault = role_fault(rating->session, therapist,
						rating->rater, rating->role);
	}
}

gboolean
roles_tell(struct app *app, gint64 session, const GPtrArray *before,
	   GError **error)
{
	g_autoptr(SessionInfo) info = session_known(app, session, error);

	for (guint i = 0; info && i < before->len; i++) {
		const struct rating *rating = before->pdata[i];
		g_autofree char *fault = role_fault(
			session, info->therapist, rating->rater, rating->role);

		if (fault && rating->signed_at && !rating->role_fault)
			g_ptr_array_add(
				app->told,
				g_strdup_printf("%s; the rating that was "
						"signed so stays, and counts "
						"as incomplete",
						fault));
	}
	return info != NULL;
}

/* May both be there of one person?  Of one session a person gives one
 * opinion: their own work as self, others' in one role.  The consensus of
 * raters is not one person's. */
static gboolean
go_together(enum rater_role a, enum rater_role b)
{
	return a == b || ((a == RATER_CONSENSUS || b == RATER_CONSENSUS) &&
			  a != RATER_SELF && b != RATER_SELF);
}

static gboolean
check_second(struct app *app, const struct session_info *info,
	     const char *rater, enum rater_role role, GError **error)
{
	g_autoptr(GPtrArray) ratings =
		store_ratings_load(app->store, info->session, NULL, error);

	if (ratings)
		app_roles_settle(info->therapist, ratings);
	for (guint i = 0; ratings && i < ratings->len; i++) {
		const struct rating *other = ratings->pdata[i];

		/* One that cannot be rated on is in nobody's way. */
		if (!other->signed_at || other->role_fault ||
		    go_together(other->role, role) ||
		    !base_code_same(other->rater, rater))
			continue;
		return app_fail(error, BASE_ERROR_DENIED,
				"%s has signed a rating of session "
				"%" G_GINT64_FORMAT " as %s, and as %s it "
				"would pass for another person's; rate it as "
				"%s",
				other->rater, info->session,
				rater_role_print(other->role),
				rater_role_print(role),
				rater_role_print(other->role));
	}
	return ratings != NULL;
}

/* In another role one would see what the assigned one is blind to. */
static gboolean
check_assigned(struct app *app, gint64 session, const char *rater,
	       enum rater_role role, GError **error)
{
	g_autoptr(GPtrArray) all = store_assignments_load(app->store, error);

	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *assignment = all->pdata[i];

		if (assignment->session == session && assignment->blind &&
		    assignment_is_pending(assignment) &&
		    assignment->role != role &&
		    base_code_same(assignment->rater, rater))
			return app_fail(error, BASE_ERROR_DENIED,
					"%s has session %" G_GINT64_FORMAT
					" (%s) to rate blind as %s; rate it in "
					"that role",
					assignment->rater, session,
					assignment->name,
					rater_role_print(assignment->role));
	}
	return all != NULL;
}

gboolean
app_role_check(struct app *app, gint64 session, const char *rater,
	       enum rater_role role, GError **error)
{
	g_autoptr(SessionInfo) info = session_known(app, session, error);
	g_autofree char *fault =
		info ? role_fault(session, info->therapist, rater, role) : NULL;

	if (fault && !app_may_see(app, session, BLIND_PEOPLE,
				  "who the therapist is is", error))
		return FALSE;
	if (fault)
		return app_fail(error, BASE_ERROR_DENIED, "%s (%s)", fault,
				role == RATER_SELF ? "rate it in another role" :
						     "--role self");
	return info && drill_role_check(app, session, rater, role, error) &&
	       blind_check_rater(app, session, rater, error) &&
	       check_assigned(app, session, rater, role, error) &&
	       check_second(app, info, rater, role, error) &&
	       app_unsealed_check(app, session, rater, role, error);
}
