/*
 * Files into the casebook.
 *
 * In batches: files are read and parsed side by side, known ones set apart,
 * the new ones tagged side by side, and then saved one after the other in
 * one transaction.  What is wrong with one file is in its result; only a
 * casebook that cannot be written ends the whole.
 */
#include "app/private.h"

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

	if (result->error || result->known)
		return;
	file->tagging =
		tagger_run(file->tagger, file->transcript, &file->settled);
	result->tags = file->tagging->tags->len;
	warn_limits(file);
}

/* -- against the casebook ------------------------------------------------- */

/* Facts as they will stand: planned and focus of the case where the file
 * says nothing, and the suggested phase. */
static gboolean
settle(struct store *store, struct incoming *file, GError **error)
{
	g_autoptr(GError) failed = NULL;
	struct case_info *info = NULL;
	gboolean suggested;

	file->settled = file->facts;
	if (store)
		info = store_case_find(store, file->result->case_code, &failed);
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	if (info && !file->settled.planned)
		file->settled.planned = info->planned;
	if (info && !file->settled.focus)
		file->settled.focus = info->focus;
	case_info_free(info);
	app_facts_settle(&file->settled, &suggested);
	file->result->number = file->settled.number;
	file->result->planned = file->settled.planned;
	file->result->phase = file->settled.phase;
	return TRUE;
}

/* A file before it in the batch may have brought the case, and with it facts
 * that rules look at. */
static gboolean
tag_anew(struct app *app, struct incoming *file, GError **error)
{
	struct session_facts before = file->settled;

	if (!settle(app->store, file, error))
		return FALSE;
	if (app_facts_same(&before, &file->settled))
		return TRUE;
	tagging_free(file->tagging);
	file->tagging =
		tagger_run(file->tagger, file->transcript, &file->settled);
	file->result->tags = file->tagging->tags->len;
	return TRUE;
}

/* The therapist whom the file's name tells. */
static gboolean
save_therapist(struct app *app, const struct incoming *file, GError **error)
{
	return !file->named.therapist ||
	       store_session_therapist_set(app->store, file->result->session,
					   file->named.therapist, error);
}

/* The case and the therapist as they were spelled first. */
static gboolean
spell(struct app *app, struct incoming *file, GError **error)
{
	char **code = &file->result->case_code;
	char **therapist = &file->named.therapist;
	const char *first;

	if (!(first = app_case_code(app, *code, error)))
		return FALSE;
	if (first != *code) {
		g_free(*code);
		*code = g_strdup(first);
	}
	if (!*therapist)
		return TRUE;
	if (!(first = app_person_code(app, "person", *therapist, error)))
		return FALSE;
	g_free(*therapist);
	*therapist = g_strdup(first);
	return TRUE;
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
	};
	g_autofree char *turns = NULL;
	g_autofree char *tags = NULL;

	if (!incoming_name(app, file, error) || !spell(app, file, error) ||
	    !tag_anew(app, file, error) ||
	    !incoming_check_number(app->store, file, error) ||
	    !incoming_have(file, error))
		return FALSE;
	incoming_tell_doubts(file);
	new.case_code = result->case_code;
	new.bytes = file->bytes;
	new.len = file->len;
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

/* A fault of the file goes to its result; TRUE as long as the casebook can
 * be written. */
