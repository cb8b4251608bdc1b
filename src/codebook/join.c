/*
 * codebook/join.c: a codebook in several files as one text.
 *
 * By lines, before any YAML is read: below "techniques:" an item that is the
 * name of a file becomes what that file holds, and so below "word-points:" and
 * "lexicons:"; the file behind "weights:" becomes the section that ends the
 * text.
 */
#include "codebook/join.h"
#include "codebook/section.h"

#include "codebook/reading.h"

#include <string.h>

#define FILES_MAX 500
#define SHOWN 200 /* bytes of a line in a complaint */

enum section { SECTION_OTHER, SECTION_LEXICONS, SECTION_ITEMS };

/* A line of a file, without its end. */
struct file_line {
	const char *at;
	const char *end;
	guint number;
};

struct joining {
	struct joined *joined;
	GString *out;
	guint line; /* of the joined text: the one that comes next */
	codebook_fetch fetch;
	void *data;
	GPtrArray *diagnostics;
	enum section section;
	int indent;    /* of the section's items; -1: none yet */
	char *weights; /* path, or NULL */
	struct file_line weights_line; /* that names it */
};

/* -- lines ------------------------------------------------------------------ */

/* The next line of a text that ends at `end`; begin with number 0. */
static gboolean
next_file_line(struct file_line *line, const char *text, const char *end)
{
	const char *at = line->number ? line->end : text;

	if (line->number && at < end && *at == '\r')
		at++;
	if (line->number && at < end)
		at++;
	if (at >= end)
		return FALSE;
	line->number++;
	line->at = at;
	line->end = memchr(at, '\n', (gsize)(end - at));
	if (!line->end)
		line->end = end;
	else if (line->end > at && line->end[-1] == '\r')
		line->end--;
	return TRUE;
}

static guint
blanks_of(const struct file_line *line)
{
	const char *at = line->at;

	while (at < line->end && *at == ' ')
		at++;
	return (guint)(at - line->at);
}

static gboolean
is_idle(const struct file_line *line)
{
	const char *at = line->at + blanks_of(line);

	return at == line->end || *at == '#';
}

/* From the next line on, what is put out is of that line of a file. */
static void
begin_origin(struct joining *joining, const char *file, guint from,
	     guint indent)
{
	struct origin origin = { joining->line, file, from, indent };

	g_array_append_val(joining->joined->origins, origin);
}

static void
put_line(struct joining *joining, const char *before,
	 const struct file_line *line)
{
	g_string_append(joining->out, before);
	g_string_append_len(joining->out, line->at, line->end - line->at);
	g_string_append_c(joining->out, '\n');
	joining->line++;
}

static void
complain_of_file(struct joining *joining, const struct file_line *line,
		 const char *at, const char *says)
{
	gsize len = MIN((gsize)(line->end - line->at), SHOWN);
	g_autofree char *source = g_strndup(line->at, len);
	g_autofree char *valid = g_utf8_make_valid(source, -1);

	diagnostics_add(joining->diagnostics, DIAGNOSTIC_ERROR,
			joining->joined->files->pdata[0], line->number,
			(guint)(at - line->at) + 1, valid, "%s", says);
}

/* -- the names of files ------------------------------------------------------ */

/* What stands at `at` without quotation marks and a comment behind it; NULL
 * when that is not the name of a file with such an ending. */
static char *
read_path(const char *at, const char *end, const char *ending)
{
	const char *comment;
	g_autofree char *path = NULL;

	while (at < end && *at == ' ')
		at++;
	comment = g_strstr_len(at, end - at, " #");
	path = g_strstrip(g_strndup(at, (comment ? comment : end) - at));
	if (strlen(path) > 2 && strchr("'\"", *path) &&
	    path[strlen(path) - 1] == *path) {
		path[strlen(path) - 1] = '\0';
		memmove(path, path + 1, strlen(path));
	}
	/* a map on one line is none */
	if (strpbrk(path, "{}[]:,") || !g_str_has_suffix(path, ending))
		return NULL;
	return g_steal_pointer(&path);
}

/* Within the codebook's own folder, and fit to be shown. */
static gboolean
is_inside(const char *path)
{
	g_auto(GStrv) steps = g_strsplit_set(path, "/\\", -1);
	g_autofree char *shown = base_printable(path, -1);

	for (guint i = 0; steps[i]; i++) {
		if (!*steps[i] || !strcmp(steps[i], "..") ||
		    !strcmp(steps[i], "."))
			return FALSE;
	}
	return !strcmp(path, shown);
}

/* The name of a file beside the codebook, for messages. */
static const char *
name_file(struct joining *joining, const char *path)
{
	GPtrArray *files = joining->joined->files;
	const char *main = files->pdata[0];
	const char *slash = strrchr(main, '/');
	char *name = g_strdup_printf(
		"%.*s%s", slash ? (int)(slash + 1 - main) : 0, main, path);

	g_ptr_array_add(files, name);
	return name;
}

/* NULL after a complaint at that place of the codebook. */
static char *
fetch_file(struct joining *joining, const struct file_line *line,
	   const char *at, const char *path, gsize *len)
{
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	/* where one is not there, the others will not be, either */
	if (joining->diagnostics->len)
		return NULL;

	if (!is_inside(path))
		complain_of_file(
			joining, line, at,
			"a file of a codebook lies in the codebook's folder "
			"or below it: name it from there, without '..'");
	else if (joining->joined->files->len > FILES_MAX)
		complain_of_file(joining, line, at, "these are too many files");
	else
		text = joining->fetch(path, len, joining->data, &error);
	if (error)
		complain_of_file(joining, line, at, error->message);
	return text;
}

/* -- what they hold ---------------------------------------------------------- */

/* Each line behind `indent` blanks; a technique is an item of a list, and so
 * has a "-" before its first line that says something. */
