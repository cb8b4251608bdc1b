/*
 * Files into the casebook.
 *
 * In batches: files are read and parsed side by side, known ones set apart,
 * the new ones tagged side by side, and then saved one after the other in
 * one transaction.  What is wrong with one file is in its result; only a
 * casebook that cannot be written ends the whole.
 */
#include "app/blind.h"
#include "app/incoming.h"
#include "app/tagging_anew.h"

#include <glib/gstdio.h>

/* Few at a time, so that progress is seen to be made. */
#define IMPORT_BATCH 25
#define BATCH_BYTES (64 << 20)

void
import_result_free(struct import_result *result)
{
	if (!result)
		return;
	g_free(result->path);
	g_free(result->case_code);
	g_free(result->format);
	g_free(result->copy_of);
	g_ptr_array_unref(result->warnings);
	g_ptr_array_unref(result->speakers);
	g_ptr_array_unref(result->notes);
	g_clear_error(&result->error);
	g_free(result);
}

static struct import_result *
result_new(const char *path)
{
	struct import_result *result = g_new0(struct import_result, 1);

	result->path = g_strdup(path);
	result->warnings = diagnostics_new();
	result->speakers = g_ptr_array_new_with_free_func(g_free);
	result->notes = g_ptr_array_new_with_free_func(g_free);
	return result;
}

/* Rules that gave up on a turn are told of, like any other warning. */
static void
warn_limits(struct incoming *file)
{
	struct import_result *result = file->result;
	g_autoptr(GPtrArray) limits = g_ptr_array_new_with_free_func(g_free);

	app_limits_list(file->tagging, file->codebook, "tagging", limits);
	for (guint i = 0; i < limits->len; i++)
		diagnostics_add(result->warnings, DIAGNOSTIC_WARNING,
				result->path, 0, 0, NULL, "%s",
				(const char *)limits->pdata[i]);
}

static void
read_one(guint i, void *data)
{
	incoming_read((struct incoming *)data + i);
}

static void
tag_one(guint i, void *data)
{
	struct incoming *file = (struct incoming *)data + i;
	struct import_result *result = file->result;

	if (result->error || result->known || file->first)
		return;
	file->tagging =
		tagger_run(file->tagger, file->transcript, &file->settled);
	result->tags = file->tagging->tags->len;
	warn_limits(file);
}

/* -- against the casebook ------------------------------------------------- */

/* The therapist whom the file's name tells. */
static gboolean
save_therapist(struct app *app, const struct incoming *file, GError **error)
{
	return !file->named.therapist ||
	       store_session_therapist_set(app->store, file->result->session,
					   file->named.therapist, error);
}

static gboolean
save_parts(struct app *app, struct incoming *file, GError **error)
{
	struct import_result *result = file->result;
	g_autofree char *name = g_path_get_basename(result->path);
	g_autofree char *shown = base_printable(name, -1);
	struct new_session new = {
		.case_code = result->case_code,
		.facts = file->facts,
		.source_name = shown,
		.sha256 = file->sha256,
		.talk = file->talk,
		.transcript = file->transcript,
		.bytes = file->bytes,
		.len = file->len,
	};
	g_autofree char *turns = NULL;
	g_autofree char *tags = NULL;

	if (!incoming_check_number(app->store, file, error))
		return FALSE;
	incoming_tell_doubts(file);
	turns = base_count(result->turns, "turn", "turns");
	tags = base_count(result->tags, "tag", "tags");
	result->session = store_session_add(app->store, &new, error);
	incoming_note_name(file);
	return result->session && save_therapist(app, file, error) &&
	       store_tagging_save(app->store, result->session, app->codebook,
				  file->tagging, error) &&
	       app_note(app, "import", result->session, error,
			"%s (sha256 %s) into case %s: %s, %s by codebook %s "
			"%s",
			shown, file->sha256, result->case_code, turns, tags,
			app->codebook->id, app->codebook->version) &&
	       incoming_remember(app, file, error);
}

/* Files that are read, tagged and saved together. */
struct batch {
	struct app *app;
	struct incoming *files;
	guint n;
	struct arrivals *arrivals;
	gboolean dry;
};

/* A copy is what the file ahead that brings the same talk has become. */
static gboolean
follow_first(struct store *store, struct incoming *file, GError **error)
{
	struct import_result *result = file->result;

	if (file->first->session)
		return incoming_known(store, file, file->first->session, error);
	result->error = g_error_copy(file->first->error);
	return TRUE;
}

/* A fault of the file goes to its result; TRUE as long as the casebook can
 * be written. */
static gboolean
save_one(struct batch *batch, guint i, GError **error)
{
	struct store *store = batch->app->store;
	struct incoming *file = &batch->files[i];
	struct import_result *result = file->result;
	g_autoptr(GError) failed = NULL;

	if (file->first)
		return follow_first(store, file, error);
	if (result->error || result->known)
		return TRUE;
	if (!store_part_begin(store, error))
		return FALSE;
	if (store_part_end(store, save_parts(batch->app, file, &failed),
			   &failed))
		return TRUE;
	result->session = 0;
	if (!g_error_matches(failed, BASE_ERROR, BASE_ERROR_INPUT)) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	result->error = g_steal_pointer(&failed);
	return TRUE;
}

