/*
 * scoring/tag_views.h: the part of the door that is about what several raters
 * decided on the same tags.  Include scoring/scoring.h.
 */
#ifndef SCORING_TAG_VIEWS_H
#define SCORING_TAG_VIEWS_H

#include "scoring/scoring.h"

/* What several raters decided on one technique at one turn. */
struct tag_views {
	guint turn;
	const char *technique;
	GPtrArray *said; /* const struct decision *, a place for each rater:
			    * the one that stands; NULL: none */
	guint decided;	 /* how many have one */
	gboolean differ; /* two of them do not mean the same */
	const struct decision *settled; /* how that was settled, unless one of
					 * them decided again later; or NULL */
};

/*
 * struct tag_views by turn, then technique, of what at least one of the raters
 * (codes, NULL-terminated) decided on.  decisions: struct decision, the oldest
 * first, pinned (decisions_pin()).  Accepting and adding mean the same;
 * relabelling means what rejecting and adding the other technique mean, for
 * whoever said both.  Who did not decide does not differ.  Which rater comes
 * first makes no difference.  Borrows; caller frees.
 */
GPtrArray *tag_views_build(const GPtrArray *decisions,
			   const char *const *raters);
void tag_views_free(struct tag_views *views);

/* The codes of all who decided (char *, borrowed), by their bytes and ended by
 * NULL.  Caller frees the array. */
GPtrArray *decisions_raters(const GPtrArray *decisions);

/*
 * A decision that settles one says so in its reason, "settled (AK reject, RL
 * accept): the note", so that it is known as such wherever it goes; it is not
 * what its rater thinks by themselves.  raters as above; caller frees.
 */
char *tag_views_settling(const struct tag_views *views,
			 const char *const *raters, const char *note);
gboolean decision_settles(const struct decision *decision);
/* Takes out of the reason of one that settles who had said what: "settled
 * (hidden): the note". */
void decision_hide_settled(struct decision *decision);
/* "accept", "relabel to EAFF", "-" for NULL.  Caller frees. */
char *decision_said_print(const struct decision *decision);

#endif
