/*
 * What a rater gives beside what others gave on the same sessions, and what
 * that says; see drift.h.
 */
#include "app/drifting.h"

#include <math.h>

/* Extents of one rating. */
struct extents {
	guint n, middle, ends;
	double sum, squares;
};

#define MIDDLE 3
#define LOWEST 1
#define HIGHEST 5

static void
take_extents(const struct panel *panel, const struct panel_rating *rating,
	     struct extents *extents)
{
	const struct session_facts *facts =
		&((const struct panel_session *)
			  panel->sessions->pdata[rating->session])
			 ->facts;

	for (guint i = 0; i < rating->rating->items->len; i++) {
		const struct item_rating *said =
			rating->rating->items->pdata[i];
		const struct item *item =
			rubric_item(panel->rubric, said->item);

		/* Items that are hoped to be at 1 tell nothing of spread. */
		if (!item || item->item_class == CLASS_PROSCRIBED ||
		    !said->extent || !item_is_live(item, facts))
			continue;
		extents->n++;
		extents->sum += said->extent;
		extents->squares += said->extent * said->extent;
		extents->middle += said->extent == MIDDLE;
		extents->ends +=
			said->extent == LOWEST || said->extent == HIGHEST;
	}
}

static double
sd_of(const struct extents *extents)
{
	double n = extents->n;

	return n < 2 ? NAN :
		       sqrt(MAX(0, extents->squares -
					   extents->sum * extents->sum / n) /
			    (n - 1));
}

/* Sums of one side: the rater, or the others. */
struct extents_sum {
	struct extents all;
	double within;
	guint ratings; /* with a spread */
};

static void
add_side(struct extents_sum *side, const struct extents *extents)
{
	double within = sd_of(extents);

	side->all.n += extents->n;
	side->all.sum += extents->sum;
	side->all.middle += extents->middle;
	side->all.ends += extents->ends;
	if (isnan(within))
		return;
	side->within += within;
	side->ratings++;
}

static double
share(double part, double whole)
{
	return whole > 0 ? part / whole : NAN;
}

void
drift_spread_fill(const struct panel *panel, guint rater,
		  struct drift_spread *spread)
{
	struct extents_sum own = { 0 }, others = { 0 };

	for (guint s = 0; s < panel->sessions->len; s++) {
		const struct panel_session *session = panel->sessions->pdata[s];
		gboolean theirs = FALSE;

		for (guint i = 0; i < session->ratings->len; i++)
			theirs |= ((const struct panel_rating *)
					   panel->ratings->pdata[g_array_index(
						   session->ratings, guint, i)])
					  ->rater == rater;
		if (!theirs || session->ratings->len < 2)
			continue;
		spread->sessions++;
		for (guint i = 0; i < session->ratings->len; i++) {
			const struct panel_rating *rating =
				panel->ratings->pdata[g_array_index(
					session->ratings, guint, i)];
			struct extents extents = { 0 };

			take_extents(panel, rating, &extents);
			add_side(rating->rater == rater ? &own : &others,
				 &extents);
		}
	}
	spread->ratings = own.all.n;
	spread->mean = share(own.all.sum, own.all.n);
	spread->others_mean = share(others.all.sum, others.all.n);
	spread->within = share(own.within, own.ratings);
	spread->others_within = share(others.within, others.ratings);
	spread->middle = share(own.all.middle, own.all.n);
	spread->others_middle = share(others.all.middle, others.all.n);
	spread->ends = share(own.all.ends, own.all.n);
	spread->others_ends = share(others.all.ends, others.all.n);
}

/* ---- in words -------------------------------------------------------------- */

/* How far from the others is told: chosen by sense, not by a test. */
#define HALO_BELOW .7	 /* of the others' spread within a session */
#define MIDDLE_ABOVE .15 /* share of the middle point more than theirs */
#define ENDS_BELOW .5	 /* of the others' share of the ends */
#define ENDS_LEAST .1	 /* that theirs must be, to speak of it */

static void
add_says(struct rater_drift *rater, char *sentence)
{
	g_ptr_array_add(rater->says, sentence);
}

static void
say_severity(struct rater_drift *rater)
{
	const struct estimate *severity = &rater->severity;
	gboolean mild = severity->value > 0;

	if (isnan(severity->value) || isnan(severity->lower))
		add_says(rater,
			 g_strdup("How mild or severe over the whole time "
				  "cannot be told: it takes sessions that "
				  "raters share, one with another, and more "
				  "of them than raters."));
	else if (severity->lower > 0 || severity->upper < 0)
		add_says(rater,
			 g_strdup_printf(
				 "%s than these raters together, by "
				 "%.2f (95 %%: %.2f to %.2f).",
				 mild ? "Milder" : "More severe",
				 fabs(severity->value),
				 mild ? severity->lower : -severity->upper,
				 mild ? severity->upper : -severity->lower));
	else
		add_says(rater,
			 g_strdup_printf("Neither mild nor severe beside these "
					 "raters as far as can be told (%+.2f; "
					 "95 %%: %.2f to %.2f).",
					 severity->value, severity->lower,
					 severity->upper));
}

static void
say_spread(struct rater_drift *rater)
{
	const struct drift_spread *s = &rater->spread;
	guint before = rater->says->len;

	if (s->within < HALO_BELOW * s->others_within)
		add_says(rater,
			 g_strdup_printf("Halo: items of one session come out "
					 "too alike (spread within a session "
					 "%.2f, the others %.2f). Rate each "
					 "item by its own wording.",
					 s->within, s->others_within));
	if (s->middle > s->others_middle + MIDDLE_ABOVE)
		add_says(rater,
			 g_strdup_printf("Central tendency: %.0f %% of extents "
					 "are %d, the others have %.0f %%.",
					 100 * s->middle, MIDDLE,
					 100 * s->others_middle));
	if (s->others_ends >= ENDS_LEAST &&
	    s->ends < ENDS_BELOW * s->others_ends)
		add_says(rater,
			 g_strdup_printf("Restricted range: 1 and 5 are %.0f "
					 "%% of extents, the others have %.0f "
					 "%%.",
					 100 * s->ends, 100 * s->others_ends));
	if (rater->says->len == before)
		add_says(rater,
			 g_strdup("No halo, central tendency or restricted "
				  "range that stands out from the others."));
}

void
drift_says(struct rater_drift *rater)
{
	const struct drift_spread *s = &rater->spread;

	if (rater->changed)
		add_says(rater,
			 g_strdup("A change that noise does not make: look at "
				  "what was rated then, talk it over, and "
				  "practise (iptrate drill take learn-1). "
				  "Of sessions that two rated it cannot be "
				  "told which of the two has changed."));
	else if (rater->charted)
		add_says(rater, g_strdup("No run rule holds: within what "
					 "these months vary by, no change is "
					 "seen. A small or slow one would not "
					 "be."));
	else
		add_says(rater,
			 g_strdup_printf("Whether there is drift cannot be "
					 "told: it takes %d months with a "
					 "session that others rated as well, "
					 "and that differ; so far: %u.",
					 DRIFT_MONTHS, rater->months->len));
	say_severity(rater);
	if (s->ratings < DRIFT_RATINGS)
		add_says(rater,
			 g_strdup_printf("Halo, range and central tendency "
					 "cannot be told: it takes %d item "
					 "ratings on sessions that others "
					 "rated as well, and here are %u.",
					 DRIFT_RATINGS, s->ratings));
	else
		say_spread(rater);
}
