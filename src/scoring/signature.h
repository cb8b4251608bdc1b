/*
 * scoring/signature.h: the part of the door that is about what a signature
 * holds on to.
 */
#ifndef SCORING_SIGNATURE_H
#define SCORING_SIGNATURE_H

#include "codebook/codebook.h"

/*
 * What the keys that are known here say of a signature: app/vouch.h.
 */
enum signed_state {
	SIGNED_UNASKED,	  /* nobody asked them, or none signed it */
	SIGNED_UNKNOWN,	  /* the key is not among them: it proves nothing */
	SIGNED_WELL,	  /* the signer's key signed the text that is kept */
	SIGNED_REVOKED,	  /* the same, and the key was revoked since */
	SIGNED_CAME_LATE, /* the same, and it came after that */
	SIGNED_TOO_LATE,  /* the same, when the key was revoked already */
	SIGNED_WRONG,	  /* it is not what it says */
};

/* "good", "unknown", "revoked since", "revoked before it came", "revoked
 * before", "wrong"; NULL: nobody asked. */
const char *signed_state_print(enum signed_state state);

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
	gint64 came_at;	  /* when it came from there; 0: made here */
	guint blind;	  /* enum blind: what was hidden until then */
	char *history;	  /* hash of the newest event before; NULL: form 1 */
	char *key_id;	  /* 16 hex digits; NULL: declared */
	char *minisig;	  /* over text; NULL: declared */
	enum signed_state state_of_key;
	char *key_holder;  /* code of whose key it is here; NULL: not known */
	char *fingerprint; /* of that key; NULL: not known */
};

void signature_free(struct signature *signature);

/* "declared" or "key"; NULL without a signature. */
const char *signature_how(const struct signature *signature);
/*
 * How it was given, to stand behind "signed": "declared", "with RL's key
 * 4T0K-9WQX-3M2D-7H5N-C1RB-60YV-JZ8E-GKAP", "with RL's key ..., revoked
 * since", "with the key 8275-8E03-74B8-1684, which is not known here", or that
 * it is not what it says.  Of a key that nobody asked about the id.  NULL
 * without a signature.  Caller frees.
 */
char *signature_how_print(const struct signature *signature);

#endif
