/*
 * How far marks would stand; see depend.h.
 */
#include "app/depend.h"
#include "app/private.h"

#include <math.h>
#include <string.h>

void
dependence_free(struct dependence *dependence)
{
	if (!dependence)
		return;
	standing_clear(&dependence->standing);
	g_ptr_array_unref(dependence->left_out);
	g_free(dependence);
}

const struct score_rule *
app_score_rule(struct app *app, const char *name, GError **error)
{
	const struct rubric *rubric = app_rubric(app, error);
	g_autofree char *shown = base_printable(name, -1);

	if (!rubric)
		return NULL;
	if (!g_ascii_strcasecmp(name, "quality"))
		return &rubric->quality;
	if (!g_ascii_strcasecmp(name, "adherence"))
		return &rubric->adherence;
	if (!g_ascii_strcasecmp(name, "specificity"))
		return &rubric->specificity;
	app_fail(error, BASE_ERROR_USAGE,
		 "unknown score '%s': quality, adherence and specificity are "
		 "known",
		 shown);
	return NULL;
}

/* ---- marks as records ------------------------------------------------------ */

/* Marks of therapist, session and rater on their way into records. */
struct noting {
	const struct panel *panel;
	const struct rubric *rubric;
	const struct score_rule *score;
	struct records *records;
	GHashTable *therapists; /* base_code_key() -> level + 1 */
	GArray *sessions;	/* guint: sessions so far, by therapist */
	GArray *raters;		/* guint: level + 1 by the panel's rater */
	GArray *of;		/* guint: the panel's session, by record */
	guint no_therapist, too_little;
};

static double
mark_of(const struct noting *noting, const struct session_score *score)
{
	const struct mean_score *mean = &score->quality;

	if (noting->score == &noting->rubric->adherence)
		mean = &score->adherence;
	else if (noting->score == &noting->rubric->specificity)
		mean = &score->specificity;
	return mean->sufficient ? mean->mean : NAN;
}

static guint
add_level(struct noting *noting, guint facet, const char *name)
{
	GPtrArray *levels = noting->records->levels->pdata[facet];

	g_ptr_array_add(levels, g_strdup(name));
	return levels->len - 1;
}

static guint
therapist_level(struct noting *noting, const char *code)
{
	char *key = base_code_key(code);
	guint level =
		GPOINTER_TO_UINT(g_hash_table_lookup(noting->therapists, key));
	guint none = 0;

	if (level) {
		g_free(key);
		return level - 1;
	}
	level = add_level(noting, 0, code);
	g_array_append_val(noting->sessions, none);
	g_hash_table_insert(noting->therapists, key,
			    GUINT_TO_POINTER(level + 1));
	return level;
}

static guint
rater_level(struct noting *noting, guint rater)
{
	guint *level = &g_array_index(noting->raters, guint, rater);
	const struct panel_rater *of = noting->panel->raters->pdata[rater];

	if (!*level)
		*level = add_level(noting, 2, of->name) + 1;
	return *level - 1;
}

/* The number of a therapist's next session, which may be the first such. */
static guint
next_session(struct noting *noting, guint therapist)
{
	guint *sessions = &g_array_index(noting->sessions, guint, therapist);
	guint number = (*sessions)++;

	if (number == ((GPtrArray *)noting->records->levels->pdata[1])->len) {
		g_autofree char *name = g_strdup_printf("%u", number + 1);

		add_level(noting, 1, name);
	}
	return number;
}

static void
note_session(struct noting *noting, guint place)
{
	const struct panel_session *session =
		noting->panel->sessions->pdata[place];
	guint levels[3] = { 0 };
	gboolean begun = FALSE;

	for (guint i = 0; i < session->ratings->len; i++) {
		const struct panel_rating *rating =
			noting->panel->ratings->pdata[g_array_index(
				session->ratings, guint, i)];
		double mark = mark_of(noting, rating->score);

		if (!session->therapist) {
			noting->no_therapist++;
			continue;
		}
		if (isnan(mark)) {
			noting->too_little++;
			continue;
		}
		if (!begun) {
			levels[0] = therapist_level(noting, session->therapist);
			levels[1] = next_session(noting, levels[0]);
			begun = TRUE;
		}
		levels[2] = rater_level(noting, rating->rater);
		g_array_append_vals(noting->records->of, levels, 3);
		g_array_append_val(noting->records->scores, mark);
		g_array_append_val(noting->of, place);
	}
}

