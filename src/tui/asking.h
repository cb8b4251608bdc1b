/*
 * asking: lines that are typed and lists that are chosen from.
 */
#ifndef TUI_ASKING_H
#define TUI_ASKING_H

#include "tui/grid.h"
#include "tui/views.h"

void prompt_open(struct tui *tui, const char *label, const char *text,
		 taker done);
/* A passphrase, of which nothing is shown.  done borrows it; left: Esc.  FALSE
 * (IO) when no memory can be locked for it. */
gboolean secret_open(struct tui *tui, const char *label, secret_taker done,
		     void (*left)(struct tui *tui), GError **error);
/* Wipes what was typed of it; nothing is asked any more, or it goes on. */
void secret_clear(struct tui *tui);
void secret_forget(struct tui *tui);
void prompt_complete(struct tui *tui);
void picker_open(struct tui *tui, const char *title, taker done);
/* Words typed in it that no choice begins with may be taken as they are: to
 * this instead of to done. */
void picker_takes_words(struct tui *tui, taker words);
void picker_add(struct tui *tui, const char *key, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
/* Does every letter of typed stand in label, in this order?  The lower the
 * better; G_MAXUINT: no. */
guint fuzzy_rank(const char *typed, const char *label);
/* Runs the program with these words behind what this run was begun with, and
 * shows what it prints under the title. */
void run_words(struct tui *tui, const char *title, char **words);
void pager_open(struct tui *tui, const char *title, GPtrArray *paper);
/* The first place from a byte on where words stand, in whatever case; what
 * marks (of shown_turn; or NULL) tells to be brackets of ours is passed over.
 */
gboolean words_find(const char *text, const char *marks, gsize from,
		    const char *words, struct span *span);
/* Marks what was found in text that stands at this column. */
void draw_found(const struct tui *tui, const struct area *area, guint row,
		guint column, const char *text);

#endif
