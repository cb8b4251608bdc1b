/*
 * tagging/lacks.h: the part of the door that is about what cannot be told.
 *
 * "Not asked about", "nothing was missed", "not seen" and a suggested extent
 * say that something is not there.  That can be said only where the program
 * would have found it.
 */
#ifndef TAGGING_LACKS_H
#define TAGGING_LACKS_H

#include "codebook/codebook.h"
#include "transcript/transcript.h"

enum lack {
	LACKS_TAGS,	 /* it was never tagged */
	LACKS_THERAPIST, /* no turn of a known therapist */
	LACKS_PATIENT,	 /* the same of the patient */
	LACKS_TURNS,	 /* too few of the therapist: codebook.enough_turns */
	LACKS_LANGUAGE,	 /* a quarter of what somebody says, or more, does not
			  * look like the codebook's language; not asked of a
			  * codebook without codebook.language_words */
	LACKS_SIGHT,	 /* the tags are hidden from who asks */
};

struct lacks {
	guint kinds;	 /* mask of 1 << enum lack; 0: nothing is lacking */
	GPtrArray *says; /* char *: why, parts of a sentence about "it", the
			  * session; one for each kind */
};

/* tagged: rules have been run over the session.  Caller frees. */
struct lacks *lacks_find(const struct codebook *codebook,
			 const struct transcript *transcript, gboolean tagged);
/* Adds that its tags are hidden. */
void lacks_hide(struct lacks *lacks);
/* Is there anything?  NULL: no. */
gboolean lacks_any(const struct lacks *lacks);
/* The reasons, with semicolons between them; empty for none.  Caller frees. */
char *lacks_print(const struct lacks *lacks);
void lacks_free(struct lacks *lacks);
typedef struct lacks Lacks;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lacks, lacks_free)

#endif
