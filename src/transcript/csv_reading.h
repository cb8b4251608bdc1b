/*
 * csv_reading.h: what the two readings of a table share.
 */
#ifndef TRANSCRIPT_CSV_READING_H
#define TRANSCRIPT_CSV_READING_H

#include "transcript/builder.h"
#include "transcript/csv.h"

/* How often something odd was seen, and where first. */
struct odd {
	guint n;
	guint line;
};

/* The second reading of a table, in which its turns are said. */
struct csv_reading {
	struct csv_table *table;
	struct builder *builder;
	struct survey survey;
	struct labels *labels; /* "T: words" where no column has speakers */
	struct labels *people; /* names of the speaker column */
	GString *label;	       /* who spoke last */
	GString *manner;       /* how, by the speaker's cell */
	GString *session;
	GString *words; /* of rows of single words, until a sentence ends */
	struct utterance pending;
	gboolean single;   /* rows are single words of nobody */
	gboolean spoken;   /* a turn was said */
	gboolean doubtful; /* no unit fits the pace of speech */
	struct odd unnamed, ragged, joined, lost, wordless;
};

/* First reading: what the columns are.  FALSE when no column holds words. */
gboolean csv_prepare(struct csv_reading *reading);
/* Tell what was odd. */
void csv_report(struct csv_reading *reading);

#endif
