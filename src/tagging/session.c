/*
 * session: one run over one transcript.
 *
 * Owns what the run remembers: the matchable text, which patterns may match
 * where (from the filter), which did (asked once), and which rules hit.
 * Belongs to one thread.
 */
#include "tagging/rules.h"
#include "tagging/stretches.h"
#include "tagging/tags.h"
#include "tagging/weights.h"

#include <string.h>

static void
found_episode_free(gpointer data)
{
	struct found_episode *found = data;

	g_ptr_array_unref(found->components);
	g_ptr_array_unref(found->relations);
	g_free(found);
}

static void
tag_free(gpointer data)
{
	struct tag *tag = data;

	g_array_unref(tag->hits);
	g_free(tag);
}

static void
limit_free(gpointer data)
{
	struct limit_reached *limit = data;

	g_free(limit->message);
	g_free(limit);
}

static void
stretch_free(gpointer data)
{
	struct stretch *stretch = data;

	for (guint i = 0; i < stretch->carriers->len; i++)
		g_array_unref(
			g_array_index(stretch->carriers, struct carrier, i)
				.hits);
	g_array_unref(stretch->carriers);
	if (stretch->others)
		g_array_unref(stretch->others);
	g_free(stretch);
}

static struct tagging *
tagging_new(void)
{
	struct tagging *tagging = g_new0(struct tagging, 1);

	tagging->hits = g_array_new(FALSE, TRUE, sizeof(struct hit));
	tagging->said = g_string_chunk_new(256);
	tagging->reasons = g_ptr_array_new();
	tagging->episodes = g_ptr_array_new_with_free_func(found_episode_free);
	tagging->tags = g_ptr_array_new_with_free_func(tag_free);
	tagging->dropped = g_ptr_array_new_with_free_func(tag_free);
	tagging->observations =
		g_array_new(FALSE, TRUE, sizeof(struct observation));
	tagging->answered =
		g_array_new(FALSE, TRUE, sizeof(struct observation));
	tagging->limits = g_ptr_array_new_with_free_func(limit_free);
	return tagging;
}

void
tagging_free(struct tagging *tagging)
{
	if (!tagging)
		return;
	g_array_unref(tagging->hits);
	g_string_chunk_free(tagging->said);
	g_ptr_array_unref(tagging->reasons);
	g_ptr_array_unref(tagging->episodes);
	g_ptr_array_unref(tagging->tags);
	g_ptr_array_unref(tagging->dropped);
	g_array_unref(tagging->observations);
	g_array_unref(tagging->answered);
	g_ptr_array_unref(tagging->limits);
	g_free(tagging);
}

struct session *
session_new(struct tagger *tagger, gboolean plainly)
{
	struct session *session = g_new0(struct session, 1);

	session->tagger = tagger;
	session->plainly = plainly;
	session->result = tagging_new();
	session->reasons = g_hash_table_new(NULL, NULL);
	session->stretches = g_ptr_array_new_with_free_func(stretch_free);
	session->content = g_hash_table_new_full(
		NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
	speech_init(&session->speech);
	return session;
}

void
session_free(struct session *session)
{
	if (!session)
		return;
	search_free(session->search);
	speech_clear(&session->speech);
	g_hash_table_unref(session->content);
	g_hash_table_unref(session->reasons);
	g_free(session->places);
	g_free(session->places_before);
	weighed_free(session->weighed);
	g_free(session->active);
	g_free(session->hit_rules);
	g_free(session->inside_rules);
	g_free(session->tag_rows);
	g_ptr_array_unref(session->stretches);
	tagging_free(session->result);
	g_free(session);
}

void
session_read(struct session *session, const struct transcript *transcript,
	     const struct session_facts *facts)
{
	if (facts)
		session->facts = *facts;
	for (guint i = 0; i < transcript->turns->len; i++) {
		const struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);

		speech_add(&session->speech, turn->role,
			   transcript->text + turn->text.start,
			   turn->text.end - turn->text.start);
	}
}

static void
find_places(struct session *session)
{
	session->places = g_new(guint, session->turns + 1);
	session->places_before = g_new(guint, session->turns + 1);
	for (guint i = 0; i < session->turns; i++) {
		session->places_before[i] = session->n_places;
		if (!speech_turn(&session->speech, i)->acknowledges)
			session->places[session->n_places++] = i;
	}
}

int
session_place(const struct session *session, guint turn, int offset,
	      gboolean strictly)
{
	gint64 at;

	if (strictly || offset == 0) {
		at = (gint64)turn + offset;
		return at >= 0 && at < session->turns ? (int)at : -1;
	}
	at = (gint64)session->places_before[turn] + offset;
	if (offset > 0 && speech_turn(&session->speech, turn)->acknowledges)
		at--;
	if (at < 0 || at >= session->n_places)
		return -1;
	return session->places[at];
}

static gboolean
rule_is_active(const struct session *session, const struct rule *rule)
{
	const struct session_facts *facts = &session->facts;

	if (session->lenient)
		return TRUE;
	if (rule->phases && facts->phase != PHASE_UNKNOWN &&
	    !(rule->phases & 1u << facts->phase))
		return FALSE;
	return !rule->focuses || facts->focus == FOCUS_UNKNOWN ||
	       rule->focuses & 1u << facts->focus;
}

void
session_prepare(struct session *session)
{
	struct tagger *tagger = session->tagger;
	gsize turns = session->speech.turns->len;
	guint rules = tagger->rules->len;

	session->turns = turns;
	find_places(session);
	session->search = search_new(tagger->patterns, &session->speech,
				     session->plainly);
	session->active = g_new0(guint64, tagger->rule_row + 1);
	session->hit_rules = g_new0(guint64, turns * tagger->rule_row + 1);
	session->inside_rules = g_new0(guint64, turns * tagger->rule_row + 1);
	for (guint r = 0; r < rules; r++) {
		if (rule_is_active(session, tagger_rule(tagger, r)->rule))
			bit_set(session->active, r);
	}
	if (tagger->scales && turns >= WHOLE_SESSION)
		session->weighed = weighed_new(tagger->scales, &session->speech,
					       &session->facts);
}

gboolean
session_has_own_sign(const struct session *session, const GArray *hits)
{
	for (guint i = 0; i < hits->len; i++) {
		const struct hit *hit =
			&g_array_index(session->result->hits, struct hit,
				       g_array_index(hits, guint, i));

		const struct rule *rule =
			tagger_rule(session->tagger, hit->rule)->rule;

		if (!rule->weak && !rule->weighed)
			return TRUE;
	}
	return FALSE;
}

void
session_tag(struct session *session)
{
	session_fire_rules(session);
	session_find_episodes(session);
	search_ease(session->search);
	session_make_tags(session);
	session_suppress(session);
	session_weigh_tags(session);
	session_observe(session);
	session_count(session);
}

struct tagging *
session_take(struct session *session)
{
	return g_steal_pointer(&session->result);
}
