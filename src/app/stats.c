/*
 * How the rules fare with people: fired, accepted, rejected.
 */
#include "app/private.h"

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

static struct rule_use *
use_new(const struct codebook *codebook, const struct rule *rule)
{
	struct rule_use *use = g_new0(struct rule_use, 1);
	const struct technique *technique =
		codebook->techniques->pdata[rule->technique];

	use->rule = g_strdup(rule->id);
	use->technique = g_strdup(technique->id);
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
		struct rule_use *use = g_hash_table_lookup(uses, hit->rule);

		/* NULL: a rule of an earlier codebook. */
		if (!use || seen_before(hits, i))
			continue;
		use->fired++;
		use->rejected += tag->rejected;
		use->accepted += tag->confirmed && !tag->rejected;
	}
}

static gboolean
count_session(struct app *app, gint64 session, GHashTable *uses, GError **error)
{
	struct verdicts verdicts = { 0 };
	gboolean ok = verdicts_load(app, session, NULL, &verdicts, error);

	for (guint i = 0; ok && i < verdicts.effective->len; i++)
		count_tag(verdicts.effective->pdata[i], uses);
	verdicts_clear(&verdicts);
	return ok;
}

static void
conclude(struct rule_use *use, const struct codebook *codebook)
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

/* struct rule_use in codebook order, over these sessions. */
static GPtrArray *
count_rules(struct app *app, const struct codebook *codebook, const GArray *ids,
	    GError **error)
{
	g_autoptr(GPtrArray) list =
		g_ptr_array_new_with_free_func((GDestroyNotify)rule_use_free);
	g_autoptr(GHashTable) uses = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < codebook->rules->len; i++) {
		struct rule_use *use =
			use_new(codebook, codebook->rules->pdata[i]);

		g_ptr_array_add(list, use);
		g_hash_table_insert(uses, use->rule, use);
	}
	for (guint i = 0; i < ids->len; i++) {
		if (!count_session(app, g_array_index(ids, gint64, i), uses,
				   error))
			return NULL;
	}
	for (guint i = 0; i < list->len; i++)
		conclude(list->pdata[i], codebook);
	return g_steal_pointer(&list);
}

GPtrArray *
app_codebook_stats(struct app *app, GError **error)
{
	const struct codebook *codebook = app_codebook(app, error);
	g_autoptr(GArray) ids = codebook ? app_ids(app, NULL, 0, error) : NULL;

	return ids ? count_rules(app, codebook, ids, error) : NULL;
}

GHashTable *
app_doubted_rules(struct app *app, GError **error)
{
	const struct codebook *codebook = app_codebook(app, error);
	g_autoptr(GHashTable) doubted =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GArray) ids = NULL;
	g_autoptr(GPtrArray) uses = NULL;
	guint decisions;
	int likely;

	if (!codebook || !app_store(app, error))
		return NULL;
	ids = store_decided_sessions(app->store, &decisions, error);
	if (!ids)
		return NULL;
	/* Most casebooks have no such rule, and to know that must not cost the
	 * reading of every session. */
	likely = decisions > 0 && decisions >= codebook->floor_decided ?
			 store_rules_doubtful(
				 app->store,
				 (guint)(codebook->floor_decided *
					 (1 - codebook->floor_precision)),
				 codebook->floor_precision, error) :
			 0;
	if (likely < 0)
		return NULL;
	if (likely == 0)
		return g_steal_pointer(&doubted);
	uses = count_rules(app, codebook, ids, error);
	for (guint i = 0; uses && i < uses->len; i++) {
		const struct rule_use *use = uses->pdata[i];

		if (use->below_floor)
			g_hash_table_add(doubted, g_strdup(use->rule));
	}
	return uses ? g_steal_pointer(&doubted) : NULL;
}
