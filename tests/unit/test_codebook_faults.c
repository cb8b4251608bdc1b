/*
 * Every complaint about a codebook once, with its place and its words.
 */
#include "codebook/codebook.h"

#include <string.h>

/* Lines 1 to 3. */
#define HEAD "codebook: x\nversion: 1.0.0\nlanguage: en\n"
/* Lines 4 to 7. */
#define TECHNIQUE "techniques:\n- id: AA\n  name: a\n  definition: d\n"
/* Lines 8 to 12; more keys of the rule follow from line 13 on. */
#define RULE                                                    \
	HEAD TECHNIQUE "  rules:\n  - id: a.one\n    says: s\n" \
		       "    examples: [x]\n    counterexamples: [y]\n"
/* Line 13 and 14; more keys of the episode follow from line 15 on. */
#define EPISODE                                            \
	RULE "    kind: prompt\n  episodes:\n  - id: ep\n" \
	     "    opens: [AA]\n    carries: [a.*]\n"       \
	     "    ends: {after: 3}\n    needs: {turns: 2}\n"
/* Line 14; keys of the top follow from line 14 on. */
#define WHOLE RULE "    kind: prompt\n"

struct fault {
	const char *name;
	const char *text;
	const char *complaint; /* one a line: "LINE:COLUMN: message" */
};

static const struct fault yaml_faults[] = {
	{ "empty", "", "1:1: the file is empty" },
	{ "only-a-comment", "# x\n", "1:1: the file is empty" },
	{ "not-a-map", "- x\n",
	  "1:1: expected a codebook as a map of keys, found a list" },
	{ "unclosed-quote", "codebook: \"x\n",
	  "1:12: not readable as YAML: double-quoted scalar without closing "
	  "quote" },
	{ "bad-utf8",
	  "codebook: x\nna\xff"
	  "me: y\n",
	  "2:3: the file is not UTF-8 from here on" },
	{ "tab", "# a:\tb\ncodebook: x\ty\nversion:\t1\n",
	  "3:9: a tab where YAML wants blanks: put blanks in its place" },
	{ "tab-indent", "codebook:\n\tx: y\n",
	  "2:1: a tab where YAML wants blanks: put blanks in its place" },
	{ "anchor", "codebook: &a x\n",
	  "1:11: anchors and aliases ('&' and '*') are not used in these "
	  "files: write it out, or put the text in quotes" },
	{ "tag", "codebook: !!str x\n",
	  "1:11: tags ('!') are not used in these files: put the text in "
	  "quotes" },
	{ "merge", "<<: {a: b}\n",
	  "1:1: merge keys ('<<') are not used in these files: write the "
	  "keys out" },
	{ "second-document", "codebook: x\n---\ncodebook: y\n",
	  "2:1: a second document begins here ('---'): keep one file for "
	  "each" },
	{ "complex-key", "? [a]\n: b\n", "1:3: a key must be a plain word" },
	{ "nul-escape", "codebook: \"a\\0b\"\n",
	  "1:12: the text holds a NUL or a broken character" },
	{ "missing-keys", "codebook: x\nversion: 1.0.0\n",
	  "1:1: a codebook needs 'language'\n"
	  "1:1: a codebook needs 'techniques'" },
};

