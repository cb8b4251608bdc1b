/*
 * rows: a table that people or programs saved, as rows of cells with their
 * places; see base.h.
 *
 * The one idea: what is quoted is decided cell by cell.  A cell that begins
 * with a quotation mark is a quoted one only when a mark before a separator
 * or a line's end closes it; else its marks are part of what somebody wrote
 * ("Well," he said), and nothing behind it is swallowed.
 */
#include "base/base.h"

#include <string.h>

static const char separators[] = "\t;,|";

void
base_row_clear(struct base_row *row)
{
	g_clear_pointer(&row->cells, g_ptr_array_unref);
	g_clear_pointer(&row->columns, g_array_unref);
	g_clear_pointer(&row->source, g_free);
}

static gsize
line_len(const char *at)
{
	return strcspn(at, "\n");
}

static void
skip_line(struct base_rows *table)
{
	gsize len = line_len(table->at);

	table->at += len + (table->at[len] == '\n');
	table->line++;
}

/* How many of the columns that a file must have a line names when it is cut
 * at this separator. */
static guint
columns_named(const char *line, char separator, const char *const *wanted)
{
	const char cut[2] = { separator, '\0' };
	g_auto(GStrv) cells = g_strsplit(line, cut, -1);
	guint named = 0;

	for (char **cell = cells; *cell; cell++) {
		g_strdelimit(*cell, "\"", ' ');
		for (const char *const *name = wanted; *name; name++)
			named += base_code_same(*cell, *name);
	}
	return named;
}

/* "sep=;": what a spreadsheet is told, and what it tells. */
static gboolean
take_sep_line(struct base_rows *table)
{
	g_autofree char *line = g_strndup(table->at, line_len(table->at));

	g_strdelimit(line, "\"", ' ');
	g_strchug(line);
	if (g_ascii_strncasecmp(line, "sep=", 4) != 0 || !line[4] ||
	    !strchr(separators, line[4]))
		return FALSE;
	table->separator = line[4];
	skip_line(table);
	return TRUE;
}

static void
settle_separator(struct base_rows *table)
{
	g_autofree char *line = g_strndup(table->at, line_len(table->at));
	guint most = 0;

	if (table->separator)
		return;
	for (const char *try = separators; *try; try++) {
		guint named = 2 * columns_named(line, *try, table->wanted) +
			      (strchr(line, *try) != NULL);

		if (named <= most)
			continue;
		most = named;
		table->separator = *try;
	}
	if (!table->separator)
		table->separator = '\t';
}

void
base_rows_init(struct base_rows *table, const char *text,
	       const char *const *wanted)
{
	*table = (struct base_rows){ .at = text, .line = 1, .wanted = wanted };
	if (wanted)
		take_sep_line(table);
	else
		table->separator = '\t';
}

static gboolean
ends_cell(const struct base_rows *table, const char *at)
{
	while (*at == ' ')
		at++;
	return !*at || *at == '\n' || *at == table->separator;
}

/* The mark that closes the quoted cell beginning at `at`; NULL: none does. */
static const char *
find_close(const struct base_rows *table, const char *at)
{
	for (at = strchr(at + 1, '"'); at; at = strchr(at, '"')) {
		if (at[1] == '"')
			at += 2;
		else
			return ends_cell(table, at + 1) ? at : NULL;
	}
	return NULL;
}

/* Text between marks, doubled ones single. */
static char *
unquote(const char *start, const char *end)
{
	GString *text = g_string_new(NULL);

	for (; start < end; start++) {
		g_string_append_c(text, *start);
		if (*start == '"' && start + 1 < end && start[1] == '"')
			start++;
	}
	return g_string_free(text, FALSE);
}

/* One cell; *at is moved to the separator or line's end behind it. */
static char *
take_cell(struct base_rows *table, const char **at)
{
	const char *start = *at + strspn(*at, " ");
	const char *close = table->wanted && *start == '"' ?
				    find_close(table, start) :
				    NULL;
	const char stops[3] = { table->separator, '\n', '\0' };
	g_autofree char *text = NULL;

	if (close) {
		for (const char *p = start; p < close; p++)
			table->line += *p == '\n';
		*at = close + 1 + strspn(close + 1, " ");
		text = unquote(start + 1, close);
	} else {
		*at = start + strcspn(start, stops);
		text = g_strndup(start, (gsize)(*at - start));
	}
	return base_trim(text);
}

static void
take_row(struct base_rows *table, struct base_row *row)
{
	const char *at = table->at, *counted = at;
	guint column = 1;

	row->line = table->line;
	row->source = g_strndup(at, line_len(at));
	row->cells = g_ptr_array_new_with_free_func(g_free);
	row->columns = g_array_new(FALSE, FALSE, sizeof(guint));
	for (;; at++) {
		if (table->line != row->line)
			column = 0;
		else
			column += (guint)g_utf8_pointer_to_offset(counted, at);
		counted = at;
		g_array_append_val(row->columns, column);
		g_ptr_array_add(row->cells, take_cell(table, &at));
		if (*at != table->separator)
			break;
	}
	row->last_line = table->line;
	table->line += *at == '\n';
	table->at = at + (*at == '\n');
}

/* A comment that a spreadsheet has put among its cells is one. */
static gboolean
is_empty_row(const struct base_rows *table, const struct base_row *row)
{
	if (table->wanted && *(const char *)row->cells->pdata[0] == '#')
		return TRUE;
	for (guint i = 0; i < row->cells->len; i++) {
		if (*(const char *)row->cells->pdata[i])
			return FALSE;
	}
	return TRUE;
}

gboolean
base_rows_next(struct base_rows *table, struct base_row *row)
{
	while (*table->at) {
		gsize blank =
			strspn(table->at, table->wanted ? " \t;,|\"" : " \t\r");

		if ((table->wanted && *table->at == '#') || !table->at[blank] ||
		    table->at[blank] == '\n') {
			skip_line(table);
			continue;
		}
		settle_separator(table);
		take_row(table, row);
		if (!is_empty_row(table, row))
			return TRUE;
		base_row_clear(row);
	}
	return FALSE;
}
