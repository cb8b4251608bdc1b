/*
 * Part of a turn in a cell, the matched words in bold.
 */
#include "export/cell.h"
#include "export/facts.h"

#include <string.h>

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
	     gboolean matched)
{
	GPtrArray *tuples = pieces->tuples;
	lxw_rich_string_tuple *only =
		tuples->len == 1 ? g_ptr_array_index(tuples, 0) : NULL;

	if (only && matched)
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
	lxw_format *plain = at->book->inside[muted][FALSE];
	g_autofree char *quoted =
		g_strndup(text + excerpt.start, excerpt.end - excerpt.start);
	struct pieces pieces = {
		.tuples = g_ptr_array_new_with_free_func(g_free),
		.texts = g_ptr_array_new_with_free_func(g_free),
	};

	cell_count_lines(at, quoted);
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
