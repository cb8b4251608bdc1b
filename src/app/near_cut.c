/*
 * How near to the cut is borderline; see near_cut.h.
 */
#include "app/near_cut.h"
#include "app/kept.h"

#include <math.h>

/* The table of the score that passes, sessions with two ratings or more and
 * raters who gave one.  Caller frees. */
static struct ratings *
rated_twice(const struct panel *panel)
{
	const struct rubric *rubric = panel->rubric;
	enum panel_cell cell = PANEL_QUALITY_MEAN;
	g_autoptr(Ratings) table = NULL;
	g_autoptr(Ratings) twice = NULL;
	g_autofree gboolean *keep = NULL;

	if (rubric->pass_score == &rubric->adherence)
		cell = PANEL_ADHERENCE;
	else if (rubric->pass_score == &rubric->specificity)
		cell = PANEL_SPECIFICITY;
	table = panel_table(panel, cell, NULL);
	twice = ratings_with(table, 2);
	keep = g_new0(gboolean, twice->raters->len + 1);
	for (guint r = 0; r < twice->raters->len; r++)
		keep[r] = ratings_of_rater(twice, r) > 0;
	return ratings_part(twice, NULL, keep);
}

static void
measure(struct near_band *near, const struct rubric *rubric,
	const struct panel *panel)
{
	g_autoptr(Ratings) table = rated_twice(panel);
	struct mixed_table mixed;

	near->ratings = (guint)ratings_all(table);
	near->sessions = table->units->len;
	if (near->ratings < rubric->near_least ||
	    !mixed_table_init(&mixed, table, 0, 1))
		return;
	near->measured = TRUE;
	near->width = rubric->near_errors *
		      sqrt(mixed.variance.rater + mixed.variance.residual);
	mixed_table_clear(&mixed);
}

struct near_band
app_near_band(struct app *app, const struct rubric *rubric)
{
	static const struct panel_choice all = { 0 };
	struct near_band near = { .width = rubric->near_cut };
	struct kept_reads *kept = app->kept;
	g_autoptr(Panel) panel = NULL;

	if (rubric->near_least == 0)
		return near;
	if (kept_since(app, &kept->near_at) && kept->near_of == rubric)
		return kept->near;
	if (rubric == app_rubric(app, NULL))
		panel = app_panel(app, &all, NULL);
	if (panel)
		measure(&near, rubric, panel);
	kept_since(app, &kept->near_at);
	kept->near_of = rubric;
	return kept->near = near;
}

struct session_score *
app_score_build(struct app *app, const struct rubric *rubric,
		const struct session_facts *facts, const struct rating *rating)
{
	struct near_band near = app_near_band(app, rubric);

	return session_score_build_near(rubric, facts, rating, &near);
}
