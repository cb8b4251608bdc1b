/*
 * Values as people write them, and the sentences when they cannot be used.
 */
#include "app/private.h"
#include "app/values.h"

#include <string.h>

gboolean
app_note(struct app *app, const char *verb, gint64 session, GError **error,
	 const char *format, ...)
{
	g_autofree char *detail = NULL;
	g_autofree char *shown = NULL;
	va_list args;

	va_start(args, format);
	detail = g_strdup_vprintf(format, args);
	va_end(args);
	shown = base_printable(detail, -1);
	return store_event_add(app->store, verb, session, shown, error);
}

gboolean
app_note_case(struct app *app, const char *verb, const char *code,
	      GError **error, const char *format, ...)
{
	g_autofree char *detail = NULL;
	g_autofree char *shown = NULL;
	va_list args;

	va_start(args, format);
	detail = g_strdup_vprintf(format, args);
	va_end(args);
	shown = base_printable(detail, -1);
	return store_event_add_case(app->store, verb, code, shown, error);
}

gboolean
app_code_check(const char *what, const char *code, GError **error)
{
	if (code && *code && g_utf8_validate(code, -1, NULL) &&
	    g_utf8_strlen(code, -1) <= 100) {
		g_autofree char *shown = base_printable(code, -1);
		g_autofree char *clean = base_code_clean(code);

		if (!strcmp(shown, code) && !strcmp(clean, code))
			return TRUE;
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "a %s code has 1 to 100 characters and no control "
		    "characters, like C01",
		    what);
	return FALSE;
}

gboolean
app_fail_value(const char *key, const char *value, const char *mend,
	       GError **error)
{
	g_autofree char *shown = base_printable(value, -1);

	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "%s cannot be '%s' (%s)", key, shown, mend);
	return FALSE;
}

gboolean
app_fail_key(const char *what, const char *key, const char *const *keys,
	     GError **error)
{
	const char *near = base_did_you_mean(key, keys);
	g_autofree char *shown = base_printable(key, -1);
	g_autofree char *all = g_strjoinv(", ", (char **)keys);

	if (near)
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "a %s has no '%s' (did you mean '%s'?)", what,
			    shown, near);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "a %s has no '%s' (it has %s)", what, shown, all);
	return FALSE;
}

gboolean
app_is_none(const char *value)
{
	return !*value || !strcmp(value, "-") ||
	       !g_ascii_strcasecmp(value, "none") ||
	       !g_ascii_strcasecmp(value, "unknown");
}

gboolean
app_count_set(const char *key, const char *value, guint *count, GError **error)
{
	*count = 0;
	return app_is_none(value) || app_number_parse(value, count) ||
	       app_fail_value(key, value, "a whole number from 1, or none",
			      error);
}

gboolean
app_focus_set(const char *value, enum focus *focus, GError **error)
{
	*focus = FOCUS_UNKNOWN;
	return app_is_none(value) || app_focus_parse(value, focus) ||
	       app_fail_value("focus", value,
			      "grief, role-dispute, "
			      "role-transition, deficits, or none",
			      error);
}

gboolean
app_fail(GError **error, enum base_error kind, const char *format, ...)
{
	g_autofree char *says = NULL;
	va_list args;

	va_start(args, format);
	says = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error_literal(error, BASE_ERROR, (int)kind, says);
	return FALSE;
}
