/*
 * tree: a YAML file as a small tree in which every node knows its place.
 */
#ifndef CODEBOOK_TREE_H
#define CODEBOOK_TREE_H

#include "codebook/codebook.h"

struct yaml_reader;

enum node_kind { NODE_NOTHING, NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	struct place place;	  /* of a text: its first content character */
	gboolean repeated;	  /* a key that stood in this map before */
	const char *text;	  /* TEXT */
	const struct node *key;	  /* of a map's value: a TEXT; else NULL */
	const struct node *first; /* LIST: items; MAP: values; NULL = empty */
	const struct node *next;  /* in the same list or map */
	guint n;		  /* how many from `first` on */
};

/* All nodes and texts of a file, let go of at once. */
struct tree {
	struct node *root;
	GPtrArray *blocks; /* struct node[NODES_BLOCK] each */
	guint used;	   /* of the last block */
	GStringChunk *texts;
};

void tree_free(struct tree *tree);
typedef struct tree Tree;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tree, tree_free)

/* The value of a key, or NULL. */
const struct node *node_get(const struct node *map, const char *key);
/* Where one or a list may be given: the first for NULL, then the next after
 * `one`, then NULL. */
const struct node *node_each(const struct node *value, const struct node *one);

/* A map or list not yet closed. */
struct open_node {
	struct node *node;
	struct node *last;	/* of its items or values */
	const struct node *key; /* that awaits its value */
	GHashTable *seen;	/* texts of keys -> keys, once there are many */
};

/* A tree in the making. */
struct tree_builder {
	struct yaml_reader *reader;
	struct tree *tree;
	GArray *open; /* struct open_node */
	struct place last;
	guint nodes;
	guint documents;
};

void tree_begin(struct tree_builder *builder, struct yaml_reader *reader);
/* The tree is the caller's. */
struct tree *tree_end(struct tree_builder *builder);
/* FALSE after a complaint.  text, of that many bytes, is copied. */
gboolean builder_add_text(struct tree_builder *builder, const char *text,
			  gsize len, struct place place);
gboolean builder_add_nothing(struct tree_builder *builder, struct place place);
gboolean builder_open_node(struct tree_builder *builder, enum node_kind kind,
			   struct place place);
void builder_close_node(struct tree_builder *builder);

/* NULL after a complaint: not text, not YAML, or too large or too deep. */
struct tree *yaml_parse(struct yaml_reader *reader);

#endif
