/*
 * pager: paper to read: help, summary, what a command printed; and searching,
 * which goes alike over turns, sessions and paper.
 */
#include "tui/private.h"

#include <string.h>

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

		most = MAX(most, text_columns(line->text));
	}
	return most;
}

/* Lines that are wider than the page are read piece by piece; what goes on
 * behind the edge says so. */
static void
draw_paper(const struct pager *pager, const struct area *body)
{
	for (guint row = 0;
	     row < body->rows && pager->top + row < pager->paper->len; row++) {
		const struct paper_line *line =
			pager->paper->pdata[pager->top + row];
		const char *text = line->text;
		guint passed = 0;

		while (*text && passed < pager->left) {
			passed += char_columns(g_utf8_get_char(text));
			text = g_utf8_next_char(text);
		}
		area_put(body, row, 0, line->ink, text);
		if (text_columns(text) > body->columns)
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
	draw_paper(pager, &body);
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
pager_holds(struct tui *tui, guint i, const char *folded)
{
	const struct paper_line *line = tui->pager.paper->pdata[i];
	g_autofree char *low = g_utf8_casefold(line->text, -1);

	return strstr(low, folded) != NULL;
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

static void
move_to_line(struct tui *tui, guint i)
{
	const struct view *view = tui_view(tui);

	/* The list goes by session number, the others by line. */
	if (view == &view_list)
		tui->session_at = i;
	else
		view->move(tui, MOVE_TO, i + 1);
}

void
search_next(struct tui *tui, gboolean back)
{
	const struct view *view = tui_view(tui);
	g_autofree char *folded = NULL;
	guint at, n;

	if (!tui->search || !view->holds) {
		g_autofree char *find = keymap_first(tui->keymap, act_find);

		tui_fail(tui, "nothing is searched for; %s begins", find);
		return;
	}
	folded = g_utf8_casefold(tui->search, -1);
	n = view->lines(tui, &at);
	for (guint i = 1; i <= n; i++) {
		guint k = (back ? at + n - i : at + i) % n;

		if (!view->holds(tui, k, folded))
			continue;
		move_to_line(tui, k);
		tui_say(tui, "%s'%s'",
			(back ? k >= at : k <= at) ? "from the other end: " :
						     "found: ",
			tui->search);
		return;
	}
	tui_fail(tui, "'%s' is not found", tui->search);
}

static void
take_search(struct tui *tui, const char *text)
{
	if (*text) {
		g_free(tui->search);
		tui->search = g_strdup(text);
	}
	search_next(tui, FALSE);
}

void
act_find(struct tui *tui, guint count)
{
	(void)count;
	prompt_open(tui, "find: ", "", take_search);
}

void
act_find_next(struct tui *tui, guint count)
{
	(void)count;
	search_next(tui, FALSE);
}

void
act_find_last(struct tui *tui, guint count)
{
	(void)count;
	search_next(tui, TRUE);
}

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
			 "A number before a key says how often, or to which "
			 "turn. %s searches this page, %s closes it. The keys "
			 "can be changed: 'iptrate config' tells where, the "
			 "second column is the name to use.",
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
	if (where & IN_RATING)
		paper_add(paper, width, INK_PLAIN,
			  "1 to 5             points            ",
			  "extent of the item, then its quality");
	if (where & IN_DESK)
		add_legend(paper, width, tui->options.ascii);
	title = g_strdup_printf("keys: %s", tui_view(tui)->name);
	pager_open(tui, title, paper);
}
