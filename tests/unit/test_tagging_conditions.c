/*
 * Each condition of a rule, on sessions of a few turns.
 */
#include "test_tagging.h"

#define R(body) RULES "      - {id: r, says: s, strength: hint, " body "}\n"

static void
test_match(void)
{
	assert_hits(R("match: ['\\bmother\\b', 'cook']"),
		    "T: Your Mother.\nT: cooking\nT: smother\nP: mother",
		    "1:r 2:r");
}

static void
test_and_unless(void)
{
	assert_hits(R("match: [cat], and: [dog, cow]"),
		    "T: cat dog cow\nT: cat dog\nT: cow dog cat.", "1:r 3:r");
	assert_hits(R("match: [cat], unless: [dog, cow]"),
		    "T: cat dog\nT: cat\nT: cow cat", "2:r");
}

static void
test_speaker(void)
{
	assert_hits(R("match: [cat], speaker: patient"),
		    "T: cat\nP: cat\nO: cat", "2:r");
	assert_hits(R("match: [cat], speaker: any"), "T: cat\nP: cat\nO: cat",
		    "1:r 2:r 3:r");
	assert_hits(R("match: [cat], speaker: other"), "T: cat\nO: cat", "2:r");
}

static void
test_scope(void)
{
	assert_hits(R("match: [cat], and: [dog]"), "T: A cat. A dog.", "1:r");
	assert_hits(R("match: [cat], and: [dog], scope: sentence"),
		    "T: A cat. A dog.\nT: No. A dog and a cat.", "2:r");
	assert_hits(R("match: [cat], unless: [dog], scope: sentence"),
		    "T: A cat. A dog.\nT: No. A dog and a cat.", "1:r");
	/* the ends of the sentence are its own */
	assert_hits(R("match: ['^and you\\?$'], scope: sentence"),
		    "T: I see. And you?\nT: So and you?", "1:r");
}

static void
test_kind(void)
{
	assert_hits(R("match: [cat], kind: question"),
		    "T: Is it a cat? Good.\nT: It is a cat. Is it?\n"
		    "T: A cat. Or is it a cat?",
		    "1:r 3:r");
	assert_hits(R("kind: question"), "T: A cat? No.\nT: No. A cat?", "2:r");
	assert_hits(R("kind: [imperative, question], match: [tell]"),
		    "T: Tell me more.\nT: I tell you.\nT: Did you tell him?",
		    "1:r 3:r");
	assert_hits(R("kind: prompt, words: 1..6"),
		    "T: And you?\nT: And what did you say to him that night?\n"
		    "T: Then what?\nT: Meaning?",
		    "1:r 3:r 4:r");
	assert_hits(R("kind: statement, match: [cat], scope: sentence"),
		    "T: Is that a cat? It was the cat.\nT: The cat?", "1:r");
}

static void
test_words(void)
{
	assert_hits(R("words: 3.."), "T: one two\nT: one two three", "2:r");
	assert_hits(R("words: ..2"), "T: one two\nT: one two three", "1:r");
	assert_hits(R("words: 2..3"),
		    "T: one\nT: one two\nT: a b c\nT: a b c d", "2:r 3:r");
	/* fillers, repetitions and notes are no words */
	assert_hits(R("words: 2"), "T: and, um, and you (pause)", "1:r");
}

static void
test_place(void)
{
	assert_hits(R("match: [x], place: 0..10"),
		    "T: x\nT: x\nT: x\nT: x\nT: x\nT: x\nT: x\nT: x\nT: x\n"
		    "T: x",
		    "1:r 2:r");
	assert_hits(R("match: [x], place: 90..100"),
		    "T: x\nT: x\nT: x\nT: x\nT: x\nT: x\nT: x\nT: x\nT: x\n"
		    "T: x",
		    "10:r");
}

