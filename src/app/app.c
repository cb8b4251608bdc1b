/*
 * Opening things when they are first needed: casebook, codebook, rubric.
 */
#include "app/kept.h"
#include "app/versions.h"

#include <string.h>

static char *
given_or_beside(const char *given, const char *rubrics, const char *name)
{
	return given ? g_strdup(given) :
		       g_build_filename(rubrics ? rubrics : "rubrics", name,
					NULL);
}

struct app *
app_new(const struct app_options *options)
{
	struct app *app = g_new0(struct app, 1);

	app->casebook_path = g_strdup(options->casebook);
	app->existing = options->existing;
	app->codebook_path = given_or_beside(
		options->codebook, options->rubrics, "codebook/ipt-en.yaml");
	app->rubric_path = given_or_beside(options->rubric, options->rubrics,
					   "ipt-core.yaml");
	app->thresholds_path =
		given_or_beside(NULL, options->rubrics, "calibration.yaml");
	app->user = g_strdup(options->user);
	app->command = g_strdup(options->command);
	app->spare = g_strdup(options->spare);
	app->keys_path = g_strdup(options->keys);
	app->codes = g_string_chunk_new(64);
	app->now = options->now;
	app->told = g_ptr_array_new_with_free_func(g_free);
	app->kept = g_new0(struct kept_reads, 1);
	app->old_rubrics = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)rubric_free);
	app->old_codebooks = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)codebook_free);
	return app;
}

void
app_free(struct app *app)
{
	if (!app)
		return;
	kept_drop(app);
	g_free(app->kept);
	store_free(app->store);
	tagger_free(app->tagger);
	codebook_free(app->codebook);
	rubric_free(app->rubric);
	g_ptr_array_unref(app->told);
	g_hash_table_unref(app->old_rubrics);
	g_hash_table_unref(app->old_codebooks);
	g_free(app->casebook_path);
	g_free(app->codebook_path);
	g_free(app->rubric_path);
	g_free(app->thresholds_path);
	g_free(app->user);
	g_free(app->viewer);
	g_free(app->command);
	g_free(app->spare);
	g_free(app->keys_path);
	g_string_chunk_free(app->codes);
	g_free(app);
}

void
app_set_now(struct app *app, gint64 now)
{
	app->now = now;
	if (app->store)
		store_set_now(app->store, now);
}

struct store_options
app_store_options(const struct app *app)
{
	return (struct store_options){
		.path = app->casebook_path,
		.who = app->user,
		.command = app->command,
		.spare = app->spare,
		.now = app->now,
		.existing = app->existing,
	};
}

struct store *
app_store(struct app *app, GError **error)
{
	struct store_options options = app_store_options(app);

	if (!app->store)
		app->store = store_open(&options, error);
	return app->store;
}

gboolean
app_stay(struct app *app, GError **error)
{
	if (!app_store(app, error))
		return FALSE;
	store_stay(app->store);
	return TRUE;
}

void
app_rest(struct app *app)
{
	if (app->store)
		store_rest(app->store);
}

gboolean
app_changed(struct app *app, gboolean *changed, GError **error)
{
	return app_store(app, error) &&
	       store_changed(app->store, changed, error);
}

const char *
app_lost(const struct app *app, gboolean *kept)
{
	return app->store ? store_lost(app->store, kept) : NULL;
}

gboolean
app_watch(struct app *app, GError **error)
{
	return app_store(app, error) && store_watch(app->store, error);
}

char *
app_keep(struct app *app, const char *what, const char *text)
{
	return app->store ? store_keep(app->store, what, text) : NULL;
}

gboolean
app_saved(const struct app *app)
{
	return app->store && store_saved(app->store);
}

const GPtrArray *
app_remarks(const struct app *app)
{
	return app->store ? store_remarks(app->store) : NULL;
}

gboolean
app_begin(struct app *app, GError **error)
{
	return app_store(app, error) && store_begin(app->store, error);
}

gboolean
app_end(struct app *app, gboolean ok, GError **error)
{
	return store_end(app->store, ok, error);
}

GPtrArray *
app_faults(struct app *app, GError **error)
{
	return app_store(app, error) ? store_faults(app->store, error) : NULL;
}