static const struct fault map_faults[] = {
	{ "unknown-key", RULE "    mach: x\n",
	  "13:5: unknown key 'mach' in a rule (did you mean 'match'?)" },
	{ "needed-key-misspelt",
	  HEAD "techniques:\n- {id: A, nam: a, definition: d}\n",
	  "5:11: unknown key 'nam' in a technique (did you mean 'name'?)" },
	/* among so many keys that they are looked up */
	{ "key-three-times",
	  WHOLE "lexicons:\n  a: [x]\n  a: [x]\n  c: [x]\n  d: [x]\n"
		"  e: [x]\n  f: [x]\n  g: [x]\n  h: [x]\n  i: [x]\n"
		"  j: [x]\n  k: [x]\n  l: [x]\n  m: [x]\n  n: [x]\n"
		"  o: [x]\n  p: [x]\n  q: [x]\n  a: [x]\n",
	  "16:3: the key 'a' is given twice (first on line 15)\n"
	  "32:3: the key 'a' is given twice (first on line 15)" },
	{ "unknown-key-far",
	  WHOLE "floor: {precision: 0.5, decided: 1, zzzzzz: 1}\n",
	  "14:37: unknown key 'zzzzzz' in 'floor' (there are: precision, "
	  "decided)" },
	{ "key-twice", RULE "    kind: prompt\n    says: t\n",
	  "14:5: the key 'says' is given twice (first on line 10)" },
	{ "patterns-as-map", RULE "    match: {a: b}\n",
	  "13:12: expected a list of patterns, found a map" },
	{ "text-as-list", RULE "    kind: prompt\n    component: [a]\n",
	  "14:16: expected a text, found a list" },
	{ "text-as-map", RULE "    kind: prompt\n    component: {a: b}\n",
	  "14:16: expected a text, found a map (put a text with ': ' or "
	  "braces in quotes)" },
	{ "nothing", RULE "    match:\n",
	  "13:5: expected a list of patterns, found nothing" },
	{ "bad-id",
	  WHOLE "observations:\n- {id: 'a b', kind: drift, says: s, "
		"turns: 3, broken-by: {kind: prompt}}\n",
	  "15:9: an id is made of letters, digits, dots and hyphens: 'a b' "
	  "is not" },
	{ "list-as-text", HEAD "techniques: x\n",
	  "4:13: expected a list of techniques, found a text" },
	{ "definition-missing", HEAD "techniques:\n- {id: A, name: a}\n",
	  "5:3: a technique needs 'definition'" },
	{ "number", WHOLE "precedence: [AA]\nat-most: two\n",
	  "15:10: expected a whole number of 0 or more, found 'two'" },
	{ "decimal", WHOLE "floor: {precision: 1.5, decided: 20}\n",
	  "14:20: expected a number from 0 to 1, found '1.5'" },
};

static const struct fault rule_faults[] = {
	{ "no-says",
	  HEAD TECHNIQUE "  rules:\n  - id: a.one\n    kind: prompt\n"
			 "    examples: [x]\n    counterexamples: [y]\n",
	  "9:5: a rule needs 'says'" },
	{ "no-examples",
	  HEAD TECHNIQUE "  rules:\n  - id: a.one\n    says: s\n"
			 "    kind: prompt\n",
	  "9:5: warning: the rule 'a.one' has no examples\n"
	  "9:5: warning: the rule 'a.one' has no counterexamples" },
	{ "no-condition", RULE,
	  "9:5: the rule has no condition and would mark every turn (add "
	  "'match', 'kind', 'when', ...)" },
	{ "empty-pattern", RULE "    match: ['']\n",
	  "13:14: the pattern is empty" },
	{ "typographic", RULE "    match: ['don\u2019t']\n",
	  "13:17: warning: the text a pattern sees has plain quotes, dashes "
	  "and dots only: this one is never met" },
	{ "no-pattern", RULE "    match: []\n",
	  "13:12: 'match' lists no pattern" },
	{ "sequence", RULE "    kind: prompt\n    strength: sequence\n",
	  "14:15: the strength 'sequence' is given by an episode only (did "
	  "you mean 'probable'?)" },
	{ "strength", RULE "    kind: prompt\n    strength: probabel\n",
	  "14:15: unknown strength 'probabel' (did you mean 'probable'?)" },
	{ "speaker", RULE "    kind: prompt\n    speaker: client\n",
	  "14:14: unknown speaker 'client' (there are: therapist, patient, "
	  "other, any)" },
	{ "phase", RULE "    phase: [midle]\n",
	  "13:13: unknown phase 'midle' (did you mean 'middle'?)" },
	{ "quoted", RULE "    kind: prompt\n    quoted: no\n",
	  "14:13: 'quoted' looks at a match, and the rule has no 'match'" },
	{ "own", RULE "    kind: prompt\n    own: yes\n",
	  "14:10: 'own' looks at a match, and the rule has no 'match'" },
	{ "negated", RULE "    kind: prompt\n    negated: no\n",
	  "14:14: 'negated' looks at a match, and the rule has no 'match'" },
	{ "negated-yes", RULE "    match: a\n    negated: yes\n",
	  "14:14: unknown negated 'yes' (there are: no)" },
	{ "echo", RULE "    echo: {turns: -1}\n",
	  "13:11: an echo needs 'words'" },
	{ "inside", RULE "    inside: ep\n", "13:13: unknown episode 'ep'" },
	{ "rule-twice",
	  RULE "    kind: prompt\n  - id: a.one\n    says: s\n"
	       "    kind: prompt\n    examples: [x]\n"
	       "    counterexamples: [y]\n",
	  "14:5: the rule id 'a.one' is used twice (first on line 9)" },
	{ "example-turn",
	  RULE "    kind: prompt\n  - id: a.two\n    says: s\n"
	       "    kind: prompt\n    examples: [[\"X: y\"]]\n"
	       "    counterexamples: [y]\n",
	  "17:18: a turn of an example begins with 'T: ', 'P: ' or 'O: '" },
	{ "example-marks",
	  RULE "    kind: prompt\n  - id: a.two\n    says: s\n"
	       "    kind: prompt\n    examples: [[\"> T: y\", \"> T: z\"]]\n"
	       "    counterexamples: [y]\n",
	  "17:28: a second turn of this example is marked with '>'" },
	{ "example-map",
	  RULE "    kind: prompt\n  - id: a.two\n    says: s\n"
	       "    kind: prompt\n    examples: [T: y]\n"
	       "    counterexamples: [y]\n",
	  "17:16: expected an example, found a map (put a sentence with ': ' "
	  "in quotes)" },
};

