/*
 * agreement/dependability: what a mark's spread is made of, and how far the
 * mark would stand with other sessions and raters (Cronbach, Gleser, Nanda &
 * Rajaratnam 1972; Brennan 2001).  Include agreement/agreement.h.
 */
#ifndef AGREEMENT_DEPENDABILITY_H
#define AGREEMENT_DEPENDABILITY_H

#include "agreement/ratings.h"
#include "agreement/statistic.h"

/*
 * Components of a study of objects by two facets.  Crossed: all seven.  With
 * the first facet nested in objects its own spread cannot be told from its
 * meeting with objects: both stand in object_first, and first and first_second
 * are 0.
 */
struct spread {
	double object, first, second;
	double object_first, object_second, first_second;
	double residual;
};

/* By mean squares, as they come out: perhaps negative.  FALSE when a cell is
 * missing or doubled, or a facet has one level. */
gboolean spread_anova(struct spread *spread, const struct records *records);
struct spread_fit {
	struct spread spread;
	double criterion;
	struct estimate mean;
};
/* By REML, missing cells left out; FALSE as mixed_fit_init(). */
gboolean spread_reml(struct spread_fit *fit, const struct records *records);
/* The same without what is below 0. */
struct spread spread_cut(struct spread spread);

/* How many of the first and second facet a mark is the mean of. */
struct design {
	double first, second;
	gboolean fixed;	   /* the first facet is always the same: items */
	gboolean rotating; /* each of the first by another of the second */
};

struct dependability {
	double universe;	   /* variance that is to be told */
	double relative, absolute; /* error variances */
	double g, phi;
	double sem; /* sqrt(absolute) */
};
struct dependability dependability(struct spread spread, struct design design);

/* (universe + (mean - cut)^2) / (that + absolute error), the mean taken as
 * known; Brennan & Kane 1977. */
double phi_lambda(struct dependability d, double mean, double cut);

/* A pass decision at a cut, true marks and errors normal. */
struct pass_chances {
	double false_pass; /* true below, mark at or above */
	double false_fail;
	double accuracy;    /* neither */
	double consistency; /* two such marks fall on the same side */
	double kappa;	    /* of the two */
};
struct pass_chances decision_at(struct dependability d, double mean,
				double cut);

/* The chance that the true mark is at or above the cut (value), and the mark's
 * interval.  Harvill 1991: no knowledge beforehand. */
struct estimate pass_probability(double observed, double sem, double cut);
/* The mark drawn towards the group's mean; Kelley 1927. */
struct estimate pass_probability_in(double observed, double sem, double cut,
				    double mean, double variance);

#endif
