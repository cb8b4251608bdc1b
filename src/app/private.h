/*
 * app, inside: what is open, and the small helpers the verbs share.
 */
#ifndef APP_PRIVATE_H
#define APP_PRIVATE_H

#include "app/app.h"

struct kept_reads;

struct app {
	char *casebook_path;
	gboolean existing;
	char *codebook_path;
	char *rubric_path;
	char *thresholds_path;
	char *user;
	char *viewer; /* code, or NULL: app_set_viewer() */
	char *command;
	char *spare;
	char *keys_path; /* folder of keys, or NULL */
	gint64 now;
	struct store *store;
	struct codebook *codebook;
	struct tagger *tagger;
	struct rubric *rubric;
	guint neutral;		   /* number of the last neutral case given */
	GStringChunk *codes;	   /* of people and cases, as spelled first */
	GHashTable *old_rubrics;   /* sha256 -> struct rubric, as used */
	GHashTable *old_codebooks; /* sha256 -> struct codebook, as used */
	GPtrArray *told;	   /* char *: for app_told() */
	struct kept_reads *kept;   /* what was read (app/kept.h) */
};

struct store_options app_store_options(const struct app *app);
/* The casebook, opened on first use. */
struct store *app_store(struct app *app, GError **error);
/* The app's codebook made ready to run. */
struct tagger *app_tagger(struct app *app, GError **error);
/* A codebook's rules, and nothing more: weights are read and patterns compiled
 * when something is to be tagged, because that takes ten times as long.  NULL
 * with the first complaint. */
struct codebook *app_rules_load(const char *path, GPtrArray *complaints,
				GError **error);
/* The whole of it made ready to run; NULL after complaints. */
struct tagger *app_tagger_make(struct codebook *codebook,
			       GPtrArray *complaints);
/* A codebook of its own with its tagger; both are the caller's.  FALSE with
 * the first complaint. */
gboolean app_tagger_load(const char *path, struct codebook **codebook,
			 struct tagger **tagger, GError **error);

/* A whole file.  Refuses folders, what is missing, and more than 512 MiB. */
gboolean app_file_read(const char *path, char **bytes, gsize *len,
		       GError **error);

/* The app's rubric read apart from its codebook, so that one that lacks
 * techniques of the rubric can be tried all the same.  Caller frees. */
struct rubric *app_rubric_apart(struct app *app, GError **error);

/* Runs work(i, data) for every i below n on all processors; returns when all
 * are done. */
void app_parallel(guint n, void (*work)(guint i, void *data), void *data);

/* DENIED with the mend when a file must not be written over by an export; force:
 * then only when it is a casebook. */
gboolean app_target_check(const struct app *app, const char *path,
			  gboolean force, GError **error);

/* Reads decisions under the names that their techniques have in the codebook
 * now; decision.was tells the one they were stored under. */
void app_decisions_rename(const struct codebook *codebook,
			  GPtrArray *decisions);
/* The same of tags that another codebook gave. */
void app_tags_rename(const struct codebook *codebook, GPtrArray *machine_tags);

/* As app_session_plain() and, without counts, app_sessions(), but all that is
 * known, whoever asks: for what verbs do inside. */
struct session_info *session_known(struct app *app, gint64 session,
				   GError **error);
GPtrArray *sessions_known(struct app *app, GError **error);
/* Without counts, as who is at work may see them. */
GPtrArray *sessions_shown(struct app *app, GError **error);
/* NOT_FOUND when there is no such session. */
gboolean app_session_there(struct app *app, gint64 session, GError **error);
/* The ids asked for, or all when n is 0.  Caller frees; NULL with an
 * error. */
GArray *app_ids(struct app *app, const gint64 *sessions, guint n,
		GError **error);

/* An error made like printf; always FALSE. */
gboolean app_fail(GError **error, enum base_error kind, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

/* Adds an event with a detail made like printf. */
gboolean app_note(struct app *app, const char *verb, gint64 session,
		  GError **error, const char *format, ...) G_GNUC_PRINTF(5, 6);
/* The same of a case. */
gboolean app_note_case(struct app *app, const char *verb, const char *code,
		       GError **error, const char *format, ...)
	G_GNUC_PRINTF(5, 6);

#endif
