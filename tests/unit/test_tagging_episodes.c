/*
 * Episodes and what comes after them: tags, suppression, observations.
 */
#include "test_tagging.h"

/* AAA has an episode; BBB and CCC have a rule each. */
#define BOOK(episode) ENDING("        ends: {after: 9}\n", episode)
#define ENDING(ends, episode)                                              \
	TECHNIQUES                                                         \
	"  - id: AAA\n    name: a\n    definition: d\n    rules:\n"        \
	"      - {id: a.open, says: s, match: [open], strength: hint, "    \
	"component: first}\n"                                              \
	"      - {id: a.more, says: s, match: [more], strength: hint, "    \
	"component: second}\n"                                             \
	"      - {id: a.last, says: s, match: [last], strength: hint}\n"   \
	"    episodes:\n      - id: ep\n        opens: [a.open]\n"         \
	"        carries: ['a.*']\n" ends episode                          \
	"  - id: BBB\n    name: b\n    definition: d\n    rules:\n"        \
	"      - {id: b.one, says: s, match: [bbb], strength: probable}\n" \
	"  - id: CCC\n    name: c\n    definition: d\n    rules:\n"        \
	"      - {id: c.one, says: s, match: [ccc], strength: hint}\n"

#define NEEDS(n) "        needs: {turns: " #n "}\n"
#define WEAK              \
	"        weak:\n" \
	"          - {id: a.weak, says: s, match: [weak], component: third}\n"

static char *
print_episodes(const struct small *small, const struct tagging *tagging)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < tagging->episodes->len; i++) {
		const struct found_episode *it = tagging->episodes->pdata[i];
		const struct episode *episode =
			small->codebook->episodes->pdata[it->episode];

		add_word(out, "%u-%u:%s/%u%s", it->first_turn, it->last_turn,
			 episode->id, it->carriers, it->complete ? "" : "!");
		for (guint c = 0; c < it->components->len; c++)
			add_word(out, "[%s]", (char *)it->components->pdata[c]);
		for (guint r = 0; r < it->relations->len; r++)
			add_word(out, "{%s}", (char *)it->relations->pdata[r]);
	}
	return g_string_free(out, FALSE);
}

#define assert_episodes(yaml, lines, expected) \
	assert_found(yaml, lines, NULL, print_episodes, expected)

static void
test_opens_and_carries(void)
{
	const char *book = BOOK(NEEDS(2));

	assert_episodes(book, "T: open\nP: x\nT: more",
			"1-3:ep/2 [first] [second]");
	assert_tags(book, "T: open\nP: x\nT: more",
		    "1:AAA/sequence 3:AAA/sequence");
	/* what only carries does not open */
	assert_tags(book, "T: more\nT: more", "1:AAA/hint 2:AAA/hint");
	assert_episodes(book, "T: more\nT: open", "2-2:ep/1! [first]");
}

static void
test_ground(void)
{
	const char *book = BOOK("        ground: [{turns: -2..0, "
				"speaker: patient, match: [told]}]\n" NEEDS(2));

	assert_tags(book, "P: told\nT: open\nT: more",
		    "2:AAA/sequence 3:AAA/sequence");
	assert_tags(book, "P: x\nT: open\nT: more", "2:AAA/hint 3:AAA/hint");
	assert_tags(book, "P: told\nP: x\nP: x\nT: open\nT: more",
		    "4:AAA/hint 5:AAA/hint");
}

static void
test_weak(void)
{
	const char *book = BOOK(WEAK NEEDS(2));

	/* a weak sign counts only inside */
	assert_tags(book, "T: weak\nT: open\nT: weak\nT: more",
		    "2:AAA/sequence 3:AAA/sequence 4:AAA/sequence");
	assert_episodes(book, "T: open\nT: weak\nT: more",
			"1-3:ep/3 [first] [second] [third]");
	/* and is not what an episode is made of */
	assert_tags(book, "T: open\nT: weak", "1:AAA/hint");
}

