/*
 * Points of words: what a codebook may say, how they come down on a turn,
 * and what is learned from labelled lines.
 */
#include "test_tagging.h"

#include "learn/learn.h"
#include "speech/speech.h"
#include "weigh/weigh.h"

#define RULE(least)                                                             \
	"      - {id: a.words, says: s, speaker: patient, weighs: {points: p, " \
	"least: " least "}, examples: [sad], counterexamples: [glad]}\n"
#define POINTS(keys, rows) \
	"word-points:\n  - id: p\n" keys "    points: |\n" rows

static const struct word_points *
points_of(const struct small *small)
{
	return small->codebook->word_points->pdata[0];
}

static struct speech
speech_of(const char *before, const char *text)
{
	struct speech speech;

	speech_init(&speech);
	if (before)
		speech_add(&speech, TURN_PATIENT, before, strlen(before));
	speech_add(&speech, before ? TURN_THERAPIST : TURN_PATIENT, text,
		   strlen(text));
	return speech;
}

/* Points of a turn and, in brackets, the words that speak for it. */
static void
assert_weighs(const char *yaml, const char *before, const char *text,
	      const char *expected)
{
	struct small small = { NULL, NULL };
	struct speech speech = speech_of(before, text);
	g_autoptr(Pointing) pointing = pointing_new(FALSE);
	guint turn = before != NULL;
	struct span words;
	g_autofree char *found = NULL;
	int points;

	small_parse(&small, yaml);
	pointing_read(pointing, points_of(&small), &speech, turn,
		      before ? 0 : -1, 0);
	points = pointing_weigh(pointing, points_of(&small), &words);
	found = g_strdup_printf(
		"%d [%.*s]", points, (int)span_length(words),
		speech_text(&speech, speech_turn(&speech, turn)) + words.start);
	g_assert_cmpstr(found, ==, expected);
	speech_clear(&speech);
	small_clear(&small);
}

#define BOOK(keys, rows) RULES RULE("0") POINTS(keys, rows)

static void
test_words(void)
{
	const char *yaml = BOOK("", "      =start\t-10\n      dont\t1\n"
				    "      dont want\t20\n"
				    "      dont want to\t300\n      pill\t5\n");

	/* apostrophes, capitals, endings and fillers make no difference */
	assert_weighs(yaml, NULL, "I DON'T want pills",
		      "16 [DON'T want pills]");
	assert_weighs(yaml, NULL, "i dont um want", "11 [dont want]");
	assert_weighs(yaml, NULL, "don't want to", "311 [don't want to]");
	assert_weighs(yaml, NULL, "want don't", "-9 [don't]");
	assert_weighs(yaml, NULL, "", "-10 []");
	assert_weighs(yaml, NULL, "...", "-10 []");
}

static void
test_within(void)
{
	const char *yaml = BOOK("    within: 3\n",
				"      a\t-50\n      good\t10\n      bad\t7\n");

	/* the best three words in a row */
	assert_weighs(yaml, NULL, "bad x y good z bad", "17 [good z bad]");
	assert_weighs(yaml, NULL, "a x a y good", "-40 [good]");
	assert_weighs(yaml, NULL, "a good", "-40 [good]");
}

/* Each time that a turn is twice as long. */
static void
test_beyond(void)
{
	const char *yaml = BOOK("    within: 2\n", "      =beyond\t-10\n"
						   "      good\t30\n");

	assert_weighs(yaml, NULL, "good", "30 [good]");
	assert_weighs(yaml, NULL, "x good", "30 [good]");
	assert_weighs(yaml, NULL, "x y good", "24 [good]");
	assert_weighs(yaml, NULL, "x y z good", "20 [good]");
	assert_weighs(yaml, NULL, "x y z good a b c d", "10 [good]");
	/* without "within" no turn is long */
	assert_weighs(BOOK("", "      =beyond\t-10\n      good\t30\n"), NULL,
		      "x y z good", "30 [good]");
}

/* Words far behind the first passage of a turn, and across its end. */
static void
test_passages(void)
{
	for (guint at = 990; at <= 2010; at += at == 1010 ? 980 : 2) {
		struct small small = { NULL, NULL };
		g_autoptr(GString) text = g_string_new("P:");
		struct session_facts facts = { .number = 1 };
		g_autoptr(Tagging) tagging = NULL;
		struct transcript *transcript;

		for (guint i = 0; i < 2600; i++)
			g_string_append(text, i == at	  ? " bad" :
					      i == at + 2 ? " good" :
					      i % 2	  ? " x" :
							    " y");
		transcript = transcript_of(text->str);
		small_parse(&small, RULES RULE("17") POINTS("    within: 3\n",
							    "      good\t10\n"
							    "      bad\t7\n"));
		tagging = tagger_run(small.tagger, transcript, &facts);
		g_assert_cmpuint(tagging->hits->len, ==, 1);
		transcript_of_free(transcript);
		small_clear(&small);
	}
}

