/*
 * cell: what may go into a cell, and where the next one goes.
 */
#ifndef EXPORT_CELL_H
#define EXPORT_CELL_H

#include "export/book.h"

#define CELL_CHARS 32767 /* UTF-16 units a cell holds */

/* text as a cell may hold it: printable, line breaks kept, what XML cannot
 * say replaced, cut with a note when too long.  Caller frees. */
char *cell_text(const char *text, gsize len);

struct sheet_column;

struct at { /* where the next cell goes */
	struct book *book;
	lxw_worksheet *sheet;
	lxw_row_t row;
	lxw_col_t col;
	gboolean above; /* first row of a block: a rule above */
	gboolean muted; /* plain texts of this row are greyed */
	const struct sheet_column *columns; /* whose widths count for the
					     * heights of rows; or NULL */
	guint count;			    /* of those columns, 0: none */
	guint lines;	   /* most lines in a cell of this row */
	const void *about; /* for the fills of columns */
	/* The sheet would come near the 65,530 links that one may have: it has
	 * none. */
	gboolean unlinked;
};

#define MOST_LINKS 65000

/* How many lines a text takes in a cell so wide. */
guint text_lines(const char *text, double width);
/* Each writes one cell and moves one column on.  Text is never a formula. */
void cell_string(struct at *at, enum style style, const char *text);
/* Over the columns from where `at` is to `last`. */
void cell_wide(struct at *at, enum style style, lxw_col_t last,
	       const char *text);
void cell_number(struct at *at, enum style style, double value);
void cell_time(struct at *at, enum style style, gint64 unix_seconds);
void cell_blank(struct at *at, enum style style);
/* A formula with its result, NAN = shows as empty. */
void cell_formula(struct at *at, enum style style, const char *formula,
		  double result);
/* text that leads to a cell of this workbook. */
void cell_link(struct at *at, enum style style, const char *sheet,
	       lxw_row_t row, lxw_col_t col, const char *text);
/* The same of a number, which stays one. */
void cell_link_number(struct at *at, const char *sheet, lxw_row_t row,
		      lxw_col_t col, guint number);
/* text with the words under spans in bold. */
void cell_excerpt(struct at *at, gboolean muted, const char *text, gsize len,
		  const GArray *spans);
lxw_format *style_of(const struct at *at, enum style style);

/* Remembers how many lines the next cell takes, for row_end(). */
void cell_count_lines(struct at *at, const char *text);
/* Ends a row: makes it as high as its text needs, which not every program
 * does by itself, and goes to the start of the next. */
void row_end(struct at *at);

#endif
