/*
 * csv_header.c: is it a table, what parts its fields, and which row names the
 * columns?
 */
#include "transcript/bytes.h"
#include "transcript/csv.h"
#include "transcript/heading.h"
#include "transcript/source.h"

#define TITLES_MAX 10  /* rows in which the names of columns come */
#define HEAD_MAX 65536 /* bytes of these */
#define NAME_WORDS 8   /* of a column */

static const char separators[] = ",;\t|";

static void
start_at(struct csv_table *table, const char *p, const char *end,
	 char separator, guint line)
{
	table->p = p;
	table->end = end;
	table->separator = separator;
	table->columns = 0;
	table->line = line;
	table->open = table->open_line = 0;
}

/* Do the cells read like names of columns, and not like a row of talk? */
static gboolean
are_names(const struct csv_table *table)
{
	for (guint i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if (csv_is_clock(f) ||
		    base_word_count(f->start, f->end - f->start) > NAME_WORDS)
			return FALSE;
	}
	return TRUE;
}

/* The rows below have as many fields, and prose has its "who, what" too. */
static gboolean
goes_on(const struct csv_table *table, const char *start, const char *end)
{
	const char *eol = line_end(start, end), *next = MIN(eol + 1, end);

	return !memchr(start, ':', eol - start) &&
	       csv_count_separators(start, eol, table->separator) ==
		       csv_count_separators(next, line_end(next, end),
					    table->separator);
}

static gboolean
begins_timed(const struct csv_table *table, const char *start, const char *end)
{
	const char *next = MIN(line_end(start, end) + 1, end);
	const char *eol = line_end(next, end);
	const char *stop = memchr(next, table->separator, eol - next);
	struct field first = { .start = next, .end = stop };

	return stop && csv_is_clock(&first);
}

/*
 * Names of fewer columns than a table needs count where the rows below look
 * like its rows: a speaker without words, or "Line, Transcript, Codes".
 */
static gboolean
may_head(const struct csv_table *table, const char *start, const char *end)
{
	const int *column = table->layout.column;

	if (!goes_on(table, start, end))
		return FALSE;
	if (column[SPEAKER] >= 0 || column[ROLE] >= 0)
		return TRUE;
	return column[TEXT] >= 0 &&
	       (table->separator != ',' || begins_timed(table, start, end));
}

