/*
 * The mixed model where sessions lie in therapists: its criterion against one
 * worked out without any of its short cuts, and many ratings at once.
 */
#include "test_agreement.h"

#include <string.h>

struct marks {
	guint n, therapists, sessions, raters, pairs;
	double *y;
	guint *therapist, *session, *rater, *pair;
};

/* Numbers in 0..1 that are the same on every machine. */
static double
next_number(guint64 *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (double)(*state >> 11) / 9007199254740992.0;
}

/* Near enough to a normal variable. */
static double
next_normal(guint64 *state)
{
	double sum = -6;

	for (guint i = 0; i < 12; i++)
		sum += next_number(state);
	return sum;
}

static double *
draw_effects(guint n, double sd, guint64 *state)
{
	double *effect = g_new(double, n);

	for (guint i = 0; i < n; i++)
		effect[i] = sd * next_normal(state);
	return effect;
}

/* `each` sessions a therapist, rated by `twice` raters, each therapist's by the
 * same few. */
static void
marks_init(struct marks *m, guint therapists, guint each, guint raters,
	   guint twice)
{
	guint64 state = 7;
	g_autofree double *t = draw_effects(therapists, .45, &state);
	g_autofree double *s = draw_effects(therapists * each, .3, &state);
	g_autofree double *r = draw_effects(raters, .35, &state);
	g_autofree double *p = draw_effects(therapists * raters, .16, &state);
	g_autofree gint *number = g_new(gint, therapists * raters);

	*m = (struct marks){ .n = therapists * each * twice,
			     .therapists = therapists,
			     .sessions = therapists * each,
			     .raters = raters };
	m->y = g_new(double, m->n);
	m->therapist = g_new(guint, m->n);
	m->session = g_new(guint, m->n);
	m->rater = g_new(guint, m->n);
	m->pair = g_new(guint, m->n);
	memset(number, -1, sizeof *number * therapists * raters);
	for (guint i = 0; i < m->n; i++) {
		guint session = i / twice;
		guint by = session / each * 3 + session % 4 + i % twice;
		gint *pair;

		m->session[i] = session;
		m->therapist[i] = session / each;
		m->rater[i] = by % raters;
		pair = &number[m->therapist[i] * raters + m->rater[i]];
		if (*pair < 0)
			*pair = (gint)m->pairs++;
		m->pair[i] = (guint)*pair;
		m->y[i] = 3.2 + t[m->therapist[i]] + s[session] +
			  r[m->rater[i]] +
			  p[m->therapist[i] * raters + m->rater[i]] +
			  .3 * next_normal(&state);
	}
}

static void
marks_clear(struct marks *m)
{
	g_free(m->y);
	g_free(m->therapist);
	g_free(m->session);
	g_free(m->rater);
	g_free(m->pair);
}

static struct mixed_model
model_of(const struct marks *m)
{
	return (struct mixed_model){
		.n = m->n,
		.y = m->y,
		.factors = 4,
		.level = { m->therapist, m->rater, m->session, m->pair },
		.levels = { m->therapists, m->raters, m->sessions, m->pairs },
	};
}

/* x solves v x = b, both lost; returns the logarithm of the determinant. */
static double
solve_plainly(double *v, double *b, guint n, guint columns)
{
	double log_det = 0;

	for (guint k = 0; k < n; k++) {
		log_det += log(v[k * n + k]);
		for (guint i = 0; i < n; i++) {
			double by = v[i * n + k] / v[k * n + k];

			if (i == k)
				continue;
			for (guint j = k; j < n; j++)
				v[i * n + j] -= by * v[k * n + j];
			for (guint c = 0; c < columns; c++)
				b[i * columns + c] -= by * b[k * columns + c];
		}
	}
	for (guint k = 0; k < n; k++)
		for (guint c = 0; c < columns; c++)
			b[k * columns + c] /= v[k * n + k];
	return log_det;
}

/* -2 log of the restricted likelihood, from the covariance of all values. */
static double
plain_criterion(const struct mixed_model *model, const double *variance)
{
	guint n = model->n;
	g_autofree double *v = g_new0(double, n *n);
	g_autofree double *b = g_new(double, 2 * n);
	double ones = 0, both = 0, squares = 0, log_det;

	for (guint i = 0; i < n; i++) {
		for (guint j = 0; j < n; j++)
			for (guint f = 0; f < model->factors; f++)
				if (model->level[f][i] == model->level[f][j])
					v[i * n + j] += variance[f];
		v[i * n + i] += variance[model->factors];
		b[2 * i] = 1;
		b[2 * i + 1] = model->y[i];
	}
	log_det = solve_plainly(v, b, n, 2);
	for (guint i = 0; i < n; i++) {
		ones += b[2 * i];
		both += b[2 * i + 1];
		squares += model->y[i] * b[2 * i + 1];
	}
	return (n - 1) * log(2 * G_PI) + log_det + log(ones) + squares -
	       both * both / ones;
}

