/*
 * Weights: points added up by hand, and what they do to tags of rules.
 */
#include "test_tagging_weigh.h"

#include "weigh/weigh.h"

/* -- clues ----------------------------------------------------------------- */

static void
test_own_words(void)
{
	static const char yaml[] =
		PLAIN "  says red\t50\n  says red hat\t20\n  says hat\t10\n";

	/* -50 + 50: a hint; + 10 + 20: probable; a word counts once */
	weigh(yaml, "T: a red door", "1:AAA/hint");
	weigh(yaml, "T: a red red door", "1:AAA/hint");
	weigh(yaml, "T: the red hat", "1:AAA/probable");
	weigh(yaml, "T: the RED, hat", "1:AAA/probable");
	weigh(yaml, "T: a hat, red", "1:AAA/hint");
	weigh(yaml, "T: a hat", "");
	weigh(yaml, "P: the red hat", "");
}

static void
test_marks(void)
{
	static const char yaml[] = PLAIN "  says why ?\t50\n";

	weigh(yaml, "T: why?", "1:AAA/hint");
	weigh(yaml, "T: that is why ?!", "1:AAA/hint");
	weigh(yaml, "T: that is why.", "");
}

static void
test_questions(void)
{
	static const char yaml[] = PLAIN "  asks now\t50\n"
					 "  asks he then\t\t50\n";

	weigh(yaml, "T: and now?", "1:AAA/hint");
	weigh(yaml, "T: and now. Why?", "");
	weigh(yaml, "T: why? And now.", "");
	weigh(yaml, "T: Why? Now? Good.", "1:AAA/hint");
	weigh(yaml, "T: was he then away?", "1:BBB/hint");
	weigh(yaml, "T: was he? Then away?", "");
}

static void
test_beginning(void)
{
	static const char yaml[] = PLAIN "  says <beginning> so\t50\n";

	weigh(yaml, "T: So, the door", "1:AAA/hint");
	weigh(yaml, "T: the door. So", "");
}

static void
test_other_turns(void)
{
	static const char yaml[] = PLAIN "  before rain\t50\n"
					 "  after snow\t\t50\n"
					 "  earlier wind\t80\n";

	weigh(yaml, "P: rain\nT: ah\nP: snow", "2:AAA/hint 2:BBB/hint");
	weigh(yaml, "P: snow\nT: ah\nP: rain", "");
	weigh(yaml, "T: wind\nP: so\nT: ah", "3:AAA/probable");
	/* the turn before is the therapist's own */
	weigh(yaml, "P: rain\nT: ah\nT: oh", "2:AAA/hint");
}

#define LONG "forty-letters-long-words-are-said-by-few-"

static void
test_manner_and_place(void)
{
	static const char yaml[] = PLAIN "  is asking\t50\n";
	static const char place[] = PLAIN "  is initial.1\t50\n";
	static const char focus[] = PLAIN "  is grief\t50\n";
	static const char later[] = PLAIN "  is middle\t50\n";
	static const char echo[] = PLAIN "  is echo.1\t50\n";
	static const char size[] = PLAIN "  is long.0\t50\n";

	weigh(yaml, "T: you see him?", "1:AAA/hint");
	weigh(yaml, "T: you see him.", "");
	weigh(place,
	      "T: a\nO: x\nO: x\nO: x\nO: x\nO: x\nO: x\nT: a\nO: x\n"
	      "O: x\nO: x\nO: x\nO: x\nT: a",
	      "1:AAA/hint 8:AAA/hint");
	weigh(focus, "T: a", "1:AAA/hint");
	weigh(later, "T: a", "");
	weigh(echo, "P: the garden gate\nT: a garden, yes", "2:AAA/hint");
	weigh(echo, "P: the gate\nT: a garden, yes", "");
	/* too long for the table, and words all the same */
	weigh(echo, "P: the " LONG "gate\nT: the " LONG "gate", "2:AAA/hint");
	weigh(echo, "P: the " LONG "gate\nT: the " LONG "door", "");
	weigh(size,
	      "T: one two three four five\nP: x\nT: one two "
	      "three four five six",
	      "1:AAA/hint");
}

