/*
 * The distributions that are integrals of others; see distributions.h.
 *
 * By the rule of Gauss and Legendre in panels: the integrands are smooth, and
 * what lies outside of the ends is less than the last digit.
 */
#include "agreement/distributions.h"

#include <glib.h>
#include <math.h>

#define NODES 20

/* Knots and weights of Gauss and Legendre on -1 .. 1, by Newton's method. */
static void
legendre_rule(double *x, double *w)
{
	for (guint i = 0; i < NODES; i++) {
		double at = cos(G_PI * (i + .75) / (NODES + .5)), slope = 1;

		for (guint pass = 0; pass < 8; pass++) {
			double p = 1, before = 0;

			for (guint j = 0; j < NODES; j++) {
				double older = before;

				before = p;
				p = ((2 * j + 1) * at * before - j * older) /
				    (j + 1);
			}
			slope = NODES * (at * p - before) / (at * at - 1);
			at -= p / slope;
		}
		x[i] = at;
		w[i] = 2 / ((1 - at * at) * slope * slope);
	}
}

static double
integrate(double (*f)(double at, const double *with), const double *with,
	  double from, double to, guint panels)
{
	double x[NODES], w[NODES], sum = 0, half = (to - from) / panels / 2;

	legendre_rule(x, w);
	for (guint p = 0; p < panels; p++)
		for (guint i = 0; i < NODES; i++)
			sum += w[i] * f(from + half * (2 * p + 1 + x[i]), with);
	return sum * half;
}

/* s: the spread found, as a part of the true one; with: t, df, shift */
static double
noncentral_part(double s, const double *with)
{
	double df = with[1];

	return tails_normal(with[0] * s - with[2]).lower * df / s *
	       mass_poisson(df / 2, df * s * s / 2);
}

/* The mean of the normal chance over the spread, which lies within
 * 1 +- 9 / sqrt(df) but for 1e-17; holds for any shift. */
double
lower_noncentral_t(double t, double df, double shift)
{
	const double with[] = { t, df, shift };
	double reach = 9 / sqrt(df);

	return integrate(noncentral_part, with, MAX(0, 1 - reach), 1 + reach,
			 24);
}

double
quantile_noncentral_t(double p, double df, double shift)
{
	double far = 2 + fabs(shift);
	double low = shift - far, high = shift + far;

	while (lower_noncentral_t(low, df, shift) > p)
		low -= far *= 2;
	far = 2 + fabs(shift);
	while (lower_noncentral_t(high, df, shift) < p)
		high += far *= 2;
	for (guint i = 0; i < 200; i++) {
		double middle = low + (high - low) / 2;

		if (middle <= low || middle >= high ||
		    high - low < 1e-14 * fabs(middle))
			break;
		if (lower_noncentral_t(middle, df, shift) < p)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}

/* with: h, k */
static double
binormal_part(double angle, const double *with)
{
	double h = with[0], k = with[1], c = cos(angle);

	return exp(-(h * h + k * k - 2 * h * k * sin(angle)) / (2 * c * c));
}

/* Plackett's integral (1954) over the angle of the correlation, as Drezner and
 * Wesolowsky (1990) take it. */
double
lower_binormal(double h, double k, double rho)
{
	const double with[] = { h, k };

	return tails_normal(h).lower * tails_normal(k).lower +
	       integrate(binormal_part, with, 0, asin(rho), 24) / (2 * G_PI);
}
