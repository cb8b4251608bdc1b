/*
 * docx.h: what the parts of the reader of Word documents share.
 */
#ifndef TRANSCRIPT_DOCX_H
#define TRANSCRIPT_DOCX_H

#include "transcript/csv.h"
#include "transcript/xml.h"
#include "transcript/zip.h"

/* Warn of notes, comments and page lines, which are not read. */
void docx_report_asides(const struct source *source, struct builder *builder);

/*
 * Rows of a table -> lines "[time] speaker: words".  A first row that names
 * its columns tells which cell is which; else the cells look like it.
 */
struct docx_table {
	struct builder *builder;
	GString *row;	/* the cells' words, one after the other */
	GArray *starts; /* gsize: where each begins */
	guint rows;
	gboolean named; /* the first row named the columns */
	int column[COLUMNS];
};

void docx_table_init(struct docx_table *table, struct builder *builder);
void docx_table_clear(struct docx_table *table);
void docx_table_begin(struct docx_table *table);
void docx_row_begin(struct docx_table *table);
void docx_cell_begin(struct docx_table *table);
void docx_row_end(struct docx_table *table, GString *out);

#endif
