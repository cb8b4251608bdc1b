/*
 * distributions: the probabilities and quantiles that the statistics need.
 *
 * From published algorithms; each names its source in distributions.c.  Held
 * to 1e-12 against a table made with 40 digits (tests/data/stats/).
 */
#ifndef AGREEMENT_DISTRIBUTIONS_H
#define AGREEMENT_DISTRIBUTIONS_H

/* The chance to lie below and above; each has its own full precision, so that
 * a tail of 1e-30 is no difference from 1. */
struct tails {
	double lower, upper;
};

/* x^s e^-x / Γ(s + 1); s, x > 0, need not be whole. */
double mass_poisson(double s, double x);

struct tails tails_normal(double z);
/* Student; df > 0, need not be whole. */
struct tails tails_t(double t, double df);
/* The chance that |T| is larger. */
double tail_t_both(double t, double df);
/* Fisher; f >= 0. */
struct tails tails_f(double f, double df1, double df2);
/* x >= 0. */
struct tails tails_chi2(double x, double df);
/* Incomplete beta at x = 1 - y, both given so that neither loses digits;
 * a, b > 0. */
struct tails tails_beta(double a, double b, double x, double y);
/* Noncentral t; absolute precision. */
double lower_noncentral_t(double t, double df, double shift);
/* Two standard normal variables with correlation rho, -1 < rho < 1: both lie
 * below h and k. */
double lower_binormal(double h, double k, double rho);

/* The value with p below it, 0 < p < 1. */
double quantile_normal(double p);
double quantile_t(double p, double df);
double quantile_f(double p, double df1, double df2);
double quantile_beta(double p, double a, double b);
double quantile_noncentral_t(double p, double df, double shift);

#endif
