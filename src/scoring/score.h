/*
 * scoring/score.h: the part of the door that is about what a rating comes to.
 * Include scoring/scoring.h.
 */
#ifndef SCORING_SCORE_H
#define SCORING_SCORE_H

#include "scoring/scoring.h"

struct mean_score {
	const struct score_rule *rule;
	double mean; /* NAN when n = 0 */
	double sum;
	guint n;
	double standard_error; /* sd / sqrt(n), NAN when n < 2 */
	guint least;	       /* the items it must rest on, at least 1 */
	gboolean sufficient;   /* n >= least */
};

enum pass_state {
	PASS_YES,
	PASS_BORDERLINE, /* within near-cut of the cut */
	PASS_NOT_YET,
	PASS_INCOMPLETE, /* too little rated, or not signed */
};

/* "pass", "borderline", "not yet", "incomplete". */
const char *pass_state_print(enum pass_state state);
gboolean pass_state_parse(const char *text, enum pass_state *state);

/* How near to the cut a mean is "borderline". */
struct near_band {
	double width;
	/* Worked out from signed ratings, of which there are enough: from so
	 * many of so many sessions that were rated twice.  Not measured: what
	 * there is of them. */
	gboolean measured;
	guint ratings, sessions;
};

struct session_score {
	const struct rubric *rubric; /* that it was scored by; borrowed */
	struct near_band near; /* by which the mean was judged; of a signed
				* version its reasons tell */
	struct mean_score adherence;
	struct mean_score quality;
	struct mean_score specificity;
	guint live;	      /* live items of all classes */
	guint rated;	      /* live items with an extent, and with a quality
			       * where the rubric wants that for it */
	guint not_applicable; /* live items marked N/A */
	guint countable;      /* what rated is a share of: the live items,
			       * less those N/A unless N/A lowers the share */
	double share_rated;   /* rated / countable */
	GPtrArray *missing;   /* char * ids of live items not yet rated */
	GPtrArray *na;	      /* char * ids of live items marked N/A */
	guint first_gap;      /* of reasons, when it is not complete */
	gboolean complete;    /* nothing is missing but the signature, and no
			    * more is N/A than may be */
	GPtrArray
		*proscribed; /* struct item_rating with extent >= 2, borrowed */
	guint proscribed_sum; /* sum of (extent - 1) over class P */
	enum pass_state state;
	/* char * whole sentences ("... ."): every one that holds, the
	 * weightiest first. */
	GPtrArray *reasons;
};

/*
 * Caller frees with session_score_free().  A signed version keeps the verdict
 * that it was signed with, and an earlier one the facts; else the facts are
 * those given.  Ratings of items that are not live are left out of every
 * number.  A critical failure is "not yet" whatever else
 * is missing; then too little that is rated, then a missing signature make it
 * "incomplete" (the reason says what it would be); then the mean decides.
 */
struct session_score *session_score_build(const struct rubric *rubric,
					  const struct session_facts *facts,
					  const struct rating *rating);
/* The same with a band that was measured, or tried to be (rubric's
 * near_least); near NULL: the rubric's fixed one. */
struct session_score *session_score_build_near(
	const struct rubric *rubric, const struct session_facts *facts,
	const struct rating *rating, const struct near_band *near);
/* Does this value (or NULL) fail by the critical line, which is of its item? */
gboolean critical_fails(const struct critical_rule *rule,
			const struct item_rating *line);
void session_score_free(struct session_score *score);
typedef struct session_score SessionScore;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SessionScore, session_score_free)

#endif
