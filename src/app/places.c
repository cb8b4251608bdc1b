/*
 * Where decisions stand when turns are corrected.
 *
 * A decision is about words: those of the best sign of its tag.  Where they
 * begin in the turn is its anchor.  It is worked out when a turn is first
 * corrected and from then on kept, so that the decision finds its words
 * however turns are cut and joined.  A decision without words, such as a tag
 * added by hand, goes to the half that is the therapist's.
 */
#include "app/correcting.h"

#include <string.h>

static gboolean
put_decision_at(const struct correcting *now, const struct decision *decision,
		guint turn, gsize anchor, GError **error)
{
	return store_decision_put(now->app->store, decision->id, turn,
				  (guint)anchor, error);
}

static gboolean
begins_within(const char *text, gsize at, gsize head)
{
	return at > head && text[at - 1] != ' ';
}

/* The words before a change stand where they did, those after it where they
 * did counted from the end; whole words, since "so" and "sign" begin alike. */
static gsize
anchor_in_text(gsize anchor, const char *old, gsize old_len, const char *new,
	       gsize new_len)
{
	gsize head = 0, tail = 0, least = MIN(old_len, new_len);

	while (head < least && old[head] == new[head])
		head++;
	while (head > 0 && old[head - 1] != ' ')
		head--;
	while (tail < least - head &&
	       old[old_len - tail - 1] == new[new_len - tail - 1])
		tail++;
	while (tail > 0 && (begins_within(old, old_len - tail, head) ||
			    begins_within(new, new_len - tail, head)))
		tail--;
	if (anchor <= head)
		return anchor;
	if (anchor > old_len - tail)
		return anchor + new_len - old_len;
	return MIN(head + 1, new_len);
}

static gboolean
text_places(const struct correcting *now, guint turn, const char *text,
	    gsize len, GHashTable *kept, GError **error)
{
	const struct turn *was = transcript_turn(now->transcript, turn);
	gsize old_len;
	const char *old = transcript_turn_text(now->transcript, was, &old_len);

	for (guint i = 0; i < now->decisions->len; i++) {
		const struct decision *decision = now->decisions->pdata[i];

		if (decision->turn != turn || !decision->anchor ||
		    (kept && g_hash_table_contains(kept, &decision->id)))
			continue;
		if (!put_decision_at(now, decision, turn,
				     anchor_in_text(decision->anchor, old,
						    old_len, text, len),
				     error))
			return FALSE;
	}
	return TRUE;
}

gboolean
places_after_text(const struct correcting *now, guint turn, const char *text,
		  gsize len, GError **error)
{
	return text_places(now, turn, text, len, NULL, error);
}

/* For what has no words: 1 when only the second is the therapist's. */
static guint
therapists_half(enum turn_role first, enum turn_role second)
{
	return first != TURN_THERAPIST && second == TURN_THERAPIST;
}

gboolean
places_after_split(const struct correcting *now, guint turn,
		   const struct cut *cut, const struct corrected_turn *halves,
		   GError **error)
{
	for (guint i = 0; i < now->decisions->len; i++) {
		const struct decision *decision = now->decisions->pdata[i];
		gsize anchor = decision->anchor;
		guint half;

		if (decision->turn != turn)
			continue;
		half = anchor ? anchor > cut->second_start :
				therapists_half(halves[0].role, halves[1].role);
		if (anchor && half)
			anchor -= cut->second_start;
		else if (anchor)
			anchor = MIN(anchor, cut->first_len);
		if (!put_decision_at(now, decision, turn + half, anchor, error))
			return FALSE;
	}
	return TRUE;
}

static gsize
turn_len(const struct correcting *now, guint turn)
{
	const struct turn *there = transcript_turn(now->transcript, turn);

	return there->text.end - there->text.start;
}

/* Decisions of turn and the next one come together; the second's words begin
 * `offset` bytes later.  Of kept ones the places are known. */
