/*
 * What a rater did last, to be taken back, or took back last, to be done
 * again.
 *
 * Both are read from what was saved, so that they outlive any sitting.
 * Taking back adds to that and removes nothing, so there are two stacks to be
 * worked out: what was done and stands, what was taken back and can be done
 * again.  Doing something else empties the second.
 */
#include "scoring/scoring.h"

#include <string.h>

static gboolean
same_place(const struct decision *a, const struct decision *b)
{
	return a->turn == b->turn && strcmp(a->technique, b->technique) == 0;
}

static gboolean
same_decision(const struct decision *a, const struct decision *b)
{
	return same_place(a, b) && a->verdict == b->verdict &&
	       g_strcmp0(a->to, b->to) == 0;
}

/* A decision on one of the stacks, how many were made before it, and the act
 * that put it there. */
struct entry {
	struct decision *decision;
	guint after;
	gint64 act;
};

static const struct entry *
entry_at(const GArray *stack, guint i)
{
	return &g_array_index(stack, struct entry, i);
}

static gint64
act_of(const struct decision *decision)
{
	return decision->act ? decision->act : decision->id;
}

static void
withdraw(GArray *done, GArray *undone, const struct decision *what)
{
	for (guint i = done->len; i-- > 0;) {
		struct entry entry = *entry_at(done, i);

		if (what->takes_back ? entry.decision->id != what->takes_back :
				       !same_place(entry.decision, what))
			continue;
		g_array_remove_index(done, i);
		entry.act = act_of(what);
		g_array_append_val(undone, entry);
		return;
	}
}

/* Where in the newest act of a stack this decision is; -1 when nowhere. */
static gint
find_again(const GArray *undone, const struct decision *what)
{
	for (guint i = undone->len; i-- > 0;) {
		const struct entry *entry = entry_at(undone, i);

		if (entry->act != entry_at(undone, undone->len - 1)->act)
			break;
		if (same_decision(entry->decision, what))
			return (gint)i;
	}
	return -1;
}

static void
put_decision(GArray *done, GArray *undone, struct decision *what, guint after)
{
	struct entry entry = { what, after, act_of(what) };
	gint again = find_again(undone, what);

	if (again >= 0)
		g_array_remove_index(undone, (guint)again);
	else
		g_array_set_size(undone, 0);
	g_array_append_val(done, entry);
}

static int
oldest_first(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;

	return (left->after > right->after) - (left->after < right->after);
}

GPtrArray *
decisions_last_act(const GPtrArray *decisions, const char *rater,
		   gboolean again)
{
	g_autoptr(GArray) done =
		g_array_new(FALSE, FALSE, sizeof(struct entry));
	g_autoptr(GArray) undone =
		g_array_new(FALSE, FALSE, sizeof(struct entry));
	GArray *stack = again ? undone : done;
	GPtrArray *act = g_ptr_array_new();
	gint64 newest;

	for (guint i = 0; i < decisions->len; i++) {
		struct decision *decision = decisions->pdata[i];

		if (strcmp(decision->rater, rater) != 0)
			continue;
		if (decision->verdict == VERDICT_WITHDRAW)
			withdraw(done, undone, decision);
		else
			put_decision(done, undone, decision, i);
	}
	newest = stack->len ? entry_at(stack, stack->len - 1)->act : 0;
	g_array_sort(stack, oldest_first);
	for (guint i = 0; i < stack->len; i++) {
		if (entry_at(stack, i)->act == newest)
			g_ptr_array_add(act, entry_at(stack, i)->decision);
	}
	return act;
}

static gint64
top_of(const GArray *stack)
{
	return stack->len ? g_array_index(stack, gint64, stack->len - 1) : 0;
}

gint64
rating_last_step(const GArray *steps, gboolean again)
{
	g_autoptr(GArray) done = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_autoptr(GArray) undone = g_array_new(FALSE, FALSE, sizeof(gint64));

	for (guint i = 0; i < steps->len; i++) {
		const struct rating_step *step =
			&g_array_index(steps, struct rating_step, i);

		if (!step->takes_back) {
			g_array_set_size(undone, 0);
			g_array_append_val(done, step->id);
		} else if (step->takes_back == top_of(done)) {
			g_array_set_size(done, done->len - 1);
			g_array_append_val(undone, step->id);
		} else if (step->takes_back == top_of(undone)) {
			g_array_set_size(undone, undone->len - 1);
			g_array_append_val(done, step->id);
		}
	}
	return top_of(again ? undone : done);
}
