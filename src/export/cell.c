/*
 * What may go into a cell, and how it gets there.
 *
 * Text is hostile: it is written as text and never as a formula, whatever it
 * begins with; what XML cannot say is replaced; what a cell cannot hold is
 * cut, and says so.
 */
#include "export/private.h"

#include <math.h>
#include <string.h>

/* Excel reads "_x0041_" in a text as "A".  Its own escape for the first
 * underscore keeps the text as it was. */
static gboolean
is_excel_escape(const char *at)
{
	return at[0] == '_' && at[1] == 'x' && g_ascii_isxdigit(at[2]) &&
	       g_ascii_isxdigit(at[3]) && g_ascii_isxdigit(at[4]) &&
	       g_ascii_isxdigit(at[5]) && at[6] == '_';
}

/* Units of UTF-16 that a character takes. */
static guint
units_of(gunichar c)
{
	return c > 0xFFFF ? 2 : 1;
}

static void
append_character(GString *out, const char *at)
{
	gunichar c = g_utf8_get_char(at);

	/* Valid UTF-8, but not allowed in XML. */
	if (c == 0xFFFE || c == 0xFFFF)
		g_string_append(out, "\xef\xbf\xbd");
	else if (is_excel_escape(at))
		g_string_append(out, "_x005F_");
	else
		g_string_append_len(out, at, g_utf8_next_char(at) - at);
}

/* One cell's worth of printable text; *units counts on over lines. */
static void
append_line(GString *out, const char *line, guint room, guint *units)
{
	for (const char *at = line; *at; at = g_utf8_next_char(at)) {
		guint more =
			is_excel_escape(at) ? 7 : units_of(g_utf8_get_char(at));

		if (*units + more > room) {
			*units = G_MAXUINT / 2; /* nothing fits any more */
			return;
		}
		append_character(out, at);
		*units += more;
	}
}

/* Windows and old Macintosh line ends become plain ones. */
static GString *
plain_line_ends(const char *text, gsize len)
{
	GString *out = g_string_sized_new(len);

	for (gsize i = 0; i < len; i++) {
		if (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n')
			continue;
		g_string_append_c(out, text[i] == '\r' ? '\n' : text[i]);
	}
	return out;
}

char *
cell_text(const char *text, gsize len)
{
	g_autoptr(GString) plain = plain_line_ends(text, len);
	const guint room = CELL_CHARS - 80; /* leaves some for the note */
	GString *out = g_string_new(NULL);
	const char *end = plain->str + plain->len;
	guint units = 0;

	for (const char *at = plain->str; at && units <= room;) {
		const char *stop = memchr(at, '\n', (gsize)(end - at));
		gsize size = (gsize)((stop ? stop : end) - at);
		g_autofree char *line = base_printable(at, (gssize)size);

		append_line(out, line, room, &units);
		if (stop && units++ < room)
			g_string_append_c(out, '\n');
		at = stop ? stop + 1 : NULL;
	}
	if (units > room)
		g_string_append_printf(out,
				       " [cut here: a cell cannot hold "
				       "all %" G_GSIZE_FORMAT " bytes]",
				       len);
	return g_string_free(out, FALSE);
}

/* Characters of the text font to a unit of width, on the safe side. */
#define CHARS_TO_UNIT 1.15

guint
text_lines(const char *text, double width)
{
	double room = MAX(1, width * CHARS_TO_UNIT - 0.5);
	double used = 0, word = 0;
	guint lines = 1;

	for (const char *at = text;; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c && c != ' ' && c != '\n') {
			word += g_unichar_iswide(c) ? 2 : 1;
			continue;
		}
		if (used > 0 && used + word > room) {
			lines++;
			used = 0;
		}
		for (; word > room; word -= room)
			lines++; /* a word longer than the line */
		used += word + 1;
		word = 0;
		if (c == '\n') {
			lines++;
			used = 0;
		}
		if (!c)
			return lines;
	}
}

static void
count_lines(struct at *at, const char *text)
{
	guint lines;

	if (at->col >= at->count)
		return;
	lines = text_lines(text, at->columns[at->col].width);
	at->lines = MAX(at->lines, lines);
}

