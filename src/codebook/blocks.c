/*
 * codebook/blocks.c: points of words behind a table of weights.
 *
 * There are very many rows, so they are kept out of the YAML and read when
 * something is tagged.  A block begins with a row that has no tab, as a row of
 * points must have one:
 *
 *	points of risk-voiced
 *	=start	-45
 *	bridg	12
 */
#include "codebook/parts.h"
#include "codebook/section.h"
#include "codebook/weights_rows.h"

#include <string.h>

#define HEADING "points of "

static gboolean
is_heading(const struct row *row)
{
	gsize len = strlen(HEADING);

	return (gsize)(row->end - row->at) > len &&
	       memcmp(row->at, HEADING, len) == 0 &&
	       !memchr(row->at, '\t', row->end - row->at);
}

/* Its id, when that is one of these. */
static gboolean
is_heading_of(const struct row *row, const char *id)
{
	struct row named = { row->at + strlen(HEADING), row->end };

	return row_is(&named, id);
}

/* The next heading without the blanks around it; FALSE when there is none.
 * *line: the beginning of its line. */
static gboolean
find_heading(const char *at, const char *end, struct row *heading,
	     const char **line)
{
	while (at < end) {
		const char *next = table_line_end(at, end);

		*line = heading->at = at;
		heading->end = next;
		while (heading->at < heading->end && *heading->at == ' ')
			heading->at++;
		while (heading->end > heading->at &&
		       strchr(" \r", heading->end[-1]))
			heading->end--;
		if (is_heading(heading))
			return TRUE;
		at = MIN(next + 1, end);
	}
	return FALSE;
}

/* Where the rows at `at` end: at the next heading. */
static const char *
find_end(const char *at, const char *end)
{
	struct row heading;
	const char *line;

	return find_heading(at, end, &heading, &line) ? line : end;
}

gsize
points_begin(const struct weights_section *section)
{
	const char *end = section->text + section->len;

	return (gsize)(find_end(section->text + section->rows, end) -
		       section->text);
}

gboolean
points_lead(const struct weights_section *section, gsize head)
{
	struct row heading;
	const char *line;

	return find_heading(section->text + section->rows, section->text + head,
			    &heading, &line);
}

/* -- reading --------------------------------------------------------------- */

/* The points of a heading; NULL after a complaint. */
static struct word_points *
find_points(struct row_reader *table, const struct row *heading)
{
	struct row named = { heading->at + strlen(HEADING), heading->end };
	g_autofree char *id = row_shown(&named);
	struct place place = table_place(table, named.at);
	struct word_points *points = NULL;
	GPtrArray *all = table->codebook->word_points;

	for (guint i = 0; !points && i < all->len; i++) {
		if (is_heading_of(heading,
				  ((struct word_points *)all->pdata[i])->id))
			points = all->pdata[i];
	}
	if (points && !points->keys)
		return points;
	reader_error(table->reader, place,
		     !points ? "the codebook names no points of words '%s' "
			       "below 'word-points'" :
		     points->inside ?
			       "the rows of '%s' stand in the codebook, too "
			       "('points:' below 'word-points'): keep one of "
			       "the two" :
			       "the points of '%s' are given twice",
		     id);
	return NULL;
}

static void
read_block(struct row_reader *table, const struct row *heading)
{
	struct word_points *points = find_points(table, heading);
	const char *end = table->end;
	struct row row;

	if (!points)
		return;
	table->end = find_end(table->at, end);
	word_points_room(points, table->at, (gsize)(table->end - table->at));
	while (!table->reader->errors && table_next_row(table, &row)) {
		if (!word_points_take(points, row.at, row.end))
			word_points_complain(table->reader,
					     table_place(table, row.at), row.at,
					     row.end);
	}
	table->end = end;
}

gboolean
points_read(const struct weights_section *section, struct codebook *codebook,
	    GPtrArray *diagnostics)
{
	struct yaml_reader reader;
	struct row_reader table = {
		.reader = &reader,
		.codebook = codebook,
		.at = section->text + points_begin(section),
		.end = section->text + section->len,
		.indented = section->indented,
		.of_words = TRUE,
	};
	struct row row;

	if (table.at == table.end)
		return TRUE;
	reader_init(&reader, section->text, section->len, section->file,
		    diagnostics);
	reader.joined = section->joined;
	if (reader_check_bytes(&reader, section->key, WEIGHTS_MIB)) {
		while (!reader.errors && table_next_row(&table, &row))
			read_block(&table, &row);
	}
	reader_finish(&reader);
	return reader.errors == 0;
}

/* -- as text --------------------------------------------------------------- */

char *
codebook_point_blocks(const struct codebook *codebook)
{
	GString *out = g_string_new(NULL);
	struct weights_section section;
	const char *at, *end;

	if (!weights_find(codebook->joined, &section))
		return g_string_free(out, FALSE);
	end = section.text + section.len;
	for (at = section.text + points_begin(&section); at < end;) {
		const char *next = MIN(table_line_end(at, end) + 1, end);

		while (section.indented && at < next && *at == ' ')
			at++;
		g_string_append_len(out, at, next - at);
		at = next;
	}
	return g_string_free(out, FALSE);
}

char *
codebook_unweighed(const struct codebook *codebook)
{
	const struct joined *joined = codebook->joined;
	g_autofree char *blocks = codebook_point_blocks(codebook);
	g_autofree char *rules = g_strndup(joined->text, joined->rules);

	return *blocks ? g_strconcat(rules, WEIGHTS_BELOW "\n", blocks, NULL) :
			 g_steal_pointer(&rules);
}

/* Does it begin as a table does? */
static gboolean
is_table(const char *table, gsize len)
{
	struct row_reader reader = {
		.at = table + text_bom(table, len),
		.end = table + len,
	};
	struct row row, field;

	return !table_next_row(&reader, &row) || is_heading(&row) ||
	       (row_next_field(&row, &field) && row_is(&field, "technique"));
}

/* The block of an id, heading and all; empty, at the end, when there is
 * none. */
static void
find_block(const char *at, const char *end, const char *id, const char **from,
	   const char **to)
{
	struct row heading;

	while (find_heading(at, end, &heading, from)) {
		at = MIN(table_line_end(heading.end, end) + 1, end);
		if (is_heading_of(&heading, id)) {
			*to = find_end(at, end);
			return;
		}
	}
	*from = *to = end;
}

char *
word_points_put(const char *table, gsize len, const char *id, const char *rows)
{
	const char *end = table + len, *from, *to;
	GString *out;

	if (!is_table(table, len))
		return NULL;
	find_block(table, end, id, &from, &to);
	while (from > table && strchr("\r\n", from[-1]))
		from--;
	out = g_string_new_len(table, from - table);
	g_string_append_printf(out, "%s" HEADING "%s\n%s",
			       from > table ? "\n\n" : "", id, rows);
	if (to < end) {
		g_string_append_c(out, '\n');
		g_string_append_len(out, to, end - to);
	}
	return g_string_free(out, FALSE);
}
