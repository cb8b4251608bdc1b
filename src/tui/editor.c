/*
 * editor: a comment written in the person's own editor.
 *
 * The text lies in a private file only while the editor runs.
 */
#include "tui/terminal.h"
#include "tui/rating.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* $VISUAL, $EDITOR or vi, and the file; NULL when that cannot be read. */
static char **
editor_line(const char *path)
{
	const char *editor = g_getenv("VISUAL");
	GPtrArray *line = g_ptr_array_new();
	g_auto(GStrv) words = NULL;

	if (!editor || !*editor)
		editor = g_getenv("EDITOR");
	if (!editor || !*editor)
		editor = "vi";
	if (g_shell_parse_argv(editor, NULL, &words, NULL)) {
		for (char **word = words; *word; word++)
			g_ptr_array_add(line, g_strdup(*word));
		g_ptr_array_add(line, g_strdup(path));
	}
	g_ptr_array_add(line, NULL);
	return (char **)g_ptr_array_free(line, FALSE);
}

static void
edit_file(struct tui *tui, struct terminal *terminal, const char *path)
{
	g_auto(GStrv) argv = editor_line(path);
	g_autofree char *text = NULL;
	GError *error = NULL;

	if (!argv[0]) {
		tui_fail(tui, "$EDITOR cannot be understood");
		return;
	}
	if (!terminal_run(terminal, argv, &error) ||
	    !g_file_get_contents(path, &text, NULL, &error)) {
		tui_fail(tui, "the comment stays as it was: %s",
			 error->message);
		g_error_free(error);
		return;
	}
	rating_comment(tui, g_strstrip(text));
}

void
editor_run(struct tui *tui, struct terminal *terminal)
{
	const struct item_rating *value =
		rating_value(tui, rating_at(tui->desk)->item->id);
	const char *text = value && value->comment ? value->comment : "";
	g_autofree char *path = NULL;
	GError *error = NULL;
	int fd = g_file_open_tmp("iptrate-XXXXXX.txt", &path, &error);

	tui->edit = FALSE;
	tui->redraw = TRUE;
	if (fd < 0) {
		tui_fault(tui, error);
		return;
	}
	close(fd);
	if (g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE,
				     0600, &error))
		edit_file(tui, terminal, path);
	else
		tui_fault(tui, error);
	g_unlink(path);
}