void
row_end(struct at *at)
{
	const double line = 12.75, most = 409; /* points */

	if (at->lines > 1)
		worksheet_set_row(at->sheet, at->row,
				  MIN(most, line * at->lines + 3), NULL);
	at->row++;
	at->col = 0;
	at->lines = 0;
}

void
cell_blank(struct at *at, enum style style)
{
	worksheet_write_blank(at->sheet, at->row, at->col++,
			      style_of(at, style));
}

void
cell_string(struct at *at, enum style style, const char *text)
{
	g_autofree char *clean = NULL;

	if (!text || !*text) {
		cell_blank(at, style);
		return;
	}
	clean = cell_text(text, strlen(text));
	count_lines(at, clean);
	worksheet_write_string(at->sheet, at->row, at->col++, clean,
			       style_of(at, style));
}

void
cell_wide(struct at *at, enum style style, lxw_col_t last, const char *text)
{
	g_autofree char *clean = cell_text(text, strlen(text));
	lxw_format *format = style_of(at, style);
	lxw_col_t first = at->col;
	double width = 0;

	for (lxw_col_t col = first; col <= last && col < at->count; col++)
		width += at->columns[col].width;
	if (width > 0)
		at->lines = MAX(at->lines, text_lines(clean, width));
	if (first == last)
		worksheet_write_string(at->sheet, at->row, first, clean,
				       format);
	else
		worksheet_merge_range(at->sheet, at->row, first, at->row, last,
				      clean, format);
	at->col = last + 1;
}

void
cell_number(struct at *at, enum style style, double value)
{
	if (isnan(value)) {
		cell_blank(at, style);
		return;
	}
	worksheet_write_number(at->sheet, at->row, at->col++, value,
			       style_of(at, style));
}

void
cell_time(struct at *at, enum style style, gint64 unix_seconds)
{
	const double day = 24 * 60 * 60;
	const double epoch = 25569; /* 1970-01-01 in days of a sheet */

	if (unix_seconds <= 0)
		cell_blank(at, style);
	else
		cell_number(at, style, (double)unix_seconds / day + epoch);
}

void
cell_formula(struct at *at, enum style style, const char *formula,
	     double result)
{
	lxw_format *format = style_of(at, style);

	if (isnan(result))
		worksheet_write_formula_str(at->sheet, at->row, at->col++,
					    formula, format, "");
	else
		worksheet_write_formula_num(at->sheet, at->row, at->col++,
					    formula, format, result);
}

void
cell_link(struct at *at, enum style style, const char *sheet, lxw_row_t row,
	  lxw_col_t col, const char *text)
{
	g_autofree char *clean = cell_text(text, strlen(text));
	g_autofree char *to = NULL;
	char cell[LXW_MAX_CELL_NAME_LENGTH];

	count_lines(at, clean);
	lxw_rowcol_to_cell(cell, row, col);
	to = g_strdup_printf("internal:%s!%s", sheet, cell);
	/* A sheet holds 65,530 links; beyond that the text stays. */
	if (worksheet_write_url_opt(at->sheet, at->row, at->col, to,
				    style_of(at, style), clean,
				    NULL) == LXW_NO_ERROR)
		at->col++;
	else
		cell_string(at, STYLE_TEXT, text);
}

struct pieces {
	GPtrArray *tuples; /* lxw_rich_string_tuple, owned */
	GPtrArray *texts;  /* char * */
};

static void
add_piece(struct pieces *pieces, lxw_format *format, const char *text,
	  gsize len)
{
	lxw_rich_string_tuple *tuple;

	if (len == 0)
		return;
	tuple = g_new0(lxw_rich_string_tuple, 1);
	tuple->format = format;
	tuple->string = cell_text(text, len);
	g_ptr_array_add(pieces->texts, tuple->string);
	g_ptr_array_add(pieces->tuples, tuple);
}

