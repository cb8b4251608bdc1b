/*
 * agreement/figures: all that can be said of a table of ratings, by name, with
 * a sentence where a figure does not exist.  Include agreement/agreement.h.
 */
#ifndef AGREEMENT_FIGURES_H
#define AGREEMENT_FIGURES_H

#include "agreement/ratings.h"
#include "agreement/statistic.h"

struct statistic {
	const char *name; /* "cohen_kappa" */
	char *options;	  /* which of its kind: "columns A,B; conf=.95" */
	struct estimate of;
	guint64 n;  /* units that count, or pairs, or ratings */
	char *note; /* NULL: none; always there when the value is not */
};

struct report {
	guint units, raters;	  /* of the table, with a rating */
	guint64 ratings, missing; /* cells */
	GPtrArray *rater_names;	  /* char *, owned: of those with a rating */
	GPtrArray *statistics;	  /* struct statistic, owned */
	GPtrArray *notes;    /* char *, owned: what was left out, and why */
	gboolean scale_seen; /* points are those that were given */
	guint points;
	gboolean
		by_facets; /* of records: raters are those of a facet so named */
};

/* scale NULL: the points that were given.  draws: as mixed_table_init(), such as
 * MIXED_DRAWS; the same seed, the same numbers.  Caller frees. */
struct report *report_table(const struct ratings *ratings,
			    const struct scale *scale, guint draws,
			    guint64 seed);
/* Of that, what takes ratings for points of a scale, and for numbers; what is
 * of pairs of raters and counts differences is in both. */
struct report *report_points(const struct ratings *ratings,
			     const struct scale *scale);
/* names: NULL-terminated; each a name, or "name WORDS" with what its options
 * hold: those alone are worked out, but for correlations of
 * pairs and what takes tables without a gap, which are left out. */
struct report *report_points_named(const struct ratings *ratings,
				   const struct scale *scale,
				   const char *const *names);
struct report *report_numbers(const struct ratings *ratings, guint draws,
			      guint64 seed);
/* One facet: groups of ratings; three: a G study and its designs, with pass
 * decisions unless cut is NAN.  Two are a table: records_table(). */
struct report *report_records(const struct records *records, double cut);
void report_free(struct report *report);
typedef struct report Report;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)

void statistic_free(void *statistic);

/* Is it one of those names?  As report_points_named() takes them. */
gboolean figure_is_named(const char *name, const char *options,
			 const char *const *names);
/* The first of that name whose options begin so; NULL: none. */
const struct statistic *report_find(const struct report *report,
				    const char *name, const char *options);

#endif
