/*
 * Tables of ratings from text; see ratings.h.
 *
 * The one idea: a cell is a number, nothing, or a fault with its place; what a
 * table means is settled by its headings, never guessed from its numbers.
 */
#include "agreement/agreement.h"
#include "agreement/matrix.h"

#include <math.h>
#include <string.h>

#define FAULTS_MOST 20
#define RATERS_MOST 1000
#define LARGEST 1e9

gboolean
reader_has_room(const struct matrix_reader *reader)
{
	return reader->diagnostics->len < FAULTS_MOST;
}

void
reader_complain(struct matrix_reader *reader, guint cell, const char *format,
		...)
{
	g_autofree char *says = NULL;
	const struct base_row *row = &reader->row;
	va_list args;
	guint column = row->columns && cell < row->columns->len ?
			       g_array_index(row->columns, guint, cell) :
			       0;

	va_start(args, format);
	says = g_strdup_vprintf(format, args);
	va_end(args);
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_ERROR, reader->name,
			row->line, column, row->source, "%s", says);
}

static const char *
text_at(const struct matrix_reader *reader, guint cell)
{
	return cell < reader->row.cells->len ? reader->row.cells->pdata[cell] :
					       "";
}

static gboolean
is_nothing(const char *text)
{
	return !*text || !strcmp(text, ".") ||
	       !g_ascii_strcasecmp(text, "NA") ||
	       !g_ascii_strcasecmp(text, "N/A") ||
	       !g_ascii_strcasecmp(text, "NaN");
}

/* The text cut to what a sentence can hold.  Caller frees. */
static char *
shown(const char *text)
{
	g_autofree char *safe = base_printable(text, -1);

	return base_cut(safe, 30, "…");
}

static gboolean
is_decimal_comma(const char *text)
{
	return strchr(text, ',') &&
	       strspn(text, "-+0123456789,") == strlen(text);
}

static gboolean
number_parse(const char *text, double *value)
{
	char *end;

	if (strspn(text, "+-.0123456789eE") != strlen(text))
		return FALSE;
	*value = g_ascii_strtod(text, &end);
	return !*end && end > text && isfinite(*value);
}

static void
complain_scale(struct matrix_reader *reader, guint cell, const char *text,
	       double value)
{
	const struct scale *scale = reader->scale;
	double low = scale->points[0], high = scale->points[scale->n - 1];

	if (value < low || value > high)
		reader_complain(reader, cell,
				"%s is not on the scale %g-%g; mend it, or "
				"name the scale that was used with --scale",
				text, low, high);
	else
		reader_complain(reader, cell,
				"%s is no point of the scale %g-%g; name the "
				"step as well, such as --scale %g-%g/0.25",
				text, low, high, low, high);
}

gboolean
reader_number(struct matrix_reader *reader, guint cell, double *value)
{
	const char *text = text_at(reader, cell);
	g_autofree char *cut = NULL;

	*value = NAN;
	if (is_nothing(text))
		return TRUE;
	cut = shown(text);
	if (!number_parse(text, value)) {
		*value = NAN;
		reader_complain(reader, cell,
				is_decimal_comma(text) ?
					"'%s' has a comma; write numbers with "
					"a point, such as 3.5" :
					"'%s' is no number; a rating is a "
					"number, an empty cell is none",
				cut);
		return FALSE;
	}
	if (fabs(*value) > LARGEST) {
		reader_complain(reader, cell,
				"%s is too large for a rating (at most 1e9)",
				cut);
		return FALSE;
	}
	if (reader->scale && scale_find(reader->scale, *value) < 0) {
		complain_scale(reader, cell, cut, *value);
		return FALSE;
	}
	return TRUE;
}

