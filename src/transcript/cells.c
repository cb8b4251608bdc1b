/*
 * cells.c: a transcript typed into a table of a document; see cells.h.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"
#include "transcript/cells.h"
#include "transcript/heading.h"

void
cells_init(struct cells *cells, struct builder *builder)
{
	*cells = (struct cells){ .builder = builder };
	cells->text = g_string_new(NULL);
	cells->said = g_string_new(NULL);
	cells->starts = g_array_new(FALSE, FALSE, sizeof(gsize));
	cells->rows = g_array_new(FALSE, FALSE, sizeof(guint));
	cells->turns = g_array_new(FALSE, FALSE, sizeof(struct cells_turn));
}

void
cells_clear(struct cells *cells)
{
	g_string_free(cells->text, TRUE);
	g_string_free(cells->said, TRUE);
	g_array_unref(cells->starts);
	g_array_unref(cells->rows);
	g_array_unref(cells->turns);
}

void
cells_begin(struct cells *cells)
{
	g_string_truncate(cells->text, 0);
	g_array_set_size(cells->starts, 0);
	g_array_set_size(cells->rows, 0);
}

void
cells_row(struct cells *cells)
{
	g_array_append_val(cells->rows, cells->starts->len);
}

void
cells_cell(struct cells *cells)
{
	g_array_append_val(cells->starts, cells->text->len);
}

/* Cells of a row as fields; returns how many. */
static guint
get_row(const struct cells *cells, guint row, struct field *fields)
{
	guint first = g_array_index(cells->rows, guint, row);
	guint end = row + 1 < cells->rows->len ?
			    g_array_index(cells->rows, guint, row + 1) :
			    cells->starts->len;
	guint n = MIN(end - first, SURVEYED_MAX);

	for (guint i = 0; i < n; i++) {
		gsize start = g_array_index(cells->starts, gsize, first + i);
		gsize stop = first + i + 1 < cells->starts->len ?
				     g_array_index(cells->starts, gsize,
						   first + i + 1) :
				     cells->text->len;

		fields[i] = (struct field){ .start = cells->text->str + start,
					    .end = cells->text->str + stop };
		trim(&fields[i].start, &fields[i].end);
	}
	return n;
}

static gboolean
is_empty_cell(const struct field *cell)
{
	return cell->start == cell->end;
}

/* "12", "12.": the number of a line. */
static gboolean
is_number(const struct field *cell)
{
	if (is_empty_cell(cell))
		return FALSE;
	for (const char *p = cell->start; p < cell->end; p++)
		if (!g_ascii_isdigit(*p) && (*p != '.' || p + 1 < cell->end))
			return FALSE;
	return TRUE;
}

static void
append(GString *out, const struct field *cell)
{
	g_string_append_len(out, cell->start, cell->end - cell->start);
}

static gboolean
has_clock(const struct field *cell)
{
	return !is_empty_cell(cell) && !is_number(cell) && csv_is_clock(cell);
}

static void
append_stamp(GString *out, const struct field *cell)
{
	gboolean bare = *cell->start != '[' && *cell->start != '(';

	g_string_append(out, bare ? "[" : "");
	append(out, cell);
	g_string_append(out, bare ? "] " : " ");
}

static void
append_label(GString *out, const struct field *cell)
{
	append(out, cell);
	g_string_append(out, cell->end[-1] == ':' ? " " : ": ");
}

/* Number, time, speaker, words: each may be missing. */
static void
write_guessed(GString *out, const struct field *row, guint n)
{
	gboolean labelled = FALSE;

	for (guint i = 0; i < n; i++) {
		const struct field *cell = &row[i];

		if (is_empty_cell(cell) ||
		    (!labelled && is_number(cell) && i + 1 < n))
			continue;
		if (!labelled && has_clock(cell)) {
			append_stamp(out, cell);
			continue;
		}
		if (!labelled && n > 1 &&
		    label_shape(cell->start, cell->end - cell->start) >
			    LABEL_SMALL) {
			append_label(out, cell);
		} else {
			append(out, cell);
			g_string_append_c(out, ' ');
		}
		labelled = TRUE;
	}
	g_string_append_c(out, '\n');
}

static void
survey_rows(const struct cells *cells, guint first, struct survey *survey)
{
	struct field row[SURVEYED_MAX];

	for (guint i = first; i < cells->rows->len; i++)
		csv_survey_row(survey, row, get_row(cells, i, row), 0);
}

/* The first row is no speech but names the columns. */
static gboolean
read_names(const struct cells *cells, struct layout *layout,
	   const struct field *row, guint n)
{
	g_autofree struct survey *below = g_new0(struct survey, 1);

	if (n > 1) {
		gboolean any = csv_name_columns(layout, row, n);

		if (layout->column[TEXT] >= 0 || layout->column[SPEAKER] >= 0 ||
		    layout->column[ROLE] >= 0 ||
		    csv_name_voices(layout, row, n))
			return TRUE;
		survey_rows(cells, 1, below);
		if (csv_name_people(layout, row, n, below) || any)
			return TRUE;
	}
	layout_clear(layout);
	layout->guessed = TRUE;
	return FALSE;
}

static gboolean
is_placed(const struct layout *layout)
{
	return layout->voices ||
	       (layout->column[TEXT] >= 0 &&
		(layout->column[SPEAKER] >= 0 || layout->column[ROLE] >= 0));
}