static const struct fault range_faults[] = {
	{ "words", RULE "    words: many\n",
	  "13:12: expected a range such as '3..', '..6' or '1..6', found "
	  "'many'" },
	{ "backwards", RULE "    words: 6..1\n",
	  "13:12: the range '6..1' runs backwards (did you mean '1..6'?)" },
	{ "below", RULE "    words: -1..4\n",
	  "13:12: the range '-1..4' goes below 0" },
	{ "per-cent", RULE "    place: 0..110\n",
	  "13:12: the range '0..110' leaves 0..100" },
	{ "bare-dots", RULE "    words: '..'\n",
	  "13:13: expected a range such as '3..', '..6' or '1..6', found "
	  "'..'" },
	{ "open-turns", RULE "    when: [{turns: -3.., kind: prompt}]\n",
	  "13:20: expected a place or a range such as '-1' or '-6..-1', "
	  "found '-3..'" },
	{ "no-turns", RULE "    when: [{kind: prompt}]\n",
	  "13:12: a condition needs 'turns'" },
	{ "asks-nothing", RULE "    when: [{turns: -1}]\n",
	  "13:12: the condition asks nothing of the turn" },
	{ "later-hit", RULE "    when: [{turns: 1, hit: AA}]\n",
	  "13:12: 'hit' in a rule looks at earlier turns only, such as "
	  "'turns: -3..-1'" },
};

static const struct fault lexicon_faults[] = {
	{ "unknown",
	  RULE "    match: 'so (?&feelng)'\nlexicons: {feeling: "
	       "[sad]}\n",
	  "13:16: unknown lexicon 'feelng' (did you mean 'feeling'?)" },
	{ "circle",
	  HEAD "lexicons:\n  a: ['(?&b)']\n  b: [x, '~y(?&a)']\n"
	       "techniques: []\n",
	  "6:13: the lexicon 'a' contains itself: a -> b -> a" },
	{ "star", HEAD "lexicons:\n  a: ['let* down']\ntechniques: []\n",
	  "5:8: a star stands at the end of an entry only: 'let* down' (begin "
	  "a regular expression with '~')" },
	{ "bare-star", HEAD "lexicons:\n  a: ['*']\ntechniques: []\n",
	  "5:8: a star needs the beginning of a word before it" },
	{ "looks-regular", HEAD "lexicons:\n  a: ['he|she']\ntechniques: []\n",
	  "5:8: warning: 'he|she' looks like a regular expression, but is "
	  "taken literally (begin it with '~')" },
	{ "empty-entry", HEAD "lexicons:\n  a: [x, '~']\ntechniques: []\n",
	  "5:11: the entry is empty" },
	{ "empty", HEAD "lexicons:\n  a: []\ntechniques: []\n",
	  "5:6: the lexicon 'a' is empty" },
	{ "no-list", HEAD "lexicons:\n  a: x\ntechniques: []\n",
	  "5:6: expected a list of words and phrases, found a text" },
	{ "name", HEAD "lexicons:\n  a b: [x]\ntechniques: []\n",
	  "5:3: a lexicon's name is made of letters, digits and hyphens" },
};

