/*
 * codebook/item.c: the items of a rubric, with their anchors.
 */
#include "codebook/item.h"
#include "codebook/parts.h"

#include <string.h>

#define MEMBER(m) G_STRUCT_OFFSET(struct item, m)

const struct word class_words[] = {
	{ "U", CLASS_UNIQUE },
	{ "E", CLASS_ESSENTIAL },
	{ "C", CLASS_COMPATIBLE },
	{ "P", CLASS_PROSCRIBED },
	{ NULL, 0 },
};

const struct word point_words[] = {
	{ "1", 1 }, { "2", 2 }, { "3", 3 }, { "4", 4 }, { "5", 5 }, { NULL, 0 },
};

static const struct word suggest_words[] = {
	{ "yes", SUGGEST_YES },
	{ "never", SUGGEST_NEVER },
	{ "flag", SUGGEST_FLAG },
	{ NULL, 0 },
};

const char *
item_class_print(enum item_class item_class)
{
	for (guint i = 0; class_words[i].word; i++)
		if (class_words[i].value == item_class)
			return class_words[i].word;
	return "";
}

/* -- anchors and counts -------------------------------------------------- */

#define POINT(n, text, read, type, required)                   \
	{                                                      \
		text, read, (n) * sizeof(type), NULL, required \
	}

static const struct key_reading anchor_fields[] = {
	POINT(1, "1", field_text, char *, TRUE),
	POINT(2, "2", field_text, char *, TRUE),
	POINT(3, "3", field_text, char *, TRUE),
	POINT(4, "4", field_text, char *, TRUE),
	POINT(5, "5", field_text, char *, TRUE),
	{ NULL, NULL, 0, NULL, FALSE },
};

static const struct key_reading count_fields[] = {
	POINT(2, "2", field_number, guint, FALSE),
	POINT(3, "3", field_number, guint, FALSE),
	POINT(4, "4", field_number, guint, FALSE),
	POINT(5, "5", field_number, guint, FALSE),
	{ NULL, NULL, 0, NULL, FALSE },
};

void
field_points(struct yaml_reader *reader, const struct key_reading *field,
	     const struct node *value, void *member)
{
	g_autofree char *what = g_strdup_printf("'%s'", field->key);

	fields_read(reader, value, anchor_fields, member, what);
}

/* More evidence never suggests less; one count may suggest two points, and
 * then the higher holds. */
static void
field_counts(struct yaml_reader *reader, const struct key_reading *field,
	     const struct node *value, void *member)
{
	guint *counts = member;
	guint least = 1;

	(void)field;
	if (!fields_read(reader, value, count_fields, member,
			 "'suggest-counts'"))
		return;
	for (guint i = 2; i <= SCALE_POINTS; i++) {
		if (counts[i] == G_MAXUINT)
			continue;
		if (counts[i] < least)
			reader_error(reader, value->place,
				     "the counts must not fall: point %u "
				     "needs at least %u, found %u",
				     i, least, counts[i]);
		least = MAX(least, counts[i]);
	}
}

/* -- items --------------------------------------------------------------- */

static const struct key_reading item_fields[] = {
	{ "id", field_id, MEMBER(id), NULL, TRUE },
	{ "name", field_text, MEMBER(name), NULL, TRUE },
	{ "text", field_text, MEMBER(text), NULL, TRUE },
	{ "class", field_choice, MEMBER(item_class), class_words, TRUE },
	{ "phases", field_mask, MEMBER(phases), phase_words, TRUE },
	{ "focus", field_mask, MEMBER(focuses), focus_words, FALSE },
	{ "evidence", field_references, MEMBER(evidence),
	  GINT_TO_POINTER(REFERS_TECHNIQUE), FALSE },
	{ "observations", field_words, MEMBER(observations), observation_words,
	  FALSE },
	{ "suggest", field_choice, MEMBER(suggest), suggest_words, TRUE },
	{ "suggest-counts", field_counts, MEMBER(suggest_counts), NULL, FALSE },
	{ "extent", field_points, MEMBER(extent), NULL, TRUE },
	{ "quality", field_points, MEMBER(quality), NULL, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

void
item_free(struct item *item)
{
	if (!item)
		return;
	g_free(item->id);
	g_free(item->name);
	g_free(item->text);
	g_ptr_array_unref(item->evidence);
	g_ptr_array_unref(item->observations);
	for (guint i = 0; i <= SCALE_POINTS; i++) {
		g_free(item->extent[i]);
		g_free(item->quality[i]);
	}
	g_free(item);
}

static void
check_item(struct yaml_reader *reader, const struct node *node,
	   const struct item *item)
{
	const struct node *quality = node_get(node, "quality");
	const struct node *counts = node_get(node, "suggest-counts");
	const struct node *suggest = node_get(node, "suggest");

	if (item->item_class == CLASS_PROSCRIBED && quality)
		reader_error(reader, quality->place,
			     "an item of class P has extent only: leave "
			     "'quality' out");
	if (item->item_class && item->item_class != CLASS_PROSCRIBED &&
	    !quality)
		reader_error(reader, node->place,
			     "an item of class %s needs 'quality'",
			     item_class_print(item->item_class));
	if (!suggest)
		return;
	if (item->suggest == SUGGEST_YES && (!counts || !item->evidence->len))
		reader_error(reader, suggest->place,
			     "'suggest: yes' needs 'evidence' and "
			     "'suggest-counts'");
	if (item->suggest == SUGGEST_NEVER && counts)
		reader_warn(reader, counts->place,
			    "'suggest-counts' has no effect with 'suggest: "
			    "never'");
}

void *
item_read(struct yaml_reader *reader, const struct node *node)
{
	struct item *item = g_new0(struct item, 1);
	guint errors = reader->errors;

	item->place = node->place;
	item->evidence = g_ptr_array_new_with_free_func(g_free);
	item->observations = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i <= SCALE_POINTS; i++)
		item->suggest_counts[i] = G_MAXUINT;
	if (!fields_read(reader, node, item_fields, item, "an item")) {
		item_free(item);
		return NULL;
	}
	if (errors == reader->errors)
		check_item(reader, node, item);
	return item;
}

gboolean
item_is_live(const struct item *item, const struct session_facts *facts)
{
	if (item->phases && facts->phase != PHASE_UNKNOWN &&
	    !(item->phases & 1 << facts->phase))
		return FALSE;
	return !item->focuses || facts->focus == FOCUS_UNKNOWN ||
	       (item->focuses & 1 << facts->focus);
}

gboolean
item_is_surely_live(const struct item *item, const struct session_facts *facts)
{
	return item_is_live(item, facts) &&
	       (!item->phases || facts->phase != PHASE_UNKNOWN) &&
	       (!item->focuses || facts->focus != FOCUS_UNKNOWN);
}

gboolean
item_is_critical(const struct rubric *rubric, const struct item *item)
{
	for (guint i = 0; i < rubric->critical->len; i++) {
		const struct critical_rule *rule = rubric->critical->pdata[i];

		if (!g_strcmp0(rule->item, item->id))
			return TRUE;
	}
	return FALSE;
}
