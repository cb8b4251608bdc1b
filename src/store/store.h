/*
 * store: the casebook, one SQLite file.
 *
 * Saves and loads the structs of the rooms above it; knows no rule of
 * tagging or scoring.  Owns SQLite: no SQL outside this room.  Content
 * (texts, decisions, ratings, events) is kept apart from what can be built
 * again (hits, tags, episodes, observations).
 *
 * Writing happens between store_begin() and store_end():
 *
 *	if (!store_begin(store, error))
 *		return FALSE;
 *	ok = store_measure_set(store, 3, "PHQ-9", 17, error) &&
 *	     store_event_add(store, "measure", 3, "PHQ-9 17", error);
 *	return store_end(store, ok, error);
 *
 * so that a command is done whole or not at all.  Reading needs neither.
 * One thread at a time.  Every text is stored as valid UTF-8: what is not
 * valid becomes U+FFFD.  What is returned is the caller's, and lists free
 * their elements; NULL comes with an error unless it says otherwise.  Turns
 * and anchors count from 1, times are seconds since 1970.
 */
#ifndef STORE_H
#define STORE_H

#include "base/base.h"
#include "codebook/codebook.h"
#include "scoring/scoring.h"
#include "tagging/tagging.h"
#include "transcript/transcript.h"

struct store_options {
	const char *path;    /* folders are made 0700, the file 0600 */
	const char *who;     /* for events */
	const char *command; /* its name: told to others while we hold it */
	const char *spare;   /* folder for what cannot be kept beside it, made
			      * when needed; or NULL */
	gint64 now;	     /* seconds since 1970 */
	guint busy_ms;	     /* how long to wait for others; 0 = 2000 */
	gboolean existing;   /* none is made: NOT_FOUND when it is missing */
};

struct store;

/*
 * Opens the casebook, makes it when it is missing, brings it up to this
 * version (the older file is copied aside first).  Errors: CORRUPT (not
 * SQLite, another program's file, damaged), VERSION (newer than we are),
 * LOCKED, DENIED, IO, INPUT (a folder), NOT_FOUND (missing though `existing`,
 * or a link to nothing).  On an error nothing has changed.
 */
struct store *store_open(const struct store_options *options, GError **error);
/* What was found at its opening and is to be told: whole sentences (char *).
 * A log of another file beside it, for one, is put aside and told of. */
const GPtrArray *store_remarks(const struct store *store);
/* Adds one. */
void store_remark(struct store *store, const char *says);
/* Is there a casebook of any version at this path, or the log of one?  Not for
 * the one that this process has open. */
gboolean store_is_casebook(const char *path);
/* A sentence once the file in its place is another one, or none, or was
 * overwritten: from then on nothing is written.  *kept (may be NULL): all that
 * was saved was copied aside, and the sentence names the copy.  Else NULL. */
const char *store_lost(const struct store *store, gboolean *kept);
/* For who stays open: looks whether it is.  CORRUPT with that sentence. */
gboolean store_watch(struct store *store, GError **error);
/* Puts a text into a new file, 0600, beside the casebook or in the spare
 * folder; its name (caller frees), NULL when that cannot be. */
char *store_keep(const struct store *store, const char *what, const char *text);
/* A sound copy of all of it, 0600.  DENIED when a file is there that is no
 * backup of this casebook, and then nothing is written. */
gboolean store_backup(struct store *store, const char *path, GError **error);
/*
 * Puts a copy of the casebook `from` in the place that options name; no store
 * of this process may have that open.  What was there is kept beside it, with
 * its log: its name then is returned, "" when nothing was there (caller
 * frees).  NULL with an error, and nothing has changed: LOCKED when another
 * process has it open, CORRUPT or VERSION when `from` is not ours, damaged or
 * newer than we are.
 */
char *store_restore(const struct store_options *options, const char *from,
		    GError **error);
/* Has anything been committed that stands in the history? */
gboolean store_saved(const struct store *store);
void store_free(struct store *store);
typedef struct store Store;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_free)

/* For what stays open: the time of what is written from here on. */
void store_set_now(struct store *store, gint64 now);

