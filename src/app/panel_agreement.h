/*
 * app/panel_agreement: how far raters agree in a casebook.  Include app/app.h.
 *
 * Figures have the names of `agree --matrix`, and are those of the same table.
 * Sessions are the units: items and turns of one session are never taken for
 * independent, and what rests on several of them gets its interval by drawing
 * sessions, of which there must be SESSIONS_LEAST.
 */
#ifndef APP_PANEL_AGREEMENT_H
#define APP_PANEL_AGREEMENT_H

#include "app/consensus.h"
#include "app/panel.h"
#include "app/tag_merge.h"

/* Fewer common sessions: counts and differences alone are shown. */
#define SESSIONS_LEAST 20

/* ---- coverage ----------------------------------------------------------- */

/* How it came that a session was rated. */
enum chosen_how {
	CHOSEN_HIDDEN, /* not told to who has sessions to rate blind */
	CHOSEN_FREELY, /* no rater had it by an assignment */
	CHOSEN_BY_HAND,
	CHOSEN_BY_LOT,
};
const char *chosen_how_print(enum chosen_how how);

struct covered_session {
	gint64 session;
	const char *name;
	GPtrArray *raters; /* char *, borrowed */
	guint blind;	   /* of them, who were blind to something */
	enum chosen_how how;
	gint64 draw; /* or 0 */
};

struct covered_rater {
	const char *name;
	guint sessions, twice, blind;
	/* "qualified until 2027-01-31", as of now; NULL: nobody here was ever
	 * held against references. */
	char *qualified;
};

struct covered_draw {
	gint64 draw;
	char *seed, *share, *strata;
	guint frame, drawn; /* sessions: drawn from, and drawn */
	guint twice;	    /* of the panel's sessions rated twice */
	gboolean holds;	    /* drawn again it comes out the same */
};

struct coverage {
	guint sessions, rated, twice;
	guint64 cells, missing;		       /* rated sessions by raters */
	guint by_lot, by_hand, freely, hidden; /* of those rated twice */
	guint therapists;		       /* of those rated twice */
	GPtrArray *rated_sessions;	       /* struct covered_session */
	GPtrArray *raters;		       /* struct covered_rater */
	GPtrArray *draws;		       /* struct covered_draw */
};

/* ---- figures ------------------------------------------------------------ */

/* Two ratings of one thing, counted. */
struct rated_pairs {
	guint64 pairs, same, near; /* near: at most one apart */
	double apart;		   /* sum of distances */
	double higher;		   /* sum of first less second */
};

struct item_agreement {
	const struct item *item; /* NULL: all items together */
	enum panel_cell cell;
	guint sessions; /* rated by two or more on it */
	struct rated_pairs of;
	double apart;	       /* mean distance; NAN: none */
	double difference;     /* mean of first less second, of two raters;
			    * else NAN */
	GPtrArray *statistics; /* struct statistic */
};

struct score_agreement {
	const char *name; /* "adherence" */
	guint sessions;	  /* with the score of two or more */
	struct report *report;
};

struct pass_pair {
	const char *first, *second;
	guint both, first_only, second_only, neither;
	GPtrArray *apart; /* char *, borrowed: sessions on which they part */
};

struct pass_agreement {
	guint sessions, without; /* ratings that come to no decision */
	GPtrArray *pairs;	 /* struct pass_pair: with a common session */
	GPtrArray *statistics;	 /* struct statistic */
};

/* Turns that both, one or neither of two raters gave a technique. */
struct technique_pairs {
	const struct technique *technique;
	struct two_by_two all;	 /* therapist turns */
	struct two_by_two coded; /* those that one of them coded at all */
	GPtrArray *statistics;	 /* struct statistic */
};

struct tag_agreement {
	char *first, *second;
	guint sessions;	       /* in which both decided on tags */
	guint64 turns;	       /* of the therapist in these */
	guint64 coded;	       /* of which one of them coded */
	guint64 alone;	       /* tags that one gave and the other let be */
	GPtrArray *techniques; /* struct technique_pairs, by how often */
};

/* ---- disagreements ------------------------------------------------------ */

struct disputed_item {
	gint64 session;
	const char *name;
	const struct item *item;
	guint extent, quality; /* how far apart; 0: the same, or one alone */
	gboolean na;	       /* one gave a value and one N/A */
	gboolean pass;	       /* they part on the pass decision as well */
	gboolean critical;     /* the pass rests on the item */
	GPtrArray *said; /* struct said_item; what is cited is filled in for
			  * as many as were asked for */
};

struct disputed_tag {
	gint64 session;
	const char *name;
	guint turn;
	char *technique;
	char *words;	 /* the turn's first, printable; NULL: not asked for */
	GPtrArray *said; /* struct tag_verdict */
};

struct tag_verdict {
	char *rater, *verdict, *reason; /* reason NULL: none */
};

struct panel_agreement {
	struct panel *panel;
	struct coverage coverage;
	GPtrArray *items;     /* struct item_agreement, in rubric order */
	GPtrArray *all_items; /* the same: extents, qualities */
	GPtrArray *scores;    /* struct score_agreement */
	struct pass_agreement pass;
	GPtrArray *tags;	   /* struct tag_agreement */
	guint tags_hidden;	   /* sessions of which they are left out */
	GPtrArray *disputed_items; /* struct disputed_item, worst first */
	GPtrArray *disputed_tags;  /* struct disputed_tag */
};

void panel_agreement_free(struct panel_agreement *agreement);
typedef struct panel_agreement PanelAgreement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PanelAgreement, panel_agreement_free)

struct agreement_request {
	struct panel_choice choice;
	guint64 seed; /* of what is drawn */
	guint most;   /* disagreements of each kind with evidence; 0: all */
};

/* As app_panel(); nothing rated twice is no error.  Caller frees. */
struct panel_agreement *
app_panel_agreement(struct app *app, const struct agreement_request *request,
		    GError **error);

/* The first of that name whose options hold that; NULL: none. */
const struct statistic *statistic_find(const GPtrArray *statistics,
				       const char *name, const char *options);

/* The one of two raters; of more, whose pairs have one each, the one that is of
 * all of them.  NULL: none. */
const struct statistic *statistic_of_all(const GPtrArray *statistics,
					 const char *two, const char *more);
/* Agreement on the item beyond chance, of all raters, by quadratic weights;
 * NULL where fewer than SESSIONS_LEAST sessions have two. */
const struct statistic *item_kappa(const struct item_agreement *item);
const struct statistic *item_ac2(const struct item_agreement *item);

/* "iptrate review 12 --turn 25" opens it on the screen; turn 0: the session.
 * Caller frees. */
char *review_address(gint64 session, guint turn);

/* The first turn that somebody cites there; 0: none does. */
guint disputed_turn(const struct disputed_item *disputed);

extern const struct column panel_agreement_columns[];

#endif
