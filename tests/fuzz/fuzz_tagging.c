/*
 * Patterns and turns made of noise.
 *
 * "PATTERN\nTEXT": the fast road (literals, automaton, two compiled forms)
 * must find what the plain one finds.  Without a newline the bytes are a
 * session for a small codebook, a turn up to each carriage return, and both
 * roads must give the same tags; of 40 turns or more, with weights.
 *
 *   clang -std=gnu11 -g -O1 -fsanitize=fuzzer,address,undefined -Isrc \
 *       $(pkg-config --cflags glib-2.0) tests/fuzz/fuzz_tagging.c ...
 *   ./fuzz_tagging -max_total_time=300 CORPUS
 */
#include "match/match.h"
#include "tagging/tagging.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char book[] =
	"codebook: x\nversion: 1.0.0\nlanguage: en\n"
	"lexicons:\n  feeling: [\"sad*\", let down, angry]\n"
	"techniques:\n"
	"  - id: AAA\n    name: a\n    definition: d\n    rules:\n"
	"      - {id: a.one, says: s, match: ['(?&feeling)', 'what (?:did )?"
	"you', '\"[^\"]*\"'], strength: hint, negated: no, quoted: no}\n"
	"      - {id: a.two, says: s, kind: question, words: 1..6, "
	"echo: {turns: -2..-1, words: 1..}, strength: probable}\n"
	"      - {id: a.three, says: s, note: [laugh, cry], strength: hint}\n"
	"    episodes:\n"
	"      - {id: e, opens: ['a.*'], carries: ['a.*'], bridges: 1, "
	"ends: {after: 2}, needs: {turns: 2, within: 6}}\n"
	"  - id: BBB\n    name: b\n    definition: d\n    rules:\n"
	"      - {id: b.one, says: s, match: ['\\bno\\b', '\\d'], "
	"scope: sentence, unless: [yes], when: [{turns: -3..-1, "
	"speaker: patient, match: '(?&feeling)'}], strength: probable}\n"
	"suppress:\n"
	"  - {id: s, during: e, keep: [AAA], says: s}\n"
	"at-most: 1\n"
	"weights: |\n  technique\tBBB\tAAA\n  start\t-20\t-40\n"
	"  near.before\t30\n  near.after\t\t-20\n  near.two\t9\t9\n"
	"  near.far\t3\n  rule.hint\t20\t30\n  rule.probable\t60\t60\n"
	"  rule.sequence\t60\t60\n  hint\t5\n  probable\t30\t25\n"
	"  here.AAA\t40\n  last.BBB\t\t30\n  asks you\t\t9\n"
	"  says what\t20\t9\n  says what ?\t\t40\n  says no\t-30\n"
	"  says <name>\t40\n  before no\t\t30\n  after no\t30\n"
	"  earlier what\t10\t10\n  is asking\t\t20\n  is echo.1\t20\n"
	"  is tenth.5\t9\t-9\n  is long.0\t8\n";

/* -- one pattern --------------------------------------------------------- */

struct outcome {
	enum answer answer;
	struct span span;
};

static void
match_both(struct patterns *patterns, struct speech *speech,
	   struct outcome outcomes[2])
{
	struct span all = { 0, span_length(speech_turn(speech, 0)->text) };

	for (guint plainly = 0; plainly < 2; plainly++) {
		struct search *search = search_new(patterns, speech, plainly);

		outcomes[plainly].answer = search_find(search, 0, 0, all, 0,
						       &outcomes[plainly].span);
		search_free(search);
	}
}

