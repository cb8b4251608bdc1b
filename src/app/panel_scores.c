/*
 * Agreement on what ratings come to: scores, and the pass decision; see
 * panel_agreement.h.
 */
#include "app/agreeing.h"

#include <math.h>

static guint
units_twice(const struct ratings *table)
{
	guint twice = 0;

	for (guint u = 0; u < table->units->len; u++)
		twice += ratings_of_unit(table, u) > 1;
	return twice;
}

static const struct {
	enum panel_cell cell;
	const char *name;
} scores[] = {
	{ PANEL_ADHERENCE, "adherence" },
	{ PANEL_QUALITY_MEAN, "quality" },
	{ PANEL_SPECIFICITY, "specificity" },
};

struct scoring_jobs {
	const struct panel *panel;
	guint64 seed;
	struct score_agreement *made[G_N_ELEMENTS(scores)];
};

static void
score_one(guint i, void *data)
{
	struct scoring_jobs *jobs = data;
	g_autoptr(Ratings) table =
		panel_table(jobs->panel, scores[i].cell, NULL);
	struct score_agreement *score = g_new0(struct score_agreement, 1);

	score->name = scores[i].name;
	score->sessions = units_twice(table);
	score->report = report_numbers(table, MIXED_DRAWS, jobs->seed);
	jobs->made[i] = score;
}

void
scores_fill(struct panel_agreement *agreement, guint64 seed)
{
	struct scoring_jobs jobs = { agreement->panel, seed, { NULL } };

	app_parallel(G_N_ELEMENTS(scores), score_one, &jobs);
	for (guint i = 0; i < G_N_ELEMENTS(scores); i++)
		g_ptr_array_add(agreement->scores, jobs.made[i]);
}

/* -- pass ------------------------------------------------------------------- */

static struct pass_pair *
pass_pair_build(const struct panel *panel, const struct ratings *table, guint a,
		guint b)
{
	struct pass_pair *pair = g_new0(struct pass_pair, 1);

	pair->first = ((struct panel_rater *)panel->raters->pdata[a])->name;
	pair->second = ((struct panel_rater *)panel->raters->pdata[b])->name;
	pair->apart = g_ptr_array_new();
	for (guint u = 0; u < table->units->len; u++) {
		const struct panel_session *session = panel->sessions->pdata[u];
		double first = *ratings_cell(table, u, a);
		double second = *ratings_cell(table, u, b);

		if (isnan(first) || isnan(second))
			continue;
		pair->both += first > 0 && second > 0;
		pair->first_only += first > 0 && second <= 0;
		pair->second_only += first <= 0 && second > 0;
		pair->neither += first <= 0 && second <= 0;
		if (first != second)
			g_ptr_array_add(pair->apart, session->name);
	}
	return pair;
}

static gboolean
pass_pair_is_empty(const struct pass_pair *pair)
{
	return pair->both + pair->first_only + pair->second_only +
		       pair->neither ==
	       0;
}

static void
pass_pair_free(gpointer data)
{
	struct pass_pair *pair = data;

	g_ptr_array_unref(pair->apart);
	g_free(pair);
}

void
pass_fill(struct panel_agreement *agreement)
{
	static const char *const names[] = {
		"percent_agreement",
		"cohen_kappa",
		"gwet_ac1",
		"percent_agreement_weighted weights=unweighted",
		"conger_kappa_general weights=unweighted",
		"positive_agreement",
		"negative_agreement",
		NULL,
	};
	const struct panel *panel = agreement->panel;
	struct pass_agreement *pass = &agreement->pass;
	g_autoptr(Ratings) table = panel_table(panel, PANEL_PASS, NULL);
	g_autoptr(Scale) scale = scale_new(0, 1, 1);
	g_autoptr(Report) report = report_points_named(table, scale, names);
	guint raters = panel->raters->len;

	pass->sessions = units_twice(table);
	pass->without = panel->ratings->len - (guint)ratings_all(table);
	pass->statistics = g_steal_pointer(&report->statistics);
	pass->pairs = g_ptr_array_new_with_free_func(pass_pair_free);
	for (guint a = 0; a < raters; a++)
		for (guint b = a + 1; b < raters; b++) {
			struct pass_pair *pair =
				pass_pair_build(panel, table, a, b);

			if (pass_pair_is_empty(pair))
				pass_pair_free(pair);
			else
				g_ptr_array_add(pass->pairs, pair);
		}
}
