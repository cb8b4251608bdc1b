/*
 * What the machine said and what people decided -> effective tags.
 *
 * Decisions are kept apart from tags and name what they are about by turn
 * and technique, so they outlive re-tagging.  On each (turn, technique) they
 * form a stack: a withdrawal takes off its rater's own latest decision, and
 * the top of what is left stands.  A relabelling speaks of two techniques at
 * once: it takes one away and gives the other.
 */
#include "scoring/scoring.h"

#include <string.h>

static const char *const verdict_names[] = {
	[VERDICT_ACCEPT] = "accept",	 [VERDICT_REJECT] = "reject",
	[VERDICT_ADD] = "add",		 [VERDICT_RELABEL] = "relabel",
	[VERDICT_WITHDRAW] = "withdraw",
};

const char *
verdict_print(enum verdict verdict)
{
	g_assert((guint)verdict < G_N_ELEMENTS(verdict_names));
	return verdict_names[verdict];
}

gboolean
verdict_parse(const char *text, enum verdict *verdict)
{
	for (guint i = 0; i < G_N_ELEMENTS(verdict_names); i++) {
		if (g_ascii_strcasecmp(text, verdict_names[i]) == 0) {
			*verdict = (enum verdict)i;
			return TRUE;
		}
	}
	return FALSE;
}

void
decision_free(struct decision *decision)
{
	if (!decision)
		return;
	g_free(decision->technique);
	g_free(decision->was);
	g_free(decision->to);
	g_free(decision->rater);
	g_free(decision->reason);
	g_free(decision);
}

static void
machine_hit_free(void *data)
{
	struct machine_hit *hit = data;

	g_clear_pointer(&hit->says, g_ref_string_release);
	g_free(hit->rule);
	g_free(hit);
}

void
machine_tag_free(struct machine_tag *tag)
{
	if (!tag)
		return;
	g_free(tag->technique);
	g_free(tag->episode);
	if (tag->hits) {
		/* Owned with or without the maker having said so. */
		g_ptr_array_set_free_func(tag->hits, machine_hit_free);
		g_ptr_array_unref(tag->hits);
	}
	g_free(tag);
}

const char *
machine_hit_says(const struct machine_hit *hit, const struct codebook *codebook)
{
	const struct rule *rule =
		hit->says ? NULL : codebook_rule(codebook, hit->rule);

	return rule ? rule->says : hit->says;
}

const struct machine_hit *
machine_tag_sign(const struct machine_tag *tag)
{
	for (guint i = 0; tag->hits && i < tag->hits->len; i++) {
		const struct machine_hit *hit = tag->hits->pdata[i];

		if (!hit->weak)
			return hit;
	}
	return NULL;
}

/* A decision, and how many were made before it. */
struct verdict_said {
	const struct decision *decision; /* NULL: none */
	guint after;
};

/* All that was said of one technique at one turn. */
struct claim {
	guint turn;
	const char *technique;
	const struct machine_tag *machine;
	GArray *stack;		   /* struct verdict_said, not withdrawn */
	struct verdict_said given; /* relabelling that gave it */
	const struct machine_tag *given_for;
};

static guint
claim_hash(const void *key)
{
	const struct claim *claim = key;

	return g_str_hash(claim->technique) * 31 + claim->turn;
}

static gboolean
claim_equal(const void *a, const void *b)
{
	const struct claim *left = a, *right = b;

	return left->turn == right->turn &&
	       strcmp(left->technique, right->technique) == 0;
}

static void
claim_free(void *data)
{
	struct claim *claim = data;

	g_array_unref(claim->stack);
	g_free(claim);
}

static struct claim *
claim_get(GHashTable *claims, guint turn, const char *technique)
{
	struct claim key = { .turn = turn, .technique = technique };
	struct claim *claim = g_hash_table_lookup(claims, &key);

	if (claim)
		return claim;
	claim = g_new0(struct claim, 1);
	claim->turn = turn;
	claim->technique = technique;
	claim->stack = g_array_new(FALSE, FALSE, sizeof(struct verdict_said));
	g_hash_table_add(claims, claim);
	return claim;
}

static struct verdict_said
claim_standing(const struct claim *claim)
{
	guint n = claim->stack->len;

	return n > 0 ? g_array_index(claim->stack, struct verdict_said, n - 1) :
		       (struct verdict_said){ 0 };
}

static void
claim_add(struct claim *claim, const struct decision *decision, guint after)
{
	struct verdict_said said = { decision, after };

	g_array_append_val(claim->stack, said);
}

/* Takes off what a withdrawal is about; its id, 0 when nothing is there. */
static gint64
claim_withdraw(struct claim *claim, const struct decision *withdrawal)
{
	for (guint i = claim->stack->len; i-- > 0;) {
		const struct decision *decision =
			g_array_index(claim->stack, struct verdict_said, i)
				.decision;
		gboolean meant =
			withdrawal->takes_back ?
				decision->id == withdrawal->takes_back :
				!strcmp(decision->rater, withdrawal->rater);

		if (meant) {
			g_array_remove_index(claim->stack, i);
			return decision->id;
		}
	}
	return 0;
}

