/*
 * What is hidden is taken out of all that is known of a session.
 */
#include "app/blind.h"

#include <string.h>

/* -- people ---------------------------------------------------------------- */

void
blind_speakers(const struct blind_view *view, GPtrArray *speakers)
{
	static const char *const words[] = { "Therapist", "Patient", "Other",
					     "Speaker" };
	guint n[G_N_ELEMENTS(words)] = { 0 };

	if (!view || !(view->hides & BLIND_PEOPLE))
		return;
	for (guint i = 0; i < speakers->len; i++) {
		struct speaker *speaker = speakers->pdata[i];
		guint role = speaker->role;

		g_free(speaker->label);
		speaker->label =
			++n[role] == 1 ?
				g_strdup(words[role]) :
				g_strdup_printf("%s %u", words[role], n[role]);
		/* It quotes what was said of whom. */
		base_replace(&speaker->reason, "hidden");
	}
}

/* "rater 2" for the second other code that is met; the rater's own stays. */
static void
mask_code(const struct blind_view *view, GPtrArray *met, char **code)
{
	guint at;

	if (!*code || base_code_same(*code, view->rater))
		return;
	if (!g_ptr_array_find_with_equal_func(met, *code, g_str_equal, &at)) {
		at = met->len;
		g_ptr_array_add(met, g_strdup(*code));
	}
	g_free(*code);
	*code = g_strdup_printf("rater %u", at + 1);
}

static void
mask_rating(const struct blind_view *view, GPtrArray *met,
	    struct rating *rating)
{
	struct signature *signature = rating->signature;

	mask_code(view, met, &rating->rater);
	if (rating->role_fault)
		base_replace(&rating->role_fault,
			     "who gave it cannot rate in this role");
	for (guint i = 0; rating->made_of && i < rating->made_of->len; i++) {
		struct rating_source *source = rating->made_of->pdata[i];

		mask_code(view, met, &source->rater);
		if (source->later)
			base_replace(&source->later,
				     "one of them was changed since");
	}
	if (!signature)
		return;
	mask_code(view, met, &signature->signer);
	mask_code(view, met, &signature->entered_by);
	g_clear_pointer(&signature->name, g_free);
}

static void
hide_people(const struct blind_view *view, struct session_record *record)
{
	g_autoptr(GPtrArray) met = g_ptr_array_new_with_free_func(g_free);

	base_replace(&record->case_code, view->name);
	base_replace(&record->therapist, NULL);
	for (guint i = 0; i < record->ratings->len; i++)
		mask_rating(view, met, record->ratings->pdata[i]);
	for (guint i = 0; i < record->decisions->len; i++) {
		struct decision *decision = record->decisions->pdata[i];

		mask_code(view, met, &decision->rater);
		decision_hide_settled(decision);
	}
	for (guint i = 0; i < record->sealed->len; i++) {
		struct sealed_rating *sealed = record->sealed->pdata[i];

		mask_code(view, met, &sealed->rater);
	}
	blind_speakers(view, record->transcript->speakers);
}

/* -- ratings, tags, number, measures --------------------------------------- */

static void
hide_ratings(const struct blind_view *view, struct session_record *record)
{
	for (guint i = record->ratings->len; i-- > 0;) {
		const struct rating *rating = record->ratings->pdata[i];

		if (!base_code_same(rating->rater, view->rater))
			g_ptr_array_remove_index(record->ratings, i);
	}
	g_ptr_array_set_size(record->sealed, 0);
	for (guint i = record->decisions->len; i-- > 0;) {
		const struct decision *decision = record->decisions->pdata[i];

		if (!base_code_same(decision->rater, view->rater))
			g_ptr_array_remove_index(record->decisions, i);
	}
}

/* What was said of danger is never left out. */
static void
hide_tags(struct session_record *record)
{
	for (guint i = record->noticed->len; i-- > 0;) {
		const struct observed *seen = record->noticed->pdata[i];

		if (seen->kind != OBSERVATION_RISK)
			g_ptr_array_remove_index(record->noticed, i);
	}
	g_ptr_array_set_size(record->answered, 0);
	g_ptr_array_set_size(record->machine_tags, 0);
	g_ptr_array_set_size(record->decisions, 0);
	lacks_hide(record->lacks);
}

static void
hide_number(const struct blind_view *view, struct session_record *record)
{
	blind_facts(view, &record->facts);
	record->phase_suggested = FALSE;
	for (guint i = 0; i < record->ratings->len; i++) {
		struct rating *rating = record->ratings->pdata[i];

		if (!rating->signature)
			continue;
		rating->signature->has_facts = FALSE;
		blind_facts(view, &rating->signature->facts);
	}
}

/* That a questionnaire warns stays; which, and how high, is hidden. */
static void
hide_measures(struct session_record *record)
{
	g_ptr_array_set_size(record->measures, 0);
	for (guint i = 0; i < record->noticed->len; i++) {
		struct observed *seen = record->noticed->pdata[i];

		if (seen->kind != OBSERVATION_RISK || seen->first_turn > 0)
			continue;
		g_clear_pointer(&seen->words, g_free);
		base_replace(&seen->says,
			     "a questionnaire tells of thoughts of death or of "
			     "harm (which one is hidden)");
	}
}

