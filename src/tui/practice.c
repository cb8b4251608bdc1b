/*
 * A copy for a drill is rated as any session; what came of it is shown once it
 * is signed, by the command that shows it elsewhere.
 */
#include "tui/practice.h"
#include "tui/asking.h"
#include "tui/panes.h"

#include <string.h>

/* What the session is a copy for; NULL: none. */
static struct drill_step *
step_at(const struct tui *tui)
{
	struct drill_step *step = NULL;

	app_drill_of(tui->options.app, tui->desk->session, &step, NULL);
	return step;
}

gboolean
practice_is(const struct tui *tui)
{
	g_autoptr(DrillStep) step = step_at(tui);

	return step != NULL;
}

static void
take_marked(struct tui *tui, const char *answer)
{
	GError *error = NULL;

	if (strcmp(answer, "yes") != 0) {
		tui_say(tui, "go on; nothing was told yet");
		return;
	}
	tui_tick(tui);
	if (!app_drill_done(tui->options.app, tui->desk->session, tui->rater,
			    &error) ||
	    !desk_reload(tui, &error)) {
		tui_fault(tui, error);
		return;
	}
	tui_command_as(tui, "iptrate sign %" G_GINT64_FORMAT,
		       tui->desk->session);
	practice_tell(tui);
}

gboolean
practice_sign(struct tui *tui)
{
	g_autoptr(DrillStep) step = step_at(tui);
	g_autofree char *title = NULL;

	if (!step || !step->technique)
		return FALSE;
	title = g_strdup_printf("have you marked all turns of %s?",
				step->technique);
	picker_open(tui, title, take_marked);
	picker_add(tui, "no", "no: go on looking");
	picker_add(tui, "yes",
		   "yes: that is all, nothing is marked after this");
	return TRUE;
}

void
practice_tell(struct tui *tui)
{
	g_autoptr(DrillStep) step = step_at(tui);
	g_autofree char *session =
		g_strdup_printf("%" G_GINT64_FORMAT, tui->desk->session);
	g_autofree char *title = NULL;
	char *words[] = { "drill",     "report", step ? step->set : NULL,
			  "--session", session,	 NULL };

	if (!step)
		return;
	if (step->purpose == DRILL_TESTING && step->done < step->of) {
		tui_say(tui,
			"session %u of %u of %s is signed; leave for the next "
			"(nothing is told before the last)",
			step->n, step->of, step->set);
		return;
	}
	if (!tui->options.base) {
		tui_say(tui,
			"signed; 'iptrate drill report %s' tells what was "
			"agreed",
			step->set);
		return;
	}
	title = g_strdup_printf(
		"drill %s, session %u of %u: leave for the next", step->set,
		step->n, step->of);
	run_words(tui, title, words);
}