static gboolean
save_one(struct app *app, struct incoming *file, GError **error)
{
	struct import_result *result = file->result;
	g_autoptr(GError) failed = NULL;

	/* The same file may have come a moment ago in this very batch. */
	if (result->error || result->known ||
	    !incoming_recognise(app->store, file, error) || result->known)
		return result->error || result->known;
	if (!store_part_begin(app->store, error))
		return FALSE;
	if (store_part_end(app->store, save_parts(app, file, &failed), &failed))
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
save_all(struct app *app, struct incoming *files, guint n, GError **error)
{
	gboolean ok = TRUE;

	if (!store_begin(app->store, error))
		return FALSE;
	for (guint i = 0; i < n && ok; i++)
		ok = save_one(app, &files[i], error);
	return store_end(app->store, ok, error);
}

static gboolean
any_good(const struct incoming *files, guint n)
{
	for (guint i = 0; i < n; i++) {
		if (!files[i].result->error)
			return TRUE;
	}
	return FALSE;
}

/* In a dry run nothing is stored by which a second copy were recognised. */
static void
find_copy(GHashTable *seen, const struct incoming *file)
{
	struct import_result *result = file->result;
	const char *first;

	if (!file->talk || result->error || result->known)
		return;
	first = g_hash_table_lookup(seen, file->talk);
	result->copy_of = g_strdup(first);
	result->known = first != NULL;
	if (!first)
		g_hash_table_insert(seen, g_strdup(file->talk),
				    g_strdup(result->path));
}

/* In a dry run: all that the import itself would say. */
static gboolean
look_ahead(struct app *app, GHashTable *seen, struct incoming *file,
	   GError **error)
{
	find_copy(seen, file);
	incoming_note_name(file);
	incoming_tell_doubts(file);
	return incoming_check_number(app->store, file, error);
}

/* seen: files of a dry run by content; NULL when it is no dry run. */
static gboolean
run_batch(struct app *app, struct incoming *files, guint n, GHashTable *seen,
	  GError **error)
{
	gboolean news = FALSE;

	app_parallel(n, read_one, files);
	for (guint i = 0; i < n; i++) {
		if (app->store && files[i].transcript &&
		    files[i].result->case_code &&
		    (!spell(app, &files[i], error) ||
		     !incoming_recall(app->store, &files[i], error)))
			return FALSE;
		incoming_describe(&files[i]);
	}
	if (!seen && any_good(files, n) && !app_store(app, error))
		return FALSE;
	for (guint i = 0; i < n; i++) {
		const struct import_result *result = files[i].result;

		if (files[i].sha256 && app->store &&
		    !incoming_recognise(app->store, &files[i], error))
			return FALSE;
		if (result->known || result->error)
			continue;
		if (!incoming_name(app, &files[i], error) ||
		    !settle(app->store, &files[i], error))
			return FALSE;
		incoming_let_go(&files[i]);
		if (seen && !look_ahead(app, seen, &files[i], error))
			return FALSE;
		news = TRUE;
	}
	app_parallel(n, tag_one, files);
	return seen || !news || save_all(app, files, n, error);
}

/* One batch of paths; appends their results. */
static gboolean
import_batch(struct app *app, const char *const *paths, guint n,
	     const struct import_options *options, GHashTable *seen,
	     GPtrArray *results, GError **error)
{
	g_autofree struct incoming *files = g_new0(struct incoming, n);
	gboolean ok;

	for (guint i = 0; i < n; i++) {
		files[i].options = options;
		files[i].codebook = app->codebook;
		files[i].tagger = app->tagger;
		files[i].result = result_new(paths[i]);
		g_ptr_array_add(results, files[i].result);
	}
	ok = run_batch(app, files, n, seen, error);
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
	g_autoptr(GHashTable) seen =
		options->dry_run ?
			g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					      g_free) :
			NULL;
	guint total = g_strv_length((char **)paths);
	gboolean there = g_file_test(app->casebook_path, G_FILE_TEST_EXISTS);

	if (!app_tagger(app, error))
		return NULL;
	/* A new casebook is made when there is something to put in. */
	if (there &&
	    (!app_store(app, error) ||
	     (!options->dry_run && !talk_digests_fill(app->store, error))))
		return NULL;
	for (guint done = 0, n; done < total; done += n) {
		n = batch_size(paths + done);
		if (!import_batch(app, paths + done, n, options, seen, results,
				  error))
			return NULL;
		if (progress)
			progress(done + n, total, paths[done + n - 1], data);
	}
	return g_steal_pointer(&results);
}
