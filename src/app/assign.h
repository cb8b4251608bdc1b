/*
 * app/assign: the part of the door about sessions given to raters, and what
 * those are not to see.  Include app/app.h.
 *
 * Whoever is at work is the app's user, and whom app_set_viewer() names; as
 * long as one of them has a session to rate blind and has not signed, every
 * verb of this door leaves out what is hidden.  It is a courtesy: who can read
 * the casebook can read all of it with other tools.
 */
#ifndef APP_ASSIGN_H
#define APP_ASSIGN_H

#include "app/opening.h"
#include "store/store.h"

enum assignment_state {
	ASSIGNMENT_OPEN,
	ASSIGNMENT_BEGUN,
	ASSIGNMENT_SIGNED,
	ASSIGNMENT_OVERDUE, /* open or begun, and the day is past */
	ASSIGNMENT_WITHDRAWN,
};

const char *assignment_state_print(enum assignment_state state);
enum assignment_state app_assignment_state(const struct app *app,
					   const struct assignment *assignment);

/* struct assignment (store/assignments.h) by id, those that were withdrawn as
 * well; who has sessions to rate blind gets their own.  Caller frees. */
GPtrArray *app_assignments(struct app *app, GError **error);

struct assigning {
	const gint64 *sessions;
	guint n;
	const char *const *raters; /* codes; NULL-terminated */
	enum rater_role role;
	guint blind;	 /* enum blind */
	const char *due; /* YYYY-MM-DD, or NULL */
	gint64 draw;	 /* that it comes from, or 0 */
	/* So many references (app/qualify.h) for each rater beside them, by
	 * lot, of those that the rater does not know. */
	guint references;
	const char *seed; /* of that lot */
};

/* Could this rater be given the session in this role?  As app_assign(), but
 * the rater is there. */
gboolean app_may_assign(struct app *app, gint64 session, const char *rater,
			enum rater_role role, GError **error);

/*
 * Gives each session to each rater, all or none.  What a rater knows of a
 * session already, because the history tells that they imported or decided
 * there, they are not blind to: that is taken off, and told (app_told()).
 * Returns struct assignment in that order (caller frees), or NULL: NOT_FOUND
 * for a rater or session that is not there, DENIED for one who has rated it,
 * has it already, must not rate it in that role (app_role_check()) or knows
 * all that was to be hidden, USAGE for a wrong role and for references that
 * are not given blind to ratings, INPUT for a day that is
 * none or past.
 */
GPtrArray *app_assign(struct app *app, const struct assigning *assigning,
		      GError **error);
/* Takes back the one that the rater (NULL: whoever has it alone) has of the
 * session and has not signed; NOT_FOUND, DENIED, or USAGE when more than one
 * rater has it.  Returns what was taken back (caller frees). */
struct assignment *app_assign_withdraw(struct app *app, gint64 session,
				       const char *rater, GError **error);

/* DENIED when one of these (enum blind) is hidden of the session from who is at
 * work; `what` for the sentence: "its tags are".  A session that is not there
 * passes. */
gboolean app_may_see(struct app *app, gint64 session, guint hides,
		     const char *what, GError **error);

#endif
