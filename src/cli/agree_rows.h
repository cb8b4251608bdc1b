/*
 * agree_rows: a table of statistics, filled cell by cell, and what is said of
 * those that are not there.
 */
#ifndef CLI_AGREE_ROWS_H
#define CLI_AGREE_ROWS_H

#include "cli/run.h"

#define AGREE_COLUMNS 8

struct agree_rows {
	struct cli *cli;
	guint columns;
	GPtrArray *cells; /* char *, owned: row by row, headings first */
	GPtrArray *notes; /* char *, owned: each once */
	GPtrArray *told;  /* char *: notes that are told no more, or NULL */
};

/* headings: so many, the first a text, the others to the right.  told (may be
 * NULL): what tables before told, with g_free; what this one tells is added. */
void agree_rows_init(struct agree_rows *rows, struct cli *cli,
		     const char *const *headings, guint columns,
		     GPtrArray *told);
/* The next cell.  A statistic may be NULL or not there: "-". */
void agree_rows_text(struct agree_rows *rows, const char *text);
void agree_rows_number(struct agree_rows *rows, guint64 number);
void agree_rows_value(struct agree_rows *rows,
		      const struct statistic *statistic, guint digits);
/* "9 of 24 (38 %)" */
void agree_rows_share(struct agree_rows *rows,
		      const struct statistic *statistic);
/* The limits of a share, "24 to 53 %". */
void agree_rows_percent(struct agree_rows *rows,
			const struct statistic *statistic);
void agree_rows_range(struct agree_rows *rows,
		      const struct statistic *statistic, guint digits);
/* The values of two, "-1.7 to 2.1". */
void agree_rows_limits(struct agree_rows *rows, const struct statistic *low,
		       const struct statistic *high);
/* Prints title, what it says, the table and the notes; nothing without rows.
 * A first cell that is too wide goes on below.  Frees all. */
void agree_rows_print(struct agree_rows *rows, const char *title,
		      const char *says);

/* Says it unless it is among what was told. */
void agree_rows_say(struct cli *cli, GPtrArray *told, const char *says);

/* Of ratings by facets. */
void print_records_report(struct cli *cli, const struct report *report);

#endif