static void
test_kinds(void)
{
	const char *yaml = HEAD "lexicons:\n  ends: [\"dead\", \"don't\"]\n"
				"  mine: [i, dead]\ntechniques:\n"
				"  - id: AAA\n    name: a\n    definition: d\n"
				"    rules:\n" RULE("0")
					POINTS("    kinds: [ends, mine]\n",
					       "      <mine> <ends>\t10\n"
					       "      <ends> <mine>\t100\n"
					       "      <mine> walk\t1000\n"
					       "      sit <mine>\t500\n");

	/* within six words, once for a first word; a word is no two */
	assert_weighs(yaml, NULL, "i a b c d e dead", "10 [i a b c d e dead]");
	assert_weighs(yaml, NULL, "i a b c d e f dead", "0 []");
	assert_weighs(yaml, NULL, "i dont care dont", "10 [i dont]");
	assert_weighs(yaml, NULL, "don't dead", "100 [don't dead]");
	/* and any word within four of one */
	assert_weighs(yaml, NULL, "i a b c walked", "1000 [i a b c walked]");
	assert_weighs(yaml, NULL, "i a b c d walk", "0 []");
	assert_weighs(yaml, NULL, "i walk walk", "1000 [i walk]");
	assert_weighs(yaml, NULL, "walk i", "0 []");
	assert_weighs(yaml, NULL, "sit a b i", "500 [sit a b i]");
	assert_weighs(yaml, NULL, "i sit", "0 []");
}

static void
test_answers(void)
{
	const char *yaml = BOOK("    answers: yes\n",
				"      =shares 1\t1\n      =shares 2\t2\n"
				"      =brings 0\t10\n      =brings 1\t20\n"
				"      =asks 1\t100\n      =long 0\t1000\n");

	assert_weighs(yaml, "I bought rope", "Rope?", "1111 []");
	assert_weighs(yaml, "I bought rope", "Bought rope.", "1012 []");
	assert_weighs(yaml, "I bought rope", "The dinner?", "1120 []");
}

/* A rule that weighs fires with the words as its hit. */
static void
test_rule(void)
{
	struct small small = { NULL, NULL };
	struct transcript *transcript =
		transcript_of("T: so\nP: I am so very sad. Anyway.\nT: mm");
	struct session_facts facts = { .number = 1 };
	g_autoptr(Tagging) tagging = NULL;
	const struct hit *hit;
	const struct turn *turn = transcript_turn(transcript, 2);
	gsize len;

	small_parse(&small, RULES RULE("5") POINTS("", "      sad\t5\n"));
	tagging = tagger_run(small.tagger, transcript, &facts);
	g_assert_cmpuint(tagging->hits->len, ==, 1);
	hit = &g_array_index(tagging->hits, struct hit, 0);
	g_assert_cmpuint(hit->turn, ==, 2);
	g_assert_true(strncmp(transcript_turn_text(transcript, turn, &len) +
				      hit->span.start,
			      "sad", 3) == 0);
	transcript_of_free(transcript);
	small_clear(&small);
	small_parse(&small, RULES RULE("6") POINTS("", "      sad\t5\n"));
	transcript = transcript_of("P: sad");
	g_clear_pointer(&tagging, tagging_free);
	tagging = tagger_run(small.tagger, transcript, &facts);
	g_assert_cmpuint(tagging->hits->len, ==, 0);
	transcript_of_free(transcript);
	small_clear(&small);
}

/* -- faults -------------------------------------------------------------- */

static void
assert_refused(const char *yaml, const char *says)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	struct codebook *codebook =
		codebook_parse(yaml, strlen(yaml), "x.yaml", diagnostics);
	g_autofree char *shown = diagnostics_print(diagnostics);

	g_assert_null(codebook);
	if (!strstr(shown, says))
		g_error("no '%s' in: %s", says, shown);
}

