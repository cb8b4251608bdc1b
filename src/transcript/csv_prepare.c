/*
 * csv_prepare.c: the first reading of a table: what the columns are, in which
 * unit its times, and whether speakers stand in the words.
 */
#include "transcript/csv_reading.h"
#include "transcript/heading.h"

#define SINGLE 1.3 /* words a row, at most, where rows are single words */
#define FEW 8	   /* rows that tell nothing about that */

static void
survey_rows(struct survey *survey, struct csv_table rows)
{
	guint line = rows.line;

	for (; csv_next_record(&rows); line = rows.line)
		if (rows.n > 1)
			csv_survey_row(survey, rows.fields,
				       MIN(rows.n, rows.columns), line);
}

static gboolean
cell_number_at(const struct csv_table *rows, int column, double *number)
{
	return column >= 0 && (guint)column < rows->n &&
	       csv_number(&rows->fields[column], number);
}

static void
note_pace(struct pace *pace, const struct csv_table *rows)
{
	const struct layout *layout = &rows->layout;
	const int *column = layout->column;
	double start, end, duration;
	const struct field *words = NULL;

	if (!cell_number_at(rows, column[START], &start))
		return;
	if (!cell_number_at(rows, column[END], &end))
		end = cell_number_at(rows, column[DURATION], &duration) ?
			      start + duration :
			      -1;
	if (column[TEXT] >= 0 && (guint)column[TEXT] < rows->n)
		words = &rows->fields[column[TEXT]];
	for (guint i = 0; i < layout->voices && !words; i++) {
		int voice = layout->voice[i];

		if ((guint)voice < rows->n &&
		    rows->fields[voice].end > rows->fields[voice].start)
			words = &rows->fields[voice];
	}
	if (words)
		pace_note(pace, start, end, words->start,
			  words->end - words->start);
}

static void
see_labels(struct csv_reading *r, const struct csv_table *rows, guint line)
{
	int text = rows->layout.column[TEXT];

	if (r->labels && text >= 0 && (guint)text < rows->n)
		labels_see(r->labels, rows->fields[text].start,
			   rows->fields[text].end - rows->fields[text].start,
			   line);
}

static void
see_name(struct csv_reading *r, const struct csv_table *rows, guint line)
{
	const int *column = rows->layout.column;
	int name = column[SPEAKER] >= 0 ? column[SPEAKER] : column[ROLE];

	if (r->people && name >= 0 && (guint)name < rows->n)
		labels_see_name(r->people, rows->fields[name].start,
				rows->fields[name].end -
					rows->fields[name].start,
				line);
}

/* The rows once more, when it is known where the words and times are. */
static void
weigh_rows(struct csv_reading *r, struct csv_table rows)
{
	struct layout *layout = &r->table->layout;
	struct pace pace = { 0 };
	guint line = rows.line;
	double unit, named = 0;

	rows.layout = *layout;
	for (; csv_next_record(&rows); line = rows.line) {
		note_pace(&pace, &rows);
		see_labels(r, &rows, line);
		see_name(r, &rows, line);
	}
	for (int c = START; c <= DURATION; c++)
		named = MAX(named, layout->unit[c]);
	unit = named > 0 ? named : pace_unit(&pace, 0, &r->doubtful);
	for (int c = START; c <= DURATION; c++)
		if (layout->unit[c] <= 0)
			layout->unit[c] = unit;
}

static gboolean
has_speaker(const struct layout *layout)
{
	return layout->column[SPEAKER] >= 0 || layout->column[ROLE] >= 0 ||
	       layout->voices;
}

/* All rows are one speaker's, or a tier's that is nobody in particular. */
static gboolean
names_one(const struct layout *layout, const struct survey *survey)
{
	int i = layout->column[SPEAKER];

	return i >= 0 && i < SURVEYED_MAX && survey->seen[i].kinds == 1 &&
	       survey->seen[i].filled > 2;
}

/* Are the speakers those that the words begin with, "T: words"? */
static void
settle_labels(struct csv_reading *r)
{
	struct layout *layout = &r->table->layout;

	labels_settle(r->labels, NULL, NULL);
	if (!labels_any(r->labels)) {
		g_clear_pointer(&r->labels, labels_free);
		return;
	}
	layout->column[SPEAKER] = layout->column[ROLE] = -1;
	g_clear_pointer(&r->people, labels_free);
}

/* Rows of one word each, with its time. */
static gboolean
is_single(const struct layout *layout, const struct survey *survey)
{
	int i = layout->column[TEXT];
	const struct seen *text =
		i >= 0 && i < SURVEYED_MAX ? &survey->seen[i] : NULL;

	return text && layout->column[START] >= 0 && text->filled > FEW &&
	       text->words < SINGLE * text->filled;
}

gboolean
csv_prepare(struct csv_reading *r)
{
	struct csv_table *table = r->table;
	struct survey *survey = &r->survey;
	struct layout *layout = &table->layout;

	survey_rows(survey, *table);
	if (!csv_settle(layout, survey))
		return FALSE;
	if (!has_speaker(layout) || names_one(layout, survey))
		r->labels = labels_new();
	if (has_speaker(layout) && !layout->voices)
		r->people = labels_new();
	weigh_rows(r, *table);
	if (r->people)
		labels_settle_names(r->people);
	if (survey->framed)
		layout->rate = csv_frame_rate(survey->frame);
	if (r->labels)
		settle_labels(r);
	r->single =
		!r->labels && !has_speaker(layout) && is_single(layout, survey);
	return TRUE;
}
