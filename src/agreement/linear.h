/*
 * agreement/linear: symmetric equations, by LAPACK.
 */
#ifndef AGREEMENT_LINEAR_H
#define AGREEMENT_LINEAR_H

#include <glib.h>

/* Solves a x = b; a is n x n, symmetric and positive definite, and is lost; b
 * becomes x.  FALSE when a is not so. */
gboolean linear_solve(double *a, double *b, guint n);
/* a becomes its Cholesky factor, *log_det the logarithm of its determinant. */
gboolean linear_factor(double *a, guint n, double *log_det);
/* With the factor: b becomes x. */
void linear_solve_with(const double *factor, double *b, guint n);
/* The factor becomes the inverse, both halves. */
void linear_invert(double *factor, guint n);

#endif
