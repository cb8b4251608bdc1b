/*
 * readable_told: that others can read the casebook, once in a session of the shell.
 *
 * A script of many commands would say it many times.  What has been told is
 * noted in a file of the session (the person's runtime folder, else the cache
 * folder): a session that begins later under the same number has another
 * start.
 */
#include "cli/output.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OTHERS (S_IRWXG | S_IRWXO)
#define READERS (S_IRGRP | S_IROTH)

/* When the session's first process began, as the system counts; "" where
 * that is not known. */
static char *
session_start(pid_t session)
{
	g_autofree char *path =
		g_strdup_printf("/proc/%ld/stat", (long)session);
	g_autofree char *all = NULL;
	g_auto(GStrv) words = NULL;
	char *name_end;

	if (!g_file_get_contents(path, &all, NULL, NULL))
		return g_strdup("");
	/* its second word is a name that may hold blanks */
	name_end = strrchr(all, ')');
	words = g_strsplit(name_end ? name_end : "", " ", 22);
	return g_strdup(g_strv_length(words) > 20 ? words[20] : "");
}

/* FALSE when this very thing was told in this session before. */
static gboolean
is_new(const char *what)
{
	pid_t session = getsid(0);
	g_autofree char *start = session_start(session);
	g_autofree char *note = g_strdup_printf("%s\n%s\n", start, what);
	g_autofree char *name =
		g_strdup_printf("iptrate-told-%ld", (long)session);
	g_autofree char *path =
		g_build_filename(g_get_user_runtime_dir(), name, NULL);
	g_autofree char *before = NULL;
	struct stat status;

	if (!lstat(path, &status) && S_ISREG(status.st_mode) &&
	    g_file_get_contents(path, &before, NULL, NULL) &&
	    !strcmp(before, note))
		return FALSE;
	if (!g_mkdir_with_parents(g_get_user_runtime_dir(), 0700) &&
	    g_file_set_contents_full(
		    path, note, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
		return TRUE;
	/* What cannot be noted would be told again by each line of a script. */
	return isatty(STDERR_FILENO);
}

void
cli_tell_readers(const struct cli *cli)
{
	g_autofree char *folder = g_path_get_dirname(cli->casebook);
	g_autofree char *text = NULL;
	g_autofree char *file_word = base_shell_word(cli->casebook);
	g_autofree char *folder_word = base_shell_word(folder);
	struct stat file, around;

	if (cli->quiet || stat(cli->casebook, &file) || stat(folder, &around))
		return;
	if (file.st_mode & OTHERS)
		text = g_strdup_printf(
			"warning: others on this computer can read or write "
			"the casebook %s (mode %o); 'chmod 600 %s' keeps it "
			"yours",
			cli->casebook, file.st_mode & 0777U, file_word);
	else if (around.st_mode & READERS)
		text = g_strdup_printf(
			"warning: others on this computer can look into the "
			"casebook's folder %s (mode %o); 'chmod 700 %s' keeps "
			"it yours",
			folder, around.st_mode & 0777U, folder_word);
	if (text && is_new(text))
		cli_note(cli, "%s", text);
}