static void
test_names(void)
{
	static const char yaml[] = PLAIN "  says <name>\t50\n"
					 "  says anna\t\t50\n";

	weigh(yaml, "T: and Anna then", "1:AAA/hint");
	/* at the beginning of a sentence a capital tells nothing */
	weigh(yaml, "T: Anna then", "1:BBB/hint");
	weigh(yaml, "T: and anna then", "1:BBB/hint");
	weigh(yaml, "T: and I'll go, AND I", "");
	weigh(yaml, "T: and Élise then", "1:AAA/hint");
	weigh(yaml, "T: and O'Brien then", "1:AAA/hint");
	weigh(yaml, "T: and élan, then É", "");
}

/* -- neighbours ------------------------------------------------------------ */

static void
test_neighbours(void)
{
	/* sure from 60 points on: 120 of 120; at -60 not at all */
	static const char yaml[] = WEIGHTS
		"  start\t-60\t-60\n  near.before\t40\n  near.after\t20\n"
		"  near.two\t10\n  near.far\t5\n  rule.hint\n"
		"  rule.probable\n  rule.sequence\n  hint\t0\t1\n"
		"  probable\t60\t60\n  says red\t120\n  says pink\t60\n"
		"  says grey\t20\n  says dim\t40\n";

	weigh(yaml, "T: red", "1:AAA/probable");
	/* before: -60 + 20 + 40 */
	weigh(yaml, "T: red\nP: x\nT: grey", "1:AAA/probable 3:AAA/hint");
	/* after: -60 + 40 + 20 */
	weigh(yaml, "T: dim\nP: x\nT: red", "1:AAA/hint 3:AAA/probable");
	weigh(yaml, "T: grey\nP: x\nT: red", "3:AAA/probable");
	/* half as sure (0 of -60 to 60): -60 + 40 + 20 / 2 */
	weigh(yaml, "T: dim\nP: x\nT: pink", "3:AAA/hint");
}

/* By how sure other techniques are, here and on the therapist's turns next
 * to this one. */
static void
test_beside(void)
{
	static const char yaml[] = WEIGHTS
		"  start\t-60\t-60\n  near.before\n  near.after\n"
		"  near.two\n  near.far\n  rule.hint\n"
		"  rule.probable\n  rule.sequence\n  hint\n"
		"  probable\t60\t20\n  here.AAA\t\t40\n  last.AAA\t\t20\n"
		"  next.AAA\t\t-30\n  says red\t120\n  says pink\t60\n"
		"  says grey\t\t20\n  says dim\t\t40\n  says far\t\t60\n";

	/* -60 + 20 + 40 */
	weigh(yaml, "T: red grey", "1:AAA/probable 1:BBB/hint");
	/* half as sure */
	weigh(yaml, "T: pink grey", "1:AAA/hint");
	weigh(yaml, "T: pink dim", "1:AAA/hint 1:BBB/hint");
	/* -60 + 40 + 20; two turns away it is nothing */
	weigh(yaml, "T: red\nP: x\nT: dim", "1:AAA/probable 3:BBB/hint");
	weigh(yaml, "T: red\nT: x\nT: dim", "1:AAA/probable");
	/* -60 + 60 - 30 */
	weigh(yaml, "T: far\nP: x\nT: x", "1:BBB/hint");
	weigh(yaml, "T: far\nP: x\nT: red", "3:AAA/probable");
}

/* -- rules and points ------------------------------------------------------ */

static void
test_rules_and_points(void)
{
	static const char yaml[] = PLAIN "  says dull\t-20\n"
					 "  says red\t30\n  says old\t-31\n"
					 "  says firm\t-1\n";

	/* -50 - 1 + 60 */
	weigh(yaml, "T: firm", "1:AAA/hint");
	weigh(yaml, "T: firm red", "1:AAA/probable");
	weigh(yaml, "T: firm dull", "(1:AAA/probable by weight)");
	/* -50 + 20 */
	weigh(yaml, "T: soft", "(1:AAA/hint by weight)");
	weigh(yaml, "T: soft red", "1:AAA/hint");
	/* a technique without weights stands as the rules say */
	weigh(BOOK "weights: |\n  technique\tBBB\n  start\n"
		   "  near.before\n  near.after\n  near.two\n  near.far\n"
		   "  rule.hint\n  rule.probable\n  rule.sequence\n"
		   "  hint\t99\n  probable\t99\n",
	      "T: firm", "1:AAA/probable");
}

