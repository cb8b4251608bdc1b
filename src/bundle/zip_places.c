/*
 * What stands before each file of a ZIP, against its directory, and where.
 */
#include "bundle/zip_in.h"

#include <string.h>

#define DESCRIPTOR_MAX 24 /* bytes behind a file that is described there */

gboolean
zip_read_at(const struct zip_in *in, guint64 at, void *bytes, gsize len)
{
	return at + len <= in->len &&
	       fseeko(in->file, (off_t)(in->base + at), SEEK_SET) == 0 &&
	       fread(bytes, 1, len, in->file) == len;
}

static const char *
local_fault(const struct zip_in *in, struct zip_record *record, guint64 limit,
	    guint64 *end)
{
	struct zip_entry *entry = record->entry;
	guint8 local[ZIP_LOCAL_BYTES];
	gsize name_len = strlen(entry->path) + record->folder;
	g_autofree char *name = g_malloc(name_len + 1);
	gboolean after;

	if (!zip_read_at(in, record->header_at, local, sizeof(local)) ||
	    get32(local) != ZIP_LOCAL)
		return "is not where the directory says";
	if (get16(local + 26) != name_len ||
	    !zip_read_at(in, record->header_at + sizeof(local), name,
			 name_len) ||
	    memcmp(name, entry->path, name_len - record->folder))
		return "has two names";
	after = (get16(local + 6) & DESCRIBED_AFTER) != 0;
	if (((get16(local + 6) ^ record->flags) &
	     (ENCRYPTED | DESCRIBED_AFTER)) ||
	    get16(local + 8) != entry->method ||
	    (!after && (get32(local + 14) != entry->crc ||
			get32(local + 18) != entry->packed ||
			get32(local + 22) != entry->unpacked)))
		return "is told of in two ways";
	entry->at = record->header_at + ZIP_LOCAL_BYTES + name_len +
		    get16(local + 28);
	*end = entry->at + entry->packed;
	if (*end > limit)
		return "reaches into the directory";
	return NULL;
}

static int
by_place(gconstpointer a, gconstpointer b)
{
	const struct zip_record *x = *(struct zip_record *const *)a;
	const struct zip_record *y = *(struct zip_record *const *)b;

	return x->header_at < y->header_at ? -1 : x->header_at > y->header_at;
}

void
zip_check_places(const struct zip_in *in, GPtrArray *records, guint64 limit,
		 GPtrArray *faults)
{
	guint64 at = 0, spare = 0;

	g_ptr_array_sort(records, by_place);
	for (guint i = 0; i < records->len; i++) {
		struct zip_record *record = records->pdata[i];
		guint64 end = 0;
		const char *fault = local_fault(in, record, limit, &end);
		g_autofree char *shown = name_shown(
			record->entry->path, strlen(record->entry->path));

		if (!fault && record->header_at < at)
			fault = "lies over another file";
		if (!fault && record->header_at > at + spare)
			fault = "has bytes before it that belong to no file";
		if (fault)
			faults_add(faults, "%s %s", shown, fault);
		if (fault)
			return;
		at = end;
		spare = record->flags & DESCRIBED_AFTER ? DESCRIPTOR_MAX : 0;
	}
	if (limit > at + spare)
		faults_add(faults, "bytes that belong to no file stand before "
				   "the directory");
}
