/*
 * encoding.h: guesses about bytes whose encoding nothing tells.
 */
#ifndef TRANSCRIPT_ENCODING_H
#define TRANSCRIPT_ENCODING_H

#include "transcript/source.h"

enum encoding { UTF8, UTF16LE, UTF16BE, UTF32LE, UTF32BE, CP1252 };

/* UTF-16 or UTF-32 without a mark; UTF8 when it is neither. */
enum encoding encoding_guess_wide(const guchar *p, gsize len);
/* FALSE when nobody writes a Western language with so many such bytes. */
gboolean encoding_is_western(const guchar *p, gsize len);
/* The name, as iconv knows it, of what is not Western, and what else it may
 * be. */
const char *encoding_guess_eastern(const guchar *p, gsize len,
				   const char **others);
/* Says that the text was read as Windows-1252, and a word of it that does not
 * look right. */
void encoding_report_western(const struct source *source,
			     struct builder *builder);
/* What byte 0x80 to 0x9f is in Windows-1252; 0: no character. */
gunichar encoding_cp1252(guint byte);
guint encoding_unit16(const guchar *p, gboolean big);

#endif
