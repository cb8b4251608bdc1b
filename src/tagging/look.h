/*
 * look: conditions on one turn, and on the turns around it.
 */
#ifndef TAGGING_LOOK_H
#define TAGGING_LOOK_H

#include "tagging/session.h"

/* What a match must be beyond being found, and what came of it. */
struct condition_look {
	enum tristate quoted;
	gboolean not_negated;
	gboolean found;	   /* some match was found at all */
	struct span span;  /* the match that satisfied */
	const char *fault; /* the first thing that failed, in words */
};

void look_set_fault(struct condition_look *look, const char *fault);
/* Match, kinds, and, unless. */
enum answer look_at_turn(struct session *session,
			 const struct ready_condition *condition, guint turn,
			 struct condition_look *look);
enum answer look_at_sentences(struct session *session,
			      const struct ready_condition *condition,
			      guint turn, struct condition_look *look);

/* The first match in a turn at or after from. */
enum answer session_find_in_turn(struct session *session, guint pattern,
				 guint turn, gsize from, struct span *span);
enum answer look_at(struct session *session,
		    const struct ready_condition *condition, guint turn,
		    struct condition_look *look);
gboolean session_refers(const struct session *session,
			const struct references *references, guint turn,
			gboolean inside);
/*
 * A `when`: looks at turns of the range; TRUE when the condition holds, with
 * the nearest turn it rested on (from 0) or -1.
 */
enum answer look_around(struct session *session,
			const struct ready_condition *condition, guint turn,
			int *context);

#endif
