/*
 * codebook/rubric.c: the whole rubric file: scale, scoring, items.
 */
#include "codebook/references.h"
#include "codebook/item.h"

#include <string.h>

#define MEMBER(m) G_STRUCT_OFFSET(struct rubric, m)

static const struct list_of items = { "a list of items", item_read };

static const struct key_reading rubric_fields[] = {
	{ "rubric", field_id, MEMBER(id), NULL, TRUE },
	{ "version", field_id, MEMBER(version), NULL, TRUE },
	{ "name", field_text, MEMBER(name), NULL, TRUE },
	{ "status", field_text, MEMBER(status), NULL, FALSE },
	{ "language", field_id, MEMBER(language), NULL, TRUE },
	{ "extent", field_points, MEMBER(extent_names), NULL, TRUE },
	{ "quality", field_points, MEMBER(quality_names), NULL, TRUE },
	{ "quality-from-extent", field_choice, MEMBER(quality_from_extent),
	  point_words, TRUE },
	{ "guide", field_text, MEMBER(guide), NULL, FALSE },
	{ "scoring", field_scoring, 0, NULL, TRUE },
	{ "items", field_list, MEMBER(items), &items, TRUE },
	{ NULL, NULL, 0, NULL, FALSE },
};

static struct rubric *
rubric_new(const char *text, gsize len, const char *file)
{
	struct rubric *rubric = g_new0(struct rubric, 1);

	rubric->file = g_strdup(file);
	rubric->text = g_strndup(text, len);
	rubric->sha256 = base_sha256(text, len);
	rubric->adherence.name = g_strdup("adherence");
	rubric->quality.name = g_strdup("quality");
	rubric->specificity.name = g_strdup("specificity");
	rubric->max_share_na = 1;
	rubric->critical =
		g_ptr_array_new_with_free_func((GDestroyNotify)critical_free);
	rubric->items =
		g_ptr_array_new_with_free_func((GDestroyNotify)item_free);
	return rubric;
}

void
rubric_free(struct rubric *rubric)
{
	if (!rubric)
		return;
	g_free(rubric->id);
	g_free(rubric->version);
	g_free(rubric->name);
	g_free(rubric->status);
	g_free(rubric->language);
	g_free(rubric->guide);
	g_free(rubric->file);
	g_free(rubric->text);
	g_free(rubric->sha256);
	for (guint i = 0; i <= SCALE_POINTS; i++) {
		g_free(rubric->extent_names[i]);
		g_free(rubric->quality_names[i]);
	}
	g_free(rubric->adherence.name);
	g_free(rubric->quality.name);
	g_free(rubric->specificity.name);
	g_ptr_array_unref(rubric->critical);
	g_ptr_array_unref(rubric->items);
	g_free(rubric);
}

const struct item *
rubric_item(const struct rubric *rubric, const char *id)
{
	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = rubric->items->pdata[i];

		if (g_strcmp0(item->id, id) == 0)
			return item;
	}
	return NULL;
}

const struct item *
rubric_find_item(const struct rubric *rubric, const char *word)
{
	const struct item *item = rubric_item(rubric, word);

	for (guint i = 0; !item && i < rubric->items->len; i++) {
		const struct item *other = rubric->items->pdata[i];

		if (base_code_same(other->id, word))
			item = other;
	}
	return item;
}

GPtrArray *
rubric_item_ids(const struct rubric *rubric)
{
	GPtrArray *ids = g_ptr_array_new();

	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = rubric->items->pdata[i];

		if (item->id)
			g_ptr_array_add(ids, item->id);
	}
	g_ptr_array_add(ids, NULL);
	return ids;
}

const char *
rubric_near_item(const struct rubric *rubric, const char *word)
{
	g_autoptr(GPtrArray) ids = rubric_item_ids(rubric);

	return base_did_you_mean(word, (const char *const *)ids->pdata);
}

/* -- reading ------------------------------------------------------------- */

/* Far beyond any rubric; keeps hostile files from taking quadratic time. */
#define ITEMS_MAX 500

static void
check_rubric_items(struct yaml_reader *reader, const struct rubric *rubric,
		   const struct node *root)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	const struct node *list = node_get(root, "items");

	if (list && list->kind == NODE_LIST && !list->first)
		reader_error(reader, list->place, "the rubric has no items");
	if (rubric->items->len > ITEMS_MAX)
		reader_error(reader, list->place,
			     "a rubric has at most %d items", ITEMS_MAX);
	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = rubric->items->pdata[i];

		id_check(reader, seen, "item", item->id, &item->place);
	}
}

/* Techniques that have another name by now are known by the old one too. */
static void
know_evidence(struct yaml_reader *reader, struct rubric *rubric,
	      const struct codebook *codebook)
{
	references_check(reader, codebook, TRUE);
	for (guint i = 0; i < rubric->items->len; i++) {
		struct item *item = rubric->items->pdata[i];

		for (guint k = 0; k < item->evidence->len; k++) {
			const struct technique *now = codebook_technique_now(
				codebook, item->evidence->pdata[k]);

			if (!now)
				continue;
			g_free(item->evidence->pdata[k]);
			item->evidence->pdata[k] = g_strdup(now->id);
		}
	}
}

struct rubric *
rubric_parse(const char *text, gsize len, const char *file,
	     const struct codebook *codebook, GPtrArray *diagnostics)
{
	g_autoptr(Rubric) rubric = NULL;
	g_autoptr(Tree) tree = NULL;
	const struct node *root;
	struct yaml_reader reader;

	reader_init(&reader, text, len, file, diagnostics);
	/* whoever gives a codebook for a rubric is told so, not of tabs */
	reader.len = codebook_rules_length(text, len);
	tree = yaml_parse(&reader);
	root = tree ? tree->root : NULL;
	reader.len = len;
	if (root && !reader_mistook(&reader, root, "rubric", "codebook")) {
		rubric = rubric_new(text, len, reader.file);
		fields_read(&reader, root, rubric_fields, rubric, "a rubric");
		check_rubric_items(&reader, rubric, root);
		if (rubric->items->len <= ITEMS_MAX)
			scoring_check(&reader, rubric, root);
		if (codebook)
			know_evidence(&reader, rubric, codebook);
	}
	reader_finish(&reader);
	return reader.errors ? NULL : g_steal_pointer(&rubric);
}
