/*
 * For those who write rules: faults of patterns, examples, remarks and
 * explanations.
 */
#include "test_tagging.h"

#define R(body) RULES "      - {id: r, says: s, strength: hint, " body "}\n"

/* What tagger_new() complains of; the codebook itself is sound. */
static char *
faults_of(const char *yaml)
{
	g_autoptr(GPtrArray) ignored = diagnostics_new();
	g_autoptr(GPtrArray) faults = diagnostics_new();
	g_autoptr(Codebook) codebook =
		codebook_parse(yaml, strlen(yaml), "x.yaml", ignored);
	g_autoptr(Tagger) tagger = NULL;

	g_assert_nonnull(codebook);
	tagger = tagger_new(codebook, faults);
	g_assert_true((tagger == NULL) == diagnostics_has_errors(faults));
	return diagnostics_print(faults);
}

static void
test_faults(void)
{
	g_autofree char *none = faults_of(R("match: [mother]"));
	g_autofree char *open = faults_of(R("match: ['moth(er']"));
	g_autofree char *empty = faults_of(R("match: ['(?:mother)?']"));
	g_autofree char *caret = NULL;

	g_assert_cmpstr(none, ==, "");
	g_assert_nonnull(strstr(open, "missing closing parenthesis"));
	g_assert_nonnull(strstr(open, "x.yaml:9:"));
	/* the caret stands under the end of "moth(er" */
	caret = g_strdup_printf("\n%*s^\n",
				(int)(2 + strlen("      - {id: r, says: s, "
						 "strength: hint, match: "
						 "['moth(er")),
				"");
	g_assert_nonnull(strstr(open, caret));
	g_assert_nonnull(strstr(empty, "matches the empty text"));
}

/* -- examples ------------------------------------------------------------ */

static void
assert_complaints(const char *yaml, guint run, const char *expected)
{
	struct small small = { 0 };
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	g_autoptr(GString) out = g_string_new(NULL);

	small_parse(&small, yaml);
	g_assert_cmpuint(tagger_test(small.tagger, complaints), ==, run);
	for (guint i = 0; i < complaints->len; i++) {
		const struct diagnostic *it = complaints->pdata[i];

		g_string_append_printf(out, "%u: %s\n", it->line, it->message);
	}
	g_assert_cmpstr(out->str, ==, expected);
	small_clear(&small);
}

static void
test_examples(void)
{
	assert_complaints(R("match: [cat], examples: [A cat., \"cat\"], "
			    "counterexamples: [A dog.]"),
			  3, "");
	assert_complaints(R("match: [cat], examples: [A dog.], "
			    "counterexamples: [A cat.]"),
			  2,
			  "9: rule 'r' does not fire on its example ('match' "
			  "does not hold)\n"
			  "9: rule 'r' fires on its counterexample\n");
}

static void
test_examples_of_turns(void)
{
	/* phase and place are taken as fulfilled; '>' marks the turn */
	assert_complaints(R("match: [x], phase: initial, place: 90..100, "
			    "when: [{turns: -1, speaker: patient, "
			    "match: [cat]}], "
			    "examples: [[\"P: cat\", \"> T: x\", \"P: y\"]], "
			    "counterexamples: [[\"P: dog\", \"T: x\"]]"),
			  2, "");
	/* the rule's own speaker says a bare sentence */
	assert_complaints(R("match: [cat], speaker: patient, "
			    "examples: [A cat.], "
			    "counterexamples: [[\"T: cat\"]]"),
			  2, "");
	/* a rule inside an episode is tried as if it were open */
	assert_complaints(
		TECHNIQUES
		"  - id: AAA\n    name: a\n    definition: d\n"
		"    rules:\n"
		"      - {id: a, says: s, match: [x], strength: hint}\n"
		"    episodes:\n"
		"      - {id: e, opens: [a], carries: [a], "
		"ends: {after: 2}, needs: {turns: 1}, weak: [{id: w, "
		"says: s, match: [cat], examples: [cat], "
		"counterexamples: [dog]}]}\n",
		2, "");
}

/* -- remarks ------------------------------------------------------------- */

