/*
 * codebook/yaml.c: the events of a YAML file -> a tree.
 *
 * Owns libfyaml, and uses its events alone: the tree is ours, so that depth
 * and size have limits and every key has a place.  Anchors, aliases, merge
 * keys and tags have no use in these files and are refused.
 */
#include "codebook/reading.h"

#include <libfyaml.h>
#include <string.h>

#define FILE_MIB 4

static struct place
mark_place(const struct tree_builder *builder, const struct fy_mark *mark)
{
	return mark ? reader_place(builder->reader, mark->input_pos) :
		      builder->last;
}

/* Block texts begin on the line below their sign, after the indent. */
static struct place
block_place(const struct tree_builder *builder, const struct fy_mark *mark)
{
	struct yaml_reader *reader = builder->reader;
	gsize at = mark->input_pos;

	while (at < reader->len && strchr(" \r\n", reader->text[at]))
		at++;
	return reader_place(reader, at);
}

/* The content of a scalar, in place of what the string held.  By chunks,
 * since fy_token_get_text() leaks where a text is made of many (libfyaml
 * 0.7.12). */
static void
scalar_text(struct fy_token *token, GString *text)
{
	struct fy_token_iter *iter = fy_token_iter_create(token);
	const struct fy_iter_chunk *chunk = NULL;

	while ((chunk = fy_token_iter_chunk_next(iter, chunk, NULL)))
		g_string_append_len(text, chunk->str, chunk->len);
	fy_token_iter_destroy(iter);
}

/* "", "~" and what was left out. */
static gboolean
is_null_text(const GString *text, enum fy_scalar_style style)
{
	return style == FYSS_PLAIN &&
	       (text->len == 0 || strcmp(text->str, "~") == 0);
}

static gboolean
add_scalar(struct tree_builder *builder, struct fy_event *event, GString *text)
{
	struct fy_token *token = event->scalar.value;
	const struct fy_mark *mark = token ? fy_token_start_mark(token) : NULL;
	enum fy_scalar_style style =
		token ? fy_token_scalar_style(token) : FYSS_PLAIN;
	struct place place = mark_place(builder, mark);

	g_string_truncate(text, 0);
	if (token)
		scalar_text(token, text);
	if (mark && (style == FYSS_LITERAL || style == FYSS_FOLDED))
		place = block_place(builder, mark);
	/* the file was checked; escapes may still stand for anything */
	if (style == FYSS_DOUBLE_QUOTED &&
	    !g_utf8_validate_len(text->str, text->len, NULL)) {
		reader_error(builder->reader, place,
			     "the text holds a NUL or a broken character");
		return FALSE;
	}
	return is_null_text(text, style) ?
		       builder_add_nothing(builder, place) :
		       builder_add_text(builder, text->str, text->len, place);
}

static gboolean
start_document(struct tree_builder *builder, struct place place)
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
sign_place(const struct tree_builder *builder, const struct fy_mark *mark)
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
check_plain_yaml(struct tree_builder *builder, struct fy_event *event)
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
take_event(struct tree_builder *builder, struct fy_event *event, GString *text)
{
	struct place place = mark_place(builder, fy_event_start_mark(event));

	if (!check_plain_yaml(builder, event))
		return FALSE;
	switch (event->type) {
	case FYET_DOCUMENT_START:
		return start_document(builder, place);
	case FYET_MAPPING_START:
		return builder_open_node(builder, NODE_MAP, place);
	case FYET_SEQUENCE_START:
		return builder_open_node(builder, NODE_LIST, place);
	case FYET_MAPPING_END:
	case FYET_SEQUENCE_END:
		builder_close_node(builder);
		return TRUE;
	case FYET_SCALAR:
		return add_scalar(builder, event, text);
	default:
		return TRUE;
	}
}

/* libfyaml's own complaints; it stops at the first. */
static void
report_yaml(struct yaml_reader *reader, struct fy_diag *diag)
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
take_events(struct tree_builder *builder, struct fy_parser *parser,
	    struct fy_diag *diag)
{
	g_autoptr(GString) text = g_string_new(NULL); /* of one scalar */
	struct fy_event *event;
	gboolean fine = TRUE;

	while (fine && (event = fy_parser_parse(parser))) {
		fine = take_event(builder, event, text);
		fy_parser_event_free(parser, event);
	}
	if (fine &&
	    (fy_parser_get_stream_error(parser) || builder->open->len)) {
		report_yaml(builder->reader, diag);
		fine = FALSE;
	}
	return fine;
}

/*
 * Tabs at the start of a line, or behind "?", ":" or "-", are no YAML, and
 * libfyaml 0.7 breaks down over some of them ("? c:<tab>?").  NULL if none.
 */
static const char *
find_bad_tab(const char *text, gsize len)
{
	char first = 0, last = 0; /* of the line's characters so far */

	for (const char *p = text; p < text + len; p++) {
		if (*p == '\t' && first != '#' && strchr("?:-", last))
			return p;
		if (*p == '\n')
			first = last = 0;
		else if (*p != ' ' && *p != '\t')
			last = *p, first = first ? first : *p;
	}
	return NULL;
}

gboolean
reader_check_bytes(struct yaml_reader *reader, gsize from, guint mib)
{
	const char *bad;

	if (reader->len > (gsize)mib << 20) {
		reader_error(reader, (struct place){ 1, 1 },
			     "the file is larger than %u MiB", mib);
		return FALSE;
	}
	if (!g_utf8_validate_len(reader->text + from, reader->len - from,
				 &bad)) {
		reader_error(reader, reader_place(reader, bad - reader->text),
			     *bad ? "the file is not UTF-8 from here on" :
				    "the file holds a NUL byte");
		return FALSE;
	}
	return TRUE;
}

/* FALSE after a complaint: what libfyaml should never see. */
static gboolean
check_tabs(struct yaml_reader *reader)
{
	const char *bad = find_bad_tab(reader->text, reader->len);

	if (bad) {
		reader_error(reader, reader_place(reader, bad - reader->text),
			     "a tab where YAML wants blanks: put blanks in its "
			     "place");
		return FALSE;
	}
	return TRUE;
}

struct tree *
yaml_parse(struct yaml_reader *reader)
{
	struct tree_builder builder;
	struct fy_diag_cfg diag_cfg;
	struct fy_diag *diag;
	struct fy_parse_cfg cfg = { .flags = FYPCF_QUIET | FYPCF_JSON_NONE };
	struct fy_parser *parser;
	struct tree *tree;
	gboolean fine;

	if (!reader_check_bytes(reader, 0, FILE_MIB) || !check_tabs(reader))
		return NULL;
	fy_diag_cfg_default(&diag_cfg);
	diag_cfg.fp = NULL;
	diag = fy_diag_create(&diag_cfg);
	fy_diag_set_collect_errors(diag, true);
	cfg.diag = diag;
	parser = fy_parser_create(&cfg);
	fy_parser_set_string(parser, reader->text, reader->len);
	tree_begin(&builder, reader);
	fine = take_events(&builder, parser, diag);
	fy_parser_destroy(parser);
	fy_diag_destroy(diag);
	tree = tree_end(&builder);
	if (fine && !tree->root) {
		reader_error(reader, (struct place){ 1, 1 },
			     "the file is empty");
		fine = FALSE;
	}
	if (!fine)
		g_clear_pointer(&tree, tree_free);
	return tree;
}
