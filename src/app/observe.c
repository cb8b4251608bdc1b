/*
 * What people's decisions change in what was observed, and what one would
 * look for in a session of this phase and does not find.
 *
 * Observations are made by the machine from its own tags.  A tag that a
 * person gave answers what was missed as well as a rule's does, and one that a
 * person rejected answers nothing any more.
 */
#include "app/private.h"

#include <string.h>

static const struct observation_rule *
rule_of(const struct codebook *codebook, const char *id)
{
	for (guint i = 0; i < codebook->observations->len; i++) {
		const struct observation_rule *rule =
			codebook->observations->pdata[i];

		if (g_strcmp0(rule->id, id) == 0)
			return rule;
	}
	return NULL;
}

static gboolean
has_sign(const struct codebook *codebook, const struct machine_tag *tag)
{
	for (guint i = 0; i < tag->hits->len; i++) {
		const struct machine_hit *hit = tag->hits->pdata[i];
		const struct rule *rule = codebook_rule(codebook, hit->rule);

		if (rule && !rule->weighed)
			return TRUE;
	}
	return tag->episode != NULL;
}

/* What words alone hint at answers nothing; as in tagging. */
static gboolean
counts(const struct codebook *codebook, const struct effective_tag *tag)
{
	return !tag->rejected && (tag->confirmed || !tag->machine ||
				  tag->machine->strength != STRENGTH_HINT ||
				  has_sign(codebook, tag->machine));
}

/* Of the tags within its turns that could answer it: does one that a person
 * gave, one that counts, one that was rejected? */
struct answers {
	gboolean given, counted, rejected;
};

static struct answers
answers_to(const struct codebook *codebook, const struct observation_rule *rule,
	   const struct observed *seen, const GPtrArray *effective_tags)
{
	struct answers answers = { 0 };

	for (guint i = 0; i < effective_tags->len; i++) {
		const struct effective_tag *tag = effective_tags->pdata[i];

		if (tag->turn <= seen->first_turn ||
		    tag->turn > seen->last_turn ||
		    !g_ptr_array_find_with_equal_func(rule->followed->hits,
						      tag->technique,
						      g_str_equal, NULL))
			continue;
		answers.given |= tag->confirmed && !tag->rejected;
		answers.counted |= counts(codebook, tag);
		answers.rejected |= tag->rejected;
	}
	return answers;
}

/* Of a short session it can be told all the same: the words are there. */
static gboolean
may_be_missed(const struct session_record *record)
{
	return !record->lacks || !(record->lacks->kinds & ~(1u << LACKS_TURNS));
}

/* A person set it aside: said no to the technique that would answer it, at
 * the very turn on which it was voiced. */
static gboolean
is_set_aside(const struct codebook *codebook, const struct observed *seen,
	     const GPtrArray *effective_tags)
{
	for (guint i = 0; i < effective_tags->len; i++) {
		const struct effective_tag *tag = effective_tags->pdata[i];

		if (tag->turn == seen->first_turn && tag->decision &&
		    tag->decision->verdict == VERDICT_REJECT &&
		    risk_is_asked_by(codebook, tag->technique))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_asked_about(const struct codebook *codebook, const GPtrArray *effective_tags)
{
	g_autoptr(GArray) turns = risk_asked(codebook, effective_tags, FALSE);

	return turns->len > 0;
}

static void
settle_observed(const struct codebook *codebook, struct session_record *record,
		struct observed *seen, gboolean answered)
{
	const struct observation_rule *rule =
		seen->kind == OBSERVATION_DRIFT ? NULL :
						  rule_of(codebook, seen->id);
	gboolean show = !answered;

	if (rule && rule->followed) {
		struct answers answers = answers_to(codebook, rule, seen,
						    record->effective_tags);

		/* Where words are asked for as well, tags do not tell. */
		show = answered ? answers.rejected && !answers.counted &&
					  !rule->followed->match->len :
				  !answers.given;
	}
	if (seen->kind == OBSERVATION_RISK && seen->first_turn == 0)
		show = !is_asked_about(codebook, record->effective_tags) &&
		       (!record->aside_at || seen->at > record->aside_at);
	/* That nobody came back to it can be told only where it would have
	 * been found; what was said of danger is never left out, but by a
	 * person. */
	if (show &&
	    (seen->kind == OBSERVATION_RISK ?
		     !is_set_aside(codebook, seen, record->effective_tags) :
		     may_be_missed(record)))
		g_ptr_array_add(record->observations, seen);
}

static int
by_turn(gconstpointer a, gconstpointer b)
{
	const struct observed *left = *(struct observed *const *)a;
	const struct observed *right = *(struct observed *const *)b;

	return left->first_turn < right->first_turn ?
		       -1 :
		       left->first_turn > right->first_turn;
}

guint
app_observed_settle(const struct codebook *codebook,
		    struct session_record *record)
{
	guint kinds = 0;

	g_ptr_array_set_size(record->observations, 0);
	for (guint i = 0; i < record->noticed->len; i++)
		settle_observed(codebook, record, record->noticed->pdata[i],
				FALSE);
	for (guint i = 0; i < record->answered->len; i++)
		settle_observed(codebook, record, record->answered->pdata[i],
				TRUE);
	g_ptr_array_sort(record->observations, by_turn);
	for (guint i = 0; i < record->observations->len; i++) {
		const struct observed *seen = record->observations->pdata[i];

		kinds |= 1u << seen->kind;
	}
	return kinds;
}

void
app_suggest(const struct codebook *codebook, const struct rubric *rubric,
	    struct session_record *record)
{
	guint observed = app_observed_settle(codebook, record);

	g_clear_pointer(&record->suggestions, g_ptr_array_unref);
	record->suggestions = suggestions_build(
		rubric, &record->facts, record->effective_tags, observed);
	if (lacks_any(record->lacks))
		suggestions_withhold(record->suggestions);
}

static gboolean
stands(const struct technique *technique, const GPtrArray *effective_tags)
{
	for (guint i = 0; i < effective_tags->len; i++) {
		const struct effective_tag *tag = effective_tags->pdata[i];

		if (!tag->rejected &&
		    strcmp(tag->technique, technique->id) == 0)
			return TRUE;
	}
	return FALSE;
}

GPtrArray *
app_unseen(const struct codebook *codebook, const struct session_record *record)
{
	GPtrArray *unseen = g_ptr_array_new();
	enum phase phase = record->facts.phase;

	for (guint i = 0; i < codebook->techniques->len; i++) {
		struct technique *technique = codebook->techniques->pdata[i];

		if (phase != PHASE_UNKNOWN && !lacks_any(record->lacks) &&
		    technique->expected & 1u << phase &&
		    !stands(technique, record->effective_tags))
			g_ptr_array_add(unseen, technique);
	}
	return unseen;
}
