/*
 * For the tests of agreement: the tables of tests/data/stats/.
 */
#ifndef TEST_AGREEMENT_H
#define TEST_AGREEMENT_H

#include "agreement/agreement.h"

#include <string.h>

#define STATS "tests/data/stats/"

/* Of tests/data/stats/; caller frees. */
static inline char *
stats_text(const char *name)
{
	g_autofree char *path = g_strconcat(STATS, name, NULL);
	char *text = NULL;
	g_autoptr(GError) error = NULL;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	return text;
}

static inline struct ratings *
stats_ratings(const char *name, const struct scale *scale)
{
	g_autofree char *path = g_strconcat("data/", name, NULL);
	g_autofree char *text = stats_text(path);
	g_autoptr(GPtrArray) faults = diagnostics_new();
	struct ratings *ratings =
		ratings_from_text(text, strlen(text), name, scale, faults);
	g_autoptr(GError) error = NULL;

	diagnostics_check(faults, &error);
	g_assert_no_error(error);
	return ratings;
}

static inline struct records *
stats_records(const char *name)
{
	g_autofree char *path = g_strconcat("data/", name, NULL);
	g_autofree char *text = stats_text(path);
	g_autoptr(GPtrArray) faults = diagnostics_new();
	struct records *records =
		records_from_text(text, strlen(text), name, NULL, faults);
	g_autoptr(GError) error = NULL;

	diagnostics_check(faults, &error);
	g_assert_no_error(error);
	return records;
}

#endif
