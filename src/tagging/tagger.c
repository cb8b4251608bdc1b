/*
 * tagger: the codebook made ready to run, and the door of the room.
 *
 * Every pattern gets its number, and every reference to rules becomes a row
 * of bits.
 */
#include "tagging/tagging_run.h"

#include <string.h>

struct ready_rule *
tagger_rule(const struct tagger *tagger, guint rule)
{
	return tagger->rules->pdata[rule];
}

struct ready_episode *
tagger_episode(const struct tagger *tagger, guint episode)
{
	return tagger->episodes->pdata[episode];
}

/* -- who is fired by what ------------------------------------------------ */

static void
free_elements(gpointer list)
{
	g_array_unref(list);
}

static void
dispatch_rule(struct tagger *tagger, guint r)
{
	const struct ready_rule *ready = tagger_rule(tagger, r);
	const GArray *match = ready->self->match;
	guint speakers = ready->self->source->speakers;

	if (ready->inside >= 0 || ready->rule->weighed)
		return;
	for (guint role = 0; role < 4; role++) {
		if (!speakers || speakers & 1 << role)
			bit_set(tagger->rules_by_role[role], r);
	}
	if (match->len == 0)
		bit_set(tagger->free_rules, r);
	for (guint i = 0; i < match->len; i++) {
		guint id = g_array_index(match, guint, i);

		if (patterns_need(tagger->patterns, id).always)
			bit_set(tagger->free_rules, r);
		else
			g_array_append_val(
				(GArray *)tagger->rules_of->pdata[id], r);
	}
}

static void
build_dispatch(struct tagger *tagger)
{
	tagger->rules_of = g_ptr_array_new_with_free_func(free_elements);
	for (guint i = 0; i < patterns_count(tagger->patterns); i++)
		g_ptr_array_add(tagger->rules_of,
				g_array_new(FALSE, FALSE, sizeof(guint)));
	tagger->free_rules = g_new0(guint64, tagger->rule_row + 1);
	for (guint role = 0; role < 4; role++)
		tagger->rules_by_role[role] =
			g_new0(guint64, tagger->rule_row + 1);
	for (guint r = 0; r < tagger->rules->len; r++)
		dispatch_rule(tagger, r);
}

/* -- the door ------------------------------------------------------------ */

struct tagger *
tagger_new(const struct codebook *codebook, GPtrArray *diagnostics)
{
	struct tagger *tagger = g_new0(struct tagger, 1);
	guint before = diagnostics->len;

	g_assert(codebook->is_weighed);
	tagger->codebook = codebook;
	tagger->rule_row = BIT_WORDS(codebook->rules->len);
	tagger->patterns = patterns_new();
	tagger->rules = g_ptr_array_new_with_free_func(ready_rule_free);
	tagger->episodes = g_ptr_array_new_with_free_func(ready_episode_free);
	tagger->observations =
		g_ptr_array_new_with_free_func(ready_observation_free);
	for (guint i = 0; i < codebook->rules->len; i++)
		ready_rule_add(tagger, codebook->rules->pdata[i], diagnostics);
	for (guint i = 0; i < codebook->episodes->len; i++)
		ready_episode_add(tagger, codebook->episodes->pdata[i],
				  diagnostics);
	for (guint i = 0; i < codebook->observations->len; i++)
		ready_observation_add(tagger, codebook->observations->pdata[i],
				      diagnostics);
	if (codebook->weights)
		tagger->scales = scales_new(codebook->weights);
	patterns_make_ready(tagger->patterns);
	tagger->row = BIT_WORDS(patterns_count(tagger->patterns));
	build_dispatch(tagger);
	for (guint i = before; i < diagnostics->len; i++) {
		const struct diagnostic *fault = diagnostics->pdata[i];

		if (fault->level == DIAGNOSTIC_ERROR) {
			tagger_free(tagger);
			return NULL;
		}
	}
	return tagger;
}

void
tagger_free(struct tagger *tagger)
{
	if (!tagger)
		return;
	g_ptr_array_unref(tagger->rules);
	g_ptr_array_unref(tagger->episodes);
	g_ptr_array_unref(tagger->observations);
	patterns_free(tagger->patterns);
	g_ptr_array_unref(tagger->rules_of);
	scales_free(tagger->scales);
	g_free(tagger->free_rules);
	for (guint role = 0; role < 4; role++)
		g_free(tagger->rules_by_role[role]);
	g_free(tagger);
}

static struct tagging *
tag_session(struct tagger *tagger, const struct transcript *transcript,
	    const struct session_facts *facts, gboolean plainly)
{
	g_autoptr(TaggingRun) run = tagging_run_new(tagger, plainly);

	run_read(run, transcript, facts);
	run_prepare(run);
	run_tag_turns(run);
	return run_take(run);
}

struct tagging *
tagger_run(struct tagger *tagger, const struct transcript *transcript,
	   const struct session_facts *facts)
{
	return tag_session(tagger, transcript, facts, FALSE);
}

struct tagging *
tagger_run_plainly(struct tagger *tagger, const struct transcript *transcript,
		   const struct session_facts *facts)
{
	return tag_session(tagger, transcript, facts, TRUE);
}
