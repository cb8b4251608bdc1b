/*
 * wanted: what a rule asked for and what stood there instead, in words.
 *
 * For explain: a rule that nearly fired failed at one condition.  "wanted a
 * turn of the patient just before that matches '(?&reported)', found turn 8,
 * "I usually have the soup.""
 */
#include "tagging/look.h"
#include "tagging/phrase.h"
#include "tagging/explaining.h"

#include <string.h>

struct asked {
	struct tagging_run *run;
	const struct ready_rule *ready;
	guint turn; /* from 0 */
	struct span words;
	GString *out;
};

static void
append_turn(const struct asked *asked, guint turn)
{
	const struct said *said = speech_turn(&asked->run->speech, turn);

	g_string_append_printf(asked->out, "turn %u, %s, ", turn + 1,
			       turn_role_print(said->role));
	phrase_quote(asked->out, speech_text(&asked->run->speech, said),
		     span_length(said->text));
}

/* -- another turn -------------------------------------------------------- */

static const struct ready_condition *
ready_when(const struct ready_rule *ready, const struct condition *source)
{
	for (guint i = 0; i < ready->when->len; i++) {
		const struct ready_condition *when = ready->when->pdata[i];

		if (when->source == source)
			return when;
	}
	return NULL;
}

/* The turns of the range: how many there are, which suit. */
static void
append_found_turns(const struct asked *asked,
		   const struct ready_condition *when)
{
	const struct condition *source = when->source;
	guint there = 0, suited = 0;
	int last = -1, suits = -1;

	for (int offset = MAX(source->turns.min, -(int)asked->run->turns);
	     offset <= MIN(source->turns.max, (int)asked->run->turns);
	     offset++) {
		struct condition_look look = { 0 };
		int at = run_place(asked->run, asked->turn, offset,
				   source->strictly);

		if (at < 0)
			continue;
		there++;
		last = at;
		if (look_at(asked->run, when, at, &look) != ANSWER_YES)
			continue;
		suited++;
		suits = at;
	}
	if (there == 0)
		g_string_append(asked->out, "no turn there, the session ends");
	else if (suits >= 0 && suited == 1)
		append_turn(asked, suits);
	else if (suits >= 0)
		g_string_append_printf(asked->out, "%u of them", suited);
	else if (there == 1)
		append_turn(asked, last);
	else
		g_string_append(asked->out, "none");
}

static void
append_neighbours(const struct asked *asked, const struct condition *source)
{
	const struct ready_condition *when = ready_when(asked->ready, source);

	phrase_turn(asked->out, source);
	g_string_append(asked->out, ", found ");
	if (when)
		append_found_turns(asked, when);
}

/* -- the turn itself ----------------------------------------------------- */

/* The first pattern of the list that the turn matches, or does not. */
static const struct pattern *
first_that(const struct asked *asked, const GArray *ids, gboolean matches,
	   struct span *span)
{
	for (guint i = 0; i < ids->len; i++) {
		guint id = g_array_index(ids, guint, i);

		if ((run_find_in_turn(asked->run, id, asked->turn, 0, span) ==
		     ANSWER_YES) == matches)
			return patterns_get(asked->run->tagger->patterns, id);
	}
	return NULL;
}

static void
append_own_words(const struct asked *asked, struct span span)
{
	const struct said *said = speech_turn(&asked->run->speech, asked->turn);

	phrase_quote(asked->out,
		     speech_text(&asked->run->speech, said) + span.start,
		     span_length(span));
}

static void
append_points(const struct asked *asked)
{
	struct span words;

	g_string_append_printf(
		asked->out, "words that come to %d points, found %d",
		asked->ready->rule->weighs_least,
		rule_points(asked->run, asked->ready, asked->turn, &words));
}

static void
append_and(const struct asked *asked)
{
	struct span span;
	const struct pattern *missing =
		first_that(asked, asked->ready->self->and, FALSE, &span);

	g_string_append(asked->out, "also a match of ");
	if (missing) {
		phrase_pattern(asked->out, missing);
		g_string_append(asked->out, ", found none");
	} else {
		g_string_append(asked->out, "all that 'and' names in one "
					    "sentence, found them apart");
	}
}