/*
 * For a screen that stays open.  From store_stay() on no commit folds the
 * write-ahead log into the file, because that takes many times as long as the
 * commit and a hand is waiting; what is committed is on the disk all the
 * same.  store_rest() does the folding when nobody does anything.
 */
void store_stay(struct store *store);
void store_rest(struct store *store);
/* Has another program, or another opening of the file, written to it since
 * this was asked last, or since store_stay()?  CORRUPT when it is lost. */
gboolean store_changed(struct store *store, gboolean *changed, GError **error);

/* Starts a transaction that writes; LOCKED names the process that holds the
 * casebook, CORRUPT tells that the file is lost (store_lost()).  Within
 * another one it joins that: only the outermost store_end() commits, and only
 * when all were ok. */
gboolean store_begin(struct store *store, GError **error);
/* The same when it can be had at once: FALSE, without a complaint, when
 * another process writes, the file may only be read, or something is being
 * read.  For what need not be kept. */
gboolean store_begin_if_free(struct store *store);
/* ok: commits.  Not ok: rolls back and returns FALSE, leaving the error that
 * was set before alone. */
gboolean store_end(struct store *store, gboolean ok, GError **error);
/* A part of the transaction that can be undone by itself (one file of
 * many). */
gboolean store_part_begin(struct store *store, GError **error);
gboolean store_part_end(struct store *store, gboolean ok, GError **error);

/* What is read up to store_end() is of one moment, whatever others write.
 * Within a transaction, or within another one of these, it is of that one's.
 * Nothing is written in between: no store_begin() there (an assertion).  End
 * it on every way out, as ok even where nothing was found. */
gboolean store_begin_reading(struct store *store, GError **error);

/* What is wrong with the casebook, as sentences: pages, references, tables,
 * the chain of events, and rows that are not what the events tell of; empty
 * when it is sound.  Caller frees; NULL with an error. */
GPtrArray *store_faults(struct store *store, GError **error);
/* TRUE when there are none; else CORRUPT with the first. */
gboolean store_check(struct store *store, GError **error);

/* -- cases, people, sessions ---------------------------------------------- */

struct session_info {
	gint64 session;
	char *case_code;
	char *therapist; /* person code or NULL */
	char *source_name;
	struct session_facts facts;
	gboolean phase_suggested;
	guint turns;
	guint tags;	 /* machine tags */
	guint undecided; /* probable or sequence tags nobody decided on */
	guint ratings;
	char *imported_at;
	char *source_sha256;
	char *codebook_sha256; /* that tagged it; NULL = not tagged */
	guint decisions;
	guint blind; /* enum blind: what app/ hid of it; 0 from here */
};

struct case_info {
	char *code;
	enum focus focus; /* of its sessions unless they say otherwise */
	guint planned;
	guint sessions;
	char *note;
};

struct person_info {
	char *code;
	char *role; /* trainee, supervisor, assessor, unknown */
	char *name; /* or NULL */
	guint ratings;
};

void session_info_free(struct session_info *info);
typedef struct session_info SessionInfo;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SessionInfo, session_info_free)
void case_info_free(struct case_info *info);
void person_info_free(struct person_info *info);

/* A session as it comes in.  Borrows everything. */
struct new_session {
	const char *case_code;	    /* the case is made when new */
	struct session_facts facts; /* PHASE_UNKNOWN: to be suggested */
	const char *source_name;
	const char *bytes; /* the file as it was */
	gsize len;
	const char *sha256; /* of bytes */
	const char *talk;   /* digest of what is said, whatever its bytes */
	const struct transcript *transcript;
};

/* Its id (never one used before), 0 with an error. */
gint64 store_session_add(struct store *store, const struct new_session *new,
			 GError **error);
/* The session with these bytes; 0 without an error when there is none. */
gint64 store_session_find(struct store *store, const char *sha256,
			  GError **error);
/* The first session with this digest of what is said; as above. */
gint64 store_talk_find(struct store *store, const char *talk, GError **error);
/* Ids (gint64) of sessions without such a digest.  Caller frees. */
GArray *store_talks_missing(struct store *store, GError **error);
gboolean store_talk_set(struct store *store, gint64 session, const char *talk,
			GError **error);
/* The label of the file that is kept; the one before goes out of the history,
 * too, with the words of the import. */
