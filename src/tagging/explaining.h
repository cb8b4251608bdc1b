/*
 * explaining: why rules fired, or nearly did.
 */
#ifndef TAGGING_EXPLAINING_H
#define TAGGING_EXPLAINING_H

#include "tagging/rules.h"

/* Of struct told_rule. */
GArray *told_rules_new(void);
/* What the rule asked for where it failed, and what was found.  words are
 * those its patterns match; when nothing failed, it is the episode found
 * nearby that was not open or fell short. */
void wanted_tell(struct tagging_run *run, const struct ready_rule *ready,
		 guint turn, const struct verdict *verdict, struct span words,
		 const struct found_episode *found, struct told_rule *told);
/* The rules that nearly fired on a turn (from 0), best first; struct
 * told_rule. */
GArray *near_tell(struct tagging_run *run, guint turn, guint most);

#endif