static void
append_unless(const struct asked *asked)
{
	struct span span = { 0, 0 };
	const struct pattern *vetoes =
		first_that(asked, asked->ready->self->unless, TRUE, &span);

	g_string_append(asked->out, "no match of ");
	if (vetoes) {
		phrase_pattern(asked->out, vetoes);
		g_string_append(asked->out, ", found ");
		append_own_words(asked, span);
	} else {
		g_string_append(asked->out, "'unless', found one");
	}
}

static void
append_except(const struct asked *asked)
{
	struct span span = { 0, 0 };
	const struct pattern *covers =
		first_that(asked, asked->ready->self->except, TRUE, &span);

	g_string_append(asked->out, "words outside a match of ");
	if (covers) {
		phrase_pattern(asked->out, covers);
		g_string_append(asked->out, ", found ");
		append_own_words(asked, span);
	} else {
		g_string_append(asked->out, "'except', found them inside");
	}
}

/* The sentence with the words, or the last. */
static void
append_kind(const struct asked *asked)
{
	guint n, at;
	const struct sentence *sentences =
		speech_sentences(&asked->run->speech, asked->turn, &n);

	phrase_kinds(asked->out, asked->ready->self->source->kinds);
	if (n == 0)
		return;
	for (at = n - 1; at > 0 && span_length(asked->words) > 0 &&
			 sentences[at].span.start > asked->words.start;)
		at--;
	g_string_append(asked->out, ", found ");
	phrase_kinds(asked->out, sentences[at].kind);
	g_string_append(asked->out, ", ");
	append_own_words(asked, sentences[at].span);
}

static void
append_echo(const struct asked *asked)
{
	const struct rule *rule = asked->ready->rule;
	int context = -1;

	phrase_range(asked->out, rule->echo_words, "content word",
		     "content words");
	g_string_append(asked->out, " said again of another speaker's ");
	if (rule->echo_of->len > 0) {
		g_string_append(asked->out, "words found by ");
		phrase_names(asked->out, rule->echo_of);
		g_string_append(asked->out, " on the ");
	}
	if (rule->echo_turns.min == rule->echo_turns.max)
		g_string_append_printf(asked->out, "turn at %d",
				       rule->echo_turns.min);
	else
		g_string_append_printf(asked->out, "turns from %d to %d",
				       rule->echo_turns.min,
				       rule->echo_turns.max);
	g_string_append_printf(
		asked->out, ", found %d",
		rule_echoes(asked->run, asked->ready, asked->turn, &context));
}

static void
append_self(const struct asked *asked, const char *fault)
{
	const struct condition *self = asked->ready->self->source;
	GString *out = asked->out;

	if (strcmp(fault, "kind") == 0) {
		append_kind(asked);
	} else if (strcmp(fault, "words") == 0) {
		phrase_range(out, self->words, "word", "words");
		g_string_append_printf(
			out, " in the turn, found %u",
			speech_turn(&asked->run->speech, asked->turn)->words);
	} else if (strcmp(fault, "and") == 0) {
		append_and(asked);
	} else if (strcmp(fault, "unless") == 0) {
		append_unless(asked);
	} else if (strcmp(fault, "except") == 0) {
		append_except(asked);
	} else if (strcmp(fault, "hit") == 0) {
		g_string_append(out, "a hit of ");
		phrase_names(out, self->hits);
		g_string_append(out, " on this turn, found none");
	} else if (strcmp(fault, "note") == 0) {
		phrase_patterns(out, self->note, "a note like ");
		g_string_append(out, ", found none");
	} else if (strcmp(fault, "quoted") == 0) {
		g_string_append(out,
				asked->ready->rule->quoted == TRI_YES ?
					"words in quotation marks, found them "
					"outside" :
					"words outside quotation marks, found "
					"them inside");
	} else if (strcmp(fault, "own") == 0) {
		g_string_append(out, "words that the speaker says of himself "
				     "or herself, found them said of another "
				     "or supposed");
	} else {
		g_string_append(out, "no 'not' or 'never' just before the "
				     "words, found one");
	}
}

