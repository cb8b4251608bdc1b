/*
 * csv_record.c: records and their fields.
 *
 * Fields are spans of the source.  People's tables quote carelessly, so a
 * field is a quoted one only when its quote closes in front of a separator or
 * the line's end, and when what it would swallow are no rows of their own.
 * Else the quotes belong to the words: '"Where is it?" he said.'
 */
#include "transcript/bytes.h"
#include "transcript/csv.h"

#define SHORT 40 /* bytes of a first field that begins a row */

guint
csv_count_separators(const char *p, const char *end, char separator)
{
	gboolean quoted = FALSE;
	guint n = 0;

	for (; p < end; p++) {
		quoted ^= *p == '"';
		n += !quoted && *p == separator;
	}
	return n;
}

static guint
count_char(const char *p, const char *end, char c)
{
	guint n = 0;

	while (p < end && (p = memchr(p, c, end - p)) != NULL) {
		n++;
		p++;
	}
	return n;
}

/* Does the line look like a row of this table, and not like more words? */
static gboolean
looks_like_row(const struct csv_table *table, const char *p, const char *eol)
{
	const char *stop = memchr(p, table->separator, eol - p);
	const struct field *first = &table->fields[0];
	struct field here = { .start = p, .end = stop };

	if (!stop || stop - p > SHORT || table->columns < 2 ||
	    count_char(p, eol, table->separator) + 1 != table->columns)
		return FALSE;
	return table->n == 0 || csv_is_clock(first) == csv_is_clock(&here);
}

static gboolean
swallows_rows(const struct csv_table *table, const char *p, const char *quote)
{
	while ((p = memchr(p, '\n', quote - p)) != NULL) {
		const char *eol = line_end(++p, table->end);

		/* What closes a quote opened above is no row by itself. */
		if (count_char(p, eol, '"') % 2 == 0 &&
		    looks_like_row(table, p, eol))
			return TRUE;
	}
	return FALSE;
}

/* The quote that closes the field whose words begin at p; NULL: none does. */
static const char *
closing_quote(struct csv_table *table, const char *p, struct field *field)
{
	const char *q = p, *after;

	while ((q = memchr(q, '"', table->end - q)) != NULL) {
		if (q + 1 < table->end && q[1] == '"') {
			field->quoted = TRUE;
			q += 2;
			continue;
		}
		after = q + 1;
		while (after < table->end && *after == ' ' &&
		       table->separator != ' ')
			after++;
		if (after < table->end && *after != '\n' &&
		    *after != table->separator)
			return NULL;
		return swallows_rows(table, p, q) ? NULL : q;
	}
	return NULL;
}

/* A field without quotes, or whose quotes are words; returns its end. */
static const char *
bare_field(struct csv_table *table, const char *p, const char *eol,
	   struct field *field)
{
	const char *stop = memchr(p, table->separator, eol - p);

	stop = stop ? stop : eol;
	field->start = p;
	field->end = stop;
	field->quoted = FALSE;
	return stop;
}

static const char *
next_field(struct csv_table *table, const char *p, const char **eol,
	   struct field *field)
{
	const char *quote = table->separator == '\t' ? p : skip_blanks(p, *eol);
	const char *close = NULL;

	*field = (struct field){ .raw = p };
	if (quote < *eol && *quote == '"')
		close = closing_quote(table, quote + 1, field);
	if (!close) {
		p = bare_field(table, p, *eol, field);
		if (quote < *eol && *quote == '"' &&
		    count_char(quote, *eol, '"') % 2 && table->open++ == 0)
			table->open_line = table->line;
	} else {
		field->start = quote + 1;
		field->end = close;
		if (close > *eol) {
			table->line += count_char(quote, close, '\n');
			*eol = line_end(close, table->end);
		}
		p = memchr(close, table->separator, *eol - close);
		p = p ? p : *eol;
	}
	field->raw_end = p;
	return p;
}

gboolean
csv_next_record(struct csv_table *table)
{
	const char *p = table->p, *eol;

	table->n = 0;
	if (p >= table->end)
		return FALSE;
	eol = line_end(p, table->end);
	for (;;) {
		struct field field;

		p = next_field(table, p, &eol, &field);
		if (table->n < COLUMNS_MAX)
			table->fields[table->n++] = field;
		else
			table->fields[table->n - 1].raw_end = p;
		if (p == eol)
			break;
		p++;
	}
	table->p = MIN(eol + 1, table->end);
	table->line++;
	return TRUE;
}

gboolean
csv_is_blank_row(const struct csv_table *table)
{
	for (guint i = 0; i < table->n; i++) {
		const char *p = table->fields[i].start;
		const char *end = table->fields[i].end;

		trim(&p, &end);
		if (p < end)
			return FALSE;
	}
	return TRUE;
}
