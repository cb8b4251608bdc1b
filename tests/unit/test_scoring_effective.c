/*
 * Effective tags and the suggestions that come of them.
 */
#include "test_scoring.h"

#include <string.h>

static GPtrArray *
tags_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)machine_tag_free);
}

static void
tag_add(GPtrArray *tags, guint turn, const char *technique,
	enum strength strength)
{
	struct machine_tag *tag = g_new0(struct machine_tag, 1);
	struct machine_hit *hit = g_new0(struct machine_hit, 1);

	tag->turn = turn;
	tag->technique = g_strdup(technique);
	tag->strength = strength;
	tag->hits = g_ptr_array_new();
	hit->rule = g_strdup("some.rule");
	g_ptr_array_add(tag->hits, hit);
	g_ptr_array_add(tags, tag);
}

static GPtrArray *
decisions_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
}

static void
decide(GPtrArray *decisions, guint turn, const char *technique,
       enum verdict verdict, const char *to, const char *rater)
{
	struct decision *decision = g_new0(struct decision, 1);

	decision->id = decisions->len + 1;
	decision->turn = turn;
	decision->technique = g_strdup(technique);
	decision->verdict = verdict;
	decision->to = g_strdup(to);
	decision->rater = g_strdup(rater);
	g_ptr_array_add(decisions, decision);
}

/* "25 CLAR+ 25 COMM- 27 EAFF": + confirmed, - rejected. */
static char *
spell(const GPtrArray *tags)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < tags->len; i++) {
		const struct effective_tag *tag = g_ptr_array_index(tags, i);

		g_string_append_printf(out, "%s%u %s%s%s", i ? " " : "",
				       tag->turn, tag->technique,
				       tag->confirmed ? "+" : "",
				       tag->rejected ? "-" : "");
	}
	return g_string_free(out, FALSE);
}

static void
expect(const GPtrArray *tags, const GPtrArray *decisions, const char *rater,
       const char *expected)
{
	g_autoptr(GPtrArray) effective =
		effective_tags_build(tags, decisions, rater);
	g_autofree char *spelled = spell(effective);

	g_assert_cmpstr(spelled, ==, expected);
}

static void
test_verdicts(void)
{
	enum verdict verdict;

	for (guint i = 0; i <= VERDICT_WITHDRAW; i++) {
		g_assert_true(verdict_parse(verdict_print((enum verdict)i),
					    &verdict));
		g_assert_cmpint(verdict, ==, (enum verdict)i);
	}
	g_assert_true(verdict_parse("Reject", &verdict));
	g_assert_false(verdict_parse("rejected", &verdict));
}

static void
test_nobody_decided(void)
{
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();

	expect(tags, decisions, NULL, "");
	tag_add(tags, 27, "EAFF", STRENGTH_HINT);
	tag_add(tags, 25, "COMM", STRENGTH_PROBABLE);
	tag_add(tags, 25, "CLAR", STRENGTH_PROBABLE);
	expect(tags, decisions, NULL, "25 CLAR 25 COMM 27 EAFF");
}

static void
test_verdicts_stand(void)
{
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();

	tag_add(tags, 1, "OPEN", STRENGTH_PROBABLE);
	tag_add(tags, 3, "LINK", STRENGTH_PROBABLE);
	tag_add(tags, 5, "COMM", STRENGTH_PROBABLE);
	decide(decisions, 1, "OPEN", VERDICT_ACCEPT, NULL, "S1");
	decide(decisions, 3, "LINK", VERDICT_REJECT, NULL, "S1");
	decide(decisions, 5, "COMM", VERDICT_RELABEL, "CLAR", "S1");
	decide(decisions, 7, "EAFF", VERDICT_ADD, NULL, "S1");
	expect(tags, decisions, NULL,
	       "1 OPEN+ 3 LINK- 5 CLAR+ 5 COMM- 7 EAFF+");
}

/* A new codebook may give other tags; what people said stays. */
static void
test_outlives_tags(void)
{
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();

	decide(decisions, 1, "OPEN", VERDICT_ACCEPT, NULL, "S1");
	decide(decisions, 3, "LINK", VERDICT_REJECT, NULL, "S1");
	expect(tags, decisions, NULL, "1 OPEN+ 3 LINK-");
}

static void
test_latest_counts(void)
{
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();

	tag_add(tags, 1, "OPEN", STRENGTH_PROBABLE);
	decide(decisions, 1, "OPEN", VERDICT_REJECT, NULL, "S1");
	decide(decisions, 1, "OPEN", VERDICT_ACCEPT, NULL, "S2");
	expect(tags, decisions, NULL, "1 OPEN+");
	expect(tags, decisions, "S1", "1 OPEN-");
	expect(tags, decisions, "S2", "1 OPEN+");
	expect(tags, decisions, "S3", "1 OPEN");
}

