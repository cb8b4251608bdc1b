/*
 * How raters keep or change their ways, as a sheet of the workbook; see
 * pages.h.
 */
#include "app/pages.h"

#include <math.h>

/* Of all tables: who or when, then numbers; the last also hold words. */
static const double widths[] = { 20, 12, 12, 12, 12, 12, 12,
				 12, 12, 12, 12, 12, 0 };

/* ---- all of them ---------------------------------------------------------- */

FILL(months, rater_drift, value->number = it->months->len)
FILL(changed, rater_drift,
     value->text = !it->charted ? "not told: too few months" :
		   it->changed	? "yes: a run rule holds" :
				  "none seen")

static const struct page_column drifting_columns[] = {
	{ .of = { NULL, "Rater", TEXT_AT(struct rater_drift, name) } },
	{ .of = { NULL, "Sessions", COUNT_AT(struct rater_drift, sessions) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Months", FILLED(COLUMN_COUNT, fill_months) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Mild (+) or severe (-)",
		  REAL_AT(struct rater_drift, severity.value) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "From (95 %)",
		  REAL_AT(struct rater_drift, severity.lower) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "To (95 %)",
		  REAL_AT(struct rater_drift, severity.upper) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "Change over the months",
		  FILLED(COLUMN_TEXT, fill_changed) },
	  .span = 3 },
	{ .of = { .kind = COLUMNS_END } },
};

#define SPREAD(member) REAL_AT(struct rater_drift, spread.member)

