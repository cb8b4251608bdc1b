/*
 * What became of many files, case by case.
 */
#include "cli/import_table.h"
#include "cli/output.h"

#include <string.h>

struct outcome {
	const char *name;
	guint files, stored, known, refused;
	guint64 turns, words, tags;
};

enum { STORED = 2 }; /* the column that says what a trial would do */

static const struct column outcome_columns[] = {
	{ NULL, "case", TEXT_AT(struct outcome, name) },
	{ NULL, "files", COUNT_AT(struct outcome, files) },
	[STORED] = { NULL, "stored", COUNT_AT(struct outcome, stored) },
	{ NULL, "there already", COUNT_AT(struct outcome, known) },
	{ NULL, "refused", COUNT_AT(struct outcome, refused) },
	{ NULL, "turns", NUMBER_AT(struct outcome, turns) },
	{ NULL, "words", NUMBER_AT(struct outcome, words) },
	{ NULL, "tags", NUMBER_AT(struct outcome, tags) },
	{ .kind = COLUMNS_END },
};

static void
count_outcome(struct outcome *outcome, const struct import_result *result)
{
	outcome->files++;
	if (result->error) {
		outcome->refused++;
		return;
	}
	outcome->known += result->known;
	outcome->stored += !result->known;
	outcome->turns += result->turns;
	outcome->words += result->words;
	outcome->tags += result->tags;
}

static int
by_case_name(gconstpointer a, gconstpointer b)
{
	const struct outcome *const *one = a, *const *other = b;

	return base_natural_compare((*one)->name, (*other)->name);
}

/* The results of a case, or of what has none. */
static struct outcome *
outcome_of(GHashTable *cases, GPtrArray *outcomes,
	   const struct import_result *result)
{
	const char *name = result->error ? "refused" : result->case_code;
	g_autofree char *folded = base_code_key(name);
	g_autofree char *key =
		g_strconcat(result->error ? "!" : "=", folded, NULL);
	struct outcome *outcome = g_hash_table_lookup(cases, key);

	if (outcome)
		return outcome;
	outcome = g_new0(struct outcome, 1);
	outcome->name = result->error ? "(no case)" : name;
	g_hash_table_insert(cases, g_steal_pointer(&key), outcome);
	g_ptr_array_add(outcomes, outcome);
	return outcome;
}

void
import_table_print(struct cli *cli, const GPtrArray *results, gboolean dry_run)
{
	struct column columns[G_N_ELEMENTS(outcome_columns)];
	g_autoptr(GHashTable) cases =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GPtrArray) outcomes = g_ptr_array_new();
	struct outcome all = { .name = "all" };

	for (guint i = 0; i < results->len; i++) {
		count_outcome(outcome_of(cases, outcomes, results->pdata[i]),
			      results->pdata[i]);
		count_outcome(&all, results->pdata[i]);
	}
	g_ptr_array_sort(outcomes, by_case_name);
	if (outcomes->len > 1)
		g_ptr_array_add(outcomes, &all);
	memcpy(columns, outcome_columns, sizeof columns);
	if (dry_run)
		columns[STORED].heading = "would store";
	cli_print(cli, "\n");
	cli_print_table(cli, columns_table(columns, outcomes, NULL));
}
