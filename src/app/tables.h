/*
 * app/tables.h: the tables of a bundle as text.
 *
 * A line of names, then a line a row; cells are parted by tabs.  In a cell a
 * backslash is "\\", a tab "\t", a line break "\n" or "\r", and nothing at all
 * "\N".  So every text comes back to the byte, and no cell can look like two.
 */
#ifndef APP_TABLES_H
#define APP_TABLES_H

#include "app/private.h"

/* rows: struct carried_row.  Caller frees. */
char *table_rows_print(enum carried part, const GPtrArray *rows);
/* The same for programs, as JSON.  Caller frees. */
char *table_rows_json(enum carried part, const GPtrArray *rows);
/*
 * Reads what was printed; every cell is checked for what it may be.  name:
 * what the text is called in complaints.  INPUT with name, line and column;
 * VERSION when it has columns that are not known here.  Caller frees.
 */
GPtrArray *table_rows_parse(enum carried part, const char *text, gsize len,
			    const char *name, GError **error);

int table_column(enum carried part, const char *column);
/* A cell by its column's name; NULL for nothing. */
const char *row_cell(enum carried part, const struct carried_row *row,
		     const char *column);
/* Puts a copy in its place. */
void row_set(enum carried part, struct carried_row *row, const char *column,
	     const char *text);
/* What tells it from other rows of its part.  Caller frees. */
char *row_key(enum carried part, const struct carried_row *row);
/* The column in which two rows of one key differ though they must not; NULL:
 * in none. */
const char *rows_differ(enum carried part, const struct carried_row *a,
			const struct carried_row *b);

#endif
