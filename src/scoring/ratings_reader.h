/*
 * ratings_reader.h: what the two halves of the reader of ratings files share.
 */
#ifndef SCORING_RATINGS_READER_H
#define SCORING_RATINGS_READER_H

#include "scoring/private.h"

enum column {
	COLUMN_ITEM,
	COLUMN_EXTENT,
	COLUMN_QUALITY,
	COLUMN_COMMENT,
	COLUMN_EVIDENCE,
	COLUMN_NA_REASON,
	COLUMNS,
};

extern const char *const ratings_columns[COLUMNS + 1]; /* ends with NULL */

struct ratings_reader {
	const char *file;
	const struct rubric *rubric;
	GPtrArray *diagnostics;
	guint errors;
	GPtrArray *ratings;
	GHashTable *seen; /* item -> line number */
	struct base_rows table;
	int at[COLUMNS]; /* place of each column, -1 = none */
	guint cells_named;
	const struct base_row *row; /* being read, or NULL */
};

/* Of the row being read, at a column in characters (0: the row). */
void ratings_complain(struct ratings_reader *reader, guint column,
		      const char *message);
/* The same of a cell of the row. */
void ratings_complain_of(struct ratings_reader *reader, enum column column,
			 const char *format, ...) G_GNUC_PRINTF(3, 4);
/* Where a cell starts, in characters from 1; 0 not known. */
guint ratings_column(const struct ratings_reader *reader, int cell);
/* "tabs", "semicolons": what stands between the cells of this file. */
const char *ratings_separator_print(const struct ratings_reader *reader);
/* Takes the row for the names of the columns; FALSE after a complaint. */
gboolean ratings_header_parse(struct ratings_reader *reader);

#endif
