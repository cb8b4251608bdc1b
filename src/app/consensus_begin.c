/*
 * Beginning a consensus: which ratings it is made of, and what of them is
 * filled in.
 */
#include "app/consensus_private.h"

#include <string.h>

/* -- whose ratings --------------------------------------------------------- */

/* Newest signed versions of a rater that a consensus can be made of; those
 * that are there and cannot be tell why. */
struct signed_by {
	const struct rating *signed_one;
	guint n; /* signed, in how many roles */
	const struct rating *unsigned_one;
};

static gboolean
is_wanted(const struct consensus_choice *choice, enum rater_role role)
{
	return choice->of_role ? role == choice->role :
				 role != RATER_SELF && role != RATER_CONSENSUS;
}

static struct signed_by
find_ratings(const GPtrArray *ratings, const char *rater,
	     const struct consensus_choice *choice)
{
	struct signed_by found = { 0 };
	gint64 last = 0;

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (!base_code_same(rating->rater, rater) ||
		    !is_wanted(choice, rating->role))
			continue;
		if (!rating->signed_at) {
			if (!rating->signed_before && rating->items->len > 0)
				found.unsigned_one = rating;
		} else if (rating->id != last) {
			/* newest first */
			found.signed_one = rating;
			found.n++;
			last = rating->id;
		}
	}
	return found;
}

static gboolean
fail_sealed(gint64 session, const struct sealed_rating *sealed, GError **error)
{
	return app_fail(error, BASE_ERROR_DENIED,
			"%s's rating (%s) of session %" G_GINT64_FORMAT
			" is sealed; open it first (iptrate reveal "
			"%" G_GINT64_FORMAT ")",
			sealed->rater, rater_role_print(sealed->role), session,
			session);
}

static gboolean
check_open(gint64 session, const GPtrArray *sealed, const char *rater,
	   const struct consensus_choice *choice, GError **error)
{
	for (guint i = 0; i < sealed->len; i++) {
		const struct sealed_rating *of = sealed->pdata[i];

		if (!of->revealed_at && base_code_same(of->rater, rater) &&
		    is_wanted(choice, of->role))
			return fail_sealed(session, of, error);
	}
	return TRUE;
}

static gboolean
check_found(gint64 session, const char *rater, const struct signed_by *found,
	    const struct consensus_choice *choice, GError **error)
{
	const struct rating *begun = found->unsigned_one;
	const char *role = begun ? rater_role_print(begun->role) : NULL;

	if (found->n == 1)
		return TRUE;
	if (found->n > 1)
		return app_fail(error, BASE_ERROR_USAGE,
				"%s has signed ratings of session "
				"%" G_GINT64_FORMAT " in more than one role or "
				"on more than one rubric; name the role with "
				"--role-of",
				rater, session);
	if (begun)
		return app_fail(error, BASE_ERROR_DENIED,
				"%s's rating (%s) of session %" G_GINT64_FORMAT
				" is not signed; %s signs it first (iptrate "
				"sign %" G_GINT64_FORMAT " --rater %s --role "
				"%s)",
				rater, role, session, rater, session, rater,
				role);
	return app_fail(error, BASE_ERROR_NOT_FOUND,
			"%s has no rating of session %" G_GINT64_FORMAT
			" as %s",
			rater, session,
			choice->of_role ? rater_role_print(choice->role) :
					  "peer, supervisor or independent");
}

static gboolean
check_rubric(const struct rating *first, const struct rating *other,
	     gint64 session, GError **error)
{
	return !strcmp(first->rubric_sha256, other->rubric_sha256) ||
	       app_fail(error, BASE_ERROR_INPUT,
			"%s and %s have rated session %" G_GINT64_FORMAT
			" on two versions of the rubric, and a number means "
			"what its wording says; one of them rates it anew on "
			"the other's",
			first->rater, other->rater, session);
}

