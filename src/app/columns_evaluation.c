/*
 * columns_evaluation: agreement and what was learned, as they are listed.
 */
#include "app/private.h"

#include <math.h>

/* -- agreement -------------------------------------------------------------
 * about: struct evaluation */

/* By session: [turns of the rater, turns of the machine]. */
static void
write_counts(struct printer *printer, const char *key, const void *of,
	     const void *about)
{
	const struct technique_agreement *agreement = of;
	const struct evaluation *evaluation = about;
	const GArray *counts = agreement->counts;

	printer_begin_map(printer, key);
	for (guint i = 0; i < counts->len; i++) {
		const struct session_count *count =
			&g_array_index(counts, struct session_count, i);

		printer_begin_list(printer,
				   evaluation->names->pdata[count->session]);
		printer_int(printer, NULL, count->rater);
		printer_int(printer, NULL, count->machine);
		printer_end(printer);
	}
	printer_end(printer);
}

static void
fill_f1_range(struct column_value *value, const void *of, const void *about)
{
	const struct technique_agreement *agreement = of;

	(void)about;
	value->real = agreement->f1_low;
	value->high = agreement->f1_high;
}

const struct column technique_agreement_columns[] = {
	{ NULL, "code", TEXT_AT(struct technique_agreement, technique),
	  .names = TRUE },
	{ "n", "n", NUMBER_AT(struct technique_agreement, n) },
	{ "precision", "prec.", REAL_AT(struct technique_agreement, precision),
	  .digits = 2 },
	{ "recall", "recall", REAL_AT(struct technique_agreement, recall),
	  .digits = 2 },
	{ "f1", "F1", REAL_AT(struct technique_agreement, f1), .digits = 2 },
	{ "f1_low", NULL, REAL_AT(struct technique_agreement, f1_low) },
	{ "f1_high", NULL, REAL_AT(struct technique_agreement, f1_high) },
	{ NULL, "95 %", FILLED(COLUMN_RANGE, fill_f1_range), .digits = 2,
	  .right = TRUE },
	{ "kappa", "kappa", REAL_AT(struct technique_agreement, kappa),
	  .digits = 2 },
	{ "ac1", "AC1", REAL_AT(struct technique_agreement, ac1), .digits = 2 },
	{ "positive", NULL, REAL_AT(struct technique_agreement, positive) },
	{ "precision_interval", NULL,
	  RANGE_AT(struct technique_agreement, precision_in) },
	{ "recall_interval", NULL,
	  RANGE_AT(struct technique_agreement, recall_in) },
	{ "kappa_interval", NULL,
	  RANGE_AT(struct technique_agreement, kappa_in) },
	{ "ac1_interval", NULL, RANGE_AT(struct technique_agreement, ac1_in) },
	{ "session_spearman", "rho",
	  REAL_AT(struct technique_agreement, session_spearman), .digits = 2 },
	{ "counts", NULL, WRITTEN(write_counts) },
	{ .kind = COLUMNS_END },
};

static const struct column rater_agreement_columns[] = {
	{ NULL, NULL, TEXT_AT(struct rater_agreement, rater), .names = TRUE },
	{ "turns", NULL, NUMBER_AT(struct rater_agreement, turns) },
	{ "sessions", NULL, COUNT_AT(struct rater_agreement, sessions) },
	{ "micro_f1", NULL, REAL_AT(struct rater_agreement, micro_f1) },
	{ "micro_low", NULL, REAL_AT(struct rater_agreement, micro_low) },
	{ "micro_high", NULL, REAL_AT(struct rater_agreement, micro_high) },
	{ "macro_f1", NULL, REAL_AT(struct rater_agreement, macro_f1) },
	{ "macro_low", NULL, REAL_AT(struct rater_agreement, macro_in.low) },
	{ "macro_high", NULL, REAL_AT(struct rater_agreement, macro_in.high) },
	{ "micro_precision", NULL,
	  REAL_AT(struct rater_agreement, micro_precision) },
	{ "micro_recall", NULL, REAL_AT(struct rater_agreement, micro_recall) },
	{ "firm_precision", NULL,
	  REAL_AT(struct rater_agreement, firm_precision) },
	{ "techniques", NULL,
	  LIST_AT(struct rater_agreement, techniques,
		  technique_agreement_columns) },
	{ .kind = COLUMNS_END },
};

