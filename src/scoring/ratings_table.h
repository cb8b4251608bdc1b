/*
 * ratings_table.h: the rows of a ratings file, whatever program saved it.
 */
#ifndef SCORING_RATINGS_TABLE_H
#define SCORING_RATINGS_TABLE_H

#include <glib.h>

/* A row on its way: cells trimmed and without their quotation marks. */
struct ratings_row {
	GPtrArray *cells; /* char *, owned */
	GArray *columns;  /* guint: where each begins, in characters from 1;
			   * 0 on a later line than the row */
	char *source;	  /* the row's first line */
	guint line;	  /* of the row, from 1 */
	guint last_line;  /* where it ends: a quoted cell holds line breaks */
};

struct ratings_table {
	const char *at; /* what is left; clean text with line feeds */
	char separator; /* tab, semicolon, comma or bar */
	guint line;	/* of `at`, from 1 */
};

/* text must live as long as the table. */
void ratings_table_init(struct ratings_table *table, const char *text);
/* The next row that holds anything, comments ("# ...") left out; FALSE at the
 * end.  The first row settles what stands between cells.  Clear the row. */
gboolean ratings_table_next(struct ratings_table *table,
			    struct ratings_row *row);
void ratings_row_clear(struct ratings_row *row);

#endif