/* struct rating, borrowed from ratings, by code. */
static GPtrArray *
choose(struct app *app, gint64 session, const GPtrArray *ratings,
       const struct consensus_choice *choice, GError **error)
{
	g_autoptr(GPtrArray) of = g_ptr_array_new();
	g_autoptr(GPtrArray) sealed =
		store_sealed_load(app->store, session, error);

	for (char **code = choice->raters; sealed && *code; code++) {
		const char *rater = app_person_code(app, "rater", *code, error);
		struct signed_by found;

		if (!rater ||
		    !check_open(session, sealed, rater, choice, error))
			return NULL;
		found = find_ratings(ratings, rater, choice);
		if (!check_found(session, rater, &found, choice, error))
			return NULL;
		if (of->len > 0 && !check_rubric(of->pdata[0], found.signed_one,
						 session, error))
			return NULL;
		if (g_ptr_array_find(of, found.signed_one, NULL)) {
			app_fail(error, BASE_ERROR_INPUT,
				 "%s is named twice; a consensus is of two "
				 "raters or more",
				 rater);
			return NULL;
		}
		g_ptr_array_add(of, (gpointer)found.signed_one);
	}
	if (sealed && of->len < 2) {
		app_fail(error, BASE_ERROR_INPUT,
			 "a consensus is of two raters or more; name them with "
			 "commas between (--of A,B)");
		return NULL;
	}
	g_ptr_array_sort(of, consensus_by_code);
	return sealed ? g_steal_pointer(&of) : NULL;
}

/* -- saving ---------------------------------------------------------------- */

static GArray *
parts_of(const GPtrArray *of)
{
	GArray *parts =
		g_array_new(FALSE, FALSE, sizeof(struct consensus_part));

	for (guint i = 0; i < of->len; i++) {
		const struct rating *rating = of->pdata[i];
		struct consensus_part part = { rating->id, rating->version };

		g_array_append_val(parts, part);
	}
	return parts;
}

static gboolean
same_parts(const GArray *a, const GArray *b)
{
	for (guint i = 0; a->len == b->len && i < a->len; i++) {
		const struct consensus_part *of =
			&g_array_index(a, struct consensus_part, i);
		gboolean found = FALSE;

		for (guint k = 0; k < b->len; k++) {
			const struct consensus_part *other =
				&g_array_index(b, struct consensus_part, k);

			found |= of->rating == other->rating &&
				 of->version == other->version;
		}
		if (!found)
			return FALSE;
	}
	return a->len == b->len;
}

static gboolean
note(struct app *app, gint64 session, const char *rater, const GPtrArray *of,
     const GPtrArray *items, GError **error)
{
	g_autoptr(GString) whose = g_string_new(NULL);
	g_autoptr(GString) what = g_string_new(NULL);

	for (guint i = 0; i < of->len; i++) {
		const struct rating *rating = of->pdata[i];

		const struct signature *by = rating->signature;
		gboolean hash = by && by->sha256;

		g_string_append_printf(whose, "%s%s (%s, version %u%s%s)",
				       i ? ", " : "", rating->rater,
				       rater_role_print(rating->role),
				       rating->version, hash ? ", sha256 " : "",
				       hash ? by->sha256 : "");
	}
	for (guint i = 0; i < items->len; i++) {
		g_string_append(what, i ? ", " : "");
		app_value_describe(what, items->pdata[i]);
	}
	return app_note(app, "consensus", session, error,
			"%s as consensus of %s: %s", rater, whose->str,
			items->len ? what->str : "nothing is filled in");
}

/* The rater's consensus on the same rubric as it stands (or NULL), and what it
 * was made of; FALSE with an error. */
