/*
 * What became of many files, case by case.
 */
#include "cli/private.h"

struct outcome {
	const char *name;
	guint files, stored, known, refused;
	guint64 turns, words, tags;
};

static void
count(struct outcome *outcome, const struct import_result *result)
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

static void
outcome_row(struct table *table, const struct outcome *outcome)
{
	const guint64 numbers[] = { outcome->files, outcome->stored,
				    outcome->known, outcome->refused,
				    outcome->turns, outcome->words,
				    outcome->tags };
	char *cells[G_N_ELEMENTS(numbers) + 1];

	cells[0] = g_strdup(outcome->name);
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
		cells[i + 1] =
			g_strdup_printf("%" G_GUINT64_FORMAT, numbers[i]);
	table_row(table, (const char *const *)cells);
	for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
		g_free(cells[i]);
}

static int
by_name(gconstpointer a, gconstpointer b)
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
	const char *const headings[] = {
		"case",		 "files",   dry_run ? "would store" : "stored",
		"there already", "refused", "turns",
		"words",	 "tags"
	};
	g_autoptr(GHashTable) cases =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GPtrArray) outcomes = g_ptr_array_new();
	struct outcome all = { .name = "all" };
	struct table *table = table_new(headings, G_N_ELEMENTS(headings));

	for (guint i = 0; i < results->len; i++) {
		count(outcome_of(cases, outcomes, results->pdata[i]),
		      results->pdata[i]);
		count(&all, results->pdata[i]);
	}
	g_ptr_array_sort(outcomes, by_name);
	for (guint column = 1; column < G_N_ELEMENTS(headings); column++)
		table_align_right(table, column);
	for (guint i = 0; i < outcomes->len; i++)
		outcome_row(table, outcomes->pdata[i]);
	if (outcomes->len > 1)
		outcome_row(table, &all);
	cli_print(cli, "\n");
	cli_print_table(cli, table);
}
