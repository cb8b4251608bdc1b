/*
 * columns_consensus: a consensus and what it is made of, as they are listed.
 */
#include "app/private.h"

static void
fill_signature(struct column_value *value, const void *of, const void *about)
{
	const struct rating *rating = of;

	(void)about;
	value->thing = rating->signed_at ? rating : NULL;
}

static const struct column of_columns[] = {
	{ "rater", NULL, TEXT_AT(struct rating, rater) },
	{ "role", NULL, NAME_AT(struct rating, role, rater_role_print) },
	{ "version", NULL, COUNT_AT(struct rating, version) },
	{ "signed_at", NULL, TIME_AT(struct rating, signed_at) },
	{ "signature", NULL, FILLED(COLUMN_MAP, fill_signature),
	  .inner = signature_columns },
	{ .kind = COLUMNS_END },
};

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
	{ "turns", NULL, TURNS_AT(struct item_rating, turns) },
	{ .kind = COLUMNS_END },
};

static void
fill_said(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->thing = ((const struct said_item *)of)->said;
}

const struct column said_item_columns[] = {
	{ "rater", NULL, TEXT_AT(struct said_item, rater) },
	{ "role", NULL, NAME_AT(struct said_item, role, rater_role_print) },
	{ "value", NULL, FILLED(COLUMN_MAP, fill_said),
	  .inner = value_columns },
	{ "evidence", NULL, LIST_AT(struct said_item, cited, cited_columns) },
	{ .kind = COLUMNS_END },
};

static void
fill_id(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = ((const struct consensus_item *)of)->item->id;
}

static void
fill_name(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = ((const struct consensus_item *)of)->item->name;
}

static void
fill_value(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->thing = ((const struct consensus_item *)of)->value;
}

static const struct column item_columns_of_consensus[] = {
	{ "item", NULL, FILLED(COLUMN_TEXT, fill_id) },
	{ "name", NULL, FILLED(COLUMN_TEXT, fill_name) },
	{ "standing", NULL,
	  NAME_AT(struct consensus_item, standing, item_standing_print) },
	{ "said", NULL,
	  LIST_AT(struct consensus_item, said, said_item_columns) },
	{ "value", NULL, FILLED(COLUMN_MAP, fill_value),
	  .inner = value_columns },
	{ .kind = COLUMNS_END },
};

static void
fill_rater(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = ((const struct consensus *)of)->rating->rater;
}

static void
fill_version(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->number = MAX(((const struct consensus *)of)->rating->version, 1);
}

static void
fill_signed(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->number = ((const struct consensus *)of)->rating->signed_at;
}

static void
fill_own_signature(struct column_value *value, const void *of,
		   const void *about)
{
	fill_signature(value, ((const struct consensus *)of)->rating, about);
}

const struct column consensus_columns[] = {
	{ "session", NULL, NUMBER_AT(struct consensus, session) },
	{ "rater", NULL, FILLED(COLUMN_TEXT, fill_rater) },
	{ "version", NULL, FILLED(COLUMN_COUNT, fill_version) },
	{ "signed_at", NULL, FILLED(COLUMN_TIME, fill_signed) },
	{ "signature", NULL, FILLED(COLUMN_MAP, fill_own_signature),
	  .inner = signature_columns },
	{ "of", NULL, LIST_AT(struct consensus, of, of_columns) },
	{ "later", NULL, TEXTS_AT(struct consensus, later) },
	{ "agreed", NULL, COUNT_AT(struct consensus, agreed) },
	{ "open", NULL, COUNT_AT(struct consensus, open) },
	{ "settled", NULL, COUNT_AT(struct consensus, settled) },
	{ "unrated", NULL, COUNT_AT(struct consensus, unrated) },
	{ "items", NULL,
	  LIST_AT(struct consensus, items, item_columns_of_consensus) },
	{ .kind = COLUMNS_END },
};
