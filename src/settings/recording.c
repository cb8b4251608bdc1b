/*
 * recording: where the recording of a session may be, and the words of the
 * command that plays it.
 *
 * Words are put in after the command was taken apart, so that nothing in the
 * name of a file is ever read as part of a command.
 */
#include "settings/settings.h"

#include <string.h>

/* text with {word} replaced; caller frees. */
static char *
put_in(const char *text, const char *word, const char *by)
{
	g_autofree char *place = g_strdup_printf("{%s}", word);
	g_auto(GStrv) parts = g_strsplit(text, place, -1);

	return g_strjoinv(by, parts);
}

static gboolean
check_fact(const char *what, const char *fact, GError **error)
{
	if (!fact || (!strchr(fact, '/') && strcmp(fact, "..") != 0))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "the %s '%s' cannot stand in the name of a recording", what,
		    fact);
	return FALSE;
}

/* FALSE when a fact the pattern asks for is not known. */
static gboolean
is_known(const char *pattern, const struct recording_facts *facts)
{
	return (facts->number || !strstr(pattern, "{number}")) &&
	       (facts->case_code || !strstr(pattern, "{case}")) &&
	       (facts->name || !strstr(pattern, "{name}"));
}

/* The number goes in first: the rest is other people's text. */
static char *
recording_file(const char *pattern, const char *home, const char *number,
	       const struct recording_facts *facts)
{
	g_autofree char *numbered = put_in(pattern, "number", number);
	GString *out = g_string_new(NULL);
	const char *at = numbered;

	if (g_str_has_prefix(at, "~/")) {
		g_string_append(out, home);
		at++;
	}
	while (*at) {
		if (g_str_has_prefix(at, "{case}")) {
			g_string_append(out, facts->case_code);
			at += strlen("{case}");
		} else if (g_str_has_prefix(at, "{name}")) {
			g_string_append(out, facts->name);
			at += strlen("{name}");
		} else {
			g_string_append_c(out, *at++);
		}
	}
	return g_string_free(out, FALSE);
}

GPtrArray *
settings_recordings(const struct settings *settings, const char *home,
		    const struct recording_facts *facts, GError **error)
{
	g_autofree char *plain = g_strdup_printf("%u", facts->number);
	g_autofree char *padded = g_strdup_printf("%02u", facts->number);
	GPtrArray *files;

	if (!check_fact("case code", facts->case_code, error) ||
	    !check_fact("file name", facts->name, error))
		return NULL;
	files = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < settings->recordings->len; i++) {
		const char *pattern = settings->recordings->pdata[i];

		if (!is_known(pattern, facts))
			continue;
		g_ptr_array_add(files,
				recording_file(pattern, home, plain, facts));
		if (strstr(pattern, "{number}") && strcmp(plain, padded) != 0)
			g_ptr_array_add(files, recording_file(pattern, home,
							      padded, facts));
	}
	return files;
}

GStrv
settings_player(const struct settings *settings, const char *file, gint64 ms)
{
	GPtrArray *line = g_ptr_array_new();
	g_autofree char *time = g_strdup_printf("%" G_GINT64_FORMAT ".%03d",
						ms / 1000, (int)(ms % 1000));

	for (char **word = settings->player; *word; word++) {
		g_autofree char *timed = put_in(*word, "time", time);

		g_ptr_array_add(line, put_in(timed, "file", file));
	}
	g_ptr_array_add(line, NULL);
	return (GStrv)g_ptr_array_free(line, FALSE);
}
