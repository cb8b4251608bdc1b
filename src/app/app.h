/*
 * app: the verbs both doors share.
 *
 * Boring on purpose: open the casebook, call the core, save, return a
 * struct.  Prints nothing, never exits.  Reads files and the rubrics folder;
 * the clock and the user come in with struct app_options.  One thread at a
 * time.  What is returned const is app's and good until app_free(); anything
 * else is the caller's, and a list frees its elements unless it says that it
 * borrows them.  NULL and FALSE come with an error, turns count from 1.
 */
#ifndef APP_H
#define APP_H

#include "agreement/agreement.h"
#include "app/columns.h"
#include "app/turns.h"
#include "base/base.h"
#include "codebook/codebook.h"
#include "export/export.h"
#include "scoring/scoring.h"
#include "settings/settings.h"
#include "store/store.h"
#include "tagging/tagging.h"
#include "transcript/transcript.h"

struct app_options {
	const char *casebook; /* path; created with folders 0700, file 0600 */
	gboolean existing;    /* not created: an error when it is missing */
	const char *rubrics;  /* folder with ipt-core.yaml and codebook/ */
	const char *codebook; /* file; NULL = RUBRICS/codebook/ipt-en.yaml */
	const char *rubric;   /* file; NULL = RUBRICS/ipt-core.yaml */
	const char *user;     /* who: for events */
	const char *command;  /* its name, told to others who wait for us */
	const char *spare;    /* folder for what cannot be kept beside the
			       * casebook, made when needed; or NULL */
	gint64 now;	      /* seconds since 1970 */
	gboolean looking;     /* tags later, if at all: sooner ready */
};

struct app;

/* Opens nothing yet; casebook, codebook and rubric are opened when first
 * needed. */
struct app *app_new(const struct app_options *options);
void app_free(struct app *app);
typedef struct app App;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(App, app_free)

/* For a screen that stays open: the time of what is done from here on. */
void app_set_now(struct app *app, gint64 now);

/*
 * For a screen that stays open, called once before anything is read: what
 * takes long and can wait is left to app_rest(), which is for the moments
 * when nobody does anything.  app_changed() tells whether others have written
 * to the casebook since it was asked last.
 */
gboolean app_stay(struct app *app, GError **error);
void app_rest(struct app *app);
gboolean app_changed(struct app *app, gboolean *changed, GError **error);

/* As store_lost(): a sentence once the casebook in its place is another file,
 * or none; *kept (may be NULL): all that was saved was copied aside. */
const char *app_lost(const struct app *app, gboolean *kept);
/* For a screen that stays open: FALSE (CORRUPT) when it is lost. */
gboolean app_watch(struct app *app, GError **error);
/* Puts a text into a new file CASEBOOK.WHAT-DATE, or of that name in the spare
 * folder, for its owner's eyes; its name (caller frees), NULL when that cannot
 * be. */
char *app_keep(struct app *app, const char *what, const char *text);
/* Has anything been saved that stands in the history? */
gboolean app_saved(const struct app *app);
/* What was found when the casebook was opened and is to be told (char *), or
 * NULL. */
const GPtrArray *app_remarks(const struct app *app);

/*
 * Several verbs as one: what they change between app_begin() and app_end()
 * is saved together, or not at all when ok is FALSE or one of them failed.
 *
 *	if (!app_begin(app, error))
 *		return FALSE;
 *	ok = app_session_set(app, 3, "number", "5", error) &&
 *	     app_session_set(app, 3, "phase", "middle", error);
 *	return app_end(app, ok, error);
 */
gboolean app_begin(struct app *app, GError **error);
gboolean app_end(struct app *app, gboolean ok, GError **error);

/* What is damaged, or was changed with another tool, as far as it can be told
 * without a key: sentences, none when all is sound.  Caller frees; NULL with
 * an error when the casebook cannot be looked at. */
GPtrArray *app_faults(struct app *app, GError **error);
/* The same as one: TRUE, or CORRUPT with the first. */
gboolean app_check(struct app *app, GError **error);

/* store_backup() and store_restore() of it, written down in its history.  A
 * restoring app has not opened the casebook before. */
