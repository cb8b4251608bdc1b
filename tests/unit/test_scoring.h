/*
 * What the tests of scoring/ share: the core rubric as it is shipped, and as
 * it was in version 1.1.0, which says little of what may be left out.
 */
#ifndef TEST_SCORING_H
#define TEST_SCORING_H

#include "scoring/scoring.h"

static inline struct rubric *
rubric_from(const char *path)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autofree char *text = NULL;
	struct rubric *rubric;
	gsize len;

	if (!g_file_get_contents(path, &text, &len, NULL))
		g_error("%s is not here: run the tests from the top of the "
			"checkout",
			path);
	rubric = rubric_parse(text, len, "ipt-core.yaml", NULL, diagnostics);
	if (!rubric)
		g_error("%s", diagnostics_print(diagnostics));
	return rubric;
}

static inline struct rubric *
core_rubric(void)
{
	return rubric_from("rubrics/ipt-core.yaml");
}

static inline struct rubric *
old_rubric(void)
{
	return rubric_from("tests/data/ipt-core-1.1.0.yaml");
}

#endif
