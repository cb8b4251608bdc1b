/*
 * xml.c: libxml2's streaming reader, made safe; see xml.h.
 */
#include "transcript/xml.h"

void
xml_open(struct xml *xml, const struct source *source, const char *data,
	 gsize len, gboolean decoded)
{
	*xml = (struct xml){ .source = source, .name = "" };
	xml->reader = xmlReaderForMemory(data, (int)len, NULL,
					 decoded ? "UTF-8" : NULL,
					 XML_PARSE_NONET | XML_PARSE_NOERROR |
					 XML_PARSE_NOWARNING |
					     XML_PARSE_BIG_LINES);
}

void
xml_close(struct xml *xml)
{
	if (xml->reader)
		xmlFreeTextReader(xml->reader);
}

static gboolean
fail(struct xml *xml, GError **error)
{
	const xmlError *last = xmlGetLastError();
	g_autofree char *what = g_strdup(last && last->message ?
					 last->message : "cannot be read");

	return source_fault(xml->source, last ? MAX(last->line, 0) : 0,
			    error, "not well-formed XML: %s",
			    g_strchomp(what));
}

gboolean
xml_next(struct xml *xml, GError **error)
{
	int more = xml->reader ? xmlTextReaderRead(xml->reader) : -1;

	if (more < 0)
		return fail(xml, error);
	if (more == 0)
		return FALSE;
	xml->type = xmlTextReaderNodeType(xml->reader);
	xml->name = (const char *)xmlTextReaderConstLocalName(xml->reader);
	if (xml->type == XML_READER_TYPE_DOCUMENT_TYPE ||
	    xml->type == XML_READER_TYPE_ENTITY_REFERENCE)
		return source_fault(xml->source, xml_line(xml), error,
				    "the XML defines entities of its own, "
				    "which no transcript needs; it is not "
				    "read any further");
	return TRUE;
}

gboolean
xml_starts(const struct xml *xml, const char *name)
{
	return xml->type == XML_READER_TYPE_ELEMENT && !strcmp(xml->name, name);
}

gboolean
xml_ends(const struct xml *xml, const char *name)
{
	return (xml->type == XML_READER_TYPE_END_ELEMENT ||
		(xml->type == XML_READER_TYPE_ELEMENT &&
		 xmlTextReaderIsEmptyElement(xml->reader))) &&
	       !strcmp(xml->name, name);
}

char *
xml_attribute(const struct xml *xml, const char *name)
{
	xmlChar *value = xmlTextReaderGetAttribute(xml->reader,
						   (const xmlChar *)name);
	char *copy = g_strdup((const char *)value);

	xmlFree(value);
	return copy;
}

const char *
xml_text(const struct xml *xml)
{
	switch (xml->type) {
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		return (const char *)xmlTextReaderConstValue(xml->reader);
	default:
		return NULL;
	}
}

guint
xml_line(const struct xml *xml)
{
	xmlNodePtr node = xmlTextReaderCurrentNode(xml->reader);

	return node ? MAX(xmlGetLineNo(node), 0) : 0;
}