gboolean app_backup(struct app *app, const char *path, GError **error);
char *app_restore(struct app *app, const char *from, GError **error);

/* Loaded on first use; NULL with an error that holds the first complaint. */
const struct codebook *app_codebook(struct app *app, GError **error);
/* While a person looks at the first frame: begins what the first decision
 * will ask for, the codebook's digest, beside other work.  Once; before the
 * codebook is loaded it does nothing. */
void app_prepare(struct app *app);
/* The codebook, as it was, that gave a session its tags; when that can no
 * longer be read, the one at hand, and the hash differs.  Owned by app; hash
 * (may be NULL; NULL for a session without tags) by the caller. */
const struct codebook *app_codebook_used(struct app *app, gint64 session,
					 char **hash, GError **error);
const struct rubric *app_rubric(struct app *app, GError **error);
/* Any file; complaints to diagnostics. NULL with error IO when unreadable. */
struct codebook *app_codebook_load(const char *path, GPtrArray *diagnostics,
				   GError **error);

/* What a check of a codebook's file found. */
struct codebook_check {
	GPtrArray *diagnostics;
	struct codebook *codebook;  /* NULL when it cannot be used */
	struct rule_trial *results; /* by rule; NULL without a sample */
	guint sessions;		    /* of the sample */
	guint turns;
};

void codebook_check_free(struct codebook_check *check);
typedef struct codebook_check CodebookCheck;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CodebookCheck, codebook_check_free)

/* Looks for faults; with a sample (a transcript, or a folder of them; may be
 * NULL) the rules are tried on it and timed.  NULL with an error when a file
 * cannot be read; faults of the codebook are in the diagnostics. */
struct codebook_check *app_codebook_check(const char *path, const char *sample,
					  GError **error);
struct rubric *app_rubric_load(const char *path,
			       const struct codebook *codebook,
			       GPtrArray *diagnostics, GError **error);

/* A person's own file; one that is not there sets nothing.  Faults go to
 * diagnostics; NULL with an error IO when unreadable. */
struct settings *app_settings_load(const char *path, GPtrArray *diagnostics,
				   GError **error);

/* Told after each step of long work: done of total, and what. */
typedef void (*app_progress)(guint done, guint total, const char *what,
			     void *data);

/* -- transcripts ---------------------------------------------------------- */

/* Reads and parses without storing.  Refuses folders, files above 512 MiB,
 * missing and empty files with a sentence. */
struct transcript *app_transcript_read(const char *path,
				       const struct transcript_options *options,
				       GError **error);

/* -- import --------------------------------------------------------------- */

/*
 * What names of files say.  text is a name in which {case}, {number},
 * {planned} and {therapist} (a person's code) stand where these stand, {*}
 * for anything else: "C{case}_s{number}", "{case}/{*}_{number}".  With "/"
 * the folders above the file are looked at, too; the ending may be left
 * away; capitals do not matter.  NULL with an error of kind USAGE.
 */
struct name_pattern;
struct name_pattern *name_pattern_new(const char *text, GError **error);
void name_pattern_free(struct name_pattern *pattern);
typedef struct name_pattern NamePattern;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NamePattern, name_pattern_free)
const char *name_pattern_text(const struct name_pattern *pattern);

struct name_facts {
	char *case_code; /* NULL: not told */
	char *therapist;
	guint number, planned; /* 0: not told */
};

/* FALSE when the name does not fit.  Clear the facts after use. */
gboolean name_pattern_match(const struct name_pattern *pattern,
			    const char *path, struct name_facts *facts);
void name_facts_clear(struct name_facts *facts);

/*
 * Adds the paths (char *) in a folder and the folders in it to files, in
 * order, and what by its ending is no transcript to passed; hidden files and
 * linked folders are left out.  FALSE with an error when the folder cannot
 * be read or has nothing in it.
 */
gboolean app_folder_list(const char *folder, GPtrArray *files,
			 GPtrArray *passed, GError **error);

