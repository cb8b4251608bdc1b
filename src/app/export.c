/*
 * Exports: the sessions asked for, put together and handed to the room that
 * writes them.
 */
#include "app/private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

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

/* The workbook is put together in a folder nobody else can read. */
static gboolean
write_xlsx(const struct export_set *set, struct export_options *options,
	   const char *path, GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", &failed);
	gboolean ok;

	if (!folder) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "no temporary folder for the workbook: %s; set "
			    "TMPDIR to one that can be written",
			    failed->message);
		return FALSE;
	}
	options->temporary = folder;
	ok = export_xlsx(set, options, path, error);
	g_rmdir(folder);
	return ok;
}

static gboolean
write_export(const struct export_set *set, struct export_options *options,
	     enum format format, const char *path, GError **error)
{
	g_autofree char *text = NULL;

	if (format == XLSX)
		return write_xlsx(set, options, path, error);
	text = format == CSV ? export_csv(set, options) :
			       export_json(set, options);
	return export_write_file(path, text, strlen(text), error);
}

/* Records of the sessions asked for; NULL with an error. */
static GPtrArray *
records(struct app *app, const gint64 *sessions, guint n, GHashTable *doubted,
	GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)session_record_free);
	g_autoptr(GArray) ids = app_ids(app, sessions, n, error);

	for (guint i = 0; ids && i < ids->len; i++) {
		struct session_record *record = app_record_knowing(
			app, g_array_index(ids, gint64, i), doubted, error);

		if (!record)
			return NULL;
		g_ptr_array_add(list, record);
		record->codebook = app_codebook_used(
			app, record->session, &record->codebook_sha256, error);
		if (!record->codebook)
			return NULL;
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
	g_autoptr(GHashTable) doubted = NULL;
	g_autoptr(GPtrArray) list = NULL;
	enum format format;

	if (!format_of(path, &format, error))
		return FALSE;
	set.codebook = app_codebook(app, error);
	set.rubric = set.codebook ? app_rubric(app, error) : NULL;
	if (!set.rubric)
		return FALSE;
	doubted = app_doubted_rules(app, error);
	if (!doubted || !store_begin_reading(app->store, error))
		return FALSE;
	list = records(app, sessions, n, doubted, error);
	store_end_reading(app->store);
	if (!list)
		return FALSE;
	set.sessions = list;
	set.codebook =
		((const struct session_record *)list->pdata[0])->codebook;
	return write_export(&set, &options, format, path, error);
}
