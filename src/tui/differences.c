/*
 * differences: where raters do not say the same, of tags and of items; and a
 * page of what each gave.
 *
 * Ratings are compared as they were signed, and only as far as who looks may
 * see them.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/panes.h"
#include "tui/rating.h"
#include "tui/walking.h"

#include <string.h>

/* -- tags ------------------------------------------------------------------ */

/* "12 COMM" of tags on which raters differ and that are not settled. */
static GHashTable *
disputed_build(const struct desk *desk)
{
	const GPtrArray *decisions = desk->record->decisions;
	g_autoptr(GPtrArray) raters = decisions_raters(decisions);
	g_autoptr(GPtrArray) views = NULL;
	GHashTable *disputed =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	decisions_pin(decisions);
	views = tag_views_build(decisions, (const char *const *)raters->pdata);
	for (guint i = 0; i < views->len; i++) {
		const struct tag_views *of = views->pdata[i];

		if (of->differ && !of->settled)
			g_hash_table_add(disputed,
					 g_strdup_printf("%u %s", of->turn,
							 of->technique));
	}
	return disputed;
}

gboolean
tag_is_disputed(struct desk *desk, const struct effective_tag *tag)
{
	g_autofree char *key =
		g_strdup_printf("%u %s", tag->turn, tag->technique);

	if (!desk->disputed)
		desk->disputed = disputed_build(desk);
	return g_hash_table_contains(desk->disputed, key);
}

/* -- items ----------------------------------------------------------------- */

/* Ratings on the rubric of the screen as they stand signed; borrowed. */
static GPtrArray *
signed_here(const struct desk *desk)
{
	const GPtrArray *ratings = desk->record->ratings;
	GPtrArray *list = g_ptr_array_new();
	gint64 last = 0;

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (!rating->signed_at || rating->id == last ||
		    rating->role == RATER_CONSENSUS ||
		    g_strcmp0(rating->rubric_sha256, desk->rubric->sha256) != 0)
			continue;
		last = rating->id;
		g_ptr_array_add(list, (gpointer)rating);
	}
	return list;
}

static const struct item_views *
views_at(const GPtrArray *views, const char *item)
{
	for (guint i = 0; i < views->len; i++) {
		const struct item_views *of = views->pdata[i];

		if (!strcmp(of->item->id, item))
			return of;
	}
	return NULL;
}

/* "AK 5/3 (independent), RL 4/3 (independent)" */
static char *
said_print(const struct item_views *views, const GPtrArray *ratings)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];
		g_autofree char *is = item_value_print(views->said->pdata[i]);

		g_string_append_printf(out, "%s%s %s (%s)", i ? ", " : "",
				       rating->rater, is,
				       rater_role_print(rating->role));
	}
	return g_string_free(out, FALSE);
}

static void
walk_items(struct tui *tui, gboolean back)
{
	struct desk *desk = tui->desk;
	const GPtrArray *live = desk->record->suggestions;
	g_autoptr(GPtrArray) ratings = signed_here(desk);
	g_autoptr(GPtrArray) views = item_views_build(desk->rubric, ratings);
	gint64 at = desk->item;

	for (at += back ? -1 : 1; at >= 0 && at < live->len;
	     at += back ? -1 : 1) {
		const struct suggestion *s = live->pdata[at];
		const struct item_views *of = views_at(views, s->item->id);
		g_autofree char *said = NULL;

		if (!of || !item_views_differ(of))
			continue;
		desk->item = (guint)at;
		desk->quality_next = FALSE;
		said = said_print(of, ratings);
		tui_say(tui, "%s: %s", s->item->id, said);
		return;
	}
	if (ratings->len < 2)
		tui_fail(tui, "fewer than two ratings are signed and open to "
			      "you: there is nothing to compare");
	else
		tui_fail(tui, "there is no item on which raters differ %s this",
			 back ? "before" : "after");
}

static void
walk_differences(struct tui *tui, guint count, gboolean back)
{
	guint n = MAX(count, 1);

	if (tui_view(tui)->where != IN_RATING) {
		walk_tags(tui, count, back, tag_is_disputed, "disagreement");
		return;
	}
	while (n-- > 0)
		walk_items(tui, back);
}

void
act_next_disagreement(struct tui *tui, guint count)
{
	walk_differences(tui, count, FALSE);
}

void
act_last_disagreement(struct tui *tui, guint count)
{
	walk_differences(tui, count, TRUE);
}

