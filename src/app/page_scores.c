/*
 * How far raters agree on what ratings come to, as parts of a sheet: scores and
 * the pass decision; see pages.h.
 */
#include "app/pages.h"

#include <math.h>
#include <string.h>

/* ---- one rater against another -------------------------------------------- */

struct page_pair {
	const char *score, *names; /* "quality", "A - B" */
	guint64 n;
	double mean, from, to;	/* of the differences */
	double lowest, highest; /* between which 95 % of them lie */
};

static const struct page_column agreed_score_columns[] = {
	{ .of = { NULL, "Score", TEXT_AT(struct page_pair, score) } },
	{ .of = { NULL, "First less second",
		  TEXT_AT(struct page_pair, names) } },
	{ .of = { NULL, "Sessions", NUMBER_AT(struct page_pair, n) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Mean", REAL_AT(struct page_pair, mean) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "From (95 %)", REAL_AT(struct page_pair, from) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "To (95 %)", REAL_AT(struct page_pair, to) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "Lower limit", REAL_AT(struct page_pair, lowest) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "Upper limit", REAL_AT(struct page_pair, highest) },
	  .look = PAGE_SCORE },
	{ .of = { .kind = COLUMNS_END } },
};

static double
value_of(const struct statistic *statistic)
{
	return statistic ? statistic->of.value : NAN;
}

/* "columns A,B; A - B" is named by what follows the columns. */
static void
add_pair(GPtrArray *rows, const struct score_agreement *score,
	 const struct statistic *bias)
{
	const struct report *report = score->report;
	const char *columns = strstr(bias->options, "; ");
	struct page_pair *pair = g_new0(struct page_pair, 1);

	pair->score = score->name;
	pair->names = columns ? columns + 2 : bias->options;
	pair->n = bias->n;
	pair->mean = bias->of.value;
	pair->from = bias->of.lower;
	pair->to = bias->of.upper;
	pair->lowest =
		value_of(report_find(report, "ba_lower_limit", bias->options));
	pair->highest =
		value_of(report_find(report, "ba_upper_limit", bias->options));
	g_ptr_array_add(rows, pair);
}

static void
add_pairs(struct book_page *page, const struct panel_agreement *agreement)
{
	struct page_part *part =
		page_part_add(page, "Scores: one rater against another");
	GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < agreement->scores->len; i++) {
		const struct score_agreement *score =
			agreement->scores->pdata[i];
		const GPtrArray *all = score->report->statistics;

		for (guint k = 0; k < all->len && score->sessions > 0; k++) {
			const struct statistic *bias = all->pdata[k];

			if (!strcmp(bias->name, "ba_bias"))
				add_pair(rows, score, bias);
		}
	}
	page_says(part,
		  g_strdup("For supervisors: who rates higher (the mean of the "
			   "differences, in points), and the limits between "
			   "which 95 % of the differences of two ratings of "
			   "one session lie."));
	if (rows->len == 0)
		page_says(part, g_strdup("No session has a score from two: "
					 "ratings were incomplete."));
	page_table(part, agreed_score_columns, rows);
}

/* ---- telling sessions apart, and severity --------------------------------- */

static void
add_reliability(GPtrArray *rows, const struct score_agreement *score)
{
	const struct report *report = score->report;
	gboolean gaps = report->missing > 0;

	page_figure_add(
		rows, score->name, "ICC(A,1), one rating",
		report_find(report, gaps ? "icc_A_1" : "icc_sf_2_1", ""));
	page_figure_add(
		rows, score->name, "ICC(A,k), mean of the raters",
		report_find(report, gaps ? "icc_A_k" : "icc_sf_2_k", ""));
	page_figure_add(
		rows, score->name, "SEM, error of one rating, points",
		report_find(report, "sem_agreement", gaps ? "REML" : ""));
	if (!gaps)
		page_figure_add(rows, score->name,
				"smallest change that is more than error",
				report_find(report, "sdc_agreement", ""));
}

/* "rater=A" */
static void
add_severity(GPtrArray *rows, const struct score_agreement *score)
{
	const GPtrArray *all = score->report->statistics;

	for (guint i = 0; i < all->len && score->report->raters > 2; i++) {
		const struct statistic *rater = all->pdata[i];

		if (!strcmp(rater->name, "rater_severity_ls"))
			page_figure_add(rows, score->name, rater->options,
					rater);
	}
}

