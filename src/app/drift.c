/*
 * How severe raters are month by month; see drift.h.
 *
 * A session's own mark is not known.  Of three raters or more it is taken to be
 * the median of what they gave, each less how mild or severe they usually are,
 * so that one who changes does not make the others seem to; of two it is what
 * the other gave.
 */
#include "app/drifting.h"

#include <math.h>
#include <string.h>

static void
drift_month_free(gpointer data)
{
	struct drift_month *month = data;

	g_free(month->month);
	g_free(month);
}

static void
rater_drift_free(gpointer data)
{
	struct rater_drift *rater = data;

	g_ptr_array_unref(rater->months);
	g_ptr_array_unref(rater->says);
	g_free(rater);
}

void
drift_free(struct drift *drift)
{
	if (!drift)
		return;
	g_ptr_array_unref(drift->raters);
	g_ptr_array_unref(drift->missing);
	panel_free(drift->panel);
	g_free(drift);
}

/* ---- severity --------------------------------------------------------------- */

/* Sessions with one rating tell nothing of raters. */
static struct ratings *
shared_table(const struct panel *panel)
{
	g_autoptr(Ratings) all = panel_table(panel, PANEL_QUALITY_MEAN, NULL);

	return ratings_with(all, 2);
}

/* How mild each rater of the panel is over the whole time (least squares), NAN
 * where it is not told; TRUE when raters can be compared. */
static gboolean
effects_fill(struct drift *drift, struct estimate *effects)
{
	g_autoptr(Ratings) table = shared_table(drift->panel);
	guint raters = table->raters->len;
	g_autofree gboolean *keep = g_new0(gboolean, raters + 1);
	g_autoptr(Ratings) used = NULL;
	struct severity severity;
	guint at = 0;

	for (guint r = 0; r < raters; r++) {
		keep[r] = ratings_of_rater(table, r) > 0;
		effects[r] = (struct estimate){ .value = NAN,
						.lower = NAN,
						.upper = NAN };
	}
	used = ratings_part(table, NULL, keep);
	if (used->raters->len < 2 || !severity_init(&severity, used))
		return FALSE;
	for (guint r = 0; r < raters; r++) {
		if (keep[r])
			effects[r] = severity.raters[at++];
	}
	severity_clear(&severity);
	return TRUE;
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* NAN of none; sorts them. */
static double
median_of(GArray *values)
{
	guint n = values->len;

	g_array_sort(values, compare_doubles);
	if (n == 0)
		return NAN;
	return (g_array_index(values, double, (n - 1) / 2) +
		g_array_index(values, double, n / 2)) /
	       2;
}

/* A session's mark, each rating less what its rater usually gives more; without
 * this rater where there is one other. */
static double
session_mark(const struct ratings *table, const double *usual, guint session,
	     guint rater)
{
	g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));
	gboolean two = ratings_of_unit(table, session) == 2;

	for (guint r = 0; r < table->raters->len; r++) {
		double value = *ratings_cell(table, session, r) - usual[r];

		if (!isnan(value) && !(two && r == rater))
			g_array_append_val(values, value);
	}
	return values->len ? median_of(values) : NAN;
}

/* How far above the marks of sessions each rater usually is: the median of
 * them.  Marks are first of ratings as they are. */
static double *
usual_build(const struct ratings *table)
{
	guint raters = table->raters->len;
	g_autofree double *none = g_new0(double, raters + 1);
	double *usual = g_new0(double, raters + 1);

	for (guint r = 0; r < raters; r++) {
		g_autoptr(GArray) apart =
			g_array_new(FALSE, FALSE, sizeof(double));

		for (guint u = 0; u < table->units->len; u++) {
			double value = *ratings_cell(table, u, r) -
				       session_mark(table, none, u, r);

			if (!isnan(value) && ratings_of_unit(table, u) > 2)
				g_array_append_val(apart, value);
		}
		usual[r] = apart->len ? median_of(apart) : 0;
	}
	return usual;
}

/* ---- months ------------------------------------------------------------------ */

static char *
month_print(gint64 at)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(at);

	return time ? g_date_time_format(time, "%Y-%m") : g_strdup("?");
}

static gint
by_time(gconstpointer a, gconstpointer b)
{
	const struct panel_rating *one = *(const struct panel_rating *const *)a;
	const struct panel_rating *other =
		*(const struct panel_rating *const *)b;

	return (one->rating->signed_at > other->rating->signed_at) -
	       (one->rating->signed_at < other->rating->signed_at);
}

static void
add_value(struct rater_drift *rater, gint64 at, double value, gboolean held)
{
	g_autofree char *month = month_print(at);
	struct drift_month *last =
		rater->months->len ?
			rater->months->pdata[rater->months->len - 1] :
			NULL;

	if (!last || strcmp(last->month, month) != 0) {
		last = g_new0(struct drift_month, 1);
		last->month = g_steal_pointer(&month);
		g_ptr_array_add(rater->months, last);
	}
	last->value =
		(last->value * last->sessions + value) / (last->sessions + 1);
	last->sessions++;
	last->references += held;
	rater->sessions++;
	rater->references += held;
}