/* -- the page -------------------------------------------------------------- */

/* The gap of a self-rating to the supervisor's, where both are there. */
static char *
gap_print(const struct item *item, const GPtrArray *ratings,
	  const struct item_views *views)
{
	const struct item_rating *self = NULL, *other = NULL;
	struct item_gap gap = { .item = item };

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->role == RATER_SELF)
			self = views->said->pdata[i];
		else if (rating->role == RATER_SUPERVISOR && !other)
			other = views->said->pdata[i];
	}
	gap.has_extent = self && other && self->extent && other->extent;
	if (!gap.has_extent)
		return g_strdup("");
	gap.extent = (int)self->extent - (int)other->extent;
	gap.has_quality = self->quality && other->quality;
	if (gap.has_quality)
		gap.quality = (int)self->quality - (int)other->quality;
	return item_gap_print(&gap);
}

static void
add_signatures(const GPtrArray *ratings, GPtrArray *paper, guint width)
{
	if (ratings->len > 0)
		paper_add(paper, width, INK_BOLD, "", "Signed ratings");
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];
		g_autofree char *how = rating_signed_print(rating);

		paper_add_format(paper, width, INK_PLAIN, "  ", "%s (%s), %s",
				 rating->rater, rater_role_print(rating->role),
				 how);
	}
	if (ratings->len > 0)
		paper_add(paper, width, INK_PLAIN, "", "");
}

static void
add_items(const struct desk *desk, GPtrArray *paper, guint width)
{
	g_autoptr(GPtrArray) ratings = signed_here(desk);
	g_autoptr(GPtrArray) views = item_views_build(desk->rubric, ratings);

	add_signatures(ratings, paper, width);
	paper_add(paper, width, INK_BOLD, "",
		  "Items: what each gave who signed; * they differ; gap: self "
		  "less supervisor");
	for (guint i = 0; i < views->len; i++) {
		const struct item_views *of = views->pdata[i];
		g_autofree char *said = said_print(of, ratings);
		g_autofree char *gap = gap_print(of->item, ratings, of);
		gboolean differ = item_views_differ(of);
		g_autofree char *lead = g_strdup_printf(
			"%s %-4s ", differ ? "*" : " ", of->item->id);

		paper_add_format(paper, width, differ ? INK_BOLD : INK_PLAIN,
				 lead, "%s%s%s", said, *gap ? "; gap: " : "",
				 gap);
	}
	if (views->len == 0)
		paper_add(paper, width, INK_PLAIN, "  ",
			  "no signed rating is open to you");
	for (guint i = 0; i < desk->record->sealed->len; i++) {
		g_autofree char *says =
			sealed_print(desk->record->sealed->pdata[i]);

		paper_add(paper, width, INK_WARN, "  ", says);
	}
}

static void
add_tags(const struct desk *desk, GPtrArray *paper, guint width)
{
	const GPtrArray *decisions = desk->record->decisions;
	g_autoptr(GPtrArray) raters = decisions_raters(decisions);
	g_autoptr(GPtrArray) views =
		tag_views_build(decisions, (const char *const *)raters->pdata);
	guint n = 0;

	paper_add(paper, width, INK_PLAIN, "", "");
	paper_add(paper, width, INK_BOLD, "", "Tags on which they differ");
	for (guint i = 0; i < views->len; i++) {
		const struct tag_views *of = views->pdata[i];
		g_autoptr(GString) line = g_string_new(NULL);

		if (!of->differ)
			continue;
		for (guint k = 0; k < of->said->len; k++) {
			g_autofree char *is =
				decision_said_print(of->said->pdata[k]);

			if (of->said->pdata[k])
				g_string_append_printf(
					line, "%s%s %s", line->len ? ", " : "",
					(char *)raters->pdata[k], is);
		}
		n++;
		paper_add_format(paper, width, INK_PLAIN, "  ",
				 "turn %u %s: %s%s", of->turn, of->technique,
				 line->str, of->settled ? "; settled" : "");
	}
	if (n == 0)
		paper_add(paper, width, INK_PLAIN, "  ", "none");
}

void
act_differences(struct tui *tui, guint count)
{
	guint width = CLAMP(tui->columns, LEAST_COLUMNS, 110) - 4;
	GPtrArray *paper = paper_new();

	(void)count;
	decisions_pin(tui->desk->record->decisions);
	add_items(tui->desk, paper, width);
	add_tags(tui->desk, paper, width);
	pager_open(tui, "what the raters say", paper);
}
