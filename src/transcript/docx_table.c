/*
 * docx_table.c: a transcript typed into a table; see docx.h.
 */
#include "transcript/docx.h"

void
docx_table_init(struct docx_table *table, struct builder *builder)
{
	*table = (struct docx_table){ .builder = builder };
	table->row = g_string_new(NULL);
	table->starts = g_array_new(FALSE, FALSE, sizeof(gsize));
}

void
docx_table_clear(struct docx_table *table)
{
	g_string_free(table->row, TRUE);
	g_array_unref(table->starts);
}

void
docx_table_begin(struct docx_table *table)
{
	table->rows = 0;
	table->named = FALSE;
}

void
docx_row_begin(struct docx_table *table)
{
	g_string_truncate(table->row, 0);
	g_array_set_size(table->starts, 0);
}

void
docx_cell_begin(struct docx_table *table)
{
	if (table->starts->len < COLUMNS_MAX)
		g_array_append_val(table->starts, table->row->len);
}

static struct field
get_cell(const struct docx_table *table, int i)
{
	struct field cell = { "", "", FALSE };
	gsize stop = table->row->len;

	if (i < 0 || (guint)i >= table->starts->len)
		return cell;
	if ((guint)i + 1 < table->starts->len)
		stop = g_array_index(table->starts, gsize, i + 1);
	cell.start = table->row->str + g_array_index(table->starts, gsize, i);
	cell.end = table->row->str + stop;
	trim(&cell.start, &cell.end);
	return cell;
}

static gboolean
is_empty(struct field cell)
{
	return cell.start == cell.end;
}

static gboolean
is_stamp(struct field cell)
{
	const char *p = cell.start;
	gint64 start_ms, end_ms;

	return stamp_range(&p, cell.end, &start_ms, &end_ms) && p == cell.end;
}

/* "12", "12.": the number of a line. */
static gboolean
is_number(struct field cell)
{
	if (is_empty(cell))
		return FALSE;
	for (const char *p = cell.start; p < cell.end; p++)
		if (!g_ascii_isdigit(*p) && (*p != '.' || p + 1 < cell.end))
			return FALSE;
	return TRUE;
}

static gboolean
is_label(struct field cell)
{
	return label_shape(cell.start, cell.end - cell.start) > LABEL_SMALL;
}

static void
append(GString *out, struct field cell)
{
	g_string_append_len(out, cell.start, cell.end - cell.start);
}

static void
append_stamp(GString *out, struct field cell)
{
	gboolean bare = *cell.start != '[' && *cell.start != '(';

	g_string_append(out, bare ? "[" : "");
	append(out, cell);
	g_string_append(out, bare ? "] " : " ");
}

static void
append_label(GString *out, struct field cell)
{
	append(out, cell);
	g_string_append(out, cell.end[-1] == ':' ? " " : ": ");
}

/* Say which columns nobody will see. */
static void
report_others(const struct docx_table *table)
{
	g_autoptr(GString) others = g_string_new(NULL);

	for (guint i = 0; i < table->starts->len; i++) {
		struct field cell = get_cell(table, i);
		gboolean used = is_empty(cell);

		for (int c = 0; c < COLUMNS; c++)
			used |= table->column[c] == (int)i;
		if (used)
			continue;
		g_string_append(others, others->len ? ", '" : "'");
		append(others, cell);
		g_string_append_c(others, '\'');
	}
	if (others->len)
		builder_warn(table->builder, 0,
			     "columns of the table that are neither time, "
			     "speaker nor words are left out: %s",
			     others->str);
}

/* TRUE when the first row is no speech but names the columns. */
static gboolean
read_names(struct docx_table *table)
{
	g_autofree struct table *names = g_new0(struct table, 1);

	for (guint i = 0; i < table->starts->len; i++)
		names->fields[names->n++] = get_cell(table, i);
	csv_find_columns(names);
	if (names->n < 2 || names->column[TEXT] < 0 ||
	    (names->column[SPEAKER] < 0 && names->column[ROLE] < 0))
		return FALSE;
	memcpy(table->column, names->column, sizeof(table->column));
	report_others(table);
	return TRUE;
}

static void
write_named(const struct docx_table *table, GString *out)
{
	struct field stamp = get_cell(table, table->column[START]);
	struct field label = get_cell(table, table->column[SPEAKER]);
	struct field text = get_cell(table, table->column[TEXT]);

	if (is_empty(label))
		label = get_cell(table, table->column[ROLE]);
	if (is_empty(text))
		return;
	if (is_stamp(stamp))
		append_stamp(out, stamp);
	if (!is_empty(label))
		append_label(out, label);
	append(out, text);
	g_string_append_c(out, '\n');
}

/* Number, time, speaker, words: each may be missing. */
static void
write_guessed(const struct docx_table *table, GString *out)
{
	gboolean labelled = FALSE;

	for (guint i = 0; i < table->starts->len; i++) {
		struct field cell = get_cell(table, i);

		if (is_empty(cell) || (!labelled && is_number(cell) &&
				       i + 1 < table->starts->len))
			continue;
		if (!labelled && is_stamp(cell)) {
			append_stamp(out, cell);
		} else if (!labelled && is_label(cell)) {
			append_label(out, cell);
			labelled = TRUE;
		} else {
			append(out, cell);
			g_string_append_c(out, ' ');
			labelled = TRUE;
		}
	}
	g_string_append_c(out, '\n');
}

void
docx_row_end(struct docx_table *table, GString *out)
{
	if (table->rows++ == 0 && (table->named = read_names(table)))
		return;
	if (table->named)
		write_named(table, out);
	else
		write_guessed(table, out);
}
