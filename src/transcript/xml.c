/*
 * xml.c: libxml2's streaming reader, made safe; see xml.h.
 */
#include "transcript/xml.h"

/* The next byte that is not the zero of a wide encoding. */
static const char *
next_byte(const char *p, const char *end)
{
	for (p++; p < end && !*p; p++)
		;
	return p;
}

/*
 * libxml2 reads ahead, so a document type is looked for before it starts: it
 * can only stand before the first element, in whatever encoding.
 */
static gboolean
has_document_type(const char *data, gsize len)
{
	static const char word[] = "!DOCTYPE";
	const char *p = data, *end = data + len;

	for (; (p = memchr(p, '<', end - p)) != NULL; p++) {
		const char *q = next_byte(p, end), *w = word;

		if (q < end && g_ascii_isalpha(*q))
			return FALSE;
		while (q < end && *w && *q == *w) {
			q = next_byte(q, end);
			w++;
		}
		if (!*w)
			return TRUE;
	}
	return FALSE;
}

gboolean
xml_open(struct xml *xml, const struct source *source, const char *data,
	 gsize len, gboolean decoded, GError **error)
{
	*xml = (struct xml){ .source = source, .name = "" };
	if (len == 0)
		return source_fault(source, 0, error,
				    "the document inside is "
				    "empty");
	xmlResetLastError();
	if (has_document_type(data, len))
		return source_fault(source, 0, error,
				    "the XML declares a "
				    "document type and entities of its own, "
				    "which no transcript needs; it is not "
				    "read");
	*xml = (struct xml){ .source = source, .name = "" };
	xml->reader = xmlReaderForMemory(
		data, (int)len, NULL, decoded ? "UTF-8" : NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
			XML_PARSE_BIG_LINES);
	return TRUE;
}

void
xml_close(struct xml *xml)
{
	if (xml->reader)
		xmlFreeTextReader(xml->reader);
}

static gboolean
fail_xml(struct xml *xml, GError **error)
{
	const xmlError *last = xmlGetLastError();
	g_autofree char *what = g_strdup(
		last && last->message ? last->message : "cannot be read");
	char *hint = strstr(what, " use XML_PARSE_HUGE");

	if (hint) /* advice for programmers */
		*hint = '\0';
	return source_fault(xml->source, last ? MAX(last->line, 0) : 0, error,
			    "not well-formed XML: %s", g_strchomp(what));
}

gboolean
xml_next(struct xml *xml, GError **error)
{
	int more = xml->reader ? xmlTextReaderRead(xml->reader) : -1;

	if (more < 0)
		return fail_xml(xml, error);
	if (more == 0)
		return FALSE;
	xml->type = xmlTextReaderNodeType(xml->reader);
	xml->name = (const char *)xmlTextReaderConstLocalName(xml->reader);
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

/* An attribute with a prefix, whichever it is: by what stands behind it. */
static char *
prefixed_attribute(xmlTextReaderPtr reader, const char *name)
{
	char *copy = NULL;

	while (!copy && xmlTextReaderMoveToNextAttribute(reader) == 1)
		if (!strcmp((const char *)xmlTextReaderConstLocalName(reader),
			    name))
			copy = g_strdup(
				(const char *)xmlTextReaderConstValue(reader));
	xmlTextReaderMoveToElement(reader);
	return copy;
}

char *
xml_attribute(const struct xml *xml, const char *name)
{
	xmlChar *value =
		xmlTextReaderGetAttribute(xml->reader, (const xmlChar *)name);
	char *copy = value ? g_strdup((const char *)value) :
			     prefixed_attribute(xml->reader, name);

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
