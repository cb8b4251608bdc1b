/*
 * evaluate: the codebook against raters who read whole sessions.
 *
 * Writes nothing.  Rater against rater is the ceiling that a machine may be
 * held to.
 */
#include "cli/text_out.h"
#include "cli/output.h"

#include <math.h>
#include <string.h>

/* "micro-F1 0.62 (0.54 to 0.69)" */
static void
print_number(struct cli *cli, const char *what, double value,
	     const struct interval *interval)
{
	g_autofree char *number = text_real(value, 2);
	g_autofree char *low = text_real(interval ? interval->low : 0, 2);
	g_autofree char *high = text_real(interval ? interval->high : 0, 2);

	cli_print(cli, "%s %s", what, number);
	if (interval)
		cli_print(cli, " (%s to %s)", low, high);
}

static void
print_agreement(struct cli *cli, const char *what,
		const struct rater_agreement *a, gboolean firm)
{
	struct table *table = columns_table_new(technique_agreement_columns);
	const struct interval micro = { a->micro_low, a->micro_high };
	g_autoptr(GString) neither = g_string_new(NULL);

	cli_print(cli, "\n%s%s ", cli_ink(cli, INK_BOLD), what);
	cli_print_safe(cli, a->rater);
	cli_print(cli, "%s\n", cli_ink(cli, INK_PLAIN));
	cli_print(cli,
		  "  on the %" G_GUINT64_FORMAT " turns that %s coded, in %u "
		  "session%s\n",
		  a->turns, firm ? "the rater" : "both", a->sessions,
		  a->sessions == 1 ? "" : "s");
	print_number(cli, "  micro-F1", a->micro_f1, &micro);
	print_number(cli, ", macro-F1", a->macro_f1, &a->macro_in);
	cli_print(cli, "\n");
	print_number(cli, "  precision", a->micro_precision, NULL);
	print_number(cli, ", recall", a->micro_recall, NULL);
	if (firm)
		print_number(cli, ", precision of tags probable or sequence",
			     a->firm_precision, NULL);
	cli_print(cli, "\n");
	for (guint i = 0; i < a->techniques->len; i++) {
		const struct technique_agreement *t = a->techniques->pdata[i];

		/* neither gave it: nothing is known of it */
		if (t->n == 0 && isnan(t->precision))
			g_string_append_printf(neither, "%s%s",
					       neither->len ? ", " : "",
					       t->technique);
		else
			columns_table_row(table, technique_agreement_columns, t,
					  NULL);
	}
	cli_print_table(cli, table);
	if (neither->len > 0)
		cli_print(cli, "given by neither: %s\n", neither->str);
}

static void
print_count(GString *line, const struct technique_agreement *t, guint session)
{
	for (guint i = 0; i < t->counts->len; i++) {
		const struct session_count *count =
			&g_array_index(t->counts, struct session_count, i);

		if (count->session != session ||
		    (count->rater == 0 && count->machine == 0))
			continue;
		g_string_append_printf(line, "%s%s %u/%u",
				       line->len ? ", " : "", t->technique,
				       count->rater, count->machine);
	}
}

/* A line for each session: "s21  COMM 28/31, ROLE 15/16, ..." */
static void
print_counts(struct cli *cli, const struct evaluation *e,
	     const struct rater_agreement *a)
{
	cli_print(cli, "\n%sturns by session, ", cli_ink(cli, INK_BOLD));
	cli_print_safe(cli, a->rater);
	cli_print(cli, "/machine%s\n", cli_ink(cli, INK_PLAIN));
	for (guint s = 0; s < e->names->len; s++) {
		g_autoptr(GString) line = g_string_new(NULL);

		for (guint i = 0; i < a->techniques->len; i++)
			print_count(line, a->techniques->pdata[i], s);
		if (line->len == 0)
			continue;
		cli_print(cli, "  ");
		cli_print_safe(cli, e->names->pdata[s]);
		cli_print(cli, "\n");
		text_paragraphs(cli->out, line->str, "    ",
				MIN(cli->width, 80));
	}
}

static void
print_items(struct cli *cli, const struct evaluation *e)
{
	struct table *table;

	if (e->n_items == 0)
		return;
	cli_print(cli, "\n%ssuggested extent against ratings%s\n",
		  cli_ink(cli, INK_BOLD), cli_ink(cli, INK_PLAIN));
	table = columns_table_new(item_signal_columns);
	for (guint i = 0; i < e->n_items; i++)
		columns_table_row(table, item_signal_columns, &e->items[i],
				  NULL);
	cli_print_table(cli, table);
}

