/*
 * codebook/rules.c: the rules of a technique, and the weak signs of an
 * episode, which are rules that count only inside it.
 */
#include "codebook/condition.h"
#include "codebook/lexicon.h"
#include "codebook/parts.h"

#include <string.h>

/* -- strengths ----------------------------------------------------------- */

const struct word strength_words[] = {
	{ "hint", STRENGTH_HINT },
	{ "probable", STRENGTH_PROBABLE },
	{ "sequence", STRENGTH_SEQUENCE },
	{ NULL, 0 },
};

const char *
strength_print(enum strength strength)
{
	return strength_words[strength].word;
}

gboolean
strength_parse(const char *text, enum strength *strength)
{
	for (guint i = 0; strength_words[i].word; i++) {
		if (strcmp(text, strength_words[i].word) == 0) {
			*strength = strength_words[i].value;
			return TRUE;
		}
	}
	return FALSE;
}

/* -- rules --------------------------------------------------------------- */

#define MEMBER(m) G_STRUCT_OFFSET(struct rule, m)

static const struct range_limits percent_limits = { 0, 100, FALSE };

static const struct word tristate_words[] = {
	{ "no", TRI_NO },
	{ "yes", TRI_YES },
	{ NULL, 0 },
};

static const struct word no_words[] = {
	{ "no", TRUE },
	{ NULL, 0 },
};