static gboolean
save_all(struct batch *batch, GError **error)
{
	gboolean ok = TRUE;

	if (!app_begin(batch->app, error))
		return FALSE;
	for (guint i = 0; i < batch->n && ok; i++)
		ok = save_one(batch, i, error);
	return app_end(batch->app, ok, error);
}

/* Parsed, with what the casebook remembers of the case. */
static gboolean
read_batch(struct batch *batch, GError **error)
{
	struct app *app = batch->app;
	gboolean good = FALSE;

	app_parallel(batch->n, read_one, batch->files);
	for (guint i = 0; i < batch->n; i++) {
		struct incoming *file = &batch->files[i];

		if (app->store && !incoming_recall(app, file, error))
			return FALSE;
		incoming_describe(file);
		good |= file->result->error == NULL;
	}
	/* A new casebook is made when there is something to put in. */
	return batch->dry || !good || app_store(app, error);
}

/* In a dry run: all that the import itself would say. */
static gboolean
look_ahead(struct app *app, struct incoming *file, GError **error)
{
	incoming_note_name(file);
	incoming_tell_doubts(file);
	return incoming_check_number(app->store, file, error);
}

/* In the order of the files: what is known, and what the new ones will be. */
static gboolean
settle_one(struct batch *batch, struct incoming *file, gboolean *new,
	   GError **error)
{
	struct app *app = batch->app;
	struct import_result *result = file->result;

	if (result->known || result->error)
		return TRUE;
	file->first = arrivals_talk(batch->arrivals, file);
	/* In a dry run nothing is stored by which it could be recognised. */
	if (file->first && batch->dry) {
		result->copy_of = g_strdup(file->first->path);
		result->known = TRUE;
	}
	*new = *new || !file->first;
	if (!arrivals_settle(app, batch->arrivals, file, error))
		return FALSE;
	return !batch->dry || look_ahead(app, file, error);
}

static gboolean
run_batch(struct batch *batch, GError **error)
{
	struct app *app = batch->app;
	gboolean new = FALSE;

	if (!read_batch(batch, error))
		return FALSE;
	for (guint i = 0; i < batch->n; i++) {
		if (batch->files[i].sha256 && app->store &&
		    !incoming_recognise(app->store, &batch->files[i], error))
			return FALSE;
		arrivals_claim(batch->arrivals, &batch->files[i]);
	}
	for (guint i = 0; i < batch->n; i++) {
		if (!settle_one(batch, &batch->files[i], &new, error))
			return FALSE;
	}
	app_parallel(batch->n, tag_one, batch->files);
	if (batch->dry || !new)
		return TRUE;
	arrivals_forget(batch->arrivals);
	return save_all(batch, error);
}

/* One batch of paths; appends their results. */
static gboolean
import_batch(struct app *app, const char *const *paths, guint n,
	     const struct import_options *options, struct arrivals *arrivals,
	     GPtrArray *results, GError **error)
{
	g_autofree struct incoming *files = g_new0(struct incoming, n);
	struct batch batch = { .app = app,
			       .files = files,
			       .n = n,
			       .arrivals = arrivals,
			       .dry = options->dry_run };
	gboolean ok;

	for (guint i = 0; i < n; i++) {
		files[i].options = options;
		files[i].codebook = app->codebook;
		files[i].tagger = app->tagger;
		files[i].result = result_new(paths[i]);
		g_ptr_array_add(results, files[i].result);
	}
	ok = run_batch(&batch, error) &&
	     (!app->store || blind_results(app, results, error));
	for (guint i = 0; i < n; i++)
		incoming_clear(&files[i]);
	return ok;
}

/* How many of the paths make a batch: few when they are large, because a
 * batch is in memory at once. */
static guint
batch_size(const char *const *paths)
{
	gint64 bytes = 0;
	GStatBuf status;
	guint n = 0;

	while (paths[n] && n < IMPORT_BATCH && bytes < BATCH_BYTES) {
		if (!g_stat(paths[n++], &status))
			bytes += status.st_size;
	}
	return n;
}

GPtrArray *
app_import(struct app *app, const char *const *paths,
	   const struct import_options *options, app_progress progress,
	   void *data, GError **error)
{
	g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(
		(GDestroyNotify)import_result_free);
	g_autoptr(Arrivals) arrivals = arrivals_new();
	guint total = g_strv_length((char **)paths);
	gboolean there = g_file_test(app->casebook_path, G_FILE_TEST_EXISTS);

	if (!app_tagger(app, error))
		return NULL;
	if (there &&
	    (!app_store(app, error) ||
	     (!options->dry_run && !talk_digests_fill(app->store, error))))
		return NULL;
	for (guint done = 0, n; done < total; done += n) {
		n = batch_size(paths + done);
		if (!import_batch(app, paths + done, n, options, arrivals,
				  results, error))
			return NULL;
		if (progress)
			progress(done + n, total, paths[done + n - 1], data);
	}
	return g_steal_pointer(&results);
}
