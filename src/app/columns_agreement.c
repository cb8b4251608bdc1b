/*
 * columns_agreement: an agreement in a casebook, as it is listed.
 */
#include "app/agreeing.h"
#include "app/columns.h"

#define FILL(name, type, set)                                               \
	static void fill_##name(struct column_value *value, const void *of, \
				const void *about)                          \
	{                                                                   \
		const struct type *it = of;                                 \
		(void)about;                                                \
		set;                                                        \
	}

/* -- coverage --------------------------------------------------------------- */

static void
fill_draw(struct column_value *value, const void *of, const void *about)
{
	const struct covered_session *session = of;

	(void)about;
	value->number = session->draw;
	value->nothing = session->draw == 0;
}

static const struct column covered_session_columns[] = {
	{ "session", NULL, NUMBER_AT(struct covered_session, session) },
	{ "name", NULL, TEXT_AT(struct covered_session, name) },
	{ "raters", NULL, TEXTS_AT(struct covered_session, raters) },
	{ "blind", NULL, COUNT_AT(struct covered_session, blind) },
	{ "chosen", NULL,
	  NAME_AT(struct covered_session, how, chosen_how_print) },
	{ "draw", NULL, FILLED(COLUMN_NUMBER, fill_draw) },
	{ .kind = COLUMNS_END },
};

static const struct column covered_rater_columns[] = {
	{ "rater", "rater", TEXT_AT(struct covered_rater, name) },
	{ "sessions", "sessions", COUNT_AT(struct covered_rater, sessions) },
	{ "twice", "also by another", COUNT_AT(struct covered_rater, twice) },
	{ "blind", "blind", COUNT_AT(struct covered_rater, blind) },
	{ "qualified", NULL, TEXT_AT(struct covered_rater, qualified) },
	{ .kind = COLUMNS_END },
};

static const struct column covered_draw_columns[] = {
	{ "draw", NULL, NUMBER_AT(struct covered_draw, draw) },
	{ "seed", NULL, TEXT_AT(struct covered_draw, seed) },
	{ "share", NULL, TEXT_AT(struct covered_draw, share) },
	{ "strata", NULL, TEXT_AT(struct covered_draw, strata) },
	{ "frame", NULL, COUNT_AT(struct covered_draw, frame) },
	{ "drawn", NULL, COUNT_AT(struct covered_draw, drawn) },
	{ "rated_twice", NULL, COUNT_AT(struct covered_draw, twice) },
	{ "holds", NULL, FLAG_AT(struct covered_draw, holds) },
	{ .kind = COLUMNS_END },
};

static const struct column coverage_columns[] = {
	{ "sessions", NULL, COUNT_AT(struct coverage, sessions) },
	{ "rated", NULL, COUNT_AT(struct coverage, rated) },
	{ "twice", NULL, COUNT_AT(struct coverage, twice) },
	{ "therapists_twice", NULL, COUNT_AT(struct coverage, therapists) },
	{ "cells", NULL, NUMBER_AT(struct coverage, cells) },
	{ "missing", NULL, NUMBER_AT(struct coverage, missing) },
	{ "twice_by_lot", NULL, COUNT_AT(struct coverage, by_lot) },
	{ "twice_by_hand", NULL, COUNT_AT(struct coverage, by_hand) },
	{ "twice_not_assigned", NULL, COUNT_AT(struct coverage, freely) },
	{ "twice_not_told", NULL, COUNT_AT(struct coverage, hidden) },
	{ "by_rater", NULL,
	  LIST_AT(struct coverage, raters, covered_rater_columns) },
	{ "by_session", NULL,
	  LIST_AT(struct coverage, rated_sessions, covered_session_columns) },
	{ "draws", NULL,
	  LIST_AT(struct coverage, draws, covered_draw_columns) },
	{ .kind = COLUMNS_END },
};

/* -- figures ---------------------------------------------------------------- */

static const char *
cell_print(guint cell)
{
	return cell == PANEL_EXTENT ? "extent" : "quality";
}

FILL(item_id, item_agreement, value->text = it->item ? it->item->id : NULL)
FILL(item_name, item_agreement, value->text = it->item ? it->item->name : NULL)

