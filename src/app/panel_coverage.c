/*
 * Who rated what in a panel, and how the sessions that were rated twice came
 * to be; see panel_agreement.h.
 */
#include "app/agreeing.h"
#include "app/blind.h"
#include "app/qualify.h"

#include <string.h>

const char *
chosen_how_print(enum chosen_how how)
{
	static const char *const names[] = {
		[CHOSEN_HIDDEN] = "not told",
		[CHOSEN_FREELY] = "not assigned",
		[CHOSEN_BY_HAND] = "assigned by hand",
		[CHOSEN_BY_LOT] = "drawn by lot",
	};

	g_assert((guint)how < G_N_ELEMENTS(names));
	return names[how];
}

static void
covered_session_free(gpointer data)
{
	struct covered_session *session = data;

	g_ptr_array_unref(session->raters);
	g_free(session);
}

static void
covered_draw_free(gpointer data)
{
	struct covered_draw *draw = data;

	g_free(draw->seed);
	g_free(draw->share);
	g_free(draw->strata);
	g_free(draw);
}

static void
covered_rater_free(gpointer data)
{
	struct covered_rater *rater = data;

	g_free(rater->qualified);
	g_free(rater);
}

void
coverage_init(struct coverage *coverage)
{
	coverage->rated_sessions =
		g_ptr_array_new_with_free_func(covered_session_free);
	coverage->raters = g_ptr_array_new_with_free_func(covered_rater_free);
	coverage->draws = g_ptr_array_new_with_free_func(covered_draw_free);
}

void
coverage_clear(struct coverage *coverage)
{
	g_ptr_array_unref(coverage->rated_sessions);
	g_ptr_array_unref(coverage->raters);
	g_ptr_array_unref(coverage->draws);
}

/* ---- how they were chosen ------------------------------------------------ */

/* The assignment that a rating answers, or NULL. */
static const struct assignment *
assignment_of(const GPtrArray *assignments, const struct rating *rating)
{
	for (guint i = assignments->len; i-- > 0;) {
		const struct assignment *one = assignments->pdata[i];

		if (one->session == rating->session && !one->withdrawn &&
		    one->role == rating->role &&
		    base_code_same(one->rater, rating->rater))
			return one;
	}
	return NULL;
}

/* A draw of one of its ratings made it a session that was drawn. */
static void
settle_how(struct covered_session *covered, const GPtrArray *assignments,
	   const struct rating *rating)
{
	const struct assignment *assignment =
		assignments ? assignment_of(assignments, rating) : NULL;

	if (!assignment)
		return;
	covered->how = MAX(covered->how,
			   assignment->draw ? CHOSEN_BY_LOT : CHOSEN_BY_HAND);
	if (assignment->draw)
		covered->draw = assignment->draw;
}

static void
cover_session(const struct panel *panel, const struct panel_session *session,
	      const GPtrArray *assignments, struct coverage *coverage)
{
	struct covered_session *covered = g_new0(struct covered_session, 1);
	gboolean twice = session->ratings->len > 1;

	covered->session = session->session;
	covered->name = session->name;
	covered->raters = g_ptr_array_new();
	covered->how = assignments ? CHOSEN_FREELY : CHOSEN_HIDDEN;
	for (guint i = 0; i < session->ratings->len; i++) {
		guint at = g_array_index(session->ratings, guint, i);
		const struct panel_rating *rating = panel->ratings->pdata[at];
		const struct panel_rater *by =
			panel->raters->pdata[rating->rater];
		struct covered_rater *rater =
			coverage->raters->pdata[rating->rater];
		gboolean blind = rating_blind(rating->rating) != 0;

		g_ptr_array_add(covered->raters, by->name);
		covered->blind += blind;
		rater->sessions++;
		rater->twice += twice;
		rater->blind += blind;
		settle_how(covered, assignments, rating->rating);
	}
	g_ptr_array_add(coverage->rated_sessions, covered);
	coverage->rated++;
	if (!twice)
		return;
	coverage->by_lot += covered->how == CHOSEN_BY_LOT;
	coverage->by_hand += covered->how == CHOSEN_BY_HAND;
	coverage->freely += covered->how == CHOSEN_FREELY;
	coverage->hidden += covered->how == CHOSEN_HIDDEN;
}

/* ---- draws --------------------------------------------------------------- */

static guint
twice_of_draw(const struct coverage *coverage, gint64 draw)
{
	guint twice = 0;

	for (guint i = 0; i < coverage->rated_sessions->len; i++) {
		const struct covered_session *covered =
			coverage->rated_sessions->pdata[i];

		twice += covered->draw == draw && covered->raters->len > 1;
	}
	return twice;
}

static gboolean
draws_fill(struct app *app, struct coverage *coverage, GError **error)
{
	g_autoptr(GPtrArray) draws =
		coverage->by_lot > 0 ? app_draws(app, error) : NULL;

	for (guint i = 0; draws && i < draws->len; i++) {
		const struct draw *draw = draws->pdata[i];
		guint twice = twice_of_draw(coverage, draw->id);
		struct covered_draw *covered;

		if (twice == 0)
			continue;
		covered = g_new0(struct covered_draw, 1);
		covered->draw = draw->id;
		covered->seed = g_strdup(draw->seed);
		covered->share = g_strdup(draw->share);
		covered->strata = g_strdup(draw->strata);
		covered->frame = draw->frame->len;
		for (guint k = 0; k < draw->frame->len; k++)
			covered->drawn += ((const struct drawn_session *)
						   draw->frame->pdata[k])
						  ->raters != NULL;
		covered->twice = twice;
		covered->holds = draw->holds;
		g_ptr_array_add(coverage->draws, covered);
	}
	return draws || coverage->by_lot == 0;
}

/* ---- the whole ----------------------------------------------------------- */

static void
count_therapists(const struct panel *panel, struct coverage *coverage)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < panel->sessions->len; i++) {
		const struct panel_session *session = panel->sessions->pdata[i];

		if (session->ratings->len > 1 && session->therapist)
			g_hash_table_add(seen, session->therapist);
	}
	coverage->therapists = g_hash_table_size(seen);
}

gboolean
coverage_fill(struct app *app, struct panel_agreement *agreement,
	      GError **error)
{
	const struct panel *panel = agreement->panel;
	struct coverage *coverage = &agreement->coverage;
	g_autoptr(GHashTable) views = blind_views(app, error);
	g_autoptr(GPtrArray) assignments = NULL;

	if (!views)
		return FALSE;
	/* who rates blind sees only what was given to them */
	if (g_hash_table_size(views) == 0 &&
	    !(assignments = app_assignments(app, error)))
		return FALSE;
	for (guint r = 0; r < panel->raters->len; r++) {
		struct covered_rater *rater = g_new0(struct covered_rater, 1);

		const struct panel_rater *of = panel->raters->pdata[r];

		rater->name = of->name;
		if (!of->consensus)
			rater->qualified = app_qualified_print(
				app, panel->rubric->id, of->code, app->now);
		g_ptr_array_add(coverage->raters, rater);
	}
	coverage->sessions = panel->sessions->len;
	coverage->twice = panel->twice;
	for (guint i = 0; i < panel->sessions->len; i++) {
		const struct panel_session *session = panel->sessions->pdata[i];

		if (session->ratings->len > 0)
			cover_session(panel, session, assignments, coverage);
	}
	coverage->cells = (guint64)coverage->rated * panel->raters->len;
	coverage->missing = coverage->cells - panel->ratings->len;
	count_therapists(panel, coverage);
	return draws_fill(app, coverage, error);
}
