/*
 * A rater's ratings held against references, and what is kept of it; see
 * qualify.h.
 */
#include "agreement/agreement.h"
#include "app/blind.h"
#include "app/drilling.h"
#include "app/qualifying.h"
#include "app/seen.h"

#include <math.h>
#include <string.h>

static void
line_free(gpointer data)
{
	struct qualify_line *line = data;

	g_free(line->of);
	g_free(line);
}

void
qualifying_free(struct qualifying *qualifying)
{
	struct qualification_row *row;

	if (!qualifying)
		return;
	row = &qualifying->row;
	g_free(row->rater);
	g_free(row->rubric);
	g_free(row->thresholds);
	g_free(row->sha256);
	g_free(row->by);
	calibration_free(qualifying->calibration);
	g_ptr_array_unref(qualifying->lines);
	g_ptr_array_unref(qualifying->left_out);
	g_free(qualifying);
}

static struct calibration *
load_calibration(struct app *app, const char *given, GError **error)
{
	const char *path = given ? given : app->thresholds_path;
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	g_autoptr(Calibration) calibration = NULL;
	g_autofree char *text = NULL;
	gsize len;
	const struct rubric *rubric = app_rubric(app, error);

	if (!rubric || !app_file_read(path, &text, &len, error))
		return NULL;
	calibration = calibration_parse(text, len, path, complaints);
	if (!calibration) {
		diagnostics_check(complaints, error);
		return NULL;
	}
	if (base_code_same(calibration->rubric, rubric->id))
		return g_steal_pointer(&calibration);
	app_fail(error, BASE_ERROR_INPUT,
		 "%s is for raters of the rubric '%s', and '%s' is opened; "
		 "name the other with --rubric, or other thresholds",
		 path, calibration->rubric, rubric->id);
	return NULL;
}

/* -- figures ------------------------------------------------------------------ */

static gboolean
has_both(const struct drill_pair *pair)
{
	return pair->mine && pair->theirs && pair->mine->extent &&
	       pair->theirs->extent;
}

/* The rater, and the references, over all extents that both gave. */
static struct ratings *
table_build(const struct held *held, guint n)
{
	struct ratings *table = ratings_new(n, 2);
	guint at = 0;

	for (guint i = 0; i < n; i++)
		g_ptr_array_add(table->units, g_strdup(""));
	g_ptr_array_add(table->raters, g_strdup("rater"));
	g_ptr_array_add(table->raters, g_strdup("reference"));
	for (guint s = 0; s < held->sessions->len; s++) {
		const struct held_session *one = held->sessions->pdata[s];

		for (guint i = 0; i < one->pairs->len; i++) {
			const struct drill_pair *pair = one->pairs->pdata[i];

			if (!has_both(pair))
				continue;
			*ratings_cell(table, at, 0) = pair->mine->extent;
			*ratings_cell(table, at++, 1) = pair->theirs->extent;
		}
	}
	return table;
}

static guint
count_pairs(const struct held *held)
{
	guint n = 0;

	for (guint s = 0; s < held->sessions->len; s++) {
		const struct held_session *one = held->sessions->pdata[s];

		for (guint i = 0; i < one->pairs->len; i++)
			n += has_both(one->pairs->pdata[i]);
	}
	return n;
}

static const struct drill_pair *
find_pair(const struct held_session *one, const char *item)
{
	for (guint i = 0; i < one->pairs->len; i++) {
		const struct drill_pair *pair = one->pairs->pdata[i];

		if (base_code_same(pair->item, item))
			return pair;
	}
	return NULL;
}

/* Critical lines by which a reference fails, and the rater's values do not. */
static void
count_critical(const struct held *held, const struct rubric *rubric,
	       struct qualification_row *row)
{
	for (guint s = 0; s < held->sessions->len; s++) {
		const struct held_session *one = held->sessions->pdata[s];

		for (guint i = 0; i < rubric->critical->len; i++) {
			const struct critical_rule *rule =
				rubric->critical->pdata[i];
			const struct item *item =
				rubric_item(rubric, rule->item);
			const struct drill_pair *pair =
				find_pair(one, rule->item);

			if (!item || !pair ||
			    !item_is_live(item, &one->facts) ||
			    !critical_fails(rule, pair->theirs))
				continue;
			row->critical++;
			row->critical_missed +=
				!critical_fails(rule, pair->mine);
		}
	}
}

