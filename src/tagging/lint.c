/*
 * lint: remarks on rules that load but cannot be meant so.
 */
#include "tagging/private.h"

#include <string.h>

#define TURN_BYTES 110 /* a therapist's turn of ordinary length */
#define MANY_TURNS 33  /* of a hundred */

static void
remark(const struct tagger *tagger, struct place place, const char *id,
       const char *message, GPtrArray *diagnostics)
{
	g_autofree char *line = codebook_line(tagger->codebook, place.line);

	diagnostics_add(diagnostics, DIAGNOSTIC_WARNING, tagger->codebook->file,
			place.line, place.column, line, "rule '%s' %s", id,
			message);
}

/* -- patterns that are tried too often ----------------------------------- */

static void
lint_pattern(const struct tagger *tagger, const struct rule *rule,
	     const struct pattern *pattern, const struct matcher *matcher,
	     GPtrArray *diagnostics)
{
	g_autofree char *message = NULL;
	g_autofree char *literal = NULL;
	double tried;

	if (!matcher->need.best) {
		remark(tagger, pattern->place, rule->id,
		       "has a pattern without a word that must be there, so "
		       "it is tried on every turn",
		       diagnostics);
		return;
	}
	tried = 100 * TURN_BYTES * literals_frequency(matcher->need.best);
	if (tried < MANY_TURNS)
		return;
	literal = g_strstrip(g_strdup(literals_commonest(matcher->need.best)));
	message = g_strdup_printf("has a pattern that is tried on %.0f of 100 "
				  "turns or so: '%s' is enough to be tried",
				  MIN(tried, 100), literal);
	remark(tagger, pattern->place, rule->id, message, diagnostics);
}

static void
lint_patterns(const struct tagger *tagger, const struct ready_rule *ready,
	      GPtrArray *diagnostics)
{
	const GArray *match = ready->self->match;

	/* inside an episode few turns are tried */
	for (guint i = 0; ready->inside < 0 && i < match->len; i++)
		lint_pattern(
			tagger, ready->rule,
			ready->self->source->match->pdata[i],
			tagger_matcher(tagger, g_array_index(match, guint, i)),
			diagnostics);
}

/* -- rules that say nothing new ------------------------------------------ */

/* Does the rule ask for nothing but its patterns? */
static gboolean
is_bare(const struct rule *rule)
{
	const struct condition *self = &rule->self;

	return self->and->len + self->unless->len + self->note->len +
			       self->hits->len + rule->when->len ==
		       0 &&
	       !self->kinds && self->words.min <= 0 &&
	       self->words.max == G_MAXINT && !rule->inside && !rule->weak &&
	       rule->quoted == TRI_ANY && !rule->not_negated &&
	       !rule->has_echo && !rule->phases && !rule->focuses &&
	       rule->place_percent.min <= 0 && rule->place_percent.max >= 100;
}

static gboolean
has_matcher(const struct ready_rule *ready, guint id)
{
	for (guint i = 0; i < ready->self->match->len; i++) {
		if (g_array_index(ready->self->match, guint, i) == id)
			return TRUE;
	}
	return FALSE;
}

/* Does `wide` fire wherever `narrow` does? */
static gboolean
covers(const struct ready_rule *wide, const struct ready_rule *narrow)
{
	guint speakers = wide->rule->self.speakers;

	if (wide == narrow || narrow->self->match->len == 0 ||
	    (speakers && speakers != narrow->rule->self.speakers) ||
	    !is_bare(wide->rule))
		return FALSE;
	for (guint i = 0; i < narrow->self->match->len; i++) {
		if (!has_matcher(wide,
				 g_array_index(narrow->self->match, guint, i)))
			return FALSE;
	}
	return TRUE;
}

/* The line that drops the one technique wherever the other stands. */
static const struct suppression *
dropped_by(const struct codebook *codebook, guint technique, guint by)
{
	const struct technique *it = codebook->techniques->pdata[technique];
	const struct technique *other = codebook->techniques->pdata[by];

	for (guint i = 0; i < codebook->suppressions->len; i++) {
		const struct suppression *line =
			codebook->suppressions->pdata[i];

		if (!line->same_turn || line->has_unless_strength ||
		    strcmp(line->same_turn, other->id) != 0)
			continue;
		for (guint d = 0; d < line->drop->len; d++) {
			const char *id = line->drop->pdata[d];

			if (strcmp(id, it->id) == 0 || strcmp(id, "*") == 0)
				return line;
		}
	}
	return NULL;
}

static void
lint_shadow(const struct tagger *tagger, const struct ready_rule *ready,
	    const struct ready_rule *other, GPtrArray *diagnostics)
{
	const struct rule *rule = ready->rule, *by = other->rule;
	g_autofree char *message = NULL;
	const struct suppression *line;

	if (by->strength < rule->strength)
		return;
	if (by->technique == rule->technique) {
		/* of two alike the second is remarked on */
		if (covers(ready, other) && by->place.line > rule->place.line &&
		    by->strength == rule->strength)
			return;
		message = g_strdup_printf("says nothing that '%s' does not say "
					  "as firmly",
					  by->id);
	} else {
		line = dropped_by(tagger->codebook, rule->technique,
				  by->technique);
		if (line)
			message = g_strdup_printf("is shadowed: wherever it "
						  "fires '%s' does, and '%s' "
						  "drops its tag",
						  by->id, line->id);
	}
	if (message)
		remark(tagger, rule->place, rule->id, message, diagnostics);
}

/* -- rules that never fire ----------------------------------------------- */

static void
lint_possible(const struct tagger *tagger, const struct rule *rule,
	      const struct ready_rule *ready, GPtrArray *diagnostics)
{
	if (rule->place_percent.min > rule->place_percent.max ||
	    rule->self.words.min > rule->self.words.max)
		remark(tagger, rule->place, rule->id,
		       "can never fire: its range is empty", diagnostics);
	if ((rule->weak || rule->inside) && ready->inside < 0)
		remark(tagger, rule->place, rule->id,
		       "can never fire: it belongs to no episode", diagnostics);
}

void
tagger_lint(struct tagger *tagger, GPtrArray *diagnostics)
{
	for (guint r = 0; r < tagger->rules->len; r++) {
		const struct ready_rule *ready = tagger_rule(tagger, r);

		lint_possible(tagger, ready->rule, ready, diagnostics);
		lint_patterns(tagger, ready, diagnostics);
		for (guint o = 0; o < tagger->rules->len; o++) {
			if (covers(tagger_rule(tagger, o), ready))
				lint_shadow(tagger, ready,
					    tagger_rule(tagger, o),
					    diagnostics);
		}
	}
}
