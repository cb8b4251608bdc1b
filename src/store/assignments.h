/*
 * store/assignments.h: the part of the door about sessions given to raters.
 */
#ifndef STORE_ASSIGNMENTS_H
#define STORE_ASSIGNMENTS_H

#include "scoring/scoring.h"

struct store;

struct assignment {
	gint64 id;
	char *uid; /* 32 hex digits, the same on all computers */
	gint64 session;
	char *session_uid; /* NULL: it has none yet */
	char *rater;	   /* code */
	enum rater_role role;
	guint blind;	  /* enum blind: what the rater is not to see */
	char *name;	  /* of the session for this rater, "B-7K3M" */
	char *due;	  /* YYYY-MM-DD, or NULL */
	gint64 draw;	  /* that it comes from, or 0 */
	char *by;	  /* code of who gave it; NULL: hidden */
	gint64 at;	  /* when */
	gint64 withdrawn; /* when it was taken back, or 0 */
	gint64 begun_at;  /* when the rating was begun, or 0 */
	gint64 signed_at; /* when it was signed first, or 0 */
};

void assignment_free(struct assignment *assignment);
/* Neither taken back nor signed: the rating is still to come. */
gboolean assignment_is_pending(const struct assignment *assignment);

/* struct assignment by id, those that were withdrawn as well. */
GPtrArray *store_assignments_load(struct store *store, GError **error);
/* session, rater (who must be there), role, blind, name, uid, due, draw and by
 * are the caller's; fills in id and at. */
gboolean store_assignment_add(struct store *store,
			      struct assignment *assignment, GError **error);
gboolean store_assignment_withdraw(struct store *store, gint64 assignment,
				   GError **error);

/* 32 hex digits that nobody has had before.  Caller frees. */
char *store_uid_new(struct store *store, GError **error);

/* Sessions drawn by lot; what each text holds is told in app/draw.h. */
struct draw_row {
	gint64 id;
	char *seed, *share, *strata, *raters;
	guint each; /* raters of one session */
	char *frame, *drawn;
	gint64 at;
};

void draw_row_free(struct draw_row *draw);

/* struct draw_row by id. */
GPtrArray *store_draws_load(struct store *store, GError **error);
/* Fills in id and at. */
gboolean store_draw_add(struct store *store, struct draw_row *draw,
			GError **error);

#endif