static const struct fault episode_faults[] = {
	{ "glob", EPISODE "    bridge-unless: {hit: [b.*]}\n",
	  "20:27: 'b.*' matches no rule" },
	{ "reference", EPISODE "    bridge-unless: {hit: [a.ona]}\n",
	  "20:27: unknown rule or technique 'a.ona' (did you mean "
	  "'a.one'?)" },
	{ "weak-inside",
	  EPISODE "    weak:\n    - {id: a.weak, says: s, kind: question, "
		  "inside: ep, examples: [x], counterexamples: [y]}\n",
	  "21:53: a weak sign counts inside its own episode: leave 'inside' "
	  "out" },
	{ "weak-id",
	  EPISODE "    weak:\n    - {says: s, kind: question, "
		  "examples: [x], counterexamples: [y]}\n",
	  "21:7: a rule needs 'id'" },
	{ "needs",
	  RULE "    kind: prompt\n  episodes:\n  - {id: ep, opens: AA, "
	       "carries: AA, ends: {after: 3}, needs: {turns: 1, components: "
	       "2}}\n",
	  "15:63: an episode of 1 turns cannot hold 2 components" },
	{ "otherwise", EPISODE "    otherwise: forget\n",
	  "20:16: unknown otherwise 'forget' (there are: keep, hint, drop)" },
	{ "tell-apart",
	  RULE "    kind: prompt\n  tell-apart: [{from: AB, by: "
	       "x}]\n",
	  "14:23: unknown technique 'AB' (did you mean 'AA'?)" },
};

static const struct fault rest_faults[] = {
	{ "precedence", WHOLE "precedence: [AA, ZZZZ]\n",
	  "14:18: unknown technique 'ZZZZ' (there are: AA)" },
	{ "precedence-twice", WHOLE "precedence: [AA, AA]\n",
	  "14:18: 'AA' stands twice in the precedence" },
	{ "precedence-leaves-out", WHOLE "precedence: []\n",
	  "14:13: warning: the precedence leaves out AA" },
	{ "at-most", WHOLE "at-most: 2\n",
	  "14:10: warning: 'at-most' has no effect without 'precedence'" },
	{ "suppress-neither", WHOLE "suppress: [{id: s, says: s}]\n",
	  "14:12: a suppression has either 'during' or 'same-turn'" },
	{ "suppress-drop",
	  WHOLE "suppress: [{id: s, says: s, same-turn: AA}]\n",
	  "14:12: a suppression with 'same-turn' needs 'drop'" },
	{ "suppress-during",
	  WHOLE "suppress: [{id: s, says: s, during: role, keep: AA}]\n",
	  "14:37: unknown episode 'role'" },
	{ "observation-kind",
	  WHOLE "observations: [{id: o, says: s, kind: mised}]\n",
	  "14:39: unknown kind 'mised' (did you mean 'missed'?)" },
	{ "observation-drift",
	  WHOLE "observations: [{id: o, says: s, kind: drift, turns: 3}]\n",
	  "14:16: an observation of kind 'drift' needs 'broken-by'" },
	{ "observation-at",
	  WHOLE "observations: [{id: o, says: s, kind: drift, turns: 3, "
		"broken-by: {kind: prompt}, at: {kind: prompt}}]\n",
	  "14:87: an observation of kind 'drift' has no 'at'" },
	{ "technique-twice", WHOLE "- {id: AA, name: a, definition: d}\n",
	  "14:3: the technique id 'AA' is used twice (first on line 5)" },
};

/* "LINE:COLUMN: message" of each, joined by newlines. */
static char *
print_plainly(const GPtrArray *diagnostics)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < diagnostics->len; i++) {
		const struct diagnostic *d = diagnostics->pdata[i];

		g_string_append_printf(
			out, "%s%u:%u: %s%s", i ? "\n" : "", d->line, d->column,
			d->level == DIAGNOSTIC_WARNING ? "warning: " : "",
			d->message);
	}
	return g_string_free(out, FALSE);
}

static void
test_fault(gconstpointer data)
{
	const struct fault *fault = data;
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook = codebook_parse(
		fault->text, strlen(fault->text), "x.yaml", diagnostics);
	g_autofree char *complaint = print_plainly(diagnostics);

	g_assert_cmpstr(complaint, ==, fault->complaint);
	g_assert_true((codebook == NULL) ==
		      diagnostics_has_errors(diagnostics));
}

