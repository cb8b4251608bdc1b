/*
 * A ZIP that came, read by its directory (APPNOTE 6.3.3).
 *
 * What its directory says and what stands before each file must be the same,
 * and every byte must belong to one file: tools that read it from the front
 * and tools that read it from the back then see one and the same.  No links,
 * no encryption of its own, no parts, no more than 4 GiB (zip64).
 */
#include "bundle/zip_in.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define COMMENT_MAX 65535
#define DIRECTORY_MAX (16u << 20)
#define HOST_UNIX 3
#define HOST_MAC 19

static void
record_free(gpointer record)
{
	zip_entry_free(((struct zip_record *)record)->entry);
	g_free(record);
}

static gboolean
no_zip(const struct zip_in *in, GError **error, const char *says)
{
	g_autofree char *shown =
		base_printable(in->name ? in->name : "bundle", -1);

	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT, "%s: %s", shown, says);
	return FALSE;
}

/* -- the directory --------------------------------------------------------- */

/* Where the end record stands; its bytes. */
static gboolean
find_end(const struct zip_in *in, guint64 *at, guint8 end[ZIP_END_BYTES])
{
	gsize len = MIN(in->len, COMMENT_MAX + ZIP_END_BYTES);
	g_autofree guint8 *tail = g_malloc(len + 1);

	if (len < ZIP_END_BYTES || !zip_read_at(in, in->len - len, tail, len))
		return FALSE;
	for (gsize i = len - ZIP_END_BYTES + 1; i-- > 0;) {
		if (get32(tail + i) != ZIP_END ||
		    i + ZIP_END_BYTES + get16(tail + i + 20) != len)
			continue;
		memcpy(end, tail + i, ZIP_END_BYTES);
		*at = in->len - len + i;
		return TRUE;
	}
	return FALSE;
}

/* The whole directory; n: how many are in it. */
static guint8 *
read_directory(const struct zip_in *in, guint *n, guint64 *at, guint64 *len,
	       GError **error)
{
	guint8 end[ZIP_END_BYTES];
	guint64 end_at;
	guint8 *bytes;

	if (!find_end(in, &end_at, end)) {
		no_zip(in, error, "no bundle: it is no ZIP, or was cut short");
		return NULL;
	}
	*n = get16(end + 10);
	*len = get32(end + 12);
	*at = get32(end + 16);
	if (*n == 0xffff || *len == 0xffffffff || *at == 0xffffffff) {
		no_zip(in, error, "larger than a bundle may be (zip64)");
		return NULL;
	}
	if (get16(end + 4) || get16(end + 6) || get16(end + 8) != *n) {
		no_zip(in, error, "one part of several; ask for it in one");
		return NULL;
	}
	if (*at + *len != end_at || *len > DIRECTORY_MAX) {
		no_zip(in, error,
		       "the ZIP is damaged: its directory is not where it "
		       "says; ask for it again");
		return NULL;
	}
	bytes = g_malloc(*len + 1);
	if (zip_read_at(in, *at, bytes, *len))
		return bytes;
	g_free(bytes);
	no_zip(in, error, "cannot be read to its end");
	return NULL;
}

/* What kind of file an entry says it is, when it is no plain one. */
static const char *
kind_fault(guint host, guint32 attributes, gboolean folder)
{
	guint mode = attributes >> 16;

	if ((host != HOST_UNIX && host != HOST_MAC) || !(mode & S_IFMT))
		return NULL;
	if (S_ISLNK(mode))
		return "is a link";
	if (folder ? !S_ISDIR(mode) : !S_ISREG(mode))
		return "is no plain file";
	return NULL;
}

static const char *
record_fault(const struct zip_record *record, const guint8 *central)
{
	const struct zip_entry *entry = record->entry;
	const char *kind =
		kind_fault(central[5], get32(central + 38), record->folder);

	if (kind)
		return kind;
	if (record->flags & ENCRYPTED)
		return "is encrypted with a password of the ZIP";
	if (entry->method != ZIP_STORED && entry->method != ZIP_DEFLATED)
		return "is packed in a way that bundles are not";
	if (get16(central + 34))
		return "lies in another part of the ZIP";
	if (entry->method == ZIP_STORED && entry->packed != entry->unpacked)
		return "says that it is stored and of two lengths";
	if (record->folder && entry->unpacked)
		return "is a folder with content";
	if (entry->unpacked > BUNDLE_FILE_MAX)
		return "unpacks to more than 256 MiB";
	return NULL;
}

