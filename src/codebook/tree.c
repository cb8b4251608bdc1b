/*
 * codebook/tree.c: the tree of a file, and its making node by node.
 *
 * A codebook has tens of thousands of nodes that are needed for as long as it
 * is read and not a moment longer, so they are taken from blocks.  Depth and
 * number have limits; a key given twice is complained of and its second value
 * is not used.
 */
#include "codebook/reading.h"

#include <string.h>

#define DEPTH_MAX 32
#define NODES_MAX 200000
#define NODES_BLOCK 256
#define TEXTS_BLOCK 16384
#define KEYS_SEARCHED 16 /* from there on a table knows the keys */

static struct tree *
tree_new(void)
{
	struct tree *tree = g_new0(struct tree, 1);

	tree->blocks = g_ptr_array_new_with_free_func(g_free);
	tree->used = NODES_BLOCK;
	tree->texts = g_string_chunk_new(TEXTS_BLOCK);
	return tree;
}

void
tree_free(struct tree *tree)
{
	if (!tree)
		return;
	g_ptr_array_unref(tree->blocks);
	g_string_chunk_free(tree->texts);
	g_free(tree);
}

static struct node *
add_to_tree(struct tree *tree, enum node_kind kind, struct place place)
{
	struct node *block, *node;

	if (tree->used == NODES_BLOCK) {
		g_ptr_array_add(tree->blocks, g_new0(struct node, NODES_BLOCK));
		tree->used = 0;
	}
	block = tree->blocks->pdata[tree->blocks->len - 1];
	node = &block[tree->used++];
	node->kind = kind;
	node->place = place;
	return node;
}

const struct node *
node_get(const struct node *map, const char *key)
{
	if (map->kind != NODE_MAP)
		return NULL;
	for (const struct node *value = map->first; value; value = value->next)
		if (!value->key->repeated && !strcmp(value->key->text, key))
			return value;
	return NULL;
}

const struct node *
node_each(const struct node *value, const struct node *one)
{
	if (value->kind != NODE_LIST)
		return one ? NULL : value;
	return one ? one->next : value->first;
}

/* -- making -------------------------------------------------------------- */

static struct open_node *
innermost(const struct tree_builder *builder)
{
	guint depth = builder->open->len;

	return depth ? &g_array_index(builder->open, struct open_node,
				      depth - 1) :
		       NULL;
}

/* The key of that text in an open map, or NULL; notes the new one. */
static const struct node *
find_key(struct open_node *map, struct node *key)
{
	const struct node *value, *found;

	if (!map->seen && map->node->n == KEYS_SEARCHED) {
		map->seen = g_hash_table_new(g_str_hash, g_str_equal);
		for (value = map->node->first; value; value = value->next)
			if (!value->key->repeated)
				g_hash_table_insert(map->seen,
						    (gpointer)value->key->text,
						    (gpointer)value->key);
	}
	if (!map->seen) {
		value = node_get(map->node, key->text);
		return value ? value->key : NULL;
	}
	found = g_hash_table_lookup(map->seen, key->text);
	if (!found)
		g_hash_table_insert(map->seen, (gpointer)key->text, key);
	return found;
}

static gboolean
open_key(struct tree_builder *builder, struct node *key)
{
	struct open_node *map = innermost(builder);
	const struct node *first;

	/* libfyaml has a map without braces ("[a: b]") begin at its colon. */
	if (map->node->n == 0 && key->place.line == map->node->place.line &&
	    key->place.column < map->node->place.column)
		map->node->place = key->place;
	map->key = key;
	if (key->kind != NODE_TEXT) {
		reader_error(builder->reader, key->place,
			     "a key must be a plain word");
		return FALSE;
	}
	if (strcmp(key->text, "<<") == 0) {
		reader_error(builder->reader, key->place,
			     "merge keys ('<<') are not used in these files: "
			     "write the keys out");
		return FALSE;
	}
	first = find_key(map, key);
	key->repeated = first != NULL;
	if (first) {
		g_autofree char *line = reader_line_told(
			builder->reader, first->place, key->place);

		reader_error(builder->reader, key->place,
			     "the key '%.80s' is given twice (first on %s)",
			     key->text, line);
	}
	return TRUE;
}

static void
link_value(struct open_node *top, struct node *node)
{
	node->key = top->key;
	top->key = NULL;
	if (top->last)
		top->last->next = node;
	else
		top->node->first = node;
	top->last = node;
	top->node->n++;
}

static gboolean
add_node(struct tree_builder *builder, struct node *node)
{
	struct open_node *top = innermost(builder);

	builder->last = node->place;
	if (top && top->node->kind == NODE_MAP && !top->key)
		return open_key(builder, node);
	if (top)
		link_value(top, node);
	else
		builder->tree->root = node;
	if (++builder->nodes > NODES_MAX) {
		reader_error(builder->reader, node->place,
			     "the file has more than %d parts", NODES_MAX);
		return FALSE;
	}
	return TRUE;
}

gboolean
builder_add_nothing(struct tree_builder *builder, struct place place)
{
	return add_node(builder,
			add_to_tree(builder->tree, NODE_NOTHING, place));
}

gboolean
builder_add_text(struct tree_builder *builder, const char *text, gsize len,
		 struct place place)
{
	struct node *node = add_to_tree(builder->tree, NODE_TEXT, place);

	node->text = g_string_chunk_insert_len(builder->tree->texts, text,
					       (gssize)len);
	return add_node(builder, node);
}

gboolean
builder_open_node(struct tree_builder *builder, enum node_kind kind,
		  struct place place)
{
	struct open_node open = {
		.node = add_to_tree(builder->tree, kind, place),
	};

	if (!add_node(builder, open.node))
		return FALSE;
	if (builder->open->len == DEPTH_MAX) {
		reader_error(builder->reader, place,
			     "maps and lists are nested more than %d deep",
			     DEPTH_MAX);
		return FALSE;
	}
	g_array_append_val(builder->open, open);
	return TRUE;
}

void
builder_close_node(struct tree_builder *builder)
{
	g_clear_pointer(&innermost(builder)->seen, g_hash_table_unref);
	g_array_set_size(builder->open, builder->open->len - 1);
}

void
tree_begin(struct tree_builder *builder, struct yaml_reader *reader)
{
	*builder = (struct tree_builder){
		.reader = reader,
		.tree = tree_new(),
		.open = g_array_new(FALSE, FALSE, sizeof(struct open_node)),
		.last = { 1, 1 },
	};
}

struct tree *
tree_end(struct tree_builder *builder)
{
	while (builder->open->len)
		builder_close_node(builder);
	g_array_unref(builder->open);
	return builder->tree;
}