static const struct column item_agreement_columns[] = {
	{ "item", NULL, FILLED(COLUMN_TEXT, fill_item_id) },
	{ "name", NULL, FILLED(COLUMN_TEXT, fill_item_name) },
	{ "of", NULL, NAME_AT(struct item_agreement, cell, cell_print) },
	{ "sessions", NULL, COUNT_AT(struct item_agreement, sessions) },
	{ "pairs", NULL, NUMBER_AT(struct item_agreement, of.pairs) },
	{ "same", NULL, NUMBER_AT(struct item_agreement, of.same) },
	{ "within_one", NULL, NUMBER_AT(struct item_agreement, of.near) },
	{ "mean_distance", NULL, REAL_AT(struct item_agreement, apart),
	  .full = TRUE },
	{ "mean_difference", NULL, REAL_AT(struct item_agreement, difference),
	  .full = TRUE },
	{ "statistics", NULL,
	  LIST_AT(struct item_agreement, statistics, statistic_columns) },
	{ .kind = COLUMNS_END },
};

FILL(report, score_agreement, value->thing = it->report)

static const struct column score_agreement_columns[] = {
	{ "score", NULL, TEXT_AT(struct score_agreement, name) },
	{ "sessions", NULL, COUNT_AT(struct score_agreement, sessions) },
	{ "report", NULL, FILLED(COLUMN_MAP, fill_report),
	  .inner = report_columns },
	{ .kind = COLUMNS_END },
};

static const struct column pass_pair_columns[] = {
	{ "first", NULL, TEXT_AT(struct pass_pair, first) },
	{ "second", NULL, TEXT_AT(struct pass_pair, second) },
	{ "both", NULL, COUNT_AT(struct pass_pair, both) },
	{ "first_only", NULL, COUNT_AT(struct pass_pair, first_only) },
	{ "second_only", NULL, COUNT_AT(struct pass_pair, second_only) },
	{ "neither", NULL, COUNT_AT(struct pass_pair, neither) },
	{ "apart", NULL, TEXTS_AT(struct pass_pair, apart) },
	{ .kind = COLUMNS_END },
};

static const struct column pass_columns[] = {
	{ "sessions", NULL, COUNT_AT(struct pass_agreement, sessions) },
	{ "without_decision", NULL, COUNT_AT(struct pass_agreement, without) },
	{ "pairs", NULL,
	  LIST_AT(struct pass_agreement, pairs, pass_pair_columns) },
	{ "statistics", NULL,
	  LIST_AT(struct pass_agreement, statistics, statistic_columns) },
	{ .kind = COLUMNS_END },
};

static const struct column cells_columns[] = {
	{ "both", NULL, NUMBER_AT(struct two_by_two, both) },
	{ "first_only", NULL, NUMBER_AT(struct two_by_two, first_only) },
	{ "second_only", NULL, NUMBER_AT(struct two_by_two, second_only) },
	{ "neither", NULL, NUMBER_AT(struct two_by_two, neither) },
	{ .kind = COLUMNS_END },
};

FILL(technique, technique_pairs, value->text = it->technique->id)

static const struct column technique_pairs_columns[] = {
	{ "technique", NULL, FILLED(COLUMN_TEXT, fill_technique) },
	{ "therapist_turns", NULL,
	  MAP_AT(struct technique_pairs, all, cells_columns) },
	{ "coded_turns", NULL,
	  MAP_AT(struct technique_pairs, coded, cells_columns) },
	{ "statistics", NULL,
	  LIST_AT(struct technique_pairs, statistics, statistic_columns) },
	{ .kind = COLUMNS_END },
};

static const struct column tag_agreement_columns[] = {
	{ "first", NULL, TEXT_AT(struct tag_agreement, first) },
	{ "second", NULL, TEXT_AT(struct tag_agreement, second) },
	{ "sessions", NULL, COUNT_AT(struct tag_agreement, sessions) },
	{ "therapist_turns", NULL, NUMBER_AT(struct tag_agreement, turns) },
	{ "coded_turns", NULL, NUMBER_AT(struct tag_agreement, coded) },
	{ "by_one_alone", NULL, NUMBER_AT(struct tag_agreement, alone) },
	{ "techniques", NULL,
	  LIST_AT(struct tag_agreement, techniques, technique_pairs_columns) },
	{ .kind = COLUMNS_END },
};

