/*
 * table: rows and fields of the table of weights.
 */
#include "codebook/table.h"

#include <string.h>

struct place
table_place(const struct table *table, const char *at)
{
	return reader_place(table->reader, at - table->reader->text);
}

gboolean
table_next_row(struct table *table, struct row *row)
{
	while (table->at < table->end) {
		const char *end =
			memchr(table->at, '\n', table->end - table->at);

		if (!end)
			end = table->end;
		row->at = table->at;
		row->end = end;
		table->at = MIN(end + 1, table->end);
		while (row->end > row->at && strchr(" \r", row->end[-1]))
			row->end--;
		while (row->at < row->end && *row->at == ' ')
			row->at++;
		if (row->at < row->end && *row->at != '#')
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
table_number(struct table *table, const struct row *field, int max, int *number)
{
	const char *at = field->at;
	gboolean minus = field->end - at > 1 && *at == '-';

	*number = 0;
	for (at += minus;
	     at < field->end && g_ascii_isdigit(*at) && *number <= max; at++)
		*number = *number * 10 + (*at - '0');
	if (at < field->end || *number > max) {
		reader_error(table->reader, table_place(table, field->at),
			     "'%.*s' is no number of points (whole, from -%d "
			     "to %d)",
			     (int)MIN(field->end - field->at, 40), field->at,
			     max, max);
		return FALSE;
	}
	if (minus)
		*number = -*number;
	return TRUE;
}