static const struct key_reading echo_fields[] = {
	{ "turns", field_range, MEMBER(echo_turns), &turns_limits, TRUE },
	{ "words", field_range, MEMBER(echo_words), &words_limits, TRUE },
	{ "of", field_references, MEMBER(echo_of), GINT_TO_POINTER(REFERS_HIT),
	  FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* The member is the rule itself: an echo is four of its members. */
static void
field_echo(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	struct rule *rule = member;

	(void)field;
	rule->has_echo =
		fields_read(reader, value, echo_fields, rule, "an echo");
}

static const struct key_reading weighs_fields[] = {
	{ "points", field_reference, MEMBER(weighs),
	  GINT_TO_POINTER(REFERS_POINTS), TRUE },
	{ "least", field_signed, MEMBER(weighs_least), NULL, TRUE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* The member is the rule itself. */
static void
field_weighs(struct yaml_reader *reader, const struct key_reading *field,
	     const struct node *value, void *member)
{
	(void)field;
	fields_read(reader, value, weighs_fields, member, "'weighs'");
}

static const struct key_reading rule_fields[] = {
	{ "id", field_id, MEMBER(id), NULL, TRUE },
	{ "says", field_text, MEMBER(says), NULL, TRUE },
	{ "speaker", field_mask, MEMBER(self.speakers), speaker_words, FALSE },
	{ "match", field_patterns, MEMBER(self.match), NULL, FALSE },
	{ "and", field_patterns, MEMBER(self.and), NULL, FALSE },
	{ "unless", field_patterns, MEMBER(self.unless), NULL, FALSE },
	{ "except", field_patterns, MEMBER(self.except), NULL, FALSE },
	{ "scope", field_choice, MEMBER(self.by_sentence), scope_words, FALSE },
	{ "kind", field_mask, MEMBER(self.kinds), kind_words, FALSE },
	{ "words", field_range, MEMBER(self.words), &words_limits, FALSE },
	{ "note", field_patterns, MEMBER(self.note), NULL, FALSE },
	{ "place", field_range, MEMBER(place_percent), &percent_limits, FALSE },
	{ "phase", field_mask, MEMBER(phases), phase_words, FALSE },
	{ "focus", field_mask, MEMBER(focuses), focus_words, FALSE },
	{ "quoted", field_choice, MEMBER(quoted), tristate_words, FALSE },
	{ "own", field_bool, MEMBER(self.own), NULL, FALSE },
	{ "negated", field_choice, MEMBER(not_negated), no_words, FALSE },
	{ "echo", field_echo, 0, NULL, FALSE },
	{ "weighs", field_weighs, 0, NULL, FALSE },
	{ "when", field_conditions, MEMBER(when), NULL, FALSE },
	{ "inside", field_reference, MEMBER(inside),
	  GINT_TO_POINTER(REFERS_EPISODE), FALSE },
	{ "strength", field_choice, MEMBER(strength), strength_words, FALSE },
	{ "component", field_text, MEMBER(component), NULL, FALSE },
	{ "examples", field_examples, MEMBER(examples), NULL, FALSE },
	{ "counterexamples", field_examples, MEMBER(counterexamples), NULL,
	  FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

struct rule *
rule_new(struct place place)
{
	struct rule *rule = g_new0(struct rule, 1);

	rule->place = place;
	condition_init(&rule->self);
	rule->self.place = place;
	rule->self.speakers = 1 << TURN_THERAPIST;
	rule->place_percent = (struct range){ 0, 100 };
	rule->echo_of = g_ptr_array_new_with_free_func(g_free);
	rule->when =
		g_ptr_array_new_with_free_func((GDestroyNotify)condition_free);
	rule->examples =
		g_ptr_array_new_with_free_func((GDestroyNotify)example_free);
	rule->counterexamples =
		g_ptr_array_new_with_free_func((GDestroyNotify)example_free);
	return rule;
}

void
rule_free(struct rule *rule)
{
	if (!rule)
		return;
	g_free(rule->id);
	g_free(rule->says);
	g_free(rule->weighs);
	g_free(rule->inside);
	g_free(rule->component);
	condition_clear(&rule->self);
	g_ptr_array_unref(rule->echo_of);
	g_ptr_array_unref(rule->when);
	g_ptr_array_unref(rule->examples);
	g_ptr_array_unref(rule->counterexamples);
	g_free(rule);
}

static gboolean
rule_asks(const struct rule *rule)
{
	return condition_asks(&rule->self) || rule->when->len ||
	       rule->has_echo || rule->weighs || rule->inside || rule->phases ||
	       rule->focuses || rule->place_percent.min > 0 ||
	       rule->place_percent.max < 100;
}

/* Hits of later turns are not known while rules run. */
static void
warn_of_when(struct yaml_reader *reader, const struct rule *rule)
{
	for (guint i = 0; i < rule->when->len; i++) {
		const struct condition *when = rule->when->pdata[i];

		if (when->hits->len && when->turns.max >= 0)
			reader_error(reader, when->place,
				     "'hit' in a rule looks at earlier turns "
				     "only, such as 'turns: -3..-1'");
	}
}

static void
check_conditions(struct yaml_reader *reader, const struct node *node,
		 const struct rule *rule)
{
	const struct node *value;

	if (!rule_asks(rule))
		reader_error(reader, node->place,
			     "the rule has no condition and would mark every "
			     "turn (add 'match', 'kind', 'when', ...)");
	if (rule->self.match->len)
		return;
	value = node_get(node, "quoted");
	if (value)
		reader_error(reader, value->place,
			     "'quoted' looks at a match, and the rule has no "
			     "'match'");
	value = node_get(node, "own");
	if (value)
		reader_error(reader, value->place,
			     "'own' looks at a match, and the rule has no "
			     "'match'");
	value = node_get(node, "negated");
	if (value)
		reader_error(reader, value->place,
			     "'negated' looks at a match, and the rule has "
			     "no 'match'");
}

static void
check_strength(struct yaml_reader *reader, const struct node *node,
	       const struct rule *rule)
{
	const struct node *value = node_get(node, "strength");

	if (value && rule->strength == STRENGTH_SEQUENCE)
		reader_error(reader, value->place,
			     "the strength 'sequence' is given by an episode "
			     "only (did you mean 'probable'?)");
}

/* Faulty ones have been complained of already. */
static void
check_examples(struct yaml_reader *reader, const struct node *node,
	       const struct rule *rule)
{
	static const char *const keys[] = { "examples", "counterexamples" };

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		const struct node *value = node_get(node, keys[i]);

		if (!value || (value->kind == NODE_LIST && !value->first))
			reader_warn(reader, node->place,
				    "the rule '%s' has no %s",
				    rule->id ? rule->id : "?", keys[i]);
	}
}

void *
rule_read(struct yaml_reader *reader, const struct node *node)
{
	struct rule *rule = rule_new(node->place);
	guint errors = reader->errors;

	if (!fields_read(reader, node, rule_fields, rule, "a rule")) {
		rule_free(rule);
		return NULL;
	}
	examples_name_speaker(rule->examples, rule->self.speakers);
	examples_name_speaker(rule->counterexamples, rule->self.speakers);
	/* What is faulty may be the very condition that seems missing. */
	if (errors == reader->errors)
		check_conditions(reader, node, rule);
	warn_of_when(reader, rule);
	check_strength(reader, node, rule);
	check_examples(reader, node, rule);
	return rule;
}

void *
rule_read_weak(struct yaml_reader *reader, const struct node *node)
{
	struct rule *rule = rule_read(reader, node);
	const struct node *inside;

	if (!rule)
		return NULL;
	rule->weak = TRUE;
	inside = node_get(node, "inside");
	if (inside)
		reader_error(reader, inside->place,
			     "a weak sign counts inside its own episode: "
			     "leave 'inside' out");
	g_clear_pointer(&rule->inside, g_free);
	return rule;
}