/* Line feeds alone; no mark of byte order.  NULL: no text, and told. */
static char *
text_of(struct matrix_reader *reader, const char *text, gsize len)
{
	const char *wrong = NULL;
	GString *clean;

	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
		text += 3, len -= 3;
	if (!g_utf8_validate_len(text, len, &wrong)) {
		reader->row.line = 1;
		for (const char *at = text; at < wrong; at++)
			reader->row.line += *at == '\n';
		reader_complain(reader, 0,
				*wrong ? "not in UTF-8; save the table as text "
					 "in UTF-8" :
					 "a NUL byte; this is no table as "
					 "text, save it as text in UTF-8");
		return NULL;
	}
	clean = g_string_sized_new(len + 1);
	for (gsize i = 0; i < len; i++)
		if (text[i] != '\r')
			g_string_append_c(clean, text[i]);
		else if (i + 1 == len || text[i + 1] != '\n')
			g_string_append_c(clean, '\n');
	return g_string_free(clean, FALSE);
}

/* Headings in order; those behind the last that is named are left out. */
static gboolean
take_headings(struct matrix_reader *reader)
{
	GPtrArray *cells = reader->row.cells;
	guint numbers = 0;
	double value;

	while (cells->len > 0 && !*(char *)cells->pdata[cells->len - 1])
		g_ptr_array_set_size(cells, (gint)cells->len - 1);
	for (guint i = 0; i < cells->len; i++) {
		g_autofree char *name = shown(cells->pdata[i]);

		numbers += number_parse(cells->pdata[i], &value);
		if (!*name)
			reader_complain(reader, i,
					"column %u has no heading; name it",
					i + 1);
		else if (g_hash_table_contains(reader->seen, cells->pdata[i]))
			reader_complain(reader, i,
					"the heading '%s' stands twice; give "
					"each column a name of its own",
					name);
		g_hash_table_add(reader->seen, g_strdup(cells->pdata[i]));
		g_ptr_array_add(reader->headings, g_strdup(cells->pdata[i]));
	}
	if (numbers == cells->len && numbers > 0)
		reader_complain(reader, 0,
				"the first line holds numbers; it must name "
				"the columns");
	g_hash_table_remove_all(reader->seen);
	return reader->diagnostics->len == 0;
}

gboolean
reader_begin(struct matrix_reader *reader, const char *text, gsize len,
	     const char *name, const struct scale *scale,
	     GPtrArray *diagnostics)
{
	static const char *const any[] = { NULL };

	*reader = (struct matrix_reader){
		.name = name,
		.scale = scale,
		.diagnostics = diagnostics,
		.headings = g_ptr_array_new_with_free_func(g_free),
		.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					      NULL),
	};
	reader->text = text_of(reader, text, len);
	if (!reader->text)
		return FALSE;
	base_rows_init(&reader->rows, reader->text, any);
	if (!reader_next(reader)) {
		reader->row.line = 1;
		reader_complain(reader, 0,
				"the table is empty; its first line names the "
				"columns");
		return FALSE;
	}
	return take_headings(reader);
}

gboolean
reader_next(struct matrix_reader *reader)
{
	base_row_clear(&reader->row);
	if (!reader_has_room(reader) ||
	    !base_rows_next(&reader->rows, &reader->row))
		return FALSE;
	while (reader->headings->len > 0 &&
	       reader->row.cells->len > reader->headings->len) {
		guint last = reader->row.cells->len - 1;

		if (*text_at(reader, last)) {
			reader_complain(reader, last,
					"%u cells where the headings name %u "
					"columns",
					last + 1, reader->headings->len);
			break;
		}
		g_ptr_array_set_size(reader->row.cells, (gint)last);
	}
	return TRUE;
}

void
reader_end(struct matrix_reader *reader)
{
	base_row_clear(&reader->row);
	g_free(reader->text);
	g_ptr_array_unref(reader->headings);
	g_hash_table_unref(reader->seen);
}

