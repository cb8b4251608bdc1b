/*
 * tui/desk.h: the session at hand, its turns laid out, and what of them is
 * shown.
 */
#ifndef TUI_DESK_H
#define TUI_DESK_H

#include "tui/tui.h"

struct tui;

struct shown_turn {
	char *text;		 /* printable, [matched words] in brackets */
	char *marks;		 /* same length: 1 where text is marked */
	GArray *lines;		 /* struct span of text */
	guint first_tag, n_tags; /* in record->effective_tags */
	guint row, rows;	 /* place on the roll; rows 0: filtered out */
	gboolean kept;		 /* decided on since the filter was set */
};

struct turn_filter {
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
	struct turn_filter filter;
	guint marks[26]; /* turn + 1 */
	guint range;	 /* turn + 1 where a range began; 0: none */
	guint item;	 /* of record->suggestions */
	gboolean quality_next;
	GHashTable *disputed; /* "12 COMM": tags that raters differ on; NULL:
			       * not looked at since decisions changed */
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
/* Raters differ on it, as their words stand, and that is not settled. */
gboolean tag_is_disputed(struct desk *desk, const struct effective_tag *tag);
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
gboolean filter_parse(struct turn_filter *filter,
		      const struct codebook *codebook, const char *text,
		      GError **error);
void filter_clear(struct turn_filter *filter);
gboolean filter_shows(const struct turn_filter *filter, const struct desk *desk,
		      guint index);
gboolean filter_takes(const struct turn_filter *filter,
		      const struct effective_tag *tag);
/* Takes it, and nobody has decided on it; a hint is open only when the filter
 * names hints. */
gboolean filter_opens(const struct turn_filter *filter,
		      const struct effective_tag *tag);

#endif
