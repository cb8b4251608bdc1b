/*
 * codebook/scoring.c: the scoring rules of a rubric, which stand in its file
 * and not in the program.
 */
#include "codebook/item.h"

#include <string.h>

/* -- scoring ------------------------------------------------------------- */

#define SCORE(m) G_STRUCT_OFFSET(struct score_rule, m)
#define MEMBER(m) G_STRUCT_OFFSET(struct rubric, m)

/* Of a near-cut that is measured: errors it is wide, where the file does not
 * say, and the fewest ratings it may ask for. */
#define NEAR_ERRORS 2
#define NEAR_LEAST 20

static const struct word of_words[] = {
	{ "extent", OF_EXTENT },
	{ "quality", OF_QUALITY },
	{ NULL, 0 },
};

static const struct key_reading score_fields[] = {
	{ "mean-of", field_choice, SCORE(of), of_words, TRUE },
	{ "classes", field_mask, SCORE(classes), class_words, TRUE },
	{ NULL, NULL, 0, NULL, FALSE },
};

static void
field_score(struct yaml_reader *reader, const struct key_reading *field,
	    const struct node *value, void *member)
{
	struct score_rule *score = member;
	g_autofree char *what = g_strdup_printf("'%s'", field->key);

	fields_read(reader, value, score_fields, score, what);
	if (score->classes & CLASS_PROSCRIBED)
		reader_error(reader, value->place,
			     "items of class P are listed and never averaged "
			     "in: leave P out");
}

/* 'list' says what is listed; extent is all that such items have. */
static void
field_list_of_extent(struct yaml_reader *reader,
		     const struct key_reading *field, const struct node *value,
		     void *member)
{
	(void)field;
	(void)member;
	if (value->kind != NODE_TEXT || strcmp(value->text, "extent") != 0)
		reader_error(reader, value->place,
			     "'list' can only be 'extent'");
}

static const struct key_reading proscribed_fields[] = {
	{ "list", field_list_of_extent, 0, NULL, TRUE },
	{ "classes", field_mask, MEMBER(proscribed_classes), class_words,
	  TRUE },
	{ NULL, NULL, 0, NULL, FALSE },
};

static void
field_proscribed(struct yaml_reader *reader, const struct key_reading *field,
		 const struct node *value, void *member)
{
	(void)field;
	fields_read(reader, value, proscribed_fields, member, "'proscribed'");
}

/* -- the pass rule ------------------------------------------------------- */

/* As written: one of the four bounds, 0 where not given. */
struct critical_line {
	char *item;
	guint bounds[4];
};

#define LINE(m) G_STRUCT_OFFSET(struct critical_line, m)

