/*
 * Mixed-model equations (Henderson 1950); see equations.h.
 *
 * M = Z'Z / ve + G^-1.  Main's part of it, D, is diagonal; with B for what
 * lies between it and the others, S = A - B D^-1 B' is left of these.  S has a
 * part O for each nest's own effects, C between them and the kept effects,
 * and K of the kept: K, less C' O^-1 C of each nest, is factored.
 */
#include "agreement/nests.h"
#include "agreement/linear.h"

#include <math.h>
#include <string.h>

gboolean
equations_init(struct equations *e, const struct mixed_model *model)
{
	memset(e, 0, sizeof *e);
	e->model = model;
	if (!nests_init(e))
		return FALSE;
	e->pivot = g_new(double, model->levels[e->main] + 1);
	e->factor = g_new(double, (gsize)e->kept * e->kept + 1);
	e->ones = g_new(double, e->all + 1);
	return TRUE;
}

void
equations_clear(struct equations *e)
{
	nests_clear(e);
	g_free(e->pivot);
	g_free(e->factor);
	g_free(e->ones);
}

/* ---- setting --------------------------------------------------------------- */

static guint
factor_of(const struct equations *e, guint effect)
{
	guint f = 0;

	while (f == e->main || effect < e->first[f] ||
	       effect >= e->first[f] + e->model->levels[f])
		f++;
	return f;
}

/* Adds to S at two effects of a nest, by their places there. */
static void
add_at(struct equations *e, struct nest *nest, guint a, guint b, double x)
{
	guint own = nest->own;

	if (a < own && b < own)
		nest->inside[(gsize)a * own + b] += x;
	else if (a < own)
		nest->across[(gsize)(b - own) * own + a] += x;
	else if (b >= own)
		e->factor[(gsize)nest->effect[a] * e->kept + nest->effect[b]] +=
			x;
}

/* What the values of a level of main add to S. */
static void
add_level(struct equations *e, struct nest *nest, guint level)
{
	double ve = e->variance[e->model->factors];
	double part = 1 / (ve * ve * e->pivot[level]);
	guint from = e->start[level], to = e->start[level + 1];
	guint each = e->model->factors - 1;

	for (guint v = from; v < to; v += each)
		for (guint a = v; a < v + each; a++)
			for (guint b = v; b < v + each; b++)
				add_at(e, nest, e->touched[a], e->touched[b],
				       1 / ve);
	for (guint a = from; a < to; a++)
		for (guint b = from; b < to; b++)
			add_at(e, nest, e->touched[a], e->touched[b], -part);
}

/* Factors the nest and takes it out of what is kept. */
static gboolean
take_out(struct equations *e, struct nest *nest)
{
	gsize own = nest->own, kept = nest->len - own;
	g_autofree double *across =
		g_memdup2(nest->across, sizeof(double) * (own * kept + 1));
	double log_det;

	if (!linear_factor(nest->inside, nest->own, &log_det))
		return FALSE;
	e->log_det += log_det;
	for (gsize k = 0; k < kept; k++)
		linear_solve_with(nest->inside, nest->across + k * own,
				  nest->own);
	for (gsize k = 0; k < kept; k++)
		for (gsize h = 0; h < kept; h++) {
			double sum = 0;

			for (gsize a = 0; a < own; a++)
				sum += across[k * own + a] *
				       nest->across[h * own + a];
			e->factor[(gsize)nest->effect[own + k] * e->kept +
				  nest->effect[own + h]] -= sum;
		}
	return TRUE;
}

static gboolean
set_nest(struct equations *e, struct nest *nest)
{
	gsize own = nest->own;

	memset(nest->inside, 0, sizeof(double) * own * own);
	memset(nest->across, 0, sizeof(double) * own * (nest->len - own));
	for (gsize a = 0; a < own; a++)
		nest->inside[a * (own + 1)] =
			1 / e->variance[factor_of(e, nest->effect[a])];
	for (guint o = nest->from; o < nest->to; o++)
		add_level(e, nest, e->order[o]);
	return take_out(e, nest);
}

