/*
 * What two raters come to on tags, technique by technique; see
 * panel_agreement.h.
 */
#include "app/panel_tags.h"

#include <string.h>

/* Sessions that both coded, by session and technique. */
struct drawn_tags {
	const struct comparison *comparison;
	guint technique;
	double (*value)(struct two_by_two t);
};

static struct two_by_two
sum_tags(const struct comparison *comparison, guint technique,
	 const guint *drawn, guint n)
{
	struct two_by_two sum = { 0 };

	for (guint i = 0; i < n; i++) {
		gsize at =
			(gsize)(drawn ? drawn[i] : i) * comparison->techniques +
			technique;
		const struct two_by_two *one = &comparison->cells[at];

		sum.both += one->both;
		sum.first_only += one->first_only;
		sum.second_only += one->second_only;
		sum.neither += one->neither;
	}
	return sum;
}

static double
draw_tags(const guint *drawn, guint n, void *data)
{
	const struct drawn_tags *tags = data;

	return tags->value(
		sum_tags(tags->comparison, tags->technique, drawn, n));
}

#define DRAWN(name) "bootstrap_percentile:" name, "bootstrap_bca:" name

static void
add_figures(GPtrArray *statistics, const struct comparison *comparison,
	    guint technique, gboolean coded, guint64 seed)
{
	static const struct {
		const char *percentile, *bca;
		double (*value)(struct two_by_two t);
		gboolean of_both; /* the same whichever turns are taken */
	} figures[] = {
		{ DRAWN("positive_agreement"), agreement_positive, TRUE },
		{ DRAWN("cohen_kappa"), agreement_kappa, FALSE },
		{ DRAWN("gwet_ac1"), agreement_ac1, FALSE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(figures); i++) {
		struct drawn_tags tags = { comparison, technique,
					   figures[i].value };

		if (!coded || !figures[i].of_both)
			add_drawn(statistics, figures[i].percentile,
				  figures[i].bca, draw_tags, &tags,
				  comparison->sessions, seed,
				  coded ? "turns that one of them coded" :
					  "turns of the therapist");
	}
}

/* Of turns that neither gave anything nothing is said. */
static struct coding *
where_coded(const struct coding *view, const struct coding *other)
{
	struct coding *coded = coding_new(view->turns, view->techniques);

	for (guint turn = 1; turn <= view->turns; turn++) {
		gboolean any = FALSE;

		for (guint i = 0; i < view->techniques; i++) {
			guint8 yes = *coding_cell(view, turn, i);

			*coding_cell(coded, turn, i) = yes;
			any |= yes || *coding_cell(other, turn, i);
		}
		coded->seen[turn] = view->seen[turn] && any;
	}
	return coded;
}

static gint
by_count(gconstpointer a, gconstpointer b)
{
	const struct technique_pairs *x = *(gconstpointer const *)a;
	const struct technique_pairs *y = *(gconstpointer const *)b;
	guint64 one = 2 * x->all.both + x->all.first_only + x->all.second_only;
	guint64 two = 2 * y->all.both + y->all.first_only + y->all.second_only;

	if (one != two)
		return one < two ? 1 : -1;
	return strcmp(x->technique->id, y->technique->id);
}

static void
fill_techniques(const struct tagging_pair *work, struct tag_agreement *tags,
		const struct comparison *all, const struct comparison *coded)
{
	guint64 seed = work->request->seed;

	for (guint i = 0; i < all->techniques; i++) {
		struct two_by_two sum = sum_tags(all, i, NULL, all->sessions);
		struct technique_pairs *one;

		tags->alone += sum.first_only + sum.second_only;
		if (sum.both + sum.first_only + sum.second_only == 0)
			continue;
		one = g_new0(struct technique_pairs, 1);
		one->technique = work->codebook->techniques->pdata[i];
		one->all = sum;
		one->coded = sum_tags(coded, i, NULL, coded->sessions);
		one->statistics = statistics_new();
		add_figures(one->statistics, all, i, FALSE, seed);
		add_figures(one->statistics, coded, i, TRUE, seed);
		g_ptr_array_add(tags->techniques, one);
	}
	g_ptr_array_sort(tags->techniques, by_count);
}

void
tag_pair_fill(struct tagging_pair *work, const char *first, const char *second)
{
	guint n = work->coded->len;
	g_autofree const struct coding **a = g_new0(const struct coding *, n);
	g_autofree const struct coding **b = g_new0(const struct coding *, n);
	g_autoptr(GPtrArray) kept =
		g_ptr_array_new_with_free_func((GDestroyNotify)coding_free);
	struct comparison *all, *coded;
	struct tag_agreement *tags;

	for (guint i = 0; i < n; i++) {
		const struct coded_session *one = work->coded->pdata[i];

		a[i] = g_hash_table_lookup(one->views, first);
		b[i] = g_hash_table_lookup(one->views, second);
	}
	all = comparison_new(a, b, n, work->codebook->techniques->len);
	for (guint i = 0; i < n; i++) {
		const struct coding *left = a[i], *right = b[i];

		if (!left || !right)
			continue;
		g_ptr_array_add(kept, where_coded(left, right));
		g_ptr_array_add(kept, where_coded(right, left));
		a[i] = kept->pdata[kept->len - 2];
		b[i] = kept->pdata[kept->len - 1];
	}
	coded = comparison_new(a, b, n, work->codebook->techniques->len);
	tags = tag_agreement_new(first, second);
	tags->sessions = all->sessions;
	tags->turns = all->turns;
	tags->coded = coded->turns;
	fill_techniques(work, tags, all, coded);
	comparison_free(all);
	comparison_free(coded);
	if (tags->sessions > 0)
		g_ptr_array_add(work->agreement->tags, tags);
	else
		tag_agreement_free(tags);
}
