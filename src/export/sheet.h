/*
 * sheet: sheets by their columns, and how a sheet is set up.
 */
#ifndef EXPORT_SHEET_H
#define EXPORT_SHEET_H

#include "export/cell.h"

/*
 * A column of a sheet.  Its value is written as its kind has it, or by
 * `write`, which writes one cell.  Formulas and links name it by its key, so
 * that it can stand anywhere; how its heading stands goes by the style.
 */
struct sheet_column {
	struct column of;
	double width; /* characters */
	enum style style;
	void (*write)(struct at *at, const struct sheet_column *column,
		      const void *row);
	guint span; /* columns of the sheet it goes over; 0 is 1 */
};

#define LOOK(width_, style_) .width = (width_), .style = (style_)

guint sheet_columns_count(const struct sheet_column *columns);
/* Where the column with this key stands; it must be there. */
lxw_col_t sheet_column_find(const struct sheet_column *columns,
			    const char *key);
/* "Ratings!$H$2:$H$28": the rows of a column.  Caller frees. */
char *sheet_range_print(const char *sheet, lxw_col_t col, lxw_row_t first,
			lxw_row_t last);
void sheet_widths_set(lxw_worksheet *sheet, const struct sheet_column *columns);
/* A row of heads, centred as their cells are or all of them, and one of
 * cells: each ends its row. */
void sheet_heads_write(struct at *at, const struct sheet_column *columns,
		       gboolean centred);
void sheet_row_write(struct at *at, const struct sheet_column *columns,
		     const void *row);
/* A sheet that is one table: heads, widths, frozen first row, print set-up;
 * `at` is left at the first row of data. */
void table_sheet_begin(struct at *at, const struct sheet_column *columns);
/* The filter over the rows down to `at`. */
void table_sheet_end(const struct at *at);

/* Of the scores in Summary; its other tables stand in the same columns. */
extern const struct sheet_column summary_columns[];
/* Of Ratings, over which the Summary counts. */
extern const struct sheet_column rated_columns[];

/* A page on its sheet. */
void sheet_page_write(struct book *book, const struct book_page *page,
		      lxw_worksheet *sheet);

/* Paper, margins, head and foot lines, one page wide. */
void sheet_print_setup(lxw_worksheet *sheet, gboolean landscape);

#endif
