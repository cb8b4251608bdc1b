/*
 * codebook/scalars.c: numbers, ranges and words of fixed sets.
 */
#include "codebook/fields.h"

#include <string.h>

#define NUMBER_MAX 1000000

/* A whole number at *text, which moves behind it. */
static gboolean
parse_number(const char **text, int *number)
{
	const char *at = *text;
	gboolean negative = *at == '-';
	int n = 0;

	at += negative;
	if (!g_ascii_isdigit(*at))
		return FALSE;
	for (; g_ascii_isdigit(*at); at++) {
		n = n * 10 + (*at - '0');
		if (n > NUMBER_MAX)
			return FALSE;
	}
	*text = at;
	*number = negative ? -n : n;
	return TRUE;
}

void
field_number(struct yaml_reader *reader, const struct key_reading *field,
	     const struct node *value, void *member)
{
	const char *text = value->text;
	int number;

	(void)field;
	if (value->kind != NODE_TEXT) {
		reader_expected(reader, value, "a whole number");
	} else if (!parse_number(&text, &number) || *text || number < 0) {
		reader_error(reader, value->place,
			     "expected a whole number of 0 or more, found "
			     "'%.40s'",
			     value->text);
	} else {
		*(guint *)member = number;
	}
}

void
field_signed(struct yaml_reader *reader, const struct key_reading *field,
	     const struct node *value, void *member)
{
	gboolean is_text = value->kind == NODE_TEXT;
	const char *text = is_text ? value->text : "";
	gboolean below = *text == '-';
	int number;

	(void)field;
	text += below;
	if (!is_text)
		reader_expected(reader, value, "points");
	else if (!parse_number(&text, &number) || *text ||
		 number > WORD_POINTS_MOST)
		reader_error(reader, value->place,
			     "expected points, a whole number of -%d to %d, "
			     "found '%.40s'",
			     WORD_POINTS_MOST, WORD_POINTS_MOST, value->text);
	else
		*(int *)member = below ? -number : number;
}

/* Digits with one point at most: "0.5", "3". */
static gboolean
is_decimal(const char *text)
{
	gsize whole = strspn(text, G_CSET_DIGITS);
	gsize rest;

	if (whole == 0 || whole > 6)
		return FALSE;
	if (text[whole] == '\0')
		return TRUE;
	if (text[whole] != '.')
		return FALSE;
	rest = strspn(text + whole + 1, G_CSET_DIGITS);
	return rest > 0 && rest <= 6 && text[whole + 1 + rest] == '\0';
}

void
field_decimal(struct yaml_reader *reader, const struct key_reading *field,
	      const struct node *value, void *member)
{
	static const struct range_limits share = { 0, 1, FALSE };
	const struct range_limits *limits = field->arg ? field->arg : &share;
	double number;

	if (value->kind != NODE_TEXT) {
		reader_expected(reader, value, "a number");
		return;
	}
	number = is_decimal(value->text) ? g_ascii_strtod(value->text, NULL) :
					   -1;
	if (number < limits->min || number > limits->max)
		reader_error(reader, value->place,
			     "expected a number from %d to %d, found '%.40s'",
			     limits->min, limits->max, value->text);
	else
		*(double *)member = number;
}

/* "3", "3..", "..6", "1..6", "-6..-1" */
static gboolean
parse_range(const char *text, const struct range_limits *limits,
	    struct range *range)
{
	gboolean has_min = parse_number(&text, &range->min);
	gboolean has_max;

	if (has_min && !*text) {
		range->max = range->min;
		return TRUE;
	}
	if (strncmp(text, "..", 2) != 0)
		return FALSE;
	text += 2;
	has_max = parse_number(&text, &range->max);
	if (!has_min)
		range->min = limits->min;
	if (!has_max)
		range->max = limits->max;
	return !*text && (has_min || has_max) &&
	       ((has_min && has_max) || !limits->closed);
}

