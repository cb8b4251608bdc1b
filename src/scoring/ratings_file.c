/*
 * A ratings file: one line an item, cells apart by tabs, columns by name.
 *
 * Such files come out of spreadsheets: with a byte order mark, with CRLF,
 * with cells in quotation marks, with empty rows at the end.  All faults are
 * reported, not only the first.
 */
#include "scoring/private.h"

#include <string.h>

enum column {
	COLUMN_ITEM,
	COLUMN_EXTENT,
	COLUMN_QUALITY,
	COLUMN_COMMENT,
	COLUMN_EVIDENCE,
	COLUMN_NA_REASON,
	COLUMNS,
};

static const char *const column_names[COLUMNS + 1] = {
	[COLUMN_ITEM] = "item",		[COLUMN_EXTENT] = "extent",
	[COLUMN_QUALITY] = "quality",	[COLUMN_COMMENT] = "comment",
	[COLUMN_EVIDENCE] = "evidence", [COLUMN_NA_REASON] = "na_reason",
};

struct reader {
	const char *file;
	const struct rubric *rubric;
	GPtrArray *diagnostics;
	guint errors;
	GPtrArray *ratings;
	GHashTable *seen; /* item -> line number */
	int at[COLUMNS];  /* place of each column, -1 = none */
	guint cells_named;
	guint line;
	const char *source; /* the line being read */
};

static void
complain(struct reader *reader, guint column, const char *message)
{
	reader->errors++;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_ERROR, reader->file,
			reader->line, column, reader->source, "%s", message);
}

/* Where a cell starts, in characters from 1. */
static guint
cell_column(const struct reader *reader, guint cell)
{
	const char *at = reader->source;

	for (; cell > 0 && at; cell--)
		if ((at = strchr(at, '\t')))
			at++;
	return at ? 1 + (guint)g_utf8_strlen(reader->source,
					     at - reader->source) :
		    0;
}

static void complain_of(struct reader *reader, enum column column,
			const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
complain_of(struct reader *reader, enum column column, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list args;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	complain(reader, cell_column(reader, (guint)reader->at[column]),
		 message);
}

/* A cell as it was before a spreadsheet put it in quotation marks. */
static void
unquote(char *cell)
{
	gsize len = strlen(g_strstrip(cell));
	char *to = cell;

	if (len < 2 || cell[0] != '"' || cell[len - 1] != '"')
		return;
	for (gsize i = 1; i < len - 1; i++) {
		if (cell[i] == '"' && cell[i + 1] == '"' && i + 2 < len)
			i++;
		*to++ = cell[i];
	}
	*to = '\0';
}

static char **
cells_split(const char *line)
{
	char **cells = g_strsplit(line, "\t", -1);

	for (guint i = 0; cells[i]; i++)
		unquote(cells[i]);
	return cells;
}

static void
header_cell(struct reader *reader, guint cell, const char *name)
{
	g_autofree char *lower = g_ascii_strdown(name, -1);
	g_autofree char *message = NULL;
	const char *near;

	for (guint i = 0; i < COLUMNS; i++) {
		if (strcmp(lower, column_names[i]) != 0)
			continue;
		if (reader->at[i] < 0) {
			reader->at[i] = (int)cell;
			return;
		}
		message = g_strdup_printf("column '%s' stands twice", lower);
		complain(reader, cell_column(reader, cell), message);
		return;
	}
	if (!*name)
		return;
	near = base_did_you_mean(lower, column_names);
	if (near)
		message = g_strdup_printf(
			"unknown column '%s' (did you mean '%s'?)", name, near);
	else
		message = g_strdup_printf(
			"unknown column '%s' (there are item, extent, quality, "
			"comment, evidence and na_reason)",
			name);
	complain(reader, cell_column(reader, cell), message);
}

static gboolean
header_parse(struct reader *reader)
{
	g_auto(GStrv) cells = cells_split(reader->source);

	for (guint i = 0; cells[i]; i++)
		header_cell(reader, i, cells[i]);
	reader->cells_named = g_strv_length(cells);
	if (reader->errors > 0)
		return FALSE;
	if (reader->at[COLUMN_ITEM] >= 0 && reader->at[COLUMN_EXTENT] >= 0)
		return TRUE;
	complain(reader, 0,
		 "the first line must name the columns item and "
		 "extent (and may name quality, comment, evidence "
		 "and na_reason), with tabs between");
	return FALSE;
}

static const char *
cell_get(const struct reader *reader, char **cells, enum column column)
{
	if (reader->at[column] < 0 ||
	    (guint)reader->at[column] >= g_strv_length(cells))
		return "";
	return cells[reader->at[column]];
}

/* 0 for an empty cell or NA; FALSE after a complaint. */
static gboolean
point_cell(struct reader *reader, char **cells, enum column column,
	   guint *point)
{
	const char *text = cell_get(reader, cells, column);

	*point = 0;
	if (!*text || rating_point_parse(text, point))
		return TRUE;
	complain_of(reader, column,
		    "%s '%s' is not a whole number from 1 to %d, nor NA",
		    column_names[column], text, SCALE_POINTS);
	return FALSE;
}

static gboolean
evidence_cell(struct reader *reader, char **cells, struct item_rating *rating)
{
	const char *text = cell_get(reader, cells, COLUMN_EVIDENCE);

	if (!*text)
		return TRUE;
	rating->turns = rating_turns_parse(text);
	if (rating->turns)
		return TRUE;
	complain_of(reader, COLUMN_EVIDENCE,
		    "evidence is turn numbers with commas between, as in "
		    "25,27");
	return FALSE;
}

/* The reason of an N/A stands in its own column, or else in the comment. */
static void
text_cells(struct reader *reader, char **cells, struct item_rating *rating)
{
	const char *comment = cell_get(reader, cells, COLUMN_COMMENT);
	const char *reason = cell_get(reader, cells, COLUMN_NA_REASON);

	if (rating->extent == 0 && !*reason) {
		rating->na_reason = g_strdup(*comment ? comment : NA_NOT_LIVE);
		return;
	}
	if (rating->extent == 0)
		rating->na_reason = g_strdup(reason);
	if (*comment)
		rating->comment = g_strdup(comment);
}

static gboolean
row_fill(struct reader *reader, char **cells, struct item_rating *rating)
{
	rating->line = reader->line;
	rating->item = g_strdup(cell_get(reader, cells, COLUMN_ITEM));
	if (!point_cell(reader, cells, COLUMN_EXTENT, &rating->extent) ||
	    !point_cell(reader, cells, COLUMN_QUALITY, &rating->quality) ||
	    !evidence_cell(reader, cells, rating))
		return FALSE;
	text_cells(reader, cells, rating);
	return TRUE;
}

static gboolean
row_is_usable(struct reader *reader, char **cells)
{
	guint count = g_strv_length(cells);

	while (count > 0 && !*cells[count - 1])
		count--;
	if (count > reader->cells_named) {
		g_autofree char *message = g_strdup_printf(
			"the row has %u cells and the first line names %u",
			count, reader->cells_named);

		complain(reader, 0, message);
		return FALSE;
	}
	if (!*cell_get(reader, cells, COLUMN_ITEM)) {
		complain_of(reader, COLUMN_ITEM, "the row names no item");
		return FALSE;
	}
	if (*cell_get(reader, cells, COLUMN_EXTENT))
		return TRUE;
	/* Not rated yet: a form that is filled in half. */
	if (*cell_get(reader, cells, COLUMN_QUALITY))
		complain_of(reader, COLUMN_EXTENT,
			    "item %s has a quality and no extent",
			    cell_get(reader, cells, COLUMN_ITEM));
	return FALSE;
}

/* Raters who fill in a form give off-model items a quality too; that is not
 * worth refusing the file for. */
static void
drop_quality_off_model(struct reader *reader, struct item_rating *rating)
{
	const struct item *item = rubric_item(reader->rubric, rating->item);
	guint column =
		cell_column(reader, (guint)MAX(0, reader->at[COLUMN_QUALITY]));

	if (!item || item->item_class != CLASS_PROSCRIBED ||
	    rating->quality == 0)
		return;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_WARNING, reader->file,
			reader->line, column, reader->source,
			"item %s is off-model and has an extent only; its "
			"quality of %u is left out",
			item->id, rating->quality);
	rating->quality = 0;
}

