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

/* Sessions by items: what two ratings of one item come to, per session. */
struct drawn_items {
	const struct rated_pairs *of; /* by session */
	const guint *rated;	      /* those with a pair */
	double (*value)(const struct rated_pairs *of);
};

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

/* Those of one item, and what it adds to each session of all of them. */
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
		pairs_add(&by_session[u], &of);
	}
	settle_means(made, panel->raters->len);
	if (made->sessions == 0)
		return made;
	report = report_points(table, scale);
	take_statistics(report, item_names, made->statistics);
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

static double
draw_items(const guint *drawn, guint n, void *data)
{
	const struct drawn_items *items = data;
	struct rated_pairs sum = { 0 };

	for (guint i = 0; i < n; i++)
		pairs_add(&sum, &items->of[items->rated[drawn[i]]]);
	return items->value(&sum);
}

#define DRAWN(name) "bootstrap_percentile:" name, "bootstrap_bca:" name

static const struct {
	const char *percentile, *bca;
	double (*value)(const struct rated_pairs *of);
	gboolean of_two; /* it has a sign: of two raters alone */
} together[] = {
	{ DRAWN("percent_agreement"), share_same, FALSE },
	{ DRAWN("percent_within_1"), share_near, FALSE },
	{ DRAWN("mean_absolute_difference"), mean_apart, FALSE },
	{ DRAWN("ba_bias"), mean_higher, TRUE },
};

static struct item_agreement *
together_build(const struct panel *panel, enum panel_cell cell,
	       const struct rated_pairs *by_session, guint64 seed)
{
	struct item_agreement *made = item_agreement_new(NULL, cell);
	guint sessions = panel->sessions->len;
	g_autofree guint *rated = g_new0(guint, sessions + 1);
	struct drawn_items items = { .of = by_session, .rated = rated };

	for (guint s = 0; s < sessions; s++) {
		pairs_add(&made->of, &by_session[s]);
		if (by_session[s].pairs > 0)
			rated[made->sessions++] = s;
	}
	settle_means(made, panel->raters->len);
	for (guint i = 0; i < G_N_ELEMENTS(together) && made->sessions > 0;
	     i++) {
		if (together[i].of_two && panel->raters->len != 2)
			continue;
		items.value = together[i].value;
		add_drawn(made->statistics, together[i].percentile,
			  together[i].bca, draw_items, &items, made->sessions,
			  seed, "all items of a session together");
	}
	return made;
}

void
items_fill(struct panel_agreement *agreement, guint64 seed)
{
	const struct panel *panel = agreement->panel;
	const GPtrArray *items = panel->rubric->items;
	g_autoptr(Scale) scale = scale_new(1, SCALE_POINTS, 1);
	struct rated_pairs *by[] = {
		g_new0(struct rated_pairs, panel->sessions->len + 1),
		g_new0(struct rated_pairs, panel->sessions->len + 1),
	};

	for (guint i = 0; i < items->len; i++)
		for (enum panel_cell c = PANEL_EXTENT; c <= PANEL_QUALITY; c++)
			g_ptr_array_add(agreement->items,
					item_build(panel, scale,
						   items->pdata[i], c, by[c]));
	for (enum panel_cell c = PANEL_EXTENT; c <= PANEL_QUALITY; c++) {
		g_ptr_array_add(agreement->all_items,
				together_build(panel, c, by[c], seed));
		g_free(by[c]);
	}
}
