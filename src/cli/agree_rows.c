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
#define GAP 2	       /* between columns */
#define FIRST_LEAST 12 /* the first is made no narrower */

void
agree_rows_init(struct agree_rows *rows, struct cli *cli,
		const char *const *headings, guint columns, GPtrArray *told)
{
	g_assert(columns <= AGREE_COLUMNS);
	*rows = (struct agree_rows){
		.cli = cli,
		.columns = columns,
		.cells = g_ptr_array_new_with_free_func(g_free),
		.notes = g_ptr_array_new_with_free_func(g_free),
		.told = told,
	};
	for (guint i = 0; i < columns; i++)
		g_ptr_array_add(rows->cells, base_printable(headings[i], -1));
}

/* Takes the cell. */
static void
take_cell(struct agree_rows *rows, char *cell)
{
	g_ptr_array_add(rows->cells, cell);
}

static gboolean
is_told(const GPtrArray *notes, const char *note)
{
	return notes && g_ptr_array_find_with_equal_func(
				(GPtrArray *)notes, note, g_str_equal, NULL);
}

static void
take_note(struct agree_rows *rows, const struct statistic *statistic)
{
	const char *note = statistic->note;

	if (note && !is_told(rows->notes, note) && !is_told(rows->told, note))
		g_ptr_array_add(rows->notes, g_strdup(note));
}

void
agree_rows_text(struct agree_rows *rows, const char *text)
{
	take_cell(rows, base_printable(text, -1));
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

/* ---- the table ----------------------------------------------------------- */

/* What the columns behind the first leave of a line. */
static guint
width_of_first(const struct agree_rows *rows, guint width)
{
	guint others = 0;

	for (guint column = 1; column < rows->columns; column++) {
		guint widest = 0;

		for (guint at = column; at < rows->cells->len;
		     at += rows->columns)
			widest = MAX(widest,
				     base_text_columns(rows->cells->pdata[at]));
		others += GAP + widest;
	}
	return others + FIRST_LEAST > width ? FIRST_LEAST : width - others;
}

/* A row, and below it what of its first cell has no room. */
static void
add_row(const struct agree_rows *rows, struct table *table, guint at,
	guint first)
{
	g_autoptr(GPtrArray) lines = text_wrap(rows->cells->pdata[at], first);
	const char *cells[AGREE_COLUMNS] = { NULL };

	for (guint i = 1; i < rows->columns; i++)
		cells[i] = rows->cells->pdata[at + i];
	for (guint i = 0; i < MAX(lines->len, 1); i++) {
		cells[0] = i < lines->len ? lines->pdata[i] : "";
		table_row(table, cells);
		memset(cells, 0, sizeof cells);
	}
}

static void
print_rows(const struct agree_rows *rows, guint width)
{
	struct table *table = table_new(NULL, rows->columns);
	guint first = width_of_first(rows, width);

	for (guint i = 1; i < rows->columns; i++)
		table_align_right(table, i);
	for (guint at = 0; at < rows->cells->len; at += rows->columns)
		add_row(rows, table, at, first);
	cli_print_table(rows->cli, table);
}

static void
print_notes(const struct agree_rows *rows, guint width)
{
	for (guint i = 0; i < rows->notes->len; i++) {
		g_autofree char *note = NULL;

		if (i == NOTES_MOST) {
			cli_print(rows->cli, "  and %u more; --json has each\n",
				  rows->notes->len - NOTES_MOST);
			return;
		}
		note = base_printable(rows->notes->pdata[i], -1);
		text_paragraphs(rows->cli->out, note, "  ", width);
		if (rows->told)
			g_ptr_array_add(rows->told,
					g_strdup(rows->notes->pdata[i]));
	}
}

void
agree_rows_print(struct agree_rows *rows, const char *title, const char *says)
{
	guint width = MIN(rows->cli->width, 80);

	g_assert(rows->cells->len % rows->columns == 0);
	if (rows->cells->len > rows->columns) {
		cli_print_title(rows->cli, title);
		text_paragraphs(rows->cli->out, says, "", width);
		print_rows(rows, width);
		print_notes(rows, width);
	}
	g_ptr_array_unref(rows->cells);
	g_ptr_array_unref(rows->notes);
}

void
agree_rows_say(struct cli *cli, GPtrArray *told, const char *says)
{
	if (is_told(told, says))
		return;
	cli_say(cli, "", "%s", says);
	g_ptr_array_add(told, g_strdup(says));
}
