/*
 * zip.h: entries of a zip archive in memory (docx, qdpx), within limits.
 */
#ifndef TRANSCRIPT_ZIP_H
#define TRANSCRIPT_ZIP_H

#include "transcript/source.h"

gboolean zip_is(const struct source *source);

/*
 * The first entry whose name matches the pattern (GLib's glob, without case),
 * unpacked; NULL with an error when it is missing, damaged or unpacks to more
 * than the limit.  name, if not NULL, gets the entry's name.  Caller frees.
 */
GBytes *zip_read(const struct source *source, const char *pattern, char **name,
		 GError **error);
gboolean zip_has(const struct source *source, const char *pattern);

#endif
