/*
 * codebook/tree.c: the tree of a file, and its making node by node.
 *
 * Depth and number of nodes have limits; a key given twice is complained of
 * and its second value is not used.
 */
#include "codebook/private.h"

#include <string.h>

#define DEPTH_MAX 32
#define NODES_MAX 200000

void
node_free(struct node *node)
{
	if (!node)
		return;
	g_free(node->text);
	g_clear_pointer(&node->keys, g_ptr_array_unref);
	g_clear_pointer(&node->items, g_ptr_array_unref);
	g_free(node);
}

const struct node *
node_get(const struct node *map, const char *key)
{
	for (guint i = 0; map->kind == NODE_MAP && i < map->keys->len; i++) {
		const struct node *candidate = map->keys->pdata[i];

		if (!candidate->repeated && strcmp(candidate->text, key) == 0)
			return map->items->pdata[i];
	}
	return NULL;
}

struct node *
node_new(enum node_kind kind, struct place place)
{
	struct node *node = g_new0(struct node, 1);

	node->kind = kind;
	node->place = place;
	if (kind == NODE_MAP)
		node->keys = g_ptr_array_new_with_free_func(
			(GDestroyNotify)node_free);
	if (kind == NODE_MAP || kind == NODE_LIST)
		node->items = g_ptr_array_new_with_free_func(
			(GDestroyNotify)node_free);
	return node;
}

/* TRUE when the next node is a key of the innermost map. */
static gboolean
awaits_key(const struct builder *builder)
{
	const struct node *top;

	if (builder->open->len == 0)
		return FALSE;
	top = builder->open->pdata[builder->open->len - 1];
	return top->kind == NODE_MAP && top->keys->len == top->items->len;
}

static gboolean
add_key(struct builder *builder, struct node *node)
{
	guint depth = builder->open->len - 1;
	struct node *map = builder->open->pdata[depth];
	GHashTable *seen = builder->seen->pdata[depth];
	struct node *first;

	/* libfyaml has a map without braces ("[a: b]") begin at its colon. */
	if (map->keys->len == 0 && node->place.line == map->place.line &&
	    node->place.column < map->place.column)
		map->place = node->place;
	g_ptr_array_add(map->keys, node);
	if (node->kind != NODE_TEXT) {
		reader_error(builder->reader, node->place,
			     "a key must be a plain word");
		return FALSE;
	}
	if (strcmp(node->text, "<<") == 0) {
		reader_error(builder->reader, node->place,
			     "merge keys ('<<') are not used in these files: "
			     "write the keys out");
		return FALSE;
	}
	first = g_hash_table_lookup(seen, node->text);
	if (first) {
		node->repeated = TRUE;
		reader_error(builder->reader, node->place,
			     "the key '%.80s' is given twice (first on line "
			     "%u)",
			     node->text, first->place.line);
	} else {
		g_hash_table_insert(seen, node->text, node);
	}
	return TRUE;
}

gboolean
builder_add_node(struct builder *builder, struct node *node)
{
	struct node *top;

	builder->last = node->place;
	if (awaits_key(builder))
		return add_key(builder, node);
	if (builder->open->len == 0) {
		builder->root = node;
	} else {
		top = builder->open->pdata[builder->open->len - 1];
		g_ptr_array_add(top->items, node);
	}
	if (++builder->nodes > NODES_MAX) {
		reader_error(builder->reader, node->place,
			     "the file has more than %d parts", NODES_MAX);
		return FALSE;
	}
	return TRUE;
}

gboolean
builder_open_node(struct builder *builder, enum node_kind kind,
		  struct place place)
{
	struct node *node = node_new(kind, place);

	if (!builder_add_node(builder, node))
		return FALSE;
	if (builder->open->len == DEPTH_MAX) {
		reader_error(builder->reader, place,
			     "maps and lists are nested more than %d deep",
			     DEPTH_MAX);
		return FALSE;
	}
	g_ptr_array_add(builder->open, node);
	g_ptr_array_add(builder->seen,
			kind == NODE_MAP ?
				g_hash_table_new(g_str_hash, g_str_equal) :
				NULL);
	return TRUE;
}

void
builder_close_node(struct builder *builder)
{
	guint depth = builder->open->len - 1;
	GHashTable *seen = builder->seen->pdata[depth];

	if (seen)
		g_hash_table_unref(seen);
	g_ptr_array_set_size(builder->open, depth);
	g_ptr_array_set_size(builder->seen, depth);
}
