/*
 * One view held against another: counts by session and technique, and the
 * agreement numbers built on them.
 */
#include "app/private.h"
#include "app/compare.h"

#include <math.h>

#define LEVEL 0.95
#define MACRO_LEAST 5 /* turns a technique needs to count in the mean */

void
comparison_free(struct comparison *comparison)
{
	if (!comparison)
		return;
	g_free(comparison->names);
	g_free(comparison->cells);
	g_free(comparison);
}

static void
count_turn(struct comparison *comparison, guint session, guint turn,
	   const struct coding *truth, const struct coding *judged)
{
	struct two_by_two *cells =
		&comparison->cells[session * comparison->techniques];

	for (guint i = 0; i < comparison->techniques; i++) {
		gboolean first = *coding_cell(truth, turn, i);
		gboolean second = *coding_cell(judged, turn, i);

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
comparison_new(const struct coding *const *truth,
	       const struct coding *const *judged, guint sessions,
	       guint techniques)
{
	struct comparison *comparison = g_new0(struct comparison, 1);

	comparison->techniques = techniques;
	comparison->names = g_new0(guint, sessions + 1);
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
		comparison->names[comparison->sessions++] = i;
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

/* A statistic over drawn sessions: one technique, or all when it is
 * G_MAXUINT. */
struct drawing {
	const struct comparison *comparison;
	guint technique;
	double (*statistic)(struct two_by_two t);
};

static struct two_by_two
sum_drawn(const struct comparison *comparison, guint technique,
	  const guint *drawn, guint n)
{
	struct two_by_two sum = { 0 };

	for (guint i = 0; i < n; i++) {
		struct two_by_two part =
			sum_session(comparison, drawn[i], technique);

		add(&sum, &part);
	}
	return sum;
}

static double
draw_one(const guint *drawn, guint n, void *data)
{
	const struct drawing *drawing = data;

	return drawing->statistic(
		sum_drawn(drawing->comparison, drawing->technique, drawn, n));
}

/* The same techniques in every draw: those that count in the mean itself. */
static double
draw_macro(const guint *drawn, guint n, void *data)
{
	const struct comparison *comparison = data;
	double sum = 0;
	guint counted = 0;

	for (guint i = 0; i < comparison->techniques; i++) {
		struct two_by_two t = sum_all(comparison, i);
		double f1;

		if (t.both + t.first_only < MACRO_LEAST)
			continue;
		f1 = agreement_f1(sum_drawn(comparison, i, drawn, n));
		if (isnan(f1))
			continue;
		sum += f1;
		counted++;
	}
	return counted ? sum / counted : NAN;
}

static struct interval
interval_of(const struct comparison *comparison,
	    double (*draw)(const guint *drawn, guint n, void *data), void *data,
	    const struct evaluate_options *options)
{
	struct interval result = { NAN, NAN };

	if (options->draws && comparison->sessions)
		agreement_bootstrap(draw, data, comparison->sessions,
				    options->draws, LEVEL, options->seed,
				    &result.low, &result.high);
	return result;
}

static struct interval
interval(const struct comparison *comparison, guint technique,
	 double (*statistic)(struct two_by_two t),
	 const struct evaluate_options *options)
{
	struct drawing drawing = { comparison, technique, statistic };

	return interval_of(comparison, draw_one, &drawing, options);
}

static GArray *
counts_build(const struct comparison *comparison, guint technique)
{
	GArray *counts =
		g_array_new(FALSE, FALSE, sizeof(struct session_count));

	for (guint i = 0; i < comparison->sessions; i++) {
		struct two_by_two t = sum_session(comparison, i, technique);
		struct session_count count = {
			.session = comparison->names[i],
			.rater = (guint)(t.both + t.first_only),
			.machine = (guint)(t.both + t.second_only),
		};

		g_array_append_val(counts, count);
	}
	return counts;
}

/* Do the counts of a technique rise and fall together over sessions? */
static double
spearman_of_counts(const GArray *counts)
{
	g_autofree double *rater = g_new0(double, counts->len + 1);
	g_autofree double *machine = g_new0(double, counts->len + 1);

	for (guint i = 0; i < counts->len; i++) {
		const struct session_count *count =
			&g_array_index(counts, struct session_count, i);

		rater[i] = count->rater;
		machine[i] = count->machine;
	}
	return agreement_spearman(rater, machine, counts->len);
}

static struct technique_agreement *
technique_build(const struct comparison *comparison,
		const struct codebook *codebook, guint technique,
		const struct evaluate_options *options)
{
	struct technique_agreement *row = g_new0(struct technique_agreement, 1);
	const struct technique *named = codebook->techniques->pdata[technique];
	struct two_by_two t = sum_all(comparison, technique);
	struct interval f1;

	row->technique = g_intern_string(named->id);
	row->n = t.both + t.first_only;
	row->precision = agreement_precision(t);
	row->recall = agreement_recall(t);
	row->f1 = agreement_f1(t);
	row->kappa = agreement_kappa(t);
	row->ac1 = agreement_ac1(t);
	row->positive = agreement_positive(t);
	row->counts = counts_build(comparison, technique);
	row->session_spearman = spearman_of_counts(row->counts);
	row->precision_in =
		interval(comparison, technique, agreement_precision, options);
	row->recall_in =
		interval(comparison, technique, agreement_recall, options);
	row->kappa_in =
		interval(comparison, technique, agreement_kappa, options);
	row->ac1_in = interval(comparison, technique, agreement_ac1, options);
	f1 = interval(comparison, technique, agreement_f1, options);
	row->f1_low = f1.low;
	row->f1_high = f1.high;
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

static void
technique_agreement_free(gpointer data)
{
	struct technique_agreement *row = data;

	g_array_unref(row->counts);
	g_free(row);
}

void
agreement_free(struct rater_agreement *agreement)
{
	g_free(agreement->rater);
	g_ptr_array_unref(agreement->techniques);
	g_free(agreement);
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
	struct interval micro;

	result->rater = g_strdup(name);
	result->micro_f1 = agreement_f1(all);
	result->micro_precision = agreement_precision(all);
	result->micro_recall = agreement_recall(all);
	result->firm_precision = NAN;
	micro = interval(comparison, G_MAXUINT, agreement_f1, options);
	result->micro_low = micro.low;
	result->micro_high = micro.high;
	result->macro_in = interval_of(comparison, draw_macro,
				       (void *)comparison, options);
	result->techniques =
		g_ptr_array_new_with_free_func(technique_agreement_free);
	for (guint i = 0; i < comparison->techniques; i++)
		g_ptr_array_add(
			result->techniques,
			technique_build(comparison, codebook, i, options));
	g_ptr_array_sort(result->techniques, compare_rows);
	result->macro_f1 = macro_f1(result->techniques);
	return result;
}
