/*
 * Cases, people and measures, by key.
 */
#include "app/private.h"

#include <math.h>
#include <string.h>

GPtrArray *
app_cases(struct app *app, GError **error)
{
	return app_store(app, error) ? store_cases(app->store, error) : NULL;
}

GPtrArray *
app_people(struct app *app, GError **error)
{
	return app_store(app, error) ? store_people(app->store, error) : NULL;
}

static void
replace(char **field, const char *value)
{
	g_free(*field);
	*field = app_is_none(value) ? NULL : g_strdup(value);
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
	replace(&info->note, value);
	return TRUE;
}

/* Focus and plan of a case are facts of its sessions: their tags may
 * change. */
static gboolean
retag_case(struct app *app, const char *code, GError **error)
{
	g_autoptr(GPtrArray) sessions = app_sessions(app, error);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

	for (guint i = 0; sessions && i < sessions->len; i++) {
		const struct session_info *info = sessions->pdata[i];

		if (!strcmp(info->case_code, code))
			g_array_append_val(ids, info->session);
	}
	return sessions &&
	       (!ids->len || app_retag(app, (const gint64 *)ids->data, ids->len,
				       NULL, error));
}

gboolean
app_case_set(struct app *app, const char *code, const char *key,
	     const char *value, GError **error)
{
	struct case_info *info;
	g_autoptr(GError) failed = NULL;
	gboolean ok;

	if (!app_code_check("case", code, error) || !app_store(app, error) ||
	    !store_begin(app->store, error))
		return FALSE;
	info = store_case_find(app->store, code, &failed);
	if (!info && !failed) {
		info = g_new0(struct case_info, 1);
		info->code = g_strdup(code);
	}
	ok = info && case_change(info, key, value, &failed) &&
	     store_case_set(app->store, info, &failed) &&
	     app_note(app, "case-set", 0, &failed, "%s %s: %s", code, key,
		      value) &&
	     (!strcmp(key, "note") || retag_case(app, code, &failed));
	case_info_free(info);
	ok = store_end(app->store, ok, &failed);
	if (failed)
		g_propagate_error(error, g_steal_pointer(&failed));
	return ok;
}

static gboolean
person_change(struct person_info *info, const char *key, const char *value,
	      GError **error)
{
	static const char *const keys[] = { "role", "name", NULL };
	static const char *const roles[] = { "trainee", "supervisor",
					     "assessor", "unknown", NULL };

	if (!strcmp(key, "name")) {
		replace(&info->name, value);
		return TRUE;
	}
	if (strcmp(key, "role"))
		return app_fail_key("person", key, keys, error);
	if (!g_strv_contains(roles, value))
		return app_fail_value(key, value,
				      "trainee, supervisor or "
				      "assessor",
				      error);
	replace(&info->role, value);
	if (!info->role)
		info->role = g_strdup("unknown");
	return TRUE;
}

gboolean
app_person_set(struct app *app, const char *code, const char *key,
	       const char *value, GError **error)
{
	struct person_info *info;
	g_autoptr(GError) failed = NULL;
	gboolean ok;

	if (!app_code_check("person", code, error) || !app_store(app, error) ||
	    !store_begin(app->store, error))
		return FALSE;
	info = store_person_find(app->store, code, &failed);
	if (!info && !failed) {
		info = g_new0(struct person_info, 1);
		info->code = g_strdup(code);
		info->role = g_strdup("unknown");
	}
	ok = info && person_change(info, key, value, &failed) &&
	     store_person_set(app->store, info, &failed) &&
	     app_note(app, "person-set", 0, &failed, "%s %s: %s", code, key,
		      value);
	person_info_free(info);
	ok = store_end(app->store, ok, &failed);
	if (failed)
		g_propagate_error(error, g_steal_pointer(&failed));
	return ok;
}

gboolean
app_measure_set(struct app *app, gint64 session, const char *measure,
		double score, GError **error)
{
	struct session_info *info;
	char number[G_ASCII_DTOSTR_BUF_SIZE];
	gboolean ok;

	if (!app_code_check("measure", measure, error))
		return FALSE;
	if (!isfinite(score))
		return app_fail_value(measure, "not a number",
				      "give the score in points", error);
	if (!measure_check(measure, score, error))
		return FALSE;
	info = app_session(app, session, error);
	if (!info)
		return FALSE;
	session_info_free(info);
	if (!store_begin(app->store, error))
		return FALSE;
	g_ascii_formatd(number, sizeof(number), "%g", score);
	ok = store_measure_set(app->store, session, measure, score, error) &&
	     app_note(app, "measure", session, error, "%s %s", measure, number);
	return store_end(app->store, ok, error);
}
