/*
 * tags: hits and episodes -> techniques on turns.
 *
 * A technique stands on a turn once, with the greatest strength and all the
 * hits that gave it.  Only the therapist's turns are tagged; hits on other
 * turns are there to be referred to.
 */
#include "tagging/look.h"
#include "tagging/stretches.h"
#include "tagging/tags.h"

#include <string.h>

struct collection {
	struct tagging_run *run;
	GHashTable *by_place; /* turn x technique -> struct tag */
	GPtrArray *dropped;   /* tags that fell with their episode */
};

struct tag *
tag_new(guint turn, guint technique)
{
	struct tag *tag = g_new0(struct tag, 1);

	tag->turn = turn + 1;
	tag->technique = technique;
	tag->episode = -1;
	tag->hits = g_array_new(FALSE, FALSE, sizeof(guint));
	return tag;
}

static struct tag *
tag_at(struct collection *collection, guint turn, guint technique)
{
	const struct tagging_run *run = collection->run;
	gsize techniques = run->tagger->codebook->techniques->len;
	gpointer key = GSIZE_TO_POINTER(turn * techniques + technique + 1);
	struct tag *tag = g_hash_table_lookup(collection->by_place, key);

	if (tag)
		return tag;
	tag = tag_new(turn, technique);
	g_hash_table_insert(collection->by_place, key, tag);
	g_ptr_array_add(run->result->tags, tag);
	return tag;
}

void
tag_add_hit(struct tag *tag, guint hit)
{
	for (guint i = 0; i < tag->hits->len; i++) {
		if (g_array_index(tag->hits, guint, i) == hit)
			return;
	}
	g_array_append_val(tag->hits, hit);
}

/* The episode of a hit's own technique that fell short, or NULL. */
static const struct episode *
failed_episode(const struct tagging_run *run, const struct hit *hit,
	       const struct rule *rule)
{
	const struct stretch *stretch;
	const struct episode *episode;

	if (hit->episode < 0)
		return NULL;
	stretch = run->stretches->pdata[hit->episode];
	episode = tagger_episode(run->tagger, stretch->episode)->episode;
	return stretch->complete || episode->technique != rule->technique ?
		       NULL :
		       episode;
}

static void
collect_hit(struct collection *collection, guint i)
{
	struct tagging_run *run = collection->run;
	const struct hit *hit =
		&g_array_index(run->result->hits, struct hit, i);
	const struct rule *rule = tagger_rule(run->tagger, hit->rule)->rule;
	const struct episode *failed = failed_episode(run, hit, rule);
	enum strength strength = rule->strength;
	struct tag *tag;

	if (rule->weak || rule->weighed ||
	    speech_turn(&run->speech, hit->turn - 1)->role != TURN_THERAPIST)
		return;
	if (failed && failed->otherwise == EPISODE_DROP) {
		tag = tag_new(hit->turn - 1, rule->technique);
		tag->strength = strength;
		tag->episode = hit->episode;
		tag->dropped_by = failed->id;
		tag_add_hit(tag, i);
		g_ptr_array_add(collection->dropped, tag);
		return;
	}
	if (failed && failed->otherwise == EPISODE_HINT)
		strength = STRENGTH_HINT;
	tag = tag_at(collection, hit->turn - 1, rule->technique);
	tag->strength = MAX(tag->strength, strength);
	tag_add_hit(tag, i);
}

static struct tag *
add_sequence(struct collection *collection, int found, guint turn)
{
	const struct tagging_run *run = collection->run;
	const struct stretch *stretch = run->stretches->pdata[found];
	guint technique = tagger_episode(run->tagger, stretch->episode)
				  ->episode->technique;
	struct tag *tag = tag_at(collection, turn, technique);

	tag->strength = STRENGTH_SEQUENCE;
	if (tag->episode < 0)
		tag->episode = found;
	return tag;
}

