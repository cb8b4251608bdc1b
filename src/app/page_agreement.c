/*
 * How far raters agree, as a sheet of the workbook: coverage and items; see
 * pages.h.
 */
#include "app/pages.h"

#include <math.h>

/* Of all tables: what it is, its name, seven numbers, what is said of it. */
static const double widths[] = { 20, 36, 10, 10, 10, 10, 10, 10, 10, 44, 0 };

/* ---- figures ------------------------------------------------------------- */

FILL(figure_name, page_figure, value->text = it->figure->name)
FILL(figure_n, page_figure, value->number = (gint64)it->figure->n)
FILL(figure_value, page_figure, value->real = it->figure->of.value)
FILL(figure_lower, page_figure, value->real = it->figure->of.lower)
FILL(figure_upper, page_figure, value->real = it->figure->of.upper)
FILL(figure_note, page_figure, value->text = it->figure->note)

const struct page_column page_figure_columns[] = {
	{ .of = { NULL, "Of", TEXT_AT(struct page_figure, of) } },
	{ .of = { NULL, "Figure", TEXT_AT(struct page_figure, says) } },
	{ .of = { NULL, "Rests on", FILLED(COLUMN_NUMBER, fill_figure_n) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Value", FILLED(COLUMN_REAL, fill_figure_value) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "From (95 %)", FILLED(COLUMN_REAL, fill_figure_lower) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "To (95 %)", FILLED(COLUMN_REAL, fill_figure_upper) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "Its name in JSON",
		  FILLED(COLUMN_TEXT, fill_figure_name) },
	  .span = 3 },
	{ .of = { NULL, "Note", FILLED(COLUMN_TEXT, fill_figure_note) } },
	{ .of = { .kind = COLUMNS_END } },
};

GPtrArray *
page_figures_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

void
page_figure_add(GPtrArray *figures, const char *of, const char *says,
		const struct statistic *figure)
{
	struct page_figure *row;

	if (!figure)
		return;
	row = g_new0(struct page_figure, 1);
	row->of = of;
	row->says = says;
	row->figure = figure;
	g_ptr_array_add(figures, row);
}

/* ---- coverage ------------------------------------------------------------ */

static const struct page_column covering_columns[] = {
	{ .of = { NULL, "Rater", TEXT_AT(struct covered_rater, name) },
	  .span = 2 },
	{ .of = { NULL, "Sessions", COUNT_AT(struct covered_rater, sessions) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "By another, too",
		  COUNT_AT(struct covered_rater, twice) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Blind", COUNT_AT(struct covered_rater, blind) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Against references",
		  TEXT_AT(struct covered_rater, qualified) },
	  .span = 3 },
	{ .of = { .kind = COLUMNS_END } },
};

char *
page_names_print(const GPtrArray *names)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(out, "%s%s", i ? ", " : "",
				       (char *)names->pdata[i]);
	return g_string_free(out, FALSE);
}

FILL(raters, covered_session, value->made = page_names_print(it->raters))
FILL(count, covered_session, value->number = it->raters->len)
FILL(chosen, covered_session,
     value->made = it->draw ? g_strdup_printf("%s (draw %" G_GINT64_FORMAT ")",
					      chosen_how_print(it->how),
					      it->draw) :
			      g_strdup(chosen_how_print(it->how)))

