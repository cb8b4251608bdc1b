/*
 * docx_aside.c: what a Word document says beside its text.
 *
 * Footnotes, endnotes, comments, and the lines at the head and foot of each
 * page are nobody's speech, but they are words: they are counted, and the
 * first of each kind is quoted, so that who put speech there can move it.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"
#include "transcript/docx.h"

#define QUOTED_MAX 60 /* bytes of the first that are shown */

static const struct aside {
	const char *entry;
	const char *element;
	const char *one;
	const char *many;
} asides[] = {
	{ "word/footnotes.xml", "footnote", "footnote", "footnotes" },
	{ "word/endnotes.xml", "endnote", "endnote", "endnotes" },
	{ "word/comments.xml", "comment", "comment", "comments" },
	{ "word/header*.xml", "hdr", "page header", "page headers" },
	{ "word/footer*.xml", "ftr", "page footer", "page footers" },
};

struct aside_tally {
	guint n;
	GString *first;
	GString *text; /* of the one at hand */
};

static void
end_aside(struct aside_tally *tally)
{
	const char *p = tally->text->str, *end = p + tally->text->len;

	trim(&p, &end);
	if (p < end && tally->n++ == 0)
		g_string_append_len(tally->first, p, end - p);
	g_string_truncate(tally->text, 0);
}

static void
count_asides(struct xml *xml, const struct aside *aside,
	     struct aside_tally *tally)
{
	gboolean words = FALSE;

	while (xml_next(xml, NULL)) {
		if (xml_ends(xml, aside->element))
			end_aside(tally);
		else if (xml_ends(xml, "p"))
			g_string_append_c(tally->text, ' ');
		else if (words && xml_text(xml) &&
			 tally->text->len < 4 * QUOTED_MAX)
			g_string_append(tally->text, xml_text(xml));
		if (xml->type == XML_READER_TYPE_ELEMENT)
			words = xml_starts(xml, "t");
		else if (xml->type == XML_READER_TYPE_END_ELEMENT)
			words = FALSE;
	}
}

static void
report_kind(struct builder *builder, const struct aside *aside,
	    const struct aside_tally *tally)
{
	const char *text = tally->first->str;
	gsize len =
		quote_end(text, text + tally->first->len, QUOTED_MAX) - text;

	if (!tally->n)
		return;
	builder_warn(builder, 0, "%u %s left out as not spoken%s: '%.*s%s'",
		     tally->n, tally->n == 1 ? aside->one : aside->many,
		     tally->n == 1 ? "" : ", the first", (int)len, text,
		     len < tally->first->len ? "..." : "");
}

static void
report_entry(const struct source *source, struct builder *builder,
	     const struct aside *aside)
{
	g_autoptr(GBytes) part = zip_read(source, aside->entry, NULL, NULL);
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	struct aside_tally tally = { .first = first, .text = text };
	struct xml xml;
	gconstpointer data;
	gsize len;

	if (!part)
		return;
	data = g_bytes_get_data(part, &len);
	if (xml_open(&xml, source, data, len, FALSE, NULL))
		count_asides(&xml, aside, &tally);
	xml_close(&xml);
	report_kind(builder, aside, &tally);
}

void
docx_report_asides(const struct source *source, struct builder *builder)
{
	for (gsize i = 0; i < G_N_ELEMENTS(asides); i++)
		report_entry(source, builder, &asides[i]);
}
