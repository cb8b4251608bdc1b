/*
 * app/pages.h: what is told of raters, as sheets of a workbook, inside.
 *
 * A page borrows what it is made of, which must outlive it.
 */
#ifndef APP_PAGES_H
#define APP_PAGES_H

#include "app/drift.h"
#include "app/panel_agreement.h"
#include "app/private.h"

/* A value of a column that lies nowhere in the thing: fill_NAME(). */
#define FILL(name, type, set)                                               \
	static void fill_##name(struct column_value *value, const void *of, \
				const void *about)                          \
	{                                                                   \
		const struct type *it = of;                                 \
		(void)about;                                                \
		set;                                                        \
	}

/* NULL where no two have rated one session.  Caller frees. */
struct book_page *agreement_page_build(const struct panel_agreement *agreement);
/* NULL where no rater has months enough for a chart.  Caller frees. */
struct book_page *drift_page_build(const struct drift *drift);

/* Its later parts. */
void page_add_scores(struct book_page *page,
		     const struct panel_agreement *agreement);
void page_add_pass(struct book_page *page,
		   const struct panel_agreement *agreement);
void page_add_tags(struct book_page *page,
		   const struct panel_agreement *agreement);
void page_add_disputes(struct book_page *page,
		       const struct panel_agreement *agreement);

/* A named figure of a part of the whole, as a row. */
struct page_figure {
	const char *of;	  /* "quality", "extent" */
	const char *says; /* in words */
	const struct statistic *figure;
};

extern const struct page_column page_figure_columns[];

/* An array of struct page_figure to be filled by page_figure_add(), which adds
 * nothing for NULL. */
GPtrArray *page_figures_new(void);
void page_figure_add(GPtrArray *figures, const char *of, const char *says,
		     const struct statistic *figure);

/* "A, B" of texts.  Caller frees. */
char *page_names_print(const GPtrArray *names);

#endif