static void
test_phase_and_focus(void)
{
	struct session_facts middle = { 7, 16, PHASE_MIDDLE, FOCUS_GRIEF };
	const char *phase = R("match: [x], phase: [initial, termination]");
	const char *focus = R("match: [x], focus: [grief]");

	assert_found(phase, "T: x", &middle, print_hits, "");
	assert_found(R("match: [x], phase: middle"), "T: x", &middle,
		     print_hits, "1:r");
	assert_hits(phase, "T: x", "1:r");
	assert_found(focus, "T: x", &middle, print_hits, "1:r");
	middle.focus = FOCUS_DISPUTE;
	assert_found(focus, "T: x", &middle, print_hits, "");
	assert_hits(focus, "T: x", "1:r");
}

static void
test_note(void)
{
	assert_hits(R("note: [cry, laugh]"),
		    "T: [laughs] Well.\nT: laughs\nT: (cries)\n"
		    "T: &=crying yes\nT: (nods)",
		    "1:r 4:r");
	/* what stands in a note is not said */
	assert_hits(R("match: [laugh]"), "T: (laughs) no", "");
}

static void
test_quoted(void)
{
	const char *no = R("match: ['\\bgo\\b'], quoted: no");
	const char *yes = R("match: ['\\bgo\\b'], quoted: yes");
	const char *lines = "T: He said \"go\" then.\nT: go \"home\"\n"
			    "T: He said \xe2\x80\x98go on\xe2\x80\x99, he did."
			    "\nT: I don't go, can't go.\nT: \"go\" and go";

	assert_hits(no, lines, "2:r 4:r 5:r");
	assert_hits(yes, lines, "1:r 3:r 5:r");
}

static void
test_negated(void)
{
	assert_hits(R("match: [angry], negated: no"),
		    "T: You were not angry.\nT: You were angry.\n"
		    "T: I don't think you felt angry.\n"
		    "T: Not a word. You were angry.\n"
		    "T: It was not one two three four angry.\n"
		    "T: Never angry? Or angry.",
		    "2:r 4:r 5:r 6:r");
}

static void
test_echo(void)
{
	const char *two = R("echo: {turns: -1, words: 2..}");

	assert_hits(two,
		    "P: I cleaned the kitchen and hid the letters.\n"
		    "T: You clean kitchens.\n"
		    "P: No.\nT: You hid kitchens.",
		    "2:r");
	assert_hits(R("echo: {turns: -3..-1, words: 2..}"),
		    "P: I cleaned the kitchen and hid the letters.\n"
		    "T: Go on.\nP: And so on.\nT: Cleaning, kitchens.",
		    "4:r");
	/* one's own words are no echo */
	assert_hits(two, "T: The kitchen letters.\nT: The kitchen letters.",
		    "");
}

static void
test_when(void)
{
	const char *before = R("match: [x], "
			       "when: [{turns: -1, speaker: patient, "
			       "match: [cat]}]");

	assert_hits(before, "P: cat\nT: x\nP: dog\nT: x\nT: cat\nT: x", "2:r");
	/* "mm" is no place */
	assert_hits(before, "P: cat\nP: Mm.\nP: Yeah, right.\nT: x", "4:r");
	assert_hits(before, "P: cat\nP: (cries)\nT: x", "");
	assert_hits(R("match: [x], when: [{turns: -1, speaker: patient, "
		      "match: [cat], strictly: true}]"),
		    "P: cat\nP: Mm.\nT: x\nP: cat\nT: x", "5:r");
	assert_hits(R("match: [x], when: [{turns: 1..2, match: [cat]}]"),
		    "T: x\nP: a dog\nP: cat\nT: x\nP: Mm.\nP: Mm.\nP: a dog\n"
		    "P: a dog\nP: cat",
		    "1:r");
}

static void
test_when_not_and_count(void)
{
	assert_hits(R("match: [x], when: [{turns: -2..-1, match: [cat], "
		      "not: true}]"),
		    "P: cat\nT: x\nP: dog\nP: cow\nT: x", "5:r");
	assert_hits(R("match: [x], when: [{turns: -3..-1, match: [cat], "
		      "count: 2..}]"),
		    "P: cat\nT: x\nP: cat\nT: x", "4:r");
	assert_hits(R("match: [x], when: [{turns: -3..-1, match: [cat], "
		      "count: 1..1}]"),
		    "P: cat\nT: x\nP: cat\nT: x", "2:r");
}

