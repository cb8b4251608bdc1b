/*
 * grid: a screen as cells in memory.
 *
 * Views draw here and know no terminal; tests read the same cells as text.
 * The one idea: a cell holds one character with its combining marks, and a
 * wide character owns the cell after it, which has width 0.
 */
#include "tui/private.h"

#include <string.h>

static const struct cell blank_cell = { .ch = ' ', .width = 1 };

void
grid_clear(struct grid *grid)
{
	for (guint i = 0; i < grid->rows * grid->columns; i++)
		grid->cells[i] = blank_cell;
	grid->cursor_row = grid->cursor_column = 0;
}

void
grid_resize(struct grid *grid, guint rows, guint columns)
{
	grid->rows = rows;
	grid->columns = columns;
	grid->cells = g_renew(struct cell, grid->cells, rows * columns);
	grid_clear(grid);
}

struct grid *
grid_new(guint rows, guint columns)
{
	struct grid *grid = g_new0(struct grid, 1);

	grid_resize(grid, rows, columns);
	return grid;
}

void
grid_free(struct grid *grid)
{
	if (!grid)
		return;
	g_free(grid->cells);
	g_free(grid);
}

struct area
grid_area(struct grid *grid, guint row, guint column, guint rows, guint columns)
{
	struct area area = { grid, MIN(row, grid->rows),
			     MIN(column, grid->columns), 0, 0 };

	area.rows = MIN(rows, grid->rows - area.row);
	area.columns = MIN(columns, grid->columns - area.column);
	return area;
}

static void
add_mark(struct cell *cell, gunichar mark)
{
	/* Joiners and variants: terminals differ on what they do. */
	if (mark == 0x200d || (mark >= 0xfe00 && mark <= 0xfe0f))
		return;
	for (guint i = 0; i < CELL_MARKS; i++) {
		if (cell->marks[i] == 0) {
			cell->marks[i] = mark;
			return;
		}
	}
}

guint
area_put_len(const struct area *area, guint row, guint column, guint8 ink,
	     const char *text, gsize len)
{
	const char *end = text + len;
	struct cell *line, *last = NULL;

	if (row >= area->rows)
		return column;
	line = area->grid->cells + (area->row + row) * area->grid->columns +
	       area->column;
	while (text < end) {
		gunichar c = g_utf8_get_char(text);
		guint width = base_char_columns(c);

		text = g_utf8_next_char(text);
		if (width == 0 && last)
			add_mark(last, c);
		if (width == 0)
			continue;
		if (column + width > area->columns)
			break;
		last = line + column;
		*last = (struct cell){ .ch = base_is_unsafe(c) ? 0xfffd : c,
				       .width = (guint8)width,
				       .ink = ink };
		if (width == 2)
			last[1] = (struct cell){ .ch = 0, .ink = ink };
		column += width;
	}
	return column;
}

guint
area_put(const struct area *area, guint row, guint column, guint8 ink,
	 const char *text)
{
	return area_put_len(area, row, column, ink, text, strlen(text));
}

void
area_put_right(const struct area *area, guint row, guint8 ink, const char *text)
{
	guint width = base_text_columns(text);

	area_put(area, row, width < area->columns ? area->columns - width : 0,
		 ink, text);
}

void
area_fill(const struct area *area, guint row, guint8 ink, const char *one)
{
	guint column = 0;

	while (column < area->columns) {
		guint next = area_put(area, row, column, ink, one);

		if (next == column)
			break;
		column = next;
	}
}

void
area_ink(const struct area *area, guint row, guint column, guint columns,
	 guint8 ink)
{
	struct cell *line = area->grid->cells +
			    (area->row + row) * area->grid->columns +
			    area->column;

	if (row >= area->rows)
		return;
	for (guint i = column; i < MIN(column + columns, area->columns); i++)
		line[i].ink = ink;
}

void
area_cursor(const struct area *area, guint row, guint column)
{
	area->grid->cursor_row = area->row + MIN(row, area->rows - 1);
	area->grid->cursor_column =
		MIN(area->column + column, area->grid->columns - 1);
}

char *
grid_print(const struct grid *grid)
{
	GString *out = g_string_new(NULL);

	for (guint row = 0; row < grid->rows; row++) {
		const struct cell *cell = grid->cells + row * grid->columns;

		for (guint i = 0; i < grid->columns; i++, cell++) {
			if (cell->width == 0)
				continue;
			g_string_append_unichar(out, cell->ch);
			for (guint k = 0; k < CELL_MARKS; k++) {
				if (cell->marks[k])
					g_string_append_unichar(out,
								cell->marks[k]);
			}
		}
		while (out->len > 0 && out->str[out->len - 1] == ' ')
			g_string_truncate(out, out->len - 1);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}
