/*
 * Tables of a sheet, by their columns.
 */
#include "export/sheet.h"

#include <string.h>

guint
sheet_columns_count(const struct sheet_column *columns)
{
	guint n = 0;

	while (columns[n].of.kind != COLUMNS_END)
		n++;
	return n;
}

lxw_col_t
sheet_column_find(const struct sheet_column *columns, const char *key)
{
	lxw_col_t col = 0;

	while (g_strcmp0(columns[col].of.key, key) != 0) {
		g_assert(columns[col].of.kind != COLUMNS_END);
		col++;
	}
	return col;
}

char *
sheet_range_print(const char *sheet, lxw_col_t col, lxw_row_t first,
		  lxw_row_t last)
{
	char range[LXW_MAX_CELL_RANGE_LENGTH];

	lxw_rowcol_to_range_abs(range, first, col, last, col);
	return g_strdup_printf("%s!%s", sheet, range);
}

void
sheet_widths_set(lxw_worksheet *sheet, const struct sheet_column *columns)
{
	for (lxw_col_t i = 0; columns[i].of.kind != COLUMNS_END; i++)
		worksheet_set_column(sheet, i, i, columns[i].width, NULL);
}

static lxw_col_t
last_of(const struct at *at, const struct sheet_column *column)
{
	return (lxw_col_t)(at->col + MAX(column->span, 1) - 1);
}

void
sheet_heads_write(struct at *at, const struct sheet_column *columns,
		  gboolean centred)
{
	for (; columns->of.kind != COLUMNS_END; columns++)
		cell_wide(at,
			  centred || style_is_centred(columns->style) ?
				  STYLE_HEAD_CENTRE :
				  STYLE_HEAD,
			  last_of(at, columns), columns->of.heading);
	row_end(at);
}

static void
write_value(struct at *at, const struct sheet_column *column, const void *row)
{
	struct column_value value;

	column_value_get(&value, &column->of, row, at->about);
	if (column->of.kind == COLUMN_TIME)
		cell_time(at, column->style, value.number);
	else if (column->of.kind == COLUMN_REAL)
		cell_number(at, column->style, value.real);
	else if (column_is_number(&column->of))
		cell_number(at, column->style, (double)value.number);
	else if (column->span > 1)
		cell_wide(at, column->style, last_of(at, column),
			  value.text ? value.text : "");
	else
		cell_string(at, column->style, value.text);
	column_value_clear(&value);
}

void
sheet_row_write(struct at *at, const struct sheet_column *columns,
		const void *row)
{
	for (; columns->of.kind != COLUMNS_END; columns++) {
		lxw_col_t next = (lxw_col_t)(last_of(at, columns) + 1);

		if (columns->write)
			columns->write(at, columns, row);
		else
			write_value(at, columns, row);
		g_assert(at->col == next);
	}
	row_end(at);
}

void
table_sheet_begin(struct at *at, const struct sheet_column *columns)
{
	at->columns = columns;
	at->count = sheet_columns_count(columns);
	sheet_widths_set(at->sheet, columns);
	sheet_heads_write(at, columns, FALSE);
	worksheet_freeze_panes(at->sheet, 1, 0);
	worksheet_repeat_rows(at->sheet, 0, 0);
	sheet_print_setup(at->sheet, TRUE);
}

void
table_sheet_end(const struct at *at)
{
	worksheet_autofilter(at->sheet, 0, 0, MAX(at->row, 2) - 1,
			     (lxw_col_t)(at->count - 1));
}
