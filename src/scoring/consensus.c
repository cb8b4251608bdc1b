/*
 * What of a consensus can be filled in without asking anybody.
 *
 * The one idea: a value that was filled in and never touched is nobody's
 * opinion, so that it goes when those do not agree any more whose it was.
 */
#include "scoring/scoring.h"

#include <string.h>

static const struct item_views *
find_views(const GPtrArray *list, const char *item)
{
	for (guint i = 0; list && i < list->len; i++) {
		const struct item_views *views = list->pdata[i];

		if (!strcmp(views->item->id, item))
			return views;
	}
	return NULL;
}

/* Was the value filled in because all agreed, and never touched? */
static gboolean
is_filled(const struct item_rating *value, const GPtrArray *before)
{
	const struct item_views *views = find_views(before, value->item);
	struct item_rating *agreed = NULL;
	gboolean same;

	if (value->comment || !views || !views->agreed)
		return FALSE;
	agreed = item_views_agreed(views);
	same = agreed->extent == value->extent &&
	       agreed->quality == value->quality;
	item_rating_free(agreed);
	return same;
}

static gboolean
same_value(const struct item_rating *a, const struct item_rating *b)
{
	guint n = a->turns ? a->turns->len : 0;

	return a->extent == b->extent && a->quality == b->quality &&
	       !g_strcmp0(a->na_reason, b->na_reason) &&
	       n == (b->turns ? b->turns->len : 0) &&
	       (n == 0 ||
		!memcmp(a->turns->data, b->turns->data, n * sizeof(guint)));
}

GPtrArray *
consensus_values_build(const GPtrArray *views, const struct rating *old,
		       const GPtrArray *before)
{
	GPtrArray *items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);

	for (guint i = 0; i < views->len; i++) {
		const struct item_views *of = views->pdata[i];
		const struct item_rating *value =
			old ? rating_item(old, of->item->id) : NULL;
		struct item_rating *now = NULL;

		if (value && !is_filled(value, before))
			continue;
		if (of->agreed) {
			now = item_views_agreed(of);
		} else if (value) {
			now = g_new0(struct item_rating, 1);
			now->item = g_strdup(value->item);
		}
		if (now && value && same_value(now, value))
			g_clear_pointer(&now, item_rating_free);
		if (now)
			g_ptr_array_add(items, now);
	}
	return items;
}