/* One entry of the directory: how long it is, 0 when that is damaged. */
static gsize
take_record(const guint8 *central, gsize left, GPtrArray *records,
	    GPtrArray *faults)
{
	gsize name_len, len;
	struct zip_record *record;
	struct zip_entry *entry;
	const char *name = (const char *)central + ZIP_CENTRAL_BYTES;
	g_autofree char *fault = NULL;

	if (left < ZIP_CENTRAL_BYTES || get32(central) != ZIP_CENTRAL)
		return 0;
	name_len = get16(central + 28);
	len = ZIP_CENTRAL_BYTES + name_len + get16(central + 30) +
	      get16(central + 32);
	if (len > left)
		return 0;
	record = g_new0(struct zip_record, 1);
	entry = record->entry = g_new0(struct zip_entry, 1);
	g_ptr_array_add(records, record);
	record->flags = get16(central + 8);
	record->header_at = get32(central + 42);
	record->folder = name_len && name[name_len - 1] == '/';
	entry->method = (guint16)get16(central + 10);
	entry->crc = get32(central + 16);
	entry->packed = get32(central + 20);
	entry->unpacked = get32(central + 24);
	entry->path = g_strndup(name, name_len - record->folder);
	fault = name_fault(name, name_len - record->folder);
	if (!fault && record_fault(record, central)) {
		g_autofree char *shown = name_shown(name, name_len);

		fault = g_strdup_printf("%s %s", shown,
					record_fault(record, central));
	}
	if (fault)
		faults_add(faults, "%s", fault);
	return len;
}

static void
check_sizes(const struct zip_in *in, GPtrArray *records, GPtrArray *faults)
{
	guint64 total = 0;

	for (guint i = 0; i < records->len; i++) {
		const struct zip_record *record = records->pdata[i];

		total += record->entry->unpacked;
	}
	if (total > BUNDLE_TOTAL_MAX)
		faults_add(faults, "it unpacks to more than %u MiB",
			   BUNDLE_TOTAL_MAX >> 20);
	else if (total > BUNDLE_RATIO_FREE &&
		 total / BUNDLE_RATIO_MAX > in->len)
		faults_add(faults,
			   "it unpacks to more than %d times its size, as no "
			   "bundle does",
			   BUNDLE_RATIO_MAX);
}

static void
check_names(GPtrArray *records, GPtrArray *faults)
{
	struct name_set *names = name_set_new();

	for (guint i = 0; i < records->len; i++) {
		const struct zip_record *record = records->pdata[i];
		g_autofree char *fault = name_set_add(
			names, record->entry->path, record->folder);

		if (fault)
			faults_add(faults, "%s", fault);
	}
	name_set_free(names);
}

static gboolean
read_entries(struct zip_in *in, GPtrArray *faults, GError **error)
{
	g_autoptr(GPtrArray) records =
		g_ptr_array_new_with_free_func(record_free);
	guint n;
	guint64 at, len, used = 0;
	g_autofree guint8 *bytes = read_directory(in, &n, &at, &len, error);

	if (!bytes)
		return FALSE;
	if (n > BUNDLE_ENTRIES_MAX) {
		faults_add(faults, "it holds more than %d files",
			   BUNDLE_ENTRIES_MAX);
		return TRUE;
	}
	for (guint i = 0; i < n; i++) {
		gsize one =
			take_record(bytes + used, len - used, records, faults);

		if (!one)
			return no_zip(in, error,
				      "the directory of the ZIP is damaged; "
				      "ask for it again");
		used += one;
	}
	if (used != len)
		faults_add(faults, "the directory of the ZIP holds more than "
				   "it says");
	/* Names that are none have been told of, and are not compared. */
	if (faults->len == 0) {
		check_names(records, faults);
		check_sizes(in, records, faults);
		zip_check_places(in, records, at, faults);
	}
	for (guint i = 0; i < records->len; i++) {
		struct zip_record *record = records->pdata[i];

		if (!record->folder)
			g_ptr_array_add(in->entries,
					g_steal_pointer(&record->entry));
	}
	return TRUE;
}

struct zip_in *
zip_in_new(FILE *file, const char *name, GPtrArray *faults, GError **error)
{
	struct zip_in *in = g_new0(struct zip_in, 1);
	off_t base = ftello(file), end = -1;

	in->file = file;
	in->name = name;
	in->entries = g_ptr_array_new_with_free_func(zip_entry_free);
	if (base >= 0 && fseeko(file, 0, SEEK_END) == 0)
		end = ftello(file);
	if (end < base || base < 0)
		file_fault(error, name, "read", errno);
	in->base = (guint64)base;
	in->len = (guint64)(end - base);
	if (end >= base && base >= 0 && read_entries(in, faults, error))
		return in;
	zip_in_free(in);
	return NULL;
}

void
zip_in_free(struct zip_in *in)
{
	if (!in)
		return;
	g_ptr_array_unref(in->entries);
	g_free(in);
}
