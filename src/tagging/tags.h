/*
 * tags: hits and episodes -> tags, and what is taken from them again.
 */
#ifndef TAGGING_TAGS_H
#define TAGGING_TAGS_H

#include "tagging/tagging_run.h"

void run_make_tags(struct tagging_run *run);
/* turn from 0 */
struct tag *tag_new(guint turn, guint technique);
/* None twice. */
void tag_add_hit(struct tag *tag, guint hit);
/* What has been dropped goes to the dropped ones, all in order. */
void run_set_aside(struct tagging_run *run);
/* Of pointers to tags: by turn, then technique. */
int tag_compare(gconstpointer a, gconstpointer b);
void run_suppress(struct tagging_run *run);
/* Once more, for what words have added. */
void run_suppress_weighed(struct tagging_run *run);
void run_observe(struct tagging_run *run);
void run_count(struct tagging_run *run);

/* Is any of these hits (guint indices) more than a weak sign? */
gboolean run_has_own_sign(const struct tagging_run *run, const GArray *hits);

#endif
