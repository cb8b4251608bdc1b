/*
 * A page as a sheet: sentences over its whole width, tables without the
 * columns that no row fills, charts below their tables.
 */
#include "export/charts.h"
#include "export/facts.h"
#include "export/sheet.h"

#include <string.h>

#define CHART_WIDTH 900
#define CHART_HEIGHT 300
#define CHART_ROWS (CHART_HEIGHT / 20 + 2)

/* ---- sentences ------------------------------------------------------------ */

static void
write_line(struct at *at, enum style style, const char *text)
{
	cell_string(at, style, text);
	/* it runs on to the right */
	at->lines = 0;
	row_end(at);
}

static void
write_sentence(struct at *at, const char *text)
{
	cell_wide(at, STYLE_PROSE, (lxw_col_t)(at->count - 1), text);
	row_end(at);
}

/* ---- tables --------------------------------------------------------------- */

static const enum style styles[] = {
	[PAGE_TEXT] = STYLE_TEXT,
	[PAGE_COUNT] = STYLE_COUNT,
	[PAGE_SCORE] = STYLE_SCORE,
	[PAGE_SHARE] = STYLE_PERCENT,
};

static gboolean
is_empty(const struct column *column, const void *row, const void *about)
{
	struct column_value value;
	gboolean empty;

	column_value_get(&value, column, row, about);
	empty = value.nothing ||
		(!column_is_number(column) && (!value.text || !*value.text));
	column_value_clear(&value);
	return empty;
}

static gboolean
is_filled(const struct page_part *part, const struct column *column)
{
	for (guint i = 0; i < part->rows->len; i++)
		if (!is_empty(column, part->rows->pdata[i], part->about))
			return TRUE;
	return FALSE;
}

/* Those that some row fills; the room of the others goes to the next text.
 * lines: what each is in the chart.  Caller frees both. */
static struct sheet_column *
columns_build(const struct page_part *part, GArray *lines)
{
	GArray *columns = g_array_new(TRUE, TRUE, sizeof(struct sheet_column));
	guint spare = 0;

	for (const struct page_column *c = part->columns;
	     c->of.kind != COLUMNS_END; c++) {
		struct sheet_column made = { .of = c->of,
					     .style = styles[c->look],
					     .span = MAX(c->span, 1) };

		if (!is_filled(part, &c->of)) {
			spare += made.span;
			continue;
		}
		if (c->look == PAGE_TEXT) {
			made.span += spare;
			spare = 0;
		}
		g_array_append_val(columns, made);
		g_array_append_val(lines, c->line);
	}
	g_assert(COLUMNS_END == 0);
	return (struct sheet_column *)g_array_free(columns, FALSE);
}

/* ---- charts --------------------------------------------------------------- */

static const struct {
	guint32 colour;
	float width;
	guint8 dash;
} line_looks[] = {
	[PAGE_LINE_VALUE] = { 0x1F6F8B, 2, LXW_CHART_LINE_DASH_SOLID },
	[PAGE_LINE_CENTRE] = { 0x7F8A92, 1, LXW_CHART_LINE_DASH_SOLID },
	[PAGE_LINE_LIMIT] = { 0xD08A2E, 1.25, LXW_CHART_LINE_DASH_DASH },
	[PAGE_LINE_MARK] = { 0xB3261E, 1, LXW_CHART_LINE_DASH_SOLID },
};

static void
draw_mark(lxw_chart_series *series)
{
	lxw_chart_fill fill = { .color = line_looks[PAGE_LINE_MARK].colour };
	lxw_chart_line none = { .none = LXW_TRUE };

	chart_series_set_line(series, &none);
	chart_series_set_marker_type(series, LXW_CHART_MARKER_DIAMOND);
	chart_series_set_marker_size(series, 11);
	chart_series_set_marker_fill(series, &fill);
}

static void
draw_line(lxw_chart *chart, const struct chart_data *data, lxw_col_t col,
	  const char *name, enum page_line is)
{
	lxw_chart_line line = { .color = line_looks[is].colour,
				.width = line_looks[is].width,
				.dash_type = line_looks[is].dash };
	lxw_chart_series *series =
		charts_series(chart, data, col, name, line.color);

	if (is == PAGE_LINE_MARK) {
		draw_mark(series);
		return;
	}
	chart_series_set_line(series, &line);
	if (is == PAGE_LINE_VALUE) {
		chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
		chart_series_set_marker_size(series, 7);
	} else {
		chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
	}
}

/* A column once more on Lists, where what is empty stays so: an empty cell with
 * a border would be drawn as a nought. */
