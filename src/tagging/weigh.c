/*
 * weigh: clues into points.
 */
#include "tagging/weigh.h"

/* -- the scales ------------------------------------------------------------ */

struct scales *
scales_new(const struct weights *weights)
{
	struct scales *scales = g_new0(struct scales, 1);

	scales->weights = weights;
	scales->vocabulary = vocabulary_new();
	scales->clues = g_hash_table_new_full(g_int64_hash, g_int64_equal,
					      g_free, NULL);
	for (guint i = 0; i < weights->clues->len; i++) {
		const struct clue *clue =
			&g_array_index(weights->clues, struct clue, i);
		guint64 key = clue_key_of_text(scales->vocabulary, clue->kind,
					       clue->text);

		if (key)
			g_hash_table_insert(scales->clues,
					    g_memdup2(&key, sizeof key),
					    GUINT_TO_POINTER(i + 1));
	}
	scales->vocabulary->open = FALSE;
	return scales;
}

void
scales_free(struct scales *scales)
{
	if (!scales)
		return;
	vocabulary_free(scales->vocabulary);
	g_hash_table_unref(scales->clues);
	g_free(scales);
}

const struct clue *
scales_clue(const struct scales *scales, guint64 key)
{
	guint i = GPOINTER_TO_UINT(g_hash_table_lookup(scales->clues, &key));

	return i ? &g_array_index(scales->weights->clues, struct clue, i - 1) :
		   NULL;
}

/* -- points ---------------------------------------------------------------- */

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

/* Start and clues of one turn. */
static void
sum_clues(const struct scales *scales, const GArray *clues, int *points)
{
	const GArray *weighings = scales->weights->weighings;

	for (guint w = 0; w < weighings->len; w++)
		points[w] = g_array_index(weighings, struct weighing, w).start;
	for (guint i = 0; i < clues->len; i++) {
		const struct clue *clue = scales_clue(
			scales, g_array_index(clues, struct shown_clue, i).key);

		for (guint w = 0; clue && w < weighings->len; w++)
			points[w] += clue->points[w];
	}
}

static void
add_neighbours(const struct scales *scales, struct weighed *weighed)
{
	g_autofree int *sure = g_new(int, weighed->n + 1);

	for (guint w = 0; w < weighed->width; w++) {
		const struct weighing *weighing = &g_array_index(
			scales->weights->weighings, struct weighing, w);

		for (guint i = 0; i < weighed->n; i++)
			sure[i] = weigh_sureness(
				weighed->clues[i * weighed->width + w]);
		for (guint i = 0; i < weighed->n; i++) {
			guint at = i * weighed->width + w;

			weighed->total[at] =
				weighed->clues[at] +
				weigh_near(weighing->near, sure, weighed->n, i);
		}
	}
}

struct weighed *
weighed_new(const struct scales *scales, const struct speech *speech,
	    const struct session_facts *facts)
{
	struct weighed *weighed = g_new0(struct weighed, 1);
	struct clue_session *session =
		clue_session_new(scales->vocabulary, speech, facts);
	g_autoptr(GArray) clues =
		g_array_new(FALSE, FALSE, sizeof(struct shown_clue));
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
	weighed->width = scales->weights->weighings->len;
	cells = (gsize)weighed->n * weighed->width + 1;
	weighed->clues = g_new0(int, cells);
	weighed->total = g_new0(int, cells);
	for (guint i = 0; i < weighed->n; i++) {
		clue_session_show(session, weighed->turns[i], clues);
		sum_clues(scales, clues, weighed->clues + i * weighed->width);
	}
	add_neighbours(scales, weighed);
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
	g_free(weighed->clues);
	g_free(weighed->total);
	g_free(weighed);
}

void
weighed_show(const struct weighed *weighed, guint turn, GArray *clues)
{
	clue_session_show(weighed->session, turn, clues);
}

struct span
weighed_words(const struct weighed *weighed, const struct scales *scales,
	      guint turn, guint w)
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

		if (clue && clue->kind == CLUE_SAYS && clue->points[w] > most) {
			most = clue->points[w];
			words = shown->span;
		}
	}
	return words;
}
