/*
 * csv_report.c: what was odd in a table, told once each with its first line.
 */
#include "transcript/builder.h"
#include "transcript/csv_reading.h"
#include "transcript/heading.h"

static const char *
plural(guint n, const char *one, const char *many)
{
	return n == 1 ? one : many;
}

static void
report_layout(struct csv_reading *r)
{
	static const char *const what[COLUMNS] = { "speaker", "role",
						   "words",   "start",
						   "end",     "duration",
						   "session" };
	const struct layout *layout = &r->table->layout;
	g_autoptr(GString) out = g_string_new(NULL);

	if (!layout->guessed)
		return;
	for (guint i = 0; i < r->survey.columns; i++) {
		for (int c = 0; c < COLUMNS; c++)
			if (layout->column[c] == (int)i)
				g_string_append_printf(out, "%s%u %s",
						       out->len ? ", " : "",
						       i + 1, what[c]);
		for (guint v = 0; v < layout->voices; v++)
			if (layout->voice[v] == (int)i)
				g_string_append_printf(
					out, "%s%u the words of one person",
					out->len ? ", " : "", i + 1);
	}
	builder_warn(r->builder, 1,
		     "no row names the columns; by what they hold they are "
		     "taken for: %s",
		     out->str);
}

static void
report_times(struct csv_reading *r)
{
	const struct layout *layout = &r->table->layout;

	if (r->doubtful)
		builder_warn(r->builder, 0,
			     "the table does not say whether its times are "
			     "seconds or milliseconds, and the pace of speech "
			     "fits neither: read as %s; a name such as "
			     "'start_ms' or 'start_s' would tell",
			     pace_unit_print(layout->unit[START]));
	if (layout->rate)
		builder_warn(r->builder, r->survey.framed_line,
			     "times count frames; the highest number is %u, "
			     "so %u frames are taken for a second",
			     r->survey.frame, layout->rate);
}

static void
report_rows(struct csv_reading *r)
{
	guint columns = r->table->columns;

	if (r->joined.n)
		builder_warn(r->builder, r->joined.line,
			     "%u row%s not %u fields, the first here; the "
			     "words in it are taken to hold the separator",
			     r->joined.n, plural(r->joined.n, " has", "s have"),
			     columns);
	if (r->ragged.n)
		builder_warn(r->builder, r->ragged.line,
			     "%u line%s not %u fields, the first here; taken "
			     "as more words of the row above",
			     r->ragged.n, plural(r->ragged.n, " has", "s have"),
			     columns);
	if (r->lost.n)
		builder_warn(r->builder, r->lost.line,
			     "%u row%s too short to hold words and left out, "
			     "the first here",
			     r->lost.n, plural(r->lost.n, " is", "s are"));
	if (r->wordless.n)
		builder_warn(r->builder, r->wordless.line,
			     "%u row%s no words, the first here", r->wordless.n,
			     plural(r->wordless.n, " holds", "s hold"));
	if (r->unnamed.n)
		builder_warn(r->builder, r->unnamed.line,
			     "%u row%s nobody, the first here; taken as words "
			     "of the speaker before",
			     r->unnamed.n,
			     plural(r->unnamed.n, " names", "s name"));
}

void
csv_report(struct csv_reading *r)
{
	const struct csv_table *table = r->table;
	g_autofree char *others = csv_list_others(&table->layout, &r->survey,
						  (char *const *)table->names);

	if (table->titles)
		builder_warn(r->builder, 1,
			     "%u row%s above the names of the columns left "
			     "out, the first here",
			     table->titles, plural(table->titles, "", "s"));
	report_layout(r);
	csv_report_people(&table->layout, (char *const *)table->names,
			  r->builder, table->titles + 1);
	report_times(r);
	if (others)
		builder_warn(r->builder, 0,
			     "columns that are neither time, speaker nor "
			     "words are left out: %s",
			     others);
	if (table->open)
		builder_warn(r->builder, table->open_line,
			     "%u quote%s and never closes, the first here; "
			     "taken as part of the words: is the file cut "
			     "off, or a quote missing?",
			     table->open,
			     plural(table->open, " opens", "s open"));
	report_rows(r);
	if (r->people)
		labels_report_joined(r->people, r->builder);
}
