/*
 * codebook/remarks.c: what is done with the tags once they stand: which are
 * suppressed, and which observations are made on the session.
 */
#include "codebook/condition.h"
#include "codebook/parts.h"

#include <string.h>

#define TECHNIQUE GINT_TO_POINTER(REFERS_TECHNIQUE)

/* -- suppressions -------------------------------------------------------- */

#define MEMBER(m) G_STRUCT_OFFSET(struct suppression, m)

/* Technique ids, or "*" for all others. */
static void
field_drop(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	GPtrArray *drop = *(GPtrArray **)member;
	const struct node *one = value;

	if (value->kind == NODE_LIST && value->n == 1)
		one = value->first;
	if (one->kind == NODE_TEXT && strcmp(one->text, "*") == 0)
		g_ptr_array_add(drop, g_strdup("*"));
	else
		field_references(reader, field, value, member);
}

static const struct key_reading suppression_fields[] = {
	{ "id", field_id, MEMBER(id), NULL, TRUE },
	{ "says", field_text, MEMBER(says), NULL, TRUE },
	{ "during", field_reference, MEMBER(during),
	  GINT_TO_POINTER(REFERS_EPISODE), FALSE },
	{ "keep", field_references, MEMBER(keep), TECHNIQUE, FALSE },
	{ "same-turn", field_reference, MEMBER(same_turn), TECHNIQUE, FALSE },
	{ "drop", field_drop, MEMBER(drop), TECHNIQUE, FALSE },
	{ "unless-strength", field_choice, MEMBER(unless_strength),
	  strength_words, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

void
suppression_free(struct suppression *suppression)
{
	if (!suppression)
		return;
	g_free(suppression->id);
	g_free(suppression->says);
	g_free(suppression->during);
	g_free(suppression->same_turn);
	g_ptr_array_unref(suppression->keep);
	g_ptr_array_unref(suppression->drop);
	g_free(suppression);
}

static void
check_suppression(struct yaml_reader *reader, const struct node *node)
{
	gboolean during = node_get(node, "during") != NULL;
	gboolean same_turn = node_get(node, "same-turn") != NULL;

	if (during == same_turn)
		reader_error(reader, node->place,
			     "a suppression has either 'during' or "
			     "'same-turn'");
	else if (during && !node_get(node, "keep"))
		reader_error(reader, node->place,
			     "a suppression with 'during' needs 'keep'");
	else if (during && node_get(node, "drop"))
		reader_error(reader, node_get(node, "drop")->place,
			     "'drop' goes with 'same-turn'; with 'during' "
			     "name what to 'keep'");
	else if (same_turn && !node_get(node, "drop"))
		reader_error(reader, node->place,
			     "a suppression with 'same-turn' needs 'drop'");
	else if (same_turn && node_get(node, "keep"))
		reader_error(reader, node_get(node, "keep")->place,
			     "'keep' goes with 'during'; with 'same-turn' "
			     "name what to 'drop'");
}

void *
suppression_read(struct yaml_reader *reader, const struct node *node)
{
	struct suppression *suppression = g_new0(struct suppression, 1);

	suppression->place = node->place;
	suppression->keep = g_ptr_array_new_with_free_func(g_free);
	suppression->drop = g_ptr_array_new_with_free_func(g_free);
	if (!fields_read(reader, node, suppression_fields, suppression,
			 "a suppression")) {
		suppression_free(suppression);
		return NULL;
	}
	check_suppression(reader, node);
	suppression->has_unless_strength =
		node_get(node, "unless-strength") != NULL;
	return suppression;
}

#undef MEMBER

/* -- observations -------------------------------------------------------- */

#define MEMBER(m) G_STRUCT_OFFSET(struct observation_rule, m)

const struct word observation_words[] = {
	{ "missed", OBSERVATION_MISSED },
	{ "drift", OBSERVATION_DRIFT },
	{ "risk", OBSERVATION_RISK },
	{ NULL, 0 },
};

static const struct key_reading observation_fields[] = {
	{ "id", field_id, MEMBER(id), NULL, TRUE },
	{ "kind", field_choice, MEMBER(kind), observation_words, TRUE },
	{ "says", field_text, MEMBER(says), NULL, TRUE },
	{ "at", field_condition_here, MEMBER(at), NULL, FALSE },
	{ "followed", field_condition_there, MEMBER(followed), NULL, FALSE },
	{ "turns", field_number, MEMBER(turns), NULL, FALSE },
	{ "broken-by", field_condition_here, MEMBER(broken_by), NULL, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

const char *
observation_kind_print(enum observation_kind kind)
{
	return observation_words[kind].word;
}

void
observation_rule_free(struct observation_rule *observation)
{
	if (!observation)
		return;
	g_free(observation->id);
	g_free(observation->says);
	condition_free(observation->at);
	condition_free(observation->followed);
	condition_free(observation->broken_by);
	g_free(observation);
}

/* Drift is told by 'turns' and 'broken-by', the other kinds by 'at' and
 * 'followed'. */
static void
check_observation(struct yaml_reader *reader, const struct node *node,
		  enum observation_kind kind)
{
	static const struct {
		const char *key;
		gboolean drift;
	} keys[] = {
		{ "at", FALSE },
		{ "followed", FALSE },
		{ "turns", TRUE },
		{ "broken-by", TRUE },
	};
	gboolean drift = kind == OBSERVATION_DRIFT;

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		const struct node *value = node_get(node, keys[i].key);

		if (keys[i].drift == drift && !value)
			reader_error(reader, node->place,
				     "an observation of kind '%s' needs '%s'",
				     observation_kind_print(kind), keys[i].key);
		if (keys[i].drift != drift && value)
			reader_error(reader, value->place,
				     "an observation of kind '%s' has no '%s'",
				     observation_kind_print(kind), keys[i].key);
	}
}

void *
observation_rule_read(struct yaml_reader *reader, const struct node *node)
{
	struct observation_rule *observation =
		g_new0(struct observation_rule, 1);
	guint errors = reader->errors;

	observation->place = node->place;
	if (!fields_read(reader, node, observation_fields, observation,
			 "an observation")) {
		observation_rule_free(observation);
		return NULL;
	}
	if (errors == reader->errors)
		check_observation(reader, node, observation->kind);
	return observation;
}
