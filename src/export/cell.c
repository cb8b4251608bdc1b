/*
 * What may go into a cell, and how it gets there.
 *
 * Text is hostile: it is written as text and never as a formula, whatever it
 * begins with; what XML cannot say is replaced; what a cell cannot hold is
 * cut, and says so.
 */
#include "export/cell.h"
#include "export/sheet.h"

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
append_cell_character(GString *out, const char *at)
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
append_cell_line(GString *out, const char *line, guint room, guint *units)
{
	for (const char *at = line; *at; at = g_utf8_next_char(at)) {
		guint more =
			is_excel_escape(at) ? 7 : units_of(g_utf8_get_char(at));

		if (*units + more > room) {
			*units = G_MAXUINT / 2; /* nothing fits any more */
			return;
		}
		append_cell_character(out, at);
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

		append_cell_line(out, line, room, &units);
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
	cell_count_lines(at, clean);
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

	if (at->unlinked) {
		cell_string(at, STYLE_TEXT, text);
		return;
	}
	cell_count_lines(at, clean);
	lxw_rowcol_to_cell(cell, row, col);
	to = g_strdup_printf("internal:%s!%s", sheet, cell);
	worksheet_write_url_opt(at->sheet, at->row, at->col++, to,
				style_of(at, style), clean, NULL);
}

void
cell_link_number(struct at *at, const char *sheet, lxw_row_t row, lxw_col_t col,
		 guint number)
{
	g_autofree char *text = g_strdup_printf("%u", number);

	if (!at->unlinked) {
		cell_link(at, STYLE_LINK_CENTRE, sheet, row, col, text);
		/* over the text that the link came with; the link stays */
		at->col--;
	}
	cell_number(at, at->unlinked ? STYLE_COUNT : STYLE_LINK_CENTRE, number);
}
