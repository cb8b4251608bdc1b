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
	g_string_append_printf(account->out, " on \"%s\"", words);
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
			       "    episode %s, turns %u to %u, %u carriers",
			       episode->id, found->first_turn, found->last_turn,
			       found->carriers);
	for (guint i = 0; i < found->components->len; i++)
		g_string_append_printf(account->out, "%s%s", i ? ", " : ": ",
				       (char *)found->components->pdata[i]);
	if (!found->complete)
		g_string_append(account->out, " (fell short)");
	if (tag->bridged)
		g_string_append(account->out,
				"; this turn lies between two carriers");
	g_string_append_c(account->out, '\n');
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
	}
}

static gboolean
fired(const struct account *account, guint rule)
{
	const GArray *hits = account->tagging->hits;

	for (guint i = 0; i < hits->len; i++) {
		const struct hit *hit = &g_array_index(hits, struct hit, i);

		if (hit->turn == account->turn && hit->rule == rule)
			return TRUE;
	}
	return FALSE;
}

static void
append_near(struct account *account, const struct rule *rule,
	    const struct verdict *verdict)
{
	g_string_append_printf(account->out, "  nearly: %s", rule->id);
	if (rule->says)
		g_string_append_printf(account->out, ": %s", rule->says);
	if (!verdict->fault)
		g_string_append_printf(account->out,
				       "; counts only inside an episode");
	else
		g_string_append_printf(account->out, "; fails at '%s'",
				       verdict->fault);
	if (verdict->fault_at && verdict->fault_at->place.line)
		g_string_append_printf(account->out, " (line %u)",
				       verdict->fault_at->place.line);
	g_string_append_c(account->out, '\n');
}

/* What is asked before the words are looked at hides whether they are
 * there. */
static gboolean
words_are_there(const struct account *account, const struct ready_rule *ready,
		const struct verdict *verdict)
{
	struct look look = {
		.quoted = ready->rule->quoted,
		.not_negated = ready->rule->not_negated,
	};
	guint turn = account->turn - 1;

	if (verdict->fault_at != &ready->rule->self)
		return TRUE;
	if (ready->self->match->len == 0)
		return FALSE;
	if (strcmp(verdict->fault, "words") != 0 &&
	    strcmp(verdict->fault, "note") != 0 &&
	    strcmp(verdict->fault, "hit") != 0)
		return strcmp(verdict->fault, "match") != 0 &&
		       strcmp(verdict->fault, "speaker") != 0;
	return (ready->self->source->by_sentence ?
			look_at_sentences(account->session, ready->self, turn,
					  &look) :
			look_at_turn(account->session, ready->self, turn,
				     &look)) == ANSWER_YES;
}

/* Rules that fail at one condition only; that no episode was open is one. */
static void
append_near_rules(struct account *account, gboolean inside, guint *near)
{
	struct session *session = account->session;
	const GPtrArray *rules = session->tagger->rules;

	for (guint r = 0; *near > 0 && r < rules->len; r++) {
		const struct ready_rule *ready = rules->pdata[r];
		struct verdict verdict;

		if ((ready->inside >= 0) != inside || fired(account, r) ||
		    rule_check(session, r, account->turn - 1, TRUE, &verdict) ==
			    ANSWER_LIMIT ||
		    verdict.failed + (ready->inside >= 0) != 1 ||
		    (verdict.fault &&
		     !words_are_there(account, ready, &verdict)))
			continue;
		append_near(account, ready->rule, &verdict);
		(*near)--;
	}
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
		g_string_append(out, "  no technique\n");
	append_tags(&account, session->result->dropped);
	g_clear_pointer(&session->tag_rows, g_free);
	append_near_rules(&account, FALSE, &near);
	append_near_rules(&account, TRUE, &near);
}
