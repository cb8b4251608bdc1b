/*
 * codebook list, show, test: techniques and the file they stand in.
 */
#include "cli/codebook.h"
#include "cli/text_out.h"
#include "cli/output.h"

#include <string.h>

static void
print_list(struct cli *cli, const struct codebook *codebook)
{
	cli->paged = TRUE;
	cli_print(cli, "%s %s (%s)\n\n", codebook->id, codebook->version,
		  codebook->status ? codebook->status : codebook->file);
	cli_print_table(cli, columns_table(technique_columns,
					   codebook->techniques, NULL));
}

static int
run_list(struct cli *cli, GError **error)
{
	const struct codebook *codebook = app_codebook(cli->app, error);
	struct printer *printer;

	if (!codebook)
		return 1;
	if (!cli->json) {
		print_list(cli, codebook);
		return 0;
	}
	printer = printer_new();
	printer_begin_map(printer, NULL);
	columns_json_fields(printer, codebook_head_columns, codebook, NULL);
	columns_json_list(printer, "techniques", technique_columns,
			  codebook->techniques, NULL);
	printer_end(printer);
	cli_print_json(cli, printer);
	return 0;
}

static void
print_field(struct cli *cli, const char *heading, const char *text)
{
	if (!text || !*text)
		return;
	cli_print(cli, "\n%s%s%s\n", cli_ink(cli, INK_BOLD), heading,
		  cli_ink(cli, INK_PLAIN));
	text_paragraphs(cli->out, text, "  ", MIN(cli->width, 80));
}

/* "  comm.tone   probable  asks for the tone", wrapped on a terminal. */
static void
print_rule(struct cli *cli, const struct rule *rule)
{
	guint room = cli->terminal ? MAX(cli->width, 60) - 37 : G_MAXINT;
	g_autoptr(GPtrArray) lines =
		text_wrap(rule->says ? rule->says : "", room);

	cli_print(cli, "  %-24s %-9s %s\n", rule->id,
		  strength_print(rule->strength),
		  lines->len ? (char *)lines->pdata[0] : "");
	for (guint i = 1; i < lines->len; i++)
		cli_print(cli, "%37s%s\n", "", (char *)lines->pdata[i]);
}

static void
print_technique(struct cli *cli, const struct technique *technique)
{
	g_autofree char *phases = phases_print(technique->phases);

	cli->paged = TRUE;
	cli_print(cli, "%s%s%s  %s\n%s, phases: %s\n", cli_ink(cli, INK_BOLD),
		  technique->id, cli_ink(cli, INK_PLAIN), technique->name,
		  technique->group ? technique->group : "", phases);
	print_field(cli, "definition", technique->definition);
	print_field(cli, "unit", technique->unit);
	if (technique->tell_apart->len > 0)
		cli_print(cli, "\n%stell apart%s\n", cli_ink(cli, INK_BOLD),
			  cli_ink(cli, INK_PLAIN));
	for (guint i = 0; i < technique->tell_apart->len; i++) {
		const struct tell_apart *t = technique->tell_apart->pdata[i];
		g_autofree char *line =
			g_strconcat("from ", t->from, ": ", t->by, NULL);

		text_paragraphs(cli->out, line, "  ", MIN(cli->width, 80));
	}
	cli_print(cli, "\n%srules%s\n", cli_ink(cli, INK_BOLD),
		  cli_ink(cli, INK_PLAIN));
	for (guint i = 0; i < technique->rules->len; i++) {
		const struct rule *rule = technique->rules->pdata[i];

		print_rule(cli, rule);
	}
}

static int
run_show(struct cli *cli, GError **error)
{
	const struct codebook *codebook = app_codebook(cli->app, error);
	const char *id = cli->args.words->pdata[0];
	const struct technique *technique;

	technique = codebook ? find_technique(codebook, id, error) : NULL;
	if (!technique)
		return 1;
	if (!cli->json) {
		print_technique(cli, technique);
		return 0;
	}
	cli_print_thing(cli, technique_columns, technique, NULL);
	return 0;
}

char *
codebook_path(const struct cli *cli, GError **error)
{
	const char *told = cli->args.words->len > 0 ?
				   cli->args.words->pdata[0] :
				   args_value(&cli->args, "codebook");

	if (told)
		return g_strdup(told);
	if (cli->rubrics)
		return g_build_filename(cli->rubrics, "codebook", "ipt-en.yaml",
					NULL);
	g_set_error_literal(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "no codebook was found (name a file)");
	return NULL;
}

static int
run_test(struct cli *cli, GError **error)
{
	g_autofree char *path = codebook_path(cli, error);
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook = NULL;
	g_autoptr(Tagger) tagger = NULL;
	guint tried = 0;

	if (!path)
		return 1;
	codebook = app_codebook_load(path, diagnostics, error);
	if (!codebook && error && *error && diagnostics->len == 0)
		return 1;
	g_clear_error(error);
	if (codebook)
		tagger = tagger_new(codebook, diagnostics);
	if (tagger)
		tried = tagger_test(tagger, diagnostics);
	print_check(cli, path, &tried, diagnostics);
	return diagnostics_has_errors(diagnostics) ? 3 : 0;
}

#define GROUP "Codebook and rubric"

static const char *const show_examples[] = { "iptrate codebook show COMM",
					     NULL };

static const char *const test_examples[] = { "iptrate codebook test",
					     "iptrate codebook test mine.yaml",
					     NULL };

const struct command cmd_codebook_list = {
	.path = "codebook list",
	.synopsis = "",
	.summary = "list the techniques",
	.group = GROUP,
	.needs = NEEDS_CODEBOOK,
	.run = run_list,
};

const struct command cmd_codebook_show = {
	.path = "codebook show",
	.synopsis = "TECHNIQUE",
	.summary = "tell what a technique is and by which rules it is found",
	.group = GROUP,
	.needs = NEEDS_CODEBOOK,
	.least = 1,
	.most = 1,
	.run = run_show,
	.examples = show_examples,
};

const struct command cmd_codebook_test = {
	.path = "codebook test",
	.synopsis = "[FILE]",
	.summary = "run the examples of a codebook",
	.about = "Every example must be tagged by its rule and no "
		 "counterexample may be. Exit code 3 when one fails.",
	.group = GROUP,
	.most = 1,
	.run = run_test,
	.examples = test_examples,
};
