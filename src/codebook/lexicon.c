/*
 * codebook/lexicon.c: named lists of words and phrases, spelled out as one
 * group of alternatives each.
 *
 * A plain entry matches itself as whole words; "sad*" is a word family; an
 * entry that begins with '~' is a regular expression as it stands.
 */
#include "codebook/lexicon.h"

#include <string.h>

#define LEXICONS_MAX (1024 * 1024)
#define LEXICON_DEPTH_MAX 32
#define META "\\^$.|?*+()[]{}"

void
lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	g_free(lexicon->name);
	g_ptr_array_unref(lexicon->entries);
	g_free(lexicon->expanded);
	g_free(lexicon);
}

/* The matchable text has plain quotes, dashes and ellipses only. */
static char *
plain_entry(const char *text)
{
	static const struct {
		const char *from;
		const char *to;
	} plain[] = {
		{ "\u2018", "'" },   { "\u2019", "'" }, { "\u201c", "\"" },
		{ "\u201d", "\"" },  { "\u2013", "-" }, { "\u2014", "-" },
		{ "\u2026", "..." },
	};
	GString *out = g_string_new(text);

	for (guint i = 0; i < G_N_ELEMENTS(plain); i++)
		g_string_replace(out, plain[i].from, plain[i].to, 0);
	return g_strstrip(g_string_free(out, FALSE));
}

static gboolean
is_word_character(gunichar c)
{
	return c == '_' || g_unichar_isalnum(c);
}

/* One character of a plain entry, or a run of blanks; returns behind it. */
static const char *
append_literal(GString *out, const char *at)
{
	const char *next = g_utf8_next_char(at);

	if (*at == ' ' || *at == '\t' || *at == '\n') {
		g_string_append(out, " +");
		return at + strspn(at, " \t\n");
	}
	if (strchr(META, *at))
		g_string_append_c(out, '\\');
	g_string_append_len(out, at, next - at);
	return next;
}

static gboolean
check_plain(struct yaml_reader *reader, const char *text, struct place place)
{
	const char *star = strchr(text, '*');

	if (star && star[1]) {
		reader_error(reader, place,
			     "a star stands at the end of an entry only: "
			     "'%.60s' (begin a regular expression with '~')",
			     text);
		return FALSE;
	}
	if (star &&
	    (star == text || !is_word_character(g_utf8_get_char(
				     g_utf8_find_prev_char(text, star))))) {
		reader_error(reader, place,
			     "a star needs the beginning of a word before it");
		return FALSE;
	}
	if (strpbrk(text, "\\[]|") || strstr(text, "(?:"))
		reader_warn(reader, place,
			    "'%.60s' looks like a regular expression, but is "
			    "taken literally (begin it with '~')",
			    text);
	return TRUE;
}

static gboolean
expand_plain(struct expansion *expansion, GString *out, const char *entry,
	     struct place place)
{
	g_autofree char *text = plain_entry(entry);
	const char *at = text;
	gboolean edge = FALSE; /* a word character was just taken */
	struct spot spot = { place, entry, 0 };

	if (!check_plain(expansion->reader, text, place))
		return FALSE;
	if (is_word_character(g_utf8_get_char(at)))
		g_string_append(out, "\\b");
	while (*at && *at != '*') {
		g_autofree char *name = NULL;
		gsize len = reference_length(at, &name);

		edge = !len && is_word_character(g_utf8_get_char(at));
		if (!len)
			at = append_literal(out, at);
		else if (!expand_reference(expansion, out, name, &spot))
			return FALSE;
		at += len;
	}
	if (*at == '*')
		g_string_append(out, "\\w*");
	else if (edge)
		g_string_append(out, "\\b");
	return TRUE;
}

static gboolean
expand_entry(struct expansion *expansion, GString *out, const struct node *node,
	     gboolean is_part)
{
	struct place place = node->place;

	if (node->kind != NODE_TEXT) {
		reader_expected(expansion->reader, node, "a word or phrase");
		return FALSE;
	}
	if (!node->text[strspn(node->text, is_part ? "" : " \t\n~")]) {
		reader_error(expansion->reader, place, "the entry is empty");
		return FALSE;
	}
	if (is_part)
		return expand(expansion, out, node->text, place);
	if (*node->text != '~')
		return expand_plain(expansion, out, node->text, place);
	place.column++;
	return expand(expansion, out, node->text + 1, place);
}

static void
complain_of_circle(struct expansion *expansion, const char *name,
		   const struct spot *spot)
{
	g_autoptr(GString) path = g_string_new(NULL);
	gboolean inside = FALSE;

	for (guint i = 0; i < expansion->path->len; i++) {
		const char *one = expansion->path->pdata[i];

		inside = inside || strcmp(one, name) == 0;
		if (inside)
			g_string_append_printf(path, "%.40s -> ", one);
	}
	reader_error(expansion->reader, spot_place(expansion->reader, spot),
		     "the lexicon '%.40s' contains itself: %s%.40s", name,
		     path->str, name);
}

static gboolean resolve_lexicon(struct expansion *expansion,
				struct lexicon_entry *entry,
				const struct spot *spot);

