/*
 * What the two files that read a ZIP share.
 */
#ifndef BUNDLE_ZIP_IN_H
#define BUNDLE_ZIP_IN_H

#include "bundle/private.h"

/* Flags of an entry. */
#define ENCRYPTED (1 << 0 | 1 << 6 | 1 << 13)
#define DESCRIBED_AFTER (1 << 3) /* sizes and sum stand behind the file */

/* An entry while the directory is read. */
struct zip_record {
	struct zip_entry *entry;
	guint64 header_at;
	guint flags;
	gboolean folder;
};

static inline guint
get16(const guint8 *at)
{
	return at[0] | at[1] << 8;
}

static inline guint32
get32(const guint8 *at)
{
	return get16(at) | (guint32)get16(at + 2) << 16;
}

/* len bytes at a place of the ZIP. */
gboolean zip_read_at(const struct zip_in *in, guint64 at, void *bytes,
		     gsize len);
/* Are there no bytes before the directory, at `limit`, but those of files, each
 * those of one, and told of there as in the directory?  Settles where each
 * file's bytes are. */
void zip_check_places(const struct zip_in *in, GPtrArray *records,
		      guint64 limit, GPtrArray *faults);

#endif
