/*
 * On what raters part, item by item, worst first; see panel_agreement.h.
 */
#include "app/agreeing.h"
#include "app/cited.h"

#include <string.h>

/* The ratings of a session, as rating_views take them. */
static GPtrArray *
ratings_of(const struct panel *panel, const struct panel_session *session)
{
	GPtrArray *ratings = g_ptr_array_new();

	for (guint i = 0; i < session->ratings->len; i++) {
		guint at = g_array_index(session->ratings, guint, i);

		g_ptr_array_add(
			ratings,
			((struct panel_rating *)panel->ratings->pdata[at])
				->rating);
	}
	return ratings;
}

static gboolean
parts_on_pass(const struct panel *panel, const struct panel_session *session)
{
	gboolean pass = FALSE, not_yet = FALSE;

	for (guint i = 0; i < session->ratings->len; i++) {
		guint at = g_array_index(session->ratings, guint, i);
		const struct panel_rating *rating = panel->ratings->pdata[at];

		pass |= rating->score->state == PASS_YES;
		not_yet |= rating->score->state == PASS_NOT_YET ||
			   rating->score->state == PASS_BORDERLINE;
	}
	return pass && not_yet;
}

struct span_of {
	guint low, high;
};

static void
widen(struct span_of *span, guint point)
{
	if (point == 0)
		return;
	span->low = span->low ? MIN(span->low, point) : point;
	span->high = MAX(span->high, point);
}

static struct disputed_item *
dispute_build(const struct panel *panel, const struct panel_session *session,
	      const GPtrArray *ratings, const struct item_views *views)
{
	struct disputed_item *disputed = g_new0(struct disputed_item, 1);
	struct span_of extent = { 0 }, quality = { 0 };
	gboolean value = FALSE, na = FALSE;

	disputed->session = session->session;
	disputed->name = session->name;
	disputed->item = views->item;
	disputed->critical = item_is_critical(panel->rubric, views->item);
	disputed->pass = parts_on_pass(panel, session);
	disputed->said = g_ptr_array_new_with_free_func(said_item_free);
	for (guint i = 0; i < views->said->len; i++) {
		const struct item_rating *said = views->said->pdata[i];
		const struct rating *of = ratings->pdata[i];
		struct said_item *one = g_new0(struct said_item, 1);

		one->said = said;
		one->rater = of->rater;
		one->role = of->role;
		one->cited = g_ptr_array_new();
		g_ptr_array_add(disputed->said, one);
		if (!said)
			continue;
		widen(&extent, said->extent);
		widen(&quality, said->quality);
		value |= said->extent > 0;
		na |= said->extent == 0 && said->na_reason;
	}
	disputed->extent = extent.high - extent.low;
	disputed->quality = quality.high - quality.low;
	disputed->na = value && na;
	return disputed;
}

/* The farthest apart first; of those, what the pass rests on. */
static gint
by_weight(gconstpointer a, gconstpointer b)
{
	const struct disputed_item *x = *(gconstpointer const *)a;
	const struct disputed_item *y = *(gconstpointer const *)b;
	const gint order[] = {
		(gint)MAX(y->extent, y->quality) -
			(gint)MAX(x->extent, x->quality),
		y->critical - x->critical,
		y->pass - x->pass,
		(gint)(y->extent + y->quality) - (gint)(x->extent + x->quality),
		y->na - x->na,
	};

	for (guint i = 0; i < G_N_ELEMENTS(order); i++)
		if (order[i])
			return order[i];
	if (x->session != y->session)
		return x->session < y->session ? -1 : 1;
	return strcmp(x->item->id, y->item->id);
}

static void
session_disputes(const struct panel *panel, const struct panel_session *session,
		 GPtrArray *disputes)
{
	g_autoptr(GPtrArray) ratings = ratings_of(panel, session);
	g_autoptr(GPtrArray) views = item_views_build(panel->rubric, ratings);

	for (guint i = 0; i < views->len; i++) {
		const struct item_views *one = views->pdata[i];

		if (item_views_differ(one) &&
		    item_is_live(one->item, &session->facts))
			g_ptr_array_add(disputes, dispute_build(panel, session,
								ratings, one));
	}
}

/* What each of them cites, the words with it. */
static void
cite(struct disputed_item *disputed, const struct transcript *transcript)
{
	for (guint i = 0; i < disputed->said->len; i++) {
		struct said_item *said = disputed->said->pdata[i];

		g_ptr_array_unref(said->cited);
		said->cited = cited_turns_build(said->said, transcript);
	}
}

static gint
by_session(gconstpointer a, gconstpointer b)
{
	const struct disputed_item *x = *(gconstpointer const *)a;
	const struct disputed_item *y = *(gconstpointer const *)b;

	return (x->session > y->session) - (x->session < y->session);
}

/* Does somebody cite a turn? */
static gboolean
is_cited(const struct disputed_item *disputed)
{
	for (guint i = 0; i < disputed->said->len; i++) {
		const struct said_item *said = disputed->said->pdata[i];

		if (said->said && said->said->turns &&
		    said->said->turns->len > 0)
			return TRUE;
	}
	return FALSE;
}

/* Those of the first `most` (0: all) that cite something, session by session:
 * its text is read once. */
static gboolean
cite_first(struct app *app, const GPtrArray *disputes, guint most,
	   GError **error)
{
	g_autoptr(GPtrArray) cited = g_ptr_array_new();
	struct transcript *transcript = NULL;
	gint64 session = 0;
	gboolean ok = TRUE;

	for (guint i = 0; i < disputes->len && (!most || i < most); i++)
		if (is_cited(disputes->pdata[i]))
			g_ptr_array_add(cited, disputes->pdata[i]);
	g_ptr_array_sort(cited, by_session);
	for (guint i = 0; i < cited->len && ok; i++) {
		struct disputed_item *disputed = cited->pdata[i];

		if (disputed->session != session) {
			transcript_free(transcript);
			session = disputed->session;
			transcript = app_transcript(app, session, error);
			ok = transcript != NULL;
		}
		if (ok)
			cite(disputed, transcript);
	}
	transcript_free(transcript);
	return ok;
}

gboolean
disputes_fill(struct app *app, guint most, struct panel_agreement *agreement,
	      GError **error)
{
	const struct panel *panel = agreement->panel;
	GPtrArray *disputes = agreement->disputed_items;

	for (guint i = 0; i < panel->sessions->len; i++) {
		const struct panel_session *session = panel->sessions->pdata[i];

		if (session->ratings->len > 1)
			session_disputes(panel, session, disputes);
	}
	g_ptr_array_sort(disputes, by_weight);
	return cite_first(app, disputes, most, error);
}

guint
disputed_turn(const struct disputed_item *disputed)
{
	guint first = 0;

	for (guint i = 0; i < disputed->said->len; i++) {
		const struct said_item *said = disputed->said->pdata[i];
		const GArray *turns = said->said ? said->said->turns : NULL;

		if (turns && turns->len > 0 &&
		    (!first || g_array_index(turns, guint, 0) < first))
			first = g_array_index(turns, guint, 0);
	}
	return first;
}
