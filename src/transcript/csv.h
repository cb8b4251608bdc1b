/*
 * csv.h: what the two halves of the reader of tables share.
 */
#ifndef TRANSCRIPT_CSV_H
#define TRANSCRIPT_CSV_H

#include "transcript/private.h"

#define COLUMNS_MAX 256

enum column { SPEAKER, ROLE, TEXT, START, END, DURATION, SESSION, COLUMNS };

struct field {
	const char *start, *end;
	gboolean quoted; /* holds doubled quotes */
};

struct table {
	const char *p, *end;
	char separator;
	guint line;
	guint titles;	 /* rows above the one that names the columns */
	guint open_line; /* of a quote that never closes; 0: none */
	struct field fields[COLUMNS_MAX];
	guint n;
	int column[COLUMNS];  /* -1 when the table has none */
	gboolean ms[COLUMNS]; /* plain numbers are milliseconds */
	GString *scratch;
	GString *label; /* who spoke last */
	guint unnamed;	/* rows that name nobody after some that did */
	guint unnamed_line;
};

int csv_sniff(const struct source *source);
/* To the first row below the names of the columns; FALSE: there are none. */
gboolean csv_read_header(struct table *table, const struct source *source);
/* The next record into fields; quoted ones may hold separators and line
 * feeds. */
gboolean csv_next_record(struct table *table);
/* The record at hand names the columns: which is which. */
void csv_find_columns(struct table *table);

#endif
