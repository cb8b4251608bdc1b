/*
 * app/tags: the part of the door about tags, decisions and all that is
 * known of a session.  Include app/app.h.
 */
#ifndef APP_TAGS_H
#define APP_TAGS_H

#include "app/opening.h"
#include "export/export.h"
#include "scoring/scoring.h"
#include "tagging/tagging.h"

/* What tagging again has changed. */
struct tag_tally {
	guint sessions;
	guint appeared;
	guint vanished;
	guint strength; /* changed in strength only */
};

/* sessions: gint64 array, n 0 = all.  Commits every 100 sessions; limit
 * reports (char * sentences) are added to limits and changes to tally when
 * given. */
gboolean app_tag(struct app *app, const gint64 *sessions, guint n,
		 GPtrArray *limits, struct tag_tally *tally,
		 app_progress progress, void *data, GError **error);

/* What was said in a stored session, as corrected.  Caller frees. */
struct transcript *app_transcript(struct app *app, gint64 session,
				  GError **error);
/* Everything known of a session; the transcript inside is owned by it. */
struct session_record *app_record(struct app *app, gint64 session,
				  GError **error);
/* techniques (char *) holds it, or nothing at all, which is any. */
gboolean app_takes_technique(const GPtrArray *techniques,
			     const char *technique);
/* Tags that one decision about many is for. */
struct tag_choice {
	guint first, last;	     /* turns */
	const GPtrArray *techniques; /* char *; NULL or empty: all */
	guint strengths; /* mask of 1 << strength; 0: all but hints */
};

/* Nobody has decided on it, and it could stand. */
gboolean app_tag_open(const struct effective_tag *tag, guint strengths);
/* struct effective_tag, the record's, in its order. */
GPtrArray *app_open_tags(const struct session_record *record,
			 const struct tag_choice *choice);
/* Fills observations anew after decisions have changed: from what was noticed,
 * without what a person's tag answers, and with what no tag answers any more.
 * Returns their kinds as a mask. */
guint app_observed_settle(const struct codebook *codebook,
			  struct session_record *record);
/* The same, and what is suggested for the items anew; no extent where the
 * session lacks something (record->lacks). */
void app_suggest(const struct codebook *codebook, const struct rubric *rubric,
		 struct session_record *record);
/* The techniques (struct technique, borrowed) that the codebook expects in a
 * session of this phase and of which no tag stands; none where the session
 * lacks something.  Caller frees the list. */
GPtrArray *app_unseen(const struct codebook *codebook,
		      const struct session_record *record);
void session_record_free(struct session_record *record);
typedef struct session_record SessionRecord;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SessionRecord, session_record_free)

/* The file of a session's recording, by the names that settings give; NULL
 * with an error NOT_FOUND.  Caller frees. */
char *app_recording_find(const struct settings *settings, const char *home,
			 const char *case_code, guint number,
			 const char *source_name, GError **error);
/* When a turn (from 1) or the last before it that has a time begins, in
 * milliseconds; -1 when none has. */
gint64 app_turn_start(const struct transcript *transcript, guint turn);

/* The stretches found in a session: struct episode_row (store/store.h) by
 * first turn. */
GPtrArray *app_episodes(struct app *app, gint64 session, GError **error);

/* Fills the decision's id and at.  Checks: turn exists, technique known,
 * the tag is there for accept / reject / relabel, relabel has a target. */
gboolean app_decide(struct app *app, gint64 session, struct decision *decision,
		    GError **error);

/*
 * Takes back what this rater decided last in the session, all that was saved
 * together; with `again` does what was taken back last.  All or nothing.
 * Returns the decisions that made it so (struct decision by id; caller
 * frees).  NOT_FOUND when there is nothing, or nothing any more.
 */
GPtrArray *app_undo(struct app *app, gint64 session, const char *rater,
		    gboolean again, GError **error);

/* struct audit_event, newest last; session 0 = all, and then the detail
 * begins with "session N: " where there is one. */
GPtrArray *app_events(struct app *app, gint64 session, GError **error);
void audit_event_free(struct audit_event *event);

#endif
