/*
 * rules: does a rule fire on a turn?
 *
 * A rule is a list of conditions; the first that fails settles it, cheap ones
 * first.  explain asks for all of them, to find the rule that nearly fired.
 */
#include "tagging/look.h"
#include "tagging/rules.h"
#include "tagging/weights.h"

#include <string.h>

/* Content words of a turn, remembered. */
static GHashTable *
content_of(struct session *session, guint turn)
{
	gpointer key = GUINT_TO_POINTER(turn + 1);
	GHashTable *set = g_hash_table_lookup(session->content, key);
	const struct said *said;

	if (set)
		return set;
	said = speech_turn(&session->speech, turn);
	set = words_of_content(speech_text(&session->speech, said),
			       span_length(said->text));
	g_hash_table_insert(session->content, key, set);
	return set;
}

/* The words on which a rule fired on a turn. */
static struct span
words_of_hit(struct session *session, guint r, guint turn)
{
	const struct ready_rule *ready = tagger_rule(session->tagger, r);
	struct condition_look look = {
		.quoted = ready->rule->quoted,
		.not_negated = ready->rule->not_negated,
	};

	look_at(session, ready->self, turn, &look);
	return look.span;
}

/* Is the word one of those on which the rules fired on a turn? */
static gboolean
was_hit(struct session *session, const struct references *rules, guint turn,
	const char *word)
{
	const struct said *said = speech_turn(&session->speech, turn);
	guint row = session->tagger->rule_row;
	const guint64 *hits = session->hit_rules + (gsize)turn * row;
	gboolean found = FALSE;

	for (guint r = 0; r < session->tagger->rules->len && !found; r++) {
		g_autoptr(GHashTable) words = NULL;
		struct span span;

		if (!bit_get(rules->rules, r) || !bit_get(hits, r))
			continue;
		span = words_of_hit(session, r, turn);
		words = words_of_content(speech_text(&session->speech, said) +
						 span.start,
					 span_length(span));
		found = g_hash_table_contains(words, word);
	}
	return found;
}

static gboolean
was_said(struct session *session, const struct ready_rule *ready, guint turn,
	 const char *word, int *context)
{
	const struct rule *rule = ready->rule;
	enum turn_role role = speech_turn(&session->speech, turn)->role;

	for (int offset = MIN(rule->echo_turns.max, -1);
	     offset >= rule->echo_turns.min; offset--) {
		int at = session_place(session, turn, offset, FALSE);

		if (at < 0)
			return FALSE;
		if (speech_turn(&session->speech, at)->role == role ||
		    !g_hash_table_contains(content_of(session, at), word) ||
		    (ready->echo_of.n > 0 &&
		     !was_hit(session, &ready->echo_of, at, word)))
			continue;
		*context = MAX(*context, at);
		return TRUE;
	}
	return FALSE;
}

int
rule_echoes(struct session *session, const struct ready_rule *ready, guint turn,
	    int *context)
{
	GHashTableIter iter;
	gpointer word;
	int n = 0;

	g_hash_table_iter_init(&iter, content_of(session, turn));
	while (g_hash_table_iter_next(&iter, &word, NULL))
		n += was_said(session, ready, turn, word, context);
	return n;
}

static gboolean
echo_holds(struct session *session, const struct ready_rule *ready, guint turn,
	   int *context)
{
	const struct rule *rule = ready->rule;
	int rested_on = -1;
	int n = rule_echoes(session, ready, turn, &rested_on);

	if (n < rule->echo_words.min || n > rule->echo_words.max)
		return FALSE;
	*context = rested_on;
	return TRUE;
}

int
rule_points(struct session *session, const struct ready_rule *ready, guint turn,
	    struct span *words)
{
	g_autoptr(Pointing) pointing = pointing_new(FALSE);
	int most = G_MININT;
	gsize from = 0;
	int before = ready->points->answers ?
			     session_place(session, turn, -1, FALSE) :
			     -1;