static void
test_nul_and_size(void)
{
	static const char nul[] = "codebook: x\nname: a\0b\n";
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	gsize large = 4 * 1024 * 1024 + 1;
	g_autofree char *text = g_malloc(large);
	g_autofree char *complaint = NULL;

	memset(text, '#', large);
	g_assert_null(codebook_parse(nul, sizeof(nul) - 1, "x", diagnostics));
	g_assert_null(codebook_parse(text, large, "x", diagnostics));
	complaint = print_plainly(diagnostics);
	g_assert_cmpstr(complaint, ==,
			"2:8: the file holds a NUL byte\n"
			"1:1: the file is larger than 4 MiB");
}

static void
test_depth(void)
{
	g_autofree char *text = g_malloc(100000);
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autofree char *complaint = NULL;

	memset(text, '[', 100000);
	g_assert_null(codebook_parse(text, 100000, "x", diagnostics));
	complaint = print_plainly(diagnostics);
	g_assert_cmpstr(complaint, ==,
			"1:33: maps and lists are nested more than 32 deep");
}

/* A lexicon that doubles itself sixty times would not fit any memory. */
static void
test_doubling_lexicon(void)
{
	g_autoptr(GString) text = g_string_new(HEAD "lexicons:\n  a0: [x]\n");
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	const struct diagnostic *first;

	for (guint i = 1; i < 60; i++)
		g_string_append_printf(text, "  a%u: ['(?&a%u)', '(?&a%u)']\n",
				       i, i - 1, i - 1);
	g_string_append(text, "techniques: []\n");
	g_assert_null(codebook_parse(text->str, text->len, "x", diagnostics));
	first = diagnostics->pdata[0];
	g_assert_cmpstr(first->message, ==,
			"the lexicons spelled out are larger than 1 MiB");
}

/* A thousand faults are not a thousand lines. */
static void
test_many_faults(void)
{
	g_autoptr(GString) text = g_string_new(HEAD "techniques: []\n");
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	const struct diagnostic *last;

	for (guint i = 0; i < 1000; i++)
		g_string_append_printf(text, "qqqqqqqq%u: x\n", i);
	g_assert_null(codebook_parse(text->str, text->len, "x", diagnostics));
	g_assert_cmpuint(diagnostics->len, ==, 201);
	last = diagnostics->pdata[200];
	g_assert_cmpstr(last->message, ==,
			"only the first 200 of 1000 complaints are shown");
}

/* Lines 8 and 9; then the rows of settings, and clues from line 20 on. */
#define TABLE HEAD TECHNIQUE "weights: |\n  technique\tAA\n"
#define SETTINGS                                                \
	"  start\t1\n  near.before\n  near.after\n  near.two\n" \
	"  near.far\n  rule.hint\n  rule.probable\n"            \
	"  rule.sequence\n  hint\n  probable\n"

