/*
 * Probabilities and quantiles; see distributions.h.
 *
 * Incomplete beta: continued fraction 8.17.22 of the NIST handbook (DLMF) in the
 * form of Didonato & Morris (1992), by Lentz's method.  Incomplete gamma: series 8.11.4 and continued fraction
 * 8.9.2.  What stands before them is taken by Loader's saddle point (2000),
 * which keeps its digits where logarithms of gamma functions would cancel.
 */
#include "agreement/distributions.h"

#include <float.h>
#include <glib.h>
#include <math.h>

#define TINY 1e-300

/* log Γ(n + 1) less Stirling's formula for it. */
static double
stirling_rest(double n)
{
	double inverse = 1 / (n * n);

	if (n < 16)
		return lgamma(n + 1) - (n + .5) * log(n) + n -
		       .5 * log(2 * G_PI);
	return (1. / 12 -
		(1. / 360 - (1. / 1260 -
			     (1. / 1680 -
			      (1. / 1188 - 691. / 360360 * inverse) * inverse) *
				     inverse) *
				    inverse) *
			inverse) /
	       n;
}

/* x log(x / m) + m - x, also where x is close to m. */
static double
deviance_part(double x, double m)
{
	double v = (x - m) / (x + m);
	double sum, term;

	if (fabs(x - m) >= .1 * (x + m))
		return x * log(x / m) + m - x;
	sum = (x - m) * v;
	term = 2 * x * v;
	v *= v;
	for (guint j = 3; j < 200; j += 2) {
		double next = sum + (term *= v) / j;

		if (next == sum)
			break;
		sum = next;
	}
	return sum;
}

/* x^s e^-x / Γ(s + 1) */
double
mass_poisson(double s, double x)
{
	return exp(-stirling_rest(s) - deviance_part(s, x)) /
	       sqrt(2 * G_PI * s);
}

/* x^a y^b / B(a, b) */
static double
beta_mass(double a, double b, double x, double y)
{
	double n = a + b;
	double log_mass = stirling_rest(n) - stirling_rest(a) -
			  stirling_rest(b) - deviance_part(a, n * x) -
			  deviance_part(b, n * y);

	return exp(log_mass) * sqrt(a / n * b / (2 * G_PI));
}

/* A continued fraction from its front, as Lentz (1976) adds it up, with what
 * Thompson & Barnett (1986) put in the place of a zero. */
struct lentz {
	double value, c, d;
};

/* Takes in the next pair, above the bar and below it; TRUE when that changes
 * nothing any more. */
static gboolean
lentz_step(struct lentz *of, double above, double below)
{
	double step;

	of->d = below + above * of->d;
	of->d = 1 / (fabs(of->d) < TINY ? TINY : of->d);
	of->c = below + above / of->c;
	of->c = fabs(of->c) < TINY ? TINY : of->c;
	step = of->c * of->d;
	of->value *= step;
	return fabs(step - 1) < DBL_EPSILON;
}

/*
 * The even part of the continued fraction, as Didonato & Morris (1992) write
 * it: what cancels where x is close to 1 is taken out beforehand, in `lead`.
 */
static double
beta_fraction(double a, double b, double x, double y)
{
	double lead = a > b ? (a + b) * y - b : a - (a + b) * x;
	struct lentz of = { .value = TINY, .c = TINY };

	for (guint i = 0; i < 1000000; i++) {
		double n = i, odd = a + 2 * n - 1;
		double above = i == 0 ? 1 :
					(a + n - 1) * (a + b + n - 1) * n *
						(b - n) * x * x / (odd * odd);
		double below =
			(a + n) * (lead + 1 + n * (1 + y)) / (a + 2 * n + 1) +
			(i == 0 ? 0 : n + n * (b - n) * x / odd);

		if (lentz_step(&of, above, below))
			break;
	}
	return of.value;
}

struct tails
tails_beta(double a, double b, double x, double y)
{
	struct tails tails = { 0, 1 };

	if (y <= 0)
		return (struct tails){ 1, 0 };
	if (x <= 0)
		return tails;
	if (x < (a + 1) / (a + b + 2)) {
		tails.lower = beta_mass(a, b, x, y) * beta_fraction(a, b, x, y);
		tails.upper = 1 - tails.lower;
	} else {
		tails.upper = beta_mass(a, b, x, y) * beta_fraction(b, a, y, x);
		tails.lower = 1 - tails.upper;
	}
	return tails;
}

