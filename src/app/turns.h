/*
 * app/turns: the part of app's door about corrections of turns.  Include
 * app/app.h.
 */
#ifndef APP_TURNS_H
#define APP_TURNS_H

#include "scoring/scoring.h"
#include "transcript/transcript.h"

struct app;

/*
 * Corrections: the source stays, the turns are changed, the session is tagged
 * again.  Decisions go with the words they are about, the turns behind are
 * numbered anew.  Words are made one line.
 */

/* Where a decision that stands was, and where it is. */
struct moved_decision {
	gint64 id;
	char *technique;
	char *rater;
	enum verdict verdict;
	guint from, to;
};

struct turn_change {
	guint turn; /* the first one concerned */
	guint turns_before, turns_now;
	GPtrArray *decisions; /* struct moved_decision, of those turns */
	GPtrArray *says;      /* char *: what was done, what follows */
};

void turn_change_free(struct turn_change *change);
typedef struct turn_change TurnChange;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TurnChange, turn_change_free)

/* Whose a turn is: TURN_UNKNOWN and NULL leave it open.  A speaker who is
 * not there yet is added when the role is told, too. */
struct turn_owner {
	enum turn_role role;
	const char *speaker;
};

/* Where the second half begins: after so many characters, or with these
 * words, which must stand in the turn once. */
struct turn_cut {
	guint characters; /* when words is NULL */
	const char *words;
	struct turn_owner first, second; /* whose the halves are */
};

/*
 * Each gives what it did (caller frees), or NULL with an error; dry_run: what
 * it would do, and nothing is changed.  A merge joins turn and the next one;
 * of turns of two speakers the owner must be told.  It is refused when people
 * said both yes and no of one technique there.
 */
struct turn_change *app_turn_text(struct app *app, gint64 session, guint turn,
				  const char *text, gboolean dry_run,
				  GError **error);
struct turn_change *app_turn_role(struct app *app, gint64 session, guint turn,
				  enum turn_role role, gboolean dry_run,
				  GError **error);
struct turn_change *app_turn_split(struct app *app, gint64 session, guint turn,
				   const struct turn_cut *cut, gboolean dry_run,
				   GError **error);
struct turn_change *app_turn_merge(struct app *app, gint64 session, guint turn,
				   const struct turn_owner *owner,
				   gboolean dry_run, GError **error);
/*
 * Who is who: all turns of these speakers at once, one correction.  roles:
 * label (in any case) -> turn_role.  The roles are kept for later files of
 * the case, too.  NOT_FOUND with the labels there are.
 */
struct turn_change *app_speakers_change(struct app *app, gint64 session,
					GHashTable *roles, gboolean dry_run,
					GError **error);
/* struct speaker, as they first speak.  Caller frees. */
GPtrArray *app_session_speakers(struct app *app, gint64 session,
				GError **error);
/*
 * Takes back the newest correction of the session: the turns are as they
 * were, and what was decided since keeps its words.  NOT_FOUND when there is
 * none; INPUT when a decision cannot be kept so.
 */
struct turn_change *app_turn_undo(struct app *app, gint64 session,
				  gboolean dry_run, GError **error);

#endif