static void
try_pattern(const char *regex, const char *text, gsize len)
{
	struct pattern pattern = { .expanded = (char *)regex };
	struct outcome outcomes[2] = { 0 };
	g_autofree char *message = NULL;
	struct patterns *patterns;
	struct speech speech;
	gsize offset;

	if (!g_utf8_validate(regex, -1, NULL))
		return;
	patterns = patterns_new();
	if (patterns_add(patterns, &pattern, 1 << TURN_THERAPIST, &message,
			 &offset) < 0) {
		patterns_free(patterns);
		return;
	}
	patterns_make_ready(patterns);
	speech_init(&speech);
	speech_add(&speech, TURN_THERAPIST, text, len);
	match_both(patterns, &speech, outcomes);
	/* a limit may be met on one road only when the text is at the edge */
	if (outcomes[0].answer != ANSWER_LIMIT &&
	    outcomes[1].answer != ANSWER_LIMIT) {
		g_assert_cmpint(outcomes[0].answer, ==, outcomes[1].answer);
		g_assert_cmpuint(outcomes[0].span.start, ==,
				 outcomes[1].span.start);
		g_assert_cmpuint(outcomes[0].span.end, ==,
				 outcomes[1].span.end);
	}
	speech_clear(&speech);
	patterns_free(patterns);
}

/* -- one session --------------------------------------------------------- */

static void
add_turns(struct transcript *transcript, const char *text, gsize len)
{
	for (gsize at = 0; at < len;) {
		const char *end = memchr(text + at, '\r', len - at);
		gsize stop = end ? (gsize)(end - text) : len;
		struct turn turn = {
			.n = transcript->turns->len + 1,
			.role = (guchar)text[at] % 4,
			.text = { at, stop },
		};

		g_array_append_val(transcript->turns, turn);
		at = stop + 1;
	}
}

static void
try_session(struct tagger *tagger, const char *text, gsize len)
{
	struct transcript transcript = {
		.text = (char *)text,
		.text_len = len,
		.turns = g_array_new(FALSE, TRUE, sizeof(struct turn)),
	};
	struct session_facts facts = { 0 };
	g_autoptr(Tagging) fast = NULL;
	g_autoptr(Tagging) plain = NULL;

	add_turns(&transcript, text, len);
	fast = tagger_run(tagger, &transcript, &facts);
	plain = tagger_run_plainly(tagger, &transcript, &facts);
	g_assert_cmpuint(fast->hits->len, ==, plain->hits->len);
	for (guint i = 0; i < fast->hits->len; i++) {
		const struct hit *a = &g_array_index(fast->hits, struct hit, i);
		const struct hit *b =
			&g_array_index(plain->hits, struct hit, i);

		g_assert_cmpmem(a, sizeof *a, b, sizeof *b);
		g_assert_cmpstr(tagging_says(fast, a), ==,
				tagging_says(plain, b));
	}
	g_assert_cmpuint(fast->tags->len, ==, plain->tags->len);
	g_assert_cmpuint(fast->dropped->len, ==, plain->dropped->len);
	g_assert_cmpuint(fast->episodes->len, ==, plain->episodes->len);
	for (guint i = 0; i < fast->hits->len; i++) {
		const struct hit *hit =
			&g_array_index(fast->hits, struct hit, i);
		struct span span = g_array_index(transcript.turns, struct turn,
						 hit->turn - 1)
					   .text;

		g_assert_cmpuint(hit->span.start, <=, hit->span.end);
		g_assert_cmpuint(hit->span.end, <=, span.end - span.start);
	}
	g_array_unref(transcript.turns);
}

static struct tagger *
small_tagger(void)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	struct codebook *codebook =
		codebook_parse(book, strlen(book), "x", diagnostics);

	g_assert_nonnull(codebook);
	return tagger_new(codebook, diagnostics);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct tagger *tagger;
	const char *text = (const char *)data;
	const char *line = size ? memchr(text, '\n', size) : NULL;

	if (!tagger)
		tagger = small_tagger();
	g_assert_nonnull(tagger);
	if (line && !memchr(text, '\0', line - text)) {
		g_autofree char *regex = g_strndup(text, line - text);

		try_pattern(regex, line + 1, size - (line + 1 - text));
	} else {
		try_session(tagger, text, size);
	}
	return 0;
}
