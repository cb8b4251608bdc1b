/*
 * A ratings file: one row an item, columns by name.
 *
 * Such files come out of spreadsheets, in every encoding and with every
 * separator (base/rows.c).  All faults are reported, not only the first;
 * a row that cannot be placed is never passed over.
 */
#include "scoring/ratings_reader.h"

#include <string.h>

static const char *
cell_get(const struct ratings_reader *reader, enum column column)
{
	const GPtrArray *cells = reader->row->cells;
	int at = reader->at[column];

	return at < 0 || (guint)at >= cells->len ? "" : cells->pdata[at];
}

/* 0 for an empty cell or NA; FALSE after a complaint. */
static gboolean
point_cell(struct ratings_reader *reader, enum column column, guint *point)
{
	const char *text = cell_get(reader, column);
	g_autofree char *shown = base_printable(text, -1);

	*point = 0;
	if (!*text || rating_point_parse(text, point))
		return TRUE;
	ratings_complain_of(
		reader, column,
		"%s '%s' is not a whole number from 1 to %d, nor NA",
		ratings_columns[column], shown, SCALE_POINTS);
	return FALSE;
}

static gboolean
evidence_cell(struct ratings_reader *reader, struct item_rating *rating)
{
	const char *text = cell_get(reader, COLUMN_EVIDENCE);

	if (!*text)
		return TRUE;
	rating->turns = rating_turns_parse(text);
	if (rating->turns)
		return TRUE;
	ratings_complain_of(
		reader, COLUMN_EVIDENCE,
		"evidence is turn numbers with commas between, as in "
		"25,27");
	return FALSE;
}

/* The reason of an N/A stands in its own column, or else in the comment. */
static void
text_cells(struct ratings_reader *reader, struct item_rating *rating)
{
	const char *comment = cell_get(reader, COLUMN_COMMENT);
	const char *reason = cell_get(reader, COLUMN_NA_REASON);
	gboolean is_na = *cell_get(reader, COLUMN_EXTENT) && !rating->extent;

	if (is_na && !*reason) {
		rating->na_reason = g_strdup(*comment ? comment : NA_NOT_LIVE);
		return;
	}
	if (rating->extent == 0 && *reason)
		rating->na_reason = g_strdup(reason);
	if (*comment)
		rating->comment = g_strdup(comment);
}

static gboolean
row_fill(struct ratings_reader *reader, struct item_rating *rating)
{
	rating->line = reader->row->line;
	rating->item = g_strdup(cell_get(reader, COLUMN_ITEM));
	if (!point_cell(reader, COLUMN_EXTENT, &rating->extent) ||
	    !point_cell(reader, COLUMN_QUALITY, &rating->quality) ||
	    !evidence_cell(reader, rating))
		return FALSE;
	text_cells(reader, rating);
	return TRUE;
}

/* A cell that is closed lines later than somebody meant holds the rows in
 * between; they would be lost as its text. */
static gboolean
row_swallows(struct ratings_reader *reader)
{
	const struct base_row *row = reader->row;
	const char cut[2] = { reader->table.separator, '\0' };

	for (guint i = 0; i < row->cells->len; i++) {
		g_auto(GStrv) lines =
			g_strsplit(row->cells->pdata[i], "\n", -1);

		for (guint k = 1; lines[0] && lines[k]; k++) {
			g_auto(GStrv) cells = g_strsplit(lines[k], cut, 2);
			const struct item *item =
				cells[0] && cells[1] ?
					rubric_find_item(reader->rubric,
							 cells[0]) :
					NULL;
			g_autofree char *message = NULL;

			if (!item)
				continue;
			message = g_strdup_printf(
				"a quotation mark opens here and closes on "
				"line %u, behind the row of item %s; close it, "
				"or double it where it is part of the text",
				row->last_line, item->id);
			ratings_complain(reader, ratings_column(reader, (int)i),
					 message);
			return TRUE;
		}
	}
	return FALSE;
}

/* What such a row must look like, for one that does not. */
static void
complain_of_item(struct ratings_reader *reader, const char *word)
{
	const char *near = rubric_near_item(reader->rubric, word);
	g_autofree char *shown = base_printable(word, -1);

	if (near)
		ratings_complain_of(reader, COLUMN_ITEM,
				    "unknown item '%s' (did you mean '%s'?)",
				    shown, near);
	else
		ratings_complain_of(
			reader, COLUMN_ITEM,
			"unknown item '%s': wanted is an item of rubric "
			"%s, such as A1, and %u cells with %s between",
			shown, reader->rubric->id, reader->cells_named,
			ratings_separator_print(reader));
}

static gboolean
row_is_placed(struct ratings_reader *reader)
{
	const char *item = cell_get(reader, COLUMN_ITEM);
	guint count = reader->row->cells->len;

	if (row_swallows(reader))
		return FALSE;
	while (count > 0 && !*(char *)reader->row->cells->pdata[count - 1])
		count--;
	if (count > reader->cells_named) {
		g_autofree char *message = g_strdup_printf(
			"the row has %u cells and the first line names %u "
			"(%s stand between cells; put a text that holds one "
			"in quotation marks)",
			count, reader->cells_named,
			ratings_separator_print(reader));

		ratings_complain(reader, 0, message);
		return FALSE;
	}
	if (!*item)
		ratings_complain_of(
			reader, COLUMN_ITEM,
			"the row names no item; wanted is one of rubric "
			"%s, such as A1",
			reader->rubric->id);
	else if (!rubric_find_item(reader->rubric, item))
		complain_of_item(reader, item);
	else
		return TRUE;
	return FALSE;
}

