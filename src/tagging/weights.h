/*
 * weights: points of the learned table beside the rules.
 */
#ifndef TAGGING_WEIGHTS_H
#define TAGGING_WEIGHTS_H

#include "tagging/session.h"

/* Adds the hits of the weights on a turn. */
void session_fire_weights(struct session *session, guint turn);
/* Tags of rules and points together: what weighs too little is dropped, or
 * becomes a hint. */
void session_weigh_tags(struct session *session);
/* What comes for and against a tag; NULL when its technique has no weights. */
struct told_weight *session_tell_weight(const struct session *session,
					const struct tag *tag);
/* Rules gave the tag, and not the weights alone. */
gboolean session_has_rules(const struct session *session,
			   const struct tag *tag);

#endif
