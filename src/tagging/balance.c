/*
 * balance: what came for and against a tag, told to whoever asks why.
 */
#include "tagging/private.h"

#include <string.h>

#define MOST_TOLD 5

struct pull {
	const struct clue *clue;
	int points;
};

static int
compare_pulls(gconstpointer a, gconstpointer b)
{
	const struct pull *x = a, *y = b;

	if (ABS(x->points) != ABS(y->points))
		return ABS(x->points) > ABS(y->points) ? -1 : 1;
	return x->clue < y->clue ? -1 : x->clue > y->clue;
}

static GArray *
pulls_of(const struct session *session, guint turn, guint w)
{
	GArray *pulls = g_array_new(FALSE, FALSE, sizeof(struct pull));
	g_autoptr(GArray) shown =
		g_array_new(FALSE, FALSE, sizeof(struct shown_clue));

	weighed_show(session->weighed, turn, shown);
	for (guint i = 0; i < shown->len; i++) {
		guint64 key = g_array_index(shown, struct shown_clue, i).key;
		struct pull pull = { scales_clue(session->tagger->scales, key),
				     0 };

		if (!pull.clue || !pull.clue->points[w])
			continue;
		pull.points = pull.clue->points[w];
		g_array_append_val(pulls, pull);
	}
	g_array_sort(pulls, compare_pulls);
	return pulls;
}

static void
append_pulls(const GArray *pulls, const char *what, int sign, GString *out)
{
	guint told = 0;

	for (guint i = 0; i < pulls->len && told < MOST_TOLD; i++) {
		const struct pull *pull = &g_array_index(pulls, struct pull, i);

		/* what was said twice stands twice, side by side */
		if (pull->points * sign <= 0 ||
		    (i > 0 && pull[-1].clue == pull->clue))
			continue;
		g_string_append_printf(out, "%s%s '%s' %+d",
				       told++ ? ", " : what,
				       clue_kind_print(pull->clue->kind),
				       pull->clue->text, pull->points);
	}
	if (told)
		g_string_append_c(out, '\n');
}

static int
find_weighing(const struct weights *weights, guint technique)
{
	for (guint w = 0; weights && w < weights->weighings->len; w++) {
		if (g_array_index(weights->weighings, struct weighing, w)
			    .technique == technique)
			return (int)w;
	}
	return -1;
}

void
session_explain_weight(const struct session *session, const struct tag *tag,
		       GString *out)
{
	const struct weights *weights = session->tagger->codebook->weights;
	int w = find_weighing(weights, tag->technique);
	const struct weighed *weighed = session->weighed;
	const struct weighing *weighing;
	g_autoptr(GArray) pulls = NULL;
	g_autofree gint16 *clues = NULL;
	int total;

	if (w < 0 || !weighed)
		return;
	weighing = &g_array_index(weights->weighings, struct weighing, w);
	clues = g_new(gint16, weighed->width + 1);
	weighed_clues(weighed, session->tagger->scales, tag->turn - 1, clues);
	total = weighed->total[(gsize)weighed->row[tag->turn - 1] *
				       weighed->width +
			       (guint)w];
	g_string_append_printf(
		out,
		"    weight: words and place %+d, turns and techniques around %+d",
		clues[w], total - clues[w]);
	if (session_has_rules(session, tag))
		g_string_append(out, ", and what its rules are worth");
	g_string_append_printf(out, "; a hint from %d, probable from %d\n",
			       weighing->hint, weighing->probable);
	pulls = pulls_of(session, tag->turn - 1, (guint)w);
	append_pulls(pulls, "      for it: ", 1, out);
	append_pulls(pulls, "      against: ", -1, out);
}
