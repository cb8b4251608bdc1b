/*
 * Effective tags -> a suggested extent for each live item.
 *
 * A suggestion is a count of tags held against the counts in the rubric
 * file; it is shown with the turns it rests on and never becomes a score.
 */
#include "scoring/scoring.h"

#include <string.h>

static void
suggestion_free(void *data)
{
	struct suggestion *suggestion = data;

	g_array_unref(suggestion->turns);
	g_free(suggestion);
}

static gboolean
is_evidence(const struct item *item, const struct effective_tag *tag)
{
	if (tag->rejected)
		return FALSE;
	if (!tag->confirmed &&
	    (!tag->machine || tag->machine->strength == STRENGTH_HINT))
		return FALSE;
	for (guint i = 0; i < item->evidence->len; i++)
		if (strcmp(g_ptr_array_index(item->evidence, i),
			   tag->technique) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
is_observed(const struct item *item, guint observed)
{
	for (guint kind = 0; kind <= OBSERVATION_RISK; kind++) {
		const char *name = observation_kind_print(kind);

		for (guint i = 0; i < item->observations->len; i++)
			if (observed & 1u << kind &&
			    strcmp(g_ptr_array_index(item->observations, i),
				   name) == 0)
				return TRUE;
	}
	return FALSE;
}

/* The highest point whose count is reached; 1 when none is; 0 when the item
 * has no counts at all. */
static guint
extent_for_count(const struct item *item, guint count)
{
	guint extent = 0;

	for (guint point = 2; point <= SCALE_POINTS; point++) {
		if (item->suggest_counts[point] == G_MAXUINT)
			continue;
		if (extent == 0)
			extent = 1;
		if (count >= item->suggest_counts[point])
			extent = point;
	}
	return extent;
}

/* Fills turns and confirmed; the number of tags, of which a turn may have
 * several, is returned.  Tags come by turn. */
static guint
gather_evidence(struct suggestion *suggestion, const GPtrArray *tags)
{
	guint count = 0, last_confirmed = 0;

	for (guint i = 0; i < tags->len; i++) {
		const struct effective_tag *tag = g_ptr_array_index(tags, i);
		GArray *turns = suggestion->turns;

		if (!is_evidence(suggestion->item, tag))
			continue;
		count++;
		if (turns->len == 0 ||
		    g_array_index(turns, guint, turns->len - 1) != tag->turn)
			g_array_append_val(turns, tag->turn);
		if (tag->confirmed && tag->turn != last_confirmed) {
			suggestion->confirmed++;
			last_confirmed = tag->turn;
		}
	}
	return count;
}

static struct suggestion *
suggestion_build(const struct item *item, const GPtrArray *tags, guint observed)
{
	struct suggestion *suggestion = g_new0(struct suggestion, 1);
	guint count;

	suggestion->item = item;
	suggestion->turns = g_array_new(FALSE, FALSE, sizeof(guint));
	count = gather_evidence(suggestion, tags);
	if (item->suggest == SUGGEST_NEVER)
		return suggestion;
	suggestion->flag = is_observed(item, observed);
	if (item->suggest == SUGGEST_FLAG)
		suggestion->flag |= count > 0;
	else
		suggestion->extent = extent_for_count(item, count);
	return suggestion;
}

GPtrArray *
suggestions_build(const struct rubric *rubric,
		  const struct session_facts *facts,
		  const GPtrArray *effective_tags, guint observed)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(suggestion_free);

	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = g_ptr_array_index(rubric->items, i);

		if (item_is_live(item, facts))
			g_ptr_array_add(list,
					suggestion_build(item, effective_tags,
							 observed));
	}
	return list;
}

void
suggestions_withhold(const GPtrArray *suggestions)
{
	for (guint i = 0; i < suggestions->len; i++) {
		struct suggestion *suggestion = suggestions->pdata[i];

		suggestion->extent = 0;
	}
}
