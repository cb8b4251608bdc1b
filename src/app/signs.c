/*
 * What the signs of a stored tag are worth.
 *
 * A tag lists every rule that fired.  People are shown the best of them
 * first: a weak sign ("she", inside a told exchange) is no reason to give to
 * somebody who asks why.  Rules that people keep taking back give hints only.
 */
#include "app/private.h"
#include "app/doubts.h"

/* Rules of the codebook at hand by id; a hit may be of another codebook. */
static GHashTable *
rules_by_id(const struct codebook *codebook)
{
	GHashTable *rules = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < codebook->rules->len; i++) {
		struct rule *rule = codebook->rules->pdata[i];

		g_hash_table_insert(rules, rule->id, rule);
	}
	return rules;
}

/* Higher is better: signs before weights before weak signs, stronger rules
 * first. */
static guint
worth(GHashTable *rules, const struct machine_hit *hit)
{
	const struct rule *rule = g_hash_table_lookup(rules, hit->rule);
	enum strength strength = rule ? rule->strength : STRENGTH_HINT;

	if (rule && rule->weighed)
		return 5;
	return (hit->weak ? 0 : 10) + (guint)strength;
}

/* By insertion: a tag has few hits, and equals keep their order. */
static void
order_hits(GHashTable *rules, GPtrArray *hits)
{
	for (guint i = 1; i < hits->len; i++) {
		struct machine_hit *hit = hits->pdata[i];
		guint at = i;

		while (at > 0 &&
		       worth(rules, hits->pdata[at - 1]) < worth(rules, hit)) {
			hits->pdata[at] = hits->pdata[at - 1];
			at--;
		}
		hits->pdata[at] = hit;
	}
}

/* Do all the signs that speak for the tag come from doubted rules? */
static gboolean
is_doubted(const struct machine_tag *tag, GHashTable *doubted)
{
	gboolean by_place = machine_tag_sign(tag) == NULL;

	for (guint i = 0; i < tag->hits->len; i++) {
		const struct machine_hit *hit = tag->hits->pdata[i];

		if (hit->weak && !by_place)
			continue;
		if (!g_hash_table_contains(doubted, hit->rule))
			return FALSE;
	}
	return tag->hits->len > 0;
}

/* Where a rule speaks for the tag itself, what the words weigh is left to
 * those who ask why. */
static void
settle_weak(GHashTable *rules, const GPtrArray *hits)
{
	gboolean by_rules = FALSE;

	for (guint i = 0; i < hits->len; i++) {
		struct machine_hit *hit = hits->pdata[i];
		const struct rule *rule = g_hash_table_lookup(rules, hit->rule);

		hit->weak = rule && rule->weak;
		by_rules = by_rules || (rule && !rule->weak && !rule->weighed);
	}
	for (guint i = 0; by_rules && i < hits->len; i++) {
		struct machine_hit *hit = hits->pdata[i];
		const struct rule *rule = g_hash_table_lookup(rules, hit->rule);

		hit->weak = hit->weak || (rule && rule->weighed);
	}
}

void
app_signs_settle(const struct codebook *codebook, GHashTable *doubted,
		 GPtrArray *machine_tags)
{
	g_autoptr(GHashTable) rules = rules_by_id(codebook);

	for (guint i = 0; i < machine_tags->len; i++) {
		struct machine_tag *tag = machine_tags->pdata[i];

		settle_weak(rules, tag->hits);
		order_hits(rules, tag->hits);
		if (is_doubted(tag, doubted)) {
			tag->below_floor = TRUE;
			tag->strength = STRENGTH_HINT;
		}
	}
}
