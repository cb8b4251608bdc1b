/*
 * tui/views.h: what can be on the screen, and what each of them keeps.
 */
#ifndef TUI_VIEWS_H
#define TUI_VIEWS_H

#include "trust/trust.h"
#include "tui/grid.h"
#include "tui/tui.h"

struct tui;

enum motion {
	MOVE_DOWN,
	MOVE_UP,
	MOVE_PAGE_DOWN,
	MOVE_PAGE_UP,
	MOVE_FIRST,
	MOVE_LAST,
	MOVE_TO, /* count */
};

struct view {
	const char *name;
	guint where;   /* one of enum where */
	gboolean over; /* drawn over the one below */
	void (*draw)(struct tui *tui, struct grid *grid);
	void (*move)(struct tui *tui, enum motion motion, guint count);
	/* Takes text; FALSE leaves the key to the table.  NULL: none. */
	gboolean (*key)(struct tui *tui, guint32 key);
	/* TRUE when line or turn i holds words; NULL: cannot be searched. */
	gboolean (*holds)(struct tui *tui, guint i, const char *words);
	guint (*lines)(struct tui *tui, guint *at);
};

extern const struct view view_list, view_session, view_rating, view_pager,
	view_picker, view_prompt, view_secret;

#define MOST_VIEWS 8
#define LEAST_ROWS 16
#define LEAST_COLUMNS 60

typedef void (*taker)(struct tui *tui, const char *text);

struct prompt {
	char *label;
	GString *text;
	gsize caret; /* bytes */
	taker done;
	gboolean command; /* with completion and history */
	guint history;	  /* place walked to, from the end */
	char *hint;	  /* what may follow, or NULL */
};

typedef void (*secret_taker)(struct tui *tui, const struct secret_text *text);

struct secret {
	char *label;
	struct secret_text *typed; /* NULL: nothing is asked */
	secret_taker done;
	void (*left)(struct tui *tui);
};

struct choice {
	char *key;
	char *label;
};

struct picker {
	char *title;
	GPtrArray *choices; /* struct choice */
	GString *typed;
	guint at;
	taker done;
	taker words;	 /* takes what was typed as it is; or NULL */
	gboolean walked; /* a choice was gone to since something was typed */
};

struct pager {
	char *title;
	GPtrArray *paper;
	guint top, at, page;
	guint left, columns; /* passed over; of the page */
};

#endif
