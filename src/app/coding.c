/*
 * What one view says of a session, turn by turn and technique by technique.
 */
#include "app/compare.h"

struct coding *
coding_new(guint turns, guint techniques)
{
	struct coding *view = g_new0(struct coding, 1);

	view->turns = turns;
	view->techniques = techniques;
	view->yes = g_malloc0_n(turns + 1, MAX(techniques, 1));
	view->seen = g_malloc0(turns + 1);
	return view;
}

void
coding_free(struct coding *view)
{
	if (!view)
		return;
	g_free(view->yes);
	g_free(view->seen);
	g_free(view);
}

guint8 *
coding_cell(const struct coding *view, guint turn, guint technique)
{
	return &view->yes[(gsize)turn * view->techniques + technique];
}
