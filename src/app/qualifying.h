/*
 * app/qualifying.h: what the files about qualification share.
 */
#ifndef APP_QUALIFYING_H
#define APP_QUALIFYING_H

#include "app/drill.h"
#include "app/private.h"
#include "app/qualify.h"

/* A session that the rater rated, beside what it is held against. */
struct held_session {
	gint64 session; /* of the casebook */
	gint64 at;	/* signed */
	struct session_facts facts;
	GPtrArray *pairs; /* struct drill_pair */
};

/* What counts, and what does not. */
struct held {
	GPtrArray *sessions;	    /* struct held_session, each session once */
	guint found, missed, wrong; /* turns with a technique, in tests */
	GArray *marked; /* struct held_turns: sums of them are above */
	guint own, seen, other_rubric, sealed, older, shipped, sparse;
};

/* Turns with a technique in one session of a test. */
struct held_turns {
	gint64 at;
	guint found, missed, wrong;
};

/* newest: of what counts; what was signed before months earlier is left out. */
gboolean held_load(struct app *app, const char *rater, const char *rubric,
		   guint months, struct held *held, GError **error);
void held_clear(struct held *held);
typedef struct held Held;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Held, held_clear)

/* The time so many months later, as calendars count; G_MAXINT64 where there is
 * none. */
gint64 months_later(gint64 at, gint months);

#endif
