/*
 * evaluate_json: what evaluate measured, for other programs: every number
 * with its interval, and each session's counts.
 */
#include "cli/private.h"

static void
json_interval(struct printer *printer, const char *key,
	      const struct interval *interval)
{
	printer_begin_list(printer, key);
	printer_real(printer, NULL, interval->low);
	printer_real(printer, NULL, interval->high);
	printer_end(printer);
}

static void
json_counts(struct printer *printer, const struct evaluation *e,
	    const GArray *counts)
{
	printer_begin_map(printer, "counts");
	for (guint i = 0; i < counts->len; i++) {
		const struct session_count *count =
			&g_array_index(counts, struct session_count, i);

		printer_begin_list(printer, e->names->pdata[count->session]);
		printer_int(printer, NULL, count->rater);
		printer_int(printer, NULL, count->machine);
		printer_end(printer);
	}
	printer_end(printer);
}

static void
json_technique(struct printer *printer, const struct evaluation *e,
	       const struct technique_agreement *t)
{
	printer_begin_map(printer, t->technique);
	printer_int(printer, "n", (gint64)t->n);
	printer_real(printer, "precision", t->precision);
	printer_real(printer, "recall", t->recall);
	printer_real(printer, "f1", t->f1);
	printer_real(printer, "f1_low", t->f1_low);
	printer_real(printer, "f1_high", t->f1_high);
	printer_real(printer, "kappa", t->kappa);
	printer_real(printer, "ac1", t->ac1);
	printer_real(printer, "positive", t->positive);
	json_interval(printer, "precision_interval", &t->precision_in);
	json_interval(printer, "recall_interval", &t->recall_in);
	json_interval(printer, "kappa_interval", &t->kappa_in);
	json_interval(printer, "ac1_interval", &t->ac1_in);
	printer_real(printer, "session_spearman", t->session_spearman);
	json_counts(printer, e, t->counts);
	printer_end(printer);
}

static void
json_agreements(struct printer *printer, const char *key,
		const struct evaluation *e, const GPtrArray *agreements)
{
	printer_begin_map(printer, key);
	for (guint i = 0; i < agreements->len; i++) {
		const struct rater_agreement *a = agreements->pdata[i];

		printer_begin_map(printer, a->rater);
		printer_int(printer, "turns", (gint64)a->turns);
		printer_int(printer, "sessions", a->sessions);
		printer_real(printer, "micro_f1", a->micro_f1);
		printer_real(printer, "micro_low", a->micro_low);
		printer_real(printer, "micro_high", a->micro_high);
		printer_real(printer, "macro_f1", a->macro_f1);
		printer_real(printer, "macro_low", a->macro_in.low);
		printer_real(printer, "macro_high", a->macro_in.high);
		printer_real(printer, "micro_precision", a->micro_precision);
		printer_real(printer, "micro_recall", a->micro_recall);
		printer_real(printer, "firm_precision", a->firm_precision);
		printer_begin_map(printer, "techniques");
		for (guint k = 0; k < a->techniques->len; k++)
			json_technique(printer, e, a->techniques->pdata[k]);
		printer_end(printer);
		printer_end(printer);
	}
	printer_end(printer);
}

static void
json_items(struct printer *printer, const struct evaluation *e)
{
	printer_begin_map(printer, "items");
	for (guint i = 0; i < e->n_items; i++) {
		printer_begin_map(printer, e->items[i].item);
		printer_int(printer, "n", e->items[i].n);
		printer_real(printer, "spearman", e->items[i].spearman);
		printer_real(printer, "mae", e->items[i].mae);
		printer_end(printer);
	}
	printer_end(printer);
}

static void
json_disagreements(struct printer *printer, const struct evaluation *e)
{
	printer_begin_list(printer, "disagreements");
	for (guint i = 0; i < e->disagreements->len; i++) {
		const struct disagreement *d = e->disagreements->pdata[i];

		printer_begin_map(printer, NULL);
		printer_string(printer, "session", d->session);
		printer_int(printer, "turn", d->turn);
		printer_string(printer, "rater", d->rater);
		printer_string(printer, "technique", d->technique);
		printer_string(printer, "kind",
			       d->missed ? "missed" : "false alarm");
		printer_string(printer, "text", d->text);
		printer_end(printer);
	}
	printer_end(printer);
}

void
json_evaluation(struct cli *cli, const struct evaluation *e)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_int(printer, "sessions", e->sessions);
	printer_int(printer, "turns", e->turns);
	printer_begin_list(printer, "raters");
	for (guint i = 0; i < e->raters->len; i++)
		printer_string(printer, NULL, e->raters->pdata[i]);
	printer_end(printer);
	json_agreements(printer, "machine", e, e->machine);
	json_agreements(printer, "ceiling", e, e->ceiling);
	json_items(printer, e);
	if (args_has(&cli->args, "disagreements"))
		json_disagreements(printer, e);
	printer_end(printer);
	cli_print_json(cli, printer);
}
