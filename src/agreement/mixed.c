/*
 * Restricted maximum likelihood by average information (Gilmour, Thompson &
 * Cullis 1995), a step of EM where that does not lead down; see mixed.h.
 *
 * Components are kept at or above a floor far below what data can tell from 0;
 * one that ends there is reported as 0.
 */
#include "agreement/equations.h"
#include "agreement/linear.h"

#include <math.h>
#include <string.h>

#define FLOOR 1e-10 /* of the variance of all values */
#define ROUNDS 200

struct descent {
	struct equations equations;
	const struct mixed_model *model;
	guint terms; /* factors and residual */
	double floor;
	double variance[FACTORS_MOST + 1];
	double criterion, slope[FACTORS_MOST + 1]; /* of it */
	double em[FACTORS_MOST + 1];
	double information[FACTORS_MOST + 1][FACTORS_MOST + 1];
	struct solution solution;
	double *diagonal;
	double *work[FACTORS_MOST + 1], *projected[FACTORS_MOST + 1];
};

static double
dot(const double *a, const double *b, guint n)
{
	double sum = 0;

	for (guint i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

/* -2 log likelihood at these variances; NAN when they cannot be. */
static double
criterion_at(struct descent *s, const double *variance)
{
	const struct mixed_model *model = s->model;
	double ve = variance[model->factors], sum;

	if (!equations_set(&s->equations, variance))
		return NAN;
	equations_solve(&s->equations, model->y, &s->solution);
	sum = (model->n - 1) * log(2 * G_PI) + model->n * log(ve) +
	      s->equations.log_det;
	for (guint f = 0; f < model->factors; f++)
		sum += model->levels[f] * log(variance[f]);
	return sum + dot(model->y, s->solution.rest, model->n) / ve;
}

/* Each component's vector: its effects over its variance, as values. */
static void
build_work(struct descent *s)
{
	const struct mixed_model *model = s->model;
	double ve = s->variance[model->factors];

	for (guint i = 0; i < model->n; i++) {
		for (guint f = 0; f < model->factors; f++)
			s->work[f][i] =
				s->solution.effect[s->equations.first[f] +
						   model->level[f][i]] /
				s->variance[f];
		s->work[model->factors][i] = s->solution.rest[i] / ve;
	}
}

static void
build_information(struct descent *s)
{
	guint n = s->model->n;
	double ve = s->variance[s->model->factors];
	g_autofree double *effect = g_new(double, s->equations.all + 1);

	for (guint a = 0; a < s->terms; a++) {
		struct solution solution = { 0, effect, s->projected[a] };

		equations_solve(&s->equations, s->work[a], &solution);
	}
	for (guint a = 0; a < s->terms; a++)
		for (guint b = 0; b < s->terms; b++)
			s->information[a][b] =
				dot(s->work[a], s->projected[b], n) / ve / 2;
}

/* Slopes, information and the step of EM where we stand. */
static void
find_slopes(struct descent *s)
{
	const struct mixed_model *model = s->model;
	const struct equations *e = &s->equations;
	double ve = s->variance[model->factors], free = model->n - 1.0;

	build_work(s);
	build_information(s);
	equations_diagonal(&s->equations, s->diagonal);
	for (guint f = 0; f < model->factors; f++) {
		const double *effect = s->solution.effect + e->first[f];
		const double *ones = e->ones + e->first[f];
		double v = s->variance[f], q = model->levels[f], trace = 0;

		for (guint l = 0; l < model->levels[f]; l++)
			trace += s->diagonal[e->first[f] + l] +
				 ones[l] * ones[l] / e->information;
		s->em[f] = (trace + dot(effect, effect, model->levels[f])) / q;
		s->slope[f] = q / v * (1 - s->em[f] / v);
		free -= q - trace / v;
	}
	s->slope[model->factors] =
		(free -
		 dot(s->solution.rest, s->solution.rest, model->n) / ve) /
		ve;
	s->em[model->factors] =
		(dot(s->solution.rest, s->solution.rest, model->n) +
		 ve * (model->n - 1.0 - free)) /
		(model->n - 1.0);
}

/* Newton's step for those that are not held at the floor. */
static gboolean
step_of(const struct descent *s, double *step)
{
	double a[(FACTORS_MOST + 1) * (FACTORS_MOST + 1)];
	double b[FACTORS_MOST + 1];
	guint move[FACTORS_MOST + 1], n = 0;

	for (guint t = 0; t < s->terms; t++) {
		step[t] = 0;
		if (s->variance[t] > s->floor * 1.01 || s->slope[t] < 0)
			move[n++] = t;
	}
	for (guint i = 0; i < n; i++) {
		b[i] = -s->slope[move[i]] / 2;
		for (guint j = 0; j < n; j++)
			a[i * n + j] = s->information[move[i]][move[j]];
	}
	if (n == 0 || !linear_solve(a, b, n))
		return FALSE;
	for (guint i = 0; i < n; i++)
		step[move[i]] = b[i];
	return TRUE;
}

/* Goes along the step, or half of it, ... as long as that leads down. */
static gboolean
go(struct descent *s, const double *step)
{
	double part = 1;

	for (guint try = 0; try < 12; try++, part /= 2) {
		double variance[FACTORS_MOST + 1], criterion;

		for (guint t = 0; t < s->terms; t++)
			variance[t] =
				MAX(s->floor, s->variance[t] + part * step[t]);
		criterion = criterion_at(s, variance);
		if (!(criterion <= s->criterion + 1e-12 * fabs(s->criterion)))
			continue;
		memcpy(s->variance, variance, sizeof variance);
		s->criterion = criterion;
		return TRUE;
	}
	return FALSE;
}

static gboolean
go_em(struct descent *s)
{
	double step[FACTORS_MOST + 1];

	for (guint t = 0; t < s->terms; t++)
		step[t] = s->em[t] - s->variance[t];
	return go(s, step);
}

static gboolean
has_moved(const struct descent *s, const double *before)
{
	double all = 0, moved = 0;

	for (guint t = 0; t < s->terms; t++) {
		all += s->variance[t];
		moved = MAX(moved, fabs(s->variance[t] - before[t]));
	}
	return moved > 1e-11 * all;
}

static gboolean
descend(struct descent *s)
{
	s->criterion = criterion_at(s, s->variance);
	if (isnan(s->criterion))
		return FALSE;
	for (guint round = 0; round < ROUNDS; round++) {
		double before[FACTORS_MOST + 1], step[FACTORS_MOST + 1];

		find_slopes(s);
		memcpy(before, s->variance, sizeof before);
		if (!(step_of(s, step) && go(s, step)) && !go_em(s))
			break;
		if (!has_moved(s, before))
			break;
	}
	s->criterion = criterion_at(s, s->variance);
	find_slopes(s);
	return s->variance[s->model->factors] > 10 * s->floor;
}

static gboolean
descent_init(struct descent *s, const struct mixed_model *model)
{
	double mean = 0, all = 0;

	memset(s, 0, sizeof *s);
	s->model = model;
	s->terms = model->factors + 1;
	for (guint i = 0; i < model->n; i++)
		mean += model->y[i] / model->n;
	for (guint i = 0; i < model->n; i++)
		all += (model->y[i] - mean) * (model->y[i] - mean) / model->n;
	if (model->n <= s->terms || !(all > 1e-20 * mean * mean) ||
	    !equations_init(&s->equations, model))
		return FALSE;
	s->floor = FLOOR * all;
	s->diagonal = g_new(double, s->equations.all + 1);
	s->solution.effect = g_new(double, s->equations.all + 1);
	s->solution.rest = g_new(double, model->n + 1);
	for (guint t = 0; t < s->terms; t++) {
		s->variance[t] = all / s->terms;
		s->work[t] = g_new(double, model->n + 1);
		s->projected[t] = g_new(double, model->n + 1);
	}
	return TRUE;
}

static void
descent_clear(struct descent *s)
{
	equations_clear(&s->equations);
	g_free(s->diagonal);
	g_free(s->solution.effect);
	g_free(s->solution.rest);
	for (guint t = 0; t < s->terms; t++) {
		g_free(s->work[t]);
		g_free(s->projected[t]);
	}
}

/* Inverse of the information of what is not at the floor. */
static void
take_covariance(const struct descent *s, struct mixed_fit *fit)
{
	double a[(FACTORS_MOST + 1) * (FACTORS_MOST + 1)], log_det;
	guint free[FACTORS_MOST + 1], n = 0;

	for (guint t = 0; t < s->terms; t++)
		if (s->variance[t] > 10 * s->floor)
			free[n++] = t;
	for (guint i = 0; i < n; i++)
		for (guint j = 0; j < n; j++)
			a[i * n + j] = s->information[free[i]][free[j]];
	if (!linear_factor(a, n, &log_det))
		return;
	linear_invert(a, n);
	for (guint i = 0; i < n; i++)
		for (guint j = 0; j < n; j++)
			fit->covariance[free[i]][free[j]] = a[i * n + j];
}

static void
take_fit(const struct descent *s, struct mixed_fit *fit)
{
	const struct mixed_model *model = s->model;

	memset(fit, 0, sizeof *fit);
	fit->factors = model->factors;
	fit->criterion = s->criterion;
	fit->mean = s->solution.mean;
	fit->mean_se = 1 / sqrt(s->equations.information);
	for (guint t = 0; t < s->terms; t++)
		fit->variance[t] =
			s->variance[t] > 10 * s->floor ? s->variance[t] : 0;
	take_covariance(s, fit);
	for (guint f = 0; f < model->factors; f++) {
		guint first = s->equations.first[f];

		fit->effect[f] = g_new(double, model->levels[f] + 1);
		fit->effect_se[f] = g_new(double, model->levels[f] + 1);
		for (guint l = 0; l < model->levels[f]; l++) {
			fit->effect[f][l] = s->solution.effect[first + l];
			fit->effect_se[f][l] = sqrt(s->diagonal[first + l]);
		}
	}
}

gboolean
mixed_fit_init(struct mixed_fit *fit, const struct mixed_model *model)
{
	struct descent descent;
	gboolean fits = descent_init(&descent, model) && descend(&descent);

	g_assert(model->factors >= 1 && model->factors <= FACTORS_MOST);
	if (fits)
		take_fit(&descent, fit);
	descent_clear(&descent);
	return fits;
}

void
mixed_fit_clear(struct mixed_fit *fit)
{
	for (guint f = 0; f < fit->factors; f++) {
		g_free(fit->effect[f]);
		g_free(fit->effect_se[f]);
	}
}