/* The entries' alternatives; what is faulty is left out. */
static void
expand_lexicon(struct expansion *expansion, struct lexicon_entry *entry)
{
	g_autoptr(GString) all = g_string_new("(?:");
	const struct node *node = entry->node;
	struct yaml_reader *reader = expansion->reader;

	for (const struct node *item = node->first;
	     item && reader->lexicon_bytes < LEXICONS_MAX; item = item->next) {
		gsize before = all->len;

		if (item->kind == NODE_TEXT)
			g_ptr_array_add(entry->lexicon->entries,
					g_strdup(item->text));
		if (before > 3)
			g_string_append_c(all, '|');
		if (!expand_entry(expansion, all, item, entry->is_part))
			g_string_truncate(all, before);
		if (all->len + reader->lexicon_bytes > LEXICONS_MAX) {
			reader_error(reader, item->place,
				     "the lexicons spelled out are larger "
				     "than 1 MiB");
			g_string_truncate(all, before);
			reader->lexicon_bytes = LEXICONS_MAX;
			break;
		}
	}
	g_string_append(all, all->len > 3 ? ")" : "(?!))");
	reader->lexicon_bytes += all->len;
	entry->lexicon->expanded = g_strdup(all->str);
}

static gboolean
resolve_lexicon(struct expansion *expansion, struct lexicon_entry *entry,
		const struct spot *spot)
{
	const char *name = entry->lexicon->name;

	if (entry->state == LEXICON_DONE)
		return TRUE;
	if (entry->state == LEXICON_OPEN) {
		complain_of_circle(expansion, name, spot);
		return FALSE;
	}
	if (expansion->path->len == LEXICON_DEPTH_MAX) {
		reader_error(expansion->reader,
			     spot_place(expansion->reader, spot),
			     "lexicons are nested more than %d deep",
			     LEXICON_DEPTH_MAX);
		return FALSE;
	}
	entry->state = LEXICON_OPEN;
	g_ptr_array_add(expansion->path, (gpointer)name);
	expand_lexicon(expansion, entry);
	g_ptr_array_set_size(expansion->path, expansion->path->len - 1);
	entry->state = LEXICON_DONE;
	return TRUE;
}

static void
add_lexicon(struct yaml_reader *reader, const struct node *value,
	    gboolean is_part, struct codebook *codebook)
{
	const struct node *key = value->key;
	struct lexicon_entry *entry;

	if (!*key->text ||
	    strspn(key->text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") !=
		    strlen(key->text)) {
		reader_error(reader, key->place,
			     "a lexicon's name is made of letters, digits "
			     "and hyphens");
		return;
	}
	if (value->kind != NODE_LIST || !value->first) {
		if (value->kind == NODE_LIST)
			reader_error(reader, value->place,
				     "the lexicon '%.60s' is empty", key->text);
		else
			reader_expected(reader, value,
					"a list of words and phrases");
	}
	entry = g_hash_table_lookup(reader->lexicons, key->text);
	if (entry) {
		g_autofree char *line = reader_line_told(
			reader, entry->lexicon->place, key->place);

		reader_error(reader, key->place,
			     "the name '%.60s' is given twice (first on %s)",
			     key->text, line);
		return;
	}
	entry = g_new0(struct lexicon_entry, 1);
	entry->node = value;
	entry->is_part = is_part;
	entry->lexicon = g_new0(struct lexicon, 1);
	entry->lexicon->name = g_strdup(key->text);
	entry->lexicon->place = key->place;
	entry->lexicon->entries = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(codebook->lexicons, entry->lexicon);
	g_hash_table_insert(reader->lexicons, entry->lexicon->name, entry);
	if (value->kind != NODE_LIST) {
		entry->lexicon->expanded = g_strdup("(?!)");
		entry->state = LEXICON_DONE;
	}
}

/* node: a map of them, or NULL. */
static void
add_lexicons(struct yaml_reader *reader, const struct node *node,
	     gboolean parts, struct codebook *codebook)
{
	const struct node *value;

	if (node && node->kind != NODE_MAP) {
		reader_expected(reader, node,
				parts ? "a map of parts" : "a map of lexicons");
		return;
	}
	for (value = node ? node->first : NULL; value; value = value->next) {
		if (!value->key->repeated)
			add_lexicon(reader, value, parts, codebook);
	}
}

void
lexicons_read(struct yaml_reader *reader, const struct node *root,
	      struct codebook *codebook)
{
	const struct node *techniques = node_get(root, "techniques");
	const struct node *one = NULL;
	g_autoptr(GPtrArray) path = g_ptr_array_new();
	struct expansion expansion = { reader, resolve_lexicon, path,
				       LEXICONS_MAX };

	reader->lexicons =
		g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	add_lexicons(reader, node_get(root, "lexicons"), FALSE, codebook);
	while (techniques && (one = node_each(techniques, one)))
		add_lexicons(reader, node_get(one, "parts"), TRUE, codebook);
	for (guint i = 0; i < codebook->lexicons->len; i++) {
		struct lexicon *lexicon = codebook->lexicons->pdata[i];
		struct spot spot = { lexicon->place, "", 0 };

		resolve_lexicon(
			&expansion,
			g_hash_table_lookup(reader->lexicons, lexicon->name),
			&spot);
	}
}
