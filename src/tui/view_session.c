/*
 * view_session: the session as it is read: roll, timeline, details.
 *
 * On a narrow terminal details and ratings stand below the roll, on a wide
 * one to its right.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/mouse.h"
#include "tui/panes.h"

#define WIDE 120
#define TALK 66	    /* columns of the talk beside ratings */
#define TALK_ROWS 8 /* and its rows above them */
#define RATING_ROWS 12

/* There is more than the pane has room for. */
static void
draw_more(struct tui *tui, const struct area *area)
{
	g_autofree char *key = keymap_first(tui->keymap, act_detail);
	g_autofree char *more = g_strdup_printf(" %s: more ", key);

	area_put_right(area, area->rows - 1, INK_BOLD, more);
}

static void
draw_pane(struct tui *tui, const struct area *area, gboolean rating)
{
	GPtrArray *paper;

	if (rating) {
		draw_rating(tui, area);
		return;
	}
	paper = detail_build(tui, area->columns - 1, FALSE);
	paper_draw(paper, 0, area);
	if (paper->len > area->rows)
		draw_more(tui, area);
	g_ptr_array_unref(paper);
}

/* Roll and pane side by side. */
static void
draw_wide(struct tui *tui, struct grid *grid, gboolean rating)
{
	guint third = MIN(grid->columns / 3, 72);
	/* wording wants room; the talk keeps what it is read in */
	guint side = rating ? CLAMP(grid->columns - TALK, third, 100) : third;
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
		rating ? MIN(MAX(RATING_ROWS, MIN(free_rows - TALK_ROWS, 20)),
			     free_rows - 3) :
			 CLAMP(free_rows / 3, 3, 10);
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
session_holds(struct tui *tui, guint i, const char *words)
{
	const struct shown_turn *turn = desk_turn(tui->desk, i);
	struct span span;

	return turn->rows > 0 &&
	       words_find(turn->text, turn->marks, 0, words, &span);
}

static guint
session_lines(struct tui *tui, guint *at)
{
	*at = tui->desk->at;
	return tui->desk->turns->len;
}

static void
step_turn(struct desk *desk, gboolean down)
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
	return desk_visible(
		desk, MIN(desk_first_shown(&there), desk->turns->len - 1));
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
scroll_page(struct desk *desk, gboolean down)
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
			step_turn(desk, motion == MOVE_DOWN);
		break;
	case MOVE_PAGE_DOWN:
	case MOVE_PAGE_UP:
		scroll_page(desk, motion == MOVE_PAGE_DOWN);
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
