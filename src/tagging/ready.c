/*
 * ready: conditions, rules and episodes of the codebook made ready to run.
 *
 * Patterns become numbers, references to rules rows of bits.
 */
#include "tagging/tagger.h"

#include <string.h>

static void
complain_of_pattern(const struct tagger *tagger, const struct pattern *pattern,
		    const char *message, gsize offset, GPtrArray *diagnostics)
{
	const struct codebook *codebook = tagger->codebook;
	g_autofree char *line = codebook_line(codebook, pattern->place.line);
	struct place place = pattern->place;
	const char *at = line && pattern->written ?
				 strstr(line, pattern->written) :
				 NULL;

	/* Where lexicons were spelled out the offset is not the author's. */
	if (at && g_strcmp0(pattern->written, pattern->expanded) == 0)
		place.column +=
			g_utf8_strlen(pattern->written,
				      MIN(offset, strlen(pattern->written)));
	codebook_complain(codebook, diagnostics, DIAGNOSTIC_ERROR, place,
			  "pattern: %s", message);
}

/* The number of a pattern; -1 after a complaint. */
static int
ready_pattern(struct tagger *tagger, const struct pattern *pattern, guint roles,
	      GPtrArray *diagnostics)
{
	g_autofree char *message = NULL;
	gsize offset = 0;
	int id = patterns_add(tagger->patterns, pattern, roles, &message,
			      &offset);

	if (id < 0)
		complain_of_pattern(tagger, pattern, message, offset,
				    diagnostics);
	return id;
}

static GArray *
ready_patterns(struct tagger *tagger, const GPtrArray *patterns, guint roles,
	       GPtrArray *diagnostics)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; patterns && i < patterns->len; i++) {
		int id = ready_pattern(tagger, patterns->pdata[i], roles,
				       diagnostics);

		if (id >= 0)
			g_array_append_val(ids, id);
	}
	return ids;
}

static void
ready_reference(struct tagger *tagger, const char *name,
		struct references *references)
{
	const struct codebook *codebook = tagger->codebook;
	gboolean technique = FALSE;

	for (guint t = 0; t < codebook->techniques->len; t++) {
		const struct technique *it = codebook->techniques->pdata[t];

		if (strcmp(it->id, name) == 0) {
			bit_set(references->techniques, t);
			technique = TRUE;
		}
	}
	for (guint r = 0; r < codebook->rules->len; r++) {
		const struct rule *rule = codebook->rules->pdata[r];

		if (rule->weighed || !codebook_refers(codebook, name, rule))
			continue;
		bit_set(references->rules, r);
		if (!technique)
			bit_set(references->named, r);
	}
}

static void
ready_references(struct tagger *tagger, const GPtrArray *names,
		 struct references *references)
{
	guint techniques = tagger->codebook->techniques->len;

	references->n = names ? names->len : 0;
	references->rules = g_new0(guint64, tagger->rule_row + 1);
	references->named = g_new0(guint64, tagger->rule_row + 1);
	references->techniques = g_new0(guint64, BIT_WORDS(techniques) + 1);
	for (guint i = 0; i < references->n; i++)
		ready_reference(tagger, names->pdata[i], references);
}

static void
references_clear(struct references *references)
{
	g_free(references->rules);
	g_free(references->named);
	g_free(references->techniques);
}

static struct ready_condition *
ready_condition(struct tagger *tagger, const struct condition *source,
		GPtrArray *diagnostics)
{
	struct ready_condition *ready;
	guint roles;

	if (!source)
		return NULL;
	roles = source->speakers ? source->speakers : ALL_ROLES;
	ready = g_new0(struct ready_condition, 1);
	ready->source = source;
	ready->match =
		ready_patterns(tagger, source->match, roles, diagnostics);
	ready->and = ready_patterns(tagger, source->and, roles, diagnostics);
	ready->unless =
		ready_patterns(tagger, source->unless, roles, diagnostics);
	ready->except =
		ready_patterns(tagger, source->except, roles, diagnostics);
	ready->note = ready_patterns(tagger, source->note, roles, diagnostics);
	ready_references(tagger, source->hits, &ready->hits);
	return ready;
}

static void
ready_condition_free(gpointer data)
{
	struct ready_condition *ready = data;

	if (!ready)
		return;
	g_array_unref(ready->match);
	g_array_unref(ready->and);
	g_array_unref(ready->unless);
	g_array_unref(ready->except);
	g_array_unref(ready->note);
	references_clear(&ready->hits);
	g_free(ready);
}