/* Words alone do not stand far behind the best of a turn. */
static void
test_far_behind(void)
{
	static const char yaml[] = PLAIN "  says red\t95\t54\n"
					 "  says blue\t95\t55\n"
					 "  says bee\t125\t-10\n";
	g_autoptr(GString) asked = g_string_new(yaml);

	/* AAA 45, BBB 4 or 5 */
	weigh(yaml, "T: red", "1:AAA/probable (1:BBB/hint by weight)");
	weigh(yaml, "T: blue", "1:AAA/probable 1:BBB/hint");
	/* what a rule gave stays: AAA 75, BBB -50 - 10 + 60 */
	weigh(yaml, "T: bee", "1:AAA/probable 1:BBB/hint");
	/* and so does what the codebook asks to be hinted at */
	g_string_replace(asked, "id: BBB\n", "id: BBB\n    hint-at: 0.2\n", 1);
	weigh(asked->str, "T: red", "1:AAA/probable 1:BBB/hint");
}

static void
test_at_most(void)
{
	g_autoptr(GString) yaml = g_string_new(PLAIN "  says red\t95\t75\n");

	weigh(yaml->str, "T: red", "1:AAA/probable 1:BBB/hint");
	g_string_replace(yaml, "weights: |", "at-most: 1\nweights: |", 1);
	weigh(yaml->str, "T: red", "1:AAA/probable (1:BBB/hint by precedence)");
}

static void
test_words_shown(void)
{
	struct small small = { 0 };
	g_autoptr(GString) lines = g_string_new("T: um, the “red hat” there");
	struct transcript *transcript;
	struct session_facts facts = { 0 };
	const struct hit *hit;
	g_autoptr(Tagging) tagging = NULL;

	for (guint i = 0; i < 40; i++)
		g_string_append(lines, "\nO: x");
	transcript = transcript_of(lines->str);
	small_parse(&small, PLAIN
		    "  says red\t50\n  says red hat\t60\n  is asking\t90\n");
	tagging = tagger_run(small.tagger, transcript, &facts);
	g_assert_cmpuint(tagging->hits->len, ==, 1);
	hit = &g_array_index(tagging->hits, struct hit, 0);
	g_assert_cmpuint(hit->span.end - hit->span.start, ==, 7);
	g_assert_true(
		strncmp(transcript->text + hit->span.start, "red hat", 7) == 0);
	g_assert_cmpstr(
		((struct rule *)small.codebook->rules->pdata[hit->rule])->id,
		==, "aaa.weight");
	transcript_of_free(transcript);
	small_clear(&small);
}

/* What is too short for a session is left to the rules. */
static void
test_excerpt(void)
{
	static const char yaml[] = PLAIN "  says red\t90\n";
	g_autofree char *tags =
		tag_session(yaml, "T: red\nP: x\nT: firm", NULL, print_tags);

	g_assert_cmpstr(tags, ==, "3:AAA/probable");
}

/* Words alone give nothing that belongs to the ends of a course when nobody
 * knows where the session stands. */
static void
test_unknown_phase(void)
{
	static const char yaml[] =
		HEAD "techniques:\n"
		     "  - id: AAA\n    name: a\n    definition: d\n"
		     "    expected: [termination]\n    rules: []\n"
		     "  - id: BBB\n    name: b\n    definition: d\n"
		     "    expected: [middle, termination]\n    rules: []\n"
		     "weights: |\n  technique\tAAA\tBBB\n  start\t-50\t-50\n"
		     "  near.before\n  near.after\n  near.two\n  near.far\n"
		     "  rule.hint\n  rule.probable\n  rule.sequence\n  hint\n"
		     "  probable\t30\t30\n  says red\t50\t50\n";
	struct session_facts last = { .phase = PHASE_TERMINATION };
	g_autoptr(GString) lines = g_string_new("T: red");
	g_autofree char *unknown = NULL, *known = NULL;

	for (guint i = 0; i < 60; i++)
		g_string_append(lines, "\nO: x");
	unknown = tag_session(yaml, lines->str, NULL, print_tags);
	known = tag_session(yaml, lines->str, &last, print_tags);
	g_assert_cmpstr(unknown, ==, "1:BBB/hint");
	g_assert_cmpstr(known, ==, "1:AAA/hint 1:BBB/hint");
}

