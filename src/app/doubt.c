/*
 * Which rules people took too much away from.
 *
 * Asked whenever a session is opened, over all that was ever decided.  What
 * the casebook has tallied is summed up; sessions that changed since are
 * counted, and their tallies kept if the casebook can be written at once.
 */
#include "app/private.h"
#include "app/doubts.h"

/* Adds the casebook's sum to the use of its rule. */
static void
add_tally(const struct rule_tally *tally, void *uses)
{
	struct rule_use *use = rule_uses_of(uses, tally->rule);

	use->accepted += tally->accepted;
	use->rejected += tally->rejected;
}

/* The decided of one session's uses. */
static GArray *
tallies_of(GHashTable *uses)
{
	GArray *tallies = g_array_new(FALSE, FALSE, sizeof(struct rule_tally));
	GHashTableIter each;
	gpointer data;

	g_hash_table_iter_init(&each, uses);
	while (g_hash_table_iter_next(&each, NULL, &data)) {
		const struct rule_use *use = data;
		struct rule_tally tally = { use->rule, use->accepted,
					    use->rejected };

		if (use->accepted + use->rejected)
			g_array_append_val(tallies, tally);
	}
	return tallies;
}

/* GHashTable of uses for each of the sessions; NULL with an error. */
static GPtrArray *
count_changed(struct app *app, const GArray *changed, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)g_hash_table_unref);

	for (guint i = 0; i < changed->len; i++) {
		const struct untallied *one =
			&g_array_index(changed, struct untallied, i);
		GHashTable *uses = rule_uses_new();

		g_ptr_array_add(list, uses);
		if (!rule_uses_count(app, one->session, uses, error))
			return NULL;
	}
	return g_steal_pointer(&list);
}

/* Kept for the next time; if it cannot be, they are counted again. */
static void
keep_tallies(struct app *app, const GArray *changed, const GPtrArray *counted)
{
	gboolean ok = TRUE;

	if (!changed->len || !store_begin_if_free(app->store))
		return;
	for (guint i = 0; i < changed->len && ok; i++) {
		g_autoptr(GArray) tallies = tallies_of(counted->pdata[i]);

		ok = store_tally_save(
			app->store,
			&g_array_index(changed, struct untallied, i),
			(const struct rule_tally *)tallies->data, tallies->len,
			NULL);
	}
	store_end(app->store, ok, NULL);
}

/* All that was decided on the tags of each rule, of one moment. */
static gboolean
sum_up(struct app *app, GHashTable *uses, GArray **changed, GPtrArray **counted,
       GError **error)
{
	if (!store_begin_reading(app->store, error))
		return FALSE;
	*changed = store_untallied(app->store, error);
	*counted = *changed ? count_changed(app, *changed, error) : NULL;
	if (*counted && !store_tally_each(app->store, add_tally, uses, error))
		g_clear_pointer(counted, g_ptr_array_unref);
	store_end(app->store, TRUE, NULL);
	for (guint i = 0; *counted && i < (*counted)->len; i++) {
		g_autoptr(GArray) tallies = tallies_of((*counted)->pdata[i]);

		for (guint k = 0; k < tallies->len; k++)
			add_tally(&g_array_index(tallies, struct rule_tally, k),
				  uses);
	}
	return *counted != NULL;
}

GHashTable *
app_doubted_rules(struct app *app, GError **error)
{
	const struct codebook *codebook = app_codebook(app, error);
	g_autoptr(GHashTable) doubted =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) uses = rule_uses_new();
	g_autoptr(GArray) changed = NULL;
	g_autoptr(GPtrArray) counted = NULL;
	gboolean enough;

	if (!codebook || !app_store(app, error) ||
	    !store_decided(app->store, MAX(codebook->floor_decided, 1), &enough,
			   error))
		return NULL;
	if (!enough)
		return g_steal_pointer(&doubted);
	if (!sum_up(app, uses, &changed, &counted, error))
		return NULL;
	keep_tallies(app, changed, counted);
	for (guint i = 0; i < codebook->rules->len; i++) {
		const struct rule *rule = codebook->rules->pdata[i];
		struct rule_use *use = rule_uses_of(uses, rule->id);

		rule_use_conclude(use, codebook);
		if (use->below_floor)
			g_hash_table_add(doubted, g_strdup(rule->id));
	}
	return g_steal_pointer(&doubted);
}
