/*
 * codebook/pattern.c: patterns, with (?&name) spelled out.
 *
 * Nothing is known of PCRE2 here but that a backslash takes the next
 * character with it: a reference becomes a group that captures nothing.
 */
#include "codebook/lexicon.h"

#include <string.h>

#define REFERENCE_MAX 80
#define PATTERN_MAX (256 * 1024)
#define PATTERNS_MAX (16 * 1024 * 1024)

void
pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	g_free(pattern->written);
	g_free(pattern->expanded);
	g_free(pattern);
}

gsize
reference_length(const char *text, char **name)
{
	gsize len = 3;

	if (strncmp(text, "(?&", 3) != 0)
		return 0;
	while (len < REFERENCE_MAX && text[len] && text[len] != ')')
		len++;
	if (text[len] != ')')
		return 0;
	*name = g_strndup(text + 3, len - 3);
	return len + 1;
}

static void
unknown_lexicon(struct yaml_reader *reader, const char *name,
		const struct spot *spot)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, reader->lexicons);
	while (!reader_is_full(reader) &&
	       g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(names, key);
	g_ptr_array_sort(names, compare_names);
	g_ptr_array_add(names, NULL);
	reader_unknown(reader, spot_place(reader, spot), "lexicon", name, NULL,
		       (const char *const *)names->pdata);
}

gboolean
expand_reference(struct expansion *expansion, GString *out, const char *name,
		 const struct spot *spot)
{
	struct yaml_reader *reader = expansion->reader;
	struct lexicon_entry *entry =
		reader->lexicons ? g_hash_table_lookup(reader->lexicons, name) :
				   NULL;

	if (!entry) {
		unknown_lexicon(reader, name, spot);
		return FALSE;
	}
	if (expansion->resolve && !expansion->resolve(expansion, entry, spot))
		return FALSE;
	g_string_append(out, entry->lexicon->expanded);
	if (out->len > expansion->max) {
		reader_error(reader, spot_place(reader, spot),
			     "with its lexicons spelled out this is larger "
			     "than %" G_GSIZE_FORMAT " KiB",
			     expansion->max / 1024);
		return FALSE;
	}
	return TRUE;
}

/* The text a pattern sees has plain signs only. */
static void
warn_of_signs(struct yaml_reader *reader, const char *text, struct place place)
{
	/* U+2000 to U+2FFF begin with that byte */
	for (const char *at = text; (at = strchr(at, '\xe2')); at++) {
		gunichar c = g_utf8_get_char(at);
		struct spot spot = { place, text, at - text };

		if ((c < 0x2018 || c > 0x201d) && c != 0x2013 && c != 0x2014 &&
		    c != 0x2026)
			continue;
		reader_warn(reader, spot_place(reader, &spot),
			    "the text a pattern sees has plain quotes, dashes "
			    "and dots only: this one is never met");
		return;
	}
}

gboolean
expand(struct expansion *expansion, GString *out, const char *text,
       struct place place)
{
	const char *at = text;

	warn_of_signs(expansion->reader, text, place);
	while (*at) {
		g_autofree char *name = NULL;
		gsize plain = strcspn(at, "\\(");
		gsize len = reference_length(at + plain, &name);
		struct spot spot = { place, text, at + plain - text };

		/* a backslash hides what stands behind it */
		if (!len)
			plain += strnlen(at + plain, at[plain] == '\\' ? 2 : 1);
		g_string_append_len(out, at, (gssize)plain);
		if (len && !expand_reference(expansion, out, name, &spot))
			return FALSE;
		at += plain + len;
	}
	return TRUE;
}

static struct pattern *
read_pattern(struct yaml_reader *reader, const struct node *value,
	     const char *expected)
{
	struct expansion expansion = { .reader = reader, .max = PATTERN_MAX };
	g_autoptr(GString) out = g_string_new(NULL);
	struct pattern *pattern;
	gboolean fine;

	if (value->kind != NODE_TEXT) {
		reader_expected(reader, value, expected);
		return NULL;
	}
	if (!*value->text) {
		reader_error(reader, value->place, "the pattern is empty");
		return NULL;
	}
	if (reader->pattern_bytes > PATTERNS_MAX)
		return NULL;
	fine = expand(&expansion, out, value->text, value->place);
	reader->pattern_bytes += out->len;
	if (!fine)
		return NULL;
	if (reader->pattern_bytes > PATTERNS_MAX) {
		reader_error(reader, value->place,
			     "with lexicons spelled out the patterns of the "
			     "file are larger than %d MiB",
			     PATTERNS_MAX / 1024 / 1024);
		return NULL;
	}
	pattern = g_new0(struct pattern, 1);
	pattern->written = g_strdup(value->text);
	pattern->expanded = g_strdup(out->str);
	pattern->place = value->place;
	return pattern;
}

void
field_pattern(struct yaml_reader *reader, const struct key_reading *field,
	      const struct node *value, void *member)
{
	(void)field;
	*(struct pattern **)member = read_pattern(reader, value, "a pattern");
}

void
field_patterns(struct yaml_reader *reader, const struct key_reading *field,
	       const struct node *value, void *member)
{
	GPtrArray *patterns = *(GPtrArray **)member;
	struct pattern *pattern;

	if (value->kind != NODE_LIST) {
		pattern = read_pattern(reader, value, "a list of patterns");
		if (pattern)
			g_ptr_array_add(patterns, pattern);
		return;
	}
	if (!value->first)
		reader_error(reader, value->place, "'%s' lists no pattern",
			     field->key);
	for (const struct node *one = value->first; one; one = one->next) {
		pattern = read_pattern(reader, one, "a pattern");
		if (pattern)
			g_ptr_array_add(patterns, pattern);
	}
}
