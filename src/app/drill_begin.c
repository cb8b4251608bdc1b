/*
 * Who may begin a drill: who knows none of its sessions.
 */
#include "app/blind.h"
#include "app/drilling.h"

#include <string.h>

static gboolean
check_unrated(struct app *app, const struct drill_set *set,
	      const struct drill_member_row *member, const char *rater,
	      GError **error)
{
	gint64 session = member->session;
	struct drill_told of = { .session = session, .any = TRUE };
	g_autoptr(SessionInfo) info = session_known(app, session, error);
	g_autoptr(GPtrArray) ratings =
		info ? store_ratings_load(app->store, session, NULL, error) :
		       NULL;
	guint known = 0;
	gboolean told;
	const char *why = NULL;

	/* Whoever has practised on it may do so again: see check_untold(). */
	if (!ratings || !blind_known(app, session, rater, &known, error) ||
	    !drills_told(app, &of, rater, &told, error))
		return FALSE;
	if (base_code_same(info->therapist, rater))
		why = "led";
	else if (known & BLIND_RATINGS && !told)
		why = "worked on";
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (base_code_same(rating->rater, rater))
			why = "rated";
	}
	return !why ||
	       app_fail(error, BASE_ERROR_DENIED,
			"%s has %s session %u of drill %s, and cannot practise "
			"on it; make a set without it for %s",
			rater, why, member->n, set->row->name, rater);
}

/* Who is to rate it for real must not be told before. */
static gboolean
check_unassigned(struct app *app, const struct drill_set *set,
		 const struct drill_member_row *member, const char *rater,
		 GError **error)
{
	g_autoptr(GPtrArray) all = store_assignments_load(app->store, error);

	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *other = all->pdata[i];

		if (other->session == member->session &&
		    assignment_is_pending(other) &&
		    base_code_same(other->rater, rater))
			return app_fail(error, BASE_ERROR_DENIED,
					"%s has session %u of drill %s to rate "
					"(%s), and cannot practise on it "
					"before",
					rater, member->n, set->row->name,
					other->name);
	}
	return all != NULL;
}

static gboolean
check_untold(struct app *app, const struct drill_set *set,
	     const struct drill_member_row *member, const char *rater,
	     const char *technique, GError **error)
{
	struct drill_told of = { .session = member->session,
				 .sample = member->sample,
				 .technique = technique };
	gboolean told;

	if (set->purpose != DRILL_TESTING)
		return TRUE;
	if (!drills_told(app, &of, rater, &told, error))
		return FALSE;
	return !told ||
	       app_fail(error, BASE_ERROR_DENIED,
			"%s has been told what was agreed on session %u of "
			"drill %s, so that it would test nothing; make a set "
			"of other sessions",
			rater, member->n, set->row->name);
}

static gboolean
has_technique(const struct drill_source *source, const char *technique)
{
	for (guint i = 0; i < source->tags->len; i++) {
		const struct drill_tag_row *tag = source->tags->pdata[i];

		if (tag->agreed && (!strcmp(technique, DRILL_ALL) ||
				    !strcmp(tag->technique, technique)))
			return TRUE;
	}
	return FALSE;
}

/* One that stands nowhere in the set cannot be found. */
static gboolean
check_technique(struct app *app, const struct drill_set *set,
		const char *technique, GError **error)
{
	for (guint i = 0; technique && i < set->members->len; i++) {
		g_auto(DrillSource) source = { 0 };

		if (!drill_source_load(app, set->members->pdata[i], &source,
				       error))
			return FALSE;
		if (has_technique(&source, technique))
			return TRUE;
	}
	return !technique ||
	       app_fail(error, BASE_ERROR_DENIED,
			"nobody has agreed on %s anywhere in drill %s, so that "
			"there is nothing to find; 'iptrate drill show %s' "
			"lists what there is",
			strcmp(technique, DRILL_ALL) ? technique :
						       "a technique",
			set->row->name, set->row->name);
}

gboolean
drill_begin_check(struct app *app, const struct drill_set *set,
		  const char *rater, const char *technique, GError **error)
{
	if (set->row->withdrawn)
		return app_fail(error, BASE_ERROR_DENIED,
				"drill %s was taken back; nobody begins it any "
				"more",
				set->row->name);
	for (guint i = 0; i < set->members->len; i++) {
		const struct drill_member_row *member = set->members->pdata[i];

		if ((member->session &&
		     (!check_unrated(app, set, member, rater, error) ||
		      !check_unassigned(app, set, member, rater, error))) ||
		    !check_untold(app, set, member, rater, technique, error))
			return FALSE;
	}
	return check_technique(app, set, technique, error);
}
