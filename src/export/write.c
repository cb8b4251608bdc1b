/*
 * Bytes onto disk: whole or not at all, and for the owner's eyes only.
 */
#include "export/export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* What to do about it. */
static const char *
mend(int why)
{
	switch (why) {
	case EACCES:
	case EPERM:
	case EROFS:
		return "name a file or folder you may write to";
	case ENOENT:
	case ENOTDIR:
		return "make the folder first, or name another";
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return "make room, or name a file on another disk";
	case EISDIR:
		return "name a file in it";
	}
	return "name another file";
}

static gboolean
failed(const char *path, int why, GError **error)
{
	gboolean denied = why == EACCES || why == EPERM || why == EROFS;

	g_set_error(
		error, BASE_ERROR, denied ? BASE_ERROR_DENIED : BASE_ERROR_IO,
		"%s: cannot write: %s; %s", path, g_strerror(why), mend(why));
	return FALSE;
}

/* 0 or an errno. */
static int
write_file_bytes(int fd, const char *bytes, gsize len)
{
	while (len > 0) {
		gssize done = write(fd, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return errno;
		bytes += done;
		len -= (gsize)done;
	}
	return 0;
}

static int
write_and_close(int fd, const char *bytes, gsize len)
{
	int why = write_file_bytes(fd, bytes, len);

	if (close(fd) < 0 && why == 0)
		why = errno;
	return why;
}

/* On the disk before it takes the place of what was there. */
static int
write_and_sync(int fd, const char *bytes, gsize len)
{
	int why = write_file_bytes(fd, bytes, len);

	if (why == 0 && fsync(fd) < 0 && errno != EINVAL)
		why = errno;
	if (close(fd) < 0 && why == 0)
		why = errno;
	return why;
}

/* A device or a pipe cannot be replaced, only written to. */
static gboolean
write_through(const char *path, const char *bytes, gsize len, GError **error)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int why = fd < 0 ? errno : write_and_close(fd, bytes, len);

	return why == 0 || failed(path, why, error);
}

static gboolean
write_aside(const char *path, const char *bytes, gsize len, GError **error)
{
	g_autofree char *aside = g_strconcat(path, ".XXXXXX", NULL);
	int fd = g_mkstemp_full(aside, O_WRONLY | O_CLOEXEC, 0600);
	int why;

	if (fd < 0)
		return failed(path, errno, error);
	why = write_and_sync(fd, bytes, len);
	if (why == 0 && g_rename(aside, path) < 0)
		why = errno;
	if (why == 0)
		return TRUE;
	g_unlink(aside);
	return failed(path, why, error);
}

gboolean
export_write_file(const char *path, const char *bytes, gsize len,
		  GError **error)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return write_aside(path, bytes, len, error);
	if (S_ISDIR(status.st_mode))
		return failed(path, EISDIR, error);
	if (!S_ISREG(status.st_mode))
		return write_through(path, bytes, len, error);
	/* Moving a new file into its place would pass over a write-protected
	 * one. */
	if (access(path, W_OK) < 0)
		return failed(path, errno, error);
	return write_aside(path, bytes, len, error);
}
