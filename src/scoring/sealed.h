/*
 * scoring/sealed.h: the part of the door that is about sealed ratings, whose
 * content others do not see yet.  Include scoring/scoring.h.
 */
#ifndef SCORING_SEALED_H
#define SCORING_SEALED_H

#include "scoring/scoring.h"

/* What everybody may know of a rating that was sealed. */
struct sealed_rating {
	gint64 rating; /* its id */
	gint64 session;
	char *rater;
	enum rater_role role;
	guint version; /* that was sealed */
	char *sha256;  /* sealed_hash() */
	char *nonce;   /* 32 hex digits; NULL: what was sealed is not here */
	gint64 at;
	gint64 revealed_at; /* 0: not yet */
	char *revealed_by;  /* code, or NULL */
	guint signed_roles; /* mask of 1 << role: in which others have signed
			     * a rating of the session */
};

void sealed_rating_free(struct sealed_rating *sealed);

/* SHA-256 of the nonce, a line feed and rating_signed_text(): the nonce is
 * there so that nobody finds the values out by trying them all.  Caller
 * frees. */
char *sealed_hash(const char *nonce, const char *text);

/*
 * Has what it was sealed against come to pass?  A self-rating is sealed until
 * a supervisor has signed a rating of the session, a supervisor's until the
 * therapist has; any other until its rater reveals it.
 */
gboolean sealed_is_due(const struct sealed_rating *sealed);
/* "until a supervisor's rating of the session is signed or RL reveals it".
 * Caller frees. */
char *sealed_until_print(const struct sealed_rating *sealed);
/* "RL's rating (self), version 1, is sealed since 2026-11-30T10:00:00Z until
 * ...".  Caller frees. */
char *sealed_print(const struct sealed_rating *sealed);

/*
 * How a signed text differs from the one that was kept of it, a sentence for
 * each line: "C3 was signed as '4/3', and '5/3' stands there" (char *); empty
 * when they are the same.  Caller frees.
 */
GPtrArray *sealed_changes(const char *kept, const char *now);

#endif
