/*
 * What a match must hold, and what patterns find by the fast road and by the
 * plain one.
 */
#include "match/pattern.h"

#include <string.h>

static void
assert_needs(const char *regex, const char *expected)
{
	struct need need = literals_required(regex);
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; need.best && i < need.best->len; i++)
		g_string_append_printf(out, "<%s>",
				       (char *)need.best->pdata[i]);
	g_assert_cmpstr(out->str, ==, expected);
	need_clear(&need);
}

static void
test_literals(void)
{
	assert_needs("mother", "<mother>");
	assert_needs("\\bmum\\b", "< mum >");
	assert_needs("\\b(?:he|she) said", "< he said>< she said>");
	assert_needs("sad\\w*", "<sad>");
	assert_needs("\\bsad\\w*", "< sad>");
	assert_needs("don't", "<don t>");
	assert_needs("a?mother", "<amother><mother>");
	assert_needs("(?:mother)+", "<mother>");
	assert_needs("mother{0,2}", "<mothe>");
	assert_needs("(?=never)mother", "<mother>");
	assert_needs("mother[sz]\\d", "<mothers><motherz>");
	assert_needs("what\\s+for", "<what for>");
	assert_needs("\\Qa.b\\E", "<a b>");
	/* what cannot be told may match anywhere */
	assert_needs("mother|.", "");
	assert_needs("(?:mother)?", "");
	assert_needs("(?x)mo ther", "");
	assert_needs("\\x6dother", "");
	assert_needs("\\?\\s*$", "");
	assert_needs("(?(?=a)mother|b)", "");
}

/* -- searching ------------------------------------------------------------ */

struct searched {
	struct patterns *patterns;
	struct speech speech;
	struct search *roads[2]; /* fast, plain */
};

static void
searched_init(struct searched *all, const struct pattern *list, guint n,
	      const char *const *turns)
{
	all->patterns = patterns_new();
	for (guint i = 0; i < n; i++) {
		char *message = NULL;
		gsize offset;

		g_assert_cmpint(patterns_add(all->patterns, &list[i], ~0u,
					     &message, &offset),
				==, i);
	}
	patterns_make_ready(all->patterns);
	speech_init(&all->speech);
	for (guint i = 0; turns[i]; i++)
		speech_add(&all->speech, i % 2 ? TURN_PATIENT : TURN_THERAPIST,
			   turns[i], strlen(turns[i]));
	for (guint plainly = 0; plainly < 2; plainly++)
		all->roads[plainly] =
			search_new(all->patterns, &all->speech, plainly);
}

static void
searched_clear(struct searched *all)
{
	search_free(all->roads[0]);
	search_free(all->roads[1]);
	speech_clear(&all->speech);
	patterns_free(all->patterns);
}

/* "3-6" where the pattern is found on both roads, "" where it is not. */
static void
assert_found(struct searched *all, guint pattern, guint turn, gsize from,
	     const char *expected)
{
	struct span part = {
		0, span_length(speech_turn(&all->speech, turn)->text)
	};

	for (guint road = 0; road < 2; road++) {
		struct span span;
		enum answer answer = search_find(all->roads[road], pattern,
						 turn, part, from, &span);
		g_autofree char *found =
			answer == ANSWER_YES ?
				g_strdup_printf("%u-%u", span.start, span.end) :
				g_strdup(answer == ANSWER_NO ? "" : "limit");

		g_assert_cmpstr(found, ==, expected);
		g_assert_cmpint(search_holds(all->roads[road], pattern, turn) ==
					ANSWER_YES,
				==, from == 0 ? answer == ANSWER_YES : TRUE);
	}
}

static void
test_find(void)
{
	static const struct pattern list[] = {
		{ .expanded = (char *)"\\bmum\\b" },
		{ .expanded = (char *)"." },
		{ .expanded = (char *)"(?:a+)+$" },
	};
	static const char *const turns[] = {
		"Your mum, and Mum again.", "the mummy",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", NULL
	};
	struct searched all;

	searched_init(&all, list, G_N_ELEMENTS(list), turns);
	assert_found(&all, 0, 0, 0, "5-8");
	assert_found(&all, 0, 0, 6, "14-17");
	assert_found(&all, 0, 1, 0, "");
	assert_found(&all, 1, 1, 0, "0-1");
	assert_found(&all, 2, 2, 0, "limit");
	g_assert_true(patterns_need(all.patterns, 1).always);
	g_assert_false(patterns_need(all.patterns, 0).always);
	g_assert_cmpstr(patterns_need(all.patterns, 0).common, ==, " mum ");
	/* what is known is forgotten, and found again */
	search_forget(all.roads[0]);
	assert_found(&all, 0, 0, 0, "5-8");
	searched_clear(&all);
}

/* More turns than are held at a time, asked for to and fro. */
static void
test_find_far(void)
{
	static const struct pattern list[] = {
		{ .expanded = (char *)"turn 7\\b" },
		{ .expanded = (char *)"\\d" },
	};
	const guint turns = 12 * SEARCH_STRIDE + 5;
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	struct searched all;

	for (guint i = 0; i < turns; i++)
		g_ptr_array_add(texts, g_strdup_printf("turn %u", i));
	g_ptr_array_add(texts, NULL);
	searched_init(&all, list, G_N_ELEMENTS(list),
		      (const char *const *)texts->pdata);
	for (guint i = 0; i < 200; i++) {
		guint turn = i % 2 ? turns - 1 - i : i;

		assert_found(&all, 0, turn, 0, turn == 7 ? "0-6" : "");
		assert_found(&all, 1, turn, 0, "5-6");
		if (i == 100)
			search_ease(all.roads[0]);
	}
	searched_clear(&all);
}

static void
test_refused(void)
{
	static const struct {
		const char *regex;
		const char *message;
	} refused[] = {
		{ "(a", "missing closing parenthesis" },
		{ "a*", "the pattern matches the empty text, so it would "
			"match every turn" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
		struct patterns *patterns = patterns_new();
		struct pattern pattern = { .expanded =
						   (char *)refused[i].regex };
		g_autofree char *message = NULL;
		gsize offset;

		g_assert_cmpint(patterns_add(patterns, &pattern, ~0u, &message,
					     &offset),
				==, -1);
		g_assert_cmpstr(message, ==, refused[i].message);
		patterns_free(patterns);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/literals/needs", test_literals);
	g_test_add_func("/search/find", test_find);
	g_test_add_func("/search/far", test_find_far);
	g_test_add_func("/search/refused", test_refused);
	return g_test_run();
}
