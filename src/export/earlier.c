/*
 * Is a file one that this program exported before?
 *
 * Nothing else is written over unasked.  Told by what stands at the head of a
 * table or of JSON, and by the program's name among a workbook's properties.
 */

#include "export/export.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define HEAD_BYTES 200
#define MOST_PROPERTIES 65536

static const char *const heads[] = {
	"record,session,case,number,planned,phase,focus,turn,",
	"{\n  \"format\": \"iptrate-export\",",
};

static gboolean
has_head(int fd)
{
	char bytes[HEAD_BYTES] = "";
	const char *text = bytes;

	if (pread(fd, bytes, sizeof(bytes) - 1, 0) <= 0)
		return FALSE;
	if (g_str_has_prefix(text, EXPORT_BOM))
		text += strlen(EXPORT_BOM);
	for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
		if (g_str_has_prefix(text, heads[i]))
			return TRUE;
	}
	return FALSE;
}

/* The one property that names who made it. */
static gboolean
is_ours(struct archive *book)
{
	g_autofree char *text = g_malloc0(MOST_PROPERTIES + 1);
	la_ssize_t n = archive_read_data(book, text, MOST_PROPERTIES);

	return n > 0 && strstr(text, "name=\"Program\"") &&
	       strstr(text, ">iptrate ");
}

static gboolean
is_our_workbook(int fd)
{
	struct archive *book = archive_read_new();
	struct archive_entry *entry;
	gboolean ours = FALSE;

	archive_read_support_format_zip(book);
	if (archive_read_open_fd(book, fd, 65536) == ARCHIVE_OK) {
		while (archive_read_next_header(book, &entry) == ARCHIVE_OK) {
			const char *name = archive_entry_pathname(entry);

			if (g_strcmp0(name, "docProps/custom.xml") != 0)
				continue;
			ours = is_ours(book);
			break;
		}
	}
	archive_read_free(book);
	return ours;
}

gboolean
export_is_earlier(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	gboolean ours = fd >= 0 && (has_head(fd) || is_our_workbook(fd));

	if (fd >= 0)
		close(fd);
	return ours;
}
