/*
 * The first row of a ratings file, and complaints about any of them.
 */
#include "scoring/ratings_reader.h"

#include <string.h>

const char *const ratings_columns[COLUMNS + 1] = {
	[COLUMN_ITEM] = "item",		[COLUMN_EXTENT] = "extent",
	[COLUMN_QUALITY] = "quality",	[COLUMN_COMMENT] = "comment",
	[COLUMN_EVIDENCE] = "evidence", [COLUMN_NA_REASON] = "na_reason",
};

void
ratings_complain(struct ratings_reader *reader, guint column,
		 const char *message)
{
	const struct base_row *row = reader->row;

	reader->errors++;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_ERROR, reader->file,
			row ? row->line : 0, column, row ? row->source : NULL,
			"%s", message);
}

guint
ratings_column(const struct ratings_reader *reader, int cell)
{
	const GArray *columns = reader->row->columns;

	return cell >= 0 && (guint)cell < columns->len ?
		       g_array_index(columns, guint, cell) :
		       0;
}

void
ratings_complain_of(struct ratings_reader *reader, enum column column,
		    const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list args;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	ratings_complain(reader, ratings_column(reader, reader->at[column]),
			 message);
}

const char *
ratings_separator_print(const struct ratings_reader *reader)
{
	switch (reader->table.separator) {
	case ';':
		return "semicolons";
	case ',':
		return "commas";
	case '|':
		return "bars";
	default:
		return "tabs";
	}
}

static void
header_cell(struct ratings_reader *reader, guint cell, const char *name)
{
	guint place = ratings_column(reader, (int)cell);
	g_autofree char *lower = g_ascii_strdown(name, -1);
	g_autofree char *shown = base_printable(name, -1);
	g_autofree char *message = NULL;
	const char *near;

	for (guint i = 0; i < COLUMNS; i++) {
		if (strcmp(lower, ratings_columns[i]) != 0)
			continue;
		if (reader->at[i] < 0) {
			reader->at[i] = (int)cell;
			return;
		}
		message = g_strdup_printf("column '%s' stands twice", lower);
		ratings_complain(reader, place, message);
		return;
	}
	if (!*name)
		return;
	near = base_did_you_mean(lower, ratings_columns);
	if (near)
		message = g_strdup_printf(
			"unknown column '%s' (did you mean '%s'?)", shown,
			near);
	else
		message = g_strdup_printf(
			"unknown column '%s' (there are item, extent, quality, "
			"comment, evidence and na_reason)",
			shown);
	ratings_complain(reader, place, message);
}

gboolean
ratings_header_parse(struct ratings_reader *reader)
{
	const GPtrArray *cells = reader->row->cells;

	for (guint i = 0; i < cells->len; i++)
		header_cell(reader, i, cells->pdata[i]);
	reader->cells_named = cells->len;
	if (reader->errors > 0)
		return FALSE;
	if (reader->at[COLUMN_ITEM] >= 0 && reader->at[COLUMN_EXTENT] >= 0)
		return TRUE;
	ratings_complain(
		reader, 0,
		"the first line must name the columns item and "
		"extent (and may name quality, comment, evidence "
		"and na_reason), with tabs, semicolons or commas between");
	return FALSE;
}
