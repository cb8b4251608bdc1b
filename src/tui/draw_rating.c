/*
 * draw_rating: one item with its scales, anchors and evidence; what the
 * whole rating comes to; the items around it as far as there is room.
 */
#include "tui/private.h"
#include "tui/panes.h"
#include "tui/rating.h"

#include <math.h>
#include <string.h>

/* "1 none  2 a trace  [3 some]  ..." */
static void
add_scale(struct tui *tui, GPtrArray *paper, guint width, const char *lead,
	  char *const names[SCALE_POINTS + 1], guint chosen, gboolean next)
{
	g_autoptr(GString) line = g_string_new(NULL);
	const char *blank = tui->options.ascii ? " " : "\u00a0";

	/* A point is not torn from its name, nor a name in two. */
	for (guint p = 1; p <= SCALE_POINTS; p++) {
		g_auto(GStrv) words =
			g_strsplit(names[p] ? names[p] : "", " ", -1);
		g_autofree char *name = g_strjoinv(blank, words);

		g_string_append_printf(line,
				       p == chosen ? "[%u%s%s] " : " %u%s%s  ",
				       p, blank, name);
	}
	paper_add(paper, width, next ? INK_BOLD : INK_PLAIN, lead, line->str);
}

/* Whose wording is shown: the chosen point's, its neighbours' too, all five. */
enum anchors { ANCHORS_ONE, ANCHORS_NEAR, ANCHORS_ALL };

static void
add_anchors(GPtrArray *paper, guint width,
	    char *const anchors[SCALE_POINTS + 1], guint chosen,
	    enum anchors shown)
{
	guint at = chosen ? chosen : 3;
	guint middle = CLAMP(at, 2, SCALE_POINTS - 1);
	gboolean neighbours = shown != ANCHORS_ONE;
	guint from = shown == ANCHORS_ALL ? 1 : middle - 1;
	guint to = shown == ANCHORS_ALL ? SCALE_POINTS : middle + 1;

	for (guint p = from; p <= to; p++) {
		g_autofree char *lead = g_strdup_printf("   %u  ", p);

		if (anchors[p] && (neighbours || p == at))
			paper_add(paper, width,
				  p == chosen ? INK_PLAIN : INK_DIM, lead,
				  anchors[p]);
	}
}

static void
append_turns(GString *line, const GArray *turns)
{
	for (guint i = 0; turns && i < turns->len; i++)
		g_string_append_printf(line, " %u",
				       g_array_index(turns, guint, i));
	if (!turns || turns->len == 0)
		g_string_append(line, " none");
}

static void
add_evidence(GPtrArray *paper, guint width, const struct suggestion *s,
	     const struct item_rating *value, gboolean hidden)
{
	g_autoptr(GString) line = g_string_new(NULL);
	g_autofree char *cut = NULL;

	if (s->extent)
		g_string_append_printf(line, "extent %u", s->extent);
	else
		g_string_append(line, "none");
	g_string_append(line, hidden		 ? ", tags are hidden" :
			      s->turns->len == 0 ? ", no tag speaks for it" :
			      s->extent		 ? " from" :
						   "; tags on");
	if (s->turns->len > 0)
		append_turns(line, s->turns);
	if (s->flag)
		g_string_append(line, "; look here");
	cut = base_cut(line->str, width - 11, "...");
	paper_add(paper, width, INK_PLAIN, " suggested ", cut);
	g_string_assign(line, "");
	append_turns(line, value ? value->turns : NULL);
	if (value && value->comment)
		g_string_append_printf(line, "   comment  %s", value->comment);
	paper_add(paper, width, INK_PLAIN, " evidence ", line->str);
}

/* Rows of the pane below which only what is asked for is shown, and below
 * which its title is cut to a row. */
#define SMALL_ROWS 11
#define TIGHT_ROWS 14

static void
add_title(struct tui *tui, GPtrArray *paper, guint width, guint rows)
{
	const struct suggestion *s = rating_at(tui->desk);
	const struct item *item = s->item;
	const struct item_rating *value = rating_value(tui, item->id);
	g_autofree char *title = g_strdup_printf(
		"%s (%s, %u of %u) %s", item->id,
		item_class_print(item->item_class), tui->desk->item + 1,
		tui->desk->record->suggestions->len, item->text);
	g_autofree char *cut = base_cut(title, width, "...");

	paper_add(paper, width, INK_BOLD, "", rows < TIGHT_ROWS ? cut : title);
	if (value && value->extent == 0)
		paper_add(paper, width, INK_PLAIN, " N/A       ",
			  value->na_reason ? value->na_reason : "");
}

