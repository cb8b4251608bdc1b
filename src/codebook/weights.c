/*
 * codebook/weights.c: the weights of a codebook: what their rows are called,
 * and where they begin.  The rows are read in weights_read.c.
 */
#include "codebook/reading.h"
#include "codebook/section.h"

#include <string.h>

static const char *const kinds[CLUE_KINDS] = { "says",	"asks",	   "before",
					       "after", "earlier", "is" };

static const char *const besides[BESIDES] = { "here", "last", "next" };

static const struct {
	const char *key;
	gsize offset;
} settings[WEIGHT_SETTINGS] = {
	{ "start", G_STRUCT_OFFSET(struct weighing, start) },
	{ "near.before", G_STRUCT_OFFSET(struct weighing, near[NEAR_BEFORE]) },
	{ "near.after", G_STRUCT_OFFSET(struct weighing, near[NEAR_AFTER]) },
	{ "near.two", G_STRUCT_OFFSET(struct weighing, near[NEAR_TWO]) },
	{ "near.far", G_STRUCT_OFFSET(struct weighing, near[NEAR_FAR]) },
	{ "rule.hint", G_STRUCT_OFFSET(struct weighing, rules[0]) },
	{ "rule.probable", G_STRUCT_OFFSET(struct weighing, rules[1]) },
	{ "rule.sequence", G_STRUCT_OFFSET(struct weighing, rules[2]) },
	{ "hint", G_STRUCT_OFFSET(struct weighing, hint) },
	{ "probable", G_STRUCT_OFFSET(struct weighing, probable) },
};

const char *
clue_kind_print(enum clue_kind kind)
{
	return kinds[kind];
}

const char *
beside_print(enum beside beside)
{
	return besides[beside];
}

const char *
weight_setting_key(guint i)
{
	return settings[i].key;
}

int
weight_setting_get(const struct weighing *weighing, guint i)
{
	return G_STRUCT_MEMBER(int, weighing, settings[i].offset);
}

void
weight_setting_set(struct weighing *weighing, guint i, int points)
{
	G_STRUCT_MEMBER(int, weighing, settings[i].offset) = points;
}

/* Does the line say that the table stands below as its file has it? */
static gboolean
is_below_line(const char *at, const char *end)
{
	gsize len = strlen(WEIGHTS_BELOW);

	return (gsize)(end - at) > len && !memcmp(at, WEIGHTS_BELOW, len) &&
	       strchr("\r\n", at[len]);
}

/* Does the section begin at this line?  As YAML has it: "weights: |", a sign
 * of how its end is to be taken, blanks, and a comment. */
static gboolean
is_key_line(const char *at, const char *end)
{
	gboolean blank;

	if ((gsize)(end - at) < strlen(WEIGHTS_KEY) ||
	    memcmp(at, WEIGHTS_KEY, strlen(WEIGHTS_KEY)))
		return FALSE;
	at += strlen(WEIGHTS_KEY);
	for (blank = FALSE; at < end && *at == ' '; at++)
		blank = TRUE;
	if (!blank || at == end || *at++ != '|')
		return FALSE;
	while (at < end && (*at == '+' || *at == '-' || g_ascii_isdigit(*at)))
		at++;
	for (blank = FALSE; at < end && (*at == ' ' || *at == '\t'); at++)
		blank = TRUE;
	return at == end || *at == '\n' || *at == '\r' || (blank && *at == '#');
}

gsize
codebook_rules_length(const char *text, gsize len)
{
	const char *at = text, *end = text + len;

	for (; at < end; at++) {
		if (is_key_line(at, end) || is_below_line(at, end))
			return (gsize)(at - text);
		at = memchr(at, '\n', (gsize)(end - at)) ?: end - 1;
	}
	return len;
}

gboolean
weights_find(const struct joined *joined, struct weights_section *section)
{
	gsize key = joined->rules;
	const char *end = joined->text + joined->len, *line;

	if (joined->table) {
		*section = (struct weights_section){
			.text = joined->table,
			.len = joined->table_len,
			.file = joined->table_file,
			.rows = text_bom(joined->table, joined->table_len),
		};
		return TRUE;
	}
	if (key == joined->len)
		return FALSE;
	line = memchr(joined->text + key, '\n', joined->len - key);
	*section = (struct weights_section){
		.text = joined->text,
		.len = joined->len,
		.file = joined->files->pdata[0],
		.joined = joined,
		.key = key,
		.rows = (gsize)((line ? line : end) - joined->text),
		.indented = !is_below_line(joined->text + key, end),
	};
	return TRUE;
}

void
weights_free(struct weights *weights)
{
	if (!weights)
		return;
	for (guint i = 0; i < weights->clues->len; i++)
		g_free(g_array_index(weights->clues, struct clue, i).text);
	g_array_unref(weights->clues);
	g_array_unref(weights->weighings);
	g_free(weights->points);
	g_free(weights->beside);
	g_free(weights);
}
