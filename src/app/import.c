/*
 * Files into the casebook.
 *
 * In batches: files are read and parsed side by side, known ones set apart,
 * the new ones tagged side by side, and then saved one after the other in
 * one transaction.  What is wrong with one file is in its result; only a
 * casebook that cannot be written ends the whole.
 */
#include "app/private.h"

#include <string.h>

/* One file on its way in. */
struct job {
	const struct import_options *options;
	struct import_result *result;	/* borrowed */
	const struct codebook *codebook;
	struct tagger *tagger;
	char *bytes;
	gsize len;
	char *sha256;
	struct transcript *transcript;
	struct session_facts facts;	/* as said, for the casebook */
	struct session_facts settled;	/* with case and suggestion */
	struct tagging *tagging;
};

static void
job_clear(struct job *job)
{
	g_free(job->bytes);
	g_free(job->sha256);
	transcript_free(job->transcript);
	tagging_free(job->tagging);
}

void
import_result_free(struct import_result *result)
{
	if (!result)
		return;
	g_free(result->path);
	g_free(result->case_code);
	g_free(result->format);
	g_ptr_array_unref(result->warnings);
	g_ptr_array_unref(result->speakers);
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
	return result;
}

/* -- reading -------------------------------------------------------------- */

/* label -> role of the options, --therapist among them; NULL for none. */
static GHashTable *
roles_of(const struct import_options *options)
{
	GHashTable *roles;
	GHashTableIter each;
	gpointer label, role;

	if (!options->roles && !options->therapist)
		return NULL;
	roles = g_hash_table_new(g_str_hash, g_str_equal);
	if (options->roles) {
		g_hash_table_iter_init(&each, options->roles);
		while (g_hash_table_iter_next(&each, &label, &role))
			g_hash_table_insert(roles, label, role);
	}
	if (options->therapist)
		g_hash_table_insert(roles, (gpointer)options->therapist,
				    GINT_TO_POINTER(TURN_THERAPIST));
	return roles;
}

static struct transcript *
parse(const struct job *job, GError **error)
{
	const struct import_options *options = job->options;
	g_autoptr(GHashTable) roles = roles_of(options);
	struct transcript_options how = {
		.name = job->result->path,
		.format = options->format,
		.strict = options->strict,
		.roles = roles,
	};

	return transcript_parse(job->bytes, job->len, &how, error);
}

/* Everything a diagnostic says, once more. */
static void
copy_warnings(const GPtrArray *from, GPtrArray *to)
{
	for (guint i = 0; i < from->len; i++) {
		const struct diagnostic *warning = from->pdata[i];

		diagnostics_add(to, warning->level, warning->file,
				warning->line, warning->column,
				warning->source_line, "%s", warning->message);
	}
}

/* The file's name without folder and ending, as a case code. */
static char *
stem_of(const char *path)
{
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *valid = g_filename_display_name(name);
	char *dot = strrchr(valid, '.');

	if (dot && dot > valid)
		*dot = '\0';
	return base_printable(valid, -1);
}

/* Case and facts: an option, else a header line, else what can be told. */
static void
fill_facts(struct job *job)
{
	const struct import_options *options = job->options;
	struct import_result *result = job->result;
	const char *named = options->case_code;

	app_header_facts(job->transcript, result->path, &job->facts,
			 result->warnings);
	if (options->number)
		job->facts.number = options->number;
	if (options->planned)
		job->facts.planned = options->planned;
	if (options->phase)
		job->facts.phase = options->phase;
	if (options->focus)
		job->facts.focus = options->focus;
	if (!named)
		named = g_hash_table_lookup(job->transcript->headers, "case");
	result->case_code = named && *named ? base_printable(named, -1)
					    : stem_of(result->path);
	g_strstrip(result->case_code);
}

