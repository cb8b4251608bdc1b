/*
 * cells.h: a table in a document (Word, RTF).
 *
 * Its rows are gathered, and when it ends its columns are laid out by the
 * rules for tables (csv.h).  What they say is kept twice: as turns, and as
 * lines "[time] speaker: words" among the document's other lines.  A document
 * that is one big table is told by the turns, which cannot be mistaken; one
 * that mixes tables and typed talk by the lines.
 */
#ifndef TRANSCRIPT_CELLS_H
#define TRANSCRIPT_CELLS_H

#include "transcript/csv.h"

struct cells_turn {
	struct span label; /* into cells.said */
	struct span text;
	gint64 start_ms, end_ms;
};

struct cells {
	struct builder *builder;
	GString *text;	/* the words of all, one after the other */
	GArray *starts; /* gsize: where each cell begins */
	GArray *rows;	/* guint: the first cell of each row */
	GArray *turns;	/* struct cells_turn, of all tables so far */
	GString *said;	/* their labels and words */
	guint words;	/* in these turns */
};

void cells_init(struct cells *cells, struct builder *builder);
void cells_clear(struct cells *cells);
void cells_begin(struct cells *cells);
void cells_row(struct cells *cells);
void cells_cell(struct cells *cells);
/* All rows are there: out gets them as lines. */
void cells_end(struct cells *cells, GString *out);
/*
 * Say the turns when the tables are the talk.  other: the lines outside of
 * tables.  FALSE when the lines have to be read instead.
 */
gboolean cells_say(struct cells *cells, const GString *other);

#endif
