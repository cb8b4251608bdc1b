/*
 * docx.c: Word documents.
 *
 * Paragraphs become lines and table rows "first cell: the rest", and the
 * plain readers take it from there: people type in Word what they would type
 * elsewhere.  Deleted text, field codes and fall-back copies of shapes are no
 * words.  Elements are told by local name, so strict OOXML reads the same.
 */
#include "transcript/docx.h"

#define BODY "word/document*.xml"

struct page {
	GString *out;
	guint cell;   /* of the row at hand, from 1; 0: no table */
	guint tables; /* nesting */
	guint muted;  /* depth inside elements that are not read */
	guint struck; /* passages deleted with tracked changes */
	gsize cell_start;
	gboolean labelled; /* the row has its "name:" */
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

/* Cells before the words: a time goes in brackets, a name gets its colon. */
static void
end_cell(struct page *page)
{
	GString *out = page->out;
	const char *p = out->str + page->cell_start, *end = out->str + out->len;
	gint64 start_ms, end_ms;
	g_autofree char *text = NULL;

	trim(&p, &end);
	if (page->labelled || p == end)
		return;
	text = g_strndup(p, end - p);
	if (stamp_range(&p, end, &start_ms, &end_ms) && p == end) {
		g_string_truncate(out, page->cell_start);
		g_string_append_printf(
			out, *text == '[' || *text == '(' ? "%s " : "[%s] ",
			text);
	} else if (label_shape(text, strlen(text)) != LABEL_NOT) {
		g_string_truncate(out, page->cell_start);
		g_string_append_printf(out, "%s%s ", text,
				       g_str_has_suffix(text, ":") ? "" : ":");
		page->labelled = TRUE;
	} else {
		page->labelled = TRUE;
	}
}

static void
begin(struct page *page, const char *name)
{
	if (!strcmp(name, "tbl"))
		page->tables++;
	else if (!strcmp(name, "tr"))
		page->cell = 0, page->labelled = FALSE;
	else if (!strcmp(name, "tc"))
		page->cell++, page->cell_start = page->out->len;
	else if (!strcmp(name, "tab"))
		g_string_append_c(page->out, '\t');
	else if (!strcmp(name, "br") || !strcmp(name, "cr"))
		g_string_append_c(page->out, page->tables ? ' ' : '\n');
	else if (!strcmp(name, "noBreakHyphen"))
		g_string_append_c(page->out, '-');
}

static void
finish(struct page *page, const char *name)
{
	if (!strcmp(name, "p"))
		g_string_append_c(page->out, page->tables ? ' ' : '\n');
	else if (!strcmp(name, "tc"))
		end_cell(page);
	else if (!strcmp(name, "tr"))
		g_string_append_c(page->out, '\n');
	else if (!strcmp(name, "tbl") && page->tables)
		page->tables--;
}

/* A run's <w:t>; blanks between elements are the writer's layout. */
static void
take_text(struct page *page, const char *text, gboolean inside)
{
	gsize start = page->out->len;

	if (!inside)
		return;
	g_string_append(page->out, text);
	for (char *p = page->out->str + start; *p; p++)
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
			begin(page, xml->name);
		if (empty || xml->type == XML_READER_TYPE_END_ELEMENT)
			finish(page, xml->name);
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

static gboolean
docx_parse(const struct source *source, struct builder *builder, GError **error)
{
	g_autoptr(GBytes) body = zip_read(source, BODY, NULL, error);
	g_autoptr(GString) lines = g_string_new(NULL);
	struct page page = { .out = lines };
	struct source inner = *source;
	struct xml xml;
	gconstpointer data;
	gsize len;
	gboolean ok;

	if (!body)
		return FALSE;
	data = g_bytes_get_data(body, &len);
	ok = xml_open(&xml, source, data, len, FALSE, error) &&
	     read_body(&xml, &page, error);
	xml_close(&xml);
	inner.text = inner.owned = lines->str;
	inner.len = lines->len;
	if (ok && strspn(inner.text, " \t\n") == inner.len)
		return source_fault(source, 0, error,
				    "the Word document "
				    "holds no text");
	if (!ok || !reader_parse_text(&inner, builder, error))
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
	.container = TRUE,
	.sniff = docx_sniff,
	.parse = docx_parse,
};
