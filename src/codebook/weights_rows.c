/*
 * weights_rows: rows and fields of the table of weights.
 */
#include "codebook/weights_rows.h"

#include <string.h>

#define SHOWN 40 /* bytes of a field in a complaint */

const char *
table_line_end(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', end - at);

	return newline ? newline : end;
}

struct place
table_place(const struct row_reader *table, const char *at)
{
	return reader_place(table->reader, at - table->reader->text);
}

char *
row_shown(const struct row *field)
{
	gsize len = field->end - field->at;

	while (len > SHOWN || (len < (gsize)(field->end - field->at) &&
			       (field->at[len] & 0xc0) == 0x80))
		len--;
	return g_strndup(field->at, len);
}

/* FALSE after a complaint: what is not indented is not of the section. */
static gboolean
check_indent(struct row_reader *table, const struct row *row)
{
	struct row line = { row->at, memchr(row->at, ' ', row->end - row->at) };
	g_autofree char *word = NULL;

	if (*row->at == ' ' || !table->indented)
		return TRUE;
	if (*row->at == '\t') {
		reader_error(table->reader, table_place(table, row->at),
			     "a row begins with two blanks, and this one with "
			     "a tab");
		return FALSE;
	}
	line.end = line.end ? line.end : row->end;
	word = row_shown(&line);
	reader_error(table->reader, table_place(table, row->at),
		     "'%s' stands behind the weights, which must be the last "
		     "key of the file (their rows begin with two blanks)",
		     word);
	return FALSE;
}

static gboolean
is_comment(const struct row_reader *table, const struct row *row)
{
	return *row->at == '#' &&
	       !(table->of_words && memchr(row->at, '\t', row->end - row->at));
}

gboolean
table_next_row(struct row_reader *table, struct row *row)
{
	while (table->at < table->end) {
		const char *end = table_line_end(table->at, table->end);

		row->at = table->at;
		row->end = end;
		table->at = MIN(end + 1, table->end);
		while (row->end > row->at &&
		       (row->end[-1] == ' ' || row->end[-1] == '\r'))
			row->end--;
		if (row->at == row->end || is_comment(table, row))
			continue;
		if (!check_indent(table, row))
			return FALSE;
		while (*row->at == ' ')
			row->at++;
		if (!is_comment(table, row))
			return TRUE;
	}
	return FALSE;
}

gboolean
row_next_field(struct row *row, struct row *field)
{
	const char *tab;

	if (row->at > row->end)
		return FALSE;
	tab = memchr(row->at, '\t', row->end - row->at);
	field->at = row->at;
	field->end = tab ? tab : row->end;
	row->at = field->end + 1;
	return TRUE;
}

gboolean
row_is(const struct row *field, const char *text)
{
	return (gsize)(field->end - field->at) == strlen(text) &&
	       memcmp(field->at, text, strlen(text)) == 0;
}

gboolean
table_number(struct row_reader *table, const struct row *field, int max,
	     int *number)
{
	const char *at = field->at;
	gboolean minus = field->end - at > 1 && *at == '-';

	*number = 0;
	for (at += minus;
	     at < field->end && g_ascii_isdigit(*at) && *number <= max; at++)
		*number = *number * 10 + (*at - '0');
	if (at < field->end || *number > max) {
		g_autofree char *text = row_shown(field);

		reader_error(table->reader, table_place(table, field->at),
			     "'%s' is no number of points (whole, from -%d "
			     "to %d)",
			     text, max, max);
		return FALSE;
	}
	if (minus)
		*number = -*number;
	return TRUE;
}

void
table_complain_twice(struct row_reader *table, const struct row *key,
		     const char *first)
{
	g_autofree char *text = row_shown(key);
	struct place place = table_place(table, key->at);
	g_autofree char *line = reader_line_told(
		table->reader, table_place(table, first), place);

	reader_error(table->reader, place,
		     "the row '%s' is given twice (first on %s)", text, line);
}

static int
compare_row_keys(gconstpointer a, gconstpointer b)
{
	const struct row *x = a, *y = b;
	gsize len = x->end - x->at, other = y->end - y->at;
	int order = memcmp(x->at, y->at, MIN(len, other));

	if (order)
		return order;
	return len < other ? -1 : len > other;
}

/* By text, and those alike as they stand. */
static int
compare_keys_in_place(gconstpointer a, gconstpointer b)
{
	const struct row *x = a, *y = b;
	int order = compare_row_keys(a, b);

	return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

/* A program writes them in order, so that there is mostly nothing to sort. */
void
table_check_once(struct row_reader *table, GArray *list)
{
	const struct row *keys = (const struct row *)list->data;
	guint n = list->len, i = 1;

	while (i < n && compare_row_keys(&keys[i - 1], &keys[i]) < 0)
		i++;
	if (i >= n)
		return;
	g_array_sort(list, compare_keys_in_place);
	for (i = 1; i < n; i++) {
		if (compare_row_keys(&keys[i - 1], &keys[i]) == 0)
			table_complain_twice(table, &keys[i], keys[i - 1].at);
	}
}

gboolean
table_check_width(struct row_reader *table, const struct row *field, guint n)
{
	if (n < table->width)
		return TRUE;
	reader_error(table->reader, table_place(table, field->at),
		     table->of && table->of->len ?
			     "the row is longer than one column" :
			     "the row is longer than the list of techniques");
	return FALSE;
}

void
table_complain_key(struct row_reader *table, const struct row *key,
		   const char *before, const char *after)
{
	g_autofree char *word = row_shown(key);

	reader_error(table->reader, table_place(table, key->at), "%s'%s' %s",
		     before, word, after);
}
