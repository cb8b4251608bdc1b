/*
 * Several ratings of one session, item by item.
 *
 * Two values are the same when extent and quality are; N/A is the same as N/A
 * whatever the reasons, which are kept side by side.
 */
#include "scoring/scoring.h"

#include <string.h>

static gboolean
has_value(const struct item_rating *rating)
{
	return rating && (rating->extent > 0 || rating->na_reason);
}

static gboolean
same_points(const struct item_rating *a, const struct item_rating *b)
{
	return a->extent == b->extent && a->quality == b->quality;
}

void
item_views_free(struct item_views *views)
{
	if (!views)
		return;
	g_ptr_array_unref(views->said);
	g_free(views);
}

gboolean
item_views_differ(const struct item_views *views)
{
	const struct item_rating *first = NULL;

	for (guint i = 0; i < views->said->len; i++) {
		const struct item_rating *said = views->said->pdata[i];

		if (first && said && !same_points(first, said))
			return TRUE;
		if (said)
			first = said;
	}
	return FALSE;
}

static struct item_views *
views_of(const struct item *item, const GPtrArray *ratings)
{
	struct item_views *views = g_new0(struct item_views, 1);

	views->item = item;
	views->said = g_ptr_array_new();
	for (guint i = 0; i < ratings->len; i++) {
		const struct item_rating *said =
			rating_item(ratings->pdata[i], item->id);

		if (!has_value(said))
			said = NULL;
		views->rated += said != NULL;
		g_ptr_array_add(views->said, (gpointer)said);
	}
	views->agreed =
		views->rated == ratings->len && !item_views_differ(views);
	return views;
}

GPtrArray *
item_views_build(const struct rubric *rubric, const GPtrArray *ratings)
{
	GPtrArray *list =
		g_ptr_array_new_with_free_func((GDestroyNotify)item_views_free);

	for (guint i = 0; i < rubric->items->len; i++) {
		struct item_views *views =
			views_of(rubric->items->pdata[i], ratings);

		if (views->rated > 0)
			g_ptr_array_add(list, views);
		else
			item_views_free(views);
	}
	return list;
}

static int
by_number(const void *a, const void *b)
{
	guint left = *(const guint *)a, right = *(const guint *)b;

	return left < right ? -1 : left > right;
}

void
item_turns_unite(GArray *turns, const GArray *more)
{
	guint n = 0;

	g_array_append_vals(turns, more->data, more->len);
	g_array_sort(turns, by_number);
	for (guint i = 0; i < turns->len; i++) {
		guint turn = g_array_index(turns, guint, i);

		if (n == 0 || g_array_index(turns, guint, n - 1) != turn)
			g_array_index(turns, guint, n++) = turn;
	}
	g_array_set_size(turns, n);
}

static GArray *
unite_turns(const struct item_views *views)
{
	GArray *turns = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < views->said->len; i++) {
		const struct item_rating *said = views->said->pdata[i];

		if (said && said->turns)
			item_turns_unite(turns, said->turns);
	}
	return turns;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *
unite_reasons(const struct item_views *views)
{
	g_autoptr(GPtrArray) reasons = g_ptr_array_new();
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < views->said->len; i++) {
		const struct item_rating *said = views->said->pdata[i];

		if (said && said->na_reason)
			g_ptr_array_add(reasons, said->na_reason);
	}
	g_ptr_array_sort(reasons, by_bytes);
	for (guint i = 0; i < reasons->len; i++) {
		const char *reason = reasons->pdata[i];

		if (i == 0 || strcmp(reason, reasons->pdata[i - 1]) != 0)
			g_string_append_printf(out, "%s%s", i ? "; " : "",
					       reason);
	}
	return g_string_free(out, FALSE);
}

struct item_rating *
item_views_agreed(const struct item_views *views)
{
	const struct item_rating *any = views->said->pdata[0];
	struct item_rating *agreed = g_new0(struct item_rating, 1);

	g_assert(views->agreed);
	agreed->item = g_strdup(any->item);
	agreed->extent = any->extent;
	agreed->quality = any->quality;
	if (!any->extent)
		agreed->na_reason = unite_reasons(views);
	agreed->turns = unite_turns(views);
	return agreed;
}

char *
item_value_print(const struct item_rating *rating)
{
	if (!has_value(rating))
		return g_strdup("-");
	if (!rating->extent)
		return g_strdup("N/A");
	return rating->quality ? g_strdup_printf("%u/%u", rating->extent,
						 rating->quality) :
				 g_strdup_printf("%u", rating->extent);
}

/* -- gaps ------------------------------------------------------------------ */

static struct item_gap *
gap_of(const struct item *item, const struct item_rating *self,
       const struct item_rating *other)
{
	struct item_gap *gap = g_new0(struct item_gap, 1);

	gap->item = item;
	gap->self = self;
	gap->other = other;
	gap->has_extent = self && other && self->extent && other->extent;
	gap->has_quality = gap->has_extent && self->quality && other->quality;
	if (gap->has_extent)
		gap->extent = (int)self->extent - (int)other->extent;
	if (gap->has_quality)
		gap->quality = (int)self->quality - (int)other->quality;
	return gap;
}

GPtrArray *
item_gaps_build(const struct rubric *rubric, const struct rating *self,
		const struct rating *other)
{
	GPtrArray *gaps = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = rubric->items->pdata[i];
		const struct item_rating *own = rating_item(self, item->id);
		const struct item_rating *theirs = rating_item(other, item->id);

		own = has_value(own) ? own : NULL;
		theirs = has_value(theirs) ? theirs : NULL;
		if (own || theirs)
			g_ptr_array_add(gaps, gap_of(item, own, theirs));
	}
	return gaps;
}

const char *
item_gap_direction(const struct item_gap *gap)
{
	gboolean above = gap->extent > 0 || gap->quality > 0;
	gboolean below = gap->extent < 0 || gap->quality < 0;

	if (!gap->has_extent)
		return "not comparable";
	if (above && below)
		return "mixed";
	return above ? "self above" : below ? "self below" : "same";
}

char *
item_gap_print(const struct item_gap *gap)
{
	if (!gap->has_extent)
		return g_strdup("");
	if (!gap->extent && !gap->quality)
		return g_strdup("same");
	if (!gap->quality)
		return g_strdup_printf("extent %+d", gap->extent);
	if (!gap->extent)
		return g_strdup_printf("quality %+d", gap->quality);
	return g_strdup_printf("extent %+d, quality %+d", gap->extent,
			       gap->quality);
}