/* -- the session --------------------------------------------------------- */

static void
append_or(GString *out, const char **lead, const char *word)
{
	g_string_append_printf(out, "%s%s", *lead, word);
	*lead = " or ";
}

static void
append_session(const struct asked *asked, const char *fault)
{
	const struct session_facts *facts = &asked->run->facts;
	const struct rule *rule = asked->ready->rule;
	GString *out = asked->out;
	const char *lead = "a session of the ";

	if (strcmp(fault, "place") == 0) {
		g_string_append_printf(
			out,
			"a place from %d to %d %% of the session, found "
			"%d %%",
			rule->place_percent.min, rule->place_percent.max,
			rule_place(asked->run, asked->turn));
		return;
	}
	if (facts->phase != PHASE_UNKNOWN && rule->phases &&
	    !(rule->phases & 1u << facts->phase)) {
		for (guint p = PHASE_INITIAL; p <= PHASE_TERMINATION; p++)
			if (rule->phases & 1u << p)
				append_or(out, &lead, phase_print(p));
		g_string_append_printf(out, " phase, found %s",
				       phase_print(facts->phase));
		return;
	}
	for (guint f = FOCUS_GRIEF; f <= FOCUS_DEFICITS; f++)
		if (rule->focuses & 1u << f)
			append_or(out, &lead, focus_print(f));
	g_string_append_printf(out, " focus, found %s",
			       focus_print(facts->focus));
}

/* What the episode needs: the turn's sign was heard in it, and it fell
 * short. */
static void
append_needs(const struct asked *asked, const struct found_episode *found)
{
	const struct episode *episode =
		tagger_episode(asked->run->tagger, found->episode)->episode;
	GString *out = asked->out;

	phrase_number(out, episode->needs_turns, "turn", "turns");
	if (episode->needs_components > 0) {
		g_string_append(out, " and ");
		phrase_number(out, episode->needs_components, "component",
			      "components");
	}
	if (episode->needs_within > 0)
		g_string_append_printf(out, " within %u turns",
				       episode->needs_within);
	g_string_append_printf(out,
			       " of episode %s, found too few in turns %u to "
			       "%u",
			       episode->id, found->first_turn,
			       found->last_turn);
	for (guint i = 0; i < found->components->len; i++)
		g_string_append_printf(out, "%s%s", i ? ", " : ": ",
				       (char *)found->components->pdata[i]);
}

static void
append_episode(const struct asked *asked, const struct found_episode *found)
{
	if (asked->turn + 1 >= found->first_turn &&
	    asked->turn + 1 <= found->last_turn && !found->complete)
		append_needs(asked, found);
	else
		g_string_append_printf(
			asked->out,
			"episode %s open here, found it in turns %u to %u",
			tagger_episode(asked->run->tagger, found->episode)
				->episode->id,
			found->first_turn, found->last_turn);
}

void
wanted_tell(struct tagging_run *run, const struct ready_rule *ready, guint turn,
	    const struct verdict *verdict, struct span words,
	    const struct found_episode *found, struct told_rule *told)
{
	struct asked asked = {
		.run = run,
		.ready = ready,
		.turn = turn,
		.words = words,
		.out = g_string_new(NULL),
	};
	const struct codebook *codebook = run->tagger->codebook;
	struct place place = ready->rule->place;

	if (!verdict->fault)
		append_episode(&asked, found);
	else if (strcmp(verdict->fault, "when") == 0)
		append_neighbours(&asked, verdict->fault_at);
	else if (strcmp(verdict->fault, "echo") == 0)
		append_echo(&asked);
	else if (strcmp(verdict->fault, "points") == 0)
		append_points(&asked);
	else if (verdict->fault_at == &ready->rule->self)
		append_self(&asked, verdict->fault);
	else
		append_session(&asked, verdict->fault);
	if (verdict->fault_at && verdict->fault_at->place.line)
		place = verdict->fault_at->place;
	told->line = codebook_place(codebook, place, &told->file).line;
	told->beside = told->file != codebook->file;
	told->wanted = g_string_free(asked.out, FALSE);
}
