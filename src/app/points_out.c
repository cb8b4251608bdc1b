/*
 * Where learned points of words are written: into a table of weights, or a
 * file of their own.
 */
#include "app/course.h"
#include "app/lines.h"
#include "app/private.h"
#include "export/export.h"

#include <string.h>

static gboolean
is_same_file(const char *a, const char *b)
{
	g_autofree char *x = realpath(a, NULL);
	g_autofree char *y = realpath(b, NULL);

	return x && y && !strcmp(x, y);
}

static gboolean
is_codebook(const struct app *app, const char *path)
{
	return app->codebook_path && is_same_file(path, app->codebook_path);
}

char *
app_table_at(struct app *app, const char *path)
{
	const struct codebook *codebook = app_codebook(app, NULL);
	const char *named = codebook ? codebook_table(codebook) : NULL;

	if (g_str_has_suffix(path, ".tsv"))
		return g_strdup(path);
	return named && is_codebook(app, path) ? g_strdup(named) : NULL;
}

/* The table with the rows in their place; NULL with an error.  Caller frees.
 */
static char *
put_rows(const char *table, const char *id, const char *rows, GError **error)
{
	g_autofree char *shown = base_printable(table, -1);
	g_autofree char *text = NULL;
	char *whole;
	gsize len;

	if (!g_file_test(table, G_FILE_TEST_EXISTS))
		return word_points_put("", 0, id, rows);
	if (!app_file_read(table, &text, &len, error))
		return NULL;
	whole = word_points_put(text, len, id, rows);
	if (!whole)
		app_fail(error, BASE_ERROR_INPUT,
			 "%s is no table of weights, which begins with a row "
			 "'technique' or 'points of'; name another file",
			 shown);
	return whole;
}

/* As a file of the codebook has it. */
static char *
file_text(const struct word_points *points, const char *rows)
{
	GString *out = g_string_new(NULL);
	g_auto(GStrv) lines = g_strsplit(rows, "\n", -1);

	g_string_append_printf(out,
			       "# Learned from labelled lines by 'codebook "
			       "points %s'; not to be edited.\nid: %s\n",
			       points->id, points->id);
	if (points->within)
		g_string_append_printf(out, "within: %u\n", points->within);
	if (points->answers)
		g_string_append(out, "answers: yes\n");
	if (points->lexicons->len)
		g_string_append(out, "kinds:\n");
	for (guint i = 0; i < points->lexicons->len; i++)
		g_string_append_printf(out, "  - %s\n",
				       (char *)points->lexicons->pdata[i]);
	g_string_append(out, "points: |\n");
	for (guint i = 0; lines[i]; i++) {
		/* what is a comment in a block would be a row here */
		if (strchr(lines[i], '\t'))
			g_string_append_printf(out, "  %s\n", lines[i]);
	}
	return g_string_free(out, FALSE);
}

gboolean
app_points_check(struct app *app, const char *id, const char *path,
		 GError **error)
{
	const struct codebook *codebook = app_codebook(app, error);
	const struct word_points *points =
		codebook ? codebook_word_points(codebook, id) : NULL;
	g_autofree char *table = codebook ? app_table_at(app, path) : NULL;
	const char *named = codebook ? codebook_table(codebook) : NULL;
	g_autofree char *whole = NULL;

	if (!codebook || !app_output_check(app, path, error) ||
	    (table && !app_output_check(app, table, error)))
		return FALSE;
	if (!table && is_codebook(app, path))
		return app_fail(error, BASE_ERROR_INPUT,
				"the codebook in use names no table of weights "
				"to write to; name another file");
	if (table && points && points->inside && named &&
	    is_same_file(table, named))
		return app_fail(
			error, BASE_ERROR_INPUT,
			"the rows of '%s' stand in the codebook itself; "
			"take 'points:' out there, or name a file that "
			"ends in .yaml",
			id);
	whole = table ? put_rows(table, id, "", error) : NULL;
	return !table || whole;
}

gboolean
app_points_save(struct app *app, struct points_learned *learned,
		const char *path, GError **error)
{
	const struct codebook *codebook = app_codebook(app, error);
	g_autofree char *table = codebook ? app_table_at(app, path) : NULL;
	g_autofree char *text = NULL;

	if (!codebook)
		return FALSE;
	text = table ? put_rows(table, learned->id, learned->rows, error) :
		       file_text(codebook_word_points(codebook, learned->id),
				 learned->rows);
	g_free(learned->file);
	learned->file = table ? g_steal_pointer(&table) : g_strdup(path);
	return text &&
	       export_write_file(learned->file, text, strlen(text), error);
}
