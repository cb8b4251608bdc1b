/*
 * The files of a folder and of the folders in it, in order of their names.
 *
 * Recordings lie beside transcripts; what by its ending cannot be one is
 * passed over and told, not opened.
 */
#include "app/private.h"

#include <glib/gstdio.h>
#include <string.h>

/* Deep enough for any filing system of people. */
#define MOST_DEPTH 20

static gboolean
may_be_transcript(const char *name)
{
	/* What raters write beside a transcript. */
	if (g_str_has_suffix(name, ".codes.tsv") ||
	    g_str_has_suffix(name, ".ratings.tsv"))
		return FALSE;
	return transcript_may_be(name);
}

static int
by_file_name(gconstpointer a, gconstpointer b)
{
	return base_natural_compare(*(char *const *)a, *(char *const *)b);
}

/* Names in a folder but the hidden ones, in order; NULL with an error. */
static GPtrArray *
names_in(const char *folder, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	GPtrArray *names;
	const char *name;

	if (!dir) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "%s: the folder cannot be read", folder);
		return NULL;
	}
	names = g_ptr_array_new_with_free_func(g_free);
	while ((name = g_dir_read_name(dir))) {
		if (*name != '.')
			g_ptr_array_add(names, g_strdup(name));
	}
	g_ptr_array_sort(names, by_file_name);
	return names;
}

static gboolean
walk_folder(const char *folder, guint depth, GPtrArray *files,
	    GPtrArray *passed, GError **error)
{
	g_autoptr(GPtrArray) names = names_in(folder, error);

	for (guint i = 0; names && i < names->len; i++) {
		const char *name = names->pdata[i];
		g_autofree char *path = g_build_filename(folder, name, NULL);
		gboolean wanted;
		/* A linked folder might lead back up. */
		gboolean within = g_file_test(path, G_FILE_TEST_IS_DIR) &&
				  !g_file_test(path, G_FILE_TEST_IS_SYMLINK) &&
				  depth < MOST_DEPTH;

		if (within) {
			if (!walk_folder(path, depth + 1, files, passed, error))
				return FALSE;
			continue;
		}
		wanted = g_file_test(path, G_FILE_TEST_IS_REGULAR) &&
			 may_be_transcript(name);
		g_ptr_array_add(wanted ? files : passed,
				g_steal_pointer(&path));
	}
	return names != NULL;
}

gboolean
app_folder_list(const char *folder, GPtrArray *files, GPtrArray *passed,
		GError **error)
{
	guint before = files->len;

	if (!walk_folder(folder, 0, files, passed, error))
		return FALSE;
	if (files->len > before)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "%s: no transcript in this folder", folder);
	return FALSE;
}
