/*
 * Cases, people and measures, by key.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/tagging_anew.h"
#include "app/values.h"
#include "app/versions.h"

#include <math.h>
#include <string.h>

static int
by_case(gconstpointer a, gconstpointer b)
{
	const struct case_info *one = *(struct case_info *const *)a;
	const struct case_info *other = *(struct case_info *const *)b;

	return base_natural_compare(one->code, other->code);
}

static int
by_person(gconstpointer a, gconstpointer b)
{
	const struct person_info *one = *(struct person_info *const *)a;
	const struct person_info *other = *(struct person_info *const *)b;

	return base_natural_compare(one->code, other->code);
}

GPtrArray *
app_cases(struct app *app, GError **error)
{
	GPtrArray *cases = NULL;

	if (app_store(app, error))
		cases = store_cases(app->store, error);
	if (cases && !blind_cases(app, cases, error))
		g_clear_pointer(&cases, g_ptr_array_unref);
	if (cases)
		g_ptr_array_sort(cases, by_case);
	return cases;
}

GPtrArray *
app_people(struct app *app, GError **error)
{
	GPtrArray *people = NULL;

	if (app_store(app, error))
		people = store_people(app->store, error);
	if (people && !blind_people(app, people, error))
		g_clear_pointer(&people, g_ptr_array_unref);
	if (people)
		g_ptr_array_sort(people, by_person);
	return people;
}

static void
set_text(char **field, const char *value)
{
	base_replace(field, app_is_none(value) ? NULL : value);
}

/* What a key said before, for the history.  Caller frees. */
static char *
case_before(const struct case_info *info, const char *key)
{
	if (!strcmp(key, "focus"))
		return g_strdup(focus_print(info->focus));
	if (!strcmp(key, "planned"))
		return g_strdup_printf("%u", info->planned);
	return g_strdup(info->note ? info->note : "none");
}

static gboolean
case_change(struct case_info *info, const char *key, const char *value,
	    GError **error)
{
	static const char *const keys[] = { "focus", "planned", "note", NULL };

	if (!strcmp(key, "focus"))
		return app_focus_set(value, &info->focus, error);
	if (!strcmp(key, "planned"))
		return app_count_set(key, value, &info->planned, error);
	if (strcmp(key, "note"))
		return app_fail_key("case", key, keys, error);
	set_text(&info->note, value);
	return TRUE;
}

/* Focus and plan of a case are facts of its sessions: their tags may
 * change. */
static gboolean
retag_case(struct app *app, const char *code, GError **error)
{
	g_autoptr(GPtrArray) sessions = sessions_known(app, error);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

	for (guint i = 0; sessions && i < sessions->len; i++) {
		const struct session_info *info = sessions->pdata[i];

		if (!strcmp(info->case_code, code))
			g_array_append_val(ids, info->session);
	}
	return sessions &&
	       (!ids->len || app_retag(app, (const gint64 *)ids->data, ids->len,
				       NULL, NULL, error));
}

/* The ratings of a case, as versions_watch(). */
static GPtrArray *
watch_case(struct app *app, const char *code, GError **error)
{
	g_autoptr(GPtrArray) sessions = sessions_known(app, error);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

	for (guint i = 0; sessions && i < sessions->len; i++) {
		const struct session_info *info = sessions->pdata[i];

		if (!strcmp(info->case_code, code))
			g_array_append_val(ids, info->session);
	}
	return sessions ?
		       versions_watch(app, (const gint64 *)(gpointer)ids->data,
				      ids->len, error) :
		       NULL;
}

/* The case there is, or a new one with this code; NULL with an error. */
static struct case_info *
case_get(struct store *store, const char *code, GError **error)
{
	g_autoptr(GError) failed = NULL;
	struct case_info *info = store_case_find(store, code, &failed);

	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return NULL;
	}
	if (info)
		return info;
	info = g_new0(struct case_info, 1);
	info->code = g_strdup(code);
	return info;
}

static gboolean
set_case(struct app *app, const char *code, const char *key, const char *value,
	 GError **error)
{
	struct case_info *info = case_get(app->store, code, error);
	g_autofree char *was = info ? case_before(info, key) : NULL;
	gboolean ok;

	ok = info && case_change(info, key, value, error) &&
	     store_case_set(app->store, info, error) &&
	     app_note_case(app, "case-set", code, error, "%s %s: %s (was %s)",
			   code, key, value, was) &&
	     (!strcmp(key, "note") || retag_case(app, code, error));
	case_info_free(info);
	return ok;
}

gboolean
app_case_set(struct app *app, const char *code, const char *key,
	     const char *value, GError **error)
{
	g_autoptr(GPtrArray) watched = NULL;
	const char *typed = code;

	if (!(code = app_case_code(app, typed, error)) ||
	    !blind_case(app, code, typed, NULL, error) ||
	    !app_begin(app, error))
		return FALSE;
	watched = watch_case(app, code, error);
	return app_end(app,
		       watched && set_case(app, code, key, value, error) &&
			       versions_note(app, watched, error),
		       error);
}

GHashTable *
app_case_speakers(struct app *app, const char *code, GError **error)
{
	const char *typed = code;
	gboolean some;

	if (!(code = app_case_code(app, typed, error)) ||
	    !blind_case(app, code, typed, &some, error))
		return NULL;
	/* They were learned from what is hidden, too. */
	return some ? g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					    NULL) :
		      store_case_speakers(app->store, code, error);
}

