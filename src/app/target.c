/*
 * May a file be written over by an export?
 *
 * One that was exported before may, and what holds nothing.  Anything else
 * only when it is asked for, and a casebook never: neither this one, by
 * whatever name or link, with what lies beside it, nor another.
 */
#include "app/private.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
is_file(const struct stat *status, const char *path)
{
	struct stat other;

	return !stat(path, &other) && other.st_dev == status->st_dev &&
	       other.st_ino == status->st_ino;
}

/* This casebook, its log, or its note of who holds it.  Known without opening
 * it, which would drop the locks that are held on it. */
static gboolean
is_this_casebook(const struct app *app, const struct stat *status)
{
	static const char *const beside[] = { "", "-wal", "-shm", "-journal",
					      ".lock" };

	for (guint i = 0; i < G_N_ELEMENTS(beside); i++) {
		g_autofree char *path =
			g_strconcat(app->casebook_path, beside[i], NULL);

		if (is_file(status, path))
			return TRUE;
	}
	return FALSE;
}

gboolean
app_output_check(const struct app *app, const char *path, GError **error)
{
	g_autofree char *shown = base_printable(path, -1);
	struct stat status;

	if (stat(path, &status) || !S_ISREG(status.st_mode) ||
	    (!is_this_casebook(app, &status) && !store_is_casebook(path)))
		return TRUE;
	return app_fail(error, BASE_ERROR_DENIED,
			"%s is a casebook, and nothing is ever written over "
			"one; name another file",
			shown);
}

gboolean
app_target_check(const struct app *app, const char *path, gboolean force,
		 GError **error)
{
	g_autofree char *shown = base_printable(path, -1);
	struct stat status, itself;

	if (stat(path, &status) || !S_ISREG(status.st_mode)) {
		if (lstat(path, &itself) || !S_ISLNK(itself.st_mode) ||
		    !stat(path, &status))
			return TRUE;
		return app_fail(error, BASE_ERROR_DENIED,
				"%s is a link to nothing; name a file", shown);
	}
	if (!app_output_check(app, path, error))
		return FALSE;
	if (force || status.st_size == 0)
		return TRUE;
	if (!lstat(path, &itself) && S_ISLNK(itself.st_mode))
		return app_fail(error, BASE_ERROR_DENIED,
				"%s is a link; name the file it leads to, or "
				"say --force to put the export in its place",
				shown);
	return export_is_earlier(path) ||
	       app_fail(error, BASE_ERROR_DENIED,
			"%s is there and is no earlier export; name another "
			"file, or say --force to replace it",
			shown);
}
