/*
 * paper: a text as lines of at most so many columns, and lines of text as
 * paper: what details, help and the output of commands are written on.
 */
#include "tui/private.h"

#include <string.h>

static void
paper_line_free(void *data)
{
	struct paper_line *line = data;

	g_free(line->text);
	g_free(line);
}

GPtrArray *
paper_new(void)
{
	return g_ptr_array_new_with_free_func(paper_line_free);
}

static void
paper_line(GPtrArray *paper, guint8 ink, char *text)
{
	struct paper_line *line = g_new0(struct paper_line, 1);

	line->ink = ink;
	line->text = text;
	g_ptr_array_add(paper, line);
}

void
paper_add(GPtrArray *paper, guint width, guint8 ink, const char *lead,
	  const char *text)
{
	g_autofree char *safe = base_printable(text, -1);
	g_autoptr(GArray) lines =
		g_array_new(FALSE, FALSE, sizeof(struct span));
	guint indent = base_text_columns(lead);

	if (indent + 10 > width)
		indent = 0;
	base_wrap(safe, width - indent, lines);
	for (guint i = 0; i < lines->len; i++) {
		const struct span *span = &g_array_index(lines, struct span, i);
		int len = (int)(span->end - span->start);

		if (i == 0)
			paper_line(paper, ink,
				   g_strdup_printf("%s%.*s", lead, len,
						   safe + span->start));
		else
			paper_line(paper, ink,
				   g_strdup_printf("%*s%.*s", (int)indent, "",
						   len, safe + span->start));
	}
}

void
paper_add_format(GPtrArray *paper, guint width, guint8 ink, const char *lead,
		 const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	paper_add(paper, width, ink, lead, text);
}

void
paper_draw(const GPtrArray *paper, guint top, const struct area *area)
{
	for (guint row = 0; row < area->rows && top + row < paper->len; row++) {
		const struct paper_line *line = paper->pdata[top + row];

		area_put(area, row, 0, line->ink, line->text);
	}
}
