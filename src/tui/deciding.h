/*
 * tui/deciding.h: decisions on tags, and who makes them.
 */
#ifndef TUI_DECIDING_H
#define TUI_DECIDING_H

#include "tui/views.h"

struct decision *decision_build(const struct tui *tui, guint turn,
				const char *technique, enum verdict verdict,
				const char *to, const char *reason);
/* Saves one decision and adds it to made, which owns it in either case. */
gboolean decision_save(struct tui *tui, struct decision *decision,
		       GPtrArray *made);
/* Takes over decisions that were saved and shows what came of them. */
void decisions_show(struct tui *tui, GPtrArray *made);
/* Puts the cursor on a tag of a turn; turn 0, a questionnaire: leaves it. */
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

#endif