gboolean
app_check(struct app *app, GError **error)
{
	return app_store(app, error) && store_check(app->store, error);
}

struct rubric *
app_rubric_load(const char *path, const struct codebook *codebook,
		GPtrArray *diagnostics, GError **error)
{
	g_autofree char *text = NULL;
	gsize len;

	if (!app_file_read(path, &text, &len, error))
		return NULL;
	return rubric_parse(text, len, path, codebook, diagnostics);
}

const struct codebook *
app_codebook(struct app *app, GError **error)
{
	g_autoptr(GPtrArray) complaints = NULL;

	if (!app->codebook) {
		complaints = diagnostics_new();
		app->codebook =
			app_rules_load(app->codebook_path, complaints, error);
	}
	return app->codebook;
}

struct tagger *
app_tagger(struct app *app, GError **error)
{
	g_autoptr(GPtrArray) complaints = NULL;

	if (app->tagger || !app_codebook(app, error))
		return app->tagger;
	complaints = diagnostics_new();
	app->tagger = app_tagger_make(app->codebook, complaints);
	if (!app->tagger)
		diagnostics_check(complaints, error);
	return app->tagger;
}

const struct rubric *
app_rubric(struct app *app, GError **error)
{
	g_autoptr(GPtrArray) complaints = NULL;
	g_autoptr(GError) failed = NULL;
	const struct codebook *codebook;

	if (app->rubric)
		return app->rubric;
	codebook = app_codebook(app, error);
	if (!codebook)
		return NULL;
	complaints = diagnostics_new();
	app->rubric = app_rubric_load(app->rubric_path, codebook, complaints,
				      &failed);
	if (failed)
		g_propagate_error(error, g_steal_pointer(&failed));
	else
		diagnostics_check(complaints, error);
	return app->rubric;
}

struct rubric *
app_rubric_apart(struct app *app, GError **error)
{
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	g_autoptr(GError) failed = NULL;
	struct rubric *rubric =
		app_rubric_load(app->rubric_path, NULL, complaints, &failed);

	if (failed)
		g_propagate_error(error, g_steal_pointer(&failed));
	else if (!rubric)
		diagnostics_check(complaints, error);
	return rubric;
}

/* NULL when its text is lost, or written in another form of the language. */
static const struct codebook *
old_codebook(struct app *app, const char *hash)
{
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	struct codebook *used = g_hash_table_lookup(app->old_codebooks, hash);
	g_autofree char *text = NULL;

	if (used)
		return used;
	text = store_codebook_text(app->store, hash, NULL);
	if (text) {
		gsize len = strlen(text);

		used = codebook_read(g_steal_pointer(&text), len,
				     app->codebook->file, NULL, NULL,
				     complaints);
	}
	if (used)
		g_hash_table_insert(app->old_codebooks, g_strdup(hash), used);
	return used;
}

const struct codebook *
app_codebook_used(struct app *app, gint64 session, char **hash, GError **error)
{
	const struct codebook *loaded = app_codebook(app, error);
	const struct codebook *used = NULL;
	struct session_info *info =
		loaded ? session_known(app, session, error) : NULL;
	g_autofree char *told = NULL;

	if (!info)
		return NULL;
	told = g_steal_pointer(&info->codebook_sha256);
	session_info_free(info);
	if (told && strcmp(told, codebook_sha256(loaded)) != 0)
		used = old_codebook(app, told);
	if (hash)
		*hash = g_steal_pointer(&told);
	return used ? used : loaded;
}

const struct rubric *
app_rubric_of(struct app *app, const struct rating *rating)
{
	g_autoptr(GPtrArray) complaints = NULL;
	g_autofree char *text = NULL;
	const char *hash = rating->rubric_sha256;
	struct rubric *rubric;

	if (!strcmp(hash, app->rubric->sha256))
		return app->rubric;
	rubric = g_hash_table_lookup(app->old_rubrics, hash);
	if (rubric)
		return rubric;
	text = store_rubric_text(app->store, hash, NULL);
	complaints = diagnostics_new();
	if (text)
		rubric = rubric_parse(text, strlen(text), rating->rubric, NULL,
				      complaints);
	if (!rubric)
		return app->rubric;
	g_hash_table_insert(app->old_rubrics, g_strdup(hash), rubric);
	return rubric;
}
