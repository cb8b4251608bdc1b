/*
 * codebook/condition.c: what is asked of a turn and of its neighbours.
 */
#include "codebook/condition.h"
#include "codebook/lexicon.h"

const struct word speaker_words[] = {
	{ "therapist", 1 << TURN_THERAPIST },
	{ "patient", 1 << TURN_PATIENT },
	{ "other", 1 << TURN_OTHER },
	{ "any", 0 },
	{ NULL, 0 },
};

const struct word scope_words[] = {
	{ "turn", FALSE },
	{ "sentence", TRUE },
	{ NULL, 0 },
};

const struct word kind_words[] = {
	{ "question", KIND_QUESTION },
	{ "prompt", KIND_PROMPT },
	{ "imperative", KIND_IMPERATIVE },
	{ "statement", KIND_STATEMENT },
	{ NULL, 0 },
};

const struct range_limits turns_limits = { -1000, 1000, TRUE };
const struct range_limits words_limits = { 0, G_MAXINT, FALSE };
static const struct range_limits count_limits = { 1, G_MAXINT, FALSE };

#define MEMBER(m) G_STRUCT_OFFSET(struct condition, m)

/* Asked of a turn wherever it stands. */
#define TURN_FIELDS                                                            \
	{ "speaker", field_mask, MEMBER(speakers), speaker_words, FALSE },     \
		{ "match", field_patterns, MEMBER(match), NULL, FALSE },       \
		{ "and", field_patterns, MEMBER(and), NULL, FALSE },           \
		{ "unless", field_patterns, MEMBER(unless), NULL, FALSE },     \
		{ "except", field_patterns, MEMBER(except), NULL, FALSE },     \
		{ "scope", field_choice, MEMBER(by_sentence), scope_words,     \
		  FALSE },                                                     \
		{ "kind", field_mask, MEMBER(kinds), kind_words, FALSE },      \
		{ "words", field_range, MEMBER(words), &words_limits, FALSE }, \
		{ "note", field_patterns, MEMBER(note), NULL, FALSE },         \
		{ "own", field_bool, MEMBER(own), NULL, FALSE },               \
	{                                                                      \
		"hit", field_references, MEMBER(hits),                         \
			GINT_TO_POINTER(REFERS_HIT), FALSE                     \
	}

static const struct key_reading here_fields[] = {
	TURN_FIELDS,
	{ NULL, NULL, 0, NULL, FALSE },
};

static const struct key_reading there_fields[] = {
	{ "turns", field_range, MEMBER(turns), &turns_limits, TRUE },
	TURN_FIELDS,
	{ "not", field_bool, MEMBER(negate), NULL, FALSE },
	{ "count", field_range, MEMBER(count), &count_limits, FALSE },
	{ "strictly", field_bool, MEMBER(strictly), NULL, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

void
condition_init(struct condition *condition)
{
	condition->count = (struct range){ 1, G_MAXINT };
	condition->words = (struct range){ 0, G_MAXINT };
	condition->match =
		g_ptr_array_new_with_free_func((GDestroyNotify)pattern_free);
	condition->and =
		g_ptr_array_new_with_free_func((GDestroyNotify)pattern_free);
	condition->unless =
		g_ptr_array_new_with_free_func((GDestroyNotify)pattern_free);
	condition->except =
		g_ptr_array_new_with_free_func((GDestroyNotify)pattern_free);
	condition->note =
		g_ptr_array_new_with_free_func((GDestroyNotify)pattern_free);
	condition->hits = g_ptr_array_new_with_free_func(g_free);
}

void
condition_clear(struct condition *condition)
{
	g_ptr_array_unref(condition->match);
	g_ptr_array_unref(condition->and);
	g_ptr_array_unref(condition->unless);
	g_ptr_array_unref(condition->except);
	g_ptr_array_unref(condition->note);
	g_ptr_array_unref(condition->hits);
}

void
condition_free(struct condition *condition)
{
	if (!condition)
		return;
	condition_clear(condition);
	g_free(condition);
}

gboolean
condition_asks(const struct condition *condition)
{
	return condition->match->len || condition->and->len ||
	       condition->unless->len || condition->note->len ||
	       condition->hits->len || condition->kinds ||
	       condition->words.min > 0 || condition->words.max < G_MAXINT;
}

static struct condition *
read_condition(struct yaml_reader *reader, const struct node *node,
	       const struct key_reading *fields)
{
	struct condition *condition = g_new0(struct condition, 1);
	guint errors = reader->errors;

	condition_init(condition);
	condition->place = node->place;
	if (!fields_read(reader, node, fields, condition, "a condition")) {
		condition_free(condition);
		return NULL;
	}
	if (condition->match->len == 0 &&
	    (condition->own || condition->except->len))
		reader_error(reader, node->place,
			     "'%s' looks at a match, and the condition has "
			     "no 'match'",
			     condition->own ? "own" : "except");
	if (errors == reader->errors && !condition->speakers &&
	    !condition_asks(condition))
		reader_error(reader, node->place,
			     "the condition asks nothing of the turn");
	return condition;
}

static void *
read_there(struct yaml_reader *reader, const struct node *node)
{
	return read_condition(reader, node, there_fields);
}

void
field_conditions(struct yaml_reader *reader, const struct key_reading *field,
		 const struct node *value, void *member)
{
	static const struct list_of conditions = { "a list of conditions",
						   read_there };
	struct key_reading with = *field;

	with.arg = &conditions;
	field_list(reader, &with, value, member);
}

void
field_condition_here(struct yaml_reader *reader,
		     const struct key_reading *field, const struct node *value,
		     void *member)
{
	(void)field;
	*(struct condition **)member =
		read_condition(reader, value, here_fields);
}

void
field_condition_there(struct yaml_reader *reader,
		      const struct key_reading *field, const struct node *value,
		      void *member)
{
	(void)field;
	*(struct condition **)member =
		read_condition(reader, value, there_fields);
}
