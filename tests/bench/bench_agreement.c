/*
 * How long figures take where there are many ratings: how far a mark
 * would stand from 10,000 (REML), the report of a table of as many, and 2,000
 * draws over 1,000 sessions.
 *
 * Plain baselines are in the same run, as ratios: a tenth of the ratings, which
 * should take a tenth; and the statistic called as often as
 * the bootstrap calls it, on the sessions as they are.
 */
#include "agreement/agreement.h"

#include <stdio.h>
#include <stdlib.h>

static double
uniform(void)
{
	return (double)rand() / RAND_MAX;
}

static double
normal(void)
{
	double sum = -6;

	for (guint i = 0; i < 12; i++)
		sum += uniform();
	return sum;
}

static double
since(gint64 began)
{
	return (double)(g_get_monotonic_time() - began) / 1000;
}

/* Ten sessions a therapist, each by two of 40 raters, with marks to .05. */
static struct records *
make_records(guint therapists)
{
	g_autoptr(GString) text =
		g_string_new("therapist\tsession\trater\tscore\n");
	g_autoptr(GPtrArray) faults = diagnostics_new();
	double severity[40];

	srand(1);
	for (guint r = 0; r < 40; r++)
		severity[r] = .3 * normal();
	for (guint t = 0; t < therapists; t++) {
		double own = 3.2 + .45 * normal();

		for (guint s = 0; s < 10; s++) {
			double here = own + .3 * normal();

			for (guint k = 0; k < 2; k++) {
				guint r = (t * 3 + s % 4 + k) % 40;

				g_string_append_printf(
					text, "%u\t%u\t%u\t%.2f\n", t, s, r,
					here + severity[r] + .3 * normal());
			}
		}
	}
	return records_from_text(text->str, text->len, "bench", NULL, faults);
}

static double
time_standing(guint therapists)
{
	g_autoptr(Records) records = make_records(therapists);
	gint64 began = g_get_monotonic_time();
	struct standing standing;
	double ms;

	standing_init(&standing, records, 3, .8);
	ms = since(began);
	if (!standing.method)
		printf("nothing came of it\n");
	standing_clear(&standing);
	return ms;
}

static double
mean_gap(const guint *drawn, guint n, void *data)
{
	const double *gaps = data;
	double sum = 0;

	for (guint i = 0; i < n; i++)
		sum += gaps[drawn[i]];
	return sum / n;
}

static void
time_bootstrap(void)
{
	enum { SESSIONS = 1000, DRAWS = 2000 };
	double gaps[SESSIONS];
	guint as_is[SESSIONS];
	struct bootstrap boot;
	volatile double kept = 0;
	double plain, ms;
	gint64 began;

	for (guint i = 0; i < SESSIONS; i++) {
		gaps[i] = normal();
		as_is[i] = i;
	}
	began = g_get_monotonic_time();
	for (guint d = 0; d < DRAWS + SESSIONS; d++)
		kept += mean_gap(as_is, SESSIONS, gaps);
	plain = since(began);
	began = g_get_monotonic_time();
	bootstrap_init(&boot, mean_gap, gaps, SESSIONS, NULL, DRAWS, 1);
	ms = since(began);
	printf("%-42s %8.1f ms  %5.1f x the statistic alone\n",
	       "bootstrap, 2,000 draws over 1,000 sessions", ms, ms / plain);
}

/* 5,000 sessions by 2 of 8 raters. */
static double
time_table(guint sessions)
{
	struct ratings *table = ratings_new(sessions, 8);
	struct scale *scale = scale_new(1, 5, 1);
	struct report *report;
	gint64 began;
	double ms;

	for (guint r = 0; r < 8; r++)
		g_ptr_array_add(table->raters, g_strdup_printf("R%u", r));
	for (guint u = 0; u < sessions; u++) {
		double own = 3 + normal();

		g_ptr_array_add(table->units, g_strdup_printf("%u", u));
		for (guint k = 0; k < 2; k++) {
			double x = own + .5 * normal() + .5;

			*ratings_cell(table, u, (u + k * (1 + u % 3)) % 8) =
				CLAMP((int)x, 1, 5);
		}
	}
	began = g_get_monotonic_time();
	report = report_table(table, scale, MIXED_DRAWS, 1);
	ms = since(began);
	report_free(report);
	scale_free(scale);
	ratings_free(table);
	return ms;
}

int
main(void)
{
	double tenth = time_standing(50), all = time_standing(500);
	double some = time_table(500), many = time_table(5000);

	printf("%-42s %8.1f ms  %5.1f x a tenth of them\n",
	       "depend, 10,000 ratings", all, all / tenth);
	printf("%-42s %8.1f ms  %5.1f x a tenth of them\n",
	       "report of a table, 10,000 ratings", many, many / some);
	time_bootstrap();
	return 0;
}
