/*
 * What can be said of a table of ratings; see figures.h.
 */
#include "agreement/agreement.h"
#include "agreement/making.h"

#include <math.h>
#include <string.h>

/* Pairs of raters that are told one by one. */
#define PAIRS_MOST 45

void
statistic_free(void *data)
{
	struct statistic *statistic = data;

	g_free(statistic->options);
	g_free(statistic->note);
	g_free(statistic);
}

struct report *
report_new(void)
{
	struct report *report = g_new0(struct report, 1);

	report->rater_names = g_ptr_array_new_with_free_func(g_free);
	report->statistics = g_ptr_array_new_with_free_func(statistic_free);
	report->notes = g_ptr_array_new_with_free_func(g_free);
	return report;
}

void
report_free(struct report *report)
{
	if (!report)
		return;
	g_ptr_array_unref(report->rater_names);
	g_clear_pointer(&report->statistics, g_ptr_array_unref);
	g_ptr_array_unref(report->notes);
	g_free(report);
}

const struct statistic *
report_find(const struct report *report, const char *name, const char *options)
{
	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *statistic =
			report->statistics->pdata[i];

		if (!strcmp(statistic->name, name) &&
		    g_str_has_prefix(statistic->options, options))
			return statistic;
	}
	return NULL;
}

gboolean
figure_is_named(const char *name, const char *options, const char *const *names)
{
	for (; *names; names++) {
		const char *rest = strchr(*names, ' ');
		gsize len = rest ? (gsize)(rest - *names) : strlen(*names);

		if (strlen(name) == len && !strncmp(name, *names, len) &&
		    (!rest || strstr(options, rest + 1)))
			return TRUE;
	}
	return FALSE;
}

/* ---- making ------------------------------------------------------------- */

/* What is not finite is not there; neither is an interval of no width. */
static struct estimate
tidy(struct estimate of)
{
	double *parts[] = { &of.value, &of.se, &of.lower, &of.upper, &of.p };

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (!isfinite(*parts[i]))
			*parts[i] = NAN;
		if (*parts[i] == 0)
			*parts[i] = 0; /* no -0 */
	}
	if (of.se == 0)
		of.lower = of.upper = of.p = NAN;
	if (isnan(of.value))
		return NO_ESTIMATE;
	return of;
}

struct statistic *
make_figure(struct making *making, const char *name, struct estimate of,
	    guint64 n, const char *options, ...)
{
	struct statistic *statistic = g_new0(struct statistic, 1);
	g_autofree char *own = NULL;
	va_list args;

	va_start(args, options);
	own = g_strdup_vprintf(options, args);
	va_end(args);
	statistic->name = name;
	statistic->options = g_strconcat(making->which, own, NULL);
	statistic->of = tidy(of);
	statistic->n = n;
	if (isnan(statistic->of.value))
		statistic->note =
			g_strdup(making->why ? making->why :
					       "not defined for these ratings");
	g_ptr_array_add(making->report->statistics, statistic);
	return statistic;
}

gboolean
making_wants(const struct making *making, const char *name, const char *options)
{
	return !making->names || figure_is_named(name, options, making->names);
}

/* Takes out what was made on the way. */
static void
drop_unwanted(const struct making *making)
{
	GPtrArray *made = making->report->statistics;

	for (guint i = made->len; making->names && i-- > 0;) {
		const struct statistic *one = made->pdata[i];

		if (!making_wants(making, one->name, one->options))
			g_ptr_array_remove_index(made, i);
	}
}

void
make_note(struct statistic *statistic, const char *format, ...)
{
	va_list args;

	if (statistic->note)
		return;
	va_start(args, format);
	statistic->note = g_strdup_vprintf(format, args);
	va_end(args);
}

void
make_why(struct making *making, const char *format, ...)
{
	va_list args;

	g_clear_pointer(&making->why, g_free);
	if (!format)
		return;
	va_start(args, format);
	making->why = g_strdup_vprintf(format, args);
	va_end(args);
}

void
make_remark(struct making *making, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_ptr_array_add(making->report->notes, g_strdup_vprintf(format, args));
	va_end(args);
}

/* ---- a table ------------------------------------------------------------ */