static void
stack_decisions(GHashTable *claims, const GPtrArray *decisions,
		const char *rater)
{
	for (guint i = 0; i < decisions->len; i++) {
		const struct decision *decision =
			g_ptr_array_index(decisions, i);
		struct claim *claim;

		if (rater && strcmp(decision->rater, rater) != 0)
			continue;
		claim = claim_get(claims, decision->turn, decision->technique);
		if (decision->verdict == VERDICT_WITHDRAW)
			claim_withdraw(claim, decision);
		else
			claim_add(claim, decision, i);
	}
}

void
decisions_pin(const GPtrArray *decisions)
{
	g_autoptr(GHashTable) claims = g_hash_table_new_full(
		claim_hash, claim_equal, claim_free, NULL);

	for (guint i = 0; i < decisions->len; i++) {
		struct decision *decision = g_ptr_array_index(decisions, i);
		struct claim *claim =
			claim_get(claims, decision->turn, decision->technique);

		if (decision->verdict != VERDICT_WITHDRAW)
			claim_add(claim, decision, i);
		else if (decision->takes_back)
			claim_withdraw(claim, decision);
		else
			decision->takes_back = claim_withdraw(claim, decision);
	}
}

static gboolean
is_relabelling(const struct decision *decision)
{
	return decision && decision->verdict == VERDICT_RELABEL &&
	       decision->to && strcmp(decision->to, decision->technique) != 0;
}

/* A standing relabelling gives its new technique unless something later was
 * said of that one. */
static void
give_relabelled(GHashTable *claims)
{
	g_autoptr(GList) all = g_hash_table_get_keys(claims);

	for (GList *at = all; at; at = at->next) {
		const struct claim *from = at->data;
		struct verdict_said said = claim_standing(from);
		struct verdict_said other;
		struct claim *to;

		if (!is_relabelling(said.decision))
			continue;
		to = claim_get(claims, from->turn, said.decision->to);
		other = claim_standing(to);
		if (other.decision && other.after > said.after)
			continue;
		if (to->given.decision && to->given.after > said.after)
			continue;
		to->given = said;
		to->given_for = from->machine;
	}
}

/* NULL when nothing is left to say: every decision was withdrawn and the
 * machine gives no tag. */
static struct effective_tag *
effective_tag_build(const struct claim *claim)
{
	const struct decision *standing = claim_standing(claim).decision;
	const struct decision *given = claim->given.decision;
	struct effective_tag *tag;

	if (!standing && !claim->machine && !given)
		return NULL;
	tag = g_new0(struct effective_tag, 1);
	tag->turn = claim->turn;
	tag->technique = claim->technique;
	tag->machine = claim->machine;
	tag->decision = standing;
	if (given) {
		tag->decision = given;
		tag->confirmed = TRUE;
		if (!tag->machine)
			tag->machine = claim->given_for;
		return tag;
	}
	if (!standing)
		return tag;
	tag->rejected =
		standing->verdict == VERDICT_REJECT || is_relabelling(standing);
	tag->confirmed = !tag->rejected;
	return tag;
}

static int
compare_tags(const void *a, const void *b)
{
	const struct effective_tag *left = *(void *const *)a;
	const struct effective_tag *right = *(void *const *)b;

	if (left->turn != right->turn)
		return left->turn < right->turn ? -1 : 1;
	return strcmp(left->technique, right->technique);
}

GPtrArray *
effective_tags_build(const GPtrArray *machine_tags, const GPtrArray *decisions,
		     const char *rater)
{
	g_autoptr(GHashTable) claims = g_hash_table_new_full(
		claim_hash, claim_equal, claim_free, NULL);
	GPtrArray *tags = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	void *claim;

	for (guint i = 0; i < machine_tags->len; i++) {
		const struct machine_tag *tag =
			g_ptr_array_index(machine_tags, i);

		claim_get(claims, tag->turn, tag->technique)->machine = tag;
	}
	stack_decisions(claims, decisions, rater);
	give_relabelled(claims);
	g_hash_table_iter_init(&iter, claims);
	while (g_hash_table_iter_next(&iter, &claim, NULL)) {
		struct effective_tag *tag = effective_tag_build(claim);

		if (tag)
			g_ptr_array_add(tags, tag);
	}
	g_ptr_array_sort(tags, compare_tags);
	return tags;
}

void
effective_tags_idle(const GPtrArray *effective_tags,
		    const struct transcript *transcript)
{
	for (guint i = 0; i < effective_tags->len; i++) {
		struct effective_tag *tag =
			g_ptr_array_index(effective_tags, i);
		const struct turn *turn =
			transcript_turn(transcript, tag->turn);

		if (tag->rejected || (turn && turn->role == TURN_THERAPIST))
			continue;
		tag->idle = tag->rejected = TRUE;
		tag->confirmed = FALSE;
	}
}

char *
effective_tag_state(const struct effective_tag *tag)
{
	const struct decision *decision = tag->decision;

	if (tag->idle)
		return g_strdup("not counted");
	if (tag->rejected && decision && decision->verdict == VERDICT_RELABEL)
		return g_strconcat("to ", decision->to, NULL);
	if (tag->rejected)
		return g_strdup("rejected");
	if (decision && decision->verdict == VERDICT_RELABEL)
		return g_strconcat("from ", decision->technique, NULL);
	if (decision)
		return g_strconcat(
			decision->verdict == VERDICT_ADD ? "added" : "accepted",
			decision->was ? " as " : NULL, decision->was, NULL);
	return g_strdup(tag->machine->below_floor ?
				"below floor" :
				strength_print(tag->machine->strength));
}