static void
describe(struct job *job)
{
	struct import_result *result = job->result;
	const struct transcript *transcript = job->transcript;

	result->format = g_strdup(transcript->format);
	result->turns = transcript->turns->len;
	for (guint i = 0; i < transcript->turns->len; i++) {
		const struct turn *turn = &g_array_index(transcript->turns,
							 struct turn, i);

		result->therapist_turns += turn->role == TURN_THERAPIST;
	}
	for (guint i = 0; i < transcript->speakers->len; i++) {
		const struct speaker *speaker =
			transcript->speakers->pdata[i];
		g_autofree char *line = g_strdup_printf(
			"%s: %s (%s)", speaker->label,
			turn_role_print(speaker->role), speaker->reason);

		g_ptr_array_add(result->speakers, base_printable(line, -1));
		result->words += speaker->words;
	}
	copy_warnings(transcript->warnings, result->warnings);
}

static void
read_one(guint i, void *data)
{
	struct job *job = (struct job *)data + i;
	struct import_result *result = job->result;

	if (!app_file_read(result->path, &job->bytes, &job->len,
			   &result->error))
		return;
	job->sha256 = base_sha256(job->bytes, job->len);
	job->transcript = parse(job, &result->error);
	if (!job->transcript)
		return;
	describe(job);
	fill_facts(job);
	if (app_code_check("case", result->case_code, &result->error))
		transcript_check_roles(job->transcript, result->path,
				       &result->error);
}

/* Rules that gave up on a turn are told of, like any other warning. */
static void
warn_limits(struct job *job)
{
	struct import_result *result = job->result;
	g_autoptr(GPtrArray) limits = g_ptr_array_new_with_free_func(g_free);

	app_limits_list(job->tagging, job->codebook, "tagging", limits);
	for (guint i = 0; i < limits->len; i++)
		diagnostics_add(result->warnings, DIAGNOSTIC_WARNING,
				result->path, 0, 0, NULL, "%s",
				(const char *)limits->pdata[i]);
}

static void
tag_one(guint i, void *data)
{
	struct job *job = (struct job *)data + i;
	struct import_result *result = job->result;

	if (result->error || result->known)
		return;
	job->tagging = tagger_run(job->tagger, job->transcript, &job->settled);
	result->tags = job->tagging->tags->len;
	warn_limits(job);
}

/* -- against the casebook ------------------------------------------------- */

/* What the casebook knows of this file, so that nothing is done twice. */
static gboolean
recognise(struct store *store, struct job *job, GError **error)
{
	struct import_result *result = job->result;
	g_autoptr(GError) failed = NULL;
	struct session_info *info;
	gint64 session = store_session_find(store, job->sha256, &failed);

	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	if (!session)
		return TRUE;
	info = store_session(store, session, error);
	if (!info)
		return FALSE;
	app_facts_settle(&info->facts, &info->phase_suggested);
	result->known = TRUE;
	result->session = session;
	result->number = info->facts.number;
	result->planned = info->facts.planned;
	result->phase = info->facts.phase;
	result->tags = info->tags;
	g_free(result->case_code);
	result->case_code = g_steal_pointer(&info->case_code);
	session_info_free(info);
	return TRUE;
}

/* Facts as they will stand: planned and focus of the case where the file
 * says nothing, and the suggested phase. */
static gboolean
settle(struct store *store, struct job *job, GError **error)
{
	g_autoptr(GError) failed = NULL;
	struct case_info *info = NULL;
	gboolean suggested;

	job->settled = job->facts;
	if (store)
		info = store_case_find(store, job->result->case_code, &failed);
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	if (info && !job->settled.planned)
		job->settled.planned = info->planned;
	if (info && !job->settled.focus)
		job->settled.focus = info->focus;
	case_info_free(info);
	app_facts_settle(&job->settled, &suggested);
	job->result->number = job->settled.number;
	job->result->planned = job->settled.planned;
	job->result->phase = job->settled.phase;
	return TRUE;
}

