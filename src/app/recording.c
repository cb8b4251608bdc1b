/*
 * recording: where the recording of a session lies, and the time of a turn in
 * it.  The casebook knows nothing of recordings: a person's settings say how
 * their files are named.
 */
#include "app/private.h"

#include <string.h>

/* "s21" of "folder/s21.txt"; caller frees. */
static char *
stem_of(const char *source_name)
{
	char *stem = g_path_get_basename(source_name);
	char *dot = strrchr(stem, '.');

	if (dot && dot > stem)
		*dot = '\0';
	return stem;
}

char *
app_recording_find(const struct settings *settings, const char *home,
		   const char *case_code, guint number, const char *source_name,
		   GError **error)
{
	g_autofree char *stem = source_name ? stem_of(source_name) : NULL;
	struct recording_facts facts = { case_code, number, stem };
	g_autoptr(GPtrArray) files = NULL;

	if (settings->recordings->len == 0) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
				    "it is not known where recordings are: set "
				    "'recordings' ('iptrate config' tells "
				    "where)");
		return NULL;
	}
	files = settings_recordings(settings, home, &facts, error);
	if (!files)
		return NULL;
	for (guint i = 0; i < files->len; i++) {
		if (g_file_test(files->pdata[i], G_FILE_TEST_IS_REGULAR))
			return g_strdup(files->pdata[i]);
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    files->len ? "there is no recording '%s'" :
				 "the session's number is not known, and the "
				 "names of recordings ask for it%s",
		    files->len ? (const char *)files->pdata[0] : "");
	return NULL;
}

gint64
app_turn_start(const struct transcript *transcript, guint turn)
{
	for (guint i = MIN(turn, transcript->turns->len); i > 0; i--) {
		gint64 start =
			g_array_index(transcript->turns, struct turn, i - 1)
				.start_ms;

		if (start >= 0)
			return start;
	}
	return -1;
}
