/*
 * app/blind.h: what is hidden from who is at work, session by session.
 */
#ifndef APP_BLIND_H
#define APP_BLIND_H

#include "app/private.h"

struct blind_view {
	gint64 session;
	guint hides;	/* enum blind; never 0 */
	gboolean begun; /* the rater has begun to rate it */
	char *name;	/* that the session has for the rater */
	char *rater;	/* whose rating has to be signed first */
};

/* The sessions of which something is hidden from who is at work: session ->
 * struct blind_view.  Caller frees; NULL with an error. */
GHashTable *blind_views(struct app *app, GError **error);
const struct blind_view *blind_view_of(GHashTable *views, gint64 session);
/* All that is hidden in any of them. */
guint blind_hides(GHashTable *views);

/* Takes out of them, and of what stands there, what would tell whose a session
 * is that is rated blind. */
gboolean blind_cases(struct app *app, GPtrArray *cases, GError **error);
gboolean blind_people(struct app *app, GPtrArray *people, GError **error);
/*
 * NOT_FOUND, in the words that were typed, when all sessions of the case are
 * rated blind to people, and for who has such sessions to rate also when there
 * is no case of that code: the two are answered alike.  code: as the casebook
 * spells it.  *some (may be NULL): some are rated blind.
 */
gboolean blind_case(struct app *app, const char *code, const char *typed,
		    gboolean *some, GError **error);
/* DENIED for who has sessions to rate blind to people; what: "takes no case
 * out".  For what would tell of those, or change them, by their codes. */
gboolean blind_may_change(struct app *app, const char *what, GError **error);

/* Takes out of these what is hidden.  view NULL: nothing is. */
void blind_facts(const struct blind_view *view, struct session_facts *facts);
void blind_info(const struct blind_view *view, struct session_info *info);
/* struct import_result: of a file that is known. */
gboolean blind_results(struct app *app, const GPtrArray *results,
		       GError **error);
/* struct speaker */
void blind_speakers(const struct blind_view *view, GPtrArray *speakers);
/* As it came from the casebook, before anything is made of it. */
void blind_record(const struct blind_view *view, struct session_record *record);
/* May who is at work see that event? */
gboolean blind_event(const struct app *app, GHashTable *views,
		     const struct store_event *event);
/* DENIED when other raters' ratings of the session are hidden, and this is
 * not the rater's own. */
gboolean blind_check_rater(struct app *app, gint64 session, const char *rater,
			   GError **error);
/* Those of the sessions of which none of these (enum blind) is hidden.  n 0:
 * of all.  Caller frees. */
GArray *blind_leave_out(struct app *app, const gint64 *sessions, guint n,
			guint hides, GError **error);

/* What the rater is not to see of the session now, for a rating that begins
 * or is signed: an assignment in this role that is not signed, less what the
 * rater knows. */
gboolean blind_of_rating(struct app *app, gint64 session, const char *rater,
			 enum rater_role role, guint *blind, GError **error);
/* What the history tells that this person knows of a session: enum blind. */
gboolean blind_known(struct app *app, gint64 session, const char *rater,
		     guint *known, GError **error);

#endif
