/*
 * Ratings: one row for every session, rating and live item.
 *
 * A rating that was changed after it was signed has a block for each version.
 * A session nobody has rated yet gets one block of empty rows, a form to fill
 * in.  The Summary counts over these rows, so extents and quality can be
 * changed here and the means follow.
 */
#include "export/private.h"

static const struct sheet_column columns[] = {
	{ "Session", 9, TRUE },	      { "Case", 9, TRUE },
	{ "Rater", 11, TRUE },	      { "Role", 12, TRUE },
	{ "Item", 7, TRUE },	      { "What is rated", 40, FALSE },
	{ "Class", 7, TRUE },	      { "Extent", 8, TRUE },
	{ "Quality", 8, TRUE },	      { "Reason for N/A", 22, FALSE },
	{ "Comment", 46, FALSE },     { "Suggested", 11, TRUE },
	{ "Turns found", 36, FALSE }, { "Turns cited", 16, FALSE },
	{ "Version", 20, FALSE },
};

#define COLUMN_EXTENT 7
#define COLUMN_QUALITY 8
#define TURNS_SHOWN 6

/* The choices of a whole column, with the names of the points beside. */
static void
allow(const struct at *at, lxw_col_t col, const char *range, const char *title,
      char *const names[SCALE_POINTS + 1])
{
	g_autofree char *message = g_strdup_printf(
		"1 %s, 2 %s, 3 %s, 4 %s, 5 %s%s", names[1], names[2], names[3],
		names[4], names[5],
		col == COLUMN_EXTENT ? "; N/A with a reason" : "");
	lxw_data_validation rule = {
		.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
		.value_formula = (char *)range,
		.input_title = (char *)title,
		.input_message = message,
		.error_title = "Not on the scale",
		.error_message = "Whole numbers from 1 to 5.",
	};

	/* The library refuses more. */
	if (g_utf8_strlen(message, -1) > 255)
		rule.input_title = rule.input_message = NULL;
	worksheet_data_validation_range(at->sheet, 1, col, MAX(at->row, 2) - 1,
					col, &rule);
}

static void
write_points(struct at *at, const struct item *item,
	     const struct item_rating *line)
{
	gboolean off_model = item->item_class == CLASS_PROSCRIBED;

	if (line && line->extent == 0)
		cell_string(at, STYLE_POINT, "N/A");
	else if (line && off_model && line->extent >= 2)
		cell_number(at, STYLE_NOT_YET, line->extent);
	else if (line)
		cell_number(at, STYLE_POINT, line->extent);
	else
		cell_blank(at, STYLE_POINT);
	if (off_model || (line && line->extent <= 1 && !line->quality)) {
		cell_blank(at, STYLE_OFF);
		return;
	}
	if (line && line->quality > 0)
		cell_number(at, STYLE_POINT, line->quality);
	else
		cell_blank(at, STYLE_POINT);
}

static void
write_suggestion(struct at *at, const struct suggestion *suggestion)
{
	if (!suggestion || (suggestion->extent == 0 && !suggestion->flag))
		cell_string(at, STYLE_SUGGESTED, "\xe2\x80\x93");
	else if (suggestion->extent == 0)
		cell_string(at, STYLE_NOT_YET, "look");
	else
		cell_number(at,
			    suggestion->flag ? STYLE_BORDERLINE :
					       STYLE_SUGGESTED,
			    suggestion->extent);
}

/* The Evidence row of the first turn behind a suggestion. */
static gboolean
find_evidence_row(const struct book *book, guint session,
		  const struct suggestion *suggestion, lxw_row_t *row)
{
	const GPtrArray *tags = book_session(book, session)->effective_tags;
	guint turn = g_array_index(suggestion->turns, guint, 0);

	for (guint i = 0; i < list_len(tags); i++) {
		const struct effective_tag *tag = g_ptr_array_index(tags, i);

		if (tag->turn == turn && !tag->rejected &&
		    item_has_evidence(suggestion->item, tag->technique)) {
			*row = book->places[session].evidence + i;
			return TRUE;
		}
	}
	return FALSE;
}

