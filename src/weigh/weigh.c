/*
 * weigh: clues into points.
 */
#include "weigh/weigh.h"

#include <string.h>

int
weigh_sureness(int points)
{
	return CLAMP(points + SURE, 0, 2 * SURE);
}

static int
sure_at(const int *sure, guint turns, gint64 at)
{
	return at >= 0 && at < turns ? sure[at] : 0;
}

int
weigh_near(const int near[4], const int *sure, guint turns, guint at)
{
	gint64 here = at;
	int far = 0, points;

	for (gint64 away = 3; away <= 5; away++)
		far += sure_at(sure, turns, here - away) +
		       sure_at(sure, turns, here + away);
	points = near[NEAR_BEFORE] * sure_at(sure, turns, here - 1) +
		 near[NEAR_AFTER] * sure_at(sure, turns, here + 1) +
		 near[NEAR_TWO] * (sure_at(sure, turns, here - 2) +
				   sure_at(sure, turns, here + 2)) +
		 near[NEAR_FAR] * far;
	return points / (2 * SURE);
}

/* What is at hand while the turns of a session are weighed. */
struct pan {
	const struct scales *scales;
	GArray *clues; /* struct shown_clue, of one turn */
	guint *seen;   /* by clue: the last turn it was counted in, + 1 */
	gint16 *sum;   /* as a row; empty between turns */
};

/* Many points at a time.  So many clues at most fit into the small sums. */
typedef gint16 lane __attribute__((vector_size(2 * LANE)));
#define CLUES_AT_ONCE (G_MAXINT16 / 128)

static void
sum_points(gint16 *sum, const gint16 *points, guint width)
{
	for (guint w = 0; w < width; w += LANE) {
		lane more, all;

		memcpy(&more, points + w, sizeof more);
		memcpy(&all, sum + w, sizeof all);
		all += more;
		memcpy(sum + w, &all, sizeof all);
	}
}

static void
empty_into(gint16 *sum, int *points, guint n, guint width)
{
	for (guint w = 0; w < n; w++)
		points[w] += sum[w];
	memset(sum, 0, width * sizeof *sum);
}

/* Start and clues of one turn. */
static void
sum_clues(const struct pan *pan, guint turn, int *points)
{
	const GArray *weighings = scales_weights(pan->scales)->weighings;
	guint width = scales_width(pan->scales), added = 0;

	for (guint w = 0; w < weighings->len; w++)
		points[w] = g_array_index(weighings, struct weighing, w).start;
	for (guint i = 0; i < pan->clues->len; i++) {
		guint clue = scales_find(
			pan->scales,
			g_array_index(pan->clues, struct shown_clue, i).key);

		if (!clue || pan->seen[clue] == turn + 1)
			continue;
		pan->seen[clue] = turn + 1;
		sum_points(pan->sum, scales_points(pan->scales, clue), width);
		if (++added % CLUES_AT_ONCE == 0)
			empty_into(pan->sum, points, weighings->len, width);
	}
	empty_into(pan->sum, points, weighings->len, width);
}

static gint16
cut_off(int points)
{
	return (gint16)CLAMP(points, G_MININT16, G_MAXINT16);
}

/* n of the therapist's turns, the first of them at `from`. */
static void
weigh_turns(const struct scales *scales, const struct weighed *weighed,
	    guint from, guint n, gint16 *points)
{
	guint width = weighed->width;
	g_autoptr(GArray) clues =
		g_array_new(FALSE, FALSE, sizeof(struct shown_clue));
	g_autofree guint *seen =
		g_new0(guint, scales_weights(scales)->clues->len + 1);
	g_autofree gint16 *sum = g_new0(gint16, scales_width(scales) + 1);
	g_autofree int *row = g_new(int, width + 1);
	struct pan pan = { scales, clues, seen, sum };

	for (guint i = 0; i < n; i++) {
		guint turn = weighed->turns[from + i];

		clue_session_show(weighed->session, turn, clues);
		sum_clues(&pan, turn, row);
		for (guint w = 0; w < width; w++)
			points[(gsize)i * width + w] = cut_off(row[w]);
	}
}

static void
add_neighbours(const struct weights *weights, const gint16 *clues,
	       struct weighed *weighed)
{
	g_autofree int *sure = g_new(int, weighed->n + 1);
	gsize width = weighed->width;

