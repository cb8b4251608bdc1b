/*
 * How far marks would stand; see standing.h.
 */
#include "agreement/agreement.h"
#include "agreement/means.h"
#include "agreement/standing_judge.h"
#include "agreement/standing_lacks.h"

#include <math.h>
#include <string.h>

static void
mark_free(gpointer data)
{
	struct standing_mark *mark = data;

	g_free(mark->therapist);
	g_free(mark->caution);
	g_free(mark);
}

void
standing_clear(struct standing *standing)
{
	g_ptr_array_unref(standing->missing);
	g_ptr_array_unref(standing->notes);
	g_ptr_array_unref(standing->parts);
	g_ptr_array_unref(standing->designs);
	g_ptr_array_unref(standing->marks);
}

const char *
standing_verdict_print(enum standing_verdict verdict)
{
	static const char *const names[] = {
		[STANDING_UNKNOWN] = "not known",
		[STANDING_ABOVE] = "clearly above",
		[STANDING_NEAR] = "near the cut",
		[STANDING_BELOW] = "clearly below",
		[STANDING_WITHHELD] = "not known",
	};

	g_assert((guint)verdict < G_N_ELEMENTS(names));
	return names[verdict];
}

/* ---- what it comes to ------------------------------------------------------- */

static void
add_part(struct standing *standing, const char *name, const char *says,
	 double as_came)
{
	struct standing_part *part = g_new0(struct standing_part, 1);

	*part = (struct standing_part){ name, says, MAX(0, as_came), as_came,
					NAN };
	g_ptr_array_add(standing->parts, part);
}

static void
add_parts(struct standing *standing, struct spread s)
{
	double all = 0;

	add_part(standing, "therapist", "therapists differ: what a mark is for",
		 s.object);
	add_part(standing, "session:therapist",
		 "sessions of one therapist differ", s.object_first);
	add_part(standing, "rater", "raters are mild or severe", s.second);
	add_part(standing, "therapist:rater",
		 "a rater is milder with one therapist", s.object_second);
	add_part(standing, "residual", "the rest: this rater, this session",
		 s.residual);
	for (guint i = 0; i < standing->parts->len; i++)
		all += ((struct standing_part *)standing->parts->pdata[i])
			       ->variance;
	for (guint i = 0; i < standing->parts->len; i++) {
		struct standing_part *part = standing->parts->pdata[i];

		part->share = agreement_share(part->variance, all);
	}
}

struct standing_design
standing_design_of(const struct standing *standing, guint sessions,
		   guint raters, gboolean rotating)
{
	struct design design = { .first = sessions,
				 .second = raters,
				 .rotating = rotating };
	struct dependability d = dependability(standing->spread, design);
	struct pass_chances chances =
		decision_at(d, standing->mean, standing->cut);

	return (struct standing_design){
		.sessions = sessions,
		.raters = rotating ? sessions : raters,
		.rotating = rotating,
		.ratings = sessions * raters,
		.phi = d.phi,
		.sem = d.sem,
		.false_pass = chances.false_pass,
		.false_fail = chances.false_fail,
		.right = chances.accuracy,
	};
}

static void
add_designs(struct standing *standing)
{
	static const guint sessions[] = { 1, 2, 3, 4, 6, 8, 12 };

	for (guint i = 0; i < G_N_ELEMENTS(sessions); i++)
		for (guint raters = 1; raters <= 5; raters++) {
			gboolean rotating = raters == 5;
			struct standing_design design;

			if (rotating && sessions[i] == 1)
				continue;
			design = standing_design_of(standing, sessions[i],
						    rotating ? 1 : raters,
						    rotating);
			g_ptr_array_add(standing->designs,
					g_memdup2(&design, sizeof design));
		}
}

/* Is it cheaper than the best so far? */
static gboolean
is_cheaper(const struct standing_design *design,
	   const struct standing_design *best)
{
	if (best->ratings == 0 || design->ratings != best->ratings)
		return best->ratings == 0 || design->ratings < best->ratings;
	if (design->sessions != best->sessions)
		return design->sessions < best->sessions;
	return design->phi > best->phi;
}

static void
find_cheapest(struct standing *standing)
{
	for (guint s = 1; s <= STANDING_SESSIONS_MOST; s++)
		for (guint r = 0; r <= STANDING_RATERS_MOST; r++) {
			struct standing_design design;

			if (r == 0 && s == 1)
				continue;
			design = standing_design_of(standing, s, MAX(r, 1),
						    r == 0);
			if (design.phi >= standing->certain &&
			    is_cheaper(&design, &standing->by_phi))
				standing->by_phi = design;
			if (design.right >= standing->certain &&
			    is_cheaper(&design, &standing->by_right))
				standing->by_right = design;
		}
}

static void
add_notes(struct standing *standing)
{
	if (standing_is_rough(standing))
		g_ptr_array_add(
			standing->notes,
			g_strdup_printf("The figures come from %u therapists "
					"and %u raters, which is few: take "
					"them as rough.",
					standing->therapists,
					standing->raters));
	if (!(standing->spread.object > 0))
		g_ptr_array_add(
			standing->notes,
			g_strdup("Therapists do not differ by more than error "
				 "here: marks do not tell them apart, and the "
				 "chance of a wrong decision cannot be worked "
				 "out."));
}

