/*
 * Tables of ratings made of noise: either they are refused with sentences that
 * are safe to show, or all that is said of them is a number or a sentence.
 */
#include "agreement/agreement.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_faults(const GPtrArray *faults)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *safe = NULL;

	diagnostics_check(faults, &error);
	g_assert_nonnull(error);
	safe = base_printable(error->message, -1);
	g_assert_cmpstr(safe, ==, error->message);
}

static void
check_report(struct report *report)
{
	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *s = report->statistics->pdata[i];

		g_assert_false(isinf(s->of.value));
		g_assert_true(!isnan(s->of.value) || s->note != NULL);
	}
	report_free(report);
}

static void
ask_wide(const char *text, gsize len, const struct scale *scale)
{
	g_autoptr(GPtrArray) faults = diagnostics_new();
	g_autoptr(Ratings) ratings =
		ratings_from_text(text, len, "t", scale, faults);

	g_assert_true((ratings == NULL) == (faults->len > 0));
	if (!ratings)
		check_faults(faults);
	else if (ratings_all(ratings) < 100)
		check_report(report_table(ratings, scale, 0, 1));
}

static void
ask_long(const char *text, gsize len)
{
	g_autoptr(GPtrArray) faults = diagnostics_new();
	g_autoptr(Records) records =
		records_from_text(text, len, "t", NULL, faults);

	g_assert_true((records == NULL) == (faults->len > 0));
	if (!records)
		check_faults(faults);
	else if (records->facets->len == 2)
		ratings_free(records_table(records));
	else if (records->scores->len < 100)
		check_report(report_records(records, 3));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autoptr(Scale) scale = scale_new(1, 5, 1);

	memcpy(text, data, size);
	ask_wide(text, size, NULL);
	ask_wide(text, size, scale);
	ask_long(text, size);
	return 0;
}
