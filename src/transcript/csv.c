/*
 * csv.c: tables of turns, comma, semicolon, tab or bar between.
 *
 * Read twice: see csv.h.  Here the turns are said, and what was odd is told,
 * so that no row goes by in silence.
 */
#include "transcript/bytes.h"
#include "transcript/csv_reading.h"
#include "transcript/heading.h"
#include "transcript/reader.h"

static void
note_odd(struct odd *odd, guint line)
{
	if (odd->n++ == 0)
		odd->line = line;
}

static struct field
plain_field(struct csv_table *table, struct field field)
{
	trim(&field.start, &field.end);
	if (!field.quoted)
		return field;
	g_string_truncate(table->scratch, 0);
	for (const char *p = field.start; p < field.end;) {
		const char *quote = memchr(p, '"', field.end - p);
		const char *stop = quote ? quote + 1 : field.end;

		g_string_append_len(table->scratch, p, stop - p);
		p = quote && quote + 1 < field.end && quote[1] == '"' ?
			    quote + 2 :
			    stop;
	}
	field.start = table->scratch->str;
	field.end = field.start + table->scratch->len;
	return field;
}

/* The column's field without quotes; empty when the row is short. */
static struct field
get_field(struct csv_table *table, int i)
{
	struct field field = { .start = "", .end = "" };

	if (i < 0 || (guint)i >= table->n)
		return field;
	return plain_field(table, table->fields[i]);
}

static struct field
get(struct csv_table *table, enum column column)
{
	return get_field(table, table->layout.column[column]);
}

static gint64
get_time(struct csv_table *table, enum column column, gint64 *range_end)
{
	struct field field = get(table, column);

	return csv_time(&field, table->layout.unit[column], table->layout.rate,
			range_end);
}

/*
 * More fields than columns: empty ones at the end are nothing; the others
 * hold words with the separator in them, and go back to the words.
 */
static void
join_surplus(struct csv_reading *r, guint line)
{
	struct csv_table *table = r->table;
	guint columns = table->columns, surplus;
	int text = table->layout.column[TEXT];
	struct field *whole;

	while (table->n > columns && table->fields[table->n - 1].end ==
					     table->fields[table->n - 1].start)
		table->n--;
	if (table->n <= columns || text < 0 || (guint)text >= columns)
		return;
	surplus = table->n - columns;
	whole = &table->fields[text];
	whole->start = whole->raw;
	whole->end = table->fields[text + surplus].raw_end;
	trim(&whole->start, &whole->end);
	whole->quoted = FALSE;
	if (whole->end - whole->start > 1 && *whole->start == '"' &&
	    whole->end[-1] == '"') {
		whole->start++;
		whole->end--;
	}
	for (guint i = text + 1; i + surplus < table->n; i++)
		table->fields[i] = table->fields[i + surplus];
	table->n = columns;
	note_odd(&r->joined, line);
}

/* "Mia (softly)" is Mia, and said softly. */
static void
take_name(struct csv_reading *r, struct field field)
{
	struct utterance u = { .label = field.start,
			       .label_len = field.end - field.start };

	if (r->people)
		labels_name(r->people, &u);
	g_string_truncate(r->label, 0);
	g_string_append_len(r->label, u.label, u.label_len);
	g_string_append_len(r->manner, u.manner, u.manner_len);
}

/* A speaker column and a role column: the one tells of the other. */
static void
read_role_cell(struct csv_reading *r)
{
	const int *column = r->table->layout.column;
	struct field field;
	enum turn_role known;

	if (column[SPEAKER] < 0 || column[ROLE] < 0)
		return;
	field = get(r->table, ROLE);
	known = role_of_label(field.start, field.end - field.start);
	if (known != TURN_UNKNOWN)
		builder_tell_role(r->builder, r->label->str, r->label->len,
				  known, "the role column says so");
}

/* Who speaks in this row: where it names nobody, who spoke before. */
static void
take_label(struct csv_reading *r, struct field field, guint line)
{
	gsize len = field.end - field.start;

	g_string_truncate(r->manner, 0);
	switch (label_presence(field.start, len)) {
	case LABEL_SOMEBODY:
		take_name(r, field);
		read_role_cell(r);
		break;
	case LABEL_UNKNOWN:
		g_string_assign(r->label, UNNAMED);
		break;
	default:
		if (r->label->len)
			note_odd(&r->unnamed, line);
	}
}

static void
take_times(struct csv_reading *r, struct utterance *u)
{
	gint64 duration, range_end, none;

	u->start_ms = get_time(r->table, START, &range_end);
	u->end_ms = get_time(r->table, END, &none);
	if (u->end_ms < 0)
		u->end_ms = range_end;
	duration = get_time(r->table, DURATION, &none);
	if (u->end_ms < 0 && u->start_ms >= 0 && duration >= 0)
		u->end_ms = u->start_ms + duration;
}

static void
flush_words(struct csv_reading *r)
{
	struct utterance *u = &r->pending;

	u->text = r->words->str;
	u->len = r->words->len;
	if (u->len)
		builder_say(r->builder, u);
	g_string_truncate(r->words, 0);
}