struct import_options {
	const char *case_code; /* NULL: name, header, else file stem */
	guint number, planned; /* 0: header, else unknown */
	enum phase phase;      /* UNKNOWN: header, else suggested */
	enum focus focus;      /* UNKNOWN: header, else unknown */
	const struct name_pattern *names; /* or NULL */
	const char *therapist;		  /* speaker label of the therapist */
	GHashTable *roles; /* as transcript_options.roles, or NULL */
	const char *format;
	gboolean strict;
	gboolean dry_run;
};

struct import_result {
	char *path;
	gint64 session; /* 0 when it failed */
	gboolean known; /* same file was there already */
	char *copy_of;	/* the file before it in this import that is the same;
			 * only where nothing is stored, else NULL */
	char *case_code;
	guint number, planned;
	enum phase phase;
	guint turns, therapist_turns, words, tags;
	char *format;
	GPtrArray *warnings; /* diagnostics */
	GPtrArray *speakers; /* char *: "T: therapist (label)" lines */
	GPtrArray *notes;    /* char *: who is who, told and remembered */
	GError *error;	     /* NULL when imported */
};

void import_result_free(struct import_result *result);

/*
 * Results in order (struct import_result; caller frees).  Saved in batches
 * of up to 25 files, a file whole or not at all; the fault of one file is
 * in its result and keeps no other out.  NULL only when the casebook cannot
 * be used.  Makes no casebook when there is nothing to put in.
 */
GPtrArray *app_import(struct app *app, const char *const *paths,
		      const struct import_options *options,
		      app_progress progress, void *data, GError **error);

/* -- sessions, cases, people, measures ------------------------------------ */

/* struct session_info, case_info and person_info are the casebook's own
 * (store/store.h).  A session's phase is filled in with the suggestion when
 * nobody set one. */

/*
 * Codes of people and cases are one whatever the case of their letters, the
 * blanks around them and the form of Unicode.  These give the code as it was
 * spelled first, or a new one trimmed and composed; owned by app.  NULL with
 * an error when it is none: blank, longer than 100 characters, with controls.
 * `what` is for the message: "rater", "person".
 */
const char *app_person_code(struct app *app, const char *what,
			    const char *typed, GError **error);
const char *app_case_code(struct app *app, const char *typed, GError **error);
/*
 * The session that a word names: its number ("12"), case and number ("C21/6"),
 * or the name of its file with or without ending ("s21.txt", "s21").  A number
 * need not be there.  An ambiguous word is refused with the choices (USAGE).
 */
gboolean app_session_find(struct app *app, const char *word, gint64 *session,
			  GError **error);
/* Ids (gint64) of a case's sessions by their numbers in it, at least one;
 * NOT_FOUND.  Caller frees. */
GArray *app_case_sessions(struct app *app, const char *code, GError **error);

GPtrArray *app_sessions(struct app *app, GError **error);
struct session_info *app_session(struct app *app, gint64 session,
				 GError **error);
/* The same with its counts at 0. */
struct session_info *app_session_plain(struct app *app, gint64 session,
				       GError **error);
/* Is its number one of the planned (INPUT), and the only one of its case?
 * Another is added to doubts as a sentence (char *). */
gboolean app_session_check_course(struct app *app, gint64 session,
				  GPtrArray *doubts, GError **error);
/* key: case number planned phase focus therapist file (the label kept of it).
 * "phase" takes "auto" to go back to the suggestion.  Re-tags when facts changed. */
gboolean app_session_set(struct app *app, gint64 session, const char *key,
			 const char *value, GError **error);
/* Refuses (DENIED, with the counts) when people have decided on its tags or
 * rated it; a command that was told to goes on to the forced one. */
gboolean app_session_remove(struct app *app, gint64 session, GError **error);
/* The same, decisions and ratings or not. */
gboolean app_session_remove_forced(struct app *app, gint64 session,
				   GError **error);

/* Copies of the casebook beside it, from before an upgrade: paths.  What is
 * taken out of the casebook is still in them.  Caller frees. */
GPtrArray *app_old_copies(const struct app *app);

/* What a purge took out. */
struct case_purged {
	guint sessions, turns, decisions, ratings;
};

/* A case with all that is known of it: sessions and what people said of them,
 * note, remembered speakers; of its history who, when and what kind stay.
 * Without `forced` refused (DENIED) as app_session_remove() is. */
