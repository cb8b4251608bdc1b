/*
 * agreement/standing: how far the marks of therapists would stand with other
 * sessions and raters: sessions lie in therapists, raters cross.  What varies,
 * what a mark of so many sessions and raters is worth, and where the marks of
 * single therapists lie from the cut.  Include agreement/agreement.h.
 *
 * Items are fixed: what is rated is one number, the mean that the rubric has.
 */
#ifndef AGREEMENT_STANDING_H
#define AGREEMENT_STANDING_H

#include "agreement/dependability.h"

/* What a mark varies by. */
struct standing_part {
	const char *name;	  /* "session:therapist" */
	const char *says;	  /* in words */
	double variance, as_came; /* as it came may be below 0 */
	double share;		  /* of all variance */
};

/* A mark from so many sessions, each by so many raters, the same for all; or
 * each by another one. */
struct standing_design {
	guint sessions, raters;
	gboolean rotating; /* as many raters as sessions, one rating each */
	guint ratings;	   /* 0: there is no such design */
	double phi, sem;
	/* At the cut, for a therapist taken at random; NAN without one. */
	double false_pass, false_fail, right;
};

enum standing_verdict {
	STANDING_UNKNOWN,
	STANDING_ABOVE, /* the interval lies at or above the cut */
	STANDING_NEAR,	/* it holds the cut */
	STANDING_BELOW,
	STANDING_WITHHELD, /* it does not, but as little as the error is known
			    * it may */
};
/* "clearly above", "near the cut", "clearly below", "not known" (of withheld
 * ones as well). */
const char *standing_verdict_print(enum standing_verdict verdict);

struct standing_mark {
	char *therapist;
	guint sessions, raters, ratings;
	double mean; /* of the means of sessions */
	/* By who rated which of the sessions; mean +- 1.96 SEM. */
	double sem, lower, upper;
	/* The same, wider by how little is known of the error itself. */
	double least, most;
	double above;	 /* chance that the true mark is at the cut or above */
	double above_in; /* the same, drawn towards the mean of all */
	enum standing_verdict verdict;
	char *caution; /* a sentence to be read with the verdict, or NULL */
};

struct standing {
	guint therapists, sessions, raters, ratings;
	guint pairs; /* of a therapist and a rater who rated them */
	guint twice; /* sessions rated by two raters or more */
	/* char *: whole sentences on what the data lack, and what to do; then
	 * parts and designs are empty, and marks without error. */
	GPtrArray *missing;
	GPtrArray *notes;	   /* char *: sentences to be told with it */
	const char *method;	   /* "mean squares", "REML"; NULL: none */
	double mean, cut, certain; /* cut NAN: there is none */
	struct spread spread;	   /* cut at 0 */
	GPtrArray *parts;	   /* struct standing_part */
	GPtrArray *designs;	   /* struct standing_design */
	/* With the fewest ratings, then sessions, that reach `certain`: in
	 * Phi, and in the share of right decisions. */
	struct standing_design by_phi, by_right;
	GPtrArray *marks; /* struct standing_mark, as added */
};

/* What designs are tried up to. */
#define STANDING_SESSIONS_MOST 24
#define STANDING_RATERS_MOST 8

/* records: therapist, session, rater in this order, nested, sessions numbered
 * anew in each therapist.  cut NAN: none.  certain: 0..1.  Clear after use. */
void standing_init(struct standing *standing, const struct records *records,
		   double cut, double certain);
void standing_clear(struct standing *standing);

/* Are therapists or raters so few that all figures are rough? */
gboolean standing_is_rough(const struct standing *standing);
/* The design of so many, reckoned. */
struct standing_design standing_design_of(const struct standing *standing,
					  guint sessions, guint raters,
					  gboolean rotating);
/* Adds the mark of a therapist (level of the first facet) from those records
 * for which counts is TRUE (NULL: all); nothing when there are none. */
void standing_add_mark(struct standing *standing, const struct records *records,
		       guint therapist, const gboolean *counts);

#endif