/* Single words of nobody gather until their sentence ends. */
static void
say_word(struct csv_reading *r, const struct utterance *u)
{
	if (!r->words->len)
		r->pending = *u;
	else
		g_string_append_c(r->words, ' ');
	r->pending.end_ms = u->end_ms;
	g_string_append_len(r->words, u->text, u->len);
	if (u->len && strchr(".?!", u->text[u->len - 1]))
		flush_words(r);
}

static void
say_cell(struct csv_reading *r, struct utterance *u, struct field words,
	 guint line)
{
	u->line = line;
	u->text = words.start;
	u->len = words.end - words.start;
	if (r->labels)
		labels_take(r->labels, u);
	r->spoken |= u->len > 0;
	if (r->single)
		say_word(r, u);
	else
		builder_say(r->builder, u);
}

/* One column a speaker: who is named above it said this. */
static void
say_voices(struct csv_reading *r, struct utterance *u, guint line)
{
	const struct layout *layout = &r->table->layout;

	for (guint i = 0; i < layout->voices; i++) {
		struct field words = get_field(r->table, layout->voice[i]);
		g_autofree char *label =
			csv_voice_label(r->table->names, layout->voice[i]);

		if (words.start == words.end)
			continue;
		u->label = label;
		u->label_len = strlen(label);
		say_cell(r, u, words, line);
		u->start_ms = u->end_ms = -1;
	}
}

/* A line of one field: the row above had a line break in its words. */
static void
continue_row(struct csv_reading *r, guint line)
{
	struct field words = plain_field(r->table, r->table->fields[0]);

	if (!r->spoken) {
		note_odd(&r->lost, line);
		return;
	}
	note_odd(&r->ragged, line);
	flush_words(r);
	builder_continue(r->builder, words.start, words.end - words.start);
}

static void
read_csv_row(struct csv_reading *r, guint line)
{
	struct csv_table *table = r->table;
	const int *column = table->layout.column;
	struct utterance u = { .start_ms = -1, .end_ms = -1 };
	struct field words;

	take_times(r, &u);
	if (table->layout.voices) {
		say_voices(r, &u, line);
		return;
	}
	words = get(table, TEXT);
	if (words.start == words.end) {
		note_odd(table->n < table->columns ? &r->lost : &r->wordless,
			 line);
		return;
	}
	if (column[SPEAKER] >= 0 || column[ROLE] >= 0)
		take_label(r, get(table, column[SPEAKER] >= 0 ? SPEAKER : ROLE),
			   line);
	u.label = r->label->str;
	u.label_len = r->label->len;
	u.manner = r->manner->str;
	u.manner_len = r->manner->len;
	words = get(table, TEXT);
	say_cell(r, &u, words, line);
}

/* Several sessions in one table: their times start over. */
static void
watch_session(struct csv_reading *r, guint line)
{
	struct field field = get(r->table, SESSION);
	gsize len = field.end - field.start;

	if (r->builder->keep_order || len == 0)
		return;
	if (r->session->len == 0) {
		g_string_append_len(r->session, field.start, len);
	} else if (r->session->len != len ||
		   memcmp(r->session->str, field.start, len)) {
		r->builder->keep_order = TRUE;
		builder_warn(r->builder, line,
			     "the table holds several sessions; "
			     "all are read as one: split the file");
	}
}

static void
read_csv_rows(struct csv_reading *r)
{
	struct csv_table *table = r->table;
	guint line = table->line;

	for (; csv_next_record(table); line = table->line) {
		if (csv_is_blank_row(table))
			continue;
		if (table->n == 1) {
			continue_row(r, line);
			continue;
		}
		if (table->n > table->columns)
			join_surplus(r, line);
		if (table->n > table->columns)
			note_odd(&r->ragged, line);
		watch_session(r, line);
		read_csv_row(r, line);
	}
	flush_words(r);
}

static gboolean
csv_parse(const struct source *source, struct builder *builder, GError **error)
{
	g_autofree struct csv_table *table = g_new0(struct csv_table, 1);
	g_autofree struct csv_reading *r = g_new0(struct csv_reading, 1);
	gboolean ok = csv_open(table, source);

	builder->timed = TRUE;
	r->table = table;
	r->builder = builder;
	r->label = g_string_new(NULL);
	r->manner = g_string_new(NULL);
	r->session = g_string_new(NULL);
	r->words = g_string_new(NULL);
	table->scratch = g_string_new(NULL);
	if (!ok)
		source_fault(source, 1, error,
			     "not a table of turns: no row names the columns; "
			     "write a first row that does, such as "
			     "'speaker,text' or 'start,speaker,text'");
	else if (!(ok = csv_prepare(r)))
		source_fault(source, table->line, error,
			     "no column of this table holds words; name it "
			     "'text' in the first row");
	if (ok) {
		read_csv_rows(r);
		csv_report(r);
	}
	labels_free(r->labels);
	labels_free(r->people);
	csv_close(table);
	g_string_free(table->scratch, TRUE);
	g_string_free(r->words, TRUE);
	g_string_free(r->session, TRUE);
	g_string_free(r->label, TRUE);
	g_string_free(r->manner, TRUE);
	return ok;
}

const struct reader reader_csv = {
	.name = "csv",
	.description = "CSV or TSV, with a row of names or without",
	.endings = "csv tsv tab",
	.sniff = csv_sniff,
	.parse = csv_parse,
};
