/*
 * weights_rows: rows and fields of the table of weights, tab-separated.
 */
#ifndef CODEBOOK_WEIGHTS_ROWS_H
#define CODEBOOK_WEIGHTS_ROWS_H

#include "codebook/reading.h"

/* A row without the blanks around it, or a field of it.  A row loses the
 * fields that are taken from it. */
struct row {
	const char *at;
	const char *end;
};

/* Clues by their spelling. */
struct clues_met;
struct clues_met *clues_met_new(void);
void clues_met_free(struct clues_met *met);

/* The table being read. */
struct row_reader {
	struct yaml_reader *reader;
	struct codebook *codebook;
	struct weights *weights;
	struct place place; /* of the section, or of the row "of" */
	GArray *points;	    /* gint8, clues x weighings */
	const char *at;
	const char *end;
	gboolean indented; /* rows begin with two blanks */
	gboolean of_words; /* a row that begins with a "#" is a comment only
			    * where it has no tab */
	const char *settings[WEIGHT_SETTINGS]; /* where met, or NULL */
	guint first;	       /* the weighing of the first column ... */
	guint width;	       /* ... and how many there are */
	guint rows;	       /* read, without head and headings */
	GArray *of;	       /* struct row: techniques that had their "of" */
	int kind;	       /* of the clues below; -1: rows tell their own */
	struct clues_met *met; /* clues */
	GArray *besides;       /* struct row: keys of the rows at hand */
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

/* FALSE after a complaint: a field behind the last column; n from 0. */
gboolean table_check_width(struct row_reader *table, const struct row *field,
			   guint n);
/* "BEFORE'key' AFTER" */
void table_complain_key(struct row_reader *table, const struct row *key,
			const char *before, const char *after);
/* key stands at first already. */
void table_complain_twice(struct row_reader *table, const struct row *key,
			  const char *first);
/* Complains of rows (struct row) that are given twice; may sort them. */
void table_check_once(struct row_reader *table, GArray *list);

/* The row of a clue, behind its key, which is what is shown of it. */
void clue_read(struct row_reader *table, enum clue_kind kind,
	       const struct row *text, const struct row *key, struct row *row);
/* The same of one called by its kind and text. */
void clue_read_whole(struct row_reader *table, const struct row *key,
		     struct row *row);

#endif
