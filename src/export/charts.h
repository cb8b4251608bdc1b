/*
 * charts: pictures of the Summary.
 */
#ifndef EXPORT_CHARTS_H
#define EXPORT_CHARTS_H

#include "export/book.h"

/* Radar and bar chart of one session from `row` of the Summary on; rows
 * taken, 0 when there is nothing to draw. */
lxw_row_t charts_write(struct book *book, guint session, lxw_row_t row);
/* A line chart of the means for each rater who has rated three sessions or
 * more; returns the rows taken. */
guint charts_course_write(struct book *book, lxw_row_t row);

/* A stretch of a sheet: names in the first column, series beside it. */
struct chart_data {
	const char *sheet;
	lxw_row_t first;
	lxw_row_t last;
	guint rows;
};

lxw_chart_series *charts_series(lxw_chart *chart, const struct chart_data *data,
				lxw_col_t col, const char *name,
				guint32 colour);
/* Sizes in pixels. */
void charts_insert(lxw_worksheet *sheet, lxw_chart *chart, lxw_row_t row, int x,
		   int width, int height, const char *says);
void charts_finish(lxw_chart *chart, const char *title);

#endif