static const struct fault weight_faults[] = {
	{ "no-head", HEAD TECHNIQUE "weights: |\n",
	  "8:1: the weights must begin with a row 'technique' and its columns, "
	  "with tabs between" },
	{ "unknown-technique",
	  HEAD TECHNIQUE "weights: |\n  technique\tAB\n" SETTINGS,
	  "9:13: unknown technique 'AB' (did you mean 'AA'?)" },
	{ "technique-twice",
	  HEAD TECHNIQUE "weights: |\n  technique\tAA\tAA\n" SETTINGS,
	  "9:16: technique 'AA' is named twice" },
	{ "hit-of-weights",
	  HEAD TECHNIQUE "observations:\n"
			 "  - {id: o, says: s, kind: drift, turns: 9, "
			 "broken-by: {hit: [aa.weight, '*.weight']}}\n"
			 "weights: |\n  technique\tAA\n" SETTINGS,
	  "9:63: unknown rule or technique 'aa.weight' (there are: AA)\n"
	  "9:75: '*.weight' matches no rule" },
	{ "no-technique", HEAD TECHNIQUE "weights: |\n  technique\n" SETTINGS,
	  "9:3: the row 'technique' names none" },
	{ "second-head", TABLE "  technique\tAA\n" SETTINGS,
	  "10:3: the techniques were named already" },
	{ "missing-setting", TABLE "  start\t1\n",
	  "8:1: the weights have no row 'near.before'" },
	{ "setting-too-large", TABLE "  start\t40000\n" SETTINGS,
	  "10:9: '40000' is no number of points (whole, from -32767 to "
	  "32767)" },
	{ "points-too-large", TABLE SETTINGS "  says a\t128\n",
	  "20:10: '128' is no number of points (whole, from -127 to 127)" },
	{ "no-number", TABLE SETTINGS "  says a\t-\n",
	  "20:10: '-' is no number of points (whole, from -127 to 127)" },
	{ "too-long", TABLE SETTINGS "  says a\t1\t2\n",
	  "20:12: the row is longer than the list of techniques" },
	{ "beside-nothing", TABLE SETTINGS "  here.AB\t1\n",
	  "20:3: 'here.AB' names no technique of the first row" },
	{ "unknown-row", TABLE SETTINGS "  sings a\t1\n",
	  "20:3: unknown row 'sings a' (a clue begins with says, asks, "
	  "before, after, earlier or is, and tabs stand between columns)" },
	{ "blanks-for-tabs", TABLE "  start 1\n" SETTINGS,
	  "10:3: unknown row 'start 1' (a clue begins with says, asks, "
	  "before, after, earlier or is, and tabs stand between columns)" },
	{ "setting-too-long", TABLE "  start\t1\t2\n" SETTINGS,
	  "10:11: the row is longer than the list of techniques" },
	{ "setting-twice", TABLE SETTINGS "  near.two\t1\n",
	  "20:3: the row 'near.two' is given twice (first on line 13)" },
	{ "clue-twice",
	  TABLE SETTINGS "  says a b\t1\n  says a\t1\n  before a\t1\n"
			 "  says a b\t2\n",
	  "23:3: the row 'says a b' is given twice (first on line 20)" },
	{ "beside-twice",
	  TABLE SETTINGS "  here.AA\t1\n  last.AA\t1\n  here.AA\t1\n",
	  "22:3: the row 'here.AA' is given twice (first on line 20)" },
	{ "beside-too-long", TABLE SETTINGS "  here.AA\t1\t1\n",
	  "20:13: the row is longer than the list of techniques" },
	{ "beside-too-large", TABLE SETTINGS "  here.AA\t1001\n",
	  "20:11: '1001' is no number of points (whole, from -1000 to "
	  "1000)" },
	{ "three-words", TABLE SETTINGS "  says a b c\t1\n",
	  "20:3: 'says a b c' is no clue: one word, or two with a blank "
	  "between after says or asks, in small letters" },
	{ "two-words-before", TABLE SETTINGS "  before a b\t1\n",
	  "20:3: 'before a b' is no clue: one word, or two with a blank "
	  "between after says or asks, in small letters" },
	{ "capital", TABLE SETTINGS "  says Red\t1\n",
	  "20:3: 'says Red' is no clue: one word, or two with a blank "
	  "between after says or asks, in small letters" },
	{ "blank-behind", TABLE SETTINGS "  says a \t1\n",
	  "20:3: 'says a ' is no clue: one word, or two with a blank "
	  "between after says or asks, in small letters" },
	{ "key-behind", TABLE SETTINGS "  says a\t1\n\n# so\nfloor: {}\n",
	  "23:1: 'floor:' stands behind the weights, which must be the last "
	  "key of the file (their rows begin with two blanks)" },
	{ "second-section", TABLE SETTINGS "weights: |\n",
	  "20:1: 'weights:' stands behind the weights, which must be the "
	  "last key of the file (their rows begin with two blanks)" },
	{ "not-indented", HEAD TECHNIQUE "weights: |\ntechnique\tAA\n",
	  "9:1: 'technique\tAA' stands behind the weights, which must be "
	  "the last key of the file (their rows begin with two blanks)" },
	{ "tab-indent", TABLE "\tstart\t1\n" SETTINGS,
	  "10:1: a row begins with two blanks, and this one with a tab" },
	{ "not-utf-8", TABLE SETTINGS "  says \xff\t1\n",
	  "20:8: the file is not UTF-8 from here on" },
	{ "inline", HEAD TECHNIQUE "weights: {}\n",
	  "8:10: the weights are a file beside the codebook that ends in "
	  ".tsv, or a text, 'weights: |' at the beginning of a line, and then "
	  "the last key of the file" },
};

