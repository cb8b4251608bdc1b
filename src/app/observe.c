/*
 * What people's decisions change in what was observed, and what one would
 * look for in a session of this phase and does not find.
 *
 * Observations are made by the machine from its own tags.  A tag that a
 * person gave answers what was missed as well as a rule's does.
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

/* Did a person give a tag that answers it, within its turns? */
static gboolean
is_answered(const struct observation_rule *rule, const struct observed *seen,
	    const GPtrArray *effective_tags)
{
	for (guint i = 0; i < effective_tags->len; i++) {
		const struct effective_tag *tag = effective_tags->pdata[i];

		if (tag->confirmed && !tag->rejected &&
		    tag->turn > seen->first_turn &&
		    tag->turn <= seen->last_turn &&
		    g_ptr_array_find_with_equal_func(rule->followed->hits,
						     tag->technique,
						     g_str_equal, NULL))
			return TRUE;
	}
	return FALSE;
}

guint
app_observed_settle(const struct codebook *codebook,
		    struct session_record *record)
{
	guint kinds = 0;

	g_ptr_array_set_size(record->observations, 0);
	for (guint i = 0; i < record->noticed->len; i++) {
		struct observed *seen = record->noticed->pdata[i];
		const struct observation_rule *rule =
			seen->kind == OBSERVATION_DRIFT ?
				NULL :
				rule_of(codebook, seen->id);

		if (rule && rule->followed &&
		    is_answered(rule, seen, record->effective_tags))
			continue;
		g_ptr_array_add(record->observations, seen);
		kinds |= 1u << seen->kind;
	}
	return kinds;
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

		if (phase != PHASE_UNKNOWN &&
		    technique->expected & 1u << phase &&
		    !stands(technique, record->effective_tags))
			g_ptr_array_add(unseen, technique);
	}
	return unseen;
}
