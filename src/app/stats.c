/*
 * How the rules fare with people: fired, accepted, rejected.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/doubts.h"

#include <math.h>
#include <string.h>

/* The normal quantile of a two-sided 95 % interval. */
#define Z_95 1.959963984540054

void
rule_use_free(struct rule_use *use)
{
	if (!use)
		return;
	g_free(use->rule);
	g_free(use->technique);
	g_free(use);
}

GHashTable *
rule_uses_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
				     (GDestroyNotify)rule_use_free);
}

struct rule_use *
rule_uses_of(GHashTable *uses, const char *rule)
{
	struct rule_use *use = g_hash_table_lookup(uses, rule);

	if (use)
		return use;
	use = g_new0(struct rule_use, 1);
	use->rule = g_strdup(rule);
	g_hash_table_insert(uses, use->rule, use);
	return use;
}

/* A rule that fired twice on a tag is counted once. */
static gboolean
seen_before(const GPtrArray *hits, guint i)
{
	const struct machine_hit *hit = hits->pdata[i];

	for (guint j = 0; j < i; j++) {
		const struct machine_hit *earlier = hits->pdata[j];

		if (!strcmp(earlier->rule, hit->rule))
			return TRUE;
	}
	return FALSE;
}

static void
count_tag(const struct effective_tag *tag, GHashTable *uses)
{
	const GPtrArray *hits = tag->machine ? tag->machine->hits : NULL;

	/* A relabelling stands on another technique's hits: those are counted
	 * where they were rejected.  That a turn turned out to be the patient's
	 * says nothing of the rule. */
	if (!hits || tag->idle ||
	    strcmp(tag->machine->technique, tag->technique))
		return;
	for (guint i = 0; i < hits->len; i++) {
		const struct machine_hit *hit = hits->pdata[i];
		struct rule_use *use;

		if (seen_before(hits, i))
			continue;
		use = rule_uses_of(uses, hit->rule);
		use->fired++;
		use->rejected += tag->rejected;
		use->accepted += tag->confirmed && !tag->rejected;
	}
}

gboolean
rule_uses_count(struct app *app, gint64 session, GHashTable *uses,
		GError **error)
{
	struct verdicts verdicts = { 0 };
	gboolean ok = verdicts_load(app, session, NULL, &verdicts, error);

	for (guint i = 0; ok && i < verdicts.effective->len; i++)
		count_tag(verdicts.effective->pdata[i], uses);
	verdicts_clear(&verdicts);
	return ok;
}

void
rule_use_conclude(struct rule_use *use, const struct codebook *codebook)
{
	guint decided = use->accepted + use->rejected;

	use->precision = use->low = use->high = NAN;
	if (!decided)
		return;
	use->precision = (double)use->accepted / decided;
	agreement_wilson(use->accepted, decided, Z_95, &use->low, &use->high);
	use->below_floor = decided >= codebook->floor_decided &&
			   use->precision < codebook->floor_precision;
}

/* In codebook order; rules of earlier codebooks are left out. */
static GPtrArray *
uses_in_order(GHashTable *uses, const struct codebook *codebook)
{
	GPtrArray *list =
		g_ptr_array_new_with_free_func((GDestroyNotify)rule_use_free);

	for (guint i = 0; i < codebook->rules->len; i++) {
		const struct rule *rule = codebook->rules->pdata[i];
		const struct technique *technique =
			codebook->techniques->pdata[rule->technique];
		struct rule_use *use = rule_uses_of(uses, rule->id);

		g_hash_table_steal(uses, rule->id);
		use->technique = g_strdup(technique->id);
		rule_use_conclude(use, codebook);
		g_ptr_array_add(list, use);
	}
	return list;
}

GPtrArray *
app_codebook_stats(struct app *app, GError **error)
{
	const struct codebook *codebook = app_codebook(app, error);
	/* Counts of few sessions would tell what is hidden of one. */
	g_autoptr(GArray) ids =
		codebook ? blind_leave_out(app, NULL, 0,
					   BLIND_TAGS | BLIND_RATINGS, error) :
			   NULL;
	g_autoptr(GHashTable) uses = rule_uses_new();

	for (guint i = 0; ids && i < ids->len; i++) {
		if (!rule_uses_count(app, g_array_index(ids, gint64, i), uses,
				     error))
			return NULL;
	}
	return ids ? uses_in_order(uses, codebook) : NULL;
}
