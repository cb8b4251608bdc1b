/*
 * match: what patterns find in the turns of a session.
 *
 * The fast road leads each turn once through an automaton of what the
 * patterns' matches must hold, and asks PCRE2 only where one may match.  The
 * plain road asks PCRE2's interpreter of every pattern on every turn: it is
 * the specification, and both give the same.  No pattern runs without a
 * limit.  The room knows no rule and no technique.  Owns PCRE2.
 */
#ifndef MATCH_H
#define MATCH_H

#include "base/base.h"
#include "codebook/codebook.h"
#include "speech/speech.h"

/* -- patterns ------------------------------------------------------------ */

/*
 * Patterns (of a codebook, borrowed), numbered from 0; equal texts have one
 * number.  Once ready nothing in them changes but code compiled on first use
 * behind a lock: several threads may search with them.
 */
struct patterns;

struct patterns *patterns_new(void);
void patterns_free(struct patterns *patterns);
/*
 * The number of a pattern that will be looked for in turns of these roles (a
 * mask of 1 << enum turn_role).  -1 when it does not compile or matches the
 * empty text: *message (the caller's) and *offset (bytes of its expanded
 * text) tell why.
 */
int patterns_add(struct patterns *patterns, const struct pattern *pattern,
		 guint roles, char **message, gsize *offset);
/* After the last one has been added, once. */
void patterns_make_ready(struct patterns *patterns);

guint patterns_count(const struct patterns *patterns);
/* The first pattern with that text. */
const struct pattern *patterns_get(const struct patterns *patterns, guint id);

/* What finding a pattern costs. */
struct pattern_need {
	gboolean always;    /* nothing must be there: tried on every turn */
	gboolean never;	    /* no text can match */
	double frequency;   /* of what must be there, at a place of ordinary
			     * talk; 0 to 1, 1 where always */
	const char *common; /* the commonest of it; NULL where always */
};
struct pattern_need patterns_need(const struct patterns *patterns, guint id);
/* How often these words are to be expected at a place of ordinary talk: 0 to
 * 1, a rough guess. */
double match_frequency(const char *words, gsize len);

/* -- searching ------------------------------------------------------------ */

/* LIMIT: it took too many steps, so nothing is known. */
enum answer { ANSWER_NO, ANSWER_YES, ANSWER_LIMIT };

/*
 * All turns of a speech, searched by one thread.  Patterns (ready) and speech
 * are borrowed, and the speech takes in no more turns.
 */
struct search;

/* Turns are found out so many at a time: who goes through a session several
 * times does it in strides of these. */
#define SEARCH_STRIDE 512

struct search *search_new(struct patterns *patterns, struct speech *speech,
			  gboolean plainly);
void search_free(struct search *search);

/*
 * The first match of a pattern in a part of a turn's matchable text, at or
 * after `from`; part, from and span count from the turn's start.  Long texts
 * are searched in pieces, so that the time stays linear; a match never crosses
 * two of them.
 */
enum answer search_find(struct search *search, guint pattern, guint turn,
			struct span part, gsize from, struct span *span);
/* Does the pattern occur in the turn?  Remembered. */
enum answer search_holds(struct search *search, guint pattern, guint turn);
/* Does it occur in a note of the speech? */
enum answer search_note(struct search *search, guint pattern, struct span note);
/* A bit for each pattern that may match in the turn; not on the plain road.
 * Good until another turn is asked for. */
const guint64 *search_may(struct search *search, guint turn);

/* What matched is found out anew from now on. */
void search_forget(struct search *search);
/* Of a long session little is needed from now on. */
void search_ease(struct search *search);

#endif
