/*
 * Corrections of turns: what was said, and by whom.  Each is saved together
 * with the tags of the corrected session; decisions stay at their turns.
 */
#include "app/private.h"

#include <string.h>

/* Longer than any turn of people. */
#define MOST_TEXT (1 << 20)

static gboolean
check_turn(struct app *app, gint64 session, guint turn,
	   struct transcript **transcript, GError **error)
{
	*transcript = store_transcript_load(app->store, session, error);
	if (!*transcript)
		return FALSE;
	if (transcript_turn(*transcript, turn))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "session %" G_GINT64_FORMAT " has no turn %u (it has %u)",
		    session, turn, (*transcript)->turns->len);
	return FALSE;
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
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    *clean ? "a turn has at most a million letters" :
			     "a turn cannot be empty");
	g_free(clean);
	return NULL;
}

gboolean
app_turn_text(struct app *app, gint64 session, guint turn, const char *text,
	      GError **error)
{
	g_autofree char *clean = clean_text(text, error);
	g_autoptr(Transcript) transcript = NULL;

	if (!clean || !app_store(app, error) ||
	    !check_turn(app, session, turn, &transcript, error) ||
	    !store_begin(app->store, error))
		return FALSE;
	/* The history outlives the session, so no words go into it. */
	return store_end(
		app->store,
		store_turn_text_set(app->store, session, turn, clean, error) &&
			app_note(app, "turn-text", session, error,
				 "turn %u: its words were corrected", turn) &&
			app_retag(app, &session, 1, NULL, error),
		error);
}

gboolean
app_turn_role(struct app *app, gint64 session, guint turn, enum turn_role role,
	      GError **error)
{
	g_autoptr(Transcript) transcript = NULL;
	enum turn_role was;

	if (!app_store(app, error) ||
	    !check_turn(app, session, turn, &transcript, error))
		return FALSE;
	was = transcript_turn(transcript, turn)->role;
	if (was == role)
		return TRUE;
	if (!store_begin(app->store, error))
		return FALSE;
	return store_end(
		app->store,
		store_turn_role_set(app->store, session, turn, role, error) &&
			app_note(app, "turn-role", session, error,
				 "turn %u: %s (was %s)", turn,
				 turn_role_print(role), turn_role_print(was)) &&
			app_retag(app, &session, 1, NULL, error),
		error);
}

static gboolean
undo(struct app *app, gint64 session, guint *turn, GError **error)
{
	g_autofree char *what = NULL;

	if (!store_turn_undo(app->store, session, turn, &what, error))
		return FALSE;
	if (!*turn) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "session %" G_GINT64_FORMAT
			    " has no correction to take back",
			    session);
		return FALSE;
	}
	return app_note(app, "turn-undo", session, error,
			"turn %u: its %s is as before", *turn, what) &&
	       app_retag(app, &session, 1, NULL, error);
}

gboolean
app_turn_undo(struct app *app, gint64 session, guint *turn, GError **error)
{
	if (!app_store(app, error) || !app_session_there(app, session, error) ||
	    !store_begin(app->store, error))
		return FALSE;
	return store_end(app->store, undo(app, session, turn, error), error);
}
