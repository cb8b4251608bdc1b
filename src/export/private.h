/*
 * What the files of export/ share.
 *
 * facts.c and excerpt.c say the same thing in the same words for every
 * format.  The rest makes the workbook: book.c knows which sheets there are
 * and where the rows of a session stand, style.c how cells look, cell.c what
 * may go into them, sheet.c tables by their
 * columns, layout.c how a sheet is set up; each sheet has a file.
 */
#ifndef EXPORT_PRIVATE_H
#define EXPORT_PRIVATE_H

#include "export/export.h"

#include <xlsxwriter.h>

/* -- facts: one wording for all formats (facts.c) ------------------------ */

/* A list that may be absent. */
guint list_len(const GPtrArray *list);

/* "8 of 16", "8", "". */
char *facts_number_print(const struct session_facts *facts);
/* "accepted", "rejected", "added", "relabelled from COMM", "relabelled to
 * CLAR", "not decided". */
char *fact_verdict_print(const struct effective_tag *tag);
/* "hint" ...; "" for a tag that a person added. */
const char *fact_strength_print(const struct effective_tag *tag);
/* "comm.own-words, comm.tone", each once; "" without hits. */
char *fact_rules_print(const struct effective_tag *tag);
/* "25, 27, 31"; at most `most` of them, then "and 5 more". */
char *fact_turns_print(const GArray *turns, guint most);
/* "A", "B"; the label of the speaker with the role where that says more. */
char *fact_speaker_print(const struct transcript *transcript,
			 const struct turn *turn);
/* All reasons of a score, a blank between. */
char *fact_reasons_print(const struct session_score *score,
			 const char *between);
/* "mean extent of the live U and E items that are rated". */
char *fact_rule_print(const struct score_rule *rule);
/* The pass rule in words, and when a pass or not is too near to call. */
char *fact_pass_print(const struct rubric *rubric);
char *fact_borderline_print(const struct rubric *rubric);
/* Is the technique evidence for the item? */
gboolean item_has_evidence(const struct item *item, const char *technique);
/* What a rating says of an item; NULL when nothing, or rating is NULL. */
const struct item_rating *fact_line(const struct rating *rating,
				    const char *item);
/* The same, or else what was remarked on an item that is not rated: for its
 * comment and turns alone. */
const struct item_rating *fact_said(const struct rating *rating,
				    const char *item);
/* "Signed by RL (Ruth Lorenz), entered by anna: finished", with the reason for
 * which an incomplete rating was signed; "" when it is not signed.  Caller
 * frees. */
char *fact_signature_print(const struct rating *rating);

/* NULL when the session has no suggestion for it (not live). */
const struct suggestion *record_suggestion(const struct session_record *record,
					   const struct item *item);

/* FALSE for an export: it changed nothing, and two exports of the same could
 * not be equal if they told of each other. */
gboolean fact_is_history(const struct audit_event *event);
/* The matched words of a tag in its turn: spans in the turn's own text,
 * rising, merged, within bounds.  Caller frees. */
GArray *fact_spans_build(const struct session_record *record,
			 const struct effective_tag *tag);
/* The words themselves, " … " between.  Caller frees. */
char *fact_words_print(const struct session_record *record,
		       const struct effective_tag *tag);

/* The stretch of a turn that is quoted: all of it when short, else about
 * EXCERPT_CHARS around the first of the spans, cut at blanks. */
#define EXCERPT_CHARS 500
struct span fact_excerpt_span(const char *text, gsize len, const GArray *spans);

/* -- the workbook -------------------------------------------------------- */

enum style {
	STYLE_TITLE,
	STYLE_SUBTITLE,
	STYLE_SECTION,
	STYLE_LABEL,
	STYLE_PLAIN,  /* no borders, runs on to the right */
	STYLE_PROSE,  /* no borders, wrapped */
	STYLE_MONO,   /* a hash on the cover */
	STYLE_HASH,   /* a hash in a table */
	STYLE_NOTICE, /* what must not be overlooked */
	STYLE_COVER_LINK,
	STYLE_HEAD,
	STYLE_HEAD_CENTRE,
	STYLE_TEXT,
	STYLE_CENTRE,
	STYLE_COUNT,
	STYLE_SCORE, /* 0.00 */
	STYLE_PERCENT,
	STYLE_TIME,
	STYLE_POINT, /* a rated 1..5 that may be changed */
	STYLE_OFF,   /* a cell that takes no entry */
	STYLE_SUGGESTED,
	STYLE_LINK,
	STYLE_LINK_CENTRE,
	STYLE_MUTED, /* rejected evidence */
	STYLE_PASS,
	STYLE_BORDERLINE,
	STYLE_NOT_YET,
	STYLE_INCOMPLETE,
	STYLE_WARN, /* text that asks for a look */
	STYLES,
};

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
void sheet_audit_write(struct book *book);
void sheet_lists_write(struct book *book);

const struct session_record *book_session(const struct book *book,
					  guint session);
/* The codebook that gave the session its tags, or stands for it. */
const struct codebook *book_codebook(const struct book *book, guint session);

/* -- what may go into a cell (cell.c) ------------------------------------ */

#define CELL_CHARS 32767 /* UTF-16 units a cell holds */

/* text as a cell may hold it: printable, line breaks kept, what XML cannot
 * say replaced, cut with a note when too long.  Caller frees. */
