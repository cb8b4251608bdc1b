/*
 * draw_roll: the talk, turn by turn, with its tags beside it.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/panes.h"

static void
draw_tag(struct tui *tui, const struct area *area, guint row, guint index,
	 guint k)
{
	const struct effective_tag *tag = desk_tag_of(tui->desk, index, k);
	gboolean here = index == tui->desk->at && k == tui->desk->tag;
	guint column = area->columns - tui->desk->tag_columns;
	g_autofree char *state = effective_tag_state(tag);
	guint8 ink = tag_ink(tag);

	area_put(area, row, column, here ? INK_BOLD : ink, here ? ">" : " ");
	area_put(area, row, column + 1, ink, tui_glyph(tui, tag));
	if (tag->decision && tag_is_disputed(tui->desk, tag))
		area_put(area, row, column + 3, INK_WARN, "!");
	column = area_put(area, row, column + 4, here ? INK_BOLD : ink,
			  tag->technique);
	area_put(area, row, column + 1, ink, state);
}

static guint
text_column(const struct desk *desk)
{
	return desk->timed ? 16 : 9;
}

static void
draw_number(struct tui *tui, const struct area *area, guint row, guint index)
{
	static const char *const letters[] = { "T", "P", "O", "?" };
	const struct turn *turn = desk_source(tui->desk, index);
	g_autofree char *clock = base_clock_print(turn->start_ms);
	g_autofree char *head =
		tui->desk->timed ? g_strdup_printf("%7s%5u", clock, turn->n) :
				   g_strdup_printf("%5u", turn->n);
	guint8 ink = turn->role == TURN_THERAPIST ? INK_BOLD : INK_DIM;
	gboolean here = index == tui->desk->at;
	guint from = MIN(tui->desk->range - 1, tui->desk->at);
	guint to = MAX(tui->desk->range - 1, tui->desk->at);

	if (tui->desk->range && index >= from && index <= to)
		area_put(area, row, 0, INK_MARK, "|");
	if (here) {
		area_put(area, row, 0, INK_BOLD,
			 tui->options.ascii ? ">" : "▶");
		area_cursor(area, row, 0);
	}
	area_put(area, row, 1, here ? INK_BOLD : INK_PLAIN, head);
	area_put(area, row, text_column(tui->desk) - 2, ink,
		 letters[turn->role]);
}

/* A line of talk with its matched words. */
static void
draw_line(const struct area *area, guint row, guint column,
	  const struct shown_turn *turn, const struct span *span)
{
	guint at = span->start;

	while (at < span->end) {
		guint end = at;

		while (end < span->end && turn->marks[end] == turn->marks[at])
			end++;
		column = area_put_len(area, row, column,
				      turn->marks[at] ? INK_MARK : INK_PLAIN,
				      turn->text + at, end - at);
		at = end;
	}
}

static guint
columns_of(const struct shown_turn *turn, guint from, guint to)
{
	g_autofree char *part = g_strndup(turn->text + from, to - from);

	return base_text_columns(part);
}

/* The words searched for in a line; found goes along with the lines of a
 * turn, so that its text is gone through once. */
static void
ink_found(const struct tui *tui, const struct area *area, guint row,
	  const struct shown_turn *turn, const struct span *line,
	  struct span *found)
{
	while (found->start < line->end) {
		guint from = MAX(found->start, line->start);
		guint to = MIN(found->end, line->end);

		if (from < to)
			area_ink(area, row,
				 text_column(tui->desk) +
					 columns_of(turn, line->start, from),
				 columns_of(turn, from, to), INK_FOUND);
		if (found->end > line->end)
			return;
		if (!words_find(turn->text, turn->marks,
				MAX(found->end, line->start), tui->search,
				found))
			found->start = found->end = G_MAXUINT32;
	}
}

static void
draw_turn(struct tui *tui, const struct area *area, guint index)
{
	const struct desk *desk = tui->desk;
	const struct shown_turn *turn = desk_turn(desk, index);
	/* In the ratings an item was looked for. */
	gboolean found_here = tui->found && tui_view(tui) != &view_rating;
	struct span found = { found_here ? 0 : G_MAXUINT32, 0 };

	for (guint i = 0; i < turn->rows; i++) {
		guint row = turn->row + i - desk->top;

		if (turn->row + i < desk->top)
			continue;
		if (row >= area->rows)
			break;
		if (i == 0 || turn->row + i == desk->top)
			draw_number(tui, area, row, index);
		if (i < turn->lines->len) {
			const struct span *line =
				&g_array_index(turn->lines, struct span, i);

			draw_line(area, row, text_column(desk), turn, line);
			ink_found(tui, area, row, turn, line, &found);
		}
		if (i < turn->n_tags)
			draw_tag(tui, area, row, index, i);
	}
}

guint
desk_first_shown(const struct desk *desk)
{
	guint low = 0, high = desk->turns->len;

	while (low < high) {
		guint middle = (low + high) / 2;
		const struct shown_turn *turn = desk_turn(desk, middle);

		if (turn->row + turn->rows <= desk->top)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
draw_nothing(struct tui *tui, const struct area *area)
{
	g_autofree char *filter = keymap_first(tui->keymap, act_filter);
	g_autofree char *text = g_strdup_printf(
		"No turn passes the filter; %s changes it.", filter);

	area_put(area, 1, 2, INK_PLAIN, text);
}

void
draw_roll(struct tui *tui, const struct area *area)
{
	struct desk *desk = tui->desk;
	guint used = text_column(desk) + 1 + desk->tag_columns;

	desk_layout(desk, MIN(area->columns - used, 100));
	desk->roll_columns = area->columns;
	if (desk->page != area->rows) {
		desk->page = area->rows;
		desk_follow(desk);
	}
	area_cursor(area, 0, 0);
	if (desk->total_rows == 0)
		draw_nothing(tui, area);
	for (guint i = desk_first_shown(desk); i < desk->turns->len; i++) {
		if (desk_turn(desk, i)->row >= desk->top + area->rows)
			break;
		if (desk_turn(desk, i)->rows > 0)
			draw_turn(tui, area, i);
	}
}
