/*
 * What a correction of turns did, said for people and for the history.
 *
 * Told from what is there before and after, not from what was meant: so it
 * is true whichever way it came about.
 */
#include "app/correcting.h"

#include <string.h>

static void
moved_free(void *data)
{
	struct moved_decision *moved = data;

	g_free(moved->technique);
	g_free(moved->rater);
	g_free(moved);
}

void
turn_change_free(struct turn_change *change)
{
	if (!change)
		return;
	g_ptr_array_unref(change->decisions);
	g_ptr_array_unref(change->says);
	g_free(change);
}

static void G_GNUC_PRINTF(2, 3)
	say(struct turn_change *change, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_ptr_array_add(change->says, g_strdup_vprintf(format, args));
	va_end(args);
}

/* What is there after the correction. */
struct after {
	struct transcript *transcript;
	GPtrArray *decisions;
	GPtrArray *ratings;
};

static const struct decision *
decision_after(const struct after *after, gint64 id)
{
	for (guint i = 0; i < after->decisions->len; i++) {
		const struct decision *decision = after->decisions->pdata[i];

		if (decision->id == id)
			return decision;
	}
	g_assert_not_reached();
}

static const char *
verdict_past(const struct decision *decision)
{
	static const char *const says[] = {
		[VERDICT_ACCEPT] = "accepted",
		[VERDICT_REJECT] = "rejected",
		[VERDICT_ADD] = "added",
		[VERDICT_RELABEL] = "relabelled",
		[VERDICT_WITHDRAW] = "taken back",
	};

	return says[decision->verdict];
}

static void
say_decision(struct turn_change *change, const struct decision *was,
	     const struct decision *is, const struct after *after,
	     gboolean kept_role)
{
	const struct turn *turn = transcript_turn(after->transcript, is->turn);
	gboolean cut = change->turns_before != change->turns_now;

	if (cut && was->turn == is->turn)
		say(change, "%s, %s by %s, stays at turn %u%s", was->technique,
		    verdict_past(was), was->rater, is->turn,
		    was->anchor || change->turns_now == 1 ?
			    "" :
			    ": no matched words tell otherwise");
	else if (cut)
		say(change, "%s, %s by %s at turn %u, goes to turn %u",
		    was->technique, verdict_past(was), was->rater, was->turn,
		    is->turn);
	if (turn->role != TURN_THERAPIST && !kept_role &&
	    was->verdict != VERDICT_REJECT)
		say(change,
		    "%s, %s by %s, does not count as long as turn %u is the "
		    "%s's",
		    was->technique, verdict_past(was), was->rater, is->turn,
		    turn_role_print(turn->role));
}

/* Decisions that stand at the turns concerned. */
static void
say_decisions(struct turn_change *change, const struct correcting *was,
	      const struct after *after)
{
	for (guint i = 0; i < was->effective->len; i++) {
		const struct effective_tag *tag = was->effective->pdata[i];
		const struct decision *decision = tag->decision;
		const struct decision *is;
		struct moved_decision *moved;
		gboolean idle;

		if (!decision || tag->turn < change->turn ||
		    tag->turn >= change->turn + change->turns_before ||
		    strcmp(tag->technique, decision->technique))
			continue;
		is = decision_after(after, decision->id);
		idle = transcript_turn(was->transcript, tag->turn)->role !=
		       TURN_THERAPIST;
		say_decision(change, decision, is, after, idle);
		moved = g_new0(struct moved_decision, 1);
		moved->id = decision->id;
		moved->technique = g_strdup(decision->technique);
		moved->rater = g_strdup(decision->rater);
		moved->verdict = decision->verdict;
		moved->from = decision->turn;
		moved->to = is->turn;
		g_ptr_array_add(change->decisions, moved);
	}
}

static guint
citing(const struct rating *rating, guint first, guint last)
{
	guint n = 0;

	for (guint i = 0; i < rating->items->len; i++) {
		const struct item_rating *item = rating->items->pdata[i];
		gboolean cites = FALSE;

		for (guint k = 0; item->turns && k < item->turns->len; k++) {
			guint turn = g_array_index(item->turns, guint, k);

			cites |= turn >= first && turn <= last;
		}
		n += cites;
	}
	return n;
}

/* The same rating as it was, current version; NULL: there was none. */
static const struct rating *
rating_before(const struct correcting *was, gint64 id)
{
	for (guint i = 0; i < was->ratings->len; i++) {
		const struct rating *rating = was->ratings->pdata[i];

		if (rating->id == id && !rating->earlier)
			return rating;
	}
	return NULL;
}

static void
say_ratings(struct turn_change *change, const struct correcting *was,
	    const struct after *after)
{
	guint last = change->turn + change->turns_now - 1;

	for (guint i = 0; i < after->ratings->len; i++) {
		const struct rating *rating = after->ratings->pdata[i];
		const struct rating *before = rating_before(was, rating->id);
		const char *role = rater_role_print(rating->role);
		guint n = citing(rating, change->turn, last);

		if (rating->earlier || !before)
			continue;
		if (n && change->turns_before == 1 && last > change->turn)
			say(change,
			    "%u item%s of %s's rating (%s) cited turn %u and "
			    "cite%s turns %u and %u now",
			    n, n == 1 ? "" : "s", rating->rater, role,
			    change->turn, n == 1 ? "s" : "", change->turn,
			    last);
		if (rating->outdated && !before->outdated)
			say(change,
			    "%s's rating (%s) was signed on the turns as they "
			    "were before: it stays signed, and is marked so "
			    "until it is signed anew or this is taken back",
			    rating->rater, role);
		if (!rating->outdated && before->outdated)
			say(change,
			    "the turns read again as %s (%s) signed them",
			    rating->rater, role);
	}
}

struct turn_change *
change_tell(const struct correcting *was, guint turn, guint before, guint after,
	    const char *did, GError **error)
{
	struct store *store = was->app->store;
	struct after is = { 0 };
	g_autoptr(TurnChange) change = g_new0(struct turn_change, 1);
	gboolean ok;

	change->turn = turn;
	change->turns_before = before;
	change->turns_now = after;
	change->decisions = g_ptr_array_new_with_free_func(moved_free);
	change->says = g_ptr_array_new_with_free_func(g_free);
	if (!did)
		return g_steal_pointer(&change);
	say(change, "%s", did);
	ok = (is.transcript =
		      store_transcript_load(store, was->session, error)) &&
	     (is.decisions =
		      store_decisions_load(store, was->session, error)) &&
	     (is.ratings = app_ratings_seen(was->app, was->session, NULL, NULL,
					    error));
	if (ok) {
		say_decisions(change, was, &is);
		say_ratings(change, was, &is);
	}
	transcript_free(is.transcript);
	g_clear_pointer(&is.decisions, g_ptr_array_unref);
	g_clear_pointer(&is.ratings, g_ptr_array_unref);
	return ok ? g_steal_pointer(&change) : NULL;
}
