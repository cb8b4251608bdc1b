/*
 * codebook points: points of words for the codebook from labelled lines.
 */
#include "cli/output.h"

static void
print_points(struct cli *cli, const struct points_learned *learned)
{
	const char *file = learned->file;

	cli_print(cli,
		  "%u lines and %u turns of talk, %u clues. In files that "
		  "were left out: %u of %u\nlines that are looked for were "
		  "found, %u of %u others taken for one.\n",
		  learned->lines, learned->talk, learned->clues, learned->found,
		  learned->yes, learned->wrong, learned->no);
	if (!file) {
		cli_print(cli, "Nothing was written; -o FILE keeps it.\n");
		return;
	}
	cli_print(cli, "Written to ");
	cli_print_safe(cli, file);
	if (g_str_has_suffix(file, ".tsv"))
		cli_print(cli, ", as its 'points of %s'.\n", learned->id);
	else
		cli_print(cli, ", a file for the codebook's word-points.\n");
}

static void
json_points(struct cli *cli, const struct points_learned *learned)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_string(printer, "written", learned->file);
	printer_int(printer, "lines", learned->lines);
	printer_int(printer, "talk", learned->talk);
	printer_int(printer, "clues", learned->clues);
	printer_int(printer, "yes", learned->yes);
	printer_int(printer, "found", learned->found);
	printer_int(printer, "no", learned->no);
	printer_int(printer, "wrong", learned->wrong);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static int
run_points(struct cli *cli, GError **error)
{
	const char *output = args_value(&cli->args, "output");
	g_autofree const char **talk = args_values(&cli->args, "talk");
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	struct points_options options = { .talk = talk };
	g_autoptr(PointsLearned) learned = NULL;

	for (guint i = 1; i < cli->args.words->len; i++)
		g_ptr_array_add(files, cli->args.words->pdata[i]);
	g_ptr_array_add(files, NULL);
	options.id = cli->args.words->pdata[0];
	options.files = (const char *const *)files->pdata;
	if (output && !app_points_check(cli->app, options.id, output, error))
		return 1;
	learned = app_learn_points(cli->app, &options, error);
	if (!learned ||
	    (output && !app_points_save(cli->app, learned, output, error)))
		return 1;
	if (cli->json)
		json_points(cli, learned);
	else
		print_points(cli, learned);
	return 0;
}

static const struct option points_options[] = {
	{ "output", 'o', "FILE", FALSE,
	  "write them to this file: "
	  "into a table of weights (.tsv, or the codebook that names it), in "
	  "place of those there, or as a file for word-points (.yaml)",
	  NULL },
	{ "talk", 0, "PATH", TRUE,
	  "a folder of coded sessions: where the rule's technique is not coded "
	  "nearby, nothing is what is looked for; or a file with such a turn in "
	  "each line",
	  NULL },
	OPTIONS_END
};

static const char *const points_examples[] = {
	"iptrate codebook points risk-voiced ours/lines.tsv -o voiced.yaml",
	NULL
};

const struct command cmd_codebook_points = {
	.path = "codebook points",
	.synopsis = "ID FILE...",
	.summary = "learn points of words from labelled lines",
	.about = "ID is one of the codebook's word-points. Each FILE begins "
		 "with the row 'label, line', or 'label, before, line' for "
		 "points that weigh answers, with a tab between; a label is "
		 "yes or no. Give each writer a file: the figures are from "
		 "leaving each file out once. Nothing is written without "
		 "-o. In JSON: written (the file, or "
		 "null), lines, talk (turns), clues, yes, found, no, wrong.",
	.group = "Codebook and rubric",
	.options = points_options,
	.needs = NEEDS_CODEBOOK,
	.least = 2,
	.most = 100,
	.run = run_points,
	.examples = points_examples,
};
