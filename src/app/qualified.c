/*
 * What this casebook knows of whether raters are qualified; see qualify.h.
 */
#include "app/blind.h"
#include "app/kept.h"
#include "app/panel.h"
#include "app/qualify.h"
#include "app/seen.h"

#include <string.h>

const char *
qualified_print(enum qualified qualified)
{
	static const char *const names[] = { "not known", "not reached",
					     "expired", "qualified" };

	g_assert((guint)qualified < G_N_ELEMENTS(names));
	return names[qualified];
}

enum qualified
qualified_at(const struct qualification_row *row, gint64 at)
{
	if (!row || row->at > at)
		return QUALIFIED_UNKNOWN;
	if (!row->reached)
		return QUALIFIED_NOT;
	return row->expires < at ? QUALIFIED_EXPIRED : QUALIFIED;
}

/* All outcomes, the oldest first; borrowed. */
static const GPtrArray *
outcomes(struct app *app, GError **error)
{
	struct kept_reads *kept = app->kept;

	if (!app_store(app, error))
		return NULL;
	if (!kept_since(app, &kept->outcomes_at))
		g_clear_pointer(&kept->outcomes, g_ptr_array_unref);
	if (!kept->outcomes)
		kept->outcomes = store_qualifications(app->store, error);
	return kept->outcomes;
}

/* The newest of this rater on that rubric that was there then, or NULL. */
static const struct qualification_row *
newest_of(const GPtrArray *all, const char *rubric, const char *rater,
	  gint64 at)
{
	for (guint i = all->len; i-- > 0;) {
		const struct qualification_row *row = all->pdata[i];

		if (row->at <= at && base_code_same(row->rater, rater) &&
		    base_code_same(row->rubric, rubric))
			return row;
	}
	return NULL;
}

static gint
by_code(gconstpointer a, gconstpointer b)
{
	const struct qualification_row *one =
		*(struct qualification_row *const *)a;
	const struct qualification_row *other =
		*(struct qualification_row *const *)b;

	return strcmp(one->rater, other->rater);
}

GPtrArray *
app_qualifications(struct app *app, GError **error)
{
	const struct rubric *rubric = app_rubric(app, error);
	const GPtrArray *all = rubric ? outcomes(app, error) : NULL;
	g_autoptr(GHashTable) views = all ? blind_views(app, error) : NULL;
	GPtrArray *list = views ? g_ptr_array_new() : NULL;

	for (guint i = 0; list && i < all->len; i++) {
		struct qualification_row *row = all->pdata[i];

		if (blind_hides(views) & (BLIND_PEOPLE | BLIND_RATINGS) &&
		    !app_is_viewer(app, row->rater))
			continue;
		if (newest_of(all, rubric->id, row->rater, G_MAXINT64) == row)
			g_ptr_array_add(list, row);
	}
	if (list)
		g_ptr_array_sort(list, by_code);
	return list;
}

char *
app_qualified_print(struct app *app, const char *rubric, const char *rater,
		    gint64 at)
{
	const GPtrArray *all = outcomes(app, NULL);
	const struct qualification_row *row;
	enum qualified qualified;
	g_autofree char *time = NULL;
	g_autofree char *day = NULL;

	if (!all || all->len == 0)
		return NULL;
	row = newest_of(all, rubric, rater, at);
	qualified = qualified_at(row, at);
	if (qualified == QUALIFIED_UNKNOWN)
		return g_strdup("not held against references");
	time = base_time_print(qualified == QUALIFIED_NOT ? row->at :
							    row->expires);
	day = g_strndup(time, 10);
	return g_strdup_printf(
		"%s %s (%s)",
		qualified == QUALIFIED	       ? "qualified until" :
		qualified == QUALIFIED_EXPIRED ? "qualification ended" :
						 "thresholds not reached",
		day, row->thresholds);
}

void
qualified_settle(struct app *app, const GPtrArray *ratings)
{
	for (guint i = 0; i < ratings->len; i++) {
		struct rating *rating = ratings->pdata[i];

		g_clear_pointer(&rating->qualified, g_free);
		if (rating->signed_at && 1u << rating->role & PANEL_ROLES)
			rating->qualified = app_qualified_print(
				app, rating->rubric, rating->rater,
				rating->signed_at);
	}
}