static void
test_bridges(void)
{
	const char *book =
		BOOK("        bridges: 2\n"
		     "        bridge-unless: {hit: [BBB]}\n" NEEDS(2));

	assert_tags(book, "T: open\nP: x\nT: x\nT: y\nT: more",
		    "1:AAA/sequence 3:AAA/sequence 4:AAA/sequence "
		    "5:AAA/sequence");
	assert_tags(book, "T: open\nT: x\nT: y\nT: z\nT: more",
		    "1:AAA/sequence 5:AAA/sequence");
	assert_tags(book, "T: open\nT: bbb\nT: y\nT: more",
		    "1:AAA/sequence 2:BBB/probable 3:AAA/sequence "
		    "4:AAA/sequence");
}

static void
test_ends(void)
{
	assert_episodes(ENDING("        ends: {after: 2}\n", NEEDS(2)),
			"T: open\nT: x\nP: x\nP: x\nT: more\n"
			"T: x\nT: x\nT: more",
			"1-5:ep/2 [first] [second]");
	assert_episodes(ENDING("        ends: {at: [b.one]}\n", NEEDS(2)),
			"T: open\nT: more\nT: more bbb\nT: more",
			"1-2:ep/2 [first] [second]");
	assert_episodes(ENDING("        ends: {last: [a.last]}\n", NEEDS(2)),
			"T: open\nT: last\nT: more", "1-2:ep/2 [first]");
	/* what ends one may open the next */
	assert_episodes(ENDING("        ends: {at: [a.open]}\n", NEEDS(1)),
			"T: open\nT: more\nT: open\nT: x",
			"1-2:ep/2 [first] [second] 3-3:ep/1 [first]");
}

static void
test_needs(void)
{
	const char *both = BOOK("        needs: {turns: 3, components: 2}\n");
	const char *within =
		BOOK("        needs: {turns: 3, components: 2, within: 3}\n");

	assert_episodes(both, "T: open\nT: open\nT: open", "1-3:ep/3! [first]");
	assert_episodes(both, "T: open\nT: x\nT: open\nT: x\nT: more",
			"1-5:ep/3 [first] [second]");
	assert_episodes(within, "T: open\nT: x\nT: open\nT: x\nT: more",
			"1-5:ep/3! [first] [second]");
	/* any stretch of it will do, not only the first */
	assert_episodes(within,
			"T: open\nT: x\nT: x\nT: x\nT: open\nT: open\nT: more",
			"1-7:ep/4 [first] [second]");
}

static void
test_otherwise(void)
{
	const char *lines = "T: open\nT: x\nT: bbb";

	assert_tags(BOOK(NEEDS(2)), lines, "1:AAA/hint 3:BBB/probable");
	assert_tags(BOOK("        otherwise: drop\n" NEEDS(2)), lines,
		    "3:BBB/probable (1:AAA/hint by ep)");
	assert_tags(TECHNIQUES
		    "  - id: AAA\n    name: a\n    definition: d\n"
		    "    rules:\n"
		    "      - {id: a, says: s, match: [open], "
		    "strength: probable}\n"
		    "    episodes:\n      - {id: ep, opens: [a], "
		    "carries: [a], ends: {after: 3}, needs: {turns: 2}, "
		    "otherwise: hint}\n",
		    "T: open", "1:AAA/hint");
}

static void
test_relations(void)
{
	assert_episodes(
		BOOK("        relations: '\\b(?:mum|dad|boss)\\b'\n" NEEDS(2)),
		"T: open Mum\nP: my dad and my mum\nT: more\nT: boss",
		"1-3:ep/2 [first] [second] {dad} {mum}");
}

static void
test_inside(void)
{
	const char *book = TECHNIQUES
		"  - id: AAA\n    name: a\n    definition: d\n    rules:\n"
		"      - {id: a.open, says: s, match: [open], strength: hint}\n"
		"    episodes:\n      - {id: ep, opens: [a.open], "
		"carries: [a.open], ends: {after: 2}, needs: {turns: 1}}\n"
		"  - id: BBB\n    name: b\n    definition: d\n    rules:\n"
		"      - {id: b.in, says: s, match: [in], inside: ep, "
		"strength: probable}\n";

	assert_tags(book, "T: in\nT: open\nT: in\nT: x\nT: in",
		    "2:AAA/sequence 3:BBB/probable");
}

/* Only the therapist's turns are tagged. */
static void
test_patient_is_not_tagged(void)
{
	assert_tags(RULES "      - {id: r, says: s, match: [x], "
			  "speaker: any, strength: probable}\n",
		    "P: x\nT: x\nO: x", "2:AAA/probable");
}