static struct chart_data
copy_points(struct book *book, const struct page_part *part,
	    const struct column *column)
{
	struct chart_data data = { .sheet = "Lists",
				   .first = book->list_row,
				   .rows = part->rows->len };
	struct at at = { .book = book,
			 .sheet = book->lists,
			 .row = book->list_row };

	for (guint i = 0; i < part->rows->len; i++, at.row++) {
		const void *row = part->rows->pdata[i];
		struct column_value name, value;

		at.col = 0;
		column_value_get(&name, &part->columns->of, row, part->about);
		column_value_get(&value, column, row, part->about);
		cell_string(&at, STYLE_PLAIN, name.text);
		if (!value.nothing)
			cell_number(&at, STYLE_PLAIN, value.real);
		column_value_clear(&name);
		column_value_clear(&value);
	}
	data.last = at.row - 1;
	book->list_row = at.row + 1;
	return data;
}

/* Of the rows above `at`. */
static void
draw_chart(struct at *at, const struct page_part *part, const char *sheet,
	   const struct sheet_column *columns, const GArray *lines)
{
	struct chart_data data = { .sheet = sheet,
				   .first = at->row - part->rows->len,
				   .last = at->row - 1,
				   .rows = part->rows->len };
	struct chart_data copied;
	lxw_chart *chart =
		workbook_add_chart(at->book->workbook, LXW_CHART_LINE);
	g_autofree char *title = cell_text(part->chart, strlen(part->chart));
	lxw_chart_line pale = { .color = 0xD5DCE1 };
	lxw_col_t col = 0;

	for (guint i = 0; i < lines->len; i++) {
		enum page_line is = g_array_index(lines, enum page_line, i);

		if (is == PAGE_LINE_MARK)
			copied = copy_points(at->book, part, &columns[i].of);
		if (is != PAGE_NO_LINE)
			draw_line(chart, is == PAGE_LINE_MARK ? &copied : &data,
				  is == PAGE_LINE_MARK ? 1 : col,
				  columns[i].of.heading, is);
		col = (lxw_col_t)(col + columns[i].span);
	}
	/* names of the points at the foot, also below 0 */
	chart_axis_set_label_position(chart->x_axis,
				      LXW_CHART_AXIS_LABEL_POSITION_LOW);
	chart_axis_set_num_format(chart->y_axis, "0.00");
	chart_axis_major_gridlines_set_line(chart->y_axis, &pale);
	charts_finish(chart, title);
	charts_insert(at->sheet, chart, at->row, 4, CHART_WIDTH, CHART_HEIGHT,
		      title);
	at->row += CHART_ROWS;
}

/* ---- the whole ------------------------------------------------------------ */

static void
write_table(struct at *at, const struct page_part *part, const char *sheet)
{
	g_autoptr(GArray) lines =
		g_array_new(FALSE, FALSE, sizeof(enum page_line));
	g_autofree struct sheet_column *columns = columns_build(part, lines);

	at->about = part->about;
	sheet_heads_write(at, columns, FALSE);
	for (guint i = 0; i < part->rows->len; i++)
		sheet_row_write(at, columns, part->rows->pdata[i]);
	if (part->chart)
		draw_chart(at, part, sheet, columns, lines);
}

static void
write_part(struct at *at, const struct page_part *part, const char *sheet)
{
	gboolean table = part->columns && list_len(part->rows) > 0;

	if (!table && part->says->len == 0)
		return;
	if (part->title)
		write_line(at, STYLE_SECTION, part->title);
	for (guint i = 0; i < part->says->len; i++)
		write_sentence(at, part->says->pdata[i]);
	if (table)
		write_table(at, part, sheet);
	at->row++;
}

void
sheet_page_write(struct book *book, const struct book_page *page,
		 lxw_worksheet *sheet)
{
	struct at at = { .book = book, .sheet = sheet };
	g_autofree struct sheet_column *grid = NULL;

	while (page->widths[at.count] > 0)
		at.count++;
	grid = g_new0(struct sheet_column, at.count + 1);
	for (guint i = 0; i < at.count; i++) {
		grid[i].width = page->widths[i];
		worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i,
				     grid[i].width, NULL);
	}
	at.columns = grid;
	sheet_print_setup(sheet, TRUE);
	worksheet_set_row(sheet, 0, 30, NULL);
	write_line(&at, STYLE_TITLE, page->title);
	write_line(&at, STYLE_SUBTITLE, page->subtitle);
	at.row++;
	for (guint i = 0; i < page->parts->len; i++)
		write_part(&at, page->parts->pdata[i], page->name);
}
