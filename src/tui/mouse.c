/*
 * mouse: a click goes there, the wheel moves.  Only when a person has set
 * it, because it takes the terminal's own way of marking text.
 */
#include "tui/private.h"
#include "tui/mouse.h"

/* Rows of the screen above the roll and the list. */
#define HEAD_ROWS 3
#define LIST_STEP 3

static void
click_timeline(struct tui *tui, guint column)
{
	struct desk *desk = tui->desk;
	guint begin, width;

	if (!timeline_span(desk, tui->columns, &begin, &width) ||
	    column < begin || column >= begin + width)
		return;
	desk_go(desk,
		desk_visible(desk, (guint)((guint64)(column - begin) *
					   desk->turns->len / width)),
		0);
}

static void
click_session(struct tui *tui, guint row, guint column)
{
	if (row == 1)
		click_timeline(tui, column);
	else if (row >= HEAD_ROWS && row - HEAD_ROWS < tui->desk->page)
		session_click(tui->desk, row - HEAD_ROWS, column);
}

static void
click_list(struct tui *tui, guint row)
{
	guint i = tui->session_top + row - HEAD_ROWS;

	if (row >= HEAD_ROWS && row - HEAD_ROWS < tui->session_page &&
	    i < tui->sessions->len)
		tui->session_at = i;
}

static void
turn_wheel(struct tui *tui, enum motion motion)
{
	const struct view *view = tui_view(tui);

	if (view == &view_session || view == &view_rating)
		view_session.move(tui, motion, 1);
	else
		view->move(tui, motion, LIST_STEP);
}

void
tui_mouse(struct tui *tui, const struct mouse *mouse)
{
	const struct view *view = tui_view(tui);

	if (tui->small)
		return;
	if (tui->blank) {
		tui_wake(tui);
		return;
	}
	if (view->over)
		return;
	g_string_truncate(tui->typed, 0);
	tui->letter = NULL;
	tui->count = 0;
	if (mouse->kind == MOUSE_WHEEL_UP)
		turn_wheel(tui, MOVE_UP);
	else if (mouse->kind == MOUSE_WHEEL_DOWN)
		turn_wheel(tui, MOVE_DOWN);
	else if (view == &view_list)
		click_list(tui, mouse->row);
	else if (view == &view_session || view == &view_rating)
		click_session(tui, mouse->row, mouse->column);
}