/* Does it say anything?  Not so the lines of a form that is filled in half. */
static gboolean
row_says_something(struct ratings_reader *reader)
{
	if (*cell_get(reader, COLUMN_EXTENT))
		return TRUE;
	if (*cell_get(reader, COLUMN_QUALITY)) {
		ratings_complain_of(reader, COLUMN_EXTENT,
				    "item %s has a quality and no extent",
				    cell_get(reader, COLUMN_ITEM));
		return FALSE;
	}
	return *cell_get(reader, COLUMN_COMMENT) ||
	       *cell_get(reader, COLUMN_EVIDENCE) ||
	       *cell_get(reader, COLUMN_NA_REASON);
}

/* Raters who fill in a form give off-model items a quality too; that is not
 * worth refusing the file for. */
static void
drop_quality_off_model(struct ratings_reader *reader,
		       struct item_rating *rating)
{
	const struct item *item =
		rubric_find_item(reader->rubric, rating->item);

	if (item->item_class != CLASS_PROSCRIBED || rating->quality == 0)
		return;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_WARNING, reader->file,
			reader->row->line,
			ratings_column(reader, reader->at[COLUMN_QUALITY]),
			reader->row->source,
			"item %s is off-model and has an extent only; its "
			"quality of %u is left out",
			item->id, rating->quality);
	rating->quality = 0;
}

static gboolean
row_is_new(struct ratings_reader *reader, const struct item_rating *rating)
{
	guint before = GPOINTER_TO_UINT(
		g_hash_table_lookup(reader->seen, rating->item));

	if (before == 0) {
		g_hash_table_insert(reader->seen, g_strdup(rating->item),
				    GUINT_TO_POINTER(reader->row->line));
		return TRUE;
	}
	ratings_complain_of(reader, COLUMN_ITEM,
			    "item %s was rated on line %u already",
			    rating->item, before);
	return FALSE;
}

static void
row_parse(struct ratings_reader *reader)
{
	g_autoptr(GError) error = NULL;
	struct item_rating *rating;

	if (!row_is_placed(reader) || !row_says_something(reader))
		return;
	rating = g_new0(struct item_rating, 1);
	if (!row_fill(reader, rating)) {
		item_rating_free(rating);
		return;
	}
	item_rating_settle(reader->rubric, rating);
	drop_quality_off_model(reader, rating);
	if (!item_rating_check(reader->rubric, rating, &error))
		ratings_complain_of(reader, COLUMN_ITEM, "%s", error->message);
	else if (row_is_new(reader, rating)) {
		g_ptr_array_add(reader->ratings, rating);
		return;
	}
	item_rating_free(rating);
}

static void
rows_parse(struct ratings_reader *reader, const char *text)
{
	static const char *const wanted[] = { "item", "extent", NULL };
	gboolean headed = FALSE;
	struct base_row row;

	base_rows_init(&reader->table, text, wanted);
	while (base_rows_next(&reader->table, &row)) {
		gboolean ok = TRUE;

		reader->row = &row;
		if (headed)
			row_parse(reader);
		else
			ok = ratings_header_parse(reader);
		base_row_clear(&row);
		reader->row = NULL;
		if (!ok)
			return;
		headed = TRUE;
	}
	if (!headed)
		ratings_complain(reader, 0,
				 "the file is empty (its first line must "
				 "name the columns item, extent, quality)");
	else if (reader->ratings->len == 0 && reader->errors == 0)
		ratings_complain(reader, 0, "no item is rated");
}

/* A workbook as it is, which is no text. */
static gboolean
is_office_file(const char *bytes, gsize len)
{
	return len >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 ||
			    memcmp(bytes, "\xd0\xcf\x11\xe0", 4) == 0);
}

/* The text of the file; NULL after a complaint.  Caller frees. */
static char *
text_read(struct ratings_reader *reader, const char *bytes, gsize len)
{
	g_autoptr(GError) error = NULL;
	gsize named = strlen(reader->file) + strlen(": ");
	char *text;

	if (is_office_file(bytes, len)) {
		ratings_complain(
			reader, 0,
			"this is a workbook; save its sheet as CSV or as "
			"text with tabs");
		return NULL;
	}
	text = transcript_decode(bytes, len, reader->file, reader->diagnostics,
				 &error);
	/* A complaint names the file itself. */
	if (!text)
		ratings_complain(reader, 0,
				 error->message +
					 (g_str_has_prefix(error->message,
							   reader->file) ?
						  named :
						  0));
	return text;
}

GPtrArray *
ratings_parse(const char *bytes, gsize len, const char *file,
	      const struct rubric *rubric, GPtrArray *diagnostics)
{
	g_autoptr(GPtrArray) ratings = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct ratings_reader reader = { .file = file,
					 .rubric = rubric,
					 .diagnostics = diagnostics,
					 .ratings = ratings,
					 .seen = seen };
	g_autofree char *text = text_read(&reader, bytes, len);

	for (guint i = 0; i < COLUMNS; i++)
		reader.at[i] = -1;
	if (text)
		rows_parse(&reader, text);
	return reader.errors > 0 ? NULL : g_steal_pointer(&ratings);
}