static gboolean
find_old(struct app *app, const GPtrArray *ratings, const char *rater,
	 const struct rating *of, const struct rating **old, GArray **parts,
	 GError **error)
{
	*old = NULL;
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->role == RATER_CONSENSUS && !rating->earlier &&
		    base_code_same(rating->rater, rater) &&
		    !strcmp(rating->rubric_sha256, of->rubric_sha256))
			*old = rating;
	}
	*parts =
		*old ? store_consensus_load(app->store, (*old)->id, error) :
		       g_array_new(FALSE, FALSE, sizeof(struct consensus_part));
	return *parts != NULL;
}

/* What the old consensus was made of, as views; NULL: it was not. */
static GPtrArray *
views_before(const struct rubric *rubric, const GPtrArray *ratings,
	     const GArray *parts)
{
	g_autoptr(GPtrArray) of = g_ptr_array_new();

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		for (guint k = 0; k < parts->len; k++) {
			const struct consensus_part *part =
				&g_array_index(parts, struct consensus_part, k);

			if (part->rating == rating->id && rating->signed_at &&
			    part->version == rating->version)
				g_ptr_array_add(of, (gpointer)rating);
		}
	}
	return of->len > 0 && of->len == parts->len ?
		       item_views_build(rubric, of) :
		       NULL;
}

static gboolean
save(struct app *app, gint64 session, const char *rater, const GPtrArray *of,
     const GPtrArray *ratings, GError **error)
{
	const struct rating *first = of->pdata[0];
	const struct rubric *rubric = app_rubric_of(app, first);
	g_autoptr(GPtrArray) views = item_views_build(rubric, of);
	g_autoptr(GPtrArray) before = NULL;
	g_autoptr(GPtrArray) items = NULL;
	g_autoptr(GArray) parts = parts_of(of);
	g_autoptr(GArray) were = NULL;
	const struct rating *old;
	gint64 id;

	if (!find_old(app, ratings, rater, first, &old, &were, error))
		return FALSE;
	before = views_before(rubric, ratings, were);
	items = consensus_values_build(views, old, before);
	if (old && items->len == 0 && same_parts(parts, were))
		return TRUE;
	id = store_rating_save(app->store, session, rubric, rater,
			       RATER_CONSENSUS, 0, items, error);
	return id && store_consensus_set(app->store, id, parts, error) &&
	       note(app, session, rater, of, items, error);
}

static gboolean
begin(struct app *app, gint64 session, const char *rater,
      const struct consensus_choice *choice, GError **error)
{
	g_autoptr(SessionInfo) info = app_session_plain(app, session, error);
	g_autoptr(GPtrArray) ratings = NULL;
	g_autoptr(GPtrArray) of = NULL;
	g_autoptr(GPtrArray) watched = NULL;

	if (!info || !consensus_may_see(app, session, error) ||
	    !app_role_check(app, session, rater, RATER_CONSENSUS, error) ||
	    !(ratings = app_ratings_seen(app, session, &info->facts, NULL,
					 error)) ||
	    !(of = choose(app, session, ratings, choice, error)) ||
	    !(watched = versions_watch(app, &session, 1, error)))
		return FALSE;
	return save(app, session, rater, of, ratings, error) &&
	       versions_note(app, watched, error);
}

struct consensus *
app_consensus_begin(struct app *app, gint64 session, const char *rater,
		    const struct consensus_choice *choice, GError **error)
{
	gboolean ok;

	if (choice->of_role &&
	    (choice->role == RATER_SELF || choice->role == RATER_CONSENSUS)) {
		app_fail(error, BASE_ERROR_INPUT,
			 "a consensus is of raters of another's work: peer, "
			 "supervisor or independent; a self-rating is held "
			 "against a supervisor's by 'iptrate reveal'");
		return NULL;
	}
	if (!app_rubric(app, error) || !app_store(app, error) ||
	    !(rater = app_person_code(app, "rater", rater, error)) ||
	    !app_begin(app, error))
		return NULL;
	ok = begin(app, session, rater, choice, error);
	return app_end(app, ok, error) ?
		       app_consensus(app, session, rater, error) :
		       NULL;
}
