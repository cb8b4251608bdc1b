/*
 * What a rater said of sessions whose reference is known, and what of it
 * counts; see qualify.h.
 */
#include "app/drilling.h"
#include "app/panel.h"
#include "app/qualifying.h"
#include "app/versions.h"

#include <string.h>

static void
held_session_free(gpointer data)
{
	struct held_session *one = data;

	g_ptr_array_unref(one->pairs);
	g_free(one);
}

void
held_clear(struct held *held)
{
	g_clear_pointer(&held->sessions, g_ptr_array_unref);
	g_clear_pointer(&held->marked, g_array_unref);
}

gint64
months_later(gint64 at, gint months)
{
	g_autoptr(GDateTime) day = g_date_time_new_from_unix_utc(at);
	g_autoptr(GDateTime) later =
		day ? g_date_time_add_months(day, months) : NULL;

	return later ? g_date_time_to_unix(later) : G_MAXINT64;
}

/* Who rates a few easy items of a session does not say how they rate it: of
 * those that the reference has, so many must have a value. */
static gboolean
is_sparse(const GPtrArray *pairs, const struct rubric *rubric)
{
	guint theirs = 0, mine = 0, both = 0;

	for (guint i = 0; i < pairs->len; i++) {
		const struct drill_pair *pair = pairs->pdata[i];

		if (!pair->theirs || !pair->theirs->extent)
			continue;
		theirs++;
		mine += pair->mine &&
			(pair->mine->extent || pair->mine->na_reason);
		both += pair->mine && pair->mine->extent;
	}
	return both == 0 || mine < rubric->min_share_rated * theirs - 1e-9;
}

/* Of each session what was signed first: what came after may have been said
 * knowing more. */
static void
take_session(struct held *held, gint64 session, gint64 at,
	     const struct session_facts *facts, GPtrArray *pairs)
{
	struct held_session *one = NULL;

	for (guint i = 0; i < held->sessions->len; i++) {
		struct held_session *other = held->sessions->pdata[i];

		if (other->session == session)
			one = other;
	}
	if (one && one->at <= at)
		return;
	if (!one) {
		one = g_new0(struct held_session, 1);
		g_ptr_array_add(held->sessions, one);
	} else {
		g_ptr_array_unref(one->pairs);
	}
	*one = (struct held_session){ session, at, *facts,
				      g_ptr_array_ref(pairs) };
}

/* -- references -------------------------------------------------------------- */

/* The first that this rater signed of a session, in the roles that are held
 * against each other; or NULL. */
static const struct rating *
find_mine(const GPtrArray *ratings, const char *rater)
{
	const struct rating *first = NULL;

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->signed_at && 1u << rating->role & PANEL_ROLES &&
		    base_code_same(rating->rater, rater) &&
		    (!first || rating->signed_at < first->signed_at))
			first = rating;
	}
	return first;
}

/* Is the reference the rater's own, settled by them, or made of what they said
 * as well? */
static gboolean
is_own(struct app *app, const GPtrArray *ratings, const struct rating *theirs,
       const char *rater, gboolean *own, GError **error)
{
	g_autoptr(GArray) parts =
		store_consensus_load(app->store, theirs->id, error);

	*own = base_code_same(theirs->rater, rater);
	for (guint i = 0; parts && i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		for (guint k = 0; k < parts->len; k++)
			*own |= g_array_index(parts, struct consensus_part, k)
						.rating == rating->id &&
				base_code_same(rating->rater, rater);
	}
	return parts != NULL;
}

static gboolean
is_sealed(struct app *app, const struct rating *rating, gboolean *sealed,
	  GError **error)
{
	g_autoptr(GPtrArray) all =
		store_sealed_load(app->store, rating->session, error);

	*sealed = FALSE;
	for (guint i = 0; all && i < all->len; i++) {
		const struct sealed_rating *one = all->pdata[i];

		*sealed |= one->rating == rating->id && !one->revealed_at;
	}
	return all != NULL;
}

static gboolean
hold(struct app *app, const GPtrArray *ratings, const struct rating *mine,
     const struct rating *theirs, const char *rubric, struct held *held,
     GError **error)
{
	g_autoptr(SessionInfo) info = session_known(app, mine->session, error);
	const struct rubric *of = info ? app_rubric_of(app, mine) : NULL;
	g_autoptr(GPtrArray) pairs = NULL;
	gboolean sealed, own;

	if (!info || !is_sealed(app, mine, &sealed, error) ||
	    !is_own(app, ratings, theirs, mine->rater, &own, error))
		return FALSE;
	if (own) {
		held->own++;
	} else if (sealed) {
		held->sealed++;
	} else if (!base_code_same(of->id, rubric) ||
		   !base_code_same(app_rubric_of(app, theirs)->id, rubric)) {
		held->other_rubric++;
	} else if (!(rating_blind(mine) & BLIND_RATINGS)) {
		held->seen++;
	} else {
		pairs = drill_pairs_build(of, mine, theirs->items);
		if (is_sparse(pairs, of)) {
			held->sparse++;
			return TRUE;
		}
		take_session(held, mine->session, mine->signed_at, &info->facts,
			     pairs);
	}
	return TRUE;
}