static void
fill_figures(const struct held *held, const struct rubric *rubric,
	     struct qualification_row *row)
{
	guint n = count_pairs(held), same = 0, near = 0;
	g_autoptr(Ratings) table = table_build(held, n);
	struct two_by_two turns = { .both = held->found,
				    .first_only = held->wrong,
				    .second_only = held->missed };
	struct anova anova;

	for (guint i = 0; i < n; i++) {
		double apart = fabs(*ratings_cell(table, i, 0) -
				    *ratings_cell(table, i, 1));

		same += apart < .5;
		near += apart < 1.5;
	}
	row->sessions = held->sessions->len;
	row->pairs = n;
	row->exact = agreement_share(same, n);
	row->within_one = agreement_share(near, n);
	row->icc = anova_init(&anova, table) ?
			   icc(ICC_A_1, LIMITS_SHROUT, &anova).value :
			   NAN;
	row->technique_f1 = agreement_f1(turns);
	count_critical(held, rubric, row);
	for (guint s = 0; s < held->sessions->len; s++)
		row->newest = MAX(
			row->newest,
			((struct held_session *)held->sessions->pdata[s])->at);
}

/* -- thresholds ------------------------------------------------------------------ */

/* of is taken over. */
static void
add_line(struct qualifying *qualifying, const char *name, const char *title,
	 double wanted, double reached, char *of)
{
	struct qualify_line *line;

	if (isnan(wanted)) {
		g_free(of);
		return;
	}
	line = g_new0(struct qualify_line, 1);
	line->name = name;
	line->title = title;
	line->wanted = wanted;
	line->reached = reached;
	line->of = of;
	/* A figure that is the threshold to the last digit reaches it. */
	line->met = !isnan(reached) && reached >= wanted - 1e-9;
	g_ptr_array_add(qualifying->lines, line);
}

static void
add_critical_line(struct qualifying *qualifying, guint most)
{
	const struct qualification_row *row = &qualifying->row;
	struct qualify_line *line;

	if (most == G_MAXUINT)
		return;
	add_line(qualifying, "critical_missed", "critical items missed", most,
		 row->critical ? row->critical_missed : NAN,
		 row->critical ?
			 g_strdup_printf("of %u that fail by a reference",
					 row->critical) :
			 g_strdup("no reference among these fails by a "
				  "critical line; make one of a session that "
				  "does"));
	line = qualifying->lines->pdata[qualifying->lines->len - 1];
	line->at_most = TRUE;
	line->met = row->critical && row->critical_missed <= most;
}

static void
fill_lines(struct qualifying *qualifying, const struct held *held)
{
	const struct calibration *wanted = qualifying->calibration;
	const struct qualification_row *row = &qualifying->row;
	guint marked = held->found + held->missed + held->wrong;

	add_line(qualifying, "within_one", "extents within one point",
		 wanted->within_one, row->within_one,
		 g_strdup_printf("of %u", row->pairs));
	add_line(qualifying, "exact", "extents the same", wanted->exact,
		 row->exact, g_strdup_printf("of %u", row->pairs));
	add_line(qualifying, "icc", "ICC, one rating, absolute", wanted->icc,
		 row->icc,
		 isnan(row->icc) ?
			 g_strdup("all extents are the same, or there are too "
				  "few") :
			 g_strdup_printf("over %u", row->pairs));
	add_critical_line(qualifying, wanted->critical_missed);
	add_line(qualifying, "technique_f1", "F1 of techniques",
		 wanted->technique_f1, row->technique_f1,
		 marked ? g_strdup_printf("%u found, %u missed, %u wrong",
					  held->found, held->missed,
					  held->wrong) :
			  g_strdup("no turns were marked in a test (drill take "
				   "--technique)"));
}

static void
say_left_out(struct qualifying *qualifying, guint n, const char *what)
{
	g_autofree char *sessions = base_count(n, "session", "sessions");

	if (n > 0)
		g_ptr_array_add(
			qualifying->left_out,
			g_strdup_printf("%s left out: %s", sessions, what));
}

