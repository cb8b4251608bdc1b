/*
 * block: the blocks of WebVTT; SRT is the same without a header.
 *
 * block_next() follows the W3C algorithm to the letter when strict; lenient,
 * it also takes times as recorders write them and SRT's number lines.
 */
#ifndef TRANSCRIPT_BLOCK_H
#define TRANSCRIPT_BLOCK_H

#include "base/base.h"

enum block_kind {
	BLOCK_CUE,
	BLOCK_BAD_TIME, /* has "-->" but no times that can be read */
	BLOCK_TEXT,	/* NOTE, STYLE, REGION, or stray words */
};

struct block {
	enum block_kind kind;
	gint64 start_ms, end_ms;
	const char *id, *id_end;
	const char *text, *text_end; /* payload, lines joined by LF */
	guint line;
};

struct blocks {
	const char *p, *end;
	guint line;
	gboolean strict;
	gboolean skim;		 /* times are of no interest */
	const char *id, *id_end; /* SRT number met too early */
};

gboolean block_next(struct blocks *blocks, gboolean in_header,
		    struct block *block);
const char *find_arrow(const char *p, const char *end);

#endif
