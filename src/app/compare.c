/*
 * One view held against another: counts by session and technique, and the
 * agreement numbers built on them.
 */
#include "app/private.h"

#include <math.h>

#define LEVEL 0.95
#define MACRO_LEAST 5 /* turns a technique needs to count in the mean */

void
comparison_free(struct comparison *comparison)
{
	if (!comparison)
		return;
	g_free(comparison->cells);
	g_free(comparison);
}

static void
count_turn(struct comparison *comparison, guint session, guint turn,
	   const struct view *truth, const struct view *judged)
{
	struct two_by_two *cells =
		&comparison->cells[session * comparison->techniques];

	for (guint i = 0; i < comparison->techniques; i++) {
		gboolean first = *view_cell(truth, turn, i);
		gboolean second = *view_cell(judged, turn, i);

		if (first && second)
			cells[i].both++;
		else if (first)
			cells[i].first_only++;
		else if (second)
			cells[i].second_only++;
		else
			cells[i].neither++;
	}
	comparison->turns++;
}

struct comparison *
comparison_new(const struct view *const *truth,
	       const struct view *const *judged, guint sessions,
	       guint techniques)
{
	struct comparison *comparison = g_new0(struct comparison, 1);

	comparison->techniques = techniques;
	comparison->cells =
		g_new0(struct two_by_two, MAX(sessions * techniques, 1));
	for (guint i = 0; i < sessions; i++) {
		if (!truth[i] || !judged[i])
			continue;
		for (guint turn = 1; turn <= truth[i]->turns; turn++) {
			if (truth[i]->seen[turn] && judged[i]->seen[turn])
				count_turn(comparison, comparison->sessions,
					   turn, truth[i], judged[i]);
		}
		comparison->sessions++;
	}
	return comparison;
}

static void
add(struct two_by_two *sum, const struct two_by_two *part)
{
	sum->both += part->both;
	sum->first_only += part->first_only;
	sum->second_only += part->second_only;
	sum->neither += part->neither;
}

/* A statistic over drawn sessions: one technique, or all when it is
 * G_MAXUINT. */
struct drawing {
	const struct comparison *comparison;
	guint technique;
};

static struct two_by_two
sum_session(const struct comparison *comparison, guint session, guint technique)
{
	const struct two_by_two *cells =
		&comparison->cells[session * comparison->techniques];
	struct two_by_two sum = { 0 };

	if (technique != G_MAXUINT)
		return cells[technique];
	for (guint i = 0; i < comparison->techniques; i++)
		add(&sum, &cells[i]);
	return sum;
}

static struct two_by_two
sum_all(const struct comparison *comparison, guint technique)
{
	struct two_by_two sum = { 0 };

	for (guint i = 0; i < comparison->sessions; i++) {
		struct two_by_two part = sum_session(comparison, i, technique);

		add(&sum, &part);
	}
	return sum;
}

static double
draw_f1(const guint *drawn, guint n, void *data)
{
	const struct drawing *drawing = data;
	struct two_by_two sum = { 0 };

	for (guint i = 0; i < n; i++) {
		struct two_by_two part = sum_session(
			drawing->comparison, drawn[i], drawing->technique);

		add(&sum, &part);
	}
	return agreement_f1(sum);
}

static void
interval(const struct comparison *comparison, guint technique,
	 const struct evaluate_options *options, double *low, double *high)
{
	struct drawing drawing = { comparison, technique };

	*low = *high = NAN;
	if (options->draws && comparison->sessions)
		agreement_bootstrap(draw_f1, &drawing, comparison->sessions,
				    options->draws, LEVEL, options->seed, low,
				    high);
}

/* Do the counts of a technique rise and fall together over sessions? */
static double
spearman_of_counts(const struct comparison *comparison, guint technique)
{
	g_autofree double *truth = g_new0(double, comparison->sessions + 1);
	g_autofree double *judged = g_new0(double, comparison->sessions + 1);

	for (guint i = 0; i < comparison->sessions; i++) {
		struct two_by_two t = sum_session(comparison, i, technique);

		truth[i] = (double)(t.both + t.first_only);
		judged[i] = (double)(t.both + t.second_only);
	}
	return agreement_spearman(truth, judged, comparison->sessions);
}

static struct technique_agreement *
technique_build(const struct comparison *comparison,
		const struct codebook *codebook, guint technique,
		const struct evaluate_options *options)
{
	struct technique_agreement *row = g_new0(struct technique_agreement, 1);
	const struct technique *named = codebook->techniques->pdata[technique];
	struct two_by_two t = sum_all(comparison, technique);

	row->technique = g_intern_string(named->id);
	row->n = t.both + t.first_only;
	row->precision = agreement_precision(t);
	row->recall = agreement_recall(t);
	row->f1 = agreement_f1(t);
	row->kappa = agreement_kappa(t);
	row->ac1 = agreement_ac1(t);
	row->positive = agreement_positive(t);
	row->session_spearman = spearman_of_counts(comparison, technique);
	interval(comparison, technique, options, &row->f1_low, &row->f1_high);
	return row;
}

static gint
compare_rows(gconstpointer a, gconstpointer b)
{
	const struct technique_agreement *x = *(gconstpointer const *)a;
	const struct technique_agreement *y = *(gconstpointer const *)b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return g_strcmp0(x->technique, y->technique);
}

static double
macro_f1(const GPtrArray *techniques)
{
	double sum = 0;
	guint n = 0;

	for (guint i = 0; i < techniques->len; i++) {
		const struct technique_agreement *row = techniques->pdata[i];

		if (row->n < MACRO_LEAST || isnan(row->f1))
			continue;
		sum += row->f1;
		n++;
	}
	return n ? sum / n : NAN;
}

double
comparison_precision(const struct comparison *comparison)
{
	return agreement_precision(sum_all(comparison, G_MAXUINT));
}

struct rater_agreement *
agreement_build(const struct comparison *comparison,
		const struct codebook *codebook, const char *name,
		const struct evaluate_options *options)
{
	struct rater_agreement *result = g_new0(struct rater_agreement, 1);
	struct two_by_two all = sum_all(comparison, G_MAXUINT);

	result->rater = g_strdup(name);
	result->micro_f1 = agreement_f1(all);
	result->micro_precision = agreement_precision(all);
	result->micro_recall = agreement_recall(all);
	result->firm_precision = NAN;
	interval(comparison, G_MAXUINT, options, &result->micro_low,
		 &result->micro_high);
	result->techniques = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < comparison->techniques; i++)
		g_ptr_array_add(
			result->techniques,
			technique_build(comparison, codebook, i, options));
	g_ptr_array_sort(result->techniques, compare_rows);
	result->macro_f1 = macro_f1(result->techniques);
	return result;
}