const struct column item_signal_columns[] = {
	{ NULL, "item", TEXT_AT(struct item_signal, item), .names = TRUE },
	{ "n", "sessions", COUNT_AT(struct item_signal, n) },
	{ "spearman", "rho", REAL_AT(struct item_signal, spearman),
	  .digits = 2 },
	{ "mae", "mean error", REAL_AT(struct item_signal, mae), .digits = 2 },
	{ .kind = COLUMNS_END },
};

static void
write_item_values(struct printer *printer, const char *key, const void *of,
		  const void *about)
{
	const struct evaluation *evaluation = of;

	(void)about;
	printer_begin_map(printer, key);
	for (guint i = 0; i < evaluation->n_items; i++)
		columns_json(printer, NULL, item_signal_columns,
			     &evaluation->items[i], NULL);
	printer_end(printer);
}

const struct column evaluation_columns[] = {
	{ "sessions", NULL, COUNT_AT(struct evaluation, sessions) },
	{ "turns", NULL, COUNT_AT(struct evaluation, turns) },
	{ "raters", NULL, TEXTS_AT(struct evaluation, raters) },
	{ "machine", NULL,
	  LIST_AT(struct evaluation, machine, rater_agreement_columns) },
	{ "ceiling", NULL,
	  LIST_AT(struct evaluation, ceiling, rater_agreement_columns) },
	{ "items", NULL, WRITTEN(write_item_values) },
	{ .kind = COLUMNS_END },
};

static void
fill_kind(struct column_value *value, const void *of, const void *about)
{
	const struct disagreement *disagreement = of;

	(void)about;
	value->text = disagreement->missed ? "missed" : "false alarm";
}

const struct column disagreement_columns[] = {
	{ "session", NULL, TEXT_AT(struct disagreement, session) },
	{ "turn", NULL, COUNT_AT(struct disagreement, turn) },
	{ "rater", NULL, TEXT_AT(struct disagreement, rater) },
	{ "technique", NULL, TEXT_AT(struct disagreement, technique) },
	{ "kind", NULL, FILLED(COLUMN_TEXT, fill_kind) },
	{ "text", NULL, TEXT_AT(struct disagreement, text) },
	{ .kind = COLUMNS_END },
};

/* -- what was learned ------------------------------------------------------ */

static void
fill_alone(struct column_value *value, const void *of, const void *about)
{
	const struct learned_row *row = of;

	(void)about;
	value->text = row->is_learned ? NULL : "rules alone";
}

const struct column learned_columns[] = {
	{ NULL, "code", TEXT_AT(struct learned_row, technique), .names = TRUE },
	{ "n", "n", COUNT_AT(struct learned_row, labelled) },
	{ "learned", NULL, FLAG_AT(struct learned_row, is_learned) },
	{ "precision", "precision", REAL_AT(struct learned_row, precision),
	  .digits = 2, .bare = TRUE },
	{ "recall", "recall", REAL_AT(struct learned_row, recall), .digits = 2,
	  .bare = TRUE },
	{ "f1", "F1", REAL_AT(struct learned_row, f1), .digits = 2,
	  .bare = TRUE },
	{ "firm_precision", "firm precision",
	  REAL_AT(struct learned_row, firm_precision), .digits = 2,
	  .bare = TRUE },
	{ NULL, "", FILLED(COLUMN_TEXT, fill_alone) },
	{ .kind = COLUMNS_END },
};

static void
fill_written(struct column_value *value, const void *of, const void *about)
{
	(void)of;
	value->text = about;
}

const struct column weights_learned_columns[] = {
	{ "written", NULL, FILLED(COLUMN_TEXT, fill_written) },
	{ "table", NULL, TEXT_AT(struct weights_learned, table_file) },
	{ "sessions", NULL, COUNT_AT(struct weights_learned, sessions) },
	{ "turns", NULL, COUNT_AT(struct weights_learned, turns) },
	{ "clues", NULL, COUNT_AT(struct weights_learned, clues) },
	{ "micro_f1", NULL, REAL_AT(struct weights_learned, micro_f1) },
	{ "macro_f1", NULL, REAL_AT(struct weights_learned, macro_f1) },
	{ "firm_precision", NULL,
	  REAL_AT(struct weights_learned, firm_precision) },
	{ "techniques", NULL,
	  LIST_AT(struct weights_learned, rows, learned_columns) },
	{ .kind = COLUMNS_END },
};
