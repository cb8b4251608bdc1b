/*
 * A rating that was begun on an earlier version of the rubric and never
 * signed: its values are taken over when its rater goes on.
 *
 * Only those whose wording is the same, since a number means what its wording
 * says, and that the newer version allows.  The earlier one stays as it was.
 */
#include "app/private.h"
#include "app/versions.h"

#include <string.h>

static gboolean
same_points(char *const *a, char *const *b)
{
	for (guint i = 1; i <= SCALE_POINTS; i++) {
		if (g_strcmp0(a[i], b[i]) != 0)
			return FALSE;
	}
	return TRUE;
}

static gboolean
same_wording(const struct item *a, const struct item *b)
{
	return a && b && a->item_class == b->item_class &&
	       !g_strcmp0(a->text, b->text) &&
	       same_points(a->extent, b->extent) &&
	       same_points(a->quality, b->quality);
}

/* The newest one to go on with; NULL: there is none, or the rater has one on
 * the rubric at hand. */
static const struct rating *
find_begun(struct app *app, const GPtrArray *ratings, const char *rater,
	   enum rater_role role)
{
	const struct rating *begun = NULL;

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->role != role ||
		    !base_code_same(rating->rater, rater) ||
		    strcmp(rating->rubric, app->rubric->id) != 0)
			continue;
		if (!strcmp(rating->rubric_sha256, app->rubric->sha256))
			return NULL;
		if (!rating->signed_at && !rating->signed_before)
			begun = rating;
	}
	return begun;
}

/* A remark that is given now joins the score there was. */
static void
carry_value(struct item_rating *given, const struct item_rating *old)
{
	if (!item_rating_is_remark(given))
		return;
	given->extent = old->extent;
	given->quality = old->quality;
	given->na_reason = g_strdup(old->na_reason);
	if (!given->comment)
		given->comment = g_strdup(old->comment);
	if (!given->turns && old->turns)
		given->turns = g_array_copy(old->turns);
}

static gboolean
fits(struct app *app, const struct session_facts *facts,
     const struct rubric *then, const struct item_rating *old)
{
	return same_wording(rubric_item(then, old->item),
			    rubric_item(app->rubric, old->item)) &&
	       item_rating_check(app->rubric, old, NULL) &&
	       item_rating_check_na(app->rubric, facts, old, NULL);
}

/* Sorts what was begun into what is taken over and what is not (ids). */
static void
choose(struct app *app, const struct session_info *info,
       const struct rating *begun, const GPtrArray *given, GPtrArray *taken,
       GPtrArray *left)
{
	const struct rubric *then = app_rubric_of(app, begun);
	const GPtrArray *lists[] = { begun->items, begun->remarks };

	for (guint k = 0; k < G_N_ELEMENTS(lists); k++) {
		for (guint i = 0; lists[k] && i < lists[k]->len; i++) {
			struct item_rating *old = lists[k]->pdata[i];
			struct item_rating *now =
				item_rating_find(given, old->item);

			if (!fits(app, &info->facts, then, old))
				g_ptr_array_add(left, old->item);
			else if (now)
				carry_value(now, old);
			else
				g_ptr_array_add(taken, old);
		}
	}
}

static void
tell_carried(struct app *app, const struct rating *begun, guint taken,
	     const GPtrArray *left)
{
	g_autofree char *count = base_count(taken, "value was", "values were");
	g_autoptr(GString) says = g_string_new(NULL);

	g_string_printf(says,
			"%s's rating (%s) was begun on an earlier %s, %s: %s "
			"taken over",
			begun->rater, rater_role_print(begun->role),
			app->rubric->id, app_rubric_of(app, begun)->version,
			count);
	for (guint i = 0; i < left->len; i++)
		g_string_append_printf(says, "%s %s",
				       i ? "" :
					   "; to be rated anew, as the "
					   "wording or rule is another:",
				       (char *)left->pdata[i]);
	g_ptr_array_add(app->told, g_strdup(says->str));
}

gboolean
app_carry_over(struct app *app, const struct session_info *info,
	       const char *rater, enum rater_role role, const GPtrArray *given,
	       GError **error)
{
	g_autoptr(GPtrArray) ratings = store_ratings_load(
		app->store, info->session, &info->facts, error);
	g_autoptr(GPtrArray) taken = g_ptr_array_new();
	g_autoptr(GPtrArray) left = g_ptr_array_new();
	g_autoptr(GString) what = g_string_new(NULL);
	const struct rating *begun =
		ratings ? find_begun(app, ratings, rater, role) : NULL;

	if (!begun)
		return ratings != NULL;
	choose(app, info, begun, given, taken, left);
	tell_carried(app, begun, taken->len, left);
	if (taken->len == 0)
		return TRUE;
	for (guint i = 0; i < taken->len; i++) {
		g_string_append(what, i ? ", " : "");
		app_value_describe(what, taken->pdata[i]);
	}
	return store_rating_save(app->store, info->session, app->rubric, rater,
				 role, begun->blind, taken, error) &&
	       app_note(app, "rate", info->session, error,
			"%s as %s on %s %s, taken over from version %s: %s",
			rater, rater_role_print(role), app->rubric->id,
			app->rubric->version,
			app_rubric_of(app, begun)->version, what->str);
}
