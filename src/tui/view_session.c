/*
 * view_session: the session as it is read: roll, timeline, details.
 *
 * On a narrow terminal details and ratings stand below the roll, on a wide
 * one to its right.
 */
#include "tui/private.h"

#include <string.h>

#define WIDE 120

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
	  const struct shown_turn *turn, const struct span *span, guint8 ink)
{
	guint at = span->start;

	while (at < span->end) {
		guint end = at;

		while (end < span->end && turn->marks[end] == turn->marks[at])
			end++;
		column = area_put_len(area, row, column,
				      turn->marks[at] ? INK_MARK : ink,
				      turn->text + at, end - at);
		at = end;
	}
}

static void
draw_turn(struct tui *tui, const struct area *area, guint index)
{
	const struct desk *desk = tui->desk;
	const struct shown_turn *turn = desk_turn(desk, index);
	guint8 ink = INK_PLAIN;

	for (guint i = 0; i < turn->rows; i++) {
		guint row = turn->row + i - desk->top;

		if (turn->row + i < desk->top)
			continue;
		if (row >= area->rows)
			break;
		if (i == 0 || turn->row + i == desk->top)
			draw_number(tui, area, row, index);
		if (i < turn->lines->len)
			draw_line(area, row, text_column(desk), turn,
				  &g_array_index(turn->lines, struct span, i),
				  ink);
		if (i < turn->n_tags)
			draw_tag(tui, area, row, index, i);
	}
}

/* The first turn with a row at or after the top. */
static guint
first_shown(const struct desk *desk)
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
	for (guint i = first_shown(desk); i < desk->turns->len; i++) {
		if (desk_turn(desk, i)->row >= desk->top + area->rows)
			break;
		if (desk_turn(desk, i)->rows > 0)
			draw_turn(tui, area, i);
	}
}

static void
draw_pane(struct tui *tui, const struct area *area, gboolean rating)
{
	GPtrArray *paper;

	if (rating) {
		draw_rating(tui, area);
		return;
	}
	paper = detail_build(tui, area->columns - 1);
	paper_draw(paper, 0, area);
	g_ptr_array_unref(paper);
}

/* Roll and pane side by side. */
static void
draw_wide(struct tui *tui, struct grid *grid, gboolean rating)
{
	guint side = MIN(grid->columns / 3, 72);
	guint rows = grid->rows - 6;
	struct area roll =
		grid_area(grid, 3, 0, rows, grid->columns - side - 2);
	struct area pane = grid_area(grid, 3, grid->columns - side, rows, side);
	struct area edge =
		grid_area(grid, 3, grid->columns - side - 2, rows, 1);

	for (guint i = 0; i < rows; i++)
		area_put(&edge, i, 0, INK_DIM, tui->options.ascii ? "|" : "│");
	draw_pane(tui, &pane, rating);
	draw_roll(tui, &roll);
	if (rating)
		area_cursor(&pane, 0, 0);
}

static void
draw_tall(struct tui *tui, struct grid *grid, gboolean rating)
{
	guint free_rows = grid->rows - 7;
	guint low =
		rating ? MIN(12, free_rows - 3) : CLAMP(free_rows / 3, 3, 10);
	struct area roll =
		grid_area(grid, 3, 0, free_rows - low, grid->columns);
	struct area rule =
		grid_area(grid, 3 + free_rows - low, 0, 1, grid->columns);
	struct area pane =
		grid_area(grid, 4 + free_rows - low, 1, low, grid->columns - 1);

	area_fill(&rule, 0, INK_DIM, tui_line(tui));
	draw_pane(tui, &pane, rating);
	draw_roll(tui, &roll);
	if (rating)
		area_cursor(&pane, 0, 0);
}

void
session_draw(struct tui *tui, struct grid *grid)
{
	struct area head = grid_area(grid, 0, 0, 3, grid->columns);
	struct area line = grid_area(grid, 1, 0, 1, grid->columns);
	gboolean rating = tui->depth > 1 && tui->views[1] == &view_rating;

	for (guint i = 0; i < tui->depth; i++)
		rating |= tui->views[i] == &view_rating;
	draw_head(tui, grid);
	draw_timeline(tui, &line);
	area_fill(&head, 2, INK_DIM, tui_line(tui));
	head = grid_area(grid, grid->rows - 3, 0, 1, grid->columns);
	area_fill(&head, 0, INK_DIM, tui_line(tui));
	if (grid->columns >= WIDE)
		draw_wide(tui, grid, rating);
	else
		draw_tall(tui, grid, rating);
	draw_bottom(tui, grid, rating ? IN_RATING : IN_SESSION);
}

