/*
 * codebook/example.c: the examples and counterexamples of a rule.
 */
#include "codebook/parts.h"

#include <string.h>

void
example_free(struct example *example)
{
	if (!example)
		return;
	g_ptr_array_unref(example->turns);
	g_free(example);
}

static struct example *
example_new(struct place place)
{
	struct example *example = g_new0(struct example, 1);

	example->place = place;
	example->turns = g_ptr_array_new_with_free_func(g_free);
	return example;
}

/* "T: ...", "P: ...", "O: ..." */
static gboolean
is_turn(const char *text)
{
	return *text && strchr("TPO", *text) && text[1] == ':' &&
	       (text[2] == ' ' || text[2] == '\0');
}

/* One turn of a list; ">" marks the one the rule is looked for on. */
static gboolean
read_example_turn(struct yaml_reader *reader, struct example *example,
		  const struct node *node, gboolean *marked)
{
	const char *text = node->text;

	if (node->kind == NODE_MAP) {
		reader_error(reader, node->place,
			     "expected a turn, found a map (put it in "
			     "quotes: \"T: ...\")");
		return FALSE;
	}
	if (node->kind != NODE_TEXT) {
		reader_expected(reader, node, "a turn such as \"T: ...\"");
		return FALSE;
	}
	if (*text == '>') {
		text += 1 + strspn(text + 1, " ");
		if (*marked) {
			reader_error(reader, node->place,
				     "a second turn of this example is marked "
				     "with '>'");
			return FALSE;
		}
		*marked = TRUE;
		example->target = example->turns->len;
	}
	if (!is_turn(text)) {
		reader_error(reader, node->place,
			     "a turn of an example begins with 'T: ', 'P: ' "
			     "or 'O: '");
		return FALSE;
	}
	g_ptr_array_add(example->turns, g_strdup(text));
	return TRUE;
}

static struct example *
read_turns(struct yaml_reader *reader, const struct node *node)
{
	struct example *example;
	gboolean marked = FALSE;

	if (!node->first) {
		reader_error(reader, node->place, "the example holds no turn");
		return NULL;
	}
	example = example_new(node->place);
	for (const struct node *turn = node->first; turn; turn = turn->next) {
		if (!read_example_turn(reader, example, turn, &marked)) {
			example_free(example);
			return NULL;
		}
	}
	if (!marked)
		example->target = example->turns->len - 1;
	return example;
}

/* A bare sentence stays bare until its rule's speaker is known. */
static void *
read_example(struct yaml_reader *reader, const struct node *node)
{
	struct example *example;

	if (node->kind == NODE_LIST)
		return read_turns(reader, node);
	if (node->kind == NODE_MAP) {
		reader_error(reader, node->place,
			     "expected an example, found a map (put a "
			     "sentence with ': ' in quotes)");
		return NULL;
	}
	if (node->kind != NODE_TEXT) {
		reader_expected(reader, node, "a sentence or a list of turns");
		return NULL;
	}
	example = example_new(node->place);
	g_ptr_array_add(example->turns, g_strdup(node->text));
	return example;
}

void
field_examples(struct yaml_reader *reader, const struct key_reading *field,
	       const struct node *value, void *member)
{
	static const struct list_of examples = { "a list of examples",
						 read_example };
	struct key_reading with = *field;

	with.arg = &examples;
	field_list(reader, &with, value, member);
}

void
examples_name_speaker(GPtrArray *examples, guint speakers)
{
	char speaker = 'T';

	if (speakers && !(speakers & 1 << TURN_THERAPIST))
		speaker = speakers & 1 << TURN_PATIENT ? 'P' : 'O';
	for (guint i = 0; i < examples->len; i++) {
		const struct example *example = examples->pdata[i];
		char *text = example->turns->pdata[0];

		if (is_turn(text))
			continue;
		example->turns->pdata[0] =
			g_strdup_printf("%c: %s", speaker, text);
		g_free(text);
	}
}
