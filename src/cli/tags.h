/*
 * tags: tags of a session, as commands find and choose them.
 */
#ifndef CLI_TAGS_H
#define CLI_TAGS_H

#include "cli/run.h"

/* The effective tag on (turn, technique), or NULL. */
const struct effective_tag *record_tag(const struct session_record *record,
				       guint turn, const char *technique);
/* The effective tags of one turn, borrowed; caller frees the array. */
GPtrArray *record_tags(const struct session_record *record, guint turn);
/* Open tags (struct effective_tag, the record's) of these turns, as --strength
 * and techniques ("A,B" or NULL) choose; NULL with an error when there is
 * none. */
GPtrArray *decide_open_tags(struct cli *cli,
			    const struct session_record *record,
			    const GArray *turns, const char *techniques,
			    GError **error);
/* Decisions under names that the codebook lacks. */
void note_old_names(const struct cli *cli, const GPtrArray *names);

#endif
