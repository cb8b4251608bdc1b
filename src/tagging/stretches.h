/*
 * stretches: what episodes are made from.
 */
#ifndef TAGGING_STRETCHES_H
#define TAGGING_STRETCHES_H

#include "tagging/tagging_run.h"

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

void run_find_episodes(struct tagging_run *run);
/* All have closed: puts hits and stretches in order and describes them. */
void run_settle_stretches(struct tagging_run *run);

#endif