static gboolean
session_holds(struct tui *tui, guint i, const char *folded)
{
	g_autofree char *low = NULL;

	if (desk_turn(tui->desk, i)->rows == 0)
		return FALSE;
	low = g_utf8_casefold(desk_turn(tui->desk, i)->text, -1);
	return strstr(low, folded) != NULL;
}

static guint
session_lines(struct tui *tui, guint *at)
{
	*at = tui->desk->at;
	return tui->desk->turns->len;
}

static void
step(struct desk *desk, gboolean down)
{
	const struct shown_turn *turn = desk_turn(desk, desk->at);
	guint page = MAX(desk->page, 1), to = desk->at;

	/* A turn longer than the screen is read to its end first. */
	if (down && turn->row + turn->rows > desk->top + page) {
		desk->top++;
		return;
	}
	if (!down && turn->row < desk->top) {
		desk->top--;
		return;
	}
	do {
		if (down ? to + 1 >= desk->turns->len : to == 0)
			return;
		to = down ? to + 1 : to - 1;
	} while (desk_turn(desk, to)->rows == 0);
	desk_go(desk, to, 0);
	/* Going up, a long turn is met at its end. */
	turn = desk_turn(desk, to);
	if (!down && turn->rows > page)
		desk->top = turn->row + turn->rows - page;
}

/* The turn that has this row of the roll. */
static guint
turn_at_row(const struct desk *desk, guint row)
{
	struct desk there = *desk;

	there.top = MIN(row, MAX(desk->total_rows, 1) - 1);
	return desk_visible(desk,
			    MIN(first_shown(&there), desk->turns->len - 1));
}

void
session_click(struct desk *desk, guint row, guint column)
{
	const struct shown_turn *turn;
	guint at, tag = 0;

	if (desk->top + row >= desk->total_rows || column >= desk->roll_columns)
		return;
	at = turn_at_row(desk, desk->top + row);
	turn = desk_turn(desk, at);
	if (column + desk->tag_columns >= desk->roll_columns &&
	    desk->top + row - turn->row < turn->n_tags)
		tag = desk->top + row - turn->row;
	desk_go(desk, at, tag);
}

static void
page(struct desk *desk, gboolean down)
{
	guint page_rows = MAX(desk->page, 2) - 1;
	guint last = desk->total_rows > desk->page ?
			     desk->total_rows - desk->page :
			     0;
	guint to;

	if (down && desk->top >= last) {
		desk_go(desk, desk_visible(desk, desk->turns->len - 1), 0);
		return;
	}
	desk->top = down ? MIN(desk->top + page_rows, last) :
			   desk->top - MIN(desk->top, page_rows);
	to = turn_at_row(desk, desk->top);
	if (!down && desk->top == 0)
		to = desk_visible(desk, 0);
	/* A turn begun above stays the one that is read. */
	desk->at = to;
	desk->tag = 0;
}

static void
session_move(struct tui *tui, enum motion motion, guint count)
{
	struct desk *desk = tui->desk;

	if (desk->total_rows == 0)
		return;
	switch (motion) {
	case MOVE_DOWN:
	case MOVE_UP:
		for (guint i = 0; i < MIN(count, 10000); i++)
			step(desk, motion == MOVE_DOWN);
		break;
	case MOVE_PAGE_DOWN:
	case MOVE_PAGE_UP:
		page(desk, motion == MOVE_PAGE_DOWN);
		break;
	case MOVE_FIRST:
		desk_go(desk, desk_visible(desk, 0), 0);
		break;
	case MOVE_LAST:
		desk_go(desk, desk_visible(desk, desk->turns->len - 1), 0);
		break;
	case MOVE_TO:
		desk_go(desk, desk_visible(desk, MAX(count, 1) - 1), 0);
		break;
	}
}

const struct view view_session = {
	.name = "session",
	.where = IN_SESSION,
	.draw = session_draw,
	.move = session_move,
	.holds = session_holds,
	.lines = session_lines,
};
