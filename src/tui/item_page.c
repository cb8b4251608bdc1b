/*
 * item_page: all there is to an item on a page of its own, for windows that
 * have no room for it beside the talk.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/rating.h"

static void
draw_scale(GPtrArray *paper, guint width, const char *title,
	   char *const names[SCALE_POINTS + 1],
	   char *const anchors[SCALE_POINTS + 1], guint chosen)
{
	paper_add(paper, width, INK_PLAIN, "", "");
	paper_add(paper, width, INK_BOLD, "", title);
	for (guint p = 1; p <= SCALE_POINTS; p++) {
		g_autofree char *lead =
			g_strdup_printf(p == chosen ? " [%u] " : "  %u  ", p);

		paper_add_format(
			paper, width, p == chosen ? INK_BOLD : INK_PLAIN, lead,
			"%s%s%s", names[p] ? names[p] : "",
			anchors[p] ? ": " : "", anchors[p] ? anchors[p] : "");
	}
}

static void
draw_turns(GPtrArray *paper, guint width, const char *lead, const GArray *turns)
{
	g_autoptr(GString) line = g_string_new(NULL);

	for (guint i = 0; turns && i < turns->len; i++)
		g_string_append_printf(line, "%s%u", i ? " " : "",
				       g_array_index(turns, guint, i));
	paper_add(paper, width, INK_PLAIN, lead,
		  line->len > 0 ? line->str : "none");
}

static void
draw_value(GPtrArray *paper, guint width, const struct item_rating *value)
{
	if (!value || item_rating_is_remark(value))
		paper_add(paper, width, INK_PLAIN, "", "Not rated yet.");
	if (!value)
		return;
	if (value->extent == 0 && value->na_reason)
		paper_add(paper, width, INK_PLAIN, "N/A        ",
			  value->na_reason);
	draw_turns(paper, width, "evidence   ", value->turns);
	if (value->comment)
		paper_add(paper, width, INK_PLAIN, "comment    ",
			  value->comment);
}

static void
add_suggestion(GPtrArray *paper, guint width, const struct suggestion *s,
	       const struct lacks *lacks)
{
	g_autofree char *why = lacks_print(lacks);

	if (s->extent)
		paper_add_format(paper, width, INK_PLAIN, "suggested  ",
				 "extent %u%s", s->extent,
				 s->flag ? "; look here" : "");
	else if (*why)
		paper_add_format(paper, width, INK_PLAIN, "suggested  ",
				 "no extent%s: %s",
				 s->flag ? "; look here" : "", why);
	else
		paper_add(paper, width, INK_PLAIN, "suggested  ",
			  s->flag ? "no extent; look here" : "no extent");
	draw_turns(paper, width, "its turns  ", s->turns);
}

static GPtrArray *
item_build(const struct tui *tui, const struct suggestion *s, guint width)
{
	const struct rubric *rubric = tui->desk->rubric;
	const struct item *item = s->item;
	const struct item_rating *value = rating_value(tui, item->id);
	GPtrArray *paper = paper_new();

	paper_add_format(paper, width, INK_BOLD, "", "%s (%s) %s", item->id,
			 item_class_print(item->item_class), item->text);
	paper_add(paper, width, INK_PLAIN, "", "");
	draw_value(paper, width, value ? value : rating_remark(tui, item->id));
	add_suggestion(paper, width, s, tui->desk->record->lacks);
	draw_scale(paper, width, "Extent", rubric->extent_names, item->extent,
		   value ? value->extent : 0);
	if (item->item_class != CLASS_PROSCRIBED)
		draw_scale(paper, width, "Quality", rubric->quality_names,
			   item->quality, value ? value->quality : 0);
	return paper;
}

void
act_anchors(struct tui *tui, guint count)
{
	const struct suggestion *s = rating_at(tui->desk);
	guint width = CLAMP(tui->columns, LEAST_COLUMNS, 100) - 4;
	g_autofree char *title = g_strdup_printf("item %s", s->item->id);

	(void)count;
	pager_open(tui, title, item_build(tui, s, width));
}
