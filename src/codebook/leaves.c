/*
 * codebook/leaves.c: the texts of a small YAML file, for rooms that keep
 * their own in one.
 */
#include "codebook/reading.h"

#include <string.h>

static void
leaf_free(void *data)
{
	struct yaml_leaf *leaf = data;

	g_free(leaf->section);
	g_free(leaf->key);
	g_free(leaf->text);
	g_free(leaf);
}

/* Nothing but blank lines and comments is an empty file, not a fault. */
static gboolean
says_nothing(const char *text, gsize len)
{
	const char *end = text + len;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	while (text < end) {
		while (text < end && strchr(" \t\r\n", *text))
			text++;
		if (text == end)
			break;
		if (*text != '#')
			return FALSE;
		text = memchr(text, '\n', end - text) ?: end;
	}
	return TRUE;
}

static void
read_leaf(struct yaml_reader *reader, GPtrArray *leaves, const char *section,
	  const struct node *key, const struct node *value)
{
	struct yaml_leaf *leaf;

	if (value->kind == NODE_MAP || value->kind == NODE_LIST) {
		reader_expected(reader, value, "a text");
		return;
	}
	leaf = g_new0(struct yaml_leaf, 1);
	leaf->section = g_strdup(section);
	leaf->key = g_strdup(key->text);
	leaf->text = g_strdup(value->text);
	leaf->key_place = key->place;
	leaf->place = value->place;
	g_ptr_array_add(leaves, leaf);
}

static void
take_value(struct yaml_reader *reader, GPtrArray *leaves, const char *section,
	   const struct node *value)
{
	const struct node *key = value->key;
	const struct node *one;

	if (key->repeated)
		return;
	if (value->kind == NODE_MAP && !section) {
		for (one = value->first; one; one = one->next)
			take_value(reader, leaves, key->text, one);
	} else if (value->kind == NODE_LIST) {
		for (one = value->first; one; one = one->next)
			read_leaf(reader, leaves, section, key, one);
	} else {
		read_leaf(reader, leaves, section, key, value);
	}
}

GPtrArray *
yaml_leaves(const char *text, gsize len, const char *file,
	    GPtrArray *diagnostics)
{
	GPtrArray *leaves = g_ptr_array_new_with_free_func(leaf_free);
	g_autoptr(Tree) tree = NULL;
	struct yaml_reader reader;

	if (says_nothing(text, len))
		return leaves;
	reader_init(&reader, text, len, file, diagnostics);
	tree = yaml_parse(&reader);
	if (tree && tree->root->kind != NODE_MAP)
		reader_expected(&reader, tree->root, "a map of keys");
	else if (tree)
		for (const struct node *value = tree->root->first; value;
		     value = value->next)
			take_value(&reader, leaves, NULL, value);
	reader_finish(&reader);
	if (reader.errors)
		g_clear_pointer(&leaves, g_ptr_array_unref);
	return leaves;
}
