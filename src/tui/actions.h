/*
 * tui/actions: everything a key can do, once.
 *
 * X(name, keys, where, word for the key bar or NULL, help).  act_NAME() does
 * it.  In order of help; what stands first is first in the key bar.
 */
#ifndef TUI_ACTIONS_H
#define TUI_ACTIONS_H

#include <glib.h>

struct tui;

enum where {
	IN_LIST = 1,
	IN_SESSION = 2,
	IN_RATING = 4,
	IN_PAGER = 8,
	IN_PICKER = 16,
	IN_PROMPT = 32,
	IN_DESK = IN_SESSION | IN_RATING,
	IN_LINES = IN_LIST | IN_SESSION | IN_PAGER,
	IN_MOST = IN_LIST | IN_SESSION | IN_RATING | IN_PAGER,
};

#define ACTIONS(X)                                                            \
	X(open, "Enter l Right", IN_LIST, "open", "open the session")         \
	X(accept, "a", IN_SESSION, "accept", "accept the tag")                \
	X(reject, "x", IN_SESSION, "reject", "reject the tag, with a reason") \
	X(relabel, "r", IN_SESSION, "relabel",                                \
	  "give the tag another technique")                                   \
	X(add, "t", IN_SESSION, "add", "add a technique to the turn")         \
	X(rate, "i", IN_SESSION, "ratings", "rate the items")                 \
	X(repeat, ".", IN_SESSION, "repeat",                                  \
	  "decide here as you decided last")                                  \
	X(next_undecided, "]u Tab", IN_SESSION, "next open",                  \
	  "to the next tag nobody has decided on")                            \
	X(detail, "Enter", IN_SESSION, "why",                                 \
	  "all that is known of the tag, and which rules nearly fired")       \
	X(last_undecided, "[u S-Tab", IN_SESSION, NULL,                       \
	  "to the tag before that nobody has decided on")                     \
	X(next_tag, "]t", IN_SESSION, NULL, "to the next tag")                \
	X(last_tag, "[t", IN_SESSION, NULL, "to the tag before")              \
	X(next_observation, "]o", IN_DESK, NULL,                              \
	  "to the next observation: missed chance, drift, risk")              \
	X(last_observation, "[o", IN_DESK, NULL, "to the observation before") \
	X(next_disagreement, "]d", IN_DESK, NULL,                             \
	  "to the next tag, or item, that raters disagree on")                \
	X(last_disagreement, "[d", IN_DESK, NULL,                             \
	  "to the tag, or item, before that raters disagree on")              \
	X(differences, "D", IN_DESK, NULL,                                    \
	  "what each rater gave, and where they differ")                      \
	X(down, "j Down", IN_MOST | IN_PICKER, NULL, "down")                  \
	X(up, "k Up", IN_MOST | IN_PICKER, NULL, "up")                        \
	X(page_down, "PgDn C-f C-d Space", IN_MOST, NULL, "a page down")      \
	X(page_up, "PgUp C-b C-u", IN_MOST, NULL, "a page up")                \
	X(first, "Home gg", IN_MOST, NULL, "to the beginning")                \
	X(go, "G End", IN_MOST, NULL,                                         \
	  "to the end; with a number, to that one")                           \
	X(next_of_turn, "l Right", IN_SESSION, NULL,                          \
	  "to the next tag of this turn")                                     \
	X(last_of_turn, "h Left", IN_SESSION, NULL,                           \
	  "to the tag before of this turn")                                   \
	X(right, "Right", IN_PAGER, NULL, "on in lines that are wider")       \
	X(left, "Left", IN_PAGER, NULL, "back in lines that are wider")       \
	X(find_next, "n", IN_MOST, NULL, "to the next place found")           \
	X(find_last, "N", IN_MOST, NULL, "to the place found before")         \
	X(filter, "F", IN_SESSION, NULL,                                      \
	  "show some turns only: techniques, hint, probable, sequence, "      \
	  "undecided, rejected, tagged, therapist, patient; empty: all")      \
	X(range, "v", IN_SESSION, NULL, "begin or end a range of turns")      \
	X(accept_all, "A", IN_SESSION, NULL,                                  \
	  "accept the open tags of the range or of what is shown")            \
	X(reject_all, "X", IN_SESSION, NULL,                                  \
	  "reject the open tags of the range or of what is shown")            \
	X(speakers, "W", IN_SESSION, NULL,                                    \
	  "who is who: all turns of this speaker")                            \
	X(mark, "m", IN_SESSION, NULL, "mark the turn with a letter")         \
	X(to_mark, "'", IN_SESSION, NULL, "to the turn marked with a letter") \
	X(na, "-", IN_RATING, "N/A", "not applicable, with a reason")         \
	X(anchors, "Enter", IN_RATING, "anchors",                             \
	  "the whole item: every anchor, what is suggested, what you gave")   \
	X(evidence, "e", IN_RATING, "evidence",                               \
	  "attach the turn under the cursor, or take it off")                 \
	X(comment, "c", IN_RATING, "comment", "comment on the item")          \
	X(edit, "E", IN_RATING, NULL, "comment on the item in $EDITOR")       \
	X(next_missing, "m Tab", IN_RATING, "next missing",                   \
	  "to the next item not rated yet, or not in quality")                \
	X(scale, "x", IN_RATING, NULL,                                        \
	  "to the item's other scale: extent or quality")                     \
	X(next_evidence, "Right >", IN_RATING, NULL,                          \
	  "to the next turn of the item's evidence")                          \
	X(last_evidence, "Left <", IN_RATING, NULL,                           \
	  "to the turn of evidence before")                                   \
	X(sign, "S", IN_RATING, "sign", "declare the rating finished")        \
	X(find, "/", IN_MOST, "find", "search forwards")                      \
	X(turn_down, "J", IN_RATING, "turn down", "a turn down")              \
	X(turn_up, "K", IN_RATING, "turn up", "a turn up")                    \
	X(play, "p", IN_DESK, NULL, "play the recording from this turn")      \
	X(stop, "P", IN_DESK, NULL, "stop the recording")                     \
	X(undo, "u", IN_DESK, "undo", "take back what you did last")          \
	X(redo, "C-r", IN_DESK, NULL, "do again what you took back")          \
	X(summary, "s", IN_DESK, NULL,                                        \
	  "what the session was, by technique and item")                      \
	X(command, ":", IN_MOST, NULL, "any command of iptrate")              \
	X(blank, "Z F12", IN_MOST, NULL, "blank the screen at once")          \
	X(redraw, "C-l", IN_MOST, NULL, "read again and draw afresh")         \
	X(suspend, "C-z", IN_MOST, NULL, "to the shell; fg comes back")       \
	X(help, "? F1", IN_MOST, "help", "the keys that are valid here")      \
	X(back, "q Esc C-c", IN_MOST, "back", "back, or leave")

#define X(name, keys, where, bar, help) \
	void act_##name(struct tui *tui, guint count);
ACTIONS(X)
#undef X

#endif
