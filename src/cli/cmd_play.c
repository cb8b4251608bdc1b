/*
 * play: the recording of a session, by the player that a person has set.
 */
#include "cli/output.h"

/* Until the player ends; its code becomes a failure of ours. */
static gboolean
play(const struct settings *settings, const char *file, gint64 ms,
     GError **error)
{
	g_auto(GStrv) argv = settings_player(settings, file, ms);
	g_autoptr(GError) fault = NULL;
	int status = 0;

	if (!g_spawn_sync(NULL, argv, NULL,
			  G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN,
			  NULL, NULL, NULL, NULL, &status, &fault)) {
		if (g_error_matches(fault, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
			g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
				    "there is no program '%s' (player in "
				    "config.yaml)",
				    argv[0]);
		else
			g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
				    "the player '%s' cannot be started: %s",
				    argv[0], fault->message);
		return FALSE;
	}
	if (g_spawn_check_wait_status(status, NULL))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_IO, "the player '%s' failed",
		    argv[0]);
	return FALSE;
}

/* The turn named, or the first. */
static gboolean
find_spoken_turn(const struct cli *cli, const struct transcript *transcript,
		 guint *turn, GError **error)
{
	*turn = 1;
	if (cli->args.words->len < 2)
		return TRUE;
	if (!args_number(cli->args.words->pdata[1], "turn", turn, error))
		return FALSE;
	if (*turn >= 1 && *turn <= transcript->turns->len)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "there is no turn %u (the session has %u)", *turn,
		    transcript->turns->len);
	return FALSE;
}

static int
run_play(struct cli *cli, GError **error)
{
	const struct settings *settings = cli_settings(cli, error);
	g_autoptr(SessionInfo) info = NULL;
	g_autoptr(Transcript) transcript = NULL;
	g_autofree char *file = NULL;
	gint64 session, ms;
	guint turn;

	if (!settings)
		return 1;
	if (!settings->player) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
				    "no player is set ('iptrate config' tells "
				    "where to set it)");
		return 1;
	}
	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	info = app_session(cli->app, session, error);
	transcript = info ? app_transcript(cli->app, session, error) : NULL;
	if (!transcript || !find_spoken_turn(cli, transcript, &turn, error))
		return 1;
	file = app_recording_find(settings, g_get_home_dir(), info->case_code,
				  info->facts.number, info->source_name, error);
	if (!file)
		return 1;
	ms = app_turn_start(transcript, turn);
	if (ms < 0)
		cli_note(cli, "the transcript has no times: played from the "
			      "beginning");
	return play(settings, file, MAX(ms, 0), error) ? 0 : 1;
}

static const char *const play_examples[] = { "iptrate play 12",
					     "iptrate play 12 25", NULL };

const struct command cmd_play = {
	.path = "play",
	.synopsis = "SESSION [TURN]",
	.summary = "play a session's recording from a turn",
	.about =
		"The program and the names of the recordings are set in "
		"config.yaml ('iptrate config'). The casebook knows nothing of "
		"recordings, and iptrate does not read them.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 2,
	.run = run_play,
	.examples = play_examples,
};