static void
test_faults(void)
{
	assert_refused(BOOK("", "      sad 5\n"), "x.yaml:13:7: "
						  "expected a clue");
	assert_refused(BOOK("", "      sad\t5\n      glad\t1001\n"),
		       "x.yaml:14:7");
	assert_refused(BOOK("", "      sad\t5\n      sad\t5\n"), "x.yaml:14:7");
	assert_refused(BOOK("", "      sad\t5x\n"), "found 'sad");
	assert_refused(BOOK("    kinds: [nothing]\n", "      sad\t5\n"),
		       "there is no lexicon 'nothing'");
	assert_refused(RULES RULE("0"), "unknown points of words 'p'");
	assert_refused(RULES RULE("lots") POINTS("", "      sad\t5\n"),
		       "expected points, a whole number");
	assert_refused(RULES RULE("2000") POINTS("", "      sad\t5\n"),
		       "found '2000'");
}

/* -- learning ------------------------------------------------------------ */

static void
add_lines(GArray *lines, guint group)
{
	static const char *const said[][2] = {
		{ "yes", "some mornings I would rather not wake up" },
		{ "no", "some mornings I rather like the walk" },
		{ "yes", "it would be easier not to wake up at all" },
		{ "no", "it would be easier to walk at all" },
	};

	for (guint i = 0; i < 40; i++) {
		struct labelled_line line = {
			.text = said[i % 4][1],
			.yes = *said[i % 4][0] == 'y',
			.times = 1,
			.group = group,
		};

		g_array_append_val(lines, line);
	}
}

static void
test_learning(void)
{
	g_autoptr(GArray) lines =
		g_array_new(FALSE, FALSE, sizeof(struct labelled_line));
	struct labelled_line once = { .text = "zebra zebra", .times = 1 };
	struct small small = { NULL, NULL };
	struct learned_lines *learned, *again;
	g_autofree char *yaml = NULL, *rows = NULL;
	g_auto(GStrv) each = NULL;

	small_parse(&small, BOOK("    within: 5\n", "      sad\t5\n"));
	add_lines(lines, 0);
	add_lines(lines, 1);
	g_array_append_val(lines, once);
	learned = learn_lines(points_of(&small), lines, 0);
	again = learn_lines(points_of(&small), lines, 0);
	g_assert_cmpstr(learned->points, ==, again->points);
	/* what one line alone holds is not learned */
	g_assert_null(strstr(learned->points, "zebra"));
	g_assert_cmpuint(learned->yes, ==, 40);
	g_assert_cmpuint(learned->found, ==, 40);
	g_assert_cmpuint(learned->no, ==, 41);
	g_assert_cmpuint(learned->wrong, ==, 0);
	/* and what was learned can be read */
	each = g_strsplit(learned->points, "\n", -1);
	rows = g_strjoinv("\n      ", each);
	yaml = g_strdup_printf("%s      %s\n", BOOK("    within: 5\n", ""),
			       rows);
	small_clear(&small);
	small_parse(&small, yaml);
	g_assert_cmpuint(points_of(&small)->n, ==, learned->clues);
	learned_lines_free(learned);
	learned_lines_free(again);
	small_clear(&small);
}

static char *
learned_points(const char *yaml, const GArray *lines)
{
	struct small small = { NULL, NULL };
	struct learned_lines *learned;
	char *points;

	small_parse(&small, yaml);
	learned = learn_lines(points_of(&small), lines, 0);
	points = g_strdup(learned->points);
	learned_lines_free(learned);
	small_clear(&small);
	return points;
}

/* Four writers; of the words at issue the last but one is said by two. */
static GArray *
lines_with_names(void)
{
	static const char *const said[][2] = {
		{ "yes", "when Vikram went. Tanya was lost, and Mum. Anger." },
		{ "no", "Vikram went well. tanya was found" },
		{ "yes", "when Vikram went Tanya was lost, and Mum. Anger." },
		{ "no", "Well, vikram went and Tanya was found" },
	};
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct labelled_line));

	for (guint i = 0; i < 4 * 16; i++) {
		guint writer = i / 16;
		struct labelled_line line = {
			.text = said[i % 4][1],
			.yes = *said[i % 4][0] == 'y',
			.times = 1,
			.group = writer,
			.writer = writer,
		};

		g_array_append_val(lines, line);
		line.text = line.yes ? "sad zebra" : "glad zither";
		if (writer < (line.yes ? 2 : 3))
			g_array_append_val(lines, line);
	}
	return lines;
}

/* Nobody can be told by the points: not by a name, nor by a word that one or
 * two people say. */