void
blind_record(const struct blind_view *view, struct session_record *record)
{
	if (!view)
		return;
	record->blind = view->hides;
	record->blind_rater = g_strdup(view->rater);
	if (view->hides & BLIND_RATINGS)
		hide_ratings(view, record);
	if (view->hides & BLIND_PEOPLE)
		hide_people(view, record);
	if (view->hides & (BLIND_PEOPLE | BLIND_NUMBER)) {
		base_replace(&record->source_name, view->name);
		base_replace(&record->source_sha256, NULL);
	}
	if (view->hides & BLIND_TAGS)
		hide_tags(record);
	if (view->hides & BLIND_NUMBER)
		hide_number(view, record);
	if (view->hides & BLIND_MEASURES)
		hide_measures(record);
}

/* -- the history ----------------------------------------------------------- */

/* "IR as peer ...": of the rater's own rating, and not of another that was
 * entered by the same hand. */
static gboolean
is_own_rating(const struct blind_view *view, const struct store_event *event)
{
	static const char *const own[] = { "rate", "sign", NULL };
	g_autofree char *whose = g_strdup_printf("%s as ", view->rater);

	return g_strv_contains(own, event->verb) &&
	       g_str_has_prefix(event->detail, whose);
}

/* Of a session that is rated blind one sees what one did oneself, as far as it
 * tells nothing but that; of people and cases nothing: who is at the keys may
 * have known them before. */
gboolean
blind_event(const struct app *app, GHashTable *views,
	    const struct store_event *event)
{
	const struct blind_view *view =
		event->session ? blind_view_of(views, event->session) : NULL;

	if (view)
		return app_is_viewer(app, event->who) &&
		       (!strcmp(event->verb, "export") ||
			is_own_rating(view, event));
	return event->session || !(blind_hides(views) & BLIND_PEOPLE);
}

/* -- files that come in again ------------------------------------------------ */

gboolean
blind_results(struct app *app, const GPtrArray *results, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);

	for (guint i = 0; views && i < results->len; i++) {
		struct import_result *result = results->pdata[i];
		const struct blind_view *view =
			result->known ? blind_view_of(views, result->session) :
					NULL;

		if (!view)
			continue;
		base_replace(&result->case_code, view->name);
		result->number = result->planned = result->tags = 0;
		result->phase = PHASE_UNKNOWN;
		g_ptr_array_set_size(result->notes, 0);
		g_ptr_array_set_size(result->warnings, 0);
		g_ptr_array_set_size(result->speakers, 0);
	}
	return views != NULL;
}

/* -- cases and people ------------------------------------------------------ */

static guint
count_shown(const GPtrArray *sessions, GHashTable *views, const char *code,
	    guint hides, guint *hidden)
{
	guint shown = 0;

	*hidden = 0;
	for (guint i = 0; i < sessions->len; i++) {
		const struct session_info *info = sessions->pdata[i];
		const struct blind_view *view =
			blind_view_of(views, info->session);

		if (strcmp(info->case_code, code) != 0)
			continue;
		if (view && view->hides & hides)
			++*hidden;
		else
			shown++;
	}
	return shown;
}

/* A case all of whose sessions are hidden is not there; of another they are
 * not counted. */
gboolean
blind_cases(struct app *app, GPtrArray *cases, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	g_autoptr(GPtrArray) sessions =
		views ? sessions_known(app, error) : NULL;

	for (guint i = sessions ? cases->len : 0; i-- > 0;) {
		struct case_info *info = cases->pdata[i];
		guint hidden;

		count_shown(sessions, views, info->code, BLIND_NUMBER, &hidden);
		if (hidden)
			info->planned = 0;
		info->sessions = count_shown(sessions, views, info->code,
					     BLIND_PEOPLE, &hidden);
		if (hidden && !info->sessions)
			g_ptr_array_remove_index(cases, i);
	}
	return sessions != NULL;
}

gboolean
blind_people(struct app *app, GPtrArray *people, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);

	if (!views || !(blind_hides(views) & BLIND_PEOPLE))
		return views != NULL;
	for (guint i = people->len; i-- > 0;) {
		const struct person_info *info = people->pdata[i];

		if (!app_is_viewer(app, info->code))
			g_ptr_array_remove_index(people, i);
	}
	return TRUE;
}

static gboolean
is_case(struct app *app, const char *code, gboolean *there, GError **error)
{
	g_autoptr(GPtrArray) codes = store_case_codes(app->store, error);

	*there = codes && g_ptr_array_find_with_equal_func(codes, code,
							   g_str_equal, NULL);
	return codes != NULL;
}

gboolean
blind_case(struct app *app, const char *code, const char *typed, gboolean *some,
	   GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	g_autoptr(GPtrArray) sessions =
		views ? sessions_known(app, error) : NULL;
	g_autofree char *word = base_printable(typed, -1);
	guint hidden, shown;
	gboolean there;

	if (!sessions || !is_case(app, code, &there, error))
		return FALSE;
	shown = count_shown(sessions, views, code, BLIND_PEOPLE, &hidden);
	if (some)
		*some = hidden > 0;
	if (there ? shown || !hidden : !(blind_hides(views) & BLIND_PEOPLE))
		return TRUE;
	return app_fail(error, BASE_ERROR_NOT_FOUND,
			"no case '%s' (see 'iptrate case list')", word);
}

gboolean
blind_may_change(struct app *app, const char *what, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);

	if (!views || !(blind_hides(views) & BLIND_PEOPLE))
		return views != NULL;
	return app_fail(error, BASE_ERROR_DENIED,
			"who has sessions to rate blind %s before they are "
			"signed (iptrate assign list)",
			what);
}
