/*
 * codebook/episodes.c: techniques that unfold over turns, and the technique
 * they and the rules belong to.
 */
#include "codebook/condition.h"
#include "codebook/lexicon.h"
#include "codebook/parts.h"

#define HITS GINT_TO_POINTER(REFERS_HIT)

/* -- episodes ------------------------------------------------------------ */

#define MEMBER(m) G_STRUCT_OFFSET(struct episode, m)

static const struct word otherwise_words[] = {
	{ "keep", EPISODE_KEEP },
	{ "hint", EPISODE_HINT },
	{ "drop", EPISODE_DROP },
	{ NULL, 0 },
};

static const struct list_of weak_signs = { "a list of weak signs",
					   rule_read_weak };

static const struct key_reading ends_fields[] = {
	{ "after", field_number, MEMBER(ends_after), NULL, FALSE },
	{ "at", field_references, MEMBER(ends_at), HITS, FALSE },
	{ "last", field_references, MEMBER(ends_last), HITS, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

static const struct key_reading needs_fields[] = {
	{ "turns", field_number, MEMBER(needs_turns), NULL, FALSE },
	{ "components", field_number, MEMBER(needs_components), NULL, FALSE },
	{ "within", field_number, MEMBER(needs_within), NULL, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* The member of these two is the episode itself. */
static void
field_ends(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	(void)field;
	fields_read(reader, value, ends_fields, member, "'ends'");
}

static void
field_needs(struct yaml_reader *reader, const struct key_reading *field,
	    const struct node *value, void *member)
{
	(void)field;
	fields_read(reader, value, needs_fields, member, "'needs'");
}

static const struct key_reading episode_fields[] = {
	{ "id", field_id, MEMBER(id), NULL, TRUE },
	{ "ground", field_conditions, MEMBER(ground), NULL, FALSE },
	{ "opens", field_references, MEMBER(opens), HITS, TRUE },
	{ "carries", field_references, MEMBER(carries), HITS, TRUE },
	{ "weak", field_list, MEMBER(weak), &weak_signs, FALSE },
	{ "bridges", field_number, MEMBER(bridges), NULL, FALSE },
	{ "bridge-unless", field_condition_here, MEMBER(bridge_unless), NULL,
	  FALSE },
	{ "ends", field_ends, 0, NULL, TRUE },
	{ "needs", field_needs, 0, NULL, TRUE },
	{ "otherwise", field_choice, MEMBER(otherwise), otherwise_words,
	  FALSE },
	{ "relations", field_pattern, MEMBER(relations), NULL, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

void
episode_free(struct episode *episode)
{
	if (!episode)
		return;
	g_free(episode->id);
	g_ptr_array_unref(episode->ground);
	g_ptr_array_unref(episode->opens);
	g_ptr_array_unref(episode->carries);
	g_ptr_array_unref(episode->weak);
	condition_free(episode->bridge_unless);
	g_ptr_array_unref(episode->ends_at);
	g_ptr_array_unref(episode->ends_last);
	pattern_free(episode->relations);
	g_free(episode);
}

static struct episode *
episode_new(struct place place)
{
	struct episode *episode = g_new0(struct episode, 1);

	episode->place = place;
	episode->ground =
		g_ptr_array_new_with_free_func((GDestroyNotify)condition_free);
	episode->opens = g_ptr_array_new_with_free_func(g_free);
	episode->carries = g_ptr_array_new_with_free_func(g_free);
	episode->weak = g_ptr_array_new();
	episode->ends_at = g_ptr_array_new_with_free_func(g_free);
	episode->ends_last = g_ptr_array_new_with_free_func(g_free);
	return episode;
}

void *
episode_read(struct yaml_reader *reader, const struct node *node)
{
	struct episode *episode = episode_new(node->place);

	if (!fields_read(reader, node, episode_fields, episode, "an episode")) {
		episode_free(episode);
		return NULL;
	}
	if (episode->needs_components > episode->needs_turns)
		reader_error(reader, node_get(node, "needs")->place,
			     "an episode of %u turns cannot hold %u "
			     "components",
			     episode->needs_turns, episode->needs_components);
	for (guint i = 0; i < episode->weak->len; i++) {
		struct rule *weak = episode->weak->pdata[i];

		weak->inside = g_strdup(episode->id);
	}
	return episode;
}

#undef MEMBER

/* -- techniques ---------------------------------------------------------- */

#define MEMBER(m) G_STRUCT_OFFSET(struct technique, m)
#define TELL(m) G_STRUCT_OFFSET(struct tell_apart, m)

static const struct key_reading tell_apart_fields[] = {
	{ "from", field_reference, TELL(from),
	  GINT_TO_POINTER(REFERS_TECHNIQUE), TRUE },
	{ "by", field_text, TELL(by), NULL, TRUE },
	{ NULL, NULL, 0, NULL, FALSE },
};

static void
tell_apart_free(struct tell_apart *tell_apart)
{
	g_free(tell_apart->from);
	g_free(tell_apart->by);
	g_free(tell_apart);
}

static void *
tell_apart_read(struct yaml_reader *reader, const struct node *node)
{
	struct tell_apart *tell_apart = g_new0(struct tell_apart, 1);

	if (fields_read(reader, node, tell_apart_fields, tell_apart,
			"'tell-apart'"))
		return tell_apart;
	tell_apart_free(tell_apart);
	return NULL;
}

static const struct list_of tells = { "a list of {from: ..., by: ...}",
				      tell_apart_read };
static const struct list_of rules = { "a list of rules", rule_read };
static const struct list_of episodes = { "a list of episodes", episode_read };

/* Ids, one or a list of them. */
static void
field_names(struct yaml_reader *reader, const struct key_reading *field,
	    const struct node *value, void *member)
{
	GPtrArray *names = *(GPtrArray **)member;
	const struct node *one = NULL;

	while ((one = node_each(value, one))) {
		char *name = NULL;

		field_id(reader, field, one, &name);
		if (name)
			g_ptr_array_add(names, name);
	}
}

static const struct key_reading technique_fields[] = {
	{ "id", field_id, MEMBER(id), NULL, TRUE },
	{ "was", field_names, MEMBER(was), NULL, FALSE },
	{ "name", field_text, MEMBER(name), NULL, TRUE },
	{ "group", field_text, MEMBER(group), NULL, FALSE },
	{ "definition", field_text, MEMBER(definition), NULL, TRUE },
	{ "unit", field_text, MEMBER(unit), NULL, FALSE },
	{ "phases", field_mask, MEMBER(phases), phase_words, FALSE },
	{ "expected", field_mask, MEMBER(expected), phase_words, FALSE },
	{ "hint-at", field_decimal, MEMBER(hint_at), NULL, FALSE },
	{ "parts", field_done, 0, NULL, FALSE },
	{ "tell-apart", field_list, MEMBER(tell_apart), &tells, FALSE },
	{ "rules", field_list, MEMBER(rules), &rules, FALSE },
	{ "episodes", field_list, MEMBER(episodes), &episodes, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

void
technique_free(struct technique *technique)
{
	if (!technique)
		return;
	g_free(technique->id);
	g_free(technique->name);
	g_free(technique->group);
	g_free(technique->definition);
	g_free(technique->unit);
	g_ptr_array_unref(technique->was);
	g_ptr_array_unref(technique->tell_apart);
	g_ptr_array_unref(technique->rules);
	g_ptr_array_unref(technique->episodes);
	g_free(technique);
}

void *
technique_read(struct yaml_reader *reader, const struct node *node)
{
	struct technique *technique = g_new0(struct technique, 1);

	technique->place = node->place;
	technique->was = g_ptr_array_new_with_free_func(g_free);
	technique->tell_apart =
		g_ptr_array_new_with_free_func((GDestroyNotify)tell_apart_free);
	technique->rules = g_ptr_array_new();
	technique->episodes = g_ptr_array_new();
	if (fields_read(reader, node, technique_fields, technique,
			"a technique"))
		return technique;
	technique_free(technique);
	return NULL;
}
