/*
 * The tables of a bundle, printed and read; see tables.h.
 */
#include "app/tables.h"

#include <string.h>

#define ID_MOST ((gint64)1 << 53)
#define TIME_MOST G_GINT64_CONSTANT(253402300799)

int
table_column(enum carried part, const char *column)
{
	const struct carried_part *of = carried_part(part);

	for (guint i = 0; i < of->n; i++) {
		if (strcmp(of->columns[i].name, column) == 0)
			return (int)i;
	}
	g_assert_not_reached();
}

const char *
row_cell(enum carried part, const struct carried_row *row, const char *column)
{
	return row->cells[table_column(part, column)];
}

void
row_set(enum carried part, struct carried_row *row, const char *column,
	const char *text)
{
	base_replace(&row->cells[table_column(part, column)], text);
}

char *
row_key(enum carried part, const struct carried_row *row)
{
	const struct carried_part *of = carried_part(part);
	GString *key = g_string_new(NULL);

	for (guint i = 0; i < of->n; i++) {
		if (of->columns[i].flags & CELL_KEY)
			g_string_append_printf(key, "%s\t",
					       row->cells[i] ?: "");
	}
	return g_string_free(key, FALSE);
}

const char *
rows_differ(enum carried part, const struct carried_row *a,
	    const struct carried_row *b)
{
	const struct carried_part *of = carried_part(part);

	for (guint i = 0; i < of->n; i++) {
		if (!(of->columns[i].flags & CELL_MOVES) &&
		    g_strcmp0(a->cells[i], b->cells[i]) != 0)
			return of->columns[i].name;
	}
	return NULL;
}

/* -- printed -------------------------------------------------------------- */

static void
append_cell(GString *out, const char *cell)
{
	if (!cell)
		g_string_append(out, "\\N");
	for (; cell && *cell; cell++) {
		switch (*cell) {
		case '\\':
			g_string_append(out, "\\\\");
			break;
		case '\t':
			g_string_append(out, "\\t");
			break;
		case '\n':
			g_string_append(out, "\\n");
			break;
		case '\r':
			g_string_append(out, "\\r");
			break;
		default:
			g_string_append_c(out, *cell);
		}
	}
}

