/*
 * qdpx.c: REFI-QDA projects: the first text source of the project.
 *
 * project.qde lists the sources; a plain text lies beside it in sources/ or
 * stands in the list itself.  It is read as whatever it looks like.
 */
#include "transcript/xml.h"
#include "transcript/zip.h"

struct project {
	char *path; /* of the first text, "internal://..." */
	char *name;
	GString *content; /* text in the list itself */
	guint texts;
};

static gboolean
read_project(struct xml *xml, struct project *project, GError **error)
{
	GError *fault = NULL;
	gboolean inside = FALSE;

	while (xml_next(xml, &fault)) {
		if (xml_starts(xml, "TextSource") && project->texts++ == 0) {
			project->path = xml_attribute(xml, "plainTextPath");
			project->name = xml_attribute(xml, "name");
		}
		if (xml_starts(xml, "PlainTextContent"))
			inside = project->texts == 1;
		if (xml_ends(xml, "PlainTextContent"))
			inside = FALSE;
		if (inside && xml_text(xml))
			g_string_append(project->content, xml_text(xml));
	}
	if (fault)
		g_propagate_error(error, fault);
	return !fault;
}

/* The bytes of the text; NULL with an error. */
static GBytes *
read_text(const struct source *source, const struct project *project,
	  GError **error)
{
	const char *path = project->path;
	g_autofree char *lower = NULL, *pattern = NULL;

	if (project->content->len)
		return g_bytes_new(project->content->str,
				   project->content->len);
	if (!path) {
		source_fault(
			source, 0, error,
			project->texts ?
				"its text is kept outside the project file; "
				"export the text itself" :
				"the project holds no text source");
		return NULL;
	}
	path += g_str_has_prefix(path, "internal://") ? 11 : 0;
	lower = g_ascii_strdown(path, -1);
	g_strdelimit(lower, "*?", '?');
	pattern = g_strconcat("*", lower, NULL);
	return zip_read(source, pattern, NULL, error);
}

static int
qdpx_sniff(const struct source *source)
{
	return zip_is(source) && zip_has(source, "*project.qde") ? 100 : 0;
}

static gboolean
read_inner(const struct source *source, GBytes *bytes, struct builder *builder,
	   GError **error)
{
	struct source inner = { .name = source->name };
	gboolean ok;

	inner.bytes = g_bytes_get_data(bytes, &inner.bytes_len);
	source_decode(&inner, builder);
	ok = reader_parse_text(&inner, builder, error);
	g_free(inner.owned);
	return ok;
}

static gboolean
qdpx_parse(const struct source *source, struct builder *builder, GError **error)
{
	g_autoptr(GBytes) list = zip_read(source, "*project.qde", NULL, error);
	g_autoptr(GBytes) text = NULL;
	g_autoptr(GString) content = g_string_new(NULL);
	struct project project = { .content = content };
	struct xml xml;
	gconstpointer data;
	gsize len;
	gboolean ok;

	if (!list)
		return FALSE;
	data = g_bytes_get_data(list, &len);
	ok = xml_open(&xml, source, data, len, FALSE, error) &&
	     read_project(&xml, &project, error);
	xml_close(&xml);
	if (ok)
		text = read_text(source, &project, error);
	if (ok && project.texts > 1)
		builder_warn(builder, 0,
			     "the project holds %u texts; only the "
			     "first, '%s', is read",
			     project.texts, project.name ? project.name : "");
	ok = text && read_inner(source, text, builder, error);
	g_free(project.path);
	g_free(project.name);
	return ok;
}

const struct reader reader_qdpx = {
	.name = "qdpx",
	.description = "REFI-QDA project, its first text source",
	.container = TRUE,
	.sniff = qdpx_sniff,
	.parse = qdpx_parse,
};
