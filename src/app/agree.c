/*
 * Agreement in a table of ratings; see agree.h.  No casebook is opened.
 */
#include "app/private.h"

#include <math.h>
#include <string.h>

const struct column statistic_columns[] = {
	{ "name", "statistic", TEXT_AT(struct statistic, name) },
	{ "options", "options", TEXT_AT(struct statistic, options) },
	{ "value", "value", REAL_AT(struct statistic, of.value), .digits = 3,
	  .full = TRUE },
	{ "se", "SE", REAL_AT(struct statistic, of.se), .digits = 3,
	  .full = TRUE },
	{ "lower", "lower", REAL_AT(struct statistic, of.lower), .digits = 3,
	  .full = TRUE },
	{ "upper", "upper", REAL_AT(struct statistic, of.upper), .digits = 3,
	  .full = TRUE },
	{ "p", "p", REAL_AT(struct statistic, of.p), .digits = 4,
	  .full = TRUE },
	{ "n", "n", NUMBER_AT(struct statistic, n) },
	{ "note", "note", TEXT_AT(struct statistic, note) },
	{ .kind = COLUMNS_END },
};

const struct column report_columns[] = {
	{ "units", NULL, COUNT_AT(struct report, units) },
	{ "raters", NULL, COUNT_AT(struct report, raters) },
	{ "ratings", NULL, NUMBER_AT(struct report, ratings) },
	{ "missing", NULL, NUMBER_AT(struct report, missing) },
	{ "rater_names", NULL, TEXTS_AT(struct report, rater_names) },
	{ "statistics", NULL,
	  LIST_AT(struct report, statistics, statistic_columns) },
	{ "notes", NULL, TEXTS_AT(struct report, notes) },
	{ .kind = COLUMNS_END },
};

static gboolean
is_one_of(const char *rater, const char *const *between)
{
	for (; *between; between++)
		if (base_code_same(rater, *between))
			return TRUE;
	return FALSE;
}

/* The raters that were named, all of whom must be there; NULL with an error. */
static struct ratings *
choose_raters(const struct ratings *ratings, const char *const *between,
	      const char *path, GError **error)
{
	guint raters = ratings->raters->len;
	g_autofree gboolean *keep = g_new0(gboolean, raters + 1);

	for (guint r = 0; r < raters; r++)
		keep[r] = is_one_of(ratings->raters->pdata[r], between);
	for (const char *const *name = between; *name; name++) {
		const char *here[] = { *name, NULL };
		gboolean found = FALSE;

		for (guint r = 0; r < raters && !found; r++)
			found = is_one_of(ratings->raters->pdata[r], here);
		if (!found) {
			g_autofree char *shown = base_printable(*name, -1);
			g_autofree char *all = NULL;

			g_ptr_array_add(ratings->raters, NULL);
			all = g_strjoinv(", ", (char **)ratings->raters->pdata);
			g_ptr_array_set_size(ratings->raters, (gint)raters);
			app_fail(error, BASE_ERROR_NOT_FOUND,
				 "%s: no rater '%s' (it has %s)", path, shown,
				 all);
			return NULL;
		}
	}
	return ratings_part(ratings, NULL, keep);
}

static struct report *
report_ratings(const struct ratings *ratings, const char *path,
	       const struct agree_options *options, GError **error)
{
	g_autoptr(Ratings) part = NULL;

	if (!options->between)
		return report_table(ratings, options->scale, MIXED_DRAWS,
				    options->seed);
	if (ratings->counts) {
		app_fail(error, BASE_ERROR_USAGE,
			 "%s: a table of counts has two raters; leave out "
			 "--between",
			 path);
		return NULL;
	}
	part = choose_raters(ratings, options->between, path, error);
	return part ? report_table(part, options->scale, MIXED_DRAWS,
				   options->seed) :
		      NULL;
}

static void
fail_unrated(const char *path, GError **error)
{
	app_fail(error, BASE_ERROR_INPUT,
		 "%s: no ratings: the table has none in any of its cells",
		 path);
}

static struct report *
report_long(const char *text, gsize len, const char *path,
	    const struct agree_options *options, GPtrArray *faults,
	    GError **error)
{
	g_autoptr(Records) records =
		records_from_text(text, len, path, options->scale, faults);
	g_autoptr(Ratings) ratings = NULL;

	if (!records)
		return NULL;
	if (records->scores->len == 0) {
		fail_unrated(path, error);
		return NULL;
	}
	if (!isnan(options->cut) && records->facets->len < 3) {
		app_fail(error, BASE_ERROR_USAGE,
			 "%s: --cut needs therapist, session and rater in each "
			 "row",
			 path);
		return NULL;
	}
	if (records->facets->len == 2) {
		ratings = records_table(records);
		return report_ratings(ratings, path, options, error);
	}
	if (options->between) {
		app_fail(error, BASE_ERROR_USAGE,
			 "%s: --between needs a unit and a rater in each row",
			 path);
		return NULL;
	}
	return report_records(records, options->cut);
}

struct report *
app_agree_matrix(const char *path, const struct agree_options *options,
		 GError **error)
{
	g_autoptr(GPtrArray) faults = diagnostics_new();
	g_autoptr(Ratings) ratings = NULL;
	g_autofree char *text = NULL;
	struct report *report = NULL;
	gsize len;

	if (!app_file_read(path, &text, &len, error))
		return NULL;
	if (options->one_a_row) {
		report = report_long(text, len, path, options, faults, error);
	} else {
		ratings = ratings_from_text(text, len, path, options->scale,
					    faults);
		if (ratings && ratings_all(ratings) == 0)
			fail_unrated(path, error);
		else if (ratings)
			report = report_ratings(ratings, path, options, error);
	}
	if (faults->len > 0)
		diagnostics_check(faults, error);
	return report;
}
