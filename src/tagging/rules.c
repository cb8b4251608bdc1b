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
content_of(struct tagging_run *run, guint turn)
{
	gpointer key = GUINT_TO_POINTER(turn + 1);
	GHashTable *set = g_hash_table_lookup(run->content, key);
	const struct said *said;

	if (set)
		return set;
	said = speech_turn(&run->speech, turn);
	set = words_of_content(speech_text(&run->speech, said),
			       span_length(said->text));
	g_hash_table_insert(run->content, key, set);
	return set;
}

/* The words on which a rule fired on a turn. */
static struct span
words_of_hit(struct tagging_run *run, guint r, guint turn)
{
	const struct ready_rule *ready = tagger_rule(run->tagger, r);
	struct condition_look look = {
		.quoted = ready->rule->quoted,
		.not_negated = ready->rule->not_negated,
	};

	look_at(run, ready->self, turn, &look);
	return look.span;
}

/* Is the word one of those on which the rules fired on a turn? */
static gboolean
was_hit(struct tagging_run *run, const struct references *rules, guint turn,
	const char *word)
{
	const struct said *said = speech_turn(&run->speech, turn);
	guint row = run->tagger->rule_row;
	const guint64 *hits = run->hit_rules + (gsize)turn * row;
	gboolean found = FALSE;

	for (guint r = 0; r < run->tagger->rules->len && !found; r++) {
		g_autoptr(GHashTable) words = NULL;
		struct span span;

		if (!bit_get(rules->rules, r) || !bit_get(hits, r))
			continue;
		span = words_of_hit(run, r, turn);
		words = words_of_content(speech_text(&run->speech, said) +
						 span.start,
					 span_length(span));
		found = g_hash_table_contains(words, word);
	}
	return found;
}

static gboolean
was_said(struct tagging_run *run, const struct ready_rule *ready, guint turn,
	 const char *word, int *context)
{
	const struct rule *rule = ready->rule;
	enum turn_role role = speech_turn(&run->speech, turn)->role;

	for (int offset = MIN(rule->echo_turns.max, -1);
	     offset >= rule->echo_turns.min; offset--) {
		int at = run_place(run, turn, offset, FALSE);

		if (at < 0)
			return FALSE;
		if (speech_turn(&run->speech, at)->role == role ||
		    !g_hash_table_contains(content_of(run, at), word) ||
		    (ready->echo_of.n > 0 &&
		     !was_hit(run, &ready->echo_of, at, word)))
			continue;
		*context = MAX(*context, at);
		return TRUE;
	}
	return FALSE;
}

int
rule_echoes(struct tagging_run *run, const struct ready_rule *ready, guint turn,
	    int *context)
{
	GHashTableIter iter;
	gpointer word;
	int n = 0;

	g_hash_table_iter_init(&iter, content_of(run, turn));
	while (g_hash_table_iter_next(&iter, &word, NULL))
		n += was_said(run, ready, turn, word, context);
	return n;
}

static gboolean
echo_holds(struct tagging_run *run, const struct ready_rule *ready, guint turn,
	   int *context)
{
	const struct rule *rule = ready->rule;
	int rested_on = -1;
	int n = rule_echoes(run, ready, turn, &rested_on);

	if (n < rule->echo_words.min || n > rule->echo_words.max)
		return FALSE;
	*context = rested_on;
	return TRUE;
}

int
rule_points(struct tagging_run *run, const struct ready_rule *ready, guint turn,
	    struct span *words)
{
	g_autoptr(Pointing) pointing = pointing_new(FALSE);
	int most = G_MININT;
	gsize from = 0;
	int before =
		ready->points->answers ? run_place(run, turn, -1, FALSE) : -1;