/* The therapist's turns between two carriers, when they are few. */
static void
add_bridge(struct collection *collection, int found, guint from, guint to)
{
	struct tagging_run *run = collection->run;
	const struct stretch *stretch = run->stretches->pdata[found];
	const struct ready_episode *ready =
		tagger_episode(run->tagger, stretch->episode);
	guint between = 0;

	for (guint turn = from + 1; turn < to; turn++)
		between +=
			speech_turn(&run->speech, turn)->role == TURN_THERAPIST;
	if (between == 0 || between > ready->episode->bridges)
		return;
	for (guint turn = from + 1; turn < to; turn++) {
		struct condition_look look = { 0 };
		struct tag *tag;

		if (speech_turn(&run->speech, turn)->role != TURN_THERAPIST)
			continue;
		if (ready->bridge_unless && look_at(run, ready->bridge_unless,
						    turn, &look) != ANSWER_NO)
			continue;
		tag = add_sequence(collection, found, turn);
		tag->bridged = tag->hits->len == 0;
	}
}

static void
add_stretch(struct collection *collection, int found)
{
	struct tagging_run *run = collection->run;
	const struct stretch *stretch = run->stretches->pdata[found];
	const struct carrier *before = NULL;

	for (guint i = 0; i < stretch->carriers->len; i++) {
		const struct carrier *carrier =
			&g_array_index(stretch->carriers, struct carrier, i);
		struct tag *tag;

		if (!carrier->therapist)
			continue;
		if (before)
			add_bridge(collection, found, before->turn,
				   carrier->turn);
		before = carrier;
		tag = add_sequence(collection, found, carrier->turn);
		for (guint h = 0; h < carrier->hits->len; h++)
			tag_add_hit(tag,
				    g_array_index(carrier->hits, guint, h));
	}
}

static int
compare_indices(gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *)a, y = *(const guint *)b;

	return x < y ? -1 : x > y;
}

int
tag_compare(gconstpointer a, gconstpointer b)
{
	const struct tag *x = *(struct tag *const *)a;
	const struct tag *y = *(struct tag *const *)b;

	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	return x->technique < y->technique ? -1 : x->technique > y->technique;
}

/* What fell with its episode is gone only where nothing else gave it. */
static void
keep_dropped(struct collection *collection)
{
	const struct tagging_run *run = collection->run;
	gsize techniques = run->tagger->codebook->techniques->len;

	for (guint i = 0; i < collection->dropped->len; i++) {
		struct tag *tag = collection->dropped->pdata[i];
		gpointer key = GSIZE_TO_POINTER((tag->turn - 1) * techniques +
						tag->technique + 1);
		struct tag *stands =
			g_hash_table_lookup(collection->by_place, key);

		if (!stands) {
			g_ptr_array_add(run->result->dropped, tag);
			continue;
		}
		tag_add_hit(stands, g_array_index(tag->hits, guint, 0));
		g_array_unref(tag->hits);
		g_free(tag);
	}
}

void
run_make_tags(struct tagging_run *run)
{
	struct collection collection = {
		.run = run,
		.by_place = g_hash_table_new(NULL, NULL),
		.dropped = g_ptr_array_new(),
	};
	GPtrArray *tags = run->result->tags;

	for (guint i = 0; i < run->result->hits->len; i++)
		collect_hit(&collection, i);
	for (guint i = 0; i < run->stretches->len; i++) {
		const struct stretch *stretch = run->stretches->pdata[i];

		if (stretch->complete)
			add_stretch(&collection, i);
	}
	keep_dropped(&collection);
	g_ptr_array_sort(tags, tag_compare);
	for (guint i = 0; i < tags->len; i++) {
		struct tag *tag = tags->pdata[i];

		g_array_sort(tag->hits, compare_indices);
	}
	g_ptr_array_unref(collection.dropped);
	g_hash_table_unref(collection.by_place);
	g_ptr_array_set_size(run->stretches, 0);
}

void
run_set_aside(struct tagging_run *run)
{
	struct tagging *result = run->result;
	gsize n = 0;
	g_autofree gpointer *all = g_ptr_array_steal(result->tags, &n);

	for (gsize i = 0; i < n; i++) {
		struct tag *tag = all[i];

		g_ptr_array_add(
			tag->dropped_by ? result->dropped : result->tags, tag);
	}
	g_ptr_array_sort(result->tags, tag_compare);
	g_ptr_array_sort(result->dropped, tag_compare);
}