static void
test_withdraw(void)
{
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();

	tag_add(tags, 1, "OPEN", STRENGTH_PROBABLE);
	decide(decisions, 1, "OPEN", VERDICT_ACCEPT, NULL, "S1");
	decide(decisions, 1, "OPEN", VERDICT_REJECT, NULL, "S1");
	decide(decisions, 1, "OPEN", VERDICT_WITHDRAW, NULL, "S1");
	expect(tags, decisions, NULL, "1 OPEN+");
	decide(decisions, 1, "OPEN", VERDICT_WITHDRAW, NULL, "S1");
	expect(tags, decisions, NULL, "1 OPEN");
	/* One more takes nothing back. */
	decide(decisions, 1, "OPEN", VERDICT_WITHDRAW, NULL, "S1");
	expect(tags, decisions, NULL, "1 OPEN");
	/* An added tag disappears with its decision. */
	decide(decisions, 9, "EAFF", VERDICT_ADD, NULL, "S1");
	decide(decisions, 9, "EAFF", VERDICT_WITHDRAW, NULL, "S1");
	expect(tags, decisions, NULL, "1 OPEN");
}

/* Nobody takes back what another decided. */
static void
test_withdraw_own(void)
{
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();

	tag_add(tags, 1, "OPEN", STRENGTH_PROBABLE);
	decide(decisions, 1, "OPEN", VERDICT_ACCEPT, NULL, "S1");
	decide(decisions, 1, "OPEN", VERDICT_REJECT, NULL, "S2");
	decide(decisions, 1, "OPEN", VERDICT_WITHDRAW, NULL, "S1");
	expect(tags, decisions, NULL, "1 OPEN-");
}

static void
test_relabel_chain(void)
{
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();

	tag_add(tags, 5, "COMM", STRENGTH_PROBABLE);
	decide(decisions, 5, "COMM", VERDICT_RELABEL, "CLAR", "S1");
	decide(decisions, 5, "CLAR", VERDICT_RELABEL, "INC", "S1");
	expect(tags, decisions, NULL, "5 CLAR- 5 COMM- 5 INC+");
	decide(decisions, 5, "CLAR", VERDICT_WITHDRAW, NULL, "S1");
	expect(tags, decisions, NULL, "5 CLAR+ 5 COMM-");
	decide(decisions, 5, "CLAR", VERDICT_REJECT, NULL, "S1");
	expect(tags, decisions, NULL, "5 CLAR- 5 COMM-");
	decide(decisions, 5, "COMM", VERDICT_ACCEPT, NULL, "S1");
	expect(tags, decisions, NULL, "5 CLAR- 5 COMM+");
}

static void
test_relabel_and_back(void)
{
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();
	g_autoptr(GPtrArray) effective = NULL;
	const struct effective_tag *given;

	tag_add(tags, 5, "COMM", STRENGTH_PROBABLE);
	decide(decisions, 5, "COMM", VERDICT_RELABEL, "CLAR", "S1");
	effective = effective_tags_build(tags, decisions, NULL);
	given = g_ptr_array_index(effective, 0);
	g_assert_cmpstr(given->technique, ==, "CLAR");
	g_assert_true(given->machine == g_ptr_array_index(tags, 0));
	g_assert_true(given->decision == g_ptr_array_index(decisions, 0));
	g_assert_true(given->confirmed);
	decide(decisions, 5, "CLAR", VERDICT_RELABEL, "COMM", "S1");
	expect(tags, decisions, NULL, "5 CLAR- 5 COMM+");
}

static const struct suggestion *
suggestion_of(const GPtrArray *list, const char *item)
{
	for (guint i = 0; i < list->len; i++) {
		const struct suggestion *suggestion =
			g_ptr_array_index(list, i);

		if (strcmp(suggestion->item->id, item) == 0)
			return suggestion;
	}
	return NULL;
}

static GPtrArray *
suggest(const struct rubric *rubric, const GPtrArray *tags,
	const GPtrArray *decisions, guint observed)
{
	struct session_facts facts = { 8, 16, PHASE_MIDDLE, FOCUS_DISPUTE };
	g_autoptr(GPtrArray) effective =
		effective_tags_build(tags, decisions, NULL);

	return suggestions_build(rubric, &facts, effective, observed);
}

/* Every point of the scale at its count, and one short of it. */
static void
test_suggest_counts(void)
{
	g_autoptr(Rubric) rubric = core_rubric();
	const struct item *item = rubric_item(rubric, "C3");
	g_autoptr(GPtrArray) decisions = decisions_new();

	g_assert_cmpstr(g_ptr_array_index(item->evidence, 0), ==, "COMM");
	for (guint point = 2; point <= SCALE_POINTS; point++) {
		guint count = item->suggest_counts[point];
		g_autoptr(GPtrArray) tags = tags_new();
		g_autoptr(GPtrArray) at = NULL;
		g_autoptr(GPtrArray) below = NULL;

		for (guint i = 1; i < count; i++)
			tag_add(tags, i, "COMM", STRENGTH_PROBABLE);
		below = suggest(rubric, tags, decisions, 0);
		tag_add(tags, count, "COMM", STRENGTH_SEQUENCE);
		at = suggest(rubric, tags, decisions, 0);
		g_assert_cmpuint(suggestion_of(below, "C3")->extent, ==,
				 point - 1);
		g_assert_cmpuint(suggestion_of(at, "C3")->extent, ==, point);
		g_assert_cmpuint(suggestion_of(at, "C3")->turns->len, ==,
				 count);
		g_assert_cmpuint(suggestion_of(at, "C3")->confirmed, ==, 0);
	}
}

