/*
 * codebook/yaml.c: a YAML file -> a tree whose nodes know their places.
 *
 * Owns libfyaml, and uses its events alone: the tree is ours, so that depth
 * and size have limits and every key has a place.  Anchors, aliases, merge
 * keys and tags have no use in these files and are refused.
 */
#include "codebook/private.h"

#include <libfyaml.h>
#include <string.h>

#define FILE_MAX (4 * 1024 * 1024)
#define DEPTH_MAX 32
#define NODES_MAX 200000

/* The open maps and lists while events come in. */
struct builder {
	struct reader *reader;
	GPtrArray *open;	/* struct node, borrowed */
	GPtrArray *seen;	/* GHashTable of keys of each, or NULL */
	struct node *root;
	struct place last;
	guint nodes;
	guint documents;
};

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

static struct node *
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

/* Takes the node over. */
static gboolean
add_node(struct builder *builder, struct node *node)
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

static gboolean
open_node(struct builder *builder, enum node_kind kind, struct place place)
{
	struct node *node = node_new(kind, place);

	if (!add_node(builder, node))
		return FALSE;
	if (builder->open->len == DEPTH_MAX) {
		reader_error(builder->reader, place,
			     "maps and lists are nested more than %d deep",
			     DEPTH_MAX);
		return FALSE;
	}
	g_ptr_array_add(builder->open, node);
	g_ptr_array_add(builder->seen, kind == NODE_MAP ?
				g_hash_table_new(g_str_hash, g_str_equal) :
				NULL);
	return TRUE;
}

static void
close_node(struct builder *builder)
{
	guint depth = builder->open->len - 1;
	GHashTable *seen = builder->seen->pdata[depth];

	if (seen)
		g_hash_table_unref(seen);
	g_ptr_array_set_size(builder->open, depth);
	g_ptr_array_set_size(builder->seen, depth);
}

static struct place
mark_place(const struct builder *builder, const struct fy_mark *mark)
{
	return mark ? reader_place(builder->reader, mark->input_pos) :
		      builder->last;
}

/* Block texts begin on the line below their sign, after the indent. */
static struct place
block_place(const struct builder *builder, const struct fy_mark *mark)
{
	struct reader *reader = builder->reader;
	gsize at = mark->input_pos;

	while (at < reader->len && strchr(" \r\n", reader->text[at]))
		at++;
	return reader_place(reader, at);
}

static gboolean
add_scalar(struct builder *builder, struct fy_event *event)
{
	struct fy_token *token = event->scalar.value;
	const struct fy_mark *mark = token ? fy_token_start_mark(token) : NULL;
	enum fy_scalar_style style = token ? fy_token_scalar_style(token) :
					     FYSS_PLAIN;
	struct place place = mark_place(builder, mark);
	gsize len = 0;
	const char *text = token ? fy_token_get_text(token, &len) : NULL;
	struct node *node;

	if (mark && (style == FYSS_LITERAL || style == FYSS_FOLDED))
		place = block_place(builder, mark);
	if (!text || (style == FYSS_PLAIN &&
		      (len == 0 || (len == 1 && *text == '~'))))
		return add_node(builder, node_new(NODE_NOTHING, place));
	node = node_new(NODE_TEXT, place);
	node->text = g_strndup(text, len);
	if (memchr(text, '\0', len) || !g_utf8_validate(text, len, NULL)) {
		reader_error(builder->reader, place,
			     "the text holds a NUL or a broken character");
		node_free(node);
		return FALSE;
	}
	return add_node(builder, node);
}

static gboolean
start_document(struct builder *builder, struct place place)
{
	if (builder->documents++ == 0)
		return TRUE;
	reader_error(builder->reader, place,
		     "a second document begins here ('---'): keep one file "
		     "for each");
	return FALSE;
}

/* Where the sign ('&', '*', '!') of a token stands; libfyaml's mark may be
 * just behind it. */
static struct place
sign_place(const struct builder *builder, const struct fy_mark *mark)
{
	const char *text = builder->reader->text;
	struct fy_mark sign;

	if (!mark)
		return builder->last;
	sign = *mark;
	if (sign.input_pos > 0 && strchr("&*", text[sign.input_pos - 1]))
		sign.input_pos--;
	return mark_place(builder, &sign);
}

