/*
 * docx.c: Word documents.
 *
 * Paragraphs become lines, tables turns or lines of a speaker and words
 * (cells.h), and the plain readers take it from there: people type in
 * Word what they would type elsewhere.  Deleted text, field codes and
 * fall-back copies of shapes are no words.  Elements are told by local name,
 * so strict OOXML reads the same.
 */
#include "transcript/docx.h"
#include "transcript/reader.h"

#define BODY "word/document*.xml"

struct page {
	GString *out;	    /* all lines */
	GString *other;	    /* those outside of tables */
	gsize copied;	    /* of these, bytes that are in out */
	struct cells cells; /* the outermost table at hand */
	guint tables;	    /* nesting */
	guint muted;	    /* depth inside elements that are not read */
	guint struck;	    /* passages deleted with tracked changes */
};

static gboolean
is_muted(const char *name)
{
	static const char *const names[] = { "Fallback", "del", "moveFrom",
					     "instrText", "delText" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (!strcmp(names[i], name))
			return TRUE;
	return FALSE;
}

/* Where words go: into the table at hand, or onto the page. */
static GString *
paper(struct page *page)
{
	return page->tables ? page->cells.text : page->other;
}

static void
begin_element(struct page *page, const char *name)
{
	if (!strcmp(name, "tbl") && page->tables++ == 0)
		cells_begin(&page->cells);
	else if (!strcmp(name, "tr") && page->tables == 1)
		cells_row(&page->cells);
	else if (!strcmp(name, "tc") && page->tables == 1)
		cells_cell(&page->cells);
	else if (!strcmp(name, "tab"))
		g_string_append_c(paper(page), '\t');
	else if (!strcmp(name, "br") || !strcmp(name, "cr"))
		g_string_append_c(paper(page), page->tables ? ' ' : '\n');
	else if (!strcmp(name, "noBreakHyphen"))
		g_string_append_c(paper(page), '-');
}

/* Lines outside of tables are in both: what is new in them goes over. */
static void
end_paragraph(struct page *page)
{
	g_string_append_c(paper(page), page->tables ? ' ' : '\n');
	if (page->tables)
		return;
	g_string_append_len(page->out, page->other->str + page->copied,
			    page->other->len - page->copied);
	page->copied = page->other->len;
}

static void
end_element(struct page *page, const char *name)
{
	if (!strcmp(name, "p"))
		end_paragraph(page);
	else if (!strcmp(name, "tbl") && page->tables && --page->tables == 0)
		cells_end(&page->cells, page->out);
}

/* A run's <w:t>; blanks between elements are the writer's layout. */
static void
take_text(struct page *page, const char *text, gboolean inside)
{
	GString *out = paper(page);
	gsize start = out->len;

	if (!inside)
		return;
	g_string_append(out, text);
	for (char *p = out->str + start; *p; p++)
		if (*p == '\n' || *p == '\r')
			*p = ' ';
}

static gboolean
read_body(struct xml *xml, struct page *page, GError **error)
{
	GError *fault = NULL;
	gboolean inside = FALSE;

	while (xml_next(xml, &fault)) {
		gboolean starts = xml->type == XML_READER_TYPE_ELEMENT;
		gboolean empty =
			starts && xmlTextReaderIsEmptyElement(xml->reader);

		if (starts || xml->type == XML_READER_TYPE_END_ELEMENT) {
			if (is_muted(xml->name)) {
				page->struck +=
					starts && !strcmp(xml->name, "delText");
				page->muted += starts && !empty;
				page->muted -= !starts && page->muted;
				continue;
			}
			inside = starts && !empty && !strcmp(xml->name, "t");
		}
		if (page->muted)
			continue;
		if (starts)
			begin_element(page, xml->name);
		if (empty || xml->type == XML_READER_TYPE_END_ELEMENT)
			end_element(page, xml->name);
		else if (xml_text(xml))
			take_text(page, xml_text(xml), inside);
	}
	if (fault)
		g_propagate_error(error, fault);
	return !fault;
}

static int
docx_sniff(const struct source *source)
{
	return zip_is(source) && zip_has(source, BODY) ? 100 : 0;
}

/* The turns of the tables, or else all lines as typed text. */
static gboolean
read_page(struct page *page, const struct source *source,
	  struct builder *builder, GError **error)
{
	struct source inner = *source;

	inner.text = inner.owned = page->out->str;
	inner.len = page->out->len;
	if (strspn(inner.text, " \t\n") == inner.len)
		return source_fault(source, 0, error,
				    "the Word document "
				    "holds no text");
	return cells_say(&page->cells, page->other) ||
	       reader_parse_text(&inner, builder, error);
}

static gboolean
docx_parse(const struct source *source, struct builder *builder, GError **error)
{
	g_autoptr(GBytes) body = zip_read(source, BODY, NULL, error);
	g_autoptr(GString) lines = g_string_new(NULL);
	g_autoptr(GString) other = g_string_new(NULL);
	struct page page = { .out = lines, .other = other };
	struct xml xml;
	gconstpointer data;
	gsize len;
	gboolean ok;

	if (!body)
		return FALSE;
	data = g_bytes_get_data(body, &len);
	cells_init(&page.cells, builder);
	ok = xml_open(&xml, source, data, len, FALSE, error) &&
	     read_body(&xml, &page, error) &&
	     read_page(&page, source, builder, error);
	xml_close(&xml);
	cells_clear(&page.cells);
	if (!ok)
		return FALSE;
	if (page.struck)
		builder_warn(builder, 0,
			     "%u passage%s deleted with tracked changes, and "
			     "left out: accept or reject the changes in Word "
			     "if they were said",
			     page.struck, page.struck == 1 ? " is" : "s are");
	docx_report_asides(source, builder);
	return TRUE;
}

const struct reader reader_docx = {
	.name = "docx",
	.description = "Word document, paragraphs or a table",
	.endings = "docx",
	.container = TRUE,
	.sniff = docx_sniff,
	.parse = docx_parse,
};
