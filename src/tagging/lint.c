/*
 * lint: remarks on rules that load but cannot be meant so.
 */
#include "tagging/tagger.h"

#include <string.h>

#define TURN_BYTES 110 /* a therapist's turn of ordinary length */
#define MANY_TURNS 33  /* of a hundred */
#define ENOUGH_TAGS 5  /* of a sample, to say that none stood */

static void
remark(const struct tagger *tagger, struct place place, const char *id,
       const char *message, GPtrArray *diagnostics)
{
	codebook_complain(tagger->codebook, diagnostics, DIAGNOSTIC_WARNING,
			  place, "rule '%s' %s", id, message);
}

/* A run of remarks, with what was measured. */
struct linting {
	const struct tagger *tagger;
	const struct rule_trial *results; /* by rule, or NULL */
	double total;			  /* microseconds of all rules */
	GPtrArray *diagnostics;
};

static void G_GNUC_PRINTF(4, 5)
	say(const struct linting *linting, struct place place,
	    const struct rule *rule, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list args;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	remark(linting->tagger, place, rule->id, message, linting->diagnostics);
}

/* -- patterns that are tried too often ----------------------------------- */

/* "; the rule takes 63 of all rules' 1210 µs for 1,000 turns" */
static char *
cost_of(const struct linting *linting, guint rule)
{
	if (!linting->results)
		return g_strdup("");
	return g_strdup_printf("; the rule takes %.0f of all rules' %.0f µs "
			       "for 1,000 turns",
			       linting->results[rule].microseconds,
			       linting->total);
}

static void
lint_speed(const struct linting *linting, guint r,
	   const struct pattern *pattern, struct pattern_need need)
{
	const struct rule *rule = tagger_rule(linting->tagger, r)->rule;
	g_autofree char *cost = cost_of(linting, r);
	g_autofree char *literal = NULL;
	double tried;

	if (need.always) {
		say(linting, pattern->place, rule,
		    "has a pattern without a word that must be there, so it "
		    "is tried on every turn%s",
		    cost);
		return;
	}
	tried = 100 * TURN_BYTES * need.frequency;
	if (tried < MANY_TURNS)
		return;
	literal = g_strstrip(g_strdup(need.common));
	say(linting, pattern->place, rule,
	    "has a pattern that is tried on %.0f of 100 turns or so: '%s' is "
	    "enough to be tried%s",
	    MIN(tried, 100), literal, cost);
}

/* -- patterns that find nothing ------------------------------------------ */

/* What is made plain, or taken out, before patterns look. */
static const struct {
	const char *text;
	const char *mend;
} unseen[] = {
	{ "\xe2\x80\x98", "patterns see ' in its place" },
	{ "\xe2\x80\x99", "patterns see ' in its place" },
	{ "\xe2\x80\x9c", "patterns see \" in its place" },
	{ "\xe2\x80\x9d", "patterns see \" in its place" },
	{ "\xe2\x80\x93", "patterns see - in its place" },
	{ "\xe2\x80\x94", "patterns see - in its place" },
	{ "\xe2\x80\xa6", "patterns see ... in its place" },
	{ "\xc2\xa0", "patterns see a blank in its place" },
	{ "  ", "patterns see one blank for any run of them" },
	{ "\\[", "notes are taken out; 'note' looks at them" },
	{ "\\(", "notes are taken out; 'note' looks at them" },
};

/* Outside of classes, and not optional. */
static gboolean
asks_for(const char *regex, const char *text)
{
	gsize n = strlen(text);
	gboolean in_class = FALSE;

	for (const char *at = regex; *at; at++) {
		if (!in_class && strncmp(at, text, n) == 0 &&
		    (at[n] == '\0' || !strchr("?*{", at[n])))
			return TRUE;
		if (*at == '\\' && at[1])
			at++;
		else if (*at == '[')
			in_class = TRUE;
		else if (*at == ']')
			in_class = FALSE;
	}
	return FALSE;
}

static void
lint_unseen(const struct linting *linting, const struct rule *rule,
	    const struct pattern *pattern, struct pattern_need need)
{
	if (need.never) {
		say(linting, pattern->place, rule,
		    "has a pattern that no turn can match: it asks for a "
		    "word's edge within a word, or for a filler such as 'um', "
		    "which is taken out before patterns look");
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(unseen); i++) {
		if (!asks_for(pattern->written, unseen[i].text))
			continue;
		say(linting, pattern->place, rule,
		    "has a pattern that asks for '%s': %s", unseen[i].text,
		    unseen[i].mend);
		return;
	}
}

static void
lint_condition(const struct linting *linting, const struct rule *rule,
	       const struct ready_condition *condition)
{
	const GArray *ids[] = { condition->match, condition->and,
				condition->unless, condition->except };
	const GPtrArray *patterns[] = { condition->source->match,
					condition->source->and,
					condition->source->unless,
					condition->source->except };

	for (guint list = 0; list < G_N_ELEMENTS(ids); list++) {
		for (guint i = 0; i < ids[list]->len; i++)
			lint_unseen(linting, rule, patterns[list]->pdata[i],
				    patterns_need(linting->tagger->patterns,
						  g_array_index(ids[list],
								guint, i)));
	}
}

