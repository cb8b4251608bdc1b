/*
 * random: numbers by lot, the same for a seed on every platform.
 *
 * xoshiro256** (Blackman & Vigna 2018), its state filled by splitmix64
 * (Steele, Lea & Flood 2014).
 */
#ifndef AGREEMENT_RANDOM_H
#define AGREEMENT_RANDOM_H

#include <glib.h>

struct generator {
	guint64 state[4];
	guint below;	  /* what generator_below() was asked for last */
	guint64 favoured; /* numbers that it throws away for that */
};

void generator_init(struct generator *generator, guint64 seed);
/* 0 .. n - 1, every value equally likely. */
guint generator_below(struct generator *generator, guint n);
/* Standard normal. */
double generator_normal(struct generator *generator);

/* Linear interpolation between order statistics, 0 <= p <= 1 (Hyndman & Fan
 * 1996, type 7); at least one value. */
double quantile_of(const double *sorted, guint n, double p);

#endif
