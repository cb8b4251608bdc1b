/*
 * cue_text.c: the words of a WebVTT cue by the letter of the standard.
 *
 * The tokenizer and the tree rules of https://www.w3.org/TR/webvtt1/, "cue
 * text parsing rules", with a stack of open elements in place of the tree:
 * of all the markup only the voice a word is in matters here.  What the
 * standard ignores, such as a tag it does not know, is dropped; lenient
 * reading (caption.c) keeps it as words.
 */
#include "transcript/captions.h"
#include "transcript/entity.h"

#define OPEN_MAX 1000 /* elements inside one another: bounds memory */

enum element { CLASS, ITALIC, BOLD, UNDERLINE, RUBY, RUBY_TEXT, VOICE, LANG };

static const char *const element_names[] = {
	[CLASS] = "c",	 [ITALIC] = "i",     [BOLD] = "b",  [UNDERLINE] = "u",
	[RUBY] = "ruby", [RUBY_TEXT] = "rt", [VOICE] = "v", [LANG] = "lang",
};

struct cue_tree {
	struct captions *captions;
	const struct block *block;
	GByteArray *open;  /* enum element, the outermost first */
	GPtrArray *voices; /* names of those that are VOICE */
};

struct cue_tag {
	gboolean end;
	const char *name;
	gsize name_len;
	const char *annotation, *annotation_end;
};

static gboolean
is_html_space(char c)
{
	return c == ' ' || c == '\t' || c == '\f' || c == '\n';
}

/*
 * The tag that begins at p ('<'); returns what is behind it.  A tag that the
 * text cuts off ends with the text.
 */
static const char *
read_tag(const char *p, const char *end, struct cue_tag *tag)
{
	const char *close = memchr(p, '>', end - p);
	const char *stop = close ? close : end, *q = p + 1;

	*tag = (struct cue_tag){ .annotation = stop, .annotation_end = stop };
	if (q < stop && *q == '/') {
		tag->end = TRUE;
		tag->name = q + 1;
		tag->name_len = stop - q - 1;
		return close ? close + 1 : end;
	}
	tag->name = q;
	while (q < stop && *q != '.' && !is_html_space(*q))
		q++;
	tag->name_len = q - tag->name;
	while (q < stop && !is_html_space(*q))
		q++;
	tag->annotation = q;
	return close ? close + 1 : end;
}

static gboolean
is_open(const struct cue_tree *tree, enum element element)
{
	return tree->open->len &&
	       tree->open->data[tree->open->len - 1] == element;
}

/* What has been said so far was said in the voice that is open now. */
static void
flush_voice(struct cue_tree *tree)
{
	captions_flush(tree->captions, tree->block, tree->voices->len > 0);
}

static void
name_voice(struct cue_tree *tree)
{
	const char *name;

	if (!tree->voices->len)
		return;
	name = tree->voices->pdata[tree->voices->len - 1];
	captions_name(tree->captions, name, strlen(name));
}

static void
open_voice(struct cue_tree *tree, const struct cue_tag *tag)
{
	GString *name = g_string_new(NULL);
	const char *p = tag->annotation, *end = tag->annotation_end;

	while (p < end) {
		if (*p == '&')
			p = entity_take(name, p, end, TRUE);
		else
			g_string_append_c(name, *p++);
	}
	g_strstrip(name->str);
	flush_voice(tree);
	g_ptr_array_add(tree->voices, g_string_free(name, FALSE));
	name_voice(tree);
}

static void
close_last(struct cue_tree *tree)
{
	if (is_open(tree, VOICE)) {
		flush_voice(tree);
		g_ptr_array_set_size(tree->voices, tree->voices->len - 1);
		name_voice(tree);
	}
	g_byte_array_set_size(tree->open, tree->open->len - 1);
}

static void
take_tag(struct cue_tree *tree, const struct cue_tag *tag)
{
	guint8 e;

	for (e = 0; e < G_N_ELEMENTS(element_names); e++)
		if (strlen(element_names[e]) == tag->name_len &&
		    !memcmp(element_names[e], tag->name, tag->name_len))
			break;
	if (e == G_N_ELEMENTS(element_names))
		return;
	if (!tag->end) {
		if ((e == RUBY_TEXT && !is_open(tree, RUBY)) ||
		    tree->open->len == OPEN_MAX)
			return;
		g_byte_array_append(tree->open, &e, 1);
		if (e == VOICE)
			open_voice(tree, tag);
	} else if (is_open(tree, e)) {
		close_last(tree);
	} else if (e == RUBY && is_open(tree, RUBY_TEXT)) {
		close_last(tree);
		close_last(tree);
	}
}

void
cue_text_say(struct captions *captions, const struct block *block)
{
	g_autoptr(GByteArray) open = g_byte_array_new();
	g_autoptr(GPtrArray) voices = g_ptr_array_new_with_free_func(g_free);
	struct cue_tree tree = { captions, block, open, voices };
	const char *p = block->text, *end = block->text_end;

	while (p < end) {
		const char *q = p;
		struct cue_tag tag;

		while (q < end && *q != '<' && *q != '&')
			q++;
		g_string_append_len(captions->plain, p, q - p);
		p = q;
		if (p == end)
			break;
		if (*p == '&') {
			p = entity_take(captions->plain, p, end, TRUE);
			continue;
		}
		p = read_tag(p, end, &tag);
		take_tag(&tree, &tag);
	}
	flush_voice(&tree);
}
