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
	gint64 take; /* the same for the sessions that were taken as one */
	char *set;   /* its name */
	enum drill_purpose purpose;
	/* All sessions that the set was made of are done in this take. */
	gboolean whole;
	guint done, made_of; /* in this take; at first, 0: not known */
	gboolean removed;    /* of those that it was made of, some were */
	char *rater;	     /* code */
	char *technique; /* that was to be found; NULL: the items were rated */
	guint n;	 /* place in the set, from 1 */
	gint64 session;	 /* the copy that was rated */
	gint64 of;	 /* the session that it is a copy of; 0: a sample */
	char *sample;	 /* "s05", or NULL */
	char *rubric;	 /* id of the rubric that was rated on; NULL: none */
	gint64 at;	 /* when it was signed, seconds since 1970 */
	/* struct drill_pair, in the order of the rubric, of the items that
	 * either has; empty when a technique was to be found. */
	GPtrArray *pairs;
	GPtrArray *tags; /* struct drill_tags; empty when items were rated */
};

void drill_result_free(struct drill_result *result);

/* What is asked of the takings of a set. */
struct drill_asking {
	gint64 set;	       /* 0: one that nobody took here */
	const char *rater;     /* as the casebook spells it; NULL: everybody */
	gint64 session;	       /* this copy alone; 0: all */
	const char *technique; /* where this was to be found; NULL: all */
	/* Also what is kept back from who could still be tested with it. */
	gboolean answers;
};

struct drill_reports {
	GPtrArray *results; /* struct drill_result, the oldest first */
	/* Sessions that are done and not told of: because the set, or one with
	 * the same session, is not over for that rater or for who is at work;
	 * and because who is at work could still be tested with it. */
	guint not_yet, kept_back;
};

void drill_reports_clear(struct drill_reports *reports);
typedef struct drill_reports DrillReports;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DrillReports, drill_reports_clear)

/*
 * What was done in a set so far, and what was agreed there.  Of a set for
 * testing nothing before all of it is signed, and then to its rater, to who
 * made it and to who can take it no more (having rated, led or been told one of
 * its sessions); to somebody whom the casebook does not know as a person as
 * well.  Whoever is told more than what they did themselves is kept as a reader
 * of the set, who is tested on its sessions no more.  The caller clears
 * *reports, after an error as well.
 */
gboolean app_drill_results(struct app *app, const struct drill_asking *asking,
			   struct drill_reports *reports, GError **error);

/* -- sets ------------------------------------------------------------------ */

/* A set as it is kept, or one of those that came with the program and that
 * nobody has taken here yet (row->id 0). */
struct drill_set {
	struct drill_set_row *row; /* store/drills.h */
	GPtrArray *members;	   /* struct drill_member_row, by place */
	enum drill_purpose purpose;
	gboolean shipped;
	/* How many raters took it, and how many takings are finished; of who
	 * has one under way, their own alone. */
	guint raters, finished;
};

void drill_set_free(struct drill_set *set);
typedef struct drill_set DrillSet;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DrillSet, drill_set_free)

/* struct drill_set, the shipped ones first; those that were withdrawn as
 * well.  Caller frees. */
GPtrArray *app_drills(struct app *app, GError **error);
/* NOT_FOUND with the names there are. */
struct drill_set *app_drill(struct app *app, const char *name, GError **error);

/* One session of a set, as who is at work may see it. */
struct drill_part {
	guint n;
	gint64 session; /* 0: a sample, or hidden */
	char *sample;	/* or NULL */
	enum phase phase;
	enum focus focus;
	char *rater; /* whose rating was agreed; NULL: hidden, or the sample's
		      * expert */
	const char *role;
	guint items;	       /* that were agreed on */
	GPtrArray *techniques; /* char *: that were agreed on somewhere in it */
};

void drill_part_free(struct drill_part *part);

/* struct drill_part by place.  Who takes the set gets no more than place,
 * phase and focus.  Caller frees. */
GPtrArray *app_drill_parts(struct app *app, const struct drill_set *set,
			   GError **error);

struct drill_making {
	const char *name; /* 1 to 40 of a-z, 0-9, -, _; told apart as codes */
	enum drill_purpose purpose;
	const gint64 *sessions;
	guint n;
	const char *rater; /* whose signed rating is what was agreed; NULL: the
			    * session's signed consensus */
};

/*
 * Makes a set.  INPUT for a name that is none, is another set's or a shipped
 * one's; USAGE for no session, or one twice; NOT_FOUND for a session without
 * a signed rating of that kind; DENIED for a copy that is a drill itself, and
 * for what who is at work may not see.
 */
struct drill_set *app_drill_new(struct app *app,
				const struct drill_making *making,
				GError **error);
/* Takes it back: nobody begins it any more, what was done in it stays.  Who is
 * in the middle of a session finishes that one and gets no other; what was
 * agreed stays hidden from them until then. */
gboolean app_drill_withdraw(struct app *app, const char *name, GError **error);

/* -- taking one ------------------------------------------------------------ */

/* A technique that stands for every technique of the codebook. */
#define DRILL_ALL "ALL"

struct drill_step {
	gint64 take;
	char *set;
	enum drill_purpose purpose;
	char *rater;	 /* as the casebook spells it */
	char *technique; /* to be found, or NULL */
	gint64 session;	 /* the copy to be rated now; 0: none is left */
	guint n, of;	 /* its place; how many there are */
	guint done;	 /* sessions that are done */
	gboolean fresh;	 /* it was made just now */
	/* struct drill_result: of the session before, when this step is the
	 * first behind it; of all, when a set for testing is finished.  As
	 * app_drill_results(): others than its rater may not be told. */
	GPtrArray *results;
	gboolean kept_back; /* there are results for its rater alone */
};

void drill_step_free(struct drill_step *step);
typedef struct drill_step DrillStep;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DrillStep, drill_step_free)

/*
 * Begins a set, or goes on with it: gives the session that is under way, else
 * makes the copy of the next.  technique (or DRILL_ALL, in any case of
 * letters): turns are marked with it instead of items rated; NULL: what the
 * rater has under way, else items.  again: a set for learning once more.
 * DENIED for who has rated a session of the set, decided on its tags, led it,
 * or (of a set for testing) has been told what was agreed on it; and for a
 * set for testing a second time.
 */
struct drill_step *app_drill_take(struct app *app, const char *name,
				  const char *rater, const char *technique,
				  gboolean again, GError **error);
/* Says that all turns are marked, where a technique was to be found.  DENIED
 * when items are to be rated, it is another's, or done. */
gboolean app_drill_done(struct app *app, gint64 session, const char *rater,
			GError **error);

/* Of a copy: whose it is, of which set; *step is NULL when the session is none.
 * Its session is 0 once it is done.  Caller frees. */
gboolean app_drill_of(struct app *app, gint64 session, struct drill_step **step,
		      GError **error);

#endif