static GPtrArray *
ready_conditions(struct tagger *tagger, const GPtrArray *sources,
		 GPtrArray *diagnostics)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(ready_condition_free);

	for (guint i = 0; sources && i < sources->len; i++)
		g_ptr_array_add(list, ready_condition(tagger, sources->pdata[i],
						      diagnostics));
	return list;
}

void
ready_rule_free(gpointer data)
{
	struct ready_rule *ready = data;

	ready_condition_free(ready->self);
	g_ptr_array_unref(ready->when);
	references_clear(&ready->echo_of);
	g_free(ready);
}

void
ready_episode_free(gpointer data)
{
	struct ready_episode *ready = data;

	g_ptr_array_unref(ready->ground);
	references_clear(&ready->opens);
	references_clear(&ready->carries);
	references_clear(&ready->ends_at);
	references_clear(&ready->ends_last);
	ready_condition_free(ready->bridge_unless);
	g_array_unref(ready->inside);
	g_free(ready);
}

void
ready_observation_free(gpointer data)
{
	struct ready_observation *ready = data;

	ready_condition_free(ready->at);
	ready_condition_free(ready->followed);
	ready_condition_free(ready->broken_by);
	g_free(ready);
}

static int
episode_index(const struct tagger *tagger, const char *id)
{
	const GPtrArray *episodes = tagger->codebook->episodes;

	for (guint i = 0; id && i < episodes->len; i++) {
		const struct episode *episode = episodes->pdata[i];

		if (strcmp(episode->id, id) == 0)
			return i;
	}
	return -1;
}

/* The episode a weak sign is declared under. */
static int
episode_of_weak(const struct tagger *tagger, const struct rule *rule)
{
	const GPtrArray *episodes = tagger->codebook->episodes;

	for (guint i = 0; i < episodes->len; i++) {
		const struct episode *episode = episodes->pdata[i];

		for (guint w = 0; episode->weak && w < episode->weak->len; w++)
			if (episode->weak->pdata[w] == rule)
				return i;
	}
	return -1;
}

void
ready_rule_add(struct tagger *tagger, const struct rule *rule,
	       GPtrArray *diagnostics)
{
	struct ready_rule *ready = g_new0(struct ready_rule, 1);

	ready->rule = rule;
	ready->self = ready_condition(tagger, &rule->self, diagnostics);
	ready->when = ready_conditions(tagger, rule->when, diagnostics);
	ready_references(tagger, rule->echo_of, &ready->echo_of);
	ready->points = rule->weighs ? codebook_word_points(tagger->codebook,
							    rule->weighs) :
				       NULL;
	ready->inside = rule->weak ? episode_of_weak(tagger, rule) :
				     episode_index(tagger, rule->inside);
	g_ptr_array_add(tagger->rules, ready);
}

void
ready_episode_add(struct tagger *tagger, const struct episode *episode,
		  GPtrArray *diagnostics)
{
	struct ready_episode *ready = g_new0(struct ready_episode, 1);

	ready->episode = episode;
	ready->ground = ready_conditions(tagger, episode->ground, diagnostics);
	ready_references(tagger, episode->opens, &ready->opens);
	ready_references(tagger, episode->carries, &ready->carries);
	ready_references(tagger, episode->ends_at, &ready->ends_at);
	ready_references(tagger, episode->ends_last, &ready->ends_last);
	ready->bridge_unless =
		ready_condition(tagger, episode->bridge_unless, diagnostics);
	ready->relations = episode->relations ?
				   ready_pattern(tagger, episode->relations,
						 ALL_ROLES, diagnostics) :
				   -1;
	ready->inside = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint r = 0; r < tagger->rules->len; r++) {
		if (tagger_rule(tagger, r)->inside ==
		    (int)tagger->episodes->len)
			g_array_append_val(ready->inside, r);
	}
	g_ptr_array_add(tagger->episodes, ready);
}

void
ready_observation_add(struct tagger *tagger,
		      const struct observation_rule *source,
		      GPtrArray *diagnostics)
{
	struct ready_observation *ready = g_new0(struct ready_observation, 1);

	ready->source = source;
	ready->at = ready_condition(tagger, source->at, diagnostics);
	ready->followed =
		ready_condition(tagger, source->followed, diagnostics);
	ready->broken_by =
		ready_condition(tagger, source->broken_by, diagnostics);
	g_ptr_array_add(tagger->observations, ready);
}
