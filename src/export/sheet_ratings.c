/*
 * Ratings: one row for every session, rating and live item.
 *
 * A rating that was changed after it was signed has a block for each version.
 * A session nobody has rated yet gets one block of empty rows, a form to fill
 * in.  The Summary counts over these rows, so extents and quality can be
 * changed here and the means follow.
 */
#include "export/facts.h"
#include "export/sheet.h"

struct rated_row {
	struct session_record of;
	guint session; /* of the book */
	const struct item *item;
	const struct item_rating *line; /* what it is rated; or NULL */
	const struct item_rating *said; /* or remarked */
	const struct suggestion *suggestion;
	const char *rater, *role, *id, *name, *class;
	const char *na_reason, *comment, *version;
};

#define TURNS_SHOWN 6

/* The choices of a whole column, with the names of the points beside. */
static void
allow(const struct at *at, const char *key, lxw_col_t list, lxw_row_t last,
      char *const names[SCALE_POINTS + 1])
{
	lxw_col_t col = sheet_column_find(rated_columns, key);
	g_autofree char *cells = sheet_range_print("Lists", list, 1, last);
	g_autofree char *range = g_strconcat("=", cells, NULL);
	g_autofree char *message = g_strdup_printf(
		"1 %s, 2 %s, 3 %s, 4 %s, 5 %s%s", names[1], names[2], names[3],
		names[4], names[5],
		last > SCALE_POINTS ? "; N/A with a reason" : "");
	lxw_data_validation rule = {
		.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
		.value_formula = range,
		.input_title = (char *)rated_columns[col].of.heading,
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

static gboolean
is_off_model(const struct rated_row *row)
{
	return row->item->item_class == CLASS_PROSCRIBED;
}

static void
write_extent(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct rated_row *row = of;
	guint extent = row->line ? row->line->extent : 0;

	if (!row->line)
		cell_blank(at, column->style);
	else if (extent == 0)
		cell_string(at, column->style, "N/A");
	else
		cell_number(at,
			    is_off_model(row) && extent >= 2 ? STYLE_NOT_YET :
							       column->style,
			    extent);
}

static void
write_quality(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct rated_row *row = of;
	const struct item_rating *line = row->line;

	if (is_off_model(row) || (line && line->extent <= 1 && !line->quality))
		cell_blank(at, STYLE_OFF);
	else if (line && line->quality > 0)
		cell_number(at, column->style, line->quality);
	else
		cell_blank(at, column->style);
}

static void
write_suggestion(struct at *at, const struct sheet_column *column,
		 const void *of)
{
	const struct suggestion *suggestion =
		((const struct rated_row *)of)->suggestion;

	if (!suggestion || (suggestion->extent == 0 && !suggestion->flag))
		cell_string(at, column->style, "\xe2\x80\x93");
	else if (suggestion->extent == 0)
		cell_string(at, STYLE_NOT_YET, "look");
	else
		cell_number(at,
			    suggestion->flag ? STYLE_BORDERLINE : column->style,
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
write_turns_found(struct at *at, const struct sheet_column *column,
		  const void *of)
{
	const struct rated_row *rated = of;
	const struct suggestion *suggestion = rated->suggestion;
	g_autofree char *turns = NULL;
	lxw_row_t row;

	if (!suggestion || suggestion->turns->len == 0 ||
	    !find_evidence_row(at->book, rated->session, suggestion, &row)) {
		cell_blank(at, column->style);
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
write_turns_cited(struct at *at, const struct sheet_column *column,
		  const void *of)
{
	const struct rated_row *row = of;
	const struct item_rating *line = row->said;
	g_autofree char *turns = NULL;
	guint first;

	if (!line || !line->turns || line->turns->len == 0) {
		cell_blank(at, column->style);
		return;
	}
	turns = fact_turns_print(line->turns, TURNS_SHOWN);
	first = g_array_index(line->turns, guint, 0);
	if (at->book->transcript && row->of.transcript &&
	    transcript_turn(row->of.transcript, first))
		cell_link(at, STYLE_LINK, "Transcript",
			  at->book->places[row->session].turns + first - 1, 0,
			  turns);
	else
		cell_string(at, column->style, turns);
}

const struct sheet_column rated_columns[] = {
	{ { NULL, "Session", NUMBER_AT(struct rated_row, of.session) },
	  LOOK(9, STYLE_COUNT) },
	{ { NULL, "Case", TEXT_AT(struct rated_row, of.case_code) },
	  LOOK(9, STYLE_CENTRE) },
	{ { NULL, "Rater", TEXT_AT(struct rated_row, rater) },
	  LOOK(11, STYLE_CENTRE) },
	{ { NULL, "Role", TEXT_AT(struct rated_row, role) },
	  LOOK(12, STYLE_CENTRE) },
	{ { "item", "Item", TEXT_AT(struct rated_row, id) },
	  LOOK(7, STYLE_CENTRE) },
	{ { NULL, "What is rated", TEXT_AT(struct rated_row, name) },
	  LOOK(40, STYLE_TEXT) },
	{ { "class", "Class", TEXT_AT(struct rated_row, class) },
	  LOOK(7, STYLE_CENTRE) },
	{ { "extent", "Extent", .kind = COLUMN_OWN },
	  LOOK(8, STYLE_POINT),
	  .write = write_extent },
	{ { "quality", "Quality", .kind = COLUMN_OWN },
	  LOOK(8, STYLE_POINT),
	  .write = write_quality },
	{ { NULL, "Reason for N/A", TEXT_AT(struct rated_row, na_reason) },
	  LOOK(22, STYLE_TEXT) },
	{ { NULL, "Comment", TEXT_AT(struct rated_row, comment) },
	  LOOK(46, STYLE_TEXT) },
	{ { NULL, "Suggested", .kind = COLUMN_OWN },
	  LOOK(11, STYLE_SUGGESTED),
	  .write = write_suggestion },
	{ { NULL, "Turns found", .kind = COLUMN_OWN },
	  LOOK(36, STYLE_TEXT),
	  .write = write_turns_found },
	{ { NULL, "Turns cited", .kind = COLUMN_OWN },
	  LOOK(16, STYLE_TEXT),
	  .write = write_turns_cited },
	{ { NULL, "Version", TEXT_AT(struct rated_row, version) },
	  LOOK(40, STYLE_TEXT) },
	{ .of = { .kind = COLUMNS_END } },
};

static void
write_rated_row(struct at *at, guint session, const struct rating *rating,
		const struct item *item)
{
	const struct session_record *record = book_session(at->book, session);
	const struct item_rating *line = fact_line(rating, item->id);
	const struct item_rating *said = fact_said(rating, item->id);
	g_autofree char *version = rating ? rating_signed_print(rating) : NULL;
	const struct rated_row row = {
		.of = *record,
		.session = session,
		.item = item,
		.line = line,
		.said = said,
		.suggestion = record_suggestion(record, item),
		.rater = rating ? rating->rater : "not rated yet",
		.role = rating ? rater_role_print(rating->role) : NULL,
		.id = item->id,
		.name = item->name,
		.class = item_class_print(item->item_class),
		.na_reason = line && line->extent == 0 ? line->na_reason : NULL,
		.comment = said ? said->comment : NULL,
		.version = version,
	};

	sheet_row_write(at, rated_columns, &row);
}

static void
write_block(struct at *at, guint session, const struct rating *rating)
{
	const GPtrArray *live = at->book->places[session].live;

	for (guint i = 0; i < live->len; i++) {
		at->above = i == 0;
		write_rated_row(at, session, rating,
				g_ptr_array_index(live, i));
	}
}

void
sheet_ratings_write(struct book *book)
{
	struct at at = { .book = book,
			 .sheet = book->ratings,
			 .unlinked = book->rating_rows * 2 > MOST_LINKS };

	table_sheet_begin(&at, rated_columns);
	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		const GPtrArray *ratings = book_session(book, i)->ratings;

		g_assert(at.row == book->places[i].ratings);
		if (list_len(ratings) == 0)
			write_block(&at, i, NULL);
		for (guint j = 0; j < list_len(ratings); j++)
			write_block(&at, i, g_ptr_array_index(ratings, j));
	}
	allow(&at, "extent", LIST_EXTENT, SCALE_POINTS + 1,
	      book->set->rubric->extent_names);
	allow(&at, "quality", LIST_QUALITY, SCALE_POINTS,
	      book->set->rubric->quality_names);
	table_sheet_end(&at);
}
