/*
 * reader: a format of transcripts, and the list of those that are read.
 */
#ifndef TRANSCRIPT_READER_H
#define TRANSCRIPT_READER_H

#include "transcript/builder.h"
#include "transcript/source.h"

/*
 * One format.  sniff gives 0 (not mine) to 100 (certain) from the clean
 * source; parse says utterances, or returns FALSE with an error.  A reader
 * of containers (zip) looks at source->bytes and is told by its magic.
 */
struct reader {
	const char *name;
	const char *description;
	const char *endings; /* of file names, blanks between: "csv tsv" */
	gboolean container;
	gboolean terminated; /* parse wants a NUL after the text */
	int (*sniff)(const struct source *source);
	gboolean (*parse)(const struct source *source, struct builder *builder,
			  GError **error);
};

/* In the order in which they are tried; of equal scores the first wins. */
#define READERS(X)  \
	X(vtt)      \
	X(srt)      \
	X(sbv)      \
	X(json)     \
	X(eaf)      \
	X(textgrid) \
	X(cha)      \
	X(docx)     \
	X(qdpx)     \
	X(csv) X(txt) X(rtf) X(exb) X(ttml) X(html) X(otr) X(elan) X(messages)

#define DECLARE_READER(name) extern const struct reader reader_##name;
READERS(DECLARE_READER)

/* Decoded text through whichever reader fits it (docx, qdpx). */
gboolean reader_parse_text(struct source *source, struct builder *builder,
			   GError **error);

#endif
