/*
 * What files of one import bring to those behind them, before any of it is in
 * the casebook: the talk, the case with its plan and focus, and how codes are
 * spelled.
 *
 * The one idea: a file is settled once, as it will stand when its turn to be
 * saved has come; so it is tagged once.
 */
#include "app/incoming.h"
#include "app/values.h"

static void
arrived_case_free(gpointer data)
{
	struct arrived_case *arrived = data;

	g_free(arrived->code);
	g_free(arrived);
}

struct arrivals *
arrivals_new(void)
{
	struct arrivals *arrivals = g_new0(struct arrivals, 1);

	arrivals->talks =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	arrivals->cases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						arrived_case_free);
	arrivals->people =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	arrivals->claimed =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return arrivals;
}

void
arrivals_free(struct arrivals *arrivals)
{
	g_hash_table_unref(arrivals->talks);
	g_hash_table_unref(arrivals->cases);
	g_hash_table_unref(arrivals->people);
	g_hash_table_unref(arrivals->claimed);
	g_free(arrivals);
}

void
arrivals_forget(struct arrivals *arrivals)
{
	g_hash_table_remove_all(arrivals->cases);
	g_hash_table_remove_all(arrivals->people);
}

void
arrivals_claim(struct arrivals *arrivals, const struct incoming *file)
{
	const struct import_result *result = file->result;

	if (result->case_code && !result->known && !result->error)
		g_hash_table_add(arrivals->claimed,
				 base_code_key(result->case_code));
}

const struct import_result *
arrivals_talk(struct arrivals *arrivals, const struct incoming *file)
{
	const struct import_result *first =
		g_hash_table_lookup(arrivals->talks, file->talk);

	if (!first)
		g_hash_table_insert(arrivals->talks, g_strdup(file->talk),
				    file->result);
	return first;
}

/* The case of a file, as a file ahead, the casebook or this one has it.
 * Caller frees; NULL with an error. */
static struct arrived_case *
find_case(struct app *app, const struct arrivals *arrivals,
	  const struct incoming *file, const char *key, GError **error)
{
	const struct arrived_case *ahead =
		g_hash_table_lookup(arrivals->cases, key);
	struct arrived_case *found;
	const char *code = file->result->case_code;
	struct case_info *info = NULL;
	g_autoptr(GError) failed = NULL;

	if (!ahead && app->store && (code = app_case_code(app, code, &failed)))
		info = store_case_find(app->store, code, &failed);
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return NULL;
	}
	found = g_new0(struct arrived_case, 1);
	found->code = g_strdup(ahead ? ahead->code : code);
	found->planned = ahead ? ahead->planned :
			 info  ? info->planned :
				 file->facts.planned;
	found->focus = ahead ? ahead->focus :
		       info  ? info->focus :
			       file->facts.focus;
	case_info_free(info);
	return found;
}

static gboolean
spell_therapist(struct app *app, struct arrivals *arrivals,
		struct incoming *file, GError **error)
{
	char **therapist = &file->named.therapist;
	g_autofree char *key = *therapist ? base_code_key(*therapist) : NULL;
	const char *first;

	if (!key)
		return TRUE;
	first = g_hash_table_lookup(arrivals->people, key);
	if (!first && app->store &&
	    !(first = app_person_code(app, "person", *therapist, error)))
		return FALSE;
	if (first)
		base_replace(therapist, first);
	if (!file->first)
		g_hash_table_insert(arrivals->people, g_steal_pointer(&key),
				    g_strdup(*therapist));
	return TRUE;
}

/* Facts as they will stand: planned and focus of the case where the file says
 * nothing, and the suggested phase. */
static void
settle_facts(struct incoming *file, const struct arrived_case *belongs)
{
	struct session_facts *facts = &file->settled;
	gboolean suggested;

	*facts = file->facts;
	if (!facts->planned)
		facts->planned = belongs->planned;
	if (!facts->focus)
		facts->focus = belongs->focus;
	app_facts_settle(facts, &suggested);
	file->result->number = facts->number;
	file->result->planned = facts->planned;
	file->result->phase = facts->phase;
}

gboolean
arrivals_settle(struct app *app, struct arrivals *arrivals,
		struct incoming *file, GError **error)
{
	g_autofree char *key = NULL;
	struct arrived_case *belongs;

	if (!incoming_name(app, file, arrivals->claimed, error))
		return FALSE;
	key = base_code_key(file->result->case_code);
	belongs = find_case(app, arrivals, file, key, error);
	if (!belongs || !spell_therapist(app, arrivals, file, error)) {
		g_clear_pointer(&belongs, arrived_case_free);
		return FALSE;
	}
	base_replace(&file->result->case_code, belongs->code);
	settle_facts(file, belongs);
	/* what is not saved brings nothing */
	if (file->first)
		arrived_case_free(belongs);
	else
		g_hash_table_insert(arrivals->cases, g_steal_pointer(&key),
				    belongs);
	return TRUE;
}