static gboolean
row_is_new(struct reader *reader, const struct item_rating *rating)
{
	guint before = GPOINTER_TO_UINT(
		g_hash_table_lookup(reader->seen, rating->item));

	if (before == 0) {
		g_hash_table_insert(reader->seen, g_strdup(rating->item),
				    GUINT_TO_POINTER(reader->line));
		return TRUE;
	}
	complain_of(reader, COLUMN_ITEM, "item %s was rated on line %u already",
		    rating->item, before);
	return FALSE;
}

static void
row_parse(struct reader *reader)
{
	g_auto(GStrv) cells = cells_split(reader->source);
	g_autoptr(GError) error = NULL;
	struct item_rating *rating;

	if (!row_is_usable(reader, cells))
		return;
	rating = g_new0(struct item_rating, 1);
	if (!row_fill(reader, cells, rating)) {
		item_rating_free(rating);
		return;
	}
	drop_quality_off_model(reader, rating);
	if (!item_rating_check(reader->rubric, rating, &error))
		complain_of(reader, COLUMN_ITEM, "%s", error->message);
	else if (row_is_new(reader, rating)) {
		g_ptr_array_add(reader->ratings, rating);
		return;
	}
	item_rating_free(rating);
}

static void
lines_parse(struct reader *reader, char *text)
{
	gboolean headed = FALSE;
	char *next;

	for (char *line = text; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		g_strchomp(line);
		reader->line++;
		reader->source = line;
		if (!*line || *line == '#')
			continue;
		if (headed)
			row_parse(reader);
		else if (!header_parse(reader))
			return;
		headed = TRUE;
	}
	reader->source = NULL;
	if (!headed)
		complain(reader, 0,
			 "the file is empty (its first line must "
			 "name the columns item, extent, quality)");
	else if (reader->ratings->len == 0 && reader->errors == 0)
		complain(reader, 0, "no item is rated");
}

GPtrArray *
ratings_parse(const char *text, gsize len, const char *file,
	      const struct rubric *rubric, GPtrArray *diagnostics)
{
	g_autoptr(GPtrArray) ratings = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct reader reader = { .file = file,
				 .rubric = rubric,
				 .diagnostics = diagnostics,
				 .ratings = ratings,
				 .seen = seen };
	g_autofree char *copy = NULL;

	for (guint i = 0; i < COLUMNS; i++)
		reader.at[i] = -1;
	if (!g_utf8_validate_len(text, len, NULL)) {
		complain(&reader, 0,
			 "the file is not UTF-8 text (save it as "
			 "UTF-8 with tabs between the cells)");
		return NULL;
	}
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	copy = g_strndup(text, len);
	lines_parse(&reader, copy);
	return reader.errors > 0 ? NULL : g_steal_pointer(&ratings);
}