/* Is what the fit says of itself so, and is it the least? */
static void
expect_least(const struct mixed_model *model)
{
	struct mixed_fit fit;

	g_assert_true(mixed_fit_init(&fit, model));
	g_assert_cmpfloat_with_epsilon(
		fit.criterion, plain_criterion(model, fit.variance), 1e-6);
	for (guint f = 0; f <= model->factors; f++)
		for (gint way = -1; way <= 1; way += 2) {
			double beside[FACTORS_MOST + 1];

			memcpy(beside, fit.variance, sizeof beside);
			beside[f] = MAX(0, beside[f] + way * .01);
			g_assert_cmpfloat(plain_criterion(model, beside), >=,
					  fit.criterion - 1e-7);
		}
	mixed_fit_clear(&fit);
}

static void
test_criterion(void)
{
	struct marks marks;
	struct mixed_model model;

	marks_init(&marks, 8, 4, 5, 2);
	model = model_of(&marks);
	expect_least(&model);
	/* The same in another order of its factors, and without some. */
	model.level[0] = marks.pair, model.levels[0] = marks.pairs;
	model.level[3] = marks.therapist, model.levels[3] = marks.therapists;
	expect_least(&model);
	model.factors = 3;
	expect_least(&model);
	marks_clear(&marks);
}

/* The SE of an effect where all is crossed and where it is not: of a therapist
 * with her sessions, from the inverse of the covariance. */
static void
test_effects(void)
{
	struct marks marks;
	struct mixed_model model, turned;
	struct mixed_fit fit, again;

	marks_init(&marks, 9, 3, 4, 2);
	model = model_of(&marks);
	turned = model;
	turned.level[0] = marks.session, turned.levels[0] = marks.sessions;
	turned.level[2] = marks.therapist, turned.levels[2] = marks.therapists;
	g_assert_true(mixed_fit_init(&fit, &model));
	g_assert_true(mixed_fit_init(&again, &turned));
	for (guint l = 0; l < marks.therapists; l++) {
		g_assert_cmpfloat_with_epsilon(fit.effect[0][l],
					       again.effect[2][l], 1e-6);
		g_assert_cmpfloat_with_epsilon(fit.effect_se[0][l],
					       again.effect_se[2][l], 1e-6);
	}
	mixed_fit_clear(&fit);
	mixed_fit_clear(&again);
	marks_clear(&marks);
}

static void
expect_near(double found, double drawn, double within)
{
	g_assert_cmpfloat(fabs(found / drawn - 1), <, within);
}

/* 5,000 sessions of 500 therapists, each rated by 2 of 40 raters. */
static void
test_many(void)
{
	struct marks marks;
	struct mixed_model model;
	struct mixed_fit fit;

	marks_init(&marks, 500, 10, 40, 2);
	model = model_of(&marks);
	g_assert_cmpuint(marks.pairs, >, LEVELS_MOST);
	g_assert_true(mixed_fit_init(&fit, &model));
	expect_near(sqrt(fit.variance[0]), .45, .1);
	expect_near(sqrt(fit.variance[1]), .35, .3);
	expect_near(sqrt(fit.variance[2]), .3, .1);
	expect_near(sqrt(fit.variance[3]), .16, .3);
	expect_near(sqrt(fit.variance[4]), .3, .1);
	mixed_fit_clear(&fit);
	marks_clear(&marks);
}

/* Nothing lies in anything, and too much would have to be solved for. */
static void
test_too_many(void)
{
	guint n = 4 * LEVELS_MOST;
	g_autofree double *y = g_new(double, n);
	g_autofree guint *a = g_new(guint, n);
	g_autofree guint *b = g_new(guint, n);
	struct mixed_model model = { .n = n,
				     .y = y,
				     .factors = 2,
				     .level = { a, b },
				     .levels = { n / 2, n / 2 } };
	struct mixed_fit fit;

	for (guint i = 0; i < n; i++) {
		y[i] = i % 7;
		a[i] = i / 2;
		b[i] = (i + 1) / 2 % (n / 2);
	}
	g_assert_false(mixed_fit_init(&fit, &model));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/agreement/mixed/criterion", test_criterion);
	g_test_add_func("/agreement/mixed/effects", test_effects);
	g_test_add_func("/agreement/mixed/many", test_many);
	g_test_add_func("/agreement/mixed/too-many", test_too_many);
	return g_test_run();
}
