/*
 * A codebook with weights, and the tags that come of it: what the tests of
 * weights and of learning share.
 */
#ifndef TEST_TAGGING_WEIGH_H
#define TEST_TAGGING_WEIGH_H

#include "test_tagging.h"

/* Two techniques; AAA has a rule for "firm" and one for "soft". */
#define RULE(id, word, strength)                                  \
	"      - {id: " id ", says: s, match: '\\b" word "\\b', " \
	"strength: " strength ", examples: [" word "], "          \
	"counterexamples: [x]}\n"
#define BOOK                                                                                                          \
	HEAD "techniques:\n"                                                                                          \
	     "  - id: AAA\n    name: a\n    definition: d\n    rules:\n" RULE(                                        \
		     "a.firm", "firm", "probable")                                                                    \
		     RULE("a.soft", "soft", "hint") "  - id: BBB\n    name: b\n    definition: d\n    rules:\n" RULE( \
			     "b.one", "bee", "probable")
#define WEIGHTS             \
	BOOK "weights: |\n" \
	     "  technique\tAAA\tBBB\n"
/* Nothing from the neighbours; a hint from 0 on, probable from 30. */
#define PLAIN                                                        \
	WEIGHTS "  start\t-50\t-50\n  near.before\n  near.after\n"   \
		"  near.two\n  near.far\n  rule.hint\t20\t20\n"      \
		"  rule.probable\t60\t60\n  rule.sequence\t60\t60\n" \
		"  hint\n  probable\t30\t30\n"

/* The lines stand at the head of a whole session. */
static inline void
weigh(const char *yaml, const char *lines, const char *expected)
{
	struct session_facts facts = { .number = 1,
				       .phase = PHASE_INITIAL,
				       .focus = FOCUS_GRIEF };
	g_autoptr(GString) whole = g_string_new(lines);
	g_autofree char *tags = NULL;

	for (guint i = 0; i < 60; i++)
		g_string_append(whole, "\nO: x");
	tags = tag_session(yaml, whole->str, &facts, print_tags);
	g_assert_cmpstr(tags, ==, expected);
}

#endif
