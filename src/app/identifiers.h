/*
 * app/identifiers: the part of the door about what tells who somebody is.
 */
#ifndef APP_IDENTIFIERS_H
#define APP_IDENTIFIERS_H

#include "deid/deid.h"
#include "listing/listing.h"
#include "transcript/transcript.h"

/*
 * Proposals for a transcript that is not stored.  known: names that the caller
 * gives, ends with NULL, or NULL; beside them the labels of speakers count,
 * and what the head of the file says of people.  Caller frees.
 */
struct deid_findings *app_deid_propose(const struct transcript *transcript,
				       const char *const *known);

/* Of struct deid_proposal and deid_left; about: the transcript. */
extern const struct column deid_proposal_columns[];
extern const struct column deid_left_columns[];

#endif
