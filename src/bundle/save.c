/*
 * A bundle into a file: whole or not at all; see out.h.
 */
#define _GNU_SOURCE /* O_TMPFILE */
#include "bundle/private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAMES_TRIED 1000

/* A file on its way. */
struct saving {
	const char *path; /* where it is to be */
	char *aside;	  /* where it is; NULL: it has no name yet */
	FILE *file;
};

static gboolean
into_file(const void *bytes, gsize len, gpointer user, GError **error)
{
	struct saving *saving = user;

	return fwrite(bytes, 1, len, saving->file) == len ||
	       file_fault(error, saving->path, "write", errno);
}

static gboolean
into_age(const void *bytes, gsize len, gpointer user, GError **error)
{
	return age_out_add(user, bytes, len, error);
}

/* Does it begin like a bundle, as a ZIP or encrypted?  Of nothing, too. */
static gboolean
is_earlier(const char *path)
{
	char begin[ZIP_LOCAL_BYTES + BUNDLE_PATH_MAX] = { 0 };
	const char *name = begin + ZIP_LOCAL_BYTES;
	FILE *file = fopen(path, "rbe");
	gsize len = file ? fread(begin, 1, sizeof(begin) - 1, file) : 1;
	const char *slash = memchr(name, '/', BUNDLE_PATH_MAX);

	if (file)
		fclose(file);
	return len == 0 || age_is(begin, len) ||
	       (memcmp(begin, "PK\3\4", 4) == 0 && slash &&
		g_str_has_prefix(slash, "/" INFO_FILE));
}

/* May it be replaced? */
static gboolean
check_place(const char *path, GError **error)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return TRUE;
	if (S_ISDIR(status.st_mode))
		return file_fault(error, path, "write", EISDIR);
	if (!S_ISREG(status.st_mode)) {
		g_autofree char *shown = base_printable(path, -1);

		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%s: a device or a pipe, and a bundle is written "
			    "to a file; name one",
			    shown);
		return FALSE;
	}
	if (access(path, W_OK) < 0)
		return file_fault(error, path, "write", errno);
	if (!is_earlier(path)) {
		g_autofree char *shown = base_printable(path, -1);

		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "%s: is there and is no bundle, so it is not "
			    "replaced; name another file",
			    shown);
		return FALSE;
	}
	return TRUE;
}

static gboolean
open_aside(struct saving *saving, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(saving->path);
	int fd = -1;

#ifdef O_TMPFILE
	fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
#endif
	if (fd < 0) {
		saving->aside = g_strconcat(saving->path, ".XXXXXX", NULL);
		fd = g_mkstemp_full(saving->aside, O_WRONLY | O_CLOEXEC, 0600);
	}
	if (fd < 0)
		g_clear_pointer(&saving->aside, g_free);
	else
		saving->file = fdopen(fd, "wb");
	return saving->file || file_fault(error, saving->path, "write", errno);
}

/* Gives it its name, or, where another has that, one beside it. */
static gboolean
name_it(struct saving *saving)
{
	g_autofree char *open =
		g_strdup_printf("/proc/self/fd/%d", fileno(saving->file));

	if (linkat(AT_FDCWD, open, AT_FDCWD, saving->path, AT_SYMLINK_FOLLOW) ==
	    0)
		return TRUE;
	for (guint i = 0; i < NAMES_TRIED; i++) {
		g_autofree char *aside = g_strdup_printf(
			"%s.%d.%u", saving->path, (int)getpid(), i);

		if (linkat(AT_FDCWD, open, AT_FDCWD, aside,
			   AT_SYMLINK_FOLLOW) == 0) {
			saving->aside = g_steal_pointer(&aside);
			return TRUE;
		}
		if (errno != EEXIST)
			return FALSE;
	}
	return FALSE;
}

/* On the disk, and in its place. */
static gboolean
settle(struct saving *saving, GError **error)
{
	gboolean well =
		fflush(saving->file) == 0 &&
		(fsync(fileno(saving->file)) == 0 || errno == EINVAL) &&
		(saving->aside || name_it(saving)) &&
		(!saving->aside || g_rename(saving->aside, saving->path) == 0);

	if (!well)
		return file_fault(error, saving->path, "write", errno);
	g_clear_pointer(&saving->aside, g_free);
	return TRUE;
}

static gboolean
write_all(struct bundle_out *out, const struct secret_key *key,
	  const char *comment, struct saving *saving,
	  const guint8 (*to)[KEY_BYTES], guint n, GError **error)
{
	g_autoptr(AgeOut) age = NULL;

	if (n == 0)
		return bundle_out_end(out, key, comment, into_file, saving,
				      error);
	age = age_out_new(to, n, into_file, saving, error);
	return age && bundle_out_end(out, key, comment, into_age, age, error) &&
	       age_out_end(age, error);
}

gboolean
bundle_out_save(struct bundle_out *out, const struct secret_key *key,
		const char *comment, const char *path,
		const guint8 (*to)[KEY_BYTES], guint n, GError **error)
{
	struct saving saving = { .path = path };
	gboolean well;

	if (!check_place(path, error) || !open_aside(&saving, error))
		return FALSE;
	well = write_all(out, key, comment, &saving, to, n, error) &&
	       settle(&saving, error);
	fclose(saving.file);
	if (saving.aside)
		g_unlink(saving.aside);
	g_free(saving.aside);
	return well;
}
