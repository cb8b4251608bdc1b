/*
 * Reading files: whole, within a limit, and with a sentence when not.
 */
#include "app/private.h"
#include "app/values.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES ((gsize)512 << 20)

static gboolean
fail_file(GError **error, enum base_error kind, const char *path,
	  const char *says)
{
	g_autofree char *name = base_printable(path, -1);

	g_set_error(error, BASE_ERROR, (int)kind, "%s: %s", name, says);
	return FALSE;
}

/* Why it cannot be read, with the mend for what people run into. */
static gboolean
fail_reading(GError **error, int code, const char *path)
{
	g_autofree char *says = NULL;

	if (code == ENOENT || code == ENOTDIR)
		return fail_file(
			error, BASE_ERROR_NOT_FOUND, path,
			"there is no such file; check name and folder");
	if (code == EACCES || code == EPERM)
		return fail_file(error, BASE_ERROR_DENIED, path,
				 "you may not read this file; check its "
				 "permissions");
	says = g_strdup_printf("cannot be read (%s)", g_strerror(code));
	return fail_file(error, BASE_ERROR_IO, path, says);
}

/* What a shell hands over: /dev/stdin, <(...). */
static gboolean
is_handed_over(const char *path)
{
	return !strcmp(path, "/dev/stdin") ||
	       g_str_has_prefix(path, "/dev/fd/") ||
	       g_str_has_prefix(path, "/proc/self/fd/");
}

/* A named pipe may never be written to, and a device may have no end.  The
 * empty one has. */
static gboolean
may_not_end(int fd, const char *path, const struct stat *status)
{
	if (S_ISREG(status->st_mode) || S_ISDIR(status->st_mode) ||
	    !strcmp(path, "/dev/null"))
		return FALSE;
	if (S_ISFIFO(status->st_mode) || S_ISSOCK(status->st_mode))
		return !is_handed_over(path);
	return !isatty(fd) || !is_handed_over(path);
}

/* Opens what can be read to an end, of about that size. */
static int
open_readable(const char *path, gsize *size, GError **error)
{
	struct stat status;
	/* a pipe that nobody writes to would keep us here */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		fail_reading(error, errno, path);
		return -1;
	}
	if (fstat(fd, &status))
		status = (struct stat){ 0 };
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	*size = (gsize)status.st_size;
	if (S_ISDIR(status.st_mode))
		fail_file(error, BASE_ERROR_INPUT, path,
			  "this is a folder; name the files in it");
	else if (may_not_end(fd, path, &status))
		fail_file(
			error, BASE_ERROR_INPUT, path,
			"this is no file but a pipe or a device, which may have "
			"no end; save it to a file first");
	else if (*size > MOST_BYTES)
		fail_file(error, BASE_ERROR_INPUT, path,
			  "more than 512 MiB; split the file");
	else
		return fd;
	close(fd);
	return -1;
}

/* Up to the end or the limit; what read() returned last, errno kept. */
static gssize
read_descriptor(int fd, gsize size, char **bytes, gsize *len)
{
	gsize room = MAX(size, 4096) + 1;
	gssize n;

	*bytes = g_malloc(room + 1);
	*len = 0;
	while ((n = read(fd, *bytes + *len, room - *len)) != 0 &&
	       *len <= MOST_BYTES) {
		if (n < 0 && errno != EINTR)
			break;
		*len += n > 0 ? (gsize)n : 0;
		if (*len == room) {
			room *= 2;
			*bytes = g_realloc(*bytes, room + 1);
		}
	}
	return n;
}

gboolean
app_file_read(const char *path, char **bytes, gsize *len, GError **error)
{
	g_autofree char *all = NULL;
	gsize size;
	gssize n;
	int code;
	int fd = open_readable(path, &size, error);

	if (fd < 0)
		return FALSE;
	n = read_descriptor(fd, size, &all, len);
	code = errno;
	close(fd);
	if (n < 0)
		return fail_reading(error, code, path);
	if (n > 0)
		return fail_file(error, BASE_ERROR_INPUT, path,
				 "more than 512 MiB; split the file");
	/* A NUL after the end, as g_file_get_contents() has it. */
	all[*len] = '\0';
	*bytes = g_steal_pointer(&all);
	return TRUE;
}

struct transcript *
app_transcript_read(const char *path, const struct transcript_options *options,
		    GError **error)
{
	struct transcript_options named = { 0 };
	g_autofree char *bytes = NULL;
	gsize len;

	if (!app_file_read(path, &bytes, &len, error))
		return NULL;
	if (options)
		named = *options;
	if (!named.name)
		named.name = path;
	return transcript_parse(bytes, len, &named, error);
}

gboolean
app_number_parse(const char *text, guint *number)
{
	guint64 value;

	if (!g_ascii_string_to_unsigned(text, 10, 1, 9999, &value, NULL))
		return FALSE;
	*number = (guint)value;
	return TRUE;
}

gboolean
app_focus_parse(const char *text, enum focus *focus)
{
	g_autofree char *first = NULL;
	const char *slash = strchr(text, '/');

	if (focus_parse(text, focus))
		return TRUE;
	if (!slash)
		return FALSE;
	first = g_strstrip(g_strndup(text, (gsize)(slash - text)));
	return focus_parse(first, focus);
}

/* Tells of a header value that says nothing we know. */
static void
warn_header(GPtrArray *warnings, const char *name, const char *key,
	    const char *value, const char *mend)
{
	g_autofree char *shown = base_printable(value, -1);

	if (warnings)
		diagnostics_add(warnings, DIAGNOSTIC_WARNING, name, 0, 0, NULL,
				"the header line '# %s: %s' was not used (%s)",
				key, shown, mend);
}

void
app_header_facts(const struct transcript *transcript, const char *name,
		 struct session_facts *facts, GPtrArray *warnings)
{
	const char *value;

	value = g_hash_table_lookup(transcript->headers, "number");
	if (value && !app_number_parse(value, &facts->number))
		warn_header(warnings, name, "number", value,
			    "a whole number from 1");
	value = g_hash_table_lookup(transcript->headers, "planned");
	if (value && !app_number_parse(value, &facts->planned))
		warn_header(warnings, name, "planned", value,
			    "a whole number from 1");
	value = g_hash_table_lookup(transcript->headers, "phase");
	if (value && !phase_parse(value, &facts->phase))
		warn_header(warnings, name, "phase", value,
			    "initial, middle or termination");
	value = g_hash_table_lookup(transcript->headers, "focus");
	if (value && !app_focus_parse(value, &facts->focus))
		warn_header(warnings, name, "focus", value,
			    "grief, role-dispute, role-transition or "
			    "deficits");
}

struct settings *
app_settings_load(const char *path, GPtrArray *diagnostics, GError **error)
{
	g_autofree char *text = NULL;
	gsize len = 0;

	if (g_file_test(path, G_FILE_TEST_EXISTS) &&
	    !app_file_read(path, &text, &len, error))
		return NULL;
	return settings_parse(text ? text : "", len, path, diagnostics);
}
