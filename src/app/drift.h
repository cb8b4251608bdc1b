/*
 * app/drift: the part of the door about how raters keep or change their ways:
 * severity month by month, and the spread of what they give.  Include
 * app/app.h.
 */
#ifndef APP_DRIFT_H
#define APP_DRIFT_H

#include "app/panel.h"
#include "listing/listing.h"

/* Months that limits take, and item ratings that a word on spread takes. */
#define DRIFT_MONTHS 6
#define DRIFT_RATINGS 60
/* Points of the scale: less from the centre is no matter, whatever the rule. */
#define DRIFT_LEAST .1

struct drift_month {
	char *month;	/* "2026-03", of the signatures, in UTC */
	guint sessions; /* that others rated as well, or that are references */
	guint references; /* of these, held against a reference */
	/* Mean of the rater's score less the session's mark: of a reference
	 * (app/qualify.h) by another what was agreed; else the median of all
	 * who rated it, each less what they usually give more; of two raters
	 * the other's. */
	double value;
	guint signals; /* enum run_rule; none within DRIFT_LEAST of the
			* centre */
};

/* What a rater gives, beside what others gave on the same sessions. */
struct drift_spread {
	guint sessions, ratings; /* extents of the rater there */
	double mean, others_mean;
	/* SD of extents within a session, the mean over sessions: small where
	 * all items of a session get the same (halo). */
	double within, others_within;
	double middle, others_middle; /* share of the middle point */
	double ends, others_ends;     /* share of the two ends */
};

struct rater_drift {
	const char *name;	    /* borrowed */
	guint sessions, references; /* as of its months */
	GPtrArray *months;	    /* struct drift_month, the oldest first */
	gboolean charted;
	struct control_chart chart;
	gboolean changed;	  /* a rule holds in some month */
	struct estimate severity; /* over all; above 0: mild; NAN: not told */
	struct drift_spread spread;
	GPtrArray *says; /* char *: whole sentences */
};

struct drift {
	struct panel *panel;
	const char *score;  /* "quality": the mean that is looked at */
	gboolean linked;    /* raters can be compared with each other */
	GPtrArray *raters;  /* struct rater_drift by name: those asked for */
	GPtrArray *missing; /* char *: what cannot be said, and why */
};

void drift_free(struct drift *drift);
typedef struct drift Drift;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Drift, drift_free)

/* choice.raters: whose drift is told; those who rated with them are looked at
 * all the same.  As app_panel(); caller frees. */
struct drift *app_drift(struct app *app, const struct panel_choice *choice,
			GError **error);

extern const struct column drift_columns[];

#endif
