/*
 * guard: when there is nothing any more that the screen could be about.
 *
 * Others may put another file in the casebook's place, or remove the session
 * that is read.  Then the screen closes, says why, and what was decided on it
 * is where it can be found.
 */
#include "tui/private.h"

/* What was done in this sitting, for a shell. */
static char *
script(const struct tui *tui)
{
	GString *text = g_string_new(
		"# What was saved on the screen of iptrate before its casebook "
		"was overwritten.\n# 'sh FILE' does it again.\n");
	g_autofree char *folder = g_get_current_dir();
	g_autofree char *word = base_shell_word(folder);
	const char *rater = tui->options.shell_rater;

	g_string_append_printf(text, "cd %s\n", word);
	if (tui->options.base) {
		g_autofree char *casebook =
			base_shell_word(tui->options.base[2]);

		g_string_append_printf(text, "export IPTRATE_CASEBOOK=%s\n",
				       casebook);
	}
	if (rater) {
		g_autofree char *code = base_shell_word(rater);

		g_string_append_printf(text, "export IPTRATE_RATER=%s\n", code);
	}
	for (guint i = 0; i < tui->done->len; i++)
		g_string_append_printf(text, "%s\n",
				       (const char *)tui->done->pdata[i]);
	return g_string_free(text, FALSE);
}

/* The casebook is lost; says so, and where its decisions are. */
static void
close_lost(struct tui *tui, const char *lost, gboolean kept)
{
	g_autofree char *text = script(tui);
	g_autofree char *file = NULL;
	g_autofree char *word = NULL;

	tui->quit = TRUE;
	if (!kept && tui->done->len > 0)
		file = app_keep(tui->options.app, "commands", text);
	word = file ? base_shell_word(file) : NULL;
	g_set_error(
		&tui->ended, BASE_ERROR, BASE_ERROR_CORRUPT, "%s%s%s%s", lost,
		word ? "; what you saved in this sitting is kept in " : "",
		word ? word : "",
		word ? " as commands: 'sh' and its name does it again" : "");
}

static void
close_session(struct tui *tui)
{
	gint64 session = tui->desk->session;

	tui->letter = NULL;
	tui->edit = FALSE;
	tui->count = 0;
	g_string_truncate(tui->typed, 0);
	player_stop(tui);
	if (tui->sessions) {
		tui->depth = 1;
		g_clear_pointer(&tui->desk, desk_free);
		tui_reload(tui);
		tui_fail(tui,
			 "session %" G_GINT64_FORMAT
			 " was removed by somebody else",
			 session);
		return;
	}
	tui->quit = TRUE;
	g_set_error(&tui->ended, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "session %" G_GINT64_FORMAT
		    " was removed by somebody else while it was open",
		    session);
}

gboolean
tui_guard(struct tui *tui)
{
	struct app *app = tui->options.app;
	g_autoptr(GError) failed = NULL;
	struct session_info *info;
	gboolean kept;

	if (!app_watch(app, &failed)) {
		const char *lost = app_lost(app, &kept);

		if (lost)
			close_lost(tui, lost, kept);
		return !lost;
	}
	if (!tui->desk)
		return TRUE;
	info = app_session_plain(app, tui->desk->session, &failed);
	if (g_error_matches(failed, BASE_ERROR, BASE_ERROR_NOT_FOUND))
		close_session(tui);
	if (info)
		session_info_free(info);
	return !tui->quit;
}