static void
lint_patterns(const struct linting *linting, guint r)
{
	const struct ready_rule *ready = tagger_rule(linting->tagger, r);
	const GArray *match = ready->self->match;

	lint_condition(linting, ready->rule, ready->self);
	for (guint i = 0; i < ready->when->len; i++)
		lint_condition(linting, ready->rule, ready->when->pdata[i]);
	/* inside an episode few turns are tried */
	for (guint i = 0; ready->inside < 0 && i < match->len; i++)
		lint_speed(linting, r, ready->self->source->match->pdata[i],
			   patterns_need(linting->tagger->patterns,
					 g_array_index(match, guint, i)));
}

/* -- rules that say nothing new ------------------------------------------ */

/* Does the rule ask for nothing but its patterns? */
static gboolean
is_bare_rule(const struct rule *rule)
{
	const struct condition *self = &rule->self;

	return self->and->len + self->unless->len + self->except->len +
			       self->note->len + self->hits->len +
			       rule->when->len ==
		       0 &&
	       !self->kinds && self->words.min <= 0 &&
	       self->words.max == G_MAXINT && !rule->inside && !rule->weak &&
	       rule->quoted == TRI_ANY && !rule->not_negated && !self->own &&
	       !rule->has_echo && !rule->weighs && !rule->phases &&
	       !rule->focuses && rule->place_percent.min <= 0 &&
	       rule->place_percent.max >= 100;
}

static gboolean
has_pattern(const struct ready_rule *ready, guint id)
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
	    !is_bare_rule(wide->rule))
		return FALSE;
	for (guint i = 0; i < narrow->self->match->len; i++) {
		if (!has_pattern(wide,
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

/* Another technique's rule that is there as well, and at least as firm. */
static void
lint_dropped(const struct linting *linting, const struct rule *rule,
	     const struct rule *by)
{
	const struct codebook *codebook = linting->tagger->codebook;
	const struct suppression *line =
		dropped_by(codebook, rule->technique, by->technique);

	if (line)
		say(linting, rule->place, rule,
		    "is shadowed: wherever it fires '%s' does, and '%s' drops "
		    "its tag",
		    by->id, line->id);
	else if (codebook->at_most > 0 && rule->strength == STRENGTH_HINT &&
		 by->strength > STRENGTH_HINT)
		say(linting, rule->place, rule,
		    "is shadowed: wherever it fires '%s' does more firmly, "
		    "and a hint yields to what is firm",
		    by->id);
	else if (codebook->at_most == 1 &&
		 codebook_precedence(codebook, by->technique) <
			 codebook_precedence(codebook, rule->technique))
		say(linting, rule->place, rule,
		    "is shadowed: wherever it fires '%s' does, and "
		    "'precedence' keeps that one alone",
		    by->id);
}

static void
lint_shadow(const struct linting *linting, const struct ready_rule *ready,
	    const struct ready_rule *other)
{
	const struct rule *rule = ready->rule, *by = other->rule;

	if (by->strength < rule->strength)
		return;
	if (by->technique != rule->technique) {
		lint_dropped(linting, rule, by);
		return;
	}
	/* of two alike the second is remarked on */
	if (covers(ready, other) && by->place.line > rule->place.line &&
	    by->strength == rule->strength)
		return;
	say(linting, rule->place, rule,
	    "says nothing that '%s' does not say as firmly", by->id);
}

/* -- rules that never fire ----------------------------------------------- */

static void
lint_possible(const struct linting *linting, const struct ready_rule *ready)
{
	const struct rule *rule = ready->rule;

	if (rule->place_percent.min > rule->place_percent.max ||
	    rule->self.words.min > rule->self.words.max)
		say(linting, rule->place, rule,
		    "can never fire: its range is empty");
	if ((rule->weak || rule->inside) && ready->inside < 0)
		say(linting, rule->place, rule,
		    "can never fire: it belongs to no episode");
}

/* In the sample other tags had the better of all it gave. */
static void
lint_result(const struct linting *linting, guint r)
{
	const struct rule *rule = tagger_rule(linting->tagger, r)->rule;
	const struct rule_trial *result = &linting->results[r];

	if (result->tagged >= ENOUGH_TAGS && result->stood == 0)
		say(linting, rule->place, rule,
		    "gave %u tags in the sample and each was dropped; "
		    "'precedence' or 'suppress' shadows it",
		    result->tagged);
}

void
tagger_lint(struct tagger *tagger, const struct rule_trial *results,
	    GPtrArray *diagnostics)
{
	struct linting linting = { tagger, results, 0, diagnostics };

	for (guint r = 0; results && r < tagger->rules->len; r++)
		linting.total += results[r].microseconds;
	for (guint r = 0; r < tagger->rules->len; r++) {
		const struct ready_rule *ready = tagger_rule(tagger, r);

		if (ready->rule->weighed)
			continue;
		lint_possible(&linting, ready);
		lint_patterns(&linting, r);
		for (guint o = 0; o < tagger->rules->len; o++) {
			if (covers(tagger_rule(tagger, o), ready))
				lint_shadow(&linting, ready,
					    tagger_rule(tagger, o));
		}
		if (results)
			lint_result(&linting, r);
	}
}