static gboolean
set_nests(struct equations *e)
{
	gsize n = e->kept;
	double log_det;

	memset(e->factor, 0, sizeof *e->factor * n * n);
	for (guint k = 0; k < e->kept; k++)
		e->factor[k * (n + 1)] = 1 / e->variance[factor_of(e, k)];
	for (guint b = 0; b < e->nests; b++)
		if (!set_nest(e, &e->nest[b]))
			return FALSE;
	if (!linear_factor(e->factor, e->kept, &log_det))
		return FALSE;
	e->log_det += log_det;
	return TRUE;
}

/* ---- solving ---------------------------------------------------------------- */

/* Takes what is in a nest out of x: main's part, then its own effects'. */
static void
solve_down(const struct equations *e, const struct nest *nest, double *x)
{
	double ve = e->variance[e->model->factors];
	const double *main = x + e->others;
	guint own = nest->own;

	for (guint o = nest->from; o < nest->to; o++) {
		guint l = e->order[o];

		for (guint at = e->start[l]; at < e->start[l + 1]; at++)
			x[nest->effect[e->touched[at]]] -=
				main[l] / (ve * e->pivot[l]);
	}
	for (guint k = own; k < nest->len; k++) {
		const double *column = nest->across + (gsize)(k - own) * own;

		for (guint a = 0; a < own; a++)
			x[nest->effect[k]] -= column[a] * x[nest->effect[a]];
	}
}

/* Puts the nest's effects into x where the kept ones stand already. */
static void
solve_up(const struct equations *e, const struct nest *nest, double *x,
	 double *inside)
{
	double ve = e->variance[e->model->factors];
	double *main = x + e->others;
	guint own = nest->own;

	for (guint a = 0; a < own; a++)
		inside[a] = x[nest->effect[a]];
	linear_solve_with(nest->inside, inside, own);
	for (guint k = own; k < nest->len; k++) {
		const double *column = nest->across + (gsize)(k - own) * own;

		for (guint a = 0; a < own; a++)
			inside[a] -= column[a] * x[nest->effect[k]];
	}
	for (guint a = 0; a < own; a++)
		x[nest->effect[a]] = inside[a];
	for (guint o = nest->from; o < nest->to; o++) {
		guint l = e->order[o];

		for (guint at = e->start[l]; at < e->start[l + 1]; at++)
			main[l] -= x[nest->effect[e->touched[at]]] / ve;
		main[l] /= e->pivot[l];
	}
}

/* x = M^-1 x */
static void
solve_effects(const struct equations *e, double *x)
{
	g_autofree double *inside = g_new(double, e->others + 1);

	for (guint b = 0; b < e->nests; b++)
		solve_down(e, &e->nest[b], x);
	linear_solve_with(e->factor, x, e->kept);
	for (guint b = 0; b < e->nests; b++)
		solve_up(e, &e->nest[b], x, inside);
}

/* x = Z'y / ve */
static void
gather(const struct equations *e, const double *y, double *x)
{
	const struct mixed_model *model = e->model;
	double ve = e->variance[model->factors];

	memset(x, 0, sizeof *x * e->all);
	for (guint i = 0; i < model->n; i++)
		for (guint f = 0; f < model->factors; f++)
			x[e->first[f] + model->level[f][i]] +=
				(y ? y[i] : 1) / ve;
}

gboolean
equations_set(struct equations *e, const double *variance)
{
	const struct mixed_model *model = e->model;
	double ve = variance[model->factors];
	g_autofree double *sums = g_new(double, e->all + 1);

	memcpy(e->variance, variance, sizeof *variance * (model->factors + 1));
	e->log_det = 0;
	for (guint l = 0; l < model->levels[e->main]; l++) {
		e->pivot[l] = e->values[l] / ve + 1 / variance[e->main];
		e->log_det += log(e->pivot[l]);
	}
	if (!set_nests(e))
		return FALSE;
	gather(e, NULL, sums);
	memcpy(e->ones, sums, sizeof *sums * e->all);
	solve_effects(e, e->ones);
	e->information = model->n / ve;
	for (guint i = 0; i < e->all; i++)
		e->information -= sums[i] * e->ones[i];
	if (!(e->information > 0))
		return FALSE;
	e->log_det += log(e->information);
	return TRUE;
}