static void
write_turns_found(struct at *at, guint session,
		  const struct suggestion *suggestion)
{
	g_autofree char *turns = NULL;
	lxw_row_t row;

	if (!suggestion || suggestion->turns->len == 0 ||
	    !find_evidence_row(at->book, session, suggestion, &row)) {
		cell_blank(at, STYLE_TEXT);
		return;
	}
	turns = fact_turns_print(suggestion->turns, TURNS_SHOWN);
	if (suggestion->confirmed > 0) {
		g_autofree char *more = g_strdup_printf(
			"%s (%u confirmed)", turns, suggestion->confirmed);

		cell_link(at, STYLE_LINK, "Evidence", row, 0, more);
	} else {
		cell_link(at, STYLE_LINK, "Evidence", row, 0, turns);
	}
}

static void
write_turns_cited(struct at *at, guint session, const struct item_rating *line)
{
	const struct session_record *record = book_session(at->book, session);
	g_autofree char *turns = NULL;
	guint first;

	if (!line || !line->turns || line->turns->len == 0) {
		cell_blank(at, STYLE_TEXT);
		return;
	}
	turns = fact_turns_print(line->turns, TURNS_SHOWN);
	first = g_array_index(line->turns, guint, 0);
	if (at->book->transcript && record->transcript &&
	    transcript_turn(record->transcript, first))
		cell_link(at, STYLE_LINK, "Transcript",
			  at->book->places[session].turns + first - 1, 0,
			  turns);
	else
		cell_string(at, STYLE_TEXT, turns);
}

static void
write_row(struct at *at, guint session, const struct rating *rating,
	  const struct item *item)
{
	const struct session_record *record = book_session(at->book, session);
	const struct suggestion *suggestion = record_suggestion(record, item);
	const struct item_rating *line = fact_line(rating, item->id);
	g_autofree char *version = rating ? rating_version_print(rating) : NULL;
	const struct item_rating *said = fact_said(rating, item->id);

	cell_number(at, STYLE_COUNT, (double)record->session);
	cell_string(at, STYLE_CENTRE, record->case_code);
	cell_string(at, STYLE_CENTRE, rating ? rating->rater : "not rated yet");
	cell_string(at, STYLE_CENTRE,
		    rating ? rater_role_print(rating->role) : NULL);
	cell_string(at, STYLE_CENTRE, item->id);
	cell_string(at, STYLE_TEXT, item->name);
	cell_string(at, STYLE_CENTRE, item_class_print(item->item_class));
	write_points(at, item, line);
	cell_string(at, STYLE_TEXT,
		    line && line->extent == 0 ? line->na_reason : NULL);
	cell_string(at, STYLE_TEXT, said ? said->comment : NULL);
	write_suggestion(at, suggestion);
	write_turns_found(at, session, suggestion);
	write_turns_cited(at, session, said);
	cell_string(at, STYLE_TEXT, version);
	row_end(at);
}

static void
write_block(struct at *at, guint session, const struct rating *rating)
{
	const GPtrArray *live = at->book->places[session].live;

	for (guint i = 0; i < live->len; i++) {
		at->above = i == 0;
		write_row(at, session, rating, g_ptr_array_index(live, i));
	}
}

void
sheet_ratings_write(struct book *book)
{
	struct at at = { .book = book,
			 .sheet = book->ratings,
			 .unlinked = book->rating_rows * 2 > MOST_LINKS };

	table_sheet_begin(&at, columns, G_N_ELEMENTS(columns));
	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		const GPtrArray *ratings = book_session(book, i)->ratings;

		g_assert(at.row == book->places[i].ratings);
		if (list_len(ratings) == 0)
			write_block(&at, i, NULL);
		for (guint j = 0; j < list_len(ratings); j++)
			write_block(&at, i, g_ptr_array_index(ratings, j));
	}
	allow(&at, COLUMN_EXTENT, "=Lists!$A$2:$A$7", "Extent",
	      book->set->rubric->extent_names);
	allow(&at, COLUMN_QUALITY, "=Lists!$B$2:$B$6", "Quality",
	      book->set->rubric->quality_names);
	table_sheet_end(&at);
}
