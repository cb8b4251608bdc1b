/*
 * Marks of sessions that are references: what was agreed there, in place of
 * what raters make of it.
 */
#include "app/drifting.h"
#include "app/drilling.h"
#include "app/near_cut.h"
#include "app/qualify.h"

#include <math.h>

void
drift_reference_clear(struct drift_reference *reference)
{
	g_clear_pointer(&reference->raters, g_ptr_array_unref);
}

static gboolean
fill(struct app *app, const struct panel_session *session,
     const struct reference_row *row, struct drift_reference *reference,
     GError **error)
{
	g_autoptr(GPtrArray) ratings =
		store_ratings_load(app->store, row->session, NULL, error);
	const struct rating *rating =
		ratings ?
			drill_version_find(ratings, row->rating, row->version) :
			NULL;
	g_autoptr(SessionScore) score = NULL;
	g_autoptr(GArray) parts = NULL;

	/* Marks of another rubric are on another scale. */
	if (!rating || !base_code_same(rating->rubric, app->rubric->id))
		return ratings != NULL;
	score = app_score_build(app, app->rubric, &session->facts, rating);
	if (score->quality.sufficient)
		reference->mark = score->quality.mean;
	parts = store_consensus_load(app->store, rating->id, error);
	if (!parts)
		return FALSE;
	reference->raters = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(reference->raters, g_strdup(rating->rater));
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *other = ratings->pdata[i];

		for (guint k = 0; k < parts->len; k++) {
			if (g_array_index(parts, struct consensus_part, k)
				    .rating == other->id)
				g_ptr_array_add(reference->raters,
						g_strdup(other->rater));
		}
	}
	return TRUE;
}

GArray *
drift_references_load(struct app *app, const struct panel *panel,
		      GError **error)
{
	g_autoptr(GArray) all =
		g_array_new(FALSE, TRUE, sizeof(struct drift_reference));
	g_autoptr(GPtrArray) rows = store_references(app->store, error);

	g_array_set_clear_func(all, (GDestroyNotify)drift_reference_clear);
	g_array_set_size(all, panel->sessions->len);
	for (guint s = 0; rows && s < panel->sessions->len; s++) {
		const struct panel_session *session = panel->sessions->pdata[s];
		struct drift_reference *reference =
			&g_array_index(all, struct drift_reference, s);

		reference->mark = NAN;
		for (guint i = 0; i < rows->len; i++) {
			const struct reference_row *row = rows->pdata[i];

			if (row->session == session->session &&
			    !fill(app, session, row, reference, error))
				return NULL;
		}
	}
	return rows ? g_steal_pointer(&all) : NULL;
}

gboolean
drift_is_held(const GArray *references, guint session, const char *rater)
{
	const struct drift_reference *reference =
		&g_array_index(references, struct drift_reference, session);

	if (isnan(reference->mark))
		return FALSE;
	for (guint i = 0; i < reference->raters->len; i++) {
		if (base_code_same(reference->raters->pdata[i], rater))
			return FALSE;
	}
	return TRUE;
}
