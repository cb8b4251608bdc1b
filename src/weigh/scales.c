/*
 * scales: the weights of a codebook made ready to look clues up in.
 *
 * Words have numbers, so a clue of one word is a place in an array; pairs are
 * found by open addressing.  Rows of points are as wide as whole lanes, so
 * that they are added up many at a time.
 */
#include "weigh/weigh.h"

struct pair_slot {
	guint64 key; /* 0: empty */
	guint clue;
};

struct scales {
	const struct weights *weights;
	struct vocabulary *vocabulary;
	guint *single[CLUE_KINDS]; /* by word: clue + 1, or 0 */
	struct pair_slot *pairs;   /* open addressing; mask + 1 of them */
	guint64 mask;
	gint16 *points; /* clues x width */
	guint width;	/* weighings, and up to a whole lane */
};

static guint64
pair_place(const struct scales *scales, guint64 key)
{
	return (key * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> 20) &
	       scales->mask;
}

static void
add_pair(struct scales *scales, guint64 key, guint clue)
{
	guint64 at = pair_place(scales, key);

	while (scales->pairs[at].key)
		at = (at + 1) & scales->mask;
	scales->pairs[at] = (struct pair_slot){ key, clue };
}

static void
add_clues(struct scales *scales)
{
	const GArray *clues = scales->weights->clues;
	guint words = vocabulary_size(scales->vocabulary);

	for (guint kind = 0; kind < CLUE_KINDS; kind++)
		scales->single[kind] = g_new0(guint, words);
	scales->mask = 1;
	while (scales->mask <= 2 * (guint64)clues->len)
		scales->mask *= 2;
	scales->pairs = g_new0(struct pair_slot, scales->mask);
	scales->mask--;
	for (guint i = 0; i < clues->len; i++) {
		const struct clue *clue = &g_array_index(clues, struct clue, i);
		guint64 key = clue_key_of_text(scales->vocabulary, clue->kind,
					       clue->text);

		if (!key)
			continue;
		if (clue_key_second(key))
			add_pair(scales, key, i);
		else
			scales->single[clue->kind][clue_key_first(key)] = i + 1;
	}
}

struct scales *
scales_new(const struct weights *weights)
{
	struct scales *scales = g_new0(struct scales, 1);
	guint n = weights->weighings->len;

	scales->weights = weights;
	scales->vocabulary = vocabulary_new();
	scales->width = (n + LANE - 1) / LANE * LANE;
	scales->points =
		g_new0(gint16, (gsize)weights->clues->len * scales->width + 1);
	for (guint i = 0; i < weights->clues->len; i++) {
		const struct clue *clue =
			&g_array_index(weights->clues, struct clue, i);

		clue_key_of_text(scales->vocabulary, clue->kind, clue->text);
		for (guint w = 0; w < n; w++)
			scales->points[(gsize)i * scales->width + w] =
				clue->points[w];
	}
	vocabulary_close(scales->vocabulary);
	add_clues(scales);
	return scales;
}

void
scales_free(struct scales *scales)
{
	if (!scales)
		return;
	vocabulary_free(scales->vocabulary);
	for (guint kind = 0; kind < CLUE_KINDS; kind++)
		g_free(scales->single[kind]);
	g_free(scales->pairs);
	g_free(scales->points);
	g_free(scales);
}

struct vocabulary *
scales_vocabulary(const struct scales *scales)
{
	return scales->vocabulary;
}

const struct weights *
scales_weights(const struct scales *scales)
{
	return scales->weights;
}

guint
scales_width(const struct scales *scales)
{
	return scales->width;
}

guint
scales_find(const struct scales *scales, guint64 key)
{
	guint64 at;

	if (!clue_key_second(key))
		return scales->single[clue_key_kind(key)][clue_key_first(key)];
	for (at = pair_place(scales, key); scales->pairs[at].key;
	     at = (at + 1) & scales->mask) {
		if (scales->pairs[at].key == key)
			return scales->pairs[at].clue + 1;
	}
	return 0;
}

const gint16 *
scales_points(const struct scales *scales, guint clue)
{
	return scales->points + (gsize)(clue - 1) * scales->width;
}

const struct clue *
scales_clue(const struct scales *scales, guint64 key)
{
	guint i = scales_find(scales, key);

	return i ? &g_array_index(scales->weights->clues, struct clue, i - 1) :
		   NULL;
}
