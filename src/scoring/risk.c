/*
 * risk: on which turns it was asked about.
 *
 * Which techniques ask about risk is said in the codebook: those that answer
 * an observation of that kind.
 */
#include "scoring/private.h"

gboolean
risk_is_asked_by(const struct codebook *codebook, const char *technique)
{
	for (guint i = 0; i < codebook->observations->len; i++) {
		const struct observation_rule *rule =
			codebook->observations->pdata[i];
		const GPtrArray *hits =
			rule->kind == OBSERVATION_RISK && rule->followed ?
				rule->followed->hits :
				NULL;

		if (hits && g_ptr_array_find_with_equal_func((GPtrArray *)hits,
							     technique,
							     g_str_equal, NULL))
			return TRUE;
	}
	return FALSE;
}

GArray *
risk_asked(const struct codebook *codebook, const GPtrArray *effective_tags,
	   gboolean hints)
{
	GArray *turns = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < effective_tags->len; i++) {
		const struct effective_tag *tag = effective_tags->pdata[i];
		gboolean hint = !tag->confirmed && tag->machine &&
				(tag->machine->strength == STRENGTH_HINT ||
				 tag->machine->below_floor);

		if (!tag->rejected && hint == hints &&
		    risk_is_asked_by(codebook, tag->technique))
			g_array_append_val(turns, tag->turn);
	}
	return turns;
}
