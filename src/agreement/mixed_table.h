/*
 * agreement/mixed_table: reliability of a table with gaps: subjects and raters
 * as random effects, by REML.  Include agreement/agreement.h.
 */
#ifndef AGREEMENT_MIXED_TABLE_H
#define AGREEMENT_MIXED_TABLE_H

#include "agreement/ratings.h"
#include "agreement/reliability.h"

/* Tables that are drawn for the limits, when nothing speaks against it. */
#define MIXED_DRAWS 5000

struct mixed_table {
	struct components variance;
	double criterion;
	struct estimate mean;
	struct estimate icc_a_1, icc_c_1, icc_a_k;
	double k;		 /* harmonic mean of the raters of a subject */
	struct estimate *raters; /* shrunken effects; above 0: mild */
	/* SE and limits of icc_a_1 and icc_c_1 are by so many tables drawn
	 * from the fit (parametric bootstrap); 0: by the information and
	 * Fisher's z, since the table is large. */
	guint draws;
};

/* Every unit and rater must have a rating.  most: how many tables may be drawn,
 * fewer of large ones.  FALSE when raters are not linked or the components
 * cannot be told apart.  Clear after use. */
gboolean mixed_table_init(struct mixed_table *mixed,
			  const struct ratings *ratings, guint most,
			  guint64 seed);
void mixed_table_clear(struct mixed_table *mixed);

/* One-way: variance between and within groups, residual; the ICC of the two
 * in value. */
struct estimate icc_oneway_reml(const double *scores, const guint *group,
				guint n, guint groups,
				struct components *variance);

#endif