gboolean app_case_purge(struct app *app, const char *code, gboolean forced,
			struct case_purged *purged, GError **error);

GPtrArray *app_cases(struct app *app, GError **error);
/* key: focus planned note; makes the case when it is new. */
gboolean app_case_set(struct app *app, const char *code, const char *key,
		      const char *value, GError **error);
/* label -> turn_role, as store_case_speakers(). */
GHashTable *app_case_speakers(struct app *app, const char *code,
			      GError **error);
/* NOT_FOUND with the labels there are. */
gboolean app_case_speaker_forget(struct app *app, const char *code,
				 const char *label, GError **error);
GPtrArray *app_people(struct app *app, GError **error);
/* key: role name; makes the person when new. */
gboolean app_person_set(struct app *app, const char *code, const char *key,
			const char *value, GError **error);

/* Scores of questionnaires at a session: struct measure_value.  Caller
 * frees. */
GPtrArray *app_measures(struct app *app, gint64 session, GError **error);
gboolean app_measure_set(struct app *app, gint64 session, const char *measure,
			 double score, GError **error);

/* -- tags and decisions --------------------------------------------------- */

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

/* -- ratings and scores --------------------------------------------------- */

/*
 * Adds or changes item ratings (struct item_rating) of this rater in this
 * role; earlier values stay in the history.  All or nothing.  Returns the
 * rating's id, 0 with an error.
 */
gint64 app_rate(struct app *app, gint64 session, const char *rater,
		enum rater_role role, const GPtrArray *items, GError **error);
/* The rater's rating in this role, its current version, on whatever rubric,
 * and what it comes to; caller frees both.  NULL without an error when there
 * is none. */
struct rating *app_rating(struct app *app, gint64 session, const char *rater,
			  enum rater_role role, struct session_score **score,
			  GError **error);
/* Takes back the last value this rater gave in this role on the app's rubric;
 * with `again` gives what was taken back last.  Returns what the item has
 * now, with neither extent nor reason when it is not rated (caller frees).
 * NOT_FOUND when there is nothing. */
struct item_rating *app_rate_undo(struct app *app, gint64 session,
				  const char *rater, enum rater_role role,
				  gboolean again, GError **error);
/* Reads a ratings file that is for this session; complaints to diagnostics. */
GPtrArray *app_ratings_read(struct app *app, gint64 session, const char *path,
			    GPtrArray *diagnostics, GError **error);
#include "app/signing.h"

/* -- export --------------------------------------------------------------- */

/* DENIED when there is a casebook at this path, or a part of one. */
gboolean app_output_check(const struct app *app, const char *path,
			  GError **error);

struct app_export_options {
	gboolean with_transcript;
	gboolean force; /* over a file that is no earlier export */
	gint64 date;	/* that it bears, seconds since 1970; 0: now */
};

/* Format by the ending of path: .xlsx, .csv, .json.  Writes beside the
 * target and renames; an existing special file (/dev/...) is written to, a
 * workbook when it has no ending.  Over an earlier export unasked, never over
 * a casebook (DENIED).  Each session's history tells of it.  n 0 = all
 * sessions. */
gboolean app_export(struct app *app, const gint64 *sessions, guint n,
		    const char *path, const struct app_export_options *options,
		    GError **error);

/* -- history -------------------------------------------------------------- */

/* struct audit_event, newest last; session 0 = all, and then the detail
 * begins with "session N: " where there is one. */
GPtrArray *app_events(struct app *app, gint64 session, GError **error);
void audit_event_free(struct audit_event *event);

/* -- evaluation ----------------------------------------------------------- */

/* 95 %, by drawing sessions; NAN without draws. */
struct interval {
	double low, high;
};

struct technique_agreement {
	const char *technique;
	guint64 n; /* turns the rater gave it */
	double precision, recall, f1, f1_low, f1_high;
	double kappa, ac1, positive; /* positive agreement is f1 */
	struct interval precision_in, recall_in, kappa_in, ac1_in;
	double session_spearman; /* counts per session */
	GArray *counts;		 /* struct session_count */
};

