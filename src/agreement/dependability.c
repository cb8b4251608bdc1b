/*
 * G and D studies and decisions; see dependability.h.
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"

#include <math.h>
#include <string.h>

/* Facets as bits: 1 object, 2 first, 4 second. */
#define SETS 8

/* The place of a record among the cells of a set of facets. */
static gsize
cell_of(const struct records *records, const guint *levels, guint record,
	guint set)
{
	gsize cell = 0;

	for (guint f = 0; f < 3; f++)
		if (set >> f & 1)
			cell = cell * levels[f] +
			       records_level(records, record, f);
	return cell;
}

/* Squares of the means of each set's cells about the grand mean, each by the
 * number of its records. */
static void
squares_of_means(const struct records *records, const guint *levels,
		 double *squares)
{
	guint n = records->scores->len;
	const double *y = (const double *)records->scores->data;
	double grand = 0;

	for (guint i = 0; i < n; i++)
		grand += y[i] / n;
	for (guint set = 0; set < SETS; set++) {
		gsize cells = 1;
		g_autofree double *sum = NULL;

		for (guint f = 0; f < 3; f++)
			cells *= set >> f & 1 ? levels[f] : 1;
		sum = g_new0(double, cells);
		for (guint i = 0; i < n; i++)
			sum[cell_of(records, levels, i, set)] += y[i] - grand;
		squares[set] = 0;
		for (gsize c = 0; c < cells; c++)
			squares[set] += sum[c] * sum[c] * cells / n;
	}
}

/* One record in every cell. */
static gboolean
is_balanced(const struct records *records, guint *levels)
{
	guint64 cells = 1;
	g_autofree gboolean *seen = NULL;

	if (records->facets->len != 3)
		return FALSE;
	for (guint f = 0; f < 3; f++) {
		const GPtrArray *names = records->levels->pdata[f];

		levels[f] = names->len;
		if (levels[f] < 2)
			return FALSE;
		cells *= levels[f];
		if (cells > records->scores->len)
			return FALSE;
	}
	if (cells != records->scores->len)
		return FALSE;
	seen = g_new0(gboolean, cells);
	for (guint i = 0; i < records->scores->len; i++) {
		gsize cell = cell_of(records, levels, i, 7);

		if (seen[cell])
			return FALSE;
		seen[cell] = TRUE;
	}
	return TRUE;
}

gboolean
spread_anova(struct spread *spread, const struct records *records)
{
	guint levels[3];
	double t[SETS], p, a, b, pa, pb, ab, rest;

	if (!is_balanced(records, levels))
		return FALSE;
	squares_of_means(records, levels, t);
	p = levels[0], a = levels[1], b = levels[2];
	rest = t[7] - t[3] - t[5] + t[1];
	pb = (t[5] - t[1] - t[4]) / ((p - 1) * (b - 1));
	*spread = (struct spread){ 0 };
	if (records->nested) {
		double within = (t[3] - t[1]) / (p * (a - 1));

		rest /= p * (a - 1) * (b - 1);
		spread->object_first = (within - rest) / b;
		spread->second = (t[4] / (b - 1) - pb) / (p * a);
		spread->object =
			(t[1] / (p - 1) - within - pb + rest) / (a * b);
	} else {
		rest = (rest - (t[6] - t[2] - t[4])) /
		       ((p - 1) * (a - 1) * (b - 1));
		pa = (t[3] - t[1] - t[2]) / ((p - 1) * (a - 1));
		ab = (t[6] - t[2] - t[4]) / ((a - 1) * (b - 1));
		spread->object_first = (pa - rest) / b;
		spread->first_second = (ab - rest) / p;
		spread->object = (t[1] / (p - 1) - pa - pb + rest) / (a * b);
		spread->first = (t[2] / (a - 1) - pa - ab + rest) / (p * b);
		spread->second = (t[4] / (b - 1) - pb - ab + rest) / (p * a);
	}
	spread->object_second = (pb - rest) / a;
	spread->residual = rest;
	return TRUE;
}

/* Numbers for the cells of a set that are there, in the order met. */
static guint *
number_cells(const struct records *records, guint set, guint *levels)
{
	guint n = records->scores->len;
	g_autoptr(GHashTable) seen = g_hash_table_new_full(
		g_int64_hash, g_int64_equal, g_free, NULL);
	guint *level = g_new(guint, n + 1);
	guint all[3];

	for (guint f = 0; f < 3; f++)
		all[f] = ((GPtrArray *)records->levels->pdata[f])->len;
	for (guint i = 0; i < n; i++) {
		gint64 cell = (gint64)cell_of(records, all, i, set);
		guint number =
			GPOINTER_TO_UINT(g_hash_table_lookup(seen, &cell));

		if (number == 0) {
			number = g_hash_table_size(seen) + 1;
			g_hash_table_insert(seen, g_memdup2(&cell, sizeof cell),
					    GUINT_TO_POINTER(number));
		}
		level[i] = number - 1;
	}
	*levels = g_hash_table_size(seen);
	return level;
}