static void
test_strengths(void)
{
	assert_tags(RULES
		    "      - {id: a, says: s, match: [x], strength: hint}\n"
		    "      - {id: b, says: s, match: [y], strength: probable}"
		    "\n",
		    "T: x\nT: y\nT: x y",
		    "1:AAA/hint 2:AAA/probable "
		    "3:AAA/probable");
}

static void
test_suppress_during(void)
{
	const char *book = BOOK(NEEDS(
		2)) "suppress:\n"
		    "  - {id: only, during: ep, keep: [AAA, CCC], says: s}\n";

	assert_tags(book, "T: bbb\nT: open\nT: bbb ccc\nT: more\nT: bbb",
		    "1:BBB/probable 2:AAA/sequence 3:CCC/hint 4:AAA/sequence "
		    "5:BBB/probable (3:BBB/probable by only)");
	/* an episode that fell short suppresses nothing */
	assert_tags(book, "T: open\nT: bbb", "1:AAA/hint 2:BBB/probable");
}

/* What words add is held to it, too. */
static void
test_suppress_weighed(void)
{
	const char *book = BOOK(NEEDS(
		2)) "suppress:\n"
		    "  - {id: only, during: ep, keep: [AAA, CCC], says: s}\n"
		    "weights: |\n  technique\tBBB\n  start\t-50\n"
		    "  near.before\n  near.after\n  near.two\n  near.far\n"
		    "  rule.hint\n  rule.probable\n  rule.sequence\n"
		    "  hint\n  probable\t30\n  says pink\t90\n";
	g_autoptr(GString) lines =
		g_string_new("T: open\nT: pink\nT: more\nO: x\nT: pink");

	for (guint i = 0; i < 40; i++)
		g_string_append(lines, "\nO: x");
	assert_tags(book, lines->str,
		    "1:AAA/sequence 3:AAA/sequence 5:BBB/probable "
		    "(2:BBB/probable by only)");
}

static void
test_suppress_same_turn(void)
{
	const char *book = BOOK(NEEDS(
		9)) "suppress:\n"
		    "  - {id: veto, same-turn: BBB, drop: [CCC], says: s}\n"
		    "  - {id: firm, same-turn: BBB, drop: ['*'], "
		    "unless-strength: hint, says: s}\n";

	assert_tags(book, "T: bbb ccc\nT: ccc",
		    "1:BBB/probable 2:CCC/hint (1:CCC/hint by veto)");
	assert_tags(book, "T: bbb open", "1:AAA/hint 1:BBB/probable");
}

#define THREE                                                          \
	TECHNIQUES                                                     \
	"  - id: AAA\n    name: a\n    definition: d\n    rules:\n"    \
	"      - {id: a, says: s, match: [aaa], strength: probable}\n" \
	"      - {id: a2, says: s, match: [aha], strength: hint}\n"    \
	"  - id: BBB\n    name: b\n    definition: d\n    rules:\n"    \
	"      - {id: b, says: s, match: [bbb], strength: probable}\n" \
	"  - id: CCC\n    name: c\n    definition: d\n    rules:\n"    \
	"      - {id: c, says: s, match: [ccc], strength: probable}\n" \
	"precedence: [CCC, AAA, BBB]\n"

static void
test_at_most(void)
{
	assert_tags(THREE "at-most: 2\n", "T: aaa bbb ccc\nT: aaa bbb",
		    "1:AAA/probable 1:CCC/probable 2:AAA/probable "
		    "2:BBB/probable (1:BBB/probable by precedence)");
	assert_tags(THREE, "T: aaa bbb ccc",
		    "1:AAA/probable 1:BBB/probable 1:CCC/probable");
	/* a hint yields first */
	assert_tags(THREE "at-most: 1\n", "T: aha bbb",
		    "1:BBB/probable (1:AAA/hint by precedence)");
}

/* What rests on its place alone yields to a sign. */
static void
test_place_yields(void)
{
	const char *book = BOOK("        bridges: 2\n" WEAK NEEDS(2));

	assert_tags(book, "T: open\nT: bbb\nT: ccc\nT: more",
		    "1:AAA/sequence 2:BBB/probable 3:AAA/sequence 3:CCC/hint "
		    "4:AAA/sequence (2:AAA/sequence by place)");
	assert_tags(book, "T: open\nT: weak bbb\nT: more bbb",
		    "1:AAA/sequence 2:BBB/probable 3:AAA/sequence "
		    "3:BBB/probable (2:AAA/sequence by place)");
}

