/*
 * export/page: the part of the door about sheets of the workbook that are put
 * together elsewhere: sentences, tables and charts, one below the other.
 * Include export/export.h.
 */
#ifndef EXPORT_PAGE_H
#define EXPORT_PAGE_H

#include "listing/listing.h"

enum page_look {
	PAGE_TEXT,
	PAGE_COUNT, /* 0 */
	PAGE_SCORE, /* 0.00 */
	PAGE_SHARE, /* 0 to 1, shown as 0 % */
};

/* What a column is in the chart of its table; the first names the points. */
enum page_line {
	PAGE_NO_LINE,
	PAGE_LINE_VALUE,
	PAGE_LINE_CENTRE,
	PAGE_LINE_LIMIT,
	PAGE_LINE_MARK, /* points alone, that stand out */
};

struct page_column {
	struct column of; /* text or numbers, with a heading */
	enum page_look look;
	guint span; /* columns of the page it goes over; 0 is 1 */
	enum page_line line;
};

struct page_part {
	const char *title; /* NULL: none */
	GPtrArray *says;   /* char *: sentences, a line each, below it */
	const struct page_column *columns; /* NULL: no table */
	GPtrArray *rows;		   /* things; with none no table */
	const void *about;		   /* for the columns' fills */
	char *chart; /* title of a chart of the lines; NULL: none */
};

struct book_page {
	const char *name;  /* of the sheet */
	const char *holds; /* what it holds, for the cover */
	const char *title;
	char *subtitle;
	const double *widths; /* characters, of each column, 0 at the end */
	GPtrArray *parts;     /* struct page_part */
};

/* Constants are borrowed, subtitle is taken over.  book_page_free(NULL) is well. */
struct book_page *book_page_new(const char *name, const char *holds,
				const char *title, char *subtitle,
				const double *widths);
void book_page_free(struct book_page *page);
typedef struct book_page BookPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookPage, book_page_free)

/* Adds a part; the page owns it. */
struct page_part *page_part_add(struct book_page *page, const char *title);
/* sentence is taken over. */
void page_says(struct page_part *part, char *sentence);
/* Rows are taken over and may be NULL; what they hold is the caller's, as the
 * array has it. */
void page_table(struct page_part *part, const struct page_column *columns,
		GPtrArray *rows);

#endif