static void
range_error(struct yaml_reader *reader, const struct node *value,
	    const struct range_limits *limits)
{
	if (limits->closed)
		reader_error(reader, value->place,
			     "expected a place or a range such as '-1' or "
			     "'-6..-1', found '%.40s'",
			     value->text);
	else
		reader_error(reader, value->place,
			     "expected a range such as '3..', '..6' or "
			     "'1..6', found '%.40s'",
			     value->text);
}

void
field_range(struct yaml_reader *reader, const struct key_reading *field,
	    const struct node *value, void *member)
{
	const struct range_limits *limits = field->arg;
	struct range range;

	if (value->kind != NODE_TEXT) {
		reader_expected(reader, value, "a range such as '1..6'");
	} else if (!parse_range(value->text, limits, &range)) {
		range_error(reader, value, limits);
	} else if (range.min > range.max) {
		reader_error(reader, value->place,
			     "the range '%.40s' runs backwards (did you mean "
			     "'%d..%d'?)",
			     value->text, range.max, range.min);
	} else if (range.min < limits->min || range.max > limits->max) {
		if (limits->max == G_MAXINT)
			reader_error(reader, value->place,
				     "the range '%.40s' goes below %d",
				     value->text, limits->min);
		else
			reader_error(reader, value->place,
				     "the range '%.40s' leaves %d..%d",
				     value->text, limits->min, limits->max);
	} else {
		*(struct range *)member = range;
	}
}

/* -- words of a fixed set ------------------------------------------------ */

static gboolean
choose_word(struct yaml_reader *reader, const struct key_reading *field,
	    const struct node *value, guint *result)
{
	const struct word *words = field->arg;
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (; words->word; words++) {
		g_ptr_array_add(names, (gpointer)words->word);
		if (value->kind == NODE_TEXT &&
		    strcmp(value->text, words->word) == 0) {
			*result = words->value;
			return TRUE;
		}
	}
	g_ptr_array_add(names, NULL);
	if (value->kind == NODE_TEXT) {
		reader_unknown(reader, value->place, field->key, value->text,
			       NULL, (const char *const *)names->pdata);
	} else {
		g_autofree char *known =
			g_strjoinv(", ", (char **)names->pdata);
		g_autofree char *expected = g_strdup_printf("one of %s", known);

		reader_expected(reader, value, expected);
	}
	return FALSE;
}

void
field_bool(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	static const struct word words[] = {
		{ "true", TRUE }, { "false", FALSE }, { "yes", TRUE },
		{ "no", FALSE },  { NULL, 0 },
	};
	struct key_reading with = *field;
	guint result;

	with.arg = words;
	if (choose_word(reader, &with, value, &result))
		*(gboolean *)member = result;
}

void
field_choice(struct yaml_reader *reader, const struct key_reading *field,
	     const struct node *value, void *member)
{
	guint result;

	if (choose_word(reader, field, value, &result))
		*(guint *)member = result;
}

void
field_mask(struct yaml_reader *reader, const struct key_reading *field,
	   const struct node *value, void *member)
{
	const struct node *one = NULL;
	guint mask = 0;
	gboolean any = FALSE;

	if (!node_each(value, NULL))
		reader_error(reader, value->place, "'%s' names nothing",
			     field->key);
	while ((one = node_each(value, one))) {
		guint bit;

		if (!choose_word(reader, field, one, &bit))
			continue;
		mask |= bit;
		any = any || bit == 0;
	}
	*(guint *)member = any ? 0 : mask;
}

void
field_words(struct yaml_reader *reader, const struct key_reading *field,
	    const struct node *value, void *member)
{
	GPtrArray *words = *(GPtrArray **)member;
	const struct node *one = NULL;
	guint ignored;

	while ((one = node_each(value, one)))
		if (choose_word(reader, field, one, &ignored))
			g_ptr_array_add(words, g_strdup(one->text));
}
