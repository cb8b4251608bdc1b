/*
 * draw_shared: looks that all views share, the bottom lines, and the timeline.
 *
 * Colour never stands alone: every glyph has its code or its word beside it.
 */
#include "tui/private.h"
#include "tui/mouse.h"
#include "tui/panes.h"

#include <string.h>

const char *
tui_line(const struct tui *tui)
{
	return tui->options.ascii ? "-" : "─";
}

const char *
tui_glyph(const struct tui *tui, const struct effective_tag *tag)
{
	gboolean ascii = tui->options.ascii;

	if (tag->rejected)
		return ascii ? "x" : "✕";
	if (tag->decision && tag->decision->verdict == VERDICT_RELABEL)
		return ascii ? ">" : "→";
	if (tag->decision && tag->decision->verdict == VERDICT_ADD)
		return ascii ? "+" : "＋";
	if (tag->confirmed)
		return ascii ? "*" : "●";
	if (tag->machine->strength == STRENGTH_HINT)
		return ascii ? "." : "○";
	return ascii ? "o" : "◐";
}

guint8
tag_ink(const struct effective_tag *tag)
{
	if (tag->rejected)
		return INK_DIM;
	if (tag->confirmed)
		return INK_GOOD;
	return tag_is_undecided(tag) ? INK_WARN : INK_DIM;
}

/* "a accept  x reject ...": as many as fit; help is always there. */
static void
draw_keys(const struct tui *tui, const struct area *area, guint row,
	  guint where)
{
	g_autofree char *help = keymap_first(tui->keymap, act_help);
	guint side = base_text_columns(help) + 8;
	guint column = 1,
	      most = area->columns > side ? area->columns - side : 0;

	for (const struct action *a = actions; a->name; a++) {
		g_autofree char *key = NULL;
		guint width;

		if (!a->bar || !(a->where & where) || a->run == act_help ||
		    !*keymap_keys(tui->keymap, a))
			continue;
		key = keymap_first(tui->keymap, a->run);
		width = base_text_columns(key) + base_text_columns(a->bar) + 3;
		if (column + width > most)
			continue;
		column = area_put(area, row, column, INK_BOLD, key) + 1;
		column = area_put(area, row, column, INK_PLAIN, a->bar) + 2;
	}
	column = area_put(area, row, column, INK_BOLD, help) + 1;
	area_put(area, row, column, INK_PLAIN, "help");
}

/* Where a shell's line may be broken so that it still is one: the last blank
 * before an option, outside quotes, that leaves room for " \\"; 0: nowhere. */
static gsize
break_of(const char *line, guint room)
{
	gsize best = 0;
	gboolean quoted = FALSE;

	/* Behind $' are other quotes, which are not told apart here. */
	for (const char *at = line; *at && !g_str_has_prefix(at, "$'");
	     at = g_utf8_next_char(at)) {
		if (*at == '\'')
			quoted = !quoted;
		else if (*at == '\\' && !quoted && at[1])
			at++;
		if (!quoted && g_str_has_prefix(at, " --")) {
			g_autofree char *head =
				g_strndup(line, (gsize)(at - line));

			if (base_text_columns(head) + 2 > room)
				break;
			best = (gsize)(at - line);
		}
	}
	return best;
}

/* The command behind what was said: on the rest of the row, else broken as a
 * shell takes it, the key bar standing back.  TRUE when it took both rows. */
static gboolean
draw_command(struct tui *tui, const struct area *area, guint column)
{
	g_autofree char *safe = base_printable(tui->command, -1);
	g_autofree char *head = NULL, *tail = NULL;
	guint room = area->columns - 1;
	gsize at;

	if (column + base_text_columns(safe) <= room) {
		area_put(area, 0, column, INK_BOLD, safe);
		return FALSE;
	}
	at = break_of(safe, room - column);
	if (!at) {
		tail = base_cut(safe, room - 1, "...");
		area_put(area, 1, 1, INK_BOLD, tail);
		return TRUE;
	}
	head = g_strdup_printf("%.*s \\", (int)at, safe);
	tail = base_cut(safe + at + 1, room - 3, "...");
	area_put(area, 0, column, INK_BOLD, head);
	area_put(area, 1, 3, INK_BOLD, tail);
	return TRUE;
}