static void
print_disagreements(struct cli *cli, const struct evaluation *e)
{
	cli_print(cli, "\n%smisses (-) and false alarms (+)%s\n",
		  cli_ink(cli, INK_BOLD), cli_ink(cli, INK_PLAIN));
	for (guint i = 0; i < e->disagreements->len; i++) {
		const struct disagreement *d = e->disagreements->pdata[i];

		cli_print(cli, "%s %-5s ", d->missed ? "-" : "+", d->technique);
		cli_print_safe(cli, d->session);
		cli_print(cli, ":%u ", d->turn);
		cli_print_safe(cli, d->rater);
		cli_print(cli, "  ");
		cli_print_safe(cli, d->text);
		cli_print(cli, "\n");
	}
}

static void
print_evaluation(struct cli *cli, const struct evaluation *e)
{
	g_autofree char *n = base_count(e->sessions, "session", "sessions");

	cli->paged = TRUE;
	cli_print(cli, "%s, %u turns of the therapist\n", n, e->turns);
	for (guint i = 0; i < e->machine->len; i++)
		print_agreement(cli, "machine against rater",
				e->machine->pdata[i], TRUE);
	for (guint i = 0; i < e->ceiling->len; i++)
		print_agreement(cli, "rater against rater",
				e->ceiling->pdata[i], FALSE);
	for (guint i = 0; args_has(&cli->args, "counts") && i < e->machine->len;
	     i++)
		print_counts(cli, e, e->machine->pdata[i]);
	print_items(cli, e);
	cli_print(cli, "\nn: turns the rater gave it; F1: the positive "
		       "agreement, too; 95 %%: of F1,\nbootstrap over "
		       "sessions; macro: codes with n of 5 or more; rho: rank\n"
		       "correlation of counts per session (--counts lists "
		       "them)\n");
	if (args_has(&cli->args, "disagreements"))
		print_disagreements(cli, e);
}

static void
json_evaluation(struct cli *cli, const struct evaluation *e)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	columns_json_fields(printer, evaluation_columns, e, e);
	if (args_has(&cli->args, "disagreements"))
		columns_json_list(printer, "disagreements",
				  disagreement_columns, e->disagreements, NULL);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static gboolean
read_options(const struct args *args, struct evaluate_options *options,
	     GError **error)
{
	const char *least = args_value(args, "least");
	const char *draws = args_value(args, "draws");
	const char *seed = args_value(args, "seed");
	guint number = 1;

	options->codebook = args_value(args, "codebook");
	options->least = STRENGTH_HINT;
	options->draws = 1000;
	if (least && !strength_parse(least, &options->least)) {
		fail_unknown(error, BASE_ERROR_USAGE, "strength", least, NULL,
			     "hint, probable or sequence");
		return FALSE;
	}
	if (draws && !args_number(draws, "--draws", &options->draws, error))
		return FALSE;
	if (seed && !args_number(seed, "--seed", &number, error))
		return FALSE;
	options->seed = number;
	return TRUE;
}

static int
run_evaluate(struct cli *cli, GError **error)
{
	struct evaluate_options options = { 0 };
	g_autofree const char **only = args_values(&cli->args, "only");
	g_autoptr(Evaluation) evaluation = NULL;

	if (!read_options(&cli->args, &options, error))
		return 2;
	if (only[0])
		options.only = only;
	evaluation = app_evaluate(cli->app, cli->args.words->pdata[0], &options,
				  error);
	if (!evaluation)
		return 1;
	if (cli->json)
		json_evaluation(cli, evaluation);
	else
		print_evaluation(cli, evaluation);
	return 0;
}

static const struct option evaluate_row_options[] = {
	{ "least", 0, "STRENGTH", FALSE,
	  "count tags from this strength on: hint, probable, sequence",
	  "hint probable sequence" },
	{ "only", 0, "NAME", TRUE, "only this session", NULL },
	{ "draws", 0, "N", FALSE, "draws of the bootstrap (1000)", NULL },
	{ "seed", 0, "N", FALSE, "seed of the bootstrap (1)", NULL },
	{ "counts", 0, NULL, FALSE, "list the counts of each session", NULL },
	{ "disagreements", 0, NULL, FALSE,
	  "list misses and false alarms with their text", NULL },
	OPTIONS_END
};

static const char *const evaluate_examples[] = {
	"iptrate evaluate transcripts/sessions",
	"iptrate evaluate transcripts/sessions --codebook mine.yaml --json",
	NULL
};

const struct command cmd_evaluate = {
	.path = "evaluate",
	.synopsis = "DIR",
	.summary = "measure the codebook against raters' codes",
	.about = "DIR holds NAME.txt with NAME.codes.tsv (turn, rater, codes) "
		 "and perhaps NAME.ratings.tsv. Nothing is written. In JSON "
		 "all numbers have their intervals, and 'counts' gives each "
		 "session's turns by rater and machine.",
	.group = "Codebook and rubric",
	.options = evaluate_row_options,
	.needs = NEEDS_CODEBOOK | NEEDS_RUBRIC_APART,
	.least = 1,
	.most = 1,
	.run = run_evaluate,
	.examples = evaluate_examples,
};
