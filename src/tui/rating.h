/*
 * tui/rating.h: the rating pane.
 */
#ifndef TUI_RATING_H
#define TUI_RATING_H

#include "tui/views.h"

struct desk;

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
/* Signs it with this meaning ("": finished), by the rater's key or declared,
 * which is asked where there is a key; leaves the page of what is signed. */
void rating_sign_as(struct tui *tui, const char *meaning);
void rating_comment(struct tui *tui, const char *text);
/* Puts back the value before, or what was put back. */
void rating_undo(struct tui *tui, gboolean again);

#endif
