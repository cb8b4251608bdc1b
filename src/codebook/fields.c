/*
 * codebook/fields.c: maps read by tables of keys.
 *
 * A table row says how a key is spelled, how its value is read and where it
 * goes, so that the keys allowed, the "did you mean" and the reading are one
 * thing.
 */
#include "codebook/fields.h"

#include <string.h>

#define KEYS_COMPARED 100

static const struct key_reading *
find_field(const struct key_reading *fields, const char *key)
{
	for (; fields->key; fields++)
		if (strcmp(fields->key, key) == 0)
			return fields;
	return NULL;
}

static void
unknown_key(struct yaml_reader *reader, const struct node *key,
	    const struct key_reading *fields, const char *what)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (; fields->key; fields++)
		g_ptr_array_add(names, (gpointer)fields->key);
	g_ptr_array_add(names, NULL);
	reader_unknown(reader, key->place, "key", key->text, what,
		       (const char *const *)names->pdata);
}

/* A key of the map, unknown, that looks like this one: it has been complained
 * of with the mend. */
static gboolean
is_misspelt(const struct node *map, const struct key_reading *fields,
	    const char *key)
{
	const char *const names[] = { key, NULL };

	guint left = KEYS_COMPARED;

	for (const struct node *other = map->first; other && left;
	     other = other->next, left--) {
		if (!find_field(fields, other->key->text) &&
		    base_did_you_mean(other->key->text, names))
			return TRUE;
	}
	return FALSE;
}

static void
check_required(struct yaml_reader *reader, const struct node *map,
	       const struct key_reading *fields, const char *what)
{
	for (const struct key_reading *field = fields; field->key; field++)
		if (field->required && !node_get(map, field->key) &&
		    !is_misspelt(map, fields, field->key))
			reader_error(reader, map->place, "%s needs '%s'", what,
				     field->key);
}

gboolean
fields_read(struct yaml_reader *reader, const struct node *node,
	    const struct key_reading *fields, void *object, const char *what)
{
	if (node->kind != NODE_MAP) {
		g_autofree char *expected =
			g_strdup_printf("%s as a map of keys", what);

		reader_expected(reader, node, expected);
		return FALSE;
	}
	for (const struct node *value = node->first; value;
	     value = value->next) {
		const struct key_reading *field =
			find_field(fields, value->key->text);

		if (!field)
			unknown_key(reader, value->key, fields, what);
		else if (!value->key->repeated)
			field->read(reader, field, value,
				    (char *)object + field->offset);
	}
	check_required(reader, node, fields, what);
	return TRUE;
}

/* -- texts --------------------------------------------------------------- */

/* The text, or NULL after a complaint. */
static const char *
node_text(struct yaml_reader *reader, const struct node *value,
	  const char *expected)
{
	if (value->kind == NODE_MAP && strcmp(expected, "a text") == 0) {
		reader_error(reader, value->place,
			     "expected a text, found a map (put a text with "
			     "': ' or braces in quotes)");
		return NULL;
	}
	if (value->kind != NODE_TEXT) {
		reader_expected(reader, value, expected);
		return NULL;
	}
	if (!*value->text) {
		reader_error(reader, value->place,
			     "expected %s, found an empty one", expected);
		return NULL;
	}
	return value->text;
}

void
field_text(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	const char *text = node_text(reader, value, "a text");

	(void)field;
	if (text)
		*(char **)member = g_strchomp(g_strdup(text));
}

void
field_id(struct yaml_reader *reader, const struct key_reading *field,
	 const struct node *value, void *member)
{
	const char *text = node_text(reader, value, "a text");

	(void)field;
	if (!text)
		return;
	*(char **)member = g_strdup(text);
	if (strlen(text) > 64)
		reader_error(reader, value->place,
			     "an id is at most 64 characters long");
	else if (strspn(text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".-_") !=
		 strlen(text))
		reader_error(reader, value->place,
			     "an id is made of letters, digits, dots and "
			     "hyphens: '%s' is not",
			     text);
}

/* -- references ---------------------------------------------------------- */

static char *
note_reference(struct yaml_reader *reader, const struct key_reading *field,
	       const struct node *value)
{
	struct reference reference = {
		.kind = GPOINTER_TO_INT(field->arg),
		.name = node_text(reader, value, "a text"),
		.place = value->place,
	};

	if (!reference.name)
		return NULL;
	g_array_append_val(reader->references, reference);
	return g_strdup(reference.name);
}

void
field_reference(struct yaml_reader *reader, const struct key_reading *field,
		const struct node *value, void *member)
{
	*(char **)member = note_reference(reader, field, value);
}

void
field_references(struct yaml_reader *reader, const struct key_reading *field,
		 const struct node *value, void *member)
{
	GPtrArray *names = *(GPtrArray **)member;
	const struct node *one = NULL;

	while ((one = node_each(value, one))) {
		char *name = note_reference(reader, field, one);

		if (name)
			g_ptr_array_add(names, name);
	}
}

/* -- lists --------------------------------------------------------------- */

void
field_list(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	GPtrArray *list = *(GPtrArray **)member;
	const struct list_of *of = field->arg;

	if (value->kind != NODE_LIST) {
		reader_expected(reader, value, of->what);
		return;
	}
	for (const struct node *one = value->first; one; one = one->next) {
		void *element = of->read(reader, one);

		if (element)
			g_ptr_array_add(list, element);
	}
}