gboolean store_session_file_set(struct store *store, gint64 session,
				const char *label, GError **error);
/* The first session of the case with this number; as above. */
gint64 store_session_numbered(struct store *store, const char *case_code,
			      guint number, GError **error);
/* struct session_info by id.  facts: planned and focus of the case where the
 * session has none; phase_suggested means facts.phase is UNKNOWN and wants
 * phase_suggest(). */
GPtrArray *store_sessions(struct store *store, GError **error);
/* The same with counts at 0, since counting takes longer than the rest. */
GPtrArray *store_sessions_plain(struct store *store, GError **error);
/* NOT_FOUND with the ids there are. */
struct session_info *store_session(struct store *store, gint64 session,
				   GError **error);
/* The same with its counts at 0, since counting takes longer than the rest. */
struct session_info *store_session_plain(struct store *store, gint64 session,
					 GError **error);
/* number, planned, phase, focus as in facts (UNKNOWN and 0: none said) */
gboolean store_session_facts_set(struct store *store, gint64 session,
				 const struct session_facts *facts,
				 GError **error);
/* What the session itself says, without its case. */
gboolean store_session_facts(struct store *store, gint64 session,
			     struct session_facts *facts, GError **error);
gboolean store_session_case_set(struct store *store, gint64 session,
				const char *code, GError **error);
/* code NULL: none.  The person is made (trainee) when new. */
gboolean store_session_therapist_set(struct store *store, gint64 session,
				     const char *code, GError **error);
/* Text, turns, tags, decisions and ratings go, speakers remembered for its
 * case whom no other session has, and the words of its events; the events
 * stay.  Once committed, nothing of it is left in the file or its write-ahead
 * log, but for a moment when somebody reads. */
gboolean store_session_remove(struct store *store, gint64 session,
			      GError **error);
/* The same of all its sessions, and of the case itself. */
gboolean store_case_remove(struct store *store, const char *code,
			   GError **error);
/* Ids (gint64) of the sessions of a case.  Caller frees. */
GArray *store_case_sessions(struct store *store, const char *code,
			    GError **error);

/* The codes alone (char *), the oldest first; of people also those that were
 * merged into others. */
GPtrArray *store_case_codes(struct store *store, GError **error);
GPtrArray *store_person_codes(struct store *store, GError **error);
GPtrArray *store_cases(struct store *store, GError **error);
/* Makes or overwrites all of it; sessions is ignored. */
gboolean store_case_set(struct store *store, const struct case_info *info,
			GError **error);
/* NULL without an error when there is none. */
struct case_info *store_case_find(struct store *store, const char *code,
				  GError **error);
/* Who is who in a case, as somebody told: label -> turn_role
 * (GINT_TO_POINTER); empty for a case that is not there.  Caller frees. */
GHashTable *store_case_speakers(struct store *store, const char *code,
				GError **error);
/* FALSE in *known when nobody told of such a label. */
gboolean store_case_speaker_forget(struct store *store, const char *code,
				   const char *label, gboolean *known,
				   GError **error);
/* The case must be there. */
gboolean store_case_speaker_set(struct store *store, const char *code,
				const char *label, enum turn_role role,
				GError **error);
GPtrArray *store_people(struct store *store, GError **error);
gboolean store_person_set(struct store *store, const struct person_info *info,
			  GError **error);
struct person_info *store_person_find(struct store *store, const char *code,
				      GError **error);
/* Makes the person with this role unless there is one; fills in the role of
 * one whose role is unknown. */
gboolean store_person_need(struct store *store, const char *code,
			   const char *role, GError **error);

gboolean store_measure_set(struct store *store, gint64 session,
			   const char *measure, double score, GError **error);
/* at: when it was noted */
gboolean store_measure_each(struct store *store, gint64 session,
			    void (*each)(const char *name, double score,
					 gint64 at, void *data),
			    void *data, GError **error);

/* The file as it was given; caller frees.  NULL with an error. */
char *store_source_load(struct store *store, gint64 session, gsize *len,
			GError **error);
/* The turns as they were parsed and corrected; cues, headers and warnings are empty.
 * Caller frees. */
struct transcript *store_transcript_load(struct store *store, gint64 session,
					 GError **error);
