/*
 * codebook/codebook.c: the whole codebook file, and questions asked of it.
 */
#include "codebook/private.h"

#include <string.h>

#define ENOUGH_TURNS 20 /* where the file does not say */
#define MEMBER(m) G_STRUCT_OFFSET(struct codebook, m)

/* -- reading ------------------------------------------------------------- */

static const struct list_of techniques = { "a list of techniques",
					   technique_read };
static const struct list_of suppressions = { "a list of suppressions",
					     suppression_read };
static const struct list_of observations = { "a list of observations",
					     observation_rule_read };

static const struct key_reading floor_fields[] = {
	{ "precision", field_decimal, MEMBER(floor_precision), NULL, TRUE },
	{ "decided", field_number, MEMBER(floor_decided), NULL, TRUE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* The member is the codebook itself. */
static void
field_floor(struct yaml_reader *reader, const struct key_reading *field,
	    const struct node *value, void *member)
{
	(void)field;
	fields_read(reader, value, floor_fields, member, "'floor'");
}

/* Lexicons are read before everything else: patterns need them. */
static void
field_done(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	(void)reader;
	(void)field;
	(void)value;
	(void)member;
}

/* Where they are looked for they are not part of the tree. */
static void
field_weights(struct yaml_reader *reader, const struct key_reading *field,
	      const struct node *value, void *member)
{
	(void)field;
	(void)member;
	reader_error(reader, value->place,
		     "the weights are a text, 'weights: |' at the beginning "
		     "of a line, and the last key of the file");
}

/* In small letters, as they are looked for. */
static void
field_language_words(struct yaml_reader *reader,
		     const struct key_reading *field, const struct node *value,
		     void *member)
{
	GPtrArray *words = *(GPtrArray **)member;
	const struct node *one = NULL;

	while ((one = node_each(value, one))) {
		char *word = NULL;

		field_text(reader, field, one, &word);
		if (word)
			g_ptr_array_add(words, g_utf8_strdown(word, -1));
		g_free(word);
	}
}

static const struct key_reading codebook_fields[] = {
	{ "codebook", field_id, MEMBER(id), NULL, TRUE },
	{ "version", field_id, MEMBER(version), NULL, TRUE },
	{ "language", field_id, MEMBER(language), NULL, TRUE },
	{ "language-words", field_language_words, MEMBER(language_words), NULL,
	  FALSE },
	{ "enough-turns", field_number, MEMBER(enough_turns), NULL, FALSE },
	{ "name", field_text, MEMBER(name), NULL, FALSE },
	{ "status", field_text, MEMBER(status), NULL, FALSE },
	{ "lexicons", field_done, 0, NULL, FALSE },
	{ "techniques", field_list, MEMBER(techniques), &techniques, TRUE },
	{ "precedence", field_references, MEMBER(precedence),
	  GINT_TO_POINTER(REFERS_TECHNIQUE), FALSE },
	{ "at-most", field_number, MEMBER(at_most), NULL, FALSE },
	{ "suppress", field_list, MEMBER(suppressions), &suppressions, FALSE },
	{ "observations", field_list, MEMBER(observations), &observations,
	  FALSE },
	{ "floor", field_floor, 0, NULL, FALSE },
	{ "weights", field_weights, 0, NULL, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* Takes text. */
static struct codebook *
codebook_new(char *text, gsize len, const char *file)
{
	struct codebook *codebook = g_new0(struct codebook, 1);

	codebook->file = g_strdup(file);
	codebook->text = text;
	codebook->len = len;
	codebook->language_words = g_ptr_array_new_with_free_func(g_free);
	codebook->enough_turns = ENOUGH_TURNS;
	codebook->lexicons =
		g_ptr_array_new_with_free_func((GDestroyNotify)lexicon_free);
	codebook->techniques =
		g_ptr_array_new_with_free_func((GDestroyNotify)technique_free);
	codebook->rules =
		g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
	codebook->episodes =
		g_ptr_array_new_with_free_func((GDestroyNotify)episode_free);
	codebook->precedence = g_ptr_array_new_with_free_func(g_free);
	codebook->suppressions = g_ptr_array_new_with_free_func(
		(GDestroyNotify)suppression_free);
	codebook->observations = g_ptr_array_new_with_free_func(
		(GDestroyNotify)observation_rule_free);
	return codebook;
}

void
codebook_free(struct codebook *codebook)
{
	if (!codebook)
		return;
	g_free(codebook->id);
	g_free(codebook->version);
	g_free(codebook->language);
	g_ptr_array_unref(codebook->language_words);
	g_free(codebook->name);
	g_free(codebook->status);
	g_free(codebook->file);
	g_free(codebook->text);
	g_free(codebook->digest);
	g_ptr_array_unref(codebook->lexicons);
	g_ptr_array_unref(codebook->techniques);
	g_ptr_array_unref(codebook->rules);
	g_ptr_array_unref(codebook->episodes);
	g_ptr_array_unref(codebook->precedence);
	g_ptr_array_unref(codebook->suppressions);
	g_ptr_array_unref(codebook->observations);
	weights_free(codebook->weights);
	g_free(codebook);
}

static int
compare_rules(gconstpointer a, gconstpointer b)
{
	const struct place *x = &(*(struct rule *const *)a)->place;
	const struct place *y = &(*(struct rule *const *)b)->place;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

static void
take_rules(struct codebook *codebook, GPtrArray *rules, guint technique)
{
	for (guint i = 0; i < rules->len; i++) {
		struct rule *rule = rules->pdata[i];

		rule->technique = technique;
		g_ptr_array_add(codebook->rules, rule);
	}
}

/* From the techniques' own lists into those of the whole file. */
static void
take_parts(struct codebook *codebook)
{
	for (guint i = 0; i < codebook->techniques->len; i++) {
		struct technique *technique = codebook->techniques->pdata[i];

		take_rules(codebook, technique->rules, i);
		for (guint j = 0; j < technique->episodes->len; j++) {
			struct episode *episode = technique->episodes->pdata[j];

			episode->technique = i;
			g_ptr_array_add(codebook->episodes, episode);
			take_rules(codebook, episode->weak, i);
		}
	}
	g_ptr_array_sort(codebook->rules, compare_rules);
}

/* Takes text. */
static struct codebook *
parse(char *text, gsize len, const char *file, GPtrArray *diagnostics,
      gboolean lightly)
{
	g_autofree char *own = text;
	g_autoptr(Codebook) codebook = NULL;
	g_autoptr(Tree) tree = NULL;
	const struct node *root;
	struct yaml_reader reader;
	gsize rules = codebook_rules_length(text, len);

	reader_init(&reader, text, len, file, diagnostics);
	reader.len = rules;
	tree = yaml_parse(&reader);
	root = tree ? tree->root : NULL;
	reader.len = len;
	if (root && !reader_mistook(&reader, root, "codebook", "rubric")) {
		codebook =
			codebook_new(g_steal_pointer(&own), len, reader.file);
		lexicons_read(&reader, node_get(root, "lexicons"), codebook);
		fields_read(&reader, root, codebook_fields, codebook,
			    "a codebook");
		take_parts(codebook);
		if (rules < len)
			weights_read(&reader, codebook, rules, lightly);
		codebook_check(&reader, codebook, root);
	}
	reader_finish(&reader);
	return reader.errors ? NULL : g_steal_pointer(&codebook);
}

struct codebook *
codebook_parse(const char *text, gsize len, const char *file,
	       GPtrArray *diagnostics)
{
	char *copy = g_malloc(len + 1);

	memcpy(copy, text, len);
	copy[len] = '\0';
	return parse(copy, len, file, diagnostics, FALSE);
}

struct codebook *
codebook_parse_lightly(char *text, gsize len, const char *file,
		       GPtrArray *diagnostics)
{
	struct codebook *codebook = parse(text, len, file, diagnostics, TRUE);

	if (codebook)
		codebook->is_light = TRUE;
	return codebook;
}

/* -- asking -------------------------------------------------------------- */

const char *
codebook_sha256(const struct codebook *codebook)
{
	struct codebook *own = (struct codebook *)codebook;

	/* when first asked for: it takes as long as reading the rules */
	if (g_once_init_enter(&own->digest))
		g_once_init_leave(&own->digest,
				  base_sha256(codebook->text, codebook->len));
	return codebook->digest;
}

const struct technique *
codebook_technique(const struct codebook *codebook, const char *id)
{
	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];

		if (g_strcmp0(technique->id, id) == 0)
			return technique;
	}
	return NULL;
}

const struct technique *
codebook_find_technique(const struct codebook *codebook, const char *word)
{
	const struct technique *technique = codebook_technique(codebook, word);

	for (guint i = 0; !technique && i < codebook->techniques->len; i++) {
		const struct technique *other = codebook->techniques->pdata[i];

		if (base_code_same(other->id, word))
			technique = other;
	}
	return technique;
}

const struct technique *
codebook_technique_now(const struct codebook *codebook, const char *id)
{
	const struct technique *now = codebook_technique(codebook, id);

	for (guint i = 0; !now && i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];

		for (guint k = 0; k < technique->was->len; k++) {
			if (!g_ascii_strcasecmp(technique->was->pdata[k], id))
				now = technique;
		}
	}
	return now;
}

const struct rule *
codebook_rule(const struct codebook *codebook, const char *id)
{
	for (guint i = 0; i < codebook->rules->len; i++) {
		const struct rule *rule = codebook->rules->pdata[i];

		if (g_strcmp0(rule->id, id) == 0)
			return rule;
	}
	return NULL;
}

const struct episode *
codebook_episode(const struct codebook *codebook, const char *id)
{
	for (guint i = 0; i < codebook->episodes->len; i++) {
		const struct episode *episode = codebook->episodes->pdata[i];

		if (g_strcmp0(episode->id, id) == 0)
			return episode;
	}
	return NULL;
}

const char *
codebook_near_technique(const struct codebook *codebook, const char *word)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();

	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];

		g_ptr_array_add(ids, technique->id);
	}
	g_ptr_array_add(ids, NULL);
	return base_did_you_mean(word, (const char *const *)ids->pdata);
}

