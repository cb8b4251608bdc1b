/*
 * codebook check: faults of a codebook, and what its rules cost.
 */
#include "cli/private.h"

#include <string.h>

#define DEAREST 10

/* The sample told, else the sessions that lie beside the rubrics; NULL when
 * there are none.  Caller frees. */
static char *
sample_path(const struct cli *cli)
{
	const char *told = args_value(&cli->args, "sample");
	g_autofree char *beside = NULL;

	if (told)
		return g_strdup(told);
	if (!cli->rubrics)
		return NULL;
	beside = g_build_filename(cli->rubrics, "..", "transcripts", "sessions",
				  NULL);
	return g_file_test(beside, G_FILE_TEST_IS_DIR) ?
		       g_steal_pointer(&beside) :
		       NULL;
}

static double
total_cost(const struct codebook_check *check)
{
	double total = 0;

	for (guint r = 0; r < check->codebook->rules->len; r++)
		total += check->results[r].microseconds;
	return total;
}

static void
json_check(struct cli *cli, const char *path, const char *sample,
	   const struct codebook_check *check)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	json_check_head(printer, path, check->diagnostics);
	if (check->results) {
		printer_begin_map(printer, "sample");
		printer_string(printer, "path", sample);
		printer_int(printer, "sessions", check->sessions);
		printer_int(printer, "turns", check->turns);
		printer_real(printer, "microseconds", total_cost(check));
		printer_end(printer);
		printer_begin_list(printer, "rules");
	}
	for (guint r = 0; check->results && r < check->codebook->rules->len;
	     r++) {
		const struct rule *rule = check->codebook->rules->pdata[r];
		const struct rule_trial *result = &check->results[r];

		printer_begin_map(printer, NULL);
		printer_string(printer, "rule", rule->id);
		printer_real(printer, "microseconds", result->microseconds);
		printer_real(printer, "tried", result->tried);
		printer_int(printer, "tagged", result->tagged);
		printer_int(printer, "stood", result->stood);
		printer_end(printer);
	}
	if (check->results)
		printer_end(printer);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static int
dearest_first(gconstpointer a, gconstpointer b, gpointer data)
{
	const struct rule_trial *results = data;
	guint x = *(const guint *)a, y = *(const guint *)b;

	if (results[x].microseconds != results[y].microseconds)
		return results[x].microseconds > results[y].microseconds ? -1 :
									   1;
	return x < y ? -1 : 1;
}

static void
cost_row(struct table *table, const struct rule *rule,
	 const struct rule_trial *result)
{
	g_autofree char *cost = text_real(result->microseconds, 1);
	g_autofree char *tried = text_real(100 * result->tried, 1);
	g_autofree char *tagged = g_strdup_printf("%u", result->tagged);
	g_autofree char *stood = g_strdup_printf("%u", result->stood);
	const char *const cells[] = { rule->id, cost, tried, tagged, stood };

	table_row(table, cells);
}

static void
print_costs(struct cli *cli, const char *sample,
	    const struct codebook_check *check)
{
	const char *const headings[] = { "dearest rules", "µs", "tried on %",
					 "tags", "stood" };
	guint rules = check->codebook->rules->len;
	g_autofree guint *order = g_new(guint, rules + 1);
	g_autofree char *sessions =
		base_count(check->sessions, "session", "sessions");
	g_autofree char *turns = base_count(check->turns, "turn", "turns");
	struct table *table = table_new(headings, G_N_ELEMENTS(headings));

	for (guint r = 0; r < rules; r++)
		order[r] = r;
	g_qsort_with_data(order, rules, sizeof(*order), dearest_first,
			  check->results);
	for (guint column = 1; column < G_N_ELEMENTS(headings); column++)
		table_align_right(table, column);
	for (guint i = 0; i < MIN(rules, DEAREST); i++)
		cost_row(table, check->codebook->rules->pdata[order[i]],
			 &check->results[order[i]]);
	cli_print_table(cli, table);
	cli_print(cli,
		  "in all, %.0f µs (millionths of a second) for 1,000 turns, "
		  "measured on %s, %s of ",
		  total_cost(check), sessions, turns);
	cli_print_safe(cli, sample);
	cli_print(cli, "\n");
}

static int
run_check(struct cli *cli, GError **error)
{
	g_autofree char *path = codebook_path(cli, error);
	g_autofree char *sample = sample_path(cli);
	g_autoptr(CodebookCheck) check = NULL;

	check = path ? app_codebook_check(path, sample, error) : NULL;
	if (!check)
		return 1;
	if (cli->json) {
		json_check(cli, path, sample, check);
	} else {
		if (check->results && args_has(&cli->args, "sample"))
			print_costs(cli, sample, check);
		print_check(cli, path, NULL, check->diagnostics);
	}
	return diagnostics_has_errors(check->diagnostics) ? 3 : 0;
}

static const struct option check_options[] = {
	{ "sample", 0, "PATH", FALSE,
	  "try the rules on this transcript or folder, and list the dearest",
	  NULL },
	OPTIONS_END
};

static const char *const check_examples[] = {
	"iptrate codebook check", "iptrate codebook check mine.yaml",
	"iptrate codebook check mine.yaml --sample transcripts/", NULL
};

const struct command cmd_codebook_check = {
	.path = "codebook check",
	.synopsis = "[FILE]",
	.summary = "look for faults in a codebook",
	.about = "Faults: unknown keys, ids given twice, patterns that do not "
		 "compile or match the empty text. Warnings: rules without "
		 "examples, rules and patterns that can never find "
		 "anything, rules that others shadow, patterns that are "
		 "tried on most turns, with the time their rule takes. Times "
		 "are measured on --sample, or on the sample sessions where "
		 "they lie beside the rubrics; in JSON for each rule. "
		 "Exit code 3 when there are faults; warnings alone are none.",
	.group = "Codebook and rubric",
	.options = check_options,
	.most = 1,
	.run = run_check,
	.examples = check_examples,
};
