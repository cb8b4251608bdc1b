/*
 * episodes: techniques that unfold over turns.
 *
 * Each episode of the codebook is watched for on its own, turn by turn (of a
 * window of turns one after the other, since what is found out of turns is
 * not held for long): it opens at a hit on prepared ground, is carried by further hits and by weak
 * signs that count only while it is open, and closes.  Whether it was enough
 * is settled when it has closed.
 */
#include "tagging/look.h"
#include "tagging/rules.h"
#include "tagging/stretches.h"
#include "tagging/tags.h"

#include <string.h>

struct watch {
	struct tagging_run *run;
	const struct ready_episode *ready;
	guint *first_hit;     /* by turn: index of its first ordinary hit */
	guint ordinary;	      /* how many hits are ordinary */
	struct stretch *open; /* NULL when none is */
	guint idle;	      /* therapist turns without a carrier */
};

static gboolean
ground_holds(struct tagging_run *run, const struct ready_episode *ready,
	     guint turn)
{
	for (guint i = 0; i < ready->ground->len; i++) {
		int context;

		if (look_around(run, ready->ground->pdata[i], turn, &context) !=
		    ANSWER_YES)
			return FALSE;
	}
	return TRUE;
}

static gboolean
opens(struct watch *watch, guint turn)
{
	const struct said *said = speech_turn(&watch->run->speech, turn);

	return said->role == TURN_THERAPIST &&
	       run_refers(watch->run, &watch->ready->opens, turn, FALSE) &&
	       ground_holds(watch->run, watch->ready, turn);
}

static void
begin_stretch(struct watch *watch, guint episode)
{
	watch->open = g_new0(struct stretch, 1);
	watch->open->episode = episode;
	watch->open->carriers =
		g_array_new(FALSE, FALSE, sizeof(struct carrier));
	watch->idle = 0;
}

static void
end(struct watch *watch)
{
	g_ptr_array_add(watch->run->stretches, watch->open);
	watch->open = NULL;
}

static void
add_other(struct stretch *stretch, guint hit)
{
	if (!stretch->others)
		stretch->others = g_array_new(FALSE, FALSE, sizeof(guint));
	g_array_append_val(stretch->others, hit);
}

/* Tries the rules that count only in this episode; the hits that carry it go
 * to `carrying`. */
static void
try_inside(struct watch *watch, guint turn, GArray *carrying)
{
	struct tagging_run *run = watch->run;
	gsize row = (gsize)turn * run->tagger->rule_row;

	for (guint i = 0; i < watch->ready->inside->len; i++) {
		guint r = g_array_index(watch->ready->inside, guint, i), hit;
		const struct rule *rule = tagger_rule(run->tagger, r)->rule;
		struct verdict verdict;
		enum answer answer;

		if (bit_get(run->inside_rules + row, r))
			continue;
		answer = rule_check(run, r, turn, FALSE, &verdict);
		if (answer == ANSWER_LIMIT)
			run_add_limit(run, r, turn);
		if (answer != ANSWER_YES)
			continue;
		hit = run_add_hit(run, r, turn, &verdict, -1);
		bit_set(run->inside_rules + row, r);
		if (rule->weak || bit_get(watch->ready->carries.rules, r) ||
		    bit_get(watch->ready->ends_last.rules, r))
			g_array_append_val(carrying, hit);
		else
			add_other(watch->open, hit);
	}
}

/* The hits of a turn that open, carry or end the episode. */
static void
add_ordinary(struct watch *watch, guint turn, GArray *carrying)
{
	const struct ready_episode *ready = watch->ready;
	const GArray *hits = watch->run->result->hits;

	for (guint i = watch->first_hit[turn]; i < watch->ordinary; i++) {
		const struct hit *hit = &g_array_index(hits, struct hit, i);

		if (hit->turn != turn + 1)
			break;
		if (bit_get(ready->opens.rules, hit->rule) ||
		    bit_get(ready->carries.rules, hit->rule) ||
		    bit_get(ready->ends_last.rules, hit->rule))
			g_array_append_val(carrying, i);
	}
}

static void
keep_carrier(struct watch *watch, const struct carrier *carrier, gboolean last)
{
	guint patience = watch->ready->episode->ends_after;

	if (run_has_own_sign(watch->run, carrier->hits))
		watch->idle = 0;
	else
		watch->idle += carrier->therapist;
	if (carrier->hits->len)
		g_array_append_val(watch->open->carriers, *carrier);
	else
		g_array_unref(carrier->hits);
	if (last || (patience && watch->idle >= patience))
		end(watch);
}

static struct carrier
gather_carrier(struct watch *watch, guint turn)
{
	struct carrier carrier = {
		.turn = turn,
		.therapist = speech_turn(&watch->run->speech, turn)->role ==
			     TURN_THERAPIST,
		.hits = g_array_new(FALSE, FALSE, sizeof(guint)),
	};

	add_ordinary(watch, turn, carrier.hits);
	try_inside(watch, turn, carrier.hits);
	return carrier;
}

static void
watch_turn(struct watch *watch, guint episode, guint turn)
{
	const struct tagging_run *run = watch->run;
	struct carrier carrier;

	if (watch->open) {
		carrier = gather_carrier(watch, turn);
		if (!run_refers(run, &watch->ready->ends_at, turn, TRUE)) {
			keep_carrier(watch, &carrier,
				     run_refers(run, &watch->ready->ends_last,
						turn, TRUE));
			return;
		}
		g_array_unref(carrier.hits);
		end(watch);
	}
	if (opens(watch, turn)) {
		begin_stretch(watch, episode);
		carrier = gather_carrier(watch, turn);
		keep_carrier(watch, &carrier, FALSE);
	}
}

static void
watch_turns(struct watch *watch, guint episode, guint from, guint to)
{
	for (guint turn = from; turn < to; turn++)
		watch_turn(watch, episode, turn);
}

static guint *
index_hits(const struct tagging_run *run)
{
	const GArray *hits = run->result->hits;
	guint *first = g_new(guint, run->turns + 1), at = 0;

	for (guint turn = 0; turn < run->turns; turn++) {
		first[turn] = at;
		while (at < hits->len &&
		       g_array_index(hits, struct hit, at).turn == turn + 1)
			at++;
	}
	return first;
}

void
run_find_episodes(struct tagging_run *run)
{
	guint episodes = run->tagger->episodes->len;
	g_autofree guint *first_hit = index_hits(run);
	g_autofree struct watch *watches = g_new0(struct watch, episodes + 1);
	guint ordinary = run->result->hits->len;

	for (guint e = 0; e < episodes; e++)
		watches[e] = (struct watch){
			.run = run,
			.ready = tagger_episode(run->tagger, e),
			.first_hit = first_hit,
			.ordinary = ordinary,
		};
	for (guint from = 0; from < run->turns; from += SEARCH_STRIDE) {
		guint to = MIN(from + SEARCH_STRIDE, run->turns);

		for (guint e = 0; e < episodes; e++)
			watch_turns(&watches[e], e, from, to);
	}
	for (guint e = 0; e < episodes; e++) {
		if (watches[e].open)
			end(&watches[e]);
	}
	run_settle_stretches(run);
}