/* Whose turn it is; NOT_FOUND with the turns there are, or the sessions. */
gboolean store_turn_role(struct store *store, gint64 session, guint turn,
			 enum turn_role *role, GError **error);

/*
 * Corrections: turns are put in the place of turns, what was there is kept,
 * and what people said of them goes along: decisions go to the first of the
 * new turns (store_decision_put() sends them elsewhere), evidence to all of
 * them.  Within a transaction, and the session is to be tagged again.
 */
struct correction {
	gint64 id;	   /* rising; 0: none */
	const char *what;  /* "text", "role", "split", "merge" */
	guint turn;	   /* the first one concerned */
	guint before, now; /* how many they were, how many they are */
	gsize first_len;   /* bytes of the first one's text before */
	gboolean whole;	   /* "role" of all turns of a speaker or more */
};

struct speaker_role {
	guint speaker; /* from 0 */
	enum turn_role role;
};

struct corrected_turn {
	guint speaker; /* from 0; it must be there */
	enum turn_role role;
	gint64 start_ms, end_ms;
	guint line;
	const char *text;
	gsize len;
};

/* correction: what, turn, before and now; fills in the id.  speakers: how
 * many there were before any was added for it. */
gboolean store_turns_replace(struct store *store, gint64 session,
			     struct correction *correction, guint speakers,
			     const struct corrected_turn *turns,
			     GError **error);
/* The role of all turns of these speakers.  correction: turn; fills in the
 * rest. */
gboolean store_speakers_change(struct store *store, gint64 session,
			       struct correction *correction, guint speakers,
			       const struct speaker_role *roles, guint n,
			       GError **error);
/* The newest that was not taken back; id 0: there is none. */
gboolean store_correction_last(struct store *store, gint64 session,
			       struct correction *correction, GError **error);
/* Ids of the decisions (gint64) whose places are known from before it.
 * Caller frees. */
GHashTable *store_correction_decisions(struct store *store, gint64 correction,
				       GError **error);
/* Takes the newest one back: all of its turns, speakers and places are as
 * they were.  Decisions made since are at the first of its turns. */
gboolean store_correction_undo(struct store *store, gint64 session,
			       const struct correction *correction,
			       GError **error);
/* One who has said nothing yet; n: how many there are. */
gboolean store_speaker_add(struct store *store, gint64 session,
			   const struct speaker *speaker, guint n,
			   GError **error);

/* -- decisions and ratings ------------------------------------------------ */

/* Fills in the id and the act: what one transaction adds is one act.  It
 * counts as newer than all that is there, whatever the clock says.  The rater
 * is made a person when new. */
gboolean store_decision_add(struct store *store, gint64 session,
			    struct decision *decision, GError **error);
/* struct decision, the oldest first: the same order in every casebook that has
 * them. */
GPtrArray *store_decisions_load(struct store *store, gint64 session,
				GError **error);
/* Those about one turn. */
GPtrArray *store_turn_decisions_load(struct store *store, gint64 session,
				     guint turn, GError **error);
/* Where the decision's words are now: the turn, and the byte in it (from 1;
 * 0 not known). */
gboolean store_decision_put(struct store *store, gint64 decision, guint turn,
			    guint anchor, GError **error);
/* What is found out of a decision as long as it can be: the byte, and what a
 * withdrawal takes back (0 nothing). */
gboolean store_decision_pin(struct store *store, gint64 decision, guint anchor,
			    gint64 takes_back, GError **error);

/* Text of a rubric or codebook version as it was used; NULL without an error
 * when unknown.  Caller frees. */
char *store_rubric_text(struct store *store, const char *sha256,
			GError **error);
/* sha256 of another rubric of this name and version that ratings are on; NULL
 * without an error when there is none.  Caller frees. */
char *store_rubric_namesake(struct store *store, const struct rubric *rubric,
			    GError **error);
char *store_codebook_text(struct store *store, const char *sha256,
			  GError **error);

#include "store/assignments.h"
#include "store/carried.h"
#include "store/consensus.h"
#include "store/drills.h"
#include "store/events.h"
#include "store/merge.h"
#include "store/ratings.h"
#include "store/qualifications.h"
#include "store/sealed.h"
#include "store/state.h"
#include "store/tags.h"
#include "store/tally.h"

#endif