/* What was said and has no command behind it: on two rows when it is long,
 * the key bar standing back.  TRUE when it took both. */
static gboolean
draw_said(const struct area *area, const char *said, guint8 ink)
{
	g_autoptr(GArray) lines =
		g_array_new(FALSE, FALSE, sizeof(struct span));
	g_autofree char *tail = NULL;
	const struct span *line;

	base_wrap(said, area->columns - 2, lines);
	line = &g_array_index(lines, struct span, 0);
	area_put_len(area, 0, 1, ink, said, line->end);
	if (lines->len == 1)
		return FALSE;
	tail = base_cut(said + line[1].start, area->columns - 2, "...");
	area_put(area, 1, 1, ink, tail);
	return TRUE;
}

void
draw_bottom(struct tui *tui, struct grid *grid, guint where)
{
	struct area area = grid_area(grid, grid->rows - 2, 0, 2, grid->columns);
	g_autofree char *said =
		tui->said ? base_printable(tui->said, -1) : NULL;
	guint8 ink = tui->said_bad ? INK_BAD : INK_PLAIN;
	guint column = 1;
	gboolean full = FALSE;

	if (said && !tui->command)
		full = draw_said(&area, said, ink);
	if (said && tui->command) {
		g_autofree char *cut = base_cut(said, area.columns - 2, "...");

		column = area_put(&area, 0, column, ink, cut);
		column = area_put(&area, 0, column, INK_DIM,
				  tui->options.ascii ? " - " : " · ");
	}
	if (tui->command)
		full = draw_command(tui, &area, column);
	if (!full)
		draw_keys(tui, &area, 1, where);
}

/* The most telling tag of a stretch of turns: what stands before hints. */
static char
letter_of(const struct desk *desk, guint from, guint to)
{
	char letter = ' ';

	for (guint i = from; i < to; i++) {
		for (guint k = 0; k < desk_turn(desk, i)->n_tags; k++) {
			const struct effective_tag *tag =
				desk_tag_of(desk, i, k);

			if (tag->rejected)
				continue;
			if (tag->confirmed || tag_is_undecided(tag))
				return tag->technique[0];
			if (letter == ' ')
				letter = (char)g_ascii_tolower(
					tag->technique[0]);
		}
	}
	return letter;
}

/* "52:10  41%" */
static char *
print_read(const struct desk *desk)
{
	guint n = desk->turns->len;
	const struct turn *last = desk_source(desk, n - 1);
	g_autofree char *end =
		base_clock_print(MAX(last->start_ms, last->end_ms));

	return g_strdup_printf("%s %3u%%", end, (desk->at + 1) * 100 / n);
}

gboolean
timeline_span(const struct desk *desk, guint columns, guint *begin,
	      guint *width)
{
	g_autofree char *read = print_read(desk);
	guint side = base_text_columns(read) + 2;

	*begin = 2;
	*width = columns > *begin + side ? columns - *begin - side : 0;
	return *width >= 10;
}

void
draw_timeline(struct tui *tui, const struct area *area)
{
	const struct desk *desk = tui->desk;
	guint n = desk->turns->len;
	g_autofree char *read = print_read(desk);
	guint begin, width, here;

	if (!timeline_span(desk, area->columns, &begin, &width))
		return;
	here = (guint)((guint64)desk->at * width / n);
	area_put(area, 0, begin - 1, INK_DIM, tui->options.ascii ? "|" : "▏");
	for (guint c = 0; c < width; c++) {
		guint from = (guint)((guint64)c * n / width);
		guint to = MAX((guint)((guint64)(c + 1) * n / width), from + 1);
		char one[2] = { letter_of(desk, from, MIN(to, n)), '\0' };

		/* With few turns a letter stands once. */
		if (c > 0 && (guint)((guint64)(c - 1) * n / width) == from &&
		    to == from + 1)
			one[0] = ' ';
		area_put(area, 0, begin + c, INK_PLAIN, one);
	}
	area_put(area, 0, begin + here, INK_BAR,
		 tui->options.ascii ? "^" : "▲");
	area_put(area, 0, begin + width, INK_DIM,
		 tui->options.ascii ? "|" : "▕");
	area_put_right(area, 0, INK_PLAIN, read);
}