static void
add_scales(struct tui *tui, GPtrArray *paper, guint width, gboolean small)
{
	const struct desk *desk = tui->desk;
	const struct item *item = rating_at(desk)->item;
	const struct item_rating *value = rating_value(tui, item->id);
	gboolean quality = desk->quality_next;

	if (!small || !quality)
		add_scale(tui, paper, width,
			  quality ? " extent   " : " extent  >",
			  desk->rubric->extent_names, value ? value->extent : 0,
			  !quality);
	if (item->item_class != CLASS_PROSCRIBED && (!small || quality))
		add_scale(tui, paper, width,
			  quality ? " quality >" : " quality  ",
			  desk->rubric->quality_names,
			  value ? value->quality : 0, quality);
}

static void
draw_item(struct tui *tui, GPtrArray *paper, guint width, guint rows,
	  enum anchors shown)
{
	const struct desk *desk = tui->desk;
	const struct suggestion *s = rating_at(desk);
	const struct item *item = s->item;
	const struct item_rating *value = rating_value(tui, item->id);
	const struct item_rating *said =
		value ? value : rating_remark(tui, item->id);
	gboolean quality = desk->quality_next, small = rows < SMALL_ROWS;
	gboolean hidden = desk->record->blind & BLIND_TAGS;
	guint extent = value && value->extent ? value->extent : s->extent;

	/* With little room the scale that is not asked for stands back, and the
	 * wording of a point goes before its evidence. */
	add_title(tui, paper, width, rows);
	add_scales(tui, paper, width, small);
	if (!small)
		add_evidence(paper, width, s, said, hidden);
	if (quality)
		add_anchors(paper, width, item->quality,
			    value ? value->quality : 0, shown);
	else
		add_anchors(paper, width, item->extent, extent, shown);
	if (small)
		add_evidence(paper, width, s, said, hidden);
}

/* The item with as much of its wording as there is room for. */
static GPtrArray *
item_paper(struct tui *tui, guint width, guint rows, guint room)
{
	enum anchors shown = rows < SMALL_ROWS ? ANCHORS_ONE : ANCHORS_ALL;
	GPtrArray *paper = paper_new();

	draw_item(tui, paper, width, rows, shown);
	if (shown == ANCHORS_ALL && paper->len > room) {
		g_ptr_array_unref(paper);
		paper = paper_new();
		draw_item(tui, paper, width, rows, ANCHORS_NEAR);
	}
	return paper;
}

/* "C3  4/3  communication" for the items around the one at hand. */
static void
draw_items(struct tui *tui, GPtrArray *paper, guint width, guint rows)
{
	const struct desk *desk = tui->desk;
	const GPtrArray *live = desk->record->suggestions;
	guint from = 0;

	if (rows < 4)
		return;
	paper_add(paper, width, INK_PLAIN, "", "");
	rows--;
	if (live->len > rows && desk->item > rows / 2)
		from = MIN(desk->item - rows / 2, live->len - rows);
	for (guint i = from; i < MIN(live->len, from + rows); i++) {
		const struct suggestion *s = live->pdata[i];
		const struct item_rating *v = rating_value(tui, s->item->id);
		g_autofree char *points =
			!v ? g_strdup("-") :
			!v->extent ?
			     g_strdup("N/A") :
			v->quality ?
			     g_strdup_printf("%u/%u", v->extent, v->quality) :
			     g_strdup_printf("%u", v->extent);
		g_autofree char *line = g_strdup_printf(
			"%-4s %-4s %s", s->item->id, points, s->item->name);
		g_autofree char *cut = base_cut(line, width - 2, "...");

		paper_add(paper, width, i == desk->item ? INK_BOLD : INK_PLAIN,
			  i == desk->item ? "> " : "  ", cut);
	}
}