/* The line at start names the columns; the separator is found with them. */
static gboolean
read_names(struct csv_table *table, const char *start, const char *end,
	   char declared, gboolean first)
{
	guint line = table->line;
	const int *column = table->layout.column;

	for (const char *s = separators; *s; s++) {
		gboolean any, voices, sure, people;

		if (declared && *s != declared)
			continue;
		start_at(table, start, end, *s, line);
		if (!csv_next_record(table))
			return FALSE;
		if (table->n < 2 || !are_names(table))
			continue;
		any = csv_name_columns(&table->layout, table->fields, table->n);
		sure = any && column[TEXT] >= 0 &&
		       (column[SPEAKER] >= 0 || column[ROLE] >= 0 ||
			column[START] >= 0);
		voices = column[SPEAKER] < 0 && goes_on(table, start, end) &&
			 csv_name_voices(&table->layout, table->fields,
					 table->n);
		people = !sure && !voices &&
			 !memchr(start, ':', line_end(start, end) - start) &&
			 csv_names_people(table);
		if (!sure && !voices && !people && !may_head(table, start, end))
			continue;
		if (first || declared || voices || people ||
		    (column[SPEAKER] >= 0 && goes_on(table, start, end)))
			return TRUE;
	}
	table->line = line;
	return FALSE;
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

static void
keep_names(struct csv_table *table)
{
	for (guint i = 0; i < MIN(table->n, SURVEYED_MAX); i++) {
		const char *p = table->fields[i].start;
		const char *end = table->fields[i].end;

		trim(&p, &end);
		table->names[i] = g_strndup(p, end - p);
	}
	table->columns = table->n;
}

/* The row that names the columns: the first, but for a title above it. */
static gboolean
open_named(struct csv_table *table, const struct source *source)
{
	const char *start = source->text, *end = start + source->len;
	char declared = 0;

	table->line = 1;
	table->titles = 0;
	if (source->len > 5 && !g_ascii_strncasecmp(start, "sep=", 4)) {
		declared = start[4];
		start = MIN(line_end(start, end) + 1, end);
		table->line = 2;
	}
	while (start < end && table->line <= TITLES_MAX) {
		const char *eol = line_end(start, end);

		if (read_names(table, start, end, declared,
			       start == source->text)) {
			keep_names(table);
			return TRUE;
		}
		if (may_be_speech(start, eol))
			return FALSE;
		start = MIN(eol + 1, end);
		table->line++;
		table->titles++;
	}
	return FALSE;
}

/* What the first rows look like with one separator. */
struct sample {
	struct survey survey;
	guint fewest; /* fields in a row */
	guint rows;
	guint even;	/* rows with as many fields as the first */
	guint timed;	/* rows that begin with a time or number */
	gboolean colon; /* ends one of the first fields: typed text */
};

static gboolean
ends_colon(const struct csv_table *table, guint i)
{
	const char *p, *end;

	if (i >= table->n)
		return FALSE;
	p = table->fields[i].start;
	end = table->fields[i].end;
	trim(&p, &end);
	return end > p && end[-1] == ':';
}

static void
note_row(struct sample *sample, const struct csv_table *table, guint columns)
{
	sample->rows++;
	sample->even += table->n == columns;
	sample->fewest = MIN(sample->fewest, table->n);
	sample->timed += csv_is_clock(&table->fields[0]);
	sample->colon |= ends_colon(table, 0) || ends_colon(table, 1);
	csv_survey_row(&sample->survey, table->fields, table->n, table->line);
}

static void
take_sample(struct csv_table *table, struct sample *sample)
{
	guint columns = 0;

	sample->fewest = COLUMNS_MAX;
	while (sample->rows < SAMPLE_MAX && csv_next_record(table)) {
		if (csv_is_blank_row(table))
			continue;
		if (!columns)
			table->columns = columns = table->n;
		note_row(sample, table, columns);
	}
}

/* A time, a name and words with tabs between are typed text (txt.c). */
static gboolean
is_typed(const struct sample *sample, const struct layout *layout)
{
	int start = layout->column[START];

	return sample->survey.columns <= 3 && layout->column[END] < 0 &&
	       !layout->voices && layout->column[SPEAKER] >= 0 &&
	       (start < 0 || !sample->survey.seen[start].numbers);
}

/*
 * Are these rows a table though none names its columns?  Talk has commas, so
 * there every row must begin with a time; with the rarer signs a speaker, two
 * times or two voices will do.
 */
static gboolean
is_table(const struct sample *sample, const struct layout *layout,
	 char separator)
{
	const int *column = layout->column;
	gboolean even = sample->even * 10 >= sample->rows * 9;

	if (sample->rows < 2 || sample->fewest < 2 || sample->colon)
		return FALSE;
	if (separator == ',' && column[SPEAKER] >= 0 && column[START] >= 0 &&
	    sample->even == sample->rows)
		return sample->survey.seen[column[START]].clocks ==
		       sample->rows;
	if (separator == ',')
		return sample->timed == sample->rows &&
		       (column[SPEAKER] >= 0 || column[END] >= 0 || even);
	if (!even || (separator == '\t' && is_typed(sample, layout)))
		return FALSE;
	return column[SPEAKER] >= 0 || column[END] >= 0 || layout->voices ||
	       (separator != '\t' && column[START] >= 0);
}

/* Where rows are uneven, the words hold commas: the last column is theirs. */
static gboolean
open_guessed(struct csv_table *table, const struct source *source,
	     char separator)
{
	g_autofree struct sample *sample = g_new0(struct sample, 1);
	const char *end = source->text + source->len;

	start_at(table, source->text, end, separator, 1);
	take_sample(table, sample);
	layout_clear(&table->layout);
	table->layout.guessed = TRUE;
	if (!csv_settle(&table->layout, &sample->survey) ||
	    !is_table(sample, &table->layout, separator))
		return FALSE;
	start_at(table, source->text, end, separator, 1);
	table->columns = sample->fewest;
	layout_clear(&table->layout);
	table->layout.guessed = TRUE;
	return TRUE;
}

gboolean
csv_open(struct csv_table *table, const struct source *source)
{
	static const char guessed[] = "\t;|,";

	if (open_named(table, source))
		return TRUE;
	table->titles = 0;
	for (const char *s = guessed; *s; s++)
		if (open_guessed(table, source, *s))
			return TRUE;
	return FALSE;
}

void
csv_close(struct csv_table *table)
{
	for (guint i = 0; i < SURVEYED_MAX; i++)
		g_clear_pointer(&table->names[i], g_free);
}

/* Rows of one make that are no table of turns: better refused as a table. */
static gboolean
is_nameless(const struct source *source)
{
	for (const char *s = ",;|"; *s; s++) {
		const char *p = source->text, *end = p + source->len;
		guint rows = 0, fields = 0;

		for (; p < end && rows < TITLES_MAX; p++, rows++) {
			const char *eol = line_end(p, end);
			const char *stop = memchr(p, *s, eol - p);
			struct field first = { .start = p, .end = stop };
			guint n = csv_count_separators(p, eol, *s);

			if (!n || !stop || (rows && n != fields) ||
			    (rows && *p != '"' && !csv_is_clock(&first)))
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
	g_autofree struct csv_table *table = g_new0(struct csv_table, 1);
	struct source head = *source;
	const char *eol = source->text, *end = eol + source->len;
	int score;

	for (guint i = 0; i < SAMPLE_MAX && eol < end; i++) {
		const char *next = MIN(line_end(eol, end) + 1, end);

		if (next - source->text > HEAD_MAX && i >= 3)
			break;
		eol = next;
	}
	head.len = eol - source->text;
	if (head.len >= 8 * HEAD_MAX)
		return 0;
	score = csv_open(table, &head) ? table->layout.guessed ? 60 : 70 :
		is_nameless(&head)     ? 2 :
					 0;
	csv_close(table);
	return score;
}