static void
fill_left_out(struct qualifying *qualifying, const struct held *held)
{
	say_left_out(
		qualifying, held->own,
		"the reference is the rater's own, settled by them or made of "
		"it");
	say_left_out(qualifying, held->seen,
		     "not rated blind to what others rated (assign --blind "
		     "ratings)");
	say_left_out(qualifying, held->sparse,
		     "too few of the reference's items were rated");
	say_left_out(qualifying, held->sealed, "the rating is sealed");
	say_left_out(qualifying, held->other_rubric, "on another rubric");
	say_left_out(qualifying, held->older,
		     "signed too long before the newest");
	say_left_out(qualifying, held->shipped,
		     "samples that came with the program, whose answers "
		     "everybody can read");
}

/* -- one rater -------------------------------------------------------------------- */

static gboolean
keep_outcome(struct app *app, struct qualifying *qualifying, GError **error)
{
	struct qualification_row *row = &qualifying->row;

	qualifying->kept = TRUE;
	return store_qualification_add(app->store, row, error) &&
	       app_note(app, "qualify", 0, error, "%s by %s: %s, %u sessions",
			row->rater, row->thresholds,
			row->reached ? "reached" : "not reached",
			row->sessions);
}

/* Of somebody who is there, as far as who is at work may know.  Who rates blind
 * to ratings is not told how others came out. */
static gboolean
check_rater(struct app *app, const char *code, const char *typed,
	    GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	g_autoptr(GPtrArray) people = views ? app_people(app, error) : NULL;
	g_autofree char *shown = base_printable(typed, -1);
	gboolean there = FALSE;

	for (guint i = 0; people && i < people->len; i++) {
		const struct person_info *info = people->pdata[i];

		there |= base_code_same(info->code, code);
	}
	if (!people)
		return FALSE;
	if (!there)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"no person '%s' (see 'iptrate person list')",
				shown);
	return !(blind_hides(views) & BLIND_RATINGS) ||
	       app_is_viewer(app, code) ||
	       app_fail(error, BASE_ERROR_DENIED,
			"how others came out is hidden from who has sessions "
			"to rate blind, until they have signed");
}

static gboolean
qualify(struct app *app, struct qualifying *qualifying, gboolean keep,
	GError **error)
{
	const struct calibration *wanted = qualifying->calibration;
	struct qualification_row *row = &qualifying->row;
	g_auto(Held) held = { 0 };

	if (!held_load(app, row->rater, wanted->rubric, wanted->valid_months,
		       &held, error))
		return FALSE;
	fill_figures(&held, app->rubric, row);
	fill_lines(qualifying, &held);
	fill_left_out(qualifying, &held);
	row->expires = months_later(row->newest, (gint)wanted->valid_months);
	qualifying->enough = row->sessions >= wanted->sessions;
	row->reached = qualifying->enough;
	for (guint i = 0; i < qualifying->lines->len; i++)
		row->reached &=
			((struct qualify_line *)qualifying->lines->pdata[i])
				->met;
	return !keep || !qualifying->enough ||
	       keep_outcome(app, qualifying, error);
}

struct qualifying *
app_qualify(struct app *app, const char *typed, const char *thresholds,
	    gboolean keep, GError **error)
{
	const char *rater;
	g_autoptr(Calibration) calibration =
		load_calibration(app, thresholds, error);
	g_autoptr(Qualifying) qualifying = NULL;
	struct qualification_row *row;

	if (!calibration ||
	    !(rater = app_person_code(app, "rater", typed, error)) ||
	    !app_begin(app, error))
		return NULL;
	qualifying = g_new0(struct qualifying, 1);
	qualifying->lines = g_ptr_array_new_with_free_func(line_free);
	qualifying->left_out = g_ptr_array_new_with_free_func(g_free);
	row = &qualifying->row;
	row->rater = g_strdup(rater);
	row->rubric = g_strdup(calibration->rubric);
	row->thresholds =
		g_strdup_printf("%s %s", calibration->id, calibration->version);
	row->sha256 = g_strdup(calibration->sha256);
	row->by = g_strdup(app->user ? app->user : "");
	qualifying->calibration = g_steal_pointer(&calibration);
	return app_end(app,
		       check_rater(app, rater, typed, error) &&
			       qualify(app, qualifying, keep, error),
		       error) ?
		       g_steal_pointer(&qualifying) :
		       NULL;
}
