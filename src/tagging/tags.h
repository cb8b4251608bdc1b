/*
 * tags: hits and episodes -> tags, and what is taken from them again.
 */
#ifndef TAGGING_TAGS_H
#define TAGGING_TAGS_H

#include "tagging/session.h"

void session_make_tags(struct session *session);
/* turn from 0 */
struct tag *tag_new(guint turn, guint technique);
/* None twice. */
void tag_add_hit(struct tag *tag, guint hit);
/* What has been dropped goes to the dropped ones, all in order. */
void session_set_aside(struct session *session);
/* Of pointers to tags: by turn, then technique. */
int tag_compare(gconstpointer a, gconstpointer b);
void session_suppress(struct session *session);
/* Once more, for what words have added. */
void session_suppress_weighed(struct session *session);
void session_observe(struct session *session);
void session_count(struct session *session);

/* Is any of these hits (guint indices) more than a weak sign? */
gboolean session_has_own_sign(const struct session *session,
			      const GArray *hits);

#endif