guint
codebook_precedence(const struct codebook *codebook, guint technique)
{
	const struct technique *t = codebook->techniques->pdata[technique];

	for (guint i = 0; i < codebook->precedence->len; i++)
		if (g_strcmp0(codebook->precedence->pdata[i], t->id) == 0)
			return i;
	return G_MAXUINT;
}

/* '*' is any run of characters.  Only the last star seen is ever gone back
 * to, so that many stars do not take exponential time. */
static gboolean
matches_glob(const char *glob, const char *text)
{
	const char *star = NULL, *resume = NULL;

	while (*text) {
		if (*glob == '*') {
			star = ++glob;
			resume = text;
		} else if (*glob == *text) {
			glob++;
			text++;
		} else if (star) {
			glob = star;
			text = ++resume;
		} else {
			return FALSE;
		}
	}
	while (*glob == '*')
		glob++;
	return *glob == '\0';
}

gboolean
codebook_refers(const struct codebook *codebook, const char *reference,
		const struct rule *rule)
{
	const struct technique *technique =
		codebook->techniques->pdata[rule->technique];

	if (strchr(reference, '*'))
		return matches_glob(reference, rule->id);
	return strcmp(reference, rule->id) == 0 ||
	       strcmp(reference, technique->id) == 0;
}

char *
codebook_line(const struct codebook *codebook, guint line)
{
	return text_line(codebook->text, codebook->len, line);
}
