/*
 * columns_standing: how far marks would stand, as it is listed.
 */
#include "app/depend.h"
#include "app/private.h"

const struct column standing_part_columns[] = {
	{ "component", "what varies", TEXT_AT(struct standing_part, name) },
	{ "says", "in words", TEXT_AT(struct standing_part, says) },
	{ "variance", "variance", REAL_AT(struct standing_part, variance),
	  .digits = 3, .full = TRUE },
	{ "share", "share", REAL_AT(struct standing_part, share), .digits = 2,
	  .full = TRUE },
	{ "as_came", NULL, REAL_AT(struct standing_part, as_came),
	  .full = TRUE },
	{ .kind = COLUMNS_END },
};

const struct column standing_design_columns[] = {
	{ "sessions", "sessions", COUNT_AT(struct standing_design, sessions) },
	{ "raters", "raters", COUNT_AT(struct standing_design, raters) },
	{ "each_by_another_rater", "each by another",
	  FLAG_AT(struct standing_design, rotating) },
	{ "ratings", "ratings", COUNT_AT(struct standing_design, ratings) },
	{ "phi", "Phi", REAL_AT(struct standing_design, phi), .digits = 2,
	  .full = TRUE },
	{ "sem", "SEM", REAL_AT(struct standing_design, sem), .digits = 2,
	  .full = TRUE },
	{ "false_pass", "wrong pass",
	  REAL_AT(struct standing_design, false_pass), .digits = 3,
	  .full = TRUE },
	{ "false_fail", "wrong fail",
	  REAL_AT(struct standing_design, false_fail), .digits = 3,
	  .full = TRUE },
	{ "right", "right", REAL_AT(struct standing_design, right), .digits = 3,
	  .full = TRUE },
	{ .kind = COLUMNS_END },
};

static const char *
verdict_name(guint verdict)
{
	return standing_verdict_print((enum standing_verdict)verdict);
}

const struct column standing_mark_columns[] = {
	{ "therapist", "therapist", TEXT_AT(struct standing_mark, therapist) },
	{ "sessions", "sessions", COUNT_AT(struct standing_mark, sessions) },
	{ "raters", "raters", COUNT_AT(struct standing_mark, raters) },
	{ "ratings", "ratings", COUNT_AT(struct standing_mark, ratings) },
	{ "mean", "mean", REAL_AT(struct standing_mark, mean), .digits = 2,
	  .full = TRUE },
	{ "sem", "SEM", REAL_AT(struct standing_mark, sem), .digits = 2,
	  .full = TRUE },
	{ "lower", "lower", REAL_AT(struct standing_mark, lower), .digits = 2,
	  .full = TRUE },
	{ "upper", "upper", REAL_AT(struct standing_mark, upper), .digits = 2,
	  .full = TRUE },
	{ "above", "above", REAL_AT(struct standing_mark, above), .digits = 2,
	  .full = TRUE },
	{ "above_in_group", NULL, REAL_AT(struct standing_mark, above_in),
	  .full = TRUE },
	{ "verdict", "verdict",
	  NAME_AT(struct standing_mark, verdict, verdict_name) },
	{ "caution", NULL, TEXT_AT(struct standing_mark, caution) },
	{ .kind = COLUMNS_END },
};

/* A design that reaches what is wanted; none: null. */
static void
fill_cheapest(struct column_value *value, const struct standing_design *design)
{
	if (design->ratings > 0)
		value->thing = design;
	else
		value->nothing = TRUE;
}

static void
fill_by_phi(struct column_value *value, const void *of, const void *about)
{
	const struct dependence *dependence = of;

	(void)about;
	fill_cheapest(value, &dependence->standing.by_phi);
}

static void
fill_by_right(struct column_value *value, const void *of, const void *about)
{
	const struct dependence *dependence = of;

	(void)about;
	fill_cheapest(value, &dependence->standing.by_right);
}

const struct column dependence_columns[] = {
	{ "score", NULL, TEXT_AT(struct dependence, score) },
	{ "cut", NULL, REAL_AT(struct dependence, standing.cut) },
	{ "therapists", NULL,
	  COUNT_AT(struct dependence, standing.therapists) },
	{ "sessions", NULL, COUNT_AT(struct dependence, standing.sessions) },
	{ "rated_twice", NULL, COUNT_AT(struct dependence, standing.twice) },
	{ "raters", NULL, COUNT_AT(struct dependence, standing.raters) },
	{ "ratings", NULL, COUNT_AT(struct dependence, standing.ratings) },
	{ "left_out", NULL, TEXTS_AT(struct dependence, left_out) },
	{ "missing", NULL, TEXTS_AT(struct dependence, standing.missing) },
	{ "method", NULL, TEXT_AT(struct dependence, standing.method) },
	{ "mean", NULL, REAL_AT(struct dependence, standing.mean),
	  .full = TRUE },
	{ "components", NULL,
	  LIST_AT(struct dependence, standing.parts, standing_part_columns) },
	{ "designs", NULL,
	  LIST_AT(struct dependence, standing.designs,
		  standing_design_columns) },
	{ "certain", NULL, REAL_AT(struct dependence, standing.certain) },
	{ "cheapest_by_phi", NULL, FILLED(COLUMN_MAP, fill_by_phi),
	  .inner = standing_design_columns },
	{ "cheapest_by_right_decisions", NULL,
	  FILLED(COLUMN_MAP, fill_by_right), .inner = standing_design_columns },
	{ "marks", NULL,
	  LIST_AT(struct dependence, standing.marks, standing_mark_columns) },
	{ "notes", NULL, TEXTS_AT(struct dependence, standing.notes) },
	{ .kind = COLUMNS_END },
};
