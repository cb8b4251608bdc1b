/*
 * show_turn: one turn of talk with its tags beside it.
 *
 * Talk stands on the left, tags on the right, matched words in brackets; a
 * weak sign's words are left unmarked, since they mean little by themselves.
 * What is decided, open or only a hint is told by marks, so that nothing
 * rests on colour.
 */
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/show.h"
#include "cli/tags.h"

#define TAG_COLUMNS 18
#define MOST_TEXT 100

GPtrArray *
record_tags(const struct session_record *record, guint turn)
{
	GPtrArray *tags = g_ptr_array_new();
	const GPtrArray *all = record->effective_tags;
	guint low = 0, high = all->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (((struct effective_tag *)all->pdata[middle])->turn < turn)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < all->len; low++) {
		struct effective_tag *tag = all->pdata[low];

		if (tag->turn != turn)
			break;
		g_ptr_array_add(tags, tag);
	}
	return tags;
}

static void
mark_span(guint8 *marked, gsize len, const struct span *span)
{
	for (gsize i = span->start; i < MIN(span->end, len); i++)
		marked[i] = 1;
}

/* Which bytes of a turn's text were matched by tags that stand. */
static guint8 *
marked_bytes(const GPtrArray *tags, gsize len)
{
	guint8 *marked = g_malloc0(len + 1);

	for (guint i = 0; i < tags->len; i++) {
		const struct effective_tag *tag = tags->pdata[i];

		if (tag->rejected || !tag->machine || !tag->machine->hits)
			continue;
		for (guint k = 0; k < tag->machine->hits->len; k++) {
			const struct machine_hit *hit =
				tag->machine->hits->pdata[k];

			if (!hit->weak)
				mark_span(marked, len, &hit->span);
		}
	}
	return marked;
}

/* The turn's text made printable, with \x02 ... \x03 around matched words. */
static char *
marked_text(const char *text, gsize len, const GPtrArray *tags)
{
	g_autofree guint8 *marked = marked_bytes(tags, len);
	GString *out = g_string_new(NULL);
	gsize start = 0;

	while (start < len) {
		gsize end = start;
		g_autofree char *part = NULL;

		while (end < len && marked[end] == marked[start])
			end++;
		part = base_printable(text + start, (gssize)(end - start));
		if (marked[start])
			g_string_append_printf(out, "\x02%s\x03", part);
		else
			g_string_append(out, part);
		start = end;
	}
	return g_string_free(out, FALSE);
}

static enum ink
ink_of_effective(const struct effective_tag *tag)
{
	if (tag->rejected)
		return INK_DIM;
	if (tag->confirmed)
		return INK_GOOD;
	return tag->machine && tag->machine->strength == STRENGTH_HINT ?
		       INK_DIM :
		       INK_WARN;
}

static void
print_tag(struct cli *cli, const struct effective_tag *tag)
{
	g_autoptr(GString) cell = g_string_new(NULL);
	g_autofree char *state = effective_tag_state(tag);

	text_pad(cell, cli_glyph(cli, glyph_of_tag(tag)), 3);
	text_pad(cell, tag->technique, 6);
	cli_print(cli, "%s%s%s%s", cli_ink(cli, ink_of_effective(tag)),
		  cell->str, state, cli_ink(cli, INK_PLAIN));
}

/* One line of talk, its marks turned into brackets; *inside tells whether a
 * marked stretch is open across lines. */
static void
print_line(struct cli *cli, const char *line, guint width, gboolean *inside)
{
	guint columns = base_text_columns(line);

	if (*inside)
		g_string_append(cli->out, cli_ink(cli, INK_MARK));
	for (; *line; line++) {
		if (*line == '\x02')
			cli_print(cli, "%s[", cli_ink(cli, INK_MARK));
		else if (*line == '\x03')
			cli_print(cli, "]%s", cli_ink(cli, INK_PLAIN));
		else
			g_string_append_c(cli->out, *line);
		if (*line == '\x02' || *line == '\x03')
			*inside = *line == '\x02';
	}
	if (*inside)
		g_string_append(cli->out, cli_ink(cli, INK_PLAIN));
	for (; columns < width; columns++)
		g_string_append_c(cli->out, ' ');
}

static void
print_gutter(struct cli *cli, const struct turn *turn, gboolean timed,
	     gboolean first)
{
	static const char letters[] = "TPO?";
	g_autofree char *clock = base_clock_print(turn->start_ms);

	if (!first) {
		cli_print(cli, "%*s", timed ? 17 : 9, "");
		return;
	}
	if (timed)
		cli_print(cli, "%7s ", clock);
	cli_print(
		cli, "%5u %s%c%s  ", turn->n,
		cli_ink(cli, turn->role == TURN_THERAPIST ? INK_BOLD : INK_DIM),
		letters[turn->role], cli_ink(cli, INK_PLAIN));
}

static void
trim_line(GString *out)
{
	while (out->len > 0 && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
}

void
show_turn(struct cli *cli, const struct session_record *record,
	  const struct turn *turn, gboolean timed)
{
	const struct transcript *t = record->transcript;
	guint gutter = timed ? 17 : 9;
	guint width =
		MIN(MAX(cli->width, 60) - gutter - 1 - TAG_COLUMNS, MOST_TEXT);
	g_autoptr(GPtrArray) tags = record_tags(record, turn->n);
	g_autoptr(GPtrArray) lines = NULL;
	g_autofree char *marked = NULL;
	gboolean inside = FALSE;
	const char *text;
	gsize len;

	text = transcript_turn_text(t, turn, &len);
	marked = marked_text(text, len, tags);
	lines = text_wrap(marked, width);
	for (guint i = 0; i < MAX(lines->len, tags->len); i++) {
		print_gutter(cli, turn, timed, i == 0);
		print_line(cli, i < lines->len ? lines->pdata[i] : "",
			   width + 1, &inside);
		if (i < tags->len)
			print_tag(cli, tags->pdata[i]);
		trim_line(cli->out);
		cli_print(cli, "\n");
	}
}

gboolean
show_has_times(const struct transcript *t)
{
	for (guint i = 0; i < t->turns->len; i++) {
		if (g_array_index(t->turns, struct turn, i).start_ms >= 0)
			return TRUE;
	}
	return FALSE;
}
