/*
 * app/draw: the part of the door about drawing sessions by lot, in a way that
 * anybody can draw again with sha256sum and a pencil.  Include app/app.h.
 *
 * The lot: a session's key is the SHA-256 of "SEED:UID", in hexadecimal.  In
 * each stratum the sessions stand in the order of their keys, and the first of
 * them are drawn: share times their number, rounded half up.  All that are
 * drawn then stand in the order of their keys; the first goes to the first
 * rater, the second to the second, and after the last one comes the first
 * again; with more than one rater a session, the raters behind that one have
 * it as well.  Who cannot rate a session is passed over.
 */
#ifndef APP_DRAW_H
#define APP_DRAW_H

#include "app/assign.h"

struct draw_request {
	const char *share;  /* "20%", up to two digits behind the point */
	const char *strata; /* "phase,case", of phase, focus, case, therapist;
			     * NULL: all are one stratum */
	const char *seed;   /* 1 to 100 characters without controls */
	guint each;	    /* raters of one session, from 1 */
};

struct drawn_session {
	char *uid;
	char *stratum; /* "middle, case 2"; "all" */
	char *cannot;  /* codes of raters who cannot have it, "A,B" */
	char *key;
	char *raters;	/* who has it, "A,B"; NULL: it was not drawn */
	gint64 session; /* 0: it is in the casebook no more */
};

struct draw {
	gint64 id;
	char *seed, *share, *strata, *raters;
	guint each;
	gint64 at;
	GPtrArray *frame; /* struct drawn_session by stratum, then key */
	gboolean holds;	  /* drawn again it comes out as it was kept */
};

void draw_free(struct draw *draw);
typedef struct draw Draw;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draw, draw_free)

/* Draws from the sessions of `assigning` (n 0: all) and gives what is drawn to
 * its raters as app_assign() does; frame, seed and drawn are kept.  INPUT for a
 * share that is none or gives nobody, USAGE for strata or raters that do not
 * do, DENIED when too few of the raters can rate a session. */
struct draw *app_draw(struct app *app, const struct draw_request *drawing,
		      const struct assigning *assigning, GError **error);
/* One that was drawn before, and drawn again; NOT_FOUND.  DENIED for who has
 * sessions to rate blind. */
struct draw *app_draw_again(struct app *app, gint64 id, GError **error);
/* struct draw by id, as above. */
GPtrArray *app_draws(struct app *app, GError **error);

#endif