	for (guint w = 0; w < width; w++) {
		const struct weighing *weighing =
			&g_array_index(weights->weighings, struct weighing, w);

		for (guint i = 0; i < weighed->n; i++)
			sure[i] = weigh_sureness(clues[i * width + w]);
		for (guint i = 0; i < weighed->n; i++)
			weighed->total[i * width + w] =
				cut_off(clues[i * width + w] +
					weigh_near(weighing->near, sure,
						   weighed->n, i));
	}
}

/* Adds to gained what all techniques gain from those of a turn (a row). */
static void
gain_beside(const struct weights *weights, const gint16 *clues, guint width,
	    enum beside beside, int *gained)
{
	for (guint of = 0; of < width; of++) {
		const gint16 *points = weights_beside(weights, beside, of);
		int sure = weigh_sureness(clues[of]);

		for (guint w = 0; sure && w < width; w++)
			gained[w] += points[w] * sure;
	}
}

static void
add_techniques_beside(const struct weights *weights, const gint16 *clues,
		      struct weighed *weighed)
{
	g_autofree int *gained = g_new(int, weighed->width + 1);
	guint width = weighed->width;

	for (guint i = 0; i < weighed->n; i++, clues += width) {
		gint16 *total = weighed->total + (gsize)i * width;

		memset(gained, 0, width * sizeof *gained);
		gain_beside(weights, clues, width, BESIDE_HERE, gained);
		if (i > 0)
			gain_beside(weights, clues - width, width, BESIDE_LAST,
				    gained);
		if (i + 1 < weighed->n)
			gain_beside(weights, clues + width, width, BESIDE_NEXT,
				    gained);
		for (guint w = 0; w < width; w++)
			total[w] = cut_off(total[w] + gained[w] / (2 * SURE));
	}
}

struct weighed *
weighed_new(const struct scales *scales, const struct speech *speech,
	    const struct session_facts *facts)
{
	struct weighed *weighed = g_new0(struct weighed, 1);
	struct clue_session *session =
		clue_session_new(scales_vocabulary(scales), speech, facts);
	g_autofree gint16 *clues = NULL;
	gsize cells;

	weighed->session = session;
	weighed->turns = g_new(guint, speech->turns->len + 1);
	weighed->row = g_new(int, speech->turns->len + 1);
	for (guint i = 0; i < speech->turns->len; i++) {
		weighed->row[i] = -1;
		if (speech_turn(speech, i)->role != TURN_THERAPIST)
			continue;
		weighed->row[i] = (int)weighed->n;
		weighed->turns[weighed->n++] = i;
	}
	weighed->width = scales_weights(scales)->weighings->len;
	cells = (gsize)weighed->n * weighed->width + 1;
	clues = g_new(gint16, cells);
	weighed->total = g_new(gint16, cells);
	weigh_turns(scales, weighed, 0, weighed->n, clues);
	add_neighbours(scales_weights(scales), clues, weighed);
	add_techniques_beside(scales_weights(scales), clues, weighed);
	return weighed;
}

void
weighed_free(struct weighed *weighed)
{
	if (!weighed)
		return;
	clue_session_free(weighed->session);
	g_free(weighed->turns);
	g_free(weighed->row);
	g_free(weighed->total);
	g_free(weighed);
}

void
weighed_clues(const struct weighed *weighed, const struct scales *scales,
	      guint turn, gint16 *points)
{
	weigh_turns(scales, weighed, (guint)weighed->row[turn], 1, points);
}

void
weighed_show(const struct weighed *weighed, guint turn, GArray *clues)
{
	clue_session_show(weighed->session, turn, clues);
}

struct span
weighed_words(const struct weighed *weighed, const struct scales *scales,
	      guint turn, guint w, const GPtrArray *small)
{
	g_autoptr(GArray) clues =
		g_array_new(FALSE, FALSE, sizeof(struct shown_clue));
	struct span words = { 0, 0 };
	int most = 0;

	clue_session_show(weighed->session, turn, clues);
	for (guint i = 0; i < clues->len; i++) {
		const struct shown_clue *shown =
			&g_array_index(clues, struct shown_clue, i);
		const struct clue *clue = scales_clue(scales, shown->key);

		int points;

		if (!clue ||
		    (clue->kind != CLUE_SAYS && clue->kind != CLUE_ASKS) ||
		    !clue_tells(clue->text, small))
			continue;
		/* two words tell a reader more than one */
		points = clue->points[w] * (strchr(clue->text, ' ') ? 2 : 1);
		if (points > most) {
			most = points;
			words = shown->span;
		}
	}
	return words;
}
