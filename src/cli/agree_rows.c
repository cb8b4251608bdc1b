/*
 * Tables of statistics; see agree_rows.h.
 */
#include "cli/agree_rows.h"
#include "app/app.h"
#include "cli/text_out.h"
#include "cli/output.h"

#include <math.h>
#include <string.h>

/* Notes that are shown, at most: of many pairs each may have its own. */
#define NOTES_MOST 6

void
agree_rows_init(struct agree_rows *rows, struct cli *cli,
		const char *const *headings, guint columns)
{
	g_assert(columns <= AGREE_COLUMNS);
	*rows = (struct agree_rows){
		.cli = cli,
		.columns = columns,
		.table = table_new(headings, columns),
		.notes = g_ptr_array_new_with_free_func(g_free),
	};
	for (guint i = 1; i < columns; i++)
		table_align_right(rows->table, i);
}

static void
take_cell(struct agree_rows *rows, char *cell)
{
	rows->cells[rows->filled++] = cell;
	if (rows->filled < rows->columns)
		return;
	table_row(rows->table, (const char *const *)rows->cells);
	for (guint i = 0; i < rows->columns; i++)
		g_clear_pointer(&rows->cells[i], g_free);
	rows->filled = 0;
	rows->rows++;
}

static void
take_note(struct agree_rows *rows, const struct statistic *statistic)
{
	if (!statistic->note)
		return;
	for (guint i = 0; i < rows->notes->len; i++)
		if (!strcmp(rows->notes->pdata[i], statistic->note))
			return;
	g_ptr_array_add(rows->notes, g_strdup(statistic->note));
}

void
agree_rows_text(struct agree_rows *rows, const char *text)
{
	take_cell(rows, g_strdup(text));
}

void
agree_rows_number(struct agree_rows *rows, guint64 number)
{
	take_cell(rows, g_strdup_printf("%" G_GUINT64_FORMAT, number));
}

void
agree_rows_value(struct agree_rows *rows, const struct statistic *statistic,
		 guint digits)
{
	if (!statistic) {
		take_cell(rows, g_strdup("-"));
		return;
	}
	take_note(rows, statistic);
	take_cell(rows, text_real(statistic->of.value, digits));
}

void
agree_rows_share(struct agree_rows *rows, const struct statistic *statistic)
{
	double value = statistic ? statistic->of.value : NAN;

	if (isnan(value)) {
		agree_rows_value(rows, statistic, 0);
		return;
	}
	take_cell(rows,
		  g_strdup_printf("%.0f of %" G_GUINT64_FORMAT " (%.0f %%)",
				  round(value * (double)statistic->n),
				  statistic->n, 100 * value));
}

static char *
range_text(double low, double high, guint digits)
{
	g_autofree char *from = text_real(low, digits);
	g_autofree char *to = text_real(high, digits);

	return isnan(low) || isnan(high) ?
		       g_strdup("-") :
		       g_strdup_printf("%s to %s", from, to);
}

void
agree_rows_percent(struct agree_rows *rows, const struct statistic *statistic)
{
	g_autofree char *range = NULL;

	if (!statistic || isnan(statistic->of.lower)) {
		take_cell(rows, g_strdup("-"));
		return;
	}
	range = range_text(100 * statistic->of.lower, 100 * statistic->of.upper,
			   0);
	take_cell(rows, g_strconcat(range, " %", NULL));
}

void
agree_rows_range(struct agree_rows *rows, const struct statistic *statistic,
		 guint digits)
{
	take_cell(rows, statistic ? range_text(statistic->of.lower,
					       statistic->of.upper, digits) :
				    g_strdup("-"));
}

void
agree_rows_limits(struct agree_rows *rows, const struct statistic *low,
		  const struct statistic *high)
{
	take_cell(rows, low && high ?
				range_text(low->of.value, high->of.value, 1) :
				g_strdup("-"));
}

void
agree_rows_print(struct agree_rows *rows, const char *title, const char *says)
{
	struct cli *cli = rows->cli;
	guint width = MIN(cli->width, 80);

	g_assert(rows->filled == 0);
	if (rows->rows > 0) {
		cli_print_title(cli, title);
		text_paragraphs(cli->out, says, "", width);
		cli_print_table(cli, rows->table);
	} else {
		g_free(table_finish(rows->table));
	}
	for (guint i = 0; i < rows->notes->len && rows->rows > 0; i++) {
		g_autofree char *note = NULL;

		if (i == NOTES_MOST) {
			cli_print(cli, "  and %u more; --json has each\n",
				  rows->notes->len - NOTES_MOST);
			break;
		}
		note = base_printable(rows->notes->pdata[i], -1);
		text_paragraphs(cli->out, note, "  ", width);
	}
	g_ptr_array_unref(rows->notes);
}
