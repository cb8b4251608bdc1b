/*
 * printed: things printed by their columns as rows of text: tables and CSV.
 */
#include "listing/listing.h"

#include <math.h>
#include <string.h>

/* -- cells ----------------------------------------------------------------- */

static void
join_text(GString *out, const char *text)
{
	g_string_append_printf(out, "%s%s", out->len ? ", " : "", text);
}

static char *
list_print(const struct column_value *value)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; value->array && i < value->array->len; i++) {
		g_autofree char *turn = g_strdup_printf(
			"%u", g_array_index(value->array, guint, i));

		join_text(out, turn);
	}
	for (guint i = 0; value->list && i < value->list->len; i++)
		join_text(out, value->list->pdata[i]);
	for (char *const *word = value->words; word && *word; word++)
		join_text(out, *word);
	return g_string_free(out, FALSE);
}

static char *
range_print(const struct column *column, const struct column_value *value)
{
	int digits = (int)column->digits;

	return isnan(value->real) ?
		       g_strdup("-") :
		       g_strdup_printf("%.*f to %.*f", digits, value->real,
				       digits, value->high);
}

char *
column_value_print(const struct column *column,
		   const struct column_value *value)
{
	if (value->nothing)
		return column->kind == COLUMN_REAL && !column->bare ?
			       g_strdup("-") :
			       NULL;
	switch (column->kind) {
	case COLUMN_TEXT:
	case COLUMN_NAME:
		return g_strdup(value->text);
	case COLUMN_COUNT:
	case COLUMN_KNOWN:
	case COLUMN_NUMBER:
		return g_strdup_printf("%" G_GINT64_FORMAT, value->number);
	case COLUMN_REAL:
		return g_strdup_printf("%.*f", (int)column->digits,
				       value->real);
	case COLUMN_RANGE:
		return range_print(column, value);
	case COLUMN_FLAG:
		return g_strdup(value->number ? "yes" : "no");
	case COLUMN_TIME:
		return base_time_print(value->number);
	case COLUMN_CLOCK:
		return base_clock_print(value->number);
	case COLUMN_TURNS:
	case COLUMN_TEXTS:
	case COLUMN_WORDS:
		return list_print(value);
	case COLUMN_BYTES:
		return g_strndup(value->text, value->len);
	case COLUMN_LIST:
	case COLUMN_ARRAY:
	case COLUMN_MAP:
	case COLUMN_OWN:
	case COLUMNS_END:
		break;
	}
	/* things within a thing have no place in a cell */
	g_assert_not_reached();
}

static char *
cell_print(const struct column *column, const void *thing, const void *about)
{
	struct column_value value;
	char *cell;

	column_value_get(&value, column, thing, about);
	cell = column_value_print(column, &value);
	column_value_clear(&value);
	return cell;
}

/* -- tables of text -------------------------------------------------------- */

struct table *
columns_table_new(const struct column *columns)
{
	g_autoptr(GPtrArray) headings = g_ptr_array_new();
	g_autoptr(GArray) right = g_array_new(FALSE, FALSE, sizeof(guint));
	struct table *table;

	for (; columns->kind != COLUMNS_END; columns++) {
		guint place = headings->len;

		if (!columns->heading)
			continue;
		g_ptr_array_add(headings, (char *)columns->heading);
		if (columns->right || column_is_number(columns))
			g_array_append_val(right, place);
	}
	table = table_new((const char *const *)headings->pdata, headings->len);
	for (guint i = 0; i < right->len; i++)
		table_align_right(table, g_array_index(right, guint, i));
	return table;
}

void
columns_table_row(struct table *table, const struct column *columns,
		  const void *thing, const void *about)
{
	g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);

	for (; columns->kind != COLUMNS_END; columns++) {
		if (columns->heading)
			g_ptr_array_add(cells,
					cell_print(columns, thing, about));
	}
	table_row(table, (const char *const *)cells->pdata);
}

struct table *
columns_table(const struct column *columns, const GPtrArray *things,
	      const void *about)
{
	struct table *table = columns_table_new(columns);

	for (guint i = 0; i < things->len; i++)
		columns_table_row(table, columns, things->pdata[i], about);
	return table;
}

/* -- CSV ------------------------------------------------------------------- */

/* Would a spreadsheet reckon with a text that goes on like this? */
static gboolean
is_formula(const char *text)
{
	gunichar c = g_utf8_get_char(text);

	while (g_unichar_isspace(c) || c == '"' || c == '\'' || c == 0xFEFF) {
		text = g_utf8_next_char(text);
		c = g_utf8_get_char(text);
	}
	return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D ||
	       c == 0xFF0B || c == 0xFF0D || c == 0xFF20;
}

static void
csv_text(GString *out, const char *text)
{
	g_autofree char *clean = base_printable(text, -1);
	g_autoptr(GString) quoted = g_string_new("\"");
	gboolean harmless = TRUE, begins = TRUE;

	for (const char *at = clean; *at; at++) {
		if (begins && is_formula(at)) {
			g_string_append_c(quoted, '\'');
			harmless = FALSE;
		}
		if (*at == '"')
			g_string_append_c(quoted, '"');
		g_string_append_c(quoted, *at);
		begins = *at == ';';
	}
	g_string_append_c(quoted, '"');
	if (harmless && !strpbrk(clean, ",;\""))
		g_string_append(out, clean);
	else
		g_string_append(out, quoted->str);
}

/* A comma before all but the first of those that have a heading. */
static void
csv_comma(GString *out, gboolean *begun)
{
	if (*begun)
		g_string_append_c(out, ',');
	*begun = TRUE;
}

void
columns_csv_head(GString *out, const struct column *columns)
{
	gboolean begun = FALSE;

	for (; columns->kind != COLUMNS_END; columns++) {
		if (!columns->heading)
			continue;
		csv_comma(out, &begun);
		csv_text(out, columns->heading);
	}
	g_string_append(out, "\r\n");
}

void
columns_csv_row(GString *out, const struct column *columns, const void *thing,
		const void *about)
{
	gboolean begun = FALSE;

	for (; columns->kind != COLUMNS_END; columns++) {
		g_autofree char *cell = NULL;

		if (!columns->heading)
			continue;
		csv_comma(out, &begun);
		cell = cell_print(columns, thing, about);
		/* a number below 0 is one, and no formula */
		if (cell && column_is_number(columns))
			g_string_append(out, cell);
		else if (cell)
			csv_text(out, cell);
	}
	g_string_append(out, "\r\n");
}
