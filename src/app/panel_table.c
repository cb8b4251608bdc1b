/*
 * Who rated what in a panel, and its tables; see panel.h.
 */
#include "app/paneling.h"

#include <math.h>
#include <string.h>

/* -- what is in it --------------------------------------------------------- */

static void
panel_session_free(gpointer data)
{
	struct panel_session *session = data;

	g_free(session->name);
	g_free(session->case_code);
	g_free(session->therapist);
	g_array_unref(session->ratings);
	g_free(session);
}

static void
panel_rater_free(gpointer data)
{
	struct panel_rater *rater = data;

	g_free(rater->code);
	g_free(rater->name);
	g_free(rater);
}

void
panel_rating_free(gpointer data)
{
	struct panel_rating *rating = data;

	session_score_free(rating->score);
	rating_free(rating->rating);
	g_free(rating);
}

struct panel *
panel_new(void)
{
	struct panel *panel = g_new0(struct panel, 1);

	panel->sessions = g_ptr_array_new_with_free_func(panel_session_free);
	panel->raters = g_ptr_array_new_with_free_func(panel_rater_free);
	panel->ratings = g_ptr_array_new_with_free_func(panel_rating_free);
	panel->left_out = g_ptr_array_new_with_free_func(g_free);
	return panel;
}

void
panel_free(struct panel *panel)
{
	if (!panel)
		return;
	g_ptr_array_unref(panel->sessions);
	g_ptr_array_unref(panel->raters);
	g_ptr_array_unref(panel->ratings);
	g_ptr_array_unref(panel->left_out);
	g_free(panel);
}

/* -- places ----------------------------------------------------------------- */

static gint
by_code(gconstpointer a, gconstpointer b)
{
	const struct panel_rater *const *one = a, *const *other = b;

	return strcmp((*one)->name, (*other)->name);
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
	const struct panel_rating *one = *(const struct panel_rating *const *)a;
	const struct panel_rating *other =
		*(const struct panel_rating *const *)b;

	if (one->session != other->session)
		return one->session < other->session ? -1 : 1;
	return one->rater < other->rater ? -1 : one->rater > other->rater;
}

static char *
rater_name(const struct rating *rating)
{
	return rating->role == RATER_CONSENSUS ?
		       g_strdup_printf("%s (consensus)", rating->rater) :
		       g_strdup(rating->rater);
}

/* "C21/6", or NULL where that is not known.  Caller frees. */
static char *
course_name(const struct panel_session *session)
{
	return session->facts.number && session->case_code ?
		       g_strdup_printf("%s/%u", session->case_code,
				       session->facts.number) :
		       NULL;
}

/* Two of one case and number are told apart by the session's own number. */
static void
name_sessions(struct panel *panel)
{
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) doubled =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < panel->sessions->len; i++) {
		const struct panel_session *session = panel->sessions->pdata[i];
		char *course = course_name(session);

		if (course && !g_hash_table_add(seen, course))
			g_hash_table_add(doubled, course_name(session));
	}
	for (guint i = 0; i < panel->sessions->len; i++) {
		struct panel_session *session = panel->sessions->pdata[i];
		g_autofree char *course = course_name(session);

		session->name =
			!course ? g_strdup_printf("%" G_GINT64_FORMAT,
						  session->session) :
			g_hash_table_contains(doubled, course) ?
				  g_strdup_printf("%s (%" G_GINT64_FORMAT ")",
						  course, session->session) :
				  g_steal_pointer(&course);
	}
}

void
panel_place(struct panel *panel)
{
	g_autoptr(GHashTable) places =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	name_sessions(panel);
	for (guint i = 0; i < panel->ratings->len; i++) {
		struct panel_rating *rating = panel->ratings->pdata[i];
		char *name = rater_name(rating->rating);
		struct panel_rater *rater = g_hash_table_lookup(places, name);

		if (!rater) {
			rater = g_new0(struct panel_rater, 1);
			rater->code = g_strdup(rating->rating->rater);
			rater->name = g_strdup(name);
			rater->consensus =
				rating->rating->role == RATER_CONSENSUS;
			g_ptr_array_add(panel->raters, rater);
		}
		rater->ratings++;
		g_hash_table_insert(places, name, rater);
	}
	g_ptr_array_sort(panel->raters, by_code);
	for (guint r = 0; r < panel->raters->len; r++) {
		const struct panel_rater *rater = panel->raters->pdata[r];

		g_hash_table_insert(places, g_strdup(rater->name),
				    GUINT_TO_POINTER(r));
	}
	for (guint i = 0; i < panel->ratings->len; i++) {
		struct panel_rating *rating = panel->ratings->pdata[i];
		g_autofree char *name = rater_name(rating->rating);

		rating->rater =
			GPOINTER_TO_UINT(g_hash_table_lookup(places, name));
	}
	g_ptr_array_sort(panel->ratings, by_place);
	for (guint i = 0; i < panel->ratings->len; i++) {
		const struct panel_rating *rating = panel->ratings->pdata[i];
		struct panel_session *session =
			panel->sessions->pdata[rating->session];

		g_array_append_val(session->ratings, i);
		panel->twice += session->ratings->len == 2;
	}
}

/* -- tables ------------------------------------------------------------------ */

static double
mean_cell(const struct mean_score *mean)
{
	return mean->sufficient ? mean->mean : NAN;
}

static double
item_cell(const struct panel *panel, const struct panel_rating *rating,
	  enum panel_cell cell, const char *item)
{
	const struct panel_session *session =
		panel->sessions->pdata[rating->session];
	const struct item_rating *said = rating_item(rating->rating, item);
	guint point = 0;

	if (!item_is_live(rubric_item(panel->rubric, item), &session->facts))
		return NAN;
	if (said && cell == PANEL_EXTENT)
		point = said->extent;
	else if (said)
		point = said->quality;
	return point ? point : NAN;
}

static double
cell_of(const struct panel *panel, const struct panel_rating *rating,
	enum panel_cell cell, const char *item)
{
	const struct session_score *score = rating->score;

	switch (cell) {
	case PANEL_ADHERENCE:
		return mean_cell(&score->adherence);
	case PANEL_QUALITY_MEAN:
		return mean_cell(&score->quality);
	case PANEL_SPECIFICITY:
		return mean_cell(&score->specificity);
	case PANEL_PASS:
		return score->state == PASS_INCOMPLETE ?
			       NAN :
			       score->state == PASS_YES;
	default:
		return item_cell(panel, rating, cell, item);
	}
}

struct ratings *
panel_table(const struct panel *panel, enum panel_cell cell, const char *item)
{
	struct ratings *table =
		ratings_new(panel->sessions->len, panel->raters->len);

	for (guint i = 0; i < panel->sessions->len; i++) {
		const struct panel_session *session = panel->sessions->pdata[i];

		g_ptr_array_add(table->units, g_strdup(session->name));
	}
	for (guint r = 0; r < panel->raters->len; r++) {
		const struct panel_rater *rater = panel->raters->pdata[r];

		g_ptr_array_add(table->raters, g_strdup(rater->name));
	}
	for (guint i = 0; i < panel->ratings->len; i++) {
		const struct panel_rating *rating = panel->ratings->pdata[i];

		*ratings_cell(table, rating->session, rating->rater) =
			cell_of(panel, rating, cell, item);
	}
	return table;
}
