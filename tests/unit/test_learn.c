/*
 * What is learned from made-up lessons.
 */
#include "test_tagging_weigh.h"

#include "learn/learning.h"

#define TURNS 40

struct made_up {
	GArray *lessons;
	GPtrArray *transcripts;
	GPtrArray *labels;
};

static void
make_lesson(struct made_up *made, guint l, const char *secret)
{
	struct lesson lesson = { .group = l };
	GString *lines = g_string_new(NULL);
	guint8 *seen = g_malloc0(2 * TURNS + 1);
	guint8 *yes = g_malloc0(2 * (2 * TURNS + 1));
	guint seed = l + 1;

	for (guint i = 0; i < TURNS; i++) {
		gboolean is_a =
			(seed = seed * 1664525u + 1013904223u) >> 30 == 0;
		guint turn = 2 * i + 1;

		g_string_append_printf(lines, "T: so %s word%u and %s\nP: x\n",
				       is_a ? "what about" : "well now",
				       seed >> 20 & 7, secret);
		seen[turn] = 1;
		yes[2 * turn] = is_a;
	}
	lesson.transcript = transcript_of(lines->str);
	lesson.seen = seen;
	lesson.yes = yes;
	g_array_append_val(made->lessons, lesson);
	g_ptr_array_add(made->transcripts, (gpointer)lesson.transcript);
	g_ptr_array_add(made->labels, seen);
	g_ptr_array_add(made->labels, yes);
	g_string_free(lines, TRUE);
}

static struct made_up
make_up(void)
{
	struct made_up made = {
		.lessons = g_array_new(FALSE, TRUE, sizeof(struct lesson)),
		.transcripts = g_ptr_array_new_with_free_func(
			(GDestroyNotify)transcript_of_free),
		.labels = g_ptr_array_new_with_free_func(g_free),
	};

	make_lesson(&made, 0, "Zelda rarely");
	make_lesson(&made, 1, "Zelda rarely");
	make_lesson(&made, 2, "Zelda often");
	make_lesson(&made, 3, "Zelda often");
	return made;
}

static void
made_up_clear(struct made_up *made)
{
	g_array_unref(made->lessons);
	g_ptr_array_unref(made->transcripts);
	g_ptr_array_unref(made->labels);
}

static struct learned *
learn(const struct made_up *made)
{
	struct small small = { 0 };
	struct learned *learned;

	small_parse(&small, BOOK);
	learned = learn_weights(small.codebook, made->lessons, NULL);
	small_clear(&small);
	return learned;
}

static void
test_learn(void)
{
	struct made_up made = make_up();
	g_autoptr(Learned) learned = learn(&made), again = learn(&made);
	const struct learned_technique *a = &g_array_index(
		learned->techniques, struct learned_technique, 0);
	const struct learned_technique *b = &g_array_index(
		learned->techniques, struct learned_technique, 1);
	g_autofree char *yaml =
		g_strconcat(BOOK "weights: below\n", learned->table, NULL);

	g_assert_cmpstr(learned->table, ==, again->table);
	/* the two kinds of sentences are told apart where they were not
	 * learned from */
	g_assert_cmpuint(a->labelled, >, 20);
	g_assert_cmpuint(a->right, ==, a->labelled);
	g_assert_cmpuint(a->wrong, ==, 0);
	g_assert_false(b->is_learned);
	weigh(yaml, "P: x\nT: so what about word9 then\nP: x",
	      "2:AAA/probable");
	weigh(yaml, "P: x\nT: so well now word9 then\nP: x", "");
	made_up_clear(&made);
}

/* Words of one or two sessions and names are not in the table. */
static void
test_learned_words(void)
{
	struct made_up made = make_up();
	g_autoptr(Learned) learned = learn(&made);

	g_assert_nonnull(strstr(learned->table, "\nwhat about\t"));
	g_assert_null(strstr(learned->table, "rarely"));
	g_assert_null(strstr(learned->table, "often"));
	g_assert_null(strstr(learned->table, "zelda"));
	made_up_clear(&made);
}

/* Turns that nobody coded stand beside those that somebody did, and teach
 * nothing. */
static void
test_part_coded(void)
{
	static const guint8 seen[] = { 0, 1, 0, 0, 0, 1 };
	static const guint8 yes[2 * 6] = { 0 };
	g_autoptr(GArray) three =
		g_array_new(FALSE, TRUE, sizeof(struct lesson));
	struct transcript *transcript = transcript_of(
		"T: one red\nP: x\nT: two blue\nP: x\nT: three red");
	struct lesson lesson = { transcript, { 0 }, 0, seen, yes, NULL };
	struct small small = { 0 };
	struct lessons *lessons;

	small_parse(&small, BOOK);
	for (guint i = 0; i < 3; i++)
		g_array_append_val(three, lesson);
	lessons = lessons_read(small.codebook, three);
	g_assert_cmpuint(lessons->turns->len, ==, 9);
	g_assert_cmpuint(lessons->labelled->len, ==, 6);
	g_assert_cmpuint(lessons_labelled(lessons, 1)->at, ==, 2);
	g_assert_cmpuint(lessons_labelled(lessons, 1)->turns, ==, 3);
	g_assert_cmpuint(lessons_labelled(lessons, 2)->at, ==, 0);
	g_assert_false(lessons_turn(lessons, 1)->labelled);
	g_assert_true(g_ptr_array_find_with_equal_func(
		lessons->texts, "says red", g_str_equal, NULL));
	/* the turn before is read along, and the clue is of a coded turn */
	g_assert_true(g_ptr_array_find_with_equal_func(
		lessons->texts, "earlier blue", g_str_equal, NULL));
	g_assert_false(g_ptr_array_find_with_equal_func(
		lessons->texts, "says blue", g_str_equal, NULL));
	lessons_free(lessons);
	transcript_of_free(transcript);
	small_clear(&small);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/learn/learn", test_learn);
	g_test_add_func("/learn/learned-words", test_learned_words);
	g_test_add_func("/learn/part-coded", test_part_coded);
	return g_test_run();
}
