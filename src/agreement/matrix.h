/*
 * matrix: a table of text on its way to ratings.
 */
#ifndef AGREEMENT_MATRIX_H
#define AGREEMENT_MATRIX_H

#include "agreement/ratings.h"

struct matrix_reader {
	const char *name;
	const struct scale *scale; /* what numbers must be on, or NULL */
	GPtrArray *diagnostics;
	char *text;
	struct base_rows rows;
	struct base_row row; /* where we are */
	GPtrArray *headings; /* char * */
	GHashTable *seen;    /* what must stand once -> its line */
};

/* Reads the headings.  FALSE with a complaint.  End it in any case. */
gboolean reader_begin(struct matrix_reader *reader, const char *text, gsize len,
		      const char *name, const struct scale *scale,
		      GPtrArray *diagnostics);
/* The next row; FALSE at the end, or after too many faults. */
gboolean reader_next(struct matrix_reader *reader);
void reader_end(struct matrix_reader *reader);

gboolean reader_has_room(const struct matrix_reader *reader);
/* About a cell of the row. */
void reader_complain(struct matrix_reader *reader, guint cell,
		     const char *format, ...) G_GNUC_PRINTF(3, 4);
/* NAN for an empty cell; FALSE with a complaint. */
gboolean reader_number(struct matrix_reader *reader, guint cell, double *value);
/* FALSE with a complaint when the key was there before. */
gboolean reader_once(struct matrix_reader *reader, const char *key,
		     const char *what);

#endif
