/*
 * The words of a turn that gave a tag, and the stretch they are quoted in.
 *
 * Spans come from the casebook and may have been made for an older text, so
 * none is trusted to lie within the turn or between whole characters.
 */
#include "export/facts.h"

#include <string.h>

/* The nearest start of a character at or before `at`. */
static guint32
character_start(const char *text, guint32 at)
{
	while (at > 0 && ((guchar)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

static int
compare_spans(const void *a, const void *b)
{
	const struct span *left = a, *right = b;

	return (left->start > right->start) - (left->start < right->start);
}

static void
merge_spans(GArray *spans)
{
	guint kept = 0;

	g_array_sort(spans, compare_spans);
	for (guint i = 0; i < spans->len; i++) {
		struct span span = g_array_index(spans, struct span, i);
		struct span *last =
			kept > 0 ?
				&g_array_index(spans, struct span, kept - 1) :
				NULL;

		if (last && span.start <= last->end)
			last->end = MAX(last->end, span.end);
		else
			g_array_index(spans, struct span, kept++) = span;
	}
	g_array_set_size(spans, kept);
}

static const char *
tag_text(const struct session_record *record, const struct effective_tag *tag,
	 gsize *len)
{
	const struct turn *turn =
		record->transcript ?
			transcript_turn(record->transcript, tag->turn) :
			NULL;

	*len = 0;
	return turn ? transcript_turn_text(record->transcript, turn, len) :
		      NULL;
}

GArray *
fact_spans_build(const struct session_record *record,
		 const struct effective_tag *tag)
{
	GArray *spans = g_array_new(FALSE, FALSE, sizeof(struct span));
	const GPtrArray *hits = tag->machine ? tag->machine->hits : NULL;
	gsize len;
	const char *text = tag_text(record, tag, &len);

	if (!text || tag->machine == NULL || tag->machine->turn != tag->turn)
		return spans;
	for (guint i = 0; i < list_len(hits); i++) {
		const struct machine_hit *hit = g_ptr_array_index(hits, i);
		struct span span = hit->span;

		/* A weak sign's words mean little by themselves. */
		if (hit->weak || span.end > len || span.start >= span.end)
			continue;
		span.start = character_start(text, span.start);
		if (span.end < len)
			span.end = character_start(text, span.end);
		if (span.start < span.end)
			g_array_append_val(spans, span);
	}
	merge_spans(spans);
	return spans;
}

char *
fact_words_print(const struct session_record *record,
		 const struct effective_tag *tag)
{
	g_autoptr(GArray) spans = fact_spans_build(record, tag);
	GString *out = g_string_new(NULL);
	gsize len;
	const char *text = tag_text(record, tag, &len);

	for (guint i = 0; i < spans->len; i++) {
		struct span span = g_array_index(spans, struct span, i);

		if (i > 0)
			g_string_append(out, " \xe2\x80\xa6 ");
		g_string_append_len(out, text + span.start,
				    span.end - span.start);
	}
	return g_string_free(out, FALSE);
}

/* So many characters back or forth from `from`, and then to a blank if one
 * is near. */
static guint32
step_characters(const char *text, guint32 len, guint32 from, glong chars)
{
	const char *at = text + from;
	const char *end = text + len;

	for (; chars > 0 && at < end; chars--)
		at = g_utf8_next_char(at);
	for (; chars < 0 && at > text; chars++)
		at = g_utf8_prev_char(at);
	return (guint32)(MIN(at, end) - text);
}

static guint32
to_blank(const char *text, guint32 from, guint32 to)
{
	for (guint32 at = from; at < to && at - from < 24; at++)
		if (text[at] == ' ')
			return at + 1;
	return from;
}

struct span
fact_excerpt_span(const char *text, gsize len, const GArray *spans)
{
	struct span whole = { 0, (guint32)len };
	struct span excerpt = whole;
	guint32 first =
		spans->len > 0 ? g_array_index(spans, struct span, 0).start : 0;

	if (step_characters(text, whole.end, 0, EXCERPT_CHARS) >= whole.end)
		return whole;
	excerpt.start =
		step_characters(text, whole.end, first, -EXCERPT_CHARS / 3);
	if (excerpt.start > 0)
		excerpt.start = to_blank(text, excerpt.start, first);
	excerpt.end =
		step_characters(text, whole.end, excerpt.start, EXCERPT_CHARS);
	for (guint32 i = 0;
	     i < 24 && excerpt.end < whole.end && excerpt.end - i > first;
	     i++) {
		if (text[excerpt.end - i] == ' ') {
			excerpt.end -= i;
			break;
		}
	}
	return excerpt;
}