static const struct page_column drift_spread_columns[] = {
	{ .of = { NULL, "Rater", TEXT_AT(struct rater_drift, name) } },
	{ .of = { NULL, "Sessions",
		  COUNT_AT(struct rater_drift, spread.sessions) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Item ratings",
		  COUNT_AT(struct rater_drift, spread.ratings) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Mean extent", SPREAD(mean) }, .look = PAGE_SCORE },
	{ .of = { NULL, "The others' mean", SPREAD(others_mean) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "Spread in a session", SPREAD(within) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "The others' spread", SPREAD(others_within) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "Given a 3", SPREAD(middle) }, .look = PAGE_SHARE },
	{ .of = { NULL, "The others, a 3", SPREAD(others_middle) },
	  .look = PAGE_SHARE },
	{ .of = { NULL, "Given 1 or 5", SPREAD(ends) }, .look = PAGE_SHARE },
	{ .of = { NULL, "The others, 1 or 5", SPREAD(others_ends) },
	  .look = PAGE_SHARE },
	{ .of = { .kind = COLUMNS_END } },
};

static void
add_all(struct book_page *page, const struct drift *drift)
{
	struct page_part *part = page_part_add(page, "How to read it");

	page_says(part, g_strdup_printf(
				"For raters and those who train them: each "
				"month's %s mean of a rater, less the marks of "
				"the same sessions: the median of all who "
				"rated them, or what the one other gave.",
				drift->score));
	page_says(part, g_strdup("One month beyond the limits is no drift yet: "
				 "look at what was rated. It does not say who "
				 "is right, only who differs. Months are those "
				 "of the signatures, in UTC."));
	for (guint i = 0; i < drift->panel->left_out->len; i++)
		page_says(part,
			  g_strdup_printf(
				  "%s.",
				  (char *)drift->panel->left_out->pdata[i]));
	for (guint i = 0; i < drift->missing->len; i++)
		page_says(part, g_strdup(drift->missing->pdata[i]));
	part = page_part_add(page, "Severity over the whole time");
	page_table(part, drifting_columns, g_ptr_array_ref(drift->raters));
	part = page_part_add(page, "Spread: halo and range");
	page_says(part,
		  g_strdup_printf("Extents on sessions that others rated as "
				  "well. Halo: items of one session come out "
				  "too alike, a spread much below the others'. "
				  "Of fewer than %d item ratings nothing is "
				  "concluded.",
				  DRIFT_RATINGS));
	page_table(part, drift_spread_columns, g_ptr_array_ref(drift->raters));
}

/* ---- one of them ----------------------------------------------------------- */

/* "8 in a row on one side; 1 beyond three sigma" */
static char *
signals_print(guint signals)
{
	GString *out = g_string_new(NULL);

	for (guint rule = 1; rule < 1u << RUN_RULES; rule <<= 1) {
		if (signals & rule)
			g_string_append_printf(
				out, "%s%s", out->len ? "; " : "",
				run_rule_print((enum run_rule)rule));
	}
	return g_string_free(out, FALSE);
}

FILL(marked, drift_month, value->real = it->signals ? it->value : NAN)
FILL(signals, drift_month, value->made = signals_print(it->signals))

/* What the chart of `about`, a rater, says; NAN without one. */
#define FILL_CHART(member)                                                    \
	static void fill_##member(struct column_value *value, const void *of, \
				  const void *about)                          \
	{                                                                     \
		const struct rater_drift *rater = about;                      \
		(void)of;                                                     \
		value->real = rater->charted ? rater->chart.member : NAN;     \
	}
FILL_CHART(centre)
FILL_CHART(lower)
FILL_CHART(upper)

static const struct page_column drift_month_columns[] = {
	{ .of = { NULL, "Month", TEXT_AT(struct drift_month, month) } },
	{ .of = { NULL, "Sessions", COUNT_AT(struct drift_month, sessions) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Mild (+) or severe (-)",
		  REAL_AT(struct drift_month, value) },
	  .look = PAGE_SCORE,
	  .line = PAGE_LINE_VALUE },
	{ .of = { NULL, "Centre", FILLED(COLUMN_REAL, fill_centre) },
	  .look = PAGE_SCORE,
	  .line = PAGE_LINE_CENTRE },
	{ .of = { NULL, "Lower limit", FILLED(COLUMN_REAL, fill_lower) },
	  .look = PAGE_SCORE,
	  .line = PAGE_LINE_LIMIT },
	{ .of = { NULL, "Upper limit", FILLED(COLUMN_REAL, fill_upper) },
	  .look = PAGE_SCORE,
	  .line = PAGE_LINE_LIMIT },
	{ .of = { NULL, "A run rule holds", FILLED(COLUMN_REAL, fill_marked) },
	  .look = PAGE_SCORE,
	  .line = PAGE_LINE_MARK },
	{ .of = { NULL, "Which run rules hold",
		  FILLED(COLUMN_TEXT, fill_signals) },
	  .span = 5 },
	{ .of = { .kind = COLUMNS_END } },
};

static void
add_rater(struct book_page *page, const struct rater_drift *rater)
{
	struct page_part *part = page_part_add(page, rater->name);

	for (guint i = 0; i < rater->says->len; i++)
		page_says(part, g_strdup(rater->says->pdata[i]));
	if (rater->charted)
		page_says(part, g_strdup("Limits lie three sigma from the "
					 "centre, by moving ranges; the run "
					 "rules are those of the Western "
					 "Electric handbook."));
	part->about = rater;
	page_table(part, drift_month_columns, g_ptr_array_ref(rater->months));
	if (!rater->charted)
		return;
	part->chart = g_strdup_printf("Month by month: %s, mild (+) or severe "
				      "(-)",
				      rater->name);
}

struct book_page *
drift_page_build(const struct drift *drift)
{
	const struct panel *panel = drift->panel;
	gboolean charted = FALSE;
	struct book_page *page;

	for (guint i = 0; i < drift->raters->len; i++)
		charted |= ((const struct rater_drift *)drift->raters->pdata[i])
				   ->charted;
	if (!charted)
		return NULL;
	page = book_page_new(
		"Drift",
		"raters month by month: severity, run rules, "
		"spread",
		"How raters keep or change their ways",
		g_strdup_printf("From %u signed ratings of %u sessions "
				"of this workbook, %u of them by two "
				"raters or more",
				panel->ratings->len, panel->sessions->len,
				panel->twice),
		widths);
	add_all(page, drift);
	for (guint i = 0; i < drift->raters->len; i++)
		add_rater(page, drift->raters->pdata[i]);
	return page;
}