static void
split_at_spans(struct pieces *pieces, gboolean muted, const struct book *book,
	       const char *text, struct span excerpt, const GArray *spans)
{
	lxw_format *plain = book->inside[muted][FALSE];
	lxw_format *bold = book->inside[muted][TRUE];
	guint32 from = excerpt.start;

	for (guint i = 0; i < spans->len; i++) {
		struct span span = g_array_index(spans, struct span, i);

		span.start = MAX(span.start, from);
		span.end = MIN(span.end, excerpt.end);
		if (span.start >= span.end)
			continue;
		add_piece(pieces, plain, text + from, span.start - from);
		add_piece(pieces, bold, text + span.start,
			  span.end - span.start);
		from = span.end;
	}
	add_piece(pieces, plain, text + from, excerpt.end - from);
}

/* A rich string needs two pieces; words that are the whole turn get a blank
 * for company so that they can be bold. */
static void
write_pieces(struct at *at, enum style style, struct pieces *pieces,
	     gboolean spans_whole)
{
	GPtrArray *tuples = pieces->tuples;
	lxw_rich_string_tuple *only =
		tuples->len == 1 ? g_ptr_array_index(tuples, 0) : NULL;

	if (only && spans_whole)
		add_piece(pieces, only->format, " ", 1);
	if (tuples->len >= 2) {
		g_ptr_array_add(tuples, NULL);
		worksheet_write_rich_string(
			at->sheet, at->row, at->col++,
			(lxw_rich_string_tuple **)tuples->pdata,
			style_of(at, style));
	} else if (only) {
		worksheet_write_string(at->sheet, at->row, at->col++,
				       only->string, style_of(at, style));
	} else {
		cell_blank(at, style);
	}
}

void
cell_excerpt(struct at *at, gboolean muted, const char *text, gsize len,
	     const GArray *spans)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	struct span excerpt = fact_excerpt_span(text, len, spans);
	lxw_format *plain = at->book->inside[muted != FALSE][FALSE];
	g_autofree char *quoted =
		g_strndup(text + excerpt.start, excerpt.end - excerpt.start);
	struct pieces pieces = {
		.tuples = g_ptr_array_new_with_free_func(g_free),
		.texts = g_ptr_array_new_with_free_func(g_free),
	};

	count_lines(at, quoted);
	if (excerpt.start > 0)
		add_piece(&pieces, plain, ellipsis, strlen(ellipsis));
	split_at_spans(&pieces, muted, at->book, text, excerpt, spans);
	if (excerpt.end < len)
		add_piece(&pieces, plain, ellipsis, strlen(ellipsis));
	write_pieces(at, muted ? STYLE_MUTED : STYLE_TEXT, &pieces,
		     spans->len > 0);
	g_ptr_array_unref(pieces.tuples);
	g_ptr_array_unref(pieces.texts);
}

void
sheet_print_setup(lxw_worksheet *sheet, gboolean landscape)
{
	const guint8 a4 = 9;

	if (landscape)
		worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, a4);
	worksheet_set_margins(sheet, 0.4, 0.4, 0.7, 0.7);
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_header(sheet, "&L&8iptrate&R&8&A");
	worksheet_set_footer(sheet, "&L&8Clinical material: keep confidential"
				    "&R&8Page &P of &N");
	worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
}

void
heads_write(struct at *at)
{
	for (guint i = 0; i < at->count; i++)
		cell_string(at,
			    at->columns[i].centred ? STYLE_HEAD_CENTRE :
						     STYLE_HEAD,
			    at->columns[i].head);
	row_end(at);
}

void
table_sheet_begin(struct at *at, const struct column *columns, guint count)
{
	at->columns = columns;
	at->count = count;
	for (guint i = 0; i < count; i++)
		worksheet_set_column(at->sheet, (lxw_col_t)i, (lxw_col_t)i,
				     columns[i].width, NULL);
	heads_write(at);
	worksheet_freeze_panes(at->sheet, 1, 0);
	worksheet_repeat_rows(at->sheet, 0, 0);
	sheet_print_setup(at->sheet, TRUE);
}

void
table_sheet_end(const struct at *at)
{
	worksheet_autofilter(at->sheet, 0, 0, MAX(at->row, 2) - 1,
			     (lxw_col_t)(at->count - 1));
}
