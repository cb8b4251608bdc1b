/*
 * agreement/series: two raters' numbers against each other.  Include
 * agreement/agreement.h.
 */
#ifndef AGREEMENT_SERIES_H
#define AGREEMENT_SERIES_H

#include "agreement/ratings.h"
#include "agreement/statistic.h"

/* Mean of x - y, its interval and test by t. */
struct estimate mean_difference(const struct pairs *pairs);
/* SD of x - y; NAN for fewer than two. */
double sd_difference(const struct pairs *pairs);

/*
 * Limits of agreement: mean difference -+ 1.96 SD (Bland & Altman 1986), with
 * the interval of each limit alone.  EXACT: noncentral t (Carkeet 2015).
 * APPROXIMATE: SE = s sqrt(1/n + z^2 / 2(n - 1)) (1999).  SHORTCUT:
 * SE = s sqrt(3/n) (1986).
 */
enum limit_interval {
	INTERVAL_APPROXIMATE,
	INTERVAL_SHORTCUT,
	INTERVAL_EXACT,
};
void limits_of_agreement(const struct pairs *pairs, enum limit_interval how,
			 struct estimate *lower, struct estimate *upper);
/* Slope of the difference on the mean, with SE and p; Bland & Altman 1999. */
struct estimate difference_slope(const struct pairs *pairs);
/* sqrt(mean (x - y)^2 / 2); Bland & Altman 1986. */
double within_subject_sd(const struct pairs *pairs);
/* SD of the differences of single readings from that of the means of m1 and
 * m2 readings; Bland & Altman 1999, section 5. */
double replicates_sd(double sd_of_means, double within1, double m1,
		     double within2, double m2);

/* Concordance correlation; Lin 1989, 2000.  unbiased: moments divided by
 * n - 1, and no interval; else by n, and the interval by Fisher's z or, with
 * plain, as it is. */
struct estimate concordance(const struct pairs *pairs, gboolean unbiased,
			    gboolean plain);

/* Correlations see no severity: none is agreement. */
/* Fisher's z; p by t. */
struct estimate pearson_correlation(const struct pairs *pairs);
/* Middle ranks for ties; z with the SE of Bonett & Wright 2000; p by t. */
struct estimate spearman_correlation(const struct pairs *pairs);
/* tau-b, p by the normal test corrected for ties; Kendall 1945.  n log n. */
struct estimate kendall_correlation(const struct pairs *pairs);
/* W of a full table, corrected for ties, p by chi square; Kendall 1948. */
struct estimate kendall_concordance(const struct ratings *ratings);

/* Share with the interval of Clopper & Pearson 1934, and of Wilson 1927. */
struct estimate proportion_exact(double successes, double n);
struct estimate proportion_wilson(double successes, double n);

#endif