/* FALSE after a complaint: anchors, aliases and tags. */
static gboolean
check_plain_yaml(struct builder *builder, struct fy_event *event)
{
	struct fy_token *anchor = fy_event_get_anchor_token(event);
	struct fy_token *tag = fy_event_get_tag_token(event);
	const struct fy_mark *mark = anchor ? fy_token_start_mark(anchor) :
					      fy_event_start_mark(event);

	if (event->type == FYET_ALIAS || anchor) {
		reader_error(builder->reader, sign_place(builder, mark),
			     "anchors and aliases ('&' and '*') are not used "
			     "in these files: write it out, or put the text "
			     "in quotes");
		return FALSE;
	}
	if (tag) {
		mark = fy_token_start_mark(tag);
		reader_error(builder->reader, sign_place(builder, mark),
			     "tags ('!') are not used in these files: put the "
			     "text in quotes");
		return FALSE;
	}
	return TRUE;
}

static gboolean
take_event(struct builder *builder, struct fy_event *event)
{
	struct place place = mark_place(builder, fy_event_start_mark(event));

	if (!check_plain_yaml(builder, event))
		return FALSE;
	switch (event->type) {
	case FYET_DOCUMENT_START:
		return start_document(builder, place);
	case FYET_MAPPING_START:
		return open_node(builder, NODE_MAP, place);
	case FYET_SEQUENCE_START:
		return open_node(builder, NODE_LIST, place);
	case FYET_MAPPING_END:
	case FYET_SEQUENCE_END:
		close_node(builder);
		return TRUE;
	case FYET_SCALAR:
		return add_scalar(builder, event);
	default:
		return TRUE;
	}
}

/* libfyaml's own complaints; it stops at the first. */
static void
report_yaml(struct reader *reader, struct fy_diag *diag)
{
	struct place place = { 1, 1 };
	const char *message = "the file breaks off";
	void *at = NULL;
	const struct fy_diag_error *error = fy_diag_errors_iterate(diag, &at);

	if (error) {
		place.line = CLAMP(error->line, 1, (int)reader->lines->len);
		place.column = MAX(error->column, 1);
		message = error->msg;
	}
	reader_error(reader, place, "not readable as YAML: %s", message);
}

static gboolean
take_events(struct builder *builder, struct fy_parser *parser,
	    struct fy_diag *diag)
{
	struct fy_event *event;
	gboolean fine = TRUE;

	while (fine && (event = fy_parser_parse(parser))) {
		fine = take_event(builder, event);
		fy_parser_event_free(parser, event);
	}
	if (fine && (fy_parser_get_stream_error(parser) ||
		     builder->open->len)) {
		report_yaml(builder->reader, diag);
		fine = FALSE;
	}
	return fine;
}

/* FALSE after a complaint: what libfyaml should never see. */
static gboolean
check_bytes(struct reader *reader)
{
	const char *bad;

	if (reader->len > FILE_MAX) {
		reader_error(reader, (struct place){ 1, 1 },
			     "the file is larger than 4 MiB");
		return FALSE;
	}
	if (!g_utf8_validate_len(reader->text, reader->len, &bad)) {
		reader_error(reader,
			     reader_place(reader, bad - reader->text),
			     *bad ? "the file is not UTF-8 from here on" :
				    "the file holds a NUL byte");
		return FALSE;
	}
	return TRUE;
}

struct node *
yaml_parse(struct reader *reader)
{
	struct builder builder = { .reader = reader, .last = { 1, 1 } };
	struct fy_diag_cfg diag_cfg;
	struct fy_diag *diag;
	struct fy_parse_cfg cfg = { .flags = FYPCF_QUIET | FYPCF_JSON_NONE };
	struct fy_parser *parser;
	gboolean fine;

	if (!check_bytes(reader))
		return NULL;
	fy_diag_cfg_default(&diag_cfg);
	diag_cfg.fp = NULL;
	diag = fy_diag_create(&diag_cfg);
	fy_diag_set_collect_errors(diag, true);
	cfg.diag = diag;
	parser = fy_parser_create(&cfg);
	fy_parser_set_string(parser, reader->text, reader->len);
	builder.open = g_ptr_array_new();
	builder.seen = g_ptr_array_new();
	fine = take_events(&builder, parser, diag);
	fy_parser_destroy(parser);
	fy_diag_destroy(diag);
	while (builder.open->len)
		close_node(&builder);
	g_ptr_array_unref(builder.open);
	g_ptr_array_unref(builder.seen);
	if (fine && !builder.root) {
		reader_error(reader, (struct place){ 1, 1 },
			     "the file is empty");
		fine = FALSE;
	}
	if (!fine)
		g_clear_pointer(&builder.root, node_free);
	return builder.root;
}
