/*
 * Reading a codebook, with the files that it names, and making it ready.
 */
#include "app/private.h"

#include <string.h>
#include <sys/stat.h>

/* The folder without links in its name, which ends in a "/". */
static char *
folder_of(const char *path)
{
	g_autofree char *real = realpath(path, NULL);
	g_autofree char *folder = g_path_get_dirname(real ? real : path);

	return g_str_has_suffix(folder, "/") ? g_steal_pointer(&folder) :
					       g_strconcat(folder, "/", NULL);
}

/* Is one of the steps below the folder, whose own name is without links, a
 * link? */
static gboolean
has_link(const char *folder, const char *name)
{
	g_autofree char *path = g_strconcat(folder, name, NULL);
	char *at = path + strlen(folder);

	for (char *slash = at; slash;) {
		struct stat status;

		slash = strchr(at, '/');
		if (slash)
			*slash = '\0';
		if (!lstat(path, &status) && S_ISLNK(status.st_mode))
			return TRUE;
		if (slash) {
			*slash = '/';
			at = slash + 1;
		}
	}
	return FALSE;
}

static gboolean
leads_out(const char *folder, const char *name)
{
	g_autofree char *path = g_strconcat(folder, name, NULL);
	g_autofree char *real =
		has_link(folder, name) ? realpath(path, NULL) : NULL;

	return real && !g_str_has_prefix(real, folder);
}

/* As codebook_fetch; data: the codebook's folder. */
static char *
fetch_beside(const char *name, gsize *len, void *data, GError **error)
{
	const char *folder = data;
	g_autofree char *path = g_strconcat(folder, name, NULL);
	g_autofree char *shown = base_printable(name, -1);
	g_autoptr(GError) failed = NULL;
	char *text;

	if (leads_out(folder, name))
		app_fail(
			error, BASE_ERROR_DENIED,
			"%s is a link that leads out of the codebook's folder; "
			"put the file itself there",
			shown);
	else if (app_file_read(path, &text, len, &failed))
		return text;
	else if (g_error_matches(failed, BASE_ERROR, BASE_ERROR_NOT_FOUND))
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "there is no file %s beside the codebook; copy a "
			 "codebook with the files that it names",
			 shown);
	else
		g_propagate_error(error, g_steal_pointer(&failed));
	return NULL;
}

/* Its weights are not read yet. */
static struct codebook *
read_codebook(const char *path, GPtrArray *diagnostics, GError **error)
{
	g_autofree char *folder = NULL;
	g_autofree char *real = NULL;
	char *text;
	gsize len;

	if (!app_file_read(path, &text, &len, error))
		return NULL;
	folder = folder_of(path);
	/* what it names lies beside the file itself */
	if (g_file_test(path, G_FILE_TEST_IS_SYMLINK))
		real = realpath(path, NULL);
	return codebook_read(text, len, real ? real : path, fetch_beside,
			     folder, diagnostics);
}

struct codebook *
app_codebook_load(const char *path, GPtrArray *diagnostics, GError **error)
{
	struct codebook *codebook = read_codebook(path, diagnostics, error);

	if (codebook && !codebook_weigh(codebook, diagnostics))
		g_clear_pointer(&codebook, codebook_free);
	return codebook;
}

struct codebook *
app_rules_load(const char *path, GPtrArray *complaints, GError **error)
{
	g_autoptr(GError) failed = NULL;
	struct codebook *codebook = read_codebook(path, complaints, &failed);

	if (failed)
		g_propagate_error(error, g_steal_pointer(&failed));
	else
		diagnostics_check(complaints, error);
	return codebook;
}

struct tagger *
app_tagger_make(struct codebook *codebook, GPtrArray *complaints)
{
	return codebook_weigh(codebook, complaints) ?
		       tagger_new(codebook, complaints) :
		       NULL;
}

gboolean
app_tagger_load(const char *path, struct codebook **codebook,
		struct tagger **tagger, GError **error)
{
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	g_autoptr(Codebook) book = app_rules_load(path, complaints, error);

	if (!book)
		return FALSE;
	*tagger = app_tagger_make(book, complaints);
	if (!*tagger)
		return diagnostics_check(complaints, error);
	*codebook = g_steal_pointer(&book);
	return TRUE;
}
