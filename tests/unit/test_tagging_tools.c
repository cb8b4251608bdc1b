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
	tagger_lint(small.tagger, NULL, remarks);
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

#define NO_MATCH "has a pattern that no turn can match"

static void
assert_remarked(const char *yaml, const char *part)
{
	g_autofree char *remarks = remarks_of(yaml);

	if (part ? !strstr(remarks, part) : *remarks != '\0')
		g_error("%s\nremarks: %s", yaml, remarks);
}

static void
test_impossible_patterns(void)
{
	/* no word begins within a word; fillers are taken out of the text */
	assert_remarked(R("match: ['^mother\\bly']"), NO_MATCH);
	assert_remarked(R("match: ['grand\\bmother', grandfather]"), NO_MATCH);
	assert_remarked(R("match: ['(?:grand\\bma|step\\bma)']"), NO_MATCH);
	assert_remarked(R("match: ['\\bwell\\b, \\bum\\b']"), NO_MATCH);
	assert_remarked(R("match: [mother], unless: ['mother\\bly']"),
			NO_MATCH);
	assert_remarked(R("match: [mother], when: [{turns: -1, "
			  "match: ['mother\\bly']}]"),
			NO_MATCH);
	assert_remarked(R("match: ['(?:grand\\bma|grandpa)']"), NULL);
	assert_remarked(R("match: ['grandma(?:\\bly)?']"), NULL);
	assert_remarked(R("match: ['\\bgrand\\b-\\bmother\\b']"), NULL);
	assert_remarked(R("match: ['\\bumbrella\\b']"), NULL);
	assert_remarked(R("match: ['\\buh-huh, grandma\\b']"), NULL);
	/* what is never seen as it was typed */
	assert_remarked(R("match: ['grandma’s']"), "see ' in its place");
	assert_remarked(R("match: ['my  grandma']"), "one blank");
	assert_remarked(R("match: ['\\[laughs\\] grandma']"), "'note'");
	assert_remarked(R("match: ['grandma[’'']s']"), NULL);
}

/* One of strength probable, and one that fires on longer turns only. */
static char *
two_rules(const char *strength, const char *precedence, guint at_most)
{
	return g_strdup_printf(
		TECHNIQUES
		"  - id: AAA\n    name: a\n    definition: d\n    rules:\n"
		"      - {id: a, says: s, match: [mother], strength: probable}"
		"\n"
		"  - id: BBB\n    name: b\n    definition: d\n    rules:\n"
		"      - {id: b, says: s, match: [mother], words: 5.., "
		"strength: %s}\n"
		"precedence: [%s]\nat-most: %u\n",
		strength, precedence, at_most);
}

static void
test_shadowed_by_precedence(void)
{
	g_autofree char *lower = two_rules("probable", "AAA, BBB", 1);
	g_autofree char *higher = two_rules("probable", "BBB, AAA", 1);
	g_autofree char *both = two_rules("probable", "AAA, BBB", 2);
	g_autofree char *hint = two_rules("hint", "BBB, AAA", 2);

	assert_remarked(lower, "rule 'b' is shadowed: wherever it fires 'a' "
			       "does, and 'precedence' keeps that one alone");
	assert_remarked(higher, NULL);
	assert_remarked(both, NULL);
	assert_remarked(hint, "rule 'b' is shadowed: wherever it fires 'a' "
			      "does more firmly");
}

/* A sample of two sessions; what each rule did is counted by hand. */
static void
test_trial(void)
{
	struct small small = { 0 };
	struct rule_trial results[4] = { { 0 } };
	struct transcript *one =
		transcript_of("T: mother\nP: mother\nT: father\nT: none");
	struct transcript *other = transcript_of("T: mother and father");
	g_autoptr(Trial) trial = NULL;
	g_autoptr(GPtrArray) remarks = diagnostics_new();
	g_autofree char *shown = NULL;

	small_parse(&small, TECHNIQUES
		    "  - id: AAA\n    name: a\n    definition: d\n    rules:\n"
		    "      - {id: a, says: s, match: [mother], "
		    "strength: probable}\n"
		    "  - id: BBB\n    name: b\n    definition: d\n    rules:\n"
		    "      - {id: b, says: s, match: [father], "
		    "strength: probable}\n"
		    "      - {id: n, says: s, match: [mother], words: 9.., "
		    "strength: probable}\n"
		    "precedence: [AAA, BBB]\nat-most: 1\n");
	trial = trial_new(small.tagger);
	trial_add(trial, one, NULL);
	trial_add(trial, other, NULL);
	transcript_of_free(one);
	transcript_of_free(other);
	trial_count(trial, results);
	g_assert_cmpuint(trial_turns(trial), ==, 5);
	/* tried where the word stands in the therapist's turn */
	g_assert_cmpuint(trial_run(trial, 0), ==, 2);
	trial_forget(trial);
	g_assert_cmpuint(trial_run(trial, 0), ==, 2);
	g_assert_cmpuint(trial_run(trial, 1), ==, 2);
	g_assert_cmpuint(trial_run(trial, 2), ==, 2);
	g_assert_cmpuint(results[0].tagged, ==, 2);
	g_assert_cmpuint(results[0].stood, ==, 2);
	g_assert_cmpuint(results[1].tagged, ==, 2);
	g_assert_cmpuint(results[1].stood, ==, 1);
	g_assert_cmpuint(results[2].tagged, ==, 0);
	/* of enough tags none stood */
	results[1].tagged = 5;
	results[1].stood = 0;
	tagger_lint(small.tagger, results, remarks);
	shown = diagnostics_print(remarks);
	g_assert_nonnull(strstr(shown, "rule 'b' gave 5 tags in the sample "
				       "and each was dropped"));
	small_clear(&small);
}

