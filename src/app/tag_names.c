/*
 * A tagging's tags by their names, as the casebook and the exports have
 * them, without going through the casebook.
 */
#include "app/private.h"
#include "app/doubts.h"

static GPtrArray *
hits_named(const struct codebook *codebook, const struct tagging *tagging,
	   const struct tag *tag)
{
	GPtrArray *hits = g_ptr_array_new();

	for (guint i = 0; i < tag->hits->len; i++) {
		const struct hit *hit =
			&g_array_index(tagging->hits, struct hit,
				       g_array_index(tag->hits, guint, i));
		const struct rule *rule = codebook->rules->pdata[hit->rule];
		struct machine_hit *named = g_new0(struct machine_hit, 1);

		named->rule = g_strdup(rule->id);
		named->span = hit->span;
		named->context = hit->context;
		if (hit->says)
			named->says = g_ref_string_new_intern(
				tagging_says(tagging, hit));
		named->weak = rule->weak;
		g_ptr_array_add(hits, named);
	}
	return hits;
}

static struct machine_tag *
tag_named(const struct codebook *codebook, const struct tagging *tagging,
	  const struct tag *tag)
{
	const struct technique *technique =
		codebook->techniques->pdata[tag->technique];
	struct machine_tag *named = g_new0(struct machine_tag, 1);

	named->turn = tag->turn;
	named->technique = g_strdup(technique->id);
	named->strength = tag->strength;
	named->bridged = tag->bridged;
	named->hits = hits_named(codebook, tagging, tag);
	if (tag->episode >= 0) {
		const struct found_episode *found =
			tagging->episodes->pdata[tag->episode];
		const struct episode *episode =
			codebook->episodes->pdata[found->episode];

		named->episode =
			g_strdup_printf("%s %u-%u", episode->id,
					found->first_turn, found->last_turn);
	}
	return named;
}

GPtrArray *
app_machine_tags(const struct codebook *codebook, const struct tagging *tagging)
{
	GPtrArray *tags = g_ptr_array_new_with_free_func(
		(GDestroyNotify)machine_tag_free);

	for (guint i = 0; i < tagging->tags->len; i++)
		g_ptr_array_add(tags, tag_named(codebook, tagging,
						tagging->tags->pdata[i]));
	return tags;
}

guint
app_observed(const struct codebook *codebook, const struct tagging *tagging)
{
	guint observed = 0;

	for (guint i = 0; i < tagging->observations->len; i++) {
		const struct observation *seen = &g_array_index(
			tagging->observations, struct observation, i);
		const struct observation_rule *rule =
			codebook->observations->pdata[seen->rule];

		observed |= 1u << rule->kind;
	}
	return observed;
}
