/*
 * making: a report on its way.
 */
#ifndef AGREEMENT_MAKING_H
#define AGREEMENT_MAKING_H

#include "agreement/figures.h"

/* Different values beyond which they are no categories. */
#define CATEGORIES_MOST 100

struct making {
	struct report *report;
	const struct ratings *ratings; /* raters and units with a rating */
	const struct scale *scale;
	gboolean as_points, as_numbers; /* which kinds are made */
	const char *const *names;	/* of those alone these; NULL: all */
	char *which; /* before the options: "columns A,B; ", or "" */
	char *why;   /* what is said where there is no value, or NULL */
};

/* Adds a figure; options are put behind `which`.  What comes to nothing, and
 * an interval without width, is taken out.  Returns it, for a note. */
struct statistic *make_figure(struct making *making, const char *name,
			      struct estimate of, guint64 n,
			      const char *options, ...) G_GNUC_PRINTF(5, 6);
/* Is it to be made?  What is not may be left out, and is taken out at the end
 * where it is not. */
gboolean making_wants(const struct making *making, const char *name,
		      const char *options);
/* Says something of a figure, unless something is said already. */
void make_note(struct statistic *statistic, const char *format, ...)
	G_GNUC_PRINTF(2, 3);
/* Sets why, for the figures that follow; format NULL: none. */
void make_why(struct making *making, const char *format, ...)
	G_GNUC_PRINTF(2, 3);
/* Something that is said of the whole. */
void make_remark(struct making *making, const char *format, ...)
	G_GNUC_PRINTF(2, 3);

struct report *report_new(void);
/* Two raters; a and b are raters of the table, or none of them where it has
 * one: nothing is paired then. */
void make_pair(struct making *making, guint a, guint b);
/* All raters: on points of the scale; as numbers; severity. */
void make_chance(struct making *making);
void make_reliability(struct making *making, guint draws, guint64 seed);

#endif