static struct field
get_cell(const struct field *row, guint n, int i)
{
	static const struct field none = { .start = "", .end = "" };

	return i >= 0 && (guint)i < n ? row[i] : none;
}

static struct span
keep_said(GString *said, const char *p, gsize len)
{
	struct span span = { .start = said->len };

	g_string_append_len(said, p, len);
	span.end = said->len;
	return span;
}

static void
keep_turn(struct cells *cells, const struct field *label,
	  const struct field *words, gint64 start_ms, gint64 end_ms)
{
	struct cells_turn turn = { .start_ms = start_ms, .end_ms = end_ms };

	turn.label =
		keep_said(cells->said, label->start, label->end - label->start);
	turn.text =
		keep_said(cells->said, words->start, words->end - words->start);
	cells->words +=
		base_word_count(words->start, words->end - words->start);
	g_array_append_val(cells->turns, turn);
}

struct rows {
	struct cells *cells;
	GString *out;
	struct layout layout;
	char *names[SURVEYED_MAX];
	gboolean placed;	 /* it is known who speaks in each row */
	gint64 start_ms, end_ms; /* of the row at hand */
};

static void
write_cells_turn(struct rows *rows, const struct field *stamp,
		 const struct field *label, const struct field *words)
{
	GString *out = rows->out;

	if (is_empty_cell(words))
		return;
	if (has_clock(stamp))
		append_stamp(out, stamp);
	if (!is_empty_cell(label))
		append_label(out, label);
	append(out, words);
	g_string_append_c(out, '\n');
	if (rows->placed)
		keep_turn(rows->cells, label, words, rows->start_ms,
			  rows->end_ms);
}

static void
write_cells_row(struct rows *rows, const struct field *row, guint n)
{
	const struct layout *layout = &rows->layout;
	const int *column = layout->column;
	struct field stamp = get_cell(row, n, column[START]);
	struct field end = get_cell(row, n, column[END]), label, words;
	gint64 none;

	rows->start_ms =
		has_clock(&stamp) ?
			csv_time(&stamp, 1000, layout->rate, &rows->end_ms) :
			-1;
	if (rows->start_ms < 0)
		rows->end_ms = -1;
	if (has_clock(&end))
		rows->end_ms = csv_time(&end, 1000, layout->rate, &none);
	for (guint v = 0; v < layout->voices; v++) {
		g_autofree char *name =
			csv_voice_label(rows->names, layout->voice[v]);

		label = (struct field){ .start = name,
					.end = name + strlen(name) };
		words = get_cell(row, n, layout->voice[v]);
		write_cells_turn(rows, &stamp, &label, &words);
	}
	if (layout->voices)
		return;
	label = get_cell(row, n, column[SPEAKER]);
	if (is_empty_cell(&label))
		label = get_cell(row, n, column[ROLE]);
	words = get_cell(row, n, column[TEXT]);
	write_cells_turn(rows, &stamp, &label, &words);
}

static void
report_others(const struct cells *cells, const struct rows *rows,
	      const struct survey *survey)
{
	g_autofree char *others =
		csv_list_others(&rows->layout, survey, rows->names);

	csv_report_people(&rows->layout, rows->names, cells->builder, 0);
	if (others)
		builder_warn(cells->builder, 0,
			     "columns of the table that are neither time, "
			     "speaker nor words are left out: %s",
			     others);
}

/* The column of words says who speaks: "T: words". */
static gboolean
words_name(const struct cells *cells, guint first, int text)
{
	g_autoptr(Labels) labels = labels_new();
	struct field row[SURVEYED_MAX];

	for (guint i = first; i < cells->rows->len; i++) {
		guint n = get_row(cells, i, row);
		struct field words = get_cell(row, n, text);

		labels_see(labels, words.start, words.end - words.start, 0);
	}
	labels_settle(labels, NULL, NULL);
	return labels_any(labels);
}

/* What is what; TRUE when it is known where the words are. */
static gboolean
lay_out_rows(const struct cells *cells, struct rows *rows, guint first,
	     struct survey *survey)
{
	struct layout *layout = &rows->layout;

	survey_rows(cells, first, survey);
	if (!csv_settle(layout, survey))
		return FALSE;
	if (survey->framed)
		layout->rate = csv_frame_rate(survey->frame);
	rows->placed = is_placed(layout);
	return rows->placed || words_name(cells, first, layout->column[TEXT]);
}

void
cells_end(struct cells *cells, GString *out)
{
	g_autofree struct survey *survey = g_new0(struct survey, 1);
	g_autofree struct rows *rows = g_new0(struct rows, 1);
	struct field row[SURVEYED_MAX];
	guint n = cells->rows->len ? get_row(cells, 0, row) : 0;
	guint first = n && read_names(cells, &rows->layout, row, n);
	gboolean clear;

	rows->cells = cells;
	rows->out = out;
	for (guint i = 0; i < n && first; i++)
		rows->names[i] =
			g_strndup(row[i].start, row[i].end - row[i].start);
	clear = n && lay_out_rows(cells, rows, first, survey);
	for (guint i = clear ? first : 0; i < cells->rows->len; i++) {
		n = get_row(cells, i, row);
		if (clear)
			write_cells_row(rows, row, n);
		else
			write_guessed(out, row, n);
	}
	if (clear)
		report_others(cells, rows, survey);
	for (guint i = 0; i < SURVEYED_MAX; i++)
		g_free(rows->names[i]);
}
