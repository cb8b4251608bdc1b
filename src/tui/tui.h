/*
 * tui: the review screen.
 *
 * A session is read, its tags are decided on and its items rated without
 * leaving the keyboard.  Every decision is one transaction at the moment of
 * its key, so that nothing is lost when the terminal goes.  Prints nothing
 * but the screen; owns ncursesw.
 */
#ifndef TUI_H
#define TUI_H

#include "app/app.h"

struct tui_options {
	struct app *app; /* borrowed */
	gint64 session;	 /* 0: begin with the list of sessions */
	guint turn;	 /* of it, to begin at; 0: the first */
	const struct settings *settings; /* or NULL */
	const char *rater;	  /* NULL: asked for at the first decision */
	enum rater_role role;	  /* of the ratings */
	gboolean role_given;	  /* else self for the session's therapist */
	gboolean ascii;		  /* plain characters for marks and lines */
	gboolean color;		  /* FALSE: bold and underline alone */
	gint64 now;		  /* 0: the clock is asked at each decision */
	const char *const *base;  /* how a command is begun: program and the
				  * options of this run, NULL-terminated; NULL:
				  * no command line */
	const char *shell_rater;  /* whom a command in a shell takes for the
				  * rater when it is not told; or NULL */
	const char *shell_tail;	  /* options that a command in a shell needs to
				 * work on the same casebook, quoted; or NULL */
	const char *const *verbs; /* "session list", ...: to complete; NULL */
	const char *const *verb_options; /* of each: "--turns --why", or NULL */
};

/* Adds the faults of the settings' keys and colours to diagnostics. */
void tui_check_settings(const struct settings *settings,
			GPtrArray *diagnostics);
/* Appends all keys and colours as they are when nothing is set, as lines of
 * config.yaml behind "# ". */
void tui_example_settings(GString *out);

/* Runs until the person leaves.  FALSE with an error when there is no
 * terminal, the casebook cannot be read or the settings are at fault; and when
 * it had to close: another file is in the casebook's place, or somebody else
 * has removed the session. */
gboolean tui_run(const struct tui_options *options, GError **error);

#endif
