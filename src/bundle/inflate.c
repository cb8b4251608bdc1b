/*
 * A file of a ZIP unpacked, never to more than its entry says.
 */
#define ZLIB_CONST
#include <zlib.h>

#include "bundle/private.h"

#include <errno.h>

struct unpacking {
	const struct zip_entry *entry;
	trust_sink sink;
	gpointer user;
	guint64 done;
	guint32 crc;
};

static gboolean
damaged(const struct zip_entry *entry, GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
		    "'%s' is damaged: it does not unpack to what was packed",
		    entry->path);
	return FALSE;
}

static gboolean
hand_on(struct unpacking *unpacking, const void *bytes, gsize len,
	GError **error)
{
	unpacking->done += len;
	if (unpacking->done > unpacking->entry->unpacked)
		return damaged(unpacking->entry, error);
	if (len == 0)
		return TRUE;
	unpacking->crc = (guint32)crc32(unpacking->crc, bytes, (uInt)len);
	return unpacking->sink(bytes, len, unpacking->user, error);
}

/* All that comes of the piece; *over once the stream has ended. */
static gboolean
inflate_piece(struct unpacking *unpacking, z_stream *stream, gboolean *over,
	      GError **error)
{
	g_autofree guint8 *out = g_malloc(PIECE);

	do {
		int status;

		stream->next_out = out;
		stream->avail_out = PIECE;
		status = inflate(stream, Z_NO_FLUSH);
		/* Nothing to go on with: the next piece is wanted. */
		if (status != Z_OK && status != Z_STREAM_END &&
		    status != Z_BUF_ERROR)
			return damaged(unpacking->entry, error);
		*over = status == Z_STREAM_END;
		if (!hand_on(unpacking, out, PIECE - stream->avail_out, error))
			return FALSE;
	} while (!*over && stream->avail_out == 0);
	return !*over || stream->avail_in == 0 ||
	       damaged(unpacking->entry, error);
}

/* Each piece of the packed bytes. */
static gboolean
each_piece(struct zip_in *in, struct unpacking *unpacking, z_stream *stream,
	   GError **error)
{
	const struct zip_entry *entry = unpacking->entry;
	g_autofree guint8 *piece = g_malloc(PIECE);
	gboolean deflated = entry->method == ZIP_DEFLATED;
	gboolean over = FALSE;
	guint64 left = entry->packed;

	if (fseeko(in->file, (off_t)(in->base + entry->at), SEEK_SET) < 0)
		return file_fault(error, in->name, "read", errno);
	while (left > 0) {
		gsize some = (gsize)MIN(left, PIECE);

		if (fread(piece, 1, some, in->file) != some)
			return file_fault(error, in->name, "read", EIO);
		left -= some;
		if (over)
			return damaged(entry, error);
		stream->next_in = piece;
		stream->avail_in = (uInt)some;
		if (deflated ? !inflate_piece(unpacking, stream, &over, error) :
			       !hand_on(unpacking, piece, some, error))
			return FALSE;
	}
	return over || !deflated || damaged(entry, error);
}

gboolean
zip_in_unpack(struct zip_in *in, const struct zip_entry *entry, trust_sink sink,
	      gpointer user, GError **error)
{
	struct unpacking unpacking = { entry, sink, user, 0,
				       (guint32)crc32(0, NULL, 0) };
	z_stream stream = { 0 };
	gboolean well;

	g_assert(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
	well = each_piece(in, &unpacking, &stream, error);
	inflateEnd(&stream);
	if (!well)
		return FALSE;
	return (unpacking.done == entry->unpacked &&
		unpacking.crc == entry->crc) ||
	       damaged(entry, error);
}
