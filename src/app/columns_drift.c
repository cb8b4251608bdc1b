/*
 * columns_drift: how raters keep or change their ways, as it is listed.
 */
#include "app/columns.h"
#include "app/drift.h"

static void
write_signals(struct printer *printer, const char *key, const void *of,
	      const void *about)
{
	const struct drift_month *month = of;

	(void)about;
	printer_begin_list(printer, key);
	for (guint rule = 1; rule < 1u << RUN_RULES; rule <<= 1) {
		if (month->signals & rule)
			printer_string(printer, NULL,
				       run_rule_print((enum run_rule)rule));
	}
	printer_end(printer);
}

static const struct column month_columns[] = {
	{ "month", NULL, TEXT_AT(struct drift_month, month) },
	{ "sessions", NULL, COUNT_AT(struct drift_month, sessions) },
	{ "references", NULL, COUNT_AT(struct drift_month, references) },
	{ "severity", NULL, REAL_AT(struct drift_month, value), .full = TRUE },
	{ "signals", NULL, WRITTEN(write_signals) },
	{ .kind = COLUMNS_END },
};

static void
fill_chart(struct column_value *value, const void *of, const void *about)
{
	const struct rater_drift *rater = of;

	(void)about;
	value->thing = rater->charted ? &rater->chart : NULL;
}

static const struct column chart_columns[] = {
	{ "centre", NULL, REAL_AT(struct control_chart, centre), .full = TRUE },
	{ "sigma", NULL, REAL_AT(struct control_chart, sigma), .full = TRUE },
	{ "lower", NULL, REAL_AT(struct control_chart, lower), .full = TRUE },
	{ "upper", NULL, REAL_AT(struct control_chart, upper), .full = TRUE },
	{ .kind = COLUMNS_END },
};

static const struct column severity_columns[] = {
	{ "value", NULL, REAL_AT(struct estimate, value), .full = TRUE },
	{ "lower", NULL, REAL_AT(struct estimate, lower), .full = TRUE },
	{ "upper", NULL, REAL_AT(struct estimate, upper), .full = TRUE },
	{ .kind = COLUMNS_END },
};

static const struct column spread_columns[] = {
	{ "sessions", NULL, COUNT_AT(struct drift_spread, sessions) },
	{ "ratings", NULL, COUNT_AT(struct drift_spread, ratings) },
	{ "mean", NULL, REAL_AT(struct drift_spread, mean), .full = TRUE },
	{ "others_mean", NULL, REAL_AT(struct drift_spread, others_mean),
	  .full = TRUE },
	{ "within_session", NULL, REAL_AT(struct drift_spread, within),
	  .full = TRUE },
	{ "others_within_session", NULL,
	  REAL_AT(struct drift_spread, others_within), .full = TRUE },
	{ "middle", NULL, REAL_AT(struct drift_spread, middle), .full = TRUE },
	{ "others_middle", NULL, REAL_AT(struct drift_spread, others_middle),
	  .full = TRUE },
	{ "ends", NULL, REAL_AT(struct drift_spread, ends), .full = TRUE },
	{ "others_ends", NULL, REAL_AT(struct drift_spread, others_ends),
	  .full = TRUE },
	{ .kind = COLUMNS_END },
};

static const struct column rater_columns[] = {
	{ "rater", NULL, TEXT_AT(struct rater_drift, name) },
	{ "sessions", NULL, COUNT_AT(struct rater_drift, sessions) },
	{ "severity", NULL,
	  MAP_AT(struct rater_drift, severity, severity_columns) },
	{ "changed", NULL, FLAG_AT(struct rater_drift, changed) },
	{ "chart", NULL, FILLED(COLUMN_MAP, fill_chart),
	  .inner = chart_columns },
	{ "months", NULL, LIST_AT(struct rater_drift, months, month_columns) },
	{ "spread", NULL, MAP_AT(struct rater_drift, spread, spread_columns) },
	{ "says", NULL, TEXTS_AT(struct rater_drift, says) },
	{ .kind = COLUMNS_END },
};

static void
fill_left_out(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->list = ((const struct drift *)of)->panel->left_out;
}

const struct column drift_columns[] = {
	{ "score", NULL, TEXT_AT(struct drift, score) },
	{ "linked", NULL, FLAG_AT(struct drift, linked) },
	{ "raters", NULL, LIST_AT(struct drift, raters, rater_columns) },
	{ "missing", NULL, TEXTS_AT(struct drift, missing) },
	{ "left_out", NULL, FILLED(COLUMN_TEXTS, fill_left_out) },
	{ .kind = COLUMNS_END },
};
