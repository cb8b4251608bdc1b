/*
 * columns_contrast: a self-rating held against a supervisor's, as it is
 * listed.
 */
#include "app/private.h"

static const struct column cited_columns[] = {
	{ "turn", NULL, COUNT_AT(struct cited_turn, turn) },
	{ "words", NULL, TEXT_AT(struct cited_turn, words) },
	{ .kind = COLUMNS_END },
};

static const struct column value_columns[] = {
	{ "extent", NULL, KNOWN_AT(struct item_rating, extent) },
	{ "quality", NULL, KNOWN_AT(struct item_rating, quality) },
	{ "na_reason", NULL, TEXT_AT(struct item_rating, na_reason) },
	{ "comment", NULL, TEXT_AT(struct item_rating, comment) },
	{ .kind = COLUMNS_END },
};

static void
fill_id(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = ((const struct item_gap *)of)->item->id;
}

static void
fill_name(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = ((const struct item_gap *)of)->item->name;
}

static void
fill_self(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->thing = ((const struct item_gap *)of)->self;
}

static void
fill_other(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->thing = ((const struct item_gap *)of)->other;
}

static void
fill_extent(struct column_value *value, const void *of, const void *about)
{
	const struct item_gap *gap = of;

	(void)about;
	value->number = gap->extent;
	value->nothing = !gap->has_extent;
}

static void
fill_quality(struct column_value *value, const void *of, const void *about)
{
	const struct item_gap *gap = of;

	(void)about;
	value->number = gap->quality;
	value->nothing = !gap->has_quality;
}

static void
fill_direction(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = item_gap_direction(of);
}

/* Both begin with their gap, which the fills above are of. */
G_STATIC_ASSERT(offsetof(struct item_contrast, gap) == 0);
G_STATIC_ASSERT(offsetof(struct earlier_gap, gap) == 0);

static const struct column earlier_columns[] = {
	{ "session", NULL, NUMBER_AT(struct earlier_gap, session) },
	{ "number", NULL, KNOWN_AT(struct earlier_gap, number) },
	{ "extent_gap", NULL, FILLED(COLUMN_NUMBER, fill_extent) },
	{ "quality_gap", NULL, FILLED(COLUMN_NUMBER, fill_quality) },
	{ "direction", NULL, FILLED(COLUMN_TEXT, fill_direction) },
	{ .kind = COLUMNS_END },
};

static const struct column item_contrast_columns[] = {
	{ "item", NULL, FILLED(COLUMN_TEXT, fill_id) },
	{ "name", NULL, FILLED(COLUMN_TEXT, fill_name) },
	{ "self", NULL, FILLED(COLUMN_MAP, fill_self), .inner = value_columns },
	{ "supervisor", NULL, FILLED(COLUMN_MAP, fill_other),
	  .inner = value_columns },
	{ "extent_gap", NULL, FILLED(COLUMN_NUMBER, fill_extent) },
	{ "quality_gap", NULL, FILLED(COLUMN_NUMBER, fill_quality) },
	{ "direction", NULL, FILLED(COLUMN_TEXT, fill_direction) },
	{ "self_evidence", NULL,
	  LIST_AT(struct item_contrast, self_turns, cited_columns) },
	{ "supervisor_evidence", NULL,
	  LIST_AT(struct item_contrast, other_turns, cited_columns) },
	{ "earlier", NULL,
	  LIST_AT(struct item_contrast, earlier, earlier_columns) },
	{ .kind = COLUMNS_END },
};

static void
fill_self_rater(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = ((const struct contrast *)of)->self->rater;
}

static void
fill_other_rater(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = ((const struct contrast *)of)->other->rater;
}

static void
fill_self_signature(struct column_value *value, const void *of,
		    const void *about)
{
	(void)about;
	value->thing = ((const struct contrast *)of)->self;
}

static void
fill_other_signature(struct column_value *value, const void *of,
		     const void *about)
{
	(void)about;
	value->thing = ((const struct contrast *)of)->other;
}

const struct column contrast_columns[] = {
	{ "session", NULL, NUMBER_AT(struct contrast, session) },
	{ "self", NULL, FILLED(COLUMN_TEXT, fill_self_rater) },
	{ "supervisor", NULL, FILLED(COLUMN_TEXT, fill_other_rater) },
	{ "self_signature", NULL, FILLED(COLUMN_MAP, fill_self_signature),
	  .inner = signature_columns },
	{ "supervisor_signature", NULL,
	  FILLED(COLUMN_MAP, fill_other_signature),
	  .inner = signature_columns },
	{ "two_rubrics", NULL, FLAG_AT(struct contrast, two_rubrics) },
	{ "compared", NULL, COUNT_AT(struct contrast, compared) },
	{ "self_above", NULL, COUNT_AT(struct contrast, above) },
	{ "self_below", NULL, COUNT_AT(struct contrast, below) },
	{ "same", NULL, COUNT_AT(struct contrast, same) },
	{ "mixed", NULL, COUNT_AT(struct contrast, mixed) },
	{ "mean_extent_gap", NULL, REAL_AT(struct contrast, extent) },
	{ "mean_quality_gap", NULL, REAL_AT(struct contrast, quality) },
	{ "items", NULL,
	  LIST_AT(struct contrast, items, item_contrast_columns) },
	{ .kind = COLUMNS_END },
};