static void
noting_init(struct noting *noting, const struct panel *panel,
	    const struct score_rule *score)
{
	static const char *const facets[] = { "therapist", "session", "rater" };

	*noting = (struct noting){ .panel = panel,
				   .rubric = panel->rubric,
				   .score = score,
				   .records = records_new() };
	noting->therapists =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	noting->sessions = g_array_new(FALSE, TRUE, sizeof(guint));
	noting->raters = g_array_new(FALSE, TRUE, sizeof(guint));
	g_array_set_size(noting->raters, panel->raters->len);
	noting->of = g_array_new(FALSE, TRUE, sizeof(guint));
	noting->records->nested = TRUE;
	for (guint f = 0; f < G_N_ELEMENTS(facets); f++) {
		g_ptr_array_add(noting->records->facets, g_strdup(facets[f]));
		g_ptr_array_add(noting->records->levels,
				g_ptr_array_new_with_free_func(g_free));
	}
	for (guint i = 0; i < panel->sessions->len; i++)
		note_session(noting, i);
}

static void
noting_clear(struct noting *noting)
{
	records_free(noting->records);
	g_hash_table_unref(noting->therapists);
	g_array_unref(noting->sessions);
	g_array_unref(noting->raters);
	g_array_unref(noting->of);
}

/* ---- whose marks ------------------------------------------------------------- */

static void
add_marks(struct standing *standing, const struct noting *noting,
	  const struct panel *chosen)
{
	guint n = noting->of->len;
	const GPtrArray *therapists = noting->records->levels->pdata[0];
	g_autofree gboolean *counts = g_new0(gboolean, n + 1);
	g_autoptr(GHashTable) wanted =
		g_hash_table_new(g_int64_hash, g_int64_equal);

	for (guint i = 0; i < chosen->sessions->len; i++) {
		struct panel_session *session = chosen->sessions->pdata[i];

		g_hash_table_add(wanted, &session->session);
	}
	for (guint i = 0; i < n; i++) {
		const struct panel_session *session =
			noting->panel->sessions
				->pdata[g_array_index(noting->of, guint, i)];

		counts[i] = g_hash_table_contains(wanted, &session->session);
	}
	for (guint t = 0; t < therapists->len; t++)
		standing_add_mark(standing, noting->records, t, counts);
	if (standing->marks->len == 0 && n > 0)
		g_ptr_array_add(standing->notes,
				g_strdup("What was named has no mark yet: none "
					 "of its ratings is signed and "
					 "counts."));
}

static void
tell_count(struct dependence *dependence, guint n, const char *one,
	   const char *more)
{
	if (n > 0)
		g_ptr_array_add(dependence->left_out,
				n == 1 ? g_strdup(one) :
					 g_strdup_printf("%u %s", n, more));
}

static void
tell_noted(struct dependence *dependence, const struct noting *noting)
{
	for (guint i = 0; i < noting->panel->left_out->len; i++)
		g_ptr_array_add(dependence->left_out,
				g_strdup(noting->panel->left_out->pdata[i]));
	tell_count(dependence, noting->no_therapist,
		   "1 rating is left out: the therapist of its session is not "
		   "known (iptrate session set N therapist=CODE)",
		   "ratings are left out: the therapists of their sessions are "
		   "not known (iptrate session set N therapist=CODE)");
	tell_count(dependence, noting->too_little,
		   "1 rating is left out: too few items of the score are rated",
		   "ratings are left out: too few items of the score are "
		   "rated");
}

/* The cut is for one of the scores; another has none. */
static double
cut_of(const struct rubric *rubric, const struct score_rule *score)
{
	return score == rubric->pass_score ? rubric->cut : NAN;
}

static gboolean
sessions_there(struct app *app, const struct panel_choice *of, GError **error)
{
	for (guint i = 0; i < of->n; i++)
		if (!app_session_there(app, of->sessions[i], error))
			return FALSE;
	return TRUE;
}

struct dependence *
app_depend(struct app *app, const struct depend_choice *choice, GError **error)
{
	const struct panel_choice all = { .roles = choice->of.roles,
					  .since = choice->of.since };
	gboolean named =
		choice->of.n || choice->of.case_code || choice->of.therapist;
	g_autoptr(Panel) panel =
		app_store(app, error) &&
				sessions_there(app, &choice->of, error) ?
			app_panel(app, &all, error) :
			NULL;
	g_autoptr(Panel) chosen =
		panel && named ? app_panel(app, &choice->of, error) : NULL;
	struct dependence *dependence;
	struct noting noting;

	if (!panel || (named && !chosen))
		return NULL;
	dependence = g_new0(struct dependence, 1);
	dependence->rubric = panel->rubric;
	dependence->hidden = panel->hidden;
	dependence->left_out = g_ptr_array_new_with_free_func(g_free);
	noting_init(&noting, panel,
		    choice->score ? choice->score : panel->rubric->pass_score);
	dependence->score = noting.score->name;
	standing_init(&dependence->standing, noting.records,
		      cut_of(panel->rubric, noting.score), choice->certain);
	add_marks(&dependence->standing, &noting, chosen ? chosen : panel);
	tell_noted(dependence, &noting);
	noting_clear(&noting);
	return dependence;
}
