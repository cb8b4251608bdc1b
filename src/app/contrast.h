/*
 * app/contrast.h: the part of the door that is about a self-rating held
 * against a supervisor's.  Include app/app.h.
 */
#ifndef APP_CONTRAST_H
#define APP_CONTRAST_H

#include "app/opening.h"
#include "listing/listing.h"
#include "scoring/scoring.h"

/* A turn that is cited, with the words that it begins with. */
struct cited_turn {
	guint turn;
	char *words; /* printable, cut; "" when there is no such turn */
};

/* How far an earlier session's self-rating was from a supervisor's. */
struct earlier_gap {
	struct item_gap gap;
	gint64 session;
	guint number; /* in its case; 0 = not known */
};

struct item_contrast {
	struct item_gap gap;
	GPtrArray *self_turns, *other_turns; /* struct cited_turn */
	GPtrArray *earlier;		     /* struct earlier_gap, oldest
					      * first */
};

/* A self-rating and a supervisor's rating of one session, both as signed. */
struct contrast {
	gint64 session;
	struct rating *self, *other;
	GPtrArray *items;     /* struct item_contrast, in rubric order */
	gboolean two_rubrics; /* they were not rated on the same text */
	/* of items that both gave an extent */
	guint above, below, same, mixed;
	guint compared;
	double extent, quality; /* mean gaps; NAN when there is none */
	GPtrArray *others;	/* what `earlier` borrows from */
};

void contrast_free(struct contrast *contrast);

/* struct contrast: the therapist's signed self-rating with each signed rating
 * of a supervisor, as who looks sees them; empty when there is no pair.
 * Caller frees. */
GPtrArray *app_contrasts(struct app *app, gint64 session, GError **error);

extern const struct column contrast_columns[];

#endif