gboolean
spread_reml(struct spread_fit *fit, const struct records *records)
{
	static const guint crossed[] = { 1, 2, 4, 3, 5, 6, 0 };
	static const guint nested[] = { 1, 4, 3, 5, 0 };
	const guint *sets = records->nested ? nested : crossed;
	struct mixed_model model = {
		.n = records->scores->len,
		.y = (const double *)records->scores->data,
	};
	struct mixed_fit mixed;
	double by_set[SETS] = { 0 };
	gboolean fits;

	for (; sets[model.factors]; model.factors++)
		model.level[model.factors] =
			number_cells(records, sets[model.factors],
				     &model.levels[model.factors]);
	fits = mixed_fit_init(&mixed, &model);
	if (fits) {
		for (guint f = 0; f < model.factors; f++)
			by_set[sets[f]] = mixed.variance[f];
		fit->spread = (struct spread){
			by_set[1],
			by_set[2],
			by_set[4],
			by_set[3],
			by_set[5],
			by_set[6],
			mixed.variance[model.factors],
		};
		fit->criterion = mixed.criterion;
		fit->mean = estimate_value(mixed.mean);
		fit->mean.se = mixed.mean_se;
		mixed_fit_clear(&mixed);
	}
	for (guint f = 0; f < model.factors; f++)
		g_free((void *)model.level[f]);
	return fits;
}

struct spread
spread_cut(struct spread s)
{
	return (struct spread){
		MAX(0, s.object),	 MAX(0, s.first),
		MAX(0, s.second),	 MAX(0, s.object_first),
		MAX(0, s.object_second), MAX(0, s.first_second),
		MAX(0, s.residual),
	};
}

struct dependability
dependability(struct spread raw, struct design design)
{
	struct spread s = spread_cut(raw);
	double a = design.first, b = design.second;
	struct dependability d = { .universe = s.object };

	if (design.rotating) {
		d.relative = d.absolute =
			(s.object_first + s.first + s.second + s.object_second +
			 s.first_second + s.residual) /
			a;
	} else {
		d.relative = s.object_second / b + s.residual / (a * b);
		d.absolute = s.second / b + s.first_second / (a * b);
		if (design.fixed) {
			d.universe += s.object_first / a;
		} else {
			d.relative += s.object_first / a;
			d.absolute += s.first / a;
		}
		d.absolute += d.relative;
	}
	d.g = agreement_share(d.universe, d.universe + d.relative);
	d.phi = agreement_share(d.universe, d.universe + d.absolute);
	d.sem = sqrt(d.absolute);
	return d;
}

double
phi_lambda(struct dependability d, double mean, double cut)
{
	double above = d.universe + (mean - cut) * (mean - cut);

	return agreement_share(above, above + d.absolute);
}

struct pass_chances
decision_at(struct dependability d, double mean, double cut)
{
	double h = (cut - mean) / sqrt(d.universe);
	double k = (cut - mean) / sqrt(d.universe + d.absolute);
	double both, again, fails, chance;
	struct pass_chances decision = { NAN, NAN, NAN, NAN, NAN };

	if (!(d.universe > 0 && d.absolute > 0))
		return decision;
	both = lower_binormal(h, k, sqrt(d.phi));
	again = lower_binormal(k, k, d.phi);
	fails = tails_normal(k).lower;
	decision.false_pass = tails_normal(h).lower - both;
	decision.false_fail = fails - both;
	decision.accuracy = 1 - decision.false_pass - decision.false_fail;
	decision.consistency = 1 - 2 * (fails - again);
	chance = fails * fails + (1 - fails) * (1 - fails);
	decision.kappa =
		agreement_share(decision.consistency - chance, 1 - chance);
	return decision;
}

struct estimate
pass_probability(double observed, double sem, double cut)
{
	struct estimate estimate =
		estimate_value(tails_normal((observed - cut) / sem).lower);

	estimate.lower = observed - Z_95 * sem;
	estimate.upper = observed + Z_95 * sem;
	return estimate;
}

struct estimate
pass_probability_in(double observed, double sem, double cut, double mean,
		    double variance)
{
	double share = variance / (variance + sem * sem);

	return pass_probability(mean + share * (observed - mean),
				sqrt(variance * (1 - share)), cut);
}
