/*
 * Subjects and raters by REML, and what that says of reliability; see
 * mixed_table.h.
 */
#include "agreement/agreement.h"
#include "agreement/means.h"
#include "agreement/random.h"

#include <math.h>
#include <stdlib.h>

/* Draws times ratings are kept below this, draws at 200 or more. */
#define WORK_MOST 200000
#define DRAWS_LEAST 200

/* The ratings of a table, one after the other. */
struct rated {
	struct mixed_model model;
	double *y;
	guint *unit, *rater;
};

static void
rated_init(struct rated *rated, const struct ratings *ratings)
{
	guint most = (guint)ratings_all(ratings), n = 0;

	rated->y = g_new(double, most + 1);
	rated->unit = g_new(guint, most + 1);
	rated->rater = g_new(guint, most + 1);
	for (guint u = 0; u < ratings->units->len; u++)
		for (guint r = 0; r < ratings->raters->len; r++) {
			double x = *ratings_cell(ratings, u, r);

			if (isnan(x))
				continue;
			rated->y[n] = x;
			rated->unit[n] = u;
			rated->rater[n++] = r;
		}
	rated->model = (struct mixed_model){
		.n = n,
		.y = rated->y,
		.factors = 2,
		.level = { rated->unit, rated->rater },
		.levels = { ratings->units->len, ratings->raters->len },
	};
}

static void
rated_clear(struct rated *rated)
{
	g_free(rated->y);
	g_free(rated->unit);
	g_free(rated->rater);
}

static double
share_agreement(const double *v)
{
	return v[0] / (v[0] + v[1] + v[2]);
}

static double
share_consistency(const double *v)
{
	return v[0] / (v[0] + v[2]);
}

/* Puts another table, drawn from the fit, in the place of y. */
static void
draw_table(struct rated *rated, const struct mixed_fit *fit,
	   struct generator *generator)
{
	const struct mixed_model *model = &rated->model;
	double *effect[2];

	for (guint f = 0; f < 2; f++) {
		effect[f] = g_new(double, model->levels[f] + 1);
		for (guint l = 0; l < model->levels[f]; l++)
			effect[f][l] = sqrt(fit->variance[f]) *
				       generator_normal(generator);
	}
	for (guint i = 0; i < model->n; i++)
		rated->y[i] =
			fit->mean + effect[0][rated->unit[i]] +
			effect[1][rated->rater[i]] +
			sqrt(fit->variance[2]) * generator_normal(generator);
	g_free(effect[0]);
	g_free(effect[1]);
}

static void
take_drawn(struct estimate *estimate, double *drawn, guint n)
{
	double mean = 0, squares = 0;

	if (n < 2)
		return;
	for (guint i = 0; i < n; i++)
		mean += drawn[i] / n;
	for (guint i = 0; i < n; i++)
		squares += pow(drawn[i] - mean, 2);
	qsort(drawn, n, sizeof *drawn, doubles_compare);
	estimate->se = sqrt(squares / (n - 1));
	estimate->lower = quantile_of(drawn, n, .025);
	estimate->upper = quantile_of(drawn, n, .975);
}

static void
resample(struct mixed_table *mixed, struct rated *rated,
	 const struct mixed_fit *fit, guint64 seed)
{
	g_autofree double *a = g_new(double, mixed->draws + 1);
	g_autofree double *c = g_new(double, mixed->draws + 1);
	struct generator generator;
	guint n = 0;

	generator_init(&generator, seed);
	for (guint i = 0; i < mixed->draws; i++) {
		struct mixed_fit again;

		draw_table(rated, fit, &generator);
		if (!mixed_fit_init(&again, &rated->model))
			continue;
		a[n] = share_agreement(again.variance);
		c[n++] = share_consistency(again.variance);
		mixed_fit_clear(&again);
	}
	take_drawn(&mixed->icc_a_1, a, n);
	take_drawn(&mixed->icc_c_1, c, n);
}