static gboolean
save_parts(struct app *app, struct job *job, GError **error)
{
	struct import_result *result = job->result;
	g_autofree char *name = g_path_get_basename(result->path);
	g_autofree char *shown = base_printable(name, -1);
	struct new_session new = {
		.case_code = result->case_code,
		.facts = job->facts,
		.source_name = shown,
		.bytes = job->bytes,
		.len = job->len,
		.sha256 = job->sha256,
		.transcript = job->transcript,
	};

	result->session = store_session_add(app->store, &new, error);
	return result->session &&
	       store_tagging_save(app->store, result->session, app->codebook,
				  job->tagging, error) &&
	       app_note(app, "import", result->session, error,
			"%s (sha256 %s) into case %s: %u turns, %u tags by "
			"codebook %s %s", shown, job->sha256,
			result->case_code, result->turns, result->tags,
			app->codebook->id, app->codebook->version);
}

/* A fault of the file goes to its result; TRUE as long as the casebook can
 * be written. */
static gboolean
save_one(struct app *app, struct job *job, GError **error)
{
	struct import_result *result = job->result;
	g_autoptr(GError) failed = NULL;

	/* The same file may have come a moment ago in this very batch. */
	if (result->error || result->known ||
	    !recognise(app->store, job, error) || result->known)
		return result->error || result->known;
	if (!store_part_begin(app->store, error))
		return FALSE;
	if (store_part_end(app->store, save_parts(app, job, &failed), &failed))
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
save_all(struct app *app, struct job *jobs, guint n, GError **error)
{
	gboolean ok = TRUE;

	if (!store_begin(app->store, error))
		return FALSE;
	for (guint i = 0; i < n && ok; i++)
		ok = save_one(app, &jobs[i], error);
	return store_end(app->store, ok, error);
}

static gboolean
run_batch(struct app *app, struct job *jobs, guint n, gboolean dry_run,
	  GError **error)
{
	gboolean news = FALSE;

	app_parallel(n, read_one, jobs);
	for (guint i = 0; i < n; i++) {
		if (jobs[i].result->error)
			continue;
		if ((app->store && !recognise(app->store, &jobs[i], error)) ||
		    (!jobs[i].result->known &&
		     !settle(app->store, &jobs[i], error)))
			return FALSE;
		news |= !jobs[i].result->known;
	}
	app_parallel(n, tag_one, jobs);
	return dry_run || !news || save_all(app, jobs, n, error);
}

/* One batch of paths; appends their results. */
static gboolean
import_batch(struct app *app, const char *const *paths, guint n,
	     const struct import_options *options, GPtrArray *results,
	     GError **error)
{
	g_autofree struct job *jobs = g_new0(struct job, n);
	gboolean ok;

	for (guint i = 0; i < n; i++) {
		jobs[i].options = options;
		jobs[i].codebook = app->codebook;
		jobs[i].tagger = app->tagger;
		jobs[i].result = result_new(paths[i]);
		g_ptr_array_add(results, jobs[i].result);
	}
	ok = run_batch(app, jobs, n, options->dry_run, error);
	for (guint i = 0; i < n; i++)
		job_clear(&jobs[i]);
	return ok;
}

GPtrArray *
app_import(struct app *app, const char *const *paths,
	   const struct import_options *options, app_progress progress,
	   void *data, GError **error)
{
	g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(
		(GDestroyNotify)import_result_free);
	guint total = g_strv_length((char **)paths);
	gboolean there = g_file_test(app->casebook_path, G_FILE_TEST_EXISTS);

	if (!app_tagger(app, error))
		return NULL;
	/* Trying out makes no casebook. */
	if ((there || !options->dry_run) && !app_store(app, error))
		return NULL;
	for (guint done = 0; done < total; done += BATCH) {
		guint n = MIN(BATCH, total - done);

		if (!import_batch(app, paths + done, n, options, results,
				  error))
			return NULL;
		if (progress)
			progress(done + n, total, paths[done + n - 1], data);
	}
	return g_steal_pointer(&results);
}
