/*
 * codebook/measure.c: the symptom measures known by name.
 *
 * Bands: PHQ-9 after Kroenke, Spitzer and Williams (2001), GAD-7 after
 * Spitzer, Kroenke, Williams and Loewe (2006).
 */
#include "codebook/codebook.h"

#include <math.h>
#include <string.h>

#define BANDS_MAX 5

struct band {
	int from;
	const char *name;
};

struct measure {
	const char *name;
	int max;
	struct band bands[BANDS_MAX]; /* rising; unused ones unnamed */
};

static const struct measure measures[] = {
	{ "PHQ-9",
	  27,
	  { { 0, "minimal" },
	    { 5, "mild" },
	    { 10, "moderate" },
	    { 15, "moderately severe" },
	    { 20, "severe" } } },
	{ "PHQ-9 item 9",
	  3,
	  { { 0, "not at all" },
	    { 1, "several days" },
	    { 2, "more than half the days" },
	    { 3, "nearly every day" } } },
	{ "GAD-7",
	  21,
	  { { 0, "minimal" },
	    { 5, "mild" },
	    { 10, "moderate" },
	    { 15, "severe" } } },
};

/* "phq9" and "PHQ 9" are PHQ-9. */
static gboolean
same_name(const char *a, const char *b)
{
	for (;; a++, b++) {
		while (*a == '-' || *a == ' ')
			a++;
		while (*b == '-' || *b == ' ')
			b++;
		if (g_ascii_tolower(*a) != g_ascii_tolower(*b))
			return FALSE;
		if (!*a)
			return TRUE;
	}
}

static const struct measure *
find_measure(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(measures); i++)
		if (same_name(name, measures[i].name))
			return &measures[i];
	return NULL;
}

gboolean
measure_same(const char *a, const char *b)
{
	return same_name(a, b) || base_code_same(a, b);
}

const char *
measure_name(const char *name)
{
	const struct measure *measure = find_measure(name);

	return measure ? measure->name : name;
}

static gboolean
can_have(const struct measure *measure, double score)
{
	return score >= 0 && score <= measure->max && floor(score) == score;
}

gboolean
measure_is_of_risk(const char *name, double score)
{
	return score > 0 && same_name(name, "PHQ-9 item 9");
}

const char *
measure_band(const char *name, double score)
{
	const struct measure *measure = find_measure(name);
	const char *band = NULL;

	if (!measure || !can_have(measure, score))
		return NULL;
	for (guint i = 0; i < BANDS_MAX && measure->bands[i].name; i++)
		if (score >= measure->bands[i].from)
			band = measure->bands[i].name;
	return band;
}

gboolean
measure_check(const char *name, double score, GError **error)
{
	const struct measure *measure = find_measure(name);

	if (!measure || can_have(measure, score))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "%s is a whole number from 0 to %d: %g cannot be one",
		    measure->name, measure->max, score);
	return FALSE;
}
