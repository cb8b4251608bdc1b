/*
 * Files without a name: nothing is left behind of them, whatever happens.
 */
#define _GNU_SOURCE /* O_TMPFILE */
#include "bundle/private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

gboolean
file_fault(GError **error, const char *name, const char *what, int why)
{
	gboolean denied = why == EACCES || why == EPERM || why == EROFS;
	g_autofree char *shown = base_printable(name ? name : "bundle", -1);

	g_set_error(error, BASE_ERROR,
		    denied ? BASE_ERROR_DENIED : BASE_ERROR_IO,
		    "%s: cannot %s: %s%s", shown, what, g_strerror(why),
		    why == ENOSPC || why == EDQUOT || why == EFBIG ?
			    "; make room, or name a folder on another disk" :
			    "");
	return FALSE;
}

static int
open_nameless(const char *folder)
{
	g_autofree char *path = NULL;
	int fd = -1;

#ifdef O_TMPFILE
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
#endif
	path = g_build_filename(folder, "iptrate-XXXXXX", NULL);
	fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		g_unlink(path);
	return fd;
}

FILE *
nameless_file(const char *folder, GError **error)
{
	int fd = open_nameless(folder);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w+b");

	if (file)
		return file;
	file_fault(error, folder, "write a file for the time being", errno);
	if (fd >= 0)
		close(fd);
	return NULL;
}
