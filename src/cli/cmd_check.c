/*
 * codebook check: faults of a codebook, and what its rules cost.
 */
#include "cli/codebook.h"
#include "cli/output.h"

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

/* A rule with what came of trying it. */
struct rule_cost {
	const char *rule;
	struct rule_trial trial;
};

static void
fill_tried(struct column_value *value, const void *of, const void *about)
{
	const struct rule_cost *cost = of;

	(void)about;
	value->real = 100 * cost->trial.tried;
}

static const struct column cost_columns[] = {
	{ "rule", "dearest rules", TEXT_AT(struct rule_cost, rule) },
	{ "microseconds", "µs", REAL_AT(struct rule_cost, trial.microseconds),
	  .digits = 1 },
	{ "tried", NULL, REAL_AT(struct rule_cost, trial.tried) },
	{ NULL, "tried on %", FILLED(COLUMN_REAL, fill_tried), .digits = 1 },
	{ "tagged", "tags", COUNT_AT(struct rule_cost, trial.tagged) },
	{ "stood", "stood", COUNT_AT(struct rule_cost, trial.stood) },
	{ .kind = COLUMNS_END },
};

/* struct rule_cost, in the order of the codebook. */
static GArray *
costs_of(const struct codebook_check *check)
{
	const GPtrArray *rules = check->codebook->rules;
	GArray *costs = g_array_new(FALSE, FALSE, sizeof(struct rule_cost));

	for (guint r = 0; r < rules->len; r++) {
		const struct rule *rule = rules->pdata[r];
		struct rule_cost cost = { rule->id, check->results[r] };

		g_array_append_val(costs, cost);
	}
	return costs;
}

static const struct column sample_columns[] = {
	{ "sessions", NULL, COUNT_AT(struct codebook_check, sessions) },
	{ "turns", NULL, COUNT_AT(struct codebook_check, turns) },
	{ .kind = COLUMNS_END },
};

static void
json_checked(struct cli *cli, const char *path, const char *sample,
	     const struct codebook_check *check)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	json_check_head(printer, path, check->diagnostics);
	if (check->results) {
		g_autoptr(GArray) costs = costs_of(check);

		printer_begin_map(printer, "sample");
		printer_string(printer, "path", sample);
		columns_json_fields(printer, sample_columns, check, NULL);
		printer_real(printer, "microseconds", total_cost(check));
		printer_end(printer);
		columns_json_array(printer, "rules", cost_columns, costs, NULL);
	}
	printer_end(printer);
	cli_print_json(cli, printer);
}

/* Those that cost the same as the codebook has them. */
static int
dearest_first(gconstpointer a, gconstpointer b)
{
	const struct rule_cost *one = *(struct rule_cost *const *)a;
	const struct rule_cost *other = *(struct rule_cost *const *)b;

	if (one->trial.microseconds != other->trial.microseconds)
		return one->trial.microseconds > other->trial.microseconds ?
			       -1 :
			       1;
	return one < other ? -1 : 1;
}

static void
print_costs(struct cli *cli, const char *sample,
	    const struct codebook_check *check)
{
	g_autoptr(GArray) costs = costs_of(check);
	g_autoptr(GPtrArray) dearest = g_ptr_array_new();
	g_autofree char *sessions =
		base_count(check->sessions, "session", "sessions");
	g_autofree char *turns = base_count(check->turns, "turn", "turns");

	for (guint i = 0; i < costs->len; i++)
		g_ptr_array_add(dearest,
				&g_array_index(costs, struct rule_cost, i));
	g_ptr_array_sort(dearest, dearest_first);
	g_ptr_array_set_size(dearest, (gint)MIN(dearest->len, DEAREST));
	cli_print_table(cli, columns_table(cost_columns, dearest, NULL));
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
		json_checked(cli, path, sample, check);
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
