/*
 * agreement/ratings: what is compared: a table of ratings, the points of a
 * scale, and how often two raters gave which.  Include agreement/agreement.h.
 */
#ifndef AGREEMENT_RATINGS_H
#define AGREEMENT_RATINGS_H

#include "base/base.h"

/* Units in rows, raters in columns. */
struct ratings {
	GPtrArray *units;  /* char *, owned */
	GPtrArray *raters; /* char *, owned */
	double *cells;	   /* units x raters, row by row; NAN: not rated */
	double *counts;	   /* how many units a row stands for, or NULL: one */
};

/* Every cell not rated; names are added by the caller, which owns it. */
struct ratings *ratings_new(guint units, guint raters);
void ratings_free(struct ratings *ratings);
typedef struct ratings Ratings;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ratings, ratings_free)

static inline double *
ratings_cell(const struct ratings *ratings, guint unit, guint rater)
{
	return &ratings->cells[(gsize)unit * ratings->raters->len + rater];
}

/* How many ratings a unit, a rater, and the whole table have. */
guint ratings_of_unit(const struct ratings *ratings, guint unit);
guint ratings_of_rater(const struct ratings *ratings, guint rater);
guint64 ratings_all(const struct ratings *ratings);

/* A copy without the units and raters for which keep is FALSE; NULL keeps all.
 * Caller frees. */
struct ratings *ratings_part(const struct ratings *ratings,
			     const gboolean *keep_unit,
			     const gboolean *keep_rater);
/* A copy with the units alone that have at least so many ratings. */
struct ratings *ratings_with(const struct ratings *ratings, guint least);

/* Two columns of numbers of one length. */
struct pairs {
	double *x, *y;
	guint n;
};

/* The units that both have rated; clear after use. */
void pairs_init(struct pairs *pairs, const struct ratings *ratings, guint a,
		guint b);
void pairs_clear(struct pairs *pairs);

/*
 * The points that a rating can have, in ascending order.  They come from the
 * rubric, whether they were given or not: kappa, AC1 and Brennan-Prediger
 * depend on how many there are.
 */
struct scale {
	double *points;
	guint n;
	gboolean seen; /* taken from the ratings, since none was told */
};

/* low, low + step, ... high; step > 0, at least two points. */
struct scale *scale_new(double low, double high, double step);
/* The different values of the table. */
struct scale *scale_of(const struct ratings *ratings);
void scale_free(struct scale *scale);
typedef struct scale Scale;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scale, scale_free)
/* The place of a value among the points, from 0; -1: none. */
gint scale_find(const struct scale *scale, double value);

/* How two points count as the same: 1 wholly, 0 not at all. */
enum weighting {
	WEIGHTS_NONE,	   /* the same or not */
	WEIGHTS_LINEAR,	   /* Cicchetti & Allison 1971 */
	WEIGHTS_QUADRATIC, /* Fleiss & Cohen 1973 */
	WEIGHTS_ORDINAL,   /* Gwet 2014: pairs of points between them */
	WEIGHTS_RATIO,	   /* Gwet 2014 */
};
const char *weights_name(enum weighting weighting);
/* n x n of the scale's points, row by row; a scale of one point: 1.  Caller
 * frees. */
double *weights_build(enum weighting weighting, const struct scale *scale);

/* Ratings of two raters counted: first in rows, second in columns. */
struct cross {
	guint k;       /* points of the scale */
	double *cells; /* k x k, row by row */
	double n;
};

/* Every value of the pairs must be on the scale.  Clear after use. */
void cross_init(struct cross *cross, const struct pairs *pairs,
		const struct scale *scale);
/* Of a table with counts. */
void cross_init_counts(struct cross *cross, const struct ratings *ratings,
		       guint a, guint b, const struct scale *scale);
void cross_clear(struct cross *cross);

/*
 * Ratings one a row, of what facets they are: therapist, session, rater, ...
 * The first facet is what is measured.
 */
struct records {
	GPtrArray *facets; /* char *, owned: headings */
	GPtrArray *levels; /* GPtrArray of char *, owned: by facet */
	GArray *of;	   /* guint: level by record and facet, row by row */
	GArray *scores;	   /* double, one a record */
	/* The second facet has levels of its own in each of the first (the
	 * sessions of a therapist), whatever they are called. */
	gboolean nested;
};

struct records *records_new(void);
void records_free(struct records *records);
typedef struct records Records;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Records, records_free)
static inline guint
records_level(const struct records *records, guint record, guint facet)
{
	return g_array_index(records->of, guint,
			     record * records->facets->len + facet);
}
static inline guint
records_levels(const struct records *records, guint facet)
{
	return ((const GPtrArray *)records->levels->pdata[facet])->len;
}
/* The table of records of two facets, unit and rater.  Caller frees. */
struct ratings *records_table(const struct records *records);

/*
 * Tables from text, with complaints when they cannot be used: NULL then, with
 * the faults in diagnostics (at most some twenty).  The separator (tab,
 * semicolon, comma, bar) is told by the first line, which holds headings;
 * lines that begin with # are left out; an empty cell, NA and . are no rating.
 * name: what the text is called.  scale: what ratings must be on; NULL: any
 * number.
 *
 * Wide: the unit in the first column, then one column a rater.  With the
 * headings of two raters and "count" alone, a row stands for so many units.
 * Long: the score in the last column, facets before it, one to three; two are
 * unit and rater.  The second of three is nested in the first when it is
 * called so ("session:therapist"), or is called session.
 */
struct ratings *ratings_from_text(const char *text, gsize len, const char *name,
				  const struct scale *scale,
				  GPtrArray *diagnostics);
struct records *records_from_text(const char *text, gsize len, const char *name,
				  const struct scale *scale,
				  GPtrArray *diagnostics);

#endif
