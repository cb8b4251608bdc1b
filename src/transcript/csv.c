/*
 * csv.c: tables with a header row, comma, semicolon, tab or bar between.
 *
 * Columns are told by name (csv_header.c, csv_columns.c).  Fields are spans of the source;
 * only a field with doubled quotes is copied.
 */
#include "transcript/csv.h"

static guint
count_lines(const char *p, const char *end)
{
	guint lines = 0;

	while ((p = memchr(p, '\n', end - p)) != NULL) {
		lines++;
		p++;
	}
	return lines;
}

static const char *
quoted_field(struct table *table, const char *p, struct field *field)
{
	field->start = ++p;
	for (;;) {
		const char *quote = memchr(p, '"', table->end - p);

		if (!quote) {
			table->open_line = table->line;
			field->end = table->end;
			return table->end;
		}
		if (quote + 1 < table->end && quote[1] == '"') {
			field->quoted = TRUE;
			p = quote + 2;
			continue;
		}
		field->end = quote;
		return quote + 1;
	}
}

/* One record; quoted fields may hold separators and line feeds. */
gboolean
csv_next_record(struct table *table)
{
	const char *p = table->p, *eol;

	table->n = 0;
	if (p >= table->end)
		return FALSE;
	eol = line_end(p, table->end);
	for (;;) {
		struct field field = { .start = p };
		const char *stop;

		if (p < table->end && *p == '"') {
			p = quoted_field(table, p, &field);
			if (p > eol) {
				table->line += count_lines(field.start, p);
				eol = line_end(p, table->end);
			}
			stop = memchr(p, table->separator, eol - p);
			stop = stop ? stop : eol;
		} else {
			stop = memchr(p, table->separator, eol - p);
			stop = stop ? stop : eol;
			field.end = stop;
		}
		if (table->n < COLUMNS_MAX)
			table->fields[table->n++] = field;
		p = stop;
		if (p == eol)
			break;
		p++;
	}
	table->p = MIN(eol + 1, table->end);
	table->line++;
	return TRUE;
}

/* The field of a column without quotes; empty when the row is short. */
static struct field
get(struct table *table, enum column column)
{
	int i = table->column[column];
	struct field field = { "", "", FALSE };

	if (i < 0 || (guint)i >= table->n)
		return field;
	field = table->fields[i];
	if (!field.quoted)
		return field;
	g_string_truncate(table->scratch, 0);
	for (const char *p = field.start; p < field.end;) {
		const char *quote = memchr(p, '"', field.end - p);
		const char *stop = quote ? quote + 1 : field.end;

		g_string_append_len(table->scratch, p, stop - p);
		p = quote ? quote + 2 : field.end;
	}
	field.start = table->scratch->str;
	field.end = field.start + table->scratch->len;
	return field;
}

/* A clock time, or a number in the column's unit; -1 when neither. */
static gint64
get_time(struct table *table, enum column column, gint64 *range_end)
{
	struct field field = get(table, column);
	const char *p = field.start, *end = field.end;
	char digits[32];
	gint64 ms;
	double value;

	*range_end = -1;
	trim(&p, &end);
	if (p == end)
		return -1;
	if (stamp_range(&p, end, &ms, range_end))
		return ms;
	if (end - p >= (gssize)sizeof(digits) || !g_ascii_isdigit(*p))
		return -1;
	memcpy(digits, p, end - p);
	digits[end - p] = '\0';
	g_strdelimit(digits, ",", '.');
	value = g_ascii_strtod(digits, NULL) * (table->ms[column] ? 1 : 1000);
	return value < 1e15 ? (gint64)(value + 0.5) : -1;
}

/* Who speaks in this row: where it names nobody, who spoke before. */
static gboolean
take_label(struct table *table, struct field field)
{
	trim(&field.start, &field.end);
	if (field.start == field.end)
		return FALSE;
	g_string_truncate(table->label, 0);
	g_string_append_len(table->label, field.start, field.end - field.start);
	return TRUE;
}

