/*
 * rubric list, show, check: the items, their anchors, and their file.
 */
#include "cli/codebook.h"
#include "cli/text_out.h"
#include "cli/output.h"

#include <string.h>

static void
print_list(struct cli *cli, const struct rubric *rubric)
{
	cli->paged = TRUE;
	cli_print(cli, "%s %s (%s)\n\n", rubric->id, rubric->version,
		  rubric->status ? rubric->status : rubric->file);
	cli_print_table(cli, columns_table(item_columns, rubric->items, NULL));
	cli_print(cli, "\nU unique and essential, E essential, C compatible, "
		       "P proscribed\n");
}

static int
run_list(struct cli *cli, GError **error)
{
	const struct rubric *rubric = app_rubric(cli->app, error);
	struct printer *printer;

	if (!rubric)
		return 1;
	if (!cli->json) {
		print_list(cli, rubric);
		return 0;
	}
	printer = printer_new();
	printer_begin_map(printer, NULL);
	columns_json_fields(printer, rubric_head_columns, rubric, NULL);
	columns_json_list(printer, "items", item_columns, rubric->items, NULL);
	printer_end(printer);
	cli_print_json(cli, printer);
	return 0;
}

static void
print_anchors(struct cli *cli, const char *heading, char *const *names,
	      char *const *anchors)
{
	if (!anchors[1])
		return;
	cli_print(cli, "\n%s%s%s\n", cli_ink(cli, INK_BOLD), heading,
		  cli_ink(cli, INK_PLAIN));
	for (guint point = 1; point <= SCALE_POINTS; point++) {
		cli_print(cli, "  %u %s\n", point,
			  names[point] ? names[point] : "");
		text_paragraphs(cli->out, anchors[point] ? anchors[point] : "",
				"      ", MIN(cli->width, 80));
	}
}

static void
print_item(struct cli *cli, const struct rubric *rubric,
	   const struct item *item)
{
	g_autofree char *phases = phases_print(item->phases);
	g_autofree char *focuses = focuses_print(item->focuses);
	g_autofree char *evidence = codes_print(item->evidence);

	cli->paged = TRUE;
	cli_print(cli, "%s%s%s  %s\n\n", cli_ink(cli, INK_BOLD), item->id,
		  cli_ink(cli, INK_PLAIN), item->name);
	text_paragraphs(cli->out, item->text, "", MIN(cli->width, 80));
	cli_print(cli, "class %s, phases: %s, focus: %s\n",
		  item_class_print(item->item_class), phases, focuses);
	if (*evidence)
		cli_print(cli, "evidence: %s%s\n", evidence,
			  item->suggest == SUGGEST_NEVER ?
				  " (never suggests a number)" :
				  "");
	print_anchors(cli, "extent", rubric->extent_names, item->extent);
	print_anchors(cli, "quality", rubric->quality_names, item->quality);
}

/* What may be left out. */
static void
print_gaps(struct cli *cli, const struct rubric *rubric)
{
	const struct score_rule *const rules[] = { &rubric->adherence,
						   &rubric->quality,
						   &rubric->specificity };

	for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
		if (rules[i]->min_items && rules[i] != rubric->pass_score)
			cli_print(cli, "%s over %u items or more\n",
				  rules[i]->name, rules[i]->min_items);
	}
	if (rubric->max_share_na < 1)
		cli_print(cli,
			  "N/A, with a reason, for at most %.0f %% of the "
			  "live items\n",
			  rubric->max_share_na * 100);
	if (rubric->na_lowers_share)
		cli_print(cli, "an item that is N/A counts as not rated\n");
	if (rubric->rated_with_quality)
		cli_print(cli, "an item without the quality that is asked for "
			       "counts as not rated\n");
	if (rubric->critical_rated)
		cli_print(cli, "critical items that are live must be rated\n");
	if (rubric->blanks_at_worst)
		cli_print(cli,
			  "must reach the cut also with every blank "
			  "taken for %u\n",
			  rubric->blanks_at_worst);
}

