/*
 * app/drilling.h: what drills are made of, inside app.
 */
#ifndef APP_DRILLING_H
#define APP_DRILLING_H

#include "app/drill.h"
#include "app/private.h"

/* All that the casebook has of drills. */
struct drills {
	GPtrArray *sets;     /* struct drill_set_row */
	GPtrArray *readers;  /* struct drill_reader_row */
	GPtrArray *takes;    /* struct drill_take_row */
	GPtrArray *sessions; /* struct drill_session_row */
};

gboolean drills_load(struct app *app, struct drills *drills, GError **error);
void drills_clear(struct drills *drills);
typedef struct drills Drills;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drills, drills_clear)

const struct drill_set_row *drills_set(const struct drills *drills, gint64 id);
/* The set of that name, in any spelling; or NULL. */
const struct drill_set_row *drills_named(const struct drills *drills,
					 const char *name);
const struct drill_take_row *drills_take(const struct drills *drills,
					 gint64 id);
const struct drill_session_row *drills_copy(const struct drills *drills,
					    gint64 session);
/* The copy for this place of a taking, or NULL. */
const struct drill_session_row *drills_copy_at(const struct drills *drills,
					       gint64 take, guint n);
/* How many sessions of a taking are done. */
guint drills_done(const struct drills *drills, gint64 take);
/* Are all that the set has?  FALSE with an error in *fault. */
gboolean drills_whole(struct app *app, const struct drills *drills,
		      const struct drill_take_row *take, GError **fault);

/* Is nothing of it to come any more: it is whole, or the set was taken back and
 * no session of it is in the rater's hands? */
gboolean drills_over(struct app *app, const struct drills *drills,
		     const struct drill_take_row *take, GError **fault);
/* Was it told to the rater what was agreed at this place of a taking that is,
 * or is not, over? */
gboolean drills_place_told(const struct drills *drills,
			   const struct drill_take_row *take, gboolean over,
			   guint n);

/* -- samples --------------------------------------------------------------- */

/* The set (struct drill_set) of that name that came with the program; NULL:
 * there is none.  Caller frees. */
struct drill_set *sample_set(const char *name);
/* Their names (const char *).  Caller frees. */
GPtrArray *sample_sets(void);
/* A sample as people coded and rated it; NULL with an error.  Caller frees. */
struct gold *sample_read(struct app *app, const char *name, GError **error);

/* -- a session and what was agreed on it ------------------------------------ */

struct drill_source {
	struct transcript *transcript;
	struct session_facts facts;
	GPtrArray *answers; /* struct item_rating */
	GPtrArray *tags;    /* struct drill_tag_row */
};

gboolean drill_source_load(struct app *app,
			   const struct drill_member_row *member,
			   struct drill_source *source, GError **error);
void drill_source_clear(struct drill_source *source);
typedef struct drill_source DrillSource;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DrillSource, drill_source_clear)

/* Stores the copy for this place of a taking; 0 with an error. */
gint64 drill_copy_make(struct app *app, const struct drill_set_row *set,
		       const struct drill_take_row *take,
		       const struct drill_member_row *member, GError **error);

/* May this rater begin the set?  DENIED when not. */
gboolean drill_begin_check(struct app *app, const struct drill_set *set,
			   const char *rater, const char *technique,
			   GError **error);

/* struct drill_result of one copy that is done. */
struct drill_result *drill_result_build(struct app *app,
					const struct drills *drills,
					const struct drill_session_row *copy,
					GError **error);
/* struct drill_pair, in the order of the rubric, of the items that the rating or
 * what was agreed (struct item_rating) has.  Caller frees. */
GPtrArray *drill_pairs_build(const struct rubric *rubric,
			     const struct rating *mine,
			     const GPtrArray *answers);
/* This signed version among the ratings of a session, or NULL. */
const struct rating *drill_version_find(const GPtrArray *ratings, gint64 id,
					guint version);
/* A session as what others are held against: by its signed consensus, or by
 * what this rater signed.  verb: "is in no other drill", what is said of a
 * copy.  NULL with an error; caller frees. */
struct drill_member_row *drill_member_make(struct app *app, gint64 session,
					   const char *rater, const char *verb,
					   GError **error);
gboolean drill_is_for_testing(const struct drills *drills,
			      const struct drill_take_row *take);
struct item_rating *item_rating_copy(const struct item_rating *item);

/* -- who may do what --------------------------------------------------------- */

/* A session of the casebook of which a rater who is at work must not see what
 * others rated, because a drill with it is not over. */
struct drill_hidden {
	gint64 session;
	char *set, *rater;
};

/* struct drill_hidden; caller frees. */
GPtrArray *drills_hidden(struct app *app, GError **error);
/* What somebody may have been told of a session (or sample): what was agreed on
 * its items (technique NULL), on a technique (or DRILL_ALL), or anything. */
struct drill_told {
	gint64 session;
	const char *sample;
	gboolean any;
	const char *technique;
};

/* Has this rater been told it, by a taking or by reading of another's? */
gboolean drills_told(struct app *app, const struct drill_told *what,
		     const char *rater, gboolean *told, GError **error);

/* May who is at work be told what came of a copy? */
enum drill_telling {
	DRILL_TOLD,
	DRILL_NOT_YET,
	DRILL_KEPT_BACK, /* who is at work could still be tested with it */
};

/* hidden: drills_hidden(). */
gboolean drill_may_tell(struct app *app, const struct drills *drills,
			const struct drill_session_row *copy,
			const GPtrArray *hidden, enum drill_telling *telling,
			GError **error);
/* Keeps that those who are at work, and are not its rater, were told what came
 * of the taking.  Inside app_begin(). */
gboolean drill_note_readers(struct app *app, const struct drills *drills,
			    const struct drill_take_row *take, GError **error);
/* The set with which this rater practises on the session and is not done, or
 * NULL; caller frees.  FALSE with an error. */
gboolean drills_open(struct app *app, gint64 session, const char *rater,
		     char **set, GError **error);
/* A set that this rater has begun, that is not over, and that the other has
 * taken as well or knows a session of; or NULL; caller frees.  FALSE with an
 * error. */
gboolean drills_shared(struct app *app, const char *rater, const char *other,
		       char **set, GError **error);
/* The same without the set of this name. */
gboolean drills_open_but(struct app *app, gint64 session, const char *rater,
			 const char *but, char **set, GError **error);
/* Role and session go together: only drills are rated as drills, only by whom
 * they were given to, and until they are done. */
gboolean drill_role_check(struct app *app, gint64 session, const char *rater,
			  enum rater_role role, GError **error);
/* DENIED while this rater practises on the session. */
gboolean drill_over_check(struct app *app, gint64 session, const char *rater,
			  GError **error);
/* The same of decisions on tags. */
gboolean drill_decide_check(struct app *app, gint64 session, const char *rater,
			    GError **error);
/* DENIED for a copy; what: "is not corrected". */
gboolean drill_leave_alone(struct app *app, gint64 session, const char *what,
			   GError **error);

#endif
