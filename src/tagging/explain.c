/*
 * explain: why a tag is there, and which rule nearly fired.
 */
#include "tagging/private.h"

#include <string.h>

struct account {
	struct session *session;
	const struct transcript *transcript;
	const struct tagging *tagging;
	guint turn; /* from 1 */
	GString *out;
};

static const char *
technique_name(const struct account *account, guint technique)
{
	const struct technique *it = account->session->tagger->codebook
					     ->techniques->pdata[technique];

	return it->id;
}

static void
append_words(struct account *account, const struct hit *hit)
{
	const struct turn *turn =
		transcript_turn(account->transcript, hit->turn);
	gsize len;
	const char *text =
		transcript_turn_text(account->transcript, turn, &len);
	g_autofree char *words = NULL;

	if (hit->span.end <= hit->span.start || hit->span.end > len)
		return;
	words = base_printable(text + hit->span.start,
			       hit->span.end - hit->span.start);
	g_string_append_printf(
		account->out, *words == '"' ? ", on %s" : ", on \"%s\"", words);
}

static void
append_hit(struct account *account, const struct hit *hit)
{
	const struct rule *rule =
		tagger_rule(account->session->tagger, hit->rule)->rule;

	g_string_append_printf(account->out, "    %s", rule->id);
	if (rule->says)
		g_string_append_printf(account->out, ": %s", rule->says);
	append_words(account, hit);
	if (hit->context)
		g_string_append_printf(account->out, ", with turn %d",
				       hit->context);
	if (rule->component)
		g_string_append_printf(account->out, " [%s]", rule->component);
	g_string_append_c(account->out, '\n');
}

/* "      components (2): own words, tone" */
static void
append_list(struct account *account, const char *what, const GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++) {
		if (i == 0)
			g_string_append_printf(account->out,
					       "      %s (%u): ", what,
					       list->len);
		g_string_append_printf(account->out, "%s%s", i ? ", " : "",
				       (char *)list->pdata[i]);
	}
	if (list->len > 0)
		g_string_append_c(account->out, '\n');
}

static void
append_episode(struct account *account, const struct tag *tag)
{
	const struct found_episode *found;
	const struct episode *episode;

	if (tag->episode < 0)
		return;
	found = account->tagging->episodes->pdata[tag->episode];
	episode = tagger_episode(account->session->tagger, found->episode)
			  ->episode;
	g_string_append_printf(account->out,
			       "    episode %s, turns %u to %u, %u carrier%s%s",
			       episode->id, found->first_turn, found->last_turn,
			       found->carriers, found->carriers == 1 ? "" : "s",
			       found->complete ? "" : " (fell short)");
	if (tag->bridged)
		g_string_append(account->out,
				"; this turn lies between two carriers");
	g_string_append_c(account->out, '\n');
	append_list(account, "components", found->components);
	append_list(account, "named", found->relations);
}

static const char *
suppression_says(const struct account *account, const char *id)
{
	const GPtrArray *lines =
		account->session->tagger->codebook->suppressions;

	for (guint i = 0; i < lines->len; i++) {
		const struct suppression *line = lines->pdata[i];

		if (g_strcmp0(line->id, id) == 0)
			return line->says;
	}
	if (strcmp(id, "weight") == 0)
		return "its words and its place weigh against it";
	if (strcmp(id, "place") == 0)
		return "it rests on its place alone, and a firmer sign is "
		       "there";
	if (strcmp(id, "precedence") == 0)
		return "the turn has firmer or higher tags enough";
	return "the episode fell short of what it needs";
}

static void
append_tags(struct account *account, const GPtrArray *tags)
{
	for (guint i = 0; i < tags->len; i++) {
		const struct tag *tag = tags->pdata[i];
		const char *says;

		if (tag->turn != account->turn)
			continue;
		g_string_append_printf(account->out, "  %s (%s)",
				       technique_name(account, tag->technique),
				       strength_print(tag->strength));
		says = tag->dropped_by ?
			       suppression_says(account, tag->dropped_by) :
			       NULL;
		if (tag->dropped_by)
			g_string_append_printf(
				account->out, " dropped by %s%s%s",
				tag->dropped_by, says ? ": " : "",
				says ? says : "");
		g_string_append_c(account->out, '\n');
		for (guint h = 0; h < tag->hits->len; h++)
			append_hit(account,
				   &g_array_index(
					   account->tagging->hits, struct hit,
					   g_array_index(tag->hits, guint, h)));
		append_episode(account, tag);
		session_explain_weight(account->session, tag, account->out);
	}
}

/* What was heard in a turn that gets no tags. */
static void
append_heard(struct account *account)
{
	const GArray *hits = account->tagging->hits;

	for (guint i = 0; i < hits->len; i++) {
		const struct hit *hit = &g_array_index(hits, struct hit, i);

		if (hit->turn == account->turn)
			append_hit(account, hit);
	}
}

static void
append_untagged(struct account *account)
{
	enum turn_role role =
		speech_turn(&account->session->speech, account->turn - 1)->role;

	if (role == TURN_THERAPIST) {
		g_string_append(account->out, "  no technique\n");
		return;
	}
	g_string_append_printf(account->out,
			       "  no technique: %s speaks, and only the "
			       "therapist's turns are tagged\n",
			       role == TURN_PATIENT ? "the patient" :
						      "someone else");
	append_heard(account);
}

void
tagger_explain(struct tagger *tagger, const struct transcript *transcript,
	       const struct session_facts *facts, guint turn, guint near,
	       GString *out)
{
	g_autoptr(Session) session = session_new(tagger, FALSE);
	struct account account = {
		.session = session,
		.transcript = transcript,
		.turn = turn,
		.out = out,
	};
	gsize before = out->len;

	if (turn == 0 || turn > transcript->turns->len)
		return;
	session_read(session, transcript, facts);
	session_prepare(session);
	session_tag(session);
	account.tagging = session->result;
	append_tags(&account, session->result->tags);
	if (out->len == before)
		append_untagged(&account);
	append_tags(&account, session->result->dropped);
	/* rules refer to hits, not to what stands at the end */
	g_clear_pointer(&session->tag_rows, g_free);
	near_append(session, turn - 1, near, out);
}