	do {
		struct span here;
		int points;

		from = pointing_read(pointing, ready->points, &run->speech,
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
rule_place(const struct tagging_run *run, guint turn)
{
	return (gint64)turn * 100 / MAX(run->turns, 1);
}

static gboolean
place_holds(const struct tagging_run *run, const struct rule *rule, guint turn)
{
	int percent = rule_place(run, turn);

	return run->lenient || (percent >= rule->place_percent.min &&
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
hold_when(struct tagging_run *run, const struct ready_rule *ready, guint turn,
	  gboolean cheap, gboolean all, struct verdict *verdict)
{
	for (guint i = 0; i < ready->when->len; i++) {
		const struct ready_condition *when = ready->when->pdata[i];
		enum answer answer;
		int context;

		if (is_cheap(when) != cheap)
			continue;
		answer = look_around(run, when, turn, &context);
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
check_self(struct tagging_run *run, const struct ready_rule *ready, guint turn,
	   struct verdict *verdict)
{
	const struct rule *rule = ready->rule;
	struct condition_look look = {
		.quoted = rule->quoted,
		.not_negated = rule->not_negated,
	};
	enum answer answer = look_at(run, ready->self, turn, &look);

	if (answer == ANSWER_NO)
		verdict_fail(verdict, look.fault, &rule->self);
	verdict->span = look.span;
	return answer;
}

/* Of the turn's words; they are the hit's where no pattern has matched. */
static gboolean
weighs_enough(struct tagging_run *run, const struct ready_rule *ready,
	      guint turn, struct verdict *verdict)
{
	const struct rule *rule = ready->rule;
	struct span words;
	int points = rule_points(run, ready, turn, &words);

	if (rule->self.match->len == 0)
		verdict->span = words;
	return points >= rule->weighs_least;
}

enum answer
rule_check(struct tagging_run *run, guint r, guint turn, gboolean all,
	   struct verdict *verdict)
{
	const struct ready_rule *ready = tagger_rule(run->tagger, r);
	const struct rule *rule = ready->rule;
	int echoed = -1;

	memset(verdict, 0, sizeof *verdict);
	verdict->context = -1;
	if (!bit_get(run->active, r))
		verdict_fail(verdict, "phase or focus", NULL);
	if (!place_holds(run, rule, turn))
		verdict_fail(verdict, "place", NULL);
	if (verdict->failed && !all)
		return ANSWER_NO;
	hold_when(run, ready, turn, TRUE, all, verdict);
	if (verdict->failed && !all)
		return ANSWER_NO;
	if (check_self(run, ready, turn, verdict) == ANSWER_LIMIT)
		return ANSWER_LIMIT;
	if (verdict->failed && !all)
		return ANSWER_NO;
	if (rule->has_echo && !echo_holds(run, ready, turn, &echoed))
		verdict_fail(verdict, "echo", NULL);
	if (verdict->failed && !all)
		return ANSWER_NO;
	if (ready->points && !weighs_enough(run, ready, turn, verdict))
		verdict_fail(verdict, "points", NULL);
	if (verdict->failed && !all)
		return ANSWER_NO;
	note_context(verdict, turn, echoed);
	if (hold_when(run, ready, turn, FALSE, all, verdict) == ANSWER_LIMIT)
		return ANSWER_LIMIT;
	return verdict->failed ? ANSWER_NO : ANSWER_YES;
}

guint
run_add_hit(struct tagging_run *run, guint rule, guint turn,
	    const struct verdict *verdict, int episode)
{
	struct hit hit = {
		.turn = turn + 1,
		.rule = rule,
		.context = verdict->context + 1,
		.episode = episode,
	};

	if (verdict->span.end > verdict->span.start)
		hit.span = speech_own_span(&run->speech,
					   speech_turn(&run->speech, turn),
					   verdict->span);
	g_array_append_val(run->result->hits, hit);
	return run->result->hits->len - 1;
}

void
run_add_limit(struct tagging_run *run, guint rule, guint turn)
{
	struct limit_reached *limit = g_new0(struct limit_reached, 1);

	limit->turn = turn + 1;
	limit->rule = rule;
	limit->message = g_strdup_printf(
		"turn %u: rule '%s' needed too many steps and says nothing "
		"here",
		turn + 1, tagger_rule(run->tagger, rule)->rule->id);
	g_ptr_array_add(run->result->limits, limit);
}

static void
try_rule(struct tagging_run *run, guint rule, guint turn)
{
	struct verdict verdict;

	switch (rule_check(run, rule, turn, FALSE, &verdict)) {
	case ANSWER_YES:
		run_add_hit(run, rule, turn, &verdict, -1);
		break;
	case ANSWER_LIMIT:
		run_add_limit(run, rule, turn);
		break;
	case ANSWER_NO:
		break;
	}
}

void
rule_candidates(struct tagging_run *run, guint turn, guint64 *bits)
{
	const struct tagger *tagger = run->tagger;
	const guint64 *may = search_may(run->search, turn);
	enum turn_role role = speech_turn(&run->speech, turn)->role;

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
		bits[w] &= tagger->rules_by_role[role][w] & run->active[w];
}

static void
fire_on_turn(struct tagging_run *run, guint turn, guint64 *bits)
{
	const struct tagger *tagger = run->tagger;

	if (run->plainly) {
		for (guint r = 0; r < tagger->rules->len; r++) {
			if (tagger_rule(tagger, r)->inside < 0 &&
			    !tagger_rule(tagger, r)->rule->weighed)
				try_rule(run, r, turn);
		}
		return;
	}
	rule_candidates(run, turn, bits);
	for (guint w = 0; w < tagger->rule_row; w++) {
		for (guint64 left = bits[w]; left; left &= left - 1)
			try_rule(run, w * 64 + __builtin_ctzll(left), turn);
	}
}

void
run_fire_rules(struct tagging_run *run)
{
	const GArray *hits = run->result->hits;
	guint row = run->tagger->rule_row, known = 0;
	g_autofree guint64 *bits = g_new0(guint64, row + 1);

	for (guint turn = 0; turn < run->turns; turn++) {
		fire_on_turn(run, turn, bits);
		run_fire_weights(run, turn);
		/* A rule may look at earlier turns only, so the hits of this
		 * one are noted when all its rules have been tried. */
		for (; known < hits->len; known++)
			bit_set(run->hit_rules + (gsize)turn * row,
				g_array_index(hits, struct hit, known).rule);
	}
}
