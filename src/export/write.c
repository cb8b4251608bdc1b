/*
 * Bytes onto disk: whole or not at all, and for the owner's eyes only.
 */
#include "export/export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
failed(const char *path, int why, GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_IO, "%s: cannot write: %s",
		    path, g_strerror(why));
	return FALSE;
}

/* 0 or an errno. */
static int
write_all(int fd, const char *bytes, gsize len)
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
	int why = write_all(fd, bytes, len);

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
	why = write_and_close(fd, bytes, len);
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
	g_autofree char *real = NULL;
	struct stat status;

	if (stat(path, &status) < 0)
		return write_aside(path, bytes, len, error);
	if (S_ISDIR(status.st_mode))
		return failed(path, EISDIR, error);
	if (!S_ISREG(status.st_mode))
		return write_through(path, bytes, len, error);
	/* A link keeps pointing where it did. */
	real = realpath(path, NULL);
	return write_aside(real ? real : path, bytes, len, error);
}
