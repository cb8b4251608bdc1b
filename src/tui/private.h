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
#include "tui/grid.h"
#include "tui/keymap.h"
#include "tui/tui.h"

/* -- the session at hand -------------------------------------------------- */

struct shown_turn {
	char *text;		 /* printable, [matched words] in brackets */
	char *marks;		 /* same length: 1 where text is marked */
	GArray *lines;		 /* struct span of text */
	guint first_tag, n_tags; /* in record->effective_tags */
	guint row, rows;	 /* place on the roll; rows 0: filtered out */
	gboolean kept;		 /* decided on since the filter was set */
};

struct filter {
	char *written; /* as typed, NULL: none */
	gboolean undecided, rejected, tagged;
	guint strengths, roles; /* masks of 1 << strength, 1 << role; 0: all */
	GPtrArray *techniques;	/* char *, borrowed from the codebook */
};

struct desk {
	gint64 session;
	struct session_record *record;
	const struct codebook *codebook;
	const struct rubric *rubric;
	GArray *turns; /* struct shown_turn */
	guint width;   /* of text, 0: not laid out */
	guint total_rows;
	gboolean timed;
	guint tag_columns; /* room for what is said of a tag */
	guint at;	   /* turn under the cursor, from 0 */
	guint tag;	   /* which of its tags */
	guint top;	   /* row of the roll at the top */
	guint page;
	guint roll_columns;
	struct filter filter;
	guint marks[26]; /* turn + 1 */
	guint range;	 /* turn + 1 where a range began; 0: none */
	guint item;	 /* of record->suggestions */
	gboolean quality_next;
	guint may_follow; /* the signed version that may be changed: the next
			   * one begins beside it; 0: none */
};

struct desk *desk_open(struct tui *tui, gint64 session, GError **error);
void desk_free(struct desk *desk);
/* Puts turns into rows of `width` columns; nothing when they are. */
void desk_layout(struct desk *desk, guint width);
/* After these (struct decision) were made: the tags, marks and rows of their
 * turns are built again, and nothing of the others. */
void desk_refresh(struct desk *desk, const GPtrArray *decisions);
/* All read again from the casebook; the cursor stays on its words, tag and
 * row. */
gboolean desk_reload(struct tui *tui, GError **error);
/* FALSE when somebody has corrected the turns since they were read: then they
 * are read again and it is said, and nothing may be saved. */
gboolean desk_is_current(struct tui *tui);
/* Finds the words again when turns were split, merged or corrected: cursor
 * (letters_at_cursor() from before), marks and range. */
struct letters *letters_new(const struct transcript *transcript);
void letters_free(struct letters *letters);
gboolean letters_equal(const struct letters *a, const struct letters *b);
gsize letters_at_cursor(const struct letters *letters, const struct desk *desk);
void letters_follow(struct desk *desk, const struct letters *was,
		    const struct letters *is, gsize cursor);
/* Text and marks of a turn, built from its tags; its rows are to be laid
 * out again. */
void shown_turn_build(const struct desk *desk, guint index);
struct shown_turn *desk_turn(const struct desk *desk, guint index);
const struct turn *desk_source(const struct desk *desk, guint index);
/* The tag under the cursor, or NULL. */
const struct effective_tag *desk_tag(const struct desk *desk);
const struct effective_tag *desk_tag_of(const struct desk *desk, guint index,
					guint tag);
gboolean tag_is_undecided(const struct effective_tag *tag);
/* One rater takes it for right and another does not, as their words stand. */
gboolean tag_is_disputed(const struct desk *desk,
			 const struct effective_tag *tag);
/* Moves to a turn and tag, and the roll with it. */
void desk_go(struct desk *desk, guint index, guint tag);
/* Shows a turn that is gone to by its number although the filter hides it. */
void desk_reveal(struct desk *desk, guint index);
void desk_follow(struct desk *desk);
/* Moves the roll when the row with this byte of the turn under the cursor is
 * out of sight. */
void desk_show(struct desk *desk, guint32 byte);
/* The same with the words that the tag under the cursor matched. */
void desk_show_tag(struct desk *desk);
/* Where a byte of what was said stands in the text of shown_turn. */
guint32 shown_turn_place(const struct desk *desk, guint index, guint32 byte);
/* The nearest turn that is shown, at or after index, else before. */
guint desk_visible(const struct desk *desk, guint index);
/* The first turn with a row at or after the top. */
guint desk_first_shown(const struct desk *desk);

/* FALSE with the mend when a word says nothing; "" takes the filter off. */
gboolean filter_parse(struct filter *filter, const struct codebook *codebook,
		      const char *text, GError **error);
void filter_clear(struct filter *filter);
gboolean filter_shows(const struct filter *filter, const struct desk *desk,
		      guint index);
gboolean filter_takes(const struct filter *filter,
		      const struct effective_tag *tag);
/* Takes it, and nobody has decided on it; a hint is open only when the filter
 * names hints. */
gboolean filter_opens(const struct filter *filter,
		      const struct effective_tag *tag);

/* -- the screen ----------------------------------------------------------- */

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
	view_picker, view_prompt;

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

