/*
 * Agreement on items: each by itself over sessions, and all of them together,
 * where the items of a session stay together; see panel_agreement.h.
 */
#include "app/agreeing.h"

#include <math.h>
#include <string.h>

/* What is kept of the figures of one item: the name, and what the options must
 * hold.  Those of pairs of raters come with "columns A,B". */
static const char *const item_names[] = {
	"percent_agreement",
	"percent_within_1",
	"ba_bias",
	"weighted_kappa_quadratic",
	"gwet_ac2 weights=quadratic",
	"krippendorff_alpha weights=quadratic",
	"conger_kappa_general weights=quadratic",
	"percent_agreement_weighted weights=unweighted",
	NULL,
};

/* Extent and quality, in this order. */
#define CELLS 2

static void
pairs_add(struct rated_pairs *sum, const struct rated_pairs *more)
{
	sum->pairs += more->pairs;
	sum->same += more->same;
	sum->near += more->near;
	sum->apart += more->apart;
	sum->higher += more->higher;
}

static struct rated_pairs
pairs_of_unit(const struct ratings *table, guint unit)
{
	struct rated_pairs of = { 0 };
	guint raters = table->raters->len;

	for (guint a = 0; a < raters; a++) {
		double first = *ratings_cell(table, unit, a);

		for (guint b = a + 1; b < raters && !isnan(first); b++) {
			double second = *ratings_cell(table, unit, b);

			if (isnan(second))
				continue;
			of.pairs++;
			of.same += first == second;
			of.near += fabs(first - second) <= 1;
			of.apart += fabs(first - second);
			of.higher += first - second;
		}
	}
	return of;
}

static void
settle_means(struct item_agreement *item, guint raters)
{
	double pairs = (double)item->of.pairs;

	item->apart = pairs > 0 ? item->of.apart / pairs : NAN;
	item->difference =
		pairs > 0 && raters == 2 ? item->of.higher / pairs : NAN;
}

static struct item_agreement *
item_agreement_new(const struct item *item, enum panel_cell cell)
{
	struct item_agreement *made = g_new0(struct item_agreement, 1);

	made->item = item;
	made->cell = cell;
	made->statistics = statistics_new();
	return made;
}

/* Those of one item, and what its pairs come to in each session. */
static struct item_agreement *
item_build(const struct panel *panel, const struct scale *scale,
	   const struct item *item, enum panel_cell cell,
	   struct rated_pairs *by_session)
{
	g_autoptr(Ratings) table = panel_table(panel, cell, item->id);
	struct item_agreement *made = item_agreement_new(item, cell);
	g_autoptr(Report) report = NULL;

	for (guint u = 0; u < table->units->len; u++) {
		struct rated_pairs of = pairs_of_unit(table, u);

		made->sessions += of.pairs > 0;
		pairs_add(&made->of, &of);
		by_session[u] = of;
	}
	settle_means(made, panel->raters->len);
	if (made->sessions == 0)
		return made;
	report = report_points_named(table, scale, item_names);
	g_ptr_array_unref(made->statistics);
	made->statistics = g_steal_pointer(&report->statistics);
	return made;
}

/* -- all items together ---------------------------------------------------- */

static double
share_same(const struct rated_pairs *of)
{
	return agreement_share((double)of->same, (double)of->pairs);
}

static double
share_near(const struct rated_pairs *of)
{
	return agreement_share((double)of->near, (double)of->pairs);
}

static double
mean_apart(const struct rated_pairs *of)
{
	return agreement_share(of->apart, (double)of->pairs);
}

static double
mean_higher(const struct rated_pairs *of)
{
	return agreement_share(of->higher, (double)of->pairs);
}

#define DRAWN(name) "bootstrap_percentile:" name, "bootstrap_bca:" name

static const struct {
	const char *percentile, *bca;
	double (*value)(const struct rated_pairs *of);
} together[] = {
	{ DRAWN("percent_agreement"), share_same },
	{ DRAWN("percent_within_1"), share_near },
	{ DRAWN("mean_absolute_difference"), mean_apart },
	/* it has a sign: of two raters alone */
	{ DRAWN("ba_bias"), mean_higher },
};

/* All items of a cell, on their way: what two ratings come to in each session
 * that has a pair. */
struct drawing_items {
	struct rated_pairs *of; /* made->sessions */
	guint figures;		/* of `together` */
	guint64 seed;
	struct item_agreement *made;
};

