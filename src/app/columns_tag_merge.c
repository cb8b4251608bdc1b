/*
 * columns_tag_merge: what several raters decided on tags, as it is listed.
 */
#include "app/private.h"

static const struct column verdict_columns[] = {
	{ "rater", NULL, TEXT_AT(struct decision, rater) },
	{ "verdict", NULL, NAME_AT(struct decision, verdict, verdict_print) },
	{ "to", NULL, TEXT_AT(struct decision, to) },
	{ "reason", NULL, TEXT_AT(struct decision, reason) },
	{ "at", NULL, TIME_AT(struct decision, at) },
	{ .kind = COLUMNS_END },
};

static void
fill_decision(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->thing = ((const struct said_tag *)of)->decision;
}

static const struct column said_columns[] = {
	{ "rater", NULL, TEXT_AT(struct said_tag, rater) },
	{ "decision", NULL, FILLED(COLUMN_MAP, fill_decision),
	  .inner = verdict_columns },
	{ .kind = COLUMNS_END },
};

static void
fill_settled(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->thing = ((const struct merged_tag *)of)->settled;
}

static const struct column merged_columns[] = {
	{ "turn", NULL, COUNT_AT(struct merged_tag, turn) },
	{ "technique", NULL, TEXT_AT(struct merged_tag, technique) },
	{ "words", NULL, TEXT_AT(struct merged_tag, words) },
	{ "standing", NULL,
	  NAME_AT(struct merged_tag, standing, tag_standing_print) },
	{ "said", NULL, LIST_AT(struct merged_tag, said, said_columns) },
	{ "settled", NULL, FILLED(COLUMN_MAP, fill_settled),
	  .inner = verdict_columns },
	{ .kind = COLUMNS_END },
};

const struct column tag_merge_columns[] = {
	{ "session", NULL, NUMBER_AT(struct tag_merge, session) },
	{ "agreed", NULL, COUNT_AT(struct tag_merge, agreed) },
	{ "one_only", NULL, COUNT_AT(struct tag_merge, one_only) },
	{ "open", NULL, COUNT_AT(struct tag_merge, open) },
	{ "settled", NULL, COUNT_AT(struct tag_merge, settled) },
	{ "tags", NULL, LIST_AT(struct tag_merge, tags, merged_columns) },
	{ .kind = COLUMNS_END },
};
