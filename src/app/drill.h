/*
 * app/drill: the part of the door about drills: sessions with an agreed rating
 * that are given out for practice, and how far what a rater said was from it.
 * Include app/app.h.
 *
 * The one idea: who takes a drill rates a copy of the session, which holds its
 * turns and nothing else.  No list, score, panel or bundle knows of the copy,
 * what is rated there has a role of its own (RATER_DRILL), and what was agreed
 * is kept beside it as it was when the copy was made.
 */
#ifndef APP_DRILL_H
#define APP_DRILL_H

#include "app/opening.h"
#include "scoring/scoring.h"

enum drill_purpose {
	DRILL_LEARNING, /* what was agreed is told after each session */
	DRILL_TESTING,	/* ... after the last; each rater takes it once */
};

const char *drill_purpose_print(enum drill_purpose purpose); /* "learning" */
gboolean drill_purpose_parse(const char *text, enum drill_purpose *purpose);

/* One item, as the rater has it and as it was agreed. */
struct drill_pair {
	char *item;
	/* NULL: no value.  With neither extent nor na_reason: not rated. */
	struct item_rating *mine, *theirs;
};

/* Turns on which one technique was to be found: GArray of guint, rising. */
struct drill_tags {
	char *technique;
	GArray *found;	/* both have it */
	GArray *missed; /* agreed, and not marked */
	GArray *wrong;	/* marked, and nobody else has it there */
	GArray *either; /* those who coded it part: no fault, marked or not */
};

/* One session of a drill, rated and signed (or marked and done). */
struct drill_result {
	gint64 take;	/* the same for the sessions that were taken as one */
	char *set;	/* its name */
	enum drill_purpose purpose;
	gboolean whole; /* all sessions of the set are done in this take */
	char *rater;	/* code */
	char *technique; /* that was to be found; NULL: the items were rated */
	guint n;	/* place in the set, from 1 */
	gint64 session; /* the copy that was rated */
	gint64 of;	/* the session that it is a copy of; 0: a sample */
	char *sample;	/* "s05", or NULL */
	char *rubric;	/* id of the rubric that was rated on; NULL: none */
	gint64 at;	/* when it was signed, seconds since 1970 */
	/* struct drill_pair, in the order of the rubric, of the items that
	 * either has; empty when a technique was to be found. */
	GPtrArray *pairs;
	GPtrArray *tags; /* struct drill_tags; empty when items were rated */
};

void drill_result_free(struct drill_result *result);

/*
 * What this rater (a code as the casebook spells it; NULL: everybody) has done
 * in drills so far, the oldest first: struct drill_result.  Only sessions whose
 * agreed rating the rater may see: of a set for testing none before all of it
 * is signed, so that nothing here is told too early.  Caller frees; NULL with
 * an error.
 */
GPtrArray *app_drill_results(struct app *app, const char *rater,
			     GError **error);

#endif