static char *
remarks_of(const char *yaml)
{
	struct small small = { 0 };
	g_autoptr(GPtrArray) remarks = diagnostics_new();
	GString *out = g_string_new(NULL);

	small_parse(&small, yaml);
	tagger_lint(small.tagger, remarks);
	for (guint i = 0; i < remarks->len; i++) {
		const struct diagnostic *it = remarks->pdata[i];

		g_assert_cmpint(it->level, ==, DIAGNOSTIC_WARNING);
		g_string_append_printf(out, "%s\n", it->message);
	}
	small_clear(&small);
	return g_string_free(out, FALSE);
}

static void
test_remarks(void)
{
	g_autofree char *fine = remarks_of(R("match: ['\\bgrandmother\\b']"));
	g_autofree char *any = remarks_of(R("match: ['\\w+\\?']"));
	g_autofree char *often = remarks_of(R("match: ['\\byou\\b']"));
	g_autofree char *twice = remarks_of(
		RULES
		"      - {id: a, says: s, match: [mother, father], "
		"strength: probable}\n"
		"      - {id: b, says: s, match: [mother], kind: question, "
		"strength: hint}\n");
	g_autofree char *shadowed = remarks_of(
		TECHNIQUES
		"  - id: AAA\n    name: a\n    definition: d\n    rules:\n"
		"      - {id: a, says: s, match: [mother], strength: probable}"
		"\n"
		"  - id: BBB\n    name: b\n    definition: d\n    rules:\n"
		"      - {id: b, says: s, match: [mother], words: 5.., "
		"strength: probable}\n"
		"suppress:\n"
		"  - {id: veto, same-turn: AAA, drop: [BBB], says: s}\n");

	g_assert_cmpstr(fine, ==, "");
	g_assert_nonnull(strstr(any, "tried on every turn"));
	g_assert_nonnull(strstr(often, "'you' is enough"));
	g_assert_cmpstr(twice, ==,
			"rule 'b' says nothing that 'a' does not say as "
			"firmly\n");
	g_assert_cmpstr(shadowed, ==,
			"rule 'b' is shadowed: wherever it fires 'a' does, "
			"and 'veto' drops its tag\n");
}

/* -- explanations -------------------------------------------------------- */

static void
test_explain(void)
{
	struct small small = { 0 };
	struct transcript *transcript = transcript_of("P: cat\nT: aaa bbb ddd");
	struct session_facts facts = { 0 };
	g_autoptr(GString) out = g_string_new(NULL);

	small_parse(&small, TECHNIQUES
		    "  - id: AAA\n    name: a\n    definition: d\n    rules:\n"
		    "      - {id: a, says: says a, match: [aaa], "
		    "component: part, when: [{turns: -1, match: [cat]}], "
		    "strength: probable}\n"
		    "      - {id: c, says: says c, match: [ddd], words: 9.., "
		    "strength: probable}\n"
		    "  - id: BBB\n    name: b\n    definition: d\n    rules:\n"
		    "      - {id: b, says: says b, match: [bbb], "
		    "strength: probable}\n"
		    "suppress:\n"
		    "  - {id: veto, same-turn: AAA, drop: [BBB], "
		    "says: because}\n");
	tagger_explain(small.tagger, transcript, &facts, 2, 3, out);
	g_assert_cmpstr(out->str, ==,
			"  AAA (probable)\n"
			"    a: says a on \"aaa\", with turn 1 [part]\n"
			"  BBB (probable) dropped by veto: because\n"
			"    b: says b on \"bbb\"\n"
			"  nearly: c: says c; fails at 'words' (line 10)\n");
	g_string_truncate(out, 0);
	tagger_explain(small.tagger, transcript, &facts, 1, 3, out);
	g_assert_cmpstr(out->str, ==, "  no technique\n");
	transcript_of_free(transcript);
	small_clear(&small);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/tools/faults", test_faults);
	g_test_add_func("/tools/examples", test_examples);
	g_test_add_func("/tools/examples-of-turns", test_examples_of_turns);
	g_test_add_func("/tools/remarks", test_remarks);
	g_test_add_func("/tools/explain", test_explain);
	return g_test_run();
}
