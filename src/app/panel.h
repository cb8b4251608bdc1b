/*
 * app/panel: signed ratings of many sessions side by side, for whatever asks
 * how far raters agree.  Include app/app.h.
 *
 * Of each rating the newest signed version counts, as it was signed; of one
 * who rated a session in two roles the rating that was signed last.  What is
 * sealed counts for nobody until it is revealed.  What
 * who looks is not to see (app/seen.h, app/assign.h) is not in it, and what
 * was left out is told.
 */
#ifndef APP_PANEL_H
#define APP_PANEL_H

#include "agreement/agreement.h"
#include "app/opening.h"
#include "scoring/scoring.h"

/* By others than the therapist, each by themselves. */
#define PANEL_ROLES \
	(1u << RATER_PEER | 1u << RATER_SUPERVISOR | 1u << RATER_INDEPENDENT)

struct panel_choice {
	const gint64 *sessions;
	guint n;		   /* 0: all */
	const char *case_code;	   /* as typed; NULL: any */
	const char *therapist;	   /* as typed; NULL: any */
	const char *const *raters; /* as typed, NULL-terminated; NULL: all */
	guint roles;		   /* of 1 << enum rater_role; 0: PANEL_ROLES */
	gint64 since;		   /* signed then or later; 0: ever */
};

struct panel_session {
	gint64 session;
	char *name; /* "C21/6"; "C21/6 (12)" where another of the panel is of
		     * that case and number; "12" where it has none */
	char *case_code;
	char *therapist; /* code; NULL: not known */
	struct session_facts facts;
	GArray *ratings; /* guint: places in panel.ratings, by rater */
};

struct panel_rater {
	char *code;
	gboolean consensus; /* what the person settled with others: apart from
			     * their own */
	char *name;	    /* "RL", "RL (consensus)" */
	guint ratings;
};

struct panel_rating {
	guint session, rater; /* places in the panel */
	struct rating *rating;
	struct session_score *score;
};

struct panel {
	const struct rubric *rubric; /* the app's; all ratings are on it */
	GPtrArray *sessions; /* struct panel_session by id: all that were
				      * chosen, rated or not */
	GPtrArray *raters;   /* struct panel_rater by name */
	GPtrArray *ratings;  /* struct panel_rating by session, rater */
	guint twice;	     /* sessions with two ratings or more */
	guint hidden;	     /* sessions left out because who looks rates them
			      * blind */
	GPtrArray *left_out; /* char *: sentences: what, how many, why */
};

void panel_free(struct panel *panel);
typedef struct panel Panel;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Panel, panel_free)

/* NOT_FOUND for a session, case, therapist or rater who is not there.  A panel
 * without ratings is none of the errors.  Caller frees. */
struct panel *app_panel(struct app *app, const struct panel_choice *choice,
			GError **error);

/* What a cell of a table holds. */
enum panel_cell {
	PANEL_EXTENT,	 /* of an item, 1..5 */
	PANEL_QUALITY,	 /* of an item, 1..5 */
	PANEL_ADHERENCE, /* means of a rating, where they rest on enough */
	PANEL_QUALITY_MEAN,
	PANEL_SPECIFICITY,
	PANEL_PASS, /* 1 pass, 0 not yet or borderline; none: incomplete */
};

/* Units are the panel's sessions (by name), in its order; raters are all of the
 * panel.  item: id, of extent and quality; else NULL.  N/A, not rated, and an
 * item that is not live in the session are no rating.  Caller frees. */
struct ratings *panel_table(const struct panel *panel, enum panel_cell cell,
			    const char *item);

#endif