/* A hint drops hints only. */
static void
test_hint_suppresses_hints(void)
{
	const char *book = BOOK(NEEDS(9)) "suppress:\n"
					  "  - {id: veto, same-turn: CCC, "
					  "drop: [AAA, BBB], says: s}\n";

	assert_tags(book, "T: ccc open bbb",
		    "1:BBB/probable 1:CCC/hint (1:AAA/hint by veto)");
}

static void
test_missed(void)
{
	const char *book = BOOK(
		NEEDS(2)) "observations:\n"
			  "  - id: missed-it\n    kind: missed\n    says: s\n"
			  "    at: {speaker: patient, match: [sad]}\n"
			  "    followed: {turns: 1..2, speaker: therapist, "
			  "hit: [BBB, AAA]}\n";

	assert_found(book, "P: sad\nT: bbb\nP: sad\nT: x\nT: y\nT: z", NULL,
		     print_observations, "3-5:missed-it");
	/* at the end there was no time */
	assert_found(book, "T: x\nP: sad", NULL, print_observations, "");
}

static void
test_risk_and_drift(void)
{
	const char *risk = BOOK(
		NEEDS(2)) "observations:\n"
			  "  - id: voiced\n    kind: risk\n    says: s\n"
			  "    at: {speaker: patient, match: [die]}\n"
			  "    followed: {turns: 1..3, speaker: therapist, "
			  "hit: [BBB]}\n";
	const char *drift = BOOK(NEEDS(
		2)) "observations:\n"
		    "  - id: off\n    kind: drift\n    says: s\n    turns: 3\n"
		    "    broken-by: {hit: [BBB], match: [mum]}\n";

	assert_found(risk, "P: die\nT: bbb\nP: die", NULL, print_observations,
		     "3-3:voiced");
	assert_found(drift,
		     "T: x\nT: x\nP: mum\nT: x\nT: x\nT: x\nT: bbb\n"
		     "P: x\nP: x",
		     NULL, print_observations, "4-6:off");
}

static char *
print_numbers(const struct small *small, const struct tagging *tagging)
{
	const struct speech_numbers *n = &tagging->numbers;

	(void)small;
	return g_strdup_printf("T %u %u %u %u@%u P %u %u %u %u@%u", n->turns[0],
			       n->words[0], n->questions[0], n->longest_turn[0],
			       n->longest_turn_n[0], n->turns[1], n->words[1],
			       n->questions[1], n->longest_turn[1],
			       n->longest_turn_n[1]);
}

static void
test_numbers(void)
{
	assert_found(BOOK(NEEDS(2)),
		     "T: How was it? And you?\nP: Um, fine (laughs) fine.\n"
		     "T: what did you say to him",
		     NULL, print_numbers, "T 2 11 3 6@3 P 1 3 0 3@2");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/episodes/opens", test_opens_and_carries);
	g_test_add_func("/episodes/ground", test_ground);
	g_test_add_func("/episodes/weak", test_weak);
	g_test_add_func("/episodes/bridges", test_bridges);
	g_test_add_func("/episodes/ends", test_ends);
	g_test_add_func("/episodes/needs", test_needs);
	g_test_add_func("/episodes/otherwise", test_otherwise);
	g_test_add_func("/episodes/relations", test_relations);
	g_test_add_func("/episodes/inside", test_inside);
	g_test_add_func("/tags/therapist-only", test_patient_is_not_tagged);
	g_test_add_func("/tags/strengths", test_strengths);
	g_test_add_func("/suppress/during", test_suppress_during);
	g_test_add_func("/suppress/weighed", test_suppress_weighed);
	g_test_add_func("/suppress/same-turn", test_suppress_same_turn);
	g_test_add_func("/suppress/at-most", test_at_most);
	g_test_add_func("/suppress/place", test_place_yields);
	g_test_add_func("/suppress/hints", test_hint_suppresses_hints);
	g_test_add_func("/observe/missed", test_missed);
	g_test_add_func("/observe/risk-drift", test_risk_and_drift);
	g_test_add_func("/observe/numbers", test_numbers);
	return g_test_run();
}