static void
add_table_of(struct book_page *page, const struct panel_agreement *agreement,
	     const char *title, const char *says,
	     void (*add)(GPtrArray *rows, const struct score_agreement *score))
{
	GPtrArray *rows = page_figures_new();
	struct page_part *part;

	for (guint i = 0; i < agreement->scores->len; i++) {
		const struct score_agreement *score =
			agreement->scores->pdata[i];

		if (score->sessions > 0)
			add(rows, score);
	}
	if (rows->len == 0) {
		g_ptr_array_unref(rows);
		return;
	}
	part = page_part_add(page, title);
	page_says(part, g_strdup(says));
	page_table(part, page_figure_columns, rows);
}

void
page_add_scores(struct book_page *page, const struct panel_agreement *agreement)
{
	add_pairs(page, agreement);
	add_table_of(page, agreement, "Scores: telling sessions apart",
		     "For an accrediting body: how much of the spread of "
		     "ratings is the sessions' (ICC, 1 is all of it), and the "
		     "error of a rating on the rubric's scale. Of fewer than "
		     "20 sessions read the intervals, not the values.",
		     add_reliability);
	add_table_of(page, agreement, "Scores: severity",
		     "For an accrediting body and raters: how mild (+) or "
		     "severe (-) each is beside the mean of these raters, in "
		     "points, what each rated allowed for.",
		     add_severity);
}

/* ---- the pass decision ---------------------------------------------------- */

#define SAME(pair) ((pair)->both + (pair)->neither)
#define ALL(pair) (SAME(pair) + (pair)->first_only + (pair)->second_only)

FILL(same, pass_pair, value->real = agreement_share(SAME(it), ALL(it)))
FILL(apart, pass_pair, value->made = page_names_print(it->apart))

static const struct page_column agreed_pass_columns[] = {
	{ .of = { NULL, "First", TEXT_AT(struct pass_pair, first) } },
	{ .of = { NULL, "Second", TEXT_AT(struct pass_pair, second) } },
	{ .of = { NULL, "Both pass", COUNT_AT(struct pass_pair, both) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "First only", COUNT_AT(struct pass_pair, first_only) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Second only",
		  COUNT_AT(struct pass_pair, second_only) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Neither", COUNT_AT(struct pass_pair, neither) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "The same", FILLED(COLUMN_REAL, fill_same) },
	  .look = PAGE_SHARE },
	{ .of = { NULL, "They part on", FILLED(COLUMN_TEXT, fill_apart) },
	  .span = 3 },
	{ .of = { .kind = COLUMNS_END } },
};

static void
add_pass_chance(struct book_page *page, const struct pass_agreement *pass)
{
	GPtrArray *rows = page_figures_new();
	struct page_part *part =
		page_part_add(page, "The pass decision, beyond chance");

	page_figure_add(rows, "pass", "kappa",
			statistic_of_all(pass->statistics, "cohen_kappa",
					 "conger_kappa_general"));
	page_figure_add(rows, "pass", "AC1",
			statistic_find(pass->statistics, "gwet_ac1", ""));
	page_says(part, g_strdup("For an accrediting body: 1 is full "
				 "agreement, 0 what chance gives. Kappa near 0 "
				 "where nearly all pass is no fault of "
				 "raters."));
	page_table(part, page_figure_columns, rows);
}

void
page_add_pass(struct book_page *page, const struct panel_agreement *agreement)
{
	const struct pass_agreement *pass = &agreement->pass;
	struct page_part *part = page_part_add(page, "The pass decision");

	if (pass->sessions == 0) {
		page_says(part, g_strdup("No session has one from two raters: "
					 "it takes ratings that are complete "
					 "and signed."));
		return;
	}
	page_says(part, g_strdup("For an accrediting body: sessions that both "
				 "brought to a decision; borderline counts as "
				 "not yet. It does not say whose decision is "
				 "right."));
	if (pass->without)
		page_says(part,
			  g_strdup_printf("Ratings that came to no decision, "
					  "being incomplete: %u.",
					  pass->without));
	page_table(part, agreed_pass_columns, g_ptr_array_ref(pass->pairs));
	if (pass->sessions >= SESSIONS_LEAST)
		add_pass_chance(page, pass);
}