static void
put_file(struct joining *joining, const char *text, gsize len, guint indent,
	 gboolean item)
{
	g_autofree char *blanks = g_strnfill(indent, ' ');
	g_autofree char *first = g_strdup(blanks);
	gsize bom = text_bom(text, len);
	struct file_line line = { 0 };

	if (item)
		first[indent - 2] = '-';
	while (next_file_line(&line, text + bom, text + len)) {
		gboolean idle = is_idle(&line);

		if (line.at == line.end) {
			put_line(joining, "", &line);
			continue;
		}
		put_line(joining, item && !idle ? first : blanks, &line);
		item = item && idle;
	}
}

/* An item of a list: the name of a file is exchanged for what it holds. */
static gboolean
put_item(struct joining *joining, const struct file_line *line)
{
	guint blanks = blanks_of(line);
	const char *at = line->at + blanks;
	gboolean item = joining->section == SECTION_ITEMS;
	g_autofree char *path = NULL;
	g_autofree char *text = NULL;
	gsize len;

	if (line->end - at < 2 || at[0] != '-' || at[1] != ' ')
		return FALSE;
	if (joining->indent < 0)
		joining->indent = (int)blanks;
	if (joining->indent != (int)blanks)
		return FALSE;
	path = read_path(at + 1, line->end, ".yaml");
	if (!path)
		return FALSE;
	at += 1 + strspn(at + 1, " ");
	text = fetch_file(joining, line, at, path, &len);
	if (text) {
		guint indent = item ? blanks + 2 : MAX(blanks, 2);

		begin_origin(joining, name_file(joining, path), 1, indent);
		put_file(joining, text, len, indent, item);
	}
	begin_origin(joining, joining->joined->files->pdata[0],
		     line->number + 1, 0);
	return TRUE;
}

static gboolean
begins_with_key(const struct file_line *line, const char *key)
{
	gsize len = strlen(key);

	return (gsize)(line->end - line->at) >= len &&
	       memcmp(line->at, key, len) == 0;
}

/* "weights: FILE" is left out here: its table comes last. */
static gboolean
take_weights(struct joining *joining, const struct file_line *line)
{
	static const char key[] = "weights: ";
	g_autofree char *path = NULL;
	const char *at = line->at + strlen(key);

	if (!begins_with_key(line, key) || joining->weights)
		return FALSE;
	path = read_path(at, line->end, ".tsv");
	if (!path)
		return FALSE;
	joining->weights = g_steal_pointer(&path);
	joining->weights_line = *line;
	begin_origin(joining, joining->joined->files->pdata[0],
		     line->number + 1, 0);
	return TRUE;
}

static void
take_line(struct joining *joining, const struct file_line *line)
{
	if (line->at < line->end && !strchr(" -#", *line->at)) {
		joining->section =
			begins_with_key(line, "techniques:") ||
					begins_with_key(line, "word-points:") ?
				SECTION_ITEMS :
			begins_with_key(line, "lexicons:") ? SECTION_LEXICONS :
							     SECTION_OTHER;
		joining->indent = -1;
		if (take_weights(joining, line))
			return;
	} else if (joining->section != SECTION_OTHER && !is_idle(line) &&
		   put_item(joining, line)) {
		return;
	}
	put_line(joining, "", line);
}

/* The table stays a text of its own until all is wanted as one. */
static void
fetch_weights(struct joining *joining, gboolean twice)
{
	struct joined *joined = joining->joined;
	const struct file_line *line = &joining->weights_line;
	const char *at = line->at + strlen(WEIGHTS_KEY);

	at += strspn(at, " ");
	if (twice) {
		complain_of_file(
			joining, line, at,
			"the weights are below, too: keep one of the two");
		return;
	}
	joined->table = fetch_file(joining, line, at, joining->weights,
				   &joined->table_len);
	joined->table_file = name_file(joining, joining->weights);
	if (joined->table && memchr(joined->table, '\0', joined->table_len))
		complain_of_file(joining, line, at,
				 "this file holds a NUL byte");
}

/* -- the door ---------------------------------------------------------------- */

struct joined *
codebook_join(char *text, gsize len, const char *file, codebook_fetch fetch,
	      void *data, GPtrArray *diagnostics)
{
	struct joined *joined = g_new0(struct joined, 1);
	struct joining joining = {
		.joined = joined,
		.line = 1,
		.fetch = fetch,
		.data = data,
		.diagnostics = diagnostics,
	};
	gsize bom = text_bom(text, len);
	struct file_line line = { 0 };
	const char *below;

	joined->files = g_ptr_array_new_with_free_func(g_free);
	joined->origins = g_array_new(FALSE, FALSE, sizeof(struct origin));
	g_ptr_array_add(joined->files, g_strdup(file ? file : ""));
	begin_origin(&joining, joined->files->pdata[0], 1, 0);
	joined->text = text;
	joined->len = len;
	joined->rules = codebook_rules_length(text, len);
	if (!fetch || memchr(text, '\0', len))
		return joined;
	joining.out = g_string_sized_new(len + 1);
	g_string_append_len(joining.out, text, (gssize)bom);
	while (next_file_line(&line, text + bom, text + joined->rules))
		take_line(&joining, &line);
	if (joined->files->len == 1 && !joining.weights) {
		g_string_free(joining.out, TRUE);
		g_array_set_size(joined->origins, 1);
		return joined;
	}
	if (joining.weights)
		fetch_weights(&joining, joined->rules < len);
	below = text + joined->rules;
	joined->rules = joining.out->len;
	g_string_append_len(joining.out, below, text + len - below);
	g_free(joining.weights);
	g_free(text);
	joined->len = joining.out->len;
	joined->text = g_string_free(joining.out, FALSE);
	return joined;
}