	do {
		struct span here;
		int points;

		from = pointing_read(pointing, ready->points, &session->speech,
				     turn, before, from);
		points = pointing_weigh(pointing, ready->points, &here);
		if (points > most) {
			most = points;
			*words = here;
		}
	} while (from > 0 && ready->points->within > 0);
	return most;
}

int
rule_place(const struct session *session, guint turn)
{
	return (gint64)turn * 100 / MAX(session->turns, 1);
}

static gboolean
place_holds(const struct session *session, const struct rule *rule, guint turn)
{
	int percent = rule_place(session, turn);

	return session->lenient || (percent >= rule->place_percent.min &&
				    percent <= rule->place_percent.max);
}

static void
verdict_fail(struct verdict *verdict, const char *fault,
	     const struct condition *fault_at)
{
	if (verdict->failed++ == 0) {
		verdict->fault = fault;
		verdict->fault_at = fault_at;
	}
}

/* Nearer to the turn, by its number. */
static void
note_context(struct verdict *verdict, guint turn, int context)
{
	if (context < 0 || context == (int)turn)
		return;
	if (verdict->context < 0 ||
	    ABS(context - (int)turn) < ABS(verdict->context - (int)turn))
		verdict->context = context;
}

/* A `when` without a pattern is cheap and never meets a limit. */
static gboolean
is_cheap(const struct ready_condition *when)
{
	return when->match->len + when->and->len + when->unless->len +
		       when->note->len ==
	       0;
}

static enum answer
hold_when(struct session *session, const struct ready_rule *ready, guint turn,
	  gboolean cheap, gboolean all, struct verdict *verdict)
{
	for (guint i = 0; i < ready->when->len; i++) {
		const struct ready_condition *when = ready->when->pdata[i];
		enum answer answer;
		int context;

		if (is_cheap(when) != cheap)
			continue;
		answer = look_around(session, when, turn, &context);
		if (answer == ANSWER_LIMIT)
			return answer;
		if (answer == ANSWER_NO)
			verdict_fail(verdict, "when", when->source);
		note_context(verdict, turn, context);
		if (verdict->failed && !all)
			return ANSWER_NO;
	}
	return ANSWER_YES;
}

static enum answer
check_self(struct session *session, const struct ready_rule *ready, guint turn,
	   struct verdict *verdict)
{
	const struct rule *rule = ready->rule;
	struct condition_look look = {
		.quoted = rule->quoted,
		.not_negated = rule->not_negated,
	};
	enum answer answer = look_at(session, ready->self, turn, &look);

	if (answer == ANSWER_NO)
		verdict_fail(verdict, look.fault, &rule->self);
	verdict->span = look.span;
	return answer;
}

/* Of the turn's words; they are the hit's where no pattern has matched. */
static gboolean
weighs_enough(struct session *session, const struct ready_rule *ready,
	      guint turn, struct verdict *verdict)
{
	const struct rule *rule = ready->rule;
	struct span words;
	int points = rule_points(session, ready, turn, &words);

	if (rule->self.match->len == 0)
		verdict->span = words;
	return points >= rule->weighs_least;
}

enum answer
rule_check(struct session *session, guint r, guint turn, gboolean all,
	   struct verdict *verdict)
{
	const struct ready_rule *ready = tagger_rule(session->tagger, r);
	const struct rule *rule = ready->rule;
	int echoed = -1;

	memset(verdict, 0, sizeof *verdict);
	verdict->context = -1;
	if (!bit_get(session->active, r))
		verdict_fail(verdict, "phase or focus", NULL);
	if (!place_holds(session, rule, turn))
		verdict_fail(verdict, "place", NULL);
	if (verdict->failed && !all)
		return ANSWER_NO;
	hold_when(session, ready, turn, TRUE, all, verdict);
	if (verdict->failed && !all)
		return ANSWER_NO;
	if (check_self(session, ready, turn, verdict) == ANSWER_LIMIT)
		return ANSWER_LIMIT;
	if (verdict->failed && !all)
		return ANSWER_NO;
	if (rule->has_echo && !echo_holds(session, ready, turn, &echoed))
		verdict_fail(verdict, "echo", NULL);
	if (verdict->failed && !all)
		return ANSWER_NO;
	if (ready->points && !weighs_enough(session, ready, turn, verdict))
		verdict_fail(verdict, "points", NULL);
	if (verdict->failed && !all)
		return ANSWER_NO;
	note_context(verdict, turn, echoed);
	if (hold_when(session, ready, turn, FALSE, all, verdict) ==
	    ANSWER_LIMIT)
		return ANSWER_LIMIT;
	return verdict->failed ? ANSWER_NO : ANSWER_YES;
}