static const struct page_column covered_columns[] = {
	{ .of = { NULL, "Session", TEXT_AT(struct covered_session, name) } },
	{ .of = { NULL, "Rated by", FILLED(COLUMN_TEXT, fill_raters) } },
	{ .of = { NULL, "Raters", FILLED(COLUMN_COUNT, fill_count) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Blind", COUNT_AT(struct covered_session, blind) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "How it was chosen", FILLED(COLUMN_TEXT, fill_chosen) },
	  .span = 5 },
	{ .of = { .kind = COLUMNS_END } },
};

static void
say_draws(struct page_part *part, const struct coverage *coverage)
{
	for (guint i = 0; i < coverage->draws->len; i++) {
		const struct covered_draw *draw = coverage->draws->pdata[i];
		gboolean by = draw->strata && *draw->strata;

		page_says(part,
			  g_strdup_printf(
				  "Draw %" G_GINT64_FORMAT
				  ": %s of %u sessions%s%s, seed '%s'; %u "
				  "drawn, %u of them rated twice here; drawn "
				  "again it comes out %s.",
				  draw->draw, draw->share, draw->frame,
				  by ? " by " : "", by ? draw->strata : "",
				  draw->seed, draw->drawn, draw->twice,
				  draw->holds ? "the same" : "otherwise"));
	}
}

static void
add_coverage(struct book_page *page, const struct panel_agreement *agreement)
{
	const struct coverage *coverage = &agreement->coverage;
	const GPtrArray *left_out = agreement->panel->left_out;
	struct page_part *part = page_part_add(page, "Who rated what");

	page_says(part,
		  g_strdup_printf(
			  "Read this first. %u of the %u sessions in this "
			  "workbook are rated, %u of them by two raters or "
			  "more: %u drawn by lot, %u assigned by hand, %u "
			  "without an assignment, %u in a way that is not "
			  "told. Only what was drawn by lot speaks of all "
			  "sessions.",
			  coverage->rated, coverage->sessions, coverage->twice,
			  coverage->by_lot, coverage->by_hand, coverage->freely,
			  coverage->hidden));
	say_draws(part, coverage);
	for (guint i = 0; i < left_out->len; i++)
		page_says(part,
			  g_strdup_printf("%s.", (char *)left_out->pdata[i]));
	page_table(part, covering_columns, g_ptr_array_ref(coverage->raters));
	part = page_part_add(page, "The sessions, and how they were chosen");
	page_says(part, g_strdup("Blind: how many of the raters had something "
				 "hidden from them until they signed."));
	page_table(part, covered_columns,
		   g_ptr_array_ref(coverage->rated_sessions));
}

/* ---- items --------------------------------------------------------------- */

FILL(item_id, item_agreement, value->text = it->item->id)
FILL(item_name, item_agreement, value->text = it->item->name)
FILL(same, item_agreement,
     value->real = agreement_share((double)it->of.same, (double)it->of.pairs))
FILL(near, item_agreement,
     value->real = agreement_share((double)it->of.near, (double)it->of.pairs))

static double
value_of(const struct statistic *statistic)
{
	return statistic ? statistic->of.value : NAN;
}

FILL(kappa, item_agreement, value->real = value_of(item_kappa(it)))
FILL(ac2, item_agreement, value->real = value_of(item_ac2(it)))

static const struct page_column agreed_item_columns[] = {
	{ .of = { NULL, "Item", FILLED(COLUMN_TEXT, fill_item_id) } },
	{ .of = { NULL, "Name", FILLED(COLUMN_TEXT, fill_item_name) } },
	{ .of = { NULL, "Sessions", COUNT_AT(struct item_agreement, sessions) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Pairs", NUMBER_AT(struct item_agreement, of.pairs) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "The same", FILLED(COLUMN_REAL, fill_same) },
	  .look = PAGE_SHARE },
	{ .of = { NULL, "Within 1", FILLED(COLUMN_REAL, fill_near) },
	  .look = PAGE_SHARE },
	{ .of = { NULL, "Apart", REAL_AT(struct item_agreement, apart) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "Kappa", FILLED(COLUMN_REAL, fill_kappa) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "AC2", FILLED(COLUMN_REAL, fill_ac2) },
	  .look = PAGE_SCORE },
	{ .of = { .kind = COLUMNS_END } },
};

static void
add_items_of(struct book_page *page, const struct panel_agreement *agreement,
	     enum panel_cell cell)
{
	gboolean extent = cell == PANEL_EXTENT;
	struct page_part *part = page_part_add(page, extent ? "Items: extent" :
							      "Items: quality");
	GPtrArray *rows = g_ptr_array_new();

	for (guint i = 0; i < agreement->items->len; i++) {
		const struct item_agreement *item = agreement->items->pdata[i];

		if (item->cell == cell && item->sessions > 0)
			g_ptr_array_add(rows, (gpointer)item);
	}
	page_says(part,
		  g_strdup("For the person who was rated, and supervisors: of "
			   "the pairs of ratings of one session, how many were "
			   "the same, or at most one point apart, and their "
			   "mean distance in points. It does not say who of "
			   "two is right."));
	page_says(part,
		  g_strdup_printf("Agreement beyond chance (quadratic weighted "
				  "kappa, AC2) is shown of items that two have "
				  "rated in %d sessions or more.",
				  SESSIONS_LEAST));
	page_table(part, agreed_item_columns, rows);
}

static void
add_together(struct book_page *page, const struct panel_agreement *agreement)
{
	static const struct {
		const char *name, *says;
	} told[] = {
		{ "bootstrap_percentile:percent_agreement",
		  "share that was the same" },
		{ "bootstrap_percentile:percent_within_1",
		  "share at most one point apart" },
		{ "bootstrap_percentile:mean_absolute_difference",
		  "mean distance, points" },
		{ "bootstrap_percentile:ba_bias",
		  "first rater less second, points" },
	};
	struct page_part *part = page_part_add(page, "All items together");
	GPtrArray *rows = page_figures_new();

	for (guint i = 0; i < agreement->all_items->len; i++) {
		const struct item_agreement *all =
			agreement->all_items->pdata[i];

		for (guint k = 0; k < G_N_ELEMENTS(told); k++)
			page_figure_add(rows,
					all->cell == PANEL_EXTENT ? "extent" :
								    "quality",
					told[k].says,
					statistic_find(all->statistics,
						       told[k].name, ""));
	}
	page_says(part,
		  g_strdup_printf("For supervisors. Items of one session are "
				  "never taken for independent: an interval "
				  "comes from drawing sessions, of which it "
				  "takes %d.",
				  SESSIONS_LEAST));
	page_table(part, page_figure_columns, rows);
}

/* ---- the whole ----------------------------------------------------------- */

static void
add_care(struct book_page *page)
{
	static const char *const says[] = {
		"The figures speak of these raters on these sessions, and of "
		"all sessions only where those rated twice were drawn by lot.",
		"Sessions of one therapist are alike: intervals that take "
		"sessions for independent are too narrow then.",
		"Kappa near 0 with high agreement is a matter of one category "
		"that holds nearly all ratings, not of bad raters.",
		"Nothing is said of whether a rating is right. All figures, "
		"with all digits: iptrate agree --json.",
	};
	struct page_part *part = page_part_add(page, "Read with care");

	for (guint i = 0; i < G_N_ELEMENTS(says); i++)
		page_says(part, g_strdup(says[i]));
}

struct book_page *
agreement_page_build(const struct panel_agreement *agreement)
{
	const struct panel *panel = agreement->panel;
	struct book_page *page;

	if (agreement->coverage.twice == 0)
		return NULL;
	page = book_page_new(
		"Agreement", "how far raters agree, and on what they part",
		"How far raters agree",
		g_strdup_printf("%u sessions of this workbook, %u "
				"raters, %u signed ratings",
				panel->sessions->len, panel->raters->len,
				panel->ratings->len),
		widths);
	add_coverage(page, agreement);
	add_items_of(page, agreement, PANEL_EXTENT);
	add_items_of(page, agreement, PANEL_QUALITY);
	add_together(page, agreement);
	page_add_scores(page, agreement);
	page_add_pass(page, agreement);
	page_add_tags(page, agreement);
	page_add_disputes(page, agreement);
	add_care(page);
	return page;
}
