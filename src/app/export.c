/*
 * Exports: made whole in memory or a private folder, then put in place at
 * once, so that a target is the old file or the new one and never half.
 */
#include "app/private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
fail_write(const char *path, int code, GError **error)
{
	gboolean denied = code == EACCES || code == EPERM || code == EROFS;
	g_autofree char *shown = base_printable(path, -1);

	if (code == ENOSPC)
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "%s: the disk is full; make room or write "
			    "elsewhere",
			    shown);
	else
		g_set_error(error, BASE_ERROR,
			    denied ? BASE_ERROR_DENIED : BASE_ERROR_IO,
			    "%s cannot be written: %s", shown,
			    g_strerror(code));
}

/* Writes to what is there: a device, a pipe. */
static gboolean
write_special(const char *path, const char *bytes, gsize len, GError **error)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	gssize n = 0;

	if (fd < 0) {
		fail_write(path, errno, error);
		return FALSE;
	}
	for (gsize done = 0; done < len; done += (gsize)n) {
		n = write(fd, bytes + done, len - done);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n < 0)
			break;
	}
	if (n < 0)
		fail_write(path, errno, error);
	if (close(fd) && n >= 0) {
		fail_write(path, errno, error);
		n = -1;
	}
	return n >= 0;
}

/* The system's code behind GLib's, for the ones a mend is known for. */
static int
errno_of(const GError *failed)
{
	static const struct {
		GFileError glib;
		int code;
	} pairs[] = {
		{ G_FILE_ERROR_NOSPC, ENOSPC },
		{ G_FILE_ERROR_ACCES, EACCES },
		{ G_FILE_ERROR_PERM, EPERM },
		{ G_FILE_ERROR_ROFS, EROFS },
		{ G_FILE_ERROR_NOENT, ENOENT },
		{ G_FILE_ERROR_NOTDIR, ENOTDIR },
		{ G_FILE_ERROR_NAMETOOLONG, ENAMETOOLONG },
	};

	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
		if (g_error_matches(failed, G_FILE_ERROR, (int)pairs[i].glib))
			return pairs[i].code;
	}
	return EIO;
}

static gboolean
write_target(const char *path, const char *bytes, gsize len, GError **error)
{
	struct stat status;
	gboolean there = stat(path, &status) == 0;
	g_autoptr(GError) failed = NULL;

	if (there && S_ISDIR(status.st_mode)) {
		fail_write(path, EISDIR, error);
		return FALSE;
	}
	if (there && !S_ISREG(status.st_mode))
		return write_special(path, bytes, len, error);
	/* It holds what was said in a session: for its owner alone. */
	if (g_file_set_contents_full(path, bytes, (gssize)len,
				     G_FILE_SET_CONTENTS_CONSISTENT |
					     G_FILE_SET_CONTENTS_DURABLE,
				     0600, &failed))
		return TRUE;
	fail_write(path, errno_of(failed), error);
	return FALSE;
}

/* The workbook's bytes, by way of a folder nobody else can read. */
static gboolean
build_xlsx(const struct export_set *set, struct export_options *options,
	   char **bytes, gsize *len, GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", &failed);
	g_autofree char *path = NULL;
	gboolean ok;

	if (!folder) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "no temporary folder for the workbook: %s; set "
			    "TMPDIR to one that can be written",
			    failed->message);
		return FALSE;
	}
	path = g_build_filename(folder, "workbook.xlsx", NULL);
	options->temporary = folder;
	ok = export_xlsx(set, options, path, error) &&
	     app_file_read(path, bytes, len, error);
	g_unlink(path);
	g_rmdir(folder);
	return ok;
}

enum format { XLSX, CSV, JSON };

/* Told by the ending; what has none and is no plain file gets a workbook. */
static gboolean
format_of(const char *path, enum format *format, GError **error)
{
	static const char *const endings[] = { ".xlsx", ".csv", ".json" };
	g_autofree char *lower = g_ascii_strdown(path, -1);
	g_autofree char *shown = NULL;
	struct stat status;

	for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
		if (g_str_has_suffix(lower, endings[i])) {
			*format = i;
			return TRUE;
		}
	}
	*format = XLSX;
	if (!stat(path, &status) && !S_ISREG(status.st_mode) &&
	    !S_ISDIR(status.st_mode))
		return TRUE;
	shown = base_printable(path, -1);
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "%s: the format is told by the ending; name a file that "
		    "ends in .xlsx, .csv or .json",
		    shown);
	return FALSE;
}

static gboolean
build(const struct export_set *set, struct export_options *options,
      enum format format, char **bytes, gsize *len, GError **error)
{
	if (format == XLSX)
		return build_xlsx(set, options, bytes, len, error);
	*bytes = format == CSV ? export_csv(set, options) :
				 export_json(set, options);
	*len = strlen(*bytes);
	return TRUE;
}

/* Records of the sessions asked for; NULL with an error. */
static GPtrArray *
records(struct app *app, const gint64 *sessions, guint n, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)session_record_free);
	g_autoptr(GArray) ids = app_ids(app, sessions, n, error);

	for (guint i = 0; ids && i < ids->len; i++) {
		struct session_record *record =
			app_record(app, g_array_index(ids, gint64, i), error);

		if (!record)
			return NULL;
		g_ptr_array_add(list, record);
	}
	if (ids && !ids->len)
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "the casebook has no session to export; import a "
			    "transcript first");
	return list->len ? g_steal_pointer(&list) : NULL;
}

gboolean
app_export(struct app *app, const gint64 *sessions, guint n, const char *path,
	   gboolean with_transcript, GError **error)
{
	struct export_options options = {
		.with_transcript = with_transcript,
		.program = "iptrate " IPTRATE_VERSION,
		.created = app->now,
	};
	struct export_set set = { 0 };
	g_autoptr(GPtrArray) list = NULL;
	g_autofree char *bytes = NULL;
	enum format format;
	gsize len;

	if (!format_of(path, &format, error))
		return FALSE;
	set.codebook = app_codebook(app, error);
	set.rubric = set.codebook ? app_rubric(app, error) : NULL;
	if (!set.rubric)
		return FALSE;
	list = records(app, sessions, n, error);
	if (!list)
		return FALSE;
	set.sessions = list;
	return build(&set, &options, format, &bytes, &len, error) &&
	       write_target(path, bytes, len, error);
}