/* -- disagreements ---------------------------------------------------------- */

FILL(disputed_id, disputed_item, value->text = it->item->id)
FILL(disputed_name, disputed_item, value->text = it->item->name)
FILL(item_address, disputed_item,
     value->made = review_address(it->session, disputed_turn(it)))

static const struct column disputed_item_columns[] = {
	{ "session", NULL, NUMBER_AT(struct disputed_item, session) },
	{ "name", NULL, TEXT_AT(struct disputed_item, name) },
	{ "item", NULL, FILLED(COLUMN_TEXT, fill_disputed_id) },
	{ "item_name", NULL, FILLED(COLUMN_TEXT, fill_disputed_name) },
	{ "extent_apart", NULL, COUNT_AT(struct disputed_item, extent) },
	{ "quality_apart", NULL, COUNT_AT(struct disputed_item, quality) },
	{ "one_not_applicable", NULL, FLAG_AT(struct disputed_item, na) },
	{ "critical", NULL, FLAG_AT(struct disputed_item, critical) },
	{ "pass_apart", NULL, FLAG_AT(struct disputed_item, pass) },
	{ "said", NULL,
	  LIST_AT(struct disputed_item, said, said_item_columns) },
	{ "open", NULL, FILLED(COLUMN_TEXT, fill_item_address) },
	{ .kind = COLUMNS_END },
};

static const struct column verdict_columns[] = {
	{ "rater", NULL, TEXT_AT(struct tag_verdict, rater) },
	{ "verdict", NULL, TEXT_AT(struct tag_verdict, verdict) },
	{ "reason", NULL, TEXT_AT(struct tag_verdict, reason) },
	{ .kind = COLUMNS_END },
};

FILL(tag_address, disputed_tag,
     value->made = review_address(it->session, it->turn))

static const struct column disputed_tag_columns[] = {
	{ "session", NULL, NUMBER_AT(struct disputed_tag, session) },
	{ "name", NULL, TEXT_AT(struct disputed_tag, name) },
	{ "turn", NULL, COUNT_AT(struct disputed_tag, turn) },
	{ "technique", NULL, TEXT_AT(struct disputed_tag, technique) },
	{ "words", NULL, TEXT_AT(struct disputed_tag, words) },
	{ "said", NULL, LIST_AT(struct disputed_tag, said, verdict_columns) },
	{ "open", NULL, FILLED(COLUMN_TEXT, fill_tag_address) },
	{ .kind = COLUMNS_END },
};

/* -- the whole -------------------------------------------------------------- */

FILL(left_out, panel_agreement, value->list = it->panel->left_out)

const struct column panel_agreement_columns[] = {
	{ "coverage", NULL,
	  MAP_AT(struct panel_agreement, coverage, coverage_columns) },
	{ "left_out", NULL, FILLED(COLUMN_TEXTS, fill_left_out) },
	{ "items", NULL,
	  LIST_AT(struct panel_agreement, items, item_agreement_columns) },
	{ "all_items", NULL,
	  LIST_AT(struct panel_agreement, all_items, item_agreement_columns) },
	{ "scores", NULL,
	  LIST_AT(struct panel_agreement, scores, score_agreement_columns) },
	{ "pass", NULL, MAP_AT(struct panel_agreement, pass, pass_columns) },
	{ "tags", NULL,
	  LIST_AT(struct panel_agreement, tags, tag_agreement_columns) },
	{ "tags_hidden", NULL, COUNT_AT(struct panel_agreement, tags_hidden) },
	{ "disputed_items", NULL,
	  LIST_AT(struct panel_agreement, disputed_items,
		  disputed_item_columns) },
	{ "disputed_tags", NULL,
	  LIST_AT(struct panel_agreement, disputed_tags,
		  disputed_tag_columns) },
	{ .kind = COLUMNS_END },
};