/* Turns with the technique in one session. */
struct session_count {
	guint session; /* index into evaluation.names */
	guint rater, machine;
};

struct rater_agreement {
	char *rater;
	guint64 turns;	/* coded by both: all figures rest on these alone */
	guint sessions; /* that have such turns */
	double micro_f1, micro_low, micro_high;
	double macro_f1; /* techniques with n >= 5 */
	struct interval macro_in;
	double micro_precision, micro_recall;
	double firm_precision; /* over probable and sequence tags */
	GPtrArray *techniques; /* struct technique_agreement, by n */
};

struct disagreement {
	char *session; /* NAME */
	guint turn;
	char *rater;
	char *technique;
	gboolean missed; /* rater yes, machine no; else false alarm */
	char *text;
};

struct evaluation {
	guint sessions;
	guint turns;		  /* therapist turns compared */
	GPtrArray *names;	  /* char *: of the sessions */
	GPtrArray *raters;	  /* char * */
	GPtrArray *machine;	  /* struct rater_agreement, one a rater */
	GPtrArray *ceiling;	  /* struct rater_agreement: rater B against A,
					 * named "A/B" */
	GPtrArray *disagreements; /* struct disagreement */
	struct item_signal {
		char *item;
		guint n; /* sessions with rating and suggestion */
		double spearman, mae;
	} * items;
	guint n_items;
};

struct evaluate_options {
	const char *codebook;	 /* NULL = the app's */
	enum strength least;	 /* tags that count: HINT = all */
	const char *const *only; /* session names, NULL = all */
	guint draws;		 /* bootstrap */
	guint64 seed;
};

/* dir holds NAME.txt with NAME.codes.tsv (turn, rater, codes) and perhaps
 * NAME.ratings.tsv.  Writes nothing. */
struct evaluation *app_evaluate(struct app *app, const char *dir,
				const struct evaluate_options *options,
				GError **error);
void evaluation_free(struct evaluation *evaluation);
typedef struct evaluation Evaluation;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Evaluation, evaluation_free)

/* -- codebook tools ------------------------------------------------------- */

struct tag_change {
	gint64 session;
	guint turn;
	char *technique;
	enum { TAG_APPEARS, TAG_VANISHES, TAG_CHANGES_STRENGTH } kind;
	enum strength before, after; /* only with a change of strength */
	gboolean decided;	     /* a person had decided on it */
};

/* What is suggested for an item, decisions of people counted in. */
struct extent_change {
	gint64 session;
	char *item;
	guint before, after;		  /* extent; 0 = no number */
	gboolean look_before, look_after; /* flagged: look here */
};

struct codebook_diff {
	GPtrArray *tags;    /* struct tag_change by session, turn, technique */
	GPtrArray *extents; /* struct extent_change by session, item */
	GPtrArray *names;   /* struct old_name, of the new codebook */
};

/* Old against new codebook over sessions (n 0 = all), nothing written. */
struct codebook_diff *app_codebook_diff(struct app *app, const char *old_path,
					const char *new_path,
					const gint64 *sessions, guint n,
					GError **error);
void codebook_diff_free(struct codebook_diff *diff);
typedef struct codebook_diff CodebookDiff;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CodebookDiff, codebook_diff_free)

struct rule_use {
	char *rule;
	char *technique;
	guint fired, accepted, rejected;
	double precision, low, high; /* Wilson 95 %; NAN when undecided */
	gboolean below_floor;
};

/* struct rule_use in codebook order. */
GPtrArray *app_codebook_stats(struct app *app, GError **error);
void rule_use_free(struct rule_use *use);

/* Why a turn of a stored session has its tags.  Borrows from the codebook of
 * the app. */
struct explanation {
	struct account *account;
	GPtrArray *below_floor; /* struct rule, of those that fired there */
};

struct explanation *app_explain(struct app *app, gint64 session, guint turn,
				GError **error);
/* As lines of plain text.  Caller frees. */
char *explanation_print(const struct explanation *explanation);
void explanation_free(struct explanation *explanation);
typedef struct explanation Explanation;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Explanation, explanation_free)

#include "app/learn.h"
#include "app/renamed.h"

#endif