static void
study(struct standing *standing, const struct records *records)
{
	struct spread raw;
	struct spread_fit fit;

	if (spread_anova(&raw, records)) {
		standing->method = "mean squares";
		standing->mean = mean_from((double *)records->scores->data, 1,
					   records->scores->len);
	} else if (spread_reml(&fit, records)) {
		standing->method = "REML";
		standing->mean = fit.mean.value;
		raw = fit.spread;
	} else {
		standing_lack(
			standing,
			"The ratings do not tell apart what varies by therapist, "
			"session and rater: there are too few of them, too many "
			"raters or therapists to solve for, or two raters never "
			"differ; have more sessions rated twice.");
		return;
	}
	standing->spread = spread_cut(raw);
	add_parts(standing, raw);
	add_designs(standing);
	find_cheapest(standing);
	add_notes(standing);
}

void
standing_init(struct standing *standing, const struct records *records,
	      double cut, double certain)
{
	memset(standing, 0, sizeof *standing);
	g_assert(records->nested && records->facets->len == 3);
	standing->missing = g_ptr_array_new_with_free_func(g_free);
	standing->notes = g_ptr_array_new_with_free_func(g_free);
	standing->parts = g_ptr_array_new_with_free_func(g_free);
	standing->designs = g_ptr_array_new_with_free_func(g_free);
	standing->marks = g_ptr_array_new_with_free_func(mark_free);
	standing->therapists = records_levels(records, 0);
	standing->raters = records_levels(records, 2);
	standing->ratings = records->scores->len;
	standing->mean = NAN;
	standing->cut = cut;
	standing->certain = certain;
	standing_find_lacks(standing, records);
	if (standing->missing->len == 0)
		study(standing, records);
}

/* ---- marks -------------------------------------------------------------------- */

static gboolean
is_counted(const struct records *records, guint i, guint therapist,
	   const gboolean *counts)
{
	return records_level(records, i, 0) == therapist &&
	       (!counts || counts[i]);
}

/* Squared shares of sessions, raters and ratings in the mark. */
static void
weigh_mark(const struct records *records, guint therapist,
	   const gboolean *counts, struct standing_mark *mark, double *squares)
{
	guint sessions = records_levels(records, 1),
	      raters = records_levels(records, 2);
	g_autofree guint *of = g_new0(guint, sessions + 1);
	g_autofree double *by = g_new0(double, raters + 1);

	for (guint i = 0; i < records->scores->len; i++)
		if (is_counted(records, i, therapist, counts) &&
		    of[records_level(records, i, 1)]++ == 0)
			mark->sessions++;
	mark->mean = 0;
	for (guint i = 0; i < records->scores->len; i++) {
		double share;

		if (!is_counted(records, i, therapist, counts))
			continue;
		share = 1. / mark->sessions / of[records_level(records, i, 1)];
		mark->ratings++;
		mark->mean += share * g_array_index(records->scores, double, i);
		by[records_level(records, i, 2)] += share;
		squares[2] += share * share;
	}
	squares[0] = mark->sessions ? 1. / mark->sessions : 0;
	for (guint r = 0; r < raters; r++) {
		mark->raters += by[r] > 0;
		squares[1] += by[r] * by[r];
	}
}

static void
judge_mark(const struct standing *standing, const double *squares,
	   struct standing_mark *mark)
{
	const struct spread *s = &standing->spread;
	const double parts[STANDING_PARTS] = {
		[STANDING_OF_SESSIONS] = s->object_first * squares[0],
		[STANDING_OF_RATERS] = s->second * squares[1],
		[STANDING_OF_PAIRS] = s->object_second * squares[1],
		[STANDING_OF_REST] = s->residual * squares[2],
	};
	struct estimate truth;

	mark->sem =
		sqrt(parts[STANDING_OF_SESSIONS] + parts[STANDING_OF_RATERS] +
		     parts[STANDING_OF_PAIRS] + parts[STANDING_OF_REST]);
	mark->lower = mark->mean - Z_95 * mark->sem;
	mark->upper = mark->mean + Z_95 * mark->sem;
	if (isnan(standing->cut))
		return;
	standing_judge(standing, parts, mark);
	if (!(mark->sem > 0))
		return;
	truth = pass_probability(mark->mean, mark->sem, standing->cut);
	mark->above = truth.value;
	if (!(s->object > 0))
		return;
	truth = pass_probability_in(mark->mean, mark->sem, standing->cut,
				    standing->mean, s->object);
	mark->above_in = truth.value;
}

void
standing_add_mark(struct standing *standing, const struct records *records,
		  guint therapist, const gboolean *counts)
{
	const GPtrArray *names = records->levels->pdata[0];
	struct standing_mark *mark = g_new0(struct standing_mark, 1);
	double squares[3] = { 0 };

	mark->sem = mark->lower = mark->upper = NAN;
	mark->least = mark->most = NAN;
	mark->above = mark->above_in = NAN;
	weigh_mark(records, therapist, counts, mark, squares);
	if (mark->ratings == 0) {
		g_free(mark);
		return;
	}
	mark->therapist = g_strdup(names->pdata[therapist]);
	if (standing->method)
		judge_mark(standing, squares, mark);
	g_ptr_array_add(standing->marks, mark);
}
