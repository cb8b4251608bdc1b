/*
 * look: conditions on one turn, and on the turns around it.
 */
#ifndef TAGGING_LOOK_H
#define TAGGING_LOOK_H

#include "tagging/tagging_run.h"

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
enum answer look_at_turn(struct tagging_run *run,
			 const struct ready_condition *condition, guint turn,
			 struct condition_look *look);
enum answer look_at_sentences(struct tagging_run *run,
			      const struct ready_condition *condition,
			      guint turn, struct condition_look *look);

/* The first match in a turn at or after from. */
enum answer run_find_in_turn(struct tagging_run *run, guint pattern, guint turn,
			     gsize from, struct span *span);
enum answer look_at(struct tagging_run *run,
		    const struct ready_condition *condition, guint turn,
		    struct condition_look *look);
gboolean run_refers(const struct tagging_run *run,
		    const struct references *references, guint turn,
		    gboolean inside);
/*
 * A `when`: looks at turns of the range; TRUE when the condition holds, with
 * the nearest turn it rested on (from 0) or -1.
 */
enum answer look_around(struct tagging_run *run,
			const struct ready_condition *condition, guint turn,
			int *context);

#endif
