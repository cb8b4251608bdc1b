/*
 * tui/private: what the files of the screen share.
 *
 * The one idea: a key changes `struct tui` and nothing else, drawing reads it
 * and nothing else.  A view is a const struct of functions; what a key does
 * is one row in actions.h, from which help, key bar and tests are made.  Only
 * curses.c knows a terminal.
 */
#ifndef TUI_PRIVATE_H
#define TUI_PRIVATE_H

#include "tui/actions.h"
#include "tui/desk.h"
#include "tui/grid.h"
#include "tui/keymap.h"
#include "tui/player.h"
#include "tui/tui.h"
#include "tui/views.h"

struct tui {
	struct tui_options options;
	struct keymap *keymap;
	char *rater;
	enum rater_role role;
	const struct action *running; /* while a key does what it does */
	guint running_count;
	/* The key that asked for the rater's code goes on with it. */
	const struct action *asked_by;
	guint asked_count;
	const struct view *views[MOST_VIEWS];
	guint depth;
	GPtrArray *sessions; /* struct session_info */
	guint session_at, session_top, session_page;
	struct desk *desk;
	struct prompt prompt;
	struct secret secret;
	struct picker picker;
	struct pager pager;
	GPtrArray *history; /* char *: commands typed */
	char *search;
	gboolean found; /* what was searched for is shown marked */
	GString *typed; /* keys of an unfinished sequence */
	/* Takes the letter that is to follow a key, or NULL. */
	void (*letter)(struct tui *tui, guint32 key);
	guint count;
	GPtrArray *done;    /* char *: commands of what was saved */
	GError *ended;	    /* why the screen had to close */
	guint32 key, again; /* at hand; to be done once it was asked about */
	char *said;	    /* status line */
	char *command;
	gboolean said_bad;
	gboolean pasting; /* what comes is text, and no keys */
	gboolean escaped; /* the key of the action was Esc */
	gboolean blank;
	gboolean asleep; /* blank because nobody typed */
	gint64 touched;	 /* when somebody typed last, monotonic */
	struct player player;
	gboolean quit;
	gboolean redraw; /* the terminal is painted afresh */
	gboolean suspend;
	gboolean edit;	/* a comment waits for $EDITOR */
	guint columns;	/* of the screen drawn last */
	gboolean small; /* too little room: keys but q are ignored */
	/* what "." repeats */
	enum verdict last_verdict;
	char *last_technique, *last_to, *last_reason;
	gboolean has_last;
	taker reasoned;	  /* takes the reason that is asked for */
	char *unfinished; /* why an incomplete rating is signed, or NULL */
	char *meaning;	  /* what is signed, while it is asked with what */
	guint wrong;	  /* passphrases for it */
};

struct tui *tui_new(const struct tui_options *options, GError **error);
void tui_free(struct tui *tui);
typedef struct tui Tui;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tui, tui_free)
void tui_key(struct tui *tui, guint32 key);
void tui_draw(struct tui *tui, struct grid *grid);
const struct view *tui_view(const struct tui *tui);
void tui_push(struct tui *tui, const struct view *view);
void tui_pop(struct tui *tui);
void tui_say(struct tui *tui, const char *format, ...) G_GNUC_PRINTF(2, 3);
void tui_fail(struct tui *tui, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Says an error and frees it. */
void tui_fault(struct tui *tui, GError *error);
/* The command that would have done it, shown beside what was said. */
void tui_command(struct tui *tui, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Of what was saved: one that says who works, when a shell would not know. */
void tui_command_as(struct tui *tui, const char *format, ...)
	G_GNUC_PRINTF(2, 3);
void tui_tick(struct tui *tui);
/* All that is shown is read again. */
void tui_reload(struct tui *tui);
/* FALSE when the screen closes because the casebook in its place is another
 * file, or none, or the session was removed.  A removed one that was opened
 * from the list leads back to it. */
gboolean tui_guard(struct tui *tui);
/* When nobody has typed for a while. */
void tui_idle(struct tui *tui);
/* Nothing is shown, nothing played. */
void tui_blank(struct tui *tui);
void tui_wake(struct tui *tui);
gboolean tui_open_session(struct tui *tui, gint64 session);
/* TRUE when it is known who works; else asks, and what the key was to do is
 * done then. */
gboolean tui_need_rater(struct tui *tui);

#endif