static const struct key_reading critical_fields[] = {
	{ "item", field_text, LINE(item), NULL, TRUE },
	{ "extent-at-most", field_choice, LINE(bounds[0]), point_words, FALSE },
	{ "extent-at-least", field_choice, LINE(bounds[1]), point_words,
	  FALSE },
	{ "quality-at-most", field_choice, LINE(bounds[2]), point_words,
	  FALSE },
	{ "quality-at-least", field_choice, LINE(bounds[3]), point_words,
	  FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

void
critical_free(struct critical_rule *critical)
{
	g_free(critical->item);
	g_free(critical);
}

static void *
critical_read(struct yaml_reader *reader, const struct node *node)
{
	struct critical_line line = { NULL, { 0, 0, 0, 0 } };
	struct critical_rule *critical;
	guint given = 0;

	if (!fields_read(reader, node, critical_fields, &line,
			 "a critical line"))
		return NULL;
	critical = g_new0(struct critical_rule, 1);
	critical->item = line.item;
	for (guint i = 0; i < 4; i++) {
		if (!node_get(node, critical_fields[i + 1].key))
			continue;
		given++;
		critical->of = i < 2 ? OF_EXTENT : OF_QUALITY;
		critical->at_least = i % 2 == 1;
		critical->bound = line.bounds[i];
	}
	if (given != 1)
		reader_error(reader, node->place,
			     "a critical line needs exactly one of "
			     "extent-at-most, extent-at-least, "
			     "quality-at-most, quality-at-least");
	return critical;
}

static void
field_pass_score(struct yaml_reader *reader, const struct key_reading *field,
		 const struct node *value, void *member)
{
	static const struct word words[] = {
		{ "adherence", MEMBER(adherence) },
		{ "quality", MEMBER(quality) },
		{ "specificity", MEMBER(specificity) },
		{ NULL, 0 },
	};
	struct rubric *rubric = member;
	struct key_reading with = *field;
	guint offset = 0;

	with.arg = words;
	field_choice(reader, &with, value, &offset);
	if (offset)
		rubric->pass_score = G_STRUCT_MEMBER_P(rubric, offset);
}

static const struct key_reading least_fields[] = {
	{ "adherence", field_number, MEMBER(adherence.min_items), NULL, FALSE },
	{ "quality", field_number, MEMBER(quality.min_items), NULL, FALSE },
	{ "specificity", field_number, MEMBER(specificity.min_items), NULL,
	  FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* A number for the pass score, or one for each mean that is asked for. */
static void
field_least(struct yaml_reader *reader, const struct key_reading *field,
	    const struct node *value, void *member)
{
	struct rubric *rubric = member;

	if (value->kind == NODE_MAP)
		fields_read(reader, value, least_fields, member, "'min-items'");
	else
		field_number(reader, field, value, &rubric->min_items);
}

static const struct range_limits cut_limits = { 1, SCALE_POINTS, FALSE };
static const struct range_limits near_limits = { 0, SCALE_POINTS, FALSE };
static const struct range_limits errors_limits = { 0, 5, FALSE };

static const struct key_reading near_fields[] = {
	{ "fixed", field_decimal, MEMBER(near_cut), &near_limits, TRUE },
	{ "measured-from", field_number, MEMBER(near_least), NULL, TRUE },
	{ "errors", field_decimal, MEMBER(near_errors), &errors_limits, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

/* A number; or where it is measured, which needs a number until then. */
static void
field_near(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	struct rubric *rubric = member;
	struct key_reading fixed = *field;

	if (value->kind != NODE_MAP) {
		fixed.arg = &near_limits;
		if (value->kind == NODE_TEXT &&
		    strcmp(value->text, "measured") == 0)
			reader_error(reader, value->place,
				     "a near-cut that is measured needs a "
				     "number until there are enough ratings: "
				     "{fixed: 0.25, measured-from: 40}");
		else
			field_decimal(reader, &fixed, value, &rubric->near_cut);
		return;
	}
	rubric->near_errors = NEAR_ERRORS;
	fields_read(reader, value, near_fields, member, "'near-cut'");
	if (node_get(value, "measured-from") && rubric->near_least < NEAR_LEAST)
		reader_error(reader, node_get(value, "measured-from")->place,
			     "'measured-from' must be %d ratings or more: from "
			     "fewer the error of a mark is a guess",
			     NEAR_LEAST);
}

static const struct list_of criticals = { "a list of critical lines",
					  critical_read };

static const struct key_reading pass_fields[] = {
	{ "score", field_pass_score, 0, NULL, TRUE },
	{ "cut", field_decimal, MEMBER(cut), &cut_limits, TRUE },
	{ "near-cut", field_near, 0, NULL, FALSE },
	{ "min-share-rated", field_decimal, MEMBER(min_share_rated), NULL,
	  TRUE },
	{ "min-items", field_least, 0, NULL, TRUE },
	{ "na-lowers-share", field_bool, MEMBER(na_lowers_share), NULL, FALSE },
	{ "max-share-na", field_decimal, MEMBER(max_share_na), NULL, FALSE },
	{ "rated-with-quality", field_bool, MEMBER(rated_with_quality), NULL,
	  FALSE },
	{ "critical-rated", field_bool, MEMBER(critical_rated), NULL, FALSE },
	{ "blanks-at-worst", field_choice, MEMBER(blanks_at_worst), point_words,
	  FALSE },
	{ "signed", field_bool, MEMBER(must_be_signed), NULL, TRUE },
	{ "critical", field_list, MEMBER(critical), &criticals, FALSE },
	{ NULL, NULL, 0, NULL, FALSE },
};

static void
field_pass(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	(void)field;
	fields_read(reader, value, pass_fields, member, "'pass'");
}

static const struct key_reading scoring_fields[] = {
	{ "adherence", field_score, MEMBER(adherence), NULL, TRUE },
	{ "quality", field_score, MEMBER(quality), NULL, TRUE },
	{ "specificity", field_score, MEMBER(specificity), NULL, TRUE },
	{ "proscribed", field_proscribed, 0, NULL, TRUE },
	{ "pass", field_pass, 0, NULL, TRUE },
	{ NULL, NULL, 0, NULL, FALSE },
};

void
field_scoring(struct yaml_reader *reader, const struct key_reading *field,
	      const struct node *value, void *member)
{
	(void)field;
	fields_read(reader, value, scoring_fields, member, "'scoring'");
}

/* -- what the items must bear out ---------------------------------------- */

static void
check_line(struct yaml_reader *reader, const struct rubric *rubric,
	   const struct node *line)
{
	const struct node *name = node_get(line, "item");
	g_autoptr(GPtrArray) ids = rubric_item_ids(rubric);
	const struct item *item;

	if (!name || name->kind != NODE_TEXT)
		return;
	item = rubric_item(rubric, name->text);
	if (!item)
		reader_unknown(reader, name->place, "item", name->text, NULL,
			       (const char *const *)ids->pdata);
	else if (item->item_class == CLASS_PROSCRIBED &&
		 (node_get(line, "quality-at-most") ||
		  node_get(line, "quality-at-least")))
		reader_error(reader, line->place,
			     "the item '%s' is of class P and has no quality",
			     item->id);
}

void
scoring_check(struct yaml_reader *reader, const struct rubric *rubric,
	      const struct node *root)
{
	static const char *const path[] = { "scoring", "pass", "critical" };
	const struct node *node = root;

	for (guint i = 0; node && i < G_N_ELEMENTS(path); i++)
		node = node_get(node, path[i]);
	if (!node || node->kind != NODE_LIST)
		return;
	for (const struct node *line = node->first; line; line = line->next)
		check_line(reader, rubric, line);
}