static gboolean
add_references(struct app *app, const char *rater, const char *rubric,
	       struct held *held, GError **error)
{
	g_autoptr(GPtrArray) rows = store_references(app->store, error);

	for (guint i = 0; rows && i < rows->len; i++) {
		const struct reference_row *row = rows->pdata[i];
		g_autoptr(GPtrArray) ratings = store_ratings_load(
			app->store, row->session, NULL, error);
		const struct rating *mine, *theirs;

		if (!ratings)
			return FALSE;
		mine = find_mine(ratings, rater);
		theirs = drill_version_find(ratings, row->rating, row->version);
		if (mine && theirs &&
		    !hold(app, ratings, mine, theirs, rubric, held, error))
			return FALSE;
	}
	return rows != NULL;
}

/* -- tests ------------------------------------------------------------------- */

static void
add_turns(struct held *held, const struct drill_result *result)
{
	struct held_turns turns = { .at = result->at };

	for (guint i = 0; i < result->tags->len; i++) {
		const struct drill_tags *tags = result->tags->pdata[i];

		turns.found += tags->found->len;
		turns.missed += tags->missed->len;
		turns.wrong += tags->wrong->len;
	}
	g_array_append_val(held->marked, turns);
}

/* Was what was agreed at this place the rater's own? */
static gboolean
is_own_test(struct app *app, const struct drills *drills,
	    const struct drill_session_row *copy, gboolean *own, GError **error)
{
	const struct drill_take_row *take = drills_take(drills, copy->take);
	g_autoptr(GPtrArray) members =
		store_drill_members(app->store, take->set, error);
	g_autoptr(GPtrArray) ratings =
		members ?
			store_ratings_load(app->store, copy->of, NULL, error) :
			NULL;

	*own = FALSE;
	for (guint i = 0; ratings && i < members->len; i++) {
		const struct drill_member_row *member = members->pdata[i];
		const struct rating *theirs = drill_version_find(
			ratings, member->rating, member->version);

		if (member->n == copy->n && theirs &&
		    !is_own(app, ratings, theirs, take->rater, own, error))
			return FALSE;
	}
	return ratings != NULL;
}

static gboolean
take_test(struct app *app, const struct drills *drills,
	  const struct drill_session_row *copy, const char *rubric,
	  struct held *held, GError **error)
{
	g_autoptr(SessionInfo) info = session_known(app, copy->session, error);
	struct drill_result *result =
		info ? drill_result_build(app, drills, copy, error) : NULL;
	gboolean own;

	if (!result || !is_own_test(app, drills, copy, &own, error)) {
		drill_result_free(result);
		return FALSE;
	}
	held->own += own;
	if (own || !result->whole)
		;
	else if (result->technique)
		add_turns(held, result);
	else if (!base_code_same(result->rubric, rubric))
		held->other_rubric++;
	else if (is_sparse(result->pairs, app->rubric))
		held->sparse++;
	else
		take_session(held, copy->of, copy->done_at, &info->facts,
			     result->pairs);
	drill_result_free(result);
	return TRUE;
}

static gboolean
add_tests(struct app *app, const char *rater, const char *rubric,
	  struct held *held, GError **error)
{
	g_auto(Drills) drills = { 0 };

	if (!drills_load(app, &drills, error))
		return FALSE;
	for (guint i = 0; i < drills.sessions->len; i++) {
		const struct drill_session_row *copy =
			drills.sessions->pdata[i];
		const struct drill_take_row *take =
			drills_take(&drills, copy->take);

		if (!copy->done_at || !base_code_same(take->rater, rater) ||
		    !drill_is_for_testing(&drills, take))
			continue;
		held->shipped += copy->sample != NULL;
		if (!copy->sample &&
		    !take_test(app, &drills, copy, rubric, held, error))
			return FALSE;
	}
	return TRUE;
}

/* -- the whole ---------------------------------------------------------------- */

/* What is older than that is left out; turns that are not are summed up. */
static void
drop_older(struct held *held, gint64 since)
{
	for (guint i = held->sessions->len; i-- > 0;) {
		const struct held_session *one = held->sessions->pdata[i];

		if (one->at >= since)
			continue;
		held->older++;
		g_ptr_array_remove_index(held->sessions, i);
	}
	for (guint i = 0; i < held->marked->len; i++) {
		const struct held_turns *turns =
			&g_array_index(held->marked, struct held_turns, i);

		if (turns->at < since)
			continue;
		held->found += turns->found;
		held->missed += turns->missed;
		held->wrong += turns->wrong;
	}
}

gboolean
held_load(struct app *app, const char *rater, const char *rubric, guint months,
	  struct held *held, GError **error)
{
	gint64 newest = 0;

	*held = (struct held){ 0 };
	held->sessions = g_ptr_array_new_with_free_func(held_session_free);
	held->marked = g_array_new(FALSE, FALSE, sizeof(struct held_turns));
	if (!add_references(app, rater, rubric, held, error) ||
	    !add_tests(app, rater, rubric, held, error))
		return FALSE;
	for (guint i = 0; i < held->sessions->len; i++)
		newest = MAX(
			newest,
			((struct held_session *)held->sessions->pdata[i])->at);
	drop_older(held, months_later(newest, -(gint)months));
	return TRUE;
}