static void
read_row(struct table *table, struct builder *builder, guint line)
{
	struct utterance u = { .line = line };
	struct field field;
	gint64 duration, range_end, none;
	gboolean named;

	field = get(table, table->column[SPEAKER] >= 0 ? SPEAKER : ROLE);
	named = take_label(table, field);
	u.label = table->label->str;
	u.label_len = table->label->len;
	u.start_ms = get_time(table, START, &range_end);
	u.end_ms = get_time(table, END, &none);
	if (u.end_ms < 0)
		u.end_ms = range_end;
	duration = get_time(table, DURATION, &none);
	if (u.end_ms < 0 && u.start_ms >= 0 && duration >= 0)
		u.end_ms = u.start_ms + duration;
	field = get(table, TEXT);
	u.text = field.start;
	u.len = field.end - field.start;
	if (!named && u.len && table->label->len && table->unnamed++ == 0)
		table->unnamed_line = line;
	builder_say(builder, &u);
}

/* A speaker column and a role column: the one tells of the other. */
static void
read_role(struct table *table, struct builder *builder)
{
	struct field role, speaker;
	enum turn_role known;

	if (table->column[SPEAKER] < 0 || table->column[ROLE] < 0)
		return;
	role = get(table, ROLE);
	known = role_of_label(role.start, role.end - role.start);
	speaker = get(table, SPEAKER);
	if (known != TURN_UNKNOWN && speaker.end > speaker.start)
		builder_tell_role(builder, speaker.start,
				  speaker.end - speaker.start, known,
				  "the role column says so");
}

/* Several sessions in one table: their times start over. */
static void
watch_session(struct table *table, struct builder *builder, guint line,
	      GString *session)
{
	struct field field = get(table, SESSION);
	gsize len = field.end - field.start;

	if (builder->keep_order || len == 0)
		return;
	if (session->len == 0) {
		g_string_append_len(session, field.start, len);
	} else if (session->len != len ||
		   memcmp(session->str, field.start, len)) {
		builder->keep_order = TRUE;
		builder_warn(builder, line,
			     "the table holds several sessions; "
			     "all are read as one: split the file");
	}
}

static gboolean
csv_parse(const struct source *source, struct builder *builder, GError **error)
{
	g_autofree struct table *table = g_new0(struct table, 1);
	g_autoptr(GString) session = g_string_new(NULL);
	guint line, columns, ragged = 0, ragged_line = 0;
	gboolean found;

	builder->timed = TRUE;
	table->scratch = g_string_new(NULL);
	table->label = g_string_new(NULL);
	found = csv_read_header(table, source);
	columns = table->n;
	if (!found)
		source_fault(source, 1, error,
			     "not a table of turns: no row names the columns; "
			     "write a first row that does, such as "
			     "'speaker,text' or 'start,speaker,text'");
	for (line = table->line; found && csv_next_record(table);
	     line = table->line) {
		gboolean blank = table->n == 1 &&
				 table->fields[0].start == table->fields[0].end;

		if (table->n != columns && !blank && ragged++ == 0)
			ragged_line = line;
		watch_session(table, builder, line, session);
		read_role(table, builder);
		read_row(table, builder, line);
	}
	if (found && table->titles)
		builder_warn(builder, 1,
			     "%u row%s above the names of the columns left "
			     "out, the first here",
			     table->titles, table->titles == 1 ? "" : "s");
	if (table->open_line)
		builder_warn(builder, table->open_line,
			     "a quote opens here and never closes, so all that "
			     "follows is one field: is the file cut off, or a "
			     "quote missing?");
	if (ragged)
		builder_warn(builder, ragged_line,
			     "%u row%s not %u fields, "
			     "the first here: is a comma or quote missing?",
			     ragged, ragged == 1 ? " has" : "s have", columns);
	if (table->unnamed)
		builder_warn(builder, table->unnamed_line,
			     "%u row%s nobody, the first here; taken as words "
			     "of the speaker before",
			     table->unnamed,
			     table->unnamed == 1 ? " names" : "s name");
	g_string_free(table->scratch, TRUE);
	g_string_free(table->label, TRUE);
	return found;
}

const struct reader reader_csv = {
	.name = "csv",
	.description = "CSV or TSV with a header row",
	.endings = "csv tsv tab",
	.sniff = csv_sniff,
	.parse = csv_parse,
};
