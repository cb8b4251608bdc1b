/*
 * Exports: the sessions asked for, put together and handed to the room that
 * writes them.
 */
#include "app/private.h"
#include "app/doubts.h"
#include "app/pages.h"

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
static char *
make_xlsx(const struct export_set *set, struct export_options *options,
	  gsize *len, GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", &failed);
	char *bytes;

	if (!folder) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "no temporary folder for the workbook: %s; set "
			    "TMPDIR to one that can be written",
			    failed->message);
		return NULL;
	}
	options->temporary = folder;
	bytes = export_xlsx(set, options, len, error);
	g_rmdir(folder);
	return bytes;
}

static char *
make_export(const struct export_set *set, struct export_options *options,
	    enum format format, gsize *len, GError **error)
{
	char *text;

	if (format == XLSX)
		return make_xlsx(set, options, len, error);
	text = format == CSV ? export_csv(set, options) :
			       export_json(set, options);
	*len = strlen(text);
	return text;
}

/* One event for each session, so that its own history tells who took it
 * out.  Where to is not in it: names of files may be names of people. */
static gboolean
note_sessions(struct app *app, const struct export_set *set, enum format format,
	      gboolean with_transcript, GError **error)
{
	static const char *const says[] = { "a workbook", "a table", "JSON" };
	gboolean ok = TRUE;

	for (guint i = 0; ok && i < set->sessions->len; i++) {
		const struct session_record *record = set->sessions->pdata[i];

		ok = app_note(app, "export", record->session, error, "%s%s",
			      says[format],
			      with_transcript ? ", with the transcript" : "");
	}
	return ok;
}

/* Notes it down and writes it, or neither.  From a casebook that may only be
 * read an export is made all the same, and that it is not noted is told. */
static gboolean
write_noted(struct app *app, const struct export_set *set, enum format format,
	    gboolean with_transcript, const char *path, const char *bytes,
	    gsize len, GError **error)
{
	g_autoptr(GError) failed = NULL;
	struct stat status;
	gboolean special = !stat(path, &status) && !S_ISREG(status.st_mode);
	gboolean ok;

	/* Whoever reads a pipe may take their time. */
	if (special && !export_write_file(path, bytes, len, error))
		return FALSE;
	if (!app_begin(app, &failed)) {
		if (!g_error_matches(failed, BASE_ERROR, BASE_ERROR_DENIED)) {
			g_propagate_error(error, g_steal_pointer(&failed));
			return FALSE;
		}
		if (!special && !export_write_file(path, bytes, len, error))
			return FALSE;
		store_remark(app->store,
			     "the casebook may only be read: this export does "
			     "not stand in its history");
		return TRUE;
	}
	ok = note_sessions(app, set, format, with_transcript, error) &&
	     (special || export_write_file(path, bytes, len, error));
	return app_end(app, ok, error);
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

/* What is told of the raters of these sessions, which pages borrow. */
struct told_of_raters {
	struct dependence *stands; /* NULL: not known */
	struct panel_agreement *agreement;
	struct drift *drift;
	GPtrArray *pages; /* struct book_page */
};

static void
told_clear(struct told_of_raters *told)
{
	g_clear_pointer(&told->pages, g_ptr_array_unref);
	drift_free(told->drift);
	panel_agreement_free(told->agreement);
	dependence_free(told->stands);
}
typedef struct told_of_raters ToldOfRaters;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ToldOfRaters, told_clear)

/* How far marks would stand; NULL where that is not known: an export is made
 * all the same. */
static struct dependence *
standing_of(struct app *app, const struct panel_choice *of)
{
	struct depend_choice choice = { .of = *of, .certain = .8 };
	g_autoptr(Dependence) stands = app_depend(app, &choice, NULL);

	return stands && stands->standing.method ? g_steal_pointer(&stands) :
						   NULL;
}

static void
add_page(GPtrArray *pages, struct book_page *page)
{
	if (page)
		g_ptr_array_add(pages, page);
}

static gboolean
tell_of_raters(struct app *app, const GPtrArray *list,
	       struct told_of_raters *told, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	struct agreement_request request = { .seed = 1 };

	for (guint i = 0; i < list->len; i++) {
		const struct session_record *record = list->pdata[i];

		g_array_append_val(ids, record->session);
	}
	request.choice.sessions = (const gint64 *)ids->data;
	request.choice.n = ids->len;
	told->stands = standing_of(app, &request.choice);
	told->agreement = app_panel_agreement(app, &request, error);
	told->drift =
		told->agreement ? app_drift(app, &request.choice, error) : NULL;
	if (!told->drift)
		return FALSE;
	told->pages =
		g_ptr_array_new_with_free_func((GDestroyNotify)book_page_free);
	add_page(told->pages, agreement_page_build(told->agreement));
	add_page(told->pages, drift_page_build(told->drift));
	return TRUE;
}

gboolean
app_export(struct app *app, const gint64 *sessions, guint n, const char *path,
	   const struct app_export_options *chosen, GError **error)
{
	struct export_options options = {
		.with_transcript = chosen->with_transcript,
		.program = "iptrate " IPTRATE_VERSION,
		.created = chosen->date ? chosen->date : app->now,
	};
	struct export_set set = { 0 };
	g_autoptr(GHashTable) doubted = NULL;
	g_autoptr(GPtrArray) list = NULL;
	g_auto(ToldOfRaters) told = { 0 };
	g_autofree char *bytes = NULL;
	enum format format;
	gsize len;

	if (!format_of(path, &format, error) ||
	    !app_target_check(app, path, chosen->force, error))
		return FALSE;
	set.codebook = app_codebook(app, error);
	set.rubric = set.codebook ? app_rubric(app, error) : NULL;
	if (!set.rubric)
		return FALSE;
	doubted = app_doubted_rules(app, error);
	if (!doubted || !store_begin_reading(app->store, error))
		return FALSE;
	list = records(app, sessions, n, doubted, error);
	store_end(app->store, TRUE, NULL);
	if (!list)
		return FALSE;
	set.sessions = list;
	set.codebook =
		((const struct session_record *)list->pdata[0])->codebook;
	if (format == XLSX && !tell_of_raters(app, list, &told, error))
		return FALSE;
	set.standing = told.stands ? &told.stands->standing : NULL;
	set.pages = told.pages;
	bytes = make_export(&set, &options, format, &len, error);
	return bytes && write_noted(app, &set, format, chosen->with_transcript,
				    path, bytes, len, error);
}