/* SE by the slopes of the share in each component, limits on Fisher's z. */
static void
by_information(struct estimate *estimate, const struct mixed_fit *fit,
	       gboolean with_rater)
{
	double subject = fit->variance[0];
	double all = subject + fit->variance[2] +
		     (with_rater ? fit->variance[1] : 0);
	const double slope[] = {
		(all - subject) / (all * all),
		with_rater ? -subject / (all * all) : 0,
		-subject / (all * all),
	};
	double variance = 0, z, reach;

	for (guint i = 0; i < 3; i++)
		for (guint j = 0; j < 3; j++)
			variance += slope[i] * slope[j] * fit->covariance[i][j];
	if (!(variance > 0) || estimate->value >= 1)
		return;
	estimate->se = sqrt(variance);
	z = atanh(estimate->value);
	reach = Z_95 * estimate->se / (1 - estimate->value * estimate->value);
	estimate->lower = tanh(z - reach);
	estimate->upper = tanh(z + reach);
}

static double
harmonic_raters(const struct ratings *ratings)
{
	double sum = 0;

	for (guint u = 0; u < ratings->units->len; u++)
		sum += 1. / ratings_of_unit(ratings, u);
	return ratings->units->len / sum;
}

static void
take_mixed(struct mixed_table *mixed, const struct ratings *ratings,
	   const struct mixed_fit *fit)
{
	guint k = ratings->raters->len;

	mixed->variance = (struct components){
		fit->variance[0],
		fit->variance[1],
		fit->variance[2],
	};
	mixed->criterion = fit->criterion;
	mixed->mean = estimate_value(fit->mean);
	mixed->mean.se = fit->mean_se;
	mixed->k = harmonic_raters(ratings);
	mixed->icc_a_1 = estimate_value(share_agreement(fit->variance));
	mixed->icc_c_1 = estimate_value(share_consistency(fit->variance));
	mixed->icc_a_k =
		estimate_value(spearman_brown(mixed->icc_a_1.value, mixed->k));
	mixed->raters = g_new(struct estimate, k);
	for (guint r = 0; r < k; r++) {
		mixed->raters[r] = estimate_value(fit->effect[1][r]);
		mixed->raters[r].se = fit->effect_se[1][r];
	}
}

gboolean
mixed_table_init(struct mixed_table *mixed, const struct ratings *ratings,
		 guint most, guint64 seed)
{
	g_autofree guint *group = g_new(guint, ratings->raters->len + 1);
	struct rated rated;
	struct mixed_fit fit;
	guint draws;

	*mixed = (struct mixed_table){ 0 };
	if (ratings->raters->len < 2 || ratings->units->len < 2 ||
	    raters_linked(ratings, group) > 1)
		return FALSE;
	rated_init(&rated, ratings);
	if (!mixed_fit_init(&fit, &rated.model)) {
		rated_clear(&rated);
		return FALSE;
	}
	take_mixed(mixed, ratings, &fit);
	draws = WORK_MOST / rated.model.n;
	mixed->draws = draws < DRAWS_LEAST ? 0 : MIN(draws, most);
	if (mixed->draws > 0) {
		resample(mixed, &rated, &fit, seed);
	} else {
		by_information(&mixed->icc_a_1, &fit, TRUE);
		by_information(&mixed->icc_c_1, &fit, FALSE);
	}
	mixed_fit_clear(&fit);
	rated_clear(&rated);
	return TRUE;
}

void
mixed_table_clear(struct mixed_table *mixed)
{
	g_clear_pointer(&mixed->raters, g_free);
}

struct estimate
icc_oneway_reml(const double *scores, const guint *group, guint n, guint groups,
		struct components *variance)
{
	const struct mixed_model model = {
		.n = n,
		.y = scores,
		.factors = 1,
		.level = { group },
		.levels = { groups },
	};
	struct mixed_fit fit;
	double value;

	if (groups < 2 || n <= groups || !mixed_fit_init(&fit, &model))
		return NO_ESTIMATE;
	*variance = (struct components){ .subject = fit.variance[0],
					 .residual = fit.variance[1] };
	value = fit.variance[0] / (fit.variance[0] + fit.variance[1]);
	mixed_fit_clear(&fit);
	return estimate_value(value);
}
