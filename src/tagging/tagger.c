/*
 * tagger: the codebook made ready to run, and the door of the room.
 *
 * Every pattern is compiled once (equal texts share a matcher), every
 * reference to rules becomes a row of bits, and the literals of all patterns
 * go into one filter.
 */
#include "tagging/private.h"

#include <string.h>

struct matcher *
tagger_matcher(const struct tagger *tagger, guint id)
{
	return tagger->matchers->pdata[id];
}

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

/* -- making ready -------------------------------------------------------- */

static void
complain(const struct tagger *tagger, const struct pattern *pattern,
	 const char *message, gsize offset, GPtrArray *diagnostics)
{
	const struct codebook *codebook = tagger->codebook;
	g_autofree char *line = codebook_line(codebook, pattern->place.line);
	guint column = pattern->place.column;
	const char *at = line && pattern->written ?
			 strstr(line, pattern->written) : NULL;

	/* Where lexicons were spelled out the offset is not the author's. */
	if (at && g_strcmp0(pattern->written, pattern->expanded) == 0)
		column = g_utf8_strlen(line, at - line) + 1 +
			 g_utf8_strlen(pattern->written,
				       MIN(offset, strlen(pattern->written)));
	diagnostics_add(diagnostics, DIAGNOSTIC_ERROR, codebook->file,
			pattern->place.line, column, line,
			"pattern: %s", message);
}

/* The matcher of a pattern; -1 after a complaint. */
static int
ready_pattern(struct tagger *tagger, const struct pattern *pattern,
	      GPtrArray *diagnostics)
{
	g_autofree char *message = NULL;
	struct matcher *matcher;
	gsize offset = 0;
	guint id = GPOINTER_TO_UINT(g_hash_table_lookup(tagger->by_text,
							pattern->expanded));

	if (id)
		return id - 1;
	matcher = matcher_new(pattern, &message, &offset);
	if (!matcher) {
		complain(tagger, pattern, message, offset, diagnostics);
		return -1;
	}
	g_ptr_array_add(tagger->matchers, matcher);
	g_hash_table_insert(tagger->by_text, pattern->expanded,
			    GUINT_TO_POINTER(tagger->matchers->len));
	return tagger->matchers->len - 1;
}

static GArray *
ready_patterns(struct tagger *tagger, const GPtrArray *patterns,
	       GPtrArray *diagnostics)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; patterns && i < patterns->len; i++) {
		int id = ready_pattern(tagger, patterns->pdata[i],
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
		if (!codebook_refers(codebook, name,
				     codebook->rules->pdata[r]))
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

	if (!source)
		return NULL;
	ready = g_new0(struct ready_condition, 1);
	ready->source = source;
	ready->match = ready_patterns(tagger, source->match, diagnostics);
	ready->and = ready_patterns(tagger, source->and, diagnostics);
	ready->unless = ready_patterns(tagger, source->unless, diagnostics);
	ready->note = ready_patterns(tagger, source->note, diagnostics);
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
	g_array_unref(ready->note);
	references_clear(&ready->hits);
	g_free(ready);
}

static GPtrArray *
ready_conditions(struct tagger *tagger, const GPtrArray *sources,
		 GPtrArray *diagnostics)
{
	GPtrArray *list =
		g_ptr_array_new_with_free_func(ready_condition_free);

	for (guint i = 0; sources && i < sources->len; i++)
		g_ptr_array_add(list, ready_condition(tagger,
						      sources->pdata[i],
						      diagnostics));
	return list;
}

static void
ready_rule_free(gpointer data)
{
	struct ready_rule *ready = data;

	ready_condition_free(ready->self);
	g_ptr_array_unref(ready->when);
	g_free(ready);
}

static void
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

static void
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

static void
add_rule(struct tagger *tagger, const struct rule *rule,
	 GPtrArray *diagnostics)
{
	struct ready_rule *ready = g_new0(struct ready_rule, 1);

	ready->rule = rule;
	ready->self = ready_condition(tagger, &rule->self, diagnostics);
	ready->when = ready_conditions(tagger, rule->when, diagnostics);
	ready->inside = rule->weak ? episode_of_weak(tagger, rule) :
				     episode_index(tagger, rule->inside);
	g_ptr_array_add(tagger->rules, ready);
}

static void
add_episode(struct tagger *tagger, const struct episode *episode,
	    GPtrArray *diagnostics)
{
	struct ready_episode *ready = g_new0(struct ready_episode, 1);

	ready->episode = episode;
	ready->ground = ready_conditions(tagger, episode->ground, diagnostics);
	ready_references(tagger, episode->opens, &ready->opens);
	ready_references(tagger, episode->carries, &ready->carries);
	ready_references(tagger, episode->ends_at, &ready->ends_at);
	ready_references(tagger, episode->ends_last, &ready->ends_last);
	ready->bridge_unless = ready_condition(tagger, episode->bridge_unless,
					       diagnostics);
	ready->relations = episode->relations ?
		ready_pattern(tagger, episode->relations, diagnostics) : -1;
	ready->inside = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint r = 0; r < tagger->rules->len; r++) {
		if (tagger_rule(tagger, r)->inside ==
		    (int)tagger->episodes->len)
			g_array_append_val(ready->inside, r);
	}
	g_ptr_array_add(tagger->episodes, ready);
}

