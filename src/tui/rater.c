/*
 * rater: who decides, in which role, asked when first needed.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/deciding.h"
#include "tui/practice.h"

/* The role in which the session was given to the rater, if it was. */
static gboolean
find_assigned(const struct tui *tui, enum rater_role *role)
{
	g_autoptr(GPtrArray) all =
		tui->rater ? app_assignments(tui->options.app, NULL) : NULL;

	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *assignment = all->pdata[i];

		if (assignment->session != tui->desk->session ||
		    assignment->withdrawn ||
		    !base_code_same(assignment->rater, tui->rater))
			continue;
		*role = assignment->role;
		return TRUE;
	}
	return FALSE;
}

/* One rates oneself as self, others as one was asked to or as their
 * supervisor, unless told. */
void
rater_choose_role(struct tui *tui)
{
	const char *therapist = tui->desk->record->therapist;

	if (tui->options.role_given)
		tui->role = tui->options.role;
	else if (practice_is(tui))
		tui->role = RATER_DRILL;
	else if (find_assigned(tui, &tui->role))
		return;
	else if (tui->rater && g_strcmp0(tui->rater, therapist) == 0)
		tui->role = RATER_SELF;
	else
		tui->role = RATER_SUPERVISOR;
}

gboolean
rater_spell(struct tui *tui, GError **error)
{
	const char *code =
		app_person_code(tui->options.app, "rater", tui->rater, error);

	g_free(tui->rater);
	tui->rater = g_strdup(code);
	app_set_viewer(tui->options.app, code);
	return code != NULL;
}

void
rater_take(struct tui *tui, const char *text)
{
	g_autofree char *typed = base_trim(text);
	const struct action *asked_by = tui->asked_by;
	g_autoptr(GError) error = NULL;
	const char *code;

	if (!*typed)
		return;
	code = app_person_code(tui->options.app, "rater", typed, &error);
	if (!code) {
		tui_fail(tui, "%s", error->message);
		return;
	}
	g_free(tui->rater);
	tui->rater = g_strdup(code);
	app_set_viewer(tui->options.app, code);
	/* What is theirs is seen now. */
	tui_reload(tui);
	rater_choose_role(tui);
	tui_say(tui, "you are %s", tui->rater);
	if (asked_by)
		asked_by->run(tui, tui->asked_count);
}

gboolean
tui_need_rater(struct tui *tui)
{
	if (tui->rater)
		return TRUE;
	tui->asked_by = tui->running;
	tui->asked_count = tui->running_count;
	prompt_open(tui, "who decides? your code: ", "", rater_take);
	return FALSE;
}