static gboolean
join_places(const struct correcting *now, guint turn, gsize offset,
	    GHashTable *kept, GError **error)
{
	for (guint i = 0; i < now->decisions->len; i++) {
		const struct decision *decision = now->decisions->pdata[i];
		gsize anchor = decision->anchor;

		if (decision->turn < turn || decision->turn > turn + 1 ||
		    (kept && g_hash_table_contains(kept, &decision->id)))
			continue;
		if (decision->turn > turn)
			anchor = offset + MAX(anchor, 1);
		if (!put_decision_at(now, decision, turn, anchor, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
places_after_merge(const struct correcting *now, guint turn, GError **error)
{
	return join_places(now, turn, turn_len(now, turn) + 1, NULL, error);
}

/* The turn that the kept decisions on this technique are at, now that the
 * merge was taken back; 0 when there is none or more than one. */
static guint
turn_of_kept(const GPtrArray *after, GHashTable *kept,
	     const struct decision *decision, guint turn)
{
	guint found = 0;

	for (guint i = 0; i < after->len; i++) {
		const struct decision *other = after->pdata[i];

		if (other->turn < turn || other->turn > turn + 1 ||
		    strcmp(other->technique, decision->technique) ||
		    !g_hash_table_contains(kept, &other->id))
			continue;
		if (found && found != other->turn)
			return 0;
		found = other->turn;
	}
	return found;
}

static const struct decision *
decision_find(const GPtrArray *decisions, gint64 id)
{
	for (guint i = 0; i < decisions->len; i++) {
		const struct decision *decision = decisions->pdata[i];

		if (decision->id == id)
			return decision;
	}
	return NULL;
}

static gboolean
fail_placeless(const struct correcting *now, const struct decision *decision,
	       GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "%s was %s turn %u by %s after the merge, and no words "
		    "tell to which of the two turns it belongs; take it back "
		    "first: `iptrate decide %" G_GINT64_FORMAT
		    " %u %s --undo --rater %s`",
		    decision->technique,
		    decision->verdict == VERDICT_ADD ? "added to" :
						       "decided on at",
		    decision->turn, decision->rater, now->session,
		    decision->turn, decision->technique, decision->rater);
	return FALSE;
}

/* A merge is taken back: the turn and byte of a decision made since. */
static gboolean
part(const struct correcting *now, const struct correction *undone,
     GHashTable *kept, const GPtrArray *after,
     const struct transcript *transcript, struct decision *decision,
     GError **error)
{
	const struct effective_tag *tag = correcting_tag(now, decision);
	const struct decision *target =
		decision_find(after, decision->takes_back);
	enum turn_role first = transcript_turn(transcript, undone->turn)->role;
	enum turn_role second =
		transcript_turn(transcript, undone->turn + 1)->role;
	gsize start = undone->first_len + 1;
	guint at = target ? target->turn :
			    turn_of_kept(after, kept, decision, undone->turn);

	if (!at && decision->anchor)
		at = undone->turn + (decision->anchor > start);
	if (!at && (first == TURN_THERAPIST) != (second == TURN_THERAPIST))
		at = undone->turn + therapists_half(first, second);
	/* What was withdrawn again says nothing, wherever it is. */
	if (!at && tag && tag->decision)
		return fail_placeless(now, decision, error);
	decision->turn = at ? at : undone->turn;
	if (decision->turn > undone->turn)
		decision->anchor -= MIN(decision->anchor, (guint)start);
	else
		decision->anchor =
			MIN(decision->anchor, (guint)undone->first_len);
	return TRUE;
}

static gboolean
part_places(const struct correcting *now, const struct correction *undone,
	    GHashTable *kept, GError **error)
{
	struct store *store = now->app->store;
	g_autoptr(GPtrArray) after =
		store_decisions_load(store, now->session, error);
	g_autoptr(Transcript) transcript =
		after ? store_transcript_load(store, now->session, error) :
			NULL;

	for (guint i = 0; transcript && i < now->decisions->len; i++) {
		/* In step with after: both are by id. */
		struct decision *decision = after->pdata[i];
		const struct decision *was = now->decisions->pdata[i];

		if (was->turn != undone->turn ||
		    g_hash_table_contains(kept, &was->id))
			continue;
		decision->anchor = was->anchor;
		decision->takes_back = was->takes_back;
		if (!part(now, undone, kept, after, transcript, decision,
			  error) ||
		    !put_decision_at(now, decision, decision->turn,
				     decision->anchor, error))
			return FALSE;
	}
	return transcript != NULL;
}

/* Words or role are as before; so are the places in the words. */
static gboolean
restore_places(const struct correcting *now, guint turn, GHashTable *kept,
	       GError **error)
{
	g_autoptr(Transcript) after =
		store_transcript_load(now->app->store, now->session, error);
	const char *text;
	gsize len;

	if (!after)
		return FALSE;
	text = transcript_turn_text(after, transcript_turn(after, turn), &len);
	return text_places(now, turn, text, len, kept, error);
}

gboolean
places_after_undo(const struct correcting *now, const struct correction *undone,
		  GHashTable *kept, GError **error)
{
	gsize second;

	if (undone->before == 2)
		return part_places(now, undone, kept, error);
	if (undone->now == 1)
		return restore_places(now, undone->turn, kept, error);
	second = turn_len(now, undone->turn + 1);
	return join_places(now, undone->turn,
			   undone->first_len - MIN(second, undone->first_len),
			   kept, error);
}