static void
test_when_turn_itself(void)
{
	assert_hits(R("match: [x], when: [{turns: 0, kind: question}, "
		      "{turns: -1, words: 2..}]"),
		    "P: one two\nT: Is it x?\nP: one\nT: Is it x?", "2:r");
}

static void
test_hit(void)
{
	const char *rules = RULES
		"      - {id: a.one, says: s, match: [cat], strength: hint}\n"
		"      - {id: b.two, says: s, match: [dog], strength: hint, "
		"when: [{turns: -2..-1, hit: [a.*]}]}\n"
		"      - {id: c.three, says: s, match: [cow], strength: hint, "
		"when: [{turns: -1, hit: [AAA]}]}\n";

	assert_hits(rules, "T: cat\nT: dog\nT: cow\nT: x\nT: cow",
		    "1:a.one 2:b.two 3:c.three");
	/* the turn itself has no hits yet */
	assert_hits(rules, "T: dog cat", "1:a.one");
}

static void
test_lexicons(void)
{
	assert_hits(HEAD
		    "lexicons:\n"
		    "  feeling: [\"sad*\", let down, \"~gutt(?:ed|ing)\"]\n"
		    "  voiced: ['~(?:feel|felt) (?&feeling)']\n"
		    "techniques:\n"
		    "  - id: AAA\n    name: a\n    definition: d\n"
		    "    rules:\n"
		    "      - {id: r, says: s, match: ['(?&voiced)'], "
		    "strength: hint}\n",
		    "T: felt saddest\nT: feel let  down\nT: feel Gutted\n"
		    "T: feel letdown\nT: sad",
		    "1:r 2:r 3:r");
}

/* The words shown are those of the stored turn. */
static void
test_span(void)
{
	struct small small = { 0 };
	const char *text = "T: Well \xe2\x80\x94 what, um, what (pause) "
			   "did\xc2\xa0you   say\xe2\x80\xa6 then";
	struct transcript *transcript = transcript_of(text);
	struct session_facts facts = { 0 };
	struct tagging *tagging;
	const struct hit *hit;
	g_autofree char *words = NULL;

	small_parse(&small, R("match: ['\\bwhat did you say\\.\\.\\.']"));
	tagging = tagger_run(small.tagger, transcript, &facts);
	g_assert_cmpuint(tagging->hits->len, ==, 1);
	hit = &g_array_index(tagging->hits, struct hit, 0);
	words = g_strndup(transcript->text + hit->span.start,
			  hit->span.end - hit->span.start);
	g_assert_cmpstr(words, ==,
			"what, um, what (pause) did\xc2\xa0you   "
			"say\xe2\x80\xa6");
	tagging_free(tagging);
	transcript_of_free(transcript);
	small_clear(&small);
}

static void
test_context(void)
{
	struct small small = { 0 };
	struct transcript *transcript =
		transcript_of("P: cat\nP: Mm.\nP: dog\nT: x");
	struct session_facts facts = { 0 };
	struct tagging *tagging;

	small_parse(&small, R("match: [x], when: [{turns: -3..-1, "
			      "match: [cat]}]"));
	tagging = tagger_run(small.tagger, transcript, &facts);
	g_assert_cmpuint(tagging->hits->len, ==, 1);
	g_assert_cmpint(g_array_index(tagging->hits, struct hit, 0).context, ==,
			1);
	tagging_free(tagging);
	transcript_of_free(transcript);
	small_clear(&small);
}

/* Characters beyond ASCII, in text and pattern. */
static void
test_beyond_ascii(void)
{
	assert_hits(R("match: ['\\bcaf\xc3\xa9\\b', '^.{3}$']"),
		    "T: Le CAF\xc3\x89 noir\nT: cafe\nT: \xc3\xa9t\xc3\xa9\n"
		    "T: abcd",
		    "1:r 3:r");
	assert_hits(R("match: ['\\bm\\b']"),
		    "T: caf\xc3\xa9m\nT: \xe2\x80\xa2m", "2:r");
	assert_hits(R("match: ['sink']"), "T: the \xc5\xbfin\xe2\x84\xaa",
		    "1:r");
}

