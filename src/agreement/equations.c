/*
 * Mixed-model equations (Henderson 1950); see equations.h.
 *
 * With M = Z'Z / ve + G^-1, split into the largest factor's diagonal block D,
 * the others' block A and what lies between, B: S = A - B D^-1 B' is all that
 * has to be factored.
 */
#include "agreement/equations.h"
#include "agreement/linear.h"

#include <math.h>
#include <string.h>

/* For each level of main, the other effects that its values have. */
static void
list_touched(struct equations *e)
{
	const struct mixed_model *model = e->model;
	const guint *level = model->level[e->main];
	guint levels = model->levels[e->main], each = model->factors - 1;
	g_autofree guint *at = NULL;

	e->start = g_new0(guint, levels + 1);
	e->touched = g_new(guint, (gsize)model->n * each + 1);
	for (guint i = 0; i < model->n; i++)
		e->start[level[i] + 1] += each;
	for (guint g = 0; g < levels; g++)
		e->start[g + 1] += e->start[g];
	at = g_memdup2(e->start, sizeof *at * (levels + 1));
	for (guint i = 0; i < model->n; i++)
		for (guint f = 0; f < model->factors; f++)
			if (f != e->main)
				e->touched[at[level[i]]++] =
					e->first[f] + model->level[f][i];
}

/* How many values each level of main has. */
static void
count_values(struct equations *e)
{
	e->values = g_new0(guint, e->model->levels[e->main] + 1);
	for (guint i = 0; i < e->model->n; i++)
		e->values[e->model->level[e->main][i]]++;
}

gboolean
equations_init(struct equations *e, const struct mixed_model *model)
{
	memset(e, 0, sizeof *e);
	e->model = model;
	for (guint f = 1; f < model->factors; f++)
		if (model->levels[f] > model->levels[e->main])
			e->main = f;
	for (guint f = 0; f < model->factors; f++) {
		if (f == e->main)
			continue;
		e->first[f] = e->others;
		e->others += model->levels[f];
	}
	e->first[e->main] = e->others;
	e->all = e->others + model->levels[e->main];
	if (e->others > LEVELS_MOST)
		return FALSE;
	list_touched(e);
	count_values(e);
	e->pivot = g_new(double, model->levels[e->main] + 1);
	e->factor = g_new(double, (gsize)e->others * e->others + 1);
	e->ones = g_new(double, e->all + 1);
	return TRUE;
}

void
equations_clear(struct equations *e)
{
	g_free(e->start);
	g_free(e->touched);
	g_free(e->values);
	g_free(e->pivot);
	g_free(e->factor);
	g_free(e->ones);
}

/* S, both halves. */
static void
build_block(struct equations *e)
{
	const struct mixed_model *model = e->model;
	gsize n = e->others;
	double ve = e->variance[model->factors];

	memset(e->factor, 0, sizeof *e->factor * n * n);
	for (guint f = 0; f < model->factors; f++)
		for (guint l = 0; f != e->main && l < model->levels[f]; l++)
			e->factor[(e->first[f] + l) * (n + 1)] =
				1 / e->variance[f];
	for (guint i = 0; i < model->n; i++)
		for (guint f = 0; f < model->factors; f++)
			for (guint h = 0; h < model->factors; h++)
				if (f != e->main && h != e->main)
					e->factor[(e->first[f] +
						   model->level[f][i]) *
							  n +
						  e->first[h] +
						  model->level[h][i]] += 1 / ve;
	for (guint g = 0; g < model->levels[e->main]; g++) {
		double part = 1 / (ve * ve * e->pivot[g]);

		for (guint a = e->start[g]; a < e->start[g + 1]; a++)
			for (guint b = e->start[g]; b < e->start[g + 1]; b++)
				e->factor[e->touched[a] * n + e->touched[b]] -=
					part;
	}
}

/* x = M^-1 x */
static void
solve_effects(const struct equations *e, double *x)
{
	double ve = e->variance[e->model->factors];
	guint levels = e->model->levels[e->main];
	double *main = x + e->others;

	for (guint g = 0; g < levels; g++)
		for (guint at = e->start[g]; at < e->start[g + 1]; at++)
			x[e->touched[at]] -= main[g] / (ve * e->pivot[g]);
	linear_solve_with(e->factor, x, e->others);
	for (guint g = 0; g < levels; g++) {
		for (guint at = e->start[g]; at < e->start[g + 1]; at++)
			main[g] -= x[e->touched[at]] / ve;
		main[g] /= e->pivot[g];
	}
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
	double ve = variance[model->factors], block;
	g_autofree double *sums = g_new(double, e->all + 1);

	memcpy(e->variance, variance, sizeof *variance * (model->factors + 1));
	e->log_det = 0;
	for (guint g = 0; g < model->levels[e->main]; g++) {
		e->pivot[g] = e->values[g] / ve + 1 / variance[e->main];
		e->log_det += log(e->pivot[g]);
	}
	build_block(e);
	if (!linear_factor(e->factor, e->others, &block))
		return FALSE;
	gather(e, NULL, sums);
	memcpy(e->ones, sums, sizeof *sums * e->all);
	solve_effects(e, e->ones);
	e->information = model->n / ve;
	for (guint i = 0; i < e->all; i++)
		e->information -= sums[i] * e->ones[i];
	if (!(e->information > 0))
		return FALSE;
	e->log_det += block + log(e->information);
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

void
equations_diagonal(struct equations *e, double *diagonal)
{
	double ve = e->variance[e->model->factors];
	gsize n = e->others;

	linear_invert(e->factor, e->others);
	for (guint i = 0; i < e->others; i++)
		diagonal[i] = e->factor[i * (n + 1)];
	for (guint g = 0; g < e->model->levels[e->main]; g++) {
		double sum = 0;

		for (guint a = e->start[g]; a < e->start[g + 1]; a++)
			for (guint b = e->start[g]; b < e->start[g + 1]; b++)
				sum += e->factor[e->touched[a] * n +
						 e->touched[b]];
		diagonal[e->others + g] =
			1 / e->pivot[g] +
			sum / (ve * ve * e->pivot[g] * e->pivot[g]);
	}
}