static void
test_names(void)
{
	g_autoptr(GArray) lines = lines_with_names();
	g_autofree char *plain =
		learned_points(BOOK("", "      sad\t5\n"), lines);
	g_autofree char *listing = learned_points(
		HEAD "lexicons:\n  kin: [mum, zebra]\ntechniques:\n"
		     "  - id: AAA\n    name: a\n    definition: d\n"
		     "    rules:\n" RULE("0")
			     POINTS("    kinds: [kin]\n", "      sad\t5\n"),
		lines);

	g_assert_nonnull(strstr(plain, "\nlost\t"));
	g_assert_null(strstr(plain, "vikram"));
	g_assert_null(strstr(plain, "tanya"));
	g_assert_null(strstr(plain, "mum"));
	/* never met in small letters */
	g_assert_null(strstr(plain, "anger"));
	g_assert_null(strstr(plain, "zebra"));
	g_assert_nonnull(strstr(plain, "\nzither\t"));
	/* what a lexicon lists is nobody's name */
	g_assert_nonnull(strstr(listing, "\nmum\t"));
	g_assert_nonnull(strstr(listing, "\nzebra\t"));
	g_assert_null(strstr(listing, "vikram"));
}

/* Two writers say the same words once each, and do not agree about most: what
 * is tried on one of them knows none, so all or nothing is found. */
static void
test_left_out(void)
{
	g_autoptr(GArray) lines =
		g_array_new(FALSE, FALSE, sizeof(struct labelled_line));
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	struct small small = { NULL, NULL };

	add_lines(lines, 2);
	for (guint i = 0; i < 40; i++) {
		char c = 'a' + i % 20;
		struct labelled_line line = {
			.text = g_strdup_printf("%c%c%c", c, c, c),
			.yes = i < 27,
			.times = 9,
			.group = i / 20,
			.writer = i / 20,
		};

		g_ptr_array_add(texts, (char *)line.text);
		g_array_append_val(lines, line);
	}
	small_parse(&small, BOOK("", "      sad\t5\n"));
	for (int least = -60; least <= 60; least += 4) {
		struct learned_lines *learned =
			learn_lines(points_of(&small), lines, least);

		g_assert_nonnull(strstr(learned->points, "\naaa\t"));
		g_assert_cmpuint(learned->yes, ==, 47);
		/* 20 of the first, 7 of the second, 20 of a third writer */
		g_assert_true(learned->found % 20 == 0 ||
			      learned->found % 20 == 7);
		learned_lines_free(learned);
	}
	small_clear(&small);
}

/* Long lines that are never what is looked for speak against length, and are
 * not tried on when they were made. */
static void
test_long_lines(void)
{
	g_autoptr(GArray) lines =
		g_array_new(FALSE, FALSE, sizeof(struct labelled_line));
	struct small small = { NULL, NULL };
	struct learned_lines *learned;
	GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < 60; i++) {
		char c = 'a' + i % 20;
		struct labelled_line line = { .times = 1, .group = i % 2 };

		/* no two share a word */
		line.is_made = i >= 40;
		line.yes = i < 20;
		line.text = line.yes ? g_strdup("sad now") :
			    i < 40   ? g_strdup("glad now") :
				       g_strdup_printf("%cka %ckb %ckc %ckd "
							 "%cke %ckf %ckg %ckh",
						       c, c, c, c, c, c, c, c);
		g_ptr_array_add(texts, (char *)line.text);
		g_array_append_val(lines, line);
	}
	small_parse(&small, BOOK("    within: 2\n", "      sad\t5\n"));
	learned = learn_lines(points_of(&small), lines, 0);
	g_assert_nonnull(strstr(learned->points, "\n=beyond\t-"));
	g_assert_cmpuint(learned->yes, ==, 20);
	g_assert_cmpuint(learned->no, ==, 20);
	learned_lines_free(learned);
	small_clear(&small);
	g_ptr_array_unref(texts);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/points/words", test_words);
	g_test_add_func("/points/within", test_within);
	g_test_add_func("/points/beyond", test_beyond);
	g_test_add_func("/points/passages", test_passages);
	g_test_add_func("/points/kinds", test_kinds);
	g_test_add_func("/points/answers", test_answers);
	g_test_add_func("/points/rule", test_rule);
	g_test_add_func("/points/faults", test_faults);
	g_test_add_func("/points/learning", test_learning);
	g_test_add_func("/points/names", test_names);
	g_test_add_func("/points/left-out", test_left_out);
	g_test_add_func("/points/long-lines", test_long_lines);
	return g_test_run();
}