static void
draw_items(const guint *drawn, guint n, double *values, void *data)
{
	const struct drawing_items *items = data;
	struct rated_pairs sum = { 0 };

	for (guint i = 0; i < n; i++)
		pairs_add(&sum, &items->of[drawn[i]]);
	for (guint k = 0; k < items->figures; k++)
		values[k] = together[k].value(&sum);
}

static void
draw_one(guint i, void *data)
{
	struct drawing_items *items = (struct drawing_items *)data + i;
	struct bootstrap boots[G_N_ELEMENTS(together)];
	guint n = items->made->sessions;

	if (n == 0)
		return;
	bootstrap_several(boots, items->figures, draw_items, items, n,
			  draws_of(n), items->seed);
	for (guint k = 0; k < items->figures; k++)
		add_boot(items->made->statistics, together[k].percentile,
			 together[k].bca, &boots[k], n, items->seed,
			 "all items of a session together");
}

/* Takes by_session, what the pairs of all items come to in each session, and
 * leaves those with a pair in it. */
static struct item_agreement *
together_build(const struct panel *panel, enum panel_cell cell,
	       struct rated_pairs *by_session)
{
	struct item_agreement *made = item_agreement_new(NULL, cell);

	for (guint s = 0; s < panel->sessions->len; s++) {
		pairs_add(&made->of, &by_session[s]);
		if (by_session[s].pairs > 0)
			by_session[made->sessions++] = by_session[s];
	}
	settle_means(made, panel->raters->len);
	return made;
}

/* The figures of all items together; by: as together_build(), for each
 * cell. */
static void
fill_together(struct panel_agreement *agreement, struct rated_pairs **by,
	      guint64 seed)
{
	const struct panel *panel = agreement->panel;
	struct drawing_items items[CELLS];

	for (guint c = 0; c < CELLS; c++) {
		items[c] = (struct drawing_items){
			.of = by[c],
			.figures = G_N_ELEMENTS(together) -
				   (panel->raters->len != 2),
			.seed = seed,
			.made = together_build(panel, PANEL_EXTENT + c, by[c]),
		};
		g_ptr_array_add(agreement->all_items, items[c].made);
	}
	app_parallel(CELLS, draw_one, items);
}

/* -- one by one --------------------------------------------------------------- */

/* One item and cell. */
struct item_job {
	const struct panel *panel;
	const struct scale *scale;
	const struct item *item;
	enum panel_cell cell;
	struct rated_pairs *by_session;
	struct item_agreement *made;
};

static void
build_one(guint i, void *data)
{
	struct item_job *job = (struct item_job *)data + i;

	job->by_session =
		g_new0(struct rated_pairs, job->panel->sessions->len + 1);
	job->made = item_build(job->panel, job->scale, job->item, job->cell,
			       job->by_session);
}

void
items_fill(struct panel_agreement *agreement, guint64 seed)
{
	const struct panel *panel = agreement->panel;
	const GPtrArray *items = panel->rubric->items;
	guint sessions = panel->sessions->len, n = CELLS * items->len;
	g_autoptr(Scale) scale = scale_new(1, SCALE_POINTS, 1);
	g_autofree struct item_job *jobs = g_new0(struct item_job, n + 1);
	struct rated_pairs *by[CELLS];

	for (guint j = 0; j < n; j++)
		jobs[j] = (struct item_job){
			.panel = panel,
			.scale = scale,
			.item = items->pdata[j / CELLS],
			.cell = PANEL_EXTENT + j % CELLS,
		};
	app_parallel(n, build_one, jobs);
	for (guint c = 0; c < CELLS; c++)
		by[c] = g_new0(struct rated_pairs, sessions + 1);
	for (guint j = 0; j < n; j++) {
		for (guint s = 0; s < sessions; s++)
			pairs_add(&by[j % CELLS][s], &jobs[j].by_session[s]);
		g_free(jobs[j].by_session);
		g_ptr_array_add(agreement->items, jobs[j].made);
	}
	fill_together(agreement, by, seed);
	for (guint c = 0; c < CELLS; c++)
		g_free(by[c]);
}

/* -- beyond chance --------------------------------------------------------- */

const struct statistic *
item_kappa(const struct item_agreement *item)
{
	return item->sessions < SESSIONS_LEAST ?
		       NULL :
		       statistic_of_all(item->statistics,
					"weighted_kappa_quadratic",
					"conger_kappa_general");
}

const struct statistic *
item_ac2(const struct item_agreement *item)
{
	return item->sessions < SESSIONS_LEAST ?
		       NULL :
		       statistic_find(item->statistics, "gwet_ac2", "");
}