/* Says which labels are remembered; always FALSE. */
static gboolean
fail_label(struct app *app, const char *code, const char *label, GError **error)
{
	g_autoptr(GHashTable) roles =
		store_case_speakers(app->store, code, error);
	g_autofree char *shown = base_printable(label, -1);
	g_autofree char **labels = NULL;
	g_autofree char *list = NULL;
	g_autofree char *safe = NULL;

	if (!roles)
		return FALSE;
	labels = (char **)g_hash_table_get_keys_as_array(roles, NULL);
	list = g_strjoinv(", ", labels);
	safe = base_printable(list, -1);
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "no role of '%s' is remembered for case %s (%s%s)", shown,
		    code, *safe ? "remembered: " : "nobody's is", safe);
	return FALSE;
}

static gboolean
forget_label(struct app *app, const char *code, const char *label,
	     GError **error)
{
	gboolean known;

	if (!store_case_speaker_forget(app->store, code, label, &known, error))
		return FALSE;
	if (!known)
		return fail_label(app, code, label, error);
	/* The history outlives the case, so no label goes into it. */
	return app_note_case(app, "case-forget", code, error,
			     "%s: the role of a speaker is not remembered any "
			     "more",
			     code);
}

gboolean
app_case_speaker_forget(struct app *app, const char *code, const char *label,
			GError **error)
{
	const char *typed = code;

	return (code = app_case_code(app, typed, error)) &&
	       blind_case(app, code, typed, NULL, error) &&
	       app_begin(app, error) &&
	       app_end(app, forget_label(app, code, label, error), error);
}

/* The person there is, or a new one; NULL with an error. */
static struct person_info *
person_get(struct store *store, const char *code, GError **error)
{
	g_autoptr(GError) failed = NULL;
	struct person_info *info = store_person_find(store, code, &failed);

	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return NULL;
	}
	if (info)
		return info;
	info = g_new0(struct person_info, 1);
	info->code = g_strdup(code);
	info->role = g_strdup("unknown");
	return info;
}

gboolean
app_is_person_role(const char *text)
{
	static const char *const roles[] = { "trainee", "supervisor",
					     "assessor", "unknown", NULL };

	return g_strv_contains(roles, text);
}

static gboolean
person_change(struct person_info *info, const char *key, const char *value,
	      GError **error)
{
	static const char *const keys[] = { "role", "name", NULL };

	if (!strcmp(key, "name")) {
		set_text(&info->name, value);
		return TRUE;
	}
	if (strcmp(key, "role"))
		return app_fail_key("person", key, keys, error);
	if (!app_is_person_role(value))
		return app_fail_value(key, value,
				      "trainee, supervisor or "
				      "assessor",
				      error);
	set_text(&info->role, value);
	if (!info->role)
		info->role = g_strdup("unknown");
	return TRUE;
}

static gboolean
set_person(struct app *app, const char *code, const char *key,
	   const char *value, GError **error)
{
	struct person_info *info = person_get(app->store, code, error);
	g_autofree char *was = NULL;
	gboolean ok;

	if (info)
		was = g_strdup(!strcmp(key, "name") ? info->name : info->role);
	ok = info && person_change(info, key, value, error) &&
	     store_person_set(app->store, info, error) &&
	     app_note(app, "person-set", 0, error, "%s %s: %s (was %s)", code,
		      key, value, was ? was : "none");
	person_info_free(info);
	return ok;
}

gboolean
app_person_set(struct app *app, const char *code, const char *key,
	       const char *value, GError **error)
{
	return (code = app_person_code(app, "person", code, error)) &&
	       (app_is_viewer(app, code) ||
		blind_may_change(app, "changes nobody but themselves",
				 error)) &&
	       app_begin(app, error) &&
	       app_end(app, set_person(app, code, key, value, error), error);
}

/* With a point, whatever the locale.  Caller frees. */
static char *
score_print(double score)
{
	char number[G_ASCII_DTOSTR_BUF_SIZE];

	return g_strdup(g_ascii_formatd(number, sizeof(number), "%g", score));
}

/* The earlier score of a measure, while it is looked for. */
struct earlier {
	const char *name;
	char *spelled; /* as the session has it; NULL: it has none */
	char *score;
};

static void
keep_earlier(const char *name, double score, gint64 at, void *data)
{
	struct earlier *earlier = data;

	(void)at;
	if (!measure_same(name, earlier->name) || earlier->score)
		return;
	earlier->spelled = g_strdup(name);
	earlier->score = score_print(score);
}

static gboolean
save_measure(struct app *app, gint64 session, const char *measure, double score,
	     GError **error)
{
	struct earlier earlier = { measure, NULL, NULL };
	g_autofree char *now = score_print(score);
	g_autofree char *was = NULL;
	g_autofree char *spelled = NULL;

	if (!store_measure_each(app->store, session, keep_earlier, &earlier,
				error))
		return FALSE;
	was = earlier.score;
	spelled = earlier.spelled ? earlier.spelled :
				    g_strdup(measure_name(measure));
	measure = spelled;
	return store_measure_set(app->store, session, measure, score, error) &&
	       app_note(app, "measure", session, error, "%s %s (was %s)",
			measure, now, was ? was : "none");
}

gboolean
app_measure_set(struct app *app, gint64 session, const char *measure,
		double score, GError **error)
{
	if (!app_code_check("measure", measure, error))
		return FALSE;
	if (!isfinite(score))
		return app_fail_value(measure, "not a number",
				      "give the score in points", error);
	if (!measure_check(measure, score, error))
		return FALSE;
	return app_session_there(app, session, error) &&
	       app_may_see(app, session, BLIND_MEASURES, "its measures are",
			   error) &&
	       app_begin(app, error) &&
	       app_end(app, save_measure(app, session, measure, score, error),
		       error);
}