/* As YAML has it, the section may begin with more than its key. */
static void
test_weights_key(void)
{
	static const char *const keys[] = {
		"weights: |\n",	 "weights: | \t\n",	     "weights:   |\r\n",
		"weights: |-\n", "weights: |2+ # learned\n", "weights: | #\n",
	};

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autofree char *text =
			g_strconcat(HEAD TECHNIQUE, keys[i],
				    "  # rows\n  technique\tAA\n" SETTINGS
				    "# more\n\n  says a\t-5\n",
				    NULL);
		g_autoptr(GPtrArray) diagnostics = diagnostics_new();
		g_autoptr(Codebook) codebook =
			codebook_parse(text, strlen(text), "x", diagnostics);
		const struct clue *clue;

		g_assert_nonnull(codebook);
		g_assert_cmpuint(codebook_rules_length(text, strlen(text)), ==,
				 strlen(HEAD TECHNIQUE));
		g_assert_cmpuint(codebook->weights->clues->len, ==, 1);
		clue = &g_array_index(codebook->weights->clues, struct clue, 0);
		g_assert_cmpstr(clue->text, ==, "a");
		g_assert_cmpint(clue->points[0], ==, -5);
	}
}

/* A NUL byte there is seen as one before it is. */
static void
test_weights_nul(void)
{
	static const char text[] = TABLE SETTINGS "  says a\0b\t1\n";
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autofree char *complaint = NULL;

	g_assert_null(codebook_parse(text, sizeof(text) - 1, "x", diagnostics));
	complaint = print_plainly(diagnostics);
	g_assert_cmpstr(complaint, ==, "20:9: the file holds a NUL byte");
}

/* Without its weights a codebook is the same but for the clues. */
static void
test_rules_first(void)
{
	static const char text[] = TABLE SETTINGS "  says a\t5\n  says b\t?\n";
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook =
		codebook_read(g_strdup(text), strlen(text), "x.yaml", NULL,
			      NULL, diagnostics);

	g_assert_nonnull(codebook);
	g_assert_cmpuint(diagnostics->len, ==, 0);
	g_assert_cmpuint(codebook->weights->weighings->len, ==, 1);
	g_assert_cmpuint(codebook->weights->clues->len, ==, 0);
	g_assert_nonnull(codebook_rule(codebook, "aa.weight"));
	/* what is wrong with them is told when they are read */
	g_assert_false(codebook_weigh(codebook, diagnostics));
	g_assert_cmpuint(diagnostics->len, ==, 1);
	g_assert_null(
		codebook_parse(text, strlen(text), "x.yaml", diagnostics));
	g_assert_cmpuint(diagnostics->len, ==, 2);
}

/* As it stands in a terminal: the caret under the first quoted letter. */
static void
test_caret(void)
{
	static const char text[] = RULE "    match: ['é (?&x)']\n";
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autofree char *shown = NULL;

	g_assert_null(codebook_parse(text, sizeof(text) - 1, "book.yaml",
				     diagnostics));
	shown = diagnostics_print(diagnostics);
	g_assert_cmpstr(shown, ==,
			"book.yaml:13:16: unknown lexicon 'x'\n"
			"      match: ['é (?&x)']\n"
			"                 ^\n");
}

static void
add_faults(const char *group, const struct fault *faults, guint n)
{
	for (guint i = 0; i < n; i++) {
		g_autofree char *path = g_strdup_printf("/codebook/%s/%s",
							group, faults[i].name);

		g_test_add_data_func(path, &faults[i], test_fault);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add_faults("yaml", yaml_faults, G_N_ELEMENTS(yaml_faults));
	add_faults("map", map_faults, G_N_ELEMENTS(map_faults));
	add_faults("rule", rule_faults, G_N_ELEMENTS(rule_faults));
	add_faults("range", range_faults, G_N_ELEMENTS(range_faults));
	add_faults("lexicon", lexicon_faults, G_N_ELEMENTS(lexicon_faults));
	add_faults("episode", episode_faults, G_N_ELEMENTS(episode_faults));
	add_faults("rest", rest_faults, G_N_ELEMENTS(rest_faults));
	add_faults("weight", weight_faults, G_N_ELEMENTS(weight_faults));
	g_test_add_func("/codebook/rules-first", test_rules_first);
	g_test_add_func("/codebook/nul-and-size", test_nul_and_size);
	g_test_add_func("/codebook/depth", test_depth);
	g_test_add_func("/codebook/doubling-lexicon", test_doubling_lexicon);
	g_test_add_func("/codebook/many-faults", test_many_faults);
	g_test_add_func("/codebook/weights-key", test_weights_key);
	g_test_add_func("/codebook/weights-nul", test_weights_nul);
	g_test_add_func("/codebook/caret", test_caret);
	return g_test_run();
}
