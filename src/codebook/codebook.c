/*
 * codebook/codebook.c: the whole codebook, read.
 */
#include "codebook/references.h"
#include "codebook/lexicon.h"
#include "codebook/parts.h"
#include "codebook/section.h"

#include <string.h>

#define ENOUGH_TURNS 20 /* where the file does not say */
#define MEMBER(m) G_STRUCT_OFFSET(struct codebook, m)

/* -- reading ------------------------------------------------------------- */

static const struct list_of techniques = { "a list of techniques",
					   technique_read };
static const struct list_of word_points = { "a list of points of words",
					    word_points_read };
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

void
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
		     "the weights are a file beside the codebook that ends in "
		     ".tsv, or a text, 'weights: |' at the beginning of a "
		     "line, and then the last key of the file");
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
	{ "word-points", field_list, MEMBER(word_points), &word_points, FALSE },
	{ "suppress", field_list, MEMBER(suppressions), &suppressions, FALSE },
	{ "observations", field_list, MEMBER(observations), &observations,
	  FALSE },
	{ "floor", field_floor, 0, NULL, FALSE },
	{ "weights", field_weights, 0, NULL, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* Takes joined. */
static struct codebook *
codebook_new(struct joined *joined)
{
	struct codebook *codebook = g_new0(struct codebook, 1);

	codebook->joined = joined;
	codebook->file = joined->files->pdata[0];
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
	codebook->word_points = g_ptr_array_new_with_free_func(
		(GDestroyNotify)word_points_free);
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
	joined_free(codebook->joined);
	g_free(codebook->digest);
	g_ptr_array_unref(codebook->lexicons);
	g_ptr_array_unref(codebook->techniques);
	g_ptr_array_unref(codebook->rules);
	g_ptr_array_unref(codebook->episodes);
	g_ptr_array_unref(codebook->precedence);
	g_ptr_array_unref(codebook->word_points);
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

/* Takes joined. */
static struct codebook *
read_joined(struct joined *joined, GPtrArray *diagnostics)
{
	g_autoptr(Codebook) codebook = codebook_new(joined);
	g_autoptr(GPtrArray) of_weights = diagnostics_new();
	g_autoptr(Tree) tree = NULL;
	struct weights_section section;
	const struct node *root;
	struct yaml_reader reader;

	reader_init(&reader, joined->text, joined->rules, codebook->file,
		    diagnostics);
	reader.joined = joined;
	tree = yaml_parse(&reader);
	root = tree ? tree->root : NULL;
	if (root && !reader_mistook(&reader, root, "codebook", "rubric")) {
		lexicons_read(&reader, root, codebook);
		fields_read(&reader, root, codebook_fields, codebook,
			    "a codebook");
		take_parts(codebook);
		if (!reader.errors && weights_find(joined, &section) &&
		    !weights_read_head(&section, codebook, of_weights))
			reader.errors++;
		codebook_check(&reader, codebook, root);
	}
	reader_finish(&reader);
	g_ptr_array_extend_and_steal(diagnostics, g_steal_pointer(&of_weights));
	return reader.errors ? NULL : g_steal_pointer(&codebook);
}

struct codebook *
codebook_read(char *text, gsize len, const char *file, codebook_fetch fetch,
	      void *data, GPtrArray *diagnostics)
{
	g_autoptr(GPtrArray) missing = diagnostics_new();
	struct joined *joined =
		codebook_join(text, len, file, fetch, data, missing);

	if (!missing->len)
		return read_joined(joined, diagnostics);
	/* what they hold would be missed in many places */
	joined_free(joined);
	g_ptr_array_extend_and_steal(diagnostics, g_steal_pointer(&missing));
	return NULL;
}

/* Rows that the YAML leaves out must have been in the table. */
static gboolean
check_points(const struct codebook *codebook, GPtrArray *diagnostics)
{
	gboolean all = TRUE;

	for (guint i = 0; i < codebook->word_points->len; i++) {
		const struct word_points *points =
			codebook->word_points->pdata[i];

		if (points->keys)
			continue;
		codebook_complain(codebook, diagnostics, DIAGNOSTIC_ERROR,
				  points->place,
				  "points of words '%s' have no rows: neither "
				  "'points:' here nor 'points of %s' in the "
				  "table of weights",
				  points->id, points->id);
		all = FALSE;
	}
	return all;
}

gboolean
codebook_weigh(struct codebook *codebook, GPtrArray *diagnostics)
{
	struct weights_section section;

	if (codebook->is_weighed)
		return TRUE;
	if (weights_find(codebook->joined, &section) &&
	    ((codebook->weights &&
	      !weights_read(&section, codebook, diagnostics)) ||
	     !points_read(&section, codebook, diagnostics)))
		return FALSE;
	codebook->is_weighed = check_points(codebook, diagnostics);
	return codebook->is_weighed;
}

struct codebook *
codebook_parse(const char *text, gsize len, const char *file,
	       GPtrArray *diagnostics)
{
	char *copy = g_malloc(len + 1);
	struct codebook *codebook;

	memcpy(copy, text, len);
	copy[len] = '\0';
	codebook = codebook_read(copy, len, file, NULL, NULL, diagnostics);
	if (codebook && !codebook_weigh(codebook, diagnostics))
		g_clear_pointer(&codebook, codebook_free);
	return codebook;
}
