/*
 * What the tests of scoring/ share: the core rubric as it is shipped.
 */
#ifndef TEST_SCORING_H
#define TEST_SCORING_H

#include "scoring/scoring.h"

static inline struct rubric *
core_rubric(void)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autofree char *text = NULL;
	struct rubric *rubric;
	gsize len;

	if (!g_file_get_contents("rubrics/ipt-core.yaml", &text, &len, NULL))
		g_error("rubrics/ipt-core.yaml is not here: run the tests "
			"from the top of the checkout");
	rubric = rubric_parse(text, len, "ipt-core.yaml", NULL, diagnostics);
	if (!rubric)
		g_error("%s", diagnostics_print(diagnostics));
	return rubric;
}

#endif
