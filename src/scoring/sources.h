/*
 * scoring/sources: the ratings that a consensus was made of, as they are told
 * beside it.  Include scoring/scoring.h.
 */
#ifndef SCORING_SOURCES_H
#define SCORING_SOURCES_H

#include <glib.h>

struct rating_source {
	char *rater; /* code; NULL: not here, or hidden from who looks */
	enum rater_role role;
	guint version;	  /* that was taken, from 1 */
	gint64 signed_at; /* when that was signed */
	char *sha256;	  /* of its signature; NULL: of an old one */
	char *later;	  /* a sentence: what became of it since; or NULL */
};

void rating_source_free(struct rating_source *source);

/* "AK (independent, version 1, sha256 0fa3...), RL (peer, ...)".  Caller
 * frees. */
char *rating_sources_print(const GPtrArray *sources);

/* What became of a rating since this version of it was taken, out of the
 * ratings of its session (struct rating, with app_roles_settle() done): signed
 * anew, changed, or given by one who cannot rate so; NULL: nothing.  A whole
 * sentence without a full stop; caller frees. */
char *rating_later_print(const struct rating *of, const GPtrArray *ratings);

#endif
