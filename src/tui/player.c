/*
 * player: the recording, played from the turn under the cursor.
 *
 * A program of the person's choice is started without a shell, beside the
 * screen and in a process group of its own; what it prints is not shown.  It
 * is ended when another turn is played, and whenever the screen is blanked or
 * left, by a signal, too: no patient speaks to an empty chair.
 */
#include "tui/private.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Ended so soon after its start, a player is taken to have failed. */
#define SOON_US (5 * G_USEC_PER_SEC)

/* For the handler: a signal knows no struct. */
static volatile sig_atomic_t group;

void
player_end(void)
{
	if (group > 0)
		kill(-(pid_t)group, SIGTERM);
	group = 0;
}

/* In the child, before it becomes the player. */
static void
leave_group(void *data)
{
	(void)data;
	setpgid(0, 0);
}

void
player_stop(struct tui *tui)
{
	GPid pid = tui->player.pid;

	player_end();
	tui->player.pid = 0;
	/* Whoever takes longer to end is waited for by nobody. */
	for (guint i = 0; i < 10 && pid > 0; i++) {
		if (waitpid(pid, NULL, WNOHANG) != 0)
			pid = 0;
		else
			poll(NULL, 0, 10);
	}
}

void
player_watch(struct tui *tui)
{
	struct player *player = &tui->player;
	int status = 0;

	if (player->pid <= 0 ||
	    waitpid(player->pid, &status, WNOHANG) != player->pid)
		return;
	player->pid = 0;
	group = 0;
	if (g_get_monotonic_time() - player->started > SOON_US)
		return;
	if (WIFSIGNALED(status))
		tui_fail(tui, "the player '%s' was ended by signal %d",
			 tui->options.settings->player[0], WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		tui_fail(tui, "the player '%s' failed with code %d",
			 tui->options.settings->player[0], WEXITSTATUS(status));
}

static void
fail_start(struct tui *tui, const GError *error)
{
	const char *program = tui->options.settings->player[0];

	if (g_error_matches(error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
		tui_fail(tui,
			 "there is no program '%s' (player in config.yaml)",
			 program);
	else
		tui_fail(tui, "the player '%s' cannot be started: %s", program,
			 error->message);
}

static void
start(struct tui *tui, const char *file, gint64 ms)
{
	const struct settings *settings = tui->options.settings;
	struct player *player = &tui->player;
	g_auto(GStrv) argv = settings_player(settings, file, MAX(ms, 0));
	g_autofree char *name = g_path_get_basename(file);
	g_autofree char *clock = base_clock_print(ms);
	g_autofree char *stop = keymap_first(tui->keymap, act_stop);
	g_autoptr(GError) error = NULL;

	player_stop(tui);
	if (!g_spawn_async(NULL, argv, NULL,
			   G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
				   G_SPAWN_STDOUT_TO_DEV_NULL |
				   G_SPAWN_STDERR_TO_DEV_NULL,
			   leave_group, NULL, &player->pid, &error)) {
		player->pid = 0;
		fail_start(tui, error);
		return;
	}
	group = player->pid;
	player->started = g_get_monotonic_time();
	if (ms < 0)
		tui_say(tui,
			"%s from its beginning (no times are known); %s stops",
			name, stop);
	else
		tui_say(tui, "%s from %s; %s stops", name, clock, stop);
	tui_command(tui, "iptrate play %" G_GINT64_FORMAT " %u",
		    tui->desk->session, tui->desk->at + 1);
	/* What fails at once is told at once. */
	for (guint i = 0; i < 10 && player->pid > 0; i++) {
		poll(NULL, 0, 10);
		player_watch(tui);
	}
}

void
act_play(struct tui *tui, guint count)
{
	const struct settings *settings = tui->options.settings;
	const struct session_record *record = tui->desk->record;
	g_autofree char *file = NULL;
	GError *error = NULL;

	(void)count;
	if (!settings || !settings->player) {
		tui_fail(tui, "no player is set ('iptrate config' tells where "
			      "to set it)");
		return;
	}
	file = app_recording_find(settings, g_get_home_dir(), record->case_code,
				  record->facts.number, record->source_name,
				  &error);
	if (file)
		start(tui, file,
		      app_turn_start(record->transcript, tui->desk->at + 1));
	else
		tui_fault(tui, error);
}

void
act_stop(struct tui *tui, guint count)
{
	(void)count;
	player_watch(tui);
	if (tui->player.pid > 0)
		tui_say(tui, "stopped");
	else
		tui_fail(tui, "nothing is playing");
	player_stop(tui);
}