guint
session_add_hit(struct session *session, guint rule, guint turn,
		const struct verdict *verdict, int episode)
{
	struct hit hit = {
		.turn = turn + 1,
		.rule = rule,
		.context = verdict->context + 1,
		.episode = episode,
	};

	if (verdict->span.end > verdict->span.start)
		hit.span = speech_own_span(&session->speech,
					   speech_turn(&session->speech, turn),
					   verdict->span);
	g_array_append_val(session->result->hits, hit);
	return session->result->hits->len - 1;
}

void
session_add_limit(struct session *session, guint rule, guint turn)
{
	struct limit_reached *limit = g_new0(struct limit_reached, 1);

	limit->turn = turn + 1;
	limit->rule = rule;
	limit->message = g_strdup_printf(
		"turn %u: rule '%s' needed too many steps and says nothing "
		"here",
		turn + 1, tagger_rule(session->tagger, rule)->rule->id);
	g_ptr_array_add(session->result->limits, limit);
}

static void
try_rule(struct session *session, guint rule, guint turn)
{
	struct verdict verdict;

	switch (rule_check(session, rule, turn, FALSE, &verdict)) {
	case ANSWER_YES:
		session_add_hit(session, rule, turn, &verdict, -1);
		break;
	case ANSWER_LIMIT:
		session_add_limit(session, rule, turn);
		break;
	case ANSWER_NO:
		break;
	}
}

void
rule_candidates(struct session *session, guint turn, guint64 *bits)
{
	const struct tagger *tagger = session->tagger;
	const guint64 *may = search_may(session->search, turn);
	enum turn_role role = speech_turn(&session->speech, turn)->role;

	memcpy(bits, tagger->free_rules, tagger->rule_row * sizeof *bits);
	for (guint w = 0; w < tagger->row; w++) {
		guint64 left = may[w];

		for (; left; left &= left - 1) {
			guint id = w * 64 + __builtin_ctzll(left);
			const GArray *rules = tagger->rules_of->pdata[id];

			for (guint i = 0; i < rules->len; i++)
				bit_set(bits, g_array_index(rules, guint, i));
		}
	}
	for (guint w = 0; w < tagger->rule_row; w++)
		bits[w] &= tagger->rules_by_role[role][w] & session->active[w];
}

static void
fire_on_turn(struct session *session, guint turn, guint64 *bits)
{
	const struct tagger *tagger = session->tagger;

	if (session->plainly) {
		for (guint r = 0; r < tagger->rules->len; r++) {
			if (tagger_rule(tagger, r)->inside < 0 &&
			    !tagger_rule(tagger, r)->rule->weighed)
				try_rule(session, r, turn);
		}
		return;
	}
	rule_candidates(session, turn, bits);
	for (guint w = 0; w < tagger->rule_row; w++) {
		for (guint64 left = bits[w]; left; left &= left - 1)
			try_rule(session, w * 64 + __builtin_ctzll(left), turn);
	}
}

void
session_fire_rules(struct session *session)
{
	const GArray *hits = session->result->hits;
	guint row = session->tagger->rule_row, known = 0;
	g_autofree guint64 *bits = g_new0(guint64, row + 1);

	for (guint turn = 0; turn < session->turns; turn++) {
		fire_on_turn(session, turn, bits);
		session_fire_weights(session, turn);
		/* A rule may look at earlier turns only, so the hits of this
		 * one are noted when all its rules have been tried. */
		for (; known < hits->len; known++)
			bit_set(session->hit_rules + (gsize)turn * row,
				g_array_index(hits, struct hit, known).rule);
	}
}
