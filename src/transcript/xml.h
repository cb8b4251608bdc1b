/*
 * xml.h: libxml2's streaming reader, made safe for strangers' files.
 *
 * No network, no entities, no document types: what needs them is refused.
 * Memory is that of one node.
 */
#ifndef TRANSCRIPT_XML_H
#define TRANSCRIPT_XML_H

#include <libxml/xmlreader.h>

#include "transcript/source.h"

struct xml {
	const struct source *source;
	xmlTextReaderPtr reader;
	int type;	  /* XML_READER_TYPE_... of the node at hand */
	const char *name; /* its name without prefix */
};

/*
 * FALSE with an error when the document is of a kind that is not read.
 * decoded: data is UTF-8 whatever its declaration says.
 */
gboolean xml_open(struct xml *xml, const struct source *source,
		  const char *data, gsize len, gboolean decoded,
		  GError **error);
void xml_close(struct xml *xml);
/* The next node; FALSE at the end, or with an error. */
gboolean xml_next(struct xml *xml, GError **error);
/* A starting element of this name. */
gboolean xml_starts(const struct xml *xml, const char *name);
/* An end tag of this name, or an empty element. */
gboolean xml_ends(const struct xml *xml, const char *name);
/* An attribute by name without prefix, or NULL.  Caller frees. */
char *xml_attribute(const struct xml *xml, const char *name);
/* Words: text, CDATA and blanks; NULL for other nodes. */
const char *xml_text(const struct xml *xml);
guint xml_line(const struct xml *xml);

#endif
