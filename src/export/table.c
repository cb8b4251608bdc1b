/*
 * table: rows of cells as columns of text.
 *
 * Widths are counted in terminal columns, not bytes: an ideograph takes two,
 * a combining accent none.  Lines carry no trailing blanks.
 */
#include "export/export.h"

#define GAP 2

struct table {
	guint columns;
	gboolean *right;
	guint *width;
	GPtrArray *cells; /* char *, row by row */
};

guint
export_text_width(const char *text)
{
	guint width = 0;

	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (g_unichar_iszerowidth(c))
			continue;
		width += g_unichar_iswide(c) ? 2 : 1;
	}
	return width;
}

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

		table->width[i] = MAX(table->width[i], export_text_width(cell));
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
	guint fill = table->width[column] - export_text_width(cell);

	if (column > 0)
		append_blanks(out, GAP);
	if (table->right[column])
		append_blanks(out, fill);
	g_string_append(out, cell);
	if (!table->right[column])
		append_blanks(out, fill);
}

static void
trim_line(GString *out, gsize start)
{
	while (out->len > start && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
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
		trim_line(out, start);
	}
	g_ptr_array_unref(table->cells);
	g_free(table->right);
	g_free(table->width);
	g_free(table);
	return g_string_free(out, FALSE);
}