static void
print_scoring(struct cli *cli, const struct rubric *rubric)
{
	g_autofree char *pass = NULL;

	cli->paged = TRUE;
	cli_print(cli, "%s%s%s  %s\n%s\n\n", cli_ink(cli, INK_BOLD), rubric->id,
		  cli_ink(cli, INK_PLAIN), rubric->version,
		  rubric->name ? rubric->name : "");
	if (rubric->guide)
		text_paragraphs(cli->out, rubric->guide, "",
				MIN(cli->width, 80));
	pass = g_strdup_printf(
		"pass: %s of %.2f or more, at least %.0f %% of live items "
		"rated, %u items or more%s",
		rubric->pass_score->name, rubric->cut,
		rubric->min_share_rated * 100,
		MAX(rubric->min_items, rubric->pass_score->min_items),
		rubric->must_be_signed ? ", signed" : "");
	cli_print(cli, "\n");
	text_paragraphs(cli->out, pass, "", MIN(cli->width, 80));
	print_gaps(cli, rubric);
	cli_print(cli,
		  "within %.2f of the cut: borderline, a second rating "
		  "is advised\n",
		  rubric->near_cut);
	if (rubric->near_least > 0)
		cli_print(cli,
			  "measured from %u ratings on: then within %g errors "
			  "of a mark\n",
			  rubric->near_least, rubric->near_errors);
	for (guint i = 0; i < rubric->critical->len; i++) {
		const struct critical_rule *rule = rubric->critical->pdata[i];

		cli_print(cli, "not passed when %s has %s %u or %s\n",
			  rule->item,
			  rule->of == OF_EXTENT ? "extent" : "quality",
			  rule->bound, rule->at_least ? "more" : "less");
	}
}

static const struct item *
find_item(const struct rubric *rubric, const char *word, GError **error)
{
	const struct item *item = rubric_find_item(rubric, word);

	if (item)
		return item;
	fail_unknown(error, BASE_ERROR_NOT_FOUND, "item", word,
		     rubric_near_item(rubric, word),
		     "see 'iptrate rubric list'");
	return NULL;
}

static int
run_show(struct cli *cli, GError **error)
{
	const struct rubric *rubric = app_rubric(cli->app, error);
	const struct item *item;

	if (!rubric)
		return 1;
	if (cli->args.words->len == 0) {
		print_scoring(cli, rubric);
		return 0;
	}
	item = find_item(rubric, cli->args.words->pdata[0], error);
	if (!item)
		return 1;
	if (!cli->json) {
		print_item(cli, rubric, item);
		return 0;
	}
	cli_print_thing(cli, item_columns, item, NULL);
	return 0;
}

/* The codebook that evidence codes are checked against; NULL when there is
 * none to be had. */
static struct codebook *
load_codebook(const struct cli *cli, GPtrArray *diagnostics)
{
	const char *told = args_value(&cli->args, "codebook");
	g_autofree char *path = NULL;

	if (!told && !cli->rubrics)
		return NULL;
	path = told ? g_strdup(told) :
		      g_build_filename(cli->rubrics, "codebook", "ipt-en.yaml",
				       NULL);
	return app_codebook_load(path, diagnostics, NULL);
}

static int
run_check(struct cli *cli, GError **error)
{
	const char *told = cli->args.words->len ?
				   cli->args.words->pdata[0] :
				   args_value(&cli->args, "rubric");
	g_autofree char *path = NULL;
	g_autoptr(GPtrArray) aside = diagnostics_new();
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook = load_codebook(cli, aside);
	g_autoptr(Rubric) rubric = NULL;

	if (!told && !cli->rubrics) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
				    "no rubric was found (name a file)");
		return 1;
	}
	path = told ? g_strdup(told) :
		      g_build_filename(cli->rubrics, "ipt-core.yaml", NULL);
	rubric = app_rubric_load(path, codebook, diagnostics, error);
	if (!rubric && error && *error && diagnostics->len == 0)
		return 1;
	g_clear_error(error);
	print_check(cli, path, NULL, diagnostics);
	return diagnostics_has_errors(diagnostics) ? 3 : 0;
}

#define GROUP "Codebook and rubric"

static const char *const show_examples[] = { "iptrate rubric show",
					     "iptrate rubric show C3", NULL };

static const char *const check_examples[] = { "iptrate rubric check",
					      "iptrate rubric check mine.yaml",
					      NULL };

const struct command cmd_rubric_list = {
	.path = "rubric list",
	.synopsis = "",
	.summary = "list the items",
	.group = GROUP,
	.needs = NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.run = run_list,
};

const struct command cmd_rubric_show = {
	.path = "rubric show",
	.synopsis = "[ITEM]",
	.summary = "print the wording of each point of an item",
	.about = "Without an item: how to rate, and the pass rule.",
	.group = GROUP,
	.needs = NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.most = 1,
	.run = run_show,
	.examples = show_examples,
};

const struct command cmd_rubric_check = {
	.path = "rubric check",
	.synopsis = "[FILE]",
	.summary = "look for faults in a rubric",
	.about = "Exit code 3 when there are faults.",
	.group = GROUP,
	.most = 1,
	.run = run_check,
	.examples = check_examples,
};
