/*
 * A ZIP made so that the same files give the same bytes (APPNOTE 6.3.3): in
 * the order of their names, deflated, with one time and no extra fields.
 */
#define ZLIB_CONST
#include <zlib.h>

#include "bundle/private.h"

#include <errno.h>
#include <string.h>

#define VERSION_NEEDED 20
#define MADE_BY_UNIX (3 << 8 | 30)
#define UTF8_NAMES 0x0800
#define FIRST_DAY 0x21 /* 1 January 1980, the earliest there is */
#define MODE ((guint32)0100600 << 16)

struct zip_out {
	FILE *spool;
	guint64 at; /* bytes in it */
	z_stream deflate;
	struct zip_entry *entry; /* on its way; or NULL */
	GChecksum *sum;
	GPtrArray *entries;
	gboolean sorted;
	guint8 packed[PIECE];
};

void
zip_entry_free(gpointer entry)
{
	if (entry)
		g_free(((struct zip_entry *)entry)->path);
	g_free(entry);
}

struct zip_out *
zip_out_new(const char *spare, GError **error)
{
	FILE *spool = nameless_file(spare, error);
	struct zip_out *out;

	if (!spool)
		return NULL;
	out = g_new0(struct zip_out, 1);
	out->spool = spool;
	out->entries = g_ptr_array_new_with_free_func(zip_entry_free);
	out->sum = g_checksum_new(G_CHECKSUM_SHA256);
	/* Negative: without zlib's own header. */
	g_assert(deflateInit2(&out->deflate, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
			      -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
	return out;
}

void
zip_out_free(struct zip_out *out)
{
	if (!out)
		return;
	deflateEnd(&out->deflate);
	if (out->entry)
		zip_entry_free(out->entry);
	g_ptr_array_unref(out->entries);
	g_checksum_free(out->sum);
	fclose(out->spool);
	g_free(out);
}

void
zip_out_begin(struct zip_out *out, const char *path)
{
	g_assert(!out->entry);
	out->entry = g_new0(struct zip_entry, 1);
	out->entry->path = g_strdup(path);
	out->entry->at = out->at;
	out->entry->method = ZIP_DEFLATED;
	out->entry->crc = (guint32)crc32(0, NULL, 0);
	out->sorted = FALSE;
	deflateReset(&out->deflate);
	g_checksum_reset(out->sum);
}

/* What zlib makes of its input, into the spool. */
static gboolean
spool(struct zip_out *out, int flush, GError **error)
{
	do {
		gsize len;

		out->deflate.next_out = out->packed;
		out->deflate.avail_out = PIECE;
		g_assert(deflate(&out->deflate, flush) != Z_STREAM_ERROR);
		len = PIECE - out->deflate.avail_out;
		if (fwrite(out->packed, 1, len, out->spool) != len)
			return file_fault(error, NULL, "pack", errno);
		out->at += len;
		out->entry->packed += (guint32)len;
	} while (out->deflate.avail_out == 0);
	return TRUE;
}

gboolean
zip_out_add(struct zip_out *out, const void *bytes, gsize len, GError **error)
{
	struct zip_entry *entry = out->entry;

	g_assert(entry && len <= BUNDLE_FILE_MAX);
	if (len == 0)
		return TRUE;
	g_checksum_update(out->sum, bytes, (gssize)len);
	entry->crc = (guint32)crc32(entry->crc, bytes, (uInt)len);
	entry->unpacked += (guint32)len;
	out->deflate.next_in = bytes;
	out->deflate.avail_in = (uInt)len;
	return spool(out, Z_NO_FLUSH, error);
}

const struct zip_entry *
zip_out_end(struct zip_out *out, GError **error)
{
	struct zip_entry *entry = out->entry;

	if (entry->unpacked == 0)
		entry->method = ZIP_STORED;
	else if (!spool(out, Z_FINISH, error))
		return NULL;
	g_strlcpy(entry->sha256, g_checksum_get_string(out->sum),
		  sizeof(entry->sha256));
	g_ptr_array_add(out->entries, entry);
	out->entry = NULL;
	return entry;
}

static int
by_path(gconstpointer a, gconstpointer b)
{
	return strcmp((*(struct zip_entry *const *)a)->path,
		      (*(struct zip_entry *const *)b)->path);
}

GPtrArray *
zip_out_entries(struct zip_out *out)
{
	if (!out->sorted)
		g_ptr_array_sort(out->entries, by_path);
	out->sorted = TRUE;
	return out->entries;
}

/* -- put together ---------------------------------------------------------- */

static void
put16(GByteArray *out, guint value)
{
	guint16 little = GUINT16_TO_LE((guint16)value);

	g_byte_array_append(out, (const guint8 *)&little, 2);
}

static void
put32(GByteArray *out, guint64 value)
{
	guint32 little = GUINT32_TO_LE((guint32)value);

	g_byte_array_append(out, (const guint8 *)&little, 4);
}

/* What both headers of a file have, from "version needed" on. */
static void
put_common(GByteArray *out, const struct zip_entry *entry)
{
	put16(out, VERSION_NEEDED);
	put16(out, UTF8_NAMES);
	put16(out, entry->method);
	put16(out, 0);
	put16(out, FIRST_DAY);
	put32(out, entry->crc);
	put32(out, entry->packed);
	put32(out, entry->unpacked);
	put16(out, (guint)strlen(entry->path));
	put16(out, 0);
}

static void
put_path(GByteArray *out, const struct zip_entry *entry)
{
	g_byte_array_append(out, (const guint8 *)entry->path,
			    (guint)strlen(entry->path));
}

static void
put_central(GByteArray *out, const struct zip_entry *entry, guint64 header_at)
{
	put32(out, ZIP_CENTRAL);
	put16(out, MADE_BY_UNIX);
	put_common(out, entry);
	put16(out, 0); /* comment */
	put16(out, 0); /* disk */
	put16(out, 0);
	put32(out, MODE);
	put32(out, header_at);
	put_path(out, entry);
}

static void
put_end(GByteArray *out, guint n, guint64 len, guint64 at)
{
	put32(out, ZIP_END);
	put16(out, 0);
	put16(out, 0);
	put16(out, n);
	put16(out, n);
	put32(out, len);
	put32(out, at);
	put16(out, 0);
}

/* The packed bytes of a file, from the spool. */
static gboolean
copy(struct zip_out *out, const struct zip_entry *entry, trust_sink sink,
     gpointer user, GError **error)
{
	gsize left = entry->packed;

	if (fseeko(out->spool, (off_t)entry->at, SEEK_SET) < 0)
		return file_fault(error, NULL, "pack", errno);
	while (left > 0) {
		gsize some = MIN(left, PIECE);

		if (fread(out->packed, 1, some, out->spool) != some)
			return file_fault(error, NULL, "pack", EIO);
		if (!sink(out->packed, some, user, error))
			return FALSE;
		left -= some;
	}
	return TRUE;
}

gboolean
zip_out_write(struct zip_out *out, trust_sink sink, gpointer user,
	      GError **error)
{
	GPtrArray *entries = zip_out_entries(out);
	g_autoptr(GByteArray) central = g_byte_array_new();
	guint64 at = 0, len;

	for (guint i = 0; i < entries->len; i++) {
		const struct zip_entry *entry = entries->pdata[i];
		g_autoptr(GByteArray) local = g_byte_array_new();

		put32(local, ZIP_LOCAL);
		put_common(local, entry);
		put_path(local, entry);
		put_central(central, entry, at);
		if (!sink(local->data, local->len, user, error) ||
		    !copy(out, entry, sink, user, error))
			return FALSE;
		at += local->len + entry->packed;
	}
	len = central->len;
	put_end(central, entries->len, len, at);
	return sink(central->data, central->len, user, error);
}
