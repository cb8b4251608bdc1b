/*
 * app/sessions: the part of the door about sessions, cases, people and
 * measures.  Include app/app.h.
 */
#ifndef APP_SESSIONS_H
#define APP_SESSIONS_H

#include "app/opening.h"
#include "store/store.h"

/* struct session_info, case_info and person_info are the casebook's own
 * (store/store.h).  A session's phase is filled in with the suggestion when
 * nobody set one. */

/*
 * Codes of people and cases are one whatever the case of their letters, the
 * blanks around them and the form of Unicode.  These give the code as it was
 * spelled first, or a new one trimmed and composed; owned by app.  NULL with
 * an error when it is none: blank, longer than 100 characters, with controls.
 * Of a person who was merged into another it is the other's.
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

/*
 * Makes two people one: what is under `code` is `into`'s, and `code` means
 * `into` from then on.  It cannot be taken back, and the history tells of it.
 * NOT_FOUND when either is not there; USAGE when they are one; DENIED, with
 * the sessions, where what the two said must stay apart: both decided on a
 * session or rated it, or one led it and the other rated it.
 */
gboolean app_person_merge(struct app *app, const char *code, const char *into,
			  struct person_merged *merged, GError **error);

/* Scores of questionnaires at a session: struct measure_value.  Caller
 * frees. */
GPtrArray *app_measures(struct app *app, gint64 session, GError **error);
gboolean app_measure_set(struct app *app, gint64 session, const char *measure,
			 double score, GError **error);

#endif
