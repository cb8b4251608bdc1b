/*
 * codebook learn: weights for the codebook from coded sessions.
 */
#include "cli/text_out.h"
#include "cli/output.h"

#include <math.h>
#include <string.h>

/* Where the weights are now. */
static void
print_written(struct cli *cli, const char *output, const char *table)
{
	g_autofree char *name = table ? g_path_get_basename(table) : NULL;

	if (!output) {
		cli_print(cli, "Nothing was written: -o FILE writes the "
			       "codebook with these weights.\n");
		return;
	}
	if (g_str_has_suffix(output, ".tsv")) {
		cli_print(cli, "The weights are in ");
		cli_print_safe(cli, output);
		cli_print(cli, "; a codebook beside it names it, 'weights: ");
		cli_print_safe(cli, name);
		cli_print(cli, "'.\n");
		return;
	}
	cli_print(cli, "The codebook with these weights is in ");
	cli_print_safe(cli, output);
	cli_print(cli, "; --codebook uses it.\nIts table is beside it, in ");
	cli_print_safe(cli, table);
	cli_print(cli, ".\n");
}

static void
print_learned(struct cli *cli, const struct weights_learned *learned,
	      const char *output)
{
	g_autofree char *firm = isnan(learned->firm_precision) ?
					g_strdup("none given") :
					text_real(learned->firm_precision, 2);
	guint unlearned = 0;

	for (guint i = 0; i < learned->rows->len; i++) {
		const struct learned_row *row = learned->rows->pdata[i];

		/* left to the rules */
		unlearned += !row->is_learned;
	}
	cli_print_table(cli,
			columns_table(learned_columns, learned->rows, NULL));
	if (unlearned)
		cli_print(cli, "rules alone: given to fewer than six turns, "
			       "or in one folder or session only\n");
	cli_print(cli,
		  "\n%u sessions, %u coded turns, %u clues. Rules and "
		  "weights together, on\nsessions that the weights were not "
		  "learned from: micro F1 %.2f, macro F1 %.2f,\nprecision of "
		  "probable tags %s. Rules that were written from these "
		  "very\nsessions make the figures look better than they "
		  "are.\n",
		  learned->sessions, learned->turns, learned->clues,
		  learned->micro_f1, learned->macro_f1, firm);
	print_written(cli, output, learned->table_file);
}

/* Before minutes are spent on what could not be kept. */
static gboolean
check_output(const char *output, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(output);

	if (g_file_test(folder, G_FILE_TEST_IS_DIR))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
		    "%s: there is no folder %s to write it to", output, folder);
	return FALSE;
}

static int
run_learn(struct cli *cli, GError **error)
{
	const char *output = args_value(&cli->args, "output");
	g_autoptr(GPtrArray) dirs = g_ptr_array_new();
	g_autofree const char **without = args_values(&cli->args, "without");
	struct learn_options options = {
		.without = without,
		.rater = args_value(&cli->args, "only-rater"),
		.progress = cli_progress,
		.data = cli,
	};
	g_autoptr(WeightsLearned) learned = NULL;

	for (guint i = 0; i < cli->args.words->len; i++)
		g_ptr_array_add(dirs, cli->args.words->pdata[i]);
	g_ptr_array_add(dirs, NULL);
	options.dirs = (const char *const *)dirs->pdata;
	if (output && (!check_output(output, error) ||
		       !app_learned_check(cli->app, output, error)))
		return 1;
	learned = app_learn(cli->app, &options, error);
	if (!learned ||
	    (output && !weights_learned_save(learned, cli->app, output, error)))
		return 1;
	if (cli->json)
		cli_print_thing(cli, weights_learned_columns, learned, output);
	else
		print_learned(cli, learned, output);
	return 0;
}

static const struct option learn_options[] = {
	{ "output", 'o', "FILE", FALSE,
	  "write the codebook with its new weights, a .tsv the weights alone",
	  NULL },
	{ "without", 0, "NAME", TRUE,
	  "keep this session out, to evaluate on it later", NULL },
	{ "only-rater", 0, "NAME", FALSE, "learn from this rater's codes alone",
	  NULL },
	OPTIONS_END
};

static const char *const learn_examples[] = {
	"iptrate codebook learn ours/2025 ours/2026 -o ours.yaml", NULL
};

const struct command cmd_codebook_learn = {
	.path = "codebook learn",
	.synopsis = "DIR...",
	.summary = "learn the codebook's weights from coded sessions",
	.about =
		"Each DIR holds NAME.txt with NAME.codes.tsv, as for "
		"evaluate. The figures are those of rules and weights on "
		"sessions that the weights were not learned from: each DIR "
		"is left out once, or each session when there is one DIR, "
		"or a twentieth of its sessions when it has more than "
		"twenty. A session that is there twice is refused. A word "
		"counts only when three sessions hold it, and names, told "
		"by their capitals, do not. The weights are a table beside "
		"the codebook, FILE.weights.tsv, unless FILE is the codebook "
		"in use and names another. In JSON: written (the file, or "
		"null), table (that of the weights), sessions, turns, clues, micro_f1, macro_f1, "
		"firm_precision (of probable tags), and by technique n, "
		"learned, precision, recall, f1, firm_precision.",
	.group = "Codebook and rubric",
	.options = learn_options,
	.needs = NEEDS_CODEBOOK,
	.least = 1,
	.most = 100,
	.run = run_learn,
	.examples = learn_examples,
};
