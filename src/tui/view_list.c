/*
 * view_list: the sessions of the casebook, one a line.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/panes.h"

static const struct session_info *
info_at(const struct tui *tui, guint i)
{
	return tui->sessions->pdata[i];
}

/* A count that is hidden is not known.  Caller frees. */
static char *
count_print(const struct session_info *info, guint count, guint hides)
{
	return info->blind & hides ? g_strdup("-") :
				     g_strdup_printf("%u", count);
}

/* "12  C21      6/16  middle       role dispute  ..." */
static char *
session_line(const struct session_info *info)
{
	g_autofree char *code = base_printable(info->case_code, -1);
	g_autofree char *name = base_printable(info->source_name, -1);
	g_autofree char *number = session_number_print(&info->facts);
	g_autofree char *focus = g_strdelimit(
		g_strdup(focus_print(info->facts.focus)), "-", ' ');

	g_autofree char *open =
		count_print(info, info->undecided, BLIND_TAGS | BLIND_RATINGS);
	g_autofree char *rated =
		count_print(info, info->ratings, BLIND_RATINGS);

	return g_strdup_printf("%5" G_GINT64_FORMAT "  %-7s %6s  %-11s "
			       "%-15s %5u %5s %5s  %s",
			       info->session, code, number,
			       phase_print(info->facts.phase), focus,
			       info->turns, open, rated, name);
}

static void
list_draw(struct tui *tui, struct grid *grid)
{
	struct area all = grid_area(grid, 0, 0, grid->rows, grid->columns);
	struct area body = grid_area(grid, 3, 0, grid->rows - 6, grid->columns);
	guint n = tui->sessions->len;

	tui->session_page = body.rows;
	if (tui->session_at < tui->session_top)
		tui->session_top = tui->session_at;
	if (tui->session_at >= tui->session_top + body.rows)
		tui->session_top = tui->session_at - body.rows + 1;
	area_put(&all, 0, 1, INK_BOLD, "iptrate review");
	area_put(&all, 1, 2, INK_BOLD,
		 "    id  case    number  phase       focus           "
		 "turns  open rated  file");
	area_fill(&all, 2, INK_DIM, tui_line(tui));
	area_fill(&all, grid->rows - 3, INK_DIM, tui_line(tui));
	if (n == 0)
		area_put(&body, 1, 2, INK_PLAIN,
			 "There is no session yet: iptrate import FILE, here "
			 ":import FILE");
	for (guint row = 0; row < body.rows && tui->session_top + row < n;
	     row++) {
		guint i = tui->session_top + row;
		g_autofree char *whole = session_line(info_at(tui, i));
		g_autofree char *line =
			base_cut(whole, grid->columns - 3, "...");
		gboolean here = i == tui->session_at;

		area_put(&body, row, 2, here ? INK_BOLD : INK_PLAIN, line);
		draw_found(tui, &body, row, 2, line);
		if (!here)
			continue;
		area_put(&body, row, 0, INK_BOLD,
			 tui->options.ascii ? ">" : "▶");
		area_cursor(&body, row, 0);
	}
	draw_bottom(tui, grid, IN_LIST);
}

static void
list_move(struct tui *tui, enum motion motion, guint count)
{
	guint n = tui->sessions->len, page = MAX(tui->session_page, 1);
	guint at = tui->session_at;

	if (n == 0)
		return;
	switch (motion) {
	case MOVE_DOWN:
		at += count;
		break;
	case MOVE_UP:
		at -= MIN(at, count);
		break;
	case MOVE_PAGE_DOWN:
		at += page;
		break;
	case MOVE_PAGE_UP:
		at -= MIN(at, page);
		break;
	case MOVE_FIRST:
		at = 0;
		break;
	case MOVE_LAST:
		at = n - 1;
		break;
	case MOVE_TO:
		for (at = 0; at < n && info_at(tui, at)->session < count;)
			at++;
		break;
	}
	tui->session_at = MIN(at, n - 1);
}

static gboolean
list_holds(struct tui *tui, guint i, const char *words)
{
	g_autofree char *line = session_line(info_at(tui, i));
	struct span span;

	return words_find(line, NULL, 0, words, &span);
}

static guint
list_lines(struct tui *tui, guint *at)
{
	*at = tui->session_at;
	return tui->sessions->len;
}

const struct view view_list = {
	.name = "sessions",
	.where = IN_LIST,
	.draw = list_draw,
	.move = list_move,
	.holds = list_holds,
	.lines = list_lines,
};

void
act_open(struct tui *tui, guint count)
{
	(void)count;
	if (tui->session_at < tui->sessions->len)
		tui_open_session(tui, info_at(tui, tui->session_at)->session);
}