static void
append_mean(GString *line, const struct tui *tui, const char *name,
	    const struct mean_score *mean, gboolean error)
{
	if (isnan(mean->mean))
		return;
	g_string_append_printf(line, " %s %s %.1f",
			       tui->options.ascii ? "-" : "·", name,
			       mean->mean);
	if (error && !isnan(mean->standard_error))
		g_string_append_printf(line, " %s %.1f",
				       tui->options.ascii ? "+-" : "±",
				       mean->standard_error);
}

/* What is said of a score on one row; the higher, the shorter. */
enum brief {
	BRIEF_NOT,
	BRIEF_NO_LIVE,
	BRIEF_NO_ERRORS,
	BRIEF_NO_NA,
	BRIEF_NO_MEANS,
	BRIEF_STATE,
};

static void
score_line(GString *line, const struct tui *tui,
	   const struct session_score *score, enum brief brief)
{
	gboolean errors = brief < BRIEF_NO_ERRORS;

	if (brief == BRIEF_STATE) {
		g_string_assign(line, pass_state_print(score->state));
		return;
	}
	g_string_printf(line, "rated %u of %u%s", score->rated, score->live,
			brief < BRIEF_NO_LIVE ? " live" : "");
	if (score->not_applicable && brief < BRIEF_NO_NA)
		g_string_append_printf(line, ", %u N/A", score->not_applicable);
	if (brief < BRIEF_NO_MEANS) {
		append_mean(line, tui, "adherence", &score->adherence, errors);
		append_mean(line, tui, "quality", &score->quality, errors);
	}
	g_string_append_printf(line, " %s %s", tui->options.ascii ? "-" : "·",
			       pass_state_print(score->state));
}

/* How it is signed; what is missing. */
static void
standing_line(GString *line, const struct tui *tui,
	      const struct session_score *score)
{
	const struct rating *rating = rating_own(tui);
	g_autofree char *how =
		rating ? signature_how_print(rating->signature) : NULL;

	g_string_truncate(line, 0);
	if (rating && rating->signed_at)
		g_string_printf(line, "signed, %s; ", how ? how : "declared");
	if (score->missing->len > 0)
		g_string_append(line, "missing");
	for (guint i = 0; i < score->missing->len; i++)
		g_string_append_printf(line, " %s",
				       (char *)score->missing->pdata[i]);
	if (score->missing->len == 0)
		g_string_append(line, score->reasons->len ?
					      score->reasons->pdata[0] :
					      "nothing is missing");
}

/* What the rating comes to so far, and what is missing. */
static GPtrArray *
score_build(struct tui *tui, guint width)
{
	const struct session_score *score = rating_score(tui);
	GPtrArray *paper = paper_new();
	g_autoptr(GString) line = g_string_new(NULL);
	g_autofree char *cut = NULL;

	if (!score) {
		paper_add_format(paper, width, INK_BOLD, "",
				 "rated 0 of %u live",
				 tui->desk->record->suggestions->len);
		return paper;
	}
	/* On one row with its outcome, so that the next has room for what is
	 * missing. */
	for (enum brief brief = BRIEF_NOT; brief <= BRIEF_STATE; brief++) {
		score_line(line, tui, score, brief);
		if (base_text_columns(line->str) <= width)
			break;
	}
	cut = base_cut(line->str, width, "...");
	paper_add(paper, width, INK_BOLD, "", cut);
	g_clear_pointer(&cut, g_free);
	standing_line(line, tui, score);
	cut = base_cut(line->str, width, "...");
	paper_add(paper, width, INK_PLAIN, "", cut);
	return paper;
}

void
draw_rating(struct tui *tui, const struct area *area)
{
	g_autoptr(GPtrArray) paper = NULL;
	g_autoptr(GPtrArray) score = score_build(tui, area->columns - 1);
	guint low = MIN(score->len, area->rows < SMALL_ROWS ? 1 : 2);
	struct area top = *area, bottom = *area;

	top.rows = area->rows - low;
	bottom.row += top.rows;
	bottom.rows = low;
	paper = item_paper(tui, area->columns - 1, area->rows, top.rows);
	if (top.rows > paper->len)
		draw_items(tui, paper, area->columns - 1,
			   top.rows - paper->len);
	paper_draw(paper, 0, &top);
	paper_draw(score, 0, &bottom);
}
