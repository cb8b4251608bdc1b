/*
 * qdpx.c: REFI-QDA projects: one text source of the project.
 *
 * project.qde lists the sources; a plain text lies beside it in sources/ or
 * stands in the list itself.  It is read as whatever it looks like.  Each
 * text is a session of its own, so of several one is read: the first, or the
 * one asked for by name.
 */
#include "transcript/reader.h"
#include "transcript/xml.h"
#include "transcript/zip.h"

#define LISTED_MAX 8 /* names told of a project with many texts */

struct project {
	const char *wanted;
	GPtrArray *names; /* of all texts */
	gboolean found;
	char *path; /* of the text, "internal://..." */
	char *name;
	GString *content; /* text in the list itself */
};

/* TRUE when the text that begins here is the one to be read. */
static gboolean
read_source(struct xml *xml, struct project *project)
{
	g_autofree char *name = xml_attribute(xml, "name");

	if (!name)
		name = g_strdup_printf("%u", project->names->len + 1);
	g_ptr_array_add(project->names, g_strdup(name));
	if (project->found ||
	    (project->wanted && g_ascii_strcasecmp(project->wanted, name)))
		return FALSE;
	project->found = TRUE;
	project->path = xml_attribute(xml, "plainTextPath");
	project->name = g_steal_pointer(&name);
	return TRUE;
}

static gboolean
read_project(struct xml *xml, struct project *project, GError **error)
{
	GError *fault = NULL;
	gboolean mine = FALSE, inside = FALSE;

	while (xml_next(xml, &fault)) {
		if (xml_starts(xml, "TextSource"))
			mine = read_source(xml, project);
		if (xml_starts(xml, "PlainTextContent"))
			inside = mine;
		if (xml_ends(xml, "PlainTextContent"))
			inside = FALSE;
		if (inside && xml_text(xml))
			g_string_append(project->content, xml_text(xml));
	}
	if (fault)
		g_propagate_error(error, fault);
	return !fault;
}

/* "'a', 'b' and 3 more"; caller frees. */
static char *
list_texts(const struct project *project)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < MIN(project->names->len, LISTED_MAX); i++)
		g_string_append_printf(out, "%s'%s'", i ? ", " : "",
				       (char *)project->names->pdata[i]);
	if (project->names->len > LISTED_MAX)
		g_string_append_printf(out, " and %u more",
				       project->names->len - LISTED_MAX);
	return g_string_free(out, FALSE);
}

static gboolean
check_wanted(const struct source *source, const struct project *project,
	     GError **error)
{
	g_autofree char *all = NULL;

	if (project->found || !project->names->len)
		return TRUE;
	all = list_texts(project);
	return source_fault(source, 0, error,
			    "the project holds no text '%s' (it holds %s)",
			    project->wanted, all);
}

static void
report_others(struct builder *builder, const struct project *project)
{
	g_autofree char *all = NULL;

	if (project->names->len < 2)
		return;
	all = list_texts(project);
	builder_warn(builder, 0,
		     "the project holds %u texts (%s); only '%s' is read: "
		     "write the others out with 'iptrate transcript FILE "
		     "--text NAME -o NAME.txt'",
		     project->names->len, all, project->name);
}

/* The bytes of the text; NULL with an error. */
static GBytes *
read_project_text(const struct source *source, const struct project *project,
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
			project->names->len ?
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
	ok = source_decode(&inner, builder, error) &&
	     reader_parse_text(&inner, builder, error);
	g_free(inner.owned);
	return ok;
}

static gboolean
read_chosen(const struct source *source, const struct project *project,
	    struct builder *builder, GError **error)
{
	g_autoptr(GBytes) text = NULL;

	if (!check_wanted(source, project, error))
		return FALSE;
	text = read_project_text(source, project, error);
	if (!text)
		return FALSE;
	report_others(builder, project);
	return read_inner(source, text, builder, error);
}

static gboolean
qdpx_parse(const struct source *source, struct builder *builder, GError **error)
{
	g_autoptr(GBytes) list = zip_read(source, "*project.qde", NULL, error);
	g_autoptr(GString) content = g_string_new(NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	struct project project = { .wanted = source->wanted,
				   .content = content,
				   .names = names };
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
	ok = ok && read_chosen(source, &project, builder, error);
	g_free(project.path);
	g_free(project.name);
	return ok;
}

const struct reader reader_qdpx = {
	.name = "qdpx",
	.description = "REFI-QDA project, one of its text sources",
	.endings = "qdpx",
	.container = TRUE,
	.sniff = qdpx_sniff,
	.parse = qdpx_parse,
};