static void
add_observation(struct tagger *tagger, const struct observation_rule *source,
		GPtrArray *diagnostics)
{
	struct ready_observation *ready =
		g_new0(struct ready_observation, 1);

	ready->source = source;
	ready->at = ready_condition(tagger, source->at, diagnostics);
	ready->followed = ready_condition(tagger, source->followed,
					  diagnostics);
	ready->broken_by = ready_condition(tagger, source->broken_by,
					   diagnostics);
	g_ptr_array_add(tagger->observations, ready);
}

/* -- the filter and who is fired by what --------------------------------- */

static void
build_filter(struct tagger *tagger)
{
	tagger->row = BIT_WORDS(tagger->matchers->len);
	tagger->always = g_new0(guint64, tagger->row + 1);
	tagger->filter = filter_new(tagger->matchers->len);
	for (guint i = 0; i < tagger->matchers->len; i++) {
		const struct matcher *matcher = tagger_matcher(tagger, i);

		if (matcher->need.best)
			filter_add(tagger->filter, i, matcher->need.best);
		else
			bit_set(tagger->always, i);
		if (matcher->need.head)
			filter_add_heads(tagger->filter, i,
					 matcher->need.head);
	}
	filter_build(tagger->filter);
}

static void
free_list(gpointer list)
{
	g_array_unref(list);
}

static void
dispatch_rule(struct tagger *tagger, guint r)
{
	const struct ready_rule *ready = tagger_rule(tagger, r);
	const GArray *match = ready->self->match;
	guint speakers = ready->self->source->speakers;

	if (ready->inside >= 0)
		return;
	for (guint role = 0; role < 4; role++) {
		if (!speakers || speakers & 1 << role)
			bit_set(tagger->rules_by_role[role], r);
	}
	if (match->len == 0)
		bit_set(tagger->free_rules, r);
	for (guint i = 0; i < match->len; i++) {
		guint id = g_array_index(match, guint, i);

		if (bit_get(tagger->always, id))
			bit_set(tagger->free_rules, r);
		else
			g_array_append_val((GArray *)
					   tagger->rules_of->pdata[id], r);
	}
}

static void
build_dispatch(struct tagger *tagger)
{
	tagger->rules_of = g_ptr_array_new_with_free_func(free_list);
	for (guint i = 0; i < tagger->matchers->len; i++)
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

	tagger->codebook = codebook;
	tagger->rule_row = BIT_WORDS(codebook->rules->len);
	tagger->by_text = g_hash_table_new(g_str_hash, g_str_equal);
	tagger->matchers = g_ptr_array_new_with_free_func(
		(GDestroyNotify)matcher_free);
	tagger->rules = g_ptr_array_new_with_free_func(ready_rule_free);
	tagger->episodes = g_ptr_array_new_with_free_func(ready_episode_free);
	tagger->observations =
		g_ptr_array_new_with_free_func(ready_observation_free);
	for (guint i = 0; i < codebook->rules->len; i++)
		add_rule(tagger, codebook->rules->pdata[i], diagnostics);
	for (guint i = 0; i < codebook->episodes->len; i++)
		add_episode(tagger, codebook->episodes->pdata[i], diagnostics);
	for (guint i = 0; i < codebook->observations->len; i++)
		add_observation(tagger, codebook->observations->pdata[i],
				diagnostics);
	build_filter(tagger);
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
	g_hash_table_unref(tagger->by_text);
	g_ptr_array_unref(tagger->rules);
	g_ptr_array_unref(tagger->episodes);
	g_ptr_array_unref(tagger->observations);
	g_ptr_array_unref(tagger->matchers);
	g_ptr_array_unref(tagger->rules_of);
	filter_free(tagger->filter);
	g_free(tagger->always);
	g_free(tagger->free_rules);
	for (guint role = 0; role < 4; role++)
		g_free(tagger->rules_by_role[role]);
	g_free(tagger);
}

static struct tagging *
run(struct tagger *tagger, const struct transcript *transcript,
    const struct session_facts *facts, gboolean plainly)
{
	g_autoptr(Session) session = session_new(tagger, plainly);

	session_read(session, transcript, facts);
	session_prepare(session);
	session_tag(session);
	return session_take(session);
}

struct tagging *
tagger_run(struct tagger *tagger, const struct transcript *transcript,
	   const struct session_facts *facts)
{
	return run(tagger, transcript, facts, FALSE);
}

struct tagging *
tagger_run_plainly(struct tagger *tagger, const struct transcript *transcript,
		   const struct session_facts *facts)
{
	return run(tagger, transcript, facts, TRUE);
}
