/*
 * shown: the text of a turn as the screen has it: printable, with [ ] around
 * the words that were matched.
 */
#include "tui/private.h"

#include <string.h>

static void
mark_hits(const struct effective_tag *tag, guint8 *marked, gsize len)
{
	if (tag->rejected || !tag->machine)
		return;
	for (guint i = 0; i < tag->machine->hits->len; i++) {
		const struct machine_hit *hit = tag->machine->hits->pdata[i];

		if (hit->weak)
			continue;
		for (gsize k = hit->span.start; k < MIN(hit->span.end, len);
		     k++)
			marked[k] = 1;
	}
}

static void
append_part(GString *text, GByteArray *marks, const char *part, gsize len,
	    guint8 mark)
{
	g_string_append_len(text, part, (gssize)len);
	g_byte_array_set_size(marks, (guint)text->len);
	memset(marks->data + text->len - len, mark, len);
}

/* Most talk is plain letters, which need no making safe. */
static gboolean
is_ascii_text(const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		if (text[i] < ' ' || text[i] > '~')
			return FALSE;
	}
	return TRUE;
}

void
shown_turn_build(const struct desk *desk, guint index)
{
	struct shown_turn *shown = desk_turn(desk, index);
	const struct transcript *t = desk->record->transcript;
	gsize len, start = 0;
	const char *text =
		transcript_turn_text(t, desk_source(desk, index), &len);
	g_autofree guint8 *marked = g_malloc0(len + 1);
	GString *out = g_string_sized_new(len + 8);
	GByteArray *marks = g_byte_array_new();

	for (guint i = 0; i < shown->n_tags; i++)
		mark_hits(desk_tag_of(desk, index, i), marked, len);
	while (start < len) {
		guint8 mark = marked[start];
		const guint8 *other =
			memchr(marked + start, !mark, len - start);
		gsize end = other ? (gsize)(other - marked) : len;
		g_autofree char *safe =
			is_ascii_text(text + start, end - start) ?
				NULL :
				base_printable(text + start,
					       (gssize)(end - start));
		const char *part = safe ? safe : text + start;
		gsize length = safe ? strlen(safe) : end - start;

		if (mark)
			append_part(out, marks, "[", 1, 1);
		append_part(out, marks, part, length, mark);
		if (mark)
			append_part(out, marks, "]", 1, 1);
		start = end;
	}
	g_free(shown->text);
	g_free(shown->marks);
	g_byte_array_append(marks, (const guint8 *)"", 1);
	shown->text = g_string_free(out, FALSE);
	shown->marks = (char *)g_byte_array_free(marks, FALSE);
	if (shown->lines)
		g_array_set_size(shown->lines, 0);
}

guint32
shown_turn_place(const struct desk *desk, guint index, guint32 byte)
{
	const struct shown_turn *shown = desk_turn(desk, index);
	gsize len, place = 0, left;
	const char *text = transcript_turn_text(desk->record->transcript,
						desk_source(desk, index), &len);
	g_autofree char *before = base_printable(text, (gssize)MIN(byte, len));

	/* Brackets are the ends of what is marked, and were not said. */
	for (left = strlen(before); shown->text[place]; place++) {
		const char *mark = shown->marks + place;

		if (*mark && (place == 0 || !mark[-1] || !mark[1]))
			continue;
		if (left-- == 0)
			break;
	}
	return (guint32)place;
}
