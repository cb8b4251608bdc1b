/*
 * summary: the tables of the Summary.
 */
#ifndef EXPORT_SUMMARY_H
#define EXPORT_SUMMARY_H

#include "export/sheet.h"

/* A row of the scores: a rating, or a session that nobody has rated. */
struct summary_row {
	struct session_record of;
	guint session, index; /* of the book; the rating of the session */
	const char *number, *kind;
	const struct rating *rating; /* NULL: not rated */
	const struct session_score *score;
};

/* TRUE after an empty cell where there is no rating. */
gboolean summary_is_unrated(struct at *at, const struct summary_row *row);
/* Cells of a mean (where it lies in struct session_score the column tells), of
 * the share rated and of the off-model sum: formulas over the rows of the
 * rating, numbers for a version that was signed and follows no row any more. */
void summary_mean_write(struct at *at, const struct sheet_column *column,
			const void *row);
void summary_n_write(struct at *at, const struct sheet_column *column,
		     const void *row);
void summary_error_write(struct at *at, const struct sheet_column *column,
			 const void *row);
void summary_share_write(struct at *at, const struct sheet_column *column,
			 const void *row);
void summary_off_model_write(struct at *at, const struct sheet_column *column,
			     const void *row);
void summary_measures_write(struct at *at);
void summary_observations_write(struct at *at);
void summary_talk_write(struct at *at);
/* Begins a section: its title, a note beside it or NULL, and its heads.  `at`
 * is left where the data begin.  columns NULL: no heads. */
void summary_section(struct at *at, const char *title, const char *note,
		     const struct sheet_column *columns);

#endif
