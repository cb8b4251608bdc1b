/*
 * What lies at the casebook's place before it is opened: a plain file that is
 * empty or SQLite's, or none and then one is made.
 */
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static gboolean
fail_casebook(const char *path, const char *what, GError **error)
{
	int code = errno;
	gboolean denied = code == EACCES || code == EPERM || code == EROFS;

	g_set_error(error, BASE_ERROR,
		    denied ? BASE_ERROR_DENIED : BASE_ERROR_IO,
		    "%s cannot be %s: %s; name another with --casebook", path,
		    what, g_strerror(code));
	return FALSE;
}

/* Makes an empty file of mode 0600 and the folders above it; *made unless
 * another process was quicker. */
static gboolean
create_file(const char *path, gboolean *made, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int fd;

	if (g_mkdir_with_parents(folder, 0700))
		return fail_casebook(path, "made", error);
	fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
	if (fd < 0 && errno != EEXIST)
		return fail_casebook(path, "made", error);
	*made = fd >= 0;
	if (*made)
		close(fd);
	return TRUE;
}

/* Names in the folder of a path; NULL-terminated. */
static GPtrArray *
names_beside(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		g_ptr_array_add(names, g_strdup(name));
	g_ptr_array_add(names, NULL);
	return names;
}

/* The volume it is on may only be away: the link is not ours to replace. */
static gboolean
fail_dangling(const char *path, GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "%s is a link to a file that is not there; bring back its "
		    "folder or volume, or name another with --casebook",
		    path);
	return FALSE;
}

static gboolean
fail_missing(const char *path, GError **error)
{
	g_autoptr(GPtrArray) names = names_beside(path);
	g_autofree char *name = g_path_get_basename(path);
	const char *near =
		base_did_you_mean(name, (const char *const *)names->pdata);

	if (near)
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "there is no casebook %s (did you mean '%s'?)",
			    path, near);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "there is no casebook %s; 'iptrate import "
			    "FILE...' begins one, --casebook names another",
			    path);
	return FALSE;
}

/* A log with nothing before it: SQLite would throw it away. */
static gboolean
settle_log(struct store *store, GError **error)
{
	struct stat status;

	return stat(store->log_path, &status) || status.st_size == 0 ||
	       watch_log_aside(store, error);
}

static gboolean
settle_missing(struct store *store, gboolean existing, gboolean *made,
	       GError **error)
{
	struct stat status;

	if (errno != ENOENT)
		return fail_casebook(store->path, "opened", error);
	if (!lstat(store->path, &status) && S_ISLNK(status.st_mode))
		return fail_dangling(store->path, error);
	if (existing)
		return fail_missing(store->path, error);
	return settle_log(store, error) &&
	       create_file(store->path, made, error);
}

/* A special file blocks, or has no end. */
static gboolean
is_ordinary_file(const char *path, const struct stat *status, GError **error)
{
	if (S_ISREG(status->st_mode))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "%s is %s, not a casebook; name a file with --casebook",
		    path,
		    S_ISDIR(status->st_mode) ? "a folder" : "a special file");
	return FALSE;
}

/* Who only looks makes no casebook of it. */
static gboolean
fail_empty(const char *path, GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "%s is empty; 'iptrate import FILE...' makes a casebook "
		    "of it",
		    path);
	return FALSE;
}

/* A regular file, empty or SQLite; *made when we made it. */
gboolean
store_settle_file(struct store *store, gboolean existing, gboolean *made,
		  GError **error)
{
	char magic[16] = "";
	struct stat status, beside;
	gssize n;
	int fd;

	*made = FALSE;
	if (stat(store->path, &status))
		return settle_missing(store, existing, made, error);
	if (!is_ordinary_file(store->path, &status, error))
		return FALSE;
	if ((!stat(store->log_path, &beside) &&
	     !is_ordinary_file(store->log_path, &beside, error)) ||
	    (!stat(store->shared_path, &beside) &&
	     !is_ordinary_file(store->shared_path, &beside, error)))
		return FALSE;
	if (status.st_size == 0 && !settle_log(store, error))
		return FALSE;
	fd = open(store->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail_casebook(store->path, "read", error);
	n = read(fd, magic, sizeof(magic));
	close(fd);
	if (n == 0 && existing)
		return fail_empty(store->path, error);
	if (n == 0)
		return TRUE;
	if (n == sizeof(magic) && !memcmp(magic, "SQLite format 3", 16))
		return TRUE;
	return store_fail(store, SQLITE_NOTADB, error);
}
