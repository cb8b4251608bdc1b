/*
 * csv_header.c: which row names the columns, and what parts the fields.
 */
#include "transcript/csv.h"

#define TITLES_MAX 10  /* rows in which the names of columns come */
#define HEAD_MAX 32768 /* bytes of these */

static const char separators[] = ",;\t|";

/* The line at start names the columns; the separator is found with them. */
static gboolean
read_names(struct table *table, const char *start, const char *end,
	   char declared)
{
	guint line = table->line;

	for (const char *s = separators; *s; s++) {
		if (declared && *s != declared)
			continue;
		table->p = start;
		table->end = end;
		table->separator = *s;
		table->line = line;
		table->open_line = 0;
		if (!csv_next_record(table))
			return FALSE;
		csv_find_columns(table);
		if (table->n >= 2 && table->column[TEXT] >= 0 &&
		    (table->column[SPEAKER] >= 0 || table->column[ROLE] >= 0 ||
		     table->column[START] >= 0))
			return TRUE;
	}
	table->line = line;
	return FALSE;
}

/* Signs that part fields in a line, outside quotes. */
static guint
count_separators(const char *p, const char *end, char separator)
{
	gboolean quoted = FALSE;
	guint n = 0;

	for (; p < end; p++) {
		quoted ^= *p == '"';
		n += !quoted && *p == separator;
	}
	return n;
}

/* Names below other rows must be surer: prose has its "who, what" too. */
static gboolean
is_sure(const struct table *table, const char *start, const char *end)
{
	const char *eol = line_end(start, end), *next = MIN(eol + 1, end);

	return table->column[SPEAKER] >= 0 &&
	       !memchr(start, ':', eol - start) &&
	       count_separators(start, eol, table->separator) ==
		       count_separators(next, line_end(next, end),
					table->separator);
}

/* "T: words" above the row: then this is typed text and no table. */
static gboolean
may_be_speech(const char *line, const char *eol)
{
	struct heading heading;

	heading_parse(line, eol, &heading);
	return heading.kind == HEADING_COLON &&
	       !label_is_matter(heading.label, heading.label_len);
}

/*
 * The row that names the columns: the first, but for a title and empty rows
 * above it.
 */
gboolean
csv_read_header(struct table *table, const struct source *source)
{
	const char *start = source->text, *end = start + source->len;
	char declared = 0;

	table->line = 1;
	if (source->len > 5 && !g_ascii_strncasecmp(start, "sep=", 4)) {
		declared = start[4];
		start = MIN(line_end(start, end) + 1, end);
		table->line = 2;
	}
	while (start < end && table->line <= TITLES_MAX) {
		const char *eol = line_end(start, end);

		if (read_names(table, start, end, declared) &&
		    (start == source->text || declared ||
		     is_sure(table, start, end)))
			return TRUE;
		if (may_be_speech(start, eol))
			return FALSE;
		start = MIN(eol + 1, end);
		table->line++;
		table->titles++;
	}
	return FALSE;
}

/* The first field is a time, a number, a role or in quotes: no typed text. */
static gboolean
begins_row(const char *p, const char *end, char separator)
{
	const char *stop = memchr(p, separator, end - p), *q = p;
	gint64 start_ms, end_ms;

	if (!stop)
		return FALSE;
	if (*p == '"' || label_shape(p, stop - p) == LABEL_ROLE)
		return TRUE;
	if (stamp_range(&q, stop, &start_ms, &end_ms) && q == stop)
		return TRUE;
	for (q = p; q < stop && g_ascii_isdigit(*q); q++)
		;
	return q > p && q == stop;
}

/*
 * Rows of one make, but no names above them: better refused as a table.  With
 * tabs it may be typed text, which the plain reader takes.
 */
static gboolean
is_nameless(const struct source *source)
{
	for (const char *s = ",;|"; *s; s++) {
		const char *p = source->text, *end = p + source->len;
		guint rows = 0, fields = 0;

		for (; p < end && rows < TITLES_MAX; p++, rows++) {
			const char *eol = line_end(p, end);
			guint n = count_separators(p, eol, *s);

			if (p == eol || !n || (rows && n != fields) ||
			    (rows && !begins_row(p, eol, *s)))
				break;
			fields = n;
			p = eol;
		}
		if (rows >= 3 && (p >= end || rows == TITLES_MAX))
			return TRUE;
	}
	return FALSE;
}

int
csv_sniff(const struct source *source)
{
	struct table table = { 0 };
	struct source head = *source;
	const char *eol = source->text, *end = eol + source->len;

	for (guint i = 0; i < TITLES_MAX && eol < end; i++)
		eol = MIN(line_end(eol, end) + 1, end);
	head.len = eol - source->text;
	if (head.len >= HEAD_MAX)
		return 0;
	return csv_read_header(&table, &head) ? 70 : is_nameless(&head) ? 2 : 0;
}
