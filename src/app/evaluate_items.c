/*
 * Suggested extents held against the extents people gave.
 */
#include "app/private.h"
#include "app/compare.h"

#include <string.h>

/* The extent in a list of ratings; 0 when there is none or N/A. */
static guint
rated_extent(const GPtrArray *ratings, const char *item)
{
	const struct item_rating *rating = item_rating_find(ratings, item);

	return rating ? rating->extent : 0;
}

static guint
suggested_extent(const GPtrArray *suggested, const char *item)
{
	for (guint i = 0; i < suggested->len; i++) {
		const struct suggestion *suggestion = suggested->pdata[i];

		if (!strcmp(suggestion->item->id, item))
			return suggestion->extent;
	}
	return 0;
}

/* FALSE when no session has both. */
static gboolean
signal_build(const GPtrArray *golds, const char *item,
	     struct item_signal *signal)
{
	g_autofree double *rated = g_new0(double, golds->len + 1);
	g_autofree double *suggested = g_new0(double, golds->len + 1);
	guint n = 0;

	for (guint i = 0; i < golds->len; i++) {
		const struct gold *gold = golds->pdata[i];
		guint person, machine;

		if (!gold->ratings || !gold->suggested)
			continue;
		person = rated_extent(gold->ratings, item);
		machine = suggested_extent(gold->suggested, item);
		if (!person || !machine)
			continue;
		rated[n] = person;
		suggested[n++] = machine;
	}
	signal->n = n;
	signal->spearman = agreement_spearman(rated, suggested, n);
	signal->mae = agreement_mae(rated, suggested, n);
	return n > 0;
}

/* Without a technique of its evidence nothing could be suggested. */
static gboolean
item_is_covered(const struct item *item, const struct codebook *codebook)
{
	for (guint i = 0; i < item->evidence->len; i++) {
		if (codebook_technique(codebook, item->evidence->pdata[i]))
			return TRUE;
	}
	return FALSE;
}

void
evaluate_items(struct evaluation *evaluation, const GPtrArray *golds,
	       const struct rubric *rubric, const struct codebook *codebook)
{
	evaluation->items = g_new0(struct item_signal, rubric->items->len + 1);
	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = rubric->items->pdata[i];
		struct item_signal *signal =
			&evaluation->items[evaluation->n_items];

		if (!item_is_covered(item, codebook) ||
		    !signal_build(golds, item->id, signal))
			continue;
		signal->item = g_strdup(item->id);
		evaluation->n_items++;
	}
}