/* -- explanations -------------------------------------------------------- */

static void
assert_explained(const char *yaml, const char *lines,
		 const struct session_facts *facts, guint turn,
		 const char *expected)
{
	struct small small = { 0 };
	struct transcript *transcript = transcript_of(lines);
	struct session_facts unknown = { 0 };
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(Account) account = NULL;

	small_parse(&small, yaml);
	account = tagger_account(small.tagger, transcript,
				 facts ? facts : &unknown, turn, 3);
	account_print(account, out);
	g_assert_cmpstr(out->str, ==, expected);
	transcript_of_free(transcript);
	small_clear(&small);
}

static void
test_explain(void)
{
	const char *yaml = TECHNIQUES
		"  - id: AAA\n    name: a\n    definition: d\n    rules:\n"
		"      - {id: a, says: says a, match: [aaa], component: part, "
		"when: [{turns: -1, match: [cat]}], strength: probable}\n"
		"      - {id: c, says: says c, match: [ddd], words: 9.., "
		"strength: probable}\n"
		"      - {id: p, says: says p, match: [cat], "
		"speaker: patient, strength: hint}\n"
		"  - id: BBB\n    name: b\n    definition: d\n    rules:\n"
		"      - {id: b, says: says b, match: [bbb], "
		"strength: probable}\n"
		"suppress:\n"
		"  - {id: veto, same-turn: AAA, drop: [BBB], says: because}\n";
	const char *lines = "P: cat\nT: aaa bbb ddd\nP: mm\nO: hello";

	assert_explained(
		yaml, lines, NULL, 2,
		"  AAA (probable)\n"
		"    a: says a, on \"aaa\", with turn 1 [part]\n"
		"  BBB (probable) dropped by veto: because\n"
		"    b: says b, on \"bbb\"\n"
		"  nearly: c: says c, on \"ddd\"\n"
		"    wanted 9 or more words in the turn, found 3 (line 10)\n");
	/* a turn that cannot be tagged says so, and what was heard in it */
	assert_explained(yaml, lines, NULL, 1,
			 "  no technique: the patient speaks, and only the "
			 "therapist's turns are tagged\n"
			 "    p: says p, on \"cat\"\n");
	assert_explained(yaml, lines, NULL, 4,
			 "  no technique: someone else speaks, and only the "
			 "therapist's turns are tagged\n");
}

/* A rule 'r' on turn 2 of "P: a dog barked / T: LINE / P: the end", and what
 * was wanted of it. */
#define assert_wanted(rule, line, wanted)                                      \
	assert_explained(R(rule), "P: a dog barked\nT: " line "\nP: it ended", \
			 NULL, 2,                                              \
			 "  no technique\n  nearly: r: s, on \"cat\"\n"        \
			 "    wanted " wanted "\n")

static void
test_wanted(void)
{
	assert_wanted("match: [cat], when: [{turns: -1, speaker: patient, "
		      "match: [bird, fish]}]",
		      "a cat",
		      "a turn of the patient just before that matches 'bird' "
		      "or another, found turn 1, patient, \"a dog barked\" "
		      "(line 9)");
	assert_wanted("match: [cat], when: [{turns: -2, match: [bird]}]",
		      "a cat",
		      "a turn 2 places before that matches 'bird', found no "
		      "turn there, the session ends (line 9)");
	assert_wanted("match: [cat], when: [{turns: -1..1, speaker: patient, "
		      "match: [dog], not: true}]",
		      "a cat",
		      "no turn of the patient from -1 to 1 places away that "
		      "matches 'dog', found turn 1, patient, \"a dog barked\" "
		      "(line 9)");
	assert_wanted("match: [cat], when: [{turns: -1, match: [dog], "
		      "words: ..1}]",
		      "a cat",
		      "a turn just before that matches 'dog' of at most 1 "
		      "word, found turn 1, patient, \"a dog barked\" (line 9)");
	assert_wanted("match: [cat], words: ..1", "a cat",
		      "at most 1 word in the turn, found 2 (line 9)");
	assert_wanted("match: [cat], kind: question", "Well. A cat. No?",
		      "a question, found a prompt or a statement, \"A cat.\" "
		      "(line 9)");
	assert_wanted("match: [cat], and: ['\\\\bmouse\\\\b']", "a cat",
		      "also a match of '\\\\bmouse\\\\b', found none (line 9)");
	assert_wanted("match: [cat], unless: [cow, 'a mou\\w+']",
		      "a cat and a mouse",
		      "no match of 'a mou\\w+', found \"a mouse\" (line 9)");
	assert_wanted("match: [cat], negated: no", "not a cat",
		      "no 'not' or 'never' just before the words, found one "
		      "(line 9)");
	assert_wanted("match: [cat], quoted: yes", "a cat",
		      "words in quotation marks, found them outside (line 9)");
	assert_wanted("match: [cat], place: 80..100", "a cat",
		      "a place from 80 to 100 % of the session, found 33 % "
		      "(line 9)");
	assert_wanted("match: [cat], echo: {turns: -1, words: 1..}", "a cat",
		      "1 or more content words said again of another "
		      "speaker's turn at -1, found 0 (line 9)");
}

