/*
 * stretches: what episodes are made from.
 */
#ifndef TAGGING_STRETCHES_H
#define TAGGING_STRETCHES_H

#include "tagging/session.h"

struct carrier {
	guint turn; /* from 0 */
	gboolean therapist;
	GArray *hits; /* guint indices into tagging.hits */
};

/* What a found episode was made from. */
struct stretch {
	guint episode;
	gboolean complete;
	GArray *carriers; /* struct carrier */
	GArray *others;	  /* hits inside it that do not carry it, or NULL */
};

void session_find_episodes(struct session *session);
/* All have closed: puts hits and stretches in order and describes them. */
void session_settle_stretches(struct session *session);

#endif
