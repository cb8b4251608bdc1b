/*
 * balance: what came for and against a tag, told to whoever asks why.
 */
#include "tagging/weights.h"

#include <string.h>

static int
compare_pulls(gconstpointer a, gconstpointer b)
{
	const struct told_pull *x = a, *y = b;

	if (ABS(x->points) != ABS(y->points))
		return ABS(x->points) > ABS(y->points) ? -1 : 1;
	return x->clue < y->clue ? -1 : x->clue > y->clue;
}

static GArray *
pulls_on_turn(const struct tagging_run *run, guint turn, guint w)
{
	GArray *pulls = g_array_new(FALSE, FALSE, sizeof(struct told_pull));
	g_autoptr(GArray) shown =
		g_array_new(FALSE, FALSE, sizeof(struct shown_clue));

	weighed_show(run->weighed, turn, shown);
	for (guint i = 0; i < shown->len; i++) {
		guint64 key = g_array_index(shown, struct shown_clue, i).key;
		struct told_pull pull = { scales_clue(run->tagger->scales, key),
					  0 };

		if (!pull.clue || !pull.clue->points[w])
			continue;
		pull.points = pull.clue->points[w];
		g_array_append_val(pulls, pull);
	}
	g_array_sort(pulls, compare_pulls);
	/* what was said twice stands twice, side by side */
	for (guint i = pulls->len; i-- > 1;) {
		if (g_array_index(pulls, struct told_pull, i).clue ==
		    g_array_index(pulls, struct told_pull, i - 1).clue)
			g_array_remove_index(pulls, i);
	}
	return pulls;
}

static int
find_technique_weighing(const struct weights *weights, guint technique)
{
	for (guint w = 0; weights && w < weights->weighings->len; w++) {
		if (g_array_index(weights->weighings, struct weighing, w)
			    .technique == technique)
			return (int)w;
	}
	return -1;
}

struct told_weight *
run_tell_weight(const struct tagging_run *run, const struct tag *tag)
{
	const struct weights *weights = run->tagger->codebook->weights;
	int w = find_technique_weighing(weights, tag->technique);
	const struct weighed *weighed = run->weighed;
	const struct weighing *weighing;
	g_autofree gint16 *clues = NULL;
	struct told_weight *told;

	if (w < 0 || !weighed)
		return NULL;
	weighing = &g_array_index(weights->weighings, struct weighing, w);
	clues = g_new(gint16, weighed->width + 1);
	weighed_clues(weighed, run->tagger->scales, tag->turn - 1, clues);
	told = g_new0(struct told_weight, 1);
	told->words = clues[w];
	told->around = weighed->total[(gsize)weighed->row[tag->turn - 1] *
					      weighed->width +
				      (guint)w] -
		       clues[w];
	/* what was dropped before came to no scales */
	told->has_rules =
		run_has_rules(run, tag) &&
		(!tag->dropped_by || strcmp(tag->dropped_by, "weight") == 0);
	told->rules = tag->weight;
	told->hint = weighing->hint;
	told->probable = weighing->probable;
	told->pulls = pulls_on_turn(run, tag->turn - 1, (guint)w);
	return told;
}