gboolean
reader_once(struct matrix_reader *reader, const char *key, const char *what)
{
	guint line = GPOINTER_TO_UINT(g_hash_table_lookup(reader->seen, key));

	if (line > 0) {
		g_autofree char *cut = shown(what);

		reader_complain(reader, 0, "%s stands in line %u already", cut,
				line);
		return FALSE;
	}
	g_hash_table_insert(reader->seen, g_strdup(key),
			    GUINT_TO_POINTER(reader->row.line));
	return TRUE;
}

/* ---- wide --------------------------------------------------------------- */

/* Two raters and how many units were rated so. */
static gboolean
has_counts(const struct matrix_reader *reader)
{
	return reader->headings->len == 3 &&
	       base_code_same(reader->headings->pdata[2], "count");
}

static void
take_count(struct matrix_reader *reader, GArray *counts)
{
	double count;
	const struct scale *scale = reader->scale;

	reader->scale = NULL;
	if (reader_number(reader, 2, &count) &&
	    !(count >= 0 && count == floor(count)))
		reader_complain(reader, 2, "a count is a whole number from 0");
	reader->scale = scale;
	g_array_append_val(counts, count);
}

static void
take_unit(struct matrix_reader *reader, GPtrArray *units)
{
	const char *unit = text_at(reader, 0);
	g_autofree char *what = g_strdup_printf("unit '%s'", unit);

	if (!*unit)
		reader_complain(reader, 0,
				"the first column names the unit, and is "
				"empty here");
	else
		reader_once(reader, unit, what);
	g_ptr_array_add(units, g_strdup(unit));
}

static struct ratings *
wide_build(struct matrix_reader *reader, GPtrArray *units, const GArray *cells,
	   const GArray *counts, guint first)
{
	guint raters = reader->headings->len - 1;
	struct ratings *ratings = ratings_new(units->len, raters);

	for (guint i = 0; i < units->len; i++)
		g_ptr_array_add(ratings->units, g_strdup(units->pdata[i]));
	for (guint i = 0; i < raters; i++)
		g_ptr_array_add(ratings->raters,
				g_strdup(reader->headings->pdata[first + i]));
	if (cells->len > 0)
		memcpy(ratings->cells, cells->data,
		       cells->len * sizeof(double));
	if (counts->len > 0)
		ratings->counts =
			g_memdup2(counts->data, counts->len * sizeof(double));
	return ratings;
}

static gboolean
check_raters(struct matrix_reader *reader)
{
	if (reader->headings->len < 2)
		reader_complain(reader, 0,
				"no rater; the first column is the unit, each "
				"further one a rater");
	else if (reader->headings->len > RATERS_MOST + 1)
		reader_complain(reader, 0,
				"more than %d raters; a row is a unit, a "
				"column a rater",
				RATERS_MOST);
	return reader->diagnostics->len == 0;
}

static void
read_wide(struct matrix_reader *reader, GPtrArray *units, GArray *cells,
	  GArray *counts, guint first)
{
	guint raters = reader->headings->len - 1;

	while (reader_next(reader)) {
		if (first > 0)
			take_unit(reader, units);
		else
			g_ptr_array_add(units,
					g_strdup_printf("%u", units->len + 1));
		for (guint r = 0; r < raters; r++) {
			double value = NAN;

			if (reader_has_room(reader))
				reader_number(reader, first + r, &value);
			g_array_append_val(cells, value);
		}
		if (first == 0)
			take_count(reader, counts);
	}
}

struct ratings *
ratings_from_text(const char *text, gsize len, const char *name,
		  const struct scale *scale, GPtrArray *diagnostics)
{
	g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(double));
	g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(double));
	struct ratings *ratings = NULL;
	struct matrix_reader reader;

	if (reader_begin(&reader, text, len, name, scale, diagnostics) &&
	    check_raters(&reader)) {
		guint first = has_counts(&reader) ? 0 : 1;

		read_wide(&reader, units, cells, counts, first);
		if (diagnostics->len == 0)
			ratings = wide_build(&reader, units, cells, counts,
					     first);
	}
	reader_end(&reader);
	return ratings;
}