char *cell_text(const char *text, gsize len);

struct sheet_column;

struct at { /* where the next cell goes */
	struct book *book;
	lxw_worksheet *sheet;
	lxw_row_t row;
	lxw_col_t col;
	gboolean above; /* first row of a block: a rule above */
	gboolean muted; /* plain texts of this row are greyed */
	const struct sheet_column *columns; /* whose widths count for the
					     * heights of rows; or NULL */
	guint count;			    /* of those columns, 0: none */
	guint lines; /* most lines in a cell of this row */
	/* The sheet would come near the 65,530 links that one may have: it has
	 * none. */
	gboolean unlinked;
};

#define MOST_LINKS 65000

/* How many lines a text takes in a cell so wide. */
guint text_lines(const char *text, double width);
/* Each writes one cell and moves one column on.  Text is never a formula. */
void cell_string(struct at *at, enum style style, const char *text);
/* Over the columns from where `at` is to `last`. */
void cell_wide(struct at *at, enum style style, lxw_col_t last,
	       const char *text);
void cell_number(struct at *at, enum style style, double value);
void cell_time(struct at *at, enum style style, gint64 unix_seconds);
void cell_blank(struct at *at, enum style style);
/* A formula with its result, NAN = shows as empty. */
void cell_formula(struct at *at, enum style style, const char *formula,
		  double result);
/* text that leads to a cell of this workbook. */
void cell_link(struct at *at, enum style style, const char *sheet,
	       lxw_row_t row, lxw_col_t col, const char *text);
/* The same of a number, which stays one. */
void cell_link_number(struct at *at, const char *sheet, lxw_row_t row,
		      lxw_col_t col, guint number);
/* text with the words under spans in bold. */
void cell_excerpt(struct at *at, gboolean muted, const char *text, gsize len,
		  const GArray *spans);
lxw_format *style_of(const struct at *at, enum style style);
gboolean style_is_centred(enum style style);

/* Remembers how many lines the next cell takes, for row_end(). */
void cell_count_lines(struct at *at, const char *text);
/* Ends a row: makes it as high as its text needs, which not every program
 * does by itself, and goes to the start of the next. */
void row_end(struct at *at);

/* -- sheets by their columns (sheet.c) ------------------------------------ */

/*
 * A column of a sheet.  Its value is written as its kind has it, or by
 * `write`, which writes one cell.  Formulas and links name it by its key, so
 * that it can stand anywhere; how its heading stands goes by the style.
 */
struct sheet_column {
	struct column of;
	double width; /* characters */
	enum style style;
	void (*write)(struct at *at, const struct sheet_column *column,
		      const void *row);
	guint span; /* columns of the sheet it goes over; 0 is 1 */
};

#define LOOK(width_, style_) .width = (width_), .style = (style_)

guint sheet_columns_count(const struct sheet_column *columns);
/* Where the column with this key stands; it must be there. */
lxw_col_t sheet_column_find(const struct sheet_column *columns,
			    const char *key);
/* "Ratings!$H$2:$H$28": the rows of a column.  Caller frees. */
char *sheet_range_print(const char *sheet, lxw_col_t col, lxw_row_t first,
			lxw_row_t last);
void sheet_widths_set(lxw_worksheet *sheet, const struct sheet_column *columns);
/* A row of heads, centred as their cells are or all of them, and one of
 * cells: each ends its row. */
void sheet_heads_write(struct at *at, const struct sheet_column *columns,
		       gboolean centred);
void sheet_row_write(struct at *at, const struct sheet_column *columns,
		     const void *row);
/* A sheet that is one table: heads, widths, frozen first row, print set-up;
 * `at` is left at the first row of data. */
void table_sheet_begin(struct at *at, const struct sheet_column *columns);
/* The filter over the rows down to `at`. */
void table_sheet_end(const struct at *at);

/* Of the scores in Summary; its other tables stand in the same columns. */
extern const struct sheet_column summary_columns[];
/* Of Ratings, over which the Summary counts. */
extern const struct sheet_column rated_columns[];

/* Paper, margins, head and foot lines, one page wide. */
void sheet_print_setup(lxw_worksheet *sheet, gboolean landscape);

/* -- the Summary in parts -------------------------------------------------- */

/* Radar and bar chart of one session from `row` of the Summary on; rows
 * taken, 0 when there is nothing to draw. */
lxw_row_t charts_write(struct book *book, guint session, lxw_row_t row);
/* A line chart of the means for each rater who has rated three sessions or
 * more; returns the rows taken. */
guint charts_course_write(struct book *book, lxw_row_t row);

/* A stretch of Lists: names in the first column, series beside it. */
struct chart_data {
	lxw_row_t first;
	lxw_row_t last;
	guint rows;
};

lxw_chart_series *charts_series(lxw_chart *chart, const struct chart_data *data,
				lxw_col_t col, const char *name,
				guint32 colour);
/* Sizes in pixels. */
void charts_insert(struct book *book, lxw_chart *chart, lxw_row_t row, int x,
		   int width, int height, const char *says);
void charts_finish(lxw_chart *chart, const char *title);

/* Small tables under the scores; nothing when there is nothing to tell. */
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

/* -- JSON ---------------------------------------------------------------- */

void json_facts_write(struct printer *p, const struct session_record *record);
void json_talk_write(struct printer *p, const struct speech_numbers *numbers);

#endif
