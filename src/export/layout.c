/*
 * How a sheet is laid out: heights and print set-up.
 *
 * Not every program makes a row as high as its wrapped text, so we count the
 * lines ourselves.
 */
#include "export/sheet.h"

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

void
cell_count_lines(struct at *at, const char *text)
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