char *
table_rows_print(enum carried part, const GPtrArray *rows)
{
	const struct carried_part *of = carried_part(part);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < of->n; i++)
		g_string_append_printf(out, "%s%s", i ? "\t" : "",
				       of->columns[i].name);
	g_string_append_c(out, '\n');
	for (guint k = 0; k < rows->len; k++) {
		const struct carried_row *row = rows->pdata[k];

		for (guint i = 0; i < of->n; i++) {
			if (i)
				g_string_append_c(out, '\t');
			append_cell(out, row->cells[i]);
		}
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

static void
json_cell(struct printer *printer, const struct carried_column *column,
	  const char *cell)
{
	switch (cell ? column->kind : CELL_TEXT) {
	case CELL_NUMBER:
	case CELL_ID:
	case CELL_TIME:
	case CELL_MS:
	case CELL_PLACE:
		printer_int(printer, column->name,
			    g_ascii_strtoll(cell, NULL, 10));
		break;
	case CELL_REAL:
		printer_real(printer, column->name, g_ascii_strtod(cell, NULL));
		break;
	default:
		printer_string(printer, column->name, cell);
	}
}

char *
table_rows_json(enum carried part, const GPtrArray *rows)
{
	const struct carried_part *of = carried_part(part);
	struct printer *printer = printer_new();

	printer_begin_list(printer, NULL);
	for (guint k = 0; k < rows->len; k++) {
		const struct carried_row *row = rows->pdata[k];

		printer_begin_map(printer, NULL);
		for (guint i = 0; i < of->n; i++)
			json_cell(printer, &of->columns[i], row->cells[i]);
		printer_end(printer);
	}
	printer_end(printer);
	return printer_finish(printer);
}

/* -- what a cell may be --------------------------------------------------- */

static gboolean
is_number(const char *cell, gint64 least, gint64 most)
{
	gint64 number;

	return g_ascii_isdigit(*cell) && (*cell != '0' || !cell[1]) &&
	       g_ascii_string_to_signed(cell, 10, least, most, &number, NULL);
}

static gboolean
is_hex(const char *cell, guint digits)
{
	return strlen(cell) == digits &&
	       strspn(cell, "0123456789abcdef") == digits;
}

static gboolean
is_real(const char *cell)
{
	char *end;
	double value = g_ascii_strtod(cell, &end);

	return end != cell && !*end && value == value && value < 1e15 &&
	       value > -1e15;
}

static gboolean
is_line(const char *cell, gsize most)
{
	g_autofree char *shown = base_printable(cell, -1);

	return strlen(cell) <= most && strcmp(shown, cell) == 0;
}

static gboolean
is_code(const char *cell)
{
	g_autofree char *clean = base_code_clean(cell);

	return *clean && is_line(cell, 400) && g_utf8_strlen(cell, -1) <= 100;
}

/* "3,5" or "3:3,5:6", each from 1. */
static gboolean
is_turns(const char *cell, gboolean places)
{
	g_auto(GStrv) turns = g_strsplit(cell, ",", -1);

	for (char **turn = turns; *turn; turn++) {
		char *place = places ? strchr(*turn, ':') : NULL;

		if (places && !place)
			return FALSE;
		if (place)
			*place++ = '\0';
		if (!is_number(*turn, 1, G_MAXINT32) ||
		    (place && !is_number(place, 1, G_MAXINT32)))
			return FALSE;
	}
	return *turns != NULL;
}

static gboolean
is_name(enum cell_kind kind, const char *cell)
{
	enum verdict verdict;
	enum rater_role role;
	enum turn_role turn;
	enum phase phase;
	enum focus focus;

	switch (kind) {
	case CELL_VERDICT:
		return verdict_parse(cell, &verdict) &&
		       !strcmp(verdict_print(verdict), cell);
	case CELL_ROLE:
		return rater_role_parse(cell, &role) && role != RATER_DRILL &&
		       !strcmp(rater_role_print(role), cell);
	case CELL_TURN_ROLE:
		return turn_role_parse(cell, &turn) &&
		       !strcmp(turn_role_print(turn), cell);
	case CELL_PHASE:
		return phase_parse(cell, &phase);
	default:
		return focus_parse(cell, &focus);
	}
}

static gboolean
cell_fits(const struct carried_column *column, const char *cell)
{
	if (!cell)
		return column->flags & CELL_LACKS;
	switch (column->kind) {
	case CELL_HEX:
		return is_hex(cell, column->most);
	case CELL_NUMBER:
		return is_number(cell, 0, column->most);
	case CELL_ID:
		return is_number(cell, 1, ID_MOST);
	case CELL_MS:
		return !strcmp(cell, "-1") || is_number(cell, 0, ID_MOST);
	case CELL_TIME:
		return is_number(cell, 0, TIME_MOST);
	case CELL_PLACE:
		return is_number(cell, 0, G_MAXINT32);
	case CELL_REAL:
		return is_real(cell);
	case CELL_TEXT:
		return strlen(cell) <= column->most;
	case CELL_LINE:
		return is_line(cell, column->most);
	case CELL_CODE:
		return is_code(cell);
	case CELL_TURNS:
		return is_turns(cell, FALSE);
	case CELL_PLACES:
		return is_turns(cell, TRUE);
	default:
		return is_name(column->kind, cell);
	}
}

/* -- read ----------------------------------------------------------------- */

/* In its place; FALSE: a backslash before something else. */
static gboolean
unescape(char *cell)
{
	char *to = cell;

	for (const char *at = cell; *at; at++) {
		static const char letters[] = "\\tnr", means[] = "\\\t\n\r";
		const char *letter;

		if (*at != '\\') {
			*to++ = *at;
			continue;
		}
		letter = at[1] ? strchr(letters, at[1]) : NULL;
		if (!letter)
			return FALSE;
		*to++ = means[letter - letters];
		at++;
	}
	*to = '\0';
	return TRUE;
}

static struct carried_row *
row_parse(const struct carried_part *of, char *line, const char *name,
	  guint number, GError **error)
{
	g_auto(GStrv) cells = g_strsplit(line, "\t", (int)of->n + 1);
	struct carried_row *row;

	if (g_strv_length(cells) != of->n) {
		app_fail(error, BASE_ERROR_INPUT,
			 "%s:%u: has %u cells where %u are due", name, number,
			 g_strv_length(cells), of->n);
		return NULL;
	}
	row = carried_row_new(of->n);
	for (guint i = 0; i < of->n; i++) {
		gboolean none = strcmp(cells[i], "\\N") == 0;
		gboolean ok = none || unescape(cells[i]);

		row->cells[i] = none ? NULL : g_strdup(cells[i]);
		if (ok && cell_fits(&of->columns[i], row->cells[i]))
			continue;
		app_fail(error, BASE_ERROR_INPUT,
			 "%s:%u: '%s' holds what it cannot hold", name, number,
			 of->columns[i].name);
		carried_row_free(row);
		return NULL;
	}
	return row;
}

/* The first line names the columns; a longer one is of a newer version. */
static gboolean
check_header(enum carried part, const char *line, const char *name,
	     GError **error)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autofree char *due = table_rows_print(part, none);

	due[strlen(due) - 1] = '\0';
	if (line && strcmp(line, due) == 0)
		return TRUE;
	if (line && g_str_has_prefix(line, due))
		return app_fail(error, BASE_ERROR_VERSION,
				"%s: has columns that this version does not "
				"know; install a newer iptrate",
				name);
	return app_fail(error, BASE_ERROR_INPUT,
			"%s:1: the first line does not name the columns of "
			"%s",
			name, carried_part(part)->name);
}

GPtrArray *
table_rows_parse(enum carried part, const char *text, gsize len,
		 const char *name, GError **error)
{
	const struct carried_part *of = carried_part(part);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(
		(GDestroyNotify)carried_row_free);
	g_autofree char *copy = NULL;
	g_auto(GStrv) lines = NULL;

	if (!g_utf8_validate_len(text, len, NULL)) {
		app_fail(error, BASE_ERROR_INPUT, "%s: is not UTF-8", name);
		return NULL;
	}
	copy = g_strndup(text, len);
	lines = g_strsplit(copy, "\n", -1);
	if (!check_header(part, lines[0], name, error))
		return NULL;
	for (guint i = 1; lines[i] && (*lines[i] || lines[i + 1]); i++) {
		struct carried_row *row =
			row_parse(of, lines[i], name, i + 1, error);

		if (!row)
			return NULL;
		g_ptr_array_add(rows, row);
	}
	return g_steal_pointer(&rows);
}
