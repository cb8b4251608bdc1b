/*
 * table: rows and fields of the table of weights, tab-separated.
 */
#ifndef CODEBOOK_TABLE_H
#define CODEBOOK_TABLE_H

#include "codebook/private.h"

/* The table being read. */
struct row_reader {
	struct yaml_reader *reader;
	struct codebook *codebook;
	struct weights *weights;
	struct place place; /* of the section */
	GArray *points;	    /* gint8 */
	const char *at;
	const char *end;
	const char *settings[WEIGHT_SETTINGS]; /* where met, or NULL */
	gboolean lightly;		       /* no clues are wanted */
	GArray *clues;			       /* struct row: their keys */
	GArray *besides;		       /* struct row: the same */
};

/* A row without the blanks around it, or a field of it.  A row loses the
 * fields that are taken from it. */
struct row {
	const char *at;
	const char *end;
};

/* The line break behind at, or end. */
const char *table_line_end(const char *at, const char *end);
struct place table_place(const struct row_reader *table, const char *at);
/* The next row that is neither empty nor a comment.  FALSE at the end, or
 * after a complaint of what is not indented. */
gboolean table_next_row(struct row_reader *table, struct row *row);
/* The field before the next tab; FALSE behind the last. */
gboolean row_next_field(struct row *row, struct row *field);
gboolean row_is(const struct row *field, const char *text);
/* A whole number from -max to max, 0 for an empty field.  FALSE and an error
 * of the reader when it is none. */
gboolean table_number(struct row_reader *table, const struct row *field,
		      int max, int *number);

/* As a complaint can show it: whole characters, not too many.  Caller frees. */
char *row_shown(const struct row *field);

/* Is this row a clue, behind all settings? */
gboolean table_is_past_settings(const struct row_reader *table,
				const struct row *row);
/* key stands at first already. */
void table_complain_twice(struct row_reader *table, const struct row *key,
			  const char *first);
/* Complains of rows (struct row) that are given twice; may sort them. */
void table_check_once(struct row_reader *table, GArray *list);

#endif
