/*
 * Where a mark lies from the cut; see standing_judge.h.
 *
 * A mark's interval, mean +- 1.96 SEM, takes its error as known.  From few
 * raters or sessions it is not: the variance of three raters may be several
 * times what it came out as.  So the same interval is worked out once more with
 * t and the degrees of freedom that the error rests on (Satterthwaite 1946),
 * and a verdict is given only where both lie on the same side of the cut.
 */
#include "agreement/agreement.h"
#include "agreement/distributions.h"
#include "agreement/standing_judge.h"

#include <math.h>

/* Below these components are rough. */
#define THERAPISTS_FEW 10
#define RATERS_FEW 5
/* Of fewer a variance may come out as 0 by chance, and t cannot make up for
 * that. */
#define RATERS_LEAST 3
#define FREEDOM_LEAST 2 /* of sessions within therapists */

gboolean
standing_is_rough(const struct standing *standing)
{
	return standing->therapists < THERAPISTS_FEW ||
	       standing->raters < RATERS_FEW;
}

static gint
freedom_of_sessions(const struct standing *standing)
{
	return (gint)standing->sessions - (gint)standing->therapists;
}

/* Degrees of freedom of the squared error of a mark. */
static double
freedom_of(const struct standing *s, const double parts[STANDING_PARTS])
{
	const double freedom[STANDING_PARTS] = {
		[STANDING_OF_SESSIONS] = freedom_of_sessions(s),
		[STANDING_OF_RATERS] = s->raters - 1.,
		[STANDING_OF_PAIRS] =
			(double)s->pairs - s->therapists - s->raters + 1,
		[STANDING_OF_REST] = (double)s->ratings - s->sessions -
				     s->pairs + s->therapists,
	};
	double sum = 0, squares = 0;

	for (guint i = 0; i < STANDING_PARTS; i++) {
		sum += parts[i];
		squares += parts[i] * parts[i] / MAX(1, freedom[i]);
	}
	return sum > 0 ? sum * sum / squares : 1;
}

static enum standing_verdict
side_of(const struct standing *standing, double lower, double upper)
{
	if (lower >= standing->cut - 1e-9)
		return STANDING_ABOVE;
	return upper < standing->cut - 1e-9 ? STANDING_BELOW : STANDING_NEAR;
}

static char *
rests_on(const struct standing *standing)
{
	g_autofree char *therapists =
		base_count(standing->therapists, "therapist", "therapists");
	g_autofree char *sessions =
		base_count(standing->sessions, "session", "sessions");
	g_autofree char *raters =
		base_count(standing->raters, "rater", "raters");

	return g_strdup_printf("%s of %s by %s", sessions, therapists, raters);
}

static char *
why_withheld(const struct standing *standing, const struct standing_mark *mark,
	     enum standing_verdict side)
{
	g_autofree char *rests = rests_on(standing);
	const char *where = side == STANDING_ABOVE ? "above" : "below";

	if (standing->raters < RATERS_LEAST)
		return g_strdup_printf(
			"The interval lies %s the cut, but how others would "
			"rate cannot be told from two raters; have some "
			"sessions rated by a third.",
			where);
	if (freedom_of_sessions(standing) < FREEDOM_LEAST)
		return g_strdup_printf(
			"The interval lies %s the cut, but only one therapist "
			"has a second session, and how sessions differ cannot "
			"be told from that.",
			where);
	return g_strdup_printf(
		"The interval lies %s the cut, but the error rests on %s: with "
		"what these few leave open of it the interval goes from %.2f "
		"to %.2f and holds the cut; rate another session.",
		where, rests, mark->least, mark->most);
}

static char *
caution_of(const struct standing *standing, const struct standing_mark *mark)
{
	g_autofree char *rests = rests_on(standing);
	g_autoptr(GString) says = g_string_new(NULL);

	if (mark->sessions == 1)
		g_string_append(says,
				"It is the mark of one session: that the "
				"therapist's other sessions vary as those of "
				"others do is taken on trust; rate another "
				"before you decide.");
	if (standing_is_rough(standing))
		g_string_append_printf(says,
				       "%sThe error rests on %s, which is few: "
				       "take the verdict as rough.",
				       says->len ? " " : "", rests);
	return says->len ? g_strdup(says->str) : NULL;
}

void
standing_judge(const struct standing *standing,
	       const double parts[STANDING_PARTS], struct standing_mark *mark)
{
	double wide = quantile_t(.975, freedom_of(standing, parts)) * mark->sem;
	enum standing_verdict side =
		side_of(standing, mark->lower, mark->upper);

	mark->least = mark->mean - wide;
	mark->most = mark->mean + wide;
	mark->verdict = side;
	if (side == STANDING_NEAR)
		return;
	if (standing->raters < RATERS_LEAST ||
	    freedom_of_sessions(standing) < FREEDOM_LEAST ||
	    side_of(standing, mark->least, mark->most) != side) {
		mark->verdict = STANDING_WITHHELD;
		mark->caution = why_withheld(standing, mark, side);
		return;
	}
	mark->caution = caution_of(standing, mark);
}
