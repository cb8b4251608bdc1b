/*
 * weights: points beside rules.
 *
 * What the rules say of a turn has been settled when points are added up.  A
 * tag of rules counts for points; whatever comes to too little is dropped or
 * becomes a hint, and words may give a tag that no rule gave.
 */
#include "tagging/rules.h"
#include "tagging/tags.h"
#include "tagging/weights.h"

#include <string.h>

#define BY_WEIGHT "weight"
#define FAR_BEHIND 40 /* points */

static const struct weighing *
weighing_at(const struct tagging_run *run, guint w)
{
	return &g_array_index(run->tagger->codebook->weights->weighings,
			      struct weighing, w);
}

static int
points_on_turn(const struct tagging_run *run, guint turn, guint w)
{
	const struct weighed *weighed = run->weighed;

	return weighed->total[(gsize)weighed->row[turn] * weighed->width + w];
}

/* Without the phase, words cannot tell the talk of a first or a last session
 * from talk like it. */
static gboolean
needs_phase(const struct tagging_run *run, const struct weighing *weighing)
{
	const struct technique *technique =
		run->tagger->codebook->techniques->pdata[weighing->technique];

	return run->facts.phase == PHASE_UNKNOWN && technique->expected &&
	       !(technique->expected & 1u << PHASE_MIDDLE);
}

/* The place of a reason among those of the result, + 1. */
static guint32
reason_place(struct tagging_run *run, const char *says)
{
	struct tagging *result = run->result;
	char *kept = g_string_chunk_insert_const(result->said, says);
	guint place = GPOINTER_TO_UINT(g_hash_table_lookup(run->reasons, kept));

	if (!place) {
		g_ptr_array_add(result->reasons, kept);
		place = result->reasons->len;
		g_hash_table_insert(run->reasons, kept,
				    GUINT_TO_POINTER(place));
	}
	return place;
}

void
run_fire_weights(struct tagging_run *run, guint turn)
{
	const struct weighed *weighed = run->weighed;
	const GPtrArray *small = run->tagger->codebook->language_words;

	if (!weighed || weighed->row[turn] < 0)
		return;
	for (guint w = 0; w < weighed->width; w++) {
		const struct weighing *weighing = weighing_at(run, w);
		struct verdict verdict = { .context = -1 };
		g_autofree char *says = NULL;
		guint hit;

		if (points_on_turn(run, turn, w) < weighing->hint ||
		    needs_phase(run, weighing))
			continue;
		verdict.span = weighed_words(weighed, run->tagger->scales, turn,
					     w, small);
		hit = run_add_hit(run, weighing->rule, turn, &verdict, -1);
		says = weighed_reason(weighed, run->tagger->scales, turn, w,
				      small);
		g_array_index(run->result->hits, struct hit, hit).says =
			reason_place(run, says);
	}
}

gboolean
run_has_rules(const struct tagging_run *run, const struct tag *tag)
{
	for (guint i = 0; i < tag->hits->len; i++) {
		guint hit = g_array_index(tag->hits, guint, i);
		guint rule =
			g_array_index(run->result->hits, struct hit, hit).rule;

		if (!tagger_rule(run->tagger, rule)->rule->weighed)
			return TRUE;
	}
	return tag->episode >= 0;
}

/* A tag on the scales. */
struct weighed_tag {
	struct tag *tag;
	gboolean stays; /* however far behind */
	int lead;	/* points beyond what a probable tag needs */
};

/* One turn's tags: of rules, then of weights alone. */
struct scale_pan {
	struct tagging_run *run;
	const int *weighing; /* technique -> place among the weights, or -1 */
	GArray *candidates;
	guint hit; /* the first that was not looked at; in order of turns */
};

static struct weighed_tag *
candidate_at(const struct scale_pan *pan, guint i)
{
	return &g_array_index(pan->candidates, struct weighed_tag, i);
}

/* Rules gave it, or the codebook asks for its hints. */
static gboolean
stays(const struct scale_pan *pan, const struct tag *tag, gboolean by_rules)
{
	const struct technique *technique =
		pan->run->tagger->codebook->techniques->pdata[tag->technique];

	return by_rules || technique->hint_at > 0;
}

