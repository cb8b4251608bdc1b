/*
 * What is taken back next and what can be done again, read from what was
 * saved.
 */
#include "scoring/scoring.h"

#include <string.h>

/* The ids count up from 1; act 0: a decision by itself. */
static void
say(GPtrArray *decisions, enum verdict verdict, guint turn, const char *rater,
    gint64 act)
{
	struct decision *decision = g_new0(struct decision, 1);

	decision->id = decisions->len + 1;
	decision->turn = turn;
	decision->technique = g_strdup("COMM");
	decision->verdict = verdict;
	decision->rater = g_strdup(rater);
	decision->act = act;
	g_ptr_array_add(decisions, decision);
}

/* Turns of what comes next, as "3 5". */
static void
assert_next(const GPtrArray *decisions, gboolean again, const char *expected)
{
	g_autoptr(GPtrArray) act = decisions_last_act(decisions, "RL", again);
	g_autoptr(GString) turns = g_string_new(NULL);

	for (guint i = 0; i < act->len; i++) {
		const struct decision *decision = act->pdata[i];

		g_string_append_printf(turns, "%s%u", i ? " " : "",
				       decision->turn);
	}
	g_assert_cmpstr(turns->str, ==, expected);
}

static GPtrArray *
nothing(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
}

static void
test_one_by_one(void)
{
	g_autoptr(GPtrArray) d = nothing();

	assert_next(d, FALSE, "");
	say(d, VERDICT_ACCEPT, 3, "RL", 0);
	say(d, VERDICT_REJECT, 5, "RL", 0);
	say(d, VERDICT_REJECT, 7, "MB", 0);
	assert_next(d, FALSE, "5");
	assert_next(d, TRUE, "");
	say(d, VERDICT_WITHDRAW, 5, "RL", 0);
	assert_next(d, FALSE, "3");
	assert_next(d, TRUE, "5");
	say(d, VERDICT_WITHDRAW, 3, "RL", 0);
	assert_next(d, FALSE, "");
	assert_next(d, TRUE, "3");
	/* Done again: the next one to be done again is the one before. */
	say(d, VERDICT_ACCEPT, 3, "RL", 0);
	assert_next(d, TRUE, "5");
	/* Something else ends the doing again. */
	say(d, VERDICT_REJECT, 9, "RL", 0);
	assert_next(d, TRUE, "");
	assert_next(d, FALSE, "9");
}

/* What one transaction saved goes and comes as one, as often as wanted. */
static void
test_together(void)
{
	g_autoptr(GPtrArray) d = nothing();

	say(d, VERDICT_ACCEPT, 1, "RL", 1);
	say(d, VERDICT_ACCEPT, 3, "RL", 2);
	say(d, VERDICT_ACCEPT, 5, "RL", 2);
	say(d, VERDICT_ACCEPT, 7, "RL", 2);
	assert_next(d, FALSE, "3 5 7");
	/* Another's word between them changes nothing. */
	say(d, VERDICT_REJECT, 5, "MB", 5);
	say(d, VERDICT_WITHDRAW, 7, "RL", 6);
	say(d, VERDICT_WITHDRAW, 5, "RL", 6);
	say(d, VERDICT_WITHDRAW, 3, "RL", 6);
	assert_next(d, FALSE, "1");
	assert_next(d, TRUE, "3 5 7");
	say(d, VERDICT_ACCEPT, 3, "RL", 9);
	say(d, VERDICT_ACCEPT, 5, "RL", 9);
	say(d, VERDICT_ACCEPT, 7, "RL", 9);
	assert_next(d, TRUE, "");
	assert_next(d, FALSE, "3 5 7");
	/* One of them thought over: that goes first, then the rest. */
	say(d, VERDICT_WITHDRAW, 5, "RL", 12);
	say(d, VERDICT_REJECT, 5, "RL", 13);
	assert_next(d, FALSE, "5");
	say(d, VERDICT_WITHDRAW, 5, "RL", 14);
	assert_next(d, FALSE, "3 7");
	assert_next(d, TRUE, "5");
}

static gint64
step(GArray *steps, gint64 takes_back)
{
	struct rating_step step = { steps->len + 1, takes_back };

	g_array_append_val(steps, step);
	return step.id;
}

static void
test_ratings(void)
{
	g_autoptr(GArray) steps =
		g_array_new(FALSE, FALSE, sizeof(struct rating_step));
	gint64 first, second, back, again;

	g_assert_cmpint(rating_last_step(steps, FALSE), ==, 0);
	first = step(steps, 0);
	second = step(steps, 0);
	g_assert_cmpint(rating_last_step(steps, FALSE), ==, second);
	back = step(steps, second);
	g_assert_cmpint(rating_last_step(steps, FALSE), ==, first);
	g_assert_cmpint(rating_last_step(steps, TRUE), ==, back);
	again = step(steps, back);
	g_assert_cmpint(rating_last_step(steps, FALSE), ==, again);
	g_assert_cmpint(rating_last_step(steps, TRUE), ==, 0);
	step(steps, again);
	step(steps, first);
	g_assert_cmpint(rating_last_step(steps, FALSE), ==, 0);
	step(steps, 0);
	g_assert_cmpint(rating_last_step(steps, TRUE), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/scoring/undo/one-by-one", test_one_by_one);
	g_test_add_func("/scoring/undo/together", test_together);
	g_test_add_func("/scoring/undo/ratings", test_ratings);
	return g_test_run();
}
