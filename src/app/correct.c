/*
 * Corrections of turns: what was said, by whom, and where one turn ends and
 * the next begins.
 *
 * Each is one transaction: the turns, the places of what people decided on
 * them, the tags found anew, and the event that tells of it.  A dry run is
 * the same, rolled back.
 */
#include "app/correcting.h"
#include "app/drilling.h"
#include "app/tagging_anew.h"

#include <string.h>

/* Longer than any turn of people. */
#define MOST_TEXT (1 << 20)

static gboolean
check_turn(const struct correcting *now, guint turn, GError **error)
{
	if (transcript_turn(now->transcript, turn))
		return TRUE;
	return app_fail(error, BASE_ERROR_NOT_FOUND,
			"session %" G_GINT64_FORMAT
			" has no turn %u (it has %u)",
			now->session, turn, now->transcript->turns->len);
}

struct corrected_turn
turn_as_is(const struct correcting *now, guint n)
{
	const struct turn *turn = transcript_turn(now->transcript, n);
	struct corrected_turn same = {
		.speaker = turn->speaker,
		.role = turn->role,
		.start_ms = turn->start_ms,
		.end_ms = turn->end_ms,
		.line = turn->line,
	};

	same.text = transcript_turn_text(now->transcript, turn, &same.len);
	return same;
}

/* -- the five corrections ------------------------------------------------- */

gboolean
work_replace(struct work *work, const char *what, guint before, guint now,
	     const struct corrected_turn *turns, GError **error)
{
	work->correction = (struct correction){
		.what = what,
		.turn = work->turn,
		.before = before,
		.now = now,
	};
	return correcting_save(&work->now, error) &&
	       store_turns_replace(work->now.app->store, work->session,
				   &work->correction, work->speakers, turns,
				   error);
}

/* Line breaks and tabs are blanks in a turn; NULL with an error. */
static char *
clean_text(const char *text, GError **error)
{
	char *clean = g_utf8_make_valid(text, -1);

	g_strdelimit(clean, "\t\n\v\f\r", ' ');
	g_strstrip(clean);
	if (*clean && strlen(clean) <= MOST_TEXT)
		return clean;
	app_fail(error, BASE_ERROR_INPUT,
		 *clean ? "a turn has at most a million letters" :
			  "a turn cannot be empty");
	g_free(clean);
	return NULL;
}

/* The history outlives the session, so no words go into it. */
static gboolean
do_text(struct work *work, GError **error)
{
	struct corrected_turn turn = turn_as_is(&work->now, work->turn);
	g_autofree char *clean = clean_text(work->text, error);

	if (!clean)
		return FALSE;
	turn.text = clean;
	turn.len = strlen(clean);
	work->did = g_strdup_printf("turn %u: its words were corrected",
				    work->turn);
	return work_replace(work, "text", 1, 1, &turn, error) &&
	       places_after_text(&work->now, work->turn, turn.text, turn.len,
				 error);
}

static gboolean
do_role(struct work *work, GError **error)
{
	struct corrected_turn turn = turn_as_is(&work->now, work->turn);
	struct turn_owner owner = { .role = work->role };
	enum turn_role was = turn.role;

	work->did = g_strdup_printf("turn %u: %s (was %s)", work->turn,
				    turn_role_print(work->role),
				    turn_role_print(was));
	if (was == work->role) {
		g_clear_pointer(&work->did, g_free);
		return TRUE;
	}
	return owner_settle(work, &owner, &turn, error) &&
	       work_replace(work, "role", 1, 1, &turn, error) &&
	       /* The words stay where they are. */
	       places_after_text(&work->now, work->turn, turn.text, turn.len,
				 error);
}

static char *
undone_print(const struct correction *undone)
{
	if (undone->whole)
		return g_strdup("whose the turns are is as before");
	if (undone->before == 2)
		return g_strdup_printf("turn %u is turns %u and %u again, as "
				       "before the merge",
				       undone->turn, undone->turn,
				       undone->turn + 1);
	if (undone->now == 2)
		return g_strdup_printf("turns %u and %u are turn %u again, as "
				       "before the split",
				       undone->turn, undone->turn + 1,
				       undone->turn);
	return g_strdup_printf("turn %u: its %s is as before", undone->turn,
			       undone->what);
}

static gboolean
do_undo(struct work *work, GError **error)
{
	struct store *store = work->now.app->store;
	struct correction *undone = &work->correction;
	g_autoptr(GHashTable) kept = NULL;
	guint now;

	if (!store_correction_last(store, work->session, undone, error))
		return FALSE;
	if (!undone->id)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"session %" G_GINT64_FORMAT
				" has no correction to take back",
				work->session);
	work->turn = undone->turn;
	if (undone->now == 2 && !correcting_agree(&work->now, undone->turn,
						  undone->turn + 1, error))
		return FALSE;
	kept = store_correction_decisions(store, undone->id, error);
	work->did = undone_print(undone);
	if (!kept || !correcting_save(&work->now, error) ||
	    !store_correction_undo(store, work->session, undone, error) ||
	    !places_after_undo(&work->now, undone, kept, error))
		return FALSE;
	/* For who tells of it: it went from now to before. */
	now = undone->now;
	undone->now = undone->before;
	undone->before = now;
	return TRUE;
}