void
equations_solve(const struct equations *e, const double *y,
		struct solution *solution)
{
	const struct mixed_model *model = e->model;
	double ve = e->variance[model->factors], mean = 0;

	gather(e, y, solution->effect);
	for (guint i = 0; i < model->n; i++)
		mean += y[i] / ve;
	for (guint i = 0; i < e->all; i++)
		mean -= e->ones[i] * solution->effect[i];
	mean /= e->information;
	solve_effects(e, solution->effect);
	for (guint i = 0; i < e->all; i++)
		solution->effect[i] -= mean * e->ones[i];
	for (guint i = 0; i < model->n; i++) {
		solution->rest[i] = y[i] - mean;
		for (guint f = 0; f < model->factors; f++)
			solution->rest[i] -=
				solution->effect[e->first[f] +
						 model->level[f][i]];
	}
	solution->mean = mean;
}

/* ---- the inverse ------------------------------------------------------------ */

/* M^-1 between the effects of a nest, len x len, with that of the kept ones
 * in e->factor and its own factor inverted. */
static void
fill_inverse(const struct equations *e, const struct nest *nest,
	     double *inverse)
{
	guint own = nest->own, len = nest->len;
	const double *across = nest->across;

	for (guint k = own; k < len; k++)
		for (guint h = own; h < len; h++)
			inverse[(gsize)k * len + h] =
				e->factor[(gsize)nest->effect[k] * e->kept +
					  nest->effect[h]];
	for (guint a = 0; a < own; a++)
		for (guint k = own; k < len; k++) {
			double sum = 0;

			for (guint h = own; h < len; h++)
				sum -= across[(gsize)(h - own) * own + a] *
				       inverse[(gsize)h * len + k];
			inverse[(gsize)a * len + k] = sum;
			inverse[(gsize)k * len + a] = sum;
		}
	for (guint a = 0; a < own; a++)
		for (guint b = 0; b < own; b++) {
			double sum = nest->inside[(gsize)a * own + b];

			for (guint k = own; k < len; k++)
				sum -= inverse[(gsize)a * len + k] *
				       across[(gsize)(k - own) * own + b];
			inverse[(gsize)a * len + b] = sum;
		}
}

static void
nest_diagonal(const struct equations *e, const struct nest *nest,
	      const double *inverse, double *diagonal)
{
	double ve = e->variance[e->model->factors];
	guint len = nest->len;

	for (guint a = 0; a < nest->own; a++)
		diagonal[nest->effect[a]] = inverse[(gsize)a * (len + 1)];
	for (guint o = nest->from; o < nest->to; o++) {
		guint l = e->order[o];
		double sum = 0;

		for (guint a = e->start[l]; a < e->start[l + 1]; a++)
			for (guint b = e->start[l]; b < e->start[l + 1]; b++)
				sum += inverse[(gsize)e->touched[a] * len +
					       e->touched[b]];
		diagonal[e->others + l] =
			1 / e->pivot[l] +
			sum / (ve * ve * e->pivot[l] * e->pivot[l]);
	}
}

void
equations_diagonal(struct equations *e, double *diagonal)
{
	gsize n = e->kept, most = 0;
	g_autofree double *inverse = NULL;

	linear_invert(e->factor, e->kept);
	for (guint k = 0; k < e->kept; k++)
		diagonal[k] = e->factor[k * (n + 1)];
	for (guint b = 0; b < e->nests; b++)
		most = MAX(most, e->nest[b].len);
	inverse = g_new(double, most *most + 1);
	for (guint b = 0; b < e->nests; b++) {
		linear_invert(e->nest[b].inside, e->nest[b].own);
		fill_inverse(e, &e->nest[b], inverse);
		nest_diagonal(e, &e->nest[b], inverse, diagonal);
	}
}
