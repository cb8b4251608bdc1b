/*
 * table: rows of cells as columns of text.
 *
 * Widths are counted in terminal columns.  Lines carry no trailing blanks.
 */
#include "listing/listing.h"

#define GAP 2
#define LEAST 8 /* a column that is shortened keeps so much */

struct table {
	guint columns;
	gboolean *right;
	guint *width;
	GPtrArray *cells; /* char *, row by row */
};

struct table *
table_new(const char *const *headings, guint columns)
{
	struct table *table = g_new0(struct table, 1);

	g_assert(columns > 0);
	table->columns = columns;
	table->right = g_new0(gboolean, columns);
	table->width = g_new0(guint, columns);
	table->cells = g_ptr_array_new_with_free_func(g_free);
	if (headings)
		table_row(table, headings);
	return table;
}

void
table_align_right(struct table *table, guint column)
{
	g_assert(column < table->columns);
	table->right[column] = TRUE;
}

void
table_row(struct table *table, const char *const *cells)
{
	for (guint i = 0; i < table->columns; i++) {
		char *cell = base_printable(cells[i] ? cells[i] : "", -1);

		table->width[i] = MAX(table->width[i], base_text_columns(cell));
		g_ptr_array_add(table->cells, cell);
	}
}

static void
append_blanks(GString *out, guint count)
{
	for (guint i = 0; i < count; i++)
		g_string_append_c(out, ' ');
}

static void
append_cell(GString *out, const struct table *table, guint column,
	    const char *cell)
{
	g_autofree char *cut = base_cut(cell, table->width[column], "…");
	guint fill = table->width[column] - base_text_columns(cut);

	if (column > 0)
		append_blanks(out, GAP);
	if (table->right[column])
		append_blanks(out, fill);
	g_string_append(out, cut);
	if (!table->right[column])
		append_blanks(out, fill);
}

static void
finish_line(GString *out, gsize start)
{
	while (out->len > start && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

/* The widest of the columns that hold text; one of LEAST is let be. */
static guint
widest(const struct table *table, guint *next)
{
	guint found = table->columns;

	*next = LEAST;
	for (guint i = 0; i < table->columns; i++) {
		if (table->right[i] || table->width[i] <= LEAST)
			continue;
		if (found == table->columns ||
		    table->width[i] > table->width[found]) {
			if (found < table->columns)
				*next = MAX(*next, table->width[found]);
			found = i;
		} else {
			*next = MAX(*next, table->width[i]);
		}
	}
	return found;
}

void
table_fit(struct table *table, guint columns)
{
	guint all = GAP * (table->columns - 1), next;

	for (guint i = 0; i < table->columns; i++)
		all += table->width[i];
	while (all > columns) {
		guint i = widest(table, &next);
		guint less;

		if (i == table->columns)
			return;
		/* down to the next widest, and then both, a column at a time */
		less = MIN(all - columns, MAX(table->width[i] - next, 1));
		table->width[i] -= less;
		all -= less;
	}
}

char *
table_finish(struct table *table)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < table->cells->len; i += table->columns) {
		gsize start = out->len;

		for (guint j = 0; j < table->columns; j++)
			append_cell(out, table, j,
				    g_ptr_array_index(table->cells, i + j));
		finish_line(out, start);
	}
	g_ptr_array_unref(table->cells);
	g_free(table->right);
	g_free(table->width);
	g_free(table);
	return g_string_free(out, FALSE);
}