/* -- all of them ---------------------------------------------------------- */

static gboolean
note_correction(struct work *work, const struct turn_change *change,
		GError **error)
{
	g_autoptr(GString) detail = g_string_new(NULL);

	for (guint i = 0; i < change->says->len; i++)
		g_string_append_printf(detail, "%s%s", i ? "; " : "",
				       (char *)change->says->pdata[i]);
	return app_note(work->now.app, work->verb, work->session, error, "%s",
			detail->str);
}

/* Within a transaction; NULL with an error. */
static struct turn_change *
do_correction(struct work *work, struct app *app, work_function run,
	      GError **error)
{
	g_autoptr(TurnChange) change = NULL;
	const struct correction *done = &work->correction;

	if (!app_session_there(app, work->session, error) ||
	    !drill_leave_alone(app, work->session,
			       "is not corrected; correct "
			       "the session itself",
			       error) ||
	    !app_may_see(app, work->session,
			 BLIND_PEOPLE | BLIND_RATINGS | BLIND_TAGS,
			 "what others said of its turns is", error) ||
	    !correcting_load(&work->now, app, work->session, error) ||
	    (run != do_undo && run != work_speakers &&
	     !check_turn(&work->now, work->turn, error)))
		return NULL;
	work->speakers = work->now.transcript->speakers->len;
	if (!run(work, error))
		return NULL;
	if (work->did && !app_retag(app, &work->session, 1, NULL, NULL, error))
		return NULL;
	change = change_tell(&work->now, work->turn, done->before, done->now,
			     work->did, error);
	if (!change || (work->did && !note_correction(work, change, error)))
		return NULL;
	/* After the note: no label goes into the history. */
	if (work->did && work->roles && !speakers_remember(work, change, error))
		return NULL;
	return g_steal_pointer(&change);
}

static struct turn_change *
run_work(struct work *work, struct app *app, work_function run,
	 gboolean dry_run, GError **error)
{
	g_autoptr(TurnChange) change = NULL;
	gboolean ok;

	if (!app_begin(app, error))
		return NULL;
	change = do_correction(work, app, run, error);
	correcting_clear(&work->now);
	g_free(work->did);
	if (change && dry_run) {
		app_end(app, FALSE, NULL);
		return g_steal_pointer(&change);
	}
	ok = app_end(app, change != NULL, error);
	return ok ? g_steal_pointer(&change) : NULL;
}

struct turn_change *
app_turn_text(struct app *app, gint64 session, guint turn, const char *text,
	      gboolean dry_run, GError **error)
{
	struct work work = {
		.session = session,
		.turn = turn,
		.verb = "turn-text",
		.text = text,
	};

	return run_work(&work, app, do_text, dry_run, error);
}

struct turn_change *
app_turn_role(struct app *app, gint64 session, guint turn, enum turn_role role,
	      gboolean dry_run, GError **error)
{
	struct work work = {
		.session = session,
		.turn = turn,
		.verb = "turn-role",
		.role = role,
	};

	return run_work(&work, app, do_role, dry_run, error);
}

struct turn_change *
app_turn_split(struct app *app, gint64 session, guint turn,
	       const struct turn_cut *cut, gboolean dry_run, GError **error)
{
	struct work work = {
		.session = session,
		.turn = turn,
		.verb = "turn-split",
		.cut = cut,
	};

	return run_work(&work, app, work_split, dry_run, error);
}

struct turn_change *
app_turn_merge(struct app *app, gint64 session, guint turn,
	       const struct turn_owner *owner, gboolean dry_run, GError **error)
{
	struct work work = {
		.session = session,
		.turn = turn,
		.verb = "turn-merge",
		.owner = owner,
	};

	return run_work(&work, app, work_merge, dry_run, error);
}

struct turn_change *
app_speakers_change(struct app *app, gint64 session, GHashTable *roles,
		    gboolean dry_run, GError **error)
{
	struct work work = {
		.session = session,
		.verb = "session-speakers",
		.roles = roles,
	};

	return run_work(&work, app, work_speakers, dry_run, error);
}

struct turn_change *
app_turn_undo(struct app *app, gint64 session, gboolean dry_run, GError **error)
{
	struct work work = { .session = session, .verb = "turn-undo" };

	return run_work(&work, app, do_undo, dry_run, error);
}