static void
chart_fill(struct rater_drift *rater)
{
	guint n = rater->months->len;
	g_autofree double *x = g_new0(double, n + 1);

	for (guint i = 0; i < n; i++)
		x[i] = ((struct drift_month *)rater->months->pdata[i])->value;
	rater->charted =
		n >= DRIFT_MONTHS && control_chart_init(&rater->chart, x, n);
	for (guint i = 0; i < n && rater->charted; i++) {
		struct drift_month *month = rater->months->pdata[i];

		if (fabs(x[i] - rater->chart.centre) >= DRIFT_LEAST)
			month->signals =
				control_chart_signals(&rater->chart, x, i);
		rater->changed |= month->signals != 0;
	}
}

static void
rater_fill(struct drift *drift, const struct ratings *table,
	   const double *usual, const GArray *references,
	   const struct estimate *severity, guint r)
{
	const struct panel *panel = drift->panel;
	struct rater_drift *rater = g_new0(struct rater_drift, 1);
	g_autoptr(GPtrArray) theirs = g_ptr_array_new();

	rater->name = ((struct panel_rater *)panel->raters->pdata[r])->name;
	rater->months = g_ptr_array_new_with_free_func(drift_month_free);
	rater->says = g_ptr_array_new_with_free_func(g_free);
	rater->severity = *severity;
	for (guint i = 0; i < panel->ratings->len; i++) {
		struct panel_rating *rating = panel->ratings->pdata[i];

		if (rating->rater == r)
			g_ptr_array_add(theirs, rating);
	}
	g_ptr_array_sort(theirs, by_time);
	for (guint i = 0; i < theirs->len; i++) {
		const struct panel_rating *rating = theirs->pdata[i];
		guint session = rating->session;
		gboolean held = drift_is_held(references, session,
					      rating->rating->rater);
		double mark =
			held ? g_array_index(references, struct drift_reference,
					     session)
					.mark :
			       session_mark(table, usual, session, r);
		double value = *ratings_cell(table, session, r) - mark;

		if (!isnan(value) &&
		    (held || ratings_of_unit(table, session) > 1))
			add_value(rater, rating->rating->signed_at, value,
				  held);
	}
	chart_fill(rater);
	drift_spread_fill(panel, r, &rater->spread);
	drift_says(rater);
	g_ptr_array_add(drift->raters, rater);
}

/* ---- the whole ---------------------------------------------------------------- */

static gboolean
is_asked_for(const struct panel_choice *choice, const char *code)
{
	for (guint i = 0; choice->raters && choice->raters[i]; i++) {
		if (base_code_same(choice->raters[i], code))
			return TRUE;
	}
	return !choice->raters;
}

static void
raters_fill(struct drift *drift, const struct panel_choice *choice,
	    const GArray *references)
{
	const struct panel *panel = drift->panel;
	g_autoptr(Ratings) table = panel_table(panel, PANEL_QUALITY_MEAN, NULL);
	g_autofree double *usual = usual_build(table);
	g_autofree struct estimate *effects =
		g_new0(struct estimate, panel->raters->len + 1);

	drift->linked = effects_fill(drift, effects);
	for (guint r = 0; r < panel->raters->len; r++) {
		const struct panel_rater *rater = panel->raters->pdata[r];

		if (is_asked_for(choice, rater->code))
			rater_fill(drift, table, usual, references, &effects[r],
				   r);
	}
}

struct drift *
app_drift(struct app *app, const struct panel_choice *choice, GError **error)
{
	g_autoptr(Drift) drift = g_new0(struct drift, 1);
	struct panel_choice all = *choice;

	g_autoptr(GArray) references = NULL;
	gboolean any = FALSE;

	drift->score = "quality";
	drift->raters = g_ptr_array_new_with_free_func(rater_drift_free);
	drift->missing = g_ptr_array_new_with_free_func(g_free);
	/* that each is there */
	drift->panel = app_panel(app, choice, error);
	if (!drift->panel)
		return NULL;
	if (choice->raters) {
		all.raters = NULL;
		panel_free(drift->panel);
		drift->panel = app_panel(app, &all, error);
		if (!drift->panel)
			return NULL;
	}
	references = drift_references_load(app, drift->panel, error);
	if (!references)
		return NULL;
	for (guint s = 0; s < references->len; s++)
		any |= !isnan(
			g_array_index(references, struct drift_reference, s)
				.mark);
	if (drift->panel->twice == 0 && !any)
		g_ptr_array_add(
			drift->missing,
			g_strdup("No session has signed ratings by two: a "
				 "rater's ways are seen beside another's. Give "
				 "some to two raters each: iptrate assign "
				 "--sample 20% --seed 1 --to A,B --twice"));
	else if (drift->panel->ratings->len > 0)
		raters_fill(drift, choice, references);
	if (drift->panel->twice > 0 && !drift->linked)
		g_ptr_array_add(
			drift->missing,
			g_strdup("Raters cannot be compared all with all: not "
				 "each shares a session with another, be it "
				 "by a chain of others, or there are too few "
				 "to tell error from severity."));
	return g_steal_pointer(&drift);
}
