/*
 * draw_head: the first row of a session: what it is, who reads it, and what the
 * filter leaves of it.
 */
#include "tui/private.h"
#include "tui/panes.h"

char *
session_number_print(const struct session_facts *facts)
{
	g_autofree char *number = facts->number ?
					  g_strdup_printf("%u", facts->number) :
					  g_strdup("?");

	return facts->planned ?
		       g_strdup_printf("%s/%u", number, facts->planned) :
		       g_steal_pointer(&number);
}

void
draw_head(struct tui *tui, struct grid *grid)
{
	const struct session_record *record = tui->desk->record;
	struct area area = grid_area(grid, 0, 0, 1, grid->columns);
	const char *dot = tui->options.ascii ? "-" : "·";
	g_autofree char *code = base_printable(record->case_code, -1);
	g_autofree char *focus = g_strdelimit(
		g_strdup(focus_print(record->facts.focus)), "-", ' ');
	g_autofree char *number = session_number_print(&record->facts);
	g_autofree char *left = g_strdup_printf(
		"%s %s session %s %s %s%s %s %s", code, dot, number, dot,
		phase_print(record->facts.phase),
		record->phase_suggested ? " (suggested)" : "", dot, focus);
	g_autofree char *who =
		tui->rater ? base_printable(tui->rater, -1) : NULL;
	g_autofree char *right =
		who ? g_strdup_printf("rater %s (%s%s) ", who,
				      rater_role_print(tui->role),
				      record->blind ? ", blind" : "") :
		      g_strdup("reading only ");
	g_autofree char *filter = NULL, *cut = NULL, *fits = NULL;
	guint used;

	if (tui->desk->filter.written)
		filter = g_strdup_printf(" filter: %s ",
					 tui->desk->filter.written);
	/* With little room the rater stands back: what is not shown matters
	 * more. */
	if (!filter || base_text_columns(left) + base_text_columns(filter) +
				       base_text_columns(right) + 2 <
			       area.columns) {
		area_put_right(&area, 0, INK_PLAIN, right);
		area.columns -= MIN(base_text_columns(right) + 1, area.columns);
	}
	fits = base_cut(left, area.columns - 2, "...");
	used = area_put(&area, 0, 1, INK_BOLD, fits);
	if (filter) {
		guint want = base_text_columns(filter);
		guint from = area.columns - MIN(want, area.columns / 2);

		used = MIN(used + 1, from);
		cut = base_cut(filter, area.columns - used, "...");
		area_put(&area, 0, used, INK_MARK, cut);
	}
}