/* One's own feeling, or somebody else's, or only supposed. */
static void
test_own(void)
{
	const char *yaml =
		R("match: ['\\b(?:furious|angry|crying|in tears|scared|"
		  "hurts?|hated?|hates|lonely|broke my heart|ashamed)\\b'], "
		  "speaker: patient, own: yes");
	static const char *const own[] = {
		"I was furious",
		"Furious, honestly.",
		"I'm so angry with him",
		"He left and I was just crying",
		"He makes me so angry",
		"it broke my heart",
		"My boss shouted and it scared me",
		"and then crying in the shower",
		"My chest hurts",
		"If I'm honest, I was ashamed",
		"I felt as if I was hated",
		"it was so lonely",
		"I want her to know that it hurt",
		"we were both scared",
		"He hurt me and I'm scared",
		"I'd cried all night and I was angry",
	};
	static const char *const not_own[] = {
		"he was furious",
		"My mum was in tears",
		"Danny was crying",
		"the kids were scared of him",
		"she hates me",
		"everyone is angry with him",
		"if I was angry I'd say",
		"I'd be furious, wouldn't you",
		"I would be lonely without her",
		"she says he is ashamed of it",
		"his voice was angry",
		"they looked scared",
		"I saw that it hurt him",
		"He'd have hated this",
	};

	for (guint i = 0; i < G_N_ELEMENTS(own); i++) {
		g_autofree char *line = g_strconcat("P: ", own[i], NULL);

		g_test_message("%s", own[i]);
		assert_hits(yaml, line, "1:r");
	}
	for (guint i = 0; i < G_N_ELEMENTS(not_own); i++) {
		g_autofree char *line = g_strconcat("P: ", not_own[i], NULL);

		g_test_message("%s", not_own[i]);
		assert_hits(yaml, line, "");
	}
}

/* The second match is the speaker's own; the first is not. */
static void
test_own_of_several(void)
{
	const char *yaml =
		TECHNIQUES "  - id: AAA\n    name: a\n    definition: d\n"
			   "    rules:\n      - {id: r, says: s, match: [x]}\n"
			   "observations:\n"
			   "  - {id: missed, kind: missed, says: s, "
			   "at: {speaker: patient, match: angry, own: yes}, "
			   "followed: {turns: 1..2, match: see}}\n";

	assert_found(yaml, "P: He was angry.\nT: no\nP: so\nT: no", NULL,
		     print_observations, "");
	assert_found(yaml,
		     "P: He was angry. Then I was angry.\nT: no\nP: so\nT: no",
		     NULL, print_observations, "1-3:missed");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/tagging/match", test_match);
	g_test_add_func("/tagging/and-unless", test_and_unless);
	g_test_add_func("/tagging/speaker", test_speaker);
	g_test_add_func("/tagging/scope", test_scope);
	g_test_add_func("/tagging/kind", test_kind);
	g_test_add_func("/tagging/words", test_words);
	g_test_add_func("/tagging/place", test_place);
	g_test_add_func("/tagging/phase-focus", test_phase_and_focus);
	g_test_add_func("/tagging/note", test_note);
	g_test_add_func("/tagging/quoted", test_quoted);
	g_test_add_func("/tagging/negated", test_negated);
	g_test_add_func("/tagging/echo", test_echo);
	g_test_add_func("/tagging/when", test_when);
	g_test_add_func("/tagging/when-not-count", test_when_not_and_count);
	g_test_add_func("/tagging/when-itself", test_when_turn_itself);
	g_test_add_func("/tagging/hit", test_hit);
	g_test_add_func("/tagging/lexicons", test_lexicons);
	g_test_add_func("/tagging/span", test_span);
	g_test_add_func("/tagging/context", test_context);
	g_test_add_func("/tagging/beyond-ascii", test_beyond_ascii);
	g_test_add_func("/conditions/own", test_own);
	g_test_add_func("/conditions/own-of-several", test_own_of_several);
	return g_test_run();
}