/* No episode is opened by weights, and no rule refers to them. */
static void
test_not_referred_to(void)
{
	static const char yaml[] = HEAD
		"techniques:\n"
		"  - id: AAA\n    name: a\n    definition: d\n    rules:\n"
		"      - {id: aaa.after, says: s, match: '\\bthen\\b', when: "
		"[{turns: -2..-1, hit: [aaa.*]}], examples: [[\"T: then "
		"then\", \"T: then\"]], counterexamples: [x]}\n"
		"weights: |\n  technique\tAAA\n  start\t-50\n  near.before\n"
		"  near.after\n  near.two\n  near.far\n  rule.hint\n"
		"  rule.probable\t60\n  rule.sequence\n  hint\n"
		"  probable\t30\n  says red\t50\n";

	weigh(yaml, "T: red\nP: x\nT: then", "1:AAA/hint");
}

/* A name at the head of a sentence is known for one from elsewhere. */
static void
test_name_of_sentence(void)
{
	struct vocabulary *vocabulary = vocabulary_new();
	struct session_facts facts = { 0 };
	g_autoptr(ClueSession) session = NULL;
	struct speech speech;
	static const char text[] =
		"Otto left. Then Otto and Will. I will. Grief.";
	guint otto, will, grief;

	speech_init(&speech);
	speech_add(&speech, TURN_THERAPIST, text, strlen(text));
	session = clue_session_new(vocabulary, &speech, &facts);
	otto = vocabulary_number_of(vocabulary, "otto", 4);
	will = vocabulary_number_of(vocabulary, "will", 4);
	g_assert_true(clue_key_names(vocabulary, clue_key(CLUE_SAYS, otto, 0)));
	g_assert_true(
		clue_key_names(vocabulary, clue_key(CLUE_SAYS, will, otto)));
	g_assert_false(
		clue_key_names(vocabulary, clue_key(CLUE_SAYS, will, 0)));
	/* what a session is about is no name, however it is spelt in it */
	grief = vocabulary_number_of(vocabulary, "grief", 5);
	g_assert_true(
		clue_key_names(vocabulary, clue_key(CLUE_SAYS, grief, 0)));
	g_assert_false(clue_key_names(vocabulary, clue_key(CLUE_IS, grief, 0)));
	speech_clear(&speech);
	vocabulary_free(vocabulary);
}

/* How far the turns around reach, on both sides: by hand. */
static void
test_reach(void)
{
	const int near[] = { 1, 2, 4, 8 };
	const int wanted[] = { 0, 8, 8, 8, 4, 1, 0, 2, 4, 8, 8, 8, 0 };
	int sure[G_N_ELEMENTS(wanted)] = { 0 };

	for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
		sure[i] = 2 * SURE;
		g_assert_cmpint(weigh_near(near, sure, G_N_ELEMENTS(sure), 6),
				==, wanted[i]);
		sure[i] = 0;
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/weights/own-words", test_own_words);
	g_test_add_func("/weights/marks", test_marks);
	g_test_add_func("/weights/questions", test_questions);
	g_test_add_func("/weights/beginning", test_beginning);
	g_test_add_func("/weights/other-turns", test_other_turns);
	g_test_add_func("/weights/manner-and-place", test_manner_and_place);
	g_test_add_func("/weights/names", test_names);
	g_test_add_func("/weights/neighbours", test_neighbours);
	g_test_add_func("/weights/reach", test_reach);
	g_test_add_func("/weights/beside", test_beside);
	g_test_add_func("/weights/rules-and-points", test_rules_and_points);
	g_test_add_func("/weights/far-behind", test_far_behind);
	g_test_add_func("/weights/at-most", test_at_most);
	g_test_add_func("/weights/words-shown", test_words_shown);
	g_test_add_func("/weights/excerpt", test_excerpt);
	g_test_add_func("/weights/unknown-phase", test_unknown_phase);
	g_test_add_func("/weights/not-referred-to", test_not_referred_to);
	g_test_add_func("/weights/name-of-sentence", test_name_of_sentence);
	return g_test_run();
}
