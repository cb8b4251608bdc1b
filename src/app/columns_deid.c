/*
 * What is listed of proposals to replace, and of what was left.
 */
#include "app/identifiers.h"

static void
fill_turn(struct column_value *value, const void *thing, const void *about)
{
	const struct deid_proposal *proposal = thing;

	(void)about;
	value->number = proposal->turn + 1;
}

static void
fill_left_turn(struct column_value *value, const void *thing, const void *about)
{
	const struct deid_left *left = thing;

	(void)about;
	value->number = left->turn + 1;
}

static void
fill_start(struct column_value *value, const void *thing, const void *about)
{
	const struct deid_proposal *proposal = thing;

	(void)about;
	value->number = proposal->span.start;
}

static void
fill_end(struct column_value *value, const void *thing, const void *about)
{
	const struct deid_proposal *proposal = thing;

	(void)about;
	value->number = proposal->span.end;
}

static const char *
print_category(guint category)
{
	return deid_category_print(category);
}

static void
fill_text(struct column_value *value, const void *thing, const void *about)
{
	const struct deid_proposal *proposal = thing;
	gsize len;

	value->text = transcript_turn_text(
		about, transcript_turn(about, proposal->turn + 1), &len);
	value->text += proposal->span.start;
	value->len = span_length(proposal->span);
}

const struct column deid_proposal_columns[] = {
	{ "turn", "turn", FILLED(COLUMN_COUNT, fill_turn) },
	{ "start", NULL, FILLED(COLUMN_COUNT, fill_start) },
	{ "end", NULL, FILLED(COLUMN_COUNT, fill_end) },
	{ "category", "category",
	  NAME_AT(struct deid_proposal, category, print_category) },
	{ "text", "words", FILLED(COLUMN_BYTES, fill_text) },
	{ "confidence", "sure", REAL_AT(struct deid_proposal, confidence),
	  .digits = 2 },
	{ "why", "why", TEXT_AT(struct deid_proposal, why) },
	{ "form", NULL, TEXT_AT(struct deid_proposal, form) },
	{ "relation", NULL, TEXT_AT(struct deid_proposal, relation) },
	{ .kind = COLUMNS_END },
};

const struct column deid_left_columns[] = {
	{ "form", NULL, TEXT_AT(struct deid_left, form) },
	{ "text", "words", TEXT_AT(struct deid_left, shown) },
	{ "count", "times", COUNT_AT(struct deid_left, count) },
	{ "turn", "first in turn", FILLED(COLUMN_COUNT, fill_left_turn) },
	{ "listed", NULL, FLAG_AT(struct deid_left, listed) },
	{ .kind = COLUMNS_END },
};
