/*
 * scoring/signature.h: the part of the door that is about what a signature
 * holds on to.
 */
#ifndef SCORING_SIGNATURE_H
#define SCORING_SIGNATURE_H

#include "codebook/codebook.h"

/*
 * What a signature holds on to beside the values, as it was when it was
 * given.  NULL: not known, as with signatures from before this was kept.
 */
struct signature {
	gint64 id;
	char *signer;	    /* code */
	char *name;	    /* of the signer as printed */
	char *entered_by;   /* who was at the keys, when that was another */
	char *unfinished;   /* why it was signed though incomplete */
	char *source;	    /* sha256 of the session's file */
	char *turns;	    /* sha256 of the turns as they read */
	char *tags;	    /* sha256 of the tags */
	char *codebook;	    /* sha256 of the codebook that gave them */
	gboolean has_facts; /* facts: phase and focus as they were, settled */
	struct session_facts facts;
	char *state;	  /* pass_state_print() */
	char *reasons;	  /* one a line */
	char *sha256;	  /* of rating_signed_text() */
	char *text;	  /* that one, as it was kept */
	gboolean brought; /* given on another casebook's tags and facts */
	guint blind;	  /* enum blind: what was hidden until then */
	char *history;	  /* hash of the newest event before; NULL: form 1 */
	char *key_id;	  /* 16 hex digits; NULL: declared */
	char *minisig;	  /* over text; NULL: declared */
};

void signature_free(struct signature *signature);

/* "declared", or "signed with key 82758E0374B81684": what the row says, which
 * `casebook check` proves.  NULL without a signature.  Caller frees. */
char *signature_how_print(const struct signature *signature);

#endif
