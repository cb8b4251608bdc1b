/*
 * What ratings lack for it to be said how far marks would stand; see
 * standing.h.
 */
#include "agreement/agreement.h"
#include "agreement/standing_lacks.h"

#include <math.h>

/* What a study rests on, counted. */
struct resting {
	struct ratings *table; /* sessions of all therapists x raters */
	guint most_sessions;   /* of one therapist */
	gboolean again;	       /* a rater rated two sessions of a therapist */
};

/* The sessions of all therapists, numbered as they come. */
static void
count_sessions(struct standing *standing, const struct records *records,
	       struct resting *resting)
{
	guint n = records->scores->len, sessions = records_levels(records, 1);
	gsize all = (gsize)standing->therapists * sessions;
	g_autofree guint *number = g_new0(guint, all + 1);
	g_autofree guint *of = g_new0(guint, standing->therapists + 1);
	g_autofree guint *pairs = g_new0(
		guint, (gsize)standing->therapists * standing->raters + 1);

	for (guint i = 0; i < n; i++) {
		guint t = records_level(records, i, 0);
		guint *seen =
			&number[t * sessions + records_level(records, i, 1)];

		if (*seen)
			continue;
		*seen = ++standing->sessions;
		of[t]++;
		resting->most_sessions = MAX(resting->most_sessions, of[t]);
	}
	resting->table = ratings_new(standing->sessions, standing->raters);
	for (guint i = 0; i < standing->sessions; i++)
		g_ptr_array_add(resting->table->units, g_strdup(""));
	for (guint r = 0; r < standing->raters; r++)
		g_ptr_array_add(resting->table->raters, g_strdup(""));
	for (guint i = 0; i < n; i++) {
		guint t = records_level(records, i, 0);
		guint s = records_level(records, i, 1);
		guint r = records_level(records, i, 2);
		double *cell = ratings_cell(resting->table,
					    number[t * sessions + s] - 1, r);

		if (isnan(*cell)) {
			guint *rated = &pairs[(gsize)t * standing->raters + r];

			standing->pairs += ++*rated == 1;
			resting->again |= *rated > 1;
		}
		*cell = g_array_index(records->scores, double, i);
	}
	for (guint i = 0; i < standing->sessions; i++)
		standing->twice += ratings_of_unit(resting->table, i) > 1;
}

void
standing_lack(struct standing *standing, const char *says)
{
	g_ptr_array_add(standing->missing, g_strdup(says));
}

static void
lack(struct standing *standing, gboolean is_so, const char *says)
{
	if (is_so)
		standing_lack(standing, says);
}

static gboolean
all_are_one(const struct records *records)
{
	for (guint i = 1; i < records->scores->len; i++)
		if (g_array_index(records->scores, double, i) !=
		    g_array_index(records->scores, double, 0))
			return FALSE;
	return TRUE;
}

void
standing_find_lacks(struct standing *standing, const struct records *records)
{
	struct resting resting = { 0 };
	g_autofree guint *group = g_new0(guint, standing->raters + 1);

	if (standing->ratings == 0) {
		lack(standing, TRUE,
		     "There are no ratings to go by: have sessions of several "
		     "therapists rated, each by two raters, and signed.");
		return;
	}
	count_sessions(standing, records, &resting);
	lack(standing, standing->therapists < 2,
	     "All ratings are of one therapist: how therapists differ cannot "
	     "be told; have sessions of others rated, ten or more.");
	lack(standing, resting.most_sessions < 2,
	     "No therapist has two rated sessions: what varies from session "
	     "to session cannot be told from what the therapist does; have a "
	     "second session of some rated.");
	lack(standing, standing->raters < 2,
	     "All ratings are by one rater: how raters differ cannot be told; "
	     "have sessions rated by a second one.");
	lack(standing, standing->raters > 1 && standing->twice == 0,
	     "No session was rated by two raters: how they differ on the same "
	     "session cannot be told; have some rated a second time.");
	lack(standing,
	     standing->twice > 0 && raters_linked(resting.table, group) > 1,
	     "Not all raters are linked by sessions that they share: severe "
	     "raters cannot be told from weak sessions; give raters of "
	     "different groups the same sessions.");
	lack(standing,
	     standing->twice > 0 && resting.most_sessions > 1 && !resting.again,
	     "No rater has rated two sessions of one therapist: what a rater "
	     "has for or against one therapist cannot be told from chance; "
	     "have some rate a second session of the same therapist.");
	lack(standing, standing->missing->len == 0 && all_are_one(records),
	     "All marks are the same: nothing varies, and nothing can be "
	     "worked out from it.");
	ratings_free(resting.table);
}
