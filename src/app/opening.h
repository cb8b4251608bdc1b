/*
 * app/opening: the part of the door about what is opened: casebook, codebook,
 * rubric and settings.  Include app/app.h.
 */
#ifndef APP_OPENING_H
#define APP_OPENING_H

#include "codebook/codebook.h"
#include "settings/settings.h"
#include "store/store.h"

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
	const char *keys;     /* folder of keys, made when needed; or NULL */
	gint64 now;	      /* seconds since 1970 */
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
/* The codebook, as it was, that gave a session its tags; when that can no
 * longer be read, the one at hand, and the hash differs.  Owned by app; hash
 * (may be NULL; NULL for a session without tags) by the caller. */
const struct codebook *app_codebook_used(struct app *app, gint64 session,
					 char **hash, GError **error);
const struct rubric *app_rubric(struct app *app, GError **error);
/* Any file; complaints to diagnostics. NULL with error IO when unreadable. */
struct codebook *app_codebook_load(const char *path, GPtrArray *diagnostics,
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

#endif
