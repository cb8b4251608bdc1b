/*
 * book: the workbook: which sheets there are, and where the rows of a session
 * stand.
 */
#ifndef EXPORT_BOOK_H
#define EXPORT_BOOK_H

#include "export/export.h"
#include "export/style.h"

#include <xlsxwriter.h>

/* Where the rows of a session stand, counted from 0. */
struct place_of_session {
	lxw_row_t evidence; /* first row in Evidence */
	lxw_row_t ratings;  /* first row in Ratings */
	lxw_row_t turns;    /* first row in Transcript */
	GPtrArray *live;    /* struct item of the rubric, live here */
};

struct book {
	const struct export_set *set;
	const struct export_options *options;
	lxw_workbook *workbook;
	lxw_format *styles[STYLES];
	lxw_format *above[STYLES]; /* the same, first row of a block */
	lxw_format *inside[2][2];  /* of a rich string: muted, bold */
	lxw_worksheet *cover;
	lxw_worksheet *summary;
	lxw_worksheet *ratings;
	lxw_worksheet *evidence;
	lxw_worksheet *transcript; /* NULL without */
	GPtrArray *pages;	   /* lxw_worksheet, as set->pages */
	lxw_worksheet *standing;   /* NULL without */
	lxw_worksheet *audit;
	lxw_worksheet *lists;
	struct place_of_session *places; /* as set->sessions */
	lxw_row_t evidence_rows, rating_rows;
	lxw_row_t list_row; /* next free row of chart data */
};

/* The columns of Lists that the choices in Ratings are taken from, from the
 * second row on; "N/A" is a choice behind the points of an extent. */
enum list_column { LIST_EXTENT, LIST_QUALITY };

void styles_build(struct book *book);

void sheet_cover_write(struct book *book);
void sheet_summary_write(struct book *book);
void sheet_ratings_write(struct book *book);
void sheet_evidence_write(struct book *book);
void sheet_transcript_write(struct book *book);
void sheet_standing_write(struct book *book);
void sheet_audit_write(struct book *book);
void sheet_lists_write(struct book *book);

const struct session_record *book_session(const struct book *book,
					  guint session);
/* The codebook that gave the session its tags, or stands for it. */
const struct codebook *book_codebook(const struct book *book, guint session);

#endif