static void
test_wanted_of_session(void)
{
	struct session_facts facts = { .phase = PHASE_MIDDLE,
				       .focus = FOCUS_GRIEF };

	assert_explained(R("match: [cat], phase: [initial, termination]"),
			 "T: a cat", &facts, 1,
			 "  no technique\n  nearly: r: s, on \"cat\"\n"
			 "    wanted a session of the initial or termination "
			 "phase, found middle (line 9)\n");
	assert_explained(R("match: [cat], focus: role-dispute"), "T: a cat",
			 &facts, 1,
			 "  no technique\n  nearly: r: s, on \"cat\"\n"
			 "    wanted a session of the role-dispute focus, "
			 "found grief (line 9)\n");
}

/* Rare words come first, common ones only when they are alone. */
static void
test_near_order(void)
{
	const char *yaml = RULES
		"      - {id: a, says: s, match: [how], words: 9.., "
		"strength: hint}\n"
		"      - {id: b, says: s, match: ['did he'], words: 9.., "
		"strength: hint}\n"
		"      - {id: c, says: s, match: [grumbling], words: 9.., "
		"strength: hint}\n";

	assert_explained(yaml, "T: how was the grumbling", NULL, 1,
			 "  no technique\n  nearly: c: s, on \"grumbling\"\n"
			 "    wanted 9 or more words in the turn, found 4 "
			 "(line 11)\n");
	assert_explained(yaml, "T: how was it", NULL, 1,
			 "  no technique\n  nearly: a: s, on \"how\"\n"
			 "    wanted 9 or more words in the turn, found 3 "
			 "(line 9)\n");
}

#define EPISODE(needs)                                              \
	TECHNIQUES                                                  \
	"  - id: AAA\n    name: a\n    definition: d\n    rules:\n" \
	"      - {id: a, says: s, match: [opens], strength: hint, " \
	"component: start}\n"                                       \
	"    episodes:\n"                                           \
	"      - {id: e, opens: [a], carries: [a], "                \
	"ends: {after: 1}, needs: {" needs "}, "                    \
	"relations: '\\b(?:mother|sister)\\b', "                    \
	"weak: [{id: w, says: sign, match: [grumbling]}]}\n"

static void
test_explain_episode(void)
{
	assert_explained(EPISODE("turns: 1"),
			 "T: opens\nP: my sister and mother", NULL, 1,
			 "  AAA (sequence)\n    a: s, on \"opens\" [start]\n"
			 "    episode e, turns 1 to 1, 1 carrier\n"
			 "      components (1): start\n");
	assert_explained(EPISODE("turns: 1"),
			 "T: opens\nP: my sister\nT: opens of mother", NULL, 3,
			 "  AAA (sequence)\n    a: s, on \"opens\" [start]\n"
			 "    episode e, turns 1 to 3, 2 carriers\n"
			 "      components (1): start\n"
			 "      named (2): mother, sister\n");
	/* a sign inside that came too late, and one too few */
	assert_explained(EPISODE("turns: 1"),
			 "T: opens\nP: no\nT: nothing\nP: so\nT: grumbling",
			 NULL, 5,
			 "  no technique\n"
			 "  nearly: w: sign, on \"grumbling\"\n"
			 "    wanted episode e open here, found it in turns 1 "
			 "to 1 (line 11)\n");
	assert_explained(EPISODE("turns: 2, components: 1"),
			 "T: opens grumbling\nP: no", NULL, 1,
			 "  AAA (hint)\n    a: s, on \"opens\" [start]\n"
			 "  nearly: w: sign, on \"grumbling\"\n"
			 "    wanted 2 turns and 1 component of episode e, "
			 "found too few in turns 1 to 1: start (line 11)\n");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/tools/faults", test_faults);
	g_test_add_func("/tools/examples", test_examples);
	g_test_add_func("/tools/examples-of-turns", test_examples_of_turns);
	g_test_add_func("/tools/remarks", test_remarks);
	g_test_add_func("/tools/impossible", test_impossible_patterns);
	g_test_add_func("/tools/shadowed", test_shadowed_by_precedence);
	g_test_add_func("/tools/trial", test_trial);
	g_test_add_func("/tools/explain", test_explain);
	g_test_add_func("/tools/wanted", test_wanted);
	g_test_add_func("/tools/wanted-of-session", test_wanted_of_session);
	g_test_add_func("/tools/near-order", test_near_order);
	g_test_add_func("/tools/explain-episode", test_explain_episode);
	return g_test_run();
}
