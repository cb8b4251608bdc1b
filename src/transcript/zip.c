/*
 * zip.c: entries of a zip archive in memory; see zip.h.
 *
 * A small archive can unpack to terabytes, so what comes out is counted while
 * it comes, not believed from the directory.
 */
#include <archive.h>
#include <archive_entry.h>

#include "transcript/zip.h"

#define UNPACKED_MAX (32 << 20)
#define ENTRIES_MAX 20000
#define CHUNK 65536

gboolean
zip_is(const struct source *source)
{
	return source->bytes_len >= 4 && !memcmp(source->bytes, "PK\3\4", 4);
}

static struct archive *
open_zip(const struct source *source)
{
	struct archive *archive = archive_read_new();

	archive_read_support_format_zip(archive);
	if (archive_read_open_memory(archive, source->bytes,
				     source->bytes_len) == ARCHIVE_OK)
		return archive;
	archive_read_free(archive);
	return NULL;
}

/* Goes to the entry; its name, or NULL when there is none. */
static const char *
find_entry(struct archive *archive, const char *pattern)
{
	g_autoptr(GPatternSpec) spec = g_pattern_spec_new(pattern);
	struct archive_entry *entry;

	for (guint i = 0; i < ENTRIES_MAX; i++) {
		const char *name;
		g_autofree char *lower = NULL;

		if (archive_read_next_header(archive, &entry) < ARCHIVE_WARN)
			return NULL;
		name = archive_entry_pathname(entry);
		if (!name)
			continue;
		lower = g_ascii_strdown(name, -1);
		g_strdelimit(lower, "\\", '/');
		if (g_pattern_spec_match_string(spec, lower))
			return name;
	}
	return NULL;
}

gboolean
zip_has(const struct source *source, const char *pattern)
{
	struct archive *archive = open_zip(source);
	gboolean found = archive && find_entry(archive, pattern);

	if (archive)
		archive_read_free(archive);
	return found;
}

static GBytes *
unpack(struct archive *archive, const struct source *source, const char *name,
       GError **error)
{
	GByteArray *out = g_byte_array_new();
	guint8 chunk[CHUNK];

	for (;;) {
		la_ssize_t n = archive_read_data(archive, chunk, CHUNK);

		if (n == 0)
			return g_byte_array_free_to_bytes(out);
		if (n < 0) {
			source_fault(source, 0, error,
				     "'%s' inside is "
				     "damaged: the file seems cut off",
				     name);
			break;
		}
		if (out->len + n > UNPACKED_MAX) {
			source_fault(source, 0, error,
				     "'%s' inside unpacks to "
				     "more than %d MB; that is not one "
				     "transcript",
				     name, UNPACKED_MAX >> 20);
			break;
		}
		g_byte_array_append(out, chunk, n);
	}
	g_byte_array_unref(out);
	return NULL;
}

GBytes *
zip_read(const struct source *source, const char *pattern, char **name,
	 GError **error)
{
	struct archive *archive = open_zip(source);
	const char *found = archive ? find_entry(archive, pattern) : NULL;
	g_autofree char *safe = base_printable(found ? found : "", -1);
	GBytes *bytes = NULL;

	if (found)
		bytes = unpack(archive, source, safe, error);
	else
		source_fault(source, 0, error,
			     "a damaged or incomplete zip "
			     "container: '%s' is missing",
			     pattern);
	if (bytes && name)
		*name = g_strdup(found);
	if (archive)
		archive_read_free(archive);
	return bytes;
}
