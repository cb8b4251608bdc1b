/*
 * weights: the hits that the weights of the codebook give.
 */
#include "tagging/private.h"

static const struct weighing *
weighing_at(const struct session *session, guint w)
{
	return &g_array_index(session->tagger->codebook->weights->weighings,
			      struct weighing, w);
}

void
session_fire_weights(struct session *session, guint turn)
{
	const struct weighed *weighed = session->weighed;

	if (!weighed || weighed->row[turn] < 0)
		return;
	for (guint w = 0; w < weighed->width; w++) {
		const struct weighing *weighing = weighing_at(session, w);
		guint at = weighed->row[turn] * weighed->width + w;
		struct verdict verdict = { .context = -1 };

		if (weighed->total[at] < weighing->hint)
			continue;
		verdict.span = weighed_words(weighed, session->tagger->scales,
					     turn, w);
		session_add_hit(session, weighing->rule, turn, &verdict, -1);
	}
}

enum strength
session_hit_strength(const struct session *session, const struct hit *hit)
{
	const struct rule *rule = tagger_rule(session->tagger, hit->rule)->rule;
	const struct weighed *weighed = session->weighed;

	if (!rule->weighed)
		return rule->strength;
	for (guint w = 0; w < weighed->width; w++) {
		const struct weighing *weighing = weighing_at(session, w);
		guint at = weighed->row[hit->turn - 1] * weighed->width + w;

		if (weighing->rule == hit->rule)
			return weighed->total[at] >= weighing->probable ?
				       STRENGTH_PROBABLE :
				       STRENGTH_HINT;
	}
	return STRENGTH_HINT;
}