/* Drops who and what has no rating, and says so; NULL: all have. */
static struct ratings *
table_in_use(struct making *making, const struct ratings *all)
{
	guint units = all->units->len, raters = all->raters->len, empty = 0;
	guint idle = 0;
	g_autofree gboolean *keep_unit = g_new0(gboolean, units + 1);
	g_autofree gboolean *keep_rater = g_new0(gboolean, raters + 1);
	struct ratings *used;

	for (guint r = 0; r < raters; r++) {
		keep_rater[r] = ratings_of_rater(all, r) > 0;
		if (keep_rater[r])
			continue;
		idle++;
		make_remark(making, "%s gave no rating and is left out",
			    (char *)all->raters->pdata[r]);
	}
	for (guint u = 0; u < units; u++) {
		keep_unit[u] = ratings_of_unit(all, u) > 0;
		empty += !keep_unit[u];
	}
	if (empty == units)
		make_remark(making, "no ratings");
	else if (empty > 0)
		make_remark(making,
			    "%u of %u units have no rating and are left out",
			    empty, units);
	if (empty + idle == 0)
		return NULL;
	used = ratings_part(all, keep_unit, keep_rater);
	if (all->counts)
		used->counts =
			g_memdup2(all->counts, units * sizeof *all->counts);
	return used;
}

static void
take_coverage(struct report *report, const struct ratings *used)
{
	report->units = used->units->len;
	report->raters = used->raters->len;
	report->ratings = ratings_all(used);
	report->missing =
		(guint64)report->units * report->raters - report->ratings;
	for (guint r = 0; r < report->raters; r++)
		g_ptr_array_add(report->rater_names,
				g_strdup(used->raters->pdata[r]));
}

/* Raters who cannot be told apart from one another's severity. */
static void
remark_groups(struct making *making)
{
	guint raters = making->ratings->raters->len;
	g_autofree guint *group = g_new0(guint, raters + 1);
	guint groups = raters_linked(making->ratings, group);

	if (groups < 2)
		return;
	for (guint g = 0; g < groups; g++) {
		g_autoptr(GString) names = g_string_new(NULL);

		for (guint r = 0; r < raters; r++)
			if (group[r] == g)
				g_string_append_printf(
					names, "%s%s", names->len ? ", " : "",
					(char *)making->ratings->raters
						->pdata[r]);
		make_remark(making, "raters that share no unit with others: %s",
			    names->str);
	}
}

static void
make_pairs(struct making *making)
{
	guint raters = making->ratings->raters->len;

	if (raters <= 2) {
		make_pair(making, 0, 1);
		return;
	}
	if (making->report->missing > 0)
		make_remark(making, "not all raters rated the same units: each "
				    "pair counts what both rated");
	if (raters * (raters - 1) / 2 > PAIRS_MOST) {
		make_remark(making,
			    "%u pairs of raters are too many to tell one by "
			    "one (at most %d); name some with --between",
			    raters * (raters - 1) / 2, PAIRS_MOST);
		return;
	}
	for (guint a = 0; a < raters; a++)
		for (guint b = a + 1; b < raters; b++) {
			char *before = making->which;

			making->which = g_strdup_printf(
				"columns %s,%s; ",
				(char *)making->ratings->raters->pdata[a],
				(char *)making->ratings->raters->pdata[b]);
			make_pair(making, a, b);
			g_free(making->which);
			making->which = before;
		}
}

static struct report *
report_made(struct making making, const struct ratings *all, guint draws,
	    guint64 seed)
{
	const struct ratings *used;
	g_autoptr(Ratings) part = NULL;
	g_autoptr(Scale) seen = NULL;

	making.report = report_new();
	part = table_in_use(&making, all);
	used = part ? part : all;
	seen = making.scale ? NULL : scale_of(used);
	making.report->scale_seen = !making.scale;
	if (!making.scale)
		making.scale = seen;
	making.ratings = used;
	making.which = (char *)"";
	making.report->points = making.scale->n;
	take_coverage(making.report, used);
	if (used->raters->len > 1)
		remark_groups(&making);
	make_pairs(&making);
	if (!used->counts && making.as_points)
		make_chance(&making);
	if (!used->counts && making.as_numbers)
		make_reliability(&making, draws, seed);
	make_why(&making, NULL);
	drop_unwanted(&making);
	return making.report;
}

struct report *
report_table(const struct ratings *ratings, const struct scale *scale,
	     guint draws, guint64 seed)
{
	return report_made((struct making){ .scale = scale,
					    .as_points = TRUE,
					    .as_numbers = TRUE },
			   ratings, draws, seed);
}

struct report *
report_points_named(const struct ratings *ratings, const struct scale *scale,
		    const char *const *names)
{
	return report_made((struct making){ .scale = scale,
					    .as_points = TRUE,
					    .names = names },
			   ratings, 0, 0);
}

struct report *
report_points(const struct ratings *ratings, const struct scale *scale)
{
	return report_points_named(ratings, scale, NULL);
}

struct report *
report_numbers(const struct ratings *ratings, guint draws, guint64 seed)
{
	return report_made((struct making){ .as_numbers = TRUE }, ratings,
			   draws, seed);
}