static void
test_suggest_evidence(void)
{
	g_autoptr(Rubric) rubric = core_rubric();
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();
	g_autoptr(GPtrArray) list = NULL;
	const struct suggestion *comm;

	tag_add(tags, 11, "COMM", STRENGTH_HINT);
	tag_add(tags, 13, "COMM", STRENGTH_HINT);
	tag_add(tags, 15, "COMM", STRENGTH_PROBABLE);
	tag_add(tags, 17, "COMM", STRENGTH_SEQUENCE);
	decide(decisions, 13, "COMM", VERDICT_ACCEPT, NULL, "S1");
	decide(decisions, 15, "COMM", VERDICT_REJECT, NULL, "S1");
	decide(decisions, 9, "COMM", VERDICT_ADD, NULL, "S1");
	list = suggest(rubric, tags, decisions, 0);
	comm = suggestion_of(list, "C3");
	g_assert_cmpuint(comm->turns->len, ==, 3);
	g_assert_cmpuint(g_array_index(comm->turns, guint, 0), ==, 9);
	g_assert_cmpuint(g_array_index(comm->turns, guint, 1), ==, 13);
	g_assert_cmpuint(g_array_index(comm->turns, guint, 2), ==, 17);
	g_assert_cmpuint(comm->confirmed, ==, 2);
}

/* 27 items are live in the middle phase of a dispute; the manual ones never
 * get a number, the flagged ones never but may ask for a look. */
static void
test_suggest_kinds(void)
{
	g_autoptr(Rubric) rubric = core_rubric();
	g_autoptr(GPtrArray) tags = tags_new();
	g_autoptr(GPtrArray) decisions = decisions_new();
	g_autoptr(GPtrArray) quiet = NULL;
	g_autoptr(GPtrArray) loud = NULL;
	const char *never[] = { "F1", "F2", "F3", "F4", "G3" };

	quiet = suggest(rubric, tags, decisions, 0);
	for (guint i = 1; i < 60; i += 2) {
		tag_add(tags, i, "SUPL", STRENGTH_SEQUENCE);
		tag_add(tags, i, "HOPE", STRENGTH_SEQUENCE);
		tag_add(tags, i, "XCNF", STRENGTH_SEQUENCE);
		tag_add(tags, i, "RISK", STRENGTH_SEQUENCE);
	}
	loud = suggest(rubric, tags, decisions, 1u << OBSERVATION_DRIFT);
	g_assert_cmpuint(quiet->len, ==, 27);
	g_assert_null(suggestion_of(quiet, "B1"));
	g_assert_null(suggestion_of(quiet, "D1"));
	for (guint i = 0; i < G_N_ELEMENTS(never); i++) {
		g_assert_cmpuint(suggestion_of(loud, never[i])->extent, ==, 0);
		g_assert_false(suggestion_of(loud, never[i])->flag);
	}
	g_assert_cmpuint(suggestion_of(quiet, "G4")->extent, ==, 0);
	g_assert_false(suggestion_of(quiet, "G4")->flag);
	g_assert_cmpuint(suggestion_of(loud, "G4")->extent, ==, 0);
	g_assert_true(suggestion_of(loud, "G4")->flag);
	g_assert_true(suggestion_of(loud, "F5")->flag);
	g_assert_cmpuint(suggestion_of(loud, "F5")->extent, ==, 0);
	g_assert_true(suggestion_of(loud, "G5")->flag);
	g_assert_false(suggestion_of(quiet, "G5")->flag);
	g_assert_cmpuint(suggestion_of(quiet, "C3")->extent, ==, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/scoring/verdicts", test_verdicts);
	g_test_add_func("/scoring/effective/none", test_nobody_decided);
	g_test_add_func("/scoring/effective/stand", test_verdicts_stand);
	g_test_add_func("/scoring/effective/outlive", test_outlives_tags);
	g_test_add_func("/scoring/effective/latest", test_latest_counts);
	g_test_add_func("/scoring/effective/withdraw", test_withdraw);
	g_test_add_func("/scoring/effective/withdraw-own", test_withdraw_own);
	g_test_add_func("/scoring/effective/chain", test_relabel_chain);
	g_test_add_func("/scoring/effective/back", test_relabel_and_back);
	g_test_add_func("/scoring/suggest/counts", test_suggest_counts);
	g_test_add_func("/scoring/suggest/evidence", test_suggest_evidence);
	g_test_add_func("/scoring/suggest/kinds", test_suggest_kinds);
	return g_test_run();
}