static void
add_candidate(struct scale_pan *pan, struct tag *tag, gboolean by_rules)
{
	int w = pan->weighing[tag->technique];
	const struct weighing *weighing;
	struct weighed_tag candidate = { tag, stays(pan, tag, by_rules), 0 };
	int points;

	if (w < 0)
		return;
	weighing = weighing_at(pan->run, w);
	points = points_on_turn(pan->run, tag->turn - 1, w);
	if (by_rules)
		tag->weight = weighing->rules[tag->strength];
	points += tag->weight;
	candidate.lead = points - weighing->probable;
	if (points < weighing->hint)
		tag->dropped_by = BY_WEIGHT;
	else if (points < weighing->probable)
		tag->strength = STRENGTH_HINT;
	else
		tag->strength = MAX(tag->strength, STRENGTH_PROBABLE);
	g_array_append_val(pan->candidates, candidate);
}

/* To the tag of rules, or to one of its own. */
static void
add_weighed_hit(struct scale_pan *pan, guint hit, guint rules)
{
	const struct hit *it =
		&g_array_index(pan->run->result->hits, struct hit, hit);
	guint technique =
		tagger_rule(pan->run->tagger, it->rule)->rule->technique;
	struct tag *tag;

	for (guint i = 0; i < rules; i++) {
		tag = candidate_at(pan, i)->tag;
		if (tag->technique == technique) {
			tag_add_hit(tag, hit);
			return;
		}
	}
	tag = tag_new(it->turn - 1, technique);
	tag_add_hit(tag, hit);
	g_ptr_array_add(pan->run->result->tags, tag);
	add_candidate(pan, tag, FALSE);
}

/* What words alone gave must not be far behind the best of the turn. */
static void
drop_far_behind(const struct scale_pan *pan)
{
	int best = G_MININT / 2;

	for (guint i = 0; i < pan->candidates->len; i++) {
		const struct weighed_tag *one = candidate_at(pan, i);

		if (!one->tag->dropped_by)
			best = MAX(best, one->lead);
	}
	for (guint i = 0; i < pan->candidates->len; i++) {
		const struct weighed_tag *one = candidate_at(pan, i);

		if (!one->stays && one->lead < best - FAR_BEHIND)
			one->tag->dropped_by = BY_WEIGHT;
	}
}

/* Turn from 1; its tags of rules are those from *at to before `rules`. */
static void
weigh_turn(struct scale_pan *pan, guint turn, guint *at, guint rules)
{
	const struct tagging *result = pan->run->result;
	const GArray *hits = result->hits;
	guint by_rules;

	g_array_set_size(pan->candidates, 0);
	for (; *at < rules; (*at)++) {
		struct tag *tag = result->tags->pdata[*at];

		if (tag->turn != turn)
			break;
		add_candidate(pan, tag, TRUE);
	}
	by_rules = pan->candidates->len;
	for (; pan->hit < hits->len; pan->hit++) {
		const struct hit *hit =
			&g_array_index(hits, struct hit, pan->hit);

		if (hit->turn > turn)
			break;
		if (hit->turn == turn &&
		    tagger_rule(pan->run->tagger, hit->rule)->rule->weighed)
			add_weighed_hit(pan, pan->hit, by_rules);
	}
	drop_far_behind(pan);
}

void
run_weigh_tags(struct tagging_run *run)
{
	guint techniques = run->tagger->codebook->techniques->len;
	g_autofree int *weighing = NULL;
	g_autoptr(GArray) candidates = NULL;
	struct scale_pan pan = { .run = run };
	guint at = 0, rules = run->result->tags->len;

	if (!run->weighed)
		return;
	pan.weighing = weighing = g_new(int, techniques + 1);
	memset(weighing, -1, techniques * sizeof *weighing);
	for (guint w = 0; w < run->weighed->width; w++)
		weighing[weighing_at(run, w)->technique] = (int)w;
	pan.candidates = candidates =
		g_array_new(FALSE, FALSE, sizeof(struct weighed_tag));
	for (guint i = 0; i < run->weighed->n; i++)
		weigh_turn(&pan, run->weighed->turns[i] + 1, &at, rules);
	run_set_aside(run);
	run_suppress_weighed(run);
}
