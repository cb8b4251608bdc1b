/*
 * tagging_run: one run over one transcript.
 *
 * Owns what the run remembers: the matchable text, which patterns may match
 * where (from the filter), which did (asked once), and which rules hit.
 * Belongs to one thread.
 */
#include "tagging/rules.h"
#include "tagging/stretches.h"
#include "tagging/tags.h"
#include "tagging/weights.h"

#include <string.h>

static void
found_episode_free(gpointer data)
{
	struct found_episode *found = data;

	g_ptr_array_unref(found->components);
	g_ptr_array_unref(found->relations);
	g_free(found);
}

static void
tag_free(gpointer data)
{
	struct tag *tag = data;

	g_array_unref(tag->hits);
	g_free(tag);
}

static void
limit_free(gpointer data)
{
	struct limit_reached *limit = data;

	g_free(limit->message);
	g_free(limit);
}

static void
stretch_free(gpointer data)
{
	struct stretch *stretch = data;

	for (guint i = 0; i < stretch->carriers->len; i++)
		g_array_unref(
			g_array_index(stretch->carriers, struct carrier, i)
				.hits);
	g_array_unref(stretch->carriers);
	if (stretch->others)
		g_array_unref(stretch->others);
	g_free(stretch);
}

static struct tagging *
tagging_new(void)
{
	struct tagging *tagging = g_new0(struct tagging, 1);

	tagging->hits = g_array_new(FALSE, TRUE, sizeof(struct hit));
	tagging->said = g_string_chunk_new(256);
	tagging->reasons = g_ptr_array_new();
	tagging->episodes = g_ptr_array_new_with_free_func(found_episode_free);
	tagging->tags = g_ptr_array_new_with_free_func(tag_free);
	tagging->dropped = g_ptr_array_new_with_free_func(tag_free);
	tagging->observations =
		g_array_new(FALSE, TRUE, sizeof(struct observation));
	tagging->answered =
		g_array_new(FALSE, TRUE, sizeof(struct observation));
	tagging->limits = g_ptr_array_new_with_free_func(limit_free);
	return tagging;
}

void
tagging_free(struct tagging *tagging)
{
	if (!tagging)
		return;
	g_array_unref(tagging->hits);
	g_string_chunk_free(tagging->said);
	g_ptr_array_unref(tagging->reasons);
	g_ptr_array_unref(tagging->episodes);
	g_ptr_array_unref(tagging->tags);
	g_ptr_array_unref(tagging->dropped);
	g_array_unref(tagging->observations);
	g_array_unref(tagging->answered);
	g_ptr_array_unref(tagging->limits);
	g_free(tagging);
}

struct tagging_run *
tagging_run_new(struct tagger *tagger, gboolean plainly)
{
	struct tagging_run *run = g_new0(struct tagging_run, 1);

	run->tagger = tagger;
	run->plainly = plainly;
	run->result = tagging_new();
	run->reasons = g_hash_table_new(NULL, NULL);
	run->stretches = g_ptr_array_new_with_free_func(stretch_free);
	run->content = g_hash_table_new_full(
		NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
	speech_init(&run->speech);
	return run;
}

void
tagging_run_free(struct tagging_run *run)
{
	if (!run)
		return;
	search_free(run->search);
	speech_clear(&run->speech);
	g_hash_table_unref(run->content);
	g_hash_table_unref(run->reasons);
	g_free(run->places);
	g_free(run->places_before);
	weighed_free(run->weighed);
	g_free(run->active);
	g_free(run->hit_rules);
	g_free(run->inside_rules);
	g_free(run->tag_rows);
	g_ptr_array_unref(run->stretches);
	tagging_free(run->result);
	g_free(run);
}

void
run_read(struct tagging_run *run, const struct transcript *transcript,
	 const struct session_facts *facts)
{
	if (facts)
		run->facts = *facts;
	for (guint i = 0; i < transcript->turns->len; i++) {
		const struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);

		speech_add(&run->speech, turn->role,
			   transcript->text + turn->text.start,
			   turn->text.end - turn->text.start);
	}
}

static void
find_places(struct tagging_run *run)
{
	run->places = g_new(guint, run->turns + 1);
	run->places_before = g_new(guint, run->turns + 1);
	for (guint i = 0; i < run->turns; i++) {
		run->places_before[i] = run->n_places;
		if (!speech_turn(&run->speech, i)->acknowledges)
			run->places[run->n_places++] = i;
	}
}

int
run_place(const struct tagging_run *run, guint turn, int offset,
	  gboolean strictly)
{
	gint64 at;

	if (strictly || offset == 0) {
		at = (gint64)turn + offset;
		return at >= 0 && at < run->turns ? (int)at : -1;
	}
	at = (gint64)run->places_before[turn] + offset;
	if (offset > 0 && speech_turn(&run->speech, turn)->acknowledges)
		at--;
	if (at < 0 || at >= run->n_places)
		return -1;
	return run->places[at];
}

static gboolean
rule_is_active(const struct tagging_run *run, const struct rule *rule)
{
	const struct session_facts *facts = &run->facts;

	if (run->lenient)
		return TRUE;
	if (rule->phases && facts->phase != PHASE_UNKNOWN &&
	    !(rule->phases & 1u << facts->phase))
		return FALSE;
	return !rule->focuses || facts->focus == FOCUS_UNKNOWN ||
	       rule->focuses & 1u << facts->focus;
}

void
run_prepare(struct tagging_run *run)
{
	struct tagger *tagger = run->tagger;
	gsize turns = run->speech.turns->len;
	guint rules = tagger->rules->len;

	run->turns = turns;
	find_places(run);
	run->search = search_new(tagger->patterns, &run->speech, run->plainly);
	run->active = g_new0(guint64, tagger->rule_row + 1);
	run->hit_rules = g_new0(guint64, turns * tagger->rule_row + 1);
	run->inside_rules = g_new0(guint64, turns * tagger->rule_row + 1);
	for (guint r = 0; r < rules; r++) {
		if (rule_is_active(run, tagger_rule(tagger, r)->rule))
			bit_set(run->active, r);
	}
	if (tagger->scales && turns >= WHOLE_SESSION)
		run->weighed =
			weighed_new(tagger->scales, &run->speech, &run->facts);
}

gboolean
run_has_own_sign(const struct tagging_run *run, const GArray *hits)
{
	for (guint i = 0; i < hits->len; i++) {
		const struct hit *hit =
			&g_array_index(run->result->hits, struct hit,
				       g_array_index(hits, guint, i));

		const struct rule *rule =
			tagger_rule(run->tagger, hit->rule)->rule;

		if (!rule->weak && !rule->weighed)
			return TRUE;
	}
	return FALSE;
}

void
run_tag_turns(struct tagging_run *run)
{
	run_fire_rules(run);
	run_find_episodes(run);
	search_ease(run->search);
	run_make_tags(run);
	run_suppress(run);
	run_weigh_tags(run);
	run_observe(run);
	run_count(run);
}

struct tagging *
run_take(struct tagging_run *run)
{
	return g_steal_pointer(&run->result);
}