struct player {
	GPid pid; /* 0: nothing plays */
	gint64 started;
};

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

/* Bottom two lines of every view. */
void draw_bottom(struct tui *tui, struct grid *grid, guint where);
const char *tui_line(const struct tui *tui); /* horizontal rule */
const char *tui_glyph(const struct tui *tui, const struct effective_tag *tag);
guint8 tag_ink(const struct effective_tag *tag);

/* -- panes ---------------------------------------------------------------- */

void draw_head(struct tui *tui, struct grid *grid);
/* "6/16", "6"; "?" for what is not known. */
char *number_print(const struct session_facts *facts);
void draw_timeline(struct tui *tui, const struct area *area);
void draw_roll(struct tui *tui, const struct area *area);
/* What is known of the turn or tag under the cursor; all: also what people
 * said of it and took back. */
GPtrArray *detail_build(struct tui *tui, guint width, gboolean all);
void draw_rating(struct tui *tui, const struct area *area);
GPtrArray *summary_build(struct tui *tui, guint width);
void session_draw(struct tui *tui, struct grid *grid);

/* -- deciding ------------------------------------------------------------- */

struct decision *decision_build(const struct tui *tui, guint turn,
				const char *technique, enum verdict verdict,
				const char *to, const char *reason);
/* Saves one decision and adds it to made, which owns it in either case. */
gboolean decision_save(struct tui *tui, struct decision *decision,
		       GPtrArray *made);
/* Takes over decisions that were saved and shows what came of them. */
void decisions_show(struct tui *tui, GPtrArray *made);
/* Puts the cursor on a tag of a turn. */
void decision_go(struct tui *tui, guint turn, const char *technique);
void decision_tell(struct tui *tui, const struct decision *decision);
/* The technique that would answer a warning of risk at the turn under the
 * cursor; NULL when there is no warning.  A no to it sets the warning aside. */
const char *desk_warned(const struct desk *desk);
/* Asks why with a list of reasons; done takes "" for none. */
void reasons_ask(struct tui *tui, const char *title, taker done);
/* Decides, goes to the turn and shows what came of it. */
gboolean tui_decide(struct tui *tui, guint turn, const char *technique,
		    enum verdict verdict, const char *to, const char *reason);

/* The rater's code as it was spelled first in this casebook; FALSE: it is
 * none. */
gboolean rater_spell(struct tui *tui, GError **error);
/* A code that was typed becomes the rater's. */
void rater_take(struct tui *tui, const char *text);
/* As what this rater rates here. */
void rater_choose_role(struct tui *tui);

/* -- the rating pane ------------------------------------------------------ */

const struct suggestion *rating_at(const struct desk *desk);
struct rating *rating_own(const struct tui *tui);
const struct session_score *rating_score(const struct tui *tui);
const struct item_rating *rating_value(const struct tui *tui, const char *item);
/* Comment and evidence of an item that is not rated; NULL: none. */
const struct item_rating *rating_remark(const struct tui *tui,
					const char *item);
void rating_move(struct tui *tui, enum motion motion, guint count);
/* Is quality given for this item when its extent is so much? */
gboolean rating_asks_quality(const struct desk *desk, const struct item *item,
			     guint extent);
/* What the item has, to be changed; a blank one when it has nothing. */
struct item_rating *rating_copy(const struct tui *tui, const char *item);
/* May values be changed, by this rater in this role?  A rating that is signed
 * is asked about first, and the key at hand is done again after a yes. */
gboolean rating_may_change(struct tui *tui);
/* Saves and takes over value, and says so; FALSE when it was refused. */
gboolean rating_change(struct tui *tui, struct item_rating *value,
		       const char *said);
void rating_comment(struct tui *tui, const char *text);
/* Puts back the value before, or what was put back. */
void rating_undo(struct tui *tui, gboolean again);

/* -- looks ---------------------------------------------------------------- */

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };

/* Colours are numbers as a terminal has them; -1: its own. */
struct look {
	short colour, behind;
	guint attributes;
};

/* For a terminal with so many colours (0: none, and then only attributes
 * mean something); settings that were checked, or NULL. */
void looks_build(struct look looks[INKS], const struct settings *settings,
		 int colours);
void looks_check(const struct settings *settings, GPtrArray *diagnostics);
void looks_example(GString *out);

/* -- the recording -------------------------------------------------------- */

/* Ends what plays; may be called by a handler of signals. */
void player_end(void);
void player_stop(struct tui *tui);
/* Says so when the player has failed. */
void player_watch(struct tui *tui);

/* -- the mouse ------------------------------------------------------------ */

struct mouse {
	enum { MOUSE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } kind;
	guint row, column;
};

void tui_mouse(struct tui *tui, const struct mouse *mouse);
/* To the turn at a row of the roll; in the gutter to its tag. */
void session_click(struct desk *desk, guint row, guint column);
/* The columns that stand for the session's turns; FALSE: too little room. */
gboolean timeline_span(const struct desk *desk, guint columns, guint *begin,
		       guint *width);

#include "tui/asking.h"

#endif