static double
gamma_series(double s, double x)
{
	double sum = 1, term = 1;

	for (guint i = 1; i < 1000000 && term > sum * DBL_EPSILON / 4; i++)
		sum += term *= x / (s + i);
	return sum;
}

static double
gamma_fraction(double s, double x)
{
	double b = x + 1 - s;
	struct lentz of = { .value = 1 / b, .c = 1 / TINY, .d = 1 / b };

	for (guint i = 1; i < 1000000; i++) {
		b += 2;
		if (lentz_step(&of, -(double)i * (i - s), b))
			break;
	}
	return of.value;
}

struct tails
tails_chi2(double x, double df)
{
	struct tails tails = { 0, 1 };
	double s = df / 2, half = x / 2;

	if (half <= 0)
		return tails;
	if (half < s + 1) {
		tails.lower = mass_poisson(s, half) * gamma_series(s, half);
		tails.upper = 1 - tails.lower;
	} else {
		tails.upper =
			mass_poisson(s, half) * s * gamma_fraction(s, half);
		tails.lower = 1 - tails.upper;
	}
	return tails;
}

struct tails
tails_normal(double z)
{
	return (struct tails){ erfc(-z / G_SQRT2) / 2, erfc(z / G_SQRT2) / 2 };
}

double
tail_t_both(double t, double df)
{
	double whole = df + t * t;

	if (isinf(whole))
		return 0;
	return tails_beta(df / 2, .5, df / whole, t * t / whole).lower;
}

struct tails
tails_t(double t, double df)
{
	double far = tail_t_both(t, df) / 2;

	return t < 0 ? (struct tails){ far, 1 - far } :
		       (struct tails){ 1 - far, far };
}

struct tails
tails_f(double f, double df1, double df2)
{
	double whole = df1 * f + df2;

	if (isinf(whole))
		return (struct tails){ 1, 0 };
	return tails_beta(df1 / 2, df2 / 2, df1 * f / whole, df2 / whole);
}

/* A rational start (Hastings 1955, in Abramowitz & Stegun 26.2.23), then
 * Halley's steps to the last digit. */
double
quantile_normal(double p)
{
	double q = MIN(p, 1 - p);
	double t = sqrt(-2 * log(q));
	double z =
		t - (2.515517 + t * (.802853 + t * .010328)) /
			    (1 + t * (1.432788 + t * (.189269 + t * .001308)));

	for (guint i = 0; i < 4; i++) {
		double off = (tails_normal(z).upper - q) * sqrt(2 * G_PI) *
			     exp(z * z / 2);

		z += off / (1 - z * off / 2);
	}
	return p < .5 ? -z : z;
}

/*
 * log(x / (1 - x)) of the quantile x of a beta variable.  On that scale the
 * logarithm of a tail is concave, so that Newton's method, held between what
 * is known to be below and above, does not stray.
 */
static double
beta_logit(double p, double a, double b)
{
	gboolean low = p <= .5;
	double goal = log(low ? p : 1 - p);
	double under = -740, over = 740;
	double u = log(a / b) + quantile_normal(p) * sqrt(1 / a + 1 / b);

	for (guint i = 0; i < 200; i++) {
		double x, y, tail, off, step;
		struct tails tails;

		if (u <= under || u >= over)
			u = (under + over) / 2;
		x = 1 / (1 + exp(-u));
		y = 1 / (1 + exp(u));
		tails = tails_beta(a, b, x, y);
		tail = low ? tails.lower : tails.upper;
		off = log(tail) - goal;
		if ((off > 0) == low)
			over = u;
		else
			under = u;
		step = off * tail / beta_mass(a, b, x, y);
		if (isfinite(step))
			u += low ? -step : step;
		else
			u = (under + over) / 2;
		if (fabs(step) < 1e-15 * MAX(1, fabs(u)) ||
		    over - under < 1e-15)
			break;
	}
	return u;
}

double
quantile_beta(double p, double a, double b)
{
	return 1 / (1 + exp(-beta_logit(p, a, b)));
}

double
quantile_t(double p, double df)
{
	double both = 2 * MIN(p, 1 - p);
	double t;

	if (both >= 1)
		return 0;
	t = sqrt(df * exp(-beta_logit(both, df / 2, .5)));
	return p < .5 ? -t : t;
}

double
quantile_f(double p, double df1, double df2)
{
	return df2 / df1 * exp(beta_logit(p, df1 / 2, df2 / 2));
}
