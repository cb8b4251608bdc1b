/*
 * lint: remarks on rules that load but cannot be meant so.
 */
#include "tagging/private.h"

#include <string.h>

#define COMMON 3e-4 /* expected at one place in three thousand */

static void
remark(const struct tagger *tagger, struct place place, const char *id,
       const char *message, GPtrArray *diagnostics)
{
	g_autofree char *line = codebook_line(tagger->codebook, place.line);

	diagnostics_add(diagnostics, DIAGNOSTIC_WARNING, tagger->codebook->file,
			place.line, place.column, line, "rule '%s' %s", id,
			message);
}

static void
lint_literals(const struct tagger *tagger, const struct ready_rule *ready,
	      GPtrArray *diagnostics)
{
	for (guint i = 0; i < ready->self->match->len; i++) {
		const struct matcher *matcher = tagger_matcher(
			tagger, g_array_index(ready->self->match, guint, i));
		g_autofree char *message = NULL;
		const struct pattern *pattern =
			ready->self->source->match->pdata[i];

		if (!matcher->need.best) {
			remark(tagger, pattern->place, ready->rule->id,
			       "has a pattern without a word that must be "
			       "there, so it is tried on every turn",
			       diagnostics);
			continue;
		}
		if (literals_frequency(matcher->need.best) < COMMON)
			continue;
		message = g_strdup_printf("has a pattern that is tried "
					  "wherever '%s' stands, which is "
					  "almost everywhere",
					  (char *)matcher->need.best->pdata[0]);
		remark(tagger, pattern->place, ready->rule->id, message,
		       diagnostics);
	}
}

static void
lint_possible(const struct tagger *tagger, const struct ready_rule *ready,
	      GPtrArray *diagnostics)
{
	const struct rule *rule = ready->rule;

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

		lint_possible(tagger, ready, diagnostics);
		lint_literals(tagger, ready, diagnostics);
	}
}
