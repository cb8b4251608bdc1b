/*
 * pager: paper to read: help, summary, what a command printed.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/panes.h"

void
pager_open(struct tui *tui, const char *title, GPtrArray *paper)
{
	struct pager *pager = &tui->pager;

	g_free(pager->title);
	g_clear_pointer(&pager->paper, g_ptr_array_unref);
	pager->title = g_strdup(title);
	pager->paper = paper;
	pager->top = pager->at = pager->left = 0;
	if (tui_view(tui) != &view_pager)
		tui_push(tui, &view_pager);
}

/* Columns of the widest line. */
static guint
paper_columns(const GPtrArray *paper)
{
	guint most = 0;

	for (guint i = 0; i < paper->len; i++) {
		const struct paper_line *line = paper->pdata[i];

		most = MAX(most, base_text_columns(line->text));
	}
	return most;
}

/* Lines that are wider than the page are read piece by piece; what goes on
 * behind the edge says so. */
static void
draw_paper(const struct tui *tui, const struct area *body)
{
	const struct pager *pager = &tui->pager;

	for (guint row = 0;
	     row < body->rows && pager->top + row < pager->paper->len; row++) {
		const struct paper_line *line =
			pager->paper->pdata[pager->top + row];
		const char *text = line->text;
		guint passed = 0;

		while (*text && passed < pager->left) {
			passed += base_char_columns(g_utf8_get_char(text));
			text = g_utf8_next_char(text);
		}
		area_put(body, row, 0, line->ink, text);
		draw_found(tui, body, row, 0, text);
		if (base_text_columns(text) > body->columns)
			area_put(body, row, body->columns - 1, INK_BOLD, ">");
	}
}

static void
pager_draw(struct tui *tui, struct grid *grid)
{
	struct pager *pager = &tui->pager;
	struct area all = grid_area(grid, 0, 0, grid->rows, grid->columns);
	struct area body =
		grid_area(grid, 2, 2, grid->rows - 5, grid->columns - 2);
	guint most = pager->paper->len > body.rows ?
			     pager->paper->len - body.rows :
			     0;
	g_autofree char *title = base_printable(pager->title, -1);

	pager->page = body.rows;
	pager->top = MIN(pager->top, most);
	area_put(&all, 0, 1, INK_BOLD, title);
	area_fill(&all, 1, INK_DIM, tui_line(tui));
	pager->columns = body.columns;
	draw_paper(tui, &body);
	area_fill(&all, grid->rows - 3, INK_DIM, tui_line(tui));
	area_cursor(&body, pager->at - MIN(pager->at, pager->top), 0);
	draw_bottom(tui, grid, IN_PAGER);
}

static void
pager_move(struct tui *tui, enum motion motion, guint count)
{
	struct pager *pager = &tui->pager;
	guint n = MAX(pager->paper->len, 1), page = MAX(pager->page, 1);

	switch (motion) {
	case MOVE_DOWN:
		pager->top += count;
		break;
	case MOVE_UP:
		pager->top -= MIN(pager->top, count);
		break;
	case MOVE_PAGE_DOWN:
		pager->top += page;
		break;
	case MOVE_PAGE_UP:
		pager->top -= MIN(pager->top, page);
		break;
	case MOVE_FIRST:
		pager->top = 0;
		break;
	case MOVE_LAST:
		pager->top = n;
		break;
	case MOVE_TO:
		pager->top = count - 1;
		break;
	}
	pager->top = MIN(pager->top, n > page ? n - page : 0);
	pager->at = motion == MOVE_TO ? MIN(count, n) - 1 : pager->top;
}

void
act_right(struct tui *tui, guint count)
{
	struct pager *pager = &tui->pager;
	guint wide = paper_columns(pager->paper);
	guint most = wide > pager->columns ? wide - pager->columns : 0;

	pager->left = MIN(pager->left + MIN(MAX(count, 1), 1000) * 20, most);
}

void
act_left(struct tui *tui, guint count)
{
	struct pager *pager = &tui->pager;

	pager->left -= MIN(pager->left, MIN(MAX(count, 1), 1000) * 20);
}

static gboolean
pager_holds(struct tui *tui, guint i, const char *words)
{
	const struct paper_line *line = tui->pager.paper->pdata[i];
	struct span span;

	return words_find(line->text, NULL, 0, words, &span);
}

static guint
pager_lines(struct tui *tui, guint *at)
{
	*at = tui->pager.at;
	return tui->pager.paper->len;
}

const struct view view_pager = {
	.name = "pager",
	.where = IN_PAGER,
	.draw = pager_draw,
	.move = pager_move,
	.holds = pager_holds,
	.lines = pager_lines,
};

/* What stands beside the talk. */
static void
add_legend(GPtrArray *paper, guint width, gboolean ascii)
{
	paper_add(paper, width, INK_PLAIN, "", "");
	paper_add(paper, width, INK_PLAIN, "",
		  ascii ? "* accepted  o open  . hint  x rejected  + added by "
			  "hand  > relabelled  [matched words]" :
			  "● accepted  ◐ open  ○ hint  ✕ rejected  ＋ added by "
			  "hand  → relabelled  [matched words]");
	paper_add(paper, width, INK_PLAIN, "!           ",
		  "raters disagree on it; the last word stands");
	paper_add(paper, width, INK_PLAIN, "to, from    ",
		  "which technique a person gave it instead, and which it was "
		  "given for");
	paper_add(paper, width, INK_PLAIN, "below floor ",
		  "people rejected so much of what its rules gave that it is "
		  "a hint, whatever the rules claim");
	paper_add(paper, width, INK_PLAIN, "not counted ",
		  "the turn was corrected and is not the therapist's now");
}

void
act_help(struct tui *tui, guint count)
{
	guint where = tui_view(tui)->where;
	guint width = CLAMP(tui->columns, LEAST_COLUMNS, 100) - 3;
	GPtrArray *paper = paper_new();
	g_autofree char *title = NULL;
	g_autofree char *find = keymap_first(tui->keymap, act_find);
	g_autofree char *back = keymap_first(tui->keymap, act_back);

	(void)count;
	paper_add_format(paper, width, INK_DIM, "",
			 "%s %s searches this page, %s closes it. The keys "
			 "can be changed: 'iptrate config' tells where, the "
			 "second column is the name to use.",
			 where & IN_RATING ?
				 "A digit from 1 to 5 sets the extent of the "
				 "item, then its quality." :
			 where & IN_LIST ?
				 "A number before a key says how often, or to "
				 "which session." :
				 "A number before a key says how often, or to "
				 "which turn or line.",
			 find, back);
	paper_add(paper, width, INK_PLAIN, "", "");
	for (const struct action *a = actions; a->name; a++) {
		const char *keys = keymap_keys(tui->keymap, a);
		g_autofree char *name = action_name(a);
		g_autofree char *lead = g_strdup_printf(
			"%-19s%-18s", *keys ? keys : "(none)", name);

		if (a->where & where)
			paper_add(paper, width, INK_PLAIN, lead, a->help);
	}
	if (where & IN_DESK)
		add_legend(paper, width, tui->options.ascii);
	title = g_strdup_printf("keys: %s", tui_view(tui)->name);
	pager_open(tui, title, paper);
}
