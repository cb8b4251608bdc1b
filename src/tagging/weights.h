/*
 * weights: points of the learned table beside the rules.
 */
#ifndef TAGGING_WEIGHTS_H
#define TAGGING_WEIGHTS_H

#include "tagging/tagging_run.h"

/* Adds the hits of the weights on a turn. */
void run_fire_weights(struct tagging_run *run, guint turn);
/* Tags of rules and points together: what weighs too little is dropped, or
 * becomes a hint. */
void run_weigh_tags(struct tagging_run *run);
/* What comes for and against a tag; NULL when its technique has no weights. */
struct told_weight *run_tell_weight(const struct tagging_run *run,
				    const struct tag *tag);
/* Rules gave the tag, and not the weights alone. */
gboolean run_has_rules(const struct tagging_run *run, const struct tag *tag);

#endif
