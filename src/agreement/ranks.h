/*
 * ranks: the order of values.
 */
#ifndef AGREEMENT_RANKS_H
#define AGREEMENT_RANKS_H

#include <glib.h>

/* Ranks from 1; equal values share the mean of their ranks.  Caller frees. */
double *ranks_build(const double *values, guint n);

#endif
