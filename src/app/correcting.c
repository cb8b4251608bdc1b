/*
 * What is known of a session before its turns are corrected: most of all
 * which words each decision is about, as long as that can be told.
 */
#include "app/correcting.h"
#include "app/doubts.h"

#include <string.h>

const struct effective_tag *
correcting_tag(const struct correcting *now, const struct decision *decision)
{
	for (guint i = 0; i < now->effective->len; i++) {
		const struct effective_tag *tag = now->effective->pdata[i];

		if (tag->turn == decision->turn &&
		    !strcmp(tag->technique, decision->technique))
			return tag;
	}
	return NULL;
}

/* What was said of the same technique there before is about the same words,
 * found by a rule today or not. */
static guint
anchor_before(const GPtrArray *decisions, const struct decision *decision)
{
	guint anchor = 0;

	for (guint i = 0; decisions->pdata[i] != decision; i++) {
		const struct decision *other = decisions->pdata[i];

		if (other->turn == decision->turn &&
		    !strcmp(other->technique, decision->technique) &&
		    (!decision->takes_back ||
		     other->id == decision->takes_back))
			anchor = other->anchor;
	}
	return anchor;
}

/* From 1; 0 when no words gave the tag. */
static guint
anchor_of(const struct correcting *now, const struct decision *decision)
{
	const struct effective_tag *tag = correcting_tag(now, decision);
	const struct machine_hit *hit;

	if (decision->takes_back || !tag || !tag->machine ||
	    !tag->machine->hits->len)
		return anchor_before(now->decisions, decision);
	hit = machine_tag_sign(tag->machine);
	if (!hit)
		hit = tag->machine->hits->pdata[0];
	return hit->span.start + 1;
}

/* Fills in what withdrawals take back, and anchors. */
static void
fill(const struct correcting *now)
{
	decisions_pin(now->decisions);
	for (guint i = 0; i < now->decisions->len; i++) {
		struct decision *decision = now->decisions->pdata[i];

		if (!decision->anchor)
			decision->anchor = anchor_of(now, decision);
	}
}

gboolean
correcting_load(struct correcting *now, struct app *app, gint64 session,
		GError **error)
{
	struct store *store = app->store;
	g_autoptr(GHashTable) doubted = NULL;

	*now = (struct correcting){ .app = app, .session = session };
	now->transcript = store_transcript_load(store, session, error);
	if (!now->transcript || !app_codebook(app, error) ||
	    !(now->tags = store_tags_load(store, session, error)) ||
	    !(now->decisions = store_decisions_load(store, session, error)) ||
	    !(now->ratings =
		      app_ratings_seen(app, session, NULL, NULL, error)) ||
	    !(doubted = app_doubted_rules(app, error)))
		return FALSE;
	app_decisions_rename(app->codebook, now->decisions);
	app_tags_rename(app->codebook, now->tags);
	app_signs_settle(app->codebook, doubted, now->tags);
	now->effective = effective_tags_build(now->tags, now->decisions, NULL);
	fill(now);
	return TRUE;
}

void
correcting_clear(struct correcting *now)
{
	g_clear_pointer(&now->effective, g_ptr_array_unref);
	g_clear_pointer(&now->ratings, g_ptr_array_unref);
	g_clear_pointer(&now->decisions, g_ptr_array_unref);
	g_clear_pointer(&now->tags, g_ptr_array_unref);
	g_clear_pointer(&now->transcript, transcript_free);
}

gboolean
correcting_save(const struct correcting *now, GError **error)
{
	for (guint i = 0; i < now->decisions->len; i++) {
		struct decision *decision = now->decisions->pdata[i];

		if ((decision->anchor || decision->takes_back) &&
		    !store_decision_pin(now->app->store, decision->id,
					decision->anchor, decision->takes_back,
					error))
			return FALSE;
	}
	return TRUE;
}

static const char *
said(const struct effective_tag *tag)
{
	return tag->rejected ? "rejected" : "confirmed";
}

/* Two of these tags that say yes and no of one technique. */
static gboolean
agree_on(gint64 session, const GPtrArray *tags, guint first, guint last,
	 GError **error)
{
	for (guint i = 0; i < tags->len; i++) {
		const struct effective_tag *a = tags->pdata[i];

		if (a->turn < first || a->turn > last || !a->decision)
			continue;
		for (guint k = i + 1; k < tags->len; k++) {
			const struct effective_tag *b = tags->pdata[k];

			if (b->turn > last || !b->decision ||
			    b->rejected == a->rejected ||
			    strcmp(a->technique, b->technique))
				continue;
			g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
				    "%s is %s at turn %u (by %s) and %s at "
				    "turn %u (by %s), and one turn can hold "
				    "only one of them; take one back first: "
				    "`iptrate decide %" G_GINT64_FORMAT
				    " %u %s --undo --rater %s`",
				    a->technique, said(a), a->turn,
				    a->decision->rater, said(b), b->turn,
				    b->decision->rater, session, b->turn,
				    b->decision->technique, b->decision->rater);
			return FALSE;
		}
	}
	return TRUE;
}

gboolean
correcting_agree(const struct correcting *now, guint first, guint last,
		 GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	if (!agree_on(now->session, now->effective, first, last, error))
		return FALSE;
	for (guint i = 0; i < now->decisions->len; i++) {
		const struct decision *decision = now->decisions->pdata[i];
		g_autoptr(GPtrArray) own = NULL;

		if (!g_hash_table_add(seen, decision->rater))
			continue;
		own = effective_tags_build(now->tags, now->decisions,
					   decision->rater);
		if (!agree_on(now->session, own, first, last, error))
			return FALSE;
	}
	return TRUE;
}
